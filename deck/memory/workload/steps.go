package workload

import "touchpoint/deck/memory"

// Within a day a card is answered at most so often after its first answer. Somebody
// who still fails then goes on another day.
const mostSteps = 5

// Learn returns the seconds that a new card is expected to take on its first day, with
// the given number of learning steps.
func (c *Costs) Learn(steps int) float64 {
	sum := 0.0
	for i, share := range c.First {
		r := memory.Again + memory.Rating(i)
		climb := climb{&c.LearningSteps, &c.Learning, needed(r, steps)}
		sum += share * (c.Learning[i] + climb.seconds(r, 0, mostSteps))
	}
	return sum
}

// Ask returns the seconds that a review is expected to take when the card is remembered
// with the chance recall, 0 to 1. A lapse takes the given number of relearning steps too.
func (c *Costs) Ask(recall float64, steps int) float64 {
	if !(recall >= 0) { // also when it is no number
		recall = 0
	}
	recall = min(recall, 1)
	return (1-recall)*c.forgotten(steps) + recall*c.remembered()
}

// forgotten returns the seconds that a lapse is expected to take.
func (c *Costs) forgotten(steps int) float64 {
	climb := climb{&c.RelearningSteps, &c.Relearning, needed(memory.Again, steps)}
	return c.Review[0] + climb.seconds(memory.Again, 0, mostSteps)
}

// remembered returns the seconds that an answer is expected to take that is a pass.
func (c *Costs) remembered() float64 {
	sum := 0.0
	for i, share := range c.Passed {
		sum += share * c.Review[i+1]
	}
	return sum
}

// needed returns how many passes in a row take a card up its steps that was first answered
// with r. A Good answer is the first of them, and Easy needs none.
func needed(r memory.Rating, steps int) int {
	if r >= memory.Good {
		steps--
	}
	return min(max(steps, 0), mostSteps)
}

// A climb is a card on its steps: how it is answered after each answer, how long that
// takes, and how many passes in a row it needs.
type climb struct {
	shares *[3][4]float64
	costs  *[4]float64
	needed int
}

// over reports whether a card that was answered with r last is up its steps, or has been
// answered often enough for a day.
func (c climb) over(r memory.Rating, passes, left int) bool {
	return passes >= c.needed || r >= memory.Easy || left == 0
}

// pass returns how many passes in a row there are after answer r. Hard repeats the step.
func pass(r memory.Rating, passes int) int {
	switch {
	case r == memory.Again:
		return 0
	case r == memory.Hard:
		return passes
	}
	return passes + 1
}

// seconds returns how long the rest of the climb is expected to take.
func (c climb) seconds(r memory.Rating, passes, left int) float64 {
	if c.over(r, passes, left) {
		return 0
	}
	sum := 0.0
	for i, share := range c.shares[r-1] {
		next := memory.Again + memory.Rating(i)
		sum += share * (c.costs[i] + c.seconds(next, pass(next, passes), left-1))
	}
	return sum
}

// A way up the steps that is less likely than this is not followed to its end.
const unlikely = 1e-5

// walk tells visit about each way in which the climb may end: its chance, and the memory
// state in which it leaves the card.
func (c climb) walk(m *memory.Model, s memory.State, r memory.Rating, passes, left int, chance float64, visit func(chance float64, s memory.State)) {
	if c.over(r, passes, left) || chance < unlikely {
		visit(chance, s)
		return
	}
	for i, share := range c.shares[r-1] {
		next := memory.Again + memory.Rating(i)
		c.walk(m, m.Next(s, next, 0), next, pass(next, passes), left-1, chance*share, visit)
	}
}

// Slips are the chances that a card on its steps is answered Again never, once, and
// more often.
type slips [3]float64

// slip adds the chances of what comes after answer r.
func (c climb) slip(to *slips, r memory.Rating, passes, again, left int, chance float64) {
	if c.over(r, passes, left) {
		to[min(again, len(to)-1)] += chance
		return
	}
	for i, share := range c.shares[r-1] {
		next := memory.Again + memory.Rating(i)
		more := again
		if next == memory.Again {
			more++
		}
		c.slip(to, next, pass(next, passes), more, left-1, chance*share)
	}
}
