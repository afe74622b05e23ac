package control

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Field is a line to type in. Enter does what it is given to do, and keys that a line of
// text has no use for go to the window: Esc, the function keys that screens use, the arrows
// up and down, the page keys.
type Field struct {
	widget.Entry
	Enter func()                    // what Enter does; nil hands it on
	OnKey func(*fyne.KeyEvent) bool // asked first; reports whether it had a use for the key
	Most  int                       // the most runes that are taken in, 0 for any number
	Left  func()                    // the keyboard has gone elsewhere; nil does nothing

	seek func() // scrolls to the field when it gets the keyboard; nil if nothing scrolls
}

// NewField returns a field with a text in it. The hint stands there while it is empty, and
// changed is told each new text; it may be nil.
func NewField(text, hint string, changed func(string)) *Field {
	f := &Field{}
	f.Scroll = fyne.ScrollHorizontalOnly
	f.Wrapping = fyne.TextWrapOff
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(hint)
	f.SetText(text)
	f.OnChanged = func(text string) {
		if cut := f.cut(text); cut != text {
			f.SetText(cut) // and so comes here again
			return
		}
		if changed != nil {
			changed(text)
		}
	}
	return f
}

// cut returns the text without what is beyond the field's limit.
func (f *Field) cut(text string) string {
	if f.Most <= 0 || utf8.RuneCountInString(text) <= f.Most {
		return text
	}
	return string([]rune(text)[:f.Most])
}

// Put shows another text without telling anyone, with the cursor at its end.
func (f *Field) Put(text string) {
	changed := f.OnChanged
	f.OnChanged = nil
	f.SetText(text)
	f.CursorColumn = utf8.RuneCountInString(text)
	f.OnChanged = changed
	f.Refresh()
}

// Unwrite undoes or redoes typing and reports whether there was any. The window asks it
// first when somebody wants to undo, because its menu is given the key before the field.
func (f *Field) Unwrite(again bool) bool { return Unwrite(&f.Entry, again) }

// Unwrite undoes or redoes typing in an entry and reports whether there was any.
func Unwrite(e *widget.Entry, again bool) bool {
	before := e.Text
	if again {
		e.Redo()
	} else {
		e.Undo()
	}
	return e.Text != before
}

// WhenFocused lets the page around the field scroll to it.
func (f *Field) WhenFocused(seek func()) { f.seek = seek }

// FocusGained shows that the field has the keyboard.
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	if f.seek != nil {
		f.seek()
	}
}

// FocusLost shows that the keyboard has gone, and tells.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	if f.Left != nil {
		f.Left()
	}
}

// TypedKey types, or does what the key is for.
func (f *Field) TypedKey(ev *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.Enter != nil {
			f.Enter()
			return
		}
		HandOn(f, ev)
	case fyne.KeyEscape, fyne.KeyF4, fyne.KeyF6, fyne.KeyF8, fyne.KeyF11, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		HandOn(f, ev)
	default:
		f.Entry.TypedKey(ev)
	}
}
