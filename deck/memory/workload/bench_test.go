package workload_test

import (
	"context"
	"testing"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// learner is somebody with so many cards, at all ages, who begins 20 more a day.
func learner(cards int) workload.Config {
	const today = memory.Day(20000)
	c := workload.Config{
		Costs:           workload.DefaultCosts(),
		Today:           today,
		Days:            365,
		NewPerDay:       20,
		NewLeft:         2000,
		LearningSteps:   2,
		RelearningSteps: 1,
	}
	for i := range cards {
		age := memory.Day(1 + i*i*31%60)
		c.Cards = append(c.Cards, workload.Card{
			State: memory.State{Stability: float64(age) * (0.5 + float64(i*17%40)/10), Difficulty: 1 + float64(i*13%90)/10},
			Last:  today - age,
			Due:   today - 3 + memory.Day(i*7%90),
		})
	}
	return c
}

// BenchmarkCurve measures the whole curve of a learner with 2,000 cards, over a year.
func BenchmarkCurve(b *testing.B) {
	c := learner(2000)
	for b.Loop() {
		if _, err := workload.Curve(context.Background(), c, workload.Retentions(), nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSimulate measures one simulated year of the same learner.
func BenchmarkSimulate(b *testing.B) {
	s := workload.Simulation{Config: learner(2000), Retention: 0.9}
	for b.Loop() {
		if _, err := workload.Simulate(context.Background(), s); err != nil {
			b.Fatal(err)
		}
	}
}
