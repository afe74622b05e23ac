package deck

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A gapMark is a gap as it stands in a text: {{text}}, {{text::hint}}, {{2:text::hint}}.
// Offsets are bytes of the source.
type gapMark struct {
	open    int // of the first brace
	start   int // of the gap's text
	end     int // just after the text: of "::" or of the closing braces
	close   int // just after the closing braces
	number  int // as written, 0 if it is not
	text    string
	hint    string
	problem string // why it is no gap after all, "" if it is one
}

// Why something that begins like a gap is none.
const (
	gapUnclosed = "the gap opened here is never closed in its paragraph"
	gapNested   = "a gap cannot stand inside another gap"
	gapEmpty    = "the gap is empty"
	gapNumber   = "gaps are numbered from 1 to 99"
)

const maxGap = 99

// A flow is the text of one block without the markers of the quotes and lists that it
// stands in, with the way back from a byte of it to the source.
type flow struct {
	text  string
	parts []flowPart
}

// A flowPart is a stretch of a flow: text from offset at on comes from source on.
type flowPart struct{ at, source int }

func newFlow(block ast.Node, source []byte) flow {
	var f flow
	var b strings.Builder
	lines := block.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		f.parts = append(f.parts, flowPart{at: b.Len(), source: s.Start})
		b.Write(source[s.Start:s.Stop])
	}
	f.text = b.String()
	return f
}

// source returns the offset in the source of byte i of the flow.
func (f flow) source(i int) int {
	next, _ := slices.BinarySearchFunc(f.parts, i+1, func(p flowPart, i int) int { return p.at - i })
	if next == 0 {
		return i
	}
	part := f.parts[next-1]
	return part.source + i - part.at
}

// findGaps returns the gaps of a block, and what looks like one and is none, in order.
// Escaped braces and braces in code spans do not count; braces inside a gap must pair.
func findGaps(f flow) []gapMark {
	var marks []gapMark
	s := scanner{text: f.text}
	for i := s.next(0, "{"); i >= 0; i = s.next(i, "{") {
		if !strings.HasPrefix(f.text[i:], "{{") {
			i++
			continue
		}
		g, after := s.gap(i)
		g.open, g.start, g.end, g.close = f.source(g.open), f.source(g.start), f.source(g.end), f.source(g.close)
		marks = append(marks, g)
		if g.problem == gapUnclosed {
			break // nothing behind it can be closed either
		}
		i = after
	}
	return marks
}

// A scanner walks over Markdown text, stepping over escapes and code spans.
type scanner struct {
	text string
	// lone remembers the lengths of backtick runs that nothing closes, so that a text of
	// many such runs is not searched to its end for each.
	lone map[int]bool
}

// next returns the offset of the first byte at or after i that is in set and neither
// escaped nor in a code span, or -1.
func (s *scanner) next(i int, set string) int {
	for i < len(s.text) {
		c := s.text[i]
		switch {
		case c == '\\':
			i += 2
		case c == '`':
			i = s.codeSpan(i)
		case strings.IndexByte(set, c) >= 0:
			return i
		default:
			i++
		}
	}
	return -1
}

// codeSpan returns the offset after the code span that begins at i, or after the run of
// backticks there if nothing closes it.
func (s *scanner) codeSpan(i int) int {
	n := runLength(s.text, i)
	if s.lone[n] {
		return i + n
	}
	for j := i + n; j < len(s.text); {
		if s.text[j] != '`' {
			j++
			continue
		}
		m := runLength(s.text, j)
		j += m
		if m == n {
			return j
		}
	}
	if s.lone == nil {
		s.lone = make(map[int]bool)
	}
	s.lone[n] = true
	return i + n
}

// runLength returns how often the byte at i is repeated from there on.
func runLength(s string, i int) int {
	j := i
	for j < len(s) && s[j] == s[i] {
		j++
	}
	return j - i
}

// gap reads the gap that opens at i and returns it, with offsets into the text, and the
// offset at which to go on.
func (s *scanner) gap(i int) (gapMark, int) {
	g := gapMark{open: i}
	content := i + 2
	g.number, g.start = gapNumberAt(s.text, content)
	hint := -1 // offset of the first "::" outside inner braces
	depth := 0
	for j := s.next(g.start, "{}:"); j >= 0; j = s.next(j, "{}:") {
		pair := j+1 < len(s.text) && s.text[j+1] == s.text[j]
		switch c := s.text[j]; {
		case c == ':':
			if pair && depth == 0 && hint < 0 {
				hint = j
				j++
			}
		case c == '{':
			if pair && g.problem == "" {
				g.problem = gapNested
			}
			depth++
		case depth > 0:
			depth--
		case pair:
			g.end, g.close = j, j+2
			if hint >= 0 {
				g.hint = strings.TrimSpace(unescape(s.text[hint+2 : j]))
				g.end = hint
			}
			g.text = strings.TrimSpace(s.text[g.start:g.end])
			if g.text != "" { // white space before the text is not part of the gap
				g.start += strings.Index(s.text[g.start:], g.text)
			}
			g.check()
			return g, g.close
		}
		j++
	}
	g.problem = gapUnclosed
	g.end, g.close = g.start, g.start
	return g, len(s.text)
}

// check notes what is wrong with a gap that is closed.
func (g *gapMark) check() {
	switch {
	case g.problem != "":
	case g.text == "":
		g.problem = gapEmpty
	case g.number > maxGap || g.number < 0:
		g.problem = gapNumber
	}
}

// gapNumberAt reads "2:" at offset i of a gap's content and returns the number, 0 if
// there is none, and the offset of what follows. "2::hint" is a text with a hint, not a
// number. A number that cannot be a gap's is returned as -1.
func gapNumberAt(s string, i int) (number, rest int) {
	j := i
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		number = min(number*10+int(s[j]-'0'), maxGap+1)
		j++
	}
	if j == i || j >= len(s) || s[j] != ':' || strings.HasPrefix(s[j:], "::") {
		return 0, i
	}
	if number == 0 || number > maxGap {
		number = -1
	}
	return number, j + 1
}

// gapNumbers returns the numbers of the gaps of a note.
func gapNumbers(gaps []*gapMark) []int {
	numbers := make([]int, len(gaps))
	for i, g := range gaps {
		numbers[i] = g.number
	}
	return numbered(numbers)
}

// numbered gives numbers to what has none, in order of appearance: the smallest that
// nothing else has.
func numbered(written []int) []int {
	taken := make(map[int]bool, len(written))
	for _, n := range written {
		taken[n] = true
	}
	numbers := make([]int, len(written))
	next := 1
	for i, n := range written {
		numbers[i] = n
		if n == 0 {
			for taken[next] {
				next++
			}
			numbers[i] = next
			taken[next] = true
		}
	}
	return numbers
}
