package models

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// A swing is a bar that goes from the middle to the right for a gain and to the left for a
// loss.
type swing struct {
	widget.BaseWidget
	share float64 // -1 to 1
}

const swingHeight = 8

func newSwing(share float64) *swing {
	s := &swing{share: min(max(share, -1), 1)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements [fyne.Widget].
func (s *swing) CreateRenderer() fyne.WidgetRenderer {
	r := &swingRenderer{swing: s, track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil), middle: canvas.NewRectangle(nil)}
	r.update()
	return r
}

type swingRenderer struct {
	swing               *swing
	track, fill, middle *canvas.Rectangle
}

func (r *swingRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.fill, r.middle}
}
func (r *swingRenderer) Destroy()           {}
func (r *swingRenderer) MinSize() fyne.Size { return fyne.NewSize(theme.Gap40, 2*swingHeight) }

func (r *swingRenderer) Layout(size fyne.Size) {
	half, y := size.Width/2, (size.Height-swingHeight)/2
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	place(r.track, 0, y, size.Width, swingHeight)
	w := half * float32(max(r.swing.share, -r.swing.share))
	x := half
	if r.swing.share < 0 {
		x -= w
	}
	place(r.fill, x, y, w, swingHeight)
	place(r.middle, half-theme.Stroke, 0, 2*theme.Stroke, size.Height)
}

func (r *swingRenderer) Refresh() {
	r.update()
	r.Layout(r.swing.Size())
	canvas.Refresh(r.swing)
}

func (r *swingRenderer) update() {
	fill := theme.Good
	if r.swing.share < 0 {
		fill = theme.Again
	}
	r.track.FillColor, r.track.CornerRadius = theme.Color(theme.Hairline), swingHeight/2
	r.fill.FillColor, r.middle.FillColor = theme.Color(fill), theme.Color(theme.Ink)
}
