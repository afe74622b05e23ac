package study

import (
	"context"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Scope says what a session is about. The zero Scope is everything.
type Scope struct {
	Deck  deck.ID       // "" for all decks
	Topic string        // title of a section; "" for all topics
	Time  time.Duration // the session ends after about that much studying; 0 for no limit
	Extra int           // so many new cards and so many reviews beyond the day's limits
}

// A Turn is the card on the desk.
type Turn struct {
	Card     deck.Card
	Question Question
	State    progress.State // before the answer
	Preview  [4]Interval    // what each grade gives, from Again to Easy
	Fresh    bool           // the learner meets the card for the first time
	Leech    bool           // the card has been forgotten so often that it needs rewording
}

// A Session asks one card after another until nothing is due.
type Session struct{}

// Start opens a session.
func (d *Desk) Start(ctx context.Context, scope Scope) (*Session, error) { return &Session{}, nil }

// Scope returns what the session is about.
func (s *Session) Scope() Scope { return Scope{} }

// Turn returns the card on the desk. It returns false when the session is over;
// [Session.Refresh] may find a card again later.
func (s *Session) Turn() (Turn, bool) { return Turn{}, false }

// Reveal fixes the intervals: it is called when the answer is shown, and returns
// the turn with the preview that holds from then on, even if the study day turns
// before the card is graded. Calling it again changes nothing.
func (s *Session) Reveal() (Turn, bool) { return Turn{}, false }

// Refresh looks at the clock and at what other windows did, and reports whether
// the card on the desk or its preview changed. A card whose answer is shown stays. A screen calls
// it when its window comes to the front, and once a minute while no card is on the
// desk.
func (s *Session) Refresh(ctx context.Context) (changed bool, err error) { return false, nil }

// Answer grades the card on the desk. The answer is in the journal before Answer
// returns; then the next card is on the desk. Took is the time from the question
// being shown to the grade.
func (s *Session) Answer(ctx context.Context, r memory.Rating, took time.Duration) error { return nil }

// Bury puts the card away until the next study day.
func (s *Session) Bury(ctx context.Context) error { return nil }

// Suspend puts the card away until it is unsuspended.
func (s *Session) Suspend(ctx context.Context) error { return nil }

// Forget makes the card new again, and puts it back among the new cards.
func (s *Session) Forget(ctx context.Context) error { return nil }

// Flag marks the card with one of seven flags; 0, or the flag it has, clears it.
// The card stays on the desk.
func (s *Session) Flag(ctx context.Context, flag int) error { return nil }

// Progress says how far a session is.
type Progress struct {
	Done int           // answers given
	Left int           // cards that wait, the one on the desk among them
	Time time.Duration // how long they will take
}

// Progress returns how far the session is.
func (s *Session) Progress() Progress { return Progress{} }

// A Summary is what a session came to.
type Summary struct {
	Answered                int // all answers
	New                     int // of them, cards met for the first time
	Again, Hard, Good, Easy int
	Reviewed                int // answers to cards in review
	Remembered              int // of them, all but Again
	Took                    time.Duration
	NextAt                  time.Time // when the next cards are due; zero if none ever is
	NextCards               int       // how many
}

// Summary returns what the session came to so far.
func (s *Session) Summary() Summary { return Summary{} }
