package memory_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
	"touchpoint/deck/memory"
)

// TestRanked compares with the definition: all pairs.
func TestRanked(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 30, 3000} {
		for _, spread := range []float64{0, 1e-9, 0.1, 1} {
			var passed, forgotten []float64
			for i := range n {
				x := 1 - spread*random.Float64()
				if i%4 == 0 {
					x = math.Round(x*50) / 50 // some are equal
				}
				if i%3 == 0 {
					forgotten = append(forgotten, x)
				} else {
					passed = append(passed, x)
				}
			}
			want := 0.5
			if len(passed) > 0 && len(forgotten) > 0 {
				want = 0
				for _, p := range passed {
					for _, f := range forgotten {
						switch {
						case p > f:
							want++
						case p == f:
							want += 0.5
						}
					}
				}
				want /= float64(len(passed)) * float64(len(forgotten))
			}
			if got := memory.Ranked(passed, forgotten); !near(got, want, 1e-12, 0) {
				t.Errorf("of %d, spread over %v: %v, want %v", n, spread, got, want)
			}
		}
	}
}

// TestGradient compares with differences of the loss, for weights and answers that the
// vectors may lack.
func TestGradient(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		longTermOnly := rapid.Bool().Draw(t, "long term only")
		w := newLearner(rapid.Uint64().Draw(t, "learner")).truth
		var rating []memory.Rating
		var elapsed, weight []float64
		for i := range rapid.IntRange(2, 12).Draw(t, "answers") {
			rating = append(rating, memory.Rating(rapid.IntRange(1, 4).Draw(t, "rating")))
			days := float64(rapid.SampledFrom([]int{0, 1, 2, 7, 30, 400}).Draw(t, "days"))
			if i == 0 {
				days = 0
			}
			elapsed = append(elapsed, days)
			weight = append(weight, min(days, 1)*rapid.Float64Range(0.25, 1).Draw(t, "weight"))
		}
		_, g := memory.LossAndGradient(w, longTermOnly, rating, elapsed, weight)
		for k := range w {
			if longTermOnly && k >= 17 && k <= 19 {
				continue // held at zero
			}
			// Where a bound takes over the loss has a kink: both sides must then bracket the gradient.
			const h = 1e-5
			at := func(d float64) float64 {
				x := w
				x[k] += d
				loss, _ := memory.LossAndGradient(x, longTermOnly, rating, elapsed, weight)
				return loss
			}
			before, here, after := at(-h*w[k]), at(0), at(h*w[k])
			left, right := (here-before)/(h*w[k]), (after-here)/(h*w[k])
			slack := 1e-5 + 1e-3*max(math.Abs(left), math.Abs(right))
			if g[k] < min(left, right)-slack || g[k] > max(left, right)+slack {
				t.Errorf("gradient over w%d = %v, by differences %v and %v (weights %v)", k, g[k], left, right, w)
			}
		}
	})
}

func TestMeasureOfNothing(t *testing.T) {
	training := mustTrain(t, nil, memory.TrainingOptions{})
	if got := training.Measure(t.Context(), memory.DefaultWeights()); got != (memory.Metrics{}) {
		t.Errorf("measured %+v", got)
	}
}
