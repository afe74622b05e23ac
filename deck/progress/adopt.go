package progress

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// Adopt makes weights those of the journal and folds the states of all cards with them, in
// one transaction: states and weights agree at any moment, also after a crash and in other
// programs. A backup is made before. It returns how many cards have another stability or
// difficulty now; due days stay as they are, since they are part of the answers.
//
// The weights that held before are kept, see [Journal.Adoptions], and adopting them again
// is the way back. To adopt the weights that hold changes nothing.
//
// The work is done beside the journal, so that answers need not wait for it: only the cards
// that were answered meanwhile are folded while others wait. Tell, unless it is nil, hears
// how many cards are done, in the goroutine of the caller. The context may end it until all
// are, and then nothing has changed. [Journal.Changed] tells of it here too, since whoever
// has states loaded is to load them anew.
func (j *Journal) Adopt(ctx context.Context, w memory.Weights, tell func(done, total int)) (changed int, err error) {
	sound, err := memory.ParseWeights(w[:])
	if err != nil {
		return 0, invalid("these weights cannot be adopted: %v", err)
	}
	if tell == nil {
		tell = func(int, int) {}
	}
	a := adopting{
		journal: j, tell: tell, model: memory.NewModel(sound, false),
		next: Adoption{Weights: sound, At: milliseconds(j.o.Now())},
	}
	changed, err = a.run(ctx)
	return changed, explain(ctx, "adopt weights", j.path, err)
}

// errMeanwhile says that another program adopted weights while states were folded.
var errMeanwhile = errors.New("other weights were adopted meanwhile")

const (
	adoptAttempts = 5  // in which another program must not adopt weights
	catchUps      = 10 // at most, however much is written meanwhile
	fewMeanwhile  = 20 // cards that can be folded while answers wait
)

// An adopting is weights on their way into the journal.
type adopting struct {
	journal *Journal
	tell    func(done, total int)
	next    Adoption
	model   *memory.Model

	// What was there when states were folded.
	was   *weighing
	names aliases
	last  int64 // place of the last entry

	fresh map[deck.CardID]State // those that are not what they were
}

func (a *adopting) run(ctx context.Context) (changed int, err error) {
	j := a.journal
	if err := j.checkInPlace(); err != nil {
		return 0, err
	}
	now, err := j.weighingAt(ctx, j.reader)
	if err != nil || now.held.Weights == a.next.Weights {
		return 0, err
	}
	if err := a.backUp(ctx); err != nil {
		return 0, err
	}
	for range adoptAttempts {
		if err = a.attempt(ctx); !errors.Is(err, errMeanwhile) {
			break
		}
	}
	switch {
	case errors.Is(err, errMeanwhile):
		return 0, fault(ErrBusy, j.path, err)
	case err != nil:
		return 0, err
	}
	j.seen.Store(0) // whoever has the states loaded is to load them anew
	return len(a.fresh), nil
}

// attempt folds and writes, unless another program adopts weights meanwhile.
func (a *adopting) attempt(ctx context.Context) error {
	inside := context.WithoutCancel(ctx) // see carry
	err := inTx(inside, a.journal.reader, func(tx *sql.Tx) error { return a.fold(ctx, inside, tx) })
	if err != nil {
		return err
	}
	for touched, i := fewMeanwhile+1, 0; touched > fewMeanwhile && i < catchUps; i++ {
		err := inTx(inside, a.journal.reader, func(tx *sql.Tx) error {
			states, err := a.catchUp(inside, tx)
			touched = len(states)
			return err
		})
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return a.write(ctx)
}

// backUp makes a backup if there are states that might be lost.
func (a *adopting) backUp(ctx context.Context) error {
	var used bool
	err := a.journal.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM card_state)`).Scan(&used)
	if err != nil || !used {
		return err
	}
	_, err = a.journal.Backup(ctx)
	return err
}

// tellEvery is after how many cards it tells how far it has come, and asks whether to go on.
const tellEvery = 256

// fold folds the states of all cards as they are now, which may take seconds and holds
// nobody up.
func (a *adopting) fold(until, ctx context.Context, tx *sql.Tx) (err error) {
	if a.was, err = a.journal.weighingAt(ctx, tx); err != nil {
		return err
	}
	if a.names, err = selectAliases(ctx, tx); err != nil {
		return err
	}
	if a.last, err = lastPlace(ctx, tx); err != nil {
		return err
	}
	before, err := selectStates(ctx, tx)
	if err != nil {
		return err
	}
	a.fresh = make(map[deck.CardID]State)
	done := 0
	err = foldAll(ctx, tx, a.model, a.names, func(s State) error {
		if before[s.Card].Memory.State != s.Memory.State {
			a.fresh[s.Card] = s
		}
		if done++; done%tellEvery == 0 {
			a.tell(done, max(done, len(before)))
			return until.Err()
		}
		return nil
	})
	if err != nil {
		return err
	}
	a.tell(done, done)
	return until.Err()
}

// lastPlace returns the place of the last entry in the journal.
func lastPlace(ctx context.Context, q querier) (seq int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT ifnull(max(seq), 0) FROM journal`).Scan(&seq)
	return seq, err
}

// write writes down what was folded, and the weights. It has a connection of its own, on
// which the states are laid ready first, so that they are written with one statement.
func (a *adopting) write(ctx context.Context) error {
	j := a.journal
	inside := context.WithoutCancel(ctx)
	db, err := sql.Open("sqlite3", dsn(j.path, writing(j.o.Patience)))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	defer func() { _ = db.Close() }() // what was committed is on the disk
	if err := a.layReady(inside, db); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := a.commit(inside, db); err != nil {
		return err
	}
	// It was not done at the commit, because others would have waited for that.
	if _, err := db.ExecContext(inside, `PRAGMA wal_checkpoint(PASSIVE)`); err != nil {
		j.o.Logger.Warn("what was adopted is left in the write-ahead log", "error", err)
	}
	return nil
}

// commit is what others have to wait for.
func (a *adopting) commit(inside context.Context, db *sql.DB) error {
	j := a.journal
	j.turn.Lock()
	defer j.turn.Unlock()
	var now *weighing
	err := inTx(inside, db, func(tx *sql.Tx) error {
		meanwhile, err := a.catchUp(inside, tx)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(inside, writeFresh); err != nil {
			return err
		}
		for _, card := range sortedKeys(meanwhile) {
			if err := upsertState(inside, tx, meanwhile[card]); err != nil {
				return err
			}
		}
		if err := j.setWeights(inside, tx, a.next); err != nil {
			return err
		}
		now, err = j.weighingAt(inside, tx)
		return err
	})
	if err == nil {
		j.weighing.Store(now)
	}
	return err
}

// writeFresh goes through all states once. With a condition which of them it is about it
// would go through them twice, and take twice as long.
const writeFresh = `
	UPDATE card_state SET (stability, difficulty) = (
		SELECT ifnull(fresh.stability, card_state.stability), ifnull(fresh.difficulty, card_state.difficulty)
		FROM (SELECT 1) LEFT JOIN temp.fresh AS fresh ON fresh.card = card_state.card)`

// layReady puts the fresh states where the transaction finds them, and everything that it
// will touch into memory.
func (a *adopting) layReady(ctx context.Context, db *sql.DB) error {
	for _, query := range []string{
		`PRAGMA temp_store = MEMORY`,
		`PRAGMA cache_size = -65536`, // KiB
		`PRAGMA wal_autocheckpoint = 0`,
		`CREATE TEMP TABLE fresh (card TEXT NOT NULL PRIMARY KEY, stability REAL NOT NULL, difficulty REAL NOT NULL) STRICT, WITHOUT ROWID`,
	} {
		if _, err := db.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	for some := range slices.Chunk(sortedKeys(a.fresh), batchRows) {
		var values []any
		for _, card := range some {
			m := a.fresh[card].Memory.State
			values = append(values, string(card), m.Stability, m.Difficulty)
		}
		if _, err := db.ExecContext(ctx, insertInto(`INSERT INTO temp.fresh`, 3, len(some)), values...); err != nil {
			return err
		}
	}
	var sum sql.NullFloat64
	return db.QueryRowContext(ctx, `SELECT sum(stability) FROM card_state`).Scan(&sum)
}

// catchUp folds the cards that had entries, or other names, since states were folded, and
// returns their states.
func (a *adopting) catchUp(ctx context.Context, tx *sql.Tx) (map[deck.CardID]State, error) {
	now, err := a.journal.weighingAt(ctx, tx)
	if err != nil {
		return nil, err
	}
	if now.text != a.was.text {
		return nil, errMeanwhile
	}
	names, err := selectAliases(ctx, tx)
	if err != nil {
		return nil, err
	}
	last, err := lastPlace(ctx, tx)
	if err != nil {
		return nil, err
	}
	touched := make(map[deck.CardID]bool)
	for _, name := range changedNames(a.names, names) {
		touched[a.names.present(name)] = true
		touched[names.present(name)] = true
	}
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT card FROM journal WHERE seq > ? AND seq <= ?`, a.last, last)
	if err != nil {
		return nil, err
	}
	if err := eachRow(rows, func(r row) { touched[names.present(deck.CardID(r.text(0)))] = true }); err != nil {
		return nil, err
	}
	for card := range touched {
		if delete(a.fresh, card); names.present(card) != card {
			delete(touched, card) // no card is called that any more
		}
	}
	histories, err := selectHistories(ctx, tx, names, sortedKeys(touched))
	if err != nil {
		return nil, err
	}
	states := make(map[deck.CardID]State, len(histories))
	for card, history := range histories {
		if len(history) > 0 {
			states[card] = Fold(a.model, history)
		}
	}
	maps.Copy(a.fresh, states)
	a.names, a.last = names, last
	return states, nil
}
