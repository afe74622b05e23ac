package page

import (
	"fyne.io/fyne/v2"
)

// flow sets objects from left to right, and goes on in the next line where there is no
// more room.
type flow struct {
	gap   float32
	width float32 // of the last layout
}

// Flow sets objects from left to right in as many lines as they need.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{gap: gap}, Objects: objects}
}

// each tells visit where every object goes, and returns the height of all lines.
func (f *flow) each(objects []fyne.CanvasObject, width float32, visit func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, high float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && x+size.Width > width {
			x, y, high = 0, y+high+f.gap, 0
		}
		if visit != nil {
			visit(o, fyne.NewPos(x, y), fyne.NewSize(min(size.Width, max(width, 0)), size.Height))
		}
		x += size.Width + f.gap
		high = max(high, size.Height)
	}
	return y + high
}

func (f *flow) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return f.each(objects, width, nil)
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, f.HeightFor(objects, max(f.width, w)))
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.each(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}
