// Package handout sets a deck on paper, and as one page for a browser.
//
// [Pages] lays out a deck as one of four [Layout]s: a list to read and to learn from, a
// sheet to fold so that the answers are covered, cards to cut out, and its concept models.
// The pages are marks of package paper, which the window shows as a preview and [PDF]
// writes into a file. [HTML] writes one file that holds all that it shows and needs
// nothing else.
//
// What is said is what the deck says: notes in their sections, their explanations, and
// the sources that they cite, numbered as they come and listed at the end.
package handout
