package exam

import "math"

// choose works out what fresh cards and the cards of today are best to do at the present
// prices, from the last day to the first.
func (m *market) choose() {
	q := make([][points]float64, m.widest())
	for day := m.days - 1; day >= 0; day-- {
		if m.gone(day) {
			return
		}
		if m.seconds[day] <= 0 {
			continue
		}
		options := m.options[day]
		still := &m.still[m.days-day]
		for o, next := range options {
			m.ask(next-day, next, &q[o])
		}
		m.blend(still, options, q, m.policy[day], &m.worth[day])
		m.look(day, &m.worth[day])
	}
	m.chooseCards()
	m.chooseNew()
}

// ask fills in what it is worth to every point of the grid to be asked on a day, after a
// gap.
func (m *market) ask(gap, day int, q *[points]float64) {
	ahead, price := &m.ahead[day], m.price[day]
	jumps := &m.jumps[gap]
	for p := range jumps {
		j := &jumps[p]
		sum := -price * float64(j.seconds)
		for g := range 4 {
			i := j.point[g]
			low := ahead[g][i]
			sum += float64(j.chance[g]) * (low + float64(j.beyond[g])*(ahead[g][i+1]-low))
		}
		q[p] = sum
	}
}

// blend shares every point of the grid out among the options by what they are worth, and
// fills in what that is worth in the mean.
func (m *market) blend(still *surface, options []int, q [][points]float64, policy [][points]float32, worth *surface) {
	cold := 1 / m.heat
	best := *still
	for o := range options {
		for p, x := range &q[o] {
			if x > best[p] {
				best[p] = x
			}
		}
	}
	var sum surface
	for p, x := range still {
		sum[p] = soft((x - best[p]) * cold)
		worth[p] = sum[p] * x
	}
	for o := range options {
		shares := &policy[o]
		for p, x := range &q[o] {
			w := soft((x - best[p]) * cold)
			shares[p] = float32(w)
			sum[p] += w
			worth[p] += w * x
		}
	}
	for p := range sum {
		sum[p] = 1 / sum[p]
		worth[p] *= sum[p]
	}
	for o := range options {
		shares := &policy[o]
		for p := range shares {
			if shares[p] > 0 {
				shares[p] *= float32(sum[p])
			}
		}
	}
}

// soft is the weight of a choice that is by so much heat below the best: about the
// exponential function, but quick, and 0 for what is far below.
func soft(x float64) float64 {
	y := 1 + x/8
	if !(y > 0) { // also when there is no such choice
		return 0
	}
	y *= y
	y *= y
	return y * y
}

// look prepares a day's surface to be seen from before an answer.
func (m *market) look(day int, s *surface) {
	for g := range 4 {
		for d := range difficulties {
			to := m.drift[g][d]
			i := int(to.point) * stabilities
			for k := range stabilities {
				low := s[i+k]
				m.ahead[day][g][d*stabilities+k] = low + float64(to.beyond)*(s[i+stabilities+k]-low)
			}
		}
	}
}

func (m *market) chooseCards() {
	all := make([]float64, m.days)
	for i := range m.cards {
		p := &m.cards[i]
		q := all[:len(p.days)]
		if p.landings == nil {
			continue
		}
		if m.gone(i) {
			return
		}
		best := p.still
		for o, day := range p.days {
			if day == 0 && p.notToday {
				q[o] = math.Inf(-1)
				continue
			}
			q[o] = p.landings[o].worth(&m.worth[day]) - m.price[day]*float64(p.landings[o].seconds)
			best = max(best, q[o])
		}
		sum := soft((p.still - best) / m.heat)
		for o := range q {
			w := soft((q[o] - best) / m.heat)
			p.share[o] = float32(w)
			sum += w
		}
		for o := range q {
			p.share[o] /= float32(sum)
		}
	}
}

func (m *market) chooseNew() {
	best := 0.0 // not to begin it
	for day, seconds := range m.seconds {
		m.beginAt[day] = math.Inf(-1)
		if seconds > 0 {
			m.beginAt[day] = m.fresh.worth(&m.worth[day]) - m.price[day]*float64(m.fresh.seconds)
			best = max(best, m.beginAt[day])
		}
	}
	sum := soft((0 - best) / m.heat)
	for day, q := range m.beginAt {
		m.beginAt[day] = soft((q - best) / m.heat)
		sum += m.beginAt[day]
	}
	for day := range m.beginAt {
		m.beginAt[day] /= sum
	}
}

// widest returns the most options of any day.
func (m *market) widest() int {
	widest := 0
	for _, options := range m.options {
		widest = max(widest, len(options))
	}
	return widest
}
