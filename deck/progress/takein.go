package progress

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An Intake says what became of entries that were brought in from elsewhere.
type Intake struct {
	Act     EntryID // by which [Journal.TakeBack] takes it back; "" when nothing was new
	Added   int     // entries that were not here before
	Revived int     // entries that were here, taken back with their act, and count again
	Known   int     // entries that were here already, which were left as they are
}

// NewAct returns the name of an act that is about to be done, so that it can be written
// down elsewhere before.
func NewAct() EntryID { return EntryID(uuid.Must(uuid.NewV7()).String()) }

// TakeIn brings in entries that were made elsewhere, with their own IDs, times and study
// days, and folds the states of their cards anew: all of them or none, in one transaction
// and as one act. Their order does not matter, and they may be older than what is here.
//
// The entries may name the act that they are to be part of, all the same one (see
// [NewAct]); otherwise it gets a name. An entry that is here already, under its ID or as an
// answer to the same card in the same millisecond, is known and stays as it is; if it was
// taken back by [Journal.TakeBack] it counts again. A [Retract] cannot be brought in.
//
// It tells, unless tell is nil, how many of the entries are done, in the goroutine of the
// caller. Until all are, the context may end it, and then nothing has changed.
func (j *Journal) TakeIn(ctx context.Context, entries []Entry, tell func(done, total int)) (Intake, error) {
	if err := ctx.Err(); err != nil {
		return Intake{}, explain(ctx, "take in", j.path, err)
	}
	if len(entries) == 0 {
		return Intake{}, nil
	}
	in := intake{journal: j, of: "take in", tell: tell, total: len(entries), known: newKnowledge()}
	if err := in.prepare(entries); err != nil {
		return Intake{}, err
	}
	err := in.carry(ctx, in.find, in.unite)
	if err != nil {
		return Intake{}, err
	}
	if in.Added+in.Revived == 0 {
		in.Act = ""
	}
	return in.Intake, nil
}

// TakeBack takes back every entry of an act that counts, as one act, and returns how many
// there were. Of an act that the journal does not know, or that was taken back before,
// nothing counts. An entry that TakeIn added can be taken in again.
func (j *Journal) TakeBack(ctx context.Context, act EntryID) (int, error) {
	if err := ctx.Err(); err != nil || act == "" {
		return 0, explain(ctx, "take back", j.path, err)
	}
	in := intake{journal: j, of: "take back", Intake: Intake{Act: NewAct()}}
	concerned := func(ctx context.Context, tx *sql.Tx) (map[deck.CardID][]*Entry, error) {
		return in.concerned(ctx, tx, act)
	}
	retract := func(_ []*Entry, history []Entry) []Entry { return in.retractAll(history, act) }
	if err := in.carry(ctx, concerned, retract); err != nil {
		return 0, err
	}
	return in.retracted, nil
}

// BringBack makes every entry of an act count again that [Journal.TakeBack] took back, as
// one act, and returns how many there were. What the learner took back alone stays so.
func (j *Journal) BringBack(ctx context.Context, act EntryID) (int, error) {
	if err := ctx.Err(); err != nil || act == "" {
		return 0, explain(ctx, "bring back", j.path, err)
	}
	in := intake{journal: j, of: "bring back", Intake: Intake{Act: NewAct()}, known: newKnowledge()}
	concerned := func(ctx context.Context, tx *sql.Tx) (map[deck.CardID][]*Entry, error) {
		return in.concerned(ctx, tx, act)
	}
	revive := func(_ []*Entry, history []Entry) []Entry { return in.reviveAll(history, act) }
	if err := in.carry(ctx, concerned, revive); err != nil {
		return 0, err
	}
	return in.Revived, nil
}

// An intake is entries on their way into the journal.
type intake struct {
	Intake
	journal   *Journal
	of        string // what is being done, for errors
	entries   []Entry
	tell      func(done, total int)
	total     int
	done      int
	retracted int

	written bool
	empty   bool // nothing has been recorded yet
	names   aliases
	model   *memory.Model
	known   *knowledge
	now     time.Time
}

// prepare checks the entries and makes them those of one act.
func (in *intake) prepare(entries []Entry) error {
	in.Act = cmp.Or(entries[0].Act, NewAct())
	in.entries = make([]Entry, len(entries))
	for i, e := range entries {
		switch {
		case e.Kind == Retract:
			return invalid("what takes an entry back cannot be brought in")
		case e.At.IsZero():
			return invalid("an entry that is brought in must have a time")
		case e.Act != entries[0].Act:
			return invalid("entries that are brought in together must be of one act")
		}
		if err := e.check(); err != nil {
			return err
		}
		e = e.plain()
		e.Act, e.TakenIn, e.Device = in.Act, true, cmp.Or(e.Device, in.journal.o.Device)
		in.entries[i] = e
	}
	return nil
}

// A finder finds the cards that are concerned, with the entries that come for each.
type finder func(context.Context, *sql.Tx) (map[deck.CardID][]*Entry, error)

// An adder returns the entries that are to be added to the history of a card.
type adder func(coming []*Entry, history []Entry) []Entry

// carry finds cards, adds to the history of each, and writes down the states that follow.
func (in *intake) carry(ctx context.Context, find finder, add adder) error {
	j := in.journal
	in.now = milliseconds(j.o.Now())
	// The driver watches a context that can end, statement by statement, which costs more
	// than the statement; so it is looked at here, in between.
	inside := context.WithoutCancel(ctx)
	restore, err := j.roomy(inside)
	if err != nil {
		return explain(ctx, in.of, j.path, err)
	}
	defer restore()
	err = j.write(inside, in.of, func(tx *sql.Tx) (err error) {
		if in.names, err = selectAliases(inside, tx); err != nil {
			return err
		}
		if in.model, err = j.modelToWrite(inside, tx); err != nil {
			return err
		}
		cards, err := find(inside, tx)
		if err != nil {
			return err
		}
		w := newWriter(inside, tx)
		if err := in.fold(ctx, w, cards, add); err != nil {
			return err
		}
		if err := w.close(); err != nil {
			return err
		}
		return ctx.Err()
	})
	if err == nil && in.written {
		j.seen.Store(0) // whoever has the states loaded is to load them anew
	}
	return err
}

// fold goes through the cards, some at a time.
func (in *intake) fold(until context.Context, w *writer, cards map[deck.CardID][]*Entry, add adder) error {
	for some := range slices.Chunk(sortedKeys(cards), together) {
		if err := until.Err(); err != nil {
			return err
		}
		histories, err := in.histories(w.ctx, w.tx, some)
		if err != nil {
			return err
		}
		for _, card := range some {
			history, coming := histories[card], cards[card]
			fresh := add(coming, history)
			in.done += len(coming)
			if len(fresh) == 0 {
				continue
			}
			in.written = true
			if err := w.entries(fresh); err != nil {
				return err
			}
			after := Fold(in.model, append(slices.Clip(history), fresh...))
			if err := w.state(after); err != nil {
				return err
			}
		}
		if in.tell != nil {
			in.tell(in.done, in.total)
		}
	}
	return nil
}

// histories returns what is recorded of some cards, in fold order.
func (in *intake) histories(ctx context.Context, tx *sql.Tx, cards []deck.CardID) (map[deck.CardID][]Entry, error) {
	if in.empty {
		return nil, nil
	}
	return selectHistories(ctx, tx, in.names, cards)
}

// find sorts the entries by card. One that is known under another card is of that one,
// because notes move from deck to deck.
func (in *intake) find(ctx context.Context, tx *sql.Tx) (map[deck.CardID][]*Entry, error) {
	err := tx.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM journal)`).Scan(&in.empty)
	if err != nil {
		return nil, err
	}
	of, err := in.elsewhere(ctx, tx)
	if err != nil {
		return nil, err
	}
	cards := make(map[deck.CardID][]*Entry)
	for i := range in.entries {
		e := &in.entries[i]
		if card, known := of[e.ID]; known {
			e.Card = card
		} else {
			of[e.ID] = e.Card
		}
		e.Card = in.names.present(e.Card)
		cards[e.Card] = append(cards[e.Card], e)
	}
	return cards, nil
}

// elsewhere returns the cards of the entries that are known.
func (in *intake) elsewhere(ctx context.Context, tx *sql.Tx) (map[EntryID]deck.CardID, error) {
	found := make(map[EntryID]deck.CardID, len(in.entries))
	if in.empty {
		return found, nil
	}
	ids := make([]EntryID, len(in.entries))
	for i := range in.entries {
		ids[i] = in.entries[i].ID
	}
	slices.Sort(ids)
	err := eachOf(ctx, tx, `SELECT id, card FROM journal WHERE id IN `, ids, func(r row) {
		found[EntryID(r.text(0))] = deck.CardID(r.text(1))
	})
	return found, err
}

// unite returns what is new among the entries that come for a card, and what makes those
// count again that were taken back.
func (in *intake) unite(coming []*Entry, history []Entry) []Entry {
	known := in.known
	known.learn(history)
	var fresh []Entry
	for _, e := range coming {
		at, there := known.find(e)
		if !there {
			known.add(e, len(history)) // a second one like it is known
			fresh = append(fresh, *e)
			in.Added++
			continue
		}
		by := known.takenBackBy(history, at)
		if len(by) == 0 {
			in.Known++
			continue
		}
		for _, r := range by {
			fresh = append(fresh, in.retraction(r, history, fresh))
		}
		known.revive(history, at)
		in.Revived++
	}
	return fresh
}

// retractAll returns what takes back all entries of an act that count.
func (in *intake) retractAll(history []Entry, act EntryID) []Entry {
	var fresh []Entry
	counts := inForce(history)
	for i := range history {
		if history[i].Act == act && counts[i] {
			fresh = append(fresh, in.retraction(&history[i], history, fresh))
			in.retracted++
		}
	}
	return fresh
}

// reviveAll returns what makes all entries of an act count again that were taken back with it.
func (in *intake) reviveAll(history []Entry, act EntryID) []Entry {
	var fresh []Entry
	in.known.learn(history)
	for i := range history {
		if history[i].Act != act {
			continue
		}
		by := in.known.takenBackBy(history, i)
		for _, r := range by {
			fresh = append(fresh, in.retraction(r, history, fresh))
		}
		if len(by) > 0 {
			in.Revived++
		}
	}
	return fresh
}

// retraction takes an entry back. It comes after all that is recorded of the card.
func (in *intake) retraction(of *Entry, history, fresh []Entry) Entry {
	at := in.now
	for _, list := range [][]Entry{history, fresh} {
		if len(list) > 0 {
			if last := list[len(list)-1].At; !at.After(last) {
				at = last.Add(time.Millisecond)
			}
		}
	}
	return Entry{
		ID: NewAct(), Card: of.Card, At: at, Day: of.Day, Kind: Retract, Target: of.ID,
		Act: in.Act, Device: in.journal.o.Device, TakenIn: of.TakenIn,
	}
}

// concerned returns the cards that an act has entries of.
func (in *intake) concerned(ctx context.Context, tx *sql.Tx, act EntryID) (map[deck.CardID][]*Entry, error) {
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT card FROM journal WHERE act = ?`, string(act))
	if err != nil {
		return nil, err
	}
	cards := make(map[deck.CardID][]*Entry)
	err = eachRow(rows, func(r row) { cards[in.names.present(deck.CardID(r.text(0)))] = nil })
	return cards, err
}

// History returns what was done with the cards of a deck and not taken back, in fold
// order, by the cards' present names.
func (j *Journal) History(ctx context.Context, d deck.ID) (map[deck.CardID][]Entry, error) {
	all := make(map[deck.CardID][]Entry)
	err := j.read(ctx, "read entries", func(tx *sql.Tx) error {
		names, err := selectAliases(ctx, tx)
		if err != nil {
			return err
		}
		of := string(d) + "/"
		former := make(map[deck.CardID]bool) // names in other decks of cards that are in this one now
		for name := range names {
			if !strings.HasPrefix(string(name), of) && deckOf(names.present(name)) == d {
				former[name] = true
			}
		}
		take := func(r row) {
			e := makeEntry(r)
			if e.Card = names.present(e.Card); deckOf(e.Card) == d {
				all[e.Card] = append(all[e.Card], e)
			}
		}
		rows, err := tx.QueryContext(ctx, `SELECT `+entryColumns+` FROM journal WHERE card >= ? AND card < ? ORDER BY card, at_ms, id`,
			of, string(d)+"0") // which is the first after all that begin with a slash
		if err != nil {
			return err
		}
		if err := eachRow(rows, take); err != nil {
			return err
		}
		return eachOf(ctx, tx, `SELECT `+entryColumns+` FROM journal WHERE card IN `, sortedKeys(former), take)
	})
	for card, entries := range all {
		if all[card] = Effective(entries); len(all[card]) == 0 {
			delete(all, card)
		}
	}
	return all, err
}
