package exam

import (
	"context"
	"math"
	"slices"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// A Card is one card that counts.
type Card struct {
	State memory.State // the zero State if New
	Last  memory.Day   // study day of the last answer
	Due   memory.Day   // by ordinary scheduling
	New   bool         // never answered
	Part  int32        // number of the part that it belongs to
	Note  int32        // number of its note; cards of one note are better not asked on one day
	After []int32      // numbers of the notes that come before this one, as far as they do so in Config.Cards
}

// A Config is all that a plan follows from: the same Config gives the same Plan.
type Config struct {
	Model           *memory.Model
	Retention       float64        // at which ordinary scheduling asks a card again
	LearningSteps   int            // number of them
	RelearningSteps int            // number of them
	MaximumInterval int            // days, of ordinary scheduling
	Costs           workload.Costs // time that answers take
	Today, On       memory.Day
	Minutes         []float64 // that the learner has left, by day from Today to the day before On
	Spent           float64   // minutes that the cards have taken today already
	Cards           []Card    // new ones in the order of introduction
	Parts           int       // number of parts
	Target          float64   // share to be remembered on the day; from 1 on, as much as can be
}

// A Plan says what to do until the exam, and what it leads to.
type Plan struct {
	Days  []Day   // from today to the day before the exam
	Today []int32 // the cards for today, as indexes of Config.Cards, those most worth their time first

	Nothing  Forecast // if nothing is done any more
	Ordinary Forecast // if the minutes of the plan go to what is due by ordinary scheduling, then to new cards
	Followed Forecast // if the plan is followed

	// Reaches says that the plan leads to the target; it then asks for no more minutes
	// than that takes, and for all of them if it does not.
	Reaches  bool
	Possible float64 // the share remembered on the day if all minutes are used
	Needed   float64 // minutes a day, on days that have any, that lead to the target; 0 when no amount would

	LastNew int // index of the last of Days that begins new cards; -1 if none does
	Unbegun int // new cards that there will be no time for
}

// Leaves reports whether so many seconds of a day, left when all that the plan asked for on
// it is done, are worth making it anew for: when it takes all minutes that there are, and
// answers were quicker than expected.
func (p *Plan) Leaves(seconds float64) bool {
	const card = 20 // seconds
	return !p.Reaches && len(p.Today) > 0 && seconds >= card
}

// A Day is what a plan asks for on one day.
type Day struct {
	Minutes float64
	Reviews int // cards asked again
	New     int // cards begun
}

// A Forecast is what is to be expected.
type Forecast struct {
	Recall  float64   // share of all cards that is remembered on the day, 0 to 1; a card never begun is not
	Parts   []float64 // likewise, by part; 0 for a part without cards
	Minutes float64   // that it takes from today on
}

// Make makes the plan. It tells how far it is in the caller's goroutine, and returns the
// context's error if that ends first.
func Make(ctx context.Context, c Config, tell func(done, total int)) (Plan, error) {
	days := c.On.Since(c.Today)
	if days > MaxDays {
		return Plan{}, errTooFar
	}
	if c.Model == nil {
		c.Model = memory.NewModel(memory.DefaultWeights(), false)
	}
	c.Cards = known(c.Cards, c.Today)
	nothing := c.nothing()
	p := Plan{
		Days:     make([]Day, days),
		LastNew:  -1,
		Nothing:  nothing,
		Ordinary: nothing,
		Followed: nothing,
		Possible: nothing.Recall,
		Reaches:  c.Target < 1 && nothing.Recall >= c.Target,
	}
	if len(c.Cards) == 0 {
		return p, ctx.Err()
	}
	runs := c.ordinaryRuns()
	w := &work{ctx: ctx, tell: tell, total: firstRounds + (mostTrials+corrections)*trialRounds + lastRounds + runs}
	m, err := newMarket(ctx, &c, days)
	if err != nil {
		return Plan{}, err
	}
	p.Unbegun = int(m.newCards)
	if m.open() == 0 {
		return p, w.end()
	}
	share, err := m.aim(&c, &p, w)
	if err != nil {
		return Plan{}, err
	}
	if share == 0 {
		return p, nil
	}
	p.Followed = m.forecast(&c)
	m.fill(&c, &p, share)
	if p.Ordinary, err = c.ordinary(m, share, runs, w); err != nil {
		return Plan{}, err
	}
	return p, w.end()
}

// known returns the cards with everything that says nothing of a memory made new, and
// nothing answered after today: where a clock was wrong, yesterday is as good a guess as any.
func known(cards []Card, today memory.Day) []Card {
	cards = slices.Clone(cards)
	for i := range cards {
		if s := cards[i].State; !(s.Stability > 0) || math.IsNaN(s.Difficulty) {
			cards[i].New = true
		}
		if cards[i].New {
			cards[i].State = memory.State{}
		}
		if cards[i].Last > today {
			cards[i].Last = today - 1
		}
	}
	return cards
}

// fill says what a settled market asks of each day. Today's figures are those of the list.
func (m *market) fill(c *Config, p *Plan, share float64) {
	list, seconds := m.today(c, m.there(0, share))
	p.Today = list
	p.Days[0].Minutes = seconds / 60
	for _, i := range list {
		if c.Cards[i].New {
			p.Days[0].New++
		} else {
			p.Days[0].Reviews++
		}
	}
	// What is rounded off on one day goes to the next.
	left := int(m.newCards) - p.Days[0].New
	reviews, begun := 0.0, m.begun[0]-float64(p.Days[0].New)
	for day := 1; day < m.days; day++ {
		d := &p.Days[day]
		stands, part := m.stands[day], m.part(day)
		d.Minutes = part * m.load[stands] / 60
		reviews += part * m.reviews[stands]
		begun += part * m.begun[stands]
		d.Reviews = int(max(math.Round(reviews), 0))
		d.New = min(int(max(math.Round(begun), 0)), left)
		reviews -= float64(d.Reviews)
		begun -= float64(d.New)
		left -= d.New
	}
	for day, d := range p.Days {
		if d.New > 0 {
			p.LastNew = day
		}
	}
	p.Unbegun = left
}

// nothing forecasts the day of the exam for a learner who stops now.
func (c *Config) nothing() Forecast {
	recall := make([]float64, len(c.Cards))
	for i := range c.Cards {
		if card := &c.Cards[i]; !card.New {
			recall[i] = c.Model.Recall(card.State, float64(c.On.Since(card.Last)))
		}
	}
	return c.sum(recall)
}

// sum returns the forecast of cards that are recalled with the given chances.
func (c *Config) sum(recall []float64) Forecast {
	f := Forecast{Parts: make([]float64, max(c.Parts, 0))}
	counts := make([]int, len(f.Parts))
	for i, r := range recall {
		f.Recall += r
		if part := int(c.Cards[i].Part); part >= 0 && part < len(counts) {
			f.Parts[part] += r
			counts[part]++
		}
	}
	f.Recall /= float64(max(len(recall), 1))
	for i, n := range counts {
		f.Parts[i] /= float64(max(n, 1))
	}
	return f
}
