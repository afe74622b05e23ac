package insight_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study/insight"
)

// A book that goes on says what one says that is read anew: after more answers, fewer, or
// others in the middle, to old and new cards, on the same day and on the next.
func TestGoingOnIsAsReadingAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := random(400, 20, rapid.Uint64().Draw(t, "seed"))
		whole := cards(24, l)
		c := config(l, whole)
		was := len(l.Answers) - rapid.IntRange(0, 40).Draw(t, "more")
		c.Log.Answers = l.Answers[:was]
		shelf := c.Shelf
		b, err := insight.Read(context.Background(), c)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			next := progress.Log{Cards: l.Cards, Answers: slices.Clone(l.Answers[:len(l.Answers)-rapid.IntRange(0, 30).Draw(t, "fewer")])}
			if rapid.Bool().Draw(t, "others") {
				next.Answers[len(next.Answers)-rapid.IntRange(1, 30).Draw(t, "at")].Rating = memory.Again
			}
			for range rapid.IntRange(0, 5).Draw(t, "new") {
				a := next.Answers[len(next.Answers)-1]
				a.Card, a.Day = rapid.Int32Range(0, 23).Draw(t, "card"), today-memory.Day(rapid.IntRange(-1, 2).Draw(t, "ago"))
				next.Answers = append(next.Answers, a)
			}
			for len(next.Cards) < 24 {
				next.Cards = append(slices.Clone(next.Cards), cardID(len(next.Cards)))
			}
			c = config(next, cards(24, next))
			c.Shelf = shelf
			c.LeechThreshold = rapid.IntRange(0, 3).Draw(t, "leech")
			c.Now = c.Now.AddDate(0, 0, rapid.IntRange(0, 1).Draw(t, "days"))
			if b, err = b.Renew(context.Background(), c); err != nil {
				t.Fatal(err)
			}
			want, err := insight.Read(context.Background(), c)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range insight.Periods() {
				if diff := cmp.Diff(want.View(insight.Scope{Period: p}), b.View(insight.Scope{Period: p})); diff != "" {
					t.Fatalf("going on (-read anew +gone on):\n%s", diff)
				}
			}
		}
	})
}

// Standings that were shared are not changed any more, neither here nor there.
func TestShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 400).Draw(t, "cards")
		type copied struct {
			list insight.Standings
			says []int32
		}
		says := func(s *insight.Standings) []int32 {
			list := make([]int32, n)
			for i := range list {
				list[i] = s.At(i).Lapses
			}
			return list
		}
		all := []copied{{insight.NewStandings(n), make([]int32, n)}}
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			k := rapid.IntRange(0, len(all)-1).Draw(t, "which")
			if n == 0 || rapid.Bool().Draw(t, "share") {
				all = append(all, copied{all[k].list.Share(), slices.Clone(all[k].says)})
				continue
			}
			i, v := rapid.IntRange(0, n-1).Draw(t, "card"), rapid.Int32Range(0, 3).Draw(t, "lapses")
			all[k].list.Set(i, insight.Standing{Lapses: v})
			all[k].says[i] = v
		}
		for k := range all {
			if diff := cmp.Diff(all[k].says, says(&all[k].list)); diff != "" {
				t.Fatalf("copy %d of %d: %s", k, len(all), diff)
			}
		}
	})
}

// BenchmarkRenew renews the book of 200,000 answers after one more.
func BenchmarkRenew(b *testing.B) {
	const n = 200_000
	l := random(n, n/16, 1)
	c := config(l, cards(n/16, l))
	c.Log.Answers = l.Answers[:n-1]
	before, err := insight.Read(b.Context(), c)
	if err != nil {
		b.Fatal(err)
	}
	c.Log.Answers = slices.Clone(l.Answers)
	c.Standings = c.Standings.Share()
	last := l.Answers[n-1]
	state := progress.State{Memory: memory.Card{Phase: memory.Review, State: memory.State{Stability: 3, Difficulty: 4}, Last: last.Day}}
	c.Standings.Set(int(last.Card), insight.StandingOf(&state))
	for b.Loop() {
		if _, err := before.Renew(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
}
