package memory

import "time"

// A Rating is how well a card was remembered.
type Rating uint8

// The ratings. Hard is a pass: remembered, with effort.
const (
	Again Rating = 1 + iota
	Hard
	Good
	Easy
)

// A Phase is where a card stands on its way into memory.
type Phase uint8

// The phases of a card.
const (
	New        Phase = iota // never answered
	Learning                // in the learning steps
	Review                  // scheduled in days
	Relearning              // forgotten, in the relearning steps
)

// A State is what is known of a learner's memory of one card.
// The zero State means that nothing is known yet.
type State struct {
	Stability  float64 // days until recall falls to 90 %
	Difficulty float64 // 1 to 10
}

// A Card is what the scheduler knows of one card.
type Card struct {
	Phase  Phase
	Step   int // index into the learning or relearning steps
	State  State
	Reps   int       // answers so far
	Lapses int       // times forgotten while in Review
	Last   Day       // study day of the last answer
	DueDay Day       // Review: the study day on which it is due
	DueAt  time.Time // Learning and Relearning: when the step is over
}
