package textedit

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"touchpoint/deck"
)

// A Mark is a stretch of the text that something is wrong with.
type Mark struct {
	From, To int // in runes
	Severity deck.Severity
	Says     string // what is wrong, and what to do
	Fault    int    // index of the fault that it is for
}

// Marks finds the places of faults, whose positions are relative to the text: line 1 is
// its first. A fault without a line is of the text as a whole and has no mark. Marks come
// in the order of the text.
func Marks(text string, faults []deck.Fault) []Mark {
	lines := lineStarts(text)
	runes := []rune(text)
	var list []Mark
	for i, f := range faults {
		if f.Pos.Line < 1 || f.Pos.Line > len(lines) {
			continue
		}
		from, to := span(runes, lines, f)
		if from < to {
			list = append(list, Mark{From: from, To: to, Severity: f.Severity, Says: Says(f), Fault: i})
		}
	}
	slices.SortStableFunc(list, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return list
}

// Says is a fault in a sentence or two: what is wrong, and what to do.
func Says(f deck.Fault) string {
	return strings.TrimSpace(sentence(f.Message) + " " + sentence(f.Fix))
}

// sentence gives a message a capital and a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	r := []rune(s)
	r[0] = unicode.ToUpper(r[0])
	if !strings.ContainsRune(".!?”", r[len(r)-1]) {
		r = append(r, '.')
	}
	return string(r)
}

// lineStarts returns where each line of the text begins, in runes.
func lineStarts(text string) []int {
	list := []int{0}
	n := 0
	for _, r := range text {
		n++
		if r == '\n' {
			list = append(list, n)
		}
	}
	return list
}

// span is what is underlined for a fault: what its edit would replace, or the word that
// it points at, or the whole line where it points at no word.
func span(text []rune, lines []int, f deck.Fault) (from, to int) {
	for _, e := range f.Edits {
		if e.From.Line == f.Pos.Line && e.To.Line == f.Pos.Line && e.To.Column > e.From.Column && e.From.Column >= 1 {
			from, to = lines[e.From.Line-1]+e.From.Column-1, lines[e.From.Line-1]+e.To.Column-1
			if to <= len(text) {
				return from, to
			}
		}
	}
	begin := lines[f.Pos.Line-1]
	end := begin
	for end < len(text) && text[end] != '\n' && text[end] != '\r' {
		end++
	}
	from = min(begin+max(f.Pos.Column-1, 0), end)
	to = from
	for to < end && !unicode.IsSpace(text[to]) {
		to++
	}
	if f.Pos.Column > 1 && wordy(text[from:to]) {
		return from, to
	}
	from = begin
	for from < end && (unicode.IsSpace(text[from]) || text[from] == '#' || text[from] == '-') {
		from++
	}
	if from == end { // a line of nothing but its mark
		from = begin
	}
	for to = end; to > from && unicode.IsSpace(text[to-1]); {
		to--
	}
	return from, to
}

// wordy reports a stretch with something to read in it.
func wordy(text []rune) bool {
	return slices.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
