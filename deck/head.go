package deck

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"touchpoint/deck/yamltext"
)

// A Head is what an author may say of a deck as a whole, apart from its id and sources.
type Head struct {
	Title    string
	Language string // BCP 47 tag
	Version  string
	Licence  string
	Authors  []string
}

// ReadHead reads the text at the beginning of a deck's first file, which holds its front
// matter, on its own. Positions are those of the text.
func ReadHead(head string) (ID, Head, []Source, []Fault) {
	b := newBuilder()
	b.add("", []byte(head))
	d := b.deck
	SortFaults(d, b.faults)
	h := Head{Title: d.Title, Language: d.Language, Version: d.Version, Licence: d.Licence, Authors: d.Authors}
	return d.ID, h, d.Sources, b.faults
}

// WithHead returns the text at the beginning of a deck's first file with what h says
// written into its front matter. What says the same already, comments and the order of
// the rest stay as they are. It returns an error for front matter that cannot be read.
func WithHead(head string, h Head) (string, error) {
	h = h.tidy()
	for _, f := range []struct {
		name   string
		values []string
		list   bool
	}{
		{"title", one(h.Title), false},
		{"language", one(h.Language), false},
		{"version", one(h.Version), false},
		{"authors", h.Authors, true},
		{"licence", one(h.Licence), false},
	} {
		e, err := readHeadText(head)
		if err != nil {
			return "", err
		}
		if slices.Equal(e.values(f.name), f.values) {
			continue
		}
		if head, err = e.set(f.name, f.values, f.list); err != nil {
			return "", err
		}
	}
	if _, got, _, _ := ReadHead(head); !got.equal(h) {
		return "", errHead
	}
	return head, nil
}

// WithID returns the text at the beginning of a deck's first file with another id in its
// front matter. The rest stays as it is. Only who takes in a deck of which the id is taken
// writes another one: what learners know of its cards is kept under it.
func WithID(head string, id ID) (string, error) {
	e, err := readHeadText(head)
	if err != nil {
		return "", err
	}
	if head, err = e.set("id", one(string(id)), false); err != nil {
		return "", err
	}
	if got, _, _, faults := ReadHead(head); got != id || slices.ContainsFunc(faults, func(f Fault) bool { return f.Rule == "deck-id" }) {
		return "", errHead
	}
	return head, nil
}

// WithSource returns the text at the beginning of a deck's first file with one more
// source, or with the source of that key replaced. The rest stays as it is.
func WithSource(head string, s Source) (string, error) {
	s.Text, s.DOI, s.URL = oneLineOf(s.Text), oneLineOf(s.DOI), oneLineOf(s.URL)
	if !validKey(s.Key) {
		return "", fmt.Errorf("%q cannot be the key of a source; a key has letters, digits and . _ : / - without spaces, such as smith2019", s.Key)
	}
	if s.Text == "" {
		return "", fmt.Errorf("the source %s does not say what it is; write its authors, year and title", s.Key)
	}
	return changeSources(head, s.Key, []string{sourceLine(s)}, &s)
}

// WithoutSource returns the text at the beginning of a deck's first file without the
// source of a key.
func WithoutSource(head, key string) (string, error) {
	return changeSources(head, key, nil, nil)
}

// errHead is returned when front matter would not say what it should.
var errHead = errors.New("the front matter is written in a way that cannot be changed here; change its text instead")

// tidy returns the head as it can be written: each text in a line, and no empty author.
func (h Head) tidy() Head {
	out := Head{Title: oneLineOf(h.Title), Language: oneLineOf(h.Language), Version: oneLineOf(h.Version), Licence: oneLineOf(h.Licence)}
	for _, a := range h.Authors {
		if a = oneLineOf(a); a != "" {
			out.Authors = append(out.Authors, a)
		}
	}
	return out
}

func (h Head) equal(o Head) bool {
	return h.Title == o.Title && h.Language == o.Language && h.Version == o.Version && h.Licence == o.Licence &&
		slices.Equal(h.Authors, o.Authors)
}

// one returns a list of a text, empty if there is none.
func one(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// headOrder is the usual order of the names in front matter.
var headOrder = []string{"id", "title", "language", "version", "authors", "licence", "sources"}

// A headText is the text of front matter, line by line, with the entries that it holds.
type headText struct {
	lines   []string // with their line breaks
	nl      string
	from    int // line of the first entry
	to      int // line that closes the front matter
	entries []headEntry
}

// A headEntry is an entry with its lines, a half-open range.
type headEntry struct {
	name     string
	node     *ast.MappingValueNode
	from, to int
}

// readHeadText takes front matter apart. A text without gets an empty one.
func readHeadText(head string) (*headText, error) {
	mark := ""
	if rest, ok := strings.CutPrefix(head, byteOrderMark); ok {
		mark, head = byteOrderMark, rest
	}
	nl := lineBreak(head)
	if first, _, _ := strings.Cut(head, "\n"); strings.TrimRight(first, " \t\r") != "---" {
		head = "---" + nl + "---" + nl + head
	}
	s := newSource("", []byte(head))
	from, to, _, faults := frontMatter(s)
	if len(faults) > 0 {
		return nil, errors.New("the front matter is not closed; end it with a line of three hyphens")
	}
	e := &headText{lines: slices.Collect(strings.Lines(mark + head)), nl: nl, from: from, to: to}
	r := yamltext.Reader{Limits: headLimits, Rule: "front-matter", Name: "the front matter", Before: from}
	nodes := r.Read(s.text[s.lines[from]:s.lines[to]])
	if len(nodes) == 0 && r.Errors > 0 {
		p := r.Problems[0]
		return nil, fmt.Errorf("line %d of the front matter cannot be read: %s; %s", from+p.Line, p.Message, p.Fix)
	}
	for i, n := range nodes {
		line, column := yamltext.At(n.Key)
		if column != 1 {
			return nil, errHead // entries in brackets, of which several may stand in a line
		}
		e.entries = append(e.entries, headEntry{name: yamltext.Key(n), node: n, from: from + line - 1, to: to})
		if i > 0 {
			e.entries[i-1].to = from + line - 1
		}
	}
	for i := range e.entries {
		e.entries[i].to = e.trim(e.entries[i].from, e.entries[i].to)
	}
	return e, nil
}

// trim takes lines off the end of an entry that are empty, or comments that do not stand
// deeper than it: these belong to what follows.
func (e *headText) trim(from, to int) int {
	for to > from+1 {
		l := strings.TrimSpace(e.lines[to-1])
		if l != "" && (l[0] != '#' || indentOf(e.lines[to-1]) > indentOf(e.lines[from])) {
			break
		}
		to--
	}
	return to
}

// indentOf returns how many spaces a line begins with.
func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func (e *headText) entry(name string) (headEntry, bool) {
	i := slices.IndexFunc(e.entries, func(x headEntry) bool { return x.name == name })
	if i < 0 {
		return headEntry{}, false
	}
	return e.entries[i], true
}

// values returns what an entry says now.
func (e *headText) values(name string) []string {
	entry, ok := e.entry(name)
	if !ok {
		return nil
	}
	r := yamltext.Reader{Limits: headLimits}
	return r.Texts(entry.node.Value, name)
}

// set returns the text with an entry that says something else, or without it.
func (e *headText) set(name string, values []string, list bool) (string, error) {
	entry, there := e.entry(name)
	var lines []string
	switch {
	case len(values) == 0:
	case !list:
		lines = []string{name + ": " + yamlText(values[0])}
	case there && entry.to > entry.from+1: // one in each line, as it was
		lines = []string{name + ":"}
		for _, v := range values {
			lines = append(lines, "  - "+yamlText(v))
		}
	default:
		quoted := make([]string, len(values))
		for i, v := range values {
			quoted[i] = yamlText(v)
		}
		lines = []string{name + ": [" + strings.Join(quoted, ", ") + "]"}
	}
	if !there {
		at := e.place(name)
		return e.splice(at, at, lines), nil
	}
	if len(lines) > 0 && entry.to == entry.from+1 {
		lines[0] += comment(e.lines[entry.from])
	}
	return e.splice(entry.from, entry.to, lines), nil
}

// place returns the line at which a new entry belongs.
func (e *headText) place(name string) int {
	rank := slices.Index(headOrder, name)
	at := e.from
	for _, x := range e.entries {
		if slices.Index(headOrder, x.name) < rank {
			at = max(at, x.to)
		}
	}
	return at
}

// splice returns the text with a range of lines replaced.
func (e *headText) splice(from, to int, lines []string) string {
	var b strings.Builder
	for _, l := range e.lines[:from] {
		b.WriteString(l)
	}
	for _, l := range lines {
		b.WriteString(l + e.nl)
	}
	for _, l := range e.lines[to:] {
		b.WriteString(l)
	}
	return b.String()
}

// comment returns the comment at the end of a line of YAML with the space before it.
func comment(line string) string {
	quote := byte(0)
	for i := range len(line) {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' && strings.IndexByte(" [,{", line[max(0, i-1)]) >= 0:
			quote = c
		case c == '#' && i > 0 && (line[i-1] == ' ' || line[i-1] == '\t'):
			at := len(strings.TrimRight(line[:i], " \t"))
			return strings.TrimRight(line[at:], "\r\n")
		}
	}
	return ""
}

// changeSources writes a source, or takes one out.
func changeSources(head, key string, lines []string, want *Source) (string, error) {
	_, before, old, _ := ReadHead(head)
	e, err := readHeadText(head)
	if err != nil {
		return "", err
	}
	out, err := e.sources(key, lines, old)
	if err != nil {
		return "", err
	}
	wanted := slices.DeleteFunc(slices.Clone(old), func(s Source) bool { return s.Key == key })
	if want != nil {
		wanted = append(wanted, *want)
	}
	_, after, got, _ := ReadHead(out)
	if !before.equal(after) || !sameSources(wanted, got) {
		return "", errHead
	}
	return out, nil
}

// sources returns the text with the lines of a source, which are none to take it out.
func (e *headText) sources(key string, lines []string, old []Source) (string, error) {
	entry, there := e.entry("sources")
	if !there {
		if len(lines) == 0 {
			return strings.Join(e.lines, ""), nil
		}
		at := e.place("sources")
		return e.splice(at, at, append([]string{"sources:"}, indented(lines, "  ")...)), nil
	}
	var r yamltext.Reader
	var nodes []*ast.MappingValueNode
	if entry.node.Value != nil && entry.node.Value.Type() != ast.NullType {
		nodes = r.Entries(entry.node.Value, "sources")
	}
	block := len(nodes) > 0
	for _, n := range nodes {
		if line, _ := yamltext.At(n.Key); e.from+line-1 == entry.from {
			block = false
		}
	}
	if !block { // none yet, or all of them in brackets
		all := []string{"sources:"}
		for _, s := range old {
			if s.Key != key {
				all = append(all, "  "+sourceLine(s))
			} else {
				all = append(all, indented(lines, "  ")...)
				lines = nil
			}
		}
		if all = append(all, indented(lines, "  ")...); len(all) == 1 {
			all = nil
		}
		return e.splice(entry.from, entry.to, all), nil
	}
	_, column := yamltext.At(nodes[0].Key)
	lines = indented(lines, strings.Repeat(" ", column-1))
	for i, n := range nodes {
		if yamltext.Key(n) != key {
			continue
		}
		line, _ := yamltext.At(n.Key)
		from, to := e.from+line-1, entry.to
		if i+1 < len(nodes) {
			next, _ := yamltext.At(nodes[i+1].Key)
			to = e.from + next - 1
		}
		if len(nodes) == 1 && len(lines) == 0 {
			from = entry.from
		}
		return e.splice(from, e.trim(from, to), lines), nil
	}
	return e.splice(entry.to, entry.to, lines), nil
}

func indented(lines []string, by string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = by + l
	}
	return out
}

// sameSources reports whether two lists hold the same sources, in any order.
func sameSources(a, b []Source) bool {
	sorted := func(list []Source) []Source {
		list = slices.Clone(list)
		for i := range list {
			list[i].Pos = Pos{}
		}
		slices.SortFunc(list, func(a, b Source) int { return cmp.Compare(a.Key, b.Key) })
		return list
	}
	return slices.Equal(sorted(a), sorted(b))
}

// sourceLine returns a source as a line of front matter.
func sourceLine(s Source) string {
	if s.DOI == "" && s.URL == "" {
		return s.Key + ": " + quoted(s.Text)
	}
	line := s.Key + ": {text: " + quoted(s.Text)
	if s.DOI != "" {
		line += ", doi: " + yamlText(s.DOI)
	}
	if s.URL != "" {
		line += ", url: " + quoted(s.URL)
	}
	return line + "}"
}

// plainYAML matches text that YAML reads as it stands, in brackets too.
var plainYAML = regexp.MustCompile(`^[\pL\pN][\pL\pN ._/()&+-]*$`)

// yamlText writes a line of text as YAML.
func yamlText(s string) string {
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off":
		return quoted(s)
	}
	if plainYAML.MatchString(s) && !strings.HasSuffix(s, " ") {
		return s
	}
	return quoted(s)
}

var quoteYAML = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// quoted writes a line of text as YAML in quotation marks.
func quoted(s string) string {
	return `"` + quoteYAML.Replace(strings.Map(func(r rune) rune {
		if unprintable(r) {
			return -1
		}
		return r
	}, s)) + `"`
}
