package ui

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/plan"
	"touchpoint/ui/settings"
	"touchpoint/ui/today"
)

// A while after the start, when the learner is at work and nothing waits for the disk, the
// program looks whether it can learn something about the answers; and then once in a while.
const (
	firstFit = 20 * time.Second
	nextFit  = 3 * time.Hour
)

// fitAtTimes fits the memory model to the learner whenever that is worth doing again,
// until the window closes.
func (w *Window) fitAtTimes() {
	keeper := w.parts.Fitter
	if keeper == nil {
		return
	}
	w.work.Go(func() {
		wait := time.NewTimer(cmp.Or(w.config.FitAfter, firstFit))
		defer wait.Stop()
		for {
			select {
			case <-w.ctx.Done():
				return
			case <-wait.C:
			}
			w.config.Schedule(w.fitIfDue)
			wait.Reset(nextFit)
		}
	})
}

// readAnswers has Insight read all answers as soon as the first frame is up, so that its
// first visit finds that done, or nearly so.
func (w *Window) readAnswers() {
	w.probe.begin(func() { w.OnUI(func() { w.figures().Prepare() }) })
}

// fitIfDue fits the model if the learner has not switched that off and it is time.
func (w *Window) fitIfDue() {
	if w.ctx.Err() != nil || !w.choices.AutoFit {
		return
	}
	keeper, options := w.parts.Fitter, w.fitOptions()
	w.Away(func() func() {
		r, err := fitWhenDue(w.ctx, keeper, options)
		if err != nil && w.ctx.Err() == nil {
			slog.Warn("learn about the learner", "err", err) // what was known before still holds
		}
		if err != nil || r.Outcome != fitting.Fitted {
			return func() {}
		}
		return func() { w.Renewed(r) }
	})
}

func fitWhenDue(ctx context.Context, keeper *fitting.Keeper, o memory.FitOptions) (fitting.Report, error) {
	due, err := keeper.Due(ctx)
	if err != nil || !due {
		return fitting.Report{}, err
	}
	return keeper.Run(ctx, o, nil)
}

// fitOptions say what of the learner's choices matters for fitting.
func (w *Window) fitOptions() memory.FitOptions {
	return memory.FitOptions{TrainingOptions: memory.TrainingOptions{RelearningSteps: len(w.choices.Relearning)}}
}

// Renewed takes the weights into use that the journal holds now, moves cards if the
// learner asked for that, and says what was learned.
func (w *Window) Renewed(r fitting.Report) {
	w.Trace("fitted %s", r.Outcome)
	if err := w.parts.Desk.Renew(w.ctx, w.parts.Journal.Weights()); err != nil {
		w.Problem(err)
		return
	}
	w.replan()
	w.anew()
	if w.choices.MoveAfter && r.Outcome == fitting.Fitted && w.moveAfterFit(r) {
		return
	}
	w.tellLearned(r)
}

// anew shows on the screen that more has changed than the clock.
func (w *Window) anew() {
	if s, ok := w.screen.(*plan.Screen); ok && !dialogs.Open(w.Canvas()) {
		s.Anew()
		return
	}
	w.refresh()
}

// tellLearned says what was learned; with more of it to be read, unless it stands on the
// screen. What is said already is not taken away: it may offer to take something back.
func (w *Window) tellLearned(r fitting.Report) {
	switch {
	case w.at == settingsPlace:
		w.Toast(r.Sentence(), "", "", nil)
	case w.toast.Visible():
		w.later(toastTime, func() { w.tellLearned(r) })
	default:
		w.Toast(r.Sentence(), "More", "", func() { w.goTo(settingsPlace) })
	}
}

// later does something on the window's goroutine after a while, unless it is closed by then.
func (w *Window) later(wait time.Duration, do func()) {
	time.AfterFunc(wait, func() { w.OnUI(do) })
}

// moveAfterFit makes cards due when the new weights say, and reports whether any had to
// move. It is taken back on the screen on which that is offered.
func (w *Window) moveAfterFit(r fitting.Report) bool {
	desk := w.parts.Desk
	act, err := desk.Move(w.ctx, desk.Reschedule())
	if err != nil {
		w.Problem(err)
		return true
	}
	if act.Cards == 0 {
		return false
	}
	turn := func(do func(context.Context) (study.Act, error)) func() bool {
		return func() bool {
			_, err := do(w.ctx)
			if err != nil {
				w.Problem(err)
			}
			w.anew()
			return err == nil
		}
	}
	w.anew()
	back, key := turn(desk.Undo), ""
	offer := func() { back() }
	if s, ok := w.screen.(historian); ok {
		s.Did(back, turn(desk.Redo))
		offer, key = func() { s.Undo() }, "Ctrl+Z"
	}
	w.Toast(r.Sentence()+" "+act.Title+".", "Undo", key, offer)
	return true
}

// A historian is a screen that knows what was done on it, to be taken back and done again.
type historian interface {
	Did(back, again func() bool)
	Undo() bool
	Redo() bool
}

var (
	_ historian = (*today.Screen)(nil)
	_ historian = (*settings.Screen)(nil)
	_ historian = (*plan.Screen)(nil)
)

// Log returns all answers that count, in the order of time. It is asked away from the
// window's goroutine.
func (w *Window) Log(ctx context.Context) ([]memory.Answer, error) {
	log, err := w.parts.Journal.Log(ctx)
	return log.Answers, err
}

var _ settings.Host = (*Window)(nil)
