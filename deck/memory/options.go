package memory

import "time"

// Options say how cards are scheduled.
type Options struct {
	Weights         Weights
	Retention       float64
	LearningSteps   []time.Duration
	RelearningSteps []time.Duration
	MaximumInterval int
	LongTermOnly    bool
	Fuzz            bool
	LeechThreshold  int
}

// DefaultOptions returns the options a learner starts with.
func DefaultOptions() Options { return Options{} }

// Validate returns an error that says what is wrong.
func (o Options) Validate() error { return nil }
