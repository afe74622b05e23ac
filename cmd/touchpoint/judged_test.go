package main_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
)

// TestJudgedByTheProgram answers the kinds of card that the program can judge,
// by keys, once rightly and once wrongly, and takes the grade that it proposes.
func TestJudgedByTheProgram(t *testing.T) {
	screen := desktop.Start(t, 1400, 1000)
	for _, round := range []struct {
		name  string
		right bool
		typed string
		want  memory.Rating
	}{
		{"right", true, "  brasil ", memory.Good}, // a slip in a long word is forgiven
		{"wrong", false, "Peru", memory.Again},
	} {
		t.Run(round.name, func(t *testing.T) {
			l := newLearner(t, screen.For(t), "testdata/decks")
			l.open(monday)
			l.study()
			judged := 0
			for l.card != "kinds/cherry" {
				q := l.question()
				switch q.Kind {
				case deck.Choice:
					for i, o := range q.Options {
						if o.Correct == round.right {
							l.w.Key(fmt.Sprint(i + 1))
						}
					}
					l.w.Key("Return")
				case deck.Typed:
					l.w.Type(round.typed)
					l.w.Key("Return")
				case deck.Order:
					if round.right {
						l.sort(q)
					}
					l.w.Key("Return")
				default:
					l.answer(memory.Easy)
					continue
				}
				judged++
				l.w.WaitLine(fmt.Sprintf("reveal %s", l.card))
				l.w.Shot(fmt.Sprintf("judged/%s-%s-%d", q.Kind, round.name, judged))
				card := l.card
				if got := l.grade("space"); got != round.want {
					t.Errorf("%s, answered %s, is graded %s, want %s", card, round.name, got, round.want)
				}
			}
			if judged != 4 {
				t.Errorf("%d cards could be judged, want 4", judged)
			}
			l.w.Close()
			l.checkJournal(monday)
		})
	}
}

// question is what the card on the desk asks, worked out again beside the program:
// a card that was never answered is shuffled by its name and the seed alone.
func (l *learner) question() study.Question {
	l.tb.Helper()
	desk := l.deskBeside()
	session, err := desk.Start(l.tb.Context(), study.Scope{})
	if err != nil {
		l.tb.Fatal(err)
	}
	for {
		turn, more := session.Turn()
		if !more {
			l.tb.Fatalf("%s does not come up beside the program", l.card)
		}
		if turn.Card.ID == l.card {
			return turn.Question
		}
		if err := session.Answer(l.tb.Context(), memory.Easy, time.Second); err != nil {
			l.tb.Fatal(err)
		}
	}
}

// deskBeside opens a desk on the same decks with progress of its own, which is empty.
func (l *learner) deskBeside() *study.Desk {
	l.tb.Helper()
	now := func() time.Time { return monday }
	j, err := progress.Open(l.tb.Context(), l.tb.TempDir(), progress.Options{Now: now})
	if err != nil {
		l.tb.Fatal(err)
	}
	l.tb.Cleanup(func() {
		if err := j.Close(); err != nil {
			l.tb.Error(err)
		}
	})
	desk, err := study.Open(l.tb.Context(), study.Config{
		Library:  l.decks,
		Journal:  j,
		Now:      now,
		Calendar: memory.Calendar{Zone: time.UTC, Rollover: 4},
		Preset:   study.DefaultPreset(),
		Seed:     seed,
	})
	if err != nil {
		l.tb.Fatal(err)
	}
	return desk
}

// sort brings the items of the card on the desk into order by keys: an item is
// pointed at with the arrows, lifted, carried up, and put down.
func (l *learner) sort(q study.Question) {
	l.tb.Helper()
	card, _ := l.decks.Card(l.card)
	items := slices.Clone(q.Items)
	at := -1 // what the cursor points at; nothing at first
	for place, text := range card.Note.Items {
		from := slices.Index(items, deck.PlainText(text))
		if from < 0 {
			l.tb.Fatalf("%q is not among %q", text, items)
		}
		var keys []string
		for ; at < from; at++ {
			keys = append(keys, "Down")
		}
		for ; at > from; at-- {
			keys = append(keys, "Up")
		}
		keys = append(keys, "space")
		for ; at > place; at-- {
			keys = append(keys, "Up")
		}
		l.w.Key(append(keys, "space")...)
		items = slices.Insert(slices.Delete(items, from, from+1), place, text)
	}
}
