// Package draft is a deck while its author works on it: the texts of its files, taken
// apart into the pieces that an outline lists, with one history over everything.
//
// A [Draft] is opened from a folder or from one file. Its [Entry] list is the outline;
// every entry has a [Key] that names its piece as long as the draft is open, also when
// its id or its place changes. An editor shows [Draft.Text], gives back what is typed
// with [Draft.SetText], and shows the [Preview] of it. A form, a model on a canvas, masks
// on a picture and the data of the deck are other views of the same text: what they
// change becomes text, so that [Draft.Undo] takes back everything in the order in which
// it was done.
//
// What was not touched stays byte for byte, the ends of its lines and a byte order mark
// among it. [Draft.Save] writes the files that changed and no others. Until then
// [Draft.KeepSafe] keeps the work in a recovery file that [Unsaved] finds after a crash.
// [Draft.LookOutside] notices what other programs write, and merges it piece by piece.
//
// A [Snapshot] is the whole deck at one moment. It can be checked on another goroutine
// while its author types on; [Draft.Took] brings back what was found. The methods of a
// Draft may be called from several goroutines, though only one should edit.
package draft
