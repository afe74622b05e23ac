package memory_test

import (
	"testing"

	"touchpoint/deck/memory"
)

func TestRating(t *testing.T) {
	tests := []struct {
		rating memory.Rating
		name   string
		valid  bool
	}{
		{0, "Rating(0)", false},
		{memory.Again, "Again", true},
		{memory.Hard, "Hard", true},
		{memory.Good, "Good", true},
		{memory.Easy, "Easy", true},
		{5, "Rating(5)", false},
	}
	for _, test := range tests {
		if got := test.rating.String(); got != test.name {
			t.Errorf("String = %q, want %q", got, test.name)
		}
		if got := test.rating.Valid(); got != test.valid {
			t.Errorf("%v.Valid() = %v, want %v", test.rating, got, test.valid)
		}
	}
}

func TestPhaseString(t *testing.T) {
	for phase, want := range map[memory.Phase]string{
		memory.New:        "New",
		memory.Learning:   "Learning",
		memory.Review:     "Review",
		memory.Relearning: "Relearning",
		9:                 "Phase(9)",
	} {
		if got := phase.String(); got != want {
			t.Errorf("String = %q, want %q", got, want)
		}
	}
}
