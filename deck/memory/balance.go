package memory

import (
	"slices"
	"time"
)

// Fuzz moves an interval to one of a few days anyway. When the scheduler knows how busy
// those days are it need not toss for it: it leans towards the days on which little is
// due, and away from those that the learner wants to keep free. The days remain those
// that fuzz may choose from, so memory pays nothing for it.

// A Load says how busy the days ahead are, so that a scheduler can choose among the days
// that fuzz may move a card to. It is read during a call and kept nowhere: who owns it may
// change it between two calls, but not during one.
type Load struct {
	From     Day        // the day that Due begins with
	Due      []int32    // cards due by day, from From on; no card is due on other days
	Easy     [7]float64 // share of the usual load that each time.Weekday takes: 1 the usual, 0 none
	Off      []Span     // days off, which are like a weekday that takes nothing
	Siblings []Day      // days on which other cards of the same note are due
}

// A Span is a number of days in a row. Both ends belong to it.
type Span struct {
	From Day `json:"from"`
	To   Day `json:"to"`
}

// Holds reports whether day d is one of the span.
func (s Span) Holds(d Day) bool { return s.From <= d && d <= s.To }

// AnswerWith returns what [Scheduler.Answer] does, but has load l choose among the days
// that fuzz may move the card to. A nil load, options without fuzz, and an interval above
// 90 days leave it at what Answer gives. The same card, seed and load always give the
// same answer.
func (s *Scheduler) AnswerWith(c Card, r Rating, now time.Time, today Day, seed uint64, l *Load) Card {
	if !r.Valid() {
		return c
	}
	f := s.forecast(&c, today, seed, l)
	// An interval depends on those of the worse answers, up from the one that starts
	// the order.
	worse := s.lowest
	if l != nil && len(s.relearning.delays) == 0 {
		worse = Again // which the load might put after Hard
	}
	for ; worse < r; worse++ {
		f.next(worse)
	}
	state, days := f.next(r)
	return s.place(&c, r, state, days, now, today)
}

// PreviewWith returns the card as AnswerWith would return it for each of the four
// ratings, Again first.
func (s *Scheduler) PreviewWith(c Card, now time.Time, today Day, seed uint64, l *Load) [4]Card {
	var cards [4]Card
	f := s.forecast(&c, today, seed, l)
	for i := range cards {
		r := Again + Rating(i)
		state, days := f.next(r)
		cards[i] = s.place(&c, r, state, days, now, today)
	}
	return cards
}

// Interval returns after how many whole days a card of the given stability is to be asked
// that was last answered on the study day last. It is at least least, if the maximum
// allows it, and moved by fuzz and load l as the interval of an answer is. It is for cards
// that are moved without being answered.
func (s *Scheduler) Interval(stability float64, last Day, least int, seed uint64, l *Load) int {
	interval := State{Stability: stability}.clamped().Stability * s.stretch
	return s.days(interval, max(least, 1), last, draw(seed), l)
}

// Intervals above this many days are not balanced: nobody knows yet how busy a day will
// be that is so far away, and fuzz spreads them widely.
const longestBalanced = 90

// Fuzz has fewer days than this to choose from for an interval that is balanced.
const mostCandidates = 16

// What the weight of a day is multiplied by, besides that of the fullest day that there is
// nothing against.
const (
	siblingWeight = 0.001  // another card of the note is due on it, and would give this one away
	offWeight     = 0.0001 // it takes nothing, or has more already than its share
)

// choose returns an interval from lower to upper, in days from the study day from on. The
// draw, 0 to below 1, falls on each of them by its weight.
func (l *Load) choose(from Day, lower, upper int, draw float64) int {
	upper = min(upper, lower+mostCandidates-1)
	var (
		due, share       [mostCandidates]float64
		allDue, allShare float64
	)
	for i := range upper - lower + 1 {
		day := dayOf(int64(from) + int64(lower+i))
		due[i], share[i] = l.due(day), l.share(day)
		allDue += due[i]
		allShare += share[i]
	}
	var (
		weights [mostCandidates]float64
		factors [mostCandidates]float64 // 1 for a day that there is nothing against
		least   = 1.0                   // weight of the fullest of those
	)
	for i := range upper - lower + 1 {
		weights[i], factors[i] = 1, 1
		if due[i] > 0 {
			// The second card on a day weighs less than the first, and of two days
			// that are alike the sooner is a little safer.
			weights[i] = 1 / (due[i] * due[i] * float64(lower+i))
		}
		// A day that takes a part of the usual load is open until it has that part of
		// what the other days have on average.
		if share[i] == 0 || share[i] < 1 && due[i]*(allShare-share[i]) > share[i]*(allDue-due[i]) {
			factors[i] = offWeight
		}
		if slices.Contains(l.Siblings, dayOf(int64(from)+int64(lower+i))) {
			factors[i] *= siblingWeight
		}
		if factors[i] == 1 {
			least = min(least, weights[i])
		}
	}
	total := 0.0
	for i := range upper - lower + 1 {
		if factors[i] < 1 {
			weights[i] *= factors[i] * least // or it would draw, when empty, what full days do not
		}
		total += weights[i]
	}
	at := draw * total
	for i := range upper - lower {
		if at < weights[i] {
			return lower + i
		}
		at -= weights[i]
	}
	return upper
}

// due returns how many cards are due on a day.
func (l *Load) due(d Day) float64 {
	if i := int64(d) - int64(l.From); i >= 0 && i < int64(len(l.Due)) {
		return float64(max(l.Due[i], 0))
	}
	return 0
}

// share returns what part of the usual load a day takes, 0 to 1. What is no number counts
// as the usual.
func (l *Load) share(d Day) float64 {
	for _, off := range l.Off {
		if off.Holds(d) {
			return 0
		}
	}
	if share := l.Easy[d.Weekday()]; share < 1 {
		return max(share, 0)
	}
	return 1
}
