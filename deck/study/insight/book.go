package insight

import (
	"context"
	"maps"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Config is what a [Book] is read from.
type Config struct {
	Survey                       // the cards of the library as they stand
	Log            progress.Log  // all answers that count
	Model          *memory.Model // by which memory is reckoned now
	Calendar       memory.Calendar
	Now            time.Time
	LeechThreshold int // lapses from which a card counts as a leech; 0: never
}

// A Book is a history that was read: every answer with its card, what was foretold
// of it and what came. It never changes, so that views of it may be made at any time,
// on any goroutine.
type Book struct {
	from    Config // what it was read from
	shelf   *Shelf
	recall  []float64 // by card: chance that it is remembered today; 0 where it was never answered
	records []record  // in the order of time
	today   memory.Day
	ahead   int // answers of days that are still to come
}

// Read reads a history. It takes some tens of milliseconds for 200,000 answers.
//
// Answers of days that are still to come, which a clock that was set wrong leaves behind,
// are left out; views say so. Answers of cards that are no longer in the library count
// for all decks together.
func Read(ctx context.Context, c Config) (*Book, error) {
	b := c.open()
	b.reckon(nil)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	answers := b.past(c.Log.Answers)
	foretold, err := memory.Replay(ctx, answers, c.Model)
	if err != nil {
		return nil, err
	}
	if err := b.record(ctx, answers, foretold, b.numbers()); err != nil {
		return nil, err
	}
	return b, nil
}

// open returns a book of c in which nothing stands yet.
func (c *Config) open() *Book {
	return &Book{from: *c, shelf: c.shelf(), today: c.Calendar.Day(c.Now)}
}

// Renew returns a book of c, as [Read] does, but it reads only what b was not read from.
// Where the clock alone has gone on, within the study day, that takes next to no time; after
// some more answers it takes a tenth of the time. A nil book is always read.
func (b *Book) Renew(ctx context.Context, c Config) (*Book, error) {
	switch {
	case b == nil || !b.goesInto(&c):
		return Read(ctx, c)
	case b.isOf(&c):
		next := *b
		next.from = c
		return &next, ctx.Err()
	}
	return b.goOn(ctx, c)
}

// goesInto reports whether the answers that b and c have in common say the same in both.
func (b *Book) goesInto(c *Config) bool {
	return b.shelf == c.shelf() && *b.from.Model == *c.Model && b.from.Calendar == c.Calendar
}

// isOf reports whether reading c, which b goes into, would come to the same book on another
// moment.
func (b *Book) isOf(c *Config) bool {
	f := &b.from
	return sameSlice(f.Log.Answers, c.Log.Answers) && sameSlice(f.Log.Cards, c.Log.Cards) &&
		f.LeechThreshold == c.LeechThreshold && b.today == c.Calendar.Day(c.Now) &&
		maps.Equal(f.Retention, c.Retention) && f.Standings.equal(&c.Standings)
}

// sameSlice reports whether two slices are one. What they hold does not change.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// reckon works out how well every card is remembered today; of cards that stand as they
// did in a book of the same day and model, that is taken from there.
func (b *Book) reckon(before *Book) {
	b.recall = make([]float64, len(b.shelf.cards))
	s := &b.from.Standings
	for p := range s.pages {
		first := p * pageCards
		end := min(first+pageCards, len(b.recall))
		if before != nil && before.today == b.today && s.samePage(&before.from.Standings, p) {
			copy(b.recall[first:end], before.recall[first:end])
			continue
		}
		for i := first; i < end; i++ {
			if c := s.At(i); c.Phase != memory.New {
				b.recall[i] = b.from.Model.Recall(c.Memory, float64(b.today.Since(c.Last)))
			}
		}
	}
}

// past returns the answers of days up to today.
func (b *Book) past(answers []memory.Answer) []memory.Answer {
	b.ahead = aheadOf(answers, b.today)
	if b.ahead == 0 {
		return answers
	}
	kept := make([]memory.Answer, 0, len(answers)-b.ahead)
	for i := range answers {
		if answers[i].Day <= b.today {
			kept = append(kept, answers[i])
		}
	}
	return kept
}

// aheadOf returns how many answers are of days that are still to come.
func aheadOf(answers []memory.Answer, today memory.Day) int {
	n := 0
	for i := range answers {
		if answers[i].Day > today {
			n++
		}
	}
	return n
}

// numbers returns the numbers on the shelf of the cards that the answers number.
func (b *Book) numbers() []int32 {
	list := make([]int32, len(b.from.Log.Cards))
	for i, id := range b.from.Log.Cards {
		list[i] = b.shelf.find(id)
	}
	return list
}

// card returns how a card stands.
func (b *Book) card(i int) *Standing { return b.from.Standings.At(i) }

// seen reports whether a card has been answered.
func (b *Book) seen(i int) bool { return b.card(i).Phase != memory.New }

// Decks returns the decks that a view may be of, in the order of the library.
func (b *Book) Decks() []Deck { return b.shelf.decks }

// Answers returns how many answers the book holds.
func (b *Book) Answers() int { return len(b.records) }
