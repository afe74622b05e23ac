package study_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"touchpoint/deck/memory"
	"touchpoint/deck/study"
)

// stale is a card of a learner who comes back from a break.
type stale struct {
	memory.State
	last, due int // days from the first one after the break; due is none until it is asked
	chance    *rand.Rand
}

// The seconds that a review takes, and what a lapse adds.
const (
	reviewSeconds = 9
	lapseSeconds  = 8
)

// comeBack returns the overdue cards of a learner after a break of so many days: those
// that fell due in it, of six hundred that had been asked on time.
func comeBack(seed uint64, breakDays int) (cards []stale) {
	r := rand.New(rand.NewPCG(seed, 1))
	for k := range 600 {
		stability := math.Exp(5.3*r.Float64() - 0.2)
		interval := max(1, int(math.Round(stability)))
		left := 1 + r.IntN(interval)
		if difficulty := 1 + 9*r.Float64()*r.Float64(); left <= breakDays {
			cards = append(cards, stale{
				State: memory.State{Stability: stability, Difficulty: difficulty}, last: left - interval - breakDays, due: -1,
				chance: rand.New(rand.NewPCG(seed, uint64(k))),
			})
		}
	}
	return cards
}

// catchUp studies cards for so many days in their order, as much each day as a tenth of
// them takes. Cards that have been asked once come first when they fall due again. It
// returns the share that was known, over all days.
func catchUp(m *memory.Model, cards []stale, days int) float64 {
	known := 0.0
	budget := 12 * float64(len(cards)) / 10
	for day := range days {
		left := budget
		ask := func(c *stale) {
			elapsed := day - c.last
			left -= reviewSeconds
			if c.chance.Float64() < m.Recall(c.State, float64(elapsed)) {
				c.State = m.Next(c.State, memory.Good, elapsed)
			} else {
				left -= lapseSeconds
				c.State = m.Next(m.Next(c.State, memory.Again, elapsed), memory.Good, 0)
			}
			c.last, c.due = day, day+max(1, int(math.Round(m.Interval(c.Stability, 0.9))))
		}
		for pass := range 2 {
			for i := range cards {
				if c := &cards[i]; left > 0 && (pass == 0 && c.due >= 0 && c.due <= day || pass == 1 && c.due < 0) {
					ask(c)
				}
			}
		}
		for i := range cards {
			known += m.Recall(cards[i].State, float64(day-cards[i].last))
		}
	}
	return known / float64(len(cards)*days)
}

// BenchmarkBacklogRule plays backlogs through in several orders, and reports what share
// of the cards is known in the first twenty days.
func BenchmarkBacklogRule(b *testing.B) {
	m := memory.NewModel(memory.DefaultWeights(), false)
	recall := func(c stale) float64 { return m.Recall(c.State, float64(-c.last)) }
	orders := []struct {
		name  string
		worth func(c stale) float64
	}{
		{"rule", func(c stale) float64 {
			lost := study.Firmness(m, c.State, -c.last) - study.Firmness(m, c.State, 9-c.last)
			return lost / (reviewSeconds + lapseSeconds*(1-recall(c)))
		}},
		{"oldest", func(c stale) float64 { return float64(-c.last) - c.Stability }},
		{"least known", func(c stale) float64 { return -recall(c) }},
		{"best known", recall},
	}
	for _, days := range []int{7, 21, 60, 150} {
		for _, o := range orders {
			b.Run(fmt.Sprintf("%d days/%s", days, o.name), func(b *testing.B) {
				known, runs := 0.0, 0
				for b.Loop() {
					for seed := range uint64(10) {
						cards := comeBack(seed, days)
						slices.SortStableFunc(cards, func(a, b stale) int { return cmp.Compare(o.worth(b), o.worth(a)) })
						known += catchUp(m, cards, 20)
						runs++
					}
				}
				b.ReportMetric(100*known/float64(runs), "known%")
			})
		}
	}
}

// TestBacklogRule holds the rule against the order that first comes to mind.
func TestBacklogRule(t *testing.T) {
	m := memory.NewModel(memory.DefaultWeights(), false)
	for _, days := range []int{21, 150} {
		play := func(worth func(c stale) float64) (known float64) {
			for seed := range uint64(10) {
				cards := comeBack(seed, days)
				slices.SortStableFunc(cards, func(a, b stale) int { return cmp.Compare(worth(b), worth(a)) })
				known += catchUp(m, cards, 20) / 10
			}
			return known
		}
		rule := play(func(c stale) float64 {
			return study.Firmness(m, c.State, -c.last) - study.Firmness(m, c.State, 9-c.last)
		})
		best := play(func(c stale) float64 { return m.Recall(c.State, float64(-c.last)) })
		least := play(func(c stale) float64 { return -m.Recall(c.State, float64(-c.last)) })
		if rule < best+0.01 || rule < least-0.001 {
			t.Errorf("after %d days %.4f are known by the rule, %.4f with the best known first, %.4f with the least known", days, rule, best, least)
		}
	}
}
