package memory

import "testing"

// From outside one cannot choose the draw, only the seed that it comes from.
func TestFuzzed(t *testing.T) {
	tests := []struct {
		interval             float64
		minimum, maximum     int
		lower, middle, upper int
	}{
		{1, 1, 1000, 1, 1, 1}, // too short to be moved
		{2.49, 1, 1000, 2, 2, 2},
		{2.5, 1, 1000, 2, 3, 4},
		{7, 1, 1000, 5, 7, 9},
		{17, 1, 1000, 14, 17, 20},
		{37, 1, 1000, 33, 37, 41},
		{2, 2, 1000, 2, 2, 2},
		{2, 3, 1000, 3, 4, 4}, // pressed against the minimum
		{2, 3, 3, 3, 3, 3},    // no choice
		{0.1, 1, 100, 1, 1, 1},
		{100, 101, 1000, 101, 105, 108},
		{100, 1, 99, 92, 96, 99},
		{100, 97, 103, 97, 100, 103},
		{5000, 1, 90, 84, 87, 90}, // spreads by the maximum, not by its own length
	}
	for _, test := range tests {
		for _, at := range []struct {
			draw float64
			want int
		}{{0, test.lower}, {0.5, test.middle}, {0.99, test.upper}, {0x1.fffffffffffffp-1, test.upper}} {
			if got := fuzzed(test.interval, test.minimum, test.maximum, at.draw); got != at.want {
				t.Errorf("fuzzed(%v, %d, %d, %v) = %d, want %d", test.interval, test.minimum, test.maximum, at.draw, got, at.want)
			}
		}
	}
}
