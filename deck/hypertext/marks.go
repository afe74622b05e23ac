package hypertext

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// A gap is a gap of the text that is being read.
type gap struct {
	number int
	hint   string
	said   bool
	nth    int // which of the openings it is
}

// marks is the state of what is marked by signs in the text rather than by tags: gaps,
// formulas, recordings.
type marks struct {
	hasGaps bool // there may be gaps
	has     bool // there may be any of them
	gaps    []*gap
	numbers []int // of all gaps, each once, in order
	filled  map[int]bool
	hinting bool // the hint of the innermost gap is being read
	hint    strings.Builder
	gapNth  int
	literal map[int]bool // openings of gaps that nothing closes, which are text

	maths   *mathSign
	mathNth int
	source  strings.Builder
	dead    map[string]int // for an opening of a formula, the first of them that nothing closes
}

// A mathSign is how a formula begins and ends.
type mathSign struct {
	open, close string
	block       bool
}

var mathSigns = []mathSign{
	{`\(`, `\)`, false},
	{`\[`, `\]`, true},
	{`[$]`, `[/$]`, false},
	{`[$$]`, `[/$$]`, true},
	{`[latex]`, `[/latex]`, false},
}

var mathjax = []mathSign{{"", "", false}, {"", "", true}}

// any reports whether a text has anything that may be such a mark.
func (m *marks) any(s string) bool {
	return m.has && (len(m.gaps) > 0 || m.maths != nil || strings.ContainsAny(s, `{\[`))
}

// marked takes in text that may have marks in it.
func (w *writer) marked(s string) {
	if !w.any(s) {
		w.words(s)
		return
	}
	for s != "" {
		switch {
		case w.marks.maths != nil:
			s = w.mathText(s)
		case w.hinting:
			s = w.hintText(s)
		default:
			i, n := w.nextMark(s)
			if i > 0 {
				w.words(s[:i])
			}
			if n == 0 {
				return
			}
			s = w.mark(s[i:], n)
		}
	}
}

// nextMark returns where the next mark begins and its length, 0 at the end of the text.
func (w *writer) nextMark(s string) (at, n int) {
	for i := 0; i < len(s); i++ {
		rest := s[i:]
		switch s[i] {
		case '{':
			if n := gapOpening(rest); n > 0 && w.o.Gaps {
				return i, n
			}
		case '}', ':':
			if len(w.gaps) > 0 && len(rest) > 1 && rest[1] == s[i] {
				return i, 2
			}
		case '\\', '[':
			if sound(rest) != "" && w.o.Sound != nil {
				return i, len("[sound:]") + len(sound(rest))
			}
			if m := mathOpening(rest); m != nil && w.o.Maths {
				return i, len(m.open)
			}
		}
	}
	return len(s), 0
}

// gapOpening returns the length of the {{c1:: or {{c1,2:: that s begins with, or 0.
func gapOpening(s string) int {
	rest, ok := strings.CutPrefix(s, "{{c")
	if !ok {
		return 0
	}
	n := len(rest) - len(strings.TrimLeft(rest, "0123456789,"))
	if n == 0 || n > 40 || rest[0] == ',' || !strings.HasPrefix(rest[n:], "::") {
		return 0
	}
	return len("{{c") + n + len("::")
}

// Limits on marks in the text.
const (
	maxSound = 300 // bytes of a recording's name
	maxGaps  = 16  // gaps within gaps
)

// sound returns the name in the [sound:name] that s begins with, or "".
func sound(s string) string {
	rest, ok := strings.CutPrefix(s, "[sound:")
	if !ok {
		return ""
	}
	end := strings.IndexAny(rest[:min(len(rest), maxSound)], "]\n")
	if end <= 0 || rest[end] != ']' {
		return ""
	}
	return rest[:end]
}

func mathOpening(s string) *mathSign {
	for i := range mathSigns {
		if strings.HasPrefix(s, mathSigns[i].open) {
			return &mathSigns[i]
		}
	}
	return nil
}

// mark takes in a mark of n bytes and returns the text behind it.
func (w *writer) mark(s string, n int) string {
	said, rest := s[:n], s[n:]
	switch {
	case said == "}}":
		w.closeGap()
	case said == "::":
		w.hinting = true
	case said[0] == '{':
		w.gapNth++
		numbers := gapNumbers(said)
		if w.literal[w.gapNth] || len(numbers) == 0 || len(w.gaps) == maxGaps {
			if len(numbers) == 0 {
				w.lose("a gap with a number above 99")
			}
			w.words(said)
			break
		}
		w.openGap(numbers)
	case sound(said) != "":
		w.sounds(said)
	default:
		w.mathNth++
		m := mathOpening(said)
		if from, ok := w.dead[m.open]; ok && w.mathNth >= from {
			w.words(said)
			break
		}
		w.endCode()
		w.marks.maths = m
	}
	return rest
}

// sounds takes in a [sound:name].
func (w *writer) sounds(said string) {
	name := sound(said)
	path, ok := w.o.Sound(name)
	if !ok {
		w.lose("a recording that is not there")
		w.words(said)
		return
	}
	w.soundLink(path, name)
}

func (w *writer) soundLink(path, name string) {
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	w.endCode()
	if n := len(w.line); n > 0 && w.line[n-1] == ')' {
		w.space = true // two of them in a row
	}
	w.fileLink(path, "Sound: "+name)
}

// recording takes in an element with a recording or a film.
func (w *writer) recording(t tag) {
	src := t.attribute("src")
	if src == "" {
		return
	}
	if w.o.Sound != nil {
		if path, ok := w.o.Sound(src); ok {
			w.soundLink(path, src)
			return
		}
	}
	w.lose("a recording or a film")
}

// gapNumbers returns the numbers of an opening as the deck can have them.
func gapNumbers(opening string) []int {
	var list []int
	for part := range strings.SplitSeq(strings.TrimSuffix(opening[len("{{c"):], "::"), ",") {
		if n, err := strconv.Atoi(part); err == nil && n > 0 && n <= 99 && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}

func (w *writer) inGap() bool { return len(w.gaps) > 0 }

// openGap begins a gap. Of several numbers the first that has no text yet gets it.
func (w *writer) openGap(numbers []int) {
	w.endCode()
	if len(w.gaps) > 0 || len(numbers) > 1 {
		w.lose("gaps within gaps")
	}
	g := &gap{number: numbers[0], nth: w.gapNth}
	for _, n := range slices.Backward(numbers) {
		if !w.filled[n] {
			g.number = n
		}
	}
	for _, n := range numbers {
		if !slices.Contains(w.numbers, n) {
			w.numbers = append(w.numbers, n)
		}
	}
	if w.filled == nil {
		w.filled = make(map[int]bool)
	}
	if len(numbers) > 1 {
		w.filled[g.number] = true // for the next such gap
	}
	w.gaps = append(w.gaps, g)
	w.wanted = append(w.wanted, style{kind: styleGap, gap: g})
	w.stale = true
}

// closeGap ends the innermost gap.
func (w *writer) closeGap() {
	w.endCode()
	g := w.gaps[len(w.gaps)-1]
	w.gaps = w.gaps[:len(w.gaps)-1]
	if w.hinting {
		g.hint = string(escapeAll(w.hint.String(), w.table.cell))
		w.hint.Reset()
		w.hinting = false
	}
	w.wanted = slices.DeleteFunc(w.wanted, func(s style) bool { return s.gap == g })
	w.stale = true
	if g.said {
		w.filled[g.number] = true
	} else {
		delete(w.filled, g.number)
	}
}

// hintText reads the hint of a gap.
func (w *writer) hintText(s string) string {
	end := strings.Index(s, "}}")
	if end < 0 {
		w.hint.WriteString(s + " ")
		return ""
	}
	w.hint.WriteString(s[:end])
	w.closeGap()
	return s[end+len("}}"):]
}

// unasked returns gaps for the numbers that no text was written for.
func (w *writer) unasked() string {
	var list []string
	for _, n := range w.numbers {
		if !bytes.Contains(w.out, []byte("{{"+strconv.Itoa(n)+":")) {
			list = append(list, "{{"+strconv.Itoa(n)+":…}}")
		}
	}
	if len(list) > 0 {
		w.lose("a card whose gap has no text of its own")
	}
	return strings.Join(list, " ")
}

// openInMarks takes in a tag within a formula or a hint, of which only the text is read.
func (w *writer) openInMarks(a atom.Atom) bool {
	switch {
	case w.marks.maths != nil:
		if a == atom.Br || isBlock(a) {
			w.source.WriteByte('\n')
		}
		return true
	case w.hinting:
		return true
	}
	return false
}

// closeInMarks is the same for the end of an element, and ends one that is a formula.
func (w *writer) closeInMarks(name string) bool {
	if m := w.marks.maths; m != nil {
		if m.close == "" && name == "anki-mathjax" {
			w.endMaths(m)
		}
		return true
	}
	return w.hinting
}

func (w *writer) openMathjax(t tag) {
	w.endCode()
	if t.empty {
		return
	}
	w.marks.maths = &mathjax[0]
	if block := t.attribute("block"); block != "" && block != "false" {
		w.marks.maths = &mathjax[1]
	}
}
