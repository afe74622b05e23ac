package search

import (
	"math"
	"slices"
	"strings"

	"touchpoint/deck"
)

// textTerm means cards that say something.
type textTerm struct{ pattern pattern }

func (t textTerm) cost() int { return byText }

func (t textTerm) find(s *sweep, among set) set {
	if t.pattern.wild() {
		return s.byText(among, t.pattern.literals(), t.pattern.inLines)
	}
	word := t.pattern.parts[0]
	may, sure := s.grams.may([]string{word})
	if sure {
		return among.keep(func(card int) bool { return may.has(s.textOf[card]) })
	}
	return s.passing(among, may, s.counts.seeker(word))
}

// byText keeps the cards whose text passes. Texts without the words need not be looked at.
func (s *sweep) byText(among set, words []string, pass func(text string) bool) set {
	may, _ := s.grams.may(words)
	return s.passing(among, may, pass)
}

// passing keeps the cards whose text is one of some, and passes.
func (s *sweep) passing(among, texts set, pass func(text string) bool) set {
	last, passed := int32(-1), false
	return among.keep(func(card int) bool {
		if text := s.textOf[card]; text != last {
			last, passed = text, texts.has(text) && pass(s.texts[text])
		}
		return passed
	})
}

// wordTerm means cards with a word, or words, that are no part of others.
type wordTerm struct{ pattern pattern }

func (t wordTerm) cost() int { return byText }

func (t wordTerm) find(s *sweep, among set) set {
	if t.pattern.wild() {
		return s.byText(among, t.pattern.literals(), t.pattern.isWord)
	}
	word := t.pattern.parts[0]
	return s.passing(among, s.grams.mayBeWord(word), func(text string) bool { return hasWord(text, word) })
}

// expressionTerm means cards that a regular expression matches in one part of their text.
type expressionTerm struct {
	match func(line string) bool
	words []string // that every text it matches has
}

func (t expressionTerm) cost() int { return byExpression }

func (t expressionTerm) find(s *sweep, among set) set {
	return s.byText(among, t.words, func(text string) bool {
		for _, word := range t.words {
			if !strings.Contains(text, word) {
				return false
			}
		}
		for line := range strings.SplitSeq(text, "\n") {
			if t.match(line) {
				return true
			}
		}
		return false
	})
}

// placeTerm means cards by something that many of them have in common.
type placeTerm struct {
	of   func(*Index) []int32 // by card: which one it has
	pass func(*Index) []bool  // which of them are meant
}

func (t placeTerm) cost() int { return byPlace }

func (t placeTerm) find(s *sweep, among set) set {
	of, pass := t.of(s.Index), t.pass(s.Index)
	return among.keep(func(card int) bool { return pass[of[card]] })
}

// which tells which of a list pass.
func which[T any](list []T, pass func(T) bool) []bool {
	out := make([]bool, len(list))
	for i, v := range list {
		out[i] = pass(v)
	}
	return out
}

func deckTerm(p pattern) node {
	return placeTerm{
		func(x *Index) []int32 { return x.deckOf },
		func(x *Index) []bool {
			return which(x.decks, func(d deckName) bool { return p.is(d.id) || p.names(d.title) })
		},
	}
}

func sectionTerm(p pattern) node {
	return placeTerm{
		func(x *Index) []int32 { return x.sectionOf },
		func(x *Index) []bool { return which(x.sections, p.names) },
	}
}

func kindTerm(p pattern) node {
	return placeTerm{
		func(x *Index) []int32 { return x.kindOf },
		func(x *Index) []bool { return which(x.kinds, p.is) },
	}
}

func sourceTerm(p pattern) node {
	return placeTerm{
		func(x *Index) []int32 { return x.sourcesOf },
		func(x *Index) []bool {
			return which(x.sources, func(keys []string) bool { return slices.ContainsFunc(keys, p.is) })
		},
	}
}

// tagged tells which lists of tags have one that a pattern means.
func tagged(x *Index, p pattern) []bool {
	return which(x.tags, func(tags []string) bool {
		return slices.ContainsFunc(tags, func(tag string) bool { return under(p, tag) })
	})
}

// under reports whether a pattern means a folded tag, or one that the tag is beneath: of
// exam::2026::june also exam and exam::2026.
func under(p pattern, tag string) bool {
	for at := 0; ; {
		i := strings.Index(tag[at:], "::")
		if i < 0 {
			return p.is(tag)
		}
		if p.is(tag[:at+i]) {
			return true
		}
		at += i + len("::")
	}
}

// tagTerm means cards with a tag, the author's or the learner's own.
type tagTerm struct{ pattern pattern }

func (t tagTerm) cost() int { return byFacts }

func (t tagTerm) find(s *sweep, among set) set {
	theirs := tagged(s.Index, t.pattern)
	return among.keep(func(card int) bool {
		return theirs[s.tagsOf[card]] ||
			slices.ContainsFunc(s.facts(card).Tags, func(tag string) bool { return under(t.pattern, fold(tag)) })
	})
}

// untaggedTerm means cards without any tag.
type untaggedTerm struct{}

func (untaggedTerm) cost() int { return byFacts }

func (untaggedTerm) find(s *sweep, among set) set {
	return among.keep(func(card int) bool {
		return len(s.tags[s.tagsOf[card]]) == 0 && len(s.facts(card).Tags) == 0
	})
}

// idTerm means cards by a part of their id.
type idTerm struct {
	part func(deck.CardID) string
	pass func(folded string) bool
}

func (t idTerm) cost() int { return byText }

func (t idTerm) find(s *sweep, among set) set {
	return among.keep(func(card int) bool { return t.pass(fold(t.part(s.ids[card]))) })
}

func wholeID(id deck.CardID) string { return string(id) }

// noteOf returns the note's id out of a card's.
func noteOf(id deck.CardID) string {
	_, note, _ := strings.Cut(string(id), "/")
	note, _, _ = strings.Cut(note, "#")
	return note
}

// factTerm means cards by what is known of their learner.
type factTerm func(*Facts) bool

func (t factTerm) cost() int { return byFacts }

func (t factTerm) find(s *sweep, among set) set {
	return among.keep(func(card int) bool {
		s.known = s.facts(card)
		return t(&s.known)
	})
}

// A comparison holds a number against another. Equal means as far as it was written out:
// 2.5 is anything from 2.45 to below 2.55.
type comparison struct {
	operator string
	value    float64
	half     float64 // of the last digit that was written
}

func (c comparison) holds(x float64) bool {
	equal := math.Abs(x-c.value) < c.half
	switch c.operator {
	case "=":
		return equal
	case "!=":
		return !equal
	case "<":
		return x < c.value
	case ">":
		return x > c.value
	case "<=":
		return x <= c.value
	default:
		return x >= c.value
	}
}
