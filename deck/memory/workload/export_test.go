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
