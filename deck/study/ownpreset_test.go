package study_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

// own is a preset of a deck's own: as for all decks but for its limits.
func own(fresh, reviews int) *study.DeckPreset {
	return &study.DeckPreset{NewPerDay: fresh, ReviewsPerDay: reviews, Remember: 90}
}

func (l *learner) setDeck(id deck.ID, p *study.DeckPreset) {
	l.tb.Helper()
	if err := l.desk.SetDeckPreset(id, p); err != nil {
		l.tb.Fatal(err)
	}
}

// perDeck counts cards by their deck.
func perDeck(cards []deck.CardID) map[string]int {
	count := make(map[string]int)
	for _, c := range cards {
		count[string(c[:1])]++
	}
	return count
}

// waiting returns the new cards and reviews of each deck of an overview.
func waiting(o study.Overview) map[string][2]int {
	count := make(map[string][2]int)
	for _, d := range o.Decks {
		count[string(d.ID)] = [2]int{d.New, d.Due}
	}
	return count
}

func TestOwnLimitOfNewCards(t *testing.T) {
	p := preset()
	p.NewPerDay = 10
	l := newLearner(t, p, basics("a", 8), basics("b", 8), basics("c", 8))
	l.setDeck("a", own(3, 200))
	l.setDeck("b", own(0, 200))
	if diff := cmp.Diff(map[string][2]int{"a": {3, 0}, "b": {0, 0}, "c": {7, 0}}, waiting(l.overview())); diff != "" {
		t.Errorf("overview (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]int{"a": 3, "c": 7}, perDeck(l.graduate(l.session()))); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if got := l.graduate(l.sessionOn(study.Scope{Deck: "a"})); len(got) > 0 {
		t.Errorf("asked %v of a deck whose limit is reached", got)
	}
	l.restart()
	l.setDeck("a", own(3, 200))
	if got := l.overview(); got.New != 0 {
		t.Errorf("got %d new cards after the day's limit and a restart, want none", got.New)
	}
	if got := l.graduate(l.sessionOn(study.Scope{Deck: "a", Extra: 2})); len(got) != 2 {
		t.Errorf("asked %v with two more wanted, want two", got)
	}
	l.tomorrow(1)
	if got := l.overview().Decks[0].New; got != 3 {
		t.Errorf("got %d new cards on the next day, want 3", got)
	}
}

func TestOwnLimitOfReviews(t *testing.T) {
	p := preset()
	p.NewPerDay, p.ReviewsPerDay = 100, 9
	l := newLearner(t, p, basics("a", 8), basics("b", 8))
	l.graduate(l.session())
	l.tomorrow(60)
	l.setDeck("a", own(0, 2))
	l.setDeck("b", own(0, 200)) // more than all decks together may have
	if diff := cmp.Diff(map[string][2]int{"a": {0, 2}, "b": {0, 7}}, waiting(l.overview())); diff != "" {
		t.Errorf("overview (-want +got):\n%s", diff)
	}
	if got := l.overview().Decks[0].Alone; got != 2 {
		t.Errorf("a alone has %d cards, want 2", got)
	}
	s := l.session()
	if got := s.Progress().Left; got != 9 {
		t.Errorf("%d cards left, want 9", got)
	}
	if diff := cmp.Diff(map[string]int{"a": 2, "b": 7}, perDeck(l.graduate(s))); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if sum := l.session().Summary(); sum.NextCards != 3 { // tomorrow: two of a, the last one of b
		t.Errorf("%d cards come next, want 3", sum.NextCards)
	}
}

// What a deck's own limit leaves out of a topic must not be missing from a session of that
// topic alone.
func TestOwnLimitOnATopicAlone(t *testing.T) {
	p := preset()
	p.NewPerDay = 100
	const two = "---\nid: d\ntitle: D\n---\n# One\n\n## A {#n1}\na\n\n## B {#n2}\nb\n\n## C {#n3}\nc\n\n# Two\n\n## D {#n4}\nd\n\n## E {#n5}\ne\n\n## F {#n6}\nf\n"
	l := newLearner(t, p, two)
	l.graduate(l.session())
	l.tomorrow(60)
	l.setDeck("d", own(0, 2))
	for _, topic := range l.overview().Decks[0].Topics {
		s := l.sessionOn(study.Scope{Deck: "d", Topic: topic.Title})
		if topic.Alone != 2 || s.Progress().Left != 2 {
			t.Errorf("%s alone: %d in the overview, %d in a session, want 2", topic.Title, topic.Alone, s.Progress().Left)
		}
	}
}

func TestOwnRetention(t *testing.T) {
	p := preset()
	l := newLearner(t, p, basics("a", 1), basics("b", 1))
	l.graduate(l.session())
	l.tomorrow(20)
	before := l.overview().Time
	l.setDeck("b", &study.DeckPreset{NewPerDay: 20, ReviewsPerDay: 200, Remember: 75})
	if after := l.overview().Time; after <= before {
		t.Errorf("it takes %v when more is forgotten, and %v before, want longer", after, before)
	}
	easier := p.Options
	easier.Retention = 0.75
	for _, tt := range []struct {
		id      deck.ID
		options memory.Options
	}{{"a", p.Options}, {"b", easier}} {
		scheduler, err := memory.NewScheduler(tt.options)
		if err != nil {
			t.Fatal(err)
		}
		s := l.sessionOn(study.Scope{Deck: tt.id})
		turn, _ := s.Turn()
		today := calendar.Day(l.clock.now)
		want := scheduler.Answer(turn.State.Memory, memory.Good, l.clock.now, today, memory.Seed(string(turn.Card.ID), turn.State.Memory.Reps))
		shown := turn.Preview[memory.Good-memory.Again]
		id := l.answer(s, memory.Good)
		if got := l.state(id).Memory.DueDay; got != want.DueDay {
			t.Errorf("%s: due on %d, want %d", id, got, want.DueDay)
		}
		if got := given(l, id); got != shown {
			t.Errorf("%s: given %v, shown %v", id, got, shown)
		}
	}
}

func TestOwnOrder(t *testing.T) {
	p := preset()
	p.NewPerDay = 100
	order := func(o study.Order, decks ...string) []deck.CardID {
		l := newLearner(t, p, decks...)
		l.setDeck("d", &study.DeckPreset{NewPerDay: 100, ReviewsPerDay: 200, Remember: 90, Order: o})
		return l.graduate(l.session())
	}
	asItIs := order(study.InOrder, basics("d", 30))
	shuffled := order(study.Shuffled, basics("d", 30))
	if slices.Equal(asItIs, shuffled) || !slices.IsSorted(ranks(asItIs)) {
		t.Errorf("got %v in order and %v shuffled", asItIs, shuffled)
	}
	if again := order(study.Shuffled, basics("d", 30)); !slices.Equal(shuffled, again) {
		t.Errorf("got %v and %v, want the same at every start", shuffled, again)
	}
	slices.Sort(shuffled)
	slices.Sort(asItIs)
	if diff := cmp.Diff(asItIs, shuffled); diff != "" {
		t.Errorf("cards (-in order +shuffled):\n%s", diff)
	}
	// Prerequisites come first all the same, and the day's count knows it.
	chain := text("d", "## A {#n1}\na", "## B {#n2 after=n1}\nb", "## C {#n3 after=n2}\nc", "## D {#n4 after=n3}\nd", "## E {#n5 after=n4}\ne")
	if got := order(study.Shuffled, chain); !slices.IsSorted(ranks(got)) || len(got) != 5 {
		t.Errorf("got %v, want each after its prerequisite", got)
	}
	l := newLearner(t, p, chain, basics("e", 1))
	l.setDeck("d", &study.DeckPreset{NewPerDay: 4, ReviewsPerDay: 200, Remember: 90, Order: study.Shuffled})
	if got := l.overview(); got.New != 5 || got.Decks[0].New != 4 {
		t.Errorf("got %d new cards, %d in the deck, want 5 and 4", got.New, got.Decks[0].New)
	}
	l.setDeck("d", nil)
	if got := l.overview().Decks[0].New; got != 5 {
		t.Errorf("got %d new cards without limits of its own, want 5", got)
	}
}

// ranks are the places of cards in their deck.
func ranks(cards []deck.CardID) []int {
	var list []int
	for _, c := range cards {
		n := 0
		for _, r := range c[3:] {
			n = 10*n + int(r-'0')
		}
		list = append(list, n)
	}
	return list
}

func TestDeckPreset(t *testing.T) {
	l := newLearner(t, preset(), basics("a", 1), basics("b", 1))
	all := study.DeckPreset{NewPerDay: 20, ReviewsPerDay: 200, Remember: 90, Order: study.InOrder}
	if got := l.desk.DeckPreset("a"); got != all {
		t.Errorf("got %+v, want %+v", got, all)
	}
	mine := study.DeckPreset{NewPerDay: 5, ReviewsPerDay: 50, Remember: 80, Order: study.Shuffled}
	l.setDeck("a", &mine)
	mine.Own = true
	if got := l.desk.DeckPreset("a"); got != mine {
		t.Errorf("got %+v, want %+v", got, mine)
	}
	p := preset()
	p.Retention = 0.95
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	all.Remember = 95
	if got := l.desk.DeckPreset("b"); got != all {
		t.Errorf("got %+v, want %+v", got, all)
	}
	if got := l.desk.DeckPreset("a"); got != mine {
		t.Errorf("got %+v after another preset for all, want %+v", got, mine)
	}
	l.setDeck("a", nil)
	if got := l.desk.DeckPreset("a"); got != all {
		t.Errorf("got %+v, want %+v", got, all)
	}
	for name, p := range map[string]study.DeckPreset{
		"below zero":     {NewPerDay: -1, Remember: 90},
		"reviews too":    {ReviewsPerDay: -1, Remember: 90},
		"too little":     {Remember: 69},
		"too much":       {Remember: 100},
		"no such order":  {Remember: 90, Order: "backwards"},
		"nothing at all": {},
	} {
		if err := l.desk.SetDeckPreset("a", &p); kindOf(t, err) != study.Invalid {
			t.Errorf("%s: got %v, want a problem of kind Invalid", name, err)
		}
	}
	if err := l.desk.SetDeckPreset("gone", nil); kindOf(t, err) != study.Invalid {
		t.Errorf("got %v for a deck that is not there", err)
	}
}

// Presets that a desk is opened with hold; those that cannot be used do no harm.
func TestOpenWithDeckPresets(t *testing.T) {
	l := newLearner(t, preset(), basics("a", 4), basics("b", 4))
	d, err := study.Open(t.Context(), study.Config{
		Library: l.library, Journal: l.journal, Now: l.clock.Now, Calendar: calendar, Preset: preset(),
		Decks: map[deck.ID]study.DeckPreset{"a": *own(1, 1), "b": {Remember: -7}, "gone": *own(1, 1)},
	})
	if err != nil {
		t.Fatal(err)
	}
	o, err := d.Overview(t.Context())
	if diff := cmp.Diff(map[string][2]int{"a": {1, 0}, "b": {4, 0}}, waiting(o)); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestOwnLimitCountsWhatWasUndone(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	l.setDeck("d", own(2, 10))
	s := l.session()
	l.answer(s, memory.Easy)
	l.answer(s, memory.Easy)
	if id := onDesk(s); id != "" {
		t.Fatalf("got %s on the desk, want the limit reached", id)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.clock.advance(time.Minute)
	if got := l.overview().New; got != 1 {
		t.Errorf("got %d new cards after an undo, want 1", got)
	}
}
