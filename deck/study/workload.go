package study

import (
	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// workloadDays is how far a look at the workload goes.
const workloadDays = 365

// Workload returns what a look at the workload of the next year starts from: the cards as
// they are now, the present options, and what answers take by the log. It is a copy, for
// use on another goroutine. Cards that are not asked, because they are suspended or
// because the learner studies the models alone, are left out.
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
	for n := range d.layout.notes {
		if d.preset.ModelsOnly && d.layout.notes[n].model == none {
			continue
		}
		for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
			m := &d.states[i].Memory
			switch {
			case d.states[i].Suspended:
			case m.Phase == memory.New:
				c.NewLeft++
			default:
				c.Cards = append(c.Cards, workload.Card{State: m.State, Last: m.Last, Due: d.dueDay(m)})
			}
		}
	}
	return c
}

// dueDay returns the study day on which a card that is not new falls due.
func (d *Desk) dueDay(m *memory.Card) memory.Day {
	if m.Phase == memory.Review {
		return m.DueDay
	}
	return d.calendar.Day(m.DueAt)
}
