package study

import (
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/exam"
)

// ExamConfig returns what a plan for an exam starts from: the cards that count as they
// are now, the minutes that are left of today, and what answers take by the log. It is
// a copy, so that [exam.Make] can work on another goroutine. Suspended cards do not
// count. A prerequisite that does not count holds no card back: what is asked in the
// exam is to be learned.
func (d *Desk) ExamConfig(e exam.Exam, log []memory.Answer) exam.Config {
	at := d.moment()
	d.turnDay(at.today)
	learning, relearning := d.steps()
	parts := d.partsOf(e.Parts)
	c := exam.Config{
		Model:           d.scheduler.Model(),
		Retention:       d.preset.Retention,
		LearningSteps:   len(learning),
		RelearningSteps: len(relearning),
		MaximumInterval: d.preset.MaximumInterval,
		Costs:           workload.CostsOf(log),
		Today:           at.today,
		On:              e.On,
		Minutes:         MinutesFor(e, at.today, d.preset.Holidays),
		Parts:           len(e.Parts),
		Target:          float64(e.Target) / 100,
	}
	s := snapshot{parts: slices.Clone(e.Parts), day: at.today, doubts: d.doubts, costs: c.Costs}
	retention := 0.0
	for _, n := range d.layout.intro {
		if parts[n] == none {
			continue
		}
		for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
			if d.states[i].Suspended {
				continue
			}
			c.Cards = append(c.Cards, d.examCard(i, n, parts))
			s.cards = append(s.cards, i)
			retention += d.retention(d.layout.notes[n].deck)
		}
	}
	if len(c.Cards) > 0 {
		c.Retention = retention / float64(len(c.Cards))
	}
	if len(c.Minutes) > 0 {
		c.Spent = d.spentOn(parts, at.today).Minutes()
		c.Minutes[0] = max(0, c.Minutes[0]-c.Spent)
	}
	d.keepSnapshot(s)
	return c
}

// MinutesFor returns the minutes that a learner has for an exam on every day from today to
// the day before it: none in a holiday.
func MinutesFor(e exam.Exam, today memory.Day, holidays []Holiday) []float64 {
	minutes := e.Available(today)
	for _, h := range holidays {
		for day := max(h.From, today); day <= h.To && day.Since(today) < len(minutes); day++ {
			minutes[day.Since(today)] = 0
		}
	}
	return minutes
}

// examCard returns a card of a note as a plan sees it.
func (d *Desk) examCard(i, n int32, parts []int32) exam.Card {
	m := &d.states[i].Memory
	c := exam.Card{State: m.State, Last: m.Last, New: m.Phase == memory.New, Part: parts[n], Note: n}
	if !c.New {
		c.Due = d.dueDay(m)
		return c
	}
	for _, before := range d.layout.notes[n].after {
		if parts[before] != none && !d.metOrSuspended(before) {
			c.After = append(c.After, before)
		}
	}
	return c
}

// partsOf returns by note the first of the parts that it belongs to, or none.
func (d *Desk) partsOf(list []exam.Part) []int32 {
	type topic struct {
		deck  deck.ID
		topic string
	}
	first := make(map[topic]int32, len(list))
	for k, p := range slices.Backward(list) {
		first[topic{p.Deck, p.Topic}] = int32(k)
	}
	ofTopic := make([]int32, len(d.layout.topics))
	for t := range ofTopic {
		id := d.layout.decks[d.layout.topics[t].deck].deck.ID
		whole, inDeck := first[topic{deck: id}]
		own, inTopic := first[topic{id, d.layout.topics[t].title}]
		switch {
		case inDeck && inTopic:
			ofTopic[t] = min(whole, own)
		case inDeck:
			ofTopic[t] = whole
		case inTopic:
			ofTopic[t] = own
		default:
			ofTopic[t] = none
		}
	}
	parts := make([]int32, len(d.layout.notes))
	for n := range parts {
		parts[n] = ofTopic[d.layout.notes[n].topic]
	}
	return parts
}

// spentOn returns how long the learner has studied the cards of some notes on a day.
func (d *Desk) spentOn(parts []int32, day memory.Day) (total time.Duration) {
	for _, a := range d.past {
		if a.Kind == progress.Review && a.day == day && parts[d.layout.noteOf[a.card()]] != none {
			total += counted(a.took)
		}
	}
	return total
}

// A snapshot is which cards an [exam.Config] was about: a plan names them by their number.
type snapshot struct {
	parts  []exam.Part
	day    memory.Day
	doubts int // Desk.doubts at the time
	costs  workload.Costs
	cards  []int32
	used   bool // a plan that was made from it is followed
	mixed  bool // a plan may still come that was made from one with other cards
}

// snapshotsKept is how many snapshots are kept: plans for other exams may be looked at
// while one is being made for the exam that is followed.
const snapshotsKept = 4

// keepSnapshot keeps a snapshot, in place of an older one of the same exam.
func (d *Desk) keepSnapshot(s snapshot) {
	if old := d.snapshotOf(s.parts); old != nil {
		s.mixed = !old.used && !slices.Equal(old.cards, s.cards)
	}
	d.snapshots = slices.DeleteFunc(d.snapshots, func(old snapshot) bool { return slices.Equal(old.parts, s.parts) })
	d.snapshots = append(d.snapshots, s)
	if len(d.snapshots) > snapshotsKept {
		d.snapshots = slices.Delete(d.snapshots, 0, 1)
	}
}

// snapshotOf returns the last snapshot of what counts in an exam, or nil.
func (d *Desk) snapshotOf(parts []exam.Part) *snapshot {
	k := slices.IndexFunc(d.snapshots, func(s snapshot) bool { return slices.Equal(s.parts, parts) })
	if k < 0 {
		return nil
	}
	return &d.snapshots[k]
}
