package study_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
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
