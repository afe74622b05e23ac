package workload

import "context"

// A Simulation plays a learner's days through, with chance: what if I begin so many new
// cards a day, or have so little time?
type Simulation struct {
	Config
	Retention     float64 // desired
	ReviewsPerDay int     // most reviews on one day; 0: no limit. New cards do not count
	SecondsPerDay float64 // nothing more is begun on a day after so many; 0: no limit
	Seed          uint64  // the same seed, the same days
}

// A Day is what happened on one simulated day.
type Day struct {
	Seconds    float64
	Reviews    int     // answers to cards out of their steps
	Recalled   int     // those of them that were not Again
	New        int     // cards begun
	Remembered float64 // cards expected to be recalled at the end of the day
	Waiting    int     // cards that were due and had to wait for another day
}

// An Outcome is what came of a simulation, by day.
type Outcome struct{ Days []Day }

// Simulate plays s through once.
func Simulate(ctx context.Context, s Simulation) (Outcome, error) {
	return Outcome{Days: make([]Day, max(s.Days, 0))}, ctx.Err()
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
