package anki

import (
	"path"
	"regexp"
	"strings"

	"touchpoint/deck/hypertext"
)

// title returns what a note is called in the report: what its first fields say, or the
// picture that stands there alone.
func (n *noteIn) title() string {
	if n.fields == nil || n.texts == "" {
		return ""
	}
	fields := []int{n.fold.stem, 0}
	if s := n.fold.shapes; s != nil {
		fields = []int{s.header, s.image}
	}
	for i := range n.fields {
		if s := n.fold.shapes; (s == nil || i != s.masks) && i != n.fold.source {
			fields = append(fields, i)
		}
	}
	for _, i := range fields {
		if i < 0 || i >= len(n.fields) {
			continue
		}
		if title := titled(withoutGaps(n.fields[i])); title != "" {
			return title
		}
	}
	for _, i := range fields {
		if i < 0 || i >= len(n.fields) {
			continue
		}
		if pictures := picturesIn(n.fields[i]); len(pictures) > 0 {
			return titled(hypertext.Escape(pictures[0]))
		}
	}
	return ""
}

// withoutGaps returns the beginning of a field with what its gaps hide in their place.
func withoutGaps(field string) string {
	const most, depth = 16 * maxReported, 4 // bytes, and gaps within gaps
	if len(field) > most {
		field = strings.ToValidUTF8(field[:most], "")
	}
	for range depth {
		if !strings.Contains(field, "{{c") {
			return field
		}
		field = innerGap.ReplaceAllString(field, "$1")
	}
	return field
}

// innerGap is a gap without another in it, with its number and hint around what it hides.
// A brace may stand there, as formulas have them.
var innerGap = regexp.MustCompile(`\{\{c[0-9,]+::((?:[^{}]|\{[^{}]|\}[^}])*?)(?:::[^{}]*)?\}\}`)

// picturesIn returns the names of the pictures that HTML shows. Of one in the text itself
// there is none.
func picturesIn(html string) []string {
	if !strings.Contains(html, "<") {
		return nil
	}
	var names []string
	hypertext.Markdown(html, hypertext.Options{Picture: func(src string) (string, bool) {
		if name := path.Base(src); src != "" && !strings.HasPrefix(src, "data:") {
			names = append(names, name)
		}
		return "", false
	}})
	return names
}

// asked returns what lines show that a card cannot do without. Where that is nothing but
// pictures that are not there, their names stand for them.
func (c *converter) asked(n *noteIn, lines []line) string {
	if text := c.shown(n, lines); text != "" {
		return text
	}
	var names []string
	for _, i := range fieldsOf(lines) {
		names = append(names, picturesIn(n.fields[i])...)
	}
	text, _ := hypertext.Line(strings.Join(names, ", "), hypertext.Options{Plain: true})
	return text.Text
}
