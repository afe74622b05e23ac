package study

import (
	"context"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A CardInfo is all that is known of one card.
type CardInfo struct {
	Card       deck.Card
	State      progress.State
	Standing   string  // in words: "New", "In review, due in 3 days", "Suspended"
	Recall     float64 // chance that it is remembered now; 0 for a new card
	Stability  float64 // days until recall falls to 90 %
	Difficulty float64 // 1 to 10
	Reps       int
	Lapses     int
	Introduced time.Time     // start of the study day of its first answer; zero for a new card
	Last       time.Time     // of the last answer
	Due        time.Time     // zero for a new card
	Took       time.Duration // all its answers together
	History    []Event       // what was done with it, oldest first
	Curve      []Point       // chance of remembering from the last answer to well beyond the due day; empty for a new card
}

// An Event is one act in a card's history.
type Event struct {
	At     time.Time
	Kind   progress.Kind
	Rating memory.Rating
	Took   time.Duration
	Gave   Interval // of a review: what it gave
	Text   string   // in words: "Good, next in 4 d"
}

// A Point is a point of a forgetting curve.
type Point struct {
	Days   float64 // since the last answer
	Recall float64
}

// Info returns all that is known of a card.
func (d *Desk) Info(ctx context.Context, id deck.CardID) (CardInfo, error) { return CardInfo{}, nil }

// Info returns all that is known of a card.
func (s *Session) Info(ctx context.Context, id deck.CardID) (CardInfo, error) { return CardInfo{}, nil }
