package workload_test

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

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
