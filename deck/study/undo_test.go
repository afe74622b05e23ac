package study_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// standing is a card's state without the traces of what was taken back.
func standing(s progress.State) progress.State {
	s.LastAt, s.LastEntry = time.Time{}, ""
	return s
}

// standings returns where all cards stand, by the journal.
func (l *learner) standings() map[deck.CardID]progress.State {
	l.tb.Helper()
	states, err := l.journal.States(l.tb.Context())
	if err != nil {
		l.tb.Fatal(err)
	}
	all := make(map[deck.CardID]progress.State)
	for _, c := range l.library.Cards() {
		s := states[c.ID]
		s.Card = c.ID
		all[c.ID] = standing(s)
	}
	return all
}

func TestUndoAndRedoFortyActs(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 12))
	s := l.session()
	var trail []map[deck.CardID]progress.State
	var cards []deck.CardID
	for i := range 40 {
		trail = append(trail, l.standings())
		cards = append(cards, onDesk(s))
		var err error
		switch i % 8 {
		case 5:
			err = s.Flag(t.Context(), 1+i%7)
		case 6:
			err = s.Bury(t.Context())
		case 7:
			err = s.Forget(t.Context())
		default:
			err = s.Answer(t.Context(), memory.Rating(1+i%2), time.Second)
		}
		if err != nil {
			t.Fatalf("act %d: %v", i, err)
		}
		l.clock.advance(20 * time.Second)
	}
	end := l.standings()

	for i := 39; i >= 0; i-- {
		act, err := s.Undo(t.Context())
		if err != nil {
			t.Fatalf("undo of act %d: %v", i, err)
		}
		turn, ok := s.Turn()
		if !ok || turn.Card.ID != cards[i] || act.Card != cards[i] {
			t.Fatalf("undo of act %d: got %s on the desk, want %s", i, onDesk(s), cards[i])
		}
		if diff := cmp.Diff(trail[i], l.standings()); diff != "" {
			t.Fatalf("undo of act %d (-before +after undo):\n%s", i, diff)
		}
		if diff := cmp.Diff(trail[i][cards[i]], standing(turn.State)); diff != "" {
			t.Fatalf("undo of act %d: the turn (-want +got):\n%s", i, diff)
		}
	}
	if s.CanUndo() {
		t.Error("can undo, want nothing left")
	}
	if _, err := s.Undo(t.Context()); kindOf(t, err) != study.Settled {
		t.Errorf("got %v, want a problem of kind Settled", err)
	}
	if sum := s.Summary(); sum.Answered != 0 || sum.Took != 0 {
		t.Errorf("got %d answers in the summary, want none", sum.Answered)
	}
	for i := range 40 {
		if _, err := s.Redo(t.Context()); err != nil {
			t.Fatalf("redo of act %d: %v", i, err)
		}
	}
	if diff := cmp.Diff(end, l.standings()); diff != "" {
		t.Errorf("after redoing all (-want +got):\n%s", diff)
	}
	if _, err := s.Redo(t.Context()); kindOf(t, err) != study.Settled {
		t.Errorf("got %v, want a problem of kind Settled", err)
	}
}

func TestNewActClearsRedo(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()
	l.answer(s, memory.Good)
	l.answer(s, memory.Good)
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !s.CanRedo() {
		t.Fatal("cannot redo after an undo")
	}
	l.answer(s, memory.Easy)
	if s.CanRedo() {
		t.Error("can redo after another answer")
	}
}

func TestUndoAgainAfterRedo(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()
	before := l.standings()
	l.answer(s, memory.Good)
	after := l.standings()
	for range 3 {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, l.standings()); diff != "" {
			t.Fatalf("after undo (-want +got):\n%s", diff)
		}
		if _, err := s.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(after, l.standings()); diff != "" {
			t.Fatalf("after redo (-want +got):\n%s", diff)
		}
	}
}

func TestUndoWhatWasDoneBeforeARestart(t *testing.T) {
	p := preset()
	p.NewPerDay = 4
	l := newLearner(t, p, basics("d", 6))
	l.answer(l.session(), memory.Easy) // yesterday
	l.tomorrow(1)
	morning := l.standings()
	s := l.session()
	l.answer(s, memory.Good)
	l.answer(s, memory.Again)
	if err := s.Flag(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if err := s.Suspend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := []string{"Flag 2 on “Front 4 of d”", "Again on “Front 3 of d”", "Good on “Front 2 of d”"}

	l.restart()
	s = l.session()
	var got []string
	for s.CanUndo() {
		act, err := s.Undo(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, act.Title)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("undone (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(morning, l.standings()); diff != "" {
		t.Errorf("after undoing the day (-want +got):\n%s", diff)
	}
	if o := l.overview(); o.New != 4 || o.Studied != 0 {
		t.Errorf("got %d new cards and %d answers, want the whole limit again", o.New, o.Studied)
	}
}

func TestUndoOfUnsuspend(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	s := l.session()
	if err := s.Suspend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := l.desk.Unsuspend(t.Context(), "d/n1"); err != nil {
		t.Fatal(err)
	}
	act, err := s.Undo(t.Context())
	if err != nil || act.Kind != progress.Unsuspend || act.Title != "Back in study: “Front 1 of d”" {
		t.Errorf("got %+v, %v", act, err)
	}
	if got := onDesk(s); got != "d/n2" {
		t.Errorf("got %q on the desk, want d/n2: n1 is suspended again", got)
	}
	if _, err := s.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := onDesk(s); got != "d/n1" {
		t.Errorf("got %q on the desk, want d/n1 back", got)
	}
}

func TestActTitles(t *testing.T) {
	l := newLearner(t, preset(), text("d", "## What does *customer* engagement have that satisfaction alone can never have? {#long}\nx"))
	s := l.session()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const front = "“What does customer engagement have that …”"
	tests := []struct {
		act  func() error
		want string
	}{
		{func() error { return s.Flag(t.Context(), 5) }, "Flag 5 on " + front},
		{func() error { return s.Flag(t.Context(), 0) }, "Cleared the flag of " + front},
		{func() error { return s.Forget(t.Context()) }, "Made new again: " + front},
		{func() error { return s.Answer(t.Context(), memory.Hard, 0) }, "Hard on " + front},
		{func() error { return s.Bury(t.Context()) }, "Put away until tomorrow: " + front},
		{func() error { _, err := s.Undo(t.Context()); do(err); return s.Suspend(t.Context()) }, "Suspended " + front},
	}
	for _, tt := range tests {
		do(tt.act())
		last, ok := s.Last()
		if !ok || last.Title != tt.want {
			t.Errorf("got %q, want %q", last.Title, tt.want)
		}
	}
}

func TestRenamedNotesKeepTheirProgress(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	l.answer(l.session(), memory.Easy)
	want := l.state("d/n1").Memory
	l.library = open(t, text("d", "## Front 1 of d {#better was=n1}\nBack 1"))
	l.restart()
	if diff := cmp.Diff(want, l.state("d/better").Memory); diff != "" {
		t.Errorf("memory of the renamed note (-want +got):\n%s", diff)
	}
	s := l.session()
	if got := onDesk(s); got != "" {
		t.Errorf("got %s, want nothing due: the note was answered today", got)
	}
	if act, err := s.Undo(t.Context()); err != nil || act.Card != "d/better" {
		t.Errorf("got %+v, %v; want the answer under the former name undone", act, err)
	}
}

// An id that a rename gave up can be that of another note later, and a deck can be
// taken back to a version from before the rename.
func TestFormerIDsCanBeUsedAgain(t *testing.T) {
	for _, tt := range []struct {
		name  string
		notes []string
		want  int // answers that the card d/old begins with
	}{
		{"the older deck again", []string{"## Q {#old}\nA"}, 1},
		{"for another note", []string{"## R {#old}\nB", "## Q {#new}\nA"}, 1},
		{"for another note, by mistake", []string{"## R {#old}\nB", "## Q {#new was=old}\nA"}, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			l := newLearner(t, preset(), text("d", "## Q {#old}\nA"))
			l.answer(l.session(), memory.Easy)
			l.library = open(t, text("d", "## Q {#new was=old}\nA"))
			l.restart()
			l.library = loose(t, text("d", tt.notes...))
			l.tomorrow(60)
			l.restart()
			s := l.session()
			asked := l.graduate(s)
			if !slices.Contains(asked, "d/old") || len(asked) != len(tt.notes) {
				t.Errorf("asked %v, want all of %d cards with d/old", asked, len(tt.notes))
			}
			if got := l.state("d/old").Memory.Reps; got != tt.want+1 {
				t.Errorf("d/old has %d answers, want %d", got, tt.want+1)
			}
		})
	}
}
