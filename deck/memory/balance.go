package memory

import "time"

// A Load says how busy the days ahead are, so that a scheduler can choose among the days
// that fuzz may move a card to: rather one on which little is due. It is read during
// one call and kept nowhere, so who owns it may change it between two calls.
type Load struct {
	From     Day        // the day that Due begins with
	Due      []int32    // cards due by day, from From on; other days have none
	Easy     [7]float64 // share of the usual load that each time.Weekday takes: 1 the usual, 0 none
	Off      []Span     // days off, as a weekday that takes nothing
	Siblings []Day      // days on which other cards of the same note are due
}

// A Span is a number of days in a row. Both ends belong to it.
type Span struct {
	From Day `json:"from"`
	To   Day `json:"to"`
}

// Holds reports whether day d is one of the span.
func (s Span) Holds(d Day) bool { return s.From <= d && d <= s.To }

// UsualLoad returns a load of no cards in which every weekday is a usual one.
func UsualLoad(from Day) Load {
	return Load{From: from, Easy: [7]float64{1, 1, 1, 1, 1, 1, 1}}
}

// AnswerWith returns what [Scheduler.Answer] does, with the interval chosen by load l: see
// [Load]. A nil load is none. For the same load, card and seed the answer is the same.
func (s *Scheduler) AnswerWith(c Card, r Rating, now time.Time, today Day, seed uint64, l *Load) Card {
	return s.Answer(c, r, now, today, seed)
}

// PreviewWith returns the card as AnswerWith would return it for each of the four
// ratings, Again first.
func (s *Scheduler) PreviewWith(c Card, now time.Time, today Day, seed uint64, l *Load) [4]Card {
	return s.Preview(c, now, today, seed)
}

// Interval returns after how many whole days a card of the given stability is to be asked
// that was last answered on the study day last: at least least, as far as the maximum
// allows it, moved by fuzz and by load l as the interval of an answer is. It is for cards
// that are moved without an answer.
func (s *Scheduler) Interval(stability float64, last Day, least int, seed uint64, l *Load) int {
	return s.days(s.model.Interval(stability, 0.9)*s.stretch, max(least, 1), draw(seed))
}
