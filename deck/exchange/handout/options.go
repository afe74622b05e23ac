package handout

import (
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange/paper"
)

// A Layout says what the sheets are for.
type Layout string

// The layouts.
const (
	List   Layout = "list"   // questions with their answers beneath
	Fold   Layout = "fold"   // questions left of a line to fold along, answers right of it
	Cards  Layout = "cards"  // eight cards a sheet to cut out, their answers on the back of the sheet
	Models Layout = "models" // the concept models, one a sheet
)

// A Paper is the size of a sheet.
type Paper string

// The papers.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
)

// Options say what is set, and how. The zero value is the whole deck as a list on A4.
type Options struct {
	Layout   Layout          // "" is List
	Paper    Paper           // "" is A4
	Sections []string        // titles of those that are set; none is all
	Kinds    []deck.Kind     // kinds of note that are set; none is all
	Versions []paper.Version // Models: of each model, in this order; none is all three
	Columns  int             // List: 2 sets the answers beside the questions; else they stand beneath them
	Blank    bool            // List: room to write stands for the answers, which follow at the end
	Now      time.Time       // the day that the sheets say they were made on; the zero time is not said
}

// HTMLOptions say what a page for a browser holds. The zero value is the whole deck.
type HTMLOptions struct {
	Sections []string    // titles of those that are in it; none is all
	Kinds    []deck.Kind // kinds of note that are in it; none is all
	NoModels bool        // leaves the concept models out
	Open     bool        // answers are seen from the beginning
}

// An Error says in one sentence why a deck could not be set.
type Error struct {
	Message string
	Err     error // what is behind it, nil if nothing is
}

// Error implements error.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Message + " (" + e.Err.Error() + ")"
	}
	return e.Message
}

// Sentence is what a person is told.
func (e *Error) Sentence() string { return e.Message }

func (e *Error) Unwrap() error { return e.Err }
