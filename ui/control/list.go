package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// A Line is what a row of a [List] shows.
type Line struct {
	Text   string
	Below  string              // a second line, smaller; for lists of two lines
	Note   string              // at the right
	Spare  string              // stands there instead where the text needs the room; with Yields
	Yields bool                // the note gives way to the text
	Tone   fyne.ThemeColorName // of the note, "" for muted
	Mark   string              // before the text: a sign that says something of it in brief
	Quiet  bool                // stands back: what is put away
	Bold   bool
	Depth  int // how far it is moved in
}

// List is a list of any length of which only the rows that are seen are drawn. It has the
// keyboard as a whole: the arrows, the page keys, Home and End move a cursor, Enter does
// something about its row. With Many, Space and clicks with Ctrl choose further rows,
// Shift extends what is chosen, and Ctrl+A chooses everything. With OnLift, Land and OnDrop
// rows can be dragged to another place; Escape puts the one that is carried back.
type List struct {
	widget.BaseWidget
	Row   func(i int) Line // asked for the rows that are seen
	Tall  bool             // rows have two lines
	Many  bool             // several rows can be chosen
	Empty string           // what stands there when there are no rows

	OnMove   func(i int)               // the cursor moved
	OnEnter  func(i int)               // Enter or a double click
	OnChoose func(chosen int)          // how many rows are chosen now
	OnKey    func(*fyne.KeyEvent) bool // asked before the list
	OnRune   func(r rune) bool         // likewise
	OnCut    func(fyne.Shortcut) bool  // asked about shortcuts that no menu has

	OnLift func(row int) bool     // a row begins to be dragged: whether it can be; nil: none can
	Land   func(row, gap int) int // above which row it lands when it is held above row gap; -1: nowhere
	OnDrop func(row, gap int)     // it was put above a row; -1, -1: it stays where it was

	count  int
	cursor int // -1 while there are no rows
	chosen []bool
	number int // of those chosen
	anchor int // where Shift began
	hover  int // -1 for none
	focus  bool
	shift  bool
	held   fyne.KeyModifier // during the click
	last   click
	carry  carry
	seek   func()
	scroll *container.Scroll
	rows   *listRows
}

var (
	_ fyne.Focusable    = (*List)(nil)
	_ fyne.Shortcutable = (*List)(nil)
	_ desktop.Keyable   = (*List)(nil)
)

// NewList returns an empty list whose rows are asked of row.
func NewList(row func(i int) Line) *List {
	l := &List{Row: row, cursor: -1, hover: -1, carry: carry{row: -1, gap: -1}}
	l.rows = &listRows{list: l}
	l.rows.ExtendBaseWidget(l.rows)
	l.scroll = container.NewVScroll(l.rows)
	l.scroll.OnScrolled = func(fyne.Position) { l.rows.Refresh() }
	l.ExtendBaseWidget(l)
	return l
}

// Fill shows so many rows from now on. Nothing is chosen any more; the cursor stays where
// it is, as far as there are rows. It tells nobody.
func (l *List) Fill(count int) {
	other := count != l.count
	l.count, l.number, l.anchor, l.hover = count, 0, 0, -1
	l.cursor = min(max(l.cursor, 0), count-1)
	l.chosen = make([]bool, count)
	if other { // what a row was carried over is not there any more; it draws the new rows
		l.cancelCarry()
		l.carry = carry{row: -1, gap: -1}
	}
	if most := max(float32(count)*l.rowHeight()-l.scroll.Size().Height, 0); l.scroll.Offset.Y > most {
		l.scroll.Offset.Y = most
	}
	l.scroll.Refresh()
	l.rows.Refresh()
}

// Count returns how many rows there are.
func (l *List) Count() int { return l.count }

// Cursor returns the row that the cursor is on, -1 if there are none.
func (l *List) Cursor() int { return l.cursor }

// Point puts the cursor on a row and scrolls to it. It tells nobody.
func (l *List) Point(i int) {
	l.cursor = min(max(i, 0), l.count-1)
	l.anchor = max(l.cursor, 0)
	l.reveal(l.cursor)
	l.rows.Refresh()
}

// Chosen returns the rows that something is to be done about: those that are chosen, or
// the one that the cursor is on.
func (l *List) Chosen() []int {
	if l.number == 0 {
		if l.cursor < 0 {
			return nil
		}
		return []int{l.cursor}
	}
	list := make([]int, 0, l.number)
	for i, chosen := range l.chosen {
		if chosen {
			list = append(list, i)
		}
	}
	return list
}

// Several returns how many rows are chosen, besides the cursor's.
func (l *List) Several() int { return l.number }

// ChooseAll chooses every row, or with false none, and tells.
func (l *List) ChooseAll(all bool) {
	for i := range l.chosen {
		l.chosen[i] = all
	}
	l.number = 0
	if all {
		l.number = l.count
	}
	l.told()
}

// Choose chooses a row or not, without telling.
func (l *List) Choose(i int, chosen bool) {
	if i < 0 || i >= l.count || l.chosen[i] == chosen {
		return
	}
	l.chosen[i] = chosen
	if chosen {
		l.number++
	} else {
		l.number--
	}
}

func (l *List) told() {
	l.rows.Refresh()
	if l.OnChoose != nil {
		l.OnChoose(l.number)
	}
}

// extend chooses the rows from the anchor to the cursor, and no others.
func (l *List) extend() {
	from, to := min(l.anchor, l.cursor), max(l.anchor, l.cursor)
	for i := range l.chosen {
		l.chosen[i] = from <= i && i <= to
	}
	l.number = to - from + 1
	l.told()
}

// move puts the cursor on a row, shows it and tells.
func (l *List) move(i int, shift bool) {
	if l.count == 0 {
		return
	}
	i = min(max(i, 0), l.count-1)
	moved := i != l.cursor
	l.cursor = i
	l.reveal(i)
	if shift && l.Many {
		l.extend()
	} else {
		l.anchor = i
	}
	l.rows.Refresh()
	if moved && l.OnMove != nil {
		l.OnMove(i)
	}
}

// reveal scrolls to a row.
func (l *List) reveal(i int) {
	if i < 0 {
		return
	}
	h, view := l.rowHeight(), l.scroll.Size().Height
	top, y := float32(i)*h, l.scroll.Offset.Y
	switch {
	case top < y || view < h:
		y = top
	case top+h > y+view:
		y = top + h - view
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(y, 0)))
}

// toggle chooses the cursor's row, or does not any more.
func (l *List) toggle() {
	if l.cursor >= 0 {
		l.Choose(l.cursor, !l.chosen[l.cursor])
		l.anchor = l.cursor
		l.told()
	}
}

// KeyDown notices Shift.
func (l *List) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		l.shift = true
	}
}

// KeyUp notices Shift.
func (l *List) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		l.shift = false
	}
}

// TypedKey moves the cursor or chooses rows; what the list has no use for it hands on.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeyEscape && l.cancelCarry() {
		return
	}
	if l.OnKey != nil && l.OnKey(ev) {
		return
	}
	page := max(int(l.scroll.Size().Height/l.rowHeight())-1, 1)
	switch ev.Name {
	case fyne.KeyUp:
		l.move(l.cursor-1, l.shift)
	case fyne.KeyDown:
		l.move(l.cursor+1, l.shift)
	case fyne.KeyPageUp:
		l.move(l.cursor-page, l.shift)
	case fyne.KeyPageDown:
		l.move(l.cursor+page, l.shift)
	case fyne.KeyHome:
		l.move(0, l.shift)
	case fyne.KeyEnd:
		l.move(l.count-1, l.shift)
	case fyne.KeySpace:
		if l.Many {
			l.toggle()
		} else {
			l.enter()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		l.enter()
	case fyne.KeyEscape:
		if l.number > 0 {
			l.ChooseAll(false)
			return
		}
		HandOn(l, ev)
	default:
		HandOn(l, ev)
	}
}

func (l *List) enter() {
	if l.OnEnter != nil && l.cursor >= 0 {
		l.OnEnter(l.cursor)
	}
}

// TypedRune hands characters on.
func (l *List) TypedRune(r rune) {
	if r == ' ' || l.OnRune != nil && l.OnRune(r) {
		return
	}
	HandOnRune(l, r)
}

// TypedShortcut chooses everything on Ctrl+A.
func (l *List) TypedShortcut(s fyne.Shortcut) {
	if l.OnCut != nil && l.OnCut(s) {
		return
	}
	if _, all := s.(*fyne.ShortcutSelectAll); all && l.Many {
		l.ChooseAll(true)
	}
}

// WhenFocused lets the page around the list scroll to it.
func (l *List) WhenFocused(seek func()) { l.seek = seek }

// Focused reports whether the list has the keyboard.
func (l *List) Focused() bool { return l.focus }

// FocusGained shows that the list has the keyboard.
func (l *List) FocusGained() {
	l.focus = true
	l.rows.Refresh()
	if l.seek != nil {
		l.seek()
	}
}

// FocusLost ends what FocusGained began.
func (l *List) FocusLost() { l.focus, l.shift = false, false; l.rows.Refresh() }

// Refresh draws the rows anew.
func (l *List) Refresh() {
	l.scroll.Refresh()
	l.rows.Refresh()
}

// MinSize is small: a list scrolls.
func (l *List) MinSize() fyne.Size { return fyne.NewSize(80, 2*l.rowHeight()) }

// HeightFor is the height of all rows, for a list that stands on a page. Where it has
// less it scrolls.
func (l *List) HeightFor(float32) float32 {
	return max(float32(l.count), 1) * l.rowHeight()
}

// HeightOf is the height of so many rows.
func (l *List) HeightOf(rows int) float32 { return float32(rows) * l.rowHeight() }

// CreateRenderer implements [fyne.Widget].
func (l *List) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

// rowHeight is the height of every row.
func (l *List) rowHeight() float32 {
	if l.Tall {
		return theme.Size(theme.Body)*1.3 + theme.Size(theme.Caption)*1.3 + 2*theme.Gap8
	}
	return theme.Size(theme.Body)*1.3 + theme.Gap8 + theme.Gap4
}
