package study_test

import (
	"math"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

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

func TestStanding(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()
	act := func(do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	act(func() error { return s.Bury(t.Context()) })
	act(func() error { return s.Suspend(t.Context()) })
	l.answer(s, memory.Good)
	want := map[deck.CardID]string{
		"d/n1": "Put away until tomorrow",
		"d/n2": "Suspended: it is not asked until you bring it back",
		"d/n3": "Being learned, due in 10 minutes",
	}
	for id, text := range want {
		if info, err := s.Info(t.Context(), id); err != nil || info.Standing != text {
			t.Errorf("%s: got %q, %v; want %q", id, info.Standing, err, text)
		}
	}
	l.clock.advance(10 * time.Minute)
	if info, err := s.Info(t.Context(), "d/n3"); err != nil || info.Standing != "Being learned, due now" {
		t.Errorf("got %q, %v", info.Standing, err)
	}
	info, err := s.Info(t.Context(), "d/n1")
	if err != nil || len(info.History) != 1 || info.History[0].Text != "Put away until the next day" {
		t.Errorf("got %+v, %v", info.History, err)
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
