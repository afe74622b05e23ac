package exam

import (
	"context"
	"math"
	"slices"
	"testing"
	"time"
)

// A clock that was set back leaves cards that were answered on days to come. They are asked
// as if it had been yesterday, and not only when those days are over.
func TestClockSetBack(t *testing.T) {
	c := scenario{cards: 40, days: 12, minutes: 30, begun: 1}.config(1)
	for i := range c.Cards {
		c.Cards[i].State.Stability = 5
		c.Cards[i].Last = c.Today + 400
	}
	p, err := Make(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Today) == 0 {
		t.Error("cards that were answered in the future are not asked today")
	}
	if p.Nothing.Recall > 0.9 {
		t.Errorf("without another look %.3f of them are said to be remembered in 12 days", p.Nothing.Recall)
	}
}

// Notes that wait for one another would never be begun: those that come later in the order
// of introduction hold none back.
func TestCircle(t *testing.T) {
	c := scenario{cards: 30, days: 10, minutes: 30}.config(1)
	for i := range c.Cards {
		c.Cards[i].After = []int32{int32((i + 29) % 30)}
	}
	p, err := Make(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Today) == 0 || p.Today[0] != 0 || !slices.IsSorted(p.Today) {
		t.Errorf("of notes in a circle %v are begun today", p.Today)
	}
}

// Replanning on the same day, after some of the cards were answered, adds next to nothing
// to what there was to do.
func TestSameDay(t *testing.T) {
	for _, target := range []float64{0.9, 1} {
		c := scenario{cards: 150, days: 15, minutes: 12, begun: 0.5}.config(2)
		c.Target = target
		p, err := Make(context.Background(), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		l := newLearner(&c, c.Model, 3)
		all := p.Days[0].Minutes
		for n := range p.Today {
			if n%5 != 4 {
				l.ask(int(p.Today[n]), c.Today)
				continue
			}
			now := c
			now.Minutes = slices.Clone(c.Minutes)
			now.Spent = l.spent / 60
			now.Minutes[0] = max(0, now.Minutes[0]-now.Spent)
			now.Cards = make([]Card, len(l.cards))
			for i := range l.cards {
				now.Cards[i] = l.cards[i].Card
			}
			again, err := Make(context.Background(), now, nil)
			if err != nil {
				t.Fatal(err)
			}
			const card = 1 // minute
			if sum := now.Spent + again.Days[0].Minutes; sum > max(all, now.Spent)+card+0.1*all {
				t.Errorf("target %v, after %d cards of %d: %.1f minutes today, planned were %.1f", target, n, len(p.Today), sum, all)
			}
			l.ask(int(p.Today[n]), c.Today)
		}
	}
}

// Siblings by hundreds are begun all the same, and a plan does not end for want of others.
func TestManySiblings(t *testing.T) {
	c := scenario{cards: 300, days: 5, minutes: 30, begun: 0.5}.config(1)
	for i := range c.Cards {
		c.Cards[i].Note = 7
	}
	p, err := Make(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p.Days[0].Minutes < 25 || p.Days[0].Minutes > 31 {
		t.Errorf("%.1f minutes of 30 for cards of one note", p.Days[0].Minutes)
	}
}

// A patient context measures how long it is not asked.
type patient struct {
	context.Context
	last    time.Time
	longest time.Duration
	calls   int
}

func (p *patient) Err() error {
	now := time.Now()
	p.longest, p.last = max(p.longest, now.Sub(p.last)), now
	p.calls++
	return nil
}

// BenchmarkCancel tells the longest time for which a large plan does not look whether it is
// still wanted.
func BenchmarkCancel(b *testing.B) {
	for _, s := range []scenario{{20000, 730, 60, 1, false}, {20000, 90, 60, 0.5, false}, {10, 730, 60, 0, false}} {
		b.Run(s.String(), func(b *testing.B) {
			longest := time.Duration(0)
			for b.Loop() {
				c := s.config(1)
				c.Target = 0.99
				ctx := &patient{Context: context.Background(), last: time.Now()}
				if _, err := Make(ctx, c, nil); err != nil {
					b.Fatal(err)
				}
				_ = ctx.Err()
				longest = max(longest, ctx.longest)
			}
			b.ReportMetric(float64(longest.Milliseconds()), "ms-deaf")
		})
	}
}

// What is foretold of each part is what comes of it, also where new cards are begun in their
// order, after the notes that come before them and a card of a note at a time, and time is
// short for the last of them.
func TestPartsAreForetold(t *testing.T) {
	const runs, parts = 6, 3
	c := scenario{cards: 120, days: 10, minutes: 6}.config(1)
	c.Parts = parts
	for i := range c.Cards {
		card := &c.Cards[i]
		card.Part, card.Note = int32(i/40), int32(i/2)
		if card.Note > 0 {
			card.After = []int32{card.Note - 1}
		}
	}
	p, err := Make(context.Background(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := make([]float64, len(c.Cards))
	for seed := range uint64(runs) {
		l := newLearner(&c, c.Model, seed)
		for day := range c.Minutes {
			byPlan(l, &c, day)
		}
		l.recalls(c.On, sum)
	}
	for i := range sum {
		sum[i] /= runs
	}
	came := c.sum(sum)
	for part, foretold := range p.Followed.Parts {
		if got := came.Parts[part]; math.Abs(foretold-got) > 0.12 {
			t.Errorf("part %d: %.3f was foretold, and %.3f came of it", part, foretold, got)
		}
	}
	if math.Abs(p.Followed.Recall-came.Recall) > 0.03 {
		t.Errorf("%.3f was foretold, and %.3f came of it", p.Followed.Recall, came.Recall)
	}
	t.Logf("foretold %.3f %.3f, came %.3f %.3f", p.Followed.Recall, p.Followed.Parts, came.Recall, came.Parts)
}
