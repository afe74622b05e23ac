package study

import (
	"math"

	"touchpoint/deck/memory"
)

// MakeHoliday returns what would move so that nothing falls due in a holiday that is due
// now: those cards are asked before it or after it instead. They go where little is due,
// as near to their day as can be, and within what their memory allows: so that the odds
// of recall on the new day are at least half and at most twice those of their day. A
// card for which there is no such day comes right after the holiday. In a holiday that has
// begun, what has waited from earlier days waits on: it counts as due today.
//
// The first days after it are thinned as well, when they are fuller than the others:
// cards due then may wait, within a quarter of the odds.
//
// A holiday that is more than half a year away moves nothing yet: until then, most cards
// will be answered. It does not keep later answers from falling into the holiday; Preset.Holidays does.
func (d *Desk) MakeHoliday(h Holiday) Moves {
	p := d.planMoves()
	h.From = max(h.From, p.today)
	if h.Validate() != nil || h.From.Since(p.today) > farthestHoliday {
		return p.moves()
	}
	p.load.Off = append(append([]memory.Span(nil), p.load.Off...), memory.Span(h))
	around := p.around(h)
	usual := p.mean(around)
	var inside, after []int32
	p.movable(func(i int32) {
		switch day := max(p.due[i], p.today); {
		case h.Has(day):
			inside = append(inside, i)
		case day > h.To && day <= h.To+thinned:
			after = append(after, i)
		}
	})
	for _, i := range inside {
		p.lift(i)
	}
	for _, i := range inside {
		to, ok := p.nearby(i, around, usual, mostStrain)
		if !ok {
			to = p.firstAfter(h, usual)
		}
		p.put(i, to)
	}
	for _, i := range after {
		if k, ok := p.at(p.due[i]); ok && float64(p.days[k]) > fuller*usual {
			p.lift(i)
			to, ok := p.nearby(i, around, usual, littleStrain)
			if !ok {
				to = p.due[i]
			}
			p.put(i, to)
		}
	}
	return p.moves()
}

const (
	// farthestHoliday is how many days ahead a holiday may begin: so that it and the days
	// around it are among those that a planner counts.
	farthestHoliday = 180

	// shoulder is how many days before and after a holiday may take its cards, if it is no
	// longer itself.
	shoulder = 7

	// thinned is how many days after a holiday are thinned when they are fuller than usual.
	thinned = 5
	fuller  = 1.25
)

// How far a card may be moved: the change of the logarithm of the odds of recall.
var (
	mostStrain   = math.Log(2)
	littleStrain = math.Log(1.25)
)

// around returns the days before and after a holiday that may take its cards, and that
// the learner wants to study on.
func (p *planner) around(h Holiday) []memory.Day {
	reach := memory.Day(max(shoulder, h.Days()))
	var days []memory.Day
	for day := max(p.today, h.From-reach); day <= h.To+reach; day++ {
		if _, ok := p.at(day); ok && p.share(day) > 0 {
			days = append(days, day)
		}
	}
	return days
}

// mean returns how many cards are due on one of some days, and at least one.
func (p *planner) mean(days []memory.Day) float64 {
	sum, share := 0.0, 0.0
	for _, day := range days {
		k, _ := p.at(day)
		sum += float64(p.days[k])
		share += p.share(day)
	}
	return max(1, sum/max(share, 1))
}

// nearby returns the best of some days for a card that has been lifted: how full the day
// is counts, as a share of a usual day, and how far the recall of the card is moved, as a
// share of the most that it may be. It returns false when the memory of the card allows
// none of the days.
func (p *planner) nearby(i int32, days []memory.Day, usual, most float64) (memory.Day, bool) {
	d := p.desk
	m := &d.states[i].Memory
	model := d.rules[d.layout.deckOf(i)].scheduler.Model()
	odds := func(day memory.Day) float64 {
		// Within a hair of certain and of lost, so that the logarithm is a number.
		r := min(max(model.Recall(m.State, float64(day.Since(m.Last))), 1e-9), 1-1e-9)
		return math.Log(r / (1 - r))
	}
	siblings := p.siblings(i)
	own := odds(max(m.DueDay, p.today))
	best, least := memory.Day(0), math.Inf(1)
	for _, day := range days {
		strain := math.Abs(odds(day) - own)
		if strain > most || day <= m.Last {
			continue
		}
		k, _ := p.at(day)
		cost := (float64(p.days[k])+1)/(usual*p.share(day)) + strain/most
		for _, s := range siblings {
			if s == day {
				cost += siblingCost
			}
		}
		if cost < least {
			best, least = day, cost
		}
	}
	return best, !math.IsInf(least, 1)
}

// siblingCost keeps the cards of a note apart where another day is not much worse.
const siblingCost = 2

// firstAfter returns the first day after a holiday that is not full yet, or else the
// least full one of a week.
func (p *planner) firstAfter(h Holiday, usual float64) memory.Day {
	best, least := h.To+1, math.Inf(1)
	for day := h.To + 1; day <= h.To+shoulder; day++ {
		k, ok := p.at(day)
		if share := p.share(day); ok && share > 0 {
			fill := float64(p.days[k]) / (usual * share)
			if fill < fuller {
				return day
			}
			if fill < least {
				best, least = day, fill
			}
		}
	}
	return best
}
