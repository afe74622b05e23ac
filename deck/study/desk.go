package study

import (
	"context"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Journal keeps what the learner did. It is what a Desk needs of
// [progress.Journal].
type Journal interface {
	States(ctx context.Context) (map[deck.CardID]progress.State, error)
	Append(ctx context.Context, base progress.EntryID, e progress.Entry) (progress.State, error)
	Entries(ctx context.Context, card deck.CardID) ([]progress.Entry, error)
	Since(ctx context.Context, day memory.Day) ([]progress.Entry, error)
	Rename(ctx context.Context, names map[deck.CardID]deck.CardID) error
	Changed(ctx context.Context) (bool, error)
}

// A Preset says how a learner wants to study.
type Preset struct {
	memory.Options
	NewPerDay     int           // cards introduced on one study day
	ReviewsPerDay int           // review cards answered on one study day
	LearnAhead    time.Duration // how early a learning card may come when nothing else is left
}

// DefaultPreset returns the preset a learner starts with.
func DefaultPreset() Preset {
	return Preset{Options: memory.DefaultOptions(), NewPerDay: 20, ReviewsPerDay: 200, LearnAhead: 20 * time.Minute}
}

// A Config is what a Desk is opened with.
type Config struct {
	Library  *library.Library
	Journal  Journal
	Now      func() time.Time
	Calendar memory.Calendar
	Preset   Preset
	Seed     uint64 // shuffles options, items and the reviews of one day
}

// A Desk knows the state of every card, and what is due.
type Desk struct{}

// Open loads the states of all cards, after it has carried over the progress of
// notes that were renamed.
func Open(ctx context.Context, c Config) (*Desk, error) { return &Desk{}, nil }

// Preset returns how cards are scheduled and how many a day.
func (d *Desk) Preset() Preset { return Preset{} }

// SetPreset changes how cards are scheduled from the next card on.
func (d *Desk) SetPreset(p Preset) error { return nil }

// Unsuspend lets a suspended card be asked again. It can be undone.
func (d *Desk) Unsuspend(ctx context.Context, id deck.CardID) error { return nil }

// Suspended returns the suspended cards, in the order of the library.
func (d *Desk) Suspended() []deck.Card { return nil }
