package chart

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"touchpoint/ui/control"
)

var (
	_ fyne.Focusable     = (*View)(nil)
	_ fyne.Shortcutable  = (*View)(nil)
	_ fyne.Tappable      = (*View)(nil)
	_ desktop.Hoverable  = (*View)(nil)
	_ desktop.Cursorable = (*View)(nil)
)

// WhenFocused lets the page around the view scroll to it.
func (v *View) WhenFocused(seek func()) { v.seek = seek }

// FocusGained shows that the view has the keyboard, and reads a mark.
func (v *View) FocusGained() {
	v.focus = true
	if v.at < 0 {
		v.at = v.start()
	}
	v.say()
	if v.seek != nil {
		v.seek()
	}
}

// start is the mark that is read first: today, or the first.
func (v *View) start() int {
	now := 0
	switch d := v.data.(type) {
	case Columns:
		now = d.Now
	case Calendar:
		now = d.Now
	}
	return min(max(now-1, 0), v.Stops()-1)
}

// FocusLost ends what FocusGained began.
func (v *View) FocusLost() {
	v.focus = false
	v.say()
}

// TypedKey moves the reading mark; what the view has no use for it hands on.
func (v *View) TypedKey(ev *fyne.KeyEvent) {
	if v.OnKey != nil && v.OnKey(ev) {
		return
	}
	s := v.laidOut()
	used := false
	switch ev.Name {
	case fyne.KeyLeft:
		used = v.step(-s.across, true)
	case fyne.KeyRight:
		used = v.step(s.across, true)
	case fyne.KeyUp:
		used = v.step(-s.down, false)
	case fyne.KeyDown:
		used = v.step(s.down, false)
	case fyne.KeyHome:
		used = v.to(0)
	case fyne.KeyEnd:
		used = v.to(len(s.stops) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		used = v.press()
	}
	if !used {
		control.HandOn(v, ev)
	}
}

// TypedRune hands a character on; a space has pressed a mark already.
func (v *View) TypedRune(r rune) {
	if r == ' ' && v.OnPress != nil || v.OnRune != nil && v.OnRune(r) {
		return
	}
	control.HandOnRune(v, r)
}

// TypedShortcut asks whoever shows the chart about copying and the like.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	if v.OnCut != nil && v.OnCut(s) {
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(v).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// step moves the reading mark by so many stops, and reports whether the arrow was of use.
// At an end, those to the sides stay; those up and down move the page, as they do beside
// the chart.
func (v *View) step(by int, side bool) bool {
	if by == 0 || v.Stops() == 0 {
		return false
	}
	if to := v.at + by; to >= 0 && to < v.Stops() {
		return v.to(to)
	}
	return side
}

func (v *View) to(i int) bool {
	if v.Stops() == 0 {
		return false
	}
	v.pointed = -1
	moved := i != v.at
	v.at = i
	v.say()
	if moved && v.OnMove != nil {
		v.OnMove(i)
	}
	return true
}

func (v *View) press() bool {
	i := v.shown() // what somebody sees is what is pressed
	if v.OnPress == nil || i < 0 {
		return false
	}
	v.OnPress(i)
	return true
}

// Tapped reads the mark under the pointer and gives the view the keyboard. A tap on the
// mark that is read already presses it.
func (v *View) Tapped(ev *fyne.PointEvent) {
	i, had := v.under(ev.Position), v.focus
	if had && i >= 0 && i == v.at {
		v.press()
		return
	}
	if i >= 0 {
		v.to(i)
		v.pointed = i
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && !had {
		c.Focus(v)
	}
}

// Cursor is a hand where a tap does something.
func (v *View) Cursor() desktop.Cursor {
	if v.OnPress != nil && v.pointed >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// under is the mark at a place of the view, -1 for none.
func (v *View) under(p fyne.Position) int {
	s := v.laidOut()
	y := p.Y - v.division(max(v.Size().Width, leastWidth)).plot
	if y < 0 || y > v.high {
		return -1
	}
	return s.near(fyne.NewPos(p.X, y))
}

// MouseIn reads the mark under the pointer.
func (v *View) MouseIn(ev *desktop.MouseEvent) { v.MouseMoved(ev) }

// MouseMoved reads the mark under the pointer.
func (v *View) MouseMoved(ev *desktop.MouseEvent) {
	if i := v.under(ev.Position); i != v.pointed {
		v.pointed = i
		v.say()
	}
}

// MouseOut reads again what the keyboard reads.
func (v *View) MouseOut() {
	v.pointed = -1
	v.say()
}
