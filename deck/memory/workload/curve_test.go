package workload_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// A row is a result of fsrs-rs, see testdata/README.md.
type row struct {
	Kind          string
	W             string
	Span          int `json:"learn_span"`
	DR            float64
	Seconds       float64
	DeckSize      int  `json:"deck_size"`
	LearnLimit    int  `json:"learn_limit"`
	ReviewLimit   *int `json:"review_limit"`
	Learning      int  `json:"learning_step_count"`
	Relearning    int  `json:"relearning_step_count"`
	Runs          int
	Memorized     [2]float64 `json:"memorized_last_day"`
	Reviews       [2]float64
	Learned       [2]float64
	Cost          [2]float64 `json:"cost_seconds"`
	TrueRetention [2]float64 `json:"true_retention"`
}

type oracle struct {
	weights map[string]memory.Weights
	models  map[string]*memory.Model
	rows    []row // of the kind that was asked for
}

// readOracle returns the rows of a kind. The environment variable TOUCHPOINT_VECTORS names
// another folder that has the file.
func readOracle(t *testing.T, kind string) oracle {
	t.Helper()
	dir := os.Getenv("TOUCHPOINT_VECTORS")
	if dir == "" {
		dir = "testdata"
	}
	data, err := os.ReadFile(filepath.Join(dir, "simulation.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Weights map[string][]float64
		Rows    []json.RawMessage
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	o := oracle{weights: make(map[string]memory.Weights), models: make(map[string]*memory.Model)}
	for name, list := range file.Weights {
		w, err := memory.ParseWeights(list)
		if err != nil {
			t.Fatal(err)
		}
		o.weights[name] = w
		o.models[name] = memory.NewModel(w, false)
	}
	for _, raw := range file.Rows {
		var of struct{ Kind string }
		if err := json.Unmarshal(raw, &of); err != nil {
			t.Fatal(err)
		}
		if of.Kind != kind {
			continue
		}
		var r row
		if err := json.Unmarshal(raw, &r); err != nil {
			t.Fatal(err)
		}
		o.rows = append(o.rows, r)
	}
	if len(o.rows) == 0 {
		t.Fatalf("simulation.json has no rows of the kind %s", kind)
	}
	return o
}

func TestVectorsExpectedWorkload(t *testing.T) {
	o := readOracle(t, "expected_workload")
	for _, r := range o.rows {
		c := workload.Config{Model: o.models[r.W], Costs: workload.DefaultCosts(), Days: r.Span, NewPerDay: 1, NewLeft: 1}
		points, err := workload.Curve(context.Background(), c, []float64{r.DR}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := points[0].SecondsPerDay * float64(r.Span)
		if math.Abs(got-r.Seconds) > 1e-4*r.Seconds {
			t.Errorf("weights %s, %d days, retention %v: a new card takes %.5f s, want %.5f", r.W, r.Span, r.DR, got, r.Seconds)
		}
	}
}

func mustCurve(t *testing.T, c workload.Config, retentions ...float64) []workload.Point {
	t.Helper()
	points, err := workload.Curve(t.Context(), c, retentions, nil)
	if err != nil {
		t.Fatal(err)
	}
	return points
}

func TestRetentions(t *testing.T) {
	r := workload.Retentions()
	if len(r) != 28 || r[0] != 0.70 || r[20] != 0.90 || r[27] != 0.97 {
		t.Errorf("retentions are %v", r)
	}
}

// The curve is the mean of many simulations, but for its grid and what it leaves out on
// the relearning steps.
func TestCurveIsTheMeanOfSimulations(t *testing.T) {
	const runs = 6
	steps := func(learning, relearning int) workload.Config {
		c := learner(600)
		c.NewPerDay, c.NewLeft, c.LearningSteps, c.RelearningSteps = 5, 1200, learning, relearning
		return c
	}
	retentions := []float64{0.75, 0.9, 0.95}
	if testing.Short() {
		retentions = retentions[1:2]
	}
	for name, c := range map[string]workload.Config{"without steps": steps(0, 0), "with steps": steps(2, 1), "with many": steps(3, 2)} {
		for _, retention := range retentions {
			p := mustCurve(t, c, retention)[0]
			var seconds, reviews, remembered float64
			for seed := range uint64(runs) {
				o, err := workload.Simulate(t.Context(), workload.Simulation{Config: c, Retention: retention, Seed: seed})
				if err != nil {
					t.Fatal(err)
				}
				seconds += o.SecondsPerDay() / runs
				remembered += o.Remembered() / runs
				for _, d := range o.Days {
					reviews += float64(d.Reviews) / runs / float64(len(o.Days))
				}
			}
			for _, f := range []struct {
				what            string
				got, want, most float64
			}{
				{"seconds a day", p.SecondsPerDay, seconds, 0.04},
				{"reviews a day", p.ReviewsPerDay, reviews, 0.04},
				{"cards remembered", p.Remembered, remembered, 0.005},
			} {
				if off := math.Abs(f.got/f.want - 1); !(off <= f.most) {
					t.Errorf("%s, retention %v: %s %.4g, simulations say %.4g", name, retention, f.what, f.got, f.want)
				}
			}
		}
	}
}

// What is due on a day is asked on it, whatever retention is desired from then on; what is
// overdue, today.
func TestCurveOfOneCard(t *testing.T) {
	m := memory.NewModel(memory.DefaultWeights(), false)
	s := memory.State{Stability: 30, Difficulty: 5}
	const today = memory.Day(20000)
	costs := workload.DefaultCosts()
	tests := []struct {
		name       string
		due, days  int
		seconds    float64
		remembered float64
	}{
		{"due after the last day", 10, 10, 0, m.Recall(s, 20+9)},
		{"due on the last day", 9, 10, costs.Ask(m.Recall(s, 20+9), 0) / 10, 1},
		{"overdue, looked at for today only", -15, 1, costs.Ask(m.Recall(s, 20), 0), 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := workload.Config{Model: m, Costs: costs, Today: today, Days: test.days, Cards: []workload.Card{{State: s, Last: today - 20, Due: today + memory.Day(test.due)}}}
			p := mustCurve(t, c, 0.9)[0]
			if math.Abs(p.SecondsPerDay-test.seconds) > 1e-6 || math.Abs(p.Remembered-test.remembered) > 1e-4 {
				t.Errorf("takes %v s a day and %v is remembered, want %v and %v", p.SecondsPerDay, p.Remembered, test.seconds, test.remembered)
			}
		})
	}
}

func TestCurveIsTheSameEveryTime(t *testing.T) {
	c := learner(300)
	c.Days = 120
	retentions := []float64{0.7, 0.8, 0.9, 0.92, 0.95, 0.97}
	want := mustCurve(t, c, retentions...)
	for _, cores := range []int{1, 2, 3} {
		before := runtime.GOMAXPROCS(cores)
		got := mustCurve(t, c, retentions...)
		runtime.GOMAXPROCS(before)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("on %d cores (-before, +now):\n%s", cores, diff)
		}
	}
	// A flow that was used before is as good as a new one.
	for i, r := range retentions {
		if got := mustCurve(t, c, r)[0]; got != want[i] {
			t.Errorf("alone the point is %+v, among others %+v", got, want[i])
		}
	}
}

func TestCurveTellsAndStops(t *testing.T) {
	c := learner(50)
	c.Days = 60
	var told []int
	if _, err := workload.Curve(t.Context(), c, workload.Retentions(), func(done, total int) {
		if total != 28 {
			t.Errorf("the total is %d, want 28", total)
		}
		told = append(told, done)
	}); err != nil {
		t.Fatal(err)
	}
	for i, done := range told {
		if done != i+1 {
			t.Fatalf("told %v", told)
		}
	}
	if len(told) != 28 {
		t.Errorf("told %d times, want 28", len(told))
	}

	ctx, cancel := context.WithCancel(t.Context())
	points, err := workload.Curve(ctx, c, workload.Retentions(), func(done, _ int) {
		if done == 3 {
			cancel()
		}
	})
	// It may have been through by then.
	if err == nil && len(points) != 28 || err != nil && (points != nil || !errors.Is(err, context.Canceled)) {
		t.Errorf("stopped on the way it gives %d points and the error %v", len(points), err)
	}
	if points, err := workload.Curve(ctx, c, workload.Retentions(), nil); !errors.Is(err, context.Canceled) || points != nil {
		t.Errorf("stopped before it gives %d points and the error %v", len(points), err)
	}
}

// anyConfig draws a config, with damaged cards and limits now and then.
func anyConfig() *rapid.Generator[workload.Config] {
	number := rapid.OneOf(rapid.Float64Range(0.001, 400), rapid.SampledFrom([]float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1), 1e300}))
	day := rapid.Custom(func(t *rapid.T) memory.Day {
		return memory.Day(rapid.OneOf(rapid.Int32Range(19900, 20100), rapid.Int32()).Draw(t, "day"))
	})
	card := rapid.Custom(func(t *rapid.T) workload.Card {
		return workload.Card{
			State: memory.State{Stability: number.Draw(t, "stability"), Difficulty: number.Draw(t, "difficulty")},
			Last:  day.Draw(t, "last"),
			Due:   day.Draw(t, "due"),
		}
	})
	return rapid.Custom(func(t *rapid.T) workload.Config {
		c := workload.Config{
			Costs:           workload.CostsOf(anyLog().Draw(t, "log")),
			Cards:           rapid.SliceOfN(card, 0, 20).Draw(t, "cards"),
			Today:           day.Draw(t, "today"),
			Days:            rapid.IntRange(-5, 90).Draw(t, "days"),
			NewPerDay:       rapid.IntRange(-1, 30).Draw(t, "perDay"),
			NewLeft:         rapid.OneOf(rapid.IntRange(-1, 100), rapid.Just(math.MaxInt)).Draw(t, "left"),
			LearningSteps:   rapid.IntRange(-1, 9).Draw(t, "learning"),
			RelearningSteps: rapid.IntRange(-1, 9).Draw(t, "relearning"),
			MaximumInterval: rapid.OneOf(rapid.IntRange(-1, 60), rapid.Just(math.MaxInt)).Draw(t, "maximum"),
		}
		if rapid.Bool().Draw(t, "weights") {
			w := memory.DefaultWeights()
			for i := range w {
				w[i] = number.Draw(t, "weight")
			}
			c.Model = memory.NewModel(w, rapid.Bool().Draw(t, "longTermOnly"))
		}
		return c
	})
}

// A retention may be nonsense too.
var anyRetention = rapid.OneOf(rapid.Float64Range(0.7, 0.99), rapid.SampledFrom([]float64{0, 1e-5, 1, -3, 7, math.NaN(), math.Inf(1)}))

func TestAnyCurveIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyConfig().Draw(t, "config")
		points, err := workload.Curve(context.Background(), c, []float64{anyRetention.Draw(t, "retention"), 0.9}, nil)
		if err != nil {
			t.Fatal(err)
		}
		cards := float64(len(c.Cards))
		for range max(c.Days, 0) {
			cards += float64(max(c.NewPerDay, 0))
		}
		for _, p := range points {
			if !(p.SecondsPerDay >= 0 && p.SecondsPerDay < 1e6) || !(p.ReviewsPerDay >= 0 && p.ReviewsPerDay < 1e5) || !(p.Remembered >= 0 && p.Remembered <= cards+1e-6) {
				t.Fatalf("%+v", p)
			}
		}
		workload.Knee(points)
	})
}
