package memory_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"touchpoint/deck/memory"
)

func TestDefaultOptionsAreValid(t *testing.T) {
	if err := memory.DefaultOptions().Validate(); err != nil {
		t.Error(err)
	}
}

// Whoever changes the steps of a preset must not change those of all others.
func TestDefaultOptionsAreNotShared(t *testing.T) {
	memory.DefaultOptions().LearningSteps[0] = time.Hour
	if got := memory.DefaultOptions().LearningSteps[0]; got != time.Minute {
		t.Errorf("first learning step = %v, want 1m", got)
	}
}

func TestOptionsValidate(t *testing.T) {
	tests := []struct {
		name   string
		change func(*memory.Options)
		want   string // part of the message; nothing if the options are valid
	}{
		{"no steps", func(o *memory.Options) { o.LearningSteps, o.RelearningSteps = nil, nil }, ""},
		{"lowest retention", func(o *memory.Options) { o.Retention = 0.7 }, ""},
		{"highest retention", func(o *memory.Options) { o.Retention = 0.99 }, ""},
		{"shortest maximum", func(o *memory.Options) { o.MaximumInterval = 1 }, ""},
		{"longest step", func(o *memory.Options) { o.LearningSteps = []time.Duration{24*time.Hour - 1} }, ""},
		{"leeches off", func(o *memory.Options) { o.LeechThreshold = 0 }, ""},
		{"no options", func(o *memory.Options) { *o = memory.Options{} }, "weight 0 is 0, which is outside 0.001 to 100"},
		{"weight out of bounds", func(o *memory.Options) { o.Weights[20] = 0.9 }, "weight 20 is 0.9, which is outside 0.1 to 0.8"},
		{"weight no number", func(o *memory.Options) { o.Weights[7] = math.NaN() }, "weight 7 of 21 is NaN"},
		{"no retention", func(o *memory.Options) { o.Retention = 0 }, "a desired retention of 0 is out of reach"},
		{"perfect retention", func(o *memory.Options) { o.Retention = 1 }, "choose one from 0.70 to 0.99"},
		{"retention no number", func(o *memory.Options) { o.Retention = math.NaN() }, "a desired retention of NaN"},
		{"no maximum", func(o *memory.Options) { o.MaximumInterval = 0 }, "a maximum interval of 0 days"},
		{"endless maximum", func(o *memory.Options) { o.MaximumInterval = 36501 }, "choose one from 1 to 36500 days"},
		{"negative threshold", func(o *memory.Options) { o.LeechThreshold = -1 }, "a leech threshold of -1 lapses"},
		{"step of a day", func(o *memory.Options) { o.LearningSteps = []time.Duration{time.Minute, 24 * time.Hour} }, "a learning step of 24h0m0s is a day or longer"},
		{"relearning step of days", func(o *memory.Options) { o.RelearningSteps = []time.Duration{72 * time.Hour} }, "a relearning step of 72h0m0s is a day or longer"},
		{"step of nothing", func(o *memory.Options) { o.RelearningSteps = []time.Duration{0} }, "a relearning step of 0s is no delay"},
		{"step into the past", func(o *memory.Options) { o.LearningSteps = []time.Duration{-time.Minute} }, "a learning step of -1m0s is no delay"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			o := memory.DefaultOptions()
			test.change(&o)
			err := o.Validate()
			if test.want == "" && err != nil {
				t.Errorf("error = %v, want none", err)
			}
			if test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
				t.Errorf("error = %v, want one with %q", err, test.want)
			}
			s, made := memory.NewScheduler(o)
			if (made == nil) != (err == nil) || (s == nil) != (err != nil) {
				t.Errorf("NewScheduler = %v, %v, but Validate = %v", s, made, err)
			}
		})
	}
}
