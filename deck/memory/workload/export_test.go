package workload

import (
	"context"

	"touchpoint/deck/memory"
)

// SimulateSteps is Simulate with another formula for answers on the same day.
func SimulateSteps(ctx context.Context, s Simulation, step func(memory.State, memory.Rating) memory.State) (Outcome, error) {
	s.Config = s.sound()
	return simulate(ctx, s, step)
}

// SecondsPerDay returns the mean over all days.
func (o Outcome) SecondsPerDay() float64 {
	if len(o.Days) == 0 {
		return 0
	}
	sum := 0.0
	for _, d := range o.Days {
		sum += d.Seconds
	}
	return sum / float64(len(o.Days))
}

// Remembered returns how many cards are expected to be recalled on the last day.
func (o Outcome) Remembered() float64 {
	if len(o.Days) == 0 {
		return 0
	}
	return o.Days[len(o.Days)-1].Remembered
}
