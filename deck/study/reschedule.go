package study

import "touchpoint/deck/memory"

// A card moves materially when the odds that it is remembered on the day it is due are
// less than leastOdds of the odds that are wanted, or more than mostOdds.
const (
	leastOdds = 0.75
	mostOdds  = 1.25
)

// Reschedule returns what would move if every card were due when the present weights and
// retention say, counted from its last answer. Only cards that would move materially do:
// those of which the chance of recall on the day they are due lies so far from what is
// wanted that the odds are less than three quarters or more than five quarters of the
// wanted odds; of a card that no interval is long enough for, that is what the longest
// leads to. The new days are spread as those of answers are, by fuzz and balance. No
// card becomes due before today: one whose day has passed is asked today, or as much
// later as fuzz allows after so long a time, but no later than it is due now. Cards that
// are overdue and stay so are left to [Desk.SpreadBacklog].
func (d *Desk) Reschedule() Moves {
	p := d.planMoves()
	p.movable(func(i int32) {
		k := d.layout.deckOf(i)
		m := &d.states[i].Memory
		recall := d.rules[k].scheduler.Model().Recall(m.State, float64(m.DueDay.Since(m.Last)))
		interval := d.interval(k, m.State.Stability)
		wanted := d.rules[k].scheduler.Model().Recall(m.State, interval)
		if atOdds(wanted, leastOdds) <= recall && recall <= atOdds(wanted, mostOdds) {
			return
		}
		elapsed := p.today.Since(m.Last)
		late := interval < float64(elapsed)
		if late && m.DueDay <= p.today {
			return // it is asked today already
		}
		p.lift(i)
		to := max(p.wanted(i, m, elapsed, late), p.today) // the longest interval may be over
		if late {
			to = min(to, m.DueDay)
		}
		p.put(i, to)
	})
	return p.moves()
}

// atOdds returns the chance whose odds are so many times those of another.
func atOdds(chance, times float64) float64 { return times * chance / (1 - chance + times*chance) }

// interval returns after how many days, with fractions, a card of a deck is wanted again.
func (d *Desk) interval(k int32, stability float64) float64 {
	return min(d.rules[k].scheduler.Model().Interval(stability, d.retention(k)), float64(d.preset.MaximumInterval))
}

// wanted returns the day on which a card is to be asked that was answered some days ago;
// of one that is late already, a day from today on that is as near as fuzz has it for an
// interval of as long as has passed.
func (p *planner) wanted(i int32, m *memory.Card, elapsed int, late bool) memory.Day {
	k := p.desk.layout.deckOf(i)
	s := p.desk.rules[k].scheduler
	stability := m.State.Stability
	if late {
		stability *= float64(elapsed) / p.desk.interval(k, stability)
	}
	p.siblings(i)
	seed := memory.Seed(string(p.desk.layout.cards[i].ID), m.Reps)
	return m.Last + memory.Day(s.Interval(stability, m.Last, elapsed, seed, &p.load))
}
