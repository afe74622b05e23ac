package ui

import (
	"context"
	"errors"

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

	known bool // there is one
	plans int  // counts those that were begun, so that one that comes too late is dropped
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

func (w *Window) keepAhead() {
	if err := w.parts.Journal.SetSetting(w.ctx, examSetting, w.ahead); err != nil {
		w.Problem(err)
	}
}

// replan makes the plan of the exam that is followed anew. Until it is there, the cards
// are asked as they were.
func (w *Window) replan() {
	a := &w.ahead
	a.plans++
	if !a.known || !a.Followed || a.Exam.On <= w.Calendar().Day(w.Now()) {
		return
	}
	mine, e, desk, journal := a.plans, a.Exam, w.parts.Desk, w.parts.Journal
	w.Away(func() func() {
		log, err := journal.Log(w.ctx)
		return func() {
			if err != nil || w.ahead.plans != mine || w.parts.Desk != desk {
				w.planFailed(err)
				return
			}
			config := desk.ExamConfig(e, log.Answers)
			w.Away(func() func() {
				p, err := exam.Make(w.ctx, config, nil)
				return func() {
					if err != nil || w.ahead.plans != mine || w.parts.Desk != desk {
						w.planFailed(err)
						return
					}
					desk.Follow(e, p)
					w.Trace("planned %d", len(p.Today))
					w.refresh()
				}
			})
		}
	})
}

// planFailed says why there is no plan. That it came too late, or was not waited for, is no reason.
func (w *Window) planFailed(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
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
	if w.ahead.Followed {
		return
	}
	w.ahead.Exam, w.ahead.known = e, true
	w.keepAhead()
}

// Follow lets the desk ask by a plan, today and on the days until the exam.
func (w *Window) Follow(e exam.Exam, p exam.Plan) {
	w.ahead.plans++ // what is being planned is out of date
	w.ahead.Exam, w.ahead.Followed, w.ahead.known = e, true, true
	w.parts.Desk.Follow(e, p)
	w.keepAhead()
}

// StopFollowing returns to ordinary scheduling.
func (w *Window) StopFollowing() {
	w.ahead.plans++
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
