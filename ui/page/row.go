package page

import (
	"fyne.io/fyne/v2"
)

// row sets objects side by side: the one at index grow takes what room is left.
type row struct {
	gap   float32
	grow  int
	width float32
}

// Row sets objects side by side, each as wide as it needs; the one at index grow
// takes the room that is left (-1: none does). They are centred on one line.
func Row(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &row{gap: gap, grow: grow}, Objects: objects}
}

func (r *row) widths(objects []fyne.CanvasObject, width float32) []float32 {
	list := make([]float32, len(objects))
	left := width
	shown := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if i != r.grow {
			list[i] = o.MinSize().Width
			left -= list[i]
		}
	}
	left -= r.gap * float32(max(shown-1, 0))
	if r.grow >= 0 && r.grow < len(list) && objects[r.grow].Visible() {
		list[r.grow] = max(left, 0)
	}
	return list
}

func (r *row) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	widths := r.widths(objects, width)
	for i, o := range objects {
		if o.Visible() {
			h = max(h, Height(o, widths[i]))
		}
	}
	return h
}

func (r *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	widths := r.widths(objects, size.Width)
	var x float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := min(Height(o, widths[i]), size.Height)
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(widths[i], h))
		x += widths[i] + r.gap
	}
}

func (r *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	shown := 0
	for _, o := range objects {
		if o.Visible() {
			w += o.MinSize().Width
			shown++
		}
	}
	w += r.gap * float32(max(shown-1, 0))
	return fyne.NewSize(w, r.HeightFor(objects, max(r.width, w)))
}
