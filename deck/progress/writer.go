package progress

import (
	"context"
	"database/sql"
	"fmt"
)

// A writer writes the entries and states of many cards in one transaction, many rows with
// one statement, which takes a third of the time that a statement for each would.
type writer struct {
	ctx     context.Context // of the transaction, which cannot end
	tx      *sql.Tx
	journal batch
	states  batch
}

// A batch is rows of a table that are about to be written.
type batch struct {
	insert string // without its values
	width  int    // columns
	full   *sql.Stmt
	values []any
}

// batchRows is how many rows are written with one statement.
const batchRows = 64

func newWriter(ctx context.Context, tx *sql.Tx) *writer {
	return &writer{
		ctx: ctx, tx: tx,
		journal: batch{insert: insertJournal, width: journalWidth},
		states:  batch{insert: insertState, width: stateWidth},
	}
}

// entries writes entries of one card. They are in the table before the state of the card.
func (w *writer) entries(list []Entry) error {
	for i := range list {
		if err := w.entry(list[i]); err != nil {
			return err
		}
	}
	return nil
}

// entry writes one of them.
func (w *writer) entry(e Entry) error {
	w.journal.values = entryValues(w.journal.values, e)
	return w.flushFull(&w.journal)
}

// state writes the state of a card.
func (w *writer) state(s State) error {
	w.states.values = stateValues(w.states.values, s)
	if len(w.states.values) < batchRows*w.states.width {
		return nil
	}
	// A state refers to an entry.
	if err := w.flush(&w.journal); err != nil {
		return err
	}
	return w.flushFull(&w.states)
}

// close writes what is left.
func (w *writer) close() error {
	if err := w.flush(&w.journal); err != nil {
		return err
	}
	return w.flush(&w.states)
}

// flushFull writes a batch if it is full.
func (w *writer) flushFull(b *batch) (err error) {
	if len(b.values) < batchRows*b.width {
		return nil
	}
	if b.full == nil {
		if b.full, err = w.tx.PrepareContext(w.ctx, insertInto(b.insert, b.width, batchRows)); err != nil {
			return err
		}
	}
	_, err = b.full.ExecContext(w.ctx, b.values...)
	b.values = b.values[:0]
	return err
}

// flush writes a batch as far as it has come.
func (w *writer) flush(b *batch) error {
	if len(b.values) == 0 {
		return nil
	}
	_, err := w.tx.ExecContext(w.ctx, insertInto(b.insert, b.width, len(b.values)/b.width), b.values...)
	b.values = b.values[:0]
	return err
}

// roomy gives the connection that writes more memory, because it would otherwise write the
// pages of a transaction of many rows out again and again. It returns what takes it back.
func (j *Journal) roomy(ctx context.Context) (restore func(), err error) {
	before, err := pragma(ctx, j.writer, "cache_size")
	if err != nil {
		return nil, err
	}
	set := func(size int) error {
		_, err := j.writer.ExecContext(ctx, fmt.Sprintf(`PRAGMA cache_size = %d`, size))
		return err
	}
	return func() { _ = set(before) }, set(-64 << 10) // KiB
}
