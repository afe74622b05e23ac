package study

import (
	"slices"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
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
	today []planned  // the cards of the plan of the day, by place from 0
	known int        // Desk.doubts when the plan was begun: what has changed since, it does not know
}

// planned is a card in the plan of a day.
type planned struct {
	card  int32
	takes time.Duration // with the steps that follow on the day
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
	f.known = -1 // as long as it is not known which cards the plan means
	s := d.snapshotOf(e.Parts)
	if s == nil {
		s = &snapshot{day: f.day}
	} else if !s.mixed {
		f.known = s.doubts
	}
	f.day, s.used = s.day, true
	for _, number := range p.Today {
		if number < 0 || int(number) >= len(s.cards) {
			continue
		}
		if i := s.cards[number]; f.place[i] == 0 {
			f.today = append(f.today, planned{card: i})
			f.place[i] = int32(len(f.today))
		}
	}
	d.timePlan(f, &s.costs)
	d.follow = f
}

// timePlan says how long each card of the plan of the day takes: all of them together as
// long as the plan says, each its share by what answers take.
func (d *Desk) timePlan(f *following, costs *workload.Costs) {
	learning, relearning := d.steps()
	seconds, sum := make([]float64, len(f.today)), 0.0
	for k := range f.today {
		st := &d.states[f.today[k].card]
		if st.Memory.Phase == memory.New || st.Introduced == f.day { // begun while the plan was made
			seconds[k] = costs.Learn(len(learning))
		} else {
			recall := d.scheduler.Model().Recall(st.Memory.State, float64(f.day.Since(st.Memory.Last)))
			seconds[k] = costs.Ask(recall, len(relearning))
		}
		sum += seconds[k]
	}
	share := 1.0
	if len(f.plan.Days) > 0 && f.plan.Days[0].Minutes > 0 && sum > 0 {
		share = 60 * f.plan.Days[0].Minutes / sum
	}
	for k := range f.today {
		f.today[k].takes = time.Duration(seconds[k] * share * float64(time.Second))
	}
}

// Exam returns the exam that is followed, with its plan, of whose first day there is what
// is left of it; the days of one that was made on an earlier day begin today. There is none
// any more from the day of the exam on.
func (d *Desk) Exam() (exam.Exam, exam.Plan, bool) {
	today := d.today()
	if !d.follows(today) {
		return exam.Exam{}, exam.Plan{}, false
	}
	p := d.follow.plan
	over := min(today.Since(d.follow.day), len(p.Days))
	p.Days, p.LastNew = p.Days[over:], max(p.LastNew-over, -1)
	if d.follow.day == today && len(p.Days) > 0 {
		p.Days = slices.Clone(p.Days)
		p.Days[0] = d.leftOf(d.follow)
	}
	return d.follow.exam, p, true
}

// leftOf returns what is left of the plan of today.
func (d *Desk) leftOf(f *following) (left exam.Day) {
	var takes time.Duration
	for _, p := range f.today {
		switch s := &d.slots[p.card]; {
		case s.suspended, s.buriedOn == f.day:
		case s.inSteps():
			takes += d.stepTime(p.card)
		case s.answered && s.last == f.day:
		case s.phase == memory.New:
			left.New++
			takes += p.takes
		default:
			left.Reviews++
			takes += p.takes
		}
	}
	left.Minutes = takes.Minutes()
	return left
}

// StopFollowing returns to ordinary scheduling.
func (d *Desk) StopFollowing() { d.follow = nil }

// NeedsPlan reports whether the exam that is followed needs a new plan: the study day has
// turned since, or what is known of the cards was changed by more than answers here, or
// what was asked for today is done and the time for it is not over. Until it gets one,
// cards are asked as ever when the plan is of another day.
func (d *Desk) NeedsPlan() bool {
	today := d.today()
	return d.follows(today) && (d.follow.known != d.doubts || d.follow.day != today || d.leavesTime(d.follow))
}

// leavesTime reports whether the plan of today is done, and time left that it could use.
func (d *Desk) leavesTime(f *following) bool {
	if f.plan.Reaches || d.leftOf(f) != (exam.Day{}) {
		return false
	}
	minutes := MinutesFor(f.exam, f.day, d.preset.Holidays)
	return len(minutes) > 0 && f.plan.Leaves(60*minutes[0]-d.spentOn(f.parts, f.day).Seconds())
}

// follows reports whether there is an exam to be followed on a day.
func (d *Desk) follows(day memory.Day) bool { return d.follow != nil && day < d.follow.exam.On }

// doubtPlan says that plans, also those that are being made, were made for cards of which
// more is known by now.
func (d *Desk) doubtPlan() { d.doubts++ }

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
		if d.follow == nil || d.follow.covers(d.layout.noteOf[p.card]) {
			d.doubtPlan()
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

// takes returns how long a card in the plan of the day takes.
func (f *following) takes(i int32) time.Duration { return f.today[f.place[i]-1].takes }

// asks reports whether a card is in the plan of a day.
func (f *following) asks(i int32, day memory.Day) bool { return day == f.day && f.place[i] > 0 }

// asksFor counts the cards that the plan asks for on a day.
func (f *following) asksFor(day memory.Day) counts {
	if k := day.Since(f.day); f.day <= day && k < len(f.plan.Days) {
		return counts{fresh: f.plan.Days[k].New, reviews: f.plan.Days[k].Reviews}
	}
	return counts{}
}

// nextDay returns the first later day on which the plan asks for cards, at the latest that
// of the exam.
func (f *following) nextDay(after memory.Day) memory.Day {
	for k := max(0, after.Since(f.day)+1); k < len(f.plan.Days); k++ {
		if day := f.day + memory.Day(k); day < f.exam.On && f.asksFor(day).sum() > 0 {
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
