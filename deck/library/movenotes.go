package library

import (
	"context"
	"errors"

	"touchpoint/deck"
)

// A NoteRef names a note of any deck.
type NoteRef struct {
	Deck deck.ID
	Note deck.NoteID
}

// MoveNotes moves notes into another deck, at its end, with the pictures and sources
// that they need. Their progress goes with them. It is one step over all decks.
func (h *Home) MoveNotes(ctx context.Context, notes []NoteRef, to deck.ID) (Step, error) {
	return Step{}, refuse(errors.New("not yet"), "Notes cannot be moved yet.")
}
