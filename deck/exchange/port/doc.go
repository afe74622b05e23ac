// Package port is where decks come in from other programs and go out to them, as a window
// needs it: it knows all formats, so that a screen need know none.
//
// A [Port] stands before the learner's decks and journal. [Port.Look] reads a file that
// another program wrote, of whatever kind, and gives an [Arrival]; of a table it can still
// be said what its columns are. [Port.Plan] says in words what taking it in would do,
// [Port.Carry] does it as one step, and [Port.Undo] takes the step back. [Port.Write]
// carries out an [Order]: a deck goes to a file in one of the formats. [Port.Pages] are
// the pages of a handout before they are printed.
//
// Everything that takes long can be cancelled through its context, and leaves nothing
// half-made then. Errors have a sentence to show.
package port
