package memory_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
)

var (
	fsrs45 = []float64{0.4, 0.9, 2.3, 10.9, 4.93, 0.94, 0.86, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61}
	fsrs5  = []float64{0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11, 0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621}
)

func TestParseWeights(t *testing.T) {
	defaults := memory.DefaultWeights()
	tests := []struct {
		name string
		in   []float64
		want memory.Weights
	}{
		{"FSRS-6", defaults[:], defaults},
		{"FSRS-5", fsrs5, memory.Weights{0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11, 0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621, 0, 0.5}},
		// w4 = 4.93 + 2*0.94, w5 = ln(3*0.94 + 1)/3, w6 = 0.86 + 0.5
		{"FSRS-4.5", fsrs45, memory.Weights{0.4, 0.9, 2.3, 10.9, 6.81, math.Log(3.82) / 3, 1.36, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61, 0, 0, 0, 0.5}},
		// Clipped last: 3.8 + 0.5 is too much only in the layout of FSRS-6.
		{"FSRS-4.5 clipped last", with(fsrs45, 6, 3.8), memory.Weights{0.4, 0.9, 2.3, 10.9, 6.81, math.Log(3.82) / 3, 4, 0.01, 1.49, 0.14, 0.94, 2.18, 0.05, 0.34, 1.26, 0.29, 2.61, 0, 0, 0, 0.5}},
		{"above the bounds", slices.Repeat([]float64{1e9}, 21), memory.Weights{100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8}},
		{"below the bounds", slices.Repeat([]float64{-1e9}, 21), memory.Weights{0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := slices.Clone(test.in)
			got, err := memory.ParseWeights(test.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if !slices.Equal(test.in, before) {
				t.Errorf("the list was changed to %v", test.in)
			}
		})
	}
}

func TestParseWeightsRefuses(t *testing.T) {
	defaults := memory.DefaultWeights()
	tests := []struct {
		name string
		in   []float64
		want string // part of the message
	}{
		{"nothing", nil, "there are 0 FSRS weights"},
		{"one too few", defaults[:20], "there are 20 FSRS weights"},
		{"eighteen", defaults[:18], "there are 18 FSRS weights"},
		{"one too many", append(defaults[:], 1), "there are 22 FSRS weights"},
		{"FSRS-7", make([]float64, 34), "there are 34 FSRS weights"},
		{"not a number", with(defaults[:], 3, math.NaN()), "weight 3 of 21 is NaN"},
		{"endless", with(fsrs5, 18, math.Inf(1)), "weight 18 of 19 is +Inf"},
		{"endless downwards", with(fsrs45, 0, math.Inf(-1)), "weight 0 of 17 is -Inf"},
		{"no logarithm", with(fsrs45, 5, -0.5), "weight 5 of the 17 is -0.5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := memory.ParseWeights(test.in)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want one with %q", err, test.want)
			}
			if got != (memory.Weights{}) {
				t.Errorf("weights = %v beside an error", got)
			}
		})
	}
}

// The older model and the newer one agree for the ratings at which the migration aims.
func TestMigrateKeepsFirstDifficulty(t *testing.T) {
	w, err := memory.ParseWeights(fsrs45)
	if err != nil {
		t.Fatal(err)
	}
	m := memory.NewModel(w, false)
	for r, want := range map[memory.Rating]float64{
		memory.Again: 4.93 + 2*0.94, // FSRS-4.5: w4 - w5*(grade-3)
		memory.Easy:  4.93 - 0.94,
	} {
		if got := m.First(r).Difficulty; !near(got, want, 1e-9, 0) {
			t.Errorf("difficulty after a first %v = %v, want %v", r, got, want)
		}
	}
}

func TestClipWeights(t *testing.T) {
	high := with(fsrs5, 17, 1.9)
	defaults := memory.DefaultWeights()
	// sqrt(-(ln w11 + ln(2^w13 - 1) + 0.3*w14) / n), for n = 2 and these weights
	ceiling := math.Sqrt(-(math.Log(1.9395) + math.Log(math.Exp2(0.29605)-1) + 0.3*2.2698) / 2)
	tests := []struct {
		name         string
		in           []float64
		steps        int
		longTermOnly bool
		index        int
		want         float64
	}{
		{"one relearning step", high, 1, false, 17, 1.9},
		{"no relearning steps", high, 0, false, 17, 1.9},
		{"two relearning steps", high, 2, false, 17, ceiling},
		{"offset with two relearning steps", high, 2, false, 18, ceiling},
		{"hardly anything lost by a lapse", with(high, 11, 5), 3, false, 17, 0.01},
		{"w19 in training", with(defaults[:], 19, 0), 1, false, 19, 0.01},
		{"w19 without short term", with(defaults[:], 19, 0), 1, true, 19, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := memory.ClipWeights(test.in, test.steps, test.longTermOnly)
			if err != nil {
				t.Fatal(err)
			}
			if !near(got[test.index], test.want, 1e-12, 0) {
				t.Errorf("w%d = %v, want %v", test.index, got[test.index], test.want)
			}
		})
	}
	if _, err := memory.ClipWeights(defaults[:5], 1, false); err == nil {
		t.Error("five weights are clipped, want an error")
	}
}

// The bound that depends on the relearning steps has a purpose: a card that was
// forgotten does not come out of them better than it went in.
func TestClippedRelearningNeverUndoesALapse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		steps := rapid.IntRange(2, 6).Draw(t, "steps")
		drawn := anyWeights().Draw(t, "weights")
		// As in the derivation of the bound, leave out the effect of stability on
		// same-day answers, and let the two short-term weights be equal.
		drawn[18] = drawn[17]
		clipped, err := memory.ClipWeights(drawn[:], steps, true)
		if err != nil {
			t.Skip("weights that are refused")
		}
		clipped[19] = 0
		w, err := memory.ParseWeights(clipped)
		if err != nil {
			t.Fatal(err)
		}
		if w[17] <= 0.01 {
			t.Skip("at the floor of the bound")
		}
		m := memory.NewModel(w, false)
		before := memory.State{Stability: 1, Difficulty: 1}
		forgottenAt := int(math.Round(m.Interval(1, 0.7)))
		if m.Recall(before, float64(forgottenAt)) < 0.7 {
			forgottenAt-- // the bound is for a recall of 0.7 or more
		}
		s := m.Next(before, memory.Again, forgottenAt)
		if forgottenAt == 0 || s.Stability == memory.MinStability {
			t.Skip("no lapse, or one that is not the formula's")
		}
		for range steps {
			s = m.Next(s, memory.Good, 0)
		}
		if s.Stability > 1+1e-9 {
			t.Fatalf("stability is 1 before a lapse and %v after relearning", s.Stability)
		}
	})
}

func with(w []float64, i int, v float64) []float64 {
	w = slices.Clone(w)
	w[i] = v
	return w
}
