// Package library holds the decks on this machine: those embedded in the program
// and those the learner installed.
//
// A [Source] is a place that a deck is read from. [Installed] lists those under the
// learner's folder of decks, and [Open] reads all sources into a [Library], which
// finds decks and cards by id and reads their media. A deck that cannot be read,
// or notes with faults, never keep the others from loading; [Library.Reports] says
// what became of each source.
//
// A library is read once and does not change afterwards, so it may be used by many
// goroutines. After a deck was installed or edited, another one is opened.
package library
