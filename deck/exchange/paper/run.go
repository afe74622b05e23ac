package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A run is a piece of a line in one font.
type run struct {
	text  string
	face  Face
	width float64 // at size 1
	scale float64 // of the size: 1, or less for what is set as a small letter above or below the line
	rise  float64 // above the line, in sizes of the whole text
}

// thick reports whether a run of a text in a face must be made bold: the Chinese font has
// no bold one beside it.
func (r *run) thick(f Face) bool { return r.face == chinese && (f == Bold || f == BoldItalic) }

// thickness is how much wider the strokes of such a run are, in sizes of the text.
const thickness = 0.03

// Stand-ins for what no font has.
const (
	missing = '□'
	small   = 0.64 // size of a letter above or below the line
)

// replaced are characters that no font has, and what is set for them.
var replaced = map[rune]rune{
	'☐': '□', '☑': '■', '☒': '■', '✔': '✓', '✕': '✗', '●': '•', '⁃': '•', '▸': '›', '▪': '■', '\t': ' ', '\u00a0': ' ', '\u2011': '‐',
	'⁄': '/', // which Inter draws into the digits beside it
}

// Measure is the width of a line of text in points.
func Measure(text string, size float64, f Face) float64 {
	if t := typefaces[f](); ascii(text) {
		units := 0
		for i := range len(text) {
			units += int(t.wide[text[i]])
		}
		return float64(units) * t.unit * size
	}
	width := 0.0
	for _, r := range runs(text, f) {
		width += r.width
	}
	return width * size
}

// ascii reports whether a text needs no second look.
func ascii(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// runs cuts a text into pieces that one font can set. It leaves out what cannot be seen.
func runs(text string, f Face) []run {
	w := runner{face: f}
	if ascii(text) {
		w.add(text, f, 1, 0)
		w.flush()
		return w.list
	}
	for _, r := range norm.NFC.String(text) {
		w.character(r)
	}
	w.flush()
	return w.list
}

// A runner collects the runs of a text.
type runner struct {
	face Face
	list []run
	text strings.Builder
	now  run // without its text
}

func (w *runner) add(text string, f Face, scale, rise float64) {
	t := typefaces[f]()
	for _, r := range text {
		if w.text.Len() > 0 && (w.now.face != f || w.now.scale != scale || w.now.rise != rise) {
			w.flush()
		}
		if w.text.Len() == 0 {
			w.now = run{face: f, scale: scale, rise: rise}
		}
		w.text.WriteRune(r)
		w.now.width += t.width(r) * scale
	}
}

func (w *runner) flush() {
	if w.text.Len() > 0 {
		w.now.text = w.text.String()
		w.list = append(w.list, w.now)
		w.text.Reset()
	}
}

// character adds a character in the first font that has it.
func (w *runner) character(r rune) {
	if other, ok := replaced[r]; ok {
		r = other
	}
	switch {
	case unicode.In(r, unicode.Cf, unicode.Cc): // nothing is seen of it
	case typefaces[w.face]().covers(r):
		w.add(string(r), w.face, 1, 0)
	case unicode.In(r, unicode.Mn, unicode.Me):
	case unicode.IsSpace(r) && r != '\u3000':
		w.add(" ", w.face, 1, 0)
	case typefaces[chinese]().covers(r):
		w.add(string(r), chinese, 1, 0)
	default:
		w.standIn(r)
	}
}

// standIn sets what stands for a character that no font has: a letter above or below the
// line is a small one, a letter in another dress the plain one.
func (w *runner) standIn(r rune) {
	plain := norm.NFKC.String(string(r))
	one, size := utf8.DecodeRuneInString(plain)
	scale, rise := 1.0, 0.0
	switch {
	case below(r):
		scale, rise = small, -0.16
	case above(r):
		scale, rise = small, 0.34
	}
	switch {
	case size < len(plain) || one == r:
		w.add(string(missing), Regular, 1, 0)
	case typefaces[w.face]().covers(one):
		w.add(plain, w.face, scale, rise)
	case typefaces[chinese]().covers(one):
		w.add(plain, chinese, scale, rise)
	default:
		w.add(string(missing), Regular, 1, 0)
	}
}

// below reports whether a character is a letter or digit below the line.
func below(r rune) bool {
	return r >= 0x1d62 && r <= 0x1d6a || r >= 0x2080 && r <= 0x209c || r == 0x2c7c
}

// above reports whether a character is a letter or digit above the line.
func above(r rune) bool {
	return r >= 0x1d2c && r <= 0x1d61 || r >= 0x1d9b && r <= 0x1dbf || r >= 0x2070 && r <= 0x207f || r == 0x2c7d
}
