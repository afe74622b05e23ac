// Package exchange takes decks in that other programs wrote, and is what their readers
// and writers share.
//
// A reader, such as package anki or table below this one, makes a [Bundle] of a file:
// for every deck in it a [Parcel] of notes in our own language with their pictures, what
// the file says of reviews as entries for the journal, and a [Report] on what is in it.
// [Merge] puts a parcel together with the deck of that id which is here, if there is one,
// or makes a new deck of it. [Consider] does so for a whole bundle and the learner's
// library, and says in words what would happen; [Plan.Carry] does it, decks and answers
// as one step, and [Undo] takes it back. [WriteOut] writes a bundle into a folder instead.
//
//	file -> Bundle -> Consider -> Plan -> Carry -> Undo
//	               -> WriteOut
//
// # The second time
//
// A file comes again when its author has worked on it, and by then the deck here may have
// been worked on too. So a deck that was taken in holds a file, [RecordName], with a line
// for each note: when it was last changed where it comes from, and a short hash of the
// text that it had when it came. A note that is no newer is left alone; one that is newer
// and stands here as it came is replaced; one that was changed in both places stays as it
// is here, and the report says so. A note that was deleted here does not come back. What
// concerns no note stays byte for byte.
//
// Which notes are here already, and how old they are, a [Known] says: readers ask it so
// that they need not read what did not change. A note that a hash names ([AnkiID], [RowID])
// is the same in every deck, and stays in the one that it was moved to; an id that an author
// chose means a note of one deck only.
//
// Everything that is read comes from strangers. Texts are held to be what the language
// allows: a note that would not be readable becomes one that shows its text as code, and
// what cannot be taken in is left out with a reason. Errors are an [*Error], a sentence
// to show.
package exchange
