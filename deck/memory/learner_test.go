package memory_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"touchpoint/deck/memory"
)

// A learner is somebody who is simulated: it forgets as the model of its true weights
// says, of which the scheduler knows nothing.
type learner struct {
	truth   memory.Weights
	slip    float64 // chance of a wrong answer whatever the memory
	hard    float64 // share of Hard among passes
	easy    float64
	lapsing memory.Rating // what it presses for a card that it has forgotten, outside of learning; 0 is Again
	pace    int           // new cards a day
	random  *rand.Rand
}

func newLearner(seed uint64) *learner {
	l := &learner{slip: 0.02, hard: 0.12, easy: 0.1, pace: 20, random: rand.New(rand.NewPCG(seed, 1))}
	l.truth = memory.DefaultWeights()
	scale := [...]float64{ // how much learners differ, as factors
		0.8, 0.7, 0.6, 0.5, 0.1, 0.15, 0.15, 0.5, 0.12, 0.3, 0.3,
		0.2, 0.4, 0.3, 0.25, 0.3, 0.2, 0.4, 0.5, 0.5, 0.5,
	}
	for i := range l.truth {
		l.truth[i] *= math.Exp(scale[i] * l.random.NormFloat64())
	}
	slices.Sort(l.truth[:4])
	w, err := memory.ParseWeights(l.truth[:])
	if err != nil {
		panic(err)
	}
	l.truth = w
	return l
}

// study returns the history of so many days, with cards scheduled by the published weights.
func (l *learner) study(days int) []memory.Answer {
	truth := memory.NewModel(l.truth, false)
	o := memory.DefaultOptions()
	o.Fuzz = true
	s, err := memory.NewScheduler(o)
	if err != nil {
		panic(err)
	}
	type card struct {
		memory.Card
		true memory.State
	}
	var cards []card
	due := make([][]int, days)
	var log []memory.Answer
	for day := range days {
		for range l.pace {
			due[day] = append(due[day], len(cards))
			cards = append(cards, card{})
		}
		at := int64(day)*86400000 + 10*3600000
		today := memory.Day(day)
		for _, i := range due[day] {
			c := &cards[i]
			for turn := 0; turn == 0 || c.Phase != memory.Review && turn < 8; turn++ {
				elapsed := today.Since(c.Last)
				r, meant := l.answer(truth, c.true, c.Phase, elapsed)
				log = append(log, memory.Answer{
					At: at, Card: int32(i), Day: today, Took: 4000 + l.random.Int32N(12000),
					Rating: r, Was: c.Phase,
				})
				at += 9000
				c.true = truth.Next(c.true, meant, elapsed)
				c.Card = s.Answer(c.Card, r, benchNow, today, memory.Seed(strconv.Itoa(i), c.Reps))
			}
			next := max(int(c.DueDay), day+1)
			if next < days {
				due[next] = append(due[next], i)
			}
		}
	}
	return log
}

// answer returns what the learner presses for a card in a true state, and what that
// would be by the book.
func (l *learner) answer(truth *memory.Model, s memory.State, p memory.Phase, elapsed int) (r, meant memory.Rating) {
	recall := 0.76 // of a new card
	if p != memory.New {
		recall = truth.Recall(s, float64(elapsed))
		if elapsed == 0 {
			recall = 0.92 // within the day other things than memory are at work
		}
	}
	pressed := l.random.Float64()
	if l.random.Float64() > recall || l.random.Float64() < l.slip {
		if l.lapsing != 0 && p == memory.Review && pressed < 0.85 {
			return l.lapsing, memory.Again
		}
		return memory.Again, memory.Again
	}
	switch {
	case pressed < l.hard:
		return memory.Hard, memory.Hard
	case pressed > 1-l.easy:
		return memory.Easy, memory.Easy
	}
	return memory.Good, memory.Good
}
