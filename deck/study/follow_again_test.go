package study_test

import (
	"slices"
	"testing"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
)

// When a plan holds no more, and a new one is asked for.

func TestPlanIsForOneDay(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	l.know(memo{card: "d/n1", stability: 10, ago: 12, in: -2}, memo{card: "d/n2", stability: 10, ago: 2, in: 8}, memo{card: "d/n3", stability: 10, ago: 2, in: 8})
	e := l.examOn("d", 3)
	l.follow(e, 2, "d/n2")
	if l.desk.NeedsPlan() {
		t.Error("a new plan is out of date")
	}
	l.graduate(l.session())
	o := l.overview()
	if want := calendar.Start(l.today() + 1); !o.NextAt.Equal(want) || o.NextCards != 2 {
		t.Errorf("%d cards are next on %v, want the two of the plan on %v", o.NextCards, o.NextAt, want)
	}
	l.tomorrow(1)
	if !l.desk.NeedsPlan() {
		t.Error("the plan of yesterday is not out of date")
	}
	if o := l.overview(); o.Due != 1 {
		t.Errorf("without a plan for the day %d cards are due, want the one that is", o.Due)
	}
	l.follow(e, 2)
	if o := l.overview(); o.Due != 0 || l.desk.NeedsPlan() {
		t.Errorf("with a plan that asks for nothing %d cards are due", o.Due)
	}
	l.tomorrow(2)
	if o := l.overview(); o.Due != 1 || l.desk.NeedsPlan() {
		t.Errorf("on the day of the exam %d cards are due, want 1; needs a plan: %t", o.Due, l.desk.NeedsPlan())
	}
	if _, _, ok := l.desk.Exam(); ok {
		t.Error("the exam is followed on its day")
	}
}

// A plan that was made yesterday begins today until there is another one.
func TestPlanOfYesterday(t *testing.T) {
	l := newLearner(t, fuzzed(), basics("d", 6))
	e := l.examOn("d", 3)
	numbers := l.numbers(e)
	p := exam.Plan{
		Days: []exam.Day{{New: 2}, {New: 1, Reviews: 2}, {Reviews: 3}}, LastNew: 1,
		Today: []int32{numbers["d/n1"], numbers["d/n2"]},
	}
	l.desk.Follow(e, p)
	l.tomorrow(1)
	_, now, ok := l.desk.Exam()
	if !ok || !slices.Equal(now.Days, p.Days[1:]) || now.LastNew != 0 || !l.desk.NeedsPlan() {
		t.Errorf("got %+v, %v", now, ok)
	}
	l.tomorrow(1)
	if _, now, _ := l.desk.Exam(); len(now.Days) != 1 || now.LastNew != -1 {
		t.Errorf("got %+v", now)
	}
}

// TestTimeThatIsLeft holds that a plan that takes all minutes is made anew when it is done
// and there are some left, and one that leads to the aim is not.
func TestTimeThatIsLeft(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	e := l.examOn("d", 10)
	for k := range e.Minutes {
		e.Minutes[k] = 1
	}
	numbers := l.numbers(e)
	p := exam.Plan{Days: []exam.Day{{New: 2, Minutes: 1}}, Today: []int32{numbers["d/n1"], numbers["d/n2"]}}
	for name, c := range map[string]struct {
		reaches bool
		takes   time.Duration
		want    bool
	}{
		"quick":                    {false, 15 * time.Second, true},
		"quick, to the aim":        {true, 15 * time.Second, false},
		"as slow as was expected":  {false, 25 * time.Second, false},
		"slower than was expected": {false, 50 * time.Second, false},
	} {
		p.Reaches = c.reaches
		l.numbers(e)
		l.desk.Follow(e, p)
		s := l.session()
		for k := range 2 {
			if l.desk.NeedsPlan() {
				t.Errorf("%s: after %d of 2 cards the plan is out of date", name, k)
			}
			l.answerIn(s, memory.Easy, c.takes)
		}
		if got := l.desk.NeedsPlan(); got != c.want {
			t.Errorf("%s: out of date when it is done: %t", name, got)
		}
		for l.desk.CanUndo() {
			if _, err := l.desk.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestPlanIsDoubted(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	e := l.examOn("d", 10)
	for name, change := range map[string]func(){
		"another retention": func() {
			p := l.desk.Preset()
			p.ReviewsPerDay++
			if err := l.desk.SetPreset(p); err != nil || l.desk.NeedsPlan() {
				t.Fatalf("a limit makes the plan out of date: %t, %v", l.desk.NeedsPlan(), err)
			}
			p.Retention = 0.8
			if err := l.desk.SetPreset(p); err != nil {
				t.Fatal(err)
			}
		},
		"days off": func() {
			p := l.desk.Preset()
			p.Holidays = []study.Holiday{{From: l.today() + 2, To: l.today() + 4}}
			if err := l.desk.SetPreset(p); err != nil {
				t.Fatal(err)
			}
		},
		"a card put aside": func() {
			if _, err := l.desk.Do(t.Context(), names("d", 2), study.Bulk{Kind: progress.Suspend}); err != nil {
				t.Fatal(err)
			}
		},
		"another window": func() {
			other := openJournal(t, l.dir, l.clock)
			l.clock.advance(time.Second)
			_, err := other.Append(t.Context(), "", progress.Entry{Card: "d/n4", Kind: progress.Suspend, Day: l.today()})
			if err != nil {
				t.Fatal(err)
			}
			l.overview()
		},
		"a card put aside while the plan was made": func() {
			numbers := l.numbers(e)
			if _, err := l.desk.Do(t.Context(), names("d", 3), study.Bulk{Kind: progress.Suspend}); err != nil {
				t.Fatal(err)
			}
			l.followFrom(e, numbers, 0, "d/n1")
		},
		"a card put aside between two plans": func() {
			numbers := l.numbers(e)
			if _, err := l.desk.Do(t.Context(), names("d", 3), study.Bulk{Kind: progress.Suspend}); err != nil {
				t.Fatal(err)
			}
			l.numbers(e) // another plan is begun, and the first comes
			l.followFrom(e, numbers, 0, "d/n1")
		},
		"new weights": func() {
			if err := l.desk.Renew(t.Context(), l.preset.Weights); err != nil {
				t.Fatal(err)
			}
		},
	} {
		l.follow(e, 0, "d/n1")
		l.answer(l.session(), memory.Good)
		if l.desk.NeedsPlan() {
			t.Errorf("before %s the plan is out of date", name)
		}
		change()
		if !l.desk.NeedsPlan() {
			t.Errorf("after %s the plan is not out of date", name)
		}
		for l.desk.CanUndo() {
			if _, err := l.desk.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}
