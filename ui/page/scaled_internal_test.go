package page

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"testing"
)

func encoded(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPicturesAreScaledOnceForEachSize(t *testing.T) {
	data := encoded(t, 400, 200)
	first, ok := Scaled(data, 100, 50)
	if !ok || first.Bounds().Dx() != 100 || first.Bounds().Dy() != 50 {
		t.Fatalf("scaled to %v", first.Bounds())
	}
	if again, _ := Scaled(bytes.Clone(data), 100, 50); again != first {
		t.Error("the same picture at the same size was scaled again")
	}
	if large, _ := Scaled(data, 1000, 500); large.Bounds().Dx() != 400 {
		t.Errorf("a picture of 400 pixels was made %d wide", large.Bounds().Dx())
	}
	if _, ok := Scaled([]byte("no picture"), 10, 10); ok {
		t.Error("what is no picture was scaled")
	}
}

func TestWebPIsShown(t *testing.T) {
	sample := func(name string) []byte {
		data, err := os.ReadFile("../../deck/picture/testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, name := range []string{"lossy.webp", "lossless.webp", "alpha.webp"} {
		data := sample(name)
		size, ok := SizeOf(data)
		if !ok || size.Width != 24 || size.Height != 18 {
			t.Errorf("%s has the size %v, %v", name, size, ok)
		}
		if img, ok := Scaled(data, 12, 9); !ok || img.Bounds().Dx() != 12 {
			t.Errorf("%s is not scaled", name)
		}
	}
	if _, ok := SizeOf(sample("moves.webp")); ok {
		t.Error("a moving picture has a place, and nothing to show there")
	}
	torn := sample("lossy.webp")[:120]
	if _, ok := Scaled(torn, 12, 9); ok {
		t.Error("a torn picture is shown")
	}
}

func TestScaledPicturesAreNotKeptForEver(t *testing.T) {
	data := encoded(t, 3000, 2000)
	for i := range 8 {
		Scaled(data, 3000-i, 2000)
	}
	if kept > mostScaled {
		t.Errorf("%d pixels are kept, want at most %d", kept, mostScaled)
	}
}
