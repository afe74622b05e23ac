package insight

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
)

// aside is a word that can be pressed, quiet because there is one beside every chart.
type aside struct {
	control.Press
	label string
	copy  func() // Ctrl+C
}

func newAside(label string, tap, copied func()) *aside {
	a := &aside{label: label, copy: copied}
	a.OnTap = tap
	a.Extend(a)
	return a
}

// TypedShortcut copies what it stands beside; the window has the other shortcuts.
func (a *aside) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); ok {
		a.copy()
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(a).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

func (a *aside) CreateRenderer() fyne.WidgetRenderer {
	r := &asideRenderer{aside: a, ring: canvas.NewRectangle(nil), text: canvas.NewText(a.label, nil)}
	r.update()
	return r
}

type asideRenderer struct {
	aside *aside
	ring  *canvas.Rectangle
	text  *canvas.Text
}

func (r *asideRenderer) Destroy()                     {}
func (r *asideRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.ring, r.text} }

func (r *asideRenderer) MinSize() fyne.Size {
	return r.text.MinSize().AddWidthHeight(2*theme.Gap8, 2*theme.Gap4)
}

func (r *asideRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	m := r.text.MinSize()
	r.text.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
	r.text.Resize(m)
}

func (r *asideRenderer) Refresh() {
	r.update()
	r.Layout(r.aside.Size())
	canvas.Refresh(r.aside)
}

func (r *asideRenderer) update() {
	a := r.aside
	r.text.TextSize, r.text.Color = theme.Size(theme.Caption), theme.Color(theme.Muted)
	r.ring.CornerRadius, r.ring.FillColor, r.ring.StrokeWidth = theme.RadiusControl, nil, 0
	if a.Hovered() || a.Focused() {
		r.text.Color = theme.Color(theme.Accent)
		r.ring.FillColor = theme.Color(theme.Wash)
	}
	if a.Focused() {
		r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	}
}
