package chart

import (
	"bytes"
	"image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// pictureWidth is how wide the picture of a chart is that was not shown.
const pictureWidth = 720

// PNG returns a picture of the chart in the present theme, with its title, its legend and
// its note, at so many pixels a point.
func (v *View) PNG(scale float32) ([]byte, error) {
	width := v.Size().Width
	if width < leastWidth {
		width = pictureWidth
	}
	picture := New(v.data)
	picture.still = true
	o := page.Inset(theme.Gap16, theme.Gap16, picture)
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetScale(min(max(scale, 0.5), 8))
	c.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(theme.Surface)), o))
	c.Resize(fyne.NewSize(width+2*theme.Gap16, page.Height(o, width+2*theme.Gap16)))
	var b bytes.Buffer
	err := png.Encode(&b, c.Capture())
	return b.Bytes(), err
}
