package diagram

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// Picture draws without a window, in the present theme and on its surface, at so many pixels a point.
func Picture(drawing *model.Drawing, overlay model.Overlay, scale float32) image.Image {
	d := New()
	d.Static = true
	size := fyne.NewSize(1, 1)
	if drawing != nil {
		size = fyne.NewSize(float32(drawing.Width)*scale, float32(drawing.Height)*scale)
	}
	d.SetSize(size)
	d.Resize(size)
	d.drawing, d.overlay = drawing, overlay
	d.items = itemsOf(drawing)
	d.fitted, d.scale, d.origin = false, scale, fyne.Position{}
	d.rebuild()
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(below)), d))
	c.Resize(size)
	return c.Capture()
}
