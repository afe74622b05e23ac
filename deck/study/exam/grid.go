package exam

import (
	"math"

	"touchpoint/deck/memory"
)

// The grid of memory states on which the worth of a card is worked out: the logarithm of
// the stability by the difficulty. Between its points everything is linear.
const (
	stabilities  = 24
	difficulties = 5
	points       = stabilities * difficulties

	lowStability  = 0.01 // days; what is below is forgotten by tomorrow all the same
	highStability = 5000 // days; what is above is remembered on any day of an exam
)

var (
	logLow  = math.Log(lowStability)
	logStep = math.Log(highStability/lowStability) / (stabilities - 1)
)

const hardStep = float64(memory.MaxDifficulty-memory.MinDifficulty) / (difficulties - 1)

// A mark is a place on one axis of the grid: so far beyond one of its points.
type mark struct {
	point  uint8
	beyond float32 // 0 to 1, as a share of the way to the next point
}

func markOf(x float64, points int) mark {
	if !(x > 0) { // also when it is no number
		return mark{}
	}
	i := min(int(min(x, float64(points))), points-2)
	return mark{uint8(i), float32(min(x-float64(i), 1))}
}

func stabilityMark(log float64) mark { return markOf((log-logLow)/logStep, stabilities) }
func difficultyMark(hard float64) mark {
	return markOf((hard-memory.MinDifficulty)/hardStep, difficulties)
}

// gridState returns the memory state at a point of the grid.
func gridState(point int) memory.State {
	return memory.State{
		Stability:  math.Exp(logLow + logStep*float64(point%stabilities)),
		Difficulty: memory.MinDifficulty + hardStep*float64(point/stabilities),
	}
}

// A surface is a number for every point of the grid.
type surface [points]float64

// A landing is where the four answers of one review put a card, and what they cost. There
// may be many, so it is kept small.
type landing struct {
	chance     [4]float32
	stability  [4]float32 // how far beyond the point of the grid
	difficulty [4]float32
	seconds    float32  // expected
	point      [4]uint8 // of the grid, the one below
}

// put sets where one answer leads.
func (l *landing) put(answer int, log, hard float64) {
	s, d := stabilityMark(log), difficultyMark(hard)
	l.point[answer] = d.point*stabilities + s.point
	l.stability[answer], l.difficulty[answer] = s.beyond, d.beyond
}

// worth returns what the landing is worth in the mean on a surface of what fresh cards
// are worth.
func (l *landing) worth(s *surface) float64 {
	sum := 0.0
	for g, chance := range l.chance {
		if chance > 0 {
			i := int(l.point[g])
			f, h := float64(l.stability[g]), float64(l.difficulty[g])
			low := s[i] + f*(s[i+1]-s[i])
			high := s[i+stabilities] + f*(s[i+stabilities+1]-s[i+stabilities])
			sum += float64(chance) * (low + h*(high-low))
		}
	}
	return sum
}

// add spreads an amount of a card over the points around where the answers lead.
func (l *landing) add(s *surface, amount float64) {
	for g, chance := range l.chance {
		i := int(l.point[g])
		f, h := float64(l.stability[g]), float64(l.difficulty[g])
		a := amount * float64(chance)
		s[i] += a * (1 - f) * (1 - h)
		s[i+1] += a * f * (1 - h)
		s[i+stabilities] += a * (1 - f) * h
		s[i+stabilities+1] += a * f * h
	}
}

// A lander finds landings.
type lander struct {
	sitting
	relearned [points]outcome // after the relearning steps, by the state before them
}

func newLander(s sitting) *lander {
	l := &lander{sitting: s}
	for p := range l.relearned {
		l.relearned[p] = s.relearn(gridState(p))
	}
	return l
}

// review returns where a review of a card leaves it, so many days after its last answer.
func (l *lander) review(state memory.State, elapsed int) landing {
	recall := l.model.Recall(state, float64(elapsed))
	c := l.costs
	var a landing
	sum := 0.0
	for g, chance := range [4]float64{1 - recall, recall * c.Passed[0], recall * c.Passed[1], recall * c.Passed[2]} {
		after := l.model.Next(state, memory.Again+memory.Rating(g), elapsed)
		log, hard, seconds := math.Log(after.Stability), after.Difficulty, c.Review[g]
		if g == 0 {
			log, hard, seconds = l.afterLapse(log, hard, seconds)
		}
		a.chance[g] = float32(chance)
		a.put(g, log, hard)
		sum += chance * seconds
	}
	a.seconds = float32(sum)
	return a
}

// afterLapse adds the relearning steps to a lapse.
func (l *lander) afterLapse(log, hard, seconds float64) (float64, float64, float64) {
	s, d := stabilityMark(log), difficultyMark(hard)
	i := int(d.point)*stabilities + int(s.point)
	f, g := float64(s.beyond), float64(d.beyond)
	var o outcome
	for k, weight := range [4]float64{(1 - f) * (1 - g), f * (1 - g), (1 - f) * g, f * g} {
		r := &l.relearned[i+k%2+k/2*stabilities]
		o.log += weight * r.log
		o.hard += weight * r.hard
		o.seconds += weight * r.seconds
	}
	return o.log, o.hard, seconds + o.seconds
}

// start returns where a new card lands on its first day.
func (l *lander) start() landing {
	var a landing
	sum := 0.0
	for g, o := range l.learn() {
		a.chance[g] = float32(o.chance)
		a.put(g, o.log, o.hard)
		sum += o.chance * o.seconds
	}
	a.seconds = float32(sum)
	return a
}
