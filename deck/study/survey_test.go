package study_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/insight"
)

func TestSurvey(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2), text("e", "## What is *it*? {#x .both}\nThat"))
	if err := l.desk.SetDeckPreset("e", &study.DeckPreset{NewPerDay: 5, ReviewsPerDay: 5, Remember: 80}); err != nil {
		t.Fatal(err)
	}
	l.answer(l.session(), memory.Good)
	survey := l.desk.Survey()
	before := l.state("d/n1")
	l.answer(l.session(), memory.Good) // not to be seen in a survey of before

	want := []insight.Card{
		{ID: "d/n1", Deck: "d", DeckTitle: "Deck d", Topic: "Topic", Title: "Front 1 of d"},
		{ID: "d/n2", Deck: "d", DeckTitle: "Deck d", Topic: "Topic", Title: "Front 2 of d"},
		{ID: "e/x", Deck: "e", DeckTitle: "Deck e", Topic: "Topic", Title: "What is it?"},
		{ID: "e/x#reverse", Deck: "e", DeckTitle: "Deck e", Topic: "Topic", Title: "What is it?"},
	}
	if diff := cmp.Diff(want, survey.Shelf().Cards()); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[deck.ID]float64{"d": 0.9, "e": 0.8}, survey.Retention); diff != "" {
		t.Errorf("retention (-want +got):\n%s", diff)
	}
	for i, want := range []insight.Standing{insight.StandingOf(&before), {}, {}, {}} {
		if diff := cmp.Diff(want, *survey.Standings.At(i)); diff != "" {
			t.Errorf("card %d (-want +got):\n%s", i, diff)
		}
	}
	after := l.desk.Survey()
	for i := range 4 {
		now := l.state(want[i].ID)
		if diff := cmp.Diff(insight.StandingOf(&now), *after.Standings.At(i)); diff != "" {
			t.Errorf("card %d after an answer (-want +got):\n%s", i, diff)
		}
	}
}

func TestWorkload(t *testing.T) {
	p := preset()
	p.NewPerDay, p.MaximumInterval = 7, 400
	l := newLearner(t, p, basics("d", 6))
	l.know(memo{card: "d/n1", stability: 20, ago: 5, in: 15}, memo{card: "d/n2", stability: 20, ago: 9, in: 11})
	l.answer(l.session(), memory.Again) // d/n3, in its steps
	if _, err := l.desk.Do(t.Context(), []deck.CardID{"d/n2", "d/n4"}, study.Bulk{Kind: progress.Suspend}); err != nil {
		t.Fatal(err)
	}
	w := l.desk.Workload(nil)
	if w.Model == nil || w.Today != l.today() || w.Days != 365 || w.NewPerDay != 7 || w.NewLeft != 2 ||
		w.MaximumInterval != 400 || w.LearningSteps != 2 || w.RelearningSteps != 1 || w.Costs != workload.DefaultCosts() {
		t.Errorf("got %+v", w)
	}
	want := []workload.Card{
		{State: memory.State{Stability: 20, Difficulty: 5}, Last: l.today() - 5, Due: l.today() + 15},
		{State: l.state("d/n3").Memory.State, Last: l.today(), Due: l.today()},
	}
	if diff := cmp.Diff(want, w.Cards); diff != "" {
		t.Errorf("cards (-want +got):\n%s", diff)
	}
	if n := len(w.Own); n != 0 {
		t.Errorf("%d decks are studied in ways of their own, want none", n)
	}
	p.ModelsOnly = true
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	if w := l.desk.Workload(nil); len(w.Cards) != 0 || w.NewLeft != 0 {
		t.Errorf("with models alone %d cards and %d new ones count", len(w.Cards), w.NewLeft)
	}
}

// TestWorkloadOfADeckOfItsOwn holds that a deck which is studied in a way of its own keeps
// that in the look ahead.
func TestWorkloadOfADeckOfItsOwn(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3), basics("e", 4))
	l.know(memo{card: "d/n1", stability: 20, ago: 5, in: 15}, memo{card: "e/n1", stability: 30, ago: 9, in: 11})
	if err := l.desk.SetDeckPreset("e", &study.DeckPreset{NewPerDay: 2, ReviewsPerDay: 5, Remember: 80}); err != nil {
		t.Fatal(err)
	}
	w := l.desk.Workload(nil)
	if len(w.Cards) != 1 || w.NewLeft != 2 || w.CardCount() != 7 {
		t.Errorf("%d cards and %d new ones of the deck that is studied as all are, %d in all; want 1, 2 and 7", len(w.Cards), w.NewLeft, w.CardCount())
	}
	want := []workload.Part{{
		Retention: 0.8, NewPerDay: 2, NewLeft: 3,
		Cards: []workload.Card{{State: memory.State{Stability: 30, Difficulty: 5}, Last: l.today() - 9, Due: l.today() + 11}},
	}}
	if diff := cmp.Diff(want, w.Own); diff != "" {
		t.Errorf("the deck of its own (-want +got):\n%s", diff)
	}
}

// renewed is the weights with all first answers worth twice as much.
func renewed(w memory.Weights) memory.Weights {
	for k := range 4 {
		w[k] *= 2
	}
	return w
}

// TestRenew holds that the states follow the weights of the journal, and that the card
// on the desk is not disturbed.
func TestRenew(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	l.graduate(l.session())
	l.tomorrow(60)
	s := l.session()
	id := onDesk(s)
	shown, _ := s.Reveal()
	w := renewed(l.preset.Weights)
	if _, err := l.journal.Adopt(t.Context(), w, nil); err != nil {
		t.Fatal(err)
	}
	if err := l.desk.Renew(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if got := l.desk.Preset().Weights; got != w {
		t.Errorf("got weights %v, want %v", got, w)
	}
	before := shown.State.Memory.State.Stability
	if info, err := l.desk.Info(t.Context(), id); err != nil || info.Stability < 1.5*before {
		t.Errorf("the stability is %v after %v, %v", info.Stability, before, err)
	}
	if err := s.Flag(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	if now, _ := s.Turn(); now.Card.ID != id || now.Preview != shown.Preview || now.State.Flag != 3 {
		t.Errorf("on the desk is %s with flag %d and intervals %v, want %s with flag 3 and %v", now.Card.ID, now.State.Flag, now.Preview, id, shown.Preview)
	}
	l.clock.advance(time.Second)
	if err := s.Answer(t.Context(), memory.Good, time.Second); err != nil {
		t.Fatal(err)
	}
	if got := given(l, id); got != shown.Preview[memory.Good-memory.Again] {
		t.Errorf("given was %v, shown %v", got, shown.Preview[2])
	}
}

// TestWeightsOfAnotherWindow holds that weights which another window had the journal adopt
// give the intervals here too, as they gave the states.
func TestWeightsOfAnotherWindow(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	l.graduate(l.session())
	l.tomorrow(60)
	other := openJournal(t, l.dir, l.clock)
	w := renewed(l.preset.Weights)
	if _, err := other.Adopt(t.Context(), w, nil); err != nil {
		t.Fatal(err)
	}
	shown, _ := l.session().Turn()
	if got := l.desk.Preset().Weights; got != w {
		t.Errorf("got weights %v, want %v", got, w)
	}
	p := l.preset
	p.Weights = w
	s, err := memory.NewScheduler(p.Options)
	if err != nil {
		t.Fatal(err)
	}
	m := l.state(shown.Card.ID).Memory
	if want := s.Answer(m, memory.Good, l.clock.now, l.today(), 0).DueDay.Since(l.today()); shown.Preview[memory.Good-memory.Again].Days != want {
		t.Errorf("shown is %v, want %d days", shown.Preview[memory.Good-memory.Again], want)
	}
}

func TestRenewThatFailsChangesNothing(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 1))
	broken := &flaky{Journal: l.journal}
	d := l.openDesk(broken)
	broken.statesErr = errors.New("disk")
	if err := d.Renew(t.Context(), renewed(l.preset.Weights)); err == nil {
		t.Error("no error")
	} else if kind := kindOf(t, err); kind != study.Storage {
		t.Errorf("got kind %v", kind)
	}
	if got := d.Preset().Weights; got != l.preset.Weights {
		t.Errorf("got weights %v, want those of before", got)
	}
	broken.statesErr = nil
	bad := l.preset.Weights
	bad[0] = math.NaN()
	if err := d.Renew(t.Context(), bad); err == nil || kindOf(t, err) != study.Invalid {
		t.Errorf("weights that are no numbers are taken: %v", err)
	}
}
