package progress

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// A Problem is something that is wrong in the file, or in what was derived from it.
type Problem struct {
	Card    deck.CardID // empty if it is about the file as a whole
	Message string
}

// String returns the problem in one line.
func (p Problem) String() string {
	if p.Card == "" {
		return p.Message
	}
	return string(p.Card) + ": " + p.Message
}

// Check reads everything there is and returns what is wrong: pages that are damaged,
// rows that refer to none, and cards whose state is not what their entries say. The
// last kind is mended by [Journal.Refold].
func (j *Journal) Check(ctx context.Context) ([]Problem, error) {
	var problems []Problem
	err := j.read(ctx, "check", func(tx *sql.Tx) error {
		damage, err := integrityFaults(ctx, tx)
		if err != nil {
			return err
		}
		broken, err := foreignKeyFaults(ctx, tx)
		if err != nil {
			return err
		}
		differing, err := j.compare(ctx, tx)
		problems = slices.Concat(damage, broken, differing)
		return err
	})
	return problems, err
}

// compare returns the cards whose state is not the fold of their entries.
func (j *Journal) compare(ctx context.Context, tx *sql.Tx) ([]Problem, error) {
	want, err := j.foldStates(ctx, tx)
	if err != nil {
		return nil, err
	}
	got, err := selectStates(ctx, tx)
	if err != nil {
		return nil, err
	}
	var problems []Problem
	for card, state := range got {
		if wanted, ok := want[card]; !ok {
			problems = append(problems, Problem{card, "there is a state, but no entry that it follows from"})
		} else if !sameState(state, wanted) {
			problems = append(problems, Problem{card, fmt.Sprintf("the state is %+v, but the entries say %+v", state, wanted)})
		}
	}
	for card := range want {
		if _, ok := got[card]; !ok {
			problems = append(problems, Problem{card, "there are entries, but no state that follows from them"})
		}
	}
	slices.SortFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Card, b.Card) })
	return problems, nil
}

// sameState compares states. Stability and difficulty may differ in the last digits,
// since processors do not round alike and a journal may move between machines.
func sameState(a, b State) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(math.Abs(x), math.Abs(y)) }
	x, y := a.Memory.State, b.Memory.State
	a.Memory.State, b.Memory.State = memory.State{}, memory.State{}
	return a.Equal(b) && near(x.Stability, y.Stability) && near(x.Difficulty, y.Difficulty)
}

// Refold makes the states of all cards anew from the journal, in one transaction. It
// mends what [Journal.Check] finds; when weights change, [Journal.Adopt] does as much.
func (j *Journal) Refold(ctx context.Context) error {
	return j.write(ctx, "refold", func(tx *sql.Tx) error {
		states, err := j.foldStates(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM card_state`); err != nil {
			return err
		}
		for _, card := range slices.Sorted(maps.Keys(states)) {
			if err := upsertState(ctx, tx, states[card]); err != nil {
				return err
			}
		}
		return nil
	})
}

// foldStates returns the states of all cards as the journal has them.
func (j *Journal) foldStates(ctx context.Context, tx *sql.Tx) (map[deck.CardID]State, error) {
	now, err := j.weighingAt(ctx, tx)
	if err != nil {
		return nil, err
	}
	names, err := selectAliases(ctx, tx)
	if err != nil {
		return nil, err
	}
	states := make(map[deck.CardID]State)
	err = foldAll(ctx, tx, now.model, names, func(s State) error { states[s.Card] = s; return nil })
	return states, err
}

// foldAll gives each the state of every card as the journal has it, until it returns an
// error.
func foldAll(ctx context.Context, tx *sql.Tx, m *memory.Model, names aliases, each func(State) error) error {
	rows, err := tx.QueryContext(ctx, `SELECT `+entryColumns+` FROM journal ORDER BY card, at_ms, id`)
	if err != nil {
		return err
	}
	all := folding{model: m, names: names, several: names.involved(), each: each, held: make(map[deck.CardID][]Entry)}
	err = eachRowUntil(rows, func(r row) error { return all.add(makeEntry(r)) })
	if err != nil {
		return err
	}
	return all.finish()
}

// involved returns the cards that go by several names.
func (a aliases) involved() map[deck.CardID]bool {
	several := make(map[deck.CardID]bool)
	for name := range a {
		several[a.present(name)] = true
	}
	return several
}

// A folding folds all cards of a journal whose entries come card by card. The few cards
// that go by several names come in several places, and are held back until the end.
type folding struct {
	model   *memory.Model
	names   aliases
	several map[deck.CardID]bool
	each    func(State) error
	held    map[deck.CardID][]Entry
	entries []Entry // of the card that is coming now
}

func (f *folding) add(e Entry) error {
	e.Card = f.names.present(e.Card)
	if f.several[e.Card] {
		f.held[e.Card] = append(f.held[e.Card], e)
		return nil
	}
	if len(f.entries) > 0 && f.entries[0].Card != e.Card {
		if err := f.fold(f.entries); err != nil {
			return err
		}
		f.entries = f.entries[:0]
	}
	f.entries = append(f.entries, e)
	return nil
}

func (f *folding) finish() error {
	if err := f.fold(f.entries); err != nil {
		return err
	}
	for _, card := range sortedKeys(f.held) {
		if err := f.fold(f.held[card]); err != nil {
			return err
		}
	}
	return nil
}

func (f *folding) fold(entries []Entry) error {
	if len(entries) == 0 {
		return nil
	}
	return f.each(Fold(f.model, entries))
}

// integrityFaults returns what SQLite finds wrong with the file's pages, indexes and
// constraints.
func integrityFaults(ctx context.Context, q querier) ([]Problem, error) {
	rows, err := q.QueryContext(ctx, `PRAGMA integrity_check`)
	if err != nil {
		return nil, err
	}
	var faults []Problem
	err = eachRow(rows, func(r row) {
		if line := r.text(0); line != "ok" {
			faults = append(faults, Problem{Message: line})
		}
	})
	return faults, err
}

// foreignKeyFaults returns the rows that refer to rows that are not there.
func foreignKeyFaults(ctx context.Context, q querier) ([]Problem, error) {
	rows, err := q.QueryContext(ctx, `PRAGMA foreign_key_check`) // table, row, referred table, key
	if err != nil {
		return nil, err
	}
	var faults []Problem
	err = eachRow(rows, func(r row) {
		faults = append(faults, Problem{Message: fmt.Sprintf("a row of %s refers to a row of %s that is not there", r.text(0), r.text(2))})
	})
	return faults, err
}
