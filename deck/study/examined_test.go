package study_test

import (
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/exam"
)

// TestAnExamIsPreparedFor plans anew every day and does what the plan asks, as the program
// does, until the day of the exam.
func TestAnExamIsPreparedFor(t *testing.T) {
	p := fuzzed()
	p.NewPerDay, p.ReviewsPerDay = 2, 2
	l := newLearner(t, p, basics("d", 30), basics("e", 5))
	e := l.examOn("d", 12)
	for k := range e.Minutes {
		e.Minutes[k] = 20
	}
	var first exam.Plan
	for day := range 12 {
		plan, err := exam.Make(t.Context(), l.desk.ExamConfig(e, nil), nil)
		if err != nil {
			t.Fatal(err)
		}
		if day == 0 {
			first = plan
		}
		l.desk.Follow(e, plan)
		if l.desk.NeedsPlan() {
			t.Fatalf("day %d: the plan is out of date at once", day)
		}
		checkSums(t, l.overview())
		s := l.session()
		for onDesk(s) != "" {
			l.answer(s, memory.Good)
		}
		l.clock.advance(time.Hour)
		l.tomorrow(1)
	}
	recall, model := 0.0, memory.NewModel(p.Weights, false)
	for _, card := range l.library.Cards() {
		if st := l.state(card.ID); card.Deck.ID == "d" && st.Memory.Phase != memory.New {
			recall += model.Recall(st.Memory.State, float64(e.On.Since(st.Memory.Last))) / 30
		}
	}
	// Better luck than expected makes the days shorter, not the recall higher.
	if recall < first.Followed.Recall-0.02 || recall < 0.9 {
		t.Errorf("%.3f are known on the day of the exam, expected were %.3f", recall, first.Followed.Recall)
	}
	// With the exam over, everything is asked when it falls due.
	if l.desk.NeedsPlan() {
		t.Error("a plan is wanted for an exam that is over")
	}
	due := 0
	for _, card := range l.library.Cards() {
		if st := l.state(card.ID); st.Memory.Phase == memory.Review && st.Memory.DueDay <= l.today() {
			due++
		}
	}
	if o := l.overview(); o.Due != min(due, p.ReviewsPerDay) || o.New > p.NewPerDay {
		t.Errorf("on the day of the exam %d cards are due and %d new, of %d", o.Due, o.New, due)
	}
}

// TestFollowedPlanIsNoEntry holds that following leaves no trace in the journal.
func TestFollowedPlanIsNoEntry(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	l.know(memo{card: "d/n1", stability: 20, ago: 10, in: 10})
	before := l.standings()
	l.follow(l.examOn("d", 10), 0, "d/n1")
	s := l.session()
	id := l.answer(s, memory.Good)
	entries, err := l.journal.Entries(t.Context(), id)
	if err != nil || len(entries) != 2 || entries[1].Kind != progress.Review {
		t.Errorf("got entries %+v, %v", entries, err)
	}
	for _, other := range []deck.CardID{"d/n2", "d/n3"} {
		if got := l.state(other); !got.Equal(before[other]) {
			t.Errorf("%s has changed", other)
		}
	}
}
