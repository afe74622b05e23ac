package study

import (
	"sync"

	"touchpoint/deck"
	"touchpoint/deck/study/insight"
)

// Survey returns every card of the library as it stands now, for the figures of Insight on
// another goroutine. It takes microseconds for any number of cards: the standings are
// shared, and what never changes is put together only when it is asked for.
func (d *Desk) Survey() insight.Survey {
	s := insight.Survey{Shelf: d.shelf, Standings: d.standings.Share(), Retention: make(map[deck.ID]float64, len(d.layout.decks))}
	for k := range d.layout.decks {
		s.Retention[d.layout.decks[k].deck.ID] = d.retention(int32(k))
	}
	return s
}

// shelfOf returns what puts the cards of a layout on a shelf, once. It may be called on any
// goroutine: of a layout only the order of introduction changes.
func shelfOf(lay *layout) func() *insight.Shelf {
	return sync.OnceValue(func() *insight.Shelf {
		cards := make([]insight.Card, len(lay.cards))
		for k := range lay.notes {
			n := &lay.notes[k]
			d := lay.decks[n.deck].deck
			c := insight.Card{
				Deck: d.ID, DeckTitle: d.Title, Topic: lay.topics[n.topic].title,
				Title: oneLine(deck.PlainText(lay.cards[n.first].Note.Front)),
			}
			if n.model != none {
				c.Model, c.ModelTitle = d.Models[n.model].ID, d.Models[n.model].Title
			}
			for i := n.first; i < n.end; i++ {
				c.ID = lay.cards[i].ID
				cards[i] = c
			}
		}
		return insight.NewShelf(cards)
	})
}
