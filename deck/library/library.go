package library

import (
	"io/fs"

	"touchpoint/deck"
)

// A Source is a place that a deck is read from.
type Source struct {
	Name     string // the folder's or file's name, for messages
	FS       fs.FS  // its root is the deck's folder
	File     string // when the deck is a single .md file: its name in FS
	Embedded bool   // part of the program
}

// A Report says what became of a source.
type Report struct {
	Source   string
	Embedded bool
	Deck     deck.ID      // "" if nothing could be read
	Used     bool         // the deck is in the library
	Faults   []deck.Fault // what the author should mend; the rest of the deck is in the library
	Problem  string       // why the deck is not in the library, as a sentence; else ""
}

// A Library is the decks on this machine.
type Library struct{}

// Open reads the decks of all sources. It returns an error only if a source is given wrongly;
// see Reports for decks that could not be read.
func Open(sources ...Source) (*Library, error) { return &Library{}, nil }

// Reports returns what became of each source, in their order.
func (l *Library) Reports() []Report { return nil }

// Decks returns the decks, in the order of the sources.
func (l *Library) Decks() []*deck.Deck { return nil }

// Deck returns the deck with the id.
func (l *Library) Deck(id deck.ID) (*deck.Deck, bool) { return nil, false }

// Cards returns all cards, deck by deck, in the order of their notes.
func (l *Library) Cards() []deck.Card { return nil }

// Card returns the card with the id.
func (l *Library) Card(id deck.CardID) (deck.Card, bool) { return deck.Card{}, false }

// Media returns a file of a deck, a picture mostly.
func (l *Library) Media(id deck.ID, path string) ([]byte, error) { return nil, nil }

// Renames returns the present id of each card that once had another.
func (l *Library) Renames() map[deck.CardID]deck.CardID { return nil }

// Installed returns the sources under dir, in name order: every folder and every .md file.
func Installed(dir string) []Source { return nil }
