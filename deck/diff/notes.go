package diff

import (
	"touchpoint/deck"
)

// notes lists what happens to each note: those that are there, in the order of the deck,
// then those that are gone.
func (c *comparison) notes() {
	for i := range c.now.Notes {
		n := &c.now.Notes[i]
		was := c.formerly[n.ID]
		before, known := c.old.Note(deck.NoteID(was))
		if !known || c.successor[before.ID] != n.ID {
			c.add(Change{Kind: Added, Note: n.ID, Was: was, Title: titleOf(n), Section: n.Section, Keeps: true}, c.cardsOf(n))
			continue
		}
		c.note(before, n)
	}
	for i := range c.old.Notes {
		n := &c.old.Notes[i]
		if c.successor[n.ID] == "" {
			c.add(Change{Kind: Removed, Note: n.ID, Title: titleOf(n), Section: n.Section}, c.oldCardsOf(n))
		}
	}
}

func (c *comparison) add(change Change, cards []deck.CardID) {
	change.Cards = cards
	c.diff.Changes = append(c.diff.Changes, change)
}

func (c *comparison) cardsOf(n *deck.Note) []deck.CardID    { return cardIDs(c.now.ID, n) }
func (c *comparison) oldCardsOf(n *deck.Note) []deck.CardID { return cardIDs(c.old.ID, n) }

func cardIDs(d deck.ID, n *deck.Note) []deck.CardID {
	var list []deck.CardID
	for _, facet := range n.Facets() {
		list = append(list, deck.MakeCardID(d, n.ID, facet))
	}
	return list
}

// note lists what happens to one note that stays.
func (c *comparison) note(old, now *deck.Note) {
	keeps := true
	for _, id := range c.oldCardsOf(old) {
		keeps = keeps && c.became[id] != ""
	}
	base := Change{Note: now.ID, Title: titleOf(now), Section: now.Section, Keeps: keeps}
	cards := c.cardsOf(now)
	if old.ID != now.ID {
		change := base
		change.Kind, change.Was = Renamed, string(old.ID)
		c.add(change, cards)
	}
	if old.Front != now.Front || old.Back != now.Back {
		change := base
		change.Kind = Reworded
		c.add(change, cards)
	}
}
