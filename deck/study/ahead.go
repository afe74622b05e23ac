package study

import (
	"touchpoint/deck/memory"
)

// aheadDays is how far ahead the due cards are counted: as far as fuzz can move an
// interval of 90 days, the longest that is balanced.
const aheadDays = 99

// ahead says how busy the days are that an answer can lead to.
type ahead struct {
	due  [aheadDays]int32 // cards in review by the day they fall due, from Desk.recallOn; those overdue on the first
	load memory.Load      // what a scheduler is given; Siblings is filled in for each card
	on   bool             // there is something to balance by
}

// prepare takes from a preset what concerns the days ahead.
func (a *ahead) prepare(p *Preset) {
	a.load = memory.Load{Easy: p.Easy, Siblings: a.load.Siblings[:0]}
	if p.Easy == [7]float64{} {
		a.load.Easy = UsualWeek()
	}
	for _, h := range p.Holidays {
		a.load.Off = append(a.load.Off, memory.Span(h))
	}
	if p.Balance {
		a.load.Due = a.due[:]
	}
	a.on = p.Fuzz && (p.Balance || len(a.load.Off) > 0 || a.load.Easy != UsualWeek())
}

// inReview reports whether the card falls due on a day, and will be asked then.
func (s *slot) inReview() bool { return s.phase == memory.Review && !s.suspended }

// countAhead counts a card that falls due; n is 1, or -1 to take it out again.
func (d *Desk) countAhead(s *slot, n int32) {
	if !s.inReview() {
		return
	}
	if day := max(0, s.due-int64(d.recallOn)); day < aheadDays {
		d.ahead.due[day] += n
	}
}

// given returns a card as each of the four answers would leave it: on the better of
// the days that fuzz leaves to choose from.
func (d *Desk) given(i int32, m memory.Card, at moment) [4]memory.Card {
	s := d.rules[d.layout.deckOf(i)].scheduler
	seed := memory.Seed(string(d.layout.cards[i].ID), m.Reps)
	if !d.ahead.on {
		return s.Preview(m, at.now, at.today, seed)
	}
	// The card itself is where it is only until it is answered.
	d.countAhead(&d.slots[i], -1)
	defer d.countAhead(&d.slots[i], 1)
	return s.PreviewWith(m, at.now, at.today, seed, d.loadFor(i))
}

// loadFor returns how busy the days ahead are, seen from a card.
func (d *Desk) loadFor(i int32) *memory.Load {
	l := &d.ahead.load
	l.From = d.recallOn
	l.Siblings = l.Siblings[:0]
	n := &d.layout.notes[d.layout.noteOf[i]]
	for k := n.first; k < n.end; k++ {
		if s := &d.slots[k]; k != i && s.inReview() {
			l.Siblings = append(l.Siblings, memory.Day(s.due))
		}
	}
	return l
}
