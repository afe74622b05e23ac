package exam

import "context"

// A market is the exam as trade: minutes have a price on each day, and every card buys
// those that it gains most by. See the package's description.
type market struct {
	*lander
	ctx     context.Context // when it ends, everything here returns at once with nonsense
	days    int             // until the exam
	own     []float64       // seconds to be had, by day
	stands  []int           // for each day, see blocks
	seconds []float64       // to be had, by day that stands for others or itself
	spent   float64         // seconds that today has had already
	price   []float64       // of a second, by day, in recall on the day of the exam
	speed   []float64       // at which the price moves
	pace    float64         // at which the level of all prices moves
	rising  bool            // it moved up the last time
	heat    float64         // how far from the best a choice may be and still be made at times

	still   []surface             // recall on the day of the exam of a card last asked so many days before
	jumps   [][points]jump        // reviews from points of the grid, by days since the last answer
	options [][]int               // the days on which a card may be asked next, by the day it was last asked
	worth   []surface             // of a card that has just been asked, by day
	ahead   []preview             // the same, read through the change of difficulty by each answer
	policy  [][][points]float32   // share of fresh cards by day and option; what is left is not asked again
	drift   [4][difficulties]mark // difficulty after each answer

	first    [shifts][]int // the days on which the cards of today may be asked first, by shift
	cards    []position    // as in Config.Cards; those of new ones are empty
	fresh    landing       // of a new card
	beginAt  []float64     // share of the new cards, by day
	newCards float64

	mass     []surface // cards that are asked, by day
	arriving []preview // likewise, before the change of difficulty

	load    []float64 // seconds asked for, by day
	reviews []float64 // by day
	begun   []float64 // by day
}

// A preview is a surface as seen before an answer: by rating, then by the difficulty and the
// stability that the answer leads to. It has room for every index that a byte can be.
type preview [4][256]float64

// A jump is a landing of a point of the grid. The difficulty is that of market.drift.
type jump struct {
	chance  [4]float32
	beyond  [4]float32
	point   [4]uint8 // of the stability, at the difficulty before the answer
	seconds float32
}

// A position is a card that has been begun already.
type position struct {
	still    float64   // recall on the day of the exam if it is not asked any more
	days     []int     // on which it may be asked first
	landings []landing // by day
	share    []float32 // with which it is asked first then
	notToday bool      // it has been asked today
}

// shifts is the number of ways in which days to be asked on are thinned out.
const shifts = 4

// newMarket prepares a market for the given cards.
func newMarket(ctx context.Context, c *Config, days int) (*market, error) {
	costs := sound(c.Costs)
	l := newLander(newSitting(c.Model, &costs, c.LearningSteps, c.RelearningSteps))
	m := &market{
		lander:  l,
		ctx:     ctx,
		days:    days,
		own:     make([]float64, days),
		seconds: make([]float64, days),
		price:   make([]float64, days),
		speed:   make([]float64, days),
		still:   make([]surface, days+1),
		jumps:   make([][points]jump, days),
		options: make([][]int, days),
		worth:   make([]surface, days),
		ahead:   make([]preview, days),
		policy:  make([][][points]float32, days),
		beginAt: make([]float64, days),
		load:    make([]float64, days),
		reviews: make([]float64, days),
		begun:   make([]float64, days),
		fresh:   l.start(),

		mass:     make([]surface, days),
		arriving: make([]preview, days),
	}
	for day := range min(days, len(c.Minutes)) {
		if minutes := c.Minutes[day]; minutes > 0 {
			m.own[day] = 60 * min(minutes, 24*60)
		}
	}
	m.pool()
	if days > 0 && m.own[0] > 0 && c.Spent > 0 {
		m.spent = 60 * min(c.Spent, 24*60)
	}
	m.layGrid()
	for shift := range m.first {
		m.first[shift] = m.after(-1, shift)
	}
	for i := range c.Cards {
		if c.Cards[i].New {
			m.newCards++
		}
	}
	m.layCards(c)
	return m, ctx.Err()
}

// gone reports, every now and then, whether the plan is not wanted any more.
func (m *market) gone(i int) bool { return i%64 == 0 && m.ctx.Err() != nil }

// layGrid works out where reviews lead from the points of the grid.
func (m *market) layGrid() {
	for p := range points {
		s := gridState(p)
		for left := range m.still {
			m.still[left][p] = m.model.Recall(s, float64(left))
		}
	}
	used := make([]bool, m.days)
	for day := range m.options {
		if m.gone(day) {
			return
		}
		if m.seconds[day] <= 0 {
			continue // no card is ever asked then
		}
		m.options[day] = m.after(day, day)
		m.policy[day] = make([][points]float32, len(m.options[day]))
		for _, next := range m.options[day] {
			used[next-day] = true
		}
	}
	for gap := range m.jumps {
		if !used[gap] {
			continue
		}
		if m.ctx.Err() != nil {
			return
		}
		for p := range points {
			a := m.review(gridState(p), gap)
			j := &m.jumps[gap][p]
			j.seconds = a.seconds
			for g := range 4 {
				j.chance[g], j.beyond[g] = a.chance[g], a.stability[g]
				j.point[g] = a.point[g]%stabilities + uint8(p-p%stabilities)
			}
		}
	}
	for d := range difficulties {
		// The difficulty after an answer hardly depends on the stability: relearning
		// steps of a state in the middle of the grid stand for all.
		a := m.review(gridState(d*stabilities+stabilities/2), 1)
		for g := range 4 {
			m.drift[g][d] = mark{a.point[g] / stabilities, a.difficulty[g]}
		}
	}
}

// after returns the days on which a card that was asked on the given day may be asked
// next: all of the next ones, then ever fewer, and the very last ones. Those on which
// there is no time give way to the next on which there is. Which of the later ones are
// left out goes by the shift, so that all of them stay in use.
func (m *market) after(day, shift int) []int {
	var days []int
	last := day
	add := func(next int) {
		for next < m.days && m.seconds[next] <= 0 {
			next++
		}
		if next < m.days && next > last {
			days = append(days, next)
			last = next
		}
	}
	const finest, lastDays = 8, 3
	for gap := 1; day+gap < m.days-lastDays; {
		step := max(1, gap/finest*2)
		add(min(day+gap+step*(shift%shifts)/shifts, m.days-1))
		gap += step
	}
	for next := max(m.days-lastDays, day+1); next < m.days; next++ {
		add(next)
	}
	return days
}

// layCards works out where first reviews lead from the cards as they are today.
func (m *market) layCards(c *Config) {
	m.cards = make([]position, len(c.Cards))
	started := 0
	for i := range c.Cards {
		if !c.Cards[i].New {
			started++
		}
	}
	widest := 0
	for _, days := range m.first {
		widest = max(widest, len(days))
	}
	landings := make([]landing, started*widest)
	share := make([]float32, started*widest)
	for i := range c.Cards {
		card := &c.Cards[i]
		if card.New {
			continue
		}
		if m.gone(i) {
			return
		}
		since := c.Today.Since(card.Last)
		p := &m.cards[i]
		p.still = m.model.Recall(card.State, float64(since+m.days))
		p.notToday = since == 0
		p.days = m.first[i%shifts]
		n := len(p.days)
		p.landings, landings = landings[:n:n], landings[n:]
		p.share, share = share[:n:n], share[n:]
		for o, day := range p.days {
			if day == 0 && p.notToday {
				continue
			}
			p.landings[o] = m.review(card.State, since+day)
		}
	}
}

// there returns the seconds of a day, and of those that it stands for, that a share of the
// learner's time leaves to be used.
func (m *market) there(day int, share float64) float64 { return m.left(day, m.seconds[day], share) }

// left returns what a share leaves of the seconds of a day.
func (m *market) left(day int, seconds, share float64) float64 {
	if day == 0 {
		return max(0, share*(seconds+m.spent)-m.spent)
	}
	return share * seconds
}
