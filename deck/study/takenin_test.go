package study_test

import (
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// takenIn is an entry that another program made some days ago.
func (l *learner) takenIn(card deck.CardID, id string, kind progress.Kind, ago int) progress.Entry {
	at := l.clock.now.AddDate(0, 0, -ago).Add(-time.Hour)
	on := calendar.Day(at)
	e := progress.Entry{
		ID: progress.EntryID("01900000-0000-7000-8000-00000000000" + id), Card: card, At: at, Day: on, Kind: kind, Device: "phone",
		After: progress.Schedule{Phase: memory.Review, DueDay: on + 20},
	}
	switch kind {
	case progress.Review:
		e.Rating, e.Took = memory.Good, 5*time.Second
	case progress.Estimate:
		e.Memory = memory.State{Stability: 20, Difficulty: 6}
	}
	return e
}

func (l *learner) takeIn(entries ...progress.Entry) progress.Intake {
	l.tb.Helper()
	in, err := l.journal.TakeIn(l.tb.Context(), entries, nil)
	if err != nil {
		l.tb.Fatal(err)
	}
	return in
}

// TestEstimatedCards holds that a card that another program knows is no new one, and that
// taking it over is no answer.
func TestEstimatedCards(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	before := l.overview()
	l.takeIn(
		l.takenIn("d/n1", "1", progress.Estimate, 20), // due today
		l.takenIn("d/n2", "2", progress.Estimate, 5),
		l.takenIn("d/n3", "3", progress.Estimate, 0),
	)
	for _, when := range []string{"at once", "after a restart"} {
		o := l.overview()
		if o.New != before.New-3 || o.Due != 1 {
			t.Errorf("%s: %d new cards and %d reviews, want %d and 1", when, o.New, o.Due, before.New-3)
		}
		if s := l.session(); s.CanUndo() {
			last, _ := s.Last()
			t.Errorf("%s: %q can be undone", when, last.Title)
		}
		l.restart()
	}
	info, err := l.desk.Info(t.Context(), "d/n2")
	if err != nil {
		t.Fatal(err)
	}
	if info.Standing != "In review, due on 19 March" || info.Recall < 0.9 || info.Recall > 0.99 || info.Stability != 20 || info.Reps != 0 {
		t.Errorf("got %q, recall %v, stability %v, %d answers", info.Standing, info.Recall, info.Stability, info.Reps)
	}
	if met := calendar.Start(calendar.Day(l.clock.now.AddDate(0, 0, -5))); !info.Introduced.Equal(met) || info.Last.Sub(met) < 0 || info.Last.Sub(met) > 24*time.Hour {
		t.Errorf("first met %v, last answer %v, want both on the day of %v", info.Introduced, info.Last, met)
	}
	if len(info.History) != 1 || info.History[0].Text != "Taken over from another program" {
		t.Errorf("history = %+v", info.History)
	}
	checkCurve(t, info)
	found, err := l.desk.Search(t.Context(), "is:review introduced:7")
	if err != nil || found.Problem != "" || len(found.Cards) != 2 {
		t.Errorf("found %+v, %v, want the two of the last week", found, err)
	}
}

// TestAnswersToEstimatedCards holds that an answer of today to such a card is a review, also
// when the day's tally is made from the journal.
func TestAnswersToEstimatedCards(t *testing.T) {
	p := preset()
	p.NewPerDay = 0
	l := newLearner(t, p, basics("d", 4))
	l.takeIn(l.takenIn("d/n1", "1", progress.Estimate, 20), l.takenIn("d/n2", "2", progress.Estimate, 40))
	s := l.session()
	was := l.state(onDesk(s)).Memory.State
	card := l.answer(s, memory.Good)
	if now := l.state(card).Memory; now.Reps != 1 || now.State.Stability <= was.Stability || now.Phase != memory.Review {
		t.Errorf("%s is %+v after a good answer, and was %+v", card, now, was)
	}
	fresh := l.overview()
	l.restart()
	if o := l.overview(); o.New != fresh.New || o.Due != fresh.Due || o.Studied != fresh.Studied {
		t.Errorf("after a restart %+v, before %+v", o, fresh)
	}
	a, err := l.session().Undo(t.Context())
	if err != nil || !strings.HasPrefix(a.Title, "Good on") {
		t.Fatalf("Undo = %+v, %v", a, err)
	}
	if now := l.state(card).Memory; now.State != was || now.Reps != 0 {
		t.Errorf("%s is %+v after undo, and was %+v", card, now, was)
	}
}

// TestAnswersFromElsewhere holds that what was answered today in another program counts
// against the day's limits, and that undo does not take a part of it back.
func TestAnswersFromElsewhere(t *testing.T) {
	p := preset()
	p.NewPerDay = 3
	l := newLearner(t, p, basics("d", 6))
	s := l.session()
	own := l.answer(s, memory.Easy)
	in := l.takeIn(l.takenIn("d/n5", "1", progress.Review, 0), l.takenIn("d/n6", "2", progress.Review, 30))
	l.restart()
	if o := l.overview(); o.New != 1 {
		t.Errorf("%d new cards, want 1 of 3", o.New)
	}
	s = l.session()
	if a, err := s.Undo(t.Context()); err != nil || a.Card != own || a.Cards != 1 {
		t.Fatalf("Undo = %+v, %v, want the learner's own answer", a, err)
	}
	if s.CanUndo() {
		t.Error("more can be undone")
	}
	if n, err := l.journal.TakeBack(t.Context(), in.Act); n != 2 || err != nil {
		t.Fatalf("TakeBack = %d, %v", n, err)
	}
	if o := l.overview(); o.New != 3 || l.state("d/n5").Memory.Phase != memory.New {
		t.Errorf("%d new cards after it was taken back, want 3", o.New)
	}
}
