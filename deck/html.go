package deck

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// htmlTag matches a tag: whether it closes, its name, and what follows that.
var htmlTag = regexp.MustCompile(`^<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>`)

// A tag is an HTML tag as it stands in a text.
type tag struct {
	from, to int // offsets in the text
	name     string
	closing  bool
	rest     string   // its attributes
	block    ast.Node // the block it stands in
	pair     int      // index of the tag that closes or opens it, -1 without one
}

// maxTags is how many tags of a note are made into Markdown at once.
const maxTags = 500

const (
	htmlShows = "HTML is not interpreted and shows as it is written"
	htmlFix   = "use Markdown, or put it in `code` if it is meant to show"
)

// html warns of tags and comments, which show as they are written. Tags that Markdown has
// something for are told of once, at the first, with what makes Markdown of them all;
// others are told of once in each piece of text.
func (c *noteCheck) html(root ast.Node, t noteText) {
	known := c.knownTags(root, t)
	if len(known) == 0 {
		return
	}
	f := c.fault(t.at(known[0].from), Warning, "html", htmlShows, htmlFix)
	if c.origin == nil || t.base < 0 {
		return
	}
	m := markdownWriter{text: t.text, tags: known, flat: t.heading, kind: c.note.Kind}
	edits, ok := m.write()
	if !ok {
		return
	}
	made := make([]Edit, len(edits))
	for i, e := range edits {
		made[i] = c.origin.replace(t.base+e.from, t.base+e.to, e.text)
	}
	if p := c.after(made); p != nil && p.note.Kind == c.note.Kind && len(p.note.Facets()) == len(c.note.Facets()) && !p.tagged(t.heading) {
		f.Edits = made
	}
}

// tagged reports whether a note still has a tag that Markdown has something for, in its
// heading or beneath it.
func (p *parsedNote) tagged(heading bool) bool {
	c := noteCheck{note: &p.note}
	t := noteText{text: p.text[p.body:p.end], base: -1}
	if heading {
		t.text = p.heading.text
		return len(c.knownTags(parseLine([]byte(t.text)), t)) > 0
	}
	return len(c.knownTags(parseText([]byte(t.text)), t)) > 0
}

// knownTags returns the tags of a text that Markdown has something for, and tells of others.
func (c *noteCheck) knownTags(root ast.Node, t noteText) []tag {
	var known []tag
	for n := range descendants(root) {
		if text, ok := n.(*ast.Text); ok && !inCode(text) {
			known = c.htmlIn(text, t, known)
		}
	}
	return known
}

// htmlIn finds the tags that begin in a piece of text, which may end within one, at any
// sign that can mean something to Markdown. It tells of those that Markdown has nothing for
// and appends the others to known.
func (c *noteCheck) htmlIn(text *ast.Text, t noteText, known []tag) []tag {
	told := false
	tell := func(at int, message, fix string) {
		if !told {
			c.fault(t.at(at), Warning, "html", message, fix)
		}
		told = true
	}
	for i := text.Segment.Start; i < text.Segment.Stop; i++ {
		if t.text[i] != '<' || t.escaped(i) {
			continue
		}
		if strings.HasPrefix(t.text[i:], "<!--") {
			tell(i, "a comment is not hidden and shows as it is written", "delete it, or put it in `code` if it is meant to show")
			continue
		}
		m := htmlTag.FindStringSubmatch(t.text[i:])
		if len(m) == 0 || strings.Contains(m[0], "\n\n") { // no tag reaches over a paragraph's end
			continue
		}
		name := strings.ToLower(m[2])
		if _, ok := meanings[name]; !ok || len(known) == maxTags || strings.Contains(m[0], "\n") {
			tell(i, htmlShows, htmlFix)
			continue
		}
		known = append(known, tag{from: i, to: i + len(m[0]), name: name, closing: m[1] != "", rest: m[3], block: blockOf(text), pair: -1})
	}
	return known
}

// blockOf returns the block that a piece of text stands in.
func blockOf(n ast.Node) ast.Node {
	for n.Type() == ast.TypeInline && n.Parent() != nil {
		n = n.Parent()
	}
	return n
}

// A meaning says what a tag is in Markdown.
type meaning uint8

const (
	nothing   meaning = iota // it goes
	marked                   // text between marks
	link                     // a link
	lineEnd                  // a line break
	paragraph                // a paragraph
	listOf                   // a list
	listItem                 // an item of one
	title                    // a paragraph in bold
)

var meanings = map[string]meaning{
	"b": marked, "strong": marked, "i": marked, "em": marked, "u": marked, "s": marked, "del": marked, "strike": marked,
	"code": marked, "span": nothing, "font": nothing, "a": link, "br": lineEnd, "p": paragraph, "div": paragraph,
	"ul": listOf, "ol": listOf, "li": listItem,
	"h1": title, "h2": title, "h3": title, "h4": title, "h5": title, "h6": title,
}

// markOf returns the mark that stands on both sides of text.
func markOf(name string) string {
	switch name {
	case "i", "em", "u":
		return "*"
	case "s", "del", "strike":
		return "~~"
	case "code":
		return "`"
	}
	return "**"
}

// A markdownWriter writes Markdown in the place of HTML tags.
type markdownWriter struct {
	text  string
	tags  []tag
	flat  bool // a heading, which is one line
	kind  Kind
	edits []stretch
	lists []listAt
}

// A stretch is a part of a text with what is to stand there.
type stretch struct {
	from, to int
	text     string
}

// A listAt is a list that is open, with the number of its last item.
type listAt struct {
	ordered bool
	number  int
}

// write returns what is to be written, and whether the tags make sense: all that need one
// have a partner, and none that surrounds words surrounds paragraphs.
func (m *markdownWriter) write() ([]stretch, bool) {
	if !m.match() {
		return nil, false
	}
	for i := range m.tags {
		g := &m.tags[i]
		switch meanings[g.name] {
		case nothing:
			m.put(g.from, g.to, "")
		case marked:
			m.mark(i)
		case link:
			if !m.link(i) {
				return nil, false
			}
		case lineEnd:
			m.lineEnd(i)
		case title:
			if g.closing {
				m.mark(i)
				m.parted(g, 2)
			} else {
				m.parted(g, 2)
				m.mark(i)
			}
		case paragraph:
			m.parted(g, 2)
		case listOf:
			m.list(g)
		case listItem:
			m.item(g)
		}
	}
	return m.joined(), true
}

// match finds the partner of each tag and reports whether all have one that need it.
func (m *markdownWriter) match() bool {
	var open []int
	for i := range m.tags {
		g := &m.tags[i]
		what := meanings[g.name]
		if what == lineEnd {
			continue
		}
		if !g.closing {
			if what != marked && what != nothing && what != link {
				for _, o := range open { // a paragraph within bold text cannot be written
					if w := meanings[m.tags[o].name]; w == marked || w == link || w == title {
						return false
					}
				}
			}
			open = append(open, i)
			continue
		}
		if len(open) == 0 || m.tags[open[len(open)-1]].name != g.name {
			return false
		}
		o := open[len(open)-1]
		open = open[:len(open)-1]
		if what == marked && m.tags[o].block != g.block || g.name == "code" && strings.Contains(m.text[m.tags[o].to:g.from], "`") {
			return false
		}
		g.pair, m.tags[o].pair = o, i
	}
	return len(open) == 0
}

func (m *markdownWriter) put(from, to int, text string) {
	m.edits = append(m.edits, stretch{from, to, text})
}

// joined returns the edits with those that touch made into one: of two that part text the
// wider counts.
func (m *markdownWriter) joined() []stretch {
	var out []stretch
	for _, e := range m.edits {
		if len(out) == 0 || e.from > out[len(out)-1].to {
			out = append(out, e)
			continue
		}
		last := &out[len(out)-1]
		before := strings.TrimRight(last.text, " \n")
		gap := last.text[len(before):]
		after := strings.TrimLeft(e.text, "\n")
		switch breaks := e.text[:len(e.text)-len(after)]; {
		case len(breaks) > len(gap):
			gap = breaks
		case before == "" && gap == "":
			after = e.text
		case gap != "" && strings.HasPrefix(after, " "):
			after = after[1:]
		}
		last.text, last.to = before+gap+after, max(last.to, e.to)
	}
	return out
}

// mark writes the mark of a tag, with the white space that may not stand inside it outside.
func (m *markdownWriter) mark(i int) {
	g := m.tags[i]
	open, end := i, g.pair
	if g.closing {
		open, end = g.pair, i
	}
	inner := m.text[m.tags[open].to:m.tags[end].from]
	if strings.TrimSpace(inner) == "" || m.within(open) {
		m.put(g.from, g.to, "")
		return
	}
	sign := markOf(g.name)
	if g.closing {
		spaces := len(inner) - len(strings.TrimRight(inner, " \t"))
		m.put(g.from-spaces, g.to, sign+inner[len(inner)-spaces:])
		return
	}
	spaces := len(inner) - len(strings.TrimLeft(inner, " \t"))
	m.put(g.from, g.to+spaces, inner[:spaces]+sign)
}

// within reports whether a tag stands within another that has the same mark.
func (m *markdownWriter) within(open int) bool {
	for i := range open {
		g := &m.tags[i]
		what := meanings[g.name]
		if !g.closing && g.pair > open && (what == marked || what == title) &&
			(markOf(g.name) == markOf(m.tags[open].name) || markOf(g.name) == "`") {
			return true
		}
	}
	return false
}

var hrefOf = regexp.MustCompile(`(?i)\shref\s*=\s*["']?([^"'\s>]+)`)

// link writes a link, or only its text if it cannot be opened.
func (m *markdownWriter) link(i int) bool {
	g := m.tags[i]
	open, end := g, g
	if g.closing {
		open = m.tags[g.pair]
	} else {
		end = m.tags[g.pair]
	}
	inner := m.text[open.to:end.from]
	if strings.ContainsAny(inner, "[]") {
		return false
	}
	target := ""
	if found := hrefOf.FindStringSubmatch(open.rest); len(found) == 2 && !strings.ContainsAny(found[1], "()<>\\") {
		target = safeLink(found[1])
	}
	switch {
	case target == "" || strings.TrimSpace(inner) == "":
		m.put(g.from, g.to, "")
	case g.closing:
		m.put(g.from, g.to, "]("+target+")")
	default:
		m.put(g.from, g.to, "[")
	}
	return true
}

// nested reports whether a tag stands in a list, a quote or a table, where no paragraph
// can begin without the marks of these.
func (m *markdownWriter) nested(g *tag) bool {
	if _, cell := g.block.(*extast.TableCell); cell || m.flat {
		return true
	}
	return g.block.Parent() == nil || g.block.Parent().Kind() != ast.KindDocument
}

// begins returns where the block begins that a tag stands in.
func (m *markdownWriter) begins(g *tag) int {
	if lines := g.block.Lines(); lines != nil && lines.Len() > 0 {
		return min(lines.At(0).Start, g.from)
	}
	return 0
}

// around returns where the white space around a tag in its line begins and ends, and
// whether the tag stands at the beginning or the end of the line.
func (m *markdownWriter) around(g *tag) (from, to int, first, last bool) {
	from = len(strings.TrimRight(m.text[:g.from], " \t"))
	to = len(m.text) - len(strings.TrimLeft(m.text[g.to:], " \t"))
	return from, to, from == 0 || m.text[from-1] == '\n', to == len(m.text) || m.text[to] == '\n'
}

// blankBeneath reports whether nothing stands in the line that begins behind an offset.
func (m *markdownWriter) blankBeneath(to int) bool {
	rest := strings.TrimPrefix(m.text[to:], "\n")
	next, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(next) == ""
}

// parted parts the text before a tag from that behind it, by so many line breaks.
func (m *markdownWriter) parted(g *tag, breaks int) {
	from, to, first, last := m.around(g)
	switch {
	case m.nested(g):
		switch {
		case strings.TrimSpace(m.text[m.begins(g):g.from]) == "":
			m.put(g.from, to, "")
		case last:
			m.put(from, to, "")
		default:
			m.put(from, to, " ")
		}
	case first && last && to < len(m.text):
		m.put(from, to, "")
	case first && !g.closing:
		m.put(from, to, "")
	case last && m.blankBeneath(to):
		m.put(from, to, "")
	case last:
		m.put(from, to, strings.Repeat("\n", breaks-1))
	default:
		m.put(from, to, strings.Repeat("\n", breaks))
	}
}

// lineEnd breaks the line, where that is possible.
func (m *markdownWriter) lineEnd(i int) {
	g := &m.tags[i]
	from, to, first, last := m.around(g)
	next := func(i int) bool { // another stands behind it
		return i+1 < len(m.tags) && m.tags[i+1].name == "br" && strings.TrimSpace(m.text[m.tags[i].to:m.tags[i+1].from]) == ""
	}
	again := next(i)
	switch {
	case i > 0 && m.tags[i-1].name == "br" && next(i-1): // the first of them has parted the text
		m.put(from, to, "")
	case last && m.blankBeneath(to) || first:
		m.put(from, to, "")
	case m.nested(g) || m.kind == Typed || m.kind == Occlude:
		m.put(from, to, " ")
	case again:
		m.put(from, to, "\n\n")
	case strings.IndexByte("-+*>#=0123456789|", strings.TrimLeft(m.text[to:], "\n")[0]) >= 0:
		m.put(from, to, "\n\n"[:2-min(1, len(m.text[to:])-len(strings.TrimLeft(m.text[to:], "\n")))])
	case last:
		m.put(from, to, `\`)
	default:
		m.put(from, to, "\\\n")
	}
}

// list begins or ends a list.
func (m *markdownWriter) list(g *tag) {
	if g.closing {
		m.lists = m.lists[:len(m.lists)-1]
	} else {
		m.lists = append(m.lists, listAt{ordered: g.name == "ol"})
	}
	if len(m.lists) > 1 || len(m.lists) == 1 && g.closing { // one in another
		m.drop(g)
		return
	}
	m.parted(g, 2)
}

// drop takes a tag away, with its line if nothing else stands there.
func (m *markdownWriter) drop(g *tag) {
	from, to, first, last := m.around(g)
	switch {
	case first && last && to < len(m.text):
		m.put(from, to+1, "")
	case last:
		m.put(from, to, "")
	default:
		m.put(from, g.to, "")
	}
}

// item begins or ends an item of a list.
func (m *markdownWriter) item(g *tag) {
	from, to, first, _ := m.around(g)
	if g.closing || m.nested(g) {
		m.drop(g)
		return
	}
	marker := "- "
	indent := ""
	if open := len(m.lists); open > 0 {
		indent = strings.Repeat("   ", open-1)
		if l := &m.lists[open-1]; l.ordered {
			l.number++
			marker = strconv.Itoa(l.number) + ". "
		}
	}
	if !first {
		marker = "\n" + indent + marker
	} else {
		marker = indent + marker
	}
	m.put(from, to, marker)
}
