// Package library is the screen of the decks that are on this machine and of all their
// cards.
//
// At the left are the decks. Beside them is the page of the one that is chosen: what it
// is, how it is studied, and what can be done with it; or its cards: a field to search
// them in, the list of those that were found, and what can be done to those that are
// chosen in it. Decks are installed from a folder or a file, which may also be dropped on
// the window: first it is said what will change, then it is done, and each act can be
// undone. So it is with packages of Anki and with tables, which may also be pasted; of a
// table it is agreed before what its columns are. A deck is exported in any of these
// formats, and printed, after a look at the pages.
//
// A [Screen] asks a [Home] for the decks, a [Trade] for what comes from other programs and
// goes out to them, a [Desk] for the cards and a [Host] for everything that is the
// window's. It knows nothing itself that would have to be kept.
package library
