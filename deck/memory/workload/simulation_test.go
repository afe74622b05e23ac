package workload_test

import (
	"context"
	"errors"
	"math"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
	runs := 6
	if testing.Short() {
		runs = 2
	}
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
			remembered += got.Remembered() / float64(runs)
			seconds += got.SecondsPerDay() * float64(r.Span) / float64(runs)
			for _, d := range got.Days {
				reviews += float64(d.Reviews) / float64(runs)
				recalled += float64(d.Recalled) / float64(runs)
				learned += float64(d.New) / float64(runs)
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
			most := 4*figure.want[1]*math.Sqrt(1/float64(r.Runs)+1/float64(runs)) + 1e-9
			if off := figure.got - figure.want[0]; !(math.Abs(off) <= most) {
				t.Errorf("weights %s, retention %v, %d cards: %s %.6g, want %.6g within %.2g",
					r.W, r.DR, r.DeckSize, figure.name, figure.got, figure.want[0], most)
			}
		}
	}
}

func mustSimulate(t *testing.T, s workload.Simulation) []workload.Day {
	t.Helper()
	o, err := workload.Simulate(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return o.Days
}

func TestSimulationKeepsItsLimits(t *testing.T) {
	free := workload.Simulation{Config: learner(1500), Retention: 0.9, Seed: 7}
	free.Days, free.NewLeft = 150, 400

	t.Run("reviews", func(t *testing.T) {
		s := free
		s.ReviewsPerDay = 25
		waited, begun := 0, 0
		for i, d := range mustSimulate(t, s) {
			if d.Reviews > 25 || d.Waiting > 0 && d.Reviews < 25 {
				t.Fatalf("day %d has %d reviews and %d cards that wait, with a limit of 25", i, d.Reviews, d.Waiting)
			}
			if i < 20 && d.New != 20 {
				t.Errorf("day %d has %d new cards, want 20: the limit is for reviews", i, d.New)
			}
			waited += d.Waiting
			begun += d.New
		}
		if waited == 0 || begun != 400 {
			t.Errorf("%d cards waited and %d were begun, want some and 400", waited, begun)
		}
	})
	t.Run("time", func(t *testing.T) {
		s := free
		s.SecondsPerDay = 600
		for i, d := range mustSimulate(t, s) {
			if d.Seconds > 600+200 { // the last card is not cut short
				t.Fatalf("day %d takes %v s, with a limit of 600", i, d.Seconds)
			}
			if d.Waiting > 0 && d.New > 0 {
				t.Fatalf("day %d has %d new cards while %d that are due wait", i, d.New, d.Waiting)
			}
		}
	})
	t.Run("none", func(t *testing.T) {
		begun := 0
		for i, d := range mustSimulate(t, free) {
			if d.Waiting != 0 {
				t.Fatalf("day %d has %d cards that wait, without a limit", i, d.Waiting)
			}
			begun += d.New
		}
		if begun != 400 {
			t.Errorf("%d cards are begun, want 400", begun)
		}
	})
}

// More new cards a day are more work and, in the end, more that is remembered.
func TestSimulationOfMoreNewCards(t *testing.T) {
	few := workload.Simulation{Config: learner(500), Retention: 0.9, Seed: 3}
	few.NewPerDay, few.NewLeft = 5, 10_000
	many := few
	many.NewPerDay = 20
	a, b := workload.Outcome{Days: mustSimulate(t, few)}, workload.Outcome{Days: mustSimulate(t, many)}
	if b.SecondsPerDay() < 1.5*a.SecondsPerDay() || b.Remembered() < a.Remembered()+4000 {
		t.Errorf("5 new cards a day take %.0f s and %.0f are remembered, 20 take %.0f s and %.0f",
			a.SecondsPerDay(), a.Remembered(), b.SecondsPerDay(), b.Remembered())
	}
}

func TestSimulationIsItsSeed(t *testing.T) {
	s := workload.Simulation{Config: learner(200), Retention: 0.85, ReviewsPerDay: 30, Seed: 11}
	s.Days = 60
	first := mustSimulate(t, s)
	if diff := cmp.Diff(first, mustSimulate(t, s)); diff != "" {
		t.Errorf("with the same seed (-first, +second):\n%s", diff)
	}
	s.Seed = 12
	if cmp.Equal(first, mustSimulate(t, s)) {
		t.Error("another seed gives the same days")
	}
}

func TestSimulationOfNothing(t *testing.T) {
	var o workload.Outcome
	if o.SecondsPerDay() != 0 || o.Remembered() != 0 {
		t.Errorf("no days take %v s, and %v is remembered", o.SecondsPerDay(), o.Remembered())
	}
	if days := mustSimulate(t, workload.Simulation{}); len(days) != 0 {
		t.Errorf("no days become %d", len(days))
	}
	s := workload.Simulation{Config: workload.Config{Days: 3}, Retention: 0.9}
	if diff := cmp.Diff(make([]workload.Day, 3), mustSimulate(t, s)); diff != "" {
		t.Errorf("without cards (-want, +got):\n%s", diff)
	}
}

// ending is a context that ends when it has been asked so often.
type ending struct {
	context.Context
	asked atomic.Int32
	left  int32
}

func (e *ending) Err() error {
	if e.asked.Add(1) > e.left {
		return context.Canceled
	}
	return nil
}

// TestLooksAheadStop ends the context wherever it is asked.
func TestLooksAheadStop(t *testing.T) {
	c := learner(2500)
	c.Days = 12
	looks := map[string]func(context.Context) (found int, err error){
		"Simulate": func(ctx context.Context) (int, error) {
			o, err := workload.Simulate(ctx, workload.Simulation{Config: c, Retention: 0.9})
			return len(o.Days), err
		},
		"Curve": func(ctx context.Context) (int, error) {
			points, err := workload.Curve(ctx, c, []float64{0.8, 0.9, 0.95}, nil)
			return len(points), err
		},
	}
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			whole := &ending{Context: t.Context(), left: math.MaxInt32}
			if found, err := look(whole); found == 0 || err != nil {
				t.Fatalf("without an end: %d, %v", found, err)
			}
			if whole.asked.Load() < int32(c.Days) {
				t.Errorf("the context is asked %d times in %d days", whole.asked.Load(), c.Days)
			}
			for left := range whole.asked.Load() {
				if found, err := look(&ending{Context: t.Context(), left: left}); found != 0 || !errors.Is(err, context.Canceled) {
					t.Errorf("ended after being asked %d times: %d, %v", left, found, err)
				}
			}
		})
	}
}

func TestAnySimulationIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workload.Simulation{
			Config:        anyConfig().Draw(t, "config"),
			Retention:     anyRetention.Draw(t, "retention"),
			ReviewsPerDay: rapid.IntRange(-1, 20).Draw(t, "reviews"),
			SecondsPerDay: rapid.SampledFrom([]float64{0, 60, -1, math.NaN(), math.Inf(1)}).Draw(t, "seconds"),
			Seed:          rapid.Uint64().Draw(t, "seed"),
		}
		o, err := workload.Simulate(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Days) != max(s.Days, 0) {
			t.Fatalf("%d days were simulated, want %d", len(o.Days), s.Days)
		}
		cards := float64(len(s.Cards))
		for _, d := range o.Days {
			cards += float64(d.New)
			if !(d.Seconds >= 0 && d.Seconds < 1e7) || !(d.Remembered >= 0 && d.Remembered <= cards+1e-6) ||
				d.Recalled > d.Reviews || d.Reviews < 0 || d.Waiting < 0 || d.New > max(s.NewPerDay, 0) {
				t.Fatalf("%+v, with %v cards begun", d, cards)
			}
		}
	})
}
