package page_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/page"
)

// What stands beside a text goes below it where the text would have too little room.
func TestLead(t *testing.T) {
	test.NewTempApp(t)
	box := func(w, h float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Black)
		r.SetMinSize(fyne.NewSize(w, h))
		return r
	}
	for _, c := range []struct {
		name          string
		width, height float32
		at            fyne.Position
	}{
		{"beside", 400, 40, fyne.NewPos(300, 0)},
		{"below", 250, 24 + 40, fyne.NewPos(0, 24)},
	} {
		t.Run(c.name, func(t *testing.T) {
			second := box(100, 40)
			row := page.Lead(180, box(50, 20), second)
			if h := page.Height(row, c.width); h != c.height {
				t.Errorf("it is %v high, want %v", h, c.height)
			}
			row.Resize(fyne.NewSize(c.width, c.height))
			if second.Position() != c.at {
				t.Errorf("the second is at %v, want %v", second.Position(), c.at)
			}
		})
	}
}
