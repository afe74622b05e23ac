package workload

import (
	"cmp"
	"context"
	"slices"

	"touchpoint/deck/memory"
)

// A Simulation plays a learner's days through, with chance: what if I begin so many new
// cards a day, or have so little time? What a card does depends on the seed and the card
// alone, so that two simulations of the same seed differ only by what was changed.
type Simulation struct {
	Config
	Retention     float64 // desired
	ReviewsPerDay int     // most reviews on one day; 0: no limit. New cards do not count
	SecondsPerDay float64 // nothing more is begun on a day after so many; 0: no limit
	Seed          uint64  // the same seed, the same days
}

// A Day is what happened on one simulated day.
type Day struct {
	Seconds    float64
	Reviews    int     // cards asked that are out of their learning steps
	Recalled   int     // those of them that were not forgotten
	New        int     // cards begun
	Remembered float64 // cards expected to be recalled on this day
	Waiting    int     // cards that were due and had to wait for another day
}

// An Outcome is what came of a simulation.
type Outcome struct{ Days []Day }

// Simulate plays s through once. When a day has no room for all cards that are due, the
// easier ones come first and the others on the next day; new cards come last. Intervals
// are rounded, but moved neither by fuzz nor by a load.
func Simulate(ctx context.Context, s Simulation) (Outcome, error) {
	s.Config = s.sound()
	return simulate(ctx, s, func(state memory.State, r memory.Rating) memory.State {
		return s.Model.Next(state, r, 0)
	})
}

// simulate plays a sound simulation, with step for what an answer does to a memory state
// on the day of the answer before it.
func simulate(ctx context.Context, s Simulation, step func(memory.State, memory.Rating) memory.State) (Outcome, error) {
	p := &play{
		Simulation: s,
		step:       step,
		days:       make([]Day, s.Days),
		due:        make([][]int32, s.Days),
	}
	for i := range s.Own {
		p.intervals = append(p.intervals, s.intervals(s.Own[i].Retention))
	}
	p.intervals = append(p.intervals, s.intervals(s.Retention))
	p.begin()
	for day := range p.days {
		if err := p.play(ctx, day); err != nil {
			return Outcome{}, err
		}
	}
	for i := range p.cards {
		if i%256 == 0 && ctx.Err() != nil {
			return Outcome{}, ctx.Err()
		}
		p.remember(&p.cards[i], s.Days)
	}
	return Outcome{p.days}, nil
}

// A play is a simulation under way. Its days are counted from 0 for today.
type play struct {
	Simulation
	step      func(memory.State, memory.Rating) memory.State
	intervals []intervals // of Config.Own, and then of the others
	days      []Day
	cards     []player
	due       [][]int32 // by day: numbers of cards
}

// A player is a card that has been begun.
type player struct {
	state  memory.State
	last   int
	part   int // of Config.Own; their number for the others
	chance chance
}

func (p *play) begin() {
	p.cards = make([]player, 0, p.CardCount()-p.NewLeft+min(p.NewLeft, p.Days*p.NewPerDay))
	p.enter(p.Cards, len(p.Own))
	for i := range p.Own {
		p.enter(p.Own[i].Cards, i)
	}
}

// enter adds cards of a part that were begun before.
func (p *play) enter(cards []Card, part int) {
	for _, c := range cards {
		due := int(max(int64(c.Due)-int64(p.Today), 0))
		p.cards = append(p.cards, player{c.State, int(int64(c.Last) - int64(p.Today)), part, p.newChance()})
		p.queue(int32(len(p.cards)-1), due)
	}
}

// newChance returns the luck of the next card.
func (p *play) newChance() chance {
	c := chance{p.Seed}
	c.state += c.next() ^ uint64(len(p.cards))*0xd1342543de82ef95
	return c
}

// queue has a card asked on a day.
func (p *play) queue(card int32, day int) {
	if day < len(p.due) {
		p.due[day] = append(p.due[day], card)
	}
}

func (p *play) play(ctx context.Context, day int) error {
	d := &p.days[day]
	due := p.due[day]
	if p.ReviewsPerDay > 0 || p.SecondsPerDay > 0 {
		slices.SortFunc(due, func(a, b int32) int {
			return cmp.Or(
				cmp.Compare(p.cards[a].state.Difficulty, p.cards[b].state.Difficulty),
				cmp.Compare(a, b),
			)
		})
	}
	for i, card := range due {
		if i%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if p.tired(d) || p.ReviewsPerDay > 0 && d.Reviews >= p.ReviewsPerDay {
			d.Waiting = len(due) - i
			for _, card := range due[i:] {
				p.queue(card, day+1)
			}
			break
		}
		p.review(card, day)
	}
	p.due[day] = nil
	for i := range p.Own {
		p.learnSome(day, i, &p.Own[i].NewLeft, p.Own[i].NewPerDay)
	}
	p.learnSome(day, len(p.Own), &p.NewLeft, p.NewPerDay)
	return ctx.Err()
}

// tired reports whether no time is left on a day.
func (p *play) tired(d *Day) bool { return p.SecondsPerDay > 0 && d.Seconds > p.SecondsPerDay }

// learnSome begins cards of a part, as many as a day allows.
func (p *play) learnSome(day, part int, left *int, most int) {
	d := &p.days[day]
	for n := 0; n < most && *left > 0 && d.New < p.NewPerDay && !p.tired(d); n++ {
		*left--
		p.learn(day, part)
	}
}

func (p *play) learn(day, part int) {
	c := player{last: day, part: part, chance: p.newChance()}
	r := memory.Again + memory.Rating(c.chance.draw(p.Costs.First[:]))
	c.state = p.Model.First(r)
	d := &p.days[day]
	d.New++
	d.Seconds += p.Costs.Learning[r-1]
	p.climb(&c, climb{&p.Costs.LearningSteps, &p.Costs.Learning, needed(r, p.LearningSteps)}, r, d)
	p.cards = append(p.cards, c)
	p.queue(int32(len(p.cards)-1), day+p.intervals[part].of(c.state.Stability))
}

func (p *play) review(card int32, day int) {
	c, d := &p.cards[card], &p.days[day]
	p.remember(c, day)
	elapsed := max(day-c.last, 0)
	d.Reviews++
	r := memory.Again
	if c.chance.share() < p.Model.Recall(c.state, float64(elapsed)) {
		d.Recalled++
		r = memory.Hard + memory.Rating(c.chance.draw(p.Costs.Passed[:]))
	}
	d.Seconds += p.Costs.Review[r-1]
	c.state = p.Model.Next(c.state, r, elapsed)
	c.last = day
	if r == memory.Again {
		p.climb(c, climb{&p.Costs.RelearningSteps, &p.Costs.Relearning, needed(r, p.RelearningSteps)}, r, d)
	}
	p.queue(card, day+p.intervals[c.part].of(c.state.Stability))
}

// climb takes a card up its steps.
func (p *play) climb(c *player, up climb, r memory.Rating, d *Day) {
	passes := 0
	for left := mostSteps; !up.over(r, passes, left); left-- {
		r = memory.Again + memory.Rating(c.chance.draw(up.shares[r-1][:]))
		passes = pass(r, passes)
		d.Seconds += up.costs[r-1]
		c.state = p.step(c.state, r)
	}
}

// remember adds a card to what is remembered on the days from its last answer to before
// the given one.
func (p *play) remember(c *player, before int) {
	for day := max(c.last, 0); day < before; day++ {
		p.days[day].Remembered += p.Model.Recall(c.state, float64(day-c.last))
	}
}

// A chance is a source of random numbers (SplitMix64): small, because every card has one.
type chance struct{ state uint64 }

func (c *chance) next() uint64 {
	c.state += 0x9e3779b97f4a7c15
	x := c.state
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// share returns a number from 0 to below 1.
func (c *chance) share() float64 { return float64(c.next()>>11) / (1 << 53) }

// draw returns the number of one of the given shares. If they do not add up to 1 the last
// one takes what is missing.
func (c *chance) draw(shares []float64) int {
	at := c.share()
	for i, share := range shares[:len(shares)-1] {
		if at < share {
			return i
		}
		at -= share
	}
	return len(shares) - 1
}
