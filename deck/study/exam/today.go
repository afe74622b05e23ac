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

// today returns the cards for today, those most worth their time first, for about the
// given seconds, and what they are expected to take.
func (m *market) today(c *Config, seconds float64) ([]int32, float64) {
	if !(seconds > 0) {
		return nil, 0
	}
	p := picker{config: c, seconds: seconds, cards: map[int32]bool{}, notes: map[int32]bool{}, notBegun: notBegun(c)}
	begin := m.newToday()
	pace := int(math.Round(m.begun[0]))
	begun := 0
	for _, w := range m.waiting() {
		if w.index <= 0 {
			break
		}
		// New cards come where they stand by their own worth, but no faster than all of
		// them are to come.
		for begun < pace && begin.index >= w.index && (p.begin(begin) || p.beginTogether(begin)) {
			begun++
		}
		switch {
		case p.notes[c.Cards[w.card].Note]:
			p.later = append(p.later, w)
		case p.room(w):
			p.take(w)
		}
	}
	for begin.index > 0 && p.begin(begin) {
		begun++
	}
	for _, w := range p.later {
		if p.room(w) {
			p.take(w)
		}
	}
	for begun < pace && p.beginTogether(begin) {
		begun++
	}
	return p.taken, p.used
}

// waiting returns the cards that have been begun, those most worth their time first.
func (m *market) waiting() []candidate {
	var all []candidate
	for i := range m.cards {
		p := &m.cards[i]
		if p.notToday || len(p.days) == 0 || p.days[0] != 0 {
			continue
		}
		if m.gone(i) {
			return nil
		}
		now := p.landings[0].worth(&m.worth[0])
		later := p.still
		for o, day := range p.days[1:] {
			later = max(later, p.landings[o+1].worth(&m.worth[day])-m.price[day]*float64(p.landings[o+1].seconds))
		}
		seconds := float64(p.landings[0].seconds)
		all = append(all, candidate{int32(i), (now - later) / seconds, seconds})
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.index, a.index) })
	return all
}

// newToday returns what it is worth to begin a new card today and not later.
func (m *market) newToday() candidate {
	now, later, seconds := m.fresh.worth(&m.worth[0]), 0.0, float64(m.fresh.seconds)
	for day := 1; day < m.days; day++ {
		if m.seconds[day] > 0 {
			later = max(later, m.fresh.worth(&m.worth[day])-m.price[day]*seconds)
		}
	}
	return candidate{index: (now - later) / seconds, seconds: seconds}
}

// A freshNote is a note with new cards.
type freshNote struct{ cards, first int } // how many, and the first of them

// notBegun returns the notes with new cards.
func notBegun(c *Config) map[int32]freshNote {
	notes := map[int32]freshNote{}
	for i := range c.Cards {
		if !c.Cards[i].New {
			continue
		}
		note, known := notes[c.Cards[i].Note]
		if !known {
			note.first = i
		}
		note.cards++
		notes[c.Cards[i].Note] = note
	}
	return notes
}

// A picker takes cards for today while there is room.
type picker struct {
	config   *Config
	seconds  float64
	used     float64
	taken    []int32
	cards    map[int32]bool      // that are taken
	notes    map[int32]bool      // of which a card is taken
	notBegun map[int32]freshNote // without the cards that are taken
	later    []candidate         // to be taken last: another card of their note is taken
	next     int                 // the first card that has not been looked at as a new one
	first    int                 // before which no new one is left
}

// room reports whether one more card brings the time nearer to what there is.
func (p *picker) room(w candidate) bool { return p.used+w.seconds/2 <= p.seconds }

func (p *picker) take(w candidate) {
	card := &p.config.Cards[w.card]
	p.taken = append(p.taken, w.card)
	p.used += w.seconds
	p.cards[w.card] = true
	p.notes[card.Note] = true
	if card.New {
		note := p.notBegun[card.Note]
		note.cards--
		p.notBegun[card.Note] = note
	}
}

// begin takes the next new card if there is one and room for it, but no two of one note.
func (p *picker) begin(w candidate) bool {
	for ; p.room(w) && p.next < len(p.config.Cards); p.next++ {
		if card := &p.config.Cards[p.next]; p.isNew(p.next) && !p.notes[card.Note] && p.ready(p.next) {
			w.card = int32(p.next)
			p.take(w)
			p.next++
			return true
		}
	}
	return false
}

// beginTogether takes the next new card, also one of a note of which another is asked today:
// others may have to wait for it. Those may be begun by themselves again.
func (p *picker) beginTogether(w candidate) bool {
	for p.first < len(p.config.Cards) && !p.isNew(p.first) {
		p.first++
	}
	for i := p.first; p.room(w) && i < len(p.config.Cards); i++ {
		if p.isNew(i) && p.ready(i) {
			w.card = int32(i)
			p.take(w)
			p.next = i + 1
			return true
		}
	}
	return false
}

// isNew reports whether a card is new and not taken.
func (p *picker) isNew(i int) bool { return p.config.Cards[i].New && !p.cards[int32(i)] }

// ready reports whether the notes before a new card have been begun. Notes in a circle do
// not wait for those that come later.
func (p *picker) ready(i int) bool {
	card := &p.config.Cards[i]
	for _, before := range card.After {
		if note := p.notBegun[before]; note.cards > 0 && note.first < i && before != card.Note {
			return false
		}
	}
	return true
}
