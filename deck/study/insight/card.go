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
