package progress

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// States returns the state of every card that has an entry, by the card's present name.
func (j *Journal) States(ctx context.Context) (map[deck.CardID]State, error) {
	// The driver is spared watching the context, which takes it longer than the rows.
	states, err := readStates(context.WithoutCancel(ctx), j.reader)
	return states, explain(ctx, "read states", j.path, err)
}

// readStates returns the states of all cards, as selectStates does. Every start of the
// program waits for it, so the rows come from the driver itself, which saves a tenth of
// the time.
func readStates(ctx context.Context, db *sql.DB) (states map[deck.CardID]State, err error) {
	var cards int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM card_state`).Scan(&cards); err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	states = make(map[deck.CardID]State, cards) // or it would spend its time growing
	err = conn.Raw(func(c any) error {
		queryer, ok := c.(driver.QueryerContext)
		if !ok {
			return errors.New("the driver cannot be asked directly")
		}
		rows, err := queryer.QueryContext(ctx, `SELECT `+stateColumns+` FROM card_state`, nil)
		if err != nil {
			return err
		}
		return eachDriverRow(rows, func(r row) {
			s := makeState(r)
			states[s.Card] = s
		})
	})
	return states, err
}

// eachDriverRow is [eachRow] for rows of the driver.
func eachDriverRow(rows driver.Rows, do func(row)) (err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	values := make([]driver.Value, len(rows.Columns()))
	r := make(row, len(values))
	for {
		switch err := rows.Next(values); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		for i, v := range values {
			r[i] = v
		}
		do(r)
	}
}

// State returns the state of one card. A card that was never seen has a State that is
// zero but for its name.
func (j *Journal) State(ctx context.Context, card deck.CardID) (State, error) {
	var s State
	err := j.read(ctx, "read state", func(tx *sql.Tx) (err error) {
		s, err = selectPresent(ctx, tx, card)
		return err
	})
	return s, err
}

// Entries returns the history of one card in fold order: everything recorded under its
// present name and its former ones, retractions and what they take back included.
func (j *Journal) Entries(ctx context.Context, card deck.CardID) ([]Entry, error) {
	var entries []Entry
	err := j.read(ctx, "read entries", func(tx *sql.Tx) error {
		name, err := presentName(ctx, tx, card)
		if err != nil {
			return err
		}
		entries, err = selectEntries(ctx, tx, name)
		return err
	})
	return entries, err
}

// Since returns the entries of all cards from the study day on, in fold order.
func (j *Journal) Since(ctx context.Context, day memory.Day) ([]Entry, error) {
	var entries []Entry
	err := j.read(ctx, "read entries", func(tx *sql.Tx) error {
		names, err := selectAliases(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `SELECT `+entryColumns+` FROM journal WHERE done_on >= ? ORDER BY at_ms, id`, int64(day))
		if err != nil {
			return err
		}
		entries, err = scanEntries(rows)
		for i := range entries {
			entries[i].Card = names.present(entries[i].Card)
		}
		return err
	})
	return entries, err
}

const entryColumns = `id, card, at_ms, done_on, kind, ifnull(rating, 0), ifnull(took_ms, 0), ifnull(phase, 0), ifnull(step, 0),
	ifnull(due_on, 0), ifnull(due_at_ms, 0), ifnull(target, ''), ifnull(flag, 0), device,
	ifnull(text, ''), ifnull(act, ''), ifnull(stability, 0.0), ifnull(difficulty, 0.0), taken_in`

// selectEntries returns the entries of a card, given by its present name, in fold order.
func selectEntries(ctx context.Context, tx *sql.Tx, card deck.CardID) ([]Entry, error) {
	rows, err := tx.QueryContext(ctx, `
		WITH RECURSIVE name (card) AS (VALUES (?) UNION SELECT old FROM card_alias JOIN name ON new = name.card)
		SELECT `+entryColumns+` FROM journal WHERE card IN (SELECT card FROM name) ORDER BY at_ms, id`, string(card))
	if err != nil {
		return nil, err
	}
	entries, err := scanEntries(rows)
	for i := range entries {
		entries[i].Card = card
	}
	return entries, err
}

// scanEntries reads and closes rows of entryColumns.
func scanEntries(rows *sql.Rows) (entries []Entry, err error) {
	err = eachRow(rows, func(r row) { entries = append(entries, makeEntry(r)) })
	return entries, err
}

func makeEntry(r row) Entry {
	return Entry{
		ID:     EntryID(r.text(0)),
		Card:   deck.CardID(r.text(1)),
		At:     r.moment(2),
		Day:    memory.Day(r.number(3)),
		Kind:   Kind(r.text(4)),
		Rating: memory.Rating(r.number(5)),
		Took:   time.Duration(r.number(6)) * time.Millisecond,
		After:  Schedule{Phase: memory.Phase(r.number(7)), Step: int(r.number(8)), DueDay: memory.Day(r.number(9)), DueAt: r.moment(10)},
		Target: EntryID(r.text(11)),
		Flag:   int(r.number(12)),
		Device: r.text(13),
		Text:   r.text(14),
		Act:    EntryID(r.text(15)),
		Memory: memory.State{Stability: r.decimal(16), Difficulty: r.decimal(17)},

		TakenIn: r.number(18) != 0,
	}
}

const stateColumns = `card, phase, step, stability, difficulty, reps, lapses, answered_on, due_on, due_at_ms,
	suspended, buried_on, flag, introduced_on, last_at_ms, last_entry, tags, remark`

// selectState returns the state of a card, given by its present name.
func selectState(ctx context.Context, q querier, card deck.CardID) (State, error) {
	s := State{Card: card}
	rows, err := q.QueryContext(ctx, `SELECT `+stateColumns+` FROM card_state WHERE card = ?`, string(card))
	if err != nil {
		return s, err
	}
	err = eachRow(rows, func(r row) { s = makeState(r) })
	return s, err
}

// selectPresent returns the state of a card, which may be given by a former name. Only
// present names have a state, so that the name of a card that has one need not be looked
// up, and nearly every card that is answered has.
func selectPresent(ctx context.Context, tx *sql.Tx, card deck.CardID) (State, error) {
	s, err := selectState(ctx, tx, card)
	if err != nil || s.LastEntry != "" {
		return s, err
	}
	name, err := presentName(ctx, tx, card)
	if err != nil || name == card {
		return s, err
	}
	return selectState(ctx, tx, name)
}

// selectStates returns the states of all cards.
func selectStates(ctx context.Context, q querier) (map[deck.CardID]State, error) {
	rows, err := q.QueryContext(ctx, `SELECT `+stateColumns+` FROM card_state`)
	if err != nil {
		return nil, err
	}
	states := make(map[deck.CardID]State)
	err = eachRow(rows, func(r row) {
		s := makeState(r)
		states[s.Card] = s
	})
	return states, err
}

func makeState(r row) State {
	return State{
		Card: deck.CardID(r.text(0)),
		Memory: memory.Card{
			Phase:  memory.Phase(r.number(1)),
			Step:   int(r.number(2)),
			State:  memory.State{Stability: r.decimal(3), Difficulty: r.decimal(4)},
			Reps:   int(r.number(5)),
			Lapses: int(r.number(6)),
			Last:   memory.Day(r.number(7)),
			DueDay: memory.Day(r.number(8)),
			DueAt:  r.moment(9),
		},
		Suspended:  r.number(10) != 0,
		BuriedOn:   memory.Day(r.number(11)),
		Flag:       int(r.number(12)),
		Introduced: memory.Day(r.number(13)),
		LastAt:     r.moment(14),
		LastEntry:  EntryID(r.text(15)),
		Tags:       tagsOf(r.text(16)),
		Remark:     r.text(17),
	}
}

// tagsOf returns the tags in the column of that name, nil for none.
func tagsOf(column string) []string {
	if column == "" {
		return nil
	}
	return strings.Split(column, " ")
}

// A row is what SQLite returned, each value in the type of its column: tables are STRICT.
// Left to find out how to convert each value, database/sql takes twice as long.
type row []any

func (r row) number(i int) int64    { n, _ := r[i].(int64); return n }
func (r row) decimal(i int) float64 { x, _ := r[i].(float64); return x }
func (r row) text(i int) string     { s, _ := r[i].(string); return s }

// moment returns the time in a column that ends in _ms; 0 is no time.
func (r row) moment(i int) time.Time {
	ms := r.number(i)
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// eachRow gives do every row, which is good until the next, and closes the rows.
func eachRow(rows *sql.Rows, do func(row)) error {
	return eachRowUntil(rows, func(r row) error { do(r); return nil })
}

// eachRowUntil is [eachRow] for what may end it by an error, which it returns.
func eachRowUntil(rows *sql.Rows, do func(row) error) (err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	r := make(row, len(columns))
	into := make([]any, len(r))
	for i := range r {
		into[i] = &r[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := do(r); err != nil {
			return err
		}
	}
	return rows.Err()
}
