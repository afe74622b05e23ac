package exam

import (
	"math"
	"slices"
)

// The heat of the market falls from round to round: at first choices are spread widely and
// prices find their height, in the end nearly every card does what is best for it. How
// cold it may get goes by the prices: where time is plenty small gains matter.
const (
	hottest   = 0.06
	coldest   = 0.0004
	lukewarm  = 0.006
	precision = 0.02 // heat in the end, as a share of what a card costs

	usual    = 35  // seconds of a card
	momentum = 0.7 // of the prices

	firstPace   = 0.05 // of the level of all prices, as a logarithm
	slowestPace = 0.001
	fastestPace = 0.3

	uneven = 0.04 // share of the minutes that may be on the wrong days
	amiss  = 0.01 // share of all minutes that may be too much or too little
)

// settle moves the prices until what is asked for on each day is what there is.
func (m *market) settle(share float64, rounds int, from float64, w *work) error {
	fall := math.Pow(min(lukewarm/from, 1), 1/float64(max(rounds/3, 1)))
	m.heat = from
	m.pace = firstPace
	clear(m.speed)
	for round := range rounds {
		m.choose()
		m.follow()
		if m.heat <= m.floor() && m.even(share) {
			w.done += rounds - round
			m.ration(share)
			return w.ctx.Err()
		}
		m.reprice(share)
		m.relevel(m.excess(share))
		m.heat = max(m.heat*fall, m.floor())
		if err := w.step(); err != nil {
			return err
		}
	}
	m.choose()
	m.follow()
	m.ration(share)
	return w.ctx.Err()
}

// ration lets as many of the new cards begin as there is time for. They are all alike, and
// at the price at which it makes no difference to them only the time can say how many.
func (m *market) ration(share float64) {
	excess := m.excess(share)
	begin := 0.0
	for _, s := range m.beginAt {
		begin += s
	}
	if math.Abs(excess) < amiss/4 || !(begin > 0) {
		return
	}
	shares := slices.Clone(m.beginAt)
	clear(m.beginAt)
	m.follow()
	taken := excess - m.beyond(share)
	f := min(max(1-excess/max(taken, 1e-9), 0), 1/begin)
	for day := range shares {
		m.beginAt[day] = f * shares[day]
	}
	m.follow()
}

// excess returns how much more is asked for on the whole than there is, as a share of that.
// Less than there is counts only where all days have a price.
func (m *market) excess(share float64) float64 {
	excess := m.beyond(share)
	if excess >= 0 {
		return excess
	}
	for day, seconds := range m.seconds {
		if seconds > 0 && m.price[day] <= 0 {
			return 0
		}
	}
	return excess
}

// beyond returns by how much what is asked for goes beyond what there is, as a share of it.
func (m *market) beyond(share float64) float64 {
	asked, all := 0.0, 0.0
	for day, load := range m.load {
		asked += load
		all += m.there(day, share)
	}
	return (asked - all) / max(all, 1)
}

// even reports whether every day is asked for what there is, or for less if that costs
// nothing, but for a little.
func (m *market) even(share float64) bool {
	off, net, all := 0.0, 0.0, 0.0
	for day := range m.seconds {
		there := m.there(day, share)
		all += there
		if m.price[day] > 0 || m.load[day] > there {
			off += math.Abs(m.load[day] - there)
			net += m.load[day] - there
		}
	}
	return off <= uneven*all && math.Abs(net) <= amiss*all
}

// floor returns the heat at which the market is cold enough.
func (m *market) floor() float64 {
	sum, days := 0.0, 0.0
	for day, seconds := range m.seconds {
		if seconds > 0 {
			sum += m.price[day]
			days++
		}
	}
	return min(max(precision*usual*sum/max(days, 1), coldest), lukewarm)
}

// reprice raises the price of days that are asked too much, and lowers that of others. The
// step is the one that would even out a day if cards moved between days only.
func (m *market) reprice(share float64) {
	for day, seconds := range m.seconds {
		if seconds <= 0 {
			continue
		}
		const few = 1.0 // second; keeps days without any load from falling for ever
		ratio := math.Log((m.load[day] + few) / (m.there(day, share) + few))
		m.speed[day] = momentum*m.speed[day] + m.heat/usual*min(max(ratio, -2), 2)
		m.price[day] += m.speed[day]
		if m.price[day] < 0 {
			m.price[day], m.speed[day] = 0, 0
		}
	}
}

// relevel moves all prices together where too much or too little is asked for on the whole:
// the faster, the longer it has been the same. It finds the price at which many like
// cards, new ones above all, give up at once.
func (m *market) relevel(excess float64) {
	if math.Abs(excess) <= amiss {
		return
	}
	if more := excess > 0; more == m.rising {
		m.pace = min(1.3*m.pace, fastestPace)
	} else {
		m.rising, m.pace = more, max(0.4*m.pace, slowestPace)
	}
	by := math.Exp(math.Copysign(m.pace*min(1, 5*math.Abs(excess)), excess))
	for day := range m.price {
		m.price[day] *= by
	}
}

// recall works out, for fresh cards by day, how likely each is to be remembered on the day
// of the exam if all follow what was chosen.
func (m *market) recall() []surface {
	recall := make([]surface, m.days)
	kept := m.price
	m.price = make([]float64, m.days)
	defer func() { m.price = kept }()
	var q [points]float64
	for day := m.days - 1; day >= 0; day-- {
		if m.gone(day) {
			break
		}
		if m.seconds[day] <= 0 {
			continue
		}
		still := &m.still[m.days-day]
		var left surface
		for p := range left {
			left[p] = 1
		}
		for o, next := range m.options[day] {
			m.ask(next-day, next, &q)
			for p := range q {
				share := float64(m.policy[day][o][p])
				recall[day][p] += share * q[p]
				left[p] -= share
			}
		}
		for p := range left {
			recall[day][p] += left[p] * still[p]
		}
		m.look(day, &recall[day])
	}
	return recall
}

// beginning returns what tells of each new card in turn how likely it is to be remembered
// on the day of the exam: they are begun in their order, as many on each day as was chosen,
// and the last ones not at all where that is not all of them.
func (m *market) beginning(fresh []surface) func() float64 {
	day, left := -1, 0.0 // cards that are still to be begun on that day
	worth := 0.0
	return func() float64 {
		recall, card := 0.0, 1.0
		for {
			if left >= card {
				left -= card
				return recall + card*worth
			}
			recall += left * worth
			card -= left
			for day++; day < m.days && m.beginAt[day] <= 0; day++ {
			}
			if day >= m.days {
				left, day = 0, m.days
				return recall
			}
			left, worth = m.newCards*m.beginAt[day], m.fresh.worth(&fresh[day])
		}
	}
}

// forecast returns what is to be expected if all cards follow what was chosen.
func (m *market) forecast(c *Config) Forecast {
	fresh := m.recall()
	for day := range m.worth {
		m.look(day, &m.worth[day]) // as choose left it
	}
	begin := m.beginning(fresh)
	recall := make([]float64, len(c.Cards))
	for i := range c.Cards {
		if m.gone(i) {
			break
		}
		if c.Cards[i].New {
			recall[i] = begin()
			continue
		}
		p := &m.cards[i]
		left := 1.0
		for o, share := range p.share {
			if share > 0 {
				recall[i] += float64(share) * p.landings[o].worth(&fresh[p.days[o]])
				left -= float64(share)
			}
		}
		recall[i] += max(left, 0) * p.still
	}
	f := c.sum(recall)
	for _, seconds := range m.load {
		f.Minutes += seconds / 60
	}
	return f
}
