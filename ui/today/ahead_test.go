package today_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/today"
	"touchpoint/ui/uitest"
)

func words(s *today.Screen) string { return strings.ReplaceAll(uitest.Words(s.Object()), "\n", " ") }

func TestExamOnToday(t *testing.T) {
	f := fixed{follows: true, o: study.Overview{Cards: 42}}
	f.exam = exam.Exam{Title: "Engagement", On: (&uitest.Host{}).Calendar().Day(uitest.Start) + 12}
	f.plan = exam.Plan{Days: []exam.Day{{Minutes: 25, Reviews: 30, New: 12}}, Followed: exam.Forecast{Recall: 0.874}}
	h, s := shown(t, f)
	for _, want := range []string{"Engagement is in 12 days", "By the plan you will remember 87 % on the day · 42 cards for today, 25 minutes"} {
		if !strings.Contains(words(s), want) {
			t.Errorf("%q is not on the screen: %s", want, words(s))
		}
	}
	test.Tap(uitest.Button(t, s.Object(), "The plan"))
	s.Rune('p')
	if h.Plans != 2 {
		t.Errorf("the plan was opened %d times, want by the button and by the key", h.Plans)
	}

	f.o.Cards = 0
	if _, s := shown(t, f); !strings.Contains(words(s), "on the day · done for today") {
		t.Errorf("that nothing is left is not on the screen: %s", words(s))
	}

	gone := f
	gone.plan = exam.Plan{Days: []exam.Day{{}}}
	if _, s := shown(t, gone); !strings.Contains(words(s), "None of its cards is in study now") {
		t.Errorf("that its decks are away is not on the screen: %s", words(s))
	}

	f.exam.Title, f.exam.On, f.plan.Days = "", f.exam.On-11, []exam.Day{{}}
	_, s = shown(t, f)
	if want := "Your exam is tomorrow"; !strings.Contains(words(s), want) || !strings.Contains(words(s), "nothing for today") {
		t.Errorf("%q, and that nothing is left, is not on the screen: %s", want, words(s))
	}
}

func TestWithoutAnExamOneCanBePlanned(t *testing.T) {
	h, s := shown(t, fixed{})
	test.Tap(uitest.Button(t, s.Object(), "Plan for an exam"))
	if h.Plans != 1 {
		t.Errorf("the plan was opened %d times, want once", h.Plans)
	}
}

func TestBacklogIsSpread(t *testing.T) {
	var done []string
	f := fixed{done: &done, backlog: study.Backlog{Cards: 214, Usual: 43, Days: 6, Large: true}}
	h, s := shown(t, f)
	for _, want := range []string{"214 cards from earlier days, as many as on 5 usual days", "Spread over 6 days, 35 cards would be left for today"} {
		if !strings.Contains(words(s), want) {
			t.Errorf("%q is not on the screen: %s", want, words(s))
		}
	}
	s.Rune('s')
	if want := "204 cards spread over 6 days"; !slices.Contains(h.Toasts, want) || len(done) != 1 {
		t.Errorf("said %q and did %q, want %q after one move", h.Toasts, done, want)
	}
	h.Offers[len(h.Offers)-1]()
	if s.Undo() {
		t.Error("it was taken back twice")
	}
	if !s.Redo() || s.Redo() || !slices.Equal(done, []string{"move", "undo", "redo"}) {
		t.Errorf("did %q, want the move to be taken back, and done again", done)
	}
}

func TestSmallBacklogIsNoMatter(t *testing.T) {
	var done []string
	_, s := shown(t, fixed{done: &done, backlog: study.Backlog{Cards: 9, Usual: 20, Days: 1}})
	s.Rune('s')
	if strings.Contains(words(s), "earlier days") || len(done) > 0 {
		t.Errorf("a few cards from yesterday are made a matter of: %s, %q", words(s), done)
	}
}

func TestWhatIsAheadFits(t *testing.T) {
	var done []string
	f := fixed{done: &done, follows: true, backlog: study.Backlog{Cards: 12345, Usual: 43, Days: 60, Large: true}}
	f.exam = exam.Exam{Title: "The oral examination in everything that was ever said about engagement", On: (&uitest.Host{}).Calendar().Day(uitest.Start) + 400}
	h, s := shown(t, f)
	for _, size := range []fyne.Size{fyne.NewSize(560, 480), fyne.NewSize(900, 600), fyne.NewSize(1920, 1080)} {
		h.Window.Resize(size)
		for _, text := range uitest.Outside(s.Object(), size) {
			t.Errorf("at %v: %s", size, text)
		}
	}
}
