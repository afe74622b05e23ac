package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/theme"
)

// A Weight says how much a button calls for attention.
type Weight uint8

// The weights. At most one thing to do is Primary.
const (
	Quiet   Weight = iota // outlined
	Primary               // filled with the accent
	Plain                 // words alone, in the accent
	Chosen                // among [Segments]: outlined in the accent, with a breath of it
)

// Button is a button with a label, an optional second line and a key that does
// the same.
type Button struct {
	Press
	Label  string
	Detail string              // under the label, smaller
	Key    string              // shown beside the label: the key that does the same
	Tint   fyne.ThemeColorName // of the label of a quiet button, "" for ink
	Weight Weight
}

// NewButton returns a quiet button.
func NewButton(label string, tap func()) *Button {
	b := &Button{Label: label}
	b.OnTap = tap
	b.Extend(b)
	return b
}

// NewPrimary returns the button for the one thing to do next.
func NewPrimary(label, key string, tap func()) *Button {
	b := NewButton(label, tap)
	b.Weight, b.Key = Primary, key
	return b
}

// NewPlain returns a button of words alone.
func NewPlain(label, key string, tap func()) *Button {
	b := NewButton(label, tap)
	b.Weight, b.Key = Plain, key
	return b
}

// CreateRenderer implements [fyne.Widget].
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		button: b,
		ring:   canvas.NewRectangle(nil),
		box:    canvas.NewRectangle(nil),
		label:  canvas.NewText("", nil),
		key:    canvas.NewText("", nil),
		detail: canvas.NewText("", nil),
	}
	r.update()
	return r
}

type buttonRenderer struct {
	button             *Button
	ring, box          *canvas.Rectangle
	label, key, detail *canvas.Text
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.ring, r.label, r.key, r.detail}
}

func (r *buttonRenderer) Destroy() {}

func (r *buttonRenderer) MinSize() fyne.Size {
	label, key, detail := r.label.MinSize(), r.key.MinSize(), r.detail.MinSize()
	w := label.Width
	if r.key.Text != "" {
		w += theme.Gap8 + key.Width
	}
	h := label.Height
	if r.detail.Text != "" {
		w = max(w, detail.Width)
		h += detail.Height
	}
	if r.button.Weight == Plain {
		return fyne.NewSize(w+2*theme.Gap4, h+2*theme.Gap4)
	}
	return fyne.NewSize(w+2*theme.Gap16, h+2*theme.Gap8)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(fyne.NewSize(size.Width+6, size.Height+6))
	label, key, detail := r.label.MinSize(), r.key.MinSize(), r.detail.MinSize()
	w, h := label.Width, label.Height
	if r.key.Text != "" {
		w += theme.Gap8 + key.Width
	}
	if r.detail.Text != "" {
		h += detail.Height
	}
	x := (size.Width - w) / 2
	y := (size.Height - h) / 2
	r.label.Move(fyne.NewPos(x, y))
	r.label.Resize(label)
	r.key.Move(fyne.NewPos(x+label.Width+theme.Gap8, y+(label.Height-key.Height)/2+1))
	r.key.Resize(key)
	r.detail.Move(fyne.NewPos((size.Width-detail.Width)/2, y+label.Height))
	r.detail.Resize(detail)
}

func (r *buttonRenderer) Refresh() {
	r.update()
	r.Layout(r.button.Size())
	canvas.Refresh(r.button)
}

func (r *buttonRenderer) update() {
	b := r.button
	r.label.Text, r.key.Text, r.detail.Text = b.Label, b.Key, b.Detail
	r.label.TextSize = theme.Size(theme.Body)
	theme.SetStyle(r.label, fyne.TextStyle{Bold: true})
	r.key.TextSize, r.detail.TextSize = theme.Size(theme.Caption), theme.Size(theme.Caption)
	r.box.CornerRadius, r.ring.CornerRadius = theme.RadiusControl, theme.RadiusControl+3
	r.ring.StrokeWidth, r.ring.StrokeColor = theme.FocusStroke, theme.Color(theme.Accent)
	r.ring.FillColor = nil
	r.ring.Hidden = !b.Focused()

	ink := theme.Color(theme.Ink)
	if b.Tint != "" {
		ink = theme.Color(b.Tint)
	}
	r.box.StrokeWidth = 0
	switch b.Weight {
	case Primary:
		r.box.FillColor = theme.Color(theme.Accent)
		if b.Hovered() {
			r.box.FillColor = theme.Fade(theme.Color(theme.Accent), 0.88)
		}
		ink = theme.Color(theme.OnAccent)
		r.key.Color, r.detail.Color = theme.Fade(ink, 0.8), theme.Fade(ink, 0.85)
	case Quiet:
		r.box.FillColor = theme.Color(theme.Surface)
		if b.Hovered() {
			r.box.FillColor = theme.Color(theme.Wash)
		}
		r.box.StrokeWidth, r.box.StrokeColor = theme.Stroke, theme.Color(theme.Hairline)
		r.key.Color, r.detail.Color = theme.Color(theme.Muted), theme.Color(theme.Muted)
	case Chosen:
		r.box.FillColor = theme.Color(theme.Wash)
		r.box.StrokeWidth, r.box.StrokeColor = theme.Stroke, theme.Color(theme.Accent)
		ink = theme.Color(theme.Accent)
		r.key.Color, r.detail.Color = theme.Color(theme.Muted), theme.Color(theme.Muted)
	case Plain:
		r.box.FillColor = nil
		if b.Hovered() {
			r.box.FillColor = theme.Color(theme.Wash)
		}
		if b.Tint == "" {
			ink = theme.Color(theme.Accent)
		}
		r.key.Color, r.detail.Color = theme.Color(theme.Muted), theme.Color(theme.Muted)
	}
	r.label.Color = ink
}
