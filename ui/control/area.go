package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Area is some lines to type in. Tab leaves it, as it leaves every control, and Esc and
// the page keys go to the window.
type Area struct {
	widget.Entry
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

// TypedKey types, or hands on what typing has no use for.
func (a *Area) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyEscape, fyne.KeyF11:
		HandOn(a, ev)
	default:
		a.Entry.TypedKey(ev)
	}
}
