package exchange

import (
	"io"

	"touchpoint/deck"
	"touchpoint/deck/progress"
)

// A Bundle is what was read from a file of another program.
type Bundle struct {
	Name    string           // of the file, without its folder
	Format  string           // what kind of file it is, in words: "Anki package", "table"
	Parcels []*Parcel        // the decks in it, none of them twice
	History []progress.Entry // answers and other acts, with ids and days of their own, cards named by the parcels' ids
	Report  Report           // counts of what is in the file, and what of it could not be read
}

// A Parcel is one deck as it comes: all of it, or what another program holds of it.
type Parcel struct {
	ID          deck.ID
	Title       string            // plain text
	Front       string            // the front matter whole, with its lines of hyphens, if it comes from our own export; else ""
	Description string            // Markdown, kept in the README.md of a new deck
	Language    string            // BCP 47 tag; "" if nothing says
	Into        bool              // the deck of this id is meant, even if it is the learner's own and has none of the notes
	Match       Match             // what becomes of a note of which the id is taken here
	Notes       []Note            // in order; those of one section need not stand together
	Models      map[string][]byte // concept models by path, such as models/heart.yaml
	Media       []Media           // files that the notes show or link to
}

// A Match says what becomes of a note that comes when there is one of its id here.
type Match string

// The ways to treat notes that are here already.
const (
	Newer Match = ""       // the newer one stays, by Note.Mod and what was recorded when it came first; ours in doubt
	There Match = "update" // as Newer, but in doubt the one that comes: for a file that was made from the deck and edited
	Here  Match = "keep"   // the one that is here stays, whatever comes
	Both  Match = "both"   // both stay; the one that comes gets another id, unless it says the same
)

// A Note is one note as it comes.
type Note struct {
	ID      deck.NoteID
	GUID    string   // what the file calls it, for the report
	Section string   // title of its section, plain text; "" before the first section
	Title   string   // what it asks, as plain text in a line, for the report
	Text    string   // the whole piece of the deck's text: the heading with the id, and the body; "" if it is unchanged since Mod and was not read
	Base    string   // the text that it had when it left here, for a note of our own export; "" if nothing tells
	Mod     int64    // when it was last changed where it comes from, in Unix seconds; 0 if that is unknown
	Lost    []string // what of it could not be kept, in words: "colours"
}

// A Media is a file that notes show or link to.
type Media struct {
	Path string // in the deck, slash-separated: media/heart.png
	Size int64  // in bytes
	Open func() (io.ReadCloser, error)
}

// Known says of a note whether an earlier import brought it: which deck it is in, and when
// what came then was last changed where it comes from, in Unix seconds, 0 if that is
// unknown. It is asked for ids that mean the same note in every deck, as [AnkiID] and
// [RowID] make them, and knows no others. A nil Known knows nothing.
type Known func(id deck.NoteID) (in deck.ID, mod int64, ok bool)

// Ask asks, also a nil Known.
func (k Known) Ask(id deck.NoteID) (in deck.ID, mod int64, ok bool) {
	if k == nil {
		return "", 0, false
	}
	return k(id)
}
