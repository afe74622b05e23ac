package study

import (
	"errors"

	"touchpoint/deck/progress"
)

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

// Sentence is what people are told.
func (p *Problem) Sentence() string { return p.Message }

// Unwrap returns the cause.
func (p *Problem) Unwrap() error { return p.Err }

// readProblem tells that the journal could not be read.
func readProblem(err error) error {
	return storageProblem(err, "Your progress could not be read just now. Nothing was changed.")
}

// writeProblem tells that an act could not be written.
func writeProblem(err error) error {
	return storageProblem(err, "This could not be saved, so it was not done; the card is still here. Everything before it is safe. Try again.")
}

// storageProblem prefers the journal's own sentence, which knows the reason.
func storageProblem(err error, otherwise string) error {
	var p *Problem
	if errors.As(err, &p) {
		return err
	}
	message := otherwise
	var reason *progress.Error
	if errors.As(err, &reason) && reason.Message != "" {
		message = reason.Message
	}
	return &Problem{Kind: Storage, Message: message, Err: err}
}

func conflictProblem(err error) error {
	return &Problem{
		Kind:    Conflict,
		Message: "Another window has just changed this card. Its answer is kept, and this one was not counted; here is what comes next.",
		Err:     err,
	}
}

func undoConflict(err error, a *act) error {
	message := "This card was changed in another window since, so it is left as it is now."
	if !a.single() {
		message = "Some of these cards were changed in another window since, so all of them are left as they are now."
	}
	return &Problem{Kind: Conflict, Message: message, Err: err}
}

func settled(message string) error { return &Problem{Kind: Settled, Message: message} }

func unknownCard(err error) error {
	return &Problem{Kind: Invalid, Message: "This card is not in any deck of the library.", Err: err}
}
