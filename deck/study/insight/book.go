package insight

import (
	"context"
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Config is what a [Book] is read from.
type Config struct {
	Log            progress.Log  // all answers that count
	Cards          []Card        // of the library, in its order
	Model          *memory.Model // by which memory is reckoned now
	Calendar       memory.Calendar
	Now            time.Time
	LeechThreshold int // lapses from which a card counts as a leech; 0: never
}

// A Book is a history that was read: every answer with its card, what was foretold
// of it and what came. It never changes, so that views of it may be made at any time,
// on any goroutine.
type Book struct {
	from     Config // what it was read from
	cards    []Card
	recall   []float64 // by card: chance that it is remembered today; 0 where it was never answered
	topicOf  []int32   // by card
	topics   []topic
	decks    []Deck
	records  []record // in the order of time
	calendar memory.Calendar
	now      time.Time
	today    memory.Day
	leech    int
	ahead    int // answers of days that are still to come
}

// A topic is a topic of a deck.
type topic struct {
	deck  int32 // of Book.decks
	title string
}

// none is the number of a card or topic that is not in the library.
const none = -1

// Read reads a history. It takes some tens of milliseconds for 200,000 answers.
//
// Answers of days that are still to come, which a clock that was set wrong leaves behind,
// are left out; views say so. Answers of cards that are no longer in the library count
// for all decks together.
func Read(ctx context.Context, c Config) (*Book, error) {
	b := &Book{
		from: c, cards: c.Cards, calendar: c.Calendar, now: c.Now,
		today: c.Calendar.Day(c.Now), leech: c.LeechThreshold,
	}
	number := b.shelve()
	b.reckon(c.Model)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	answers := b.past(c.Log.Answers)
	foretold, err := memory.Replay(ctx, answers, c.Model)
	if err != nil {
		return nil, err
	}
	cards := make([]int32, len(c.Log.Cards))
	for i, id := range c.Log.Cards {
		cards[i] = none
		if k, ok := number[id]; ok {
			cards[i] = k
		}
	}
	if err := b.record(ctx, answers, foretold, cards); err != nil {
		return nil, err
	}
	return b, nil
}

// Renew returns a book of c, as [Read] does, but it reads only if it would read something
// else than b was read from. Where the clock alone has gone on, within the study day, that
// takes next to no time. A nil book is always read.
func (b *Book) Renew(ctx context.Context, c Config) (*Book, error) {
	if b == nil || !b.isOf(&c) {
		return Read(ctx, c)
	}
	next := *b
	next.from, next.cards, next.now = c, c.Cards, c.Now
	return &next, ctx.Err()
}

// isOf reports whether reading c would come to the same book on another moment.
func (b *Book) isOf(c *Config) bool {
	f := &b.from
	return sameSlice(f.Log.Answers, c.Log.Answers) && sameSlice(f.Log.Cards, c.Log.Cards) &&
		*f.Model == *c.Model && f.LeechThreshold == c.LeechThreshold &&
		f.Calendar == c.Calendar && b.today == c.Calendar.Day(c.Now) &&
		slices.EqualFunc(f.Cards, c.Cards, func(x, y Card) bool { return x.equal(&y) })
}

// sameSlice reports whether two slices are one. What they hold does not change.
func sameSlice[T any](a, b []T) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// shelve numbers the topics and decks of the cards, and returns the cards' numbers.
func (b *Book) shelve() map[deck.CardID]int32 {
	number := make(map[deck.CardID]int32, len(b.cards))
	decks := make(map[deck.ID]int32)
	type place struct {
		deck  int32
		title string
	}
	topics := make(map[place]int32)
	b.topicOf = make([]int32, len(b.cards))
	for i := range b.cards {
		c := &b.cards[i]
		number[c.ID] = int32(i)
		if i > 0 && c.Deck == b.cards[i-1].Deck && c.Topic == b.cards[i-1].Topic {
			b.topicOf[i] = b.topicOf[i-1]
			continue
		}
		d, known := decks[c.Deck]
		if !known {
			d = int32(len(b.decks))
			decks[c.Deck] = d
			b.decks = append(b.decks, Deck{ID: c.Deck, Title: c.DeckTitle})
		}
		at := place{d, c.Topic}
		t, known := topics[at]
		if !known {
			t = int32(len(b.topics))
			topics[at] = t
			b.topics = append(b.topics, topic{deck: d, title: c.Topic})
			b.decks[d].Topics = append(b.decks[d].Topics, c.Topic)
		}
		b.topicOf[i] = t
	}
	return number
}

// reckon works out how well every card is remembered today.
func (b *Book) reckon(m *memory.Model) {
	b.recall = make([]float64, len(b.cards))
	for i := range b.cards {
		if c := &b.cards[i].State.Memory; c.Phase != memory.New {
			b.recall[i] = m.Recall(c.State, float64(b.today.Since(c.Last)))
		}
	}
}

// past returns the answers of days up to today.
func (b *Book) past(answers []memory.Answer) []memory.Answer {
	for i := range answers {
		if answers[i].Day > b.today {
			b.ahead++
		}
	}
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

// seen reports whether a card has been answered.
func (b *Book) seen(i int) bool { return b.cards[i].State.Memory.Phase != memory.New }

// Decks returns the decks that a view may be of, in the order of the library.
func (b *Book) Decks() []Deck { return b.decks }

// Answers returns how many answers the book holds.
func (b *Book) Answers() int { return len(b.records) }
