package memory

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// A Scheduler decides where an answer puts a card. It never changes once it is made,
// so it may be shared between goroutines.
type Scheduler struct {
	model      *Model
	learning   ladder
	relearning ladder
	stretch    float64 // interval of a card whose stability is one day
	maximum    int     // days
	strict     bool    // Again too takes its place in the order of intervals
	fuzz       bool
	leechAt    int
}

// NewScheduler returns a scheduler of the given options, or the error of [Options.Validate].
func NewScheduler(o Options) (*Scheduler, error) {
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("scheduling options: %w", err)
	}
	s := &Scheduler{
		model:   NewModel(o.Weights, o.LongTermOnly),
		maximum: o.MaximumInterval,
		strict:  o.LongTermOnly,
		fuzz:    o.Fuzz,
		leechAt: o.LeechThreshold,
	}
	s.stretch = s.model.stretch(o.Retention)
	if !o.LongTermOnly {
		s.learning = newLadder(o.LearningSteps)
		s.relearning = newLadder(o.RelearningSteps)
	}
	return s, nil
}

// Model returns the memory model by which the scheduler moves memory states.
func (s *Scheduler) Model() *Model { return s.model }

// Answer returns the card as it is after answer r, given at the moment now on the study
// day today. The seed decides the fuzz, see [Seed]. When r is none of the four ratings
// the card is returned as it was.
func (s *Scheduler) Answer(c Card, r Rating, now time.Time, today Day, seed uint64) Card {
	if !r.Valid() {
		return c
	}
	f := s.forecast(&c, today, seed)
	return s.place(&c, r, &f, now, today)
}

// Preview returns the card as Answer would return it for each of the four ratings,
// Again first.
func (s *Scheduler) Preview(c Card, now time.Time, today Day, seed uint64) [4]Card {
	f := s.forecast(&c, today, seed)
	return [4]Card{
		s.place(&c, Again, &f, now, today),
		s.place(&c, Hard, &f, now, today),
		s.place(&c, Good, &f, now, today),
		s.place(&c, Easy, &f, now, today),
	}
}

// Leech reports whether a card that has just been forgotten is, once more, a leech:
// at the threshold, and then each time half as many lapses have been added.
func (s *Scheduler) Leech(c Card) bool {
	if s.leechAt == 0 || c.Lapses < s.leechAt {
		return false
	}
	return (c.Lapses-s.leechAt)%((s.leechAt+1)/2) == 0
}

// A forecast is what each of the four answers would do to a card: its memory state,
// and the interval if the answer schedules it in days.
type forecast struct {
	states [4]State
	days   [4]int
}

// forecast looks at all four answers, even if only one of them is wanted, because their
// intervals are put in order: none is shorter than that of a worse answer. A card under
// review, moreover, gets at least a day more for Good than for Hard, and for Easy than
// for Good; without steps Hard gets a day more than Again, too. The maximum wins
// over all of this. Only the intervals are ordered: a memory state is never changed for
// the sake of an interval.
func (s *Scheduler) forecast(c *Card, today Day, seed uint64) forecast {
	elapsed := today.Since(c.Last)
	f := forecast{states: s.model.nextAll(c.State, elapsed)}
	u := 0.0
	if s.fuzz {
		u = draw(seed)
	}
	reviewed := c.Phase == Review
	least := 1
	for i, state := range f.states {
		passed := i > 0
		interval := state.Stability * s.stretch
		if s.fuzz && reviewed && passed && math.Round(interval) > float64(elapsed) {
			// What was remembered after so many days, and is to wait longer now,
			// shall not be asked sooner by the luck of the draw.
			least = max(least, elapsed+1)
		}
		f.days[i] = s.days(interval, min(least, s.maximum), u)
		least = f.days[i]
		if s.strict || reviewed && passed {
			least++
		}
	}
	return f
}

// days returns an interval in whole days, from least to the maximum, fuzzed by u.
func (s *Scheduler) days(interval float64, least int, u float64) int {
	if s.fuzz {
		return fuzzed(interval, least, s.maximum, u)
	}
	return int(math.Round(clamp(interval, float64(least), float64(s.maximum))))
}

// place returns card c after answer r, whose effects have been forecast.
func (s *Scheduler) place(c *Card, r Rating, f *forecast, now time.Time, today Day) Card {
	next := Card{
		State:  f.states[r-Again],
		Reps:   c.Reps + 1,
		Lapses: c.Lapses,
		Last:   today,
	}
	var delay time.Duration
	var steps bool
	switch c.Phase {
	case Review:
		if r == Again {
			next.Lapses++
			next.Phase = Relearning
			next.Step, delay, steps = s.relearning.after(0, Again)
		}
	case Relearning:
		next.Phase = Relearning
		next.Step, delay, steps = s.relearning.after(c.Step, r)
	default:
		next.Phase = Learning
		step := c.Step
		if c.Phase == New {
			step = 0
		}
		next.Step, delay, steps = s.learning.after(step, r)
	}
	if steps {
		next.DueAt = now.Add(delay)
		return next
	}
	next.Phase = Review
	next.DueDay = dayOf(int64(today) + int64(f.days[r-Again]))
	return next
}

// A ladder is a list of learning or relearning steps.
type ladder struct {
	delays []time.Duration
	hard   time.Duration // delay of Hard on the first step
}

func newLadder(delays []time.Duration) ladder {
	l := ladder{delays: slices.Clone(delays)}
	switch len(delays) {
	case 0:
	case 1:
		l.hard = halfWay(delays[0], 2*delays[0])
	default:
		l.hard = halfWay(delays[0], delays[1])
	}
	return l
}

// halfWay returns the mean of two delays. The mean of whole minutes is rounded up
// to whole minutes, so that what stands on a button is what will be given.
func halfWay(a, b time.Duration) time.Duration {
	mean := a + (b-a)/2
	if a%time.Minute == 0 && b%time.Minute == 0 {
		return mean.Round(time.Minute)
	}
	return mean
}

// after returns where answer r on the given step leads: to which step, and after what
// delay. It is not ok when the card leaves the ladder, to be scheduled in days. A step
// that the list does not have (any more) counts as its last one, or its first.
func (l *ladder) after(step int, r Rating) (next int, delay time.Duration, ok bool) {
	last := len(l.delays) - 1
	if last < 0 || r == Easy {
		return 0, 0, false
	}
	step = min(max(step, 0), last)
	switch {
	case r == Again:
		return 0, l.delays[0], true
	case r == Hard && step == 0:
		return 0, l.hard, true // between those of Again and Good
	case r == Hard:
		return step, l.delays[step], true
	case step < last:
		return step + 1, l.delays[step+1], true
	}
	return 0, 0, false
}
