package hypertext

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchpoint/deck"
)

// A delim is a mark of emphasis in a line.
type delim struct {
	at    int
	sign  string
	opens bool
	pair  int
	gone  bool
}

// settle makes sure that the marks of a line mean emphasis. Whether they do depends on the
// signs on both sides of them: in **a.**b nothing is bold. There the mark moves past the
// signs, and if that does not help it goes.
func settle(line []byte, delims []delim) []byte {
	var few [8]int
	open := few[:0]
	for i := range delims {
		if delims[i].opens {
			open = append(open, i)
			continue
		}
		o := open[len(open)-1]
		open = open[:len(open)-1]
		delims[i].pair, delims[o].pair = o, i
	}
	tricky := false
	for i := range delims {
		d := &delims[i]
		if d.gone {
			continue
		}
		if !d.holds(line) && !d.move(line, delims) {
			d.gone, delims[d.pair].gone = true, true
			tricky = true
		}
		tricky = tricky || touches(line, *d)
	}
	if !tricky {
		return line
	}
	settled := without(line, delims, func(d delim) bool { return d.gone })
	plain := without(line, delims, func(delim) bool { return true })
	if deck.PlainText(string(settled)) != deck.PlainText(string(plain)) {
		return plain
	}
	return settled
}

// touches reports whether other marks stand beside one, so that how they are read is less
// than plain.
func touches(line []byte, d delim) bool {
	end := d.at + len(d.sign)
	return d.at > 0 && strings.IndexByte("*~`[]", line[d.at-1]) >= 0 || end < len(line) && strings.IndexByte("*~`[]", line[end]) >= 0
}

// without returns the line without some of its marks.
func without(line []byte, delims []delim, gone func(delim) bool) []byte {
	sorted := slices.Clone(delims)
	slices.SortStableFunc(sorted, func(a, b delim) int { return a.at - b.at })
	var out []byte
	done := 0
	for _, d := range sorted {
		if gone(d) {
			out = append(out, line[done:d.at]...)
			done = d.at + len(d.sign)
			if done < len(line) && joins(out, line[done]) {
				out = append(out[:len(out)-1], '\\', out[len(out)-1])
			}
			if done < len(line) && line[done] == '`' && bytes.HasSuffix(out, []byte("`")) {
				out = append(out, ' ') // two pieces of code
			}
		}
	}
	return append(out, line[done:]...)
}

// holds reports whether a mark can open or close emphasis where it stands.
func (d *delim) holds(line []byte) bool {
	before, _ := utf8.DecodeLastRune(line[:d.at])
	after, _ := utf8.DecodeRune(line[d.at+len(d.sign):])
	if d.at == 0 {
		before = ' '
	}
	if d.at+len(d.sign) >= len(line) {
		after = ' '
	}
	if d.opens {
		return !unicode.IsSpace(after) && (!punctuation(after) || unicode.IsSpace(before) || punctuation(before))
	}
	return !unicode.IsSpace(before) && (!punctuation(before) || unicode.IsSpace(after) || punctuation(after))
}

func punctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// furthest is how many signs a mark moves past at most: nobody means emphasis that begins
// or ends beyond more.
const furthest = 40

// move moves a mark inward, past signs of the text.
func (d *delim) move(line []byte, delims []delim) bool {
	other := delims[d.pair].at
	for n := 0; !d.holds(line); n++ {
		if n == furthest {
			return false
		}
		if d.opens {
			size := signAfter(line[d.at+len(d.sign):])
			if size == 0 || d.at+len(d.sign)+size >= other {
				return false
			}
			copy(line[d.at:], line[d.at+len(d.sign):d.at+len(d.sign)+size])
			d.at += size
		} else {
			size := signBefore(line[:d.at])
			if size == 0 || d.at-size <= other+len(d.sign) {
				return false
			}
			sign := bytes.Clone(line[d.at-size : d.at])
			d.at -= size
			copy(line[d.at+len(d.sign):], sign)
		}
		copy(line[d.at:], d.sign)
	}
	return true
}

// signAfter returns the length of the sign that a text begins with, 0 if it is a mark.
func signAfter(text []byte) int {
	r, size := utf8.DecodeRune(text)
	switch {
	case r == '\\' && len(text) > 1:
		return 2
	case r >= utf8.RuneSelf || strings.ContainsRune(`.,;:?"'()%/-+=`, r):
		return size
	}
	return 0
}

// signBefore returns the length of the sign that a text ends with, 0 if it is a mark.
func signBefore(text []byte) int {
	r, size := utf8.DecodeLastRune(text)
	switch at := len(text) - size; {
	case r < utf8.RuneSelf && escaped(text, at):
		return 2
	case r >= utf8.RuneSelf || strings.ContainsRune(`.,;:!?"'(%/-+=`, r): // a bracket may end a link
		return size
	}
	return 0
}
