package study_test

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

const topics = `---
id: d
title: D
---
# One

## A {#a .both}
x

## B {#b}
x

# Two

## C {#c after=b}
x

## D {#d}
x

## E {#e after=d}
x
`

func TestOverviewOfANewLearner(t *testing.T) {
	p := preset()
	p.NewPerDay = 3
	l := newLearner(t, p, topics, basics("e", 2))
	got := l.overview()
	p.LongTermOnly = true
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	if got, want := l.overview().Time, 3*16*time.Second; got != want {
		t.Errorf("without steps: got %v, want %v", got, want)
	}
	want := study.Overview{
		New: 3, Cards: 3, Time: 3 * (16 + 8) * time.Second,
		Decks: []study.DeckOverview{
			{ID: "d", Title: "D", New: 3, Cards: 3, Alone: 3, Topics: []study.TopicOverview{
				{Title: "One", New: 2, Cards: 2, Alone: 2, Total: 3},
				{Title: "Two", New: 1, Cards: 1, Alone: 2, Total: 3}, // c waits for b, of the other topic
			}},
			{ID: "e", Title: "Deck e", Alone: 2, Topics: []study.TopicOverview{{Title: "Topic", Alone: 2, Total: 2}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOverviewAgreesWithTheSessions(t *testing.T) {
	p := preset()
	p.NewPerDay, p.ReviewsPerDay = 4, 3
	for day := range 12 {
		scopes := []study.Scope{{}, {Deck: "d"}, {Deck: "e"}, {Deck: "d", Topic: "One"}, {Deck: "d", Topic: "Two"}}
		for k, scope := range scopes {
			l := newLearner(t, p, topics, basics("e", 6))
			for range day {
				l.finish(l.session())
				l.tomorrow(1)
			}
			o := l.overview()
			want := []int{o.Cards, o.Decks[0].Alone, o.Decks[1].Alone, o.Decks[0].Topics[0].Alone, o.Decks[0].Topics[1].Alone}[k]
			if got := l.sessionOn(scope).Progress().Left; got != want {
				t.Errorf("day %d, scope %v: the session begins with %d cards, the overview says %d", day, scope, got, want)
			}
		}
	}
}

func TestOverviewSharesTheReviewsOfTheDay(t *testing.T) {
	p := preset()
	p.NewPerDay = 50
	l := newLearner(t, p, basics("d", 12), basics("e", 12), basics("f", 12))
	s := l.session()
	for i := 0; onDesk(s) != ""; i++ {
		l.answer(s, []memory.Rating{memory.Easy, memory.Good}[i%2])
	}
	l.tomorrow(50)
	for limit := range 40 {
		p.ReviewsPerDay = limit
		if err := l.desk.SetPreset(p); err != nil {
			t.Fatal(err)
		}
		o := l.overview()
		got := make(map[string]int)
		for _, d := range o.Decks {
			got[string(d.ID)] = d.Due
		}
		want := map[string]int{"d": 0, "e": 0, "f": 0}
		s := l.session()
		for onDesk(s) != "" {
			turn, _ := s.Turn()
			want[string(turn.Card.Deck.ID)]++
			l.answer(s, memory.Easy)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("limit %d: decks of the reviews (-session +overview):\n%s", limit, diff)
		}
		for s.CanUndo() && s.Summary().Answered > 0 {
			if _, err := s.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestSelectLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOf(rapid.Uint64Range(0, 40)).Draw(t, "keys")
		n := rapid.IntRange(0, len(keys)).Draw(t, "n")
		got := study.SelectLeast(keys, n)[:n]
		slices.Sort(got)
		slices.Sort(keys)
		if !slices.Equal(got, keys[:n]) {
			t.Fatalf("got %v, want %v", got, keys[:n])
		}
	})
}

func TestNextCards(t *testing.T) {
	p := preset()
	p.NewPerDay = 2
	l := newLearner(t, p, basics("d", 3))
	s := l.session()
	l.answer(s, memory.Easy) // in 8 days
	l.answer(s, memory.Easy)
	o := l.overview()
	if want := calendar.Start(calendar.Day(start) + 1); o.Cards != 0 || !o.NextAt.Equal(want) || o.NextCards != 1 {
		t.Errorf("got %d cards now, %d at %v; want the last new card at %v", o.Cards, o.NextCards, o.NextAt, want)
	}
	l.tomorrow(1)
	s = l.session()
	l.answer(s, memory.Good)
	l.clock.advance(10 * time.Minute)
	l.answer(s, memory.Good) // in 2 days
	o = l.overview()
	if want := calendar.Start(calendar.Day(start) + 3); !o.NextAt.Equal(want) || o.NextCards != 1 {
		t.Errorf("got %d at %v; want the review at %v", o.NextCards, o.NextAt, want)
	}

	nothing := newLearner(t, p, basics("d", 1))
	if err := nothing.session().Suspend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if o := nothing.overview(); !o.NextAt.IsZero() || o.NextCards != 0 {
		t.Errorf("all suspended: got %d at %v, want none ever", o.NextCards, o.NextAt)
	}
	p.LearningSteps = []time.Duration{2 * time.Hour}
	step := newLearner(t, p, basics("d", 4))
	s = step.session()
	step.answer(s, memory.Again)
	step.clock.advance(10 * time.Minute)
	step.answer(s, memory.Again)
	if o := step.overview(); !o.NextAt.Equal(start.Add(2*time.Hour+10*time.Second)) || o.NextCards != 2 {
		t.Errorf("in steps: got %d at %v, want 2 in about two hours", o.NextCards, o.NextAt)
	}
}

func TestClockSetBack(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 9))
	s := l.session()
	l.answer(s, memory.Easy)
	last := l.clock.now
	if got := l.overview().ClockBack; !got.IsZero() {
		t.Errorf("got %v, want no word about a clock that is right", got)
	}
	l.clock.advance(-30 * time.Second)
	if got := l.overview().ClockBack; !got.IsZero() {
		t.Errorf("got %v, want no word about half a minute", got)
	}
	l.clock.advance(-49 * time.Hour)
	if got := l.overview().ClockBack; !got.Equal(last) {
		t.Errorf("got %v, want %v", got, last)
	}
	l.restart()
	s = l.session()
	l.answer(s, memory.Good)
	l.answer(s, memory.Again)
	if got := l.overview(); !got.ClockBack.Equal(last) || got.Studied != 2 {
		t.Errorf("got %v and %d answers, want studying to go on", got.ClockBack, got.Studied)
	}
}

func TestPaceIsTheLearnersOwn(t *testing.T) {
	p := preset()
	p.LearningSteps = nil
	p.NewPerDay = 25
	l := newLearner(t, p, basics("d", 60))
	s := l.session()
	for i := range 25 {
		took := 30 * time.Second
		if i == 0 {
			took = time.Hour // away from the desk: counts as a minute
		}
		if err := s.Answer(t.Context(), memory.Easy, took); err != nil {
			t.Fatal(err)
		}
		l.clock.advance(time.Second)
		if got, want := l.overview().Time, 6*16*time.Second; i == 18 && got != want {
			t.Errorf("after 19 answers: got %v for 6 new cards, want %v: too few to tell", got, want)
		}
	}
	l.tomorrow(1)
	want := time.Duration(25*(60+24*30)/25) * time.Second
	if got := l.overview().Time; got != want {
		t.Errorf("25 new cards: got %v, want %v", got, want)
	}
	l.restart()
	if got := l.overview().Time; got != want {
		t.Errorf("after a restart: got %v, want %v", got, want)
	}
	l.tomorrow(30)
	l.restart()
	if got, low := l.overview().Time, 25*(16+9)*time.Second; got < low || got > low+time.Minute {
		t.Errorf("after a long pause: got %v, want the defaults, about %v", got, low)
	}
}

func TestRecallByTopic(t *testing.T) {
	l := newLearner(t, preset(), topics)
	l.graduate(l.sessionOn(study.Scope{Topic: "One"}))
	today := l.overview().Decks[0].Topics[0]
	if today.Seen != 2 || today.Recall != 1 {
		t.Errorf("on the day: got %d seen with recall %v, want 2 with 1", today.Seen, today.Recall)
	}
	last := today.Recall
	for day := range 5 {
		l.tomorrow(3)
		one, two := l.overview().Decks[0].Topics[0], l.overview().Decks[0].Topics[1]
		if one.Recall >= last || two.Seen != 0 || two.Recall != 0 {
			t.Errorf("day %d: got recall %v after %v, and %v of unseen cards", 3*day, one.Recall, last, two.Recall)
		}
		last = one.Recall
		s := l.state("d/b").Memory
		model := memory.NewModel(memory.DefaultWeights(), false)
		if want := model.Recall(s.State, float64(calendar.Day(l.clock.now).Since(s.Last))); math.Abs(one.Recall-want) > 1e-6 {
			t.Errorf("day %d: got recall %v, want %v, that of both cards", 3*day, one.Recall, want)
		}
	}
	flatter := preset()
	flatter.Weights[20] = 0.5
	if err := l.desk.SetPreset(flatter); err != nil {
		t.Fatal(err)
	}
	if got := l.overview().Decks[0].Topics[0].Recall; got == last {
		t.Errorf("got recall %v with other weights too", got)
	}
	l.preset = flatter
	fresh := fmt.Sprint(l.overview().Decks[0].Topics)
	l.restart()
	if got := fmt.Sprint(l.overview().Decks[0].Topics); got != fresh {
		t.Errorf("after a restart: got %v, want %v", got, fresh)
	}
}
