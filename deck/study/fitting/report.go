package fitting

import (
	"time"

	"touchpoint/deck/memory"
)

// An Outcome says what became of the weights.
type Outcome string

// The outcomes.
const (
	Fitted    Outcome = "fitted"    // new weights hold
	Kept      Outcome = "kept"      // what was fitted was not better
	TooFew    Outcome = "few"       // too few answers to fit anything
	WentBack  Outcome = "back"      // the weights before hold again
	Published Outcome = "published" // the published weights hold again
)

// A Report says what was done about the weights last. It is kept as a setting.
type Report struct {
	At      time.Time      `json:"at"`
	Outcome Outcome        `json:"outcome"`
	Counted int            `json:"counted"` // answers that there were, as Journal.AnswerCount has it
	Answers int            `json:"answers"` // answers that were learned from
	Future  int            `json:"future"`  // answers of days that have not come yet, which were left out
	Extent  memory.Extent  `json:"extent"`  // of what was fitted
	Before  memory.Metrics `json:"before"`  // of the weights that held
	After   memory.Metrics `json:"after"`   // of those that hold now
	Changed int            `json:"changed"` // cards of which something else is thought now
}

// Sentence says in one sentence what was done.
func (r Report) Sentence() string { return "" }

// Details says the same at length, a sentence each.
func (r Report) Details() []string { return nil }
