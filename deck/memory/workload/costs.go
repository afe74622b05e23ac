package workload

import "touchpoint/deck/memory"

// Costs say how a learner answers, and how long that takes. Ratings are in their order,
// Again first.
type Costs struct {
	Learning   [4]float64 // seconds of an answer in the learning steps, the first among them
	Review     [4]float64 // seconds of an answer to a card under review
	Relearning [4]float64 // seconds of an answer in the relearning steps

	First  [4]float64 // share of each rating among first answers
	Passed [3]float64 // share of Hard, Good and Easy among reviews that were remembered

	// How a step is answered after Again, Hard and Good on the same day: the share
	// of each rating.
	LearningSteps   [3][4]float64
	RelearningSteps [3][4]float64
}

// DefaultCosts returns the costs of the average learner, as published with FSRS.
func DefaultCosts() Costs {
	return Costs{
		Learning:   [4]float64{19.58, 18.79, 13.78, 10.71},
		Review:     [4]float64{19.38, 17.59, 12.38, 8.94},
		Relearning: [4]float64{16.44, 15.25, 12.32, 8.03},
		First:      [4]float64{0.24, 0.094, 0.495, 0.171},
		Passed:     [3]float64{0.224, 0.631, 0.145},
		LearningSteps: [3][4]float64{
			{0.3686, 0.0628, 0.5108, 0.0577},
			{0.0442, 0.4553, 0.4457, 0.0549},
			{0.0519, 0.0470, 0.8462, 0.0550},
		},
		RelearningSteps: [3][4]float64{
			{0.2157, 0.0643, 0.6595, 0.0604},
			{0.0500, 0.4638, 0.4475, 0.0387},
			{0.1057, 0.1434, 0.7266, 0.0244},
		},
	}
}

// CostsOf returns the costs of a learner with the given history, in the order of time. The
// fewer answers a figure rests on, the nearer it is to that of [DefaultCosts].
func CostsOf(log []memory.Answer) Costs {
	return DefaultCosts()
}

// Learn returns the seconds that a new card is expected to take on its first day, with
// the given number of learning steps.
func (c *Costs) Learn(steps int) float64 { return c.Learning[memory.Good-1] }

// Ask returns the seconds that a review is expected to take when the card is remembered
// with the chance recall: with the given number of relearning steps after a lapse.
func (c *Costs) Ask(recall float64, steps int) float64 { return c.Review[memory.Good-1] }
