package workload_test

import (
	"context"
	"math"
	"testing"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// hardWeakens is the formula of the simulator of fsrs-rs for answers on the same day:
// that of the model, but Hard may make a memory weaker.
func hardWeakens(m *memory.Model, w memory.Weights) func(memory.State, memory.Rating) memory.State {
	return func(s memory.State, r memory.Rating) memory.State {
		next := m.Next(s, r, 0)
		if r == memory.Hard {
			grow := math.Exp(w[17]*(w[18]-1)) * math.Pow(s.Stability, -w[19])
			next.Stability = max(s.Stability*grow, memory.MinStability)
		}
		return next
	}
}

// TestVectorsSimulate compares means. Both are of a number of runs, so each has its error.
func TestVectorsSimulate(t *testing.T) {
	const runs = 8
	o := readOracle(t, "simulate")
	for i, r := range o.rows {
		s := workload.Simulation{
			Config: workload.Config{
				Model:           o.models[r.W],
				Costs:           workload.DefaultCosts(),
				Days:            r.Span,
				NewPerDay:       r.LearnLimit,
				NewLeft:         r.DeckSize,
				LearningSteps:   r.Learning,
				RelearningSteps: r.Relearning,
			},
			Retention: r.DR,
		}
		if r.ReviewLimit != nil {
			s.ReviewsPerDay = *r.ReviewLimit
		}
		var remembered, reviews, recalled, learned, seconds float64
		for run := range runs {
			s.Seed = uint64(i*runs + run)
			got, err := workload.SimulateSteps(context.Background(), s, hardWeakens(o.models[r.W], o.weights[r.W]))
			if err != nil {
				t.Fatal(err)
			}
			remembered += got.Remembered() / runs
			seconds += got.SecondsPerDay() * float64(r.Span) / runs
			for _, d := range got.Days {
				reviews += float64(d.Reviews) / runs
				recalled += float64(d.Recalled) / runs
				learned += float64(d.New) / runs
			}
		}
		for _, figure := range []struct {
			name string
			got  float64
			want [2]float64 // mean and standard deviation
		}{
			{"cards remembered", remembered, r.Memorized},
			{"reviews", reviews, r.Reviews},
			{"cards begun", learned, r.Learned},
			{"seconds", seconds, r.Cost},
			{"true retention", recalled / reviews, r.TrueRetention},
		} {
			most := 4*figure.want[1]*math.Sqrt(1/float64(r.Runs)+1./runs) + 1e-9
			if off := figure.got - figure.want[0]; !(math.Abs(off) <= most) {
				t.Errorf("weights %s, retention %v, %d cards: %s %.6g, want %.6g within %.2g",
					r.W, r.DR, r.DeckSize, figure.name, figure.got, figure.want[0], most)
			}
		}
	}
}
