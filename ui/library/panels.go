package library

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A question is answered by a line of text.
type question struct {
	title  string
	text   string // to begin with
	hint   string
	about  string // smaller, below
	button string
	take   func(text string)
	more   []way // other ways to answer
}

// A way to answer is a button below the field.
type way struct {
	label string
	do    func()
}

// ask shows a panel with a field, which has the keyboard. Enter takes what is typed.
func (s *Screen) ask(q question) {
	var shut func()
	field := control.NewField(q.text, q.hint, nil)
	take := func() {
		if field.Text != "" {
			q.take(field.Text)
		}
	}
	field.Enter = func() {
		shut()
		take()
	}
	content := []fyne.CanvasObject{field}
	if q.about != "" {
		content = append(content, page.NewLine(q.about, page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	if len(q.more) > 0 {
		row := page.Flow(theme.Gap8)
		for _, w := range q.more {
			row.Objects = append(row.Objects, control.NewButton(w.label, func() {
				shut()
				w.do()
			}))
		}
		content = append(content, row)
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: q.title, First: field, Content: page.Column(theme.Gap8, content...),
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: q.button, Primary: true, Do: take}},
	})
	if q.text != "" {
		field.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed takes its place
	}
}

// pick shows a panel with a list, which has the keyboard. Enter takes a row.
func (s *Screen) pick(title string, options []string, take func(int)) {
	s.pickFrom(title, options, 0, take)
}

// pickFrom is pick with the cursor on one of the rows.
func (s *Screen) pickFrom(title string, options []string, at int, take func(int)) {
	var shut func()
	list := control.NewList(func(i int) control.Line { return control.Line{Text: options[i]} })
	list.Fill(len(options))
	list.Point(at)
	list.OnEnter = func(i int) {
		shut()
		take(i)
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: title, First: list,
		Content: page.Column(theme.Gap8, list,
			page.NewLine("Arrows and Enter, or a double click.", page.Style{Size: theme.Caption, Color: theme.Muted})),
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Choose", Primary: true, Do: func() { take(list.Cursor()) }}},
	})
}

// language is how to search, a row for each form.
var language = [][2]string{
	{"brand trust", "cards with both, also within other words; case and accents do not matter"},
	{"\"brand trust\"", "these words in this order"},
	{"-trust", "cards without it"},
	{"trust or loyalty", "either; brackets make groups"},
	{"tr*st, tr_st", "any letters, exactly one"},
	{"w:trust", "the word, not as a part of another"},
	{"re:trust(ed|ing)", "a regular expression"},
	{"deck:marketing", "by deck"},
	{"topic:journey", "by topic"},
	{"tag:exam", "by tag, and the tags within it; tag:none for cards without any"},
	{"kind:cloze", "basic, both, cloze, choice, typed, order, occlude, model"},
	{"source:lemon2016", "by what they cite"},
	{"note:brand-love", "by the id of their note"},
	{"is:due", "also new, learn, review, suspended, buried, leech, flagged"},
	{"flag:1, has:remark", "by flag; with a note of yours, which remark:word looks into"},
	{"prop:s<10", "by days of memory; also d difficulty, r recall, ivl interval, due, reps, lapses"},
	{"added:7, rated:7", "new in the library, or answered, in the last seven days; rated:7:1 answered Again"},
}

// showLanguage explains how to search.
func (s *Screen) showLanguage() {
	table := deck.Block{Kind: deck.Table, Rows: [][]deck.Cell{nil}}
	for _, row := range language {
		table.Rows = append(table.Rows, []deck.Cell{
			{Spans: []deck.Span{{Text: row[0], Strong: true}}}, {Spans: []deck.Span{{Text: row[1]}}},
		})
	}
	dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title:   "How to search",
		Content: page.NewText([]deck.Block{table}, page.Style{Size: theme.Body, Color: theme.Ink}, nil),
	})
}
