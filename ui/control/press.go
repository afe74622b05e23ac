package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Press is what everything that can be pressed has in common: a tap, Space and Enter
// press it, it shows where the pointer and the keyboard are, and it hands every other
// key to the window. A widget embeds it and calls [Press.Extend] with itself.
type Press struct {
	widget.BaseWidget
	OnTap func()
	OnKey func(*fyne.KeyEvent) // what to do with other keys; nil forwards them

	self  fyne.Widget
	seek  func() // scrolls to the widget when it gets the keyboard; nil if nothing scrolls
	hover bool
	focus bool
}

var (
	_ fyne.Focusable     = (*Press)(nil)
	_ fyne.Tappable      = (*Press)(nil)
	_ desktop.Hoverable  = (*Press)(nil)
	_ desktop.Cursorable = (*Press)(nil)
)

// Extend tells the base which widget it is part of.
func (p *Press) Extend(self fyne.Widget) {
	p.self = self
	p.ExtendBaseWidget(self)
}

// Hovered reports whether the pointer is on the widget.
func (p *Press) Hovered() bool { return p.hover }

// Focused reports whether the widget has the keyboard.
func (p *Press) Focused() bool { return p.focus }

// Tapped presses the widget.
func (p *Press) Tapped(*fyne.PointEvent) {
	if p.OnTap != nil {
		p.OnTap()
	}
}

// TypedKey presses the widget on Space and Enter; other keys go on.
func (p *Press) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case ev.Name == fyne.KeySpace || ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		p.Tapped(nil)
	case p.OnKey != nil:
		p.OnKey(ev)
	default:
		HandOn(p.self, ev)
	}
}

// TypedRune hands a character on; a space has pressed the widget already.
func (p *Press) TypedRune(r rune) {
	if r != ' ' && p.OnKey == nil {
		HandOnRune(p.self, r)
	}
}

// WhenFocused lets the page around the widget scroll to it.
func (p *Press) WhenFocused(seek func()) { p.seek = seek }

// FocusGained shows that the widget has the keyboard.
func (p *Press) FocusGained() {
	p.focus = true
	p.self.Refresh()
	if p.seek != nil {
		p.seek()
	}
}

// FocusLost ends what FocusGained began.
func (p *Press) FocusLost() { p.focus = false; p.self.Refresh() }

// MouseIn shows that the widget can be pressed.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.hover = true; p.self.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (p *Press) MouseOut() { p.hover = false; p.self.Refresh() }

// Cursor is a hand.
func (p *Press) Cursor() desktop.Cursor { return desktop.PointerCursor }

// HandOn hands a key that a control has no use for to the window.
func HandOn(o fyne.CanvasObject, ev *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(ev)
	}
}

// HandOnRune hands a character that a control has no use for to the window.
func HandOnRune(o fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}
