package textedit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/control"
)

// Editor is a field for several lines with marks under what is wrong. Tab leaves it.
type Editor struct {
	widget.Entry
	OnText     func(text string)          // the author changed the text
	OnCursor   func(line int)             // the cursor came into another line, from 1
	OnMark     func(m Mark, in bool)      // the cursor came into a mark, or out of all
	OnUndo     func()                     // take the last change back
	OnRedo     func()                     // make it again
	OnShortcut func(fyne.Shortcut) bool   // asked before the editor; reports whether it had a use
	OnPaste    func(fyne.Clipboard) bool  // likewise, for what is not text
	Normalise  func(pasted string) string // cleans what is pasted; nil leaves it
	OnFocus    func(gained bool)          // the keyboard came or went
	OnEscape   func()                     // the author has done with the text; nil hands the key on

	marks  []Mark
	layer  *layer
	bubble *bubble
	scroll *container.Scroll
	inMark int  // the mark that the cursor is in, -1 for none
	line   int  // of the cursor
	want   int  // where the cursor was put, until the author moves it; -1 afterwards
	quiet  bool // the text is being set, not typed
	fresh  bool // it is what a new note begins as, with the heading selected
}

var (
	_ fyne.Tabbable      = (*Editor)(nil)
	_ desktop.Hoverable  = (*Editor)(nil)
	_ fyne.Shortcutable  = (*Editor)(nil)
	_ desktop.Cursorable = (*Editor)(nil)
)

// New returns an empty editor.
func New() *Editor {
	e := &Editor{inMark: -1, want: -1}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapWord
	e.layer, e.bubble = newLayer(e), newBubble()
	e.OnChanged, e.OnCursorChanged = e.changed, e.moved
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab lets Tab go on to the next field, for those who have no mouse.
func (e *Editor) AcceptsTab() bool { return false }

// Load shows another text and tells nobody. The cursor stands at the end of the words of
// its heading, where one goes on writing.
func (e *Editor) Load(text string) {
	e.set(text)
	_, end := heading(text)
	e.GoTo(end)
}

// heading is where the words of the first line stand, between the number signs and the
// attributes.
func heading(text string) (from, to int) {
	line, _, _ := strings.Cut(text, "\n")
	runes := []rune(line)
	to = len(runes)
	for from < to && (runes[from] == '#' || runes[from] == ' ') {
		from++
	}
	if i := strings.LastIndex(line, " {"); i >= 0 && strings.HasSuffix(line, "}") {
		to = max(len([]rune(line[:i])), from)
	}
	return from, to
}

// SetContent shows the same text as somebody else changed it, with the cursor at the end of the
// change, and tells nobody.
func (e *Editor) SetContent(text string) {
	if text == e.Text {
		return
	}
	at := changeEnd(e.Text, text)
	e.set(text)
	e.GoTo(at)
}

// Update shows the same text as the program completed it, with the cursor where it was: its
// author may be typing there.
func (e *Editor) Update(text string) {
	if text == e.Text {
		return
	}
	at := e.CursorTextOffset()
	end := changeEnd(e.Text, text)
	before := end - utf8.RuneCountInString(text) + utf8.RuneCountInString(e.Text) // where it ended
	if at > before {
		at += end - before
	}
	e.set(text)
	e.GoTo(at)
}

func (e *Editor) set(text string) {
	e.quiet, e.fresh = true, false
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) // what is selected would stay so, elsewhere
	}
	e.SetText(text)
	e.quiet = false
}

// changeEnd is where in the text now, in runes, what differs from before ends.
func changeEnd(before, now string) int {
	a, b := []rune(before), []rune(now)
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	end := 0
	for end < len(a)-same && end < len(b)-same && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	return len(b) - end
}

// SetMarks underlines places of the text.
func (e *Editor) SetMarks(marks []Mark) {
	e.marks = marks
	e.layer.stale = true
	e.layer.Refresh()
	e.bubble.Hide()
	if e.inMark >= 0 {
		e.inMark = unknown // it was in a mark that may be gone or say something else
	}
	e.seekMark()
}

// unknown is the mark that the cursor is in before it has been looked for.
const unknown = -2

// Marks are the places that are underlined.
func (e *Editor) Marks() []Mark { return e.marks }

// Insert writes text at the cursor, in place of what is selected, as if it had been typed.
func (e *Editor) Insert(text string) {
	e.want = -1
	e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: &clip{text: text}})
}

// InsertWord does, with a space before it where it would touch a word.
func (e *Editor) InsertWord(text string) {
	runes, at := []rune(e.Text), e.CursorTextOffset()
	if e.SelectedText() == "" && at > 0 && at <= len(runes) && !unicode.IsSpace(runes[at-1]) {
		text = " " + text
	}
	e.Insert(text)
}

// InsertBlock writes text as a paragraph of its own: where the cursor is if that line is
// empty, else below it. Some words of it are selected, to be overwritten.
func (e *Editor) InsertBlock(text, words string) {
	runes, at := []rune(e.Text), min(e.CursorTextOffset(), len([]rune(e.Text)))
	from, to := at, at
	for from > 0 && runes[from-1] != '\n' {
		from--
	}
	for to < len(runes) && runes[to] != '\n' {
		to++
	}
	if strings.TrimSpace(string(runes[from:to])) != "" {
		text = "\n\n" + text
	} else if from > 1 && runes[from-2] != '\n' {
		text = "\n" + text
	}
	if to+1 < len(runes) && runes[to+1] != '\n' {
		text += "\n"
	}
	e.GoTo(to)
	e.Insert(text)
	if before, _, ok := strings.Cut(text, words); ok {
		from := to + utf8.RuneCountInString(before)
		e.choose(from, from+utf8.RuneCountInString(words))
	}
}

// GoTo puts the cursor before a rune of the text and scrolls to it.
func (e *Editor) GoTo(offset int) {
	e.want = offset
	e.CursorRow, e.CursorColumn = e.place(offset)
	e.Refresh()
}

// SelectHeading selects the words of the heading in the first line, to be overwritten.
func (e *Editor) SelectHeading() {
	e.choose(heading(e.Text))
	e.fresh = true
}

// GoToLine puts the cursor at a place of the text: line and column count from 1.
func (e *Editor) GoToLine(line, column int) {
	starts := lineStarts(e.Text)
	if line < 1 || line > len(starts) {
		return
	}
	e.GoTo(starts[line-1] + max(column-1, 0))
}

// changed tells that the author changed the text.
func (e *Editor) changed(text string) {
	e.layer.stale = true
	if !e.quiet && e.OnText != nil {
		e.OnText(text)
	}
}

// moved tells where the cursor has come to.
func (e *Editor) moved() {
	e.seekMark()
	offset := e.CursorTextOffset()
	line := 1
	for i, r := range []rune(e.Text) {
		if i >= offset {
			break
		}
		if r == '\n' {
			line++
		}
	}
	if line != e.line {
		e.line = line
		if e.OnCursor != nil {
			e.OnCursor(line)
		}
	}
}

// seekMark tells which mark the cursor is in.
func (e *Editor) seekMark() {
	at, in := e.CursorTextOffset(), -1
	for i, m := range e.marks {
		if m.From <= at && at <= m.To {
			in = i
			break
		}
	}
	if in == e.inMark {
		return
	}
	e.inMark = in
	if e.OnMark == nil {
		return
	}
	if in < 0 {
		e.OnMark(Mark{}, false)
		return
	}
	e.OnMark(e.marks[in], true)
}

// TypedKey writes, moves, or hands the keys on that mean nothing to a text.
func (e *Editor) TypedKey(ev *fyne.KeyEvent) {
	e.want = -1
	switch ev.Name {
	case fyne.KeyPageUp, fyne.KeyPageDown:
		e.turn(ev.Name)
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.leaveHeading() {
			e.Entry.TypedKey(ev)
		}
	case fyne.KeyEscape:
		if e.OnEscape != nil {
			e.OnEscape()
			return
		}
		control.HandOn(e, ev)
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8,
		fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		control.HandOn(e, ev)
	default:
		e.Entry.TypedKey(ev)
	}
}

// TypedRune writes a character.
func (e *Editor) TypedRune(r rune) {
	e.want = -1
	e.Entry.TypedRune(r)
}

// MouseDown puts the cursor where the pointer is.
func (e *Editor) MouseDown(ev *desktop.MouseEvent) {
	e.want = -1
	e.Entry.MouseDown(ev)
}

// turn moves the cursor by as many rows as are seen. The toolkit's own goes to the very
// beginning or end.
func (e *Editor) turn(name fyne.KeyName) {
	step := fyne.KeyUp
	if name == fyne.KeyPageDown {
		step = fyne.KeyDown
	}
	rows := max(int(e.Size().Height/max(e.rowHeight(), 1))-1, 1)
	for range rows {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: step})
	}
}

// TypedShortcut acts on a shortcut that no menu had.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	e.want = -1
	if e.OnShortcut != nil && e.OnShortcut(s) {
		return
	}
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		call(e.OnUndo)
	case *fyne.ShortcutRedo:
		call(e.OnRedo)
	case *fyne.ShortcutPaste:
		e.paste(s)
	default:
		e.Entry.TypedShortcut(s)
	}
}

func (e *Editor) paste(s *fyne.ShortcutPaste) {
	if e.OnPaste != nil && e.OnPaste(s.Clipboard) {
		return
	}
	if e.Normalise == nil {
		e.Entry.TypedShortcut(s)
		return
	}
	if text := e.Normalise(s.Clipboard.Content()); text != "" { // which would delete the selection
		e.Insert(text)
	}
}

func call(f func()) {
	if f != nil {
		f()
	}
}

// FocusGained tells that the author writes here now.
func (e *Editor) FocusGained() {
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost tells that the author went elsewhere.
func (e *Editor) FocusLost() {
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// MouseIn implements [desktop.Hoverable].
func (e *Editor) MouseIn(ev *desktop.MouseEvent) { e.MouseMoved(ev) }

// MouseMoved says what is wrong with what is under the pointer.
func (e *Editor) MouseMoved(ev *desktop.MouseEvent) {
	m, box, ok := e.layer.at(e.inLayer(ev.Position))
	if !ok {
		e.bubble.Hide()
		return
	}
	e.bubble.say(m, e.outOfLayer(box), box.size, e.Size())
}

// MouseOut takes the sentence away.
func (e *Editor) MouseOut() { e.bubble.Hide() }

// clip is a clipboard that holds one text.
type clip struct{ text string }

// Content is the text.
func (c *clip) Content() string { return c.text }

// SetContent replaces the text.
func (c *clip) SetContent(text string) { c.text = text }
