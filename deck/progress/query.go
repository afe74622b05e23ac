package progress

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// States returns the state of every card that has an entry, by the card's present name.
func (j *Journal) States(ctx context.Context) (map[deck.CardID]State, error) {
	states, err := j.states(ctx)
	return states, explain(ctx, "read states", j.path, err)
}

func (j *Journal) states(ctx context.Context) (map[deck.CardID]State, error) {
	conn, err := j.reader.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	var cards int
	if err := conn.QueryRowContext(ctx, `SELECT count(*) FROM card_state`).Scan(&cards); err != nil {
		return nil, err
	}
	states := make(map[deck.CardID]State, cards) // or it would spend its time growing
	err = conn.Raw(func(c any) error { return scanStates(ctx, c.(driver.QueryerContext), states) })
	return states, err
}

// State returns the state of one card. A card that was never seen has a State that is
// zero but for its name.
func (j *Journal) State(ctx context.Context, card deck.CardID) (State, error) {
	var s State
	err := j.read(ctx, "read state", func(tx *sql.Tx) error {
		name, err := presentName(ctx, tx, card)
		if err != nil {
			return err
		}
		s, err = selectState(ctx, tx, name)
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
	ifnull(due_on, 0), ifnull(due_at_ms, 0), ifnull(target, ''), ifnull(flag, 0), device`

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
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		e, err := scanEntry(rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

func scanEntry(rows *sql.Rows) (Entry, error) {
	var id, card, kind, target, device string
	var at, day, rating, took, phase, step, dueOn, dueAt, flag int64
	err := rows.Scan(&id, &card, &at, &day, &kind, &rating, &took, &phase, &step, &dueOn, &dueAt, &target, &flag, &device)
	return Entry{
		ID:     EntryID(id),
		Card:   deck.CardID(card),
		At:     moment(at),
		Day:    memory.Day(day),
		Kind:   Kind(kind),
		Rating: memory.Rating(rating),
		Took:   time.Duration(took) * time.Millisecond,
		After:  Schedule{Phase: memory.Phase(phase), Step: int(step), DueDay: memory.Day(dueOn), DueAt: moment(dueAt)},
		Target: EntryID(target),
		Flag:   int(flag),
		Device: device,
	}, err
}

const stateColumns = `card, phase, step, stability, difficulty, reps, lapses, answered_on, due_on, due_at_ms,
	suspended, buried_on, flag, introduced_on, last_at_ms, last_entry`

// selectState returns the state of a card, given by its present name.
func selectState(ctx context.Context, tx *sql.Tx, card deck.CardID) (State, error) {
	row := make([]driver.Value, 16)
	dest := make([]any, len(row))
	for i := range row {
		dest[i] = &row[i]
	}
	err := tx.QueryRowContext(ctx, `SELECT `+stateColumns+` FROM card_state WHERE card = ?`, string(card)).Scan(dest...)
	if errors.Is(err, sql.ErrNoRows) {
		return State{Card: card}, nil
	}
	if err != nil {
		return State{}, err
	}
	return makeState(row), nil
}

// scanStates reads all of card_state past database/sql, which spends most of its time
// on finding out how to convert each of a million and a half values.
func scanStates(ctx context.Context, conn driver.QueryerContext, states map[deck.CardID]State) (err error) {
	// The driver is spared watching ctx at every row.
	rows, err := conn.QueryContext(context.WithoutCancel(ctx), `SELECT `+stateColumns+` FROM card_state`, nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	row := make([]driver.Value, 16)
	for ctx.Err() == nil {
		if err := rows.Next(row); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		s := makeState(row)
		states[s.Card] = s
	}
	return ctx.Err()
}

// makeState returns the State in a row of stateColumns. STRICT tables hold every value
// in the type of its column.
func makeState(row []driver.Value) State {
	number := func(i int) int64 { n, _ := row[i].(int64); return n }
	decimal := func(i int) float64 { x, _ := row[i].(float64); return x }
	text := func(i int) string { s, _ := row[i].(string); return s }
	return State{
		Card: deck.CardID(text(0)),
		Memory: memory.Card{
			Phase:  memory.Phase(number(1)),
			Step:   int(number(2)),
			State:  memory.State{Stability: decimal(3), Difficulty: decimal(4)},
			Reps:   int(number(5)),
			Lapses: int(number(6)),
			Last:   memory.Day(number(7)),
			DueDay: memory.Day(number(8)),
			DueAt:  moment(number(9)),
		},
		Suspended:  number(10) != 0,
		BuriedOn:   memory.Day(number(11)),
		Flag:       int(number(12)),
		Introduced: memory.Day(number(13)),
		LastAt:     moment(number(14)),
		LastEntry:  EntryID(text(15)),
	}
}

// moment returns the time of a column that ends in _ms; 0 is no time.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
