package study

// A ProblemKind says what kind of problem stands in the way.
type ProblemKind uint8

// The kinds of problem.
const (
	Storage  ProblemKind = iota // the journal could not be read or written
	Conflict                    // another window answered the card first; the session has moved on
	Settled                     // there is no card on the desk, or nothing to undo or redo
	Invalid                     // the call asked for something that does not exist
)

// A Problem is an error that a learner can read: what happened, what is safe and
// what to do, in one or two sentences. Every error of this package is a *Problem.
type Problem struct {
	Kind    ProblemKind
	Message string
	Err     error // the cause, for the log; nil if there is none
}

// Error returns the message.
func (p *Problem) Error() string { return p.Message }

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }
