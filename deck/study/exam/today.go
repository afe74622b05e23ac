package exam

import (
	"cmp"
	"math"
	"slices"
)

// A candidate is a card that might be asked today.
type candidate struct {
	card    int32
	index   float64 // recall on the day of the exam that a second today wins
	seconds float64
}

// today returns the cards for today, those most worth their time first, for at most the
// given seconds, and what they are expected to take.
func (m *market) today(c *Config, seconds float64) ([]int32, float64) {
	if seconds <= 0 || m.days == 0 {
		return nil, 0
	}
	waiting := m.waiting(c)
	begin := m.newToday()
	quota := int(math.Round(m.begun[0]))
	picks := picker{config: c, seconds: seconds, notes: map[int32]bool{}, unbegun: unbegun(c)}
	next := picks.nextNew(0)
	for _, w := range waiting {
		// A new card comes where it stands by its own worth.
		for quota > 0 && next >= 0 && begin.index >= w.index && picks.room(begin) {
			begin.card = int32(next)
			picks.take(begin)
			quota--
			next = picks.nextNew(next + 1)
		}
		if w.index <= 0 {
			break
		}
		if !picks.room(w) {
			continue
		}
		if picks.sibling(w.card) {
			picks.later = append(picks.later, w)
			continue
		}
		picks.take(w)
	}
	for next >= 0 && begin.index > 0 && picks.room(begin) {
		begin.card = int32(next)
		picks.take(begin)
		next = picks.nextNew(next + 1)
	}
	for _, w := range picks.later {
		if picks.room(w) {
			picks.take(w)
		}
	}
	return picks.taken, picks.used
}

// waiting returns the cards that have been begun, those most worth their time first.
func (m *market) waiting(c *Config) []candidate {
	var all []candidate
	for i := range m.cards {
		p := &m.cards[i]
		if p.notToday || len(p.days) == 0 || p.days[0] != 0 {
			continue
		}
		now := p.landings[0].worth(&m.worth[0])
		later := p.still
		for o, day := range p.days[1:] {
			later = max(later, p.landings[o+1].worth(&m.worth[day])-m.price[day]*p.landings[o+1].seconds)
		}
		all = append(all, candidate{int32(i), (now - later) / p.landings[0].seconds, p.landings[0].seconds})
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.index, a.index) })
	return all
}

// newToday returns what it is worth to begin a new card today and not later.
func (m *market) newToday() candidate {
	now, later := m.fresh.worth(&m.worth[0]), 0.0
	for day := 1; day < m.days; day++ {
		if m.seconds[day] > 0 {
			later = max(later, m.fresh.worth(&m.worth[day])-m.price[day]*m.fresh.seconds)
		}
	}
	return candidate{index: (now - later) / m.fresh.seconds, seconds: m.fresh.seconds}
}

// unbegun counts the new cards of every note.
func unbegun(c *Config) map[int32]int {
	count := map[int32]int{}
	for i := range c.Cards {
		if c.Cards[i].New {
			count[c.Cards[i].Note]++
		}
	}
	return count
}

// A picker takes cards for today while there is room.
type picker struct {
	config  *Config
	seconds float64
	used    float64
	taken   []int32
	notes   map[int32]bool // of which a card is taken
	unbegun map[int32]int  // cards of a note that are new, and not taken
	later   []candidate    // taken last: another card of their note is taken
}

// room reports whether one more card brings the time nearer to what there is.
func (p *picker) room(w candidate) bool { return p.used+w.seconds/2 <= p.seconds }

func (p *picker) take(w candidate) {
	card := &p.config.Cards[w.card]
	p.taken = append(p.taken, w.card)
	p.used += w.seconds
	p.notes[card.Note] = true
	if card.New {
		p.unbegun[card.Note]--
	}
}

func (p *picker) sibling(card int32) bool { return p.notes[p.config.Cards[card].Note] }

// nextNew returns the first new card from the given one on that may be begun: the notes
// before it have been, and no card of its own note is asked today. It is -1 if there is
// none.
func (p *picker) nextNew(from int) int {
	for i := from; i < len(p.config.Cards); i++ {
		card := &p.config.Cards[i]
		if !card.New || p.sibling(int32(i)) {
			continue
		}
		ready := true
		for _, note := range card.After {
			ready = ready && p.unbegun[note] == 0
		}
		if ready {
			return i
		}
	}
	return -1
}
