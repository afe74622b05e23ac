package study

import (
	"cmp"
	"math"
	"slices"

	"touchpoint/deck/memory"
)

// A Backlog is what has piled up: review cards that are overdue.
type Backlog struct {
	Cards int     // overdue, due before today
	Usual float64 // review cards a day that there are when everything is asked on time
	Days  int     // over how many days it is best spread; 0 when there is none
	Large bool    // it is more than two usual days, and worth a word
}

const (
	// usualDays is how many usual days a backlog may come to without a word, and
	// smallBacklog how many cards.
	usualDays    = 2
	smallBacklog = 20

	// onTop is how much of a usual day a spread backlog adds to a day, if there is time.
	onTop = 0.5

	// The range of days that a backlog is spread over.
	leastSpread = 2
	mostSpread  = 60
)

// Backlog returns what has piled up.
func (d *Desk) Backlog() Backlog {
	var b Backlog
	p := d.planMoves()
	p.ordinary(func(i int32) {
		s := &d.slots[i]
		if s.due < int64(p.today) {
			b.Cards++
		}
		b.Usual += 1 / float64(max(1, memory.Day(s.due).Since(s.last)))
	})
	if b.Cards == 0 {
		return b
	}
	b.Large = b.Cards >= smallBacklog && float64(b.Cards) > usualDays*b.Usual
	b.Days = min(max(int(math.Ceil(float64(b.Cards)/(onTop*max(b.Usual, smallBacklog)))), leastSpread), mostSpread)
	return b
}

// ordinary calls visit with each movable card that is asked when it falls due, and not by
// the plan of an exam.
func (p *planner) ordinary(visit func(i int32)) {
	d := p.desk
	f := d.planFor(p.today)
	p.movable(func(i int32) {
		if !f.covers(d.layout.noteOf[i]) {
			visit(i)
		}
	})
}

// SpreadBacklog returns what would move if the overdue cards were spread over so many
// days, of which today is the first, so that with what is due anyway the days come out
// even. The cards that are most worth saving come first: those that lose most by waiting
// until the last of the days, per minute that they take. What a card loses is stability
// that was built up: the expected logarithm of its stability after it has been asked,
// because every review multiplies stability, so that this is how many reviews it takes to
// build it up again. A firm card that is being forgotten just now comes first. One that is
// well known can wait, for which its stability even grows, and so can one of which next to
// nothing is left.
//
// Played through with breaks of 7 to 150 days and the same minutes on each day
// (BenchmarkBacklogRule), about as much is known on the days that follow as when the least known cards come
// first, more after a long break, and always more than when the best known come first.
func (d *Desk) SpreadBacklog(days int) Moves {
	p := d.planMoves()
	days = min(max(days, 1), mostSpread)
	var list []late
	p.ordinary(func(i int32) {
		if d.slots[i].due < int64(p.today) {
			list = append(list, late{card: i, worth: p.worth(i, days)})
		}
	})
	// Those of equal worth in the order of the library, so that it is the same every time.
	slices.SortStableFunc(list, func(a, b late) int { return cmp.Compare(b.worth, a.worth) })
	for _, l := range list {
		p.lift(l.card)
	}
	room := p.level(days, len(list))
	for _, l := range list {
		k := p.firstRoom(room, l.card)
		room[k]--
		p.put(l.card, p.today+memory.Day(k))
	}
	return p.moves()
}

// late is a card that is overdue.
type late struct {
	card  int32
	worth float64 // what it loses by waiting to the last day, per second that it takes
}

// worth returns what a card loses by waiting to the last of some days, per second.
func (p *planner) worth(i int32, days int) float64 {
	d := p.desk
	model := d.rules[d.layout.deckOf(i)].scheduler.Model()
	m := &d.states[i].Memory
	elapsed := p.today.Since(m.Last)
	lost := firmness(model, m.State, elapsed) - firmness(model, m.State, elapsed+days-1)
	return lost / d.askTime(model.Recall(m.State, float64(elapsed)))
}

// firmness returns the expected logarithm of the stability of a card that is asked some
// days after its last answer.
func firmness(m *memory.Model, s memory.State, elapsed int) float64 {
	recall := m.Recall(s, float64(elapsed))
	return recall*math.Log(m.Next(s, memory.Good, elapsed).Stability) +
		(1-recall)*math.Log(m.Next(s, memory.Again, elapsed).Stability)
}

// askTime returns the seconds that a review takes, with the steps after a lapse; at least
// one.
func (d *Desk) askTime(recall float64) float64 {
	_, relearning := d.steps()
	review, step := d.pace.review.mean(reviewTime), d.pace.step.mean(stepTime)
	return max(1, review.Seconds()+(1-recall)*float64(len(relearning))*step.Seconds())
}

// level returns how many of some cards to lay on each of some days from today on so that
// the days become as even as they can, as the learner wants each day to be.
func (p *planner) level(days, cards int) []int {
	share := p.shares(days)
	room := make([]int, days)
	for range cards {
		best, least := 0, math.Inf(1)
		for k := range room {
			if share[k] == 0 {
				continue
			}
			if fill := (float64(p.days[k]) + float64(room[k]) + 1) / share[k]; fill < least {
				best, least = k, fill
			}
		}
		room[best]++
	}
	return room
}

// shares returns what share of the usual load days take, from today on. If none is to take
// any, all take the same.
func (p *planner) shares(days int) []float64 {
	share := make([]float64, days)
	sum := 0.0
	for k := range share {
		share[k] = p.share(p.today + memory.Day(k))
		sum += share[k]
	}
	if sum == 0 {
		for k := range share {
			share[k] = 1
		}
	}
	return share
}

// share returns what share of the usual load a day takes.
func (p *planner) share(day memory.Day) float64 {
	for _, off := range p.load.Off {
		if off.Holds(day) {
			return 0
		}
	}
	return p.load.Easy[day.Weekday()]
}

// firstRoom returns the first day with room on which no sibling of the card is due; if
// there is none, the first with room.
func (p *planner) firstRoom(room []int, i int32) int {
	siblings := p.siblings(i)
	first := none
	for k := range room {
		if room[k] == 0 {
			continue
		}
		if !slices.Contains(siblings, p.today+memory.Day(k)) {
			return k
		}
		if first == none {
			first = k
		}
	}
	return max(first, 0)
}
