package study_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
)

// TestMovesOfAnyCards moves cards of any memory and any age, and some that nobody could
// have: every figure is a number, no card comes to a day that is over, and the same cards
// move the same way.
func TestMovesOfAnyCards(t *testing.T) {
	const cards = 12
	lib := open(t, basics("d", cards))
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "any")
		if err != nil {
			rt.Fatal(err)
		}
		p := fuzzed()
		p.Fuzz, p.Balance = rapid.Bool().Draw(rt, "fuzz"), rapid.Bool().Draw(rt, "balance")
		p.LongTermOnly = rapid.Bool().Draw(rt, "long term only")
		p.MaximumInterval = rapid.SampledFrom([]int{1, 30, 36500}).Draw(rt, "maximum")
		for k := range p.Easy {
			p.Easy[k] = rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(rt, "share")
		}
		l := &learner{tb: t, clock: &clock{now: start}, library: lib, dir: dir, preset: p}
		l.restart()
		defer func() { _ = l.journal.Close() }()
		var memos []memo
		for k := range rapid.IntRange(0, cards).Draw(rt, "cards") {
			memos = append(memos, memo{
				card:      deck.CardID(fmt.Sprintf("d/n%d", k+1)),
				stability: rapid.SampledFrom([]float64{memory.MinStability, 0.3, 2, 40, 900, memory.MaxStability}).Draw(rt, "stability"),
				ago:       rapid.SampledFrom([]int{-400, -1, 0, 1, 5, 60, 20_000}).Draw(rt, "ago"),
				in:        rapid.SampledFrom([]int{-15_000, -60, -1, 0, 1, 9, 400, 40_000}).Draw(rt, "in"),
			})
		}
		if len(memos) > 0 {
			l.know(memos...)
		}
		p.Retention = rapid.SampledFrom([]float64{0.7, 0.9, 0.99}).Draw(rt, "retention")
		if err := l.desk.SetPreset(p); err != nil {
			rt.Fatal(err)
		}
		if b := l.desk.Backlog(); math.IsNaN(b.Usual) || math.IsInf(b.Usual, 0) || b.Days < 0 {
			rt.Fatalf("got backlog %+v", b)
		}
		moves := rapid.SampledFrom([]func() study.Moves{
			l.desk.Reschedule,
			func() study.Moves { return l.desk.SpreadBacklog(7) },
			func() study.Moves { return l.desk.SpreadBacklog(-1) },
			func() study.Moves { return l.desk.MakeHoliday(study.Holiday{From: l.today(), To: l.today() + 12}) },
			func() study.Moves {
				return l.desk.MakeHoliday(study.Holiday{From: l.today() + 180, To: l.today() + 271})
			},
		}).Draw(rt, "moves")
		m := moves()
		if again := moves(); !reflect.DeepEqual(m, again) {
			rt.Fatalf("got %+v, and then %+v", m, again)
		}
		before := l.standings()
		if a, err := l.desk.Move(context.Background(), m); err != nil || a.Cards != m.Cards {
			rt.Fatalf("%d cards moved, want %d; %v", a.Cards, m.Cards, err)
		}
		moved := 0
		for id, s := range l.standings() {
			if s.Memory == before[id].Memory {
				continue
			}
			moved++
			if s.Memory.DueDay < l.today() {
				rt.Fatalf("%s comes to a day that is over", id)
			}
		}
		if moved != m.Cards {
			rt.Fatalf("%d cards are due on another day, said were %d", moved, m.Cards)
		}
		for _, c := range l.desk.ExamConfig(exam.Exam{On: l.today() + 5, Parts: []exam.Part{{Deck: "d"}}}, nil).Cards {
			if math.IsNaN(c.State.Stability) || math.IsNaN(c.State.Difficulty) {
				rt.Fatalf("got card %+v", c)
			}
		}
	})
}
