package apkg

import (
	"cmp"
	"context"
	"runtime"
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
	r := &reading{collection: c, options: o, rows: make(map[string]int64)}
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

// A reading is a collection while its rows are read.
type reading struct {
	collection *Collection
	options    ReadOptions
	broken     atomic.Bool

	rows    map[string]int64 // how many each table has
	reviews [][]Review       // parts of the history, in their order

	mu          sync.Mutex
	done, total int
}

// A job reads a part of the database.
type job func(ctx context.Context, db *database) error

// all reads what is in the database at a path: what says what it is first, then everything
// else in pieces, by as many connections as there are processors for.
func (r *reading) all(ctx context.Context, path string) error {
	db, err := openDatabase(path)
	if err != nil {
		return err
	}
	defer db.close()
	if err := r.begin(ctx, db); err != nil {
		return err
	}
	parts, err := r.history(ctx, db)
	if err != nil {
		return err
	}
	jobs := append([]job{checking("revlog"), r.notes, checking("notes"), r.cards, checking("cards")}, parts...)
	if err := r.share(ctx, path, db, jobs); err != nil {
		return err
	}
	c := r.collection
	c.Reviews = byID(slices.Concat(r.reviews...), func(review *Review) int64 { return review.ID })
	return nil
}

// share does jobs in the given connection and in others to the same database.
func (r *reading) share(ctx context.Context, path string, db *database, jobs []job) error {
	const most = 3
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	work := func(db *database) {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= len(jobs) {
				break
			}
			if err := jobs[i](ctx, db); err != nil {
				stop(err)
			}
		}
		if db.broken {
			r.broken.Store(true)
		}
	}
	var others sync.WaitGroup
	for range min(most, runtime.GOMAXPROCS(0)) - 1 {
		others.Go(func() {
			db, err := openDatabase(path)
			if err != nil {
				stop(err)
				return
			}
			defer db.close()
			work(db)
		})
	}
	work(db)
	others.Wait()
	return context.Cause(ctx)
}

// checking returns the job that looks for damage in a table.
func checking(table string) job {
	return func(ctx context.Context, db *database) error { return db.check(ctx, table) }
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
		r.rows[table.name] = n
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
	for i := 1; i < len(rows); i++ {
		if id(&rows[i]) < id(&rows[i-1]) {
			slices.SortStableFunc(rows, func(a, b T) int { return cmp.Compare(id(&a), id(&b)) })
			break
		}
	}
	return rows
}

// notes reads the notes, and of those whose fields are wanted the fields too.
func (r *reading) notes(ctx context.Context, db *database) error {
	c := r.collection
	c.Notes = make([]Note, 0, r.rows["notes"])
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
	c.Cards = make([]Card, 0, r.rows["cards"])
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

// history returns the jobs that read the reviews: each those of a span of time, so that no
// processor is idle.
func (r *reading) history(ctx context.Context, db *database) ([]job, error) {
	const (
		most = 8      // jobs
		each = 10_000 // reviews are worth one
	)
	var first, last int64
	err := db.each(ctx, "SELECT min(id), max(id) FROM revlog", func(v row) error {
		first, last = v.number(0), v.number(1)
		return nil
	})
	parts := max(1, min(most, r.rows["revlog"]/each))
	span := max(1, (last/2-first/2)/parts*2)
	r.reviews = make([][]Review, parts)
	jobs := make([]job, parts)
	for i := range parts {
		var within []string // nothing bounds the first and the last, whatever else is an id there
		if i > 0 {
			within = append(within, "id >= "+strconv.FormatInt(first+i*span, 10))
		}
		if i < parts-1 {
			within = append(within, "id < "+strconv.FormatInt(first+(i+1)*span, 10))
		}
		where := ""
		if len(within) > 0 {
			where = " WHERE " + strings.Join(within, " AND ")
		}
		jobs[i] = func(ctx context.Context, db *database) error { return r.span(ctx, db, int(i), where) }
	}
	return jobs, err
}

// span reads a part of the reviews.
func (r *reading) span(ctx context.Context, db *database, part int, where string) error {
	list := make([]Review, 0, r.rows["revlog"]/int64(len(r.reviews))*5/4)
	err := r.each(ctx, db, "revlog", "SELECT id, cid, ease, ivl, lastIvl, factor, time, type FROM revlog"+where, maxReviews, func(v row) {
		list = append(list, Review{
			ID: v.number(0), Card: v.number(1), Ease: v.small(2), Interval: v.number(3), LastInterval: v.number(4),
			Factor: v.number(5), Took: v.number(6), Type: v.small(7),
		})
	})
	r.reviews[part] = list
	return err
}
