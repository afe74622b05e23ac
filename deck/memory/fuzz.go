package memory

import "math"

// Cards that were learned together would stay together for ever, and always be asked
// in the same order, so an interval is moved by a few days: fuzz. It is drawn from the
// card and its number of answers alone, so that the interval on a button is the one that
// will be given, however often the buttons are drawn.

// Intervals below this many days are not fuzzed.
const shortestFuzzed = 2.5

// fuzzSlopes say how far an interval may move: one day, and for the part of the
// interval that lies between from and to, this share of it.
var fuzzSlopes = [...]struct{ from, to, share float64 }{
	{2.5, 7, 0.15},
	{7, 20, 0.10},
	{20, math.MaxFloat64, 0.05},
}

// FuzzBounds returns the shortest and the longest interval, in whole days, to which
// fuzz may move an interval. Both lie within minimum and maximum; where the two
// conflict the maximum wins. The interval must be at least 2.5 days: shorter ones are
// not fuzzed at all. One that is beyond the maximum is moved down to it, but spreads as
// far below it as its own length allows.
func FuzzBounds(interval float64, minimum, maximum int) (lower, upper int) {
	delta := 1.0
	for _, s := range fuzzSlopes {
		if interval > s.from {
			delta += s.share * (min(interval, s.to) - s.from)
		}
	}
	interval = min(interval, float64(maximum))
	lower = min(max(int(math.Round(interval-delta)), minimum), maximum)
	upper = min(max(int(math.Round(interval+delta)), minimum), maximum)
	return lower, upper
}

// fuzzRange returns between which whole days fuzz may put an interval: within minimum and
// maximum, and only one where it is too short to be moved.
func fuzzRange(interval float64, minimum, maximum int) (lower, upper int) {
	interval = clamp(interval, float64(minimum), float64(maximum))
	if interval < shortestFuzzed {
		days := int(math.Round(interval))
		return days, days
	}
	return FuzzBounds(interval, minimum, maximum)
}

// fuzzed returns interval as whole days between minimum and maximum, moved by draw,
// which is 0 to below 1. For the same draw a longer interval never ends up shorter.
func fuzzed(interval float64, minimum, maximum int, draw float64) int {
	lower, upper := fuzzRange(interval, minimum, maximum)
	return min(lower+int(draw*float64(1+upper-lower)), upper)
}

// Seed returns the fuzz seed of a card: the same for the same card and number of
// answers, on every machine and in every version of the program.
func Seed(id string, reps int) uint64 {
	// FNV-1a, written out because hash/fnv would allocate.
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h ^= uint64(id[i])
		h *= 1099511628211
	}
	return scramble(h ^ scramble(uint64(reps)))
}

// draw returns a number from 0 to below 1 that is evenly spread over the seeds.
func draw(seed uint64) float64 { return float64(scramble(seed)>>11) / (1 << 53) }

// scramble spreads every bit of x over all bits of the result (SplitMix64).
func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
