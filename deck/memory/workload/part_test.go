package workload_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// begunCards are cards of several stabilities, due soon or late.
func begunCards(n int) []workload.Card {
	list := make([]workload.Card, n)
	for i := range list {
		last := memory.Day(1000 - i%40)
		list[i] = workload.Card{
			State: memory.State{Stability: float64(2 + i%90), Difficulty: float64(1 + i%9)},
			Last:  last, Due: last + memory.Day(3+i%60),
		}
	}
	return list
}

func pointsOf(t *testing.T, c workload.Config, retentions ...float64) []workload.Point {
	t.Helper()
	points, err := workload.Curve(t.Context(), c, retentions, nil)
	if err != nil {
		t.Fatal(err)
	}
	return points
}

var nearly = cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-4*max(1, math.Abs(a)) })

// A part costs and brings what its cards would by themselves, whatever is desired of the
// others.
func TestPartsKeepTheirRetention(t *testing.T) {
	cards := begunCards(300)
	whole := workload.Config{Cards: cards[:200], Today: 1001, Days: 200, NewPerDay: 9, NewLeft: 50}
	whole.Own = []workload.Part{{Retention: 0.8, Cards: cards[200:], NewPerDay: 4, NewLeft: 30}}
	others, own := whole, whole
	others.Own, others.NewPerDay = nil, 5 // beside four of the part, until those are out
	others.NewLeft = 35
	whole.NewLeft = 35
	own.Own, own.Cards, own.NewPerDay, own.NewLeft = nil, cards[200:], 4, 30
	alone := pointsOf(t, own, 0.8)[0]
	apart := pointsOf(t, others, 0.75, 0.9, 0.95)
	for i, p := range pointsOf(t, whole, 0.75, 0.9, 0.95) {
		want := apart[i]
		want.SecondsPerDay += alone.SecondsPerDay
		want.ReviewsPerDay += alone.ReviewsPerDay
		want.Remembered += alone.Remembered
		if diff := cmp.Diff(want, p, nearly); diff != "" {
			t.Errorf("at %.2f (-apart +together):\n%s", p.Retention, diff)
		}
	}
}

// A part whose retention is that of the others is as if its cards were among them, day by
// day also when chance decides.
func TestPartOfTheSameRetention(t *testing.T) {
	cards := begunCards(120)
	one := workload.Config{Cards: cards, Today: 1001, Days: 120, NewPerDay: 6, NewLeft: 90}
	two := one
	two.Cards, two.NewLeft = cards[:70], 50
	two.Own = []workload.Part{{Retention: 0.85, Cards: cards[70:], NewPerDay: 6, NewLeft: 40}}
	if diff := cmp.Diff(pointsOf(t, one, 0.85), pointsOf(t, two, 0.85), nearly); diff != "" {
		t.Errorf("expected (-among the others +a part):\n%s", diff)
	}
	play := func(c workload.Config) workload.Outcome {
		o, err := workload.Simulate(t.Context(), workload.Simulation{Config: c, Retention: 0.85, Seed: 5})
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	if diff := cmp.Diff(play(one), play(two), nearly); diff != "" {
		t.Errorf("simulated (-among the others +a part):\n%s", diff)
	}
	if left := two.Own[0].NewLeft; left != 40 {
		t.Errorf("the simulation left %d new cards in what it was given, want 40", left)
	}
	two.Own[0].Retention = 0.95
	if a, b := play(one), play(two); a.Days[119].Remembered >= b.Days[119].Remembered {
		t.Errorf("asked more often, %v cards are known and not more than %v", b.Days[119].Remembered, a.Days[119].Remembered)
	}
}
