package memory_test

import (
	"context"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"touchpoint/deck/memory"
)

// logFiles are the histories that come with the vectors. The largest is in the folder
// that TOUCHPOINT_VECTORS names, not here.
var logFiles = map[string][]string{
	"1k":   {"revlog_1k.csv"},
	"20k":  {"revlog_20k.csv"},
	"200k": {"revlog_200k_part1.csv", "revlog_200k_part2.csv"},
}

var logCache sync.Map

// readLog returns the history of a name, or none when the folder lacks it, which only
// the largest may.
func readLog(tb testing.TB, name string) []memory.Answer {
	tb.Helper()
	if log, ok := logCache.Load(name); ok {
		return log.([]memory.Answer)
	}
	calendar := memory.Calendar{Rollover: 4}
	var log []memory.Answer
	for i, file := range logFiles[name] {
		f, err := os.Open(filepath.Join(vectorFolder(), file))
		if os.IsNotExist(err) && name == "200k" {
			return nil
		}
		if err != nil {
			tb.Fatal(err)
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.ReuseRecord = true
		header := true
		for {
			row, err := r.Read()
			if err == io.EOF {
				break
			}
			if err != nil {
				tb.Fatal(err)
			}
			if header {
				if header = false; row[0] == "card_id" || i == 0 {
					continue
				}
			}
			var v [5]int64
			for j := range v {
				if v[j], err = strconv.ParseInt(row[j], 10, 64); err != nil {
					tb.Fatal(err)
				}
			}
			log = append(log, memory.Answer{
				At: v[1], Card: int32(v[0]), Day: calendar.Day(time.UnixMilli(v[1])), Took: int32(v[4]),
				Rating: memory.Rating(v[2]), Was: memory.Phase(v[3]),
			})
		}
	}
	logCache.Store(name, log)
	return log
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
		got := memory.NewTraining(log, memory.TrainingOptions{}).FirstStability()
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
		training := memory.NewTraining(log, memory.TrainingOptions{
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
