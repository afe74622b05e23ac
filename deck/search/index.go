package search

import "strings"

// An Index finds cards. It does not change, so it may be used by many goroutines.
type Index struct {
	texts []string
}

// NewIndex makes cards ready to be found.
func NewIndex(cards []Card) *Index {
	x := &Index{texts: make([]string, len(cards))}
	for i := range cards {
		x.texts[i] = strings.ToLower(strings.Join(cards[i].Text, "\n"))
	}
	return x
}

// Len returns the number of cards.
func (x *Index) Len() int { return len(x.texts) }

// Find returns the cards that the query means, as numbers in the list that the index was
// made of, in its order. What is known of a card's learner is asked of facts, which may
// be nil when nothing is.
func (x *Index) Find(q Query, _ func(card int) Facts) []int {
	var found []int
	for i, text := range x.texts {
		all := true
		for _, word := range q.words {
			all = all && strings.Contains(text, word)
		}
		if all {
			found = append(found, i)
		}
	}
	return found
}
