package study

import (
	"errors"
	"fmt"
	"math"
	"slices"

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
	if k, ok := d.layout.shelf[id]; ok && d.rules[k].Own {
		return d.rules[k].DeckPreset
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
	k, ok := d.layout.shelf[id]
	if !ok {
		return &Problem{Kind: Invalid, Message: "This deck is not in the library any more. Choose another one."}
	}
	var kept DeckPreset
	if p != nil {
		if err := p.Validate(); err != nil {
			return unusable(err)
		}
		kept = *p
		kept.Own = true
	}
	s, err := d.schedulerFor(kept)
	if err != nil {
		return err
	}
	before := d.rules[k].Order == Shuffled
	d.rules[k] = deckRule{DeckPreset: kept, scheduler: s}
	d.anyOwn = slices.ContainsFunc(d.rules, func(r deckRule) bool { return r.Own })
	if after := kept.Order == Shuffled; after != before {
		d.arrange(k, after)
		d.layout.join()
	}
	return nil
}

// A deckRule is how a deck is studied. Of one that is studied as all are only the
// scheduler means anything.
type deckRule struct {
	DeckPreset
	scheduler *memory.Scheduler
}

// setRules takes the presets that a desk is opened with. Those that cannot be used, or
// are of decks that are not here, are left out: a learner's cards are worth more.
func (d *Desk) setRules(own map[deck.ID]DeckPreset) {
	d.rules = make([]deckRule, len(d.layout.decks))
	for id, p := range own {
		k, ok := d.layout.shelf[id]
		if !ok || p.Validate() != nil {
			continue
		}
		p.Own = true
		d.rules[k].DeckPreset, d.anyOwn = p, true
		if p.Order == Shuffled {
			d.arrange(k, true)
		}
	}
	if d.anyOwn {
		d.layout.join()
	}
}

// arrange puts the new cards of a deck in order.
func (d *Desk) arrange(k int32, shuffled bool) {
	if !shuffled {
		d.layout.arrange(k, nil)
		return
	}
	d.layout.arrange(k, func(n int32) uint32 {
		return d.slots[d.layout.notes[n].first].shuffle
	})
}

// schedulerFor returns the scheduler of a deck that is studied as p says.
func (d *Desk) schedulerFor(p DeckPreset) (*memory.Scheduler, error) {
	if !p.Own || p.Remember == percent(d.preset.Retention) {
		return d.scheduler, nil
	}
	o := d.preset.Options
	o.Retention = float64(p.Remember) / 100
	s, err := memory.NewScheduler(o)
	if err != nil {
		return nil, unusable(err)
	}
	return s, nil
}

// unusable tells that study options make no sense.
func unusable(err error) error {
	return &Problem{Kind: Invalid, Message: "These study options cannot be used: " + err.Error() + ".", Err: err}
}

// retention returns the chance of recall at which the cards of a deck are asked again.
func (d *Desk) retention(k int32) float64 {
	if d.rules[k].Own {
		return float64(d.rules[k].Remember) / 100
	}
	return d.preset.Retention
}
