package study

import (
	"context"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// Moves are cards that could be asked on other days than they are due, to be looked at
// before [Desk.Move] does it. Nothing has happened yet. The zero Moves are none.
type Moves struct {
	Cards    int // how many would move
	Earlier  int // of them, to an earlier day
	Later    int // of them, to a later day
	Today    int // all cards due today, those overdue among them, as things are
	TodayNew int // the same after the moves

	// Days are all cards in review that fall due, by day: from today, on which those
	// overdue count, to the last day that the moves change, but for a year at most.
	Days []DayLoad

	list []moved
}

// A DayLoad is how many cards fall due on a day, without moves and with them.
type DayLoad struct {
	Day           memory.Day
	Before, After int
}

// moved is one card that is to be due on another day.
type moved struct {
	card     int32
	from, to memory.Day
}

// movesShown is for how many days Moves says what falls due.
const movesShown = 366

// Move does what the moves say. It is one act, which one [Desk.Undo] takes back, also
// after the program was closed on the same day. A card that was answered, suspended or
// moved since the moves were worked out is left out: Act.Cards says how many there were.
// The memory of the cards is not touched.
func (d *Desk) Move(ctx context.Context, m Moves) (Act, error) {
	if err := d.sync(ctx); err != nil {
		return Act{}, err
	}
	var cards []int32
	var entries []progress.Entry
	for _, move := range m.list {
		if s := &d.slots[move.card]; !s.inReview() || s.due != int64(move.from) {
			continue
		}
		cards = append(cards, move.card)
		entries = append(entries, progress.Entry{
			Kind: progress.Reschedule, After: progress.Schedule{Phase: memory.Review, DueDay: move.to},
		})
	}
	if len(cards) == 0 {
		return Act{Kind: progress.Reschedule}, nil
	}
	a, err := d.performAll(ctx, cards, entries)
	if err != nil {
		return Act{}, err
	}
	return d.public(a), nil
}

// A planner makes moves: it knows what will be due on each day while cards
// are moved one after another.
type planner struct {
	desk  *Desk
	today memory.Day
	due   []memory.Day // by card, of those in review; as it will be
	days  []int32      // cards by day from today on, those overdue on the first; as it will be
	load  memory.Load  // of days, with the preset's easy weekdays and holidays
	list  []moved
}

// planMoves begins moves of what is due now.
func (d *Desk) planMoves() *planner {
	at := d.moment()
	d.turnDay(at.today)
	p := &planner{
		desk:  d,
		today: at.today,
		due:   make([]memory.Day, len(d.slots)),
		days:  make([]int32, movesShown),
		load:  memory.Load{From: at.today, Easy: d.ahead.load.Easy, Off: d.ahead.load.Off},
	}
	for i := range d.slots {
		if s := &d.slots[i]; s.inReview() {
			p.due[i] = memory.Day(s.due)
			p.count(p.due[i], 1)
		}
	}
	if d.preset.Balance {
		p.load.Due = p.days
	}
	return p
}

// at returns the place of a day in days, and false for one that is too far away.
func (p *planner) at(day memory.Day) (int, bool) {
	k := day.Since(p.today)
	return k, k < len(p.days)
}

func (p *planner) count(day memory.Day, n int32) {
	if k, ok := p.at(day); ok {
		p.days[k] += n
	}
}

// movable calls visit with each card in review, but for those put aside with all that is
// of no model.
func (p *planner) movable(visit func(i int32)) {
	d := p.desk
	for n := range d.layout.notes {
		if d.preset.ModelsOnly && d.layout.notes[n].model == none {
			continue
		}
		for i := d.layout.notes[n].first; i < d.layout.notes[n].end; i++ {
			if d.slots[i].inReview() {
				visit(i)
			}
		}
	}
}

// lift takes a card from its day, for put to lay it on another.
func (p *planner) lift(i int32) { p.count(p.due[i], -1) }

// put lays a card on a day. When that changes nothing for the learner, because the card
// is asked today as before, it stays where it was.
func (p *planner) put(i int32, to memory.Day) {
	from := memory.Day(p.desk.slots[i].due)
	if to <= p.today && from <= p.today {
		to = from
	}
	p.due[i] = to
	p.count(to, 1)
	if to != from {
		p.list = append(p.list, moved{card: i, from: from, to: to})
	}
}

// siblings returns the days on which the other cards of a card's note will be due, until
// it is called again.
func (p *planner) siblings(i int32) []memory.Day {
	list := p.load.Siblings[:0]
	n := &p.desk.layout.notes[p.desk.layout.noteOf[i]]
	for k := n.first; k < n.end; k++ {
		if k != i && p.desk.slots[k].inReview() {
			list = append(list, p.due[k])
		}
	}
	p.load.Siblings = list
	return list
}

// moves returns what was planned, with what it comes to.
func (p *planner) moves() Moves {
	m := Moves{Cards: len(p.list), list: p.list}
	before := make([]int32, len(p.days))
	copy(before, p.days)
	last := 0
	for _, move := range p.list {
		if move.to < move.from {
			m.Earlier++
		} else {
			m.Later++
		}
		for _, day := range [2]memory.Day{move.from, move.to} {
			if k, ok := p.at(day); ok {
				last = max(last, k)
			}
		}
		if k, ok := p.at(move.from); ok {
			before[k]++
		}
		if k, ok := p.at(move.to); ok {
			before[k]--
		}
	}
	m.Today, m.TodayNew = int(before[0]), int(p.days[0])
	if len(p.list) == 0 {
		return m
	}
	for k := range last + 1 {
		m.Days = append(m.Days, DayLoad{Day: p.today + memory.Day(k), Before: int(before[k]), After: int(p.days[k])})
	}
	return m
}
