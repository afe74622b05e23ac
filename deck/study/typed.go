package study

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"touchpoint/deck/memory"
)

// maxTyped is how much of a typed answer is compared, in runes. What stands beyond
// it was not typed by a learner.
const maxTyped = 500

// A phrase is a text taken apart for comparison: words with what stands between
// them. All parts joined are the text.
type phrase struct {
	words []word
	tail  string // what follows the last word
}

// A word is a run of letters, digits and symbols.
type word struct {
	before string // what stands between it and the word before: spaces, punctuation
	cells  []cell
}

// A cell is a letter with its accents, or another character.
type cell struct {
	text string
	key  string // what is compared: without case and accents; "" for an apostrophe
}

func (w word) text() string {
	var b strings.Builder
	for _, c := range w.cells {
		b.WriteString(c.text)
	}
	return b.String()
}

func (w word) key() string {
	var b strings.Builder
	for _, c := range w.cells {
		b.WriteString(c.key)
	}
	return b.String()
}

// key returns the phrase as it is compared, without spaces.
func (p phrase) key() string {
	var b strings.Builder
	for _, w := range p.words {
		b.WriteString(w.key())
	}
	return b.String()
}

// joinedKeys returns the words as they are compared, with those made one that no white
// space separates: many a word is written with a hyphen or without, as is co-creation.
func (p phrase) joinedKeys() [][]rune {
	var list [][]rune
	for i, key := range keys(p.words) {
		if i > 0 && !strings.ContainsFunc(p.words[i].before, unicode.IsSpace) {
			list[len(list)-1] = append(list[len(list)-1], key...)
		} else {
			list = append(list, key)
		}
	}
	return list
}

// scoreTyped compares a typed text with the accepted answers, and takes the one
// that it comes nearest to: the first that it equals, else the first that it equals
// but for slips, else the most similar.
func scoreTyped(accepted []string, text string) Score {
	typed := split(text)
	best, rank := Score{Proposed: memory.Again, Share: -1}, -1
	var nearest phrase
	for _, answer := range accepted {
		want := split(answer)
		s, r := Score{Accepted: answer, Proposed: memory.Again}, 0
		if typos, ok := matches(want, typed); ok {
			s.Correct, s.Share, s.Typos, s.Proposed = true, 1, typos, memory.Good
			r = 1
			if typos == 0 {
				r = 2
			}
		} else if len(want.words) > 0 {
			s.Share = similarity([]rune(want.key()), []rune(typed.key()))
		}
		if r > rank || r == rank && (s.Share > best.Share || r == 1 && s.Typos < best.Typos) {
			best, rank, nearest = s, r, want
		}
	}
	if best.Correct && best.Typos == 0 {
		typed = nearest
	}
	best.Diff = diff(nearest, typed)
	return best
}

// matches reports whether the typed phrase is the wanted one, and how many words
// of it have a slip.
func matches(want, typed phrase) (typos int, ok bool) {
	if len(want.words) == 0 {
		// Nothing but punctuation is wanted, so that must be typed.
		return 0, len(typed.words) == 0 && unspaced(want.tail) == unspaced(typed.tail)
	}
	if want.key() == typed.key() {
		return 0, true
	}
	if len(want.words) == len(typed.words) {
		return slips(keys(want.words), keys(typed.words))
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

// split takes a text apart. What separates words is white space and punctuation;
// an apostrophe is part of a word, and so are the point and the sign of a number.
func split(text string) phrase {
	runes := []rune(norm.NFC.String(strings.TrimSpace(text)))
	if len(runes) > maxTyped {
		runes = runes[:maxTyped]
	}
	var p phrase
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
				p.words = append(p.words, word{before: between.String()})
				between.Reset()
			}
			last := &p.words[len(p.words)-1]
			last.cells = append(last.cells, c)
		} else {
			between.WriteString(c.text)
		}
		inWord = isWord
		i = end
	}
	p.tail = between.String()
	return p
}

// cellOf returns the character runes[i:end] and whether it is part of a word.
func cellOf(runes []rune, i, end int, inWord bool) (cell, bool) {
	r := runes[i]
	digit := func(k int) bool { return 0 <= k && k < len(runes) && unicode.IsDigit(runes[k]) }
	c := cell{text: string(runes[i:end])}
	switch {
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		c.key = fold(c.text)
		return c, true
	case isMinus(r):
		c.key = "-"
		return c, !inWord && digit(end)
	case isApostrophe(r):
		return c, inWord && end < len(runes) && unicode.IsLetter(runes[end])
	case (r == '.' || r == ',') && digit(i-1) && digit(end):
		// 0,5 is 0.5, but 1,000 is 1000.
		if r == '.' || !digit(end+1) || !digit(end+2) || digit(end+3) {
			c.key = "."
		}
		return c, true
	case unicode.IsSymbol(r):
		c.key = norm.NFKC.String(c.text)
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
