package study

import (
	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// workloadDays is how far a look at the workload goes.
const workloadDays = 365

// Workload returns what a look at the workload of the next year starts from: the cards as
// they are now, the present options, and what answers take by the log. It is a copy, for
// use on another goroutine. A deck that is studied in a way of its own is a part with the
// retention and the new cards of that; what it allows of reviews a day is left out. Cards
// that are not asked, because they are suspended or because the learner studies the models
// alone, are left out too.
func (d *Desk) Workload(log []memory.Answer) workload.Config {
	learning, relearning := d.steps()
	c := workload.Config{
		Model:           d.scheduler.Model(),
		Costs:           workload.CostsOf(log),
		Today:           d.today(),
		Days:            workloadDays,
		NewPerDay:       d.preset.NewPerDay,
		LearningSteps:   len(learning),
		RelearningSteps: len(relearning),
		MaximumInterval: d.preset.MaximumInterval,
	}
	for k := range d.layout.decks {
		if !d.rules[k].Own {
			c.Cards, c.NewLeft = d.workOf(k, c.Cards, c.NewLeft)
			continue
		}
		p := workload.Part{Retention: d.retention(int32(k)), NewPerDay: d.rules[k].NewPerDay}
		p.Cards, p.NewLeft = d.workOf(k, nil, 0)
		if len(p.Cards)+p.NewLeft > 0 {
			c.Own = append(c.Own, p)
		}
	}
	return c
}

// workOf adds the cards of a deck that are begun, and the number of its new ones.
func (d *Desk) workOf(k int, cards []workload.Card, fresh int) ([]workload.Card, int) {
	v := &d.layout.decks[k]
	for n := v.from; n < v.to; n++ {
		if d.preset.ModelsOnly && d.layout.notes[n].model == none {
			continue
		}
		for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
			m := &d.states[i].Memory
			switch {
			case d.states[i].Suspended:
			case m.Phase == memory.New:
				fresh++
			default:
				cards = append(cards, workload.Card{State: m.State, Last: m.Last, Due: d.dueDay(m)})
			}
		}
	}
	return cards, fresh
}

// dueDay returns the study day on which a card that is not new falls due.
func (d *Desk) dueDay(m *memory.Card) memory.Day {
	if m.Phase == memory.Review {
		return m.DueDay
	}
	return d.calendar.Day(m.DueAt)
}
