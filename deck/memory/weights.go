package memory

import (
	"fmt"
	"math"
)

// Weights are the 21 numbers of FSRS-6. They are fitted to a learner's answers, or
// are the published ones. By index:
//
//	 0..3   stability in days after a first Again, Hard, Good, Easy
//	 4..7   difficulty: after a first Again, its slope over the ratings, its change
//	        with every answer, and its pull back towards the middle
//	 8..10  growth of stability at a pass: scale, effect of stability, effect of recall
//	11..14  stability after a lapse: scale, effects of difficulty, stability, recall
//	15, 16  factors of that growth for Hard and for Easy
//	17..19  answers on the same study day: slope over the ratings, offset, effect of stability
//	20      decay of the forgetting curve
type Weights [21]float64

// DefaultWeights returns the published weights, which describe the average learner.
func DefaultWeights() Weights { return defaultWeights }

var defaultWeights = Weights{
	0.212, 1.2931, 2.3065, 8.2956,
	6.4133, 0.8334, 3.0194, 0.001,
	1.8722, 0.1666, 0.796,
	1.4835, 0.0614, 0.2629, 1.6483,
	0.6014, 1.8729,
	0.5425, 0.0912, 0.0658,
	0.1542,
}

// Lengths of the weight lists that can be read, by the version of FSRS that wrote them.
const (
	fsrs45Length = 17
	fsrs5Length  = 19
	fsrs6Length  = len(Weights{})
)

// Older versions had no weight for the decay: their curve was always this steep.
const formerDecay = 0.5

// weightBounds holds the smallest and the largest sound value of every weight.
var weightBounds = [fsrs6Length][2]float64{
	{0.001, 100},
	{0.001, 100},
	{0.001, 100},
	{0.001, 100},
	{1, 10},
	{0.001, 4},
	{0.001, 4},
	{0.001, 0.75},
	{0, 4.5},
	{0, 0.8},
	{0.001, 3.5},
	{0.001, 5},
	{0.001, 0.25},
	{0.001, 0.9},
	{0, 4},
	{0, 1},
	{1, 6},
	{0, 2},
	{0, 2},
	{0, 0.8},
	{0.1, 0.8},
}

// In training w19 stays away from zero, where the effect of stability on same-day
// answers would vanish. Weights that come from elsewhere may well have it at zero.
const trainedSameDayFloor = 0.01

// ParseWeights reads the weights of FSRS-6 (21 numbers), FSRS-5 (19) or FSRS-4.5 (17).
// Older ones are carried over with [MigrateWeights]; then every number is moved into
// its bounds. A list of another length, or with a number that is not finite, is
// refused rather than replaced by defaults: intervals that silently belong to
// somebody else are worse than an error.
func ParseWeights(w []float64) (Weights, error) {
	full, err := MigrateWeights(w)
	if err != nil {
		return Weights{}, err
	}
	return full.bounded(), nil
}

// MigrateWeights writes the weights of an older version as weights of FSRS-6 that
// give the same memory states. It leaves out-of-bounds numbers as they are.
//
// [ParseWeights] migrates before it clips, so that a number is judged by the bounds
// of the layout in which it will be used. Some programs clip first, with the bounds
// of today on the layout of yesterday.
func MigrateWeights(w []float64) (Weights, error) {
	if err := checkWeights(w); err != nil {
		return Weights{}, err
	}
	var full Weights
	copy(full[:], w)
	switch len(w) {
	case fsrs45Length:
		// FSRS-4.5 had a straight line where FSRS-5 has an exponential for the first
		// difficulty; both agree for Again and for Easy. Order matters: the old w5 is
		// used twice before it is overwritten.
		full[4] += 2 * w[5]
		full[5] = math.Log(3*w[5]+1) / 3
		full[6] += 0.5
		if !isFinite(full[5]) {
			return Weights{}, fmt.Errorf("weight 5 of the 17 is %v, which no FSRS-4.5 model can have: copy the list again", w[5])
		}
		full[20] = formerDecay
	case fsrs5Length:
		full[20] = formerDecay
	}
	return full, nil
}

// sameDayCeiling returns the upper bound of w17 and w18 for a number of relearning
// steps. It is the largest value with which the hardest case, a lapse of a card of
// stability 1 and difficulty 1 at a recall of 0.7, is not undone by that many Goods.
func sameDayCeiling(w []float64, relearningSteps int) float64 {
	const (
		floor   = 0.01
		ceiling = 2
		lapsed  = 0.3 // 1 - recall
	)
	if relearningSteps <= 1 {
		return ceiling
	}
	loss := -(math.Log(w[11]) + math.Log(math.Exp2(w[13])-1) + lapsed*w[14])
	return clamp(math.Sqrt(max(0, loss/float64(relearningSteps))), floor, ceiling)
}

// bounded returns w with every number inside its bounds. A number that is none is
// replaced by the default one.
func (w Weights) bounded() Weights {
	for i, v := range w {
		if math.IsNaN(v) {
			v = defaultWeights[i]
		}
		w[i] = clamp(v, weightBounds[i][0], weightBounds[i][1])
	}
	return w
}

// validate returns an error when a number is not finite or out of its bounds.
func (w Weights) validate() error {
	if err := checkWeights(w[:]); err != nil {
		return err
	}
	for i, v := range w {
		if low, high := weightBounds[i][0], weightBounds[i][1]; v < low || v > high {
			return fmt.Errorf("weight %d is %v, which is outside %v to %v", i, v, low, high)
		}
	}
	return nil
}

// checkWeights returns an error unless w has a length that is known and finite numbers only.
func checkWeights(w []float64) error {
	switch len(w) {
	case fsrs45Length, fsrs5Length, fsrs6Length:
	default:
		return fmt.Errorf("there are %d FSRS weights where 21 belong (or the 19 or 17 of older versions): copy the whole list, without any number left out", len(w))
	}
	for i, v := range w {
		if !isFinite(v) {
			return fmt.Errorf("weight %d of %d is %v, not a number that can be used: copy the list again", i, len(w), v)
		}
	}
	return nil
}

func isFinite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func clamp(v, low, high float64) float64 { return max(low, min(v, high)) }
