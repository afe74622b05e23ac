package model

import (
	"strings"
	"unicode"
)

// TextWidth is the width of a text in Inter, which the window draws it in. It needs no
// font: characters that Inter lacks get a width that is about right.
func TextWidth(text string, size float64) float64 {
	units := 0
	for _, r := range text {
		units += advance(r)
	}
	return float64(units) * size / interEm
}

// advance is the width of a character in units of Inter.
func advance(r rune) int {
	from := func(table []uint16, first rune) int {
		if i := int(r - first); 0 <= i && i < len(table) {
			return int(table[i])
		}
		return 0
	}
	var width int
	switch {
	case r < 0x20:
		return 0
	case r < 0x180:
		width = from(interLatin[:], 0x20)
	case r < 0x400:
		width = from(interGreek[:], 0x370)
	case r < 0x500:
		width = from(interCyrillic[:], 0x400)
	case 0x2010 <= r && r < 0x2040:
		width = from(interPunctuation[:], 0x2010)
	case 0x2190 <= r && r < 0x21a0:
		width = from(interArrows[:], 0x2190)
	default:
		width = int(interOthers[r])
	}
	switch {
	case width > 0:
		return width
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc):
		return 0
	case wide(r):
		return interEm
	}
	return interEm * 6 / 10
}

// wide reports whether a character is as wide as it is high, as the Chinese are. Such
// a text may be broken between any two of them.
func wide(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r <= 0x115f, 0x2e80 <= r && r <= 0xa4cf, 0xac00 <= r && r <= 0xd7a3, 0xf900 <= r && r <= 0xfaff,
		0xfe30 <= r && r <= 0xfe6f, 0xff00 <= r && r <= 0xff60, 0x1f300 <= r && r <= 0x1faff, 0x20000 <= r && r <= 0x3fffd:
		return true
	}
	return false
}

// A measure says how wide texts are.
type measure func(text string, size float64) float64

// maxLines is how many lines a label has at most; what is longer ends in "…".
const maxLines = 4

// A piece is what is never broken: a word, or a wide character.
type piece struct {
	text  string
	width float64
	space bool // a space stands before it, unless it begins a line
}

// wrap breaks a text into lines that are about equally long and no wider than width.
// A word is broken only if it is wider than a line.
func (m measure) wrap(text string, size, width float64, lines int) []string {
	pieces, whole := m.pieces(text, size, width, float64(lines+1)*width)
	if len(pieces) == 0 {
		return []string{""}
	}
	gap := m(" ", size)
	ends := fill(pieces, gap, width)
	if len(ends) > lines || !whole {
		return m.cut(pieces, ends, size, width, lines)
	}
	low, high := 0.0, width
	for range 8 { // the narrowest that needs no more lines makes them about equal
		if mid := (low + high) / 2; len(fill(pieces, gap, mid)) > len(ends) {
			low = mid
		} else {
			high = mid
		}
	}
	return joined(pieces, fill(pieces, gap, high))
}

// cut joins the first lines of pieces and ends them in "…".
func (m measure) cut(pieces []piece, ends []int, size, width float64, lines int) []string {
	texts := joined(pieces, ends)
	if len(texts) > lines {
		texts = texts[:lines]
	}
	last := []rune(texts[len(texts)-1])
	for len(last) > 0 && m(string(last)+"…", size) > width {
		last = last[:len(last)-1]
	}
	texts[len(texts)-1] = strings.TrimRightFunc(string(last), unicode.IsSpace) + "…"
	return texts
}

// fill puts as many pieces on each line as fit and returns where the lines end. A piece
// that is wider than the line has one of its own.
func fill(pieces []piece, gap, width float64) []int {
	var ends []int
	at := 0.0
	for i, p := range pieces {
		more := p.width
		if p.space {
			more += gap
		}
		if i > 0 && at+more > width+0.01 {
			ends = append(ends, i)
			at = p.width
			continue
		}
		if i == 0 {
			more = p.width
		}
		at += more
	}
	return append(ends, len(pieces))
}

// joined makes a line of the pieces up to each end.
func joined(pieces []piece, ends []int) []string {
	lines := make([]string, 0, len(ends))
	from := 0
	for _, end := range ends {
		var b strings.Builder
		for i, p := range pieces[from:end] {
			if i > 0 && p.space {
				b.WriteByte(' ')
			}
			b.WriteString(p.text)
		}
		lines = append(lines, b.String())
		from = end
	}
	return lines
}

// pieces cuts a text into pieces no wider than a line. It stops when there is more than
// can be shown, so that a very long text costs no more than a long one.
func (m measure) pieces(text string, size, width, enough float64) (list []piece, whole bool) {
	var word []rune
	total, space := 0.0, false
	flush := func() {
		if len(word) == 0 {
			return
		}
		for first := true; len(word) > 0; first = false {
			n := m.fitting(word, size, width)
			p := piece{text: string(word[:n]), space: space && first}
			p.width = m(p.text, size)
			list, total, word = append(list, p), total+p.width, word[n:]
			if total > enough {
				break
			}
		}
		word, space = word[:0], false
	}
	for _, r := range text {
		if total > enough || len(word) > 2000 {
			flush()
			return list, false
		}
		switch {
		case unicode.IsSpace(r) || r < 0x20:
			flush()
			space = true
		case wide(r) && !closing(r):
			flush()
			word = append(word, r)
		case len(word) > 0 && wide(word[0]) && !closing(r):
			flush()
			word = append(word, r)
		default:
			word = append(word, r)
		}
	}
	flush()
	return list, total <= enough
}

// closing reports whether a wide character must not begin a line.
func closing(r rune) bool {
	return strings.ContainsRune("、。，．：；！？）」』】〉》", r)
}

// fitting is how many characters of a word fit on a line: all, or up to the last hyphen
// or slash, or as many as there is room for; at least one.
func (m measure) fitting(word []rune, size, width float64) int {
	if len(word) <= 40 && m(string(word), size) <= width {
		return len(word)
	}
	at, fit, hyphen := 0.0, 0, 0
	for i, r := range word {
		if at += m(string(r), size); at > width {
			break
		}
		fit = i + 1
		if i > 1 && strings.ContainsRune("-‐–/_", r) {
			hyphen = i + 1
		}
	}
	switch {
	case fit == len(word):
		return fit
	case hyphen > 0:
		return hyphen
	}
	return max(fit, 1)
}

// widest is the width of the widest of some lines.
func (m measure) widest(lines []string, size float64) float64 {
	width := 0.0
	for _, l := range lines {
		width = max(width, m(l, size))
	}
	return width
}
