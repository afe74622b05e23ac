package fitting

import (
	"context"
	"errors"
	"slices"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// reportKey is the setting in which the last report is kept.
const reportKey = "fitting"

// When fitting is worth doing again.
const (
	leastAnswers = 100                 // before that chance says more than the learner
	leastNew     = 50                  // answers since the last time
	growth       = 4                   // a fourth more answers are reason enough
	interval     = 30 * 24 * time.Hour // and so is a month with some
)

// A Journal is what a keeper needs of the learner's journal.
type Journal interface {
	Log(ctx context.Context) (progress.Log, error)
	AnswerCount(ctx context.Context) (int, error)
	Weights() memory.Weights
	Adoptions(ctx context.Context) ([]progress.Adoption, error)
	Adopt(ctx context.Context, w memory.Weights, tell func(done, total int)) (changed int, err error)
	Setting(ctx context.Context, key string, into any) (found bool, err error)
	SetSetting(ctx context.Context, key string, value any) error
}

var _ Journal = (*progress.Journal)(nil)

// A Keeper keeps the weights of a journal fitted to its learner. Its methods may be called
// from several goroutines; those that change the weights take turns.
type Keeper struct {
	journal  Journal
	now      func() time.Time
	calendar func() memory.Calendar
	turn     chan struct{} // holds something while the weights are being changed
}

// New returns the keeper of a journal. The calendar is asked anew each time, because the
// learner may change it.
func New(journal Journal, now func() time.Time, calendar func() memory.Calendar) *Keeper {
	return &Keeper{journal: journal, now: now, calendar: calendar, turn: make(chan struct{}, 1)}
}

// begin waits until it is this caller's turn to change the weights, or ctx ends. After it,
// end lets the next one begin.
func (k *Keeper) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case k.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (k *Keeper) end() { <-k.turn }

// Due reports whether fitting is worth doing again: there are at least 100 answers, and at
// least 50 since anything was done about the weights last; and these are a fourth more, or
// 30 days have passed. It takes a few milliseconds.
func (k *Keeper) Due(ctx context.Context) (bool, error) {
	count, err := k.journal.AnswerCount(ctx)
	if err != nil || count < leastAnswers {
		return false, err
	}
	last, found, err := k.Last(ctx)
	if err != nil && !errors.Is(err, progress.ErrInvalid) {
		return false, err
	}
	if err != nil || !found { // a report that cannot be read is none
		return true, nil
	}
	fresh := count - last.Counted
	if fresh < leastNew {
		return false, nil
	}
	// A report from the far future was made while the clock was wrong, and says nothing.
	return fresh >= last.Counted/growth || k.now().Sub(last.At).Abs() >= interval, nil
}

// Run fits weights to all answers, has them adopted if they are better, and keeps a report
// of what it did. Answers that are dated after today are left out: a clock was wrong. Tell,
// unless it is nil, hears of the progress, in the goroutine of the caller. When Run returns
// an error, as it does when ctx ends, the weights are what they were.
func (k *Keeper) Run(ctx context.Context, o memory.FitOptions, tell func(done, total int)) (Report, error) {
	if err := k.begin(ctx); err != nil {
		return Report{}, err
	}
	defer k.end()
	r := Report{At: k.now()}
	var err error
	if r.Counted, err = k.journal.AnswerCount(ctx); err != nil {
		return Report{}, err
	}
	log, err := k.journal.Log(ctx)
	if err != nil {
		return Report{}, err
	}
	answers := until(log.Answers, k.calendar().Day(r.At))
	r.Future = len(log.Answers) - len(answers)
	verdict, err := memory.Fit(ctx, answers, k.journal.Weights(), o, stretch(tell, 0, fitShare))
	if err != nil {
		return Report{}, err
	}
	r.judge(verdict)
	if verdict.Better {
		if r.Changed, err = k.journal.Adopt(ctx, verdict.Weights, stretch(tell, fitShare, whole)); err != nil {
			return Report{}, err
		}
	}
	stretch(tell, 0, whole)(1, 1)
	k.keep(ctx, r)
	return r, nil
}

// Last returns the last report, if there is one.
func (k *Keeper) Last(ctx context.Context) (r Report, found bool, err error) {
	found, err = k.journal.Setting(ctx, reportKey, &r)
	return r, found, err
}

// CanGoBack reports whether other weights held before the present ones.
func (k *Keeper) CanGoBack(ctx context.Context) (bool, error) {
	all, err := k.journal.Adoptions(ctx)
	return len(all) > 1, err
}

// GoBack makes the weights hold again that held before the present ones. Done twice it
// changes nothing. Fitting becomes due again when there are more answers.
func (k *Keeper) GoBack(ctx context.Context, tell func(done, total int)) (Report, error) {
	if err := k.begin(ctx); err != nil {
		return Report{}, err
	}
	defer k.end()
	all, err := k.journal.Adoptions(ctx)
	if err != nil {
		return Report{}, err
	}
	if len(all) < 2 {
		return Report{}, errNothingBefore
	}
	return k.adopt(ctx, all[1].Weights, WentBack, tell)
}

// errNothingBefore says that there is nothing to go back to.
var errNothingBefore = &progress.Error{
	Kind:    progress.ErrInvalid,
	Message: "Nothing was learned before that you could go back to; what holds now was left as it is.",
}

// Forget makes the published weights hold again, those of the average learner. Fitting
// becomes due again when there are more answers.
func (k *Keeper) Forget(ctx context.Context, tell func(done, total int)) (Report, error) {
	if err := k.begin(ctx); err != nil {
		return Report{}, err
	}
	defer k.end()
	return k.adopt(ctx, memory.DefaultWeights(), Published, tell)
}

// adopt has weights adopted that were known before.
func (k *Keeper) adopt(ctx context.Context, w memory.Weights, why Outcome, tell func(done, total int)) (Report, error) {
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	if w == memory.DefaultWeights() {
		why = Published
	}
	r := Report{At: k.now(), Outcome: why}
	var err error
	if r.Counted, err = k.journal.AnswerCount(ctx); err != nil {
		return Report{}, err
	}
	if r.Changed, err = k.journal.Adopt(ctx, w, tell); err != nil {
		return Report{}, err
	}
	k.keep(ctx, r)
	return r, nil
}

// keep keeps a report. What it tells of is done by then, and is not to look as if it had
// failed because it could not be written down; without it fitting comes sooner.
func (k *Keeper) keep(ctx context.Context, r Report) {
	_ = k.journal.SetSetting(context.WithoutCancel(ctx), reportKey, r)
}

// until returns the answers up to a day. It leaves the list as it is.
func until(answers []memory.Answer, today memory.Day) []memory.Answer {
	later := func(a memory.Answer) bool { return a.Day > today }
	if !slices.ContainsFunc(answers, later) {
		return answers
	}
	return slices.DeleteFunc(slices.Clone(answers), later)
}

// Progress is told in parts of a whole, most of which is fitting.
const (
	whole    = 1000
	fitShare = 900
)

// stretch returns what tells the progress of a part of the work as that of the whole.
func stretch(tell func(done, total int), from, to int) func(done, total int) {
	if tell == nil {
		return func(int, int) {}
	}
	return func(done, total int) {
		if total > 0 {
			tell(from+int(int64(to-from)*int64(min(max(done, 0), total))/int64(total)), whole)
		}
	}
}
