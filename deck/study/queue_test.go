package study_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

func ids(names ...string) []deck.CardID {
	list := make([]deck.CardID, len(names))
	for i, n := range names {
		list[i] = deck.CardID("d/" + n)
	}
	return list
}

// unique keeps the first of each card.
func unique(cards []deck.CardID) []deck.CardID {
	var list []deck.CardID
	for _, c := range cards {
		if !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

func TestNewCardsComeInDeckOrder(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 4))
	got := l.graduate(l.session())
	if diff := cmp.Diff(ids("n1", "n2", "n3", "n4"), got); diff != "" {
		t.Errorf("order of new cards (-want +got):\n%s", diff)
	}
}

func TestNewCardsAreSpreadAmongReviews(t *testing.T) {
	p := preset()
	p.NewPerDay = 6
	l := newLearner(t, p, basics("d", 9))
	l.graduate(l.session()) // n1 to n6
	l.tomorrow(30)
	p.NewPerDay = 3
	if err := l.desk.SetPreset(p); err != nil {
		t.Fatal(err)
	}
	s := l.session()
	var pattern string
	for onDesk(s) != "" {
		turn, _ := s.Turn()
		pattern += map[bool]string{true: "N", false: "r"}[turn.Fresh]
		l.answer(s, memory.Easy)
	}
	if got, want := pattern, "rNrrNrrNr"; got != want {
		t.Errorf("got %s, want three new cards spread among six reviews as %s", got, want)
	}
}

func TestReviewsComeByDueDayThenShuffled(t *testing.T) {
	p := preset()
	p.NewPerDay = 30
	l := newLearner(t, p, basics("d", 30))
	s := l.session()
	for i := 0; onDesk(s) != ""; i++ {
		l.answer(s, []memory.Rating{memory.Easy, memory.Good}[i%2])
	}
	l.tomorrow(60)
	due := make(map[deck.CardID]memory.Day)
	for _, c := range l.library.Cards() {
		due[c.ID] = l.state(c.ID).Memory.DueDay
	}
	reviewed := l.graduate(l.session())
	if len(reviewed) != 30 {
		t.Fatalf("got %d reviews, want 30", len(reviewed))
	}
	if !slices.IsSortedFunc(reviewed, func(a, b deck.CardID) int { return int(due[a] - due[b]) }) {
		t.Errorf("reviews are not in the order of their due days: %v", reviewed)
	}
	var first []deck.CardID // those of the earliest day, in the order of the deck
	for _, c := range l.library.Cards() {
		if due[c.ID] == due[reviewed[0]] {
			first = append(first, c.ID)
		}
	}
	if slices.Equal(first, reviewed[:len(first)]) {
		t.Errorf("%d reviews of one day came in deck order, want them shuffled", len(first))
	}
}

func TestReviewOrderIsTheSameAfterARestartAndAnotherOnAnotherDay(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 20))
	l.graduate(l.session())
	order := func() []deck.CardID {
		s := l.session()
		var list []deck.CardID
		for onDesk(s) != "" {
			list = append(list, onDesk(s))
			if err := s.Bury(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		for s.CanUndo() && len(list) > 0 {
			if last, _ := s.Last(); last.Kind != "bury" {
				break
			}
			if _, err := s.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		return list
	}
	l.tomorrow(60)
	today := order()
	l.restart()
	if diff := cmp.Diff(today, order()); diff != "" {
		t.Errorf("order after a restart (-before +after):\n%s", diff)
	}
	l.tomorrow(1)
	if slices.Equal(today, order()) {
		t.Error("the reviews came in the same order on two days")
	}
}

func TestLearningCardReturnsWhenItsStepIsOver(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 30))
	s := l.session()
	first := l.answer(s, memory.Again) // back in one minute
	for range 5 {                      // fifty seconds
		if got := l.answer(s, memory.Easy); got == first {
			t.Fatalf("%s came back before its step was over", first)
		}
	}
	l.answer(s, memory.Easy) // the minute is over now
	if got := onDesk(s); got != first {
		t.Errorf("got %s, want %s back in the middle of the session", got, first)
	}
}

func TestLearnAheadOnlyWhenNothingElseIsLeft(t *testing.T) {
	p := preset()
	p.LearningSteps = []time.Duration{15 * time.Minute, 25 * time.Minute}
	l := newLearner(t, p, basics("d", 3))
	s := l.session()
	l.answer(s, memory.Again) // n1 in 15 minutes
	l.answer(s, memory.Again) // n2 in 15 minutes
	if got, want := onDesk(s), deck.CardID("d/n3"); got != want {
		t.Errorf("got %s, want %s: a new card before one whose step is not over", got, want)
	}
	l.answer(s, memory.Easy)
	if got, want := onDesk(s), deck.CardID("d/n1"); got != want {
		t.Errorf("got %s, want %s: the first step ahead of its time when nothing else is left", got, want)
	}
	l.answer(s, memory.Good) // n1 in 25 minutes, too far ahead
	l.answer(s, memory.Good) // n2 likewise
	if got := onDesk(s); got != "" {
		t.Errorf("got %s, want the session over: steps end in 25 minutes", got)
	}
	if got := s.Summary(); got.NextCards != 2 || got.NextAt.Sub(l.clock.now) > 25*time.Minute {
		t.Errorf("got %d cards at %v, want 2 within 25 minutes", got.NextCards, got.NextAt)
	}
	l.clock.advance(6 * time.Minute)
	if changed, err := s.Refresh(t.Context()); err != nil || !changed || onDesk(s) != "d/n1" {
		t.Errorf("got changed %t, error %v, card %q; want n1 back on the desk", changed, err, onDesk(s))
	}
}

func TestNoCardTwiceInARowWhileThereIsAnother(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 2))
	s := l.session()
	var asked []deck.CardID
	for range 12 {
		asked = append(asked, l.answer(s, memory.Again))
	}
	for i := 1; i < len(asked); i++ {
		if asked[i] == asked[i-1] {
			t.Fatalf("%s came twice in a row: %v", asked[i], asked)
		}
	}
	alone := newLearner(t, preset(), basics("d", 1))
	s = alone.session()
	alone.answer(s, memory.Again)
	if got := onDesk(s); got != "d/n1" {
		t.Errorf("got %q, want the only card again", got)
	}
}

func TestSiblingsKeepApart(t *testing.T) {
	l := newLearner(t, preset(), text("d",
		"## One {#one .both}\nEin",
		"## Gaps {#gaps .cloze}\nThe {{first}}, the {{second}} and the {{third}}.",
		"## Two {#two}\nZwei",
	))
	days := [][]deck.CardID{
		ids("one", "gaps#1", "two"),
		ids("one#reverse", "gaps#2"),
		ids("gaps#3"),
		nil,
	}
	for day, want := range days {
		if got := l.overview().Cards; got != len(want) {
			t.Errorf("day %d: overview counts %d cards, want %d", day, got, len(want))
		}
		if diff := cmp.Diff(want, unique(l.graduate(l.session()))); diff != "" {
			t.Errorf("day %d (-want +got):\n%s", day, diff)
		}
		l.tomorrow(1)
	}
	// Long after, all are due: one card of each note, the one that fell due first.
	l.tomorrow(100)
	got := l.graduate(l.session())
	slices.Sort(got)
	if diff := cmp.Diff(ids("gaps#1", "one", "two"), got); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
}

func TestUndoFreesSiblings(t *testing.T) {
	l := newLearner(t, preset(), text("d", "## One {#one .both}\nEin"))
	s := l.session()
	l.answer(s, memory.Easy)
	if got := onDesk(s); got != "" {
		t.Fatalf("got %s, want the sibling kept for another day", got)
	}
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Suspend(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := onDesk(s), deck.CardID("d/one#reverse"); got != want {
		t.Errorf("got %q, want %s, since nothing of the note was answered today", got, want)
	}
}

func TestLearningSiblingsAreBothAsked(t *testing.T) {
	l := newLearner(t, preset(), text("d", "## One {#one .both}\nEin"))
	l.answer(l.session(), memory.Easy)
	l.tomorrow(1)
	l.answer(l.session(), memory.Easy)
	l.tomorrow(100)
	// Both are due. The first is forgotten and goes to its step; the other waits.
	s := l.session()
	first := l.answer(s, memory.Again)
	if got := onDesk(s); got != first {
		t.Errorf("got %q, want %s again, ahead of its step, and not its sibling", got, first)
	}
}

func TestPrerequisites(t *testing.T) {
	tests := []struct {
		name  string
		notes []string
		want  []deck.CardID
	}{
		{
			"in the order of the deck",
			[]string{"## A {#a}\nx", "## B {#b after=a}\nx", "## C {#c after=\"a b\"}\nx"},
			ids("a", "b", "c"),
		}, {
			"against the order of the deck",
			[]string{"## C {#c after=b}\nx", "## B {#b after=a}\nx", "## A {#a}\nx", "## D {#d}\nx"},
			ids("a", "b", "c", "d"),
		}, {
			"that do not exist",
			[]string{"## A {#a after=nobody}\nx"},
			ids("a"),
		}, {
			"in a circle",
			[]string{"## A {#a after=b}\nx", "## B {#b after=c}\nx", "## C {#c after=a}\nx"},
			ids("c", "b", "a"),
		}, {
			"of itself",
			[]string{"## A {#a after=a}\nx"},
			ids("a"),
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := &learner{tb: t, clock: &clock{now: start}, library: loose(t, text("d", tt.notes...)), dir: t.TempDir(), preset: preset()}
			l.restart()
			if got := l.overview().New; got != len(tt.want) {
				t.Errorf("overview counts %d new cards, want %d", got, len(tt.want))
			}
			if diff := cmp.Diff(tt.want, l.graduate(l.session())); diff != "" {
				t.Errorf("order (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPrerequisiteHoldsBackAndLetsGo(t *testing.T) {
	deckOf := text("d", "## A {#a}\nx", "## B {#b after=a}\nx", "## C {#c}\nx")
	t.Run("buried", func(t *testing.T) {
		l := newLearner(t, preset(), deckOf)
		s := l.session()
		if err := s.Bury(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ids("c"), l.graduate(s)); diff != "" {
			t.Errorf("with a put away, b waits (-want +got):\n%s", diff)
		}
		l.tomorrow(1)
		if diff := cmp.Diff(ids("a", "b"), l.graduate(l.session())); diff != "" {
			t.Errorf("the day after (-want +got):\n%s", diff)
		}
	})
	t.Run("suspended", func(t *testing.T) {
		l := newLearner(t, preset(), deckOf)
		s := l.session()
		if err := s.Suspend(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(ids("b", "c"), l.graduate(s)); diff != "" {
			t.Errorf("with a suspended, b is free (-want +got):\n%s", diff)
		}
	})
	t.Run("beyond the limit", func(t *testing.T) {
		p := preset()
		p.NewPerDay = 1
		l := newLearner(t, p, deckOf)
		if diff := cmp.Diff(ids("a"), l.graduate(l.session())); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
	t.Run("in another topic", func(t *testing.T) {
		l := newLearner(t, preset(), "---\nid: d\ntitle: D\n---\n# One\n\n## A {#a}\nx\n\n# Two\n\n## B {#b after=a}\nx\n")
		topic := study.Scope{Deck: "d", Topic: "Two"}
		if got := onDesk(l.sessionOn(topic)); got != "" {
			t.Errorf("got %s, want nothing before a is introduced", got)
		}
		l.graduate(l.sessionOn(study.Scope{Topic: "One"}))
		if got := onDesk(l.sessionOn(topic)); got != "d/b" {
			t.Errorf("got %q, want d/b", got)
		}
	})
}

func TestDailyLimits(t *testing.T) {
	p := preset()
	p.NewPerDay, p.ReviewsPerDay = 5, 4
	l := newLearner(t, p, basics("d", 8), basics("e", 8))

	s := l.session()
	for range 3 {
		l.answer(s, memory.Easy)
	}
	l.restart()
	if got := l.overview().New; got != 2 {
		t.Errorf("got %d new cards left after a restart, want 2", got)
	}
	if got := len(l.graduate(l.session())); got != 2 {
		t.Errorf("got %d more new cards, want 2", got)
	}
	if got := onDesk(l.sessionOn(study.Scope{Deck: "e"})); got != "" {
		t.Errorf("got %s from the other deck, want none: the limit is for all decks", got)
	}
	if got := len(l.graduate(l.sessionOn(study.Scope{Deck: "e", Extra: 2}))); got != 2 {
		t.Errorf("got %d extra cards, want 2", got)
	}

	l.tomorrow(100)
	if o := l.overview(); o.Due != 4 || o.New != 5 || o.Cards != 9 {
		t.Errorf("got %d due and %d new, want 4 and 5", o.Due, o.New)
	}
	s = l.session()
	answered := l.graduate(s)
	if sum := s.Summary(); sum.Reviewed != 4 || sum.New != 5 {
		t.Errorf("got %d reviews and %d new cards in %v, want 4 and 5", sum.Reviewed, sum.New, answered)
	}
}

func TestLimitsCountAnswersOfRemovedDecks(t *testing.T) {
	p := preset()
	p.NewPerDay = 5
	l := newLearner(t, p, basics("d", 3), basics("e", 8))
	l.graduate(l.sessionOn(study.Scope{Deck: "d"}))
	l.library = open(t, basics("e", 8))
	l.restart()
	if got := l.overview().New; got != 2 {
		t.Errorf("got %d new cards left, want 2", got)
	}
}

func TestStudyDayTurnsDuringASession(t *testing.T) {
	p := preset()
	p.NewPerDay = 2
	l := newLearner(t, p, text("d", "## A {#a .both}\nx", "## B {#b}\nx", "## C {#c}\nx", "## D {#d}\nx"))
	l.clock.now = time.Date(2026, time.March, 5, 3, 59, 30, 0, time.UTC)
	s := l.session()
	l.answer(s, memory.Easy) // a
	l.clock.advance(time.Minute)
	l.answer(s, memory.Easy) // b, shown before the day turned
	if got := l.state("d/b").Introduced; got != calendar.Day(start) {
		t.Errorf("b belongs to day %d, want %d, on which it was shown", got, calendar.Day(start))
	}
	// A new day: the limit is whole again and the sibling is free.
	if diff := cmp.Diff(ids("a#reverse", "c"), l.graduate(s)); diff != "" {
		t.Errorf("after the turn of the day (-want +got):\n%s", diff)
	}
	if sum := s.Summary(); sum.New != 4 {
		t.Errorf("got %d new cards in the session, want 4", sum.New)
	}
}

func TestTimeBox(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 30))
	s := l.sessionOn(study.Scope{Time: 2 * time.Minute})
	if p := s.Progress(); p.Time != 2*time.Minute || p.Left != 20 {
		t.Errorf("got %d cards in %v, want 20 in two minutes", p.Left, p.Time)
	}
	l.clock.advance(time.Hour) // away from the desk, which counts as a minute
	if err := s.Answer(t.Context(), memory.Easy, time.Hour); err != nil {
		t.Fatal(err)
	}
	for i := range 6 {
		if onDesk(s) == "" {
			t.Fatalf("the session is over after a minute and %d times ten seconds", i)
		}
		l.answer(s, memory.Easy)
	}
	if got := onDesk(s); got != "" {
		t.Errorf("got %s, want the session over after two minutes", got)
	}
	if sum := s.Summary(); sum.NextCards != 13 || !sum.NextAt.Equal(l.clock.now) || sum.Took != 2*time.Minute {
		t.Errorf("got %d cards at %v after %v, want the other 13 now", sum.NextCards, sum.NextAt, sum.Took)
	}
	if changed, err := s.Refresh(t.Context()); err != nil || changed {
		t.Errorf("got %t, %v; want the session to stay over", changed, err)
	}
	if _, err := s.Undo(t.Context()); err != nil || onDesk(s) == "" {
		t.Errorf("got card %q, %v; want the last card back", onDesk(s), err)
	}
}

func TestScope(t *testing.T) {
	const d = "---\nid: d\ntitle: D\n---\n## Loose {#l}\nx\n\n# One\n\n## A {#a}\nx\n\n# Two\n\n## B {#b}\nx\n\n# One\n\n## C {#c}\nx\n"
	const e = "---\nid: e\ntitle: E\n---\n# One\n\n## A {#a}\nx\n"
	tests := []struct {
		scope study.Scope
		want  string
	}{
		{study.Scope{}, "d/l d/a d/b d/c e/a"},
		{study.Scope{Deck: "d"}, "d/l d/a d/b d/c"},
		{study.Scope{Deck: "d", Topic: "One"}, "d/a d/c"},
		{study.Scope{Topic: "One"}, "d/a d/c e/a"},
		{study.Scope{Deck: "d", Topic: "D"}, "d/l"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.scope.Deck, "/", tt.scope.Topic), func(t *testing.T) {
			l := newLearner(t, preset(), d, e)
			var got []string
			for _, id := range l.graduate(l.sessionOn(tt.scope)) {
				got = append(got, string(id))
			}
			if got := strings.Join(got, " "); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	l := newLearner(t, preset(), d)
	for _, scope := range []study.Scope{{Deck: "nobody"}, {Deck: "d", Topic: "Nothing"}} {
		if _, err := l.desk.Start(t.Context(), scope); err == nil || kindOf(t, err) != study.Invalid {
			t.Errorf("%v: got error %v, want a problem of kind Invalid", scope, err)
		}
	}
}

func TestLimitsAfterForgettingAndARestart(t *testing.T) {
	p := preset()
	p.ReviewsPerDay = 1
	l := newLearner(t, p, basics("d", 2))
	l.graduate(l.session())
	l.tomorrow(60)
	s := l.session()
	l.answer(s, memory.Easy)
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	reviewed := l.answer(s, memory.Again)
	if got := onDesk(s); got != reviewed {
		t.Fatalf("got %q, want %s back, ahead of its step", got, reviewed)
	}
	if err := s.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	l.answer(s, memory.Easy) // as a new card, so that it is introduced today
	l.restart()
	if o := l.overview(); o.Due != 0 || o.Studied != 2 {
		t.Errorf("got %d due after %d answers, want none: the one review of the day was given", o.Due, o.Studied)
	}
}
