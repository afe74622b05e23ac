package progress

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An Addition is an entry that is to be added, and the last entry of its card that the
// caller knows of ("" for none), as [Journal.Append] has it.
type Addition struct {
	Base  EntryID
	Entry Entry
}

// AppendAll adds the entries of one act on many cards, all of them or none, and returns
// the states that follow, in their order. It is [Journal.Append] in all else: one card
// that has had another entry since makes it refuse the whole act with [ErrConflict].
//
// Entries that are several carry the ID of the first as their Act, so that they can be
// told later to be one thing that the learner did, and taken back together.
func (j *Journal) AppendAll(ctx context.Context, additions []Addition) ([]State, error) {
	if err := ctx.Err(); err != nil {
		return nil, explain(ctx, "append", j.path, err)
	}
	if len(additions) == 0 {
		return nil, nil
	}
	ctx = context.WithoutCancel(ctx)
	entries, err := j.completeAll(additions)
	if err != nil {
		return nil, err
	}
	after := make([]State, len(entries))
	err = j.write(ctx, "append", func(tx *sql.Tx) error {
		known, err := gather(ctx, tx, entries)
		if err != nil {
			return err
		}
		if known.model, err = j.modelToWrite(ctx, tx); err != nil {
			return err
		}
		w := newWriter(ctx, tx)
		for i, e := range entries {
			if after[i], err = j.appendKnown(w, known, additions[i].Base, e); err != nil {
				return err
			}
		}
		return w.close()
	})
	if err != nil {
		return nil, err
	}
	return after, nil
}

// appendKnown is [Journal.appendEntry] for a card that has been gathered.
func (j *Journal) appendKnown(w *writer, known *gathered, base EntryID, e Entry) (State, error) {
	e.Card = known.names.present(e.Card)
	before, ok := known.states[e.Card]
	if !ok {
		before = State{Card: e.Card}
	}
	e, err := j.follow(before, base, e)
	if err != nil {
		return State{}, err
	}
	after, err := j.stateAfter(known.model, before, known.histories[e.Card], e)
	if err != nil {
		return State{}, err
	}
	if err := w.entry(e); err != nil {
		return State{}, err
	}
	known.states[e.Card] = after
	if history, asked := known.histories[e.Card]; asked {
		known.histories[e.Card] = append(history, e)
	}
	return after, w.state(after)
}

// gathered is what the cards of an act are before it. It is read for many cards at a
// time, which takes a fraction of what reading it card by card does.
type gathered struct {
	model     *memory.Model
	names     aliases
	states    map[deck.CardID]State
	histories map[deck.CardID][]Entry // of the cards that something is taken back of
}

func gather(ctx context.Context, tx *sql.Tx, entries []Entry) (*gathered, error) {
	names, err := selectAliases(ctx, tx)
	if err != nil {
		return nil, err
	}
	g := &gathered{names: names, states: make(map[deck.CardID]State, len(entries))}
	cards := make(map[deck.CardID]bool, len(entries))
	asked := make(map[deck.CardID]bool) // those whose history is asked for
	for _, e := range entries {
		card := names.present(e.Card)
		cards[card] = true
		if e.Kind == Retract {
			asked[card] = true
		}
	}
	err = eachOf(ctx, tx, `SELECT `+stateColumns+` FROM card_state WHERE card IN `, sortedKeys(cards), func(r row) {
		s := makeState(r)
		g.states[s.Card] = s
	})
	if err != nil {
		return nil, err
	}
	g.histories, err = selectHistories(ctx, tx, names, sortedKeys(asked))
	return g, err
}

// selectHistories returns all that is recorded of cards, given by their present names, in
// fold order. Every card that is asked for is in it.
func selectHistories(ctx context.Context, tx *sql.Tx, names aliases, cards []deck.CardID) (map[deck.CardID][]Entry, error) {
	histories := make(map[deck.CardID][]Entry, len(cards))
	several := names.involved()
	var plain []deck.CardID // those of one name
	for _, card := range cards {
		if histories[card] = nil; !several[card] {
			plain = append(plain, card)
			continue
		}
		history, err := selectEntries(ctx, tx, card)
		if err != nil {
			return nil, err
		}
		histories[card] = history
	}
	err := eachOf(ctx, tx, `SELECT `+entryColumns+` FROM journal WHERE card IN `, plain, func(r row) {
		e := makeEntry(r)
		histories[e.Card] = append(histories[e.Card], e)
	})
	for card, history := range histories {
		histories[card] = inOrder(history)
	}
	return histories, err
}

// together is how many cards or entries are asked for in one query.
const together = 200

// sortedKeys returns the keys of a map in order.
func sortedKeys[K ~string, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// eachOf runs a query that ends in IN for all of the keys, and gives do every row.
func eachOf[K ~string](ctx context.Context, tx *sql.Tx, query string, keys []K, do func(row)) error {
	for some := range slices.Chunk(keys, together) {
		places := "(" + strings.Repeat("?, ", len(some)-1) + "?)"
		args := make([]any, len(some))
		for i, key := range some {
			args[i] = string(key)
		}
		rows, err := tx.QueryContext(ctx, query+places, args...)
		if err != nil {
			return err
		}
		if err := eachRow(rows, do); err != nil {
			return err
		}
	}
	return nil
}

// completeAll fills in what the caller left out, and makes the entries one act.
func (j *Journal) completeAll(additions []Addition) ([]Entry, error) {
	entries := make([]Entry, len(additions))
	for i, a := range additions {
		e, err := j.complete(a.Entry)
		if err != nil {
			return nil, err
		}
		e.Act = ""
		if len(additions) > 1 {
			e.Act = entries[0].ID
			if i == 0 {
				e.Act = e.ID
			}
		}
		entries[i] = e
	}
	return entries, nil
}

// isID reports whether an ID is in the form that the journal keeps.
func isID(id EntryID) bool { return len(id) == 36 && uuid.Validate(string(id)) == nil }
