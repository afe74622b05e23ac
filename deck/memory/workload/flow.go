package workload

import (
	"context"

	"touchpoint/deck/memory"
)

// Instead of playing cards one by one, a flow moves all cards at once: how many
// are expected to be asked on a day, in each memory state. Every answer sends its share
// of them on to another state and another day. Nothing is left to chance, so one pass
// gives what endless simulations would give on average, but for the grid and for
// relearning steps, which a forgotten card is taken to climb with Good answers.

// A source is cards that have been answered, or are, whatever retention is desired.
type source struct {
	day   int // of the look ahead, on which they are answered
	cards float64
	state memory.State // after it
	place place
}

// A start is where all looks ahead of one config begin.
type start struct {
	config    Config
	begun     []int // by day: new cards
	grid      *grid
	curve     *forgetting
	costs     []float64 // by day: seconds for what is fixed already
	answers   []float64 // by day: reviews that are fixed already
	waiting   float64   // cards remembered at the end that are not asked before it
	sources   []source  // cards that were begun before
	fresh     []source  // one new card, on a day that is still open
	cards     float64   // all that are begun by the last day
	lapse     float64   // seconds
	remember  float64   // seconds
	slips     slips
	smallness float32 // fewer cards than this in one state on one day are left out
}

// A field is what all looks ahead of one config lie in.
type field struct {
	grid  *grid
	curve *forgetting
}

// newStart returns where the looks ahead of cards begin, new ones of which are begun on each
// day.
func newStart(ctx context.Context, c Config, cards []Card, begun []int, in field) (*start, error) {
	s := &start{
		config:   c,
		begun:    begun,
		grid:     in.grid,
		curve:    in.curve,
		costs:    make([]float64, c.Days),
		answers:  make([]float64, c.Days),
		lapse:    c.Costs.forgotten(c.RelearningSteps),
		remember: c.Costs.remembered(),
	}
	climb{&c.Costs.RelearningSteps, &c.Costs.Relearning, needed(memory.Again, c.RelearningSteps)}.
		slip(&s.slips, memory.Again, 0, 0, mostSteps, 1)
	for i, card := range cards {
		if i%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		s.begin(card)
		s.cards++
	}
	s.fresh = s.climbed()
	seconds := c.Costs.Learn(c.LearningSteps)
	for day, n := range begun {
		s.cards += float64(n)
		s.costs[day] += float64(n) * seconds
	}
	s.smallness = float32(s.cards * 1e-9)
	return s, nil
}

// begin adds a card that was begun before: it is asked once on the day that it is due on,
// whatever retention is desired.
func (s *start) begin(card Card) {
	m, last := s.config.Model, s.config.Days-1
	day := int(max(int64(card.Due)-int64(s.config.Today), 0))
	if day > last {
		elapsed := int64(s.config.Today) + int64(last) - int64(card.Last)
		s.waiting += m.Recall(card.State, float64(elapsed))
		return
	}
	elapsed := int(max(int64(s.config.Today)+int64(day)-int64(card.Last), 0))
	recall := m.Recall(card.State, float64(elapsed))
	s.answers[day]++
	s.costs[day] += (1-recall)*s.lapse + recall*s.remember
	for i, share := range s.shares(recall) {
		if share > 0 {
			next := s.next(card.State, i, elapsed)
			s.sources = append(s.sources, source{day, share, next, s.grid.place(next)})
		}
	}
}

// climbed returns where a new card is after its first day, by chance. States that lie in
// the same square of the grid are taken together.
func (s *start) climbed() []source {
	var list []source
	at := make(map[int32]int) // by cell
	c := &s.config
	for i, share := range c.Costs.First {
		r := memory.Again + memory.Rating(i)
		up := climb{&c.Costs.LearningSteps, &c.Costs.Learning, needed(r, c.LearningSteps)}
		up.walk(c.Model, c.Model.First(r), r, 0, mostSteps, share, func(chance float64, state memory.State) {
			from := source{cards: chance, state: state, place: s.grid.place(state)}
			k, ok := at[from.place.cell]
			if !ok {
				at[from.place.cell] = len(list)
				list = append(list, from)
				return
			}
			same := &list[k]
			same.cards += chance
			if same.cards > 0 {
				part := chance / same.cards
				same.state.Stability += part * (state.Stability - same.state.Stability)
				same.state.Difficulty += part * (state.Difficulty - same.state.Difficulty)
				same.place = s.grid.place(same.state)
			}
		})
	}
	return list
}

// What may come of a review: forgotten, and then none, one or more slips on the relearning
// steps; or Hard, Good, Easy.
const outcomes = 3 + 3

// shares returns how likely each outcome is.
func (s *start) shares(recall float64) [outcomes]float64 {
	p, lost := &s.config.Costs.Passed, 1-recall
	return [outcomes]float64{lost * s.slips[0], lost * s.slips[1], lost * s.slips[2], recall * p[0], recall * p[1], recall * p[2]}
}

// next returns the state after an outcome of a review.
func (s *start) next(state memory.State, outcome, elapsed int) memory.State {
	m := s.config.Model
	if outcome >= len(s.slips) {
		return m.Next(state, memory.Hard+memory.Rating(outcome-len(s.slips)), elapsed)
	}
	state = m.Next(state, memory.Again, elapsed)
	for range outcome {
		state = m.Next(state, memory.Again, 0)
	}
	for range needed(memory.Again, s.config.RelearningSteps) {
		state = m.Next(state, memory.Good, 0)
	}
	return state
}

// A branch is where one outcome sends a card that is asked in the state of a cell.
type branch struct {
	share float32
	days  int32
	place place
}

// An asked says what happens to a card that is asked in the state of a cell, on the day
// that one desired retention gives it.
type asked struct {
	seconds  float64
	branches [outcomes]branch
}

// A flow is what one look ahead needs. It can be used again for another one.
type flow struct {
	start *start
	cells []asked
	known []bool      // whether that of a cell has been worked out
	cards [][]float32 // by day and cell: how many are asked

	intervals intervals
	seconds   []float64 // by day
	reviews   []float64 // by day
	sum       float64   // remembered at the end of the last day
}

func newFlow(s *start) *flow {
	f := &flow{
		start:   s,
		cells:   make([]asked, s.grid.cells()),
		known:   make([]bool, s.grid.cells()),
		cards:   make([][]float32, s.config.Days),
		seconds: make([]float64, s.config.Days),
		reviews: make([]float64, s.config.Days),
	}
	for day := range f.cards {
		f.cards[day] = make([]float32, s.grid.cells())
	}
	return f
}

// run looks ahead for one desired retention. After an error the flow is of no use any more.
func (f *flow) run(ctx context.Context, retention float64) error {
	s := f.start
	clear(f.known)
	f.intervals = s.config.intervals(retention)
	copy(f.seconds, s.costs)
	copy(f.reviews, s.answers)
	f.sum = s.waiting
	for i := range s.sources {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		from := &s.sources[i]
		f.send(from.day, float32(from.cards), f.intervals.of(from.state.Stability), &from.place)
	}
	for day := range f.cards {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.ask(day)
		if n := float64(s.begun[day]); n > 0 {
			for i := range s.fresh {
				from := &s.fresh[i]
				f.send(day, float32(n*from.cards), f.intervals.of(from.state.Stability), &from.place)
			}
		}
	}
	return nil
}

// ask has the cards of a day answered, and leaves none on it.
func (f *flow) ask(day int) {
	seconds, reviews := 0.0, 0.0
	row := f.cards[day]
	for cell, n := range row {
		if n == 0 {
			continue
		}
		row[cell] = 0
		if n < f.start.smallness {
			continue
		}
		if !f.known[cell] {
			f.workOut(cell)
		}
		a := &f.cells[cell]
		seconds += float64(n) * a.seconds
		reviews += float64(n)
		for i := range a.branches {
			b := &a.branches[i]
			if b.share == 0 {
				continue
			}
			f.send(day, n*b.share, int(b.days), &b.place)
		}
	}
	f.seconds[day] += seconds
	f.reviews[day] += reviews
}

// send moves cards that have been answered on a day on to the day that comes after the given
// number of days.
func (f *flow) send(day int, cards float32, days int, p *place) {
	next := day + days
	if next >= len(f.cards) {
		f.sum += float64(cards) * f.start.curve.after(len(f.cards)-1-day, p.curve)
		return
	}
	row := f.cards[next]
	far := cards * p.stability
	near := cards - far
	here, there := row[p.cell:][:2], row[p.cell+difficulties:][:2]
	here[1] += near * p.difficulty
	here[0] += near * (1 - p.difficulty)
	there[1] += far * p.difficulty
	there[0] += far * (1 - p.difficulty)
}

// workOut fills in what happens to the cards of a cell.
func (f *flow) workOut(cell int) {
	s := f.start
	state := s.grid.state(cell)
	elapsed := f.intervals.of(state.Stability)
	recall := s.config.Model.Recall(state, float64(elapsed))
	a := &f.cells[cell]
	a.seconds = (1-recall)*s.lapse + recall*s.remember
	for i, share := range s.shares(recall) {
		if share == 0 {
			a.branches[i] = branch{}
			continue
		}
		next := s.next(state, i, elapsed)
		a.branches[i] = branch{float32(share), int32(f.intervals.of(next.Stability)), s.grid.place(next)}
	}
	f.known[cell] = true
}
