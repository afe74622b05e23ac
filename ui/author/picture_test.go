package author_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/uitest"
)

// A photograph is decoded beside the window, and comes when it is there.
func TestALargePictureComesLater(t *testing.T) {
	var large bytes.Buffer
	if err := png.Encode(&large, image.NewGray(image.Rect(0, 0, 2100, 1000))); err != nil {
		t.Fatal(err)
	}
	d := open(t, map[string]string{
		"deck.md":         head + "# A\n\n## A {#a}\nOne.\n\n## Which? {#b}\n![A photograph](media/large.png)\n",
		"media/large.png": large.String(),
	})
	pictures := func() int {
		n := 0
		uitest.Each(d.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
			if img, ok := o.(*canvas.Image); ok && img.Image != nil {
				n++
			}
		})
		return n
	}
	d.press(fyne.KeyDown)
	if !d.h.traced("editing b") || pictures() != 0 {
		t.Fatalf("%d pictures, traced %q", pictures(), d.h.Lines)
	}
	d.h.wait(t, "the picture", func() bool { return pictures() == 1 })
}
