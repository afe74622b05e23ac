// Package spelling compares what a learner typed with what is wanted: case, accents,
// punctuation and spacing aside, and with a slip of the finger let pass in long words.
package spelling

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxTyped is how much of a typed answer is compared, in runes. What stands beyond
// it was not typed by a learner.
const maxTyped = 500

// A Phrase is a text taken apart for comparison: words with what stands between
// them. All parts joined are the text.
type Phrase struct {
	Words []Word
	Tail  string // what follows the last word
}

// A Word is a run of letters, digits and symbols.
type Word struct {
	Before string // what stands between it and the word before: spaces, punctuation
	Cells  []Cell
}

// A Cell is a letter with its accents, or another character.
type Cell struct {
	Text string
	Key  string // what is compared: without case and accents; "" for an apostrophe
}

// Text returns the word as it is written.
func (w Word) Text() string {
	var b strings.Builder
	for _, c := range w.Cells {
		b.WriteString(c.Text)
	}
	return b.String()
}

// Key returns the word as it is compared.
func (w Word) Key() string {
	var b strings.Builder
	for _, c := range w.Cells {
		b.WriteString(c.Key)
	}
	return b.String()
}

// Key returns the phrase as it is compared, without spaces.
func (p Phrase) Key() string {
	var b strings.Builder
	for _, w := range p.Words {
		b.WriteString(w.Key())
	}
	return b.String()
}

// joinedKeys returns the words as they are compared, with those made one that no white
// space separates: many a word is written with a hyphen or without, as is co-creation.
func (p Phrase) joinedKeys() [][]rune {
	var list [][]rune
	for i, key := range Keys(p.Words) {
		if i > 0 && !strings.ContainsFunc(p.Words[i].Before, unicode.IsSpace) {
			list[len(list)-1] = append(list[len(list)-1], key...)
		} else {
			list = append(list, key)
		}
	}
	return list
}

// Match reports whether the typed phrase is the wanted one, and how many words
// of it have a slip.
func Match(want, typed Phrase) (typos int, ok bool) {
	if len(want.Words) == 0 {
		// Nothing but punctuation is wanted, so that must be typed.
		return 0, len(typed.Words) == 0 && unspaced(want.Tail) == unspaced(typed.Tail)
	}
	if want.Key() == typed.Key() {
		return 0, true
	}
	if len(want.Words) == len(typed.Words) {
		return slips(Keys(want.Words), Keys(typed.Words))
	}
	return slips(want.joinedKeys(), typed.joinedKeys())
}

// slips reports whether the typed words are the wanted ones but for slips, and how many.
func slips(want, typed [][]rune) (typos int, ok bool) {
	if len(want) != len(typed) {
		return 0, false
	}
	for i, a := range want {
		switch b := typed[i]; {
		case slices.Equal(a, b):
		case allowsSlip(a) && oneSlip(a, b):
			typos++
		default:
			return 0, false
		}
	}
	return typos, true
}

// unspaced returns text without white space.
func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// longWord is the number of letters from which a word may have a slip.
const longWord = 5

// allowsSlip reports whether a slip in the word is surely one: it is long enough,
// and made of letters only, of a script that spells. In a number every digit counts,
// and so does every sign of Chinese.
func allowsSlip(key []rune) bool {
	letters := 0
	for _, r := range key {
		if !unicode.IsLetter(r) || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			return false
		}
		letters++
	}
	return letters >= longWord
}

// oneSlip reports whether b is a with one letter put in, left out or replaced, or
// with two neighbours swapped.
func oneSlip(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(a) == 2 && len(b) == 2:
		return a[0] == b[1] && a[1] == b[0]
	case len(a) == 0 && len(b) == 0:
		return false
	}
	return len(a) <= 1 && len(b) <= 1
}

// Split takes a text apart. What separates words is white space and punctuation;
// an apostrophe is part of a word, and so are the point and the sign of a number.
func Split(text string) Phrase {
	runes := []rune(norm.NFC.String(strings.TrimSpace(text)))
	if len(runes) > maxTyped {
		runes = runes[:maxTyped]
	}
	var p Phrase
	var between strings.Builder
	inWord := false
	for i := 0; i < len(runes); {
		end := i + 1
		for end < len(runes) && unicode.Is(unicode.Mn, runes[end]) {
			end++
		}
		c, isWord := cellOf(runes, i, end, inWord)
		if isWord {
			if !inWord {
				p.Words = append(p.Words, Word{Before: between.String()})
				between.Reset()
			}
			last := &p.Words[len(p.Words)-1]
			last.Cells = append(last.Cells, c)
		} else {
			between.WriteString(c.Text)
		}
		inWord = isWord
		i = end
	}
	p.Tail = between.String()
	return p
}

// cellOf returns the character runes[i:end] and whether it is part of a word.
func cellOf(runes []rune, i, end int, inWord bool) (Cell, bool) {
	r := runes[i]
	digit := func(k int) bool { return 0 <= k && k < len(runes) && unicode.IsDigit(runes[k]) }
	c := Cell{Text: string(runes[i:end])}
	switch {
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		c.Key = fold(c.Text)
		return c, true
	case isMinus(r):
		c.Key = "-"
		return c, !inWord && digit(end)
	case isApostrophe(r):
		return c, inWord && end < len(runes) && unicode.IsLetter(runes[end])
	case (r == '.' || r == ',') && digit(i-1) && digit(end):
		// 0,5 is 0.5, but 1,000 is 1000.
		if r == '.' || !digit(end+1) || !digit(end+2) || digit(end+3) {
			c.Key = "."
		}
		return c, true
	case unicode.IsSymbol(r):
		c.Key = norm.NFKC.String(c.Text)
		return c, true
	}
	return c, false
}

// isMinus reports whether r is a minus sign or what is typed for one.
func isMinus(r rune) bool { return r == '-' || r == '\u2212' || r == '\u2013' }

func isApostrophe(r rune) bool { return r == '\'' || r == '\u2019' || r == '\u02bc' }

// plain are the letters that look like another one with an accent but do not
// decompose into it.
var plain = strings.NewReplacer(
	"ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ħ", "h", "ı", "i", "ŧ", "t",
)

// fold returns a character without case, and without accents in the scripts that
// are typed without them at need. Elsewhere a mark makes another letter.
func fold(s string) string {
	s = norm.NFKD.String(s)
	if r := []rune(s); unicode.In(r[0], unicode.Latin, unicode.Greek) {
		s = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, s)
	}
	return plain.Replace(cases.Fold().String(s))
}

// Keys returns words as they are compared.
func Keys(words []Word) [][]rune {
	list := make([][]rune, len(words))
	for i, w := range words {
		list[i] = []rune(w.Key())
	}
	return list
}
