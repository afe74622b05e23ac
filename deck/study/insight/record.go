package insight

import (
	"context"
	"math"
	"sync"
	"time"

	"touchpoint/deck/memory"
)

// A record is one answer with all that views ask of it, small because there may be
// millions.
type record struct {
	day    memory.Day //
	card   int32      // of Shelf.cards, or none
	name   int32      // of the log
	topic  int32      // of Shelf.topics, or none
	took   int32      // ms that count
	recall float32    // what was foretold
	loss   float32    // surprise at the answer, in nats; only of what was foretold
	group  uint16     // of like answers, for the error by bins
	hour   uint8      // on the wall clock
	length uint8      // among lengthEdges
	point  uint8      // among pointEdges, of what was foretold
	is     trait
}

// A trait is something that is so of a record.
type trait uint8

// The traits.
const (
	recalled trait = 1 << iota // remembered, with whatever effort
	later                      // on another day than the card's last answer: evidence of recall
	cameBack                   // later, and to a card under review
	mature                     // of a stability of three weeks or more
	foretold                   // later, and something was foretold
	first                      // to a new card
)

const (
	// longest is the most time that an answer counts for, in ms: a learner who took
	// longer was away from the desk.
	longest = 60_000
	// matureFrom is the stability, in days, from which a card counts as mature; before
	// it is young.
	matureFrom = 21
	// sure keeps the surprise at an answer finite.
	sure = 1e-7
)

// recorders are how many goroutines join answers with what was foretold. What they make
// does not depend on it.
const recorders = 2

// record joins answers with what was foretold of them. Cards are the numbers in the book
// of the cards that the answers number. Every goroutine has cards of its own, because what
// an answer is worth depends on the ones before it.
func (b *Book) record(ctx context.Context, answers []memory.Answer, predictions []memory.Prediction, cards []int32) error {
	b.records = make([]record, len(answers))
	before := make([]trials, len(cards))
	var work sync.WaitGroup
	for part := range int32(recorders) {
		work.Go(func() {
			clock, n := wallClock{calendar: b.from.Calendar}, 0
			for i := range answers {
				a := &answers[i]
				if a.Card&(recorders-1) != part {
					continue
				}
				if n++; n%(1<<16) == 0 && ctx.Err() != nil {
					return
				}
				r := b.recordOf(a, &predictions[i], cards, before)
				r.hour = clock.hour(a.At, a.Day)
				b.records[i] = r
			}
		})
	}
	work.Wait()
	return ctx.Err()
}

// recordOf joins one answer with what was foretold of it.
func (b *Book) recordOf(a *memory.Answer, p *memory.Prediction, cards []int32, before []trials) record {
	r := record{
		day: a.Day, card: none, name: a.Card, topic: none,
		took: min(max(a.Took, 0), longest), is: traits(a, p),
	}
	r.length = lengthOf(r.took)
	if int(a.Card) < len(cards) && a.Card >= 0 {
		r.card = cards[a.Card]
		if p.Elapsed > 0 {
			r.group = before[a.Card].next(p.Elapsed, a.Rating)
		}
	}
	if r.card != none {
		r.topic = b.shelf.topicOf[r.card]
	}
	if r.is&foretold != 0 {
		r.recall = float32(p.Recall)
		r.point = pointOf(p.Recall)
		r.loss = float32(surprise(p.Recall, a.Rating != memory.Again))
	}
	return r
}

// traits returns what is so of an answer.
func traits(a *memory.Answer, p *memory.Prediction) trait {
	var is trait
	if a.Rating != memory.Again {
		is |= recalled
	}
	if a.Was == memory.New {
		return is | first
	}
	if p.Elapsed <= 0 {
		return is
	}
	is |= later
	if a.Was == memory.Review {
		is |= cameBack
	}
	// Of a card that came from elsewhere nothing is known but how long it rested.
	if p.Known && p.Stability >= matureFrom || !p.Known && p.Elapsed >= matureFrom {
		is |= mature
	}
	if p.Known {
		is |= foretold
	}
	return is
}

// surprise is the loss of a forecast: the negative logarithm of the chance that was
// given to what came.
func surprise(chance float64, came bool) float64 {
	chance = min(max(chance, sure), 1-sure)
	if !came {
		chance = 1 - chance
	}
	return -math.Log(chance)
}

// A wallClock tells the hour of moments. It remembers the study day that it was asked
// about last: asking the time zone about every answer would take long.
type wallClock struct {
	calendar memory.Calendar
	day      memory.Day
	known    bool
	steady   bool  // the clock is not changed on that day
	from, to int64 // the day, in Unix seconds
	offset   int64 // seconds ahead of UTC
}

func (c *wallClock) hour(ms int64, day memory.Day) uint8 {
	at := ms / 1000
	if !c.known || c.day != day {
		c.turn(day)
	}
	offset := c.offset
	if !c.steady || at < c.from || at >= c.to { // the calendar was another then, or the clock was changed
		offset = c.offsetAt(at)
	}
	const hour = 3600
	second := (at + offset) % (24 * hour)
	if second < 0 {
		second += 24 * hour
	}
	return uint8(second / hour)
}

func (c *wallClock) turn(day memory.Day) {
	c.known, c.day = true, day
	c.from, c.to = c.calendar.Start(day).Unix(), c.calendar.Start(day+1).Unix()
	c.offset = c.offsetAt(c.from)
	c.steady = c.offset == c.offsetAt(c.to-1)
}

func (c *wallClock) offsetAt(at int64) int64 {
	zone := c.calendar.Zone
	if zone == nil {
		return 0
	}
	_, offset := time.Unix(at, 0).In(zone).Zone()
	return int64(offset)
}

// trials are how often a card was asked and forgotten on later days.
type trials struct{ asked, forgotten int32 }

// next returns the group of a card's next answer on a later day, so many days after the
// one before, and counts it. Answers are alike that came after about as many days, about
// as many answers and about as many lapses; this is the grouping of the FSRS benchmark.
func (p *trials) next(elapsed int32, r memory.Rating) uint16 {
	p.asked++
	group := rung(elapsed, 3.62)<<8 | rung(p.asked+1, 1.89)<<4
	if p.forgotten > 0 {
		group |= min(1+rung(p.forgotten, 1.73), 15)
	}
	if r == memory.Again {
		p.forgotten++
	}
	return group
}

// groups is how many groups of like answers there may be.
const groups = 1 << 12

// rung returns on which rung of a ladder a number from 1 on stands, when every rung is so
// many times as high as the one before. It is at most 15.
func rung(n int32, times float64) uint16 {
	high, on := times, uint16(0)
	for float64(n) >= high && on < 15 {
		high *= times
		on++
	}
	return on
}
