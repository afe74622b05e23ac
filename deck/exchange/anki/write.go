package anki

import (
	"context"
	"io/fs"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// WriteOptions says what goes into a package beside the text of the deck.
type WriteOptions struct {
	// Progress and History are what the learner did with the cards, by their present
	// names; nil: the package goes without, and all its cards are new.
	Progress map[deck.CardID]progress.State
	History  map[deck.CardID][]progress.Entry // the entries that count, in order
	Calendar memory.Calendar

	Now time.Time // when the package is said to be made

	// Media is the deck's own files: pictures and sounds, and the .md and .yaml files from
	// which the notes' own text is taken. Without a file of text its notes go without that
	// and come back as Anki has them.
	Media fs.FS

	Tell func(done, total int) // is told how many notes are done, if not nil
}

// Write writes a deck into a file, as a package that every Anki since 2.0 reads. A file
// that is there is replaced. The same deck and options always give the same bytes.
//
// Ids of note types, notes and cards follow from those of the deck, so that a package that
// is written again later updates what the first one brought, and doubles nothing.
//
// The report counts what is in the file and says what of the deck is not in it, or looks
// other than here.
func Write(ctx context.Context, file string, d *deck.Deck, o WriteOptions) (exchange.Report, error) {
	return exchange.Report{}, exchange.Refuse(ctx.Err(), "“%s” cannot be written yet.", d.Title)
}
