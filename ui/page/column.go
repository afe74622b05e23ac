package page

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Tall is implemented by what can tell its height for a width.
type Tall interface {
	HeightFor(width float32) float32
}

// tallLayout is implemented by layouts of containers that are [Tall].
type tallLayout interface {
	HeightFor(objects []fyne.CanvasObject, width float32) float32
}

// Height returns how high an object is in a column of the given width.
func Height(o fyne.CanvasObject, width float32) float32 {
	if t, ok := o.(Tall); ok {
		return t.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(tallLayout); ok {
			return l.HeightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

// column stacks objects from top to bottom.
type column struct {
	gap   float32
	most  float32 // widest, 0 for any width; wider room leaves margins at both sides
	width float32 // of the last layout
}

// Column stacks objects with a gap between them.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{gap: gap}, Objects: objects}
}

// Centred stacks objects in a column of readable width in the middle of the room.
func Centred(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{gap: gap, most: theme.TextColumn}, Objects: objects}
}

// Broad stacks objects in a column that is wide enough for drawings, in the middle of
// the room.
func Broad(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &column{gap: gap, most: theme.PictureColumn}, Objects: objects}
}

func (c *column) inner(width float32) float32 {
	if c.most > 0 {
		width = min(width, c.most*max(1, theme.Size(theme.Body)/15))
	}
	return max(width, 0)
}

func (c *column) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	width = c.inner(width)
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if y > 0 {
			y += c.gap
		}
		y += Height(o, width)
	}
	return y
}

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	width := c.inner(size.Width)
	x := (size.Width - width) / 2
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if y > 0 {
			y += c.gap
		}
		h := Height(o, width)
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(width, h))
		y += h
	}
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range objects {
		if o.Visible() {
			w = max(w, o.MinSize().Width)
		}
	}
	return fyne.NewSize(w, c.HeightFor(objects, max(c.width, w)))
}
