package memory

import "context"

// LossAndGradient returns the loss of one card's answers, weighted by weight, and its
// gradient over the weights, as fitting has it.
func LossAndGradient(w Weights, longTermOnly bool, rating []Rating, elapsed, weight []float64) (float64, Weights) {
	var k kernel
	k.prepare(&w, longTermOnly)
	n := 0
	rank := make([]int32, len(rating))
	for i := range rank {
		rank[i] = int32(i)
		if weight[i] > 0 {
			n = i + 1
		}
	}
	var g Weights
	if n == 0 {
		return 0, g
	}
	recall := make([]float64, n)
	k.predict(recall, rating[:n], elapsed[:n], rank[:n])
	loss := 0.0
	for i, r := range recall {
		if weight[i] > 0 {
			loss += weight[i] * surprise(r, rating[i])
		}
	}
	k.gradient(&g, rating[:n], elapsed[:n], weight[:n], make([]footprint, n))
	return loss, g
}

// FirstStability returns the stabilities after a first answer that the history speaks for.
func (t *Training) FirstStability() [4]float64 { return t.firsts.s }

// AllItems returns how many answers are evidence.
func (t *Training) AllItems() int { return int(t.bound) }

// MeasureWeighted is Measure with later answers counting more.
func (t *Training) MeasureWeighted(ctx context.Context, w Weights) Metrics {
	return t.both(ctx, w).recent
}

// Ranked is how AUC is worked out.
var Ranked = ranked
