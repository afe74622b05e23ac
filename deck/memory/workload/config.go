package workload

import (
	"math"
	"slices"

	"touchpoint/deck/memory"
)

// The limits of a look ahead. What is beyond them is moved to them.
const (
	MostDays = 5 * 365
	MostNew  = 10_000 // cards a day
)

// A Card is a card that the learner has begun, out of its learning steps.
type Card struct {
	State     memory.State
	Last, Due memory.Day // study days of its last answer and its next
}

// A Part is cards with a desired retention of their own, which they keep whatever is desired
// of all others: a deck that is studied in a way of its own.
type Part struct {
	Retention float64
	Cards     []Card // begun
	NewPerDay int    // new cards a day, within those of all
	NewLeft   int    // new cards that there are
}

// A Config is what a look ahead starts from.
type Config struct {
	Model           *memory.Model // nil: of the published weights
	Costs           Costs         // the zero Costs: the default ones
	Cards           []Card        // begun; those that are overdue are asked today
	Today           memory.Day    // the first day of the look ahead
	Days            int           // how many days it takes in, today among them; at most MostDays
	NewPerDay       int           // new cards a day, of all; at most MostNew
	NewLeft         int           // new cards that there are
	Own             []Part        // cards besides; their new ones come first
	LearningSteps   int           // number of steps of a new card
	RelearningSteps int           // number of steps of a forgotten one
	MaximumInterval int           // days; 0: none but the longest there is, memory.MaxStability
}

// sound returns c with everything inside of its bounds.
func (c Config) sound() Config {
	if c.Model == nil {
		c.Model = memory.NewModel(memory.DefaultWeights(), false)
	}
	if c.Costs == (Costs{}) {
		c.Costs = DefaultCosts()
	}
	c.Costs.even()
	c.Days = min(max(c.Days, 0), MostDays)
	c.NewPerDay, c.NewLeft = min(max(c.NewPerDay, 0), MostNew), max(c.NewLeft, 0)
	if c.MaximumInterval <= 0 || c.MaximumInterval > memory.MaxStability {
		c.MaximumInterval = memory.MaxStability // days add up beyond what an int can hold otherwise
	}
	c.Own = slices.Clone(c.Own)
	for i := range c.Own {
		p := &c.Own[i]
		p.NewPerDay, p.NewLeft = min(max(p.NewPerDay, 0), c.NewPerDay), max(p.NewLeft, 0)
	}
	return c
}

// CardCount returns how many cards there are, new ones and those of all parts among them.
func (c *Config) CardCount() int {
	n := len(c.Cards) + c.NewLeft
	for i := range c.Own {
		n += len(c.Own[i].Cards) + c.Own[i].NewLeft
	}
	return n
}

// begun returns how many cards are begun on each day of the look ahead when nothing keeps
// the learner from it: those of the parts, and the others.
func (c *Config) begun() (own [][]int, others []int) {
	left := make([]int, c.Days)
	for day := range left {
		left[day] = c.NewPerDay
	}
	take := func(perDay, cards int) []int {
		days := make([]int, c.Days)
		for day := range days {
			days[day] = min(perDay, left[day], cards)
			cards -= days[day]
			left[day] -= days[day]
		}
		return days
	}
	for i := range c.Own {
		own = append(own, take(c.Own[i].NewPerDay, c.Own[i].NewLeft))
	}
	return own, take(c.NewPerDay, c.NewLeft)
}

// An intervals says after how many days cards are asked again for one desired retention.
type intervals struct {
	stretch float64 // interval of a card whose stability is one day
	maximum float64
}

func (c *Config) intervals(retention float64) intervals {
	return intervals{c.Model.Interval(1, retention), float64(c.MaximumInterval)}
}

// of returns the interval of a stability, in whole days from 1 on.
func (i intervals) of(stability float64) int {
	return int(math.Round(min(max(stability*i.stretch, 1), i.maximum)))
}
