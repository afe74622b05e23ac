package deck

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Nodes that the deck language adds to Markdown's.
var (
	kindGap      = ast.NewNodeKind("Gap")
	kindGapEnd   = ast.NewNodeKind("GapEnd")
	kindCitation = ast.NewNodeKind("Citation")
)

// A gapNode stands where a gap begins. A gap is a pair of marks in the run of inline
// nodes rather than a parent of its text, so that it may begin and end inside emphasis.
type gapNode struct {
	ast.BaseInline
	*gapMark
}

func (n *gapNode) Kind() ast.NodeKind          { return kindGap }
func (n *gapNode) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// A gapEndNode stands where a gap ends.
type gapEndNode struct{ ast.BaseInline }

func (n *gapEndNode) Kind() ast.NodeKind          { return kindGapEnd }
func (n *gapEndNode) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// A citationNode is [@key] or [@one; @two]. With bad set it is something that begins
// like a citation and is none; its text is then shown as it stands.
type citationNode struct {
	ast.BaseInline
	keys []string
	raw  string
	at   int
	bad  bool
}

func (n *citationNode) Kind() ast.NodeKind          { return kindCitation }
func (n *citationNode) Dump(source []byte, lvl int) { ast.DumpHelper(n, source, lvl, nil, nil) }

// gapParser turns the gap marks of a block into nodes. The marks are found by
// [findGaps] over the whole block when its first brace is met, so a text of many
// unclosed braces costs no more than one pass.
type gapParser struct{}

var gapsKey = parser.NewContextKey()

// gapState is what gapParser remembers of the block that it is in.
type gapState struct {
	block ast.Node
	marks []gapMark // in order
	open  *gapMark  // the gap whose text is being read, nil outside gaps
}

func (gapParser) Trigger() []byte { return []byte{'{', '}', ':'} }

func (gapParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	at := segment.Start
	state, _ := pc.Get(gapsKey).(*gapState)
	if line[0] != '{' {
		if state == nil || state.block != parent || state.open == nil || state.open.end != at {
			return nil
		}
		advanceTo(block, state.open.close)
		state.open = nil
		return &gapEndNode{}
	}
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	if state == nil || state.block != parent {
		state = &gapState{block: parent, marks: findGaps(newFlow(parent, block.Source()))}
		pc.Set(gapsKey, state)
	}
	i, found := slices.BinarySearchFunc(state.marks, at, func(m gapMark, at int) int { return m.open - at })
	if !found {
		return nil
	}
	mark := &state.marks[i]
	if mark.problem != "" {
		block.Advance(2) // the braces are text
		return &gapNode{gapMark: mark}
	}
	state.open = mark
	advanceTo(block, mark.start)
	return &gapNode{gapMark: mark}
}

// advanceTo moves the reader to an offset of the source that lies ahead in its block.
func advanceTo(block text.Reader, offset int) {
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return
		}
		if offset <= segment.Stop {
			block.Advance(offset - segment.Start + segment.Padding)
			return
		}
		block.AdvanceLine()
	}
}

// citationParser reads citations. It stands before the link parser, which would take
// their brackets for a link label.
type citationParser struct{}

func (citationParser) Trigger() []byte { return []byte{'['} }

func (citationParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	const longest = 1000 // bytes between the brackets; more is no citation
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[@")) {
		return nil
	}
	at := segment.Start
	block.Advance(1)
	var raw strings.Builder
	for raw.Len() < longest {
		line, _ = block.PeekLine()
		if line == nil {
			return nil
		}
		if i := bytes.IndexByte(line, ']'); i >= 0 {
			raw.Write(line[:i])
			block.Advance(i + 1)
			if block.Peek() == '(' { // a link whose text begins with an at sign
				return nil
			}
			keys, ok := citationKeys(raw.String())
			return &citationNode{keys: keys, raw: "[" + raw.String() + "]", at: at, bad: !ok}
		}
		raw.Write(line)
		block.AdvanceLine()
	}
	return nil
}

// citationKeys reads what stands between the brackets of a citation: "@one; @two".
func citationKeys(s string) (keys []string, ok bool) {
	for part := range strings.SplitSeq(s, ";") {
		key, found := strings.CutPrefix(strings.TrimSpace(part), "@")
		if !found || !validKey(key) {
			return nil, false
		}
		keys = append(keys, key)
	}
	return keys, true
}

// validKey reports whether s can be the key of a source: ASCII letters, digits and
// ._:/- after a first letter or digit.
func validKey(s string) bool {
	for i := range len(s) {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !letter && (i == 0 || strings.IndexByte("._:/-", c) < 0) {
			return false
		}
	}
	return s != ""
}
