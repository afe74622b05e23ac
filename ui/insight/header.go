package insight

import (
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/deck/study/insight"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// header is the title of the screen, with what is looked at and how far back.
type header struct {
	screen  *Screen
	object  fyne.CanvasObject
	what    *control.Button
	periods *control.Segments
	notes   *page.Text
	start   *control.Button // of the empty screen
}

func newHeader(s *Screen) *header {
	h := &header{screen: s}
	h.what = control.NewButton("All decks", h.choose)
	h.what.Key = "D"
	var labels []string
	for _, p := range insight.Periods() {
		labels = append(labels, p.String())
	}
	h.periods = control.NewSegments(labels, slices.Index(insight.Periods(), s.scope.Period), func(i int) {
		s.lookBack(insight.Periods()[i])
	})
	h.notes = page.NewLine("", page.Style{Size: theme.Body, Color: theme.Muted})
	h.notes.Hide()
	h.object = page.Column(theme.Gap16,
		page.NewLine("Insight", page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
		page.Flow(theme.Gap16, h.what, h.periods.Container), h.notes)
	return h
}

// show says what is looked at.
func (h *header) show(scope insight.Scope, b *insight.Book) {
	label := "All decks"
	if b != nil {
		label = placeOf(places(b), scope).long
	}
	if h.what.Label != label {
		h.what.Label = label
		h.what.Refresh()
	}
	h.periods.Choose(slices.Index(insight.Periods(), scope.Period))
	notes := h.screen.view.Notes
	h.notes.Hidden = len(notes) == 0
	if len(notes) > 0 {
		h.notes.SetLine(notes[0])
	}
}

// A place is something that can be looked at.
type place struct {
	scope insight.Scope // without its period
	line  control.Line
	long  string // how it is called on the button
}

// places lists all that can be looked at: everything, every deck and its topics.
func places(b *insight.Book) []place {
	list := []place{{line: control.Line{Text: "All decks"}, long: "All decks"}}
	for _, d := range b.Decks() {
		list = append(list, place{
			scope: insight.Scope{Deck: d.ID}, line: control.Line{Text: d.Title, Bold: true}, long: d.Title,
		})
		for _, t := range d.Topics {
			list = append(list, place{
				scope: insight.Scope{Deck: d.ID, Topic: t}, line: control.Line{Text: t, Depth: 1}, long: d.Title + " · " + t,
			})
		}
	}
	return list
}

// placeOf returns the place of a scope, everything if it is gone.
func placeOf(list []place, scope insight.Scope) place {
	scope.Period = 0
	for _, p := range list {
		if p.scope == scope {
			return p
		}
	}
	return list[0]
}

// choose shows what can be looked at.
func (h *header) choose() {
	s := h.screen
	if s.book == nil {
		return
	}
	list := places(s.book)
	now := s.scope
	now.Period = 0
	take := func(i int) {
		if i < 0 || i >= len(list) {
			return
		}
		scope := list[i].scope
		scope.Period = s.scope.Period
		s.look(scope)
	}
	var shut func()
	rows := control.NewList(func(i int) control.Line { return list[i].line })
	rows.Fill(len(list))
	rows.Point(max(slices.IndexFunc(list, func(p place) bool { return p.scope == now }), 0))
	rows.OnEnter = func(i int) {
		shut()
		take(i)
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Look at", First: rows, Content: rows,
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Show", Primary: true, Do: func() { take(rows.Cursor()) }}},
	})
}
