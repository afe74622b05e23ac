package memory

import (
	"cmp"
	"math"
	"slices"
)

// The stability after a first answer can be read from the history without the rest of
// the model: from how many cards were remembered how many days after it.

// firsts are the first items of the cards, by the first rating and the days before
// them, and the stabilities after a first answer that they speak for.
type firsts struct {
	groups [4][]firstGroup // by days
	counts [4]int          // items
	known  bool            // whether stability says anything
	s      [4]float64      // in days
}

// A firstGroup is the cards with the same first rating and the same delay until their
// first item.
type firstGroup struct {
	delay        int32
	size, passed int
}

// The rules of which groups are too rare to learn from.
const (
	leastRemoved   = 20 // items of a rating that may be removed at the least
	removedShare   = 20 // and as a part of all: one in this many
	leastGroup     = 6  // items that a group needs
	longestDelay   = 100
	longestForEasy = 365
)

// filter fills t.firsts and returns for each card whether it is an outlier: the delay
// before its first item is one that hardly any other card of the rating had.
func (t *Training) filter() []bool {
	p := t.past
	var groups [4]map[int32]*firstGroup
	for i := range groups {
		groups[i] = map[int32]*firstGroup{}
	}
	seen := make([]bool, len(p.cards))
	for rank := range t.bound {
		card := p.owner[rank]
		if seen[card] {
			continue
		}
		seen[card] = true
		c := p.cards[card]
		group := groups[c.first-Again][c.delay]
		if group == nil {
			group = &firstGroup{delay: c.delay}
			groups[c.first-Again][c.delay] = group
		}
		group.size++
		if p.rating[p.items[rank]] != Again {
			group.passed++
		}
	}
	var kept [4]map[int32]bool
	for i := range groups {
		t.firsts.groups[i] = keptGroups(Again+Rating(i), groups[i])
		kept[i] = map[int32]bool{}
		for _, g := range t.firsts.groups[i] {
			kept[i][g.delay] = true
			t.firsts.counts[i] += g.size
		}
	}
	outlier := make([]bool, len(p.cards))
	for i, c := range p.cards {
		outlier[i] = !kept[c.first-Again][c.delay]
	}
	return outlier
}

// keptGroups returns the groups that are large enough, by delay. The smallest go first,
// until so many items are removed that only large groups may be.
func keptGroups(first Rating, byDelay map[int32]*firstGroup) []firstGroup {
	var all, kept []firstGroup
	total := 0
	for _, g := range byDelay {
		all = append(all, *g)
		total += g.size
	}
	slices.SortFunc(all, func(a, b firstGroup) int {
		if a.size != b.size {
			return a.size - b.size
		}
		return cmp.Compare(a.delay, b.delay)
	})
	longest := int32(longestDelay)
	if first == Easy {
		longest = longestForEasy
	}
	removed := 0
	for _, g := range all {
		switch {
		case removed+g.size < max(leastRemoved, total/removedShare):
			removed += g.size
		case g.size >= leastGroup && g.delay <= longest:
			kept = append(kept, g)
		}
	}
	slices.SortFunc(kept, func(a, b firstGroup) int { return cmp.Compare(a.delay, b.delay) })
	return kept
}

// Bounds of the stability after a first answer, in days.
const (
	minFirst = MinStability
	maxFirst = 100
)

// estimate finds the stabilities. Few items are drawn towards average, the share of
// passes in the whole training.
func (f *firsts) estimate(average float64) {
	for i := range f.groups {
		if len(f.groups[i]) > 0 {
			f.s[i] = likeliest(f.groups[i], average, defaultWeights[i])
			f.known = true
		}
	}
	f.s = f.completed(f.s)
}

// completed returns the stabilities s in order, those of ratings that no card began
// with taken from the others.
func (f *firsts) completed(s [4]float64) [4]float64 {
	if !f.known {
		return [4]float64(defaultWeights[:4])
	}
	var known [4]bool
	for i := range known {
		known[i] = f.counts[i] > 0
	}
	s = filled(ordered(s, f.counts, known), known)
	for i := range s {
		s[i] = clamp(s[i], minFirst, maxFirst)
	}
	return s
}

// likeliest returns the stability with which the curve of the published weights comes
// nearest to the groups. A little is added for every day by which it differs from the
// published one, so that few items do not carry it away.
func likeliest(groups []firstGroup, average, published float64) float64 {
	const distance = 1.0 / 16
	decay := -defaultWeights[20]
	factor := math.Expm1(math.Log(0.9) / decay)
	loss := func(s float64) float64 {
		sum := 0.0
		for _, g := range groups {
			logRecall := decay * math.Log1p(factor*float64(g.delay)/s)
			share := (float64(g.passed) + average) / float64(g.size+1)
			sum -= float64(g.size) * (share*logRecall + (1-share)*math.Log(-math.Expm1(logRecall)))
		}
		return sum + distance*math.Abs(s-published)
	}
	// The loss falls to one lowest point and rises again: leave out a third in every turn.
	low, high := minFirst, float64(maxFirst)
	for high-low > 1e-11*high {
		a, b := low+(high-low)/3, high-(high-low)/3
		if loss(a) < loss(b) {
			high = b
		} else {
			low = a
		}
	}
	return (low + high) / 2
}

// ordered makes the stabilities rise with the rating. Where two do not, the one with
// fewer items takes the value of the other.
func ordered(s [4]float64, counts [4]int, known [4]bool) [4]float64 {
	for _, pair := range [...][2]int{{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}, {0, 3}} {
		a, b := pair[0], pair[1]
		if !known[a] || !known[b] || s[a] <= s[b] {
			continue
		}
		if counts[a] > counts[b] {
			s[b] = s[a]
		} else {
			s[a] = s[b]
		}
	}
	return s
}

// filled returns the stabilities with those that are not known taken from the others:
// Hard lies between Again and Good, and Good between Hard and Easy, at these parts of
// the way of their logarithms.
func filled(s [4]float64, known [4]bool) [4]float64 {
	const a, b = 0.41, 0.54
	count := 0
	for i := range known {
		if known[i] {
			count++
		}
	}
	if count == 1 {
		i := slices.Index(known[:], true)
		scale := s[i] / defaultWeights[i]
		for j := range s {
			s[j] = defaultWeights[j] * scale
		}
		return s
	}
	mix := func(x, y int, power float64) float64 { return math.Pow(s[x], power) * math.Pow(s[y], 1-power) }
	if !known[1] && !known[2] {
		q := a + b - a*b
		s[1], s[2] = mix(0, 3, a/q), mix(0, 3, 1-b/q)
		return s
	}
	if !known[1] {
		if known[0] {
			s[1] = mix(0, 2, a)
		} else {
			s[1] = mix(2, 3, 1/(1-b))
		}
	}
	if !known[2] {
		if known[3] {
			s[2] = mix(1, 3, 1-b)
		} else {
			s[2] = mix(0, 1, 1-1/(1-a))
		}
	}
	if !known[0] {
		s[0] = mix(1, 2, 1/a)
	}
	if !known[3] {
		s[3] = mix(1, 2, 1-1/b)
	}
	return s
}
