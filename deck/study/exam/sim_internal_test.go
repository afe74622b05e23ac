package exam

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	gotime "time"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

type scenario struct {
	cards, days, minutes int
	begun                float64
}

func (s scenario) config(seed uint64) Config {
	r := rand.New(rand.NewPCG(seed, 1))
	c := Config{
		Model: memory.NewModel(memory.DefaultWeights(), false), Retention: .9, LearningSteps: 2, RelearningSteps: 1,
		MaximumInterval: 36500, Costs: workload.DefaultCosts(), Today: 20000, On: 20000 + memory.Day(s.days),
		Minutes: make([]float64, s.days), Cards: make([]Card, s.cards), Parts: 1, Target: 1,
	}
	for i := range c.Minutes {
		c.Minutes[i] = float64(s.minutes)
	}
	for i := range c.Cards {
		card := Card{New: true, Note: int32(i)}
		if float64(i) < s.begun*float64(s.cards) {
			card.New = false
			card.State = memory.State{Stability: math.Exp(r.NormFloat64()*1.2 + 2.5), Difficulty: 1 + 9*r.Float64()}
			card.Last = c.Today - memory.Day(1+r.IntN(int(card.State.Stability)+10))
			card.Due = card.Last + memory.Day(max(1, math.Round(card.State.Stability)))
		}
		c.Cards[i] = card
	}
	return c
}

func (l *learner) cram(today memory.Day) {
	for l.purse > 0 {
		best, lowest := -1, 2.0
		for i := range l.cards {
			card := &l.cards[i]
			if card.Last >= today && !card.New {
				continue
			}
			recall := 0.0
			if !card.New {
				recall = l.belief.Recall(card.State, float64(today.Since(card.Last)))
			}
			if recall < lowest {
				best, lowest = i, recall
			}
		}
		if best < 0 {
			return
		}
		l.ask(best, today)
	}
}

func (l *learner) ahead(today memory.Day) {
	var rest []ranked
	for i := range l.cards {
		if card := &l.cards[i]; !card.New && card.Last < today {
			rest = append(rest, ranked{i, l.belief.Recall(card.State, float64(today.Since(card.Last)))})
		}
	}
	slices.SortStableFunc(rest, func(a, b ranked) int { return cmp.Compare(a.recall, b.recall) })
	for _, d := range rest {
		if l.purse <= 0 {
			return
		}
		l.ask(d.card, today)
	}
}

func play(c Config, truth *memory.Model, seed uint64, how string) (float64, float64) {
	l := newLearner(&c, truth, seed)
	switch how {
	case "fsrs.7":
		c.Retention = .7
	case "fsrs.8":
		c.Retention = .8
	case "fsrs.95":
		c.Retention = .95
	}
	total := 0.0
	for _, m := range c.Minutes {
		total += m * 60
	}
	crammed := len(c.Minutes)
	if how == "cram" {
		crammed = int(max(2, math.Ceil(total/(8*3600))))
	}
	for day, m := range c.Minutes {
		today := c.Today + memory.Day(day)
		switch how {
		case "fsrs", "fsrs.7", "fsrs.8", "fsrs.95":
			l.begin(m * 60)
			l.ordinary(today)
			l.ahead(today)
		case "cram":
			if left := len(c.Minutes) - day; left <= crammed {
				l.begin(total / float64(crammed))
				l.cram(today)
			}
		case "late":
			if left := len(c.Minutes) - day; left <= max(3, len(c.Minutes)/4) {
				l.begin(m * 60)
				l.cram(today)
			}
		case "plan":
			l.begin(m * 60)
			d := c
			d.Today, d.Minutes = today, c.Minutes[day:]
			d.Cards = make([]Card, len(l.cards))
			for i := range d.Cards {
				d.Cards[i] = l.cards[i].Card
			}
			mk := newMarket(&d, len(d.Minutes))
			share, err := mk.aim(&d, &Plan{Nothing: d.nothing()}, &work{ctx: context.Background()})
			if err != nil {
				panic(err)
			}
			list, _ := mk.today(&d, m*60*share)
			for _, i := range list {
				l.ask(int(i), today)
			}
		}
	}
	sum := make([]float64, len(c.Cards))
	l.recalls(c.On, sum)
	f := c.sum(sum)
	return f.Recall, l.spent / 60
}

var hows = []string{"fsrs.7", "fsrs.8", "fsrs", "fsrs.95", "cram", "plan"}

func TestTry(t *testing.T) {
	if os.Getenv("TRY") == "" {
		return
	}
	for _, s := range []scenario{{200, 14, 10, 0}, {200, 14, 30, 0}, {200, 30, 10, .5}, {600, 30, 10, .5}, {600, 30, 30, 0}, {600, 30, 30, .5}, {600, 90, 10, .3}, {600, 90, 30, 0}, {2000, 30, 60, .5}, {2000, 90, 30, 0.3}, {2000, 90, 60, 0}} {
		if s.cards > 600 && os.Getenv("TRY") != "2" {
			continue
		}
		c := s.config(1)
		at := gotime.Now()
		m := newMarket(&c, s.days)
		made := gotime.Since(at)
		m.aim(&c, &Plan{}, &work{ctx: context.Background()})
		f := m.forecast(&c)
		line := fmt.Sprintf("%v make %v settle %v forecast %.4f min %.0f |", s, made.Round(1e6), gotime.Since(at).Round(1e6), f.Recall, f.Minutes)
		line += fmt.Sprintf(" nothing %.3f", c.nothing().Recall)
		for _, how := range hows {
			seeds := 4
			if s.cards*s.days > 20000 {
				seeds = 1
			}
			var r, mm float64
			for seed := range seeds {
				a, b := play(c, c.Model, uint64(seed), how)
				r += a / float64(seeds)
				mm += b / float64(seeds)
			}
			line += fmt.Sprintf(" %s %.4f (%.0f)", how, r, mm)
		}
		fmt.Println(line)
		if testing.Verbose() && os.Getenv("SHOW") != "" {
			for d := range m.load {
				fmt.Printf("  %d load %.0f of %.0f price*60 %.4f new %.1f rev %.1f\n", d, m.load[d], m.seconds[d], m.price[d]*60, m.begun[d], m.reviews[d])
			}
		}
	}
}

func BenchmarkMake(b *testing.B) {
	for _, target := range []float64{1, .9, .98} {
		for _, s := range []scenario{{200, 30, 30, .5}, {2000, 90, 60, .5}, {2000, 90, 10, .2}} {
			b.Run(fmt.Sprintf("%v/%v", target, s), func(b *testing.B) {
				c := s.config(1)
				c.Target = target
				var p Plan
				for b.Loop() {
					p, _ = Make(context.Background(), c, nil)
				}
				b.Logf("%.3f %.3f %.3f reaches %v possible %.4f needed %.2f today %d %v last %d unbegun %d", p.Nothing, p.Ordinary, p.Followed, p.Reaches, p.Possible, p.Needed, len(p.Today), p.Days[0], p.LastNew, p.Unbegun)
			})
		}
	}
}

func TestAim(t *testing.T) {
	if os.Getenv("TRY") == "" {
		return
	}
	for _, target := range []float64{.8, .9, .95} {
		for _, s := range []scenario{{200, 14, 30, 0}, {200, 30, 30, .5}, {200, 60, 30, .5}} {
			c := s.config(1)
			c.Target = target
			p, _ := Make(context.Background(), c, nil)
			var r, mm float64
			for seed := range 4 {
				a, b := play(c, c.Model, uint64(seed), "plan")
				r += a / 4
				mm += b / 4
			}
			fmt.Printf("%.2f %v: forecast %.4f %.0f min, needed %.1f; played %.4f %.0f\n", target, s, p.Followed.Recall, p.Followed.Minutes, p.Needed, r, mm)
		}
	}
}
