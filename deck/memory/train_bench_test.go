package memory_test

import (
	"context"
	"testing"

	"touchpoint/deck/memory"
)

// BenchmarkTrain measures a whole training, from the history to weights, by the default
// recipe, by five epochs of it, and by that of the reference. It reports what
// fitting makes small (objective) and how well the weights predict.
func BenchmarkTrain(b *testing.B) {
	five := memory.DefaultRecipe()
	five.Epochs = 5
	for _, name := range logNames {
		b.Run(name, func(b *testing.B) { benchTrain(b, name, memory.DefaultRecipe()) })
		b.Run(name+"-five-epochs", func(b *testing.B) { benchTrain(b, name, five) })
		b.Run(name+"-reference", func(b *testing.B) { benchTrain(b, name, memory.ReferenceRecipe()) })
	}
}

func benchTrain(b *testing.B, name string, r memory.Recipe) {
	log := readLog(b, name)
	if log == nil {
		b.Skip("set TOUCHPOINT_VECTORS to a folder with this history")
	}
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
	for _, name := range logNames {
		log := readLog(b, name)
		if log == nil {
			continue
		}
		training := mustTrain(b, log, memory.TrainingOptions{})
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				training.Measure(context.Background(), memory.DefaultWeights())
			}
		})
	}
}

// BenchmarkNewTraining measures how long it takes to make a history ready.
func BenchmarkNewTraining(b *testing.B) {
	for _, name := range logNames {
		log := readLog(b, name)
		if log == nil {
			continue
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				mustTrain(b, log, memory.TrainingOptions{})
			}
		})
	}
}

// BenchmarkFit measures all that a learner waits for: training, judging, and for small
// histories the foretelling.
func BenchmarkFit(b *testing.B) {
	for _, name := range logNames {
		log := readLog(b, name)
		if log == nil {
			continue
		}
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := memory.Fit(context.Background(), log, memory.DefaultWeights(), memory.FitOptions{}, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
