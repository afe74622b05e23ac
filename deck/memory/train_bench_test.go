package memory_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"touchpoint/deck/memory"
)

// A history is a list of answers under the name that benchmarks give it.
type history struct {
	name string
	log  []memory.Answer
}

// histories returns those that are measured: the ones that come with the vectors, and in
// the place of the largest, where that is missing, a simulated one of its size, under a
// name that says so. Figures of one say nothing about the other but how long it takes.
func histories(b *testing.B) []history {
	b.Helper()
	var list []history
	for _, name := range logNames {
		if log := readLog(b, name); log != nil {
			list = append(list, history{name, log})
		} else {
			list = append(list, history{"simulated-" + name, simulated200k()})
		}
	}
	return list
}

// simulated200k returns the first 200,000 answers of a learner who begins 60 cards a day.
var simulated200k = sync.OnceValue(func() []memory.Answer {
	l := newLearner(200)
	l.pace = 60
	log := l.study(400)
	return slices.Clip(log[:200_000])
})

// BenchmarkTrain measures a whole training, from the history to weights, by the default
// recipe, by five epochs of it, and by that of the reference. It reports what
// fitting makes small (objective) and how well the weights predict.
func BenchmarkTrain(b *testing.B) {
	five := memory.DefaultRecipe()
	five.Epochs = 5
	for _, h := range histories(b) {
		b.Run(h.name, func(b *testing.B) { benchTrain(b, h.log, memory.DefaultRecipe()) })
		b.Run(h.name+"-five-epochs", func(b *testing.B) { benchTrain(b, h.log, five) })
		b.Run(h.name+"-reference", func(b *testing.B) { benchTrain(b, h.log, memory.ReferenceRecipe()) })
	}
}

func benchTrain(b *testing.B, log []memory.Answer, r memory.Recipe) {
	b.Helper()
	var training *memory.Training
	var w memory.Weights
	for b.Loop() {
		training = mustTrain(b, log, memory.TrainingOptions{})
		var err error
		if w, _, err = training.Fit(context.Background(), r, nil); err != nil {
			b.Fatal(err)
		}
	}
	m := training.Measure(context.Background(), w)
	b.ReportMetric(training.Objective(w), "objective")
	b.ReportMetric(m.LogLoss, "logloss")
	b.ReportMetric(m.RMSE, "rmse_bins")
}

// BenchmarkEvaluate measures how long it takes to say how well weights predict.
func BenchmarkEvaluate(b *testing.B) {
	for _, h := range histories(b) {
		training := mustTrain(b, h.log, memory.TrainingOptions{})
		b.Run(h.name, func(b *testing.B) {
			for b.Loop() {
				training.Measure(context.Background(), memory.DefaultWeights())
			}
		})
	}
}

// BenchmarkNewTraining measures how long it takes to make a history ready.
func BenchmarkNewTraining(b *testing.B) {
	for _, h := range histories(b) {
		b.Run(h.name, func(b *testing.B) {
			for b.Loop() {
				mustTrain(b, h.log, memory.TrainingOptions{})
			}
		})
	}
}

// BenchmarkReplay measures how long it takes to predict every answer.
func BenchmarkReplay(b *testing.B) {
	m := memory.NewModel(memory.DefaultWeights(), false)
	for _, h := range histories(b) {
		b.Run(h.name, func(b *testing.B) {
			for b.Loop() {
				mustReplay(b, h.log, m)
			}
		})
	}
}

// BenchmarkFit measures all that a learner waits for: training, judging, and for small
// histories the foretelling.
func BenchmarkFit(b *testing.B) {
	for _, h := range histories(b) {
		b.Run(h.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := memory.Fit(context.Background(), h.log, memory.DefaultWeights(), memory.FitOptions{}, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
