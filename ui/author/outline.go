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
	list  *list
	empty *page.Text
	shown []int // indexes of the entries that match, -1 for the heading of the models
	root  *fyne.Container
}

func newOutline(s *Screen) *outline {
	o := &outline{s: s}
	o.find = control.NewField("", "Find", func(string) { o.filter() })
	o.find.Enter = func() { o.list.key(fyne.KeyReturn) }
	o.find.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
			return o.list.key(ev.Name)
		case fyne.KeyEscape:
			if o.find.Text != "" {
				o.find.SetText("")
			}
			s.host.Canvas().Focus(o.list)
			return true
		}
		return false
	}
	o.list = newList(o.line)
	o.list.choose = func(i int) {
		if at := o.shown[i]; at >= 0 {
			s.open(s.entries[at].Key)
		}
	}
	o.list.enter = func(int) { s.focusMiddle() }
	o.list.cuts = s.Shortcut
	o.list.drop = o.drop
	o.empty = page.NewLine("", page.Style{Size: theme.Body, Color: theme.Muted, Centre: true})
	add := page.Flow(theme.Gap4,
		control.NewPlain("+ Note", "", s.NewNote),
		control.NewPlain("+ Topic", "", s.NewSection),
		control.NewPlain("+ Model", "", s.NewModel))
	o.root = stacked(0, 2,
		page.Inset(theme.Gap8, theme.Gap8, o.find),
		page.Inset(theme.Gap8, 0, o.empty),
		o.list, page.Hairline(),
		page.Inset(theme.Gap8, theme.Gap8, add))
	o.filter()
	return o
}

// line is a row of the outline.
func (o *outline) line(i int) line {
	if i >= len(o.shown) {
		return line{}
	}
	if at := o.shown[i]; at >= 0 && at < len(o.s.entries) {
		return lineOf(o.s.entries[at])
	}
	return line{text: "Models", caption: true}
}

// filter shows the entries that have what is sought in their title or name.
func (o *outline) filter() {
	query := strings.ToLower(strings.TrimSpace(o.find.Text))
	o.shown = o.shown[:0]
	models := false
	for i := range o.s.entries {
		e := &o.s.entries[i]
		if query != "" && !strings.Contains(strings.ToLower(e.Title), query) && !strings.Contains(strings.ToLower(e.ID), query) {
			continue
		}
		if e.Kind == draft.Model && !models {
			models = true
			o.shown = append(o.shown, -1)
		}
		o.shown = append(o.shown, i)
	}
	o.empty.Hidden = len(o.shown) > 0
	if len(o.shown) == 0 {
		o.empty.SetLine("Nothing here has these words. Esc shows all again.")
	}
	o.list.set(len(o.shown), o.rowOf(o.s.key))
	if o.root != nil {
		o.root.Refresh()
	}
}

// rowOf is the row of a piece, or -1.
func (o *outline) rowOf(k draft.Key) int {
	at, ok := o.s.index[k]
	if !ok {
		return -1
	}
	if i := slices.Index(o.shown, at); i >= 0 {
		return i
	}
	return -1
}

// follow chooses the row of the piece that is edited.
func (o *outline) follow() {
	i := o.rowOf(o.s.key)
	o.list.set(len(o.shown), i)
	o.list.reveal(i)
}

// drop moves a piece to where its row was dragged.
func (o *outline) drop(from, to int) {
	if to == from || to == from+1 || to < 1 {
		return
	}
	moved, after := o.shown[from], o.shown[to-1]
	if moved < 0 || after < 0 {
		return
	}
	if err := o.s.d.MoveAfter(o.s.entries[moved].Key, o.s.entries[after].Key); err != nil {
		o.s.host.Problem(err)
		return
	}
	o.s.rewritten(o.s.entries[moved].Key)
}
