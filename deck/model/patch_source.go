package model

import (
	"bytes"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"touchpoint/deck/yamltext"
)

// A source is a file as it is on disk, and its text with plain ends of lines, by which
// places are counted.
type source struct {
	file    []byte
	text    string
	bom     int   // bytes before the text
	lines   []int // where each line of the text begins
	returns []int // places of the text, in order, before which the file has a carriage return
	eol     string
}

const byteOrderMark = "\ufeff"

func newSource(src []byte) *source {
	s := &source{file: src, eol: "\n", lines: []int{0}}
	rest := src
	if r, ok := bytes.CutPrefix(src, []byte(byteOrderMark)); ok {
		rest, s.bom = r, len(byteOrderMark)
	}
	var b strings.Builder
	b.Grow(len(rest))
	for line := range bytes.Lines(rest) {
		if l, ok := bytes.CutSuffix(line, []byte("\r\n")); ok {
			if b.Len() == 0 || len(s.returns) > 0 && len(s.lines) == 1 {
				s.eol = "\r\n"
			}
			b.Write(l)
			s.returns = append(s.returns, b.Len())
			b.WriteByte('\n')
		} else {
			b.Write(line)
		}
		s.lines = append(s.lines, b.Len())
	}
	if 2*len(s.returns) > len(s.lines)-1 {
		s.eol = "\r\n"
	}
	s.text = b.String()
	return s
}

// inFile is where a place of the text is in the file.
func (s *source) inFile(at int) int {
	return s.bom + at + sort.SearchInts(s.returns, at)
}

// apply makes changes in the file. It reports false when they contradict one another.
func (s *source) apply(list []splice) ([]byte, bool) {
	s.behindDeleted(list)
	sortSplices(list)
	var out bytes.Buffer
	done := 0
	for i, c := range list {
		if i > 0 && c.from < list[i-1].to {
			return nil, false
		}
		from := s.inFile(c.from)
		out.Write(s.file[done:from])
		out.WriteString(strings.ReplaceAll(c.text, "\n", s.eol))
		done = s.inFile(c.to)
	}
	out.Write(s.file[done:])
	return out.Bytes(), true
}

// within makes changes in a stretch of the text alone. It reports false when they
// contradict one another.
func (s *source) within(from, to int, list []splice) (string, bool) {
	s.behindDeleted(list)
	sortSplices(list)
	var out strings.Builder
	done := from
	for _, c := range list {
		if c.from > to { // behind a comment that follows
			c.from, c.to = to, to
		}
		if c.to > to { // the last line, which has no break here
			c.from, c.to = c.from-1, to
		}
		if c.from < done {
			return "", false
		}
		out.WriteString(s.text[done:c.from] + c.text)
		done = c.to
	}
	out.WriteString(s.text[done:to])
	return out.String(), true
}

// sortSplices brings changes into the order of the file. What is put in comes first.
func sortSplices(list []splice) {
	slices.SortStableFunc(list, func(a, b splice) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return min(1, a.to-a.from) - min(1, b.to-b.from)
	})
}

// behindDeleted moves lines that are to be written behind one that goes away to behind the
// one before it.
func (s *source) behindDeleted(list []splice) {
	for moved := true; moved; {
		moved = false
		for i := range list {
			in := &list[i]
			if in.from != in.to || !strings.HasPrefix(in.text, "\n") {
				continue
			}
			for _, d := range list {
				whole := d.text == "" && d.from > 0 && d.from < d.to && s.text[d.from-1] == '\n' && s.text[d.to-1] == '\n'
				if whole && d.from < in.from && in.from < d.to {
					in.from, in.to, moved = d.from-1, d.from-1, true
				}
			}
		}
	}
}

// token returns where a token begins, -1 if that is not in the text.
func (s *source) token(t *token.Token) int {
	if t == nil || t.Position == nil || t.Position.Line < 1 || t.Position.Line > len(s.lines) {
		return -1
	}
	at := s.lines[t.Position.Line-1]
	for range t.Position.Column - 1 {
		if at >= len(s.text) || s.text[at] == '\n' {
			return -1
		}
		_, n := utf8.DecodeRuneInString(s.text[at:])
		at += n
	}
	if at >= len(s.text) {
		return -1
	}
	return at
}

func (s *source) lineStart(at int) int { return strings.LastIndexByte(s.text[:at], '\n') + 1 }

// lineEnd is where the line ends, before its break.
func (s *source) lineEnd(at int) int {
	if i := strings.IndexByte(s.text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(s.text)
}

// nextLine is where the next line begins.
func (s *source) nextLine(at int) int { return min(s.lineEnd(at)+1, len(s.text)) }

// indent counts the spaces before what stands in a line.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func blank(line string) bool { return strings.TrimSpace(line) == "" }

// A written is a mapping as it stands in a file.
type written struct {
	flow    bool
	column  int // of its names
	entries []placed
}

// A placed is an entry of it.
type placed struct {
	node   *ast.MappingValueNode
	name   string
	from   int // where its name begins
	colon  int
	column int
	flow   bool
}

// alias are names that mean the same.
var alias = map[string]string{"sources": "source"}

// at returns the entries with a name.
func (n written) at(name string) []int {
	var list []int
	for i, e := range n.entries {
		if e.name == name || alias[name] == e.name {
			list = append(list, i)
		}
	}
	return list
}

func (n written) has(name string) bool { return len(n.at(name)) > 0 }

// get returns the value of a name.
func (b yamlMap) get(name string) (any, bool) {
	for _, q := range b {
		if q.name == name && !empty(q.value) {
			return q.value, true
		}
	}
	return nil, false
}

// named is the mapping of a relation with its id, of which it need not have one written.
func (b yamlMap) named() yamlMap {
	from, ok := b.get("from")
	to, too := b.get("to")
	if _, has := b.get("id"); has || !ok || !too {
		return b
	}
	return append(yamlMap{{"id", relationID(from.(string), to.(string))}}, b...)
}

// mappingOf is the mapping of a whole file.
func (p *patcher) mappingOf(entries []*ast.MappingValueNode, flow bool) written {
	n := written{flow: flow}
	for i, e := range entries {
		x := placed{node: e, name: yamltext.Key(e), from: p.token(e.Key.GetToken()), colon: p.token(e.Start), flow: flow}
		if x.from < 0 || x.colon < 0 || p.text[x.colon] != ':' {
			p.lost = true
			return n
		}
		x.column = x.from - p.lineStart(x.from)
		if i == 0 {
			n.column = x.column
		}
		n.entries = append(n.entries, x)
	}
	return n
}

// inner returns the mapping that a node is.
func (p *patcher) inner(n ast.Node) (written, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		w := p.mappingOf(n.Values, n.IsFlowStyle)
		return w, len(w.entries) > 0
	case *ast.MappingValueNode:
		w := p.mappingOf([]*ast.MappingValueNode{n}, n.IsFlowStyle)
		return w, len(w.entries) > 0
	}
	return written{}, false
}

// valueSpan is where the value of an entry stands; an empty stretch after the colon when
// there is none.
func (p *patcher) valueSpan(e placed) (from, to int) {
	if _, null := e.node.Value.(*ast.NullNode); null || e.node.Value == nil {
		if rest := strings.TrimLeft(p.text[e.colon+1:p.lineEnd(e.colon)], " "); rest == "" || rest[0] == '#' || e.flow {
			return e.colon + 1, e.colon + 1
		}
	}
	return p.start(e.node.Value), p.end(e.node.Value, e.column, e.flow)
}

// endOf is where an entry ends.
func (p *patcher) endOf(e placed) int {
	_, to := p.valueSpan(e)
	return max(to, 0)
}
