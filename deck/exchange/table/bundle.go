package table

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/hypertext"
)

// formatName is what people call such a file.
const formatName = "table"

// Bundle makes notes of the rows, by the roles of the columns. A row keeps its id, and
// with it its progress, for as long as its id column or, without one, its question stays.
// Known, which may be nil, tells which notes earlier imports brought. There is no telling
// from a table how old a row is, so a note that is known counts as changed if its text did.
//
// The error is an [*exchange.Error]: no column holds questions, or there is no deck to go
// to.
func (s *Sheet) Bundle(t Target, known exchange.Known) (*exchange.Bundle, error) {
	if !slices.Contains(s.Roles, Front) {
		return nil, exchange.Refuse(nil, "No column is said to hold the questions. Nothing was taken in; say which one does.")
	}
	title := cmp.Or(strings.TrimSpace(t.Title), s.Deck, s.deckName(), stem(s.Name))
	if title == "" && t.ID == "" {
		return nil, exchange.Refuse(nil, "The deck has no title. Nothing was taken in; give it one.")
	}
	p := &exchange.Parcel{
		ID: t.ID, Into: t.ID != "", Title: cmp.Or(title, string(t.ID)), Match: t.Match, Language: t.Language,
	}
	if from := s.writtenFrom(); p.ID == "" && from != "" && cmp.Or(strings.TrimSpace(t.Title), s.deckName()) == s.deckName() {
		p.ID = from // it is that deck, so that its notes keep their names
	}
	if p.ID == "" {
		p.ID = exchange.DeckID(title)
	}
	m := maker{sheet: s, target: t, parcel: p, column: make(map[Role]int), seen: make(map[string]int), top: s.top(t)}
	m.how = m.options()
	for i, r := range s.Roles {
		if _, twice := m.column[r]; !twice {
			m.column[r] = i
		}
	}
	b := &exchange.Bundle{Name: s.Name, Format: formatName, Parcels: []*exchange.Parcel{p}}
	tags := make(map[string]bool)
	for _, row := range s.Rows {
		n, why := m.note(row)
		if why != "" {
			b.Report.Add(exchange.Item{Title: n.Title, GUID: n.GUID, Outcome: exchange.Skipped, Why: why})
			continue
		}
		if _, _, here := known.Ask(n.ID); here && t.Match == KeepThere {
			n.Text = "" // it would stay as it is
		}
		p.Notes = append(p.Notes, n)
		for _, tag := range m.tagged {
			tags[tag] = true
		}
	}
	if len(p.Notes) == 0 {
		b.Parcels = nil
	}
	b.Report.File, b.Report.Format = s.Name, formatName
	b.Report.Notes, b.Report.Cards, b.Report.Decks, b.Report.Tags = len(s.Rows), m.cards, 1, len(tags)
	b.Report.Warnings = append(b.Report.Warnings, s.Warnings...)
	return b, nil
}

// stem is a file's name without its ending.
func stem(name string) string {
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		return name[:i]
	}
	return name
}

// A maker makes notes of rows.
type maker struct {
	sheet  *Sheet
	target Target
	parcel *exchange.Parcel
	column map[Role]int
	seen   map[string]int // rows by what their id is made of
	top    string         // what all sections have before them, the deck's title
	cards  int
	lost   []string // of the note at hand
	tagged []string // likewise
	how    hypertext.Options
}

// cell returns the cell of a role, "" if no column has it.
func (m *maker) cell(row []string, r Role) string {
	if i, ok := m.column[r]; ok {
		return strings.TrimSpace(row[i])
	}
	return ""
}

// note makes a note of a row, or says why there can be none.
func (m *maker) note(row []string) (n exchange.Note, why string) {
	m.lost = nil
	front, back := m.cell(row, Front), m.cell(row, Back)
	guid := m.cell(row, ID)
	n = exchange.Note{GUID: guid, Section: m.section(row), Title: shortened(m.strip(front))}
	kind := m.kind(row, front)
	switch {
	case m.blank(front):
		return n, "its question is empty"
	case m.blank(back) && kind != deck.Cloze:
		return n, "it has no answer"
	}
	id := m.id(guid, front, back)
	m.tagged = m.tags(row)
	note := &deck.Note{ID: id, Kind: kind, Tags: m.tagged}
	body := m.body(note, front, back, n.Section)
	text, broken := exchange.Piece(note, m.withSources(row, body), m.explanation(row))
	if broken {
		m.lose("lines across the page")
	}
	text, note = m.attributed(row, text, note)
	n.ID, n.Text = id, text
	m.cards += max(1, len(note.Facets()))
	n.Lost = m.lost
	return n, ""
}

// lose notes what could not be kept, once.
func (m *maker) lose(what ...string) {
	for _, w := range what {
		if !slices.Contains(m.lost, w) {
			m.lost = append(m.lost, w)
		}
	}
}

// section returns the title of the section of a row.
func (m *maker) section(row []string) string {
	cell := m.cell(row, Section)
	if cell == "" {
		return m.target.Section
	}
	if cell == m.top {
		return m.target.Section
	}
	if m.top != "" {
		cell = strings.TrimPrefix(cell, m.top+deckBreak)
	}
	return strings.ReplaceAll(cell, deckBreak, exchange.SectionBreak)
}

// deckBreak parts the names of a deck and its subdecks.
const deckBreak = "::"

// top returns the deck's title if all rows name it before their sections.
func (s *Sheet) top(t Target) string {
	i := slices.Index(s.Roles, Section)
	if i < 0 {
		return ""
	}
	top, nested := "", false
	for _, row := range s.Rows {
		cell := strings.TrimSpace(row[i])
		if cell == "" {
			continue
		}
		first, _, deeper := strings.Cut(cell, deckBreak)
		if top != "" && first != top {
			return ""
		}
		top, nested = first, nested || deeper
	}
	if nested || s.decks || top == t.Title {
		return top
	}
	return ""
}

// deckName is the deck that all rows are of, as the column of decks has it.
func (s *Sheet) deckName() string {
	if !s.decks {
		return ""
	}
	return s.top(Target{})
}

// kinds are what the kinds of note are called, ours and Anki's.
var kinds = map[string]deck.Kind{
	"basic": deck.Basic, "both": deck.Both, "cloze": deck.Cloze, "choice": deck.Choice, "typed": deck.Typed,
	"order": deck.Order, "occlude": deck.Occlude,
	"basic (and reversed card)": deck.Both, "basic (type in the answer)": deck.Typed,
	"touchpoint basic": deck.Basic, "touchpoint both ways": deck.Both, "touchpoint cloze": deck.Cloze, "touchpoint typed": deck.Typed,
}

// kind returns the kind of a row.
func (m *maker) kind(row []string, front string) deck.Kind {
	if k, known := kinds[strings.ToLower(m.cell(row, Kind))]; known && (k != deck.Cloze || m.sheet.ours || hasGap(front)) {
		return k
	}
	if hasGap(front) {
		return deck.Cloze
	}
	return deck.Basic
}

// tags returns the tags of a row.
func (m *maker) tags(row []string) []string {
	all := strings.Fields(m.cell(row, Tags))
	if len(m.sheet.Tags) > 0 {
		all = slices.Concat(m.sheet.Tags, all)
	}
	if len(all) < 2 {
		return all
	}
	tags := make([]string, 0, len(all))
	for _, tag := range all {
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}

// writtenFrom returns the deck that all rows with an id of ours are of, "" if there is
// none or more than one.
func (s *Sheet) writtenFrom() deck.ID {
	column := slices.Index(s.Roles, ID)
	if !s.ours || column < 0 {
		return ""
	}
	of := ""
	for _, row := range s.Rows {
		in, _, ours := ownID(strings.TrimSpace(row[column]))
		if ours && of != "" && in != of {
			return ""
		}
		of = cmp.Or(of, in)
	}
	return deck.ID(of)
}

// ownID reads the id that [Write] gives a row.
func ownID(guid string) (in, note string, ok bool) {
	in, note, ok = strings.Cut(guid, "/")
	if !ok || !plainID(in) || !plainID(note) {
		return "", "", false
	}
	return in, note, true
}

// id returns the id of a row: that of our own note, one made of Anki's guid, or one made
// of the question. A note of another deck than the one it goes to gets another id, since
// there may be one here that is called so and has nothing to do with it.
func (m *maker) id(guid, front, back string) deck.NoteID {
	if in, note, own := ownID(guid); own && m.sheet.ours {
		if deck.ID(in) == m.parcel.ID {
			return deck.NoteID(note)
		}
		return exchange.RowID(guid)
	}
	if guid != "" {
		return exchange.AnkiID(guid)
	}
	key := norm.NFC.String(strings.ToLower(strings.Join(strings.Fields(m.strip(front)), " ")))
	key = string(m.parcel.ID) + "\x00" + key // the same question in another deck is another note
	again := key + "\x1f" + strings.Join(strings.Fields(m.strip(back)), " ")
	if m.seen[key]++; m.seen[key] > 1 && m.seen[again] == 0 { // another answer to the same question is another note
		m.seen[again]++
		return exchange.RowID(again)
	}
	if m.seen[again] > 0 {
		return exchange.RowID(again)
	}
	return exchange.RowID(key)
}

// plainID reports whether a text can be the id of a note.
func plainID(id string) bool {
	return id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789._-") == "" && !strings.ContainsRune("._-", rune(id[0]))
}

// strip returns a cell as plain text.
func (m *maker) strip(cell string) string {
	switch {
	case m.sheet.HTML:
		return hypertext.Strip(cell)
	case m.sheet.ours:
		return deck.PlainText(cell)
	}
	return cell
}

// blank reports whether there is nothing to see in a cell.
func (m *maker) blank(cell string) bool {
	if !m.sheet.HTML {
		return strings.TrimSpace(cell) == ""
	}
	return strings.TrimSpace(hypertext.Strip(cell)) == "" && !strings.Contains(cell, "<img")
}

// shortened makes a title for the report of a text.
func shortened(text string) string {
	const most = 100
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
