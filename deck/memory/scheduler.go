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
	strict     bool    // every answer, Again too, takes its own place in the order of intervals
	lowest     Rating  // the first in that order: Hard, or Again if strict
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
		lowest:  Hard,
		fuzz:    o.Fuzz,
		leechAt: o.LeechThreshold,
	}
	s.stretch = s.model.stretch(o.Retention)
	if s.strict {
		s.lowest = Again
	} else {
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
	return s.AnswerWith(c, r, now, today, seed, nil)
}

// Preview returns the card as Answer would return it for each of the four ratings,
// Again first.
func (s *Scheduler) Preview(c Card, now time.Time, today Day, seed uint64) [4]Card {
	return s.PreviewWith(c, now, today, seed, nil)
}

// Leech reports whether a card that has just been forgotten is, once more, a leech:
// at the threshold, and then each time half as many lapses have been added.
func (s *Scheduler) Leech(c Card) bool {
	if s.leechAt == 0 || c.Lapses < s.leechAt {
		return false
	}
	return (c.Lapses-s.leechAt)%((s.leechAt+1)/2) == 0
}

// A forecast tells what the answers would do to a card, from the worst to the best,
// so that their intervals come in order: Good at least that of Hard, Easy at least
// that of Good. A card under review gets at least a day more from each to the next;
// without steps every card does, and Hard gets a day more than Again. The maximum wins
// over all of this. Only the intervals are ordered: a memory state is never changed for
// the sake of an interval.
type forecast struct {
	scheduler *Scheduler
	prior     prior
	elapsed   int
	reviewed  bool // the card is under review
	today     Day
	draw      float64 // for the fuzz
	load      *Load   // nil: none
	least     int     // shortest interval that the next answer may get
}

func (s *Scheduler) forecast(c *Card, today Day, seed uint64, l *Load) forecast {
	elapsed := today.Since(c.Last)
	f := forecast{
		scheduler: s,
		prior:     s.model.prior(c.State, elapsed),
		elapsed:   elapsed,
		reviewed:  c.Phase == Review,
		today:     today,
		least:     1,
	}
	if s.fuzz {
		f.draw, f.load = draw(seed), l
	}
	return f
}

// next returns the memory state after answer r, and the interval if r leads to
// one. It must be asked for the ratings in ascending order.
func (f *forecast) next(r Rating) (State, int) {
	s := f.scheduler
	state := s.model.after(&f.prior, r)
	interval := state.Stability * s.stretch
	if r == Again && !s.strict {
		days := s.days(interval, 1, f.today, f.draw, f.load)
		if f.load != nil && f.reviewed && f.prior.formula != firstAnswer && len(s.relearning.delays) == 0 {
			// Fuzz draws alike for every answer, so Hard cannot come sooner by its luck.
			// By the load it could.
			f.least = days
		}
		return state, days
	}
	if s.fuzz && f.reviewed && r != Again && interval >= float64(f.elapsed)+0.5 {
		// What was remembered after so many days, and is to wait longer now,
		// shall not be asked sooner by the luck of the draw.
		f.least = max(f.least, f.elapsed+1)
	}
	days := s.days(interval, f.least, f.today, f.draw, f.load)
	f.least = days
	if s.strict || f.reviewed {
		f.least++
	}
	return state, days
}

// days returns an interval in whole days from the study day from on, at least least if the
// maximum allows it.
func (s *Scheduler) days(interval float64, least int, from Day, draw float64, l *Load) int {
	least = min(least, s.maximum)
	if !s.fuzz {
		return int(math.Round(clamp(interval, float64(least), float64(s.maximum))))
	}
	if l == nil || min(interval, float64(s.maximum)) > longestBalanced || least > longestBalanced {
		return fuzzed(interval, least, s.maximum, draw)
	}
	lower, upper := fuzzRange(interval, least, s.maximum)
	if lower == upper {
		return lower
	}
	return l.choose(from, lower, upper, draw)
}

// place returns card c after answer r, with the forecast state and, where r does not
// lead to a step, interval.
func (s *Scheduler) place(c *Card, r Rating, state State, days int, now time.Time, today Day) Card {
	next := Card{
		State:  state,
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
	next.DueDay = dayOf(int64(today) + int64(days))
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
