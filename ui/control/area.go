package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Area is some lines to type in. Tab leaves it, as it leaves every control, and Esc and
// the page keys go to the window.
type Area struct {
	widget.Entry
	OnKey func(*fyne.KeyEvent) bool // asked first; reports whether it had a use for the key
	Left  func()                    // the keyboard has gone elsewhere; nil does nothing
	Paste func(text string) bool    // asked first about what is pasted; reports whether it took it

	seek func() // scrolls to the area when it gets the keyboard; nil if nothing scrolls
}

// NewArea returns an area with a text in it and room for a number of lines. The hint
// stands there while it is empty.
func NewArea(text, hint string, lines int) *Area {
	a := &Area{}
	a.MultiLine = true
	a.Wrapping = fyne.TextWrapWord
	a.ExtendBaseWidget(a)
	a.SetPlaceHolder(hint)
	a.SetMinRowsVisible(lines)
	a.SetText(text)
	return a
}

// AcceptsTab lets Tab go on to the next control.
func (a *Area) AcceptsTab() bool { return false }

// WhenFocused lets the page around the area scroll to it.
func (a *Area) WhenFocused(seek func()) { a.seek = seek }

// FocusGained shows that the area has the keyboard.
func (a *Area) FocusGained() {
	a.Entry.FocusGained()
	if a.seek != nil {
		a.seek()
	}
}

// FocusLost shows that the keyboard has gone, and tells.
func (a *Area) FocusLost() {
	a.Entry.FocusLost()
	if a.Left != nil {
		a.Left()
	}
}

// TypedKey types, or hands on what typing has no use for.
func (a *Area) TypedKey(ev *fyne.KeyEvent) {
	if a.OnKey != nil && a.OnKey(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyEscape, fyne.KeyF11:
		HandOn(a, ev)
	default:
		a.Entry.TypedKey(ev)
	}
}

// TypedShortcut cuts, copies, pastes and the like.
func (a *Area) TypedShortcut(s fyne.Shortcut) {
	if p, paste := s.(*fyne.ShortcutPaste); paste && a.Paste != nil && p.Clipboard != nil && a.Paste(p.Clipboard.Content()) {
		return
	}
	a.Entry.TypedShortcut(s)
}

// Unwrite undoes or redoes typing and reports whether there was any, as that of [Field].
func (a *Area) Unwrite(again bool) bool { return Unwrite(&a.Entry, again) }
