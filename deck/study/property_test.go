package study_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// drawDeck writes a deck of random notes. Prerequisites point to any other note
// of lower rank, before or after it, so that they make no circle.
func drawDeck(t *rapid.T, id string) string {
	n := rapid.IntRange(1, 7).Draw(t, "notes of "+id)
	order := rapid.Permutation(slices.Collect(func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	})).Draw(t, "order")
	var notes []string
	for _, i := range order {
		after := ""
		if i > 0 && rapid.Bool().Draw(t, "has prerequisite") {
			after = fmt.Sprintf(" after=n%d", rapid.IntRange(0, i-1).Draw(t, "prerequisite"))
		}
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			notes = append(notes, fmt.Sprintf("## Front %d of %s {#n%d%s}\nBack", i, id, i, after))
		case 1:
			notes = append(notes, fmt.Sprintf("## Front %d of %s {#n%d .both%s}\nBack", i, id, i, after))
		case 2:
			notes = append(notes, fmt.Sprintf("## Front %d of %s {#n%d .cloze%s}\nThe {{one}}, the {{two}} and the {{three}}.", i, id, i, after))
		}
	}
	return text(id, notes...)
}

// drawLearner opens a desk on random decks with random options.
func drawLearner(t *rapid.T, tb *testing.T) *learner {
	p := study.DefaultPreset()
	p.NewPerDay = rapid.IntRange(0, 6).Draw(t, "new per day")
	p.ReviewsPerDay = rapid.IntRange(0, 6).Draw(t, "reviews per day")
	p.Retention = rapid.SampledFrom([]float64{0.75, 0.9, 0.97}).Draw(t, "retention")
	p.LearningSteps = rapid.SampledFrom([][]time.Duration{nil, {time.Minute, 10 * time.Minute}, {5 * time.Hour}}).Draw(t, "steps")
	decks := []string{drawDeck(t, "d")}
	if rapid.Bool().Draw(t, "second deck") {
		decks = append(decks, drawDeck(t, "e"))
	}
	own := make(map[deck.ID]study.DeckPreset)
	for _, id := range []deck.ID{"d", "e"} {
		if rapid.Bool().Draw(t, "own preset") {
			own[id] = study.DeckPreset{
				NewPerDay: rapid.IntRange(0, 4).Draw(t, "own new per day"), ReviewsPerDay: rapid.IntRange(0, 4).Draw(t, "own reviews per day"),
				Remember: 80, Order: rapid.SampledFrom([]study.Order{study.InOrder, study.Shuffled}).Draw(t, "order"),
			}
		}
	}
	dir, err := os.MkdirTemp(tb.TempDir(), "learner")
	if err != nil {
		t.Fatal(err)
	}
	l := &learner{tb: tb, clock: &clock{now: start}, library: open(tb, decks...), dir: dir, preset: p, decks: own}
	l.restart()
	return l
}

// walk does random things in a session and keeps what it did.
type walk struct {
	*learner
	t       *rapid.T
	session *study.Session
	last    deck.CardID  // the card that was moved on from
	undone  bool         // the card on the desk was put there by undo
	acts    int          // that can be undone
	aside   map[int]bool // of them, those that were done from another screen
	trail   []map[deck.CardID]progress.State
}

func (w *walk) check(err error) {
	if err != nil {
		w.t.Fatal(err)
	}
}

// wait lets time pass.
func (w *walk) wait(t *rapid.T) {
	w.clock.advance(rapid.SampledFrom([]time.Duration{
		time.Second, 40 * time.Second, 9 * time.Minute, 6 * time.Hour, 24 * time.Hour, 30 * 24 * time.Hour,
	}).Draw(t, "wait"))
}

// refresh is what a screen does when its window comes to the front.
func (w *walk) refresh(*rapid.T) {
	had := onDesk(w.session)
	_, err := w.session.Refresh(context.Background())
	w.check(err)
	if had == "" {
		w.undone = false
		w.rule()
	}
}

// restartSession begins another session.
func (w *walk) restartSession(*rapid.T) {
	s, err := w.desk.Start(context.Background(), study.Scope{})
	w.check(err)
	w.session, w.last, w.undone = s, "", false
	w.rule()
}

// did is called after an act that was done to the card id.
func (w *walk) did(id deck.CardID, before map[deck.CardID]progress.State) {
	w.trail = append(w.trail[:w.acts], before)
	w.aside[w.acts] = false
	w.acts++
	w.last, w.undone = id, false
	if w.session.CanRedo() {
		w.t.Fatal("can redo after a new act")
	}
	w.rule()
}

// answer grades the card on the desk; what it showed is what it gives.
func (w *walk) answer(t *rapid.T) {
	id := onDesk(w.session)
	if id == "" {
		t.Skip("no card on the desk")
	}
	if rapid.Bool().Draw(t, "reveal") {
		w.session.Reveal()
		w.wait(t)
	}
	turn, _ := w.session.Turn()
	r := rapid.SampledFrom([]memory.Rating{memory.Again, memory.Hard, memory.Good, memory.Good, memory.Easy}).Draw(t, "grade")
	before := w.standings()
	w.check(w.session.Answer(context.Background(), r, time.Second))
	if got, want := given(w.learner, id), turn.Preview[r-memory.Again]; got != want {
		t.Fatalf("given %v, shown %v", got, want)
	}
	w.did(id, before)
}

// other does one of the other acts.
func (w *walk) other(t *rapid.T) {
	id := onDesk(w.session)
	if id == "" {
		t.Skip("no card on the desk")
	}
	before := w.standings()
	ctx := context.Background()
	switch rapid.IntRange(0, 3).Draw(t, "act") {
	case 0:
		w.check(w.session.Bury(ctx))
	case 1:
		w.check(w.session.Suspend(ctx))
	case 2:
		w.check(w.session.Forget(ctx))
	case 3:
		last, undone := w.last, w.undone
		w.check(w.session.Flag(ctx, 1))
		if got := onDesk(w.session); got != id {
			t.Fatalf("got %q on the desk after a flag, want %s still", got, id)
		}
		w.trail = append(w.trail[:w.acts], before)
		w.aside[w.acts] = false
		w.acts++
		w.last, w.undone = last, undone
		return
	}
	w.did(id, before)
}

// several does one thing to some cards, from another screen.
func (w *walk) several(t *rapid.T) {
	var chosen []deck.CardID
	for _, c := range w.library.Cards() {
		if rapid.Bool().Draw(t, "chosen") {
			chosen = append(chosen, c.ID)
		}
	}
	b := rapid.SampledFrom([]study.Bulk{
		{Kind: progress.Suspend},
		{Kind: progress.Unsuspend},
		{Kind: progress.Bury},
		{Kind: progress.Forget},
		{Kind: progress.Tag, Text: "exam"},
		{Kind: progress.Untag, Text: "exam"},
		{Kind: progress.Remark, Text: "why?"},
		{Kind: progress.Flag, Flag: 1},
	}).Draw(t, "what")
	before := w.standings()
	a, err := w.desk.Do(context.Background(), chosen, b)
	w.check(err)
	if changed := !cmp.Equal(before, w.standings()); changed != (a.Cards > 0) {
		t.Fatalf("%+v was done to %d cards, and something has changed: %t", b, a.Cards, changed)
	}
	if a.Cards == 0 {
		return
	}
	w.trail = append(w.trail[:w.acts], before)
	w.aside[w.acts] = true
	w.acts++
	w.restartSession(t)
}

// move moves cards to other days, from another screen.
func (w *walk) move(t *rapid.T) {
	today := calendar.Day(w.clock.now)
	before := w.standings()
	a, err := w.desk.Move(context.Background(), rapid.SampledFrom([]func() study.Moves{
		w.desk.Reschedule,
		func() study.Moves { return w.desk.SpreadBacklog(4) },
		func() study.Moves { return w.desk.MakeHoliday(study.Holiday{From: today + 1, To: today + 9}) },
	}).Draw(t, "moves")())
	w.check(err)
	if changed := !cmp.Equal(before, w.standings()); changed != (a.Cards > 0) {
		t.Fatalf("%d cards were moved, and something has changed: %t", a.Cards, changed)
	}
	if a.Cards == 0 {
		return
	}
	w.trail = append(w.trail[:w.acts], before)
	w.aside[w.acts] = true
	w.acts++
	w.restartSession(t)
}

// undo takes one act back, and holds the states against those before it.
func (w *walk) undo(t *rapid.T) {
	if w.acts == 0 {
		t.Skip("nothing to undo")
	}
	act, err := w.session.Undo(context.Background())
	w.check(err)
	w.acts--
	w.undone = true
	if diff := cmp.Diff(w.trail[w.acts], w.standings()); diff != "" {
		t.Fatalf("undo of %s (-before +after undo):\n%s", act.Title, diff)
	}
	if w.aside[w.acts] {
		w.restartSession(t)
		return
	}
	buriedToday := w.state(act.Card).BuriedOn == calendar.Day(w.clock.now)
	if got := onDesk(w.session); got != act.Card && !buriedToday {
		t.Fatalf("got %q on the desk after the undo of %s, want %s", got, act.Title, act.Card)
	}
}

// redo does again what undo took back.
func (w *walk) redo(t *rapid.T) {
	if !w.session.CanRedo() {
		t.Skip("nothing to redo")
	}
	act, err := w.session.Redo(context.Background())
	w.check(err)
	w.acts++
	switch {
	case w.aside[w.acts-1]:
		w.restartSession(t)
		return
	case act.Kind == progress.Flag:
		w.undone = true
		return
	}
	w.last, w.undone = act.Card, false
	w.rule()
}

// rule holds the card that has just come to the desk against the rules.
func (w *walk) rule() {
	r := rulesNow(w.learner)
	over, main, soon := r.askable()
	id := onDesk(w.session)
	if id == "" {
		if all := slices.Concat(over, main, soon); len(all) > 0 {
			w.t.Fatalf("the session is over, but %v may be asked", all)
		}
		return
	}
	for _, tier := range [][]deck.CardID{over, main, soon} {
		if id != w.last && slices.Contains(tier, id) {
			return
		}
		// Of two siblings that are due, the desk asks one; beside the last card the
		// other need not be there.
		held := slices.Contains(tier, w.last)
		for _, c := range tier {
			if c != w.last && !(held && w.sameNote(c, w.last)) {
				w.t.Fatalf("got %s on the desk after %s, want %s or the like", id, w.last, c)
			}
		}
	}
	if !slices.Contains(slices.Concat(over, main, soon), id) {
		w.t.Fatalf("got %s on the desk, which may not be asked", id)
	}
}

func (w *walk) sameNote(a, b deck.CardID) bool {
	x, _ := w.library.Card(a)
	y, _ := w.library.Card(b)
	return x.Note == y.Note
}

// invariants are looked at after every step.
func (w *walk) invariants(t *rapid.T) {
	r := rulesNow(w.learner)
	fresh, reviews := r.spent("")
	if fresh > w.preset.NewPerDay || reviews > w.preset.ReviewsPerDay {
		t.Fatalf("%d new cards and %d reviews today, more than %d and %d", fresh, reviews, w.preset.NewPerDay, w.preset.ReviewsPerDay)
	}
	if got := w.session.CanUndo(); got != (w.acts > 0) {
		t.Fatalf("can undo %t with %d acts", got, w.acts)
	}
	o, err := w.desk.Overview(context.Background())
	w.check(err)
	over, main, soon := r.askable()
	if got, want := o.Learning, len(over)+len(soon); got != want {
		t.Fatalf("overview counts %d learning cards, want %d", got, want)
	}
	if (o.New+o.Due == 0) != (len(main) == 0) {
		t.Fatalf("overview counts %d new and %d due cards, and %v may be asked", o.New, o.Due, main)
	}
	if o.Studied != len(r.day) {
		t.Fatalf("overview counts %d answers today, want %d", o.Studied, len(r.day))
	}
	checkSums(t, o)
	if !w.desk.AheadAgrees() {
		t.Fatalf("the cards that fall due ahead are not those that were counted")
	}
}

// checkSums checks that the parts of an overview add up to the whole.
func checkSums(t interface{ Fatalf(string, ...any) }, o study.Overview) {
	var fresh, learning, due int
	for _, d := range o.Decks {
		var f, l, u int
		for _, topic := range d.Topics {
			f, l, u = f+topic.New, l+topic.Learning, u+topic.Due
			if topic.Cards != topic.New+topic.Learning+topic.Due || topic.Alone < topic.Learning || topic.Seen > topic.Total || topic.Recall < 0 || topic.Recall > 1 {
				t.Fatalf("topic %+v does not add up", topic)
			}
		}
		if f != d.New || l != d.Learning || u != d.Due || d.Cards != f+l+u || d.Alone < d.Cards {
			t.Fatalf("deck %+v does not add up", d)
		}
		fresh, learning, due = fresh+f, learning+l, due+u
	}
	if fresh != o.New || learning != o.Learning || due != o.Due || o.Cards != fresh+learning+due {
		t.Fatalf("overview %+v does not add up", o)
	}
	if (o.Cards == 0) != (o.Time == 0) {
		t.Fatalf("%d cards take %v", o.Cards, o.Time)
	}
}

// TestRandomSessions does random things and holds the desk against the rules after
// each; then it takes all of it back, and does it all again.
func TestRandomSessions(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := drawLearner(rt, t)
		defer func() { _ = l.journal.Close() }()
		w := &walk{learner: l, t: rt, aside: make(map[int]bool)}
		w.restartSession(rt)
		rt.Repeat(map[string]func(*rapid.T){
			"wait": w.wait, "refresh": w.refresh, "another session": w.restartSession,
			"answer": w.answer, "and answer": w.answer, "answer more": w.answer,
			"other": w.other, "several": w.several, "move": w.move, "undo": w.undo, "redo": w.redo,
			"": w.invariants,
		})
		end, done := w.standings(), w.acts
		for w.acts > 0 {
			w.undo(rt)
		}
		for id, s := range w.standings() {
			if diff := cmp.Diff(progress.State{Card: id}, s); diff != "" {
				rt.Fatalf("%s after undoing all (-want +got):\n%s", id, diff)
			}
		}
		for range done {
			_, err := w.session.Redo(context.Background())
			w.check(err)
		}
		if diff := cmp.Diff(end, w.standings()); diff != "" {
			rt.Fatalf("after redoing all (-want +got):\n%s", diff)
		}
		w.checkRestart(rt)
	})
}

// checkRestart opens the desk anew: what is due, and what was done today, is the same.
func (w *walk) checkRestart(t *rapid.T) {
	before, err := w.desk.Overview(context.Background())
	w.check(err)
	w.restart()
	after, err := w.desk.Overview(context.Background())
	w.check(err)
	// The pace forgets what was undone before, and older days are guessed.
	before.Time, after.Time = 0, 0
	if diff := cmp.Diff(before, after); diff != "" {
		t.Fatalf("overview after a restart (-before +after):\n%s", diff)
	}
	if problems, err := w.journal.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Fatalf("journal: %v, %v", problems, err)
	}
	states := maps.Keys(w.standings())
	if n := len(slices.Collect(states)); n != len(w.library.Cards()) {
		t.Fatalf("got %d states for %d cards", n, len(w.library.Cards()))
	}
}
