package insight

import (
	"context"

	"touchpoint/deck/memory"
)

// mostNew is the share of new answers, one in so many, from which reading everything anew
// takes no longer.
const mostNew = 8

// goOn returns a book of c, which b goes into: the records of the answers that both have are
// taken over, and only the cards with other answers are played through again.
func (b *Book) goOn(ctx context.Context, c Config) (*Book, error) {
	next := c.open()
	answers := c.Log.Answers
	old := b.common(&c)
	if b.ahead > 0 || len(answers)-old > len(answers)/mostNew || aheadOf(answers, next.today) > 0 {
		return Read(ctx, c)
	}
	next.reckon(b)
	next.records = make([]record, len(answers))
	copy(next.records, b.records[:old])
	if err := next.recordFrom(ctx, old); err != nil {
		return nil, err
	}
	return next, ctx.Err()
}

// common returns how many of the first answers b and c have in common, under the same
// numbers of cards; 0 if their cards are numbered in other ways.
func (b *Book) common(c *Config) int {
	was, is := &b.from.Log, &c.Log
	for i := range min(len(was.Cards), len(is.Cards)) {
		if was.Cards[i] != is.Cards[i] {
			return 0
		}
	}
	n := min(len(was.Answers), len(is.Answers))
	for i := range n {
		if was.Answers[i] != is.Answers[i] {
			return i
		}
	}
	return n
}

// recordFrom makes the records of the answers from one on. What an answer is worth depends
// on those of its card before it, so these are played through, but no others.
func (b *Book) recordFrom(ctx context.Context, from int) error {
	log := &b.from.Log
	asked, cards := make([]bool, len(log.Cards)), make([]int32, len(log.Cards))
	for i := from; i < len(log.Answers); i++ {
		if n := log.Answers[i].Card; !asked[n] {
			asked[n], cards[n] = true, b.shelf.find(log.Cards[n])
		}
	}
	var answers []memory.Answer
	var places []int32
	for i := range log.Answers {
		if a := &log.Answers[i]; asked[a.Card] {
			answers, places = append(answers, *a), append(places, int32(i))
		}
	}
	foretold, err := memory.Replay(ctx, answers, b.from.Model)
	if err != nil {
		return err
	}
	before, clock := make([]trials, len(log.Cards)), wallClock{calendar: b.from.Calendar}
	for k := range answers {
		r := b.recordOf(&answers[k], &foretold[k], cards, before)
		if i := int(places[k]); i >= from {
			r.hour = clock.hour(answers[k].At, answers[k].Day)
			b.records[i] = r
		}
	}
	return nil
}
