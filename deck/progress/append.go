package progress

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// Append adds an entry to the journal and returns the state of its card with the entry
// folded in; the entry's ID is the state's LastEntry. Both are on the disk when Append
// returns, and neither is when it returns an error.
//
// The caller names the last entry that it knows of this card (base, "" for none). If
// the card has had another since, Append refuses with [ErrConflict].
//
// An entry without ID, At or Device gets them. At is cut to the millisecond, and made
// later than the card's last entry should the clock have been set back. Fields that
// mean nothing for the entry's kind are not kept. A Retract must name an entry of the
// same card that still counts.
func (j *Journal) Append(ctx context.Context, base EntryID, e Entry) (State, error) {
	if err := ctx.Err(); err != nil {
		return State{}, explain(ctx, "append", j.path, err)
	}
	// From here on it is done or fails; nobody shall have to wonder whether an answer
	// counted because its window was closed.
	ctx = context.WithoutCancel(ctx)
	e, err := j.complete(e)
	if err != nil {
		return State{}, err
	}
	var after State
	err = j.write(ctx, "append", func(tx *sql.Tx) error {
		after, err = j.appendEntry(ctx, tx, base, e)
		return err
	})
	if err != nil {
		return State{}, err
	}
	return after, nil
}

// complete fills in what the caller left out, and checks the rest.
func (j *Journal) complete(e Entry) (Entry, error) {
	if e.ID == "" {
		id, err := uuid.NewV7()
		if err != nil {
			return e, fmt.Errorf("progress: make an ID: %w", err)
		}
		e.ID = EntryID(id.String())
	}
	if e.At.IsZero() {
		e.At = j.o.Now()
	}
	if e.Device == "" {
		e.Device = j.o.Device
	}
	e.TakenIn = false
	if err := e.check(); err != nil {
		return e, err
	}
	return e.plain(), nil
}

// check returns an error if the entry would mean nothing, or something else later.
func (e Entry) check() error {
	switch {
	case e.Card == "":
		return invalid("an entry must name a card")
	case !isID(e.ID):
		return invalid("the ID %q of an entry is not a UUID", e.ID)
	case e.Act != "" && !isID(e.Act):
		return invalid("the ID %q of an act is not a UUID", e.Act)
	}
	switch e.Kind {
	case Suspend, Unsuspend, Bury, Unbury, Forget:
	case Review:
		if !e.Rating.Valid() {
			return invalid("an answer must be rated from again to easy, not %d", e.Rating)
		}
		return e.After.check()
	case Estimate:
		if !fit(e.Memory.Stability, memory.MinStability, memory.MaxStability) || !fit(e.Memory.Difficulty, memory.MinDifficulty, memory.MaxDifficulty) {
			return invalid("a memory cannot have stability %v and difficulty %v", e.Memory.Stability, e.Memory.Difficulty)
		}
		return e.After.check()
	case Reschedule:
		return e.After.checkMove()
	case Retract:
		if e.Target == "" {
			return invalid("a retraction must name the entry that it takes back")
		}
	case Flag:
		if e.Flag < 0 || e.Flag > 7 {
			return invalid("a flag is a number from 0 to 7, not %d", e.Flag)
		}
	case Tag, Untag:
		return checkTag(e.Text)
	case Remark:
		return checkRemark(e.Text)
	default:
		return invalid("there is no kind of entry called %q", e.Kind)
	}
	return nil
}

// check returns an error if no entry can leave a card there.
func (s Schedule) check() error {
	if s.Phase < memory.Learning || s.Phase > memory.Relearning || s.Step < 0 {
		return invalid("an answer cannot leave a card in phase %d, step %d", s.Phase, s.Step)
	}
	return nil
}

// checkMove returns an error unless it is a day and nothing else.
func (s Schedule) checkMove() error {
	if s.Phase != memory.Review || s.Step != 0 || !s.DueAt.IsZero() {
		return invalid("a card can be moved to another day of review, not to phase %d, step %d", s.Phase, s.Step)
	}
	return nil
}

// fit reports whether x is a number from least to most.
func fit(x, least, most float64) bool { return x >= least && x <= most }

// checkTag returns an error if the text cannot be a tag. Tags are kept and typed with
// spaces between them, so that none can have one inside.
func checkTag(text string) error {
	unfit := func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) }
	switch {
	case text == "":
		return invalid("a tag must have a name")
	case len(text) > MaxTag:
		return invalid("a tag may have at most %d bytes, not %d", MaxTag, len(text))
	case !utf8.ValidString(text) || strings.ContainsFunc(text, unfit):
		return invalid("the tag %q has a character that a tag cannot have", text)
	}
	return nil
}

// checkRemark returns an error if the text cannot be a remark.
func checkRemark(text string) error {
	switch {
	case len(text) > MaxRemark:
		return invalid("a note on a card may have at most %d bytes, not %d", MaxRemark, len(text))
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return invalid("a note on a card must be text")
	}
	return nil
}

// plain returns the entry as it reads when it comes back from the journal.
func (e Entry) plain() Entry {
	p := Entry{ID: e.ID, Card: e.Card, At: milliseconds(e.At), Day: e.Day, Kind: e.Kind, Act: e.Act, Device: e.Device, TakenIn: e.TakenIn}
	switch e.Kind {
	case Review:
		p.Rating = e.Rating
		p.Took = max(0, e.Took.Truncate(time.Millisecond))
		p.After = e.After
		p.After.DueAt = milliseconds(e.After.DueAt)
	case Estimate:
		p.Memory, p.After = e.Memory, e.After
		p.After.DueAt = milliseconds(e.After.DueAt)
	case Reschedule:
		p.After = e.After
	case Retract:
		p.Target = e.Target
	case Flag:
		p.Flag = e.Flag
	case Tag, Untag, Remark:
		p.Text = e.Text
	}
	return p
}

// appendEntry adds a complete entry, and writes the state that follows.
func (j *Journal) appendEntry(ctx context.Context, tx *sql.Tx, base EntryID, e Entry) (State, error) {
	before, err := selectPresent(ctx, tx, e.Card)
	if err != nil {
		return State{}, err
	}
	e.Card = before.Card
	e, err = j.follow(before, base, e)
	if err != nil {
		return State{}, err
	}
	// A retraction needs the card's history; everything else goes on from where it is.
	var history []Entry
	if e.Kind == Retract {
		if history, err = selectEntries(ctx, tx, e.Card); err != nil {
			return State{}, err
		}
	}
	m, err := j.modelToWrite(ctx, tx)
	if err != nil {
		return State{}, err
	}
	after, err := j.stateAfter(m, before, history, e)
	if err != nil {
		return State{}, err
	}
	if err := insertEntry(ctx, tx, e); err != nil {
		return State{}, err
	}
	return after, upsertState(ctx, tx, after)
}

// follow returns the entry as it can follow the last of its card, which must be the one
// that the caller knows of.
func (j *Journal) follow(before State, base EntryID, e Entry) (Entry, error) {
	if before.LastEntry != base {
		return e, &Error{Kind: ErrConflict, Path: j.path, Message: "This card was changed in another window in the meantime, so nothing was recorded here; " +
			"what was recorded there is safe: look at the card as it is now, and do it again if you still want to."}
	}
	if before.LastEntry != "" && !e.At.After(before.LastAt) {
		e.At = before.LastAt.Add(time.Millisecond)
	}
	return e, nil
}

// stateAfter returns the state of a card after one more entry. The history is of use for
// a retraction only.
func (j *Journal) stateAfter(m *memory.Model, before State, history []Entry, e Entry) (State, error) {
	if e.Kind != Retract {
		return step(m, before, e), nil
	}
	counts := inForce(history)
	for i := range history {
		if history[i].ID == e.Target && counts[i] {
			return Fold(m, append(history, e)), nil
		}
	}
	return State{}, invalid("the entry %s of card %s cannot be taken back, because it is not there or was taken back before", e.Target, e.Card)
}

func insertEntry(ctx context.Context, tx *sql.Tx, e Entry) error {
	_, err := tx.ExecContext(ctx, insertOneEntry, entryValues(nil, e)...)
	return err
}

func upsertState(ctx context.Context, tx *sql.Tx, s State) error {
	_, err := tx.ExecContext(ctx, insertOneState, stateValues(nil, s)...)
	return err
}

// deckOf returns the deck that a card belongs to: the part of its ID before the slash.
func deckOf(card deck.CardID) deck.ID {
	id, _, _ := strings.Cut(string(card), "/")
	return deck.ID(id)
}
