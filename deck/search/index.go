package search

import (
	"slices"
	"strings"

	"touchpoint/deck"
)

// An Index finds cards. It does not change, so it may be used by many goroutines.
//
// Cards of one note say the same, so a text is kept once for all of them. What is common
// to many cards, such as the title of their section, is kept once too, and looked at once
// in a search.
type Index struct {
	ids    []deck.CardID
	textOf []int32  // by card: index into texts
	texts  []string // folded, lines for the parts of a card's text
	grams  grams    // of texts
	counts counts   // of texts

	deckOf, sectionOf, kindOf, tagsOf, sourcesOf []int32 // by card: indexes into the following

	decks    []deckName
	sections []string   // folded, as all of these are
	kinds    []string   //
	tags     [][]string // of a card
	sources  [][]string // of a card
}

type deckName struct{ id, title string }

// NewIndex makes cards ready to be found.
func NewIndex(cards []Card) *Index {
	n := len(cards)
	x := &Index{
		ids: make([]deck.CardID, n), textOf: make([]int32, n),
		deckOf: make([]int32, n), sectionOf: make([]int32, n), kindOf: make([]int32, n),
		tagsOf: make([]int32, n), sourcesOf: make([]int32, n),
	}
	var (
		decks    = newStock(func(k [2]string) deckName { return deckName{fold(k[0]), fold(k[1])} })
		sections = newStock(fold)
		kinds    = newStock(fold)
		tags     = newStock(foldList)
		sources  = newStock(foldList)
	)
	for i := range cards {
		c := &cards[i]
		x.ids[i] = c.ID
		x.deckOf[i] = decks.number([2]string{string(c.Deck), c.DeckTitle})
		x.sectionOf[i] = sections.number(c.Section)
		x.kindOf[i] = kinds.number(c.Kind)
		x.tagsOf[i] = tags.number(strings.Join(c.Tags, "\n"))
		x.sourcesOf[i] = sources.number(strings.Join(c.Sources, "\n"))
		if i == 0 || !slices.Equal(c.Text, cards[i-1].Text) {
			x.texts = append(x.texts, foldText(c.Text))
		}
		x.textOf[i] = int32(len(x.texts) - 1)
	}
	x.decks, x.sections, x.kinds, x.tags, x.sources = decks.list, sections.list, kinds.list, tags.list, sources.list
	x.grams = newGrams(x.texts)
	x.counts = newCounts(x.texts)
	return x
}

// Len returns the number of cards.
func (x *Index) Len() int { return len(x.ids) }

// Find returns the cards that the query means, as numbers in the list that the index was
// made of, in its order. What is known of a card's learner is asked of facts, which may
// be nil when nothing is.
func (x *Index) Find(q Query, facts func(card int) Facts) []int {
	if facts == nil {
		facts = func(int) Facts { return unknown }
	}
	found := newSet(len(x.ids))
	if q.root != nil {
		found = q.root.find(&sweep{Index: x, facts: facts}, found)
	}
	return found.list()
}

// unknown are the facts of a card that no journal knows.
var unknown = Facts{Added: -1, Introduced: -1, RatedAgo: -1, GradedAgo: [4]int{-1, -1, -1, -1}}

// foldText folds the parts of a text and sets them below one another.
func foldText(parts []string) string {
	var b strings.Builder
	for i, part := range parts {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(fold(part))
	}
	return b.String()
}

// foldList folds what stands in lines.
func foldList(lines string) []string {
	if lines == "" {
		return nil
	}
	list := strings.Split(lines, "\n")
	for i := range list {
		list[i] = fold(list[i])
	}
	return list
}

// A stock keeps each of many things once, by a key.
type stock[K comparable, V any] struct {
	numbers map[K]int32
	list    []V
	value   func(K) V
}

func newStock[K comparable, V any](value func(K) V) *stock[K, V] {
	return &stock[K, V]{numbers: make(map[K]int32), value: value}
}

// number returns the place of a key's thing in the list.
func (s *stock[K, V]) number(key K) int32 {
	n, ok := s.numbers[key]
	if !ok {
		n = int32(len(s.list))
		s.numbers[key] = n
		s.list = append(s.list, s.value(key))
	}
	return n
}
