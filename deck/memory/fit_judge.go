package memory

import (
	"context"
	"math"
	"slices"
)

// FitOptions say how [Fit] trains. The zero value suits a preset with at most one
// relearning step.
type FitOptions struct {
	TrainingOptions
	Recipe Recipe // the zero Recipe is DefaultRecipe
}

// A Reason says why a [Verdict] is as it is.
type Reason uint8

// The reasons.
const (
	TooFew    Reason = iota // too few answers to learn anything: the present weights stay
	NotBetter               // what was fitted predicts no better than the present weights, which stay
	Improved                // what was fitted predicts better
)

// A Verdict is the outcome of [Fit].
type Verdict struct {
	Weights       Weights // to be used from now on: the fitted ones when Better, else the present ones
	Better        bool
	Extent        Extent  // of what was fitted, also when it was no better
	Answers       int     // that were trained on
	Before, After Metrics // of the present weights, and of those of the verdict
	Reason        Reason
}

const (
	// Up to this many answers, what is fitted must also show that it predicts the later
	// ones from the earlier. With few answers all weights fit chance rather than the
	// learner; with more they always win.
	foldedUntil = 10_000

	// A smaller gain, in nats for an answer, is none.
	leastGain = 1e-6

	// By how much, in nats for all answers together, what is fitted must foretell better than the
	// published weights. It matters below a hundred answers only, where less is chance.
	leastForetold = 0.5
)

// Fit fits weights to a history and judges them. The verdict never has weights that
// predict the history worse than the present ones, whether its answers count the same or
// the later ones more. On an error, which can only be that of ctx, the verdict
// holds the present weights.
//
// Of a history of at most 10,000 answers, parts are predicted from what came before
// them: all weights are fitted only when that predicts them no worse than the first
// stabilities alone would, and anything is only when it predicts them better than the
// published weights, if those are the present ones.
func Fit(ctx context.Context, log []Answer, present Weights, o FitOptions, tell func(done, total int)) (Verdict, error) {
	if o.Recipe == (Recipe{}) {
		o.Recipe = DefaultRecipe()
	}
	present = present.bounded()
	nothing := Verdict{Weights: present}
	t, err := NewTraining(ctx, log, o.TrainingOptions)
	if err != nil {
		return nothing, err
	}
	v := nothing
	v.Answers = t.Answers()
	before := t.both(ctx, present)
	v.Before, v.After = before.all, before.all
	found, extent, err := t.candidates(ctx, present, o, tell)
	if err != nil {
		return nothing, err
	}
	v.Extent = extent
	if extent != Nothing {
		v.Reason = NotBetter
	}
	for _, c := range found {
		after := t.both(ctx, c.weights)
		if after.improves(before) {
			v.Weights, v.Extent, v.After = c.weights, c.extent, after.all
			v.Better, v.Reason = true, Improved
			break
		}
	}
	if err := ctx.Err(); err != nil {
		return nothing, err
	}
	return v, nil
}

// A candidate is weights that may be taken.
type candidate struct {
	weights Weights
	extent  Extent
}

// candidates returns the weights that may be taken, best first: all, and the first
// stabilities alone, without those that do not foretell. It also says how much could be
// fitted.
func (t *Training) candidates(ctx context.Context, present Weights, o FitOptions, tell func(done, total int)) ([]candidate, Extent, error) {
	folded := t.count <= foldedUntil
	whole := 1.0
	if folded {
		whole = 2.0 / (folds + 2) // the folds are trained on half of it in the mean
	}
	w, extent, err := t.fitKeepingLapses(ctx, o.Recipe, part(tell, 0, whole))
	if err != nil || extent == Nothing {
		return nil, extent, err
	}
	start, _ := t.Start()
	found := []candidate{{start, FirstAnswers}}
	if extent == Everything {
		found = []candidate{{w, Everything}, {start, FirstAnswers}}
	}
	if !folded {
		return found, extent, nil
	}
	foretold, err := t.foretell(ctx, present, o.Recipe, part(tell, whole, 1))
	if err != nil {
		return nil, extent, err
	}
	bar := math.Inf(1)
	if present == defaultWeights { // others may have seen the answers that they are to foretell
		bar = foretold.present - leastForetold/float64(t.count)
	}
	return slices.DeleteFunc(found, func(c candidate) bool {
		if c.extent == Everything {
			return foretold.all > min(bar, foretold.firsts)
		}
		return foretold.firsts > bar
	}), extent, nil
}

// A foretelling is the log loss of later answers under the present weights, and under
// those that were fitted to the earlier ones.
type foretelling struct{ present, firsts, all float64 }

func (t *Training) foretell(ctx context.Context, present Weights, r Recipe, tell func(done, total int)) (foretelling, error) {
	fold := 0.0
	m, err := t.Folds(
		ctx,
		func(context.Context, *Training) (Weights, error) { return present, nil },
		func(_ context.Context, t *Training) (Weights, error) {
			w, _ := t.Start()
			return w, nil
		},
		func(ctx context.Context, t *Training) (Weights, error) {
			fold++
			w, _, err := t.fitKeepingLapses(ctx, r, part(tell, (fold-1)/folds, fold/folds))
			return w, err
		},
	)
	if err != nil {
		return foretelling{}, err
	}
	return foretelling{m[0].LogLoss, m[1].LogLoss, m[2].LogLoss}, nil
}

// part returns a tell for a part of the whole, from and to being shares of it.
func part(tell func(done, total int), from, to float64) func(done, total int) {
	if tell == nil {
		return nil
	}
	const all = 1000
	told := -1
	return func(done, total int) {
		now := int(all * (from + (to-from)*float64(done)/float64(max(1, total))))
		if now != told {
			told = now
			tell(now, all)
		}
	}
}

// fitKeepingLapses is Fit, once more without the weights of the same day where those
// would undo a lapse. That is rare, and nothing more is told of the progress then.
func (t *Training) fitKeepingLapses(ctx context.Context, r Recipe, tell func(done, total int)) (Weights, Extent, error) {
	w, extent, err := t.Fit(ctx, r, tell)
	if err != nil || extent != Everything || !w.undoesLapses(t.options.RelearningSteps) {
		return w, extent, err
	}
	calm := *t
	calm.options.LongTermOnly = true
	return calm.Fit(ctx, r, nil)
}

// undoesLapses reports whether the weights make a card of stability 1 stronger by a
// lapse and as many Goods, on the same day, as there are steps, of which there must be
// more than one.
func (w Weights) undoesLapses(steps int) bool {
	if steps <= 1 {
		return false
	}
	m := NewModel(w, false)
	s := m.Next(State{Stability: 1, Difficulty: 1}, Again, 2)
	for range steps {
		s = m.Next(s, Good, 0)
	}
	return s.Stability > 1
}

// scores are how well weights predict, in both ways to count.
type scores struct{ all, recent Metrics }

func (t *Training) both(ctx context.Context, w Weights) scores {
	recall, items := t.predictAll(ctx, w)
	return scores{t.measure(ctx, recall, items, false), t.measure(ctx, recall, items, true)}
}

// improves reports whether a is better than b in one way and worse in none.
func (a scores) improves(b scores) bool {
	all, recent := b.all.LogLoss-a.all.LogLoss, b.recent.LogLoss-a.recent.LogLoss
	return min(all, recent) >= 0 && max(all, recent) > leastGain
}

// folds is in how many parts the later answers of a history are predicted.
const folds = 5

// Folds returns how well ways to find weights predict what comes later. The history is
// cut into six parts by time; each but the first is predicted with the weights that a
// way finds from those before it, and all predictions are measured together. The
// metrics are in the order of the ways, and empty below six answers.
func (t *Training) Folds(ctx context.Context, ways ...func(context.Context, *Training) (Weights, error)) ([]Metrics, error) {
	metrics := make([]Metrics, len(ways))
	size := t.bound / (folds + 1)
	if size == 0 {
		return metrics, ctx.Err()
	}
	recall := make([][]float64, len(ways))
	for fold := range int32(folds) {
		from, to := (fold+1)*size, (fold+2)*size
		if fold == folds-1 {
			to = t.bound
		}
		earlier := newTraining(t.past, from, t.options)
		for i, way := range ways {
			w, err := way(ctx, earlier)
			if err != nil {
				return nil, err
			}
			w = w.bounded()
			recall[i] = append(recall[i], t.predict(ctx, &w)[from:to]...)
		}
	}
	for i := range ways {
		metrics[i] = t.measure(ctx, recall[i], t.past.items[size:t.bound], false)
	}
	return metrics, ctx.Err()
}
