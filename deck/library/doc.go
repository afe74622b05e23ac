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
//
// A [Home] is the learner's folder of decks as a place where things are done. It lists
// its decks as a [Holding] each. [Home.Plan] reads a deck from anywhere and says in words
// what it would change, and [Home.Carry] does it. That, [Home.Archive], [Home.Restore],
// [Home.Own], [Home.New] and [Home.MoveNotes] each are one [Step], which [Home.Undo] takes
// back and [Home.Redo] does again, also another day. What goes wrong is a [HomeError]: one sentence to show.
//
// A step is a list of moves. What is new is put together in .building and brought to disk;
// the moves are written into .decks.json; then they are carried out, what was there before
// going to .before, and what leaves the library to .archive. So a crash at any point leaves
// the old or the new deck: whoever looks next finishes the moves.
package library
