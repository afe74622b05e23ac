// Package diff says what changes for students when one version of a deck takes the
// place of another.
//
// [Decks] compares two decks and returns a [Diff]: a list of what changes, in the order
// of the deck, and an account of its cards: which are new, which keep their progress,
// and which go away. A [Change] concerns one note, one part of a concept model, or the
// deck as a whole, and tells in words what was and what is. [Diff.Summary] says all of
// it in a few sentences.
//
// Notes, models and their parts are known by their ids, and by the former ids that
// their authors keep with was=; wording never counts. So what this package says of
// progress is what happens to it.
package diff
