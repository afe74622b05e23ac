package page

import (
	"fyne.io/fyne/v2"
)

// inset surrounds objects, all laid over each other, with room.
type inset struct {
	x, y  float32
	width float32
}

// Inset surrounds an object with room at its sides (x) and above and below (y).
func Inset(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &inset{x: x, y: y}, Objects: []fyne.CanvasObject{o}}
}

func (i *inset) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range objects {
		if o.Visible() {
			h = max(h, Height(o, width-2*i.x))
		}
	}
	return h + 2*i.y
}

func (i *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	i.width = size.Width
	for _, o := range objects {
		o.Move(fyne.NewPos(i.x, i.y))
		o.Resize(fyne.NewSize(max(size.Width-2*i.x, 0), max(size.Height-2*i.y, 0)))
	}
}

func (i *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	w += 2 * i.x
	return fyne.NewSize(w, i.HeightFor(objects, max(i.width, w)))
}

// layers lays objects over each other, all as large as the room.
type layers struct{ width float32 }

// Layers lays objects over each other; the tallest decides the height.
func Layers(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &layers{}, Objects: objects}
}

func (l *layers) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range objects {
		if o.Visible() {
			h = max(h, Height(o, width))
		}
	}
	return h
}

func (l *layers) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (l *layers) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, l.HeightFor(objects, max(l.width, w)))
}
