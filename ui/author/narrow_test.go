package author_test

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

// boxed opens a note with boxes on a picture, in a window of a size.
func boxed(t *testing.T, width, height float32) *desk {
	t.Helper()
	d := open(t, map[string]string{
		"deck.md":       head + "# A\n\n## Which? {#which .occlude}\n![A cup](media/cup.png)\n\n- 1: 10 10 20 20 Rim\n- 2: 50 50 20 20 Handle\n",
		"media/cup.png": blank(t, 40, 20),
	})
	d.resize(width, height)
	return d
}

// resize gives the window another size, and runs what that brings about.
func (d *desk) resize(width, height float32) {
	d.h.Window.Resize(fyne.NewSize(width, height))
	for {
		select {
		case f := <-d.h.queue:
			f()
			continue
		default:
		}
		return
	}
}

// tap presses the button with a label.
func (d *desk) tap(t *testing.T, label string) {
	t.Helper()
	for _, b := range buttons(d) {
		if b.Label == label {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("there is no button “%s”", label)
}

func buttons(d *desk) (list []*control.Button) {
	uitest.Each(d.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
		if b, ok := o.(*control.Button); ok {
			list = append(list, b)
		}
	})
	return list
}

// Where a picture leaves no room for its cards, they take its place when they are asked for,
// and go back beside it when there is room.
func TestTheCardsOfAPictureInANarrowWindow(t *testing.T) {
	d := boxed(t, 800, 500)
	if d.shows("Card 1 of 2") || !d.shows("New box") {
		t.Fatal("want the picture alone at first")
	}
	d.tap(t, "Cards")
	if !d.shows("Card 1 of 2") || d.shows("New box") {
		t.Error("want the cards alone")
	}
	d.press(fyne.KeyPageDown) // they have the keyboard, and scroll
	d.tap(t, "Boxes")
	if d.shows("Card 1 of 2") || !d.shows("New box") {
		t.Error("want the picture again")
	}
	d.tap(t, "Cards")
	d.Details()
	if !d.shows("Learn first") || !d.shows("New box") {
		t.Error("want the form above the picture")
	}
	d.Details()
	d.tap(t, "Cards")
	d.resize(1200, 700)
	if !d.shows("Card 1 of 2") || !d.shows("New box") {
		t.Error("want the picture and the cards in a wide window")
	}
}

// In a small window with large text nothing of the form or the tools lies outside it on the
// right, and what lies below can be scrolled to.
func TestAFormInASmallWindow(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 580, Height: 400}, {Width: 840, Height: 520}} {
		d := boxed(t, size.Width, size.Height)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, 2))
		d.resize(size.Width+1, size.Height)
		d.Details()
		for _, label := range []string{"+ Add a tag", "+ Add a note", "+ Add a model", "New box", "That box", "All boxes", "Cards"} {
			at, wide, found := float32(0), float32(0), false
			uitest.Each(d.Object(), func(o fyne.CanvasObject, pos fyne.Position) {
				if b, ok := o.(*control.Button); ok && b.Label == label {
					at, wide, found = pos.X, max(b.Size().Width, b.MinSize().Width), true
				}
			})
			if !found || at+wide > size.Width {
				t.Errorf("%v: “%s” ends at %v", size, label, at+wide)
			}
		}
	}
}

// blank is an empty picture.
func blank(t *testing.T, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
