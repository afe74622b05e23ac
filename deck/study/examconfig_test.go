package study_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
)

func TestExamConfig(t *testing.T) {
	topics := "---\nid: d\ntitle: Deck d\n---\n# One\n\n## A {#a}\nx\n\n## B {#b after=c,a}\nx\n\n# Two\n\n## C {#c .both}\nx\n\n# Three\n\n## D {#d}\nx\n"
	l := newLearner(t, preset(), topics, basics("e", 1))
	l.know(memo{card: "d/c", stability: 20, ago: 5, in: 15})
	e := l.examOn("d", 4)
	e.Parts = []exam.Part{{Deck: "d", Topic: "Two"}, {Deck: "d", Topic: "One"}, {Deck: "e"}, {Deck: "gone"}}
	e.Minutes[time.Friday] = 0
	c := l.desk.ExamConfig(e, nil)
	if c.Today != l.today() || c.On != e.On || c.Parts != 4 || c.Target != 0.9 || c.LearningSteps != 2 || c.RelearningSteps != 1 {
		t.Errorf("got %+v", c)
	}
	if diff := cmp.Diff([]float64{60, 60, 0, 60}, c.Minutes); diff != "" {
		t.Errorf("minutes (-want +got):\n%s", diff)
	}
	var parts []int32
	fresh := 0
	for _, card := range c.Cards {
		parts = append(parts, card.Part)
		if card.New {
			fresh++
		} else if card.State.Stability != 20 || card.Last != l.today()-5 || card.Due != l.today()+15 {
			t.Errorf("got card %+v", card)
		}
	}
	if want := []int32{1, 0, 0, 1, 2}; !slices.Equal(parts, want) || fresh != 4 {
		t.Errorf("cards are of parts %v, want %v, and %d are new", parts, want, fresh)
	}
	// b comes after a, which is new, and after c, of which a card has been met.
	if b := c.Cards[3]; !slices.Equal(b.After, []int32{c.Cards[0].Note}) {
		t.Errorf("b comes after the notes %v", b.After)
	}
	l.follow(l.examOn("e", 4), 0)
	s := l.session()
	l.answer(s, memory.Good) // of d, ten seconds
	c = l.desk.ExamConfig(e, nil)
	if got, want := c.Minutes[0], 60-10.0/60; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("%v minutes are left today, want %v", got, want)
	}
}

// TestExamAndDaysOff holds that a plan asks for nothing on days off.
func TestExamAndDaysOff(t *testing.T) {
	p := preset()
	l := newLearner(t, p, basics("d", 4))
	p.Holidays = []study.Holiday{{From: l.today() - 5, To: l.today()}, {From: l.today() + 3, To: l.today() + 40}}
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	c := l.desk.ExamConfig(l.examOn("d", 6), nil)
	if diff := cmp.Diff([]float64{0, 60, 60, 0, 0, 0}, c.Minutes); diff != "" {
		t.Errorf("minutes (-want +got):\n%s", diff)
	}
}

// TestFarExam holds that an exam that never comes does no harm.
func TestFarExam(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	e := l.examOn("d", 10)
	e.On = math.MaxInt32
	c := l.desk.ExamConfig(e, nil)
	if len(c.Minutes) > exam.MaxDays {
		t.Errorf("got minutes for %d days", len(c.Minutes))
	}
	l.desk.Follow(e, exam.Plan{})
	if o := l.overview(); o.Cards != 0 {
		t.Errorf("an empty plan asks for %d cards", o.Cards)
	}
	e.On = math.MinInt32
	l.desk.ExamConfig(e, nil)
	l.desk.Follow(e, exam.Plan{Today: []int32{-1, 7}})
	if o := l.overview(); o.New != 2 {
		t.Errorf("after an exam long ago there are %d new cards, want 2", o.New)
	}
}
