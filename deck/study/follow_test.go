package study_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
)

// examOn is an exam on a deck so many days from now, with an hour a day.
func (l *learner) examOn(id deck.ID, days int) exam.Exam {
	e := exam.Exam{Title: "Exam", On: l.today() + memory.Day(days), Parts: []exam.Part{{Deck: id}}, Target: 90}
	for k := range e.Minutes {
		e.Minutes[k] = 60
	}
	return e
}

// follow makes the desk follow a plan that asks for the given cards today, and for so many
// on each day after.
func (l *learner) follow(e exam.Exam, later int, today ...deck.CardID) {
	l.tb.Helper()
	l.followFrom(e, l.numbers(e), later, today...)
}

// numbers returns the number of each card that counts, as a plan has it.
func (l *learner) numbers(e exam.Exam) map[deck.CardID]int32 {
	l.tb.Helper()
	l.desk.ExamConfig(e, nil)
	numbers := make(map[deck.CardID]int32)
	for k, id := range l.desk.ExamCards(e) {
		numbers[id] = int32(k)
	}
	return numbers
}

func (l *learner) followFrom(e exam.Exam, numbers map[deck.CardID]int32, later int, today ...deck.CardID) {
	p := exam.Plan{Days: make([]exam.Day, int(e.On-l.today())), Reaches: true}
	for k := range p.Days {
		p.Days[k].Reviews = later
	}
	for _, id := range today {
		p.Today = append(p.Today, numbers[id])
	}
	l.desk.Follow(e, p)
}

// names returns cards of a deck: "d/n2", "d/n1" for d, 2, 1.
func names(d string, numbers ...int) (ids []deck.CardID) {
	for _, n := range numbers {
		ids = append(ids, deck.CardID(fmt.Sprintf("%s/n%d", d, n)))
	}
	return ids
}

// TestFollowAsksByThePlan has cards of an exam that are due and not planned, planned and
// not due, and new, and cards of another deck.
func TestFollowAsksByThePlan(t *testing.T) {
	p := preset()
	p.NewPerDay, p.ReviewsPerDay = 1, 1
	l := newLearner(t, p, basics("d", 6), basics("e", 3))
	l.know(
		memo{card: "d/n1", stability: 10, ago: 12, in: -2},
		memo{card: "d/n2", stability: 10, ago: 3, in: 7},
		memo{card: "d/n3", stability: 30, ago: 10, in: 20},
		memo{card: "e/n1", stability: 10, ago: 11, in: -1},
		memo{card: "e/n2", stability: 10, ago: 2, in: 8},
	)
	e := l.examOn("d", 10)
	l.follow(e, 0, names("d", 3, 5, 2, 6)...)
	if got, _, ok := l.desk.Exam(); !ok || got.Title != "Exam" {
		t.Fatalf("got exam %+v, %t", got, ok)
	}
	o := l.overview()
	checkSums(t, o)
	if o.Due != 2 || o.New != 2 {
		t.Errorf("%d reviews and %d new cards wait, want 2 and 2: what the plan asks leaves nothing of the limits", o.Due, o.New)
	}
	if o.Decks[0].Alone != 4 || o.Decks[0].Topics[0].Alone != 4 {
		t.Errorf("alone the deck asks %d and its topic %d, want 4", o.Decks[0].Alone, o.Decks[0].Topics[0].Alone)
	}
	if row := l.desk.Row("d/n1"); row.Due != "with the exam plan" {
		t.Errorf("d/n1 is due %q", row.Due)
	}
	if row := l.desk.Row("d/n3"); row.Due != "now" {
		t.Errorf("d/n3 is due %q", row.Due)
	}
	s := l.session()
	if got, want := l.graduate(s), names("d", 3, 5, 2, 6); !slices.Equal(got, want) {
		t.Errorf("asked were %v, want %v", got, want)
	}
	if n := l.overview().Cards; n != 0 {
		t.Errorf("%d cards wait after the plan is through", n)
	}
}

// TestPlanLeavesOfTheLimits holds that the cards that wait are those that will be asked,
// whatever limits a plan shares with other cards.
func TestPlanLeavesOfTheLimits(t *testing.T) {
	p := preset()
	p.NewPerDay, p.ReviewsPerDay = 5, 3
	l := newLearner(t, p, basics("d", 6), basics("e", 9), basics("f", 9))
	memos := []memo{{card: "d/n1", stability: 10, ago: 3, in: 7}}
	for k := range 4 {
		memos = append(memos, memo{card: names("e", k+1)[0], stability: 10, ago: 11, in: -1})
	}
	l.know(memos...)
	if err := l.desk.SetDeckPreset("d", &study.DeckPreset{NewPerDay: 1, Remember: 90}); err != nil {
		t.Fatal(err)
	}
	l.follow(l.examOn("d", 10), 0, names("d", 1, 3, 5)...)
	for _, want := range []int{3 + 3 + 2, 0} {
		o := l.overview()
		checkSums(t, o)
		if o.Cards != want {
			t.Errorf("%d cards wait, want %d", o.Cards, want)
		}
		if asked := l.graduate(l.session()); len(asked) != want {
			t.Errorf("asked were %v, want %d", asked, want)
		}
	}
}

// TestPlanAndDeskAgreeOnMinutes holds that the cards of a plan take what the plan says,
// for a learner without a history and for a slow one, and less with every answer.
func TestPlanAndDeskAgreeOnMinutes(t *testing.T) {
	var slow []memory.Answer
	for k := range int32(400) {
		slow = append(slow, memory.Answer{Card: k / 4, Day: memory.Day(k), Took: 50_000, Rating: memory.Good, Was: min(memory.Phase(k%4), memory.Review)})
	}
	for name, log := range map[string][]memory.Answer{"no history": nil, "slow": slow} {
		l := newLearner(t, preset(), basics("d", 40))
		var memos []memo
		for k := range 10 {
			memos = append(memos, memo{card: names("d", k+1)[0], stability: 5, ago: 10, in: -5})
		}
		l.know(memos...)
		e := l.examOn("d", 10)
		for k := range e.Minutes {
			e.Minutes[k] = 15
		}
		plan, err := exam.Make(t.Context(), l.desk.ExamConfig(e, log), nil)
		if err != nil {
			t.Fatal(err)
		}
		l.desk.Follow(e, plan)
		s := l.session()
		before := time.Duration(math.MaxInt64)
		for {
			o := l.overview()
			_, p, _ := l.desk.Exam()
			if got, want := o.Time.Minutes(), p.Days[0].Minutes; math.Abs(got-want) > 1e-6 || o.New != p.Days[0].New || o.Due != p.Days[0].Reviews {
				t.Fatalf("%s: the desk has %d new cards and %d reviews in %.2f minutes, the plan %+v", name, o.New, o.Due, got, p.Days[0])
			}
			if before == math.MaxInt64 && math.Abs(o.Time.Minutes()-plan.Days[0].Minutes) > 1e-6 || o.Time >= before {
				t.Errorf("%s: %d cards take %v, after %v; the plan said %.2f minutes", name, o.Cards, o.Time, before, plan.Days[0].Minutes)
			}
			before = o.Time
			if onDesk(s) == "" {
				break
			}
			l.answer(s, memory.Easy)
		}
		if before != 0 {
			t.Errorf("%s: with nothing left it takes %v", name, before)
		}
	}
}

func TestFollowLeavesOthersAlone(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3), basics("e", 2))
	l.know(memo{card: "d/n1", stability: 10, ago: 12, in: -2}, memo{card: "e/n1", stability: 10, ago: 11, in: -1})
	l.follow(l.examOn("d", 10), 0, "d/n2")
	got := l.graduate(l.session())
	if got[0] != "d/n2" || len(got) != 3 || slices.Contains(got, "d/n1") || slices.Contains(got, "d/n3") {
		t.Errorf("asked were %v, want d/n2 and then those of e", got)
	}
	l.desk.StopFollowing()
	if _, _, ok := l.desk.Exam(); ok || l.desk.NeedsPlan() {
		t.Errorf("the exam is still followed")
	}
	got = l.graduate(l.session())
	slices.Sort(got)
	if !slices.Equal(got, names("d", 1, 3)) {
		t.Errorf("after the end of it asked were %v", got)
	}
}

func TestStepsDoNotWaitForThePlan(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	s := l.session()
	id := l.answer(s, memory.Again)
	l.follow(l.examOn("d", 10), 0)
	l.clock.advance(5 * time.Minute)
	if _, err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	s = l.session()
	if got := onDesk(s); got != id {
		t.Errorf("got %q on the desk, want %s, whose step is over", got, id)
	}
}

// TestPlannedCardIsAskedOncePerDay also takes an answer back.
func TestPlannedCardIsAskedOncePerDay(t *testing.T) {
	l := newLearner(t, preset(), text("d", "## Front {#n1 .both}\nBack"))
	l.know(memo{card: "d/n1", stability: 10, ago: 5, in: 5}, memo{card: "d/n1#reverse", stability: 10, ago: 5, in: 5})
	l.follow(l.examOn("d", 10), 0, "d/n1", "d/n1#reverse")
	s := l.session()
	l.answer(s, memory.Again)
	l.clock.advance(11 * time.Minute)
	// The sibling does not wait: the plan has both. Then comes the step.
	if got, want := l.finish(l.session()), []deck.CardID{"d/n1", "d/n1#reverse"}; !slices.Equal(got, want) {
		t.Errorf("asked were %v, want %v", got, want)
	}
	for range 3 {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if got, want := l.graduate(l.session()), []deck.CardID{"d/n1", "d/n1#reverse"}; !slices.Equal(got, want) {
		t.Errorf("after undo asked were %v, want %v", got, want)
	}
}

// TestPlanKnowsItsCards holds that a plan means the cards that it was made for, though
// cards were suspended since and another exam was looked at.
func TestPlanKnowsItsCards(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 5), basics("e", 2))
	e := l.examOn("d", 10)
	numbers := l.numbers(e)
	if _, err := l.desk.Do(t.Context(), names("d", 1, 4), study.Bulk{Kind: progress.Suspend}); err != nil {
		t.Fatal(err)
	}
	l.desk.ExamConfig(l.examOn("e", 5), nil)
	l.followFrom(e, numbers, 0, names("d", 5, 4, 2)...)
	s, err := l.desk.Start(t.Context(), study.Scope{Deck: "d"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := l.graduate(s), names("d", 5, 2); !slices.Equal(got, want) {
		t.Errorf("asked were %v, want %v", got, want)
	}
}

// TestFollowRandomPlans follows random plans for random decks.
func TestFollowRandomPlans(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := drawLearner(rt, t)
		defer func() { _ = l.journal.Close() }()
		for range rapid.IntRange(0, 10).Draw(rt, "answers before") {
			if s := l.session(); onDesk(s) != "" {
				l.answer(s, memory.Rating(rapid.IntRange(1, 4).Draw(rt, "rating")))
			}
			l.clock.advance(rapid.SampledFrom([]time.Duration{time.Minute, 24 * time.Hour}).Draw(rt, "wait"))
		}
		e := l.examOn("d", 20)
		c := l.desk.ExamConfig(e, nil)
		all := make([]int32, len(c.Cards))
		for k := range all {
			all[k] = int32(k)
		}
		today := rapid.Permutation(all).Draw(rt, "order")
		today = today[:rapid.IntRange(0, len(today)).Draw(rt, "cards")]
		l.desk.Follow(e, exam.Plan{Days: make([]exam.Day, 20), Today: today})
		o, err := l.desk.Overview(context.Background())
		if err != nil {
			rt.Fatal(err)
		}
		checkSums(rt, o)
		before := l.standings()
		s := l.session()
		asked := make(map[deck.CardID]bool)
		for onDesk(s) != "" {
			id := l.answer(s, memory.Easy)
			if asked[id] {
				rt.Fatalf("%s was asked twice", id)
			}
			asked[id] = true
		}
		planned := make(map[deck.CardID]bool)
		ids := l.desk.ExamCards(e)
		for _, k := range today {
			planned[ids[k]] = true
		}
		for _, card := range l.library.Cards() {
			was := before[card.ID].Memory
			steps := was.Phase == memory.Learning || was.Phase == memory.Relearning
			switch {
			case card.Deck.ID != "d":
			case asked[card.ID] && !planned[card.ID] && !steps:
				rt.Fatalf("%s was asked, and is neither in the plan nor in its steps", card.ID)
			case !asked[card.ID] && planned[card.ID] && len(today) == len(all) && !steps && (was.Phase == memory.New || was.Last != l.today()):
				rt.Fatalf("%s was not asked, and the plan has all cards", card.ID)
			}
		}
	})
}

// TestExamThatLostItsCards follows exams of which nothing is left, because a deck is gone,
// a topic has another name, or all is suspended: every other card is asked as ever, and the
// plan is not made over and over.
func TestExamThatLostItsCards(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4), basics("e", 3))
	if _, err := l.desk.Do(t.Context(), names("e", 1, 2, 3), study.Bulk{Kind: progress.Suspend}); err != nil {
		t.Fatal(err)
	}
	for name, part := range map[string]exam.Part{
		"deck": {Deck: "gone"}, "topic": {Deck: "d", Topic: "Renamed"}, "suspended": {Deck: "e"},
	} {
		e := l.examOn("d", 10)
		e.Parts = []exam.Part{part}
		p, err := exam.Make(t.Context(), l.desk.ExamConfig(e, nil), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		l.desk.Follow(e, p)
		if o := l.overview(); o.New != 4 || l.desk.NeedsPlan() {
			t.Errorf("%s: %d new cards wait, want 4; needs a plan: %t", name, o.New, l.desk.NeedsPlan())
		}
		if _, p, ok := l.desk.Exam(); !ok || p.Days[0] != (exam.Day{}) {
			t.Errorf("%s: the plan of today is %+v, %t", name, p.Days, ok)
		}
	}
	l.desk.StopFollowing()
	if asked := l.graduate(l.session()); len(asked) != 4 {
		t.Errorf("asked were %v", asked)
	}
}
