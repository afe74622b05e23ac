package exam

import (
	"context"
	"testing"
)

// The figures of a plan agree with one another: it takes no more than there is, leads where
// it says that it does, and what it says to be needed is what it takes. Hardest are many
// new cards, which all give up at the same price.
func TestFigures(t *testing.T) {
	for _, s := range []struct {
		scenario
		target float64
	}{
		{scenario{cards: 167, days: 1, minutes: 94}, 0.9},
		{scenario{cards: 291, days: 1, minutes: 46}, 0.8},
		{scenario{cards: 114, days: 10, minutes: 49}, 0.5},
		{scenario{cards: 163, days: 22, minutes: 14}, 0.5},
		{scenario{cards: 219, days: 15, minutes: 51}, 0.5},
		{scenario{cards: 243, days: 24, minutes: 3, begun: 0.5}, 0.95},
		{scenario{cards: 243, days: 3, minutes: 49, begun: 0.5}, 0.8},
		{scenario{cards: 128, days: 36, minutes: 27}, 0.99},
		{scenario{cards: 240, days: 22, minutes: 58}, 0.99},
		{scenario{cards: 182, days: 30, minutes: 41, begun: 1}, 0.99},
		{scenario{cards: 1, days: 60, minutes: 30}, 0.99},
	} {
		c := s.config(1)
		c.Target = s.target
		p, err := Make(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		used, there := p.Followed.Minutes, float64(s.days*s.minutes)
		if used > 1.02*there {
			t.Errorf("%v: takes %.1f minutes of %.0f", s.scenario, used, there)
		}
		if p.Reaches && p.Followed.Recall < c.Target-0.005 {
			t.Errorf("%v: said to reach %.2f, and leads to %.3f", s.scenario, c.Target, p.Followed.Recall)
		}
		if p.Reaches != (p.Possible >= c.Target) || p.Followed.Recall > p.Possible+0.003 {
			t.Errorf("%v: reaches %.2f: %v; leads to %.3f, possible %.3f", s.scenario, c.Target, p.Reaches, p.Followed.Recall, p.Possible)
		}
		needed := p.Needed * float64(s.days)
		if p.Reaches && (needed < 0.98*used || needed > 1.02*used) {
			t.Errorf("%v: takes %.1f minutes, and %.1f are said to be needed", s.scenario, used, needed)
		}
		if !p.Reaches && needed < there {
			t.Errorf("%v: %.1f minutes are too few, and %.1f needed", s.scenario, there, needed)
		}
	}
}

// More minutes help where the plan says that they do, and not where it says that they do not.
func TestNeeded(t *testing.T) {
	for _, s := range []struct {
		scenario
		target float64
	}{
		{scenario{cards: 184, days: 29, minutes: 12}, 0.99},
		{scenario{cards: 213, days: 2, minutes: 22}, 0.8},
		{scenario{cards: 115, days: 14, minutes: 1}, 0.7},
		{scenario{cards: 60, days: 1, minutes: 10}, 0.95},
	} {
		c := s.config(1)
		c.Target = s.target
		p, err := Make(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		minutes := 1.05 * p.Needed
		if p.Needed == 0 {
			minutes = longestDay
		}
		for day := range c.Minutes {
			c.Minutes[day] = minutes
		}
		more, err := Make(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		const nearly = 0.002
		if p.Needed > 0 && more.Possible < s.target-nearly || p.Needed == 0 && more.Reaches {
			t.Errorf("%v: %.1f minutes a day are needed for %.2f; %.1f lead to %.3f", s.scenario, p.Needed, s.target, minutes, more.Possible)
		}
	}
}

// A few cards are whole cards too: a target is met with them as with many, give or take a
// part of a card.
func TestSmallExams(t *testing.T) {
	const runs = 8
	for _, s := range []scenario{
		{cards: 10, days: 14, minutes: 20, begun: 0.5},
		{cards: 20, days: 14, minutes: 20},
		{cards: 30, days: 2, minutes: 30},
		{cards: 40, days: 10, minutes: 20, begun: 0.5},
	} {
		for _, target := range []float64{0.7, 0.9} {
			var all []result
			low := 1.0
			for seed := range uint64(runs) {
				c := s.config(seed)
				c.Target = target
				p, err := Make(context.Background(), c, nil)
				if err != nil {
					t.Fatal(err)
				}
				if !p.Reaches || p.Followed.Recall < target {
					t.Errorf("%v, target %.2f: foretold %.3f, to be reached: %v", s, target, p.Followed.Recall, p.Reaches)
				}
				r := play(c, c.Model, seed, byPlan)
				low, all = min(low, r.recall), append(all, r)
			}
			got, card := mean(all).recall, 1/float64(s.cards)
			t.Logf("%v, target %.2f: %.3f, at least %.3f", s, target, got, low)
			if got < target-0.005 || got > target+0.03+card || low < target-0.01-card {
				t.Errorf("%v, target %.2f: %.3f came of it, %.3f at least", s, target, got, low)
			}
		}
	}
}
