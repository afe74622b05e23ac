package library

import (
	"context"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/port"
	"touchpoint/deck/exchange/table"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// mapping is the page on which it is agreed what the columns of a table are, and where its
// notes go.
type mapping struct {
	*sheet
	arrival *port.Arrival
	options table.Options
	into    []place // where the notes can go
	to      int
	title   *control.Field // of a new deck
	section *control.Field // for rows that name none
	grid    *grid
	card    *fyne.Container
}

// A place is a deck that notes can go to.
type place struct {
	id    deck.ID // "" for a new one
	title string
}

// agree asks what a table is.
func (s *Screen) agree(a *port.Arrival) {
	s.clear()
	name := a.Sheet.Name
	if a.Path != "" {
		name = filepath.Base(a.Path)
	}
	m := &mapping{sheet: newSheet(s, "Import “"+name+"”"), arrival: a, into: []place{{title: "A new deck"}}}
	for _, e := range s.shelf.entries {
		if e.studied() {
			if e.holding.ID == a.Target.ID {
				m.to = len(m.into)
			}
			m.into = append(m.into, place{e.holding.ID, e.holding.Title})
		}
	}
	if m.to == 0 {
		a.Target.ID = "" // of a deck that is put away
	}
	m.title = control.NewField(a.Target.Title, "Its title", func(text string) { m.arrival.Target.Title = text })
	m.section = control.NewField(a.Target.Section, "None", func(text string) { m.arrival.Target.Section = text })
	m.title.Enter, m.section.Enter = m.next, m.next
	m.grid = newGrid(m)
	m.card = page.Column(theme.Gap8)
	m.end(control.NewPrimary("Go on", "", m.next))
	m.show()
	s.host.Trace("table %d %d", len(a.Sheet.Rows), len(a.Sheet.Roles))
	s.open(m)
}

func (m *mapping) begin() {
	if f := focusableAt(m.grid.inner, 0); f != nil {
		m.screen.host.Canvas().Focus(f)
	}
}

// delimiters are what cells may be parted by.
var delimiters = []struct {
	sign rune
	name string
}{{',', "Comma"}, {'\t', "Tab"}, {';', "Semicolon"}, {'|', "Bar"}}

// breaks are what rows may be parted by in what was pasted.
var breaks = []struct{ sign, name string }{{"", "A line each"}, {"\n\n", "An empty line"}, {";", "Semicolon"}}

// show shows everything as it was agreed on so far.
func (m *mapping) show() { m.fill(m.build) }

func (m *mapping) build() {
	a := m.arrival
	list := []fyne.CanvasObject{
		page.NewLine(plural(len(a.Sheet.Rows), "row", "rows")+" of "+plural(len(a.Sheet.Roles), "column", "columns")+
			". Say what each column is; nothing is added before you have seen what will change.", page.Style{Size: theme.Body, Color: theme.Ink}),
	}
	for _, w := range a.Sheet.Warnings {
		list = append(list, page.NewLine(w, page.Style{Size: theme.Caption, Color: theme.Hard}))
	}
	m.grid.fill()
	m.example()
	list = append(list, m.grid.scroll, m.card, page.Hairline())
	list = append(list, m.whereTo()...)
	list = append(list, page.Hairline())
	list = append(list, m.reading()...)
	m.body.Objects = list
}

// reading is how the file is read.
func (m *mapping) reading() []fyne.CanvasObject {
	sheet := m.arrival.Sheet
	var names []string
	at := -1
	for i, d := range delimiters {
		names = append(names, d.name)
		if d.sign == sheet.Delimiter {
			at = i
		}
	}
	list := []fyne.CanvasObject{choice("Cells are parted by", "", control.NewSegments(names, at, func(i int) {
		m.options.Delimiter = delimiters[i].sign
		m.again()
	}).Container)}
	if m.arrival.Path == "" {
		names, at = nil, 0
		for i, b := range breaks {
			names = append(names, b.name)
			if b.sign == m.options.Rows {
				at = i
			}
		}
		list = append(list, choice("Between rows", "", control.NewSegments(names, at, func(i int) {
			m.options.Rows = breaks[i].sign
			m.again()
		}).Container))
	}
	named := false
	for _, name := range sheet.Names {
		named = named || name != ""
	}
	return append(list,
		choice("The first row", "", control.NewSegments([]string{"Is a note", "Names the columns"}, index(named), func(i int) {
			header := i == 1
			m.options.Header = &header
			m.again()
		}).Container),
		choice("Cells are", "HTML has tags such as <b> in it.", control.NewSegments([]string{"Plain text", "HTML"}, index(sheet.HTML), func(i int) {
			html := i == 1
			m.options.HTML = &html
			m.again()
		}).Container))
}

// whereTo is where the notes go.
func (m *mapping) whereTo() []fyne.CanvasObject {
	a := m.arrival
	list := []fyne.CanvasObject{choice("It goes to", "", control.NewButton(m.into[m.to].title+" …", m.askWhere))}
	if m.into[m.to].id == "" {
		list = append(list, page.Column(theme.Gap4, page.NewLine("Title of the new deck", page.Style{Size: theme.Body, Color: theme.Ink}), m.title))
	}
	list = append(list, page.Column(theme.Gap4, page.NewLine("Section", page.Style{Size: theme.Body, Color: theme.Ink}), m.section))
	matches := []table.Match{table.UpdateThere, table.KeepThere, table.KeepBoth}
	at := 0
	for i, match := range matches {
		if a.Target.Match == match {
			at = i
		}
	}
	return append(list, choice("Notes that are there already", "What you changed here yourself stays in any case.",
		control.NewSegments([]string{"Update", "Keep", "Have both"}, at, func(i int) { a.Target.Match = matches[i] }).Container))
}

// askWhere asks which deck the notes are to go to.
func (m *mapping) askWhere() {
	var names []string
	for _, p := range m.into {
		names = append(names, p.title)
	}
	m.screen.pickFrom("Where does it go?", names, m.to, func(i int) {
		m.to = i
		t := &m.arrival.Target
		if t.ID = m.into[i].id; t.ID == "" {
			t.Title = m.title.Text
		} else {
			t.Title = m.into[i].title
		}
		m.show()
	})
}

// example shows the first card that the table makes as things stand.
func (m *mapping) example() {
	style := page.Style{Size: theme.Caption, Color: theme.Muted}
	c, ok := m.screen.trade.Example(m.arrival)
	if !ok {
		m.card.Objects = []fyne.CanvasObject{page.NewLine("No card comes of its first rows as the columns are now.", page.Style{Size: theme.Body, Color: theme.Hard})}
		return
	}
	m.card.Objects = []fyne.CanvasObject{
		page.NewLine("The first card", style),
		page.NewText(c.Front(), page.Style{Size: theme.Lead, Color: theme.Ink, Bold: true, Asked: c.Gap()}, nil),
		page.NewText(c.Back(), page.Style{Size: theme.Body, Color: theme.Ink, Lit: c.Gap()}, nil),
	}
	if c.Note.Explanation != "" {
		m.card.Add(page.NewText(deck.Blocks(c.Note.Explanation), page.Style{Size: theme.Body, Color: theme.Muted}, nil))
	}
	if len(c.Note.Tags) > 0 {
		m.card.Add(page.NewLine("#"+strings.Join(c.Note.Tags, " #"), style))
	}
}

// again reads the table otherwise.
func (m *mapping) again() {
	s := m.screen
	s.busy("Reading it again", func(context.Context, port.Tell) func() {
		a, err := s.trade.Again(m.arrival, m.options)
		return func() {
			if err != nil {
				s.host.Problem(err)
			} else {
				m.arrival = a
			}
			m.show()
		}
	})
}

// give makes a column what it is said to be. What only one column can be is taken from
// the other.
func (m *mapping) give(column int, r table.Role) {
	roles := m.arrival.Sheet.Roles
	for i := range roles {
		if roles[i] == r && r != table.Extra && r != table.Ignore {
			roles[i] = table.Ignore
		}
	}
	roles[column] = r
	m.show()
}

// next says what would happen.
func (m *mapping) next() {
	m.screen.consider(m.arrival, func(p *exchange.Plan) {
		m.screen.offer(m.arrival, p, func() {})
	})
}

// What is pasted.
const (
	pastedName  = "the clipboard"
	pastedTitle = "Pasted cards"
	mostTyped   = 5000 // bytes that a text to type in can show well
	pasteLines  = 8
)

// Paste asks for a table that is in the clipboard: of a spreadsheet, of Quizlet.
func (s *Screen) Paste() {
	long := "" // what is too long to be shown
	area := control.NewArea("", "One note a line, the question and the answer parted by a tab or a comma", pasteLines)
	area.Paste = func(text string) bool {
		if len(text) <= mostTyped || area.Text != "" {
			return false
		}
		head := text[:mostTyped]
		for !utf8.ValidString(head) && len(head) > mostTyped-utf8.UTFMax {
			head = head[:len(head)-1]
		}
		long = text
		area.SetText(head + "\n… and " + plural(strings.Count(text[len(head):], "\n")+1, "more line", "more lines"))
		shown := area.Text
		area.OnChanged = func(now string) {
			if now != shown {
				long = ""
			}
		}
		return true
	}
	dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Paste a table", First: area,
		Content: page.Column(theme.Gap8, area,
			page.NewLine("Copy the cells of a spreadsheet, or what Quizlet exports, and paste it here with Ctrl+V.", page.Style{Size: theme.Caption, Color: theme.Muted})),
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Look at it", Primary: true, Do: func() {
			text := area.Text
			if long != "" {
				text = long
			}
			s.pasted(text)
		}}},
	})
}

func (s *Screen) pasted(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	s.busy("Reading what you pasted", func(context.Context, port.Tell) func() {
		a, err := s.trade.LookAt(pastedName, []byte(text), table.Options{})
		return func() {
			if err != nil {
				s.host.Problem(err)
				return
			}
			if a.Sheet.Deck == "" {
				a.Target.Title = pastedTitle
			}
			s.agree(a)
		}
	})
}
