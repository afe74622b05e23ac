package study

import (
	"errors"
	"fmt"
	"math"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An Order says in which order the new cards of a deck come.
type Order string

// The orders. The zero Order is InOrder. Prerequisites come first in both.
const (
	InOrder  Order = "in-order" // as the deck has them
	Shuffled Order = "shuffled" // at random, but the same at every start
)

// A DeckPreset says how a learner wants to study one deck. Its limits hold within
// those of the [Preset] for all decks.
type DeckPreset struct {
	NewPerDay     int   `json:"new_per_day"`
	ReviewsPerDay int   `json:"reviews_per_day"`
	Remember      int   `json:"remember_percent"` // desired retention
	Order         Order `json:"order,omitempty"`
	Own           bool  `json:"-"` // it was set for this deck, and is not the one of all decks
}

// The range of DeckPreset.Remember.
var (
	leastRemember = percent(memory.MinRetention)
	mostRemember  = percent(memory.MaxRetention)
)

func percent(share float64) int { return int(math.Round(share * 100)) }

// Validate returns an error that says what is wrong.
func (p DeckPreset) Validate() error {
	switch {
	case p.NewPerDay < 0 || p.ReviewsPerDay < 0:
		return errors.New("a daily limit is below zero")
	case p.Remember < leastRemember || p.Remember > mostRemember:
		return fmt.Errorf("the share to be remembered is %d %%, and must be from %d to %d %%", p.Remember, leastRemember, mostRemember)
	case p.Order != "" && p.Order != InOrder && p.Order != Shuffled:
		return fmt.Errorf("there is no order called %q", p.Order)
	}
	return nil
}

// DeckPreset returns how a deck is studied: as it was set for it, or as all decks are.
func (d *Desk) DeckPreset(id deck.ID) DeckPreset {
	if p, ok := d.own[id]; ok {
		return p
	}
	return DeckPreset{
		NewPerDay:     d.preset.NewPerDay,
		ReviewsPerDay: d.preset.ReviewsPerDay,
		Remember:      percent(d.preset.Retention),
		Order:         InOrder,
	}
}

// SetDeckPreset changes how one deck is studied; nil is as all decks are. A card that is
// on the desk keeps the intervals it shows, and a session the order it began with.
func (d *Desk) SetDeckPreset(id deck.ID, p *DeckPreset) error {
	if p == nil {
		delete(d.own, id)
		return nil
	}
	if err := p.Validate(); err != nil {
		return &Problem{Kind: Invalid, Message: "These study options cannot be used: " + err.Error() + ".", Err: err}
	}
	kept := *p
	kept.Own = true
	d.own[id] = kept
	return nil
}
