package study_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// do does something to cards of the deck d.
func (l *learner) do(b study.Bulk, names ...string) study.Act {
	l.tb.Helper()
	a, err := l.desk.Do(l.tb.Context(), ids(names...), b)
	if err != nil {
		l.tb.Fatalf("%+v: %v", b, err)
	}
	return a
}

func TestDoIsOneStep(t *testing.T) {
	for _, tt := range []struct {
		bulk   study.Bulk
		before study.Bulk // done to n2 before, so that there is something to take off
		want   string     // title, after three cards
		check  func(progress.State) bool
	}{
		{study.Bulk{Kind: progress.Suspend}, study.Bulk{}, "Suspended 3 cards", func(s progress.State) bool { return s.Suspended }},
		{study.Bulk{Kind: progress.Unsuspend}, study.Bulk{Kind: progress.Suspend}, "Back in study: 3 cards", func(s progress.State) bool { return !s.Suspended }},
		{study.Bulk{Kind: progress.Bury}, study.Bulk{}, "Put away until tomorrow: 3 cards", func(s progress.State) bool { return s.BuriedOn == calendar.Day(start) }},
		{study.Bulk{Kind: progress.Unbury}, study.Bulk{Kind: progress.Bury}, "Brought back: 3 cards", func(s progress.State) bool { return s.BuriedOn == 0 }},
		{study.Bulk{Kind: progress.Flag, Flag: 3}, study.Bulk{}, "Flag 3 on 3 cards", func(s progress.State) bool { return s.Flag == 3 }},
		{study.Bulk{Kind: progress.Flag}, study.Bulk{Kind: progress.Flag, Flag: 1}, "Cleared the flag of 3 cards", func(s progress.State) bool { return s.Flag == 0 }},
		{study.Bulk{Kind: progress.Tag, Text: " exam  2026 "}, study.Bulk{}, "Tag exam-2026 on 3 cards", func(s progress.State) bool { return s.HasTag("exam-2026") }},
		{study.Bulk{Kind: progress.Untag, Text: "exam"}, study.Bulk{Kind: progress.Tag, Text: "exam"}, "Took the tag exam off 3 cards", func(s progress.State) bool { return !s.HasTag("exam") }},
		{study.Bulk{Kind: progress.Remark, Text: "\nAsk why. "}, study.Bulk{}, "Your note on 3 cards", func(s progress.State) bool { return s.Remark == "Ask why." }},
		{study.Bulk{Kind: progress.Remark}, study.Bulk{Kind: progress.Remark, Text: "x"}, "Removed your note on 3 cards", func(s progress.State) bool { return s.Remark == "" }},
	} {
		t.Run(tt.want, func(t *testing.T) {
			l := newLearner(t, preset(), basics("d", 5))
			if tt.before.Kind != "" {
				l.do(tt.before, "n2", "n3", "n4")
			}
			before := l.standings()
			a := l.do(tt.bulk, "n2", "n3", "n4", "n2")
			if a.Cards != 3 || a.Title != tt.want || a.Card != "d/n2" {
				t.Errorf("got %+v, want three cards and %q", a, tt.want)
			}
			after := l.standings()
			for _, id := range ids("n2", "n3", "n4") {
				if !tt.check(l.state(id)) {
					t.Errorf("%s: got %+v", id, l.state(id))
				}
			}
			if !cmp.Equal(before["d/n1"], after["d/n1"]) {
				t.Error("a card that was not chosen has changed")
			}
			if again := l.do(tt.bulk, "n2", "n3", "n4"); again.Cards != 0 {
				t.Errorf("the same again was done to %d cards, want none", again.Cards)
			}
			l.restart()
			if back, err := l.desk.Undo(t.Context()); err != nil || back.Cards != 3 || back.Title != tt.want {
				t.Fatalf("undo after a restart: %+v, %v", back, err)
			}
			if diff := cmp.Diff(before, l.standings()); diff != "" {
				t.Errorf("after undo (-before +after undo):\n%s", diff)
			}
			if redone, err := l.desk.Redo(t.Context()); err != nil || redone.Cards != 3 {
				t.Fatalf("redo: %+v, %v", redone, err)
			}
			if diff := cmp.Diff(after, l.standings()); diff != "" {
				t.Errorf("after redo (-before +after redo):\n%s", diff)
			}
			if l.desk.CanRedo() || !l.desk.CanUndo() {
				t.Error("after redo of the only act there is nothing more to do again, and something to undo")
			}
		})
	}
}

func TestDoForget(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	s := l.session()
	l.answer(s, memory.Easy)
	l.answer(s, memory.Good)
	before := l.standings()
	if a := l.do(study.Bulk{Kind: progress.Forget}, "n1", "n2", "n3"); a.Cards != 2 {
		t.Errorf("made %d cards new, want the two that were not", a.Cards)
	}
	if got := l.state("d/n1").Memory; got != (memory.Card{}) {
		t.Errorf("got %+v, want a new card", got)
	}
	if _, err := l.desk.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, l.standings()); diff != "" {
		t.Errorf("after undo (-before +after):\n%s", diff)
	}
}

func TestDoRefuses(t *testing.T) {
	for name, tt := range map[string]struct {
		bulk study.Bulk
		card string
	}{
		"no such card":           {study.Bulk{Kind: progress.Suspend}, "d/gone"},
		"no such flag":           {study.Bulk{Kind: progress.Flag, Flag: 8}, "d/n1"},
		"a tag without a name":   {study.Bulk{Kind: progress.Tag, Text: " \t"}, "d/n1"},
		"a tag too long":         {study.Bulk{Kind: progress.Tag, Text: strings.Repeat("a", progress.MaxTag+1)}, "d/n1"},
		"a remark too long":      {study.Bulk{Kind: progress.Remark, Text: strings.Repeat("a", progress.MaxRemark+1)}, "d/n1"},
		"an answer to many":      {study.Bulk{Kind: progress.Review}, "d/n1"},
		"a kind that is not one": {study.Bulk{Kind: "dance"}, "d/n1"},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLearner(t, preset(), basics("d", 3))
			before := l.standings()
			_, err := l.desk.Do(t.Context(), []deck.CardID{"d/n2", deck.CardID(tt.card)}, tt.bulk)
			if kindOf(t, err) != study.Invalid {
				t.Errorf("got %v, want a problem of kind Invalid", err)
			}
			if diff := cmp.Diff(before, l.standings()); diff != "" || l.desk.CanUndo() {
				t.Errorf("something was done (-before +after):\n%s", diff)
			}
		})
	}
}

// When another window has changed one card of an act, none of it is taken back.
func TestUndoOfManyAfterAnotherWindow(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	l.do(study.Bulk{Kind: progress.Flag, Flag: 2}, "n4")
	l.do(study.Bulk{Kind: progress.Suspend}, "n1", "n2", "n3")
	other := l.openDesk(openJournal(t, l.dir, l.clock))
	if err := other.Unsuspend(t.Context(), "d/n2"); err != nil {
		t.Fatal(err)
	}
	want := l.standings()
	if _, err := l.desk.Undo(t.Context()); kindOf(t, err) != study.Conflict {
		t.Fatalf("got %v, want a conflict", err)
	}
	if diff := cmp.Diff(want, l.standings()); diff != "" {
		t.Errorf("something was taken back (-before +after):\n%s", diff)
	}
	if a, err := l.desk.Undo(t.Context()); err != nil || a.Title != "Flag 2 on “Front 4 of d”" {
		t.Errorf("got %+v, %v, want the act before undone", a, err)
	}
}

func TestDoWhenTheJournalFails(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	f := &flaky{Journal: l.journal, appendErr: fmt.Errorf("no")}
	l.desk = l.openDesk(f)
	_, err := l.desk.Do(t.Context(), ids("n1", "n2"), study.Bulk{Kind: progress.Suspend})
	if kindOf(t, err) != study.Storage || l.desk.CanUndo() || len(l.desk.Suspended()) > 0 {
		t.Errorf("got %v, %d suspended, want nothing done", err, len(l.desk.Suspended()))
	}
}

// An act on many cards, done in another screen while a card was on the desk.
func TestSessionGoesOnAfterManyCards(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	s := l.session()
	l.do(study.Bulk{Kind: progress.Tag, Text: "exam"}, "n1", "n2")
	if got := onDesk(s); got != "d/n1" {
		t.Fatalf("got %s on the desk, want d/n1", got)
	}
	if changed, err := s.Refresh(t.Context()); changed || err != nil {
		t.Errorf("refresh after a tag: %t, %v, want the same card", changed, err)
	}
	l.answer(s, memory.Easy) // no conflict
	l.do(study.Bulk{Kind: progress.Suspend}, "n2", "n3")
	if changed, err := s.Refresh(t.Context()); !changed || err != nil || onDesk(s) != "d/n4" {
		t.Errorf("refresh after a suspension: %t, %v, %s on the desk, want d/n4", changed, err, onDesk(s))
	}
	if a, err := s.Undo(t.Context()); err != nil || a.Cards != 2 || onDesk(s) != "d/n4" {
		t.Errorf("undo: %+v, %v, %s on the desk, want d/n4 still", a, err, onDesk(s))
	}
	if got := l.finish(s); !slices.Contains(got, "d/n2") {
		t.Errorf("asked %v, want d/n2 back", got)
	}
}

func TestRemarkOnTheDesk(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	s := l.session()
	if err := s.Remark(t.Context(), " Ask why. "); err != nil {
		t.Fatal(err)
	}
	if turn, _ := s.Turn(); turn.Remark != "Ask why." || turn.Card.ID != "d/n1" {
		t.Errorf("got remark %q on %s", turn.Remark, turn.Card.ID)
	}
	if got := l.desk.Remark("d/n1"); got != "Ask why." {
		t.Errorf("got remark %q", got)
	}
	if last, ok := s.Last(); !ok || last.Title != "Your note on “Front 1 of d”" || last.Text != "Ask why." {
		t.Errorf("got %+v", last)
	}
	if err := s.Remark(t.Context(), "Ask why."); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context()); err != nil || onDesk(s) != "d/n1" || l.desk.Remark("d/n1") != "" {
		t.Errorf("after undo: %v, %q", err, l.desk.Remark("d/n1"))
	}
	if l.desk.CanUndo() {
		t.Error("the same remark again was an act")
	}
	if _, err := s.Redo(t.Context()); err != nil || onDesk(s) != "d/n1" {
		t.Errorf("redo: %v, %s on the desk", err, onDesk(s))
	}
}

func TestTags(t *testing.T) {
	l := newLearner(t, preset(), text("d", "## Q {#n1 tags=\"theory exam\"}\nA", "## R {#n2}\nB"))
	l.do(study.Bulk{Kind: progress.Tag, Text: "hard"}, "n1")
	l.do(study.Bulk{Kind: progress.Tag, Text: "exam"}, "n1")
	if diff := cmp.Diff([]string{"exam", "hard"}, l.desk.Tags("d/n1")); diff != "" {
		t.Errorf("own tags (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"theory", "exam", "hard"}, l.desk.Row("d/n1").Tags); diff != "" {
		t.Errorf("all tags (-want +got):\n%s", diff)
	}
	if l.desk.Tags("d/n2") != nil || l.desk.Tags("d/gone") != nil {
		t.Error("tags of a card without")
	}
	info, err := l.desk.Info(t.Context(), "d/n1")
	if err != nil || len(info.History) != 2 || info.History[0].Text != "Tag hard" {
		t.Errorf("history = %+v, %v", info.History, err)
	}
}
