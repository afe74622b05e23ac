package page

import (
	"fyne.io/fyne/v2"
)

// flow sets objects from left to right, and goes on in the next line where there is no
// more room.
type flow struct {
	gap   float32
	right bool    // lines end at the right
	width float32 // of the last layout
}

// Flow sets objects from left to right in as many lines as they need.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{gap: gap}, Objects: objects}
}

// FlowRight is like [Flow], with lines that end at the right.
func FlowRight(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{gap: gap, right: true}, Objects: objects}
}

// each tells visit where every object goes, and returns the height of all lines. What is
// lower than its line stands in the middle of it.
func (f *flow) each(objects []fyne.CanvasObject, width float32, visit func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var y float32
	for len(objects) > 0 {
		var x, high float32
		n := 0
		for _, o := range objects {
			size := o.MinSize()
			if o.Visible() && x > 0 && x+size.Width > width {
				break
			}
			n++
			if o.Visible() {
				x += size.Width + f.gap
				high = max(high, size.Height)
			}
		}
		if x -= f.gap; f.right {
			x = max(width-x, 0)
		} else {
			x = 0
		}
		for _, o := range objects[:n] {
			if !o.Visible() {
				continue
			}
			size := o.MinSize()
			if visit != nil {
				visit(o, fyne.NewPos(x, y+(high-size.Height)/2), fyne.NewSize(min(size.Width, max(width, 0)), size.Height))
			}
			x += size.Width + f.gap
		}
		if objects = objects[n:]; len(objects) > 0 {
			high += f.gap
		}
		y += high
	}
	return y
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
