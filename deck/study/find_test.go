package study_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// find returns the notes of the deck d that a query means, with spaces between them.
func (l *learner) find(query string) string {
	l.tb.Helper()
	r, err := l.desk.Search(l.tb.Context(), query)
	if err != nil || r.Total != len(r.Cards) {
		l.tb.Fatalf("search for %s: %d of %d, %v", query, len(r.Cards), r.Total, err)
	}
	var names []string
	for _, id := range r.Cards {
		names = append(names, strings.TrimPrefix(string(id), "d/"))
	}
	return strings.Join(names, " ")
}

func TestSearchAsksTheJournal(t *testing.T) {
	p := preset()
	p.NewPerDay = 4
	l := newLearner(t, p, basics("d", 8))
	s := l.session()
	for _, r := range []memory.Rating{memory.Easy, memory.Hard, memory.Easy} { // n1, n2, n3
		l.answer(s, r)
	}
	l.tomorrow(10)
	s = l.session()
	l.answer(s, memory.Again) // the one whose step is over: n2
	l.do(study.Bulk{Kind: progress.Suspend}, "n5", "n6")
	l.do(study.Bulk{Kind: progress.Flag, Flag: 4}, "n6")
	l.do(study.Bulk{Kind: progress.Tag, Text: "exam::2026"}, "n7")
	l.do(study.Bulk{Kind: progress.Remark, Text: "Ask the lecturer."}, "n8")
	l.do(study.Bulk{Kind: progress.Bury}, "n4")
	for query, want := range map[string]string{
		"":                    "n1 n2 n3 n4 n5 n6 n7 n8",
		"front 3":             "n3",
		"is:new":              "n4 n5 n6 n7 n8",
		"is:suspended":        "n5 n6",
		"is:buried":           "n4",
		"flag:4":              "n6",
		"tag:exam":            "n7",
		"has:remark":          "n8",
		"remark:lecturer":     "n8",
		"is:suspended -front": "",
		"prop:reps>0":         "n1 n2 n3",
		"prop:reps=2":         "n2",
		"prop:ivl>5":          "n1 n3",
		"rated:1":             "n2",
		"rated:11":            "n1 n2 n3",
		"rated:11:2":          "n2",
		"rated:11:4":          "n1 n3",
		"rated:10:4":          "",
		"introduced:11":       "n1 n2 n3",
		"introduced:10":       "",
		"added:10":            "",
		"added:11":            "n1 n2 n3 n4 n5 n6 n7 n8",
	} {
		if got := l.find(query); got != want {
			t.Errorf("%q found %q, want %q", query, got, want)
		}
	}
	before := l.find("rated:1:1")
	if _, err := l.desk.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	for l.desk.CanUndo() {
		if _, err := l.desk.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if after := l.find("rated:1:1"); before != "n2" || after != "" {
		t.Errorf("answered Again today: %q, and %q after an undo; want n2, and none", before, after)
	}
}

func TestSearchThatIsNotUnderstood(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	r, err := l.desk.Search(t.Context(), "is:purple 2")
	if err != nil || r.Problem == "" || !slices.Equal(r.Cards, ids("n2")) {
		t.Errorf("got %+v, %v, want a problem, and what was understood found", r, err)
	}
}

// Cards count as added on the day on which a deck first had them, also when they leave
// and come back, and are renamed.
func TestAdded(t *testing.T) {
	const deckOf2 = "## Q {#one}\nA\n\n## R {#two}\nB"
	l := newLearner(t, preset(), text("d", deckOf2))
	reopen := func(days int, notes ...string) {
		l.library = open(t, text("d", notes...))
		l.tomorrow(days)
		l.restart()
	}
	reopen(3, "## Q {#one}\nA")
	reopen(3, "## Q {#one}\nA\n\n## R {#second was=two}\nB\n\n## S {#three}\nC")
	for query, want := range map[string]string{"added:1": "three", "added:6": "three", "added:7": "one second three"} {
		if got := l.find(query); got != want {
			t.Errorf("%q found %q, want %q", query, got, want)
		}
	}
	// A start without anything new writes nothing.
	was, err := l.journal.Changed(t.Context())
	if err != nil || was {
		t.Fatal(was, err)
	}
	other := openJournal(t, l.dir, l.clock)
	l.openDesk(other)
	if changed, err := l.journal.Changed(t.Context()); changed || err != nil {
		t.Errorf("a usual start wrote to the journal: %t, %v", changed, err)
	}
}

func TestRow(t *testing.T) {
	l := newLearner(t, preset(),
		text("d", "## What is *trust*? {#a .both tags=x}\nB", "## Gaps {#b .cloze}\nThe {{one}} and the {{two}}.", "## C {#c}\nc", "## E {#e}\ne", "## F {#f}\nf"))
	l.do(study.Bulk{Kind: progress.Suspend}, "e")
	l.do(study.Bulk{Kind: progress.Bury}, "f")
	l.do(study.Bulk{Kind: progress.Flag, Flag: 2}, "c")
	s := l.sessionOn(study.Scope{})
	for onDesk(s) != "d/c" {
		if err := s.Bury(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	l.answer(s, memory.Easy)
	l.tomorrow(1)
	got := l.desk.Row("d/c")
	if got.Stability <= 0 || got.Recall <= 0 {
		t.Errorf("got %+v, want a memory of it", got)
	}
	got.Stability, got.Recall = 0, 0
	want := study.Row{
		Card: "d/c", Front: "C", Deck: "d", DeckTitle: "Deck d", Topic: "Topic", Kind: deck.Basic,
		Phase: memory.Review, Due: "in 7 days", Flag: 2,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("row (-want +got):\n%s", diff)
	}
	for id, want := range map[deck.CardID][3]string{
		"d/a":         {"What is trust?", "", "new"},
		"d/a#reverse": {"What is trust?", "back to front", "new"},
		"d/b#2":       {"Gaps", "gap 2", "new"},
		"d/e":         {"E", "", "suspended"},
		"d/gone":      {},
	} {
		r := l.desk.Row(id)
		if got := [3]string{r.Front, r.Part, r.Due}; got != want {
			t.Errorf("%s: got %q, want %q", id, got, want)
		}
	}
	l.do(study.Bulk{Kind: progress.Bury}, "f")
	if r := l.desk.Row("d/f"); r.Due != "put away" || !r.Buried {
		t.Errorf("got %+v, want it put away", r)
	}
	l.clock.advance(30 * 24 * time.Hour)
	if r := l.desk.Row("d/c"); r.Due != "now" {
		t.Errorf("got %q, want it due now", r.Due)
	}
}

func TestArchived(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 3))
	l.graduate(l.session())
	kept := l.state("d/n2").Memory
	for _, tt := range []struct {
		notes []string
		want  int
	}{
		{[]string{"## Front 1 of d {#n1}\nBack"}, 2},
		{[]string{"## Front 1 of d {#n1}\nBack", "## Front 2 of d {#n2}\nBack"}, 1},
	} {
		l.library = open(t, text("d", tt.notes...))
		l.restart()
		if got, err := l.desk.Archived(t.Context()); got != tt.want || err != nil {
			t.Errorf("%d cards are archived, %v, want %d", got, err, tt.want)
		}
	}
	if info, err := l.desk.Info(t.Context(), "d/n2"); err != nil || info.State.Memory != kept {
		t.Errorf("a card that came back has %+v, %v, want %+v", info.State.Memory, err, kept)
	}
}

// The index can be made ready elsewhere while the desk is used.
func TestIndexFromAnotherGoroutine(t *testing.T) {
	l := newLearner(t, preset(), basics("d", 50))
	ready := make(chan int)
	go func() { ready <- l.desk.Index().Len() }()
	l.answer(l.session(), memory.Good)
	if got := l.find("front 49"); got != "n49" {
		t.Errorf("found %q, want n49", got)
	}
	if got := <-ready; got != 50 {
		t.Errorf("%d cards in the index, want 50", got)
	}
}
