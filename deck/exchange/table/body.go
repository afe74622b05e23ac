package table

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/hypertext"
)

// body reads question and answer: it sets what the heading says, and what is part of the
// question beneath it, and returns the rest.
func (m *maker) body(n *deck.Note, front, back, section string) string {
	question := m.markdown(front, n.Kind == deck.Cloze)
	above := ""
	if _, lead := exchange.Question(question, above); lead != "" || n.Kind == deck.Cloze {
		above = m.line(exchangeTitle(section, m.parcel.Title))
	}
	if n.Kind == deck.Cloze {
		answer := m.markdown(back, false)
		if head, text, more := strings.Cut(question, "\n\n"); more && !strings.Contains(head, "{{") && strings.Contains(text, "{{") {
			n.Front, n.Lead = exchange.Question(head, above)
			return text + blockUnder(answer)
		}
		n.Front = above
		return question + blockUnder(answer)
	}
	n.Front, n.Lead = exchange.Question(question, above)
	if m.sheet.ours && !m.sheet.HTML {
		return back
	}
	return m.structure(n.Kind, back)
}

// exchangeTitle is what stands above a question that has no line for a heading.
func exchangeTitle(section, title string) string {
	if i := strings.LastIndex(section, exchange.SectionBreak); i >= 0 {
		section = section[i+len(exchange.SectionBreak):]
	}
	if section == "" {
		return title
	}
	return section
}

func blockUnder(text string) string {
	if text == "" {
		return ""
	}
	return "\n\n" + text
}

// markdown reads a cell as Markdown.
func (m *maker) markdown(cell string, gaps bool) string {
	if m.sheet.ours && !m.sheet.HTML {
		return cell
	}
	how := m.how
	how.Gaps = gaps
	r := hypertext.Markdown(cell, how)
	m.lose(without(r.Lost)...)
	return r.Text
}

// without is what a cell lost but for pictures and sounds, of which options says it.
func without(lost []string) []string {
	return slices.DeleteFunc(lost, func(what string) bool { return what == "a picture" || what == "a recording that is not there" })
}

// options says how cells are read.
func (m *maker) options() hypertext.Options {
	return hypertext.Options{
		Maths: true, Plain: !m.sheet.HTML, Unquote: true,
		Picture: func(src string) (string, bool) {
			if m.sheet.ours && strings.HasPrefix(src, "media/") {
				return src, true
			}
			m.lose("pictures, since a table holds none")
			return "", false
		},
		Sound: func(string) (string, bool) {
			m.lose("sounds, since a table holds none")
			return "", false
		},
	}
}

// line reads plain text as Markdown in a line.
func (m *maker) line(text string) string {
	r, _ := hypertext.Line(strings.Join(strings.Fields(text), " "), hypertext.Options{Plain: true})
	return r.Text
}

// inline reads a line of a cell as Markdown in a line.
func (m *maker) inline(cell string) string {
	r, one := hypertext.Line(cell, m.how)
	m.lose(without(r.Lost)...)
	if !one {
		return strings.Join(strings.Fields(r.Text), " ")
	}
	return r.Text
}

// What begins the lines of an answer that is more than text.
var (
	optionLine = regexp.MustCompile(`^(?:[-*]\s+)?\[([ xX])\]\s*(\S.*)$`)
	itemLine   = regexp.MustCompile(`^\d{1,9}[.)]\s+(\S.*)$`)
	otherLine  = regexp.MustCompile(`^=\s*(\S.*)$`)
)

// structure reads the answer of a row by its kind: for a choice lines of options, for a
// list to put in order its items, for an answer to type that and lines that begin with =
// for others. What follows is text.
func (m *maker) structure(kind deck.Kind, cell string) string {
	begins := map[deck.Kind]*regexp.Regexp{deck.Choice: optionLine, deck.Order: itemLine, deck.Typed: otherLine}[kind]
	switch {
	case kind == deck.Occlude:
		return m.occluded(cell)
	case begins == nil:
		return m.markdown(cell, false)
	}
	lines, rest := m.lines(cell)
	var b strings.Builder
	n := 0
	for i, l := range lines {
		found := begins.FindStringSubmatch(l)
		if kind == deck.Typed && i == 0 {
			b.WriteString(m.strip(l) + "\n")
			continue
		}
		if found == nil {
			rest = strings.Join(append(slices.Clone(lines[i:]), rest), m.lineEnd())
			break
		}
		n++
		switch kind {
		case deck.Choice:
			fmt.Fprintf(&b, "- [%s] %s\n", strings.ToLower(found[1]), m.inline(found[2]))
		case deck.Order:
			fmt.Fprintf(&b, "%d. %s\n", n, m.inline(found[1]))
		default:
			fmt.Fprintf(&b, "= %s\n", m.strip(found[1]))
		}
	}
	if b.Len() == 0 {
		return m.markdown(cell, false) // which is said to be no such note, and shown
	}
	return strings.TrimRight(b.String(), "\n") + blockUnder(m.markdown(strings.TrimSpace(rest), false))
}

// partBreak parts the lines of an answer of HTML from the text that follows.
const partBreak = "<hr>"

var lineBreaks = regexp.MustCompile(`(?i)<br\s*/?>|\n`)

// lines returns the lines with which a cell begins, and the text behind them.
func (m *maker) lines(cell string) (lines []string, rest string) {
	if !m.sheet.HTML {
		for l := range strings.SplitSeq(cell, "\n") {
			lines = append(lines, strings.TrimSpace(l))
		}
		return lines, ""
	}
	first, rest, _ := strings.Cut(cell, partBreak)
	for _, l := range lineBreaks.Split(first, -1) {
		lines = append(lines, strings.TrimSpace(l))
	}
	return lines, rest
}

func (m *maker) lineEnd() string {
	if m.sheet.HTML {
		return "<br>"
	}
	return "\n"
}

// occluded reads the picture and masks of a note, which are written as the language has
// them.
func (m *maker) occluded(cell string) string {
	lines, rest := m.lines(cell)
	for i, l := range lines {
		if m.sheet.HTML {
			lines[i] = hypertext.Strip(l)
		}
	}
	return strings.Join(lines, "\n") + blockUnder(m.markdown(strings.TrimSpace(rest), false))
}

// explanation returns the explanation of a row, and what stands in columns that are
// nothing else.
func (m *maker) explanation(row []string) string {
	parts := []string{}
	if cell := m.cell(row, Explanation); !m.blank(cell) {
		parts = append(parts, m.markdown(cell, false))
	}
	for i, r := range m.sheet.Roles {
		if cell := strings.TrimSpace(row[i]); r == Extra && !m.blank(cell) {
			parts = append(parts, m.markdown(cell, false))
		}
	}
	return strings.Join(parts, "\n\n")
}

// withSources returns a body with the citations that are not in it.
func (m *maker) withSources(row []string, body string) string {
	var missing []string
	for _, key := range strings.Fields(m.cell(row, Sources)) {
		if key = strings.TrimPrefix(key, "@"); key != "" {
			missing = append(missing, "@"+key)
		}
	}
	if len(missing) == 0 || !m.sheet.ours {
		return body
	}
	return body + "\n\n[" + strings.Join(missing, "; ") + "]"
}

// attributed writes the attributes of a row into the heading, if they are such, and returns
// the note as it is read then.
func (m *maker) attributed(row []string, text string, n *deck.Note) (string, *deck.Note) {
	attributes := m.cell(row, Attributes)
	if attributes == "" {
		if n.Kind == deck.Cloze || n.Kind == deck.Occlude {
			read, _ := deck.ReadNote(text, nil)
			return text, &read
		}
		return text, n
	}
	head, body, _ := strings.Cut(text, "\n")
	with := strings.TrimSuffix(head, "}") + " " + strings.Join(strings.Fields(attributes), " ") + "}\n" + body
	read, faults := deck.ReadNote(with, nil)
	if slices.ContainsFunc(faults, func(f deck.Fault) bool { return f.Severity == deck.Error }) || read.ID != n.ID || read.Kind != n.Kind {
		m.lose("attributes that cannot be read")
		return text, n
	}
	if in, _, own := ownID(m.cell(row, ID)); own && deck.ID(in) != m.parcel.ID {
		for i, after := range read.After { // notes of that deck have other ids here
			read.After[i] = exchange.RowID(in + "/" + string(after))
		}
		if read.Model != "" {
			read.Model, read.Lit = "", nil
			m.lose("the model that it is about, which is in its own deck")
		}
		with = deck.WithHeading(with, &read)
	}
	return with, &read
}
