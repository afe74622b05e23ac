package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// Slider chooses a number between two by where a knob stands: the arrows to the sides move
// it by one, Home and End to the ends, and the pointer drags it or puts it where it presses.
type Slider struct {
	widget.BaseWidget
	Label            string // what is chosen, for whoever looks for the control by its words
	value, low, high int
	change           func(int)
	Settled          func() // the value stays for now: a key was pressed, or the knob let go; may be nil
	focus, hover     bool
	seek             func()
}

var (
	_ fyne.Focusable     = (*Slider)(nil)
	_ fyne.Tappable      = (*Slider)(nil)
	_ fyne.Draggable     = (*Slider)(nil)
	_ desktop.Hoverable  = (*Slider)(nil)
	_ desktop.Cursorable = (*Slider)(nil)
)

const (
	trackThick = 6
	knobSize   = 20
)

// NewSlider returns a slider between low and high; change is told each new value.
func NewSlider(label string, value, low, high int, change func(int)) *Slider {
	s := &Slider{Label: label, value: min(max(value, low), high), low: low, high: high, change: change}
	s.ExtendBaseWidget(s)
	return s
}

// Value returns what is chosen.
func (s *Slider) Value() int { return s.value }

// Put moves the knob without telling anyone.
func (s *Slider) Put(v int) {
	s.value = min(max(v, s.low), s.high)
	s.Refresh()
}

func (s *Slider) to(v int) bool {
	if v = min(max(v, s.low), s.high); v == s.value {
		return false
	}
	s.Put(v)
	s.change(v)
	return true
}

// settle moves the knob for good.
func (s *Slider) settle(v int) {
	if s.to(v) && s.Settled != nil {
		s.Settled()
	}
}

// at returns the value for a place on the slider.
func (s *Slider) at(x float32) int {
	room := s.Size().Width - knobSize
	if room <= 0 || s.high <= s.low {
		return s.value
	}
	return s.low + int((x-knobSize/2)/room*float32(s.high-s.low)+0.5)
}

// Tapped puts the knob where the pointer is.
func (s *Slider) Tapped(ev *fyne.PointEvent) {
	s.settle(s.at(ev.Position.X))
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
}

// Dragged lets the knob follow the pointer.
func (s *Slider) Dragged(ev *fyne.DragEvent) { s.to(s.at(ev.Position.X)) }

// DragEnd lets the knob stay.
func (s *Slider) DragEnd() {
	if s.Settled != nil {
		s.Settled()
	}
}

// TypedKey moves the knob; keys that mean nothing to it go on.
func (s *Slider) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		s.settle(s.value - 1)
	case fyne.KeyRight:
		s.settle(s.value + 1)
	case fyne.KeyHome:
		s.settle(s.low)
	case fyne.KeyEnd:
		s.settle(s.high)
	default:
		HandOn(s, ev)
	}
}

// TypedRune moves the knob by minus and plus; other characters go on.
func (s *Slider) TypedRune(r rune) {
	switch r {
	case '-', '−':
		s.settle(s.value - 1)
	case '+', '=':
		s.settle(s.value + 1)
	default:
		HandOnRune(s, r)
	}
}

// WhenFocused lets the page around the slider scroll to it.
func (s *Slider) WhenFocused(seek func()) { s.seek = seek }

// FocusGained shows that the slider has the keyboard.
func (s *Slider) FocusGained() {
	s.focus = true
	s.Refresh()
	if s.seek != nil {
		s.seek()
	}
}

// FocusLost ends what FocusGained began.
func (s *Slider) FocusLost() { s.focus = false; s.Refresh() }

// MouseIn shows that the knob can be moved.
func (s *Slider) MouseIn(*desktop.MouseEvent) { s.hover = true; s.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (s *Slider) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (s *Slider) MouseOut() { s.hover = false; s.Refresh() }

// Cursor is a hand.
func (s *Slider) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize is a short slider.
func (s *Slider) MinSize() fyne.Size { return fyne.NewSize(4*theme.Gap40, knobSize+2*theme.Gap4) }

// CreateRenderer implements [fyne.Widget].
func (s *Slider) CreateRenderer() fyne.WidgetRenderer {
	r := &sliderRenderer{slider: s}
	for _, o := range []**canvas.Rectangle{&r.track, &r.fill, &r.ring, &r.knob} {
		*o = canvas.NewRectangle(nil)
	}
	r.update()
	return r
}

type sliderRenderer struct {
	slider                  *Slider
	track, fill, ring, knob *canvas.Rectangle
}

func (r *sliderRenderer) MinSize() fyne.Size { return r.slider.MinSize() }
func (r *sliderRenderer) Destroy()           {}
func (r *sliderRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.fill, r.ring, r.knob}
}

func (r *sliderRenderer) Layout(size fyne.Size) {
	s := r.slider
	share := float32(s.value-s.low) / float32(max(s.high-s.low, 1))
	x, middle := share*max(size.Width-knobSize, 0), size.Height/2
	r.track.Move(fyne.NewPos(0, middle-trackThick/2))
	r.track.Resize(fyne.NewSize(size.Width, trackThick))
	r.fill.Move(fyne.NewPos(0, middle-trackThick/2))
	r.fill.Resize(fyne.NewSize(x+knobSize/2, trackThick))
	r.knob.Move(fyne.NewPos(x, middle-knobSize/2))
	r.knob.Resize(fyne.NewSize(knobSize, knobSize))
	r.ring.Move(fyne.NewPos(x-4, middle-knobSize/2-4))
	r.ring.Resize(fyne.NewSize(knobSize+8, knobSize+8))
}

func (r *sliderRenderer) Refresh() {
	r.update()
	r.Layout(r.slider.Size())
	canvas.Refresh(r.slider)
}

func (r *sliderRenderer) update() {
	r.track.CornerRadius, r.fill.CornerRadius = trackThick/2, trackThick/2
	r.knob.CornerRadius, r.ring.CornerRadius = knobSize/2, knobSize/2+4
	r.track.FillColor, r.fill.FillColor = theme.Color(theme.Hairline), theme.Color(theme.Accent)
	r.knob.FillColor = theme.Color(theme.Accent)
	if r.slider.hover {
		r.knob.FillColor = theme.Fade(theme.Color(theme.Accent), 0.88)
	}
	r.ring.StrokeWidth, r.ring.StrokeColor = theme.FocusStroke, theme.Color(theme.Accent)
	r.ring.Hidden = !r.slider.focus
}
