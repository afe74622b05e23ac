// Package hypertext turns HTML into the Markdown of decks and back. It is for what comes
// from, and goes to, other programs: the clipboard, Anki, spreadsheets, web pages.
//
// [Markdown] makes HTML into blocks, [Line] into one line if it fits one, such as a
// heading. What is text in the HTML is text in the deck: nothing in it can become a
// heading, an accepted answer, a gap, a citation or anything else of the language that
// was not meant to be. What has no Markdown leaves its words, and [Result] names what was
// lost. [Strip] returns the words alone. [HTML] goes the other way, [Escape] is for text
// that is put into HTML.
//
// HTML comes from strangers. However it is made, the functions return in time that is
// proportional to its size, which is limited.
package hypertext
