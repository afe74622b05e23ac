package insight

import (
	"touchpoint/deck"
	"touchpoint/deck/progress"
)

// A Card is one card of the library as the desk knows it, with where it belongs.
type Card struct {
	ID         deck.CardID
	Deck       deck.ID
	DeckTitle  string
	Topic      string // title of its topic
	Title      string // what it asks, in one line
	Model      string // id of the model that it is a task of; "" for other cards
	ModelTitle string // title of that model
	State      progress.State
	Retention  float64 // desired, of its deck
}

// equal reports whether two cards are the same and stand the same.
func (c *Card) equal(o *Card) bool {
	return c.ID == o.ID && c.Deck == o.Deck && c.DeckTitle == o.DeckTitle && c.Topic == o.Topic && c.Title == o.Title &&
		c.Model == o.Model && c.ModelTitle == o.ModelTitle && c.Retention == o.Retention && c.State.Equal(o.State)
}
