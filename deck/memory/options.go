package memory

import (
	"fmt"
	"time"
)

// The range of retention that can be asked for. Above it the intervals shrink to
// nothing, below it they grow so long that the model has seen hardly any like them.
const (
	MinRetention = 0.70
	MaxRetention = 0.99
)

// Steps are for the day on which a card is learned; from a day on the model knows better.
const longestStep = 24 * time.Hour

// Options say how the cards of a preset are scheduled. They may change at any time;
// cards take the new ones at their next answer.
type Options struct {
	Weights         Weights
	Retention       float64         // chance of recall at which a card is asked again
	LearningSteps   []time.Duration // delays of a new card, each below a day; none: straight to days
	RelearningSteps []time.Duration // delays of a forgotten card, likewise
	MaximumInterval int             // days, never exceeded
	LongTermOnly    bool            // no steps at all, and no formula of its own for answers on the same day
	Fuzz            bool            // spread cards over neighbouring days
	LeechThreshold  int             // lapses from which a card counts as a leech; 0: never
}

// DefaultOptions returns the options a learner starts with.
func DefaultOptions() Options {
	return Options{
		Weights:         DefaultWeights(),
		Retention:       0.90,
		LearningSteps:   []time.Duration{time.Minute, 10 * time.Minute},
		RelearningSteps: []time.Duration{10 * time.Minute},
		MaximumInterval: MaxStability,
		Fuzz:            true,
		LeechThreshold:  8,
	}
}

// Validate returns nil, or an error that says in a sentence what is wrong and
// what to do about it.
func (o Options) Validate() error {
	if err := o.Weights.validate(); err != nil {
		return err
	}
	if !(o.Retention >= MinRetention && o.Retention <= MaxRetention) { // also when it is no number
		return fmt.Errorf("a desired retention of %v is out of reach: choose one from %.2f to %.2f", o.Retention, MinRetention, MaxRetention)
	}
	if o.MaximumInterval < 1 || o.MaximumInterval > MaxStability {
		return fmt.Errorf("a maximum interval of %d days cannot be kept: choose one from 1 to %d days", o.MaximumInterval, MaxStability)
	}
	if o.LeechThreshold < 0 {
		return fmt.Errorf("a leech threshold of %d lapses has no meaning: choose 1 or more, or 0 to mark no card as a leech", o.LeechThreshold)
	}
	if err := checkSteps("learning", o.LearningSteps); err != nil {
		return err
	}
	return checkSteps("relearning", o.RelearningSteps)
}

func checkSteps(list string, steps []time.Duration) error {
	for _, step := range steps {
		switch {
		case step <= 0:
			return fmt.Errorf("a %s step of %v is no delay: give every step a length, or remove it", list, step)
		case step >= longestStep:
			return fmt.Errorf("a %s step of %v is a day or longer, where intervals come from the memory model: keep steps below 24h, or remove it", list, step)
		}
	}
	return nil
}
