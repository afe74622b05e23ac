package apkg

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-sqlite3"
)

// oldTables is the schema that every Anki reads, number 11.
const oldTables = `
CREATE TABLE col (id integer primary key, crt integer not null, mod integer not null, scm integer not null, ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null, models text not null, decks text not null, dconf text not null, tags text not null);
CREATE TABLE notes (id integer primary key, guid text not null, mid integer not null, mod integer not null, usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null, flags integer not null, data text not null);
CREATE TABLE cards (id integer primary key, nid integer not null, did integer not null, ord integer not null, mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null, ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
CREATE TABLE revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
CREATE TABLE graves (usn integer not null, oid integer not null, type integer not null)`

// oldIndexes are made when the rows are there, which is quicker.
const oldIndexes = `
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum)`

// build returns the bytes of a database of a collection. It is built in memory, in the
// order of the ids, so that it has no gaps and need not be vacuumed.
func build(ctx context.Context, c *Collection, now time.Time) ([]byte, error) {
	conn, err := new(sqlite3.SQLiteDriver).Open(":memory:")
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	b := &builder{conn: conn.(*sqlite3.SQLiteConn), Collection: c, now: now}
	if err := b.exec("PRAGMA journal_mode = OFF; PRAGMA page_size = 4096; BEGIN;" + oldTables); err != nil {
		return nil, err
	}
	for _, fill := range []func(context.Context) error{b.col, b.notes, b.cards, b.reviews} {
		if err := fill(ctx); err != nil {
			return nil, err
		}
	}
	if err := b.exec(oldIndexes + "; COMMIT"); err != nil {
		return nil, err
	}
	return b.conn.Serialize("main")
}

// A builder fills a database with a collection.
type builder struct {
	*Collection
	conn *sqlite3.SQLiteConn
	now  time.Time
}

func (b *builder) exec(statements string) error {
	_, err := b.conn.ExecContext(context.Background(), statements, nil)
	return err
}

// A table says how rows are written: the statement up to the values, and those of a row,
// where each question mark is an argument.
type table struct{ insert, values string }

// atOnce is how many rows one statement brings in, which saves most of its cost.
const atOnce = 40

// fill inserts rows. give puts the arguments of a row into a slice that is as long.
func (b *builder) fill(ctx context.Context, t table, rows int, give func(row int, args []driver.NamedValue)) error {
	many := rows - rows%atOnce
	if err := b.insert(ctx, t, 0, many, atOnce, give); err != nil {
		return err
	}
	return b.insert(ctx, t, many, rows, 1, give)
}

// insert inserts the rows from one to before another, so many with one statement.
func (b *builder) insert(ctx context.Context, t table, from, to, together int, give func(row int, args []driver.NamedValue)) error {
	if from == to {
		return nil
	}
	statement, err := b.conn.PrepareContext(context.Background(), t.insert+" VALUES "+strings.Repeat(t.values+",", together-1)+t.values)
	if err != nil {
		return err
	}
	defer statement.Close()
	width := strings.Count(t.values, "?")
	args := make([]driver.NamedValue, width*together)
	for i := range args {
		args[i].Ordinal = i + 1
	}
	for ; from < to; from += together {
		for i := range together {
			give(from+i, args[i*width:(i+1)*width])
		}
		if err := run(statement, args); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// run executes a statement as a query that finds nothing, for which the driver goes into C
// once rather than once for each argument.
func run(statement driver.Stmt, args []driver.NamedValue) error {
	rows, err := statement.(driver.StmtQueryContext).QueryContext(context.Background(), args)
	if err != nil {
		return err
	}
	return rows.Close()
}

// inOrderOf returns the order of the ids of rows, which must be above 0 and different.
func inOrderOf[T any](what string, rows []T, id func(*T) int64) ([]int, error) {
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	byRow := func(a, b int) int { return cmp.Compare(id(&rows[a]), id(&rows[b])) }
	if !slices.IsSortedFunc(order, byRow) {
		slices.SortStableFunc(order, byRow)
	}
	last := int64(0)
	for _, at := range order {
		this := id(&rows[at])
		if this <= last {
			return nil, fmt.Errorf("apkg: two %s have the id %d, or it is not above 0", what, this)
		}
		last = this
	}
	return order, nil
}

// notes writes the notes.
func (b *builder) notes(ctx context.Context) error {
	order, err := inOrderOf("notes", b.Notes, func(n *Note) int64 { return n.ID })
	if err != nil {
		return err
	}
	types := make(map[int64]*NoteType, len(b.Types))
	for i := range b.Types {
		types[b.Types[i].ID] = &b.Types[i]
	}
	for i := range b.Notes {
		n := &b.Notes[i]
		t := types[n.Type]
		if t == nil || strings.Count(n.Fields, FieldSeparator)+1 != len(t.Fields) {
			return fmt.Errorf("apkg: note %d has not the fields of its note type %d", n.ID, n.Type)
		}
	}
	t := table{"INSERT INTO notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data)", "(?,?,?,?,-1,?,?,?,?,0,'')"}
	return b.fill(ctx, t, len(order), func(row int, args []driver.NamedValue) {
		n := &b.Notes[order[row]]
		first := StripHTML(n.Field(0))
		sorted := first
		if at := types[n.Type].Sort; at != 0 {
			sorted = StripHTML(n.Field(at))
		}
		args[0].Value, args[1].Value, args[2].Value, args[3].Value = n.ID, n.GUID, n.Type, b.changed(n.Mod)
		args[4].Value, args[5].Value, args[6].Value, args[7].Value = spaced(n.Tags), n.Fields, sorted, int64(checksum(first))
	})
}

// changed returns when something was changed, which is now if nobody says.
func (b *builder) changed(mod int64) int64 {
	if mod == 0 {
		return b.now.Unix()
	}
	return mod
}

// spaced puts spaces around tags, as Anki looks for them with those.
func spaced(tags string) string {
	if tags == "" {
		return ""
	}
	return " " + tags + " "
}

// cards writes the cards.
func (b *builder) cards(ctx context.Context) error {
	order, err := inOrderOf("cards", b.Cards, func(c *Card) int64 { return c.ID })
	if err != nil {
		return err
	}
	t := table{
		`INSERT INTO cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, "left", odue, odid, flags, data)`,
		"(?,?,?,?,?,-1,?,?,?,?,?,?,?,?,?,?,?,?)",
	}
	return b.fill(ctx, t, len(order), func(row int, args []driver.NamedValue) {
		c := &b.Cards[order[row]]
		for i, n := range [...]int64{
			c.ID, c.Note, c.Deck, int64(c.Ord), b.changed(c.Mod), int64(c.Type), int64(c.Queue), c.Due, c.Interval,
			c.Factor, c.Reps, c.Lapses, c.Left, c.OriginalDue, c.OriginalDeck, int64(c.Flags),
		} {
			args[i].Value = n
		}
		args[16].Value = c.Data
	})
}

// reviews writes the history.
func (b *builder) reviews(ctx context.Context) error {
	order, err := inOrderOf("reviews", b.Reviews, func(r *Review) int64 { return r.ID })
	if err != nil {
		return err
	}
	t := table{"INSERT INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)", "(?,?,-1,?,?,?,?,?,?)"}
	return b.fill(ctx, t, len(order), func(row int, args []driver.NamedValue) {
		r := &b.Reviews[order[row]]
		for i, n := range [...]int64{r.ID, r.Card, int64(r.Ease), r.Interval, r.LastInterval, r.Factor, r.Took, int64(r.Type)} {
			args[i].Value = n
		}
	})
}

// col writes the row that says what is known of the collection as a whole.
func (b *builder) col(ctx context.Context) error {
	conf, models, decks, presets, err := b.json()
	if err != nil {
		return err
	}
	ms := b.now.UnixMilli()
	t := table{"INSERT INTO col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags)", "(1,?,?,?,11,0,0,0,?,?,?,?,'{}')"}
	return b.fill(ctx, t, 1, func(_ int, args []driver.NamedValue) {
		for i, value := range []any{b.created(), ms, ms, conf, models, decks, presets} {
			args[i].Value = value
		}
	})
}

// created returns when day 0 began: if nobody says, today did.
func (b *builder) created() int64 {
	if b.Created != 0 {
		return b.Created
	}
	const day = 24 * 60 * 60
	begin := int64(b.Rollover)*60*60 + int64(b.WestOfUTC)*60
	return (b.now.Unix()-begin)/day*day + begin
}
