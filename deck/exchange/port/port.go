package port

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki"
	"touchpoint/deck/exchange/table"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Port takes decks in and sends them out.
type Port struct {
	Home     *library.Home
	Journal  *progress.Journal
	Calendar func() memory.Calendar // the learner's study days
	Now      func() time.Time
}

// Tell is told from time to time how much was done of how much. It may be nil, and is
// called from the goroutine that does the work.
type Tell func(done, total int)

// An Arrival is a file of another program that was read, and of which nothing was taken in
// yet.
type Arrival struct {
	Path   string           // "" for what was pasted
	Sheet  *table.Sheet     // a table, whose roles and target can be agreed on; nil for a package
	Target table.Target     // of a table: where it would go
	Bare   bool             // answers, marks and tags of the learner's stay behind
	bundle *exchange.Bundle // of a package
	data   []byte           // of a table
}

// Foreign reports whether the file at a path is for a [Port] rather than a deck of our
// own: an Anki package, by what is in it, or a table, by its ending.
func Foreign(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv", ".txt":
		return true
	case ".deck", ".md":
		return false
	case ".apkg", ".colpkg":
		return true // what it is not, reading it says best
	}
	return anki.Detect(path)
}

// Look reads a file.
func (p *Port) Look(ctx context.Context, path string, tell Tell) (*Arrival, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".tsv", ".txt":
		return p.lookAtTable(path)
	}
	known, err := exchange.KnownAtHome(p.Home)
	if err != nil {
		return nil, err
	}
	b, err := anki.Read(ctx, path, anki.Options{Calendar: p.Calendar(), Now: p.Now(), Known: known, Holds: exchange.HoldsAtHome(p.Home), History: true, Tell: tell})
	if err != nil {
		return nil, unreadable(path, err)
	}
	return &Arrival{Path: path, bundle: b}, nil
}

// Plan says what taking an arrival in would do. Nothing is done yet.
func (p *Port) Plan(ctx context.Context, a *Arrival) (*exchange.Plan, error) {
	b := a.bundle
	if a.Sheet != nil {
		known, err := exchange.KnownAtHome(p.Home)
		if err != nil {
			return nil, err
		}
		if b, err = a.Sheet.Bundle(a.Target, known); err != nil {
			return nil, err
		}
	}
	if a.Bare {
		bare := *b
		bare.History = nil
		b = &bare
	}
	return exchange.Consider(ctx, p.Home, p.Journal, b)
}

// Carry carries a plan out: decks and answers in one step, the journal backed up first.
func (p *Port) Carry(ctx context.Context, plan *exchange.Plan, tell Tell) (exchange.Done, error) {
	return plan.Carry(ctx, p.Journal, tell)
}

// Undo takes a step of the decks back, and what came into the journal with it.
func (p *Port) Undo(ctx context.Context, step library.Step) error {
	return exchange.Undo(ctx, p.Home, p.Journal, step)
}

// Redo does a step of the decks again that was taken back last, with what came into the
// journal with it.
func (p *Port) Redo(ctx context.Context, step library.Step) (library.Step, error) {
	return exchange.Redo(ctx, p.Home, p.Journal, step)
}

// unreadable says why a file could not be read.
func unreadable(path string, err error) error {
	var told interface{ Sentence() string }
	name := filepath.Base(path)
	switch {
	case errors.As(err, &told), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return exchange.Refuse(err, "%s is not there. Nothing was changed; see whether the path is spelled as it is on the disk.", path)
	case errors.Is(err, fs.ErrPermission):
		return exchange.Refuse(err, "You have no permission to read “%s”. Nothing was changed.", name)
	}
	return exchange.Refuse(err, "“%s” could not be read. Nothing was changed.", name)
}

// parse reads one of the decks at home.
func (p *Port) parse(id deck.ID) (*deck.Deck, fs.FS, error) {
	files, ok := p.Home.Files(id)
	if !ok {
		return nil, nil, exchange.Refuse(nil, "That deck is not on this machine any more. Nothing was changed.")
	}
	d, _, err := deck.Parse(files)
	if err != nil {
		return nil, nil, exchange.Refuse(err, "The deck could not be read. Nothing was changed.")
	}
	return d, files, nil
}
