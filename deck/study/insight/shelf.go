package insight

import "touchpoint/deck"

// A Shelf is the cards of a library, numbered, with the decks and topics that they belong
// to. It never changes, and is made once for a library.
type Shelf struct {
	cards   []Card
	number  map[deck.CardID]int32
	topicOf []int32 // by card
	deckOf  []int32 // by topic
	topics  []string
	decks   []Deck
}

// none is the number of a card or topic that is not in the library.
const none = -1

// NewShelf returns the shelf of some cards, in the order of the library.
func NewShelf(cards []Card) *Shelf {
	s := &Shelf{cards: cards, number: make(map[deck.CardID]int32, len(cards)), topicOf: make([]int32, len(cards))}
	decks := make(map[deck.ID]int32)
	type place struct {
		deck  int32
		title string
	}
	topics := make(map[place]int32)
	for i := range cards {
		c := &cards[i]
		s.number[c.ID] = int32(i)
		if i > 0 && c.Deck == cards[i-1].Deck && c.Topic == cards[i-1].Topic {
			s.topicOf[i] = s.topicOf[i-1]
			continue
		}
		d, known := decks[c.Deck]
		if !known {
			d = int32(len(s.decks))
			decks[c.Deck] = d
			s.decks = append(s.decks, Deck{ID: c.Deck, Title: c.DeckTitle})
		}
		at := place{d, c.Topic}
		t, known := topics[at]
		if !known {
			t = int32(len(s.topics))
			topics[at] = t
			s.topics, s.deckOf = append(s.topics, c.Topic), append(s.deckOf, d)
			s.decks[d].Topics = append(s.decks[d].Topics, c.Topic)
		}
		s.topicOf[i] = t
	}
	return s
}

// Cards returns the cards in the order of the library. They are not to be changed.
func (s *Shelf) Cards() []Card { return s.cards }

// find returns the number of a card, or none.
func (s *Shelf) find(id deck.CardID) int32 {
	if n, ok := s.number[id]; ok {
		return n
	}
	return none
}

// of returns the deck of a topic.
func (s *Shelf) of(topic int) *Deck { return &s.decks[s.deckOf[topic]] }
