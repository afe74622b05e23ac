package study

import (
	"touchpoint/deck"
	"touchpoint/deck/study/insight"
)

// Survey returns every card of the library with its state and where it belongs, for the
// figures of Insight. It is a copy, for use on another goroutine.
func (d *Desk) Survey() []insight.Card {
	cards := make([]insight.Card, len(d.layout.cards))
	for k := range d.layout.notes {
		n := &d.layout.notes[k]
		t := &d.layout.topics[n.topic]
		v := &d.layout.decks[n.deck]
		title, of, called := oneLine(deck.PlainText(d.layout.cards[n.first].Note.Front)), "", ""
		if n.model != none {
			of, called = v.deck.Models[n.model].ID, v.deck.Models[n.model].Title
		}
		retention := d.retention(n.deck)
		for i := n.first; i < n.end; i++ {
			cards[i] = insight.Card{
				ID: d.layout.cards[i].ID, Deck: v.deck.ID, DeckTitle: v.deck.Title, Topic: t.title, Title: title,
				Model: of, ModelTitle: called, State: d.states[i], Retention: retention,
			}
		}
	}
	return cards
}
