package study_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

func TestAnotherWindowAnswersFirst(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()
	other := l.openDesk(openJournal(t, l.dir, l.clock))
	theirs, err := other.Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := theirs.Answer(t.Context(), memory.Easy, time.Second); err != nil {
		t.Fatal(err)
	}

	err = s.Answer(t.Context(), memory.Again, time.Second)
	if kindOf(t, err) != study.Conflict || !errors.Is(err, progress.ErrConflict) {
		t.Errorf("got %v, want a conflict", err)
	}
	if got := l.state("d/n1").Memory.Reps; got != 1 {
		t.Errorf("got %d answers, want only the other window's", got)
	}
	if got := onDesk(s); got != "d/n2" {
		t.Fatalf("got %q, want the session to go on with d/n2", got)
	}
	l.answer(s, memory.Easy)
	if sum := s.Summary(); sum.Answered != 1 {
		t.Errorf("got %d answers in this session, want 1", sum.Answered)
	}
	if got := l.overview().New; got != 1 {
		t.Errorf("got %d new cards, want the other window's counted", got)
	}

	// The other window still shows n2; it learns of the answer when it looks.
	if changed, err := theirs.Refresh(t.Context()); err != nil || !changed || onDesk(theirs) != "d/n3" {
		t.Errorf("got changed %t, error %v, card %q; want d/n3", changed, err, onDesk(theirs))
	}
}

func TestAnotherWindowAnswersAnotherCard(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()
	theirs, err := l.openDesk(openJournal(t, l.dir, l.clock)).Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := theirs.Bury(t.Context()); err != nil { // of n1
		t.Fatal(err)
	}
	if err := theirs.Answer(t.Context(), memory.Easy, time.Second); err != nil { // of n2
		t.Fatal(err)
	}
	if changed, err := s.Refresh(t.Context()); err != nil || !changed || onDesk(s) != "d/n3" {
		t.Fatalf("got changed %t, error %v, card %q; want d/n3", changed, err, onDesk(s))
	}
	if _, err := theirs.Undo(t.Context()); err != nil { // n2 is new again
		t.Fatal(err)
	}
	l.answer(s, memory.Easy)
	if got := onDesk(s); got != "d/n2" {
		t.Errorf("got %q, want d/n2, which the other window took back", got)
	}
}

func TestAnotherDeskOnTheSameJournal(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()
	other, err := l.openDesk(l.journal).Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Answer(t.Context(), memory.Easy, time.Second); err != nil {
		t.Fatal(err)
	}
	if err := s.Answer(t.Context(), memory.Again, time.Second); kindOf(t, err) != study.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
	if got := onDesk(s); got != "d/n2" {
		t.Errorf("got %q, want the session to go on with d/n2", got)
	}
}

func TestUndoAfterAnotherWindow(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	s := l.session()
	l.answer(s, memory.Easy) // n2 is left
	l.answer(s, memory.Good) // and comes back in ten minutes
	other := l.openDesk(openJournal(t, l.dir, l.clock))
	theirs, err := other.Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := theirs.Answer(t.Context(), memory.Good, time.Second); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context()); kindOf(t, err) != study.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
	if got := l.state("d/n2").Memory.Reps; got != 2 {
		t.Errorf("got %d answers to n2, want both kept", got)
	}
	act, err := s.Undo(t.Context())
	if err != nil || act.Card != "d/n1" {
		t.Errorf("got %v, %v; want the answer to n1 undone instead", act, err)
	}
	if s.CanUndo() {
		t.Error("can undo, want nothing left of this window")
	}
}

func TestNothingHappensWhenTheJournalRefuses(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	bad := &flaky{Journal: l.journal}
	l.desk = l.openDesk(bad)
	s := l.session()
	l.answer(s, memory.Good)
	bad.appendErr = &progress.Error{Kind: progress.ErrFull, Message: "The disk is full."}
	before, _ := s.Turn()
	progressBefore, sum, over := s.Progress(), s.Summary(), l.overview()

	acts := map[string]func() error{
		"answer":  func() error { return s.Answer(t.Context(), memory.Good, time.Second) },
		"bury":    func() error { return s.Bury(t.Context()) },
		"suspend": func() error { return s.Suspend(t.Context()) },
		"forget":  func() error { return s.Forget(t.Context()) },
		"flag":    func() error { return s.Flag(t.Context(), 1) },
		"undo":    func() error { _, err := s.Undo(t.Context()); return err },
	}
	for name, act := range acts {
		err := act()
		if kindOf(t, err) != study.Storage || !errors.Is(err, progress.ErrFull) || err.Error() != "The disk is full." {
			t.Errorf("%s: got %v, want the journal's sentence", name, err)
		}
		after, _ := s.Turn()
		if diff := cmp.Diff(before.State, after.State); diff != "" || after.Card.ID != before.Card.ID {
			t.Errorf("%s: the card on the desk changed:\n%s", name, diff)
		}
		if got := s.Progress(); got != progressBefore {
			t.Errorf("%s: got progress %v, want %v", name, got, progressBefore)
		}
		if got := s.Summary(); got != sum {
			t.Errorf("%s: got summary %v, want %v", name, got, sum)
		}
		if diff := cmp.Diff(over, l.overview()); diff != "" {
			t.Errorf("%s: overview (-before +after):\n%s", name, diff)
		}
	}

	bad.appendErr = nil
	l.answer(s, memory.Good)
	if _, err := s.Undo(t.Context()); err != nil {
		t.Errorf("undo after the disk has room again: %v", err)
	}
	bad.appendErr = errors.New("ENXIO 0x6")
	if err := s.Answer(t.Context(), memory.Good, 0); strings.Contains(err.Error(), "ENXIO") || kindOf(t, err) != study.Storage {
		t.Errorf("got %q, want a sentence without the cause", err)
	}
}

func TestStatesThatCannotBeReadAreReadLater(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	bad := &flaky{Journal: l.journal}
	l.desk = l.openDesk(bad)
	s := l.session()
	other := l.openDesk(openJournal(t, l.dir, l.clock))
	theirs, err := other.Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := theirs.Answer(t.Context(), memory.Easy, time.Second); err != nil {
		t.Fatal(err)
	}
	bad.statesErr = errors.New("disk on fire")
	if _, err := l.desk.Overview(t.Context()); kindOf(t, err) != study.Storage {
		t.Errorf("got %v, want a problem of kind Storage", err)
	}
	if err := s.Answer(t.Context(), memory.Good, time.Second); kindOf(t, err) != study.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
	bad.statesErr = nil
	if got := l.overview().New; got != 2 {
		t.Errorf("got %d new cards, want 2 once the journal can be read", got)
	}
	if changed, err := s.Refresh(t.Context()); err != nil || !changed || onDesk(s) != "d/n2" {
		t.Errorf("got changed %t, error %v, card %q; want d/n2", changed, err, onDesk(s))
	}
}
