package memory_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"touchpoint/deck/memory"
)

// logNames are the histories that come with the vectors, from the smallest. The largest is
// in the folder that TOUCHPOINT_VECTORS names, not here.
var logNames = []string{"1k", "20k", "200k"}

var logCache sync.Map

// readLog returns the history of a name, or none when the folder lacks it, which only
// the largest may.
func readLog(tb testing.TB, name string) []memory.Answer {
	tb.Helper()
	if log, ok := logCache.Load(name); ok {
		return log.([]memory.Answer)
	}
	var info struct {
		Rollover int `json:"rollover_hour_utc"`
		Datasets map[string]struct{ Files []string }
	}
	readVectors(tb, "revlog_info.json", &info)
	calendar := memory.Calendar{Rollover: info.Rollover}
	var log []memory.Answer
	for _, file := range info.Datasets[name].Files {
		data, err := os.ReadFile(filepath.Join(vectorFolder(), file))
		if os.IsNotExist(err) && name == "200k" {
			return nil
		}
		if err != nil {
			tb.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		for _, row := range rows[1:] { // after the header
			log = append(log, readAnswer(tb, calendar, row))
		}
	}
	if len(log) == 0 {
		tb.Fatalf("there is no history of the name %s", name)
	}
	logCache.Store(name, log)
	return log
}

func readAnswer(tb testing.TB, calendar memory.Calendar, row []string) memory.Answer {
	tb.Helper()
	var v [5]int64
	for i := range v {
		var err error
		if v[i], err = strconv.ParseInt(row[i], 10, 64); err != nil {
			tb.Fatal(err)
		}
	}
	return memory.Answer{
		At: v[1], Card: int32(v[0]), Day: calendar.Day(time.UnixMilli(v[1])), Took: int32(v[4]),
		Rating: memory.Rating(v[2]), Was: memory.Phase(v[3]),
	}
}

func vectorFolder() string {
	if dir := os.Getenv("TOUCHPOINT_VECTORS"); dir != "" {
		return dir
	}
	return "testdata"
}

func TestVectorsLossAndGradient(t *testing.T) {
	var file struct {
		Cases []struct {
			W     memory.Weights
			Cards []struct {
				Rating []int     // not bytes, which JSON would want as a string
				DeltaT []float64 `json:"delta_t"`
				Weight []float64
			}
			Loss float64
			Grad memory.Weights
		}
	}
	readVectors(t, "loss_grad.json", &file)
	if len(file.Cases) == 0 {
		t.Fatal("loss_grad.json has no cases")
	}
	const tolerance = 1e-8
	for i, c := range file.Cases {
		loss, grad := 0.0, memory.Weights{}
		for _, card := range c.Cards {
			l, g := memory.LossAndGradient(c.W, false, ratings(card.Rating), card.DeltaT, card.Weight)
			loss += l
			for k := range g {
				grad[k] += g[k]
			}
		}
		if !near(loss, c.Loss, 0, tolerance) {
			t.Errorf("case %d: loss = %.12g, want %.12g", i, loss, c.Loss)
		}
		for k, want := range c.Grad {
			if !near(grad[k], want, 1e-11, tolerance) {
				t.Errorf("case %d: gradient over w%d = %.12g, want %.12g", i, k, grad[k], want)
			}
		}
	}
}

func ratings(numbers []int) []memory.Rating {
	var list []memory.Rating
	for _, n := range numbers {
		list = append(list, memory.Rating(n))
	}
	return list
}

func TestVectorsFirstStability(t *testing.T) {
	var file struct {
		Cases []struct {
			Groups [][4]int // first rating, days, passed, failed
			S0     [4]float64
			Error  *string
			Exact  [4]float64 `json:"ref_f64"`
		}
	}
	readVectors(t, "pretrain.json", &file)
	if len(file.Cases) == 0 {
		t.Fatal("pretrain.json has no cases")
	}
	for i, c := range file.Cases {
		var log []memory.Answer
		card := int32(0)
		for _, g := range c.Groups {
			for n := range g[2] + g[3] {
				log = append(log, memory.Answer{Card: card, Day: 20000, Rating: memory.Rating(g[0])})
				last := memory.Answer{Card: card, Day: 20000 + memory.Day(g[1]), Rating: memory.Good, Was: memory.Review}
				if n >= g[2] {
					last.Rating = memory.Again
				}
				log = append(log, last)
				card++
			}
		}
		got := mustTrain(t, log, memory.TrainingOptions{}).FirstStability()
		if c.Error != nil {
			if want := memory.DefaultWeights(); got != [4]float64(want[:4]) {
				t.Errorf("case %d: nothing can be known (%s), yet stability = %v", i, *c.Error, got)
			}
			continue
		}
		for k := range got {
			if !near(got[k], c.Exact[k], 0, 1e-6) || !near(got[k], c.S0[k], 0, 1e-4) {
				t.Errorf("case %d: stability = %v, want %v", i, got, c.Exact)
				break
			}
		}
	}
}

func TestVectorsTrainExact(t *testing.T) {
	var file struct {
		Cases []struct {
			Dataset   string
			Batch     int  `json:"batch_size"`
			ShortTerm bool `json:"shortTerm"`
			Relearn   int  `json:"nRelearn"`
			Gamma     float64
			MaxLen    int `json:"maxLen"`
			Epochs    int
			Items     int
			Best      []float64 `json:"fsrs_rs_6_5_keep_best"`
			BestExact []float64 `json:"ref_keep_best"`
			Last      []float64 `json:"ref_last_epoch"`
		}
	}
	readVectors(t, "train_exact.json", &file)
	if len(file.Cases) == 0 {
		t.Fatal("train_exact.json has no cases")
	}
	for i, c := range file.Cases {
		log := readLog(t, c.Dataset)
		if log == nil {
			continue // the largest is not everywhere
		}
		training := mustTrain(t, log, memory.TrainingOptions{
			RelearningSteps: c.Relearn, LongTermOnly: !c.ShortTerm, Longest: c.MaxLen,
		})
		if got := training.Answers(); got != c.Items {
			t.Errorf("case %d (%s): %d answers are trained on, want %d", i, c.Dataset, got, c.Items)
		}
		recipe := memory.ReferenceRecipe()
		recipe.Batch, recipe.Epochs, recipe.Pull = c.Batch, c.Epochs, c.Gamma
		for _, best := range []bool{true, false} {
			recipe.KeepBest = best
			got, _, err := training.Fit(context.Background(), recipe, nil)
			if err != nil {
				t.Fatal(err)
			}
			wants := [][]float64{c.Last}
			if best {
				wants = [][]float64{c.Best, c.BestExact}
			}
			for _, want := range wants {
				for k := range want {
					if !near(got[k], want[k], 0, 1e-4) {
						t.Errorf("case %d (%s, best %v): w%d = %.9g, want %.9g", i, c.Dataset, best, k, got[k], want[k])
					}
				}
			}
		}
	}
}

func TestVectorsMetrics(t *testing.T) {
	type metrics struct {
		LogLoss float64 `json:"log_loss"`
		RMSE    float64 `json:"rmse_bins"`
		AUC     float64
		N       int
	}
	var file struct {
		Cases []struct {
			Dataset string
			Params  string
			W       []float64
			Binding metrics `json:"ref_same_as_binding"`
			All     metrics `json:"all_items_unweighted"`
			Recent  metrics `json:"all_items_recency_weighted"`
		}
	}
	readVectors(t, "metrics.json", &file)
	if len(file.Cases) == 0 {
		t.Fatal("metrics.json has no cases")
	}
	const tolerance = 1e-6
	ctx := context.Background()
	for _, c := range file.Cases {
		log := readLog(t, c.Dataset)
		if log == nil {
			continue
		}
		training := mustTrain(t, log, memory.TrainingOptions{})
		w := mustParse(t, c.W)
		all, recent := training.Measure(ctx, w), training.MeasureRecent(ctx, w)
		if !near(all.LogLoss, c.All.LogLoss, tolerance, 0) || !near(all.RMSE, c.All.RMSE, tolerance, 0) ||
			!near(all.AUC, c.All.AUC, tolerance, 0) || all.Answers != c.All.N {
			t.Errorf("%s, %s: all = %+v, want %+v", c.Dataset, c.Params, all, c.All)
		}
		if !near(recent.LogLoss, c.Binding.LogLoss, tolerance, 0) || !near(recent.RMSE, c.Binding.RMSE, tolerance, 0) {
			t.Errorf("%s, %s: recent = %+v, want %+v", c.Dataset, c.Params, recent, c.Binding)
		}
		weighted := training.MeasureWeighted(ctx, w)
		if !near(weighted.LogLoss, c.Recent.LogLoss, tolerance, 0) || !near(weighted.RMSE, c.Recent.RMSE, tolerance, 0) {
			t.Errorf("%s, %s: weighted = %+v, want %+v", c.Dataset, c.Params, weighted, c.Recent)
		}
	}
}

func TestVectorsFolds(t *testing.T) {
	type metrics struct {
		LogLoss float64 `json:"log_loss"`
		RMSE    float64 `json:"rmse_bins"`
	}
	var file struct {
		Rows []struct {
			Dataset string
			Tested  int `json:"n_test"`
			Default metrics
			Truth   metrics `json:"true_w"`
			Best    metrics `json:"fsrs_rs_6_5"`
			Last    metrics `json:"ref_last_epoch"`
			Firsts  metrics `json:"s0_only"`
		}
	}
	readVectors(t, "cv_expected.json", &file)
	if len(file.Rows) == 0 {
		t.Fatal("cv_expected.json has no rows")
	}
	var info struct {
		Truth []float64 `json:"w_true"`
	}
	readVectors(t, "train_expected.json", &info)
	fixed := func(w memory.Weights) func(context.Context, *memory.Training) (memory.Weights, error) {
		return func(context.Context, *memory.Training) (memory.Weights, error) { return w, nil }
	}
	fitted := func(r memory.Recipe) func(context.Context, *memory.Training) (memory.Weights, error) {
		return func(ctx context.Context, t *memory.Training) (memory.Weights, error) {
			w, _, err := t.Fit(ctx, r, nil)
			return w, err
		}
	}
	last := memory.ReferenceRecipe()
	best := last
	best.KeepBest = true
	for _, row := range file.Rows {
		log := readLog(t, row.Dataset)
		if log == nil {
			continue
		}
		training := mustTrain(t, log, memory.TrainingOptions{})
		got, err := training.Folds(
			context.Background(),
			fixed(memory.DefaultWeights()), fixed(mustParse(t, info.Truth)),
			func(_ context.Context, t *memory.Training) (memory.Weights, error) {
				w, _ := t.Start()
				return w, nil
			},
			fitted(best), fitted(last), fitted(memory.DefaultRecipe()),
		)
		if err != nil {
			t.Fatal(err)
		}
		if got[0].Answers != row.Tested {
			t.Errorf("%s: %d answers are predicted, want %d", row.Dataset, got[0].Answers, row.Tested)
		}
		for i, want := range []metrics{row.Default, row.Truth, row.Firsts, row.Best, row.Last} {
			tolerance := 1e-5
			if i > 2 && training.AllItems() > last.Batch {
				tolerance = 1e-3 // by how much runs of the reference differ from each other, which deals by chance
			}
			if !near(got[i].LogLoss, want.LogLoss, tolerance, 0) || !near(got[i].RMSE, want.RMSE, 4*tolerance, 0) {
				t.Errorf("%s: way %d: %+v, want %+v", row.Dataset, i, got[i], want)
			}
		}
		t.Logf("%s: log loss of later answers: published %.5f, first stabilities %.5f, reference %.5f, default recipe %.5f",
			row.Dataset, got[0].LogLoss, got[2].LogLoss, got[3].LogLoss, got[5].LogLoss)
		if worst := max(row.Best.LogLoss, row.Last.LogLoss); got[5].LogLoss > worst+5e-4 { // of a small history chance decides more than the recipe
			t.Errorf("%s: the default recipe foretells with a log loss of %.5f, the reference with %.5f", row.Dataset, got[5].LogLoss, worst)
		}
	}
}

// TestVectorsTrain compares with what the reference reaches on the same histories: its
// weights where chance has no part in them, and what fitting makes small elsewhere.
func TestVectorsTrain(t *testing.T) {
	type evaluation struct {
		LogLoss float64 `json:"log_loss"`
		RMSE    float64 `json:"rmse_bins"`
		AUC     float64
	}
	type fit struct {
		Seed    int
		W       []float64
		S0      []float64
		Binding evaluation `json:"binding_eval"`
		All     evaluation `json:"unweighted"`
	}
	var file struct {
		Datasets map[string]struct {
			Reviews, Items int
			Trained        int   `json:"items_after_outlier"`
			Runs           []fit `json:"short_term_runs"`
			LongTermOnly   fit   `json:"long_term_only"`
			Exact          []fit `json:"ref_js_runs"`
		}
	}
	readVectors(t, "train_expected.json", &file)
	if len(file.Datasets) == 0 {
		t.Fatal("train_expected.json has no datasets")
	}
	ctx := context.Background()
	for name, want := range file.Datasets {
		log := readLog(t, name)
		if log == nil {
			continue
		}
		training := mustTrain(t, log, memory.TrainingOptions{})
		longTerm := mustTrain(t, log, memory.TrainingOptions{LongTermOnly: true})
		if len(log) != want.Reviews || training.AllItems() != want.Items || training.Answers() != want.Trained {
			t.Errorf("%s: %d answers, %d of them evidence, %d trained on; want %d, %d, %d", name,
				len(log), training.AllItems(), training.Answers(), want.Reviews, want.Items, want.Trained)
		}
		for _, run := range want.Exact {
			for i, s := range training.FirstStability() {
				if !near(s, run.S0[i], 0, 1e-4) {
					t.Errorf("%s: first stability %d = %v, want %v", name, i+1, s, run.S0[i])
				}
			}
		}
		least := math.Inf(1)
		for i, run := range append(append(want.Runs, want.LongTermOnly), want.Exact...) {
			w := mustParse(t, run.W)
			all, recent := training.Measure(ctx, w), training.MeasureRecent(ctx, w)
			if i == len(want.Runs) {
				all, recent = longTerm.Measure(ctx, w), longTerm.MeasureRecent(ctx, w)
			} else {
				least = min(least, training.Objective(w))
			}
			// Weights are written with five decimals, so that small ones are known to a part in 10,000.
			const tolerance = 1e-5
			if !near(all.LogLoss, run.All.LogLoss, tolerance, 0) || !near(all.RMSE, run.All.RMSE, 10*tolerance, 0) || !near(all.AUC, run.All.AUC, 10*tolerance, 0) {
				t.Errorf("%s, run %d: all = %+v, want %+v", name, i, all, run.All)
			}
			if !near(recent.LogLoss, run.Binding.LogLoss, tolerance, 0) || !near(recent.RMSE, run.Binding.RMSE, 10*tolerance, 0) {
				t.Errorf("%s, run %d: recent = %+v, want %+v", name, i, recent, run.Binding)
			}
		}
		r := memory.ReferenceRecipe()
		r.KeepBest = true
		reference, _, err := training.Fit(ctx, r, nil)
		if err != nil {
			t.Fatal(err)
		}
		if want.Trained <= r.Batch { // one batch: nothing is left to chance
			for i, w := range want.Runs[0].W {
				if !near(reference[i], w, 1e-5, 1e-4) {
					t.Errorf("%s: w%d = %v, want %v", name, i, reference[i], w)
				}
			}
		}
		five := memory.DefaultRecipe()
		five.Epochs = 5
		short, _, err := training.Fit(ctx, five, nil)
		if err != nil {
			t.Fatal(err)
		}
		ours, _, err := training.Fit(ctx, memory.DefaultRecipe(), nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: objective: best run of the reference %.6f, its recipe here %.6f, five epochs %.6f, default recipe %.6f",
			name, least, training.Objective(reference), training.Objective(short), training.Objective(ours))
		if got := training.Objective(ours); got > least+2e-5 {
			t.Errorf("%s: objective = %.6f, the reference reaches %.6f", name, got, least)
		}
	}
}
