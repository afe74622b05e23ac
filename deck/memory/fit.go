package memory

import (
	"context"
	"math"
)

// An Extent is how much of a model was fitted.
type Extent uint8

// The extents, from least to most.
const (
	Nothing      Extent = iota // too few answers: the published weights
	FirstAnswers               // the stability after a first answer alone
	Everything                 // all weights
)

// A Recipe is a way to fit weights to a [Training].
type Recipe struct {
	WholeCards bool    // batches of whole cards, dealt anew in every epoch; otherwise of answers of like length
	Batch      int     // answers in a batch; 0: as suits the history
	Epochs     int     // times that every answer is seen; 0: as suits the history
	Rate       float64 // length of the first step; it falls to nothing along half a cosine
	Pull       float64 // how strongly the weights are held at those they start from; 1 is usual
	KeepBest   bool    // end with the best epoch rather than with the last
	Seed       uint64  // of the dealing
}

// DefaultRecipe returns the recipe that reaches the least loss in the least time:
// batches of whole cards, which are alike, so that every step is a good one. The more
// answers, the larger the batches, which makes the last steps steady; the fewer, the
// more often each is seen, so that there are steps enough.
func DefaultRecipe() Recipe {
	return Recipe{WholeCards: true, Rate: 0.02, Pull: 1}
}

// What suits a history, found with simulated learners.
const (
	leastBatch, mostBatch   = 512, 2048
	batchesWanted           = 64 // in an epoch
	leastEpochs, mostEpochs = 10, 20
	stepsWanted             = 600
)

// From how many answers on anything, and everything, can be fitted.
const (
	leastForFirsts = 8
	leastForAll    = 64
)

// Fit fits weights by the recipe, and says how much could be fitted: nothing below
// 8 answers, and the stability after a first answer alone below 64 or when no card has
// more than one. It returns early with the error of ctx and the published weights. Tell,
// which may be nil, hears of the progress, in the goroutine of the caller.
//
// The same history and recipe give the same weights, on one core or more.
func (t *Training) Fit(ctx context.Context, r Recipe, tell func(done, total int)) (Weights, Extent, error) {
	if err := ctx.Err(); err != nil {
		return defaultWeights, Nothing, err
	}
	w, extent := t.Start()
	if extent == FirstAnswers && t.count >= leastForAll && t.count > len(t.runs) {
		extent = Everything
		var err error
		if w, err = t.descend(ctx, w, r.sound(t.count), tell); err != nil {
			return defaultWeights, Nothing, err
		}
	}
	return w, extent, nil
}

// Start returns the weights that fitting starts from: the published ones, with the
// stability after a first answer from the history as far as it has any.
func (t *Training) Start() (Weights, Extent) {
	if t.count < leastForFirsts || !t.firsts.known {
		return defaultWeights, Nothing
	}
	w := defaultWeights
	copy(w[:], t.firsts.s[:])
	return w, FirstAnswers
}

// sound returns the recipe with numbers that suit a history of so many answers.
func (r Recipe) sound(answers int) Recipe {
	if r.Batch <= 0 {
		r.Batch = min(max(answers/batchesWanted, leastBatch), mostBatch)
	}
	if r.Epochs <= 0 {
		r.Epochs = min(max(stepsWanted*r.Batch/max(1, answers), leastEpochs), mostEpochs)
	}
	if !(r.Rate > 0 && r.Rate <= 1) {
		r.Rate = DefaultRecipe().Rate
	}
	if !(r.Pull >= 0 && r.Pull <= 1e6) {
		r.Pull = 1
	}
	return r
}

// descend walks down the loss from w, a step for every batch, by Adam.
func (t *Training) descend(ctx context.Context, w Weights, r Recipe, tell func(done, total int)) (Weights, error) {
	if t.options.LongTermOnly {
		w[17], w[18], w[19] = 0, 0, 0
	}
	dealer := t.newDealer(r)
	crew := t.newCrew()
	defer crew.end()
	d := descent{training: t, recipe: r, w: w, start: w, meanLeft: 1, squareLeft: 1}
	best, least := w, math.Inf(1)
	seen, total := 0, r.Epochs*t.count
	steps, planned := 0, r.Epochs*(t.count/r.Batch+1)
	for range r.Epochs {
		for _, b := range dealer.deal() {
			if err := ctx.Err(); err != nil {
				return w, err
			}
			done := float64(seen) / float64(total)
			if !r.WholeCards { // the reference counts steps, and plans one an epoch too many where all batches are full
				done = float64(steps) / float64(planned)
			}
			d.step(crew.gradient(&d.w, b), float64(b.items)/float64(t.count), done)
			steps++
			seen += b.items
			if tell != nil {
				tell(seen, total)
			}
		}
		if r.KeepBest {
			if loss := t.loss(ctx, d.w, d.start, r.Pull); loss < least {
				best, least = d.w, loss
			}
		}
	}
	if !r.KeepBest {
		best = d.w
	}
	first := t.firsts.completed([4]float64(best[:4]))
	copy(best[:], first[:])
	return best, ctx.Err()
}

// loss returns what fitting makes small: the mean loss of the items, weighted by their
// place in time, and the pull of the weights towards where fitting starts.
func (t *Training) loss(ctx context.Context, w, start Weights, pull float64) float64 {
	if t.count == 0 {
		return 0
	}
	recall := t.predict(ctx, &w)
	sum := 0.0
	for rank := range t.bound {
		at := t.past.items[rank]
		if q := t.weight[at]; q > 0 {
			sum += q * surprise(recall[rank], t.past.rating[at])
		}
	}
	for i := range w {
		x := (w[i] - start[i]) / spread[i]
		sum += pull * x * x
	}
	return sum / float64(t.count)
}

// spread is how much the weights differ between learners, as standard deviations that
// were published with the default weights.
var spread = Weights{
	6.43, 9.66, 17.58, 27.85,
	0.57, 0.28, 0.6, 0.12,
	0.39, 0.18, 0.33,
	0.3, 0.09, 0.16, 0.57,
	0.25, 1.03,
	0.31, 0.32, 0.14,
	0.27,
}

// A descent is a walk down the loss.
type descent struct {
	training *Training
	recipe   Recipe

	w, start             Weights
	mean, square         Weights // of the gradients so far, the older ones fading
	meanLeft, squareLeft float64 // how much is left in them of the zero that they began with
}

// step makes one step against the gradient g of a batch that holds a share of all items,
// when a part of the way is done.
func (d *descent) step(g Weights, share, done float64) {
	const (
		keepMean   = 0.9
		keepSquare = 0.999
		tiny       = 1e-8
	)
	d.meanLeft *= keepMean
	d.squareLeft *= keepSquare
	rate := d.recipe.Rate * (1 + math.Cos(math.Pi*done)) / 2
	for i := range g {
		slope := g[i] + d.recipe.Pull*share*2*(d.w[i]-d.start[i])/(spread[i]*spread[i])
		if d.training.options.LongTermOnly && (i < 4 || i >= 17 && i < 20) {
			slope = 0 // those of the same day have no say, and the first are known already
		}
		d.mean[i] = keepMean*d.mean[i] + (1-keepMean)*slope
		d.square[i] = keepSquare*d.square[i] + (1-keepSquare)*slope*slope
		d.w[i] -= rate * d.mean[i] / (1 - d.meanLeft) / (math.Sqrt(d.square[i]/(1-d.squareLeft)) + tiny)
	}
	d.w = d.w.trained(d.training.options)
}

// trained returns w inside the bounds that training keeps. With more than one relearning
// step the same-day weights w17 and w18 are bounded further: a card that is forgotten and
// then passes all its relearning steps within the day must not come out with more
// stability than it had before it was forgotten. With LongTermOnly the weights of same-day
// answers are of no use, and w19 may be zero.
func (w Weights) trained(o TrainingOptions) Weights {
	w = w.bounded()
	if o.RelearningSteps > 1 {
		ceiling := sameDayCeiling(w[:], o.RelearningSteps)
		w[17], w[18] = min(w[17], ceiling), min(w[18], ceiling)
	}
	if !o.LongTermOnly {
		w[19] = max(w[19], trainedSameDayFloor)
	}
	return w
}
