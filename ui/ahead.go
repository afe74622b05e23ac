package ui

import (
	"context"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/plan"
)

var _ plan.Host = (*Window)(nil)

// examSetting names the exam among the settings.
const examSetting = "exam"

// An ahead is what the learner prepares for, as it is kept.
type ahead struct {
	Exam     exam.Exam `json:"exam"`
	Followed bool      `json:"followed"`

	known bool               // there is one
	plans int                // counts those that were begun, so that one that comes too late is dropped
	stop  context.CancelFunc // ends the plan that is being made, nil when none is
	told  bool               // that no plan could be made
	fresh bool               // it has changed since it was kept
}

// follows reports whether there is an exam to be followed on a day.
func (a *ahead) follows(day memory.Day) bool { return a.known && a.Followed && a.Exam.On > day }

// drop ends the plan that is being made, if one is.
func (a *ahead) drop() {
	a.plans++
	if a.stop != nil {
		a.stop()
		a.stop = nil
	}
}

// readAhead reads the exam that was kept, and makes the plan for today if it is followed.
func (w *Window) readAhead() {
	found, err := w.parts.Journal.Setting(w.ctx, examSetting, &w.ahead)
	if err != nil {
		w.Problem(err)
	}
	w.ahead.known = found && err == nil
	w.replan()
}

// keepWait is how long a draft that is typed waits to be kept: the disk is not to be asked
// at every key.
const keepWait = time.Second

// keepAheadSoon keeps the exam in a moment, with what changes until then.
func (w *Window) keepAheadSoon() {
	if !w.ahead.fresh {
		w.ahead.fresh = true
		w.later(keepWait, w.keepFresh)
	}
}

// keepFresh keeps the exam if it has changed since it was kept.
func (w *Window) keepFresh() {
	if w.ahead.fresh {
		w.keepAhead()
	}
}

func (w *Window) keepAhead() {
	w.ahead.fresh = false
	if err := w.settings.SetSetting(w.ctx, examSetting, w.ahead); err != nil {
		w.Problem(err)
	}
}

// replan makes the plan of the exam that is followed anew. Until it is there, the cards
// are asked as they were.
func (w *Window) replan() {
	a := &w.ahead
	a.drop()
	if !a.follows(w.today()) {
		return
	}
	ctx, stop := context.WithCancel(w.ctx)
	mine, e, desk := a.plans, a.Exam, w.parts.Desk
	a.stop = stop
	w.Away(func() func() {
		log, err := w.Log(ctx)
		return func() {
			if w.ahead.plans != mine {
				return
			}
			if err != nil {
				w.planFailed(err)
				return
			}
			config := desk.ExamConfig(e, log)
			w.Away(func() func() {
				p, err := exam.Make(ctx, config, nil)
				return func() {
					if w.ahead.plans != mine {
						return
					}
					if err != nil {
						w.planFailed(err)
						return
					}
					w.ahead.drop()
					w.ahead.told = false
					desk.Follow(e, p)
					w.Trace("planned %d", len(p.Today))
					w.refresh()
				}
			})
		}
	})
}

// replanIfNeeded makes the plan anew when the desk asks for it and none is being made.
func (w *Window) replanIfNeeded() {
	if w.ahead.stop == nil && w.parts.Desk.NeedsPlan() {
		w.replan()
	}
}

// planFailed says why there is no plan, once: it is tried again every minute.
func (w *Window) planFailed(err error) {
	w.ahead.drop()
	if !w.ahead.told {
		w.ahead.told = true
		w.Problem(err)
	}
}

// OpenPlan shows what is ahead.
func (w *Window) OpenPlan() { w.goTo(planPlace) }

// Draft is the exam that was last worked on.
func (w *Window) Draft() (exam.Exam, bool) { return w.ahead.Exam, w.ahead.known }

// KeepDraft keeps an exam for the next time. If another one is followed, that ends only
// when the learner says so.
func (w *Window) KeepDraft(e exam.Exam) {
	if w.ahead.follows(w.today()) {
		return
	}
	w.ahead.Exam, w.ahead.known, w.ahead.Followed = e, true, false
	w.keepAheadSoon()
}

// Follow lets the desk ask by a plan, today and on the days until the exam.
func (w *Window) Follow(kept, planned exam.Exam, p exam.Plan) {
	w.ahead.drop() // it is out of date
	w.ahead.Exam, w.ahead.Followed, w.ahead.known = kept, true, true
	w.parts.Desk.Follow(planned, p)
	w.keepAhead()
}

// StopFollowing returns to ordinary scheduling.
func (w *Window) StopFollowing() {
	w.ahead.drop()
	w.ahead.Followed = false
	w.parts.Desk.StopFollowing()
	w.keepAhead()
}

// Holidays are those of the learner's choices.
func (w *Window) Holidays() []study.Holiday { return w.choices.Holidays }

// SetHolidays keeps them.
func (w *Window) SetHolidays(list []study.Holiday) {
	c := w.choices
	c.Holidays = list
	w.Choose(c)
}
