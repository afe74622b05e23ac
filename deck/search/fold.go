package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold returns a text as it is compared: in lower case, without accents, with one space
// wherever white space stands, and with plain quotation marks and hyphens. Folding a
// folded text changes nothing.
func fold(text string) string { return strings.Trim(foldPart(text), " ") }

// foldPart folds a part of a text, and keeps a space at either end of it.
func foldPart(text string) string {
	if folded(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	spaced := false
	if !ascii(text) {
		text = norm.NFKD.String(text)
	}
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			if !spaced {
				b.WriteByte(' ')
			}
			spaced = true
			continue
		case r < utf8.RuneSelf:
			if r < ' ' || r == 0x7f {
				continue
			}
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			b.WriteByte(byte(r))
		case unicode.In(r, unicode.Mn, unicode.Cc, unicode.Cf):
			continue
		default:
			foldRune(&b, r)
		}
		spaced = false
	}
	return b.String()
}

// foldRune writes a character beyond ASCII as it is compared. What Unicode does not take
// apart, such as the stroke of ø, is taken off here.
func foldRune(b *strings.Builder, r rune) {
	switch r = unicode.ToLower(r); r {
	case 'ß':
		b.WriteString("ss")
	case 'æ':
		b.WriteString("ae")
	case 'œ':
		b.WriteString("oe")
	case 'ø':
		b.WriteByte('o')
	case 'ł':
		b.WriteByte('l')
	case 'đ', 'ð':
		b.WriteByte('d')
	case 'ħ':
		b.WriteByte('h')
	case 'ı':
		b.WriteByte('i')
	case 'ς':
		b.WriteRune('σ')
	case '‘', '’', '‚', '‛', 'ʼ', '‹', '›', '′':
		b.WriteByte('\'')
	case '“', '”', '„', '‟', '«', '»', '″':
		b.WriteByte('"')
	case '‐', '‑', '‒', '–', '—', '―', '−':
		b.WriteByte('-')
	default:
		b.WriteRune(r)
	}
}

// folded reports whether a text is folded already, as far as one sees at a glance.
func folded(text string) bool {
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= 0x7f || 'A' <= c && c <= 'Z' || c == ' ' && i > 0 && text[i-1] == ' ' {
			return false
		}
	}
	return true
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
