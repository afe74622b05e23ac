package study

import (
	"slices"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/exam"
)

// following is an exam whose plan the desk asks by.
type following struct {
	exam  exam.Exam
	plan  exam.Plan
	day   memory.Day // study day that the plan was made on
	parts []int32    // by note: the part of the exam that it belongs to, or none
	place []int32    // by card: its place in the plan of the day, from 1; 0 when it is not in it
	stale bool       // what is known of the cards has changed by more than answers here
}

// Follow makes the desk ask by a plan, which was made from the last [Desk.ExamConfig] of
// the same exam: until the day of the exam, the cards that count are asked when the
// plan of the day has them, also before they are due and beyond the limits of a day, and
// otherwise not. They come first, in the order of the plan. Steps never wait. Everything
// else is asked as ever, within what the cards of the plan leave of the limits, and from
// the day of the exam on all cards are. A learner who otherwise studies the models alone
// is asked the other cards that count, too.
//
// Nothing is written for it: who follows a plan keeps the exam, and follows it again
// after a new start.
func (d *Desk) Follow(e exam.Exam, p exam.Plan) {
	f := &following{exam: e, plan: p, day: d.today(), parts: d.partsOf(e.Parts), place: make([]int32, len(d.slots))}
	s, ok := d.snapshotOf(e)
	if ok {
		f.day = s.day
	} else {
		f.stale = true // which cards the plan means is not known
	}
	for k, number := range p.Today {
		if number >= 0 && int(number) < len(s.cards) {
			f.place[s.cards[number]] = int32(k + 1)
		}
	}
	d.follow = f
}

// Exam returns the exam that is followed, with its plan. There is none any more from the
// day of the exam on.
func (d *Desk) Exam() (exam.Exam, exam.Plan, bool) {
	if !d.follows(d.today()) {
		return exam.Exam{}, exam.Plan{}, false
	}
	return d.follow.exam, d.follow.plan, true
}

// StopFollowing returns to ordinary scheduling.
func (d *Desk) StopFollowing() { d.follow = nil }

// NeedsPlan reports whether the exam that is followed needs a new plan: the study day has
// turned since, or what is known of the cards was changed by more than answers here.
// Until it gets one, cards are asked as ever when the plan is of another day.
func (d *Desk) NeedsPlan() bool {
	today := d.today()
	return d.follows(today) && (d.follow.stale || d.follow.day != today)
}

// follows reports whether there is an exam to be followed on a day.
func (d *Desk) follows(day memory.Day) bool { return d.follow != nil && day < d.follow.exam.On }

// doubtPlan says that a plan was made for cards of which more is known by now.
func (d *Desk) doubtPlan() {
	if d.follow != nil {
		d.follow.stale = true
	}
}

// sameMemory reports whether cards are remembered and asked alike under two options, as far
// as a plan is concerned.
func sameMemory(a, b *memory.Options) bool {
	return a.Weights == b.Weights && a.Retention == b.Retention && a.MaximumInterval == b.MaximumInterval &&
		a.LongTermOnly == b.LongTermOnly && len(a.LearningSteps) == len(b.LearningSteps) && len(a.RelearningSteps) == len(b.RelearningSteps)
}

// reconsider doubts the plan after an act, done or taken back, that is more than an answer
// to a card that counts.
func (d *Desk) reconsider(a *act) {
	switch a.Kind {
	case progress.Suspend, progress.Unsuspend, progress.Forget:
	default:
		return
	}
	for _, p := range a.parts {
		if d.follow != nil && d.follow.covers(d.layout.noteOf[p.card]) {
			d.follow.stale = true
			return
		}
	}
}

// planFor returns the plan by which cards are asked on a day, today or later, or nil. A
// plan of another day than the present one says nothing.
func (d *Desk) planFor(day memory.Day) *following {
	if !d.follows(day) || d.follow.day != d.tally.day || day < d.follow.day {
		return nil
	}
	return d.follow
}

// covers reports whether the cards of a note are asked by the plan.
func (f *following) covers(n int32) bool { return f != nil && f.parts[n] != none }

// asks reports whether a card is in the plan of a day.
func (f *following) asks(i int32, day memory.Day) bool { return day == f.day && f.place[i] > 0 }

// asksFor returns how many cards the plan asks for on a day.
func (f *following) asksFor(day memory.Day) int {
	if k := day.Since(f.day); f.day <= day && k < len(f.plan.Days) {
		return f.plan.Days[k].Reviews + f.plan.Days[k].New
	}
	return 0
}

// nextDay returns the first later day on which the plan asks for cards, at the latest that
// of the exam.
func (f *following) nextDay(after memory.Day) memory.Day {
	for k := max(0, after.Since(f.day)+1); k < len(f.plan.Days); k++ {
		if day := f.day + memory.Day(k); day < f.exam.On && f.asksFor(day) > 0 {
			return day
		}
	}
	return f.exam.On
}

// dealPlanned puts the cards of a note that counts in the exam into the hand: those in
// their steps as ever, and those of today's plan that were not answered today.
func (d *Desk) dealPlanned(h *hand, n int32, over int64) {
	f := h.follow
	for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
		s := &d.slots[i]
		switch {
		case s.suspended, s.buriedOn == h.at.today:
		case s.inSteps():
			h.step(i, s, over)
		case s.answered && s.last == h.at.today:
		case f.asks(i, h.at.today):
			h.planned = append(h.planned, i)
		}
	}
}

// step puts a card in its steps into the hand if its step is over, or will be soon.
func (h *hand) step(i int32, s *slot, over int64) {
	if s.due <= over {
		h.learning = append(h.learning, i)
	} else if s.due < h.nextStep {
		h.nextStep = s.due
	}
}

// orderPlanned puts the cards of the plan in its order, without new ones whose
// prerequisites, as far as they count in the exam, neither have been met nor come before
// them in the plan.
func (d *Desk) orderPlanned(h *hand) {
	if len(h.planned) == 0 {
		return
	}
	f := h.follow
	slices.SortFunc(h.planned, func(a, b int32) int { return int(f.place[a] - f.place[b]) })
	h.walk++
	kept := h.planned[:0]
	for _, i := range h.planned {
		n := d.layout.noteOf[i]
		if d.isNew(i) {
			if !d.readyForExam(n, h) {
				continue
			}
			h.marked[n] = h.walk
		}
		kept = append(kept, i)
	}
	h.planned = kept
}

// readyForExam reports whether the prerequisites of a note that count in the exam have
// been met or, with a hand, were passed in its present walk.
func (d *Desk) readyForExam(n int32, h *hand) bool {
	for _, before := range d.layout.notes[n].after {
		if !d.follow.covers(before) || h != nil && h.marked[before] == h.walk {
			continue
		}
		if !d.metOrSuspended(before) {
			return false
		}
	}
	return true
}

// firstPlanned returns the card of the plan to be asked first, or none.
func (d *Desk) firstPlanned(h *hand, not int32) int32 {
	for _, i := range h.planned {
		if i != not && (!d.isNew(i) || d.readyForExam(d.layout.noteOf[i], nil)) {
			return i
		}
	}
	return none
}

// isNew reports whether a card has never been answered.
func (d *Desk) isNew(i int32) bool { return d.slots[i].phase == memory.New }
