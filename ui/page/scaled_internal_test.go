package page

import (
	"bytes"
	"image"
	"image/png"
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

func TestScaledPicturesAreNotKeptForEver(t *testing.T) {
	data := encoded(t, 3000, 2000)
	for i := range 8 {
		Scaled(data, 3000-i, 2000)
	}
	if kept > mostScaled {
		t.Errorf("%d pixels are kept, want at most %d", kept, mostScaled)
	}
}
