package memory_test

import (
	"testing"

	"touchpoint/deck/memory"
)

func TestHardHabit(t *testing.T) {
	for seed := range uint64(10) {
		l := newLearner(seed)
		l.hard = 0.05 + 0.03*float64(seed) // up to a third of the passes
		if h := memory.HardHabit(l.study(60)); h.Likely {
			t.Errorf("learner %d, who passes with Hard: %+v", seed, h)
		}
		l = newLearner(seed)
		l.hard, l.slip = 0.4, 0
		for i := range 4 {
			l.truth[i] *= 4 // remembers so well that Again is rare
		}
		if h := memory.HardHabit(l.study(60)); h.Likely {
			t.Errorf("learner %d, who nearly always passes, often with Hard: %+v", seed, h)
		}
		l = newLearner(seed)
		l.hard, l.lapsing = 0, memory.Hard
		if h := memory.HardHabit(l.study(120)); !h.Likely {
			t.Errorf("learner %d, who fails with Hard: %+v", seed, h)
		}
		if h := memory.HardHabit(l.study(4)); h.Likely {
			t.Errorf("learner %d, after four days: %+v", seed, h)
		}
	}
}

func TestHardHabitCounts(t *testing.T) {
	var log []memory.Answer
	for card := range int32(60) {
		for i, r := range []memory.Rating{memory.Good, memory.Hard, memory.Again, memory.Good, memory.Good} {
			was := memory.Review
			if i == 0 {
				was = memory.New
			}
			log = append(log, memory.Answer{Card: card, Day: memory.Day(3 * i), Rating: r, Was: was})
		}
		log = append(log, memory.Answer{Card: card, Day: 12, Rating: memory.Hard, Was: memory.Review}) // the same day: no evidence
	}
	want := memory.Habit{Answers: 240, Hard: 60, Again: 60, AfterHard: 1, AfterGood: 0, Likely: true}
	if got := memory.HardHabit(log); got != want {
		t.Errorf("habit = %+v, want %+v", got, want)
	}
}
