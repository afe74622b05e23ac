package author

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A choice is one of many to choose from.
type choice struct {
	value, label, detail string
	words                string // by which it is found too
}

// A picker asks for one of many: a line to type in, and below it what matches.
type picker struct {
	title  string
	hint   string
	first  string // value that is chosen to begin with
	none   string // what to do while there is nothing to choose from
	free   string // "Add “%s”": what was typed may be taken as it is; "" may not
	lines  int    // that the list shows at once, 0 for the usual
	picked func(value string)
}

// usualLines is how many choices are seen at once.
const usualLines = 8

// ask shows the picker over a canvas.
func (p picker) ask(c fyne.Canvas, choices []choice) {
	m := newMatches(choices, p.free != "")
	var shut func()
	var list *control.List
	take := func(i int) {
		if value := m.value(i); value != "" {
			shut()
			p.picked(value)
		}
	}
	keyed := false // the cursor moves because of a key; a tap takes its row at once
	list = control.NewList(func(i int) control.Line {
		if i == len(m.shown) {
			return control.Line{Text: strings.ReplaceAll(p.free, "%s", m.query)}
		}
		o := choices[m.shown[i]]
		return control.Line{Text: o.label, Note: o.detail}
	})
	list.Empty = "Nothing matches."
	if len(choices) == 0 && p.none != "" {
		list.Empty = p.none
	}
	list.OnEnter = take
	list.OnMove = func(i int) {
		if !keyed {
			take(i)
		}
	}
	field := control.NewField("", p.hint, func(query string) {
		m.narrow(query)
		list.Fill(m.count())
		list.Point(0)
	})
	field.Enter = func() { take(list.Cursor()) }
	field.OnKey = func(ev *fyne.KeyEvent) bool {
		switch ev.Name {
		case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
			keyed = true
			list.TypedKey(ev)
			keyed = false
			return true
		}
		return false
	}
	list.Fill(m.count())
	list.Point(m.of(p.first))
	lines := p.lines
	if lines == 0 {
		lines = usualLines
	}
	shut = dialogs.Show(c, dialogs.Panel{
		Title:   p.title,
		Content: page.Column(theme.Gap8, field, page.Layers(room(0, list.HeightOf(lines)), fixed(list))),
		Buttons: []dialogs.Button{{Label: "Cancel"}},
		First:   field,
	})
}

// fixed hides how high an object would like to be.
func fixed(o fyne.CanvasObject) fyne.CanvasObject { return container.NewStack(o) }

// matches are the choices that have what is sought in them.
type matches struct {
	choices []choice
	folded  []string
	free    bool // what is sought may be taken as it is
	query   string
	shown   []int
	same    bool // one of the choices is what is sought
}

func newMatches(choices []choice, free bool) *matches {
	m := &matches{choices: choices, free: free, folded: make([]string, len(choices))}
	for i, o := range choices {
		m.folded[i] = strings.ToLower(o.label + "\n" + o.detail + "\n" + o.words)
	}
	m.narrow("")
	return m
}

// narrow looks for words.
func (m *matches) narrow(query string) {
	m.query, m.shown, m.same = strings.TrimSpace(query), m.shown[:0], false
	low := strings.ToLower(m.query)
	for i, text := range m.folded {
		if strings.Contains(text, low) {
			m.shown = append(m.shown, i)
			m.same = m.same || strings.EqualFold(m.choices[i].value, m.query)
		}
	}
}

// count is how many rows there are, the one that takes what is sought among them.
func (m *matches) count() int {
	if m.free && m.query != "" && !m.same {
		return len(m.shown) + 1
	}
	return len(m.shown)
}

// value is what a row stands for.
func (m *matches) value(i int) string {
	switch {
	case i >= 0 && i < len(m.shown):
		return m.choices[m.shown[i]].value
	case i == len(m.shown) && i < m.count():
		return m.query
	}
	return ""
}

// of is the row of a value, the first where there is none.
func (m *matches) of(value string) int {
	for i, at := range m.shown {
		if m.choices[at].value == value {
			return i
		}
	}
	return 0
}
