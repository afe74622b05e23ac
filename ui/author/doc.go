// Package author is the screen where a deck is written: an outline of its topics, notes
// and models at the left, the text of one of them in the middle, and at the right what
// students will see of it, with what is wrong beneath and a button for each quick fix.
//
// The [Screen] draws a [draft.Draft] and hands every change to it; the draft keeps the
// text and the one history over everything. A picture with boxes is drawn on in
// ui/masking, a model in ui/modelling, both views of the same text. At every key one note
// is read, for the preview; the whole deck is checked on a goroutine of its own, whose
// findings come back through [Host].
//
// Everything works by keyboard: F6 goes round the three parts, F4 folds the form of a
// note, F8 goes to the next fault. Shortcuts with Ctrl and Alt belong on the window's
// menu, since a field that has the keyboard would swallow them.
package author
