package memory_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck/memory"
)

func TestFuzzBoundsLieWithinTheLimits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		interval := rapid.Float64Range(2.5, 50000).Draw(t, "interval")
		maximum := rapid.IntRange(1, 36500).Draw(t, "maximum")
		minimum := rapid.IntRange(1, 36500).Draw(t, "minimum")
		lower, upper := memory.FuzzBounds(interval, minimum, maximum)
		if lower > upper || lower < min(minimum, maximum) || upper > maximum {
			t.Fatalf("bounds of %v days, %d to %d, are %d to %d", interval, minimum, maximum, lower, upper)
		}
	})
}

// The seeds decide when the cards of learners come back, so they never change.
func TestSeedNeverChanges(t *testing.T) {
	tests := []struct {
		id   string
		reps int
		want uint64
	}{
		{"", 0, 0x5b21f68ffa77f14c},
		{"customer-engagement/ce", 0, 0x918b628d876b9a01},
		{"customer-engagement/ce", 1, 0x61a1633d64e4163d},
		{"customer-engagement/ce-dims#2", 17, 0x351683cd1ebdb2d3},
	}
	for _, test := range tests {
		if got := memory.Seed(test.id, test.reps); got != test.want {
			t.Errorf("Seed(%q, %d) = %#x, want %#x", test.id, test.reps, got, test.want)
		}
	}
}

// Cards learned together, in the same way, must come apart, and evenly so.
func TestFuzzSpreadsCardsEvenly(t *testing.T) {
	s := mustSchedule(t, memory.DefaultOptions())
	c := memory.Card{Phase: memory.Review, State: memory.State{Stability: 40, Difficulty: 5}, Reps: 5, Last: 19960, DueDay: 20000}
	const cards = 30000
	count := make(map[memory.Day]int)
	for i := range cards {
		count[s.Answer(c, memory.Good, benchNow, 20000, memory.Seed(fmt.Sprintf("deck/note-%d", i), c.Reps)).DueDay-20000]++
	}
	interval := s.Model().Interval(s.Model().Next(c.State, memory.Good, 40).Stability, 0.9)
	lower, upper := memory.FuzzBounds(interval, 1, 36500)
	if len(count) != upper-lower+1 {
		t.Errorf("cards fall on %d days, want all %d from %d to %d", len(count), upper-lower+1, lower, upper)
	}
	even := float64(cards) / float64(upper-lower+1)
	for day := lower; day <= upper; day++ {
		// Five standard deviations of a fair draw are below 0.2 of these counts.
		if got := count[memory.Day(day)]; !near(float64(got), even, 0, 0.2) {
			t.Errorf("%d cards wait %d days, want about %.0f", got, day, even)
		}
	}
}
