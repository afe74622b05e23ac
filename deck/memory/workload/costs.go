package workload

import "touchpoint/deck/memory"

// Costs say how a learner answers, and how long that takes. Ratings are in their order,
// Again first. Shares add up to 1.
type Costs struct {
	Learning   [4]float64 // seconds of an answer in the learning steps, the first among them
	Review     [4]float64 // seconds of an answer to a card under review
	Relearning [4]float64 // seconds of an answer in the relearning steps

	First  [4]float64 // share of each rating among first answers
	Passed [3]float64 // share of Hard, Good and Easy among reviews that were remembered

	// How a step is answered after Again, Hard and Good on the same day: the share
	// of each rating.
	LearningSteps   [3][4]float64
	RelearningSteps [3][4]float64
}

// DefaultCosts returns the costs of the average learner, as published with fsrs-rs 6.6.
func DefaultCosts() Costs {
	return Costs{
		Learning:   [4]float64{19.58, 18.79, 13.78, 10.71},
		Review:     [4]float64{19.38, 17.59, 12.38, 8.94},
		Relearning: [4]float64{16.44, 15.25, 12.32, 8.03},
		First:      [4]float64{0.24, 0.094, 0.495, 0.171},
		Passed:     [3]float64{0.224, 0.631, 0.145},
		LearningSteps: [3][4]float64{
			{0.3686, 0.0628, 0.5108, 0.0577},
			{0.0442, 0.4553, 0.4457, 0.0549},
			{0.0519, 0.0470, 0.8462, 0.0550},
		},
		RelearningSteps: [3][4]float64{
			{0.2157, 0.0643, 0.6595, 0.0604},
			{0.0500, 0.4638, 0.4475, 0.0387},
			{0.1057, 0.1434, 0.7266, 0.0244},
		},
	}
}

// An answer that took longer was interrupted.
const longestAnswer = 20 * 60 * 1000 // ms

// doubt is how many answers it takes until a figure of the learner's counts as much as
// that of the average one.
const doubt = 50

// CostsOf returns the costs of a learner with the given history, in the order of time. The
// fewer answers a figure rests on, the nearer it is to that of [DefaultCosts]: with n of
// them it is the learner's by n/(50+n). Answers whose time is not known, or is longer than
// twenty minutes, count for what was answered only.
func CostsOf(log []memory.Answer) Costs {
	var (
		c                    = DefaultCosts()
		first                [4]float64
		passed               [3]float64
		learning, relearning [3][4]float64
		spent                [3]spending // by Learning, Review, Relearning
		cards                = newTracks(log)
	)
	for _, a := range log {
		if !a.Rating.Valid() {
			continue
		}
		spent[stage(a.Was)].add(a)
		t := cards.of(a.Card)
		if t.last != 0 && t.day == a.Day {
			if t.ladder != nil && t.last != memory.Easy {
				t.ladder[t.last-1][a.Rating-1]++
			}
			t.last = a.Rating
			continue
		}
		// The first answer of a day says what the card was on it.
		*t = track{day: a.Day, last: a.Rating}
		switch {
		case stage(a.Was) == learns:
			first[a.Rating-1]++
			t.ladder = &learning
		case a.Was == memory.Review && a.Rating == memory.Again:
			t.ladder = &relearning
		case a.Was == memory.Review:
			passed[a.Rating-2]++
		}
	}
	spent[learns].into(&c.Learning)
	spent[reviews].into(&c.Review)
	spent[relearns].into(&c.Relearning)
	blend(c.First[:], first[:], 0)
	blend(c.Passed[:], passed[:], 0)
	for i := range learning {
		blend(c.LearningSteps[i][:], learning[i][:], 1)
		blend(c.RelearningSteps[i][:], relearning[i][:], 1)
	}
	return c
}

// A track is the day on which a card was answered last.
type track struct {
	day    memory.Day
	last   memory.Rating  // 0: not answered yet
	ladder *[3][4]float64 // the steps that the card climbs on that day; nil: none
}

// Tracks are those of all cards. Whoever numbers cards does so from 0 on, as a rule; other
// numbers take longer.
type tracks struct {
	low   []track
	other map[int32]*track
}

func newTracks(log []memory.Answer) *tracks {
	highest := int32(-1)
	for i := range log {
		highest = max(highest, log[i].Card)
	}
	return &tracks{make([]track, min(int(highest)+1, len(log))), make(map[int32]*track)}
}

func (t *tracks) of(card int32) *track {
	if card >= 0 && int(card) < len(t.low) {
		return &t.low[card]
	}
	if t.other[card] == nil {
		t.other[card] = new(track)
	}
	return t.other[card]
}

// even makes shares add up to exactly 1, where rounding left a little more or less.
func (c *Costs) even() {
	even := func(shares []float64) {
		sum := 0.0
		for _, share := range shares {
			sum += share
		}
		for i := range shares {
			if sum > 0 {
				shares[i] /= sum
			}
		}
	}
	even(c.First[:])
	even(c.Passed[:])
	for i := range c.LearningSteps {
		even(c.LearningSteps[i][:])
		even(c.RelearningSteps[i][:])
	}
}

// What a card is at an answer, as far as its cost goes.
const (
	learns = iota
	reviews
	relearns
)

func stage(p memory.Phase) int {
	switch p {
	case memory.Review:
		return reviews
	case memory.Relearning:
		return relearns
	}
	return learns
}

// spending is how often each rating was given, and how long that took.
type spending struct{ seconds, answers [4]float64 }

func (s *spending) add(a memory.Answer) {
	if a.Took > 0 && a.Took < longestAnswer {
		s.seconds[a.Rating-1] += float64(a.Took) / 1000
		s.answers[a.Rating-1]++
	}
}

// into moves the usual seconds towards the mean of those that were spent.
func (s *spending) into(usual *[4]float64) {
	for i, n := range s.answers {
		if n > 0 {
			usual[i] += n / (doubt + n) * (s.seconds[i]/n - usual[i])
		}
	}
}

// blend moves the usual shares towards those of the counts, each of which is taken to be
// higher by extra.
func blend(usual, counts []float64, extra float64) {
	n := 0.0
	for _, count := range counts {
		n += count
	}
	if n == 0 {
		return
	}
	for i, count := range counts {
		share := (count + extra) / (n + extra*float64(len(counts)))
		usual[i] += n / (doubt + n) * (share - usual[i])
	}
}
