package study_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

// ask returns the question of a deck's only card.
func ask(tb testing.TB, note string) study.Question {
	tb.Helper()
	turn, ok := newLearner(tb, preset(), text("d", note)).session().Turn()
	if !ok {
		tb.Fatal("no card on the desk")
	}
	return turn.Question
}

// at returns the indexes of options or items with the given texts.
func at(t interface{ Fatalf(string, ...any) }, q study.Question, texts ...string) []int {
	all := q.Items
	for _, o := range q.Options {
		all = append(all, o.Text)
	}
	list := make([]int, len(texts))
	for i, text := range texts {
		if list[i] = slices.Index(all, text); list[i] < 0 {
			t.Fatalf("%q is not among %q", text, all)
		}
	}
	return list
}

func TestScoreChoice(t *testing.T) {
	one := ask(t, "## Which? {#n .choice}\n- [ ] wrong\n- [x] right\n- [ ] other")
	several := ask(t, "## Which? {#n .choice}\n- [x] a\n- [x] b\n- [ ] c\n- [ ] d")
	if one.Several || !several.Several {
		t.Errorf("got several %t and %t, want false and true", one.Several, several.Several)
	}
	tests := []struct {
		name   string
		q      study.Question
		chosen []string
		share  float64
		want   memory.Rating
	}{
		{"right", one, []string{"right"}, 1, memory.Good},
		{"wrong", one, []string{"wrong"}, 0, memory.Again},
		{"all", one, []string{"right", "wrong", "other"}, 0, memory.Again},
		{"nothing", one, nil, 0, memory.Again},
		{"both right ones", several, []string{"b", "a"}, 1, memory.Good},
		{"a right one twice", several, []string{"a", "b", "b"}, 1, memory.Good},
		{"one of two", several, []string{"a"}, 0.75, memory.Again},
		{"one too many", several, []string{"a", "b", "c"}, 0.75, memory.Again},
		{"the wrong ones", several, []string{"c", "d"}, 0, memory.Again},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tt.q.Score(study.Response{Chosen: at(t, tt.q, tt.chosen...)})
			if s.Proposed != tt.want || s.Share != tt.share || s.Correct != (tt.want == memory.Good) {
				t.Errorf("got %s, share %v, correct %t; want %s, share %v", s.Proposed, s.Share, s.Correct, tt.want, tt.share)
			}
			for i, o := range tt.q.Options {
				if want := slices.Contains(tt.chosen, o.Text) == o.Correct; s.Right[i] != want {
					t.Errorf("option %s: got right %t, want %t", o.Text, s.Right[i], want)
				}
				if want := o.Correct; slices.Contains(s.Solution, i) != want {
					t.Errorf("option %s: in the solution %v, want %t", o.Text, s.Solution, want)
				}
			}
		})
	}
	if s := one.Score(study.Response{Chosen: []int{-1, 99}}); s.Correct || s.Proposed != memory.Again {
		t.Errorf("options that do not exist: got %+v", s)
	}
}

func TestScoreOrder(t *testing.T) {
	five := ask(t, "## Order {#n .order}\n1. a\n2. b\n3. c\n4. d\n5. e")
	three := ask(t, "## Order {#n .order}\n1. a\n2. b\n3. c")
	twins := study.NewQuestion(deck.Card{
		ID: "d/n", Deck: &deck.Deck{ID: "d"}, Note: &deck.Note{Kind: deck.Order, Items: []string{"a", "b", "a", "c"}},
	}, 0)
	tests := []struct {
		name  string
		q     study.Question
		order string
		share float64
		want  memory.Rating
	}{
		{"right", five, "a b c d e", 1, memory.Good},
		{"neighbours swapped", five, "a c b d e", 0.6, memory.Hard},
		{"first two swapped", five, "b a c d e", 0.6, memory.Hard},
		{"last two swapped", five, "a b c e d", 0.6, memory.Hard},
		{"swapped across one", five, "c b a d e", 0.6, memory.Again},
		{"two swaps", five, "b a d c e", 0.2, memory.Again},
		{"turned round", five, "b c d e a", 0, memory.Again},
		{"neighbours swapped among three", three, "b a c", 1.0 / 3, memory.Again},
		{"one missing", five, "a b c d", 0.8, memory.Again},
		{"one twice", five, "a b c d d", 0.8, memory.Again},
		{"nothing", five, "", 0, memory.Again},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := tt.q.Score(study.Response{Order: at(t, tt.q, strings.Fields(tt.order)...)})
			if s.Proposed != tt.want || s.Share != tt.share || s.Correct != (tt.want == memory.Good) {
				t.Errorf("got %s, share %v, correct %t; want %s, share %v", s.Proposed, s.Share, s.Correct, tt.want, tt.share)
			}
			if again := tt.q.Score(study.Response{Order: s.Solution}); !again.Correct {
				t.Errorf("the solution %v is not right: %+v", s.Solution, again)
			}
		})
	}
	t.Run("items of one text stand for each other", func(t *testing.T) {
		var a []int
		for i, item := range twins.Items {
			if item == "a" {
				a = append(a, i)
			}
		}
		rest := at(t, twins, "b", "c")
		for _, order := range [][]int{{a[0], rest[0], a[1], rest[1]}, {a[1], rest[0], a[0], rest[1]}} {
			if s := twins.Score(study.Response{Order: order}); !s.Correct {
				t.Errorf("%v: got %+v, want right", order, s)
			}
		}
	})
	if s := five.Score(study.Response{Order: []int{-1, 99, 0}}); s.Correct || s.Proposed != memory.Again {
		t.Errorf("items that do not exist: got %+v", s)
	}
}

func TestItemsAreNeverShownInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 6).Draw(t, "items")
		items := make([]string, n)
		for i := range items {
			items[i] = strings.Repeat("x", i+1)
		}
		q := study.NewQuestion(deck.Card{
			ID: "d/n", Deck: &deck.Deck{ID: "d"}, Note: &deck.Note{Kind: deck.Order, Items: items},
		}, rapid.Uint64().Draw(t, "seed"))
		if slices.Equal(q.Items, items) {
			t.Fatalf("%d items are shown in order", n)
		}
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		if q.Score(study.Response{Order: order}).Correct {
			t.Fatal("the order as shown is right")
		}
		if s := q.Score(study.Response{Order: at(t, q, items...)}); !s.Correct {
			t.Fatalf("the right order is wrong: %+v", s)
		}
	})
}

func TestShuffleStandsStillUntilTheAnswer(t *testing.T) {
	const note = "## Which? {#n .choice}\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n- [ ] e\n- [ ] f"
	l := newLearner(t, preset(), text("d", note))
	texts := func(s *study.Session) (list []string) {
		turn, _ := s.Turn()
		for _, o := range turn.Question.Options {
			list = append(list, o.Text)
		}
		return list
	}
	s := l.session()
	first := texts(s)
	if err := s.Flag(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	l.restart()
	s = l.session()
	if diff := cmp.Diff(first, texts(s)); diff != "" {
		t.Errorf("after a restart (-before +after):\n%s", diff)
	}
	l.answer(s, memory.Again)
	if slices.Equal(first, texts(s)) {
		t.Errorf("the options came in the same order twice: %v", first)
	}
}

func TestUnscoredKinds(t *testing.T) {
	for _, note := range []string{"## Front {#n}\nBack", "## Front {#n .both}\nBack", "## Front {#n .cloze}\nA {{gap}}."} {
		q := ask(t, note)
		if diff := cmp.Diff(study.Score{}, q.Score(study.Response{Text: "Back"})); q.Scored() || diff != "" {
			t.Errorf("%s: scored %t, score:\n%s", q.Kind, q.Scored(), diff)
		}
	}
}

func TestQuestionHoldsAllThatIsDrawn(t *testing.T) {
	l := newLearner(t, preset(), `---
id: d
title: D
sources:
  one: {text: "One (2020)"}
  two: {text: "Two (2021)", doi: 10.1/2}
---
# Topic

## Gaps {#n .cloze model=journey}
A {{first}} and a {{second}} thing. [@two; @one]
> Because.
`)
	s := l.session()
	l.answer(s, memory.Easy)
	l.tomorrow(1)
	turn, _ := l.session().Turn()
	q := turn.Question
	if q.Gap != 2 || q.Model != "journey" || len(q.Prompt) == 0 || len(q.Answer) == 0 || len(q.Explanation) == 0 {
		t.Errorf("got %+v", q)
	}
	if len(q.Sources) != 2 || q.Sources[0].Key != "two" || q.Sources[1].Text != "One (2020)" {
		t.Errorf("got sources %+v, want two and one", q.Sources)
	}
}
