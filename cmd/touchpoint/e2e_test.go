package main_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// TestTenCards is the program's main job: a learner studies ten cards by keys
// alone, takes answers back, closes the window, and comes back the next day.
// What was done is read from the journal, not from the screen.
func TestTenCards(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	l.open(monday)
	l.w.Shot("ten/1-today")

	l.study()
	l.w.Shot("ten/2-question")
	ratings := []memory.Rating{memory.Good, memory.Again, memory.Hard, memory.Easy, memory.Good}
	for _, r := range ratings {
		l.answer(r)
	}

	// The fifth answer was a slip: it is taken back and given anew.
	l.undo(5)
	l.w.Shot("ten/3-undone")
	l.answer(memory.Hard)

	// Undone and redone, an answer counts as if nothing had been.
	l.undo(7)
	l.redo(8)
	for len(answered(l.did)) < 10 {
		l.respond()
		kind := l.kind()
		r := l.grade("space")
		if judged := kind == deck.Choice || kind == deck.Order || kind == deck.Modelled; r != memory.Good && !(judged && r == memory.Again) {
			t.Errorf("Space graded a %s card %s", kind, r)
		}
	}
	l.w.Shot("ten/4-after-ten")
	l.w.Close()
	l.checkJournal(monday)

	// The next morning the answers are there, and cards that are due with them.
	tuesday := monday.AddDate(0, 0, 1)
	l.open(tuesday)
	l.w.Shot("ten/5-tomorrow")
	l.study()
	l.answer(memory.Good)
	l.w.Close()
	l.checkJournal(tuesday)
}

// checkJournal compares what the journal holds with what the learner did, and lets
// the journal check itself.
func (l *learner) checkJournal(now time.Time, options ...cmp.Option) {
	l.tb.Helper()
	j := l.journal(now)
	defer j.Close()
	if diff := cmp.Diff(l.did, l.entries(j), options...); diff != "" {
		l.tb.Errorf("the journal (-what was done +what it holds):\n%s", diff)
	}
	problems, err := j.Check(l.tb.Context())
	if err != nil || len(problems) > 0 {
		l.tb.Errorf("the journal checked itself: %v, %v; want nothing", problems, err)
	}
	states, err := j.States(l.tb.Context())
	if err != nil {
		l.tb.Fatal(err)
	}
	last, count := answered(l.did), 0
	for card, r := range last {
		s := states[card]
		if s.Memory.Reps == 0 || s.Memory.Phase == memory.New {
			l.tb.Errorf("%s: answered %s, but its state is %+v", card, r, s.Memory)
		}
	}
	for _, s := range states {
		if s.Memory.Reps > 0 {
			count++
		}
	}
	if count != len(last) {
		l.tb.Errorf("%d cards have been answered by their states, want %d", count, len(last))
	}
}

// answered is the last answer to each card that was not taken back for good.
func answered(acts []act) map[deck.CardID]memory.Rating {
	gone := make([]bool, len(acts)+1)
	for i := len(acts); i > 0; i-- {
		if a := acts[i-1]; a.Kind == progress.Retract && !gone[i] {
			gone[a.Undoes] = true
		}
	}
	last := map[deck.CardID]memory.Rating{}
	for i, a := range acts {
		if a.Kind == progress.Review && !gone[i+1] {
			last[a.Card] = a.Rating
		}
	}
	return last
}

// TestKilledInTheMiddle ends the program the way a loss of power does, as soon as
// it has said that an answer is taken.
func TestKilledInTheMiddle(t *testing.T) {
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	for round := range 3 {
		at := monday.Add(time.Duration(round) * time.Hour)
		l.open(at)
		l.study()
		l.answer(memory.Good)
		l.answer(memory.Good)
		l.w.Kill()
		l.checkJournal(at)
	}
	if got := len(l.did); got != 6 {
		t.Errorf("%d answers, want 6", got)
	}
}
