package anki

import (
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
)

// Options say how a package is read.
type Options struct {
	Calendar memory.Calendar // the learner's study days
	Now      time.Time       // answers that are later are left out; zero: now
	Known    exchange.Known  // what is here already; nil: nothing
	Holds    exchange.Holds  // the files that are here already, for packages without theirs; nil: none
	History  bool            // take in the learner's answers, marks and tags
	Device   string          // written into the entries; by default "Anki"

	// Weights are those of the memory model by which a card without answers is judged; the
	// zero Weights are the published ones.
	Weights memory.Weights

	// Tell, if not nil, is told from time to time how much was done of how much. It may be
	// called from several goroutines, one after the other.
	Tell func(done, total int)
}

const (
	shares  = 2         // reading takes about as long as all that follows
	maxText = 512 << 20 // bytes of all notes together, far more than decks hold
)

// format is what the report calls a package.
const format = "Anki package"

// Read reads a package of any layout. Errors are an [*exchange.Error], an [*apkg.Error] or
// that of a cancelled context.
//
// The files of the parcels are read from the package when they are opened: it must stay
// where it is, unchanged, until they have been. It is held open for as long as the bundle
// is in use.
func Read(ctx context.Context, file string, o Options) (*exchange.Bundle, error) {
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	if o.Device == "" {
		o.Device = "Anki"
	}
	p, err := apkg.Open(ctx, file)
	if err != nil {
		return nil, err
	}
	b, err := readPackage(ctx, p, filepath.Base(file), o)
	if err != nil {
		return nil, errors.Join(err, p.Close())
	}
	return b, nil
}

// Detect reports whether a file is a package, judged by what is in it.
func Detect(file string) bool {
	p, err := apkg.Open(context.Background(), file)
	if err != nil {
		return false
	}
	return p.Close() == nil
}

// A reader makes a bundle of a collection.
type reader struct {
	options    Options
	collection *apkg.Collection
	bundle     *exchange.Bundle
	files      *files

	folds     map[int64]*fold
	places    map[int64]place
	parcels   map[deck.ID]int
	again     map[deck.ID]int       // how often the id of a parcel was taken
	unchanged map[int64]deck.NoteID // notes of which the fields were not read

	notes  []noteIn
	outs   []noteOut
	byID   map[int64]int    // indexes into notes, by Anki's id
	cards  [][]historyPlace // of each note
	media  []map[int]string // by parcel: where the files that its notes show are to be
	ids    []deck.ID        // of the parcels, by index
	asking sync.Mutex       // of options.Holds
	drawn  map[string]bool  // ids of models that came back
	told   int              // notes of which it was told that they are done
}

// A historyPlace is a card of a note.
type historyPlace struct{ card *apkg.Card }

func readPackage(ctx context.Context, p *apkg.Package, name string, o Options) (*exchange.Bundle, error) {
	r := &reader{options: o, bundle: &exchange.Bundle{Name: name, Format: format}, unchanged: make(map[int64]deck.NoteID), drawn: make(map[string]bool)}
	c, err := p.Read(ctx, apkg.ReadOptions{Fields: r.wanted, Progress: func(done, total int) { r.tell(done, shares*total) }})
	if err != nil {
		return nil, err
	}
	r.collection = c
	held := &holder{p}
	runtime.AddCleanup(held, func(p *apkg.Package) { p.Close() }, p)
	r.files = newFiles(c.Media, held)
	r.foldTypes()
	r.placeDecks()
	r.takeNotes()
	if err := r.convert(ctx); err != nil {
		return nil, err
	}
	r.gather()
	if o.History {
		r.history()
	}
	r.report()
	r.tell(1, 1)
	return r.bundle, nil
}

// A holder keeps a package open until nothing refers to it any more.
type holder struct{ open *apkg.Package }

// wanted reports whether the fields of a note have to be read: those of a note that is
// here as it is there need not be. Notes of ours carry more than fields.
func (r *reader) wanted(id int64, guid string, mod int64) bool {
	if r.options.Known == nil {
		return true
	}
	if _, _, own := ownGUID(guid); own {
		return true
	}
	note := exchange.AnkiID(guidOf(id, guid))
	_, known, ok := r.options.Known(note)
	if !ok || known == 0 || mod > known {
		return true
	}
	r.unchanged[id] = note
	return false
}

// guidOf returns the identity of a note, which few have none of: they are told apart by the
// moment at which they were made.
func guidOf(id int64, guid string) string {
	if guid == "" {
		return "made " + strconv.FormatInt(id, 10)
	}
	return guid
}

func (r *reader) foldTypes() {
	types := r.collection.Types
	r.folds = make(map[int64]*fold, len(types))
	for i := range types {
		r.folds[types[i].ID] = foldType(&types[i])
	}
}

// convert makes notes of ours of all notes, on every processor.
func (r *reader) convert(ctx context.Context) error {
	r.outs = make([]noteOut, len(r.notes))
	const batch = 64
	var next, size atomic.Int64
	var telling sync.Mutex
	work := func() {
		c := newConverter(r.files)
		c.holds = r.holds
		for ctx.Err() == nil && size.Load() <= maxText {
			from := int(next.Add(batch)) - batch
			if from >= len(r.notes) {
				return
			}
			made := 0
			for i := from; i < min(from+batch, len(r.notes)); i++ {
				c.convert(&r.notes[i], &r.outs[i])
				for j := range r.outs[i].notes {
					made += len(r.outs[i].notes[j].Text)
				}
			}
			size.Add(int64(made))
			telling.Lock()
			r.told = min(r.told+batch, len(r.notes))
			r.tell(len(r.notes)+r.told, shares*len(r.notes))
			telling.Unlock()
		}
	}
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 1+len(r.notes)/batch) - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	if size.Load() > maxText {
		return exchange.Refuse(nil, "The notes in “%s” come to more than %d MB of text, which no deck can hold. Nothing was changed; "+
			"export some of its decks at a time.", r.bundle.Name, maxText>>20)
	}
	return ctx.Err()
}

// tell says how much was done.
func (r *reader) tell(done, total int) {
	if r.options.Tell != nil {
		r.options.Tell(done, total)
	}
}
