package exam

// follow lets all cards do what was chosen, from the first day to the last, and adds up
// what that asks of each day.
func (m *market) follow() {
	clear(m.load)
	clear(m.reviews)
	clear(m.mass)
	clear(m.arriving)
	for i := range m.cards {
		if m.gone(i) {
			return
		}
		p := &m.cards[i]
		for o, share := range p.share {
			if share < 1e-4 {
				continue
			}
			day := p.days[o]
			m.reviews[day] += float64(share)
			m.land(&p.landings[o], float64(share), &m.mass[day], &m.load[day])
		}
	}
	for day, share := range m.beginAt {
		m.begun[day] = m.newCards * share
		if m.begun[day] > 0 {
			m.land(&m.fresh, m.begun[day], &m.mass[day], &m.load[day])
		}
	}
	for day := range m.mass {
		if m.gone(day) {
			return
		}
		if m.seconds[day] <= 0 {
			continue
		}
		m.arrive(&m.arriving[day], &m.mass[day])
		for o, next := range m.options[day] {
			m.depart(&m.mass[day], &m.policy[day][o], &m.jumps[next-day], next, &m.arriving[next])
		}
	}
}

// land puts an amount of a card where a review leads.
func (m *market) land(l *landing, amount float64, mass *surface, load *float64) {
	*load += amount * float64(l.seconds)
	l.add(mass, amount)
}

// depart sends those who chose an option on their way.
func (m *market) depart(mass *surface, policy *[points]float32, jumps *[points]jump, day int, to *preview) {
	for p := range mass {
		amount := mass[p] * float64(policy[p])
		if amount < 1e-7 {
			continue
		}
		j := &jumps[p]
		m.load[day] += amount * float64(j.seconds)
		m.reviews[day] += amount
		for g := range 4 {
			a := amount * float64(j.chance[g])
			b := a * float64(j.beyond[g])
			i := j.point[g]
			to[g][i] += a - b
			to[g][i+1] += b
		}
	}
}

// arrive spreads what came to a day over the difficulties after the answers.
func (m *market) arrive(from *preview, mass *surface) {
	for g := range 4 {
		for d := range difficulties {
			to := m.drift[g][d]
			i := int(to.point) * stabilities
			f := float64(to.beyond)
			for k := range stabilities {
				if a := from[g][d*stabilities+k]; a > 0 {
					mass[i+k] += a * (1 - f)
					mass[i+stabilities+k] += a * f
				}
			}
		}
	}
}
