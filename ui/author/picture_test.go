package author_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck/draft"
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

// The box of a new note with a picture shows how one is written. It covers nothing of the
// picture that comes, and goes; one undo takes back all of that.
func TestTheFirstPictureComesWithoutABox(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 2))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "cup.png")
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	d := tea(t)
	d.NewNote()
	d.write("picture")
	d.press(fyne.KeyReturn)
	text := func() string { return d.d.Text(keyOf(d, "New picture")) }
	began := text()
	d.Drop([]string{file})
	d.h.wait(t, "the picture", func() bool { return strings.Contains(text(), "](media/cup.png)") })
	if strings.Contains(text(), "- 1:") {
		t.Errorf("the note is %q", text())
	}
	d.Undo()
	if text() != began {
		t.Errorf("undone, the note is %q", text())
	}
}

// keyOf is the key of the piece with a title.
func keyOf(d *desk, title string) draft.Key {
	for _, e := range d.d.Outline() {
		if e.Title == title {
			return e.Key
		}
	}
	return ""
}
