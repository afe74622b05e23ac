package workload

import "touchpoint/deck/memory"

// A Card is a card that the learner has begun, out of its learning steps.
type Card struct {
	State     memory.State
	Last, Due memory.Day // study days of its last answer and its next
}

// A Config is what a look ahead starts from.
type Config struct {
	Model           *memory.Model // nil: of the published weights
	Costs           Costs
	Cards           []Card     // begun; those that are overdue are asked today
	Today           memory.Day // the first day of the look ahead
	Days            int        // how many days it takes in, today among them
	NewPerDay       int        // new cards a day
	NewLeft         int        // new cards that there are
	LearningSteps   int        // number of steps of a new card
	RelearningSteps int        // number of steps of a forgotten one
	MaximumInterval int        // days; 0: no limit
}
