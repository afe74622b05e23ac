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

// Aliases are the former names of cards: the name that followed, by the name before.
type aliases map[deck.CardID]deck.CardID

// present returns the name that a card has now.
func (a aliases) present(card deck.CardID) deck.CardID {
	for range len(a) {
		next, ok := a[card]
		if !ok {
			break
		}
		card = next
	}
	return card
}

// circular reports whether following the names from card on comes back to it.
func (a aliases) circular(card deck.CardID) bool {
	name := card
	for range len(a) {
		next, ok := a[name]
		if !ok {
			return false
		}
		if next == card {
			return true
		}
		name = next
	}
	return false
}

// Rename records that cards are called differently now: from old name to new. History
// and state follow, and what was recorded under both names becomes one history. What is
// known already is not recorded again, so the renames that the decks tell of can be
// given every time. A name that was given up and is taken back is the present one again.
//
// An author may have changed their mind: a name that was known to become one may be told
// to have become another. Then what was recorded under the one in between follows, unless
// a card bears that name now, which inUse says; without inUse it is left where it is.
//
// An old name must not be that of a card which still exists: its answers would count
// for the other card. Renames in a circle are refused.
func (j *Journal) Rename(ctx context.Context, renames map[deck.CardID]deck.CardID, inUse func(deck.CardID) bool) error {
	told, err := tidy(renames)
	if err != nil || len(told) == 0 {
		return err
	}
	var known aliases
	err = j.read(ctx, "read renames", func(tx *sql.Tx) error {
		known, err = selectAliases(ctx, tx)
		return err
	})
	if err != nil || known.include(told) {
		return err
	}
	return j.write(ctx, "rename", func(tx *sql.Tx) error { return j.rename(ctx, tx, told, inUse) })
}

// Reclaim gives the names that are in use, but are known as former ones, back to the cards
// that bear them now: an author used the id of a renamed note for another one, or a
// deck was taken back to a version from before the rename. Without that, answers to such
// a card would count for the one with the later name.
//
// What was recorded under a name is of its card again. What was recorded under the later
// name too, when no card bears that one any more.
func (j *Journal) Reclaim(ctx context.Context, inUse func(deck.CardID) bool) error {
	var known aliases
	err := j.read(ctx, "read renames", func(tx *sql.Tx) (err error) {
		known, err = selectAliases(ctx, tx)
		return err
	})
	if err != nil || maps.Equal(known, known.without(inUse)) {
		return err
	}
	return j.write(ctx, "reclaim names", func(tx *sql.Tx) error {
		was, err := selectAliases(ctx, tx)
		if err != nil {
			return err
		}
		return j.realias(ctx, tx, was, was.without(inUse))
	})
}

// without returns the aliases without the names that are in use. The last name after one
// of them becomes its alias, unless that is in use too.
func (a aliases) without(inUse func(deck.CardID) bool) aliases {
	is := maps.Clone(a)
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if !inUse(name) {
			continue
		}
		last := is.present(name)
		delete(is, name)
		if !inUse(last) {
			is[last] = name
		}
	}
	return is
}

// tidy returns the renames without those that change nothing.
func tidy(renames map[deck.CardID]deck.CardID) (aliases, error) {
	told := make(aliases, len(renames))
	for before, after := range renames {
		if before == "" || after == "" {
			return nil, invalid("the card %q cannot be renamed to %q", before, after)
		}
		if before != after {
			told[before] = after
		}
	}
	for name := range told {
		if told.circular(name) {
			return nil, invalid("the card %q is renamed in a circle", name)
		}
	}
	return told, nil
}

func (a aliases) include(told aliases) bool {
	for before, after := range told {
		if a[before] != after {
			return false
		}
	}
	return true
}

// rename records what is told.
func (j *Journal) rename(ctx context.Context, tx *sql.Tx, told aliases, inUse func(deck.CardID) bool) error {
	was, err := selectAliases(ctx, tx)
	if err != nil {
		return err
	}
	return j.realias(ctx, tx, was, was.with(told, inUse))
}

// realias turns the aliases of before into those of now, and folds the cards anew whose
// history that changes.
func (j *Journal) realias(ctx context.Context, tx *sql.Tx, was, is aliases) error {
	now := j.o.Now().UnixMilli()
	model, err := j.modelToWrite(ctx, tx)
	if err != nil {
		return err
	}
	touched := make(map[deck.CardID]bool)
	for _, name := range changedNames(was, is) {
		touched[was.present(name)] = true
		touched[is.present(name)] = true
		if err := setAlias(ctx, tx, name, is[name], now); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(touched)) {
		if err := refoldCard(ctx, tx, model, name, is.present(name)); err != nil {
			return err
		}
	}
	return nil
}

// with returns the aliases with what is told added. Where that closes a circle a name is
// in use again that was given up before, and is an alias no more: the last of the told
// names on the circle. The last name before, where it is another and not in use, becomes
// an alias of what is told.
func (a aliases) with(told aliases, inUse func(deck.CardID) bool) aliases {
	is := make(aliases, len(a)+len(told))
	maps.Copy(is, a)
	maps.Copy(is, told)
	for _, name := range slices.Sorted(maps.Keys(told)) {
		last := a.present(name)
		if _, renamed := is[last]; last == name || renamed || inUse == nil || inUse(last) {
			continue
		}
		if now := told.present(name); is.present(now) != last {
			is[last] = now
		}
	}
	for _, name := range slices.Sorted(maps.Keys(told)) {
		if is.circular(name) {
			delete(is, told.present(name))
		}
	}
	return is
}

// changedNames returns the names, in order, that are followed by another name in a and b.
func changedNames(a, b aliases) []deck.CardID {
	changed := make(map[deck.CardID]bool)
	for name := range a {
		changed[name] = a[name] != b[name]
	}
	for name := range b {
		changed[name] = a[name] != b[name]
	}
	maps.DeleteFunc(changed, func(_ deck.CardID, differs bool) bool { return !differs })
	return slices.Sorted(maps.Keys(changed))
}

// refoldCard makes the state of a card anew after name, which had a state of its own,
// has become present.
func refoldCard(ctx context.Context, tx *sql.Tx, m *memory.Model, name, present deck.CardID) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM card_state WHERE card IN (?, ?)`, string(name), string(present)); err != nil {
		return err
	}
	entries, err := selectEntries(ctx, tx, present)
	if err != nil || len(entries) == 0 {
		return err
	}
	return upsertState(ctx, tx, Fold(m, entries))
}

// setAlias records what name was renamed to, "" for: it is in use again.
func setAlias(ctx context.Context, tx *sql.Tx, name, next deck.CardID, now int64) error {
	if next == "" {
		_, err := tx.ExecContext(ctx, `DELETE FROM card_alias WHERE old = ?`, string(name))
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO card_alias (old, new, at_ms) VALUES (?, ?, ?)`, string(name), string(next), now)
	return err
}

func selectAliases(ctx context.Context, tx *sql.Tx) (aliases, error) {
	rows, err := tx.QueryContext(ctx, `SELECT old, new FROM card_alias`)
	if err != nil {
		return nil, err
	}
	known := make(aliases)
	err = eachRow(rows, func(r row) { known[deck.CardID(r.text(0))] = deck.CardID(r.text(1)) })
	return known, err
}

// presentName returns the name that a card has now. Hardly any card has had another, so
// that is one look into a small index, which every append takes.
func presentName(ctx context.Context, tx *sql.Tx, card deck.CardID) (deck.CardID, error) {
	var next string
	err := tx.QueryRowContext(ctx, `SELECT new FROM card_alias WHERE old = ?`, string(card)).Scan(&next)
	if errors.Is(err, sql.ErrNoRows) {
		return card, nil
	}
	if err != nil {
		return "", err
	}
	known, err := selectAliases(ctx, tx)
	return known.present(card), err
}
