package study_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// given returns the interval that the last answer to a card has just given.
func given(l *learner, id deck.CardID) study.Interval {
	l.tb.Helper()
	entries, err := l.journal.Entries(l.tb.Context(), id)
	if err != nil {
		l.tb.Fatal(err)
	}
	e := entries[len(entries)-1]
	i := study.Interval{Rating: e.Rating}
	if e.After.Phase == memory.Review {
		i.Days = int(e.After.DueDay - e.Day)
	} else {
		i.Due = e.After.DueAt.Sub(l.clock.now)
	}
	return i
}

func TestGivenIsWhatWasShown(t *testing.T) {
	night := time.Date(2026, time.March, 5, 3, 59, 0, 0, time.UTC)
	tests := []struct {
		name          string
		reviewed      int // days ago; 0 for a new card
		shown         time.Time
		reveal, grade time.Duration // after it was shown
	}{
		{"at once", 0, start, 0, 0},
		{"new card after minutes", 0, start, time.Minute, 7 * time.Minute},
		{"review after minutes", 10, start, time.Minute, 7 * time.Minute},
		{"new card, the day turns before the answer is shown", 0, night, 2 * time.Minute, 3 * time.Minute},
		{"review, the day turns before the answer is shown", 10, night, 2 * time.Minute, 3 * time.Minute},
		{"review, the day turns after the answer is shown", 10, night, 30 * time.Second, 2 * time.Minute},
		{"review, graded two days after the answer is shown", 10, start, time.Minute, 48 * time.Hour},
		{"review, shown two days before the answer", 10, start, 48 * time.Hour, 48*time.Hour + time.Second},
	}
	for _, tt := range tests {
		for r := memory.Again; r <= memory.Easy; r++ {
			t.Run(tt.name+", "+r.String(), func(t *testing.T) {
				p := preset()
				p.Fuzz = true
				l := newLearner(t, p, basics("d", 1))
				l.clock.now = tt.shown
				if tt.reviewed > 0 {
					l.clock.now = calendar.Start(calendar.Day(tt.shown) - memory.Day(tt.reviewed)).Add(5 * time.Hour)
					l.answer(l.session(), memory.Good)
					l.clock.advance(10 * time.Minute)
					l.answer(l.session(), memory.Good)
					l.clock.now = tt.shown
				}
				s := l.session()
				l.clock.advance(tt.reveal)
				turn, ok := s.Reveal()
				if !ok {
					t.Fatal("no card on the desk")
				}
				shownOn := calendar.Day(l.clock.now)
				l.clock.now = tt.shown.Add(tt.grade)
				if again, _ := s.Reveal(); again.Preview != turn.Preview {
					t.Errorf("a second Reveal changed the preview: got %v, want %v", again.Preview, turn.Preview)
				}
				if _, err := s.Refresh(t.Context()); err != nil {
					t.Fatal(err)
				}
				if err := s.Answer(t.Context(), r, time.Second); err != nil {
					t.Fatal(err)
				}
				if got, want := given(l, "d/n1"), turn.Preview[r-memory.Again]; got != want {
					t.Errorf("given %v, shown %v", got, want)
				}
				if got := l.state("d/n1").Memory.Last; got != shownOn {
					t.Errorf("answer on study day %d, want %d, on which the answer was shown", got, shownOn)
				}
			})
		}
	}
}

func TestPreviewFollowsTheDay(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 1))
	l.answer(l.session(), memory.Easy)
	l.tomorrow(20)
	s := l.session()
	before, _ := s.Turn()
	l.tomorrow(20)
	if changed, err := s.Refresh(t.Context()); err != nil || !changed {
		t.Fatalf("Refresh on another day: got %t, %v; want a changed preview", changed, err)
	}
	after, _ := s.Turn()
	if before.Preview[2].Days >= after.Preview[2].Days {
		t.Errorf("Good gives %d days after 20 days and %d after 40, want more", before.Preview[2].Days, after.Preview[2].Days)
	}
	if changed, err := s.Refresh(t.Context()); err != nil || changed {
		t.Errorf("second Refresh: got %t, %v; want nothing changed", changed, err)
	}
}

func TestPresetChangeKeepsTheShownIntervals(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	s := l.session()
	turn, _ := s.Turn()
	p := preset()
	p.Retention = 0.8
	p.LearningSteps = nil
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	if err := s.Answer(t.Context(), memory.Good, time.Second); err != nil {
		t.Fatal(err)
	}
	if got, want := given(l, "d/n1"), turn.Preview[2]; got != want {
		t.Errorf("given %v, shown %v", got, want)
	}
	if next, _ := s.Turn(); next.Preview[0].Days == 0 {
		t.Errorf("the next card shows a step of %v, want days by the new preset", next.Preview[0].Due)
	}
	p.NewPerDay = -1
	if err := l.desk.SetPreset(p); kindOf(t, err) != study.Invalid {
		t.Errorf("got %v, want a problem of kind Invalid", err)
	}
	if got := l.desk.Preset().NewPerDay; got != 20 {
		t.Errorf("got %d new cards a day after a refused preset, want 20", got)
	}
}

func TestActs(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()

	if err := s.Flag(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	turn, _ := s.Turn()
	if turn.Card.ID != "d/n1" || turn.State.Flag != 3 {
		t.Errorf("got %s with flag %d, want d/n1 still on the desk with flag 3", turn.Card.ID, turn.State.Flag)
	}
	if err := s.Flag(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	if turn, _ = s.Turn(); turn.State.Flag != 0 {
		t.Errorf("got flag %d, want it cleared by the same flag", turn.State.Flag)
	}
	if err := s.Flag(t.Context(), 8); kindOf(t, err) != study.Invalid {
		t.Errorf("flag 8: got %v, want a problem of kind Invalid", err)
	}

	if err := s.Bury(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Suspend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := onDesk(s); got != "d/n3" {
		t.Fatalf("got %q, want d/n3", got)
	}
	l.answer(s, memory.Easy)
	if got := onDesk(s); got != "" {
		t.Errorf("got %s, want the session over", got)
	}
	for name, act := range map[string]func() error{
		"answer": func() error { return s.Answer(t.Context(), memory.Good, 0) },
		"bury":   func() error { return s.Bury(t.Context()) },
		"flag":   func() error { return s.Flag(t.Context(), 1) },
	} {
		if err := act(); kindOf(t, err) != study.Settled {
			t.Errorf("%s without a card: got %v, want a problem of kind Settled", name, err)
		}
	}

	l.tomorrow(1)
	if got := onDesk(l.session()); got != "d/n1" {
		t.Errorf("got %q, want d/n1 back the day after it was put away", got)
	}
	var suspended []string
	for _, c := range l.desk.Suspended() {
		suspended = append(suspended, string(c.ID))
	}
	if diff := cmp.Diff([]string{"d/n2"}, suspended); diff != "" {
		t.Errorf("suspended (-want +got):\n%s", diff)
	}
	if err := l.desk.Unsuspend(t.Context(), "d/n2"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(ids("n1", "n2"), l.graduate(l.session())); diff != "" {
		t.Errorf("after unsuspending (-want +got):\n%s", diff)
	}
	if err := l.desk.Unsuspend(t.Context(), "d/nobody"); kindOf(t, err) != study.Invalid {
		t.Errorf("got %v, want a problem of kind Invalid", err)
	}
}

func TestForgetMakesNew(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 1))
	l.answer(l.session(), memory.Easy)
	l.tomorrow(60)
	s := l.session()
	if err := s.Flag(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	turn, ok := s.Turn()
	if !ok || !turn.Fresh || turn.State.Flag != 2 {
		t.Errorf("got card %t, new %t, flag %d; want the card back as a new one with its flag", ok, turn.Fresh, turn.State.Flag)
	}
	if info, err := s.Info(t.Context(), "d/n1"); err != nil || len(info.History) != 3 {
		t.Errorf("got history %v, %v; want the history kept", info.History, err)
	}
}

func TestInvalidGrade(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 1))
	s := l.session()
	for _, r := range []memory.Rating{0, 5} {
		if err := s.Answer(t.Context(), r, 0); kindOf(t, err) != study.Invalid {
			t.Errorf("grade %d: got %v, want a problem of kind Invalid", r, err)
		}
	}
	if err := s.Answer(t.Context(), memory.Good, -time.Hour); err != nil {
		t.Fatal(err)
	}
	if got := s.Summary().Took; got != 0 {
		t.Errorf("got %v for an answer of negative time, want 0", got)
	}
}

func TestLeechIsToldAndStays(t *testing.T) {
	p := preset()
	p.LeechThreshold = 2
	p.RelearningSteps = nil
	l := newLearner(t, p, basics("d", 1))
	l.answer(l.session(), memory.Easy)
	for lapse := 1; lapse <= 3; lapse++ {
		l.tomorrow(400)
		s := l.session()
		turn, _ := s.Turn()
		if got, want := turn.Leech, lapse > 2; got != want {
			t.Errorf("before lapse %d: got leech %t, want %t", lapse, got, want)
		}
		l.answer(s, memory.Again)
		last, _ := s.Last()
		if got, want := last.Leech, lapse >= 2; got != want {
			t.Errorf("after lapse %d: got leech %t, want %t", lapse, got, want)
		}
		if l.state("d/n1").Suspended {
			t.Fatal("the leech was suspended without a word")
		}
	}
}

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

func TestProgressAndSummary(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	s := l.session()
	if got, want := s.Progress(), (study.Progress{Left: 4, Time: 4 * (16 + 8) * time.Second}); got != want {
		t.Errorf("at the start: got %v, want %v", got, want)
	}
	l.answer(s, memory.Again)
	l.answer(s, memory.Hard)
	l.answer(s, memory.Easy)
	if got := s.Progress(); got.Done != 3 || got.Left != 3 {
		t.Errorf("got %d done and %d left, want 3 and 3: two are back in their steps", got.Done, got.Left)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.answer(s, memory.Good)
	l.finish(s)
	got := s.Summary()
	if got.Answered != 10 || got.New != 4 || got.Again != 1 || got.Hard != 1 || got.Good != 8 || got.Easy != 0 || got.Took != 100*time.Second {
		t.Errorf("got %+v", got)
	}
	if want := calendar.Start(calendar.Day(start) + 1); !got.NextAt.Equal(want) || got.NextCards != 2 {
		t.Errorf("got %d cards at %v, want 2 at %v", got.NextCards, got.NextAt, want)
	}

	l.tomorrow(60)
	s = l.session()
	l.answer(s, memory.Again)
	l.answer(s, memory.Hard)
	if got := s.Summary(); got.Reviewed != 2 || got.Remembered != 1 || got.New != 0 {
		t.Errorf("got %d of %d remembered, want 1 of 2: Hard is a pass", got.Remembered, got.Reviewed)
	}
}

func TestInfo(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	s := l.session()
	info, err := s.Info(t.Context(), "d/n1")
	if err != nil {
		t.Fatal(err)
	}
	if info.Standing != "New" || !info.Introduced.IsZero() || len(info.Curve) != 0 || info.Recall != 0 {
		t.Errorf("new card: got %+v", info)
	}
	if err := s.Flag(t.Context(), 4); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.answer(s, memory.Easy)
	introduced := calendar.Start(calendar.Day(l.clock.now))
	l.tomorrow(3)

	if info, err = s.Info(t.Context(), "d/n1"); err != nil {
		t.Fatal(err)
	}
	if len(info.History) != 1 || info.History[0].Text != "Easy, next in 8 d" || info.Took != 10*time.Second {
		t.Errorf("got history %v in %v, want the one answer", info.History, info.Took)
	}
	if got, want := info.Standing, "In review, due in 5 days"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !info.Introduced.Equal(introduced) || info.Reps != 1 || info.Stability < 8 || info.Difficulty < 1 {
		t.Errorf("got %+v", info)
	}
	checkCurve(t, info)

	l.tomorrow(7)
	if info, err = s.Info(t.Context(), "d/n1"); err != nil {
		t.Fatal(err)
	}
	if got, want := info.Standing, "In review, due since 2 days"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := s.Info(t.Context(), "d/nobody"); kindOf(t, err) != study.Invalid {
		t.Errorf("got %v, want a problem of kind Invalid", err)
	}
}

// checkCurve checks that a forgetting curve begins at 1, falls, and passes 90 % at
// the stability.
func checkCurve(t *testing.T, info study.CardInfo) {
	t.Helper()
	c := info.Curve
	if len(c) < 2 || c[0] != (study.Point{Days: 0, Recall: 1}) || c[len(c)-1].Days < 16 {
		t.Fatalf("got curve %v, want one from 1 to twice the interval", c)
	}
	for i := 1; i < len(c); i++ {
		if c[i].Recall >= c[i-1].Recall || c[i].Days <= c[i-1].Days {
			t.Fatalf("curve does not fall at %v", c[i])
		}
		if below, above := c[i-1].Days <= info.Stability, info.Stability <= c[i].Days; below && above {
			if math.Abs(c[i].Recall-0.9) > 0.02 {
				t.Errorf("got recall %.3f at the stability, want 0.9", c[i].Recall)
			}
		}
	}
}
