package anki

import (
	"context"
	"time"

	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
)

// Options say how a package is read.
type Options struct {
	Calendar memory.Calendar // the learner's study days
	Now      time.Time       // answers that are later are left out
	Known    exchange.Known  // what is here already; nil: nothing
	History  bool            // take in the learner's answers, marks and tags
	Device   string          // written into the entries; by default "Anki"

	// Weights are those of the memory model by which a card without answers is judged; the
	// zero Weights are the published ones.
	Weights memory.Weights

	// Tell, if not nil, is told from time to time how much was done of how much.
	Tell func(done, total int)
}

// Read reads a package of any layout. Errors are an [*exchange.Error], an [*apkg.Error] or
// that of a cancelled context.
//
// The files of the parcels are read from the package when they are opened, which opens the
// package anew: it must stay where it is until they have been.
func Read(ctx context.Context, file string, o Options) (*exchange.Bundle, error) {
	p, err := apkg.Open(ctx, file)
	if err != nil {
		return nil, err
	}
	defer p.Close()
	return nil, exchange.Refuse(nil, "“%s” cannot be read yet.", file)
}

// Detect reports whether a file is a package, judged by what is in it.
func Detect(file string) bool { return false }
