package author

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck/draft"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// outline is the list of everything in the deck, with a line to find in it.
type outline struct {
	s     *Screen
	find  *control.Field
	list  *control.List
	shown []int // indexes of the entries that match
	carry carry
	root  *fyne.Container
}

func newOutline(s *Screen) *outline {
	o := &outline{s: s}
	o.find = control.NewField("", "Find", func(string) { o.filter() })
	o.find.Enter = func() { o.enter(o.list.Cursor()) }
	o.find.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
			o.list.TypedKey(ev)
			return true
		case fyne.KeyEscape:
			if o.find.Text != "" {
				o.find.SetText("")
			}
			s.host.Canvas().Focus(o.list)
			return true
		}
		return false
	}
	o.list = control.NewList(o.line)
	o.list.Empty = "Nothing has these words."
	o.list.OnMove = func(i int) { s.open(s.entries[o.shown[i]].Key) }
	o.list.OnEnter = o.enter
	o.list.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDelete {
			s.Remove()
			return true
		}
		return false
	}
	o.list.OnCut = s.Shortcut
	o.list.OnLift, o.list.Land, o.list.OnDrop = o.lift, o.land, o.drop
	o.list.OnRune = func(r rune) bool { // letters begin to find
		if r == '?' {
			return false
		}
		s.Find()
		o.find.TypedRune(r)
		return true
	}
	add := page.Flow(theme.Gap4,
		control.NewPlain("+ Note", "", s.NewNote),
		control.NewPlain("+ Topic", "", s.NewSection),
		control.NewPlain("+ Model", "", s.NewModel))
	o.root = page.Pile(0, 1,
		page.Inset(theme.Gap8, theme.Gap8, o.find),
		o.list, page.Hairline(),
		page.Inset(theme.Gap8, theme.Gap8, add))
	o.filter()
	return o
}

// line is a row of the list. What is carried stands back where it was.
func (o *outline) line(i int) control.Line {
	e := o.s.entries[o.shown[i]]
	l := lineOf(e)
	l.Quiet = l.Quiet || o.carry.with[e.Key]
	return l
}

// enter goes from a row to what it stands for.
func (o *outline) enter(i int) {
	if i < 0 {
		return
	}
	if k := o.s.entries[o.shown[i]].Key; k != o.s.key {
		o.s.open(k)
	}
	o.s.focusMiddle()
}

// filter shows the entries that have what is sought in their title or name.
func (o *outline) filter() {
	query := strings.ToLower(strings.TrimSpace(o.find.Text))
	o.shown = o.shown[:0]
	for i := range o.s.entries {
		e := &o.s.entries[i]
		if query == "" || strings.Contains(strings.ToLower(titleOf(*e)), query) || strings.Contains(strings.ToLower(e.ID), query) {
			o.shown = append(o.shown, i)
		}
	}
	o.list.Fill(len(o.shown))
	o.follow()
}

// rowOf is the row of a piece, or -1.
func (o *outline) rowOf(k draft.Key) int {
	at, ok := o.s.index[k]
	if !ok {
		return -1
	}
	i, found := slices.BinarySearch(o.shown, at)
	if !found {
		return -1
	}
	return i
}

// show scrolls to the piece that is edited, from the beginning, so that the topic of the
// first note is seen too.
func (o *outline) show() {
	o.list.Point(0)
	o.list.Point(max(o.rowOf(o.s.key), 0))
}

// follow puts the cursor on the row of the piece that is edited.
func (o *outline) follow() {
	if i := o.rowOf(o.s.key); i >= 0 && i != o.list.Cursor() {
		o.list.Point(i)
	}
	o.list.Refresh()
}
