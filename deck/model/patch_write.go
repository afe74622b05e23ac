package model

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// The width of lines in which authors write.
const (
	flowWidth = 140 // of an entry in braces
	textWidth = 120 // of a text in one line
	foldWidth = 110 // of a text in several
)

// scalarText writes a text in one line, as an author would: without quotation marks where
// YAML takes it for the same text.
func (p *patcher) scalarText(v any, flow bool, in int) string {
	s, ok := v.(string)
	if !ok || p.quote || !unquoted(s, flow) {
		return one(v, in)
	}
	return s
}

// unquoted reports whether a text in one line needs no quotation marks, in brackets or out of
// them.
func unquoted(s string, flow bool) bool {
	first, _ := utf8.DecodeRuneInString(s)
	if plain(s) && len(s) <= longLine {
		return true
	}
	if !unicode.IsLetter(first) || len(s) > longLine || strings.TrimSpace(s) != s {
		return false
	}
	if strings.Contains(s, ": ") || strings.HasSuffix(s, ":") || strings.Contains(s, " #") || strings.ContainsAny(s, "\"\\\n\t") {
		return false
	}
	if flow && strings.ContainsAny(s, ",[]{}:#&*!|>'%@`") {
		return false
	}
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return true
}

// flowValue writes a value in one line.
func (p *patcher) flowValue(v any, in int) string {
	switch v := v.(type) {
	case yamlMap:
		var parts []string
		for _, q := range v {
			if !empty(q.value) {
				parts = append(parts, p.flowPair(q))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []string:
		if len(v) == 1 {
			return p.scalarText(v[0], true, in)
		}
		return p.brackets(itemsOf(v), in)
	case []yamlMap, []inLine:
		return p.brackets(itemsOf(v), in)
	case inLine:
		return p.brackets(v, in)
	}
	return p.scalarText(v, true, in)
}

// brackets writes a list in one line, a very long one in several.
func (p *patcher) brackets(list []any, in int) string {
	var b strings.Builder
	line := 0
	for i, v := range list {
		s := p.flowValue(v, in)
		switch {
		case i == 0:
		case b.Len()-line+len(s) > longLine:
			b.WriteString("," + newLine(in))
			line = b.Len()
		default:
			b.WriteString(", ")
		}
		b.WriteString(s)
	}
	return "[" + b.String() + "]"
}

// flowPair writes a name and its value in one line.
func (p *patcher) flowPair(q pair) string {
	return nameFor(q) + ": " + p.flowValue(q.value, 8)
}

// nameFor is the name of a value as an author writes it: one source, several sources.
func nameFor(q pair) string {
	if texts, ok := q.value.([]string); ok && q.name == "sources" && len(texts) == 1 {
		return "source"
	}
	if q.name == "on" { // which is a truth value only in an older YAML
		return q.name
	}
	return scalar(q.name)
}

// blockPair writes a name and its value in lines of their own, all but the first of which
// are indented.
func (p *patcher) blockPair(q pair, column int) string {
	text := p.writeValue(q, column, false, nil)
	if text[0] != '\n' {
		text = " " + text
	}
	return nameFor(q) + ":" + text
}

// writeValue writes the value of a name that stands in a column; in place of another,
// whose style it takes on.
func (p *patcher) writeValue(q pair, column int, flow bool, old ast.Node) string {
	in := column + 2
	if flow {
		return p.flowValue(q.value, in)
	}
	switch v := q.value.(type) {
	case string:
		_, block := old.(*ast.LiteralNode)
		if s, ok := foldedBlock(v, in); ok && (block || len(v) > textWidth && old == nil || len(v) > longLine) {
			return s
		}
		return p.scalarText(v, false, in)
	case yamlMap:
		if s := p.flowValue(v, in); len(s) <= flowWidth {
			return s
		}
		return newLine(in) + p.blockMap(v, in)
	case []yamlMap, []inLine:
		var b strings.Builder
		for _, item := range itemsOf(v) {
			b.WriteString(newLine(in) + "- " + p.blockItem(item, in, q.name == "order"))
		}
		return b.String()
	}
	return p.flowValue(q.value, in)
}

// blockMap writes a mapping, all but its first line indented.
func (p *patcher) blockMap(b yamlMap, column int) string {
	var lines []string
	for _, q := range b {
		if !empty(q.value) {
			lines = append(lines, p.blockPair(q, column))
		}
	}
	return strings.Join(lines, newLine(column))
}

// blockItem writes an entry of a list whose hyphens stand in a column.
func (p *patcher) blockItem(v any, column int, bare bool) string {
	if m, ok := v.(yamlMap); ok {
		if s := p.flowValue(m, column+4); len(s) <= flowWidth {
			return s
		}
		return p.blockMap(m, column+2)
	}
	return p.flowItem(v, bare)
}

// flowItem writes an entry of a list in one line; what may stand without brackets does.
func (p *patcher) flowItem(v any, bare bool) string {
	if l, ok := v.(inLine); ok && bare && len(l) == 1 {
		v = l[0]
	}
	return p.flowValue(v, 8)
}

// writeItem writes a new entry of a list in the style of those that it has.
func (p *patcher) writeItem(l writtenList, v any, bare bool) string {
	m, ok := v.(yamlMap)
	if !ok || l.flow {
		return p.flowItem(v, bare)
	}
	if n, ok := p.inner(l.items[len(l.items)-1].node); ok && !n.flow {
		return p.blockMap(m, l.column+2)
	}
	return p.blockItem(v, l.column, bare)
}

// foldedBlock writes a text in several lines, if it is such that they are read as one. A text
// without spaces cannot be broken between words, and a line may not be too long.
func foldedBlock(s string, in int) (string, bool) {
	if strings.Join(strings.Fields(s), " ") != s || s == "" {
		return "", false
	}
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return "", false
		}
	}
	var b strings.Builder
	b.WriteString(">-")
	width := foldWidth
	for word := range strings.SplitSeq(s, " ") {
		if len(word) > longLine {
			return "", false
		}
		if n := utf8.RuneCountInString(word); width+1+n > foldWidth {
			b.WriteString(newLine(in) + word)
			width = n
		} else {
			b.WriteString(" " + word)
			width += 1 + n
		}
	}
	return b.String(), true
}

// sameText reports whether two values are written alike.
func sameText(a, b any) bool {
	if empty(a) || empty(b) {
		return empty(a) && empty(b)
	}
	x, y := yamlMap{{"x", a}}, yamlMap{{"x", b}}
	return x.String() == y.String()
}

// String returns the mapping as it is written in a file.
func (b yamlMap) String() string {
	var w bytes.Buffer
	b.write(&w, 0, false)
	return w.String()
}
