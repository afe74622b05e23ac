package anki

import (
	"regexp"
	"slices"
	"strings"

	"touchpoint/deck/hypertext"
)

// shown returns what lines show of a note, a paragraph or more for each.
func (c *converter) shown(n *noteIn, lines []line) string {
	if len(lines) == 1 {
		return c.line(n, lines[0])
	}
	var parts []string
	var seen []piece // that stood in a line of their own
	for _, l := range lines {
		if p, alone := n.alone(l); alone {
			if slices.ContainsFunc(seen, func(other piece) bool { return other.field == p.field && other.how == p.how }) {
				continue // once for each kind of screen
			}
			seen = append(seen, p)
		}
		parts = append(parts, c.line(n, l))
	}
	return join(parts...)
}

// alone returns the one field that a line shows, if it shows nothing else.
func (n *noteIn) alone(l line) (field piece, ok bool) {
	for _, p := range l {
		if !n.meets(p.when) || p.field < 0 && strings.TrimSpace(p.words) == "" || p.field >= 0 && emptyField(n.fields[p.field]) {
			continue
		}
		if ok || p.field < 0 {
			return piece{}, false
		}
		field, ok = p, true
	}
	return field, ok
}

// line returns what a line shows of a note.
func (c *converter) line(n *noteIn, l line) string {
	if len(l) == 1 && l[0].field >= 0 && len(l[0].when) == 0 {
		return c.fieldOf(n, l[0].field, l[0].how)
	}
	var there []piece
	fields, filled, words := 0, 0, false
	for _, p := range l {
		if !n.meets(p.when) {
			continue
		}
		switch {
		case p.field < 0:
			words = words || strings.TrimSpace(p.words) != ""
		case emptyField(n.fields[p.field]):
			fields++
			continue
		default:
			fields, filled = fields+1, filled+1
		}
		there = append(there, p)
	}
	if fields > 0 && filled == 0 {
		return "" // a name for nothing
	}
	if filled == 1 && !words {
		i := slices.IndexFunc(there, func(p piece) bool { return p.field >= 0 })
		return c.fieldOf(n, there[i].field, there[i].how)
	}
	var b strings.Builder
	o := &c.options
	for _, p := range there {
		if p.field < 0 {
			b.WriteString(p.words)
			continue
		}
		if p.how == gapped {
			o = &c.gapped
		}
		if c.size += len(n.fields[p.field]); c.size > maxNote {
			return ""
		}
		b.WriteString(p.how.apply(n.fields[p.field]))
	}
	return c.markdown(b.String(), o)
}

// meets reports whether conditions hold.
func (n *noteIn) meets(when []condition) bool {
	for _, c := range when {
		filled := c.field == alwaysThere || c.field >= 0 && !emptyField(n.fields[c.field])
		if filled != c.filled {
			return false
		}
	}
	return true
}

// fieldOf returns a field as Markdown.
func (c *converter) fieldOf(n *noteIn, i int, how filter) string {
	if i < 0 || n.fields[i] == "" {
		return ""
	}
	if c.size += len(n.fields[i]); c.size > maxNote {
		return ""
	}
	switch how {
	case whole, gapped, typedIn, hidden:
	default:
		return c.markdown(how.apply(n.fields[i]), &c.options)
	}
	o, memo := &c.options, &c.cache[0][i]
	if how == gapped {
		o, memo = &c.gapped, &c.cache[1][i]
	}
	if !memo.done {
		memo.text, memo.done = c.markdown(n.fields[i], o), true
	}
	return memo.text
}

func (c *converter) markdown(html string, o *hypertext.Options) string {
	r := hypertext.Markdown(html, *o)
	c.lose(r.Lost...)
	return strings.TrimRight(r.Text, "\n")
}

// apply returns a field as a filter shows it, as HTML.
func (f filter) apply(field string) string {
	switch f {
	case stripped:
		return hypertext.Escape(hypertext.Strip(field))
	case pictured:
		return `<img src="` + hypertext.Escape(strings.TrimSpace(hypertext.Strip(field))) + `">`
	case furigana:
		return withReadings(field, "$1($2)")
	case kanji:
		return withReadings(field, "$1")
	case kana:
		return withReadings(field, "$2")
	}
	return field
}

// readings are words with how they are read: 日本[にほん]. A space before a word parts it
// from what precedes.
var readings = regexp.MustCompile(` ?([^ >\[\]]+?)\[([^\[\]]+?)\]`)

func withReadings(field, as string) string {
	return readings.ReplaceAllStringFunc(strings.ReplaceAll(field, "&nbsp;", " "), func(word string) string {
		if strings.Contains(word, "[sound:") {
			return word
		}
		return readings.ReplaceAllString(word, as)
	})
}

var soundMark = regexp.MustCompile(`\[sound:[^\]]*\]`)

// typed returns the line with the answer that is to be typed, and beneath it what of the
// field is more than text.
func (c *converter) typed(n *noteIn, field int) string {
	html := n.fields[field]
	plain := html
	if strings.Contains(html, "[sound:") {
		plain = soundMark.ReplaceAllString(html, " ")
	}
	answer := strings.Join(strings.Fields(hypertext.Strip(plain)), " ")
	if answer == "" {
		return c.fieldOf(n, field, whole)
	}
	r, _ := hypertext.Line(answer, hypertext.Options{Plain: true})
	if plain != html || strings.Contains(html, "<img") {
		return join(r.Text, c.fieldOf(n, field, whole))
	}
	return r.Text
}

// explained returns what explains the answer in one of our own types. In a note that was
// made in Anki nothing but the fields themselves says what stands in them.
func (c *converter) explained(n *noteIn) string {
	if c.out.source != nil {
		return c.shown(n, n.fold.why)
	}
	return join(c.shown(n, n.fold.why), c.shown(n, n.fold.aside))
}

// unshown returns the fields that no card shows, with their names.
func (c *converter) unshown(n *noteIn) string {
	var parts []string
	fields := n.fold.unshown
	if at := n.fold.source; n.fold.own && !strings.Contains(n.fields[at], sourceOpen) {
		fields = append(slices.Clone(fields), at) // somebody wrote there
	}
	for _, i := range fields {
		if i >= len(n.fields) || emptyField(n.fields[i]) {
			continue
		}
		text := c.fieldOf(n, i, whole)
		if text == "" {
			continue
		}
		name, _ := hypertext.Line(n.fold.kind.Fields[i], hypertext.Options{Plain: true})
		sep := " "
		if !inLine(text) {
			sep = "\n\n"
		}
		parts = append(parts, "**"+name.Text+":**"+sep+text)
		c.lose("places for the fields that no card shows, which stand in the explanation now")
	}
	return join(parts...)
}

// paragraphs returns fields one beneath the other.
func (c *converter) paragraphs(n *noteIn, fields []int) string {
	var parts []string
	for _, i := range fields {
		if i < len(n.fields) && !emptyField(n.fields[i]) {
			parts = append(parts, c.fieldOf(n, i, whole))
		}
	}
	return join(parts...)
}

// emptyField reports whether a field shows nothing.
func emptyField(field string) bool {
	const short = 64 // bytes; what is longer and shows nothing is hardly met
	field = strings.TrimSpace(field)
	if field == "" {
		return true
	}
	if field[0] != '<' && field[0] != '&' || len(field) > short || strings.Contains(field, "<img") {
		return false
	}
	return strings.TrimSpace(hypertext.Strip(field)) == ""
}
