package exam

import (
	"math"

	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
)

// A sitting is everything that happens to one card on one day: the first answer, and the
// steps that it leads to until the card is left for the day.
type sitting struct {
	model              *memory.Model
	costs              *workload.Costs
	learning, relapsed steps
}

// steps are learning or relearning steps.
type steps struct {
	need    int // passes in a row that end them
	rows    *[3][4]float64
	seconds *[4]float64
}

// mostAnswers bounds the answers in the steps of one sitting, so that a learner who never
// passes ends too.
const mostAnswers = 5

func newSitting(m *memory.Model, c *workload.Costs, learning, relearning int) sitting {
	return sitting{
		model:    m,
		costs:    c,
		learning: steps{need: learning, rows: &c.LearningSteps, seconds: &c.Learning},
		relapsed: steps{need: relearning, rows: &c.RelearningSteps, seconds: &c.Relearning},
	}
}

// after returns how many passes in a row there are after an answer, and whether the steps
// are over.
func (s *steps) after(passes int, r memory.Rating) (int, bool) {
	switch r {
	case memory.Again:
		passes = 0
	case memory.Good:
		passes++
	case memory.Easy:
		return passes, true
	}
	return passes, passes >= s.need
}

// An outcome is what one first answer of a sitting leads to in the mean, when the steps
// after it are over.
type outcome struct {
	chance  float64
	seconds float64
	log     float64 // of the stability
	hard    float64 // difficulty
}

// learn returns what a new card leads to, by its first rating.
func (s *sitting) learn() [4]outcome {
	var all [4]outcome
	for i := range all {
		r := memory.Again + memory.Rating(i)
		all[i] = s.through(&s.learning, s.model.First(r), r)
		all[i].chance = s.costs.First[i]
		all[i].seconds += s.costs.Learning[i]
	}
	return all
}

// relearn returns what the state of a card that has just been forgotten leads to.
func (s *sitting) relearn(lapsed memory.State) outcome {
	return s.through(&s.relapsed, lapsed, memory.Again)
}

// through returns the mean over all ways through the steps, after a first answer r that
// led to the given state.
func (s *sitting) through(l *steps, state memory.State, r memory.Rating) outcome {
	o := outcome{chance: 1}
	passes, over := l.after(0, r)
	if over {
		o.log, o.hard = math.Log(state.Stability), state.Difficulty
		return o
	}
	s.walk(l, state, r, passes, mostAnswers, 1, &o)
	return o
}

func (s *sitting) walk(l *steps, state memory.State, r memory.Rating, passes, left int, chance float64, o *outcome) {
	for i, share := range l.rows[min(r, memory.Good)-memory.Again] {
		next := memory.Again + memory.Rating(i)
		p := chance * share
		if p == 0 {
			continue
		}
		o.seconds += p * l.seconds[i]
		after := s.model.Next(state, next, 0)
		count, over := l.after(passes, next)
		if over || left == 1 {
			o.log += p * math.Log(after.Stability)
			o.hard += p * after.Difficulty
			continue
		}
		s.walk(l, after, next, count, left-1, p, o)
	}
}

// sound returns costs without anything that is not a positive, finite number: shares that
// add up to one, and times of at least a second. What makes no sense becomes the default.
func sound(c workload.Costs) workload.Costs {
	d := workload.DefaultCosts()
	for i := range 4 {
		c.Learning[i] = duration(c.Learning[i], d.Learning[i])
		c.Review[i] = duration(c.Review[i], d.Review[i])
		c.Relearning[i] = duration(c.Relearning[i], d.Relearning[i])
	}
	shares(c.First[:], d.First[:])
	shares(c.Passed[:], d.Passed[:])
	for i := range 3 {
		shares(c.LearningSteps[i][:], d.LearningSteps[i][:])
		shares(c.RelearningSteps[i][:], d.RelearningSteps[i][:])
	}
	return c
}

func duration(seconds, usual float64) float64 {
	if !(seconds > 0 && seconds < 24*60*60) {
		return usual
	}
	return max(seconds, 1)
}

func shares(p, usual []float64) {
	sum := 0.0
	for _, share := range p {
		if !(share >= 0) {
			sum = math.NaN()
		}
		sum += share
	}
	if !(sum > 0) || math.IsInf(sum, 0) {
		copy(p, usual)
		return
	}
	for i := range p {
		p[i] /= sum
	}
}
