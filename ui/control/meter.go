package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// Meter is a thin bar that is filled from the left by a share.
type Meter struct {
	widget.BaseWidget
	share float32
	thick float32
}

// NewMeter returns an empty bar of the given thickness.
func NewMeter(thick float32) *Meter {
	m := &Meter{thick: thick}
	m.ExtendBaseWidget(m)
	return m
}

// Set fills the bar to a share between 0 and 1.
func (m *Meter) Set(share float64) {
	m.share = float32(min(max(share, 0), 1))
	m.Refresh()
}

// MinSize is a short bar.
func (m *Meter) MinSize() fyne.Size { return fyne.NewSize(theme.Gap40, m.thick) }

// CreateRenderer implements [fyne.Widget].
func (m *Meter) CreateRenderer() fyne.WidgetRenderer {
	r := &meterRenderer{meter: m, track: canvas.NewRectangle(nil), fill: canvas.NewRectangle(nil)}
	r.update()
	return r
}

type meterRenderer struct {
	meter       *Meter
	track, fill *canvas.Rectangle
}

func (r *meterRenderer) MinSize() fyne.Size { return r.meter.MinSize() }
func (r *meterRenderer) Destroy()           {}
func (r *meterRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.fill}
}

func (r *meterRenderer) Layout(size fyne.Size) {
	y := (size.Height - r.meter.thick) / 2
	r.track.Move(fyne.NewPos(0, y))
	r.track.Resize(fyne.NewSize(size.Width, r.meter.thick))
	r.fill.Move(fyne.NewPos(0, y))
	w := size.Width * r.meter.share
	if r.meter.share > 0 {
		w = max(w, r.meter.thick)
	}
	r.fill.Resize(fyne.NewSize(w, r.meter.thick))
}

func (r *meterRenderer) Refresh() {
	r.update()
	r.Layout(r.meter.Size())
	canvas.Refresh(r.meter)
}

func (r *meterRenderer) update() {
	r.track.FillColor, r.fill.FillColor = theme.Color(theme.Hairline), theme.Color(theme.Accent)
	r.track.CornerRadius, r.fill.CornerRadius = r.meter.thick/2, r.meter.thick/2
	r.fill.Hidden = r.meter.share == 0
}
