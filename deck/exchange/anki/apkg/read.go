package apkg

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// ReadOptions says what to read.
type ReadOptions struct {
	// Fields reports whether the fields of a note are wanted; nil: of all. Those of a note
	// that has not changed since it was last brought in need not be.
	Fields func(noteID int64, guid string, mod int64) bool
	// Progress, if not nil, is told from time to time how many rows were read of how many.
	// It may be called from several goroutines, one after the other.
	Progress func(done, total int)
}

// Read reads everything but the bytes of media files. It may be cancelled.
func (p *Package) Read(ctx context.Context, o ReadOptions) (*Collection, error) {
	c := &Collection{Layout: p.layout, Whole: p.whole()}
	if err := p.readMedia(c); err != nil {
		return nil, err
	}
	path, remove, err := p.extract(ctx)
	if err != nil {
		return nil, err
	}
	defer remove()
	r := &reading{collection: c, options: o}
	if err := r.all(ctx, path); err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, err
	}
	if r.broken.Load() {
		c.warn("Some letters in the file were damaged; � stands in their place.")
	}
	return c, nil
}

// A reading is a collection while its rows are read, in two connections at once.
type reading struct {
	collection *Collection
	options    ReadOptions
	broken     atomic.Bool

	mu          sync.Mutex
	done, total int
}

// all reads what is in the database at a path.
func (r *reading) all(ctx context.Context, path string) error {
	db, err := openDatabase(path)
	if err != nil {
		return err
	}
	defer db.close()
	if err := r.begin(ctx, db); err != nil {
		return err
	}
	var first, second error
	var history sync.WaitGroup
	history.Go(func() { second = r.history(ctx, path) })
	first = r.notesAndCards(ctx, db)
	history.Wait()
	if db.broken {
		r.broken.Store(true)
	}
	return cmp.Or(first, second)
}

// begin reads what says of what version the database is, and the small tables.
func (r *reading) begin(ctx context.Context, db *database) error {
	for _, table := range tables {
		if err := db.require(ctx, table.name, table.columns...); err != nil {
			return err
		}
		n, err := db.count(ctx, table.name, table.most)
		if err != nil {
			return err
		}
		r.total += int(n)
	}
	r.total-- // the row of col
	return r.collection.readSchema(ctx, db)
}

// tables are those that every version has.
var tables = []struct {
	name    string
	most    int64
	columns []string
}{
	{"col", 1, []string{"crt", "ver", "conf", "models", "decks", "dconf"}},
	{"notes", maxNotes, []string{"id", "guid", "mid", "mod", "tags", "flds"}},
	{"cards", maxCards, []string{"id", "nid", "did", "ord", "mod", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "odue", "odid", "flags", "data"}},
	{"revlog", maxReviews, []string{"id", "cid", "ease", "ivl", "lastivl", "factor", "time", "type"}},
}

// tell says that so many more rows were read.
func (r *reading) tell(rows int) {
	if r.options.Progress == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done += rows
	r.options.Progress(min(r.done, r.total), r.total)
}

// each reads the rows of a table, of which there may be no more than a limit.
func (r *reading) each(ctx context.Context, db *database, table, query string, most int, do func(row)) error {
	const often = 4096
	n := 0
	err := db.each(ctx, query, func(values row) error {
		if n++; n > most {
			return tooMany(table, int64(most))
		}
		do(values)
		if n%often == 0 {
			r.tell(often)
		}
		return nil
	})
	r.tell(n % often)
	return err
}

// byID puts rows into the order of their ids, in which they nearly always are already.
func byID[T any](rows []T, id func(*T) int64) []T {
	compare := func(a, b T) int { return cmp.Compare(id(&a), id(&b)) }
	if !slices.IsSortedFunc(rows, compare) {
		slices.SortStableFunc(rows, compare)
	}
	return rows
}

func (r *reading) notesAndCards(ctx context.Context, db *database) error {
	for _, table := range []string{"notes", "cards"} {
		if err := db.check(ctx, table); err != nil {
			return err
		}
	}
	if err := r.notes(ctx, db); err != nil {
		return err
	}
	return r.cards(ctx, db)
}

// notes reads the notes, and of those whose fields are wanted the fields too.
func (r *reading) notes(ctx context.Context, db *database) error {
	c := r.collection
	columns := "id, guid, mid, mod, tags"
	if r.options.Fields == nil {
		columns += ", flds"
	}
	all := r.options.Fields == nil
	wanted := make(map[int64]int)
	err := r.each(ctx, db, "notes", "SELECT "+columns+" FROM notes", maxNotes, func(v row) {
		n := Note{ID: v.number(0), GUID: db.text(v, 1), Type: v.number(2), Mod: v.number(3), Tags: oneSpace(db.text(v, 4))}
		if all {
			n.Fields = db.text(v, 5)
		} else if r.options.Fields(n.ID, n.GUID, n.Mod) {
			wanted[n.ID] = len(c.Notes)
		}
		c.Notes = append(c.Notes, n)
	})
	if err != nil {
		return err
	}
	if err := r.fields(ctx, db, wanted); err != nil {
		return err
	}
	c.Notes = byID(c.Notes, func(n *Note) int64 { return n.ID })
	return nil
}

// fields reads the fields of some notes: where they stand in the collection, by their ids.
func (r *reading) fields(ctx context.Context, db *database, wanted map[int64]int) error {
	if len(wanted) == 0 {
		return nil
	}
	take := func(v row) error {
		if i, ok := wanted[v.number(0)]; ok {
			r.collection.Notes[i].Fields = db.text(v, 1)
		}
		return nil
	}
	const query = "SELECT id, flds FROM notes"
	const few = 8 // or reading them all is quicker
	if len(wanted) > len(r.collection.Notes)/few {
		return db.each(ctx, query, take)
	}
	ids := make([]int64, 0, len(wanted))
	for id := range wanted {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for chunk := range slices.Chunk(ids, 500) {
		if err := db.each(ctx, query+" WHERE id IN ("+list(chunk)+")", take); err != nil {
			return err
		}
	}
	return nil
}

// list writes numbers with commas between them.
func list(numbers []int64) string {
	var b []byte
	for i, n := range numbers {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(b)
}

// oneSpace parts words by single spaces.
func oneSpace(s string) string {
	s = strings.TrimSpace(s)
	if strings.Contains(s, "  ") || strings.ContainsAny(s, "\t\r\n\u3000") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// cards reads the cards.
func (r *reading) cards(ctx context.Context, db *database) error {
	c := r.collection
	err := r.each(ctx, db, "cards", `SELECT id, nid, did, ord, mod, type, queue, due, ivl, factor, reps, lapses, "left", odue, odid, flags, data FROM cards`, maxCards, func(v row) {
		c.Cards = append(c.Cards, Card{
			ID: v.number(0), Note: v.number(1), Deck: v.number(2), Ord: v.small(3), Mod: v.number(4),
			Type: v.small(5), Queue: v.small(6), Due: v.number(7), Interval: v.number(8), Factor: v.number(9),
			Reps: v.number(10), Lapses: v.number(11), Left: v.number(12),
			OriginalDue: v.number(13), OriginalDeck: v.number(14), Flags: v.small(15), Data: db.text(v, 16),
		})
	})
	c.Cards = byID(c.Cards, func(card *Card) int64 { return card.ID })
	return err
}

// history reads the reviews, in a connection of its own.
func (r *reading) history(ctx context.Context, path string) error {
	db, err := openDatabase(path)
	if err != nil {
		return err
	}
	defer db.close()
	if err := db.check(ctx, "revlog"); err != nil {
		return err
	}
	c := r.collection
	err = r.each(ctx, db, "revlog", "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog", maxReviews, func(v row) {
		c.Reviews = append(c.Reviews, Review{
			ID: v.number(0), Card: v.number(1), Ease: v.small(2), Interval: v.number(3), LastInterval: v.number(4),
			Factor: v.number(5), Took: v.number(6), Type: v.small(7),
		})
	})
	c.Reviews = byID(c.Reviews, func(review *Review) int64 { return review.ID })
	return err
}
