package library

import "touchpoint/deck"

// Duplicates returns groups of cards whose notes ask nearly the same, also in different
// decks: the first card of each note, in the order of the library. Tasks of models are
// not among them, since they are asked about something to be seen.
func (l *Library) Duplicates() [][]deck.CardID {
	var notes []*deck.Note
	var cards []deck.CardID
	for i := range l.cards {
		c := &l.cards[i]
		if c.Task == nil && (len(notes) == 0 || notes[len(notes)-1] != c.Note) {
			notes = append(notes, c.Note)
			cards = append(cards, c.ID)
		}
	}
	groups := deck.Alike(notes)
	list := make([][]deck.CardID, len(groups))
	for g, group := range groups {
		for _, i := range group {
			list[g] = append(list[g], cards[i])
		}
	}
	return list
}
