package insight

import (
	"context"
	"sync"

	"touchpoint/deck/study/insight"
)

// A reader reads the history, away from the user interface and once at a time: whoever asks
// while it is being read waits for that, and reads only what has come since.
type reader struct {
	journal Journal
	mu      sync.Mutex
	book    *insight.Book // nil until it was read once
}

// read returns a book of the history and of what else c says.
func (r *reader) read(ctx context.Context, c insight.Config) (*insight.Book, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	log, err := r.journal.Log(ctx)
	if err != nil {
		return nil, err
	}
	c.Log = log
	book, err := r.book.Renew(ctx, c)
	if err != nil {
		return nil, err
	}
	r.book = book
	return book, nil
}
