package study

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A Bulk is something that is done to many cards in one go.
type Bulk struct {
	Kind progress.Kind // Suspend, Unsuspend, Bury, Unbury, Flag, Tag, Untag, Remark or Forget
	Flag int           // Flag: 1 to [Flags], or 0 to clear it
	Text string        // Tag and Untag: the tag, see [TagOf]; Remark: the note, "" to remove it
}

// Do does one thing to many cards, leaving out those for which it is nothing new:
// Act.Cards says how many there were. It is done to all of them or to none, and is one
// step to undo, also after the program was closed. When there was nothing to be done
// there is nothing to undo either, and no error.
func (d *Desk) Do(ctx context.Context, ids []deck.CardID, b Bulk) (Act, error) {
	if err := d.sync(ctx); err != nil {
		return Act{}, err
	}
	e, err := b.entry()
	if err != nil {
		return Act{}, err
	}
	today := d.today()
	var cards []int32
	seen := make(map[int32]bool, len(ids))
	for _, id := range ids {
		i, ok := d.layout.number[id]
		if !ok {
			return Act{}, unknownCard(nil)
		}
		if !seen[i] && changes(e, &d.states[i], today) {
			cards = append(cards, i)
		}
		seen[i] = true
	}
	if len(cards) == 0 {
		return Act{Kind: e.Kind, Flag: e.Flag, Text: e.Text}, nil
	}
	entries := make([]progress.Entry, len(cards))
	for k := range entries {
		entries[k] = e
	}
	a, err := d.performAll(ctx, cards, entries)
	if err != nil {
		return Act{}, err
	}
	return d.public(a), nil
}

// entry returns what is to be written for each card.
func (b Bulk) entry() (progress.Entry, error) {
	e := progress.Entry{Kind: b.Kind}
	switch b.Kind {
	case progress.Suspend, progress.Unsuspend, progress.Bury, progress.Unbury, progress.Forget:
	case progress.Flag:
		if b.Flag < 0 || b.Flag > Flags {
			return e, &Problem{Kind: Invalid, Message: "There are seven flags, 1 to 7."}
		}
		e.Flag = b.Flag
	case progress.Tag, progress.Untag:
		tag, err := TagOf(b.Text)
		if err != nil {
			return e, err
		}
		e.Text = tag
	case progress.Remark:
		e.Text = strings.ToValidUTF8(strings.ReplaceAll(strings.TrimSpace(b.Text), "\x00", ""), "\uFFFD")
		if len(e.Text) > progress.MaxRemark {
			return e, &Problem{Kind: Invalid, Message: "This note is too long to be kept with a card. Shorten it to some pages of text."}
		}
	default:
		return e, &Problem{Kind: Invalid, Message: "This cannot be done to many cards at once."}
	}
	return e, nil
}

// TagOf returns the tag that a text stands for: without space around it, and with a
// hyphen in place of space inside, because tags are typed with spaces between them.
func TagOf(text string) (string, error) {
	graphic := func(r rune) rune {
		if r == utf8.RuneError || !unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}
	tag := strings.Join(strings.Fields(strings.Map(graphic, text)), "-")
	switch {
	case tag == "":
		return "", &Problem{Kind: Invalid, Message: "A tag needs a name. Type one."}
	case len(tag) > progress.MaxTag:
		return "", &Problem{Kind: Invalid, Message: "This tag is too long. Use a few words at most."}
	}
	return tag, nil
}

// changes reports whether an entry would change anything for a card.
func changes(e progress.Entry, s *progress.State, today memory.Day) bool {
	switch e.Kind {
	case progress.Suspend:
		return !s.Suspended
	case progress.Unsuspend:
		return s.Suspended
	case progress.Bury:
		return s.BuriedOn != today
	case progress.Unbury:
		return s.BuriedOn == today
	case progress.Flag:
		return s.Flag != e.Flag
	case progress.Tag:
		return !s.HasTag(e.Text)
	case progress.Untag:
		return s.HasTag(e.Text)
	case progress.Remark:
		return s.Remark != e.Text
	case progress.Forget:
		return s.Memory != memory.Card{}
	}
	return true
}

// performAll does one kind of thing to cards, as [Desk.perform] does to one.
func (d *Desk) performAll(ctx context.Context, cards []int32, entries []progress.Entry) (*act, error) {
	was := d.states[cards[0]].Memory.Phase
	if err := d.writeAll(ctx, cards, entries); err != nil {
		return nil, err
	}
	a := d.newAct(cards[0], entries[0], was)
	a.aside, a.parts = true, make([]part, len(cards))
	for k, i := range cards {
		a.parts[k] = part{card: i, entry: d.states[i].LastEntry}
	}
	d.past, d.future = append(d.past, a), nil
	d.credit(a, 1)
	return a, nil
}

// writeAll adds an entry for each card, all or none, and takes over the states that
// follow. It fills in the entries' cards and days.
func (d *Desk) writeAll(ctx context.Context, cards []int32, entries []progress.Entry) error {
	at := d.moment()
	d.turnDay(at.today)
	additions := make([]progress.Addition, len(cards))
	for k, i := range cards {
		e := &entries[k]
		e.Card, e.At, e.Day = d.layout.cards[i].ID, at.now, at.today
		additions[k] = progress.Addition{Base: d.states[i].LastEntry, Entry: *e}
	}
	states, err := d.journal.AppendAll(ctx, additions)
	switch {
	case errors.Is(err, progress.ErrConflict):
		d.stale = true
		_ = d.sync(ctx) // if it fails, the next call tries again
		return &Problem{
			Kind:    Conflict,
			Message: "Another window has just changed one of these cards, so nothing was done here. Look at them as they are now, and do it again if you still want to.",
			Err:     err,
		}
	case err != nil:
		return storageProblem(err, "This could not be saved, so it was not done; all cards are as they were. Try again.")
	}
	for k, i := range cards {
		d.set(i, states[k])
		d.lastOwn[entries[k].Card] = states[k].LastEntry
	}
	return nil
}

// CanUndo reports whether there is an act to take back: of this run of the program, or
// of the same study day before it was started.
func (d *Desk) CanUndo() bool { return len(d.past) > 0 }

// CanRedo reports whether an act was taken back and can be done again.
func (d *Desk) CanRedo() bool { return len(d.future) > 0 }

// Undo takes the last act back, whether it was done here or in a session.
func (d *Desk) Undo(ctx context.Context) (Act, error) {
	a, err := d.undo(ctx)
	if err != nil {
		return Act{}, err
	}
	return d.public(a), nil
}

// Redo does again what Undo took back last.
func (d *Desk) Redo(ctx context.Context) (Act, error) {
	a, err := d.redo(ctx)
	if err != nil {
		return Act{}, err
	}
	return d.public(a), nil
}

// Tags returns the learner's own tags of a card, in order.
func (d *Desk) Tags(id deck.CardID) []string {
	if i, ok := d.layout.number[id]; ok {
		return slices.Clone(d.states[i].Tags)
	}
	return nil
}

// Remark returns the learner's note on a card, "" when there is none.
func (d *Desk) Remark(id deck.CardID) string {
	if i, ok := d.layout.number[id]; ok {
		return d.states[i].Remark
	}
	return ""
}
