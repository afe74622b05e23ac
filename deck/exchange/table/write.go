package table

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/hypertext"
)

// WriteOptions say how a table is written.
type WriteOptions struct {
	Delimiter rune // between cells; 0: a comma, with Headers a tab
	HTML      bool // cells are HTML, as Anki wants them; else Markdown, as the deck has it
	Headers   bool // lines of #key:value for Anki at the top; else a row of names
}

// Write writes the notes of a deck as a table, one in a row, in UTF-8. Its first column
// holds their ids, so that [Read] and [Sheet.Bundle] bring back the same notes. Pictures
// are named and not held. A concept model is no note and is left out.
//
// It returns an error of w, or an [*exchange.Error] for a deck without notes and for a
// delimiter that cannot be one.
func Write(w io.Writer, d *deck.Deck, o WriteOptions) error {
	if o.Delimiter == 0 {
		o.Delimiter = ','
		if o.Headers {
			o.Delimiter = '\t'
		}
	}
	if strings.ContainsRune("\"\n\r#", o.Delimiter) || o.Delimiter == utf8.RuneError {
		return exchange.Refuse(nil, "The character %q cannot part the cells of a table. Nothing was written; choose a comma, a semicolon or a tab.", o.Delimiter)
	}
	if len(d.Notes) == 0 {
		return exchange.Refuse(nil, "“%s” has no notes, so there is nothing to put into a table. Nothing was written.", d.Title)
	}
	t := writer{Writer: bufio.NewWriter(w), deck: d, o: o}
	t.columns = t.chosen()
	if o.Headers {
		t.headers()
	} else {
		t.row(t.names())
	}
	for i := range d.Notes {
		t.row(t.note(&d.Notes[i]))
	}
	return t.Flush()
}

// A writer writes a table. Errors are those of the last flush.
type writer struct {
	*bufio.Writer
	deck    *deck.Deck
	o       WriteOptions
	columns []Role
}

// columnNames are what columns are called that are written.
var columnNames = map[Role]string{
	ID: idName, Kind: "Kind", Section: "Deck", Front: "Front", Back: "Back", Explanation: "Explanation",
	Sources: "Sources", Attributes: "Attributes", Tags: "Tags",
}

// chosen returns the columns that the deck has something for. Question and answer come
// first after what Anki is told of.
func (t *writer) chosen() []Role {
	has := func(what func(n *deck.Note) bool) bool {
		return slices.ContainsFunc(t.deck.Notes, func(n deck.Note) bool { return what(&n) })
	}
	list := []Role{ID, Kind, Section, Front, Back}
	if has(func(n *deck.Note) bool { return n.Explanation != "" }) {
		list = append(list, Explanation)
	}
	if has(func(n *deck.Note) bool { return len(n.Cites) > 0 }) {
		list = append(list, Sources)
	}
	if has(func(n *deck.Note) bool { return attributes(n) != "" }) {
		list = append(list, Attributes)
	}
	return append(list, Tags)
}

func (t *writer) names() []string {
	names := make([]string, len(t.columns))
	for i, r := range t.columns {
		names[i] = columnNames[r]
	}
	if t.o.HTML {
		names[0] = idNameHTML
	}
	return names
}

// headers writes the lines that Anki reads.
func (t *writer) headers() {
	name := string(t.o.Delimiter)
	for known, r := range delimiterNames {
		if r == t.o.Delimiter && !strings.HasPrefix(known, `\`) {
			name = known
		}
	}
	fmt.Fprintf(t, "#separator:%s\n#html:%v\n", name, t.o.HTML)
	for i, r := range t.columns {
		if key := map[Role]string{ID: "guid", Kind: "notetype", Section: "deck", Tags: "tags"}[r]; key != "" {
			fmt.Fprintf(t, "#%s column:%d\n", key, i+1)
		}
	}
	_, _ = t.WriteString("#columns:")
	t.row(t.names())
}

// row writes a row.
func (t *writer) row(cells []string) {
	for i, cell := range cells {
		if i > 0 {
			_, _ = t.WriteRune(t.o.Delimiter)
		}
		if strings.ContainsAny(cell, "\"\n\r") || strings.ContainsRune(cell, t.o.Delimiter) ||
			i == 0 && strings.HasPrefix(cell, "#") || strings.TrimSpace(cell) != cell {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		_, _ = t.WriteString(cell)
	}
	_ = t.WriteByte('\n')
}

// note returns the cells of a note.
func (t *writer) note(n *deck.Note) []string {
	cells := make([]string, len(t.columns))
	for i, r := range t.columns {
		cells[i] = t.cell(n, r)
	}
	return cells
}

func (t *writer) cell(n *deck.Note, r Role) string {
	switch r {
	case ID:
		return string(t.deck.ID) + "/" + string(n.ID)
	case Kind:
		return t.kind(n.Kind)
	case Section:
		return t.section(n)
	case Tags:
		return strings.Join(n.Tags, " ")
	case Explanation:
		return t.text(n.Explanation)
	case Sources:
		if t.o.HTML {
			return strings.Join(n.Cites, " ") // of which none is left in the text
		}
		return strings.Join(closing(n), " ")
	case Attributes:
		return attributes(n)
	case Front:
		return t.front(n)
	case Back:
		return t.back(n)
	}
	return ""
}

// kind names a kind; for Anki, where it has one that asks likewise, as Anki does.
func (t *writer) kind(k deck.Kind) string {
	if !t.o.Headers {
		return string(k)
	}
	switch k {
	case deck.Basic:
		return "Basic"
	case deck.Both:
		return "Basic (and reversed card)"
	case deck.Cloze:
		return "Cloze"
	case deck.Typed:
		return "Basic (type in the answer)"
	}
	return string(k)
}

// section names the deck and the section as Anki does.
func (t *writer) section(n *deck.Note) string {
	part := func(s string) string { return strings.ReplaceAll(s, deckBreak, ": :") }
	if n.Section == "" || n.Section == t.deck.Title {
		return part(t.deck.Title)
	}
	return part(t.deck.Title) + deckBreak + strings.ReplaceAll(part(n.Section), exchange.SectionBreak, deckBreak)
}

// closing returns the keys of the sources that a note cites at the end of a text, where
// they are not part of it.
func closing(n *deck.Note) []string {
	var keys []string
	texts := strings.Join(append([]string{n.Front, n.Lead, n.Back, n.Explanation}, n.Items...), "\n")
	for _, o := range n.Options {
		texts += "\n" + o.Text
	}
	for _, key := range n.Cites {
		if !cites(texts, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// cites reports whether a key stands in citations within texts.
func cites(texts, key string) bool {
	for {
		_, after, found := strings.Cut(texts, "@"+key)
		if !found {
			return false
		}
		if after != "" && strings.IndexByte("]; ", after[0]) >= 0 {
			return true
		}
		texts = after
	}
}

// attributes returns what a heading says besides id, kind and tags.
func attributes(n *deck.Note) string {
	if len(n.After) == 0 && len(n.Was) == 0 && n.Model == "" && !n.HideAll {
		return ""
	}
	head := deck.WithHeading("", &deck.Note{
		ID: "x", Kind: deck.Basic, Front: "x", After: n.After, Was: n.Was, Model: n.Model, Lit: n.Lit, HideAll: n.HideAll,
	})
	_, inside, _ := strings.Cut(strings.TrimSpace(head), "{#x ")
	return strings.TrimSuffix(inside, "}")
}

// text writes Markdown as a cell has it.
func (t *writer) text(markdown string) string {
	if !t.o.HTML {
		return markdown
	}
	return hypertext.HTML(markdown, hypertext.WriteOptions{})
}

// front writes the question: the heading, and what belongs to it.
func (t *writer) front(n *deck.Note) string {
	text := n.Lead
	if n.Kind == deck.Cloze {
		text = n.Back
	}
	if !t.o.HTML {
		return n.Front + blockUnder(text)
	}
	html := hypertext.HTML(n.Front, hypertext.WriteOptions{})
	if text == "" {
		return html
	}
	return "<p>" + html + "</p>" + hypertext.HTML(text, hypertext.WriteOptions{Gaps: n.Kind == deck.Cloze})
}

// back writes the answer: lines with what is to be chosen, ordered or typed, and what
// stands beneath them.
func (t *writer) back(n *deck.Note) string {
	var lines []string
	inline := func(markdown string) string {
		if !t.o.HTML {
			return strings.ReplaceAll(markdown, "\n", "\n  ")
		}
		return t.text(markdown)
	}
	plain := func(text string) string {
		if t.o.HTML {
			return hypertext.Escape(text)
		}
		return text
	}
	switch n.Kind {
	case deck.Cloze:
		return ""
	case deck.Choice:
		for _, o := range n.Options {
			mark := "- [ ] "
			if o.Correct {
				mark = "- [x] "
			}
			lines = append(lines, mark+inline(o.Text))
		}
	case deck.Order:
		for i, item := range n.Items {
			lines = append(lines, fmt.Sprintf("%d. %s", i+1, strings.ReplaceAll(inline(item), "\n", "\n ")))
		}
	case deck.Typed:
		for i, a := range n.Answers {
			if i > 0 {
				a = "= " + a
			}
			lines = append(lines, plain(a))
		}
	case deck.Occlude:
		lines = strings.Split(plain(occluded(n)), "\n")
	}
	if len(lines) == 0 {
		return t.text(n.Back)
	}
	if !t.o.HTML {
		return strings.Join(lines, "\n") + blockUnder(n.Back)
	}
	cell := strings.Join(lines, "<br>")
	if n.Back != "" {
		cell += partBreak + t.text(n.Back)
	}
	return cell
}

// occluded writes the picture and the masks of a note.
func occluded(n *deck.Note) string {
	head := deck.WithHeading("", &deck.Note{ID: "x", Kind: deck.Occlude, Front: "x"})
	alt, _ := hypertext.Line(n.Alt, hypertext.Options{Plain: true})
	picture := fmt.Sprintf("![%s](<%s>)", alt.Text, n.Picture)
	text := deck.WithMasks(strings.TrimRight(head, "\n")+"\n"+picture+"\n", n.Masks)
	_, body, _ := strings.Cut(text, "\n")
	return strings.TrimSpace(body)
}
