package study

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// An Act is one thing the learner did, which can be taken back.
type Act struct {
	Kind   progress.Kind
	Card   deck.CardID
	Rating memory.Rating // of a review
	Flag   int           // of a flag
	Leech  bool          // the answer made the card a leech; it stays in study
	Title  string        // in words: Good on “What is customer engagement?”
}

// act is an Act with what it takes to undo and redo it, and to count it.
type act struct {
	Act
	card       int32
	entry      progress.EntryID // what was done
	retraction progress.EntryID // what took it back, once it is undone
	day        memory.Day
	was        memory.Phase  // of the card before
	took       time.Duration // of a review
	session    *Session      // nil if it was done before the program started, or outside a session
}

// perform writes an entry for a card to the journal and, if the journal took it,
// makes it so. The base is the last entry that the learner saw.
func (d *Desk) perform(ctx context.Context, i int32, base progress.EntryID, e progress.Entry, s *Session) (*act, error) {
	was := d.states[i].Memory.Phase
	if err := d.write(ctx, i, base, &e); err != nil {
		return nil, err
	}
	a := d.newAct(i, e, was)
	a.entry, a.session = d.states[i].LastEntry, s
	a.Leech = e.Kind == progress.Review && e.Rating == memory.Again && was == memory.Review &&
		d.scheduler.Leech(d.states[i].Memory)
	d.past, d.future = append(d.past, a), nil
	d.credit(a, 1)
	return a, nil
}

// write adds an entry and takes over the state that follows. When it fails, the
// desk is as before, unless another window has written: then it is as that left it.
func (d *Desk) write(ctx context.Context, i int32, base progress.EntryID, e *progress.Entry) error {
	at := d.moment()
	d.turnDay(at.today)
	e.Card, e.At = d.layout.cards[i].ID, at.now
	if e.Day == 0 {
		e.Day = at.today
	}
	state, err := d.journal.Append(ctx, base, *e)
	switch {
	case errors.Is(err, progress.ErrConflict):
		d.stale = true
		_ = d.sync(ctx) // if it fails, the next call tries again
		return conflictProblem(err)
	case err != nil:
		return writeProblem(err)
	}
	d.set(i, state)
	d.lastOwn[e.Card] = state.LastEntry
	return nil
}

// credit counts an act in today's tally and the learner's pace, or with -1 takes
// it out again.
func (d *Desk) credit(a *act, n int) {
	if a.Kind != progress.Review {
		return
	}
	d.pace.add(a.was, a.took, n)
	if a.day == d.tally.day {
		d.tally.add(a.was, n)
	}
}

func (d *Desk) newAct(i int32, e progress.Entry, was memory.Phase) *act {
	return &act{
		Act:   Act{Kind: e.Kind, Card: e.Card, Rating: e.Rating, Flag: e.Flag},
		card:  i,
		entry: e.ID,
		day:   e.Day,
		was:   was,
		took:  e.Took,
	}
}

// remember makes what was done earlier today undoable. Acts on cards that are in
// no deck any more are left out.
func (d *Desk) remember(today []dated) {
	for _, e := range today {
		i, ok := d.layout.number[e.entry.Card]
		if !ok {
			continue
		}
		d.past = append(d.past, d.newAct(i, e.entry, e.was))
		d.lastOwn[e.entry.Card] = d.states[i].LastEntry
	}
}

// undo takes the last act back.
func (d *Desk) undo(ctx context.Context) (*act, error) {
	if len(d.past) == 0 {
		return nil, settled("There is nothing to undo today.")
	}
	a := d.past[len(d.past)-1]
	if err := d.retract(ctx, a, a.entry); err != nil {
		return nil, err
	}
	a.retraction = d.states[a.card].LastEntry
	d.past, d.future = d.past[:len(d.past)-1], append(d.future, a)
	d.credit(a, -1)
	return a, nil
}

// redo does the act that was undone last again, by taking its retraction back.
func (d *Desk) redo(ctx context.Context) (*act, error) {
	if len(d.future) == 0 {
		return nil, settled("There is nothing to do again.")
	}
	a := d.future[len(d.future)-1]
	if err := d.retract(ctx, a, a.retraction); err != nil {
		return nil, err
	}
	d.past, d.future = append(d.past, a), d.future[:len(d.future)-1]
	d.credit(a, 1)
	return a, nil
}

// retract writes a retraction for an act's card. When another window has written
// for the card since, its acts can no longer be taken back one by one, and are
// forgotten here; the journal keeps them.
func (d *Desk) retract(ctx context.Context, a *act, target progress.EntryID) error {
	if err := d.sync(ctx); err != nil {
		return err
	}
	id := d.layout.cards[a.card].ID
	if d.states[a.card].LastEntry != d.lastOwn[id] {
		d.forgetActs(a.card)
		return undoConflict(nil)
	}
	err := d.write(ctx, a.card, d.states[a.card].LastEntry, &progress.Entry{Kind: progress.Retract, Target: target})
	var p *Problem
	if errors.As(err, &p) && p.Kind == Conflict {
		d.forgetActs(a.card)
		return undoConflict(err)
	}
	return err
}

// forgetActs drops the acts on a card from undo and redo.
func (d *Desk) forgetActs(card int32) {
	drop := func(acts []*act) []*act {
		var kept []*act
		for _, a := range acts {
			if a.card != card {
				kept = append(kept, a)
			}
		}
		return kept
	}
	d.past, d.future = drop(d.past), drop(d.future)
}

// public returns the act with its title.
func (d *Desk) public(a *act) Act {
	out := a.Act
	out.Title = actTitle(a.Act, quote(d.layout.cards[a.card].Note))
	return out
}

// actTitle says an act in words.
func actTitle(a Act, card string) string {
	switch a.Kind {
	case progress.Review:
		return fmt.Sprintf("%s on %s", a.Rating, card)
	case progress.Bury:
		return "Put away until tomorrow: " + card
	case progress.Unbury:
		return "Brought back: " + card
	case progress.Suspend:
		return "Suspended " + card
	case progress.Unsuspend:
		return "Back in study: " + card
	case progress.Forget:
		return "Made new again: " + card
	case progress.Flag:
		if a.Flag == 0 {
			return "Cleared the flag of " + card
		}
		return fmt.Sprintf("Flag %d on %s", a.Flag, card)
	}
	return card
}

// quoteLength is how much of a front stands in a title, in runes.
const quoteLength = 48

// quote returns the front of a note in quotation marks, cut between words.
func quote(n *deck.Note) string {
	text := strings.Join(strings.Fields(deck.PlainText(n.Front)), " ")
	runes := []rune(text)
	if len(runes) > quoteLength {
		text = string(runes[:quoteLength])
		if cut := strings.LastIndexByte(text, ' '); cut > 0 {
			text = text[:cut]
		}
		text += " …"
	}
	return "“" + text + "”"
}

// Last returns the last act that was not taken back.
func (s *Session) Last() (Act, bool) {
	past := s.desk.past
	if len(past) == 0 {
		return Act{}, false
	}
	return s.desk.public(past[len(past)-1]), true
}

// CanUndo reports whether there is an act to take back: of this run of the
// program, or of the same study day before it was started.
func (s *Session) CanUndo() bool { return len(s.desk.past) > 0 }

// CanRedo reports whether an act was taken back and can be done again.
func (s *Session) CanRedo() bool { return len(s.desk.future) > 0 }

// Undo takes the last act back and puts its card on the desk again, as it was.
func (s *Session) Undo(ctx context.Context) (Act, error) {
	a, err := s.desk.undo(ctx)
	if err != nil {
		s.catchUp()
		return Act{}, err
	}
	s.show(a.card)
	return s.desk.public(a), nil
}

// Redo does again what Undo took back last. After a flag the card stays on the
// desk; after anything else the next card comes.
func (s *Session) Redo(ctx context.Context) (Act, error) {
	a, err := s.desk.redo(ctx)
	if err != nil {
		s.catchUp()
		return Act{}, err
	}
	if a.Kind == progress.Flag || a.Kind == progress.Unsuspend {
		s.show(a.card)
	} else {
		s.last = a.card
		s.next()
	}
	return s.desk.public(a), nil
}
