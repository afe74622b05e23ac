package exam

import (
	"math"

	"touchpoint/deck/memory"
)

// The grid of memory states on which the worth of a card is worked out: the logarithm of
// the stability by the difficulty. Between its points everything is linear.
const (
	stabilities  = 28
	difficulties = 6
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

// at returns the number between four points.
func (s *surface) at(stability, difficulty mark) float64 {
	i := int(difficulty.point)*stabilities + int(stability.point)
	f, g := float64(stability.beyond), float64(difficulty.beyond)
	low := s[i] + f*(s[i+1]-s[i])
	high := s[i+stabilities] + f*(s[i+stabilities+1]-s[i+stabilities])
	return low + g*(high-low)
}

// add spreads an amount over the four points around a place.
func (s *surface) add(stability, difficulty mark, amount float64) {
	i := int(difficulty.point)*stabilities + int(stability.point)
	f, g := float64(stability.beyond), float64(difficulty.beyond)
	s[i] += amount * (1 - f) * (1 - g)
	s[i+1] += amount * f * (1 - g)
	s[i+stabilities] += amount * (1 - f) * g
	s[i+stabilities+1] += amount * f * g
}

// A landing is where the four answers of one review put a card, and what they cost.
type landing struct {
	chance     [4]float64
	seconds    float64 // expected
	stability  [4]mark
	difficulty [4]mark
}

// worth returns what the landing is worth in the mean on a surface of what fresh cards
// are worth.
func (l *landing) worth(s *surface) float64 {
	sum := 0.0
	for g := range l.chance {
		if l.chance[g] > 0 {
			sum += l.chance[g] * s.at(l.stability[g], l.difficulty[g])
		}
	}
	return sum
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
	a.chance = [4]float64{1 - recall, recall * c.Passed[0], recall * c.Passed[1], recall * c.Passed[2]}
	for g := range a.chance {
		after := l.model.Next(state, memory.Again+memory.Rating(g), elapsed)
		log, hard, seconds := math.Log(after.Stability), after.Difficulty, c.Review[g]
		if g == 0 {
			log, hard, seconds = l.afterLapse(log, hard, seconds)
		}
		a.seconds += a.chance[g] * seconds
		a.stability[g] = stabilityMark(log)
		a.difficulty[g] = difficultyMark(hard)
	}
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
	for g, o := range l.learn() {
		a.chance[g] = o.chance
		a.seconds += o.chance * o.seconds
		a.stability[g] = stabilityMark(o.log)
		a.difficulty[g] = difficultyMark(o.hard)
	}
	return a
}
