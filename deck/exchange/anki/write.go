package anki

import (
	"context"
	"io/fs"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// WriteOptions says what goes into a package beside the text of the deck.
type WriteOptions struct {
	// Progress and History are what the learner did with the cards, by their present
	// names; nil: the package goes without, and all its cards are new. One with progress is
	// refused by an Anki of before 2.1.20 that was set to the second scheduler; one without
	// is taken by all.
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
// The deck is one deck there, each section a subdeck of it. Notes have types of our own,
// see look.go: what an author wrote is told from what Anki would make of it, and looks as
// it does here. A choice is a list under letters and its right letters, an order the items
// mixed and in order, since Anki has no such kinds. A model is three kinds of notes: one
// that shows it without words and then whole, one that covers the words and signs in its
// picture one a card, and one for each other task, as a question with its answer in words.
//
// Every note takes its own text along (a [Source]), the deck's description the front
// matter. What Anki shows is a rendering of that, so what it cannot say is not lost.
//
// Ids of note types, notes and cards follow from those of the deck, so that a package that
// is written again later updates what the first one brought, and doubles nothing.
//
// The report counts what is in the file; Added are the notes in it. It says what of the
// deck is not in it, or looks other than here. Errors are an [*exchange.Error], or that of
// a cancelled context, after which the file is as it was.
func Write(ctx context.Context, file string, d *deck.Deck, o WriteOptions) (exchange.Report, error) {
	if len(d.Notes) == 0 && len(d.Models) == 0 {
		return exchange.Report{}, exchange.Refuse(nil, "“%s” has no notes yet, so there is nothing to put into a file.", d.Title)
	}
	p := newPacking(d, o)
	notes, err := p.notes(ctx)
	if err != nil {
		return exchange.Report{}, err
	}
	p.collect(notes)
	if err := apkg.Write(ctx, file, &p.collection, apkg.WriteOptions{Now: o.Now}); err != nil {
		return exchange.Report{}, err
	}
	return p.reportOn(filepath.Base(file)), nil
}

// A packing is a package that is being put together.
type packing struct {
	deck     *deck.Deck
	o        WriteOptions
	texts    ownTexts
	media    *mediaList
	models   map[string]drawnModel
	sources  map[string]string
	progress *progressWriter

	collection apkg.Collection
	deckIDs    map[string]int64 // by name
	last       struct {         // the section that was asked for last, as notes of one stand together
		title string
		id    int64
	}
	tagged map[string]bool
	report exchange.Report
}

func newPacking(d *deck.Deck, o WriteOptions) *packing {
	p := &packing{
		deck: d, o: o, texts: readTexts(d, o.Media), media: newMediaList(o.Media),
		sources: make(map[string]string, len(d.Sources)), progress: newProgressWriter(d, o),
		deckIDs: make(map[string]int64), tagged: make(map[string]bool),
	}
	p.models = drawModels(d, p.media)
	for i := range d.Sources {
		p.sources[d.Sources[i].Key] = sourceHTML(&d.Sources[i])
	}
	return p
}

// notes writes all notes, those of models at the end.
func (p *packing) notes(ctx context.Context) ([]written, error) {
	const share = 256 // notes that are written at a time
	list := make([]written, len(p.deck.Notes))
	var next atomic.Int64
	var told sync.Mutex
	done := 0
	together(func() {
		w := p.noteWriter()
		for ctx.Err() == nil {
			from := int(next.Add(share)) - share
			if from >= len(list) {
				return
			}
			to := min(from+share, len(list))
			for i := from; i < to; i++ {
				n := &p.deck.Notes[i]
				list[i] = w.write(n, p.texts.of(n))
				list[i].finish()
			}
			told.Lock()
			if done += to - from; p.o.Tell != nil {
				p.o.Tell(done, len(list))
			}
			told.Unlock()
		}
	})
	w := p.noteWriter()
	for _, m := range p.deck.Models {
		for _, n := range w.model(m) {
			n.finish()
			list = append(list, n)
		}
	}
	return list, ctx.Err()
}

func (p *packing) noteWriter() *noteWriter {
	return &noteWriter{deck: p.deck, media: p.media, models: p.models, sources: p.sources}
}

// together runs a function on as many goroutines as are of use, and waits for all.
func together(f func()) {
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(f)
	}
	all.Wait()
}
