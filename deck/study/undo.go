package study

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// An Act is one thing the learner did, which can be taken back.
type Act struct {
	Kind   progress.Kind
	Card   deck.CardID   // the first, of an act on many
	Cards  int           // how many cards it was done to
	Rating memory.Rating // of a review
	Flag   int           // of a flag
	Text   string        // of a tag or a remark
	Leech  bool          // the answer made the card a leech; it stays in study
	Title  string        // in words: Good on “What is customer engagement?”
}

// act is an Act with what it takes to undo and redo it, and to count it.
type act struct {
	Act
	parts   []part // at least one
	own     [1]part
	day     memory.Day
	was     memory.Phase  // of the card before
	took    time.Duration // of a review
	session *Session      // nil if it was done before the program started, or outside a session
	aside   bool          // it was done from a list of cards, by [Desk.Do]
}

// A part is what an act did to one card.
type part struct {
	card       int32
	entry      progress.EntryID // what was done
	retraction progress.EntryID // what took it back, once it is undone
}

// card returns the card of an act on one, and the first of an act on many.
func (a *act) card() int32 { return a.parts[0].card }

// elsewhere reports whether the act was done to cards of which none was on the desk.
func (a *act) elsewhere() bool {
	return a.aside || !a.single() || a.Kind == progress.Tag || a.Kind == progress.Untag || a.Kind == progress.Reschedule
}

// single reports whether the act was on one card.
func (a *act) single() bool { return len(a.parts) == 1 }

// perform writes an entry for a card to the journal and, if the journal took it,
// makes it so. The base is the last entry that the learner saw.
func (d *Desk) perform(ctx context.Context, i int32, base progress.EntryID, e progress.Entry, s *Session) (*act, error) {
	was := d.states[i].Memory.Phase
	if err := d.write(ctx, i, base, &e); err != nil {
		return nil, err
	}
	a := d.newAct(i, e, was)
	a.parts[0].entry, a.session = d.states[i].LastEntry, s
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
// it out again. Whether the plan of an exam still holds is looked at as well.
func (d *Desk) credit(a *act, n int) {
	d.reconsider(a)
	if a.Kind != progress.Review {
		return
	}
	d.pace.add(a.was, a.took, n)
	if a.day == d.tally.day {
		d.tally.add(d.layout.deckOf(a.card()), a.was, n)
	}
}

func (d *Desk) newAct(i int32, e progress.Entry, was memory.Phase) *act {
	a := &act{
		Act:  Act{Kind: e.Kind, Card: e.Card, Rating: e.Rating, Flag: e.Flag, Text: e.Text},
		own:  [1]part{{card: i, entry: e.ID}},
		day:  e.Day,
		was:  was,
		took: e.Took,
	}
	a.parts = a.own[:]
	return a
}

// remember makes what was done earlier today undoable. Cards that are in no deck any
// more are left out.
func (d *Desk) remember(today []dated) {
	many := make(map[progress.EntryID]*act)
	for _, e := range today {
		i, ok := d.layout.number[e.entry.Card]
		if !ok {
			continue
		}
		d.lastOwn[e.entry.Card] = d.states[i].LastEntry
		if a, begun := many[e.entry.Act]; begun {
			a.parts = append(a.parts, part{card: i, entry: e.entry.ID})
			continue
		}
		a := d.newAct(i, e.entry, e.was)
		d.past = append(d.past, a)
		if e.entry.Act != "" {
			many[e.entry.Act] = a
		}
	}
}

// undo takes the last act back.
func (d *Desk) undo(ctx context.Context) (*act, error) {
	if len(d.past) == 0 {
		return nil, settled("There is nothing to undo today.")
	}
	a := d.past[len(d.past)-1]
	if err := d.retract(ctx, a, func(p *part) progress.EntryID { return p.entry }); err != nil {
		return nil, err
	}
	for k := range a.parts {
		a.parts[k].retraction = d.states[a.parts[k].card].LastEntry
	}
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
	if err := d.retract(ctx, a, func(p *part) progress.EntryID { return p.retraction }); err != nil {
		return nil, err
	}
	d.past, d.future = append(d.past, a), d.future[:len(d.future)-1]
	d.credit(a, 1)
	return a, nil
}

// retract writes a retraction for each card of an act. When another window has written
// for one of them since, the acts on it can no longer be taken back one by one, and are
// forgotten here; the journal keeps them.
func (d *Desk) retract(ctx context.Context, a *act, target func(*part) progress.EntryID) error {
	if err := d.sync(ctx); err != nil {
		return err
	}
	if d.forgetForeign(a) {
		return undoConflict(nil, a)
	}
	err := d.writeRetractions(ctx, a, target)
	var p *Problem
	if errors.As(err, &p) && p.Kind == Conflict {
		if !d.forgetForeign(a) { // what another window wrote cannot be read just now
			d.forgetActs(map[int32]bool{a.card(): true})
		}
		return undoConflict(err, a)
	}
	return err
}

func (d *Desk) writeRetractions(ctx context.Context, a *act, target func(*part) progress.EntryID) error {
	if a.single() {
		i := a.card()
		return d.write(ctx, i, d.states[i].LastEntry, &progress.Entry{Kind: progress.Retract, Target: target(&a.parts[0])})
	}
	cards := make([]int32, len(a.parts))
	entries := make([]progress.Entry, len(a.parts))
	for k := range a.parts {
		cards[k] = a.parts[k].card
		entries[k] = progress.Entry{Kind: progress.Retract, Target: target(&a.parts[k])}
	}
	return d.writeAll(ctx, cards, entries)
}

// forgetForeign drops the acts on those cards of an act that another window has written
// for, and reports whether there were any.
func (d *Desk) forgetForeign(a *act) bool {
	foreign := make(map[int32]bool)
	for k := range a.parts {
		i := a.parts[k].card
		if d.states[i].LastEntry != d.lastOwn[d.layout.cards[i].ID] {
			foreign[i] = true
		}
	}
	if len(foreign) > 0 {
		d.forgetActs(foreign)
	}
	return len(foreign) > 0
}

// forgetActs drops the acts on cards from undo and redo.
func (d *Desk) forgetActs(cards map[int32]bool) {
	gone := func(a *act) bool {
		return slices.ContainsFunc(a.parts, func(p part) bool { return cards[p.card] })
	}
	d.past, d.future = slices.DeleteFunc(d.past, gone), slices.DeleteFunc(d.future, gone)
}

// public returns the act with its title.
func (d *Desk) public(a *act) Act {
	out := a.Act
	out.Cards = len(a.parts)
	what := plural(len(a.parts), "card")
	if a.single() {
		what = quote(d.layout.cards[a.card()].Note)
	}
	out.Title = actTitle(a.Act, what)
	return out
}

// actTitle says an act in words. The card may be several: “12 cards”.
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
	case progress.Tag:
		return fmt.Sprintf("Tag %s on %s", a.Text, card)
	case progress.Untag:
		return fmt.Sprintf("Took the tag %s off %s", a.Text, card)
	case progress.Remark:
		if a.Text == "" {
			return "Removed your note on " + card
		}
		return "Your note on " + card
	case progress.Reschedule:
		return "Moved to another day: " + card
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

// Undo takes the last act back and puts its card on the desk again, as it was. After an
// act of [Desk.Do] the card on the desk stays, if it may still be asked.
func (s *Session) Undo(ctx context.Context) (Act, error) {
	a, err := s.desk.undo(ctx)
	if err != nil {
		s.catchUp()
		return Act{}, err
	}
	if a.elsewhere() {
		s.moved()
	} else {
		s.show(a.card())
	}
	return s.desk.public(a), nil
}

// moved brings the card on the desk up to date after an act on others.
func (s *Session) moved() {
	s.renew()
	if !s.catchUp() && s.turn == nil {
		s.next()
	}
}

// Redo does again what Undo took back last. After a flag the card stays on the
// desk; after anything else the next card comes.
func (s *Session) Redo(ctx context.Context) (Act, error) {
	a, err := s.desk.redo(ctx)
	if err != nil {
		s.catchUp()
		return Act{}, err
	}
	switch {
	case a.elsewhere():
		s.moved()
	case stays(a.Kind):
		s.show(a.card())
	default:
		s.last = a.card()
		s.next()
	}
	return s.desk.public(a), nil
}

// stays reports whether a card stays on the desk, or comes there, after such an act.
func stays(k progress.Kind) bool {
	switch k {
	case progress.Flag, progress.Remark, progress.Unsuspend, progress.Unbury:
		return true
	}
	return false
}
