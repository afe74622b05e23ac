package study

import (
	"context"
	"time"

	"touchpoint/deck"
)

// An Overview is what waits today, after the day's limits.
type Overview struct {
	New, Learning, Due int
	Cards              int           // their sum
	Time               time.Duration // how long they will take, at the learner's own pace
	Studied            int           // answers given today
	Decks              []DeckOverview
	NextAt             time.Time // when nothing is due now: when the next cards are; zero if none ever is
	NextCards          int       // how many are due then
	ClockBack          time.Time // when not zero: the clock is earlier than this, the last entry of the journal
}

// A DeckOverview is a deck's part of an Overview.
type DeckOverview struct {
	ID                 deck.ID
	Title              string
	New, Learning, Due int
	Cards              int // their sum
	Alone              int // cards that a session of this deck alone would begin with
	Topics             []TopicOverview
}

// A TopicOverview is a topic's part of a DeckOverview.
type TopicOverview struct {
	Title              string
	New, Learning, Due int
	Alone              int     // cards that a session of this topic alone would begin with
	Total              int     // all cards of the topic
	Seen               int     // of them, cards that have been answered
	Recall             float64 // mean chance that a seen card is remembered today; 0 when none is seen
}

// Overview returns what waits now, also after what other windows did.
func (d *Desk) Overview(ctx context.Context) (Overview, error) { return Overview{}, nil }
