package fitting

import (
	"context"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// reportKey is the setting in which the last report is kept.
const reportKey = "fitting"

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

// A Keeper keeps the weights of a journal fitted to its learner.
type Keeper struct {
	journal  Journal
	now      func() time.Time
	calendar func() memory.Calendar
}

// New returns the keeper of a journal. The calendar is asked anew each time, because the
// learner may change it.
func New(journal Journal, now func() time.Time, calendar func() memory.Calendar) *Keeper {
	return &Keeper{journal: journal, now: now, calendar: calendar}
}

// Due reports whether fitting is worth doing again.
func (k *Keeper) Due(ctx context.Context) (bool, error) { return false, ctx.Err() }

// Run fits weights to all answers, and adopts them if they are better. Tell, unless it is
// nil, hears of the progress, in the goroutine of the caller. When it returns an error, and
// when ctx ends at any moment, the weights are what they were.
func (k *Keeper) Run(ctx context.Context, o memory.FitOptions, tell func(done, total int)) (Report, error) {
	return Report{}, ctx.Err()
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
// changes nothing.
func (k *Keeper) GoBack(ctx context.Context, tell func(done, total int)) (Report, error) {
	return Report{}, ctx.Err()
}

// Forget makes the published weights hold again, those of the average learner.
func (k *Keeper) Forget(ctx context.Context, tell func(done, total int)) (Report, error) {
	return Report{}, ctx.Err()
}
