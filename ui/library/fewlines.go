package library

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
)

// mostLines is how many lines the buttons below a list may take, so that a small window,
// or large text, leaves room for the list itself.
const mostLines = 2

// fewLines sets buttons from left to right in few lines. Where there is no room for all of
// them the last object, which offers the others, stands in their place.
type fewLines struct {
	most  int     // lines
	width float32 // of the last layout
}

// newFewLines returns buttons in few lines, and more, which stands for those that have no
// room.
func newFewLines(lines *fewLines, more *control.Button, buttons ...fyne.CanvasObject) *fyne.Container {
	more.Hidden = true
	return &fyne.Container{Layout: lines, Objects: append(buttons, more)}
}

// missing counts the buttons that have no room.
func missing(c *fyne.Container) int {
	n := 0
	for _, o := range c.Objects[:len(c.Objects)-1] {
		if !o.Visible() {
			n++
		}
	}
	return n
}

// place finds where each object goes; those behind the last have no room.
func (f *fewLines) place(objects []fyne.CanvasObject, width float32) (at []fyne.Position, height float32) {
	const gap = theme.Gap8
	var x, y, high float32
	line := 1
	for _, o := range objects {
		size := o.MinSize()
		if x > 0 && x+size.Width > width {
			if line++; line > f.most {
				return at, height
			}
			x, y, high = 0, y+high+gap, 0
		}
		at = append(at, fyne.NewPos(x, y))
		x, high = x+size.Width+gap, max(high, size.Height)
		height = y + high
	}
	return at, height
}

// fit finds where the buttons go, and whether the one for the others is needed.
func (f *fewLines) fit(objects []fyne.CanvasObject, width float32) (at []fyne.Position, height float32, more bool) {
	last := len(objects) - 1
	if at, height = f.place(objects[:last], width); len(at) == last {
		return at, height, false
	}
	for n := len(at); n > 0; n-- { // as many as leave room for it
		some := append(append([]fyne.CanvasObject{}, objects[:n]...), objects[last])
		if at, height = f.place(some, width); len(at) == n+1 {
			return at, height, true
		}
	}
	return []fyne.Position{{}}, objects[last].MinSize().Height, true
}

// HeightFor makes the container [page.Tall].
func (f *fewLines) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	_, height, _ := f.fit(objects, width)
	return height
}

func (f *fewLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range objects {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w, f.HeightFor(objects, max(f.width, w)))
}

func (f *fewLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	at, _, more := f.fit(objects, size.Width)
	last := len(objects) - 1
	shown := len(at)
	if more {
		shown--
	}
	for i, o := range objects {
		b, ok := o.(*control.Button)
		if !ok {
			continue
		}
		b.Hidden = i < last && i >= shown || i == last && !more
		if b.Hidden {
			continue
		}
		place := at[min(i, len(at)-1)]
		b.Move(place)
		b.Resize(fyne.NewSize(min(b.MinSize().Width, max(size.Width, 0)), b.MinSize().Height))
	}
}
