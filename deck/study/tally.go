package study

import (
	"context"
	"slices"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A tally counts what was done on one study day, against the day's limits.
type tally struct {
	day     memory.Day
	answers int    // all answers
	all     done   // in all decks
	decks   []done // by deck
}

// done counts answers to cards by what they count against.
type done struct {
	fresh   int // to new cards
	reviews int // to cards in review
}

func (c *done) add(was memory.Phase, n int) {
	switch was {
	case memory.New:
		c.fresh += n
	case memory.Review:
		c.reviews += n
	}
}

// newTally returns the tally of a day on which nothing was done yet.
func (d *Desk) newTally(day memory.Day) tally {
	return tally{day: day, decks: make([]done, len(d.layout.decks))}
}

// add counts an answer to a card of a deck, or of none, that was in the phase before it;
// n is 1, or -1 to take it back.
func (t *tally) add(k int32, was memory.Phase, n int) {
	t.answers += n
	t.all.add(was, n)
	if k != none {
		t.decks[k].add(was, n)
	}
}

// limits are how many more cards may be asked today.
type limits struct {
	limit
	decks []limit // by deck; nil when no deck has limits of its own
}

// A limit is how many more cards may be asked.
type limit struct {
	fresh, reviews int
}

// limits returns what is left of the day's limits.
func (d *Desk) limits(extra int) limits { return d.limitsAfter(d.tally, extra) }

// limitsAfter returns what the day's limits leave after what was done.
func (d *Desk) limitsAfter(t tally, extra int) limits {
	left := func(fresh, reviews int, c done) limit {
		return limit{fresh: max(0, fresh+extra-c.fresh), reviews: max(0, reviews+extra-c.reviews)}
	}
	l := limits{limit: left(d.preset.NewPerDay, d.preset.ReviewsPerDay, t.all)}
	if !d.anyOwn {
		return l
	}
	l.decks = make([]limit, len(d.rules))
	for k := range l.decks {
		l.decks[k] = l.limit
		if p := &d.rules[k]; p.Own {
			own := left(p.NewPerDay, p.ReviewsPerDay, t.decks[k])
			l.decks[k] = limit{fresh: min(own.fresh, l.fresh), reviews: min(own.reviews, l.reviews)}
		}
	}
	return l
}

// besides returns what the cards of a plan leave of the limits: no limit cuts them, but
// they count.
func (d *Desk) besides(h *hand, l limits) limits {
	if len(h.planned) == 0 {
		return l
	}
	if l.decks != nil {
		l.decks = slices.Clone(l.decks)
		for _, i := range h.planned {
			k := d.layout.deckOf(i)
			l.decks[k] = l.decks[k].less(d.countPlanned(i))
		}
	}
	var all counts
	for _, i := range h.planned {
		c := d.countPlanned(i)
		all.fresh += c.fresh
		all.reviews += c.reviews
	}
	return l.less(all)
}

// less returns the limits when so many more cards were asked, of whatever decks.
func (l limits) less(c counts) limits {
	l.limit = l.limit.less(c)
	l.decks = slices.Clone(l.decks)
	for k, own := range l.decks {
		l.decks[k] = limit{fresh: min(own.fresh, l.fresh), reviews: min(own.reviews, l.reviews)}
	}
	return l
}

func (l limit) less(c counts) limit {
	return limit{fresh: max(0, l.fresh-c.fresh), reviews: max(0, l.reviews-c.reviews)}
}

// of returns the limit of a deck.
func (l *limits) of(k int32) limit {
	if l.decks == nil {
		return l.limit
	}
	return l.decks[k]
}

// tallyOf counts what was done here on a study day. It serves when the study day
// turns while the program runs; the entries of a program that was running at the
// same time come with its first entry, which makes the desk load everything.
func (d *Desk) tallyOf(day memory.Day) tally {
	t := d.newTally(day)
	for _, a := range d.past {
		if a.day == day && a.Kind == progress.Review {
			t.add(d.layout.deckOf(a.card()), a.was, 1)
		}
	}
	return t
}

// paceDays is how many study days the learner's pace is taken from.
const paceDays = 14

// lastDays is what the entries of the last days say.
type lastDays struct {
	tally tally
	pace  pace
	today []dated // what was done here on the last of them
}

// dated is an entry with the phase that its card was in before.
type dated struct {
	entry progress.Entry
	was   memory.Phase
}

// readDays reads the entries of the last days. Those that were taken back do not count.
func (d *Desk) readDays(ctx context.Context, today memory.Day, states map[deck.CardID]progress.State) (lastDays, error) {
	entries, err := d.journal.Since(ctx, today-paceDays+1)
	if err != nil {
		return lastDays{}, err
	}
	days := lastDays{tally: d.newTally(today)}
	entries = progress.Effective(entries)
	forgotten := make(map[deck.CardID]bool)
	for _, e := range entries {
		if e.Kind == progress.Forget {
			forgotten[e.Card] = true
		}
	}
	phases := make(map[deck.CardID]memory.Phase) // after the entries so far
	for _, e := range entries {
		was, known := phases[e.Card]
		switch e.Kind {
		case progress.Review:
			if !known {
				isFirst := states[e.Card].Introduced == e.Day && !forgotten[e.Card]
				if was, err = d.phaseBefore(ctx, e, isFirst, today); err != nil {
					return lastDays{}, err
				}
			}
			phases[e.Card] = e.After.Phase
			days.pace.add(was, e.Took, 1)
			if e.Day == today {
				k := int32(none)
				if i, ok := d.layout.number[e.Card]; ok {
					k = d.layout.deckOf(i)
				}
				days.tally.add(k, was, 1)
			}
		case progress.Estimate:
			phases[e.Card] = e.After.Phase
		case progress.Forget:
			phases[e.Card] = memory.New
		}
		// What came from elsewhere came as a whole, and is taken back as a whole.
		if e.Day == today && !e.TakenIn {
			days.today = append(days.today, dated{entry: e, was: was})
		}
	}
	return days, nil
}

// phaseBefore returns the phase of a card before its first answer of the last days.
// For an answer of today it is exact, because the limits depend on it; before, a card
// that was not introduced then was most likely in review.
func (d *Desk) phaseBefore(ctx context.Context, e progress.Entry, isFirst bool, today memory.Day) (memory.Phase, error) {
	if isFirst {
		return memory.New, nil
	}
	if e.Day != today {
		return memory.Review, nil
	}
	entries, err := d.journal.Entries(ctx, e.Card)
	if err != nil {
		return memory.New, err
	}
	phase := memory.New
	for _, earlier := range progress.Effective(entries) {
		if earlier.ID == e.ID {
			break
		}
		switch earlier.Kind {
		case progress.Review, progress.Estimate:
			phase = earlier.After.Phase
		case progress.Forget:
			phase = memory.New
		}
	}
	return phase, nil
}

// longAnswer is the most time that an answer counts for: a learner who took longer
// was away from the desk.
const longAnswer = time.Minute

// counted returns the time that an answer counts for.
func counted(took time.Duration) time.Duration { return min(max(took, 0), longAnswer) }

// A pace is how long the learner takes for an answer.
type pace struct {
	fresh, step, review samples
}

// samples are durations added up.
type samples struct {
	count int
	sum   time.Duration
}

// enoughSamples is how many answers it takes until the learner's own mean is
// believed.
const enoughSamples = 20

func (s samples) mean(otherwise time.Duration) time.Duration {
	if s.count < enoughSamples {
		return otherwise
	}
	return s.sum / time.Duration(s.count)
}

// add counts an answer; n is 1, or -1 to take it back.
func (p *pace) add(was memory.Phase, took time.Duration, n int) {
	s := &p.step
	switch was {
	case memory.New:
		s = &p.fresh
	case memory.Review:
		s = &p.review
	}
	s.count += n
	s.sum += time.Duration(n) * counted(took)
}

// What an answer takes before the learner's own pace is known.
const (
	freshTime  = 16 * time.Second
	stepTime   = 8 * time.Second
	reviewTime = 9 * time.Second
)

// estimate returns how long the cards that wait will take. A new card comes back
// for each further learning step, a card in its steps for each that is left, and
// of the reviews as many are forgotten, and relearned, as the learner accepts. It
// uses means, because medians do not add up to the whole. The cards of a plan take what
// the plan says.
func (d *Desk) estimate(c counts, h *hand) time.Duration {
	planned := time.Duration(0)
	for _, i := range h.planned {
		of := d.countPlanned(i)
		c.fresh -= of.fresh
		c.reviews -= of.reviews
		planned += h.follow.takes(i)
	}
	fresh, step, review := d.pace.fresh.mean(freshTime), d.pace.step.mean(stepTime), d.pace.review.mean(reviewTime)
	learning, relearning := d.steps()
	total := time.Duration(c.fresh) * (fresh + step*time.Duration(max(0, len(learning)-1)))
	for _, i := range h.learning {
		total += d.stepTime(i)
	}
	relearn := (1 - d.meanRetention(h)) * float64(len(relearning)) * float64(step)
	return planned + total + time.Duration(c.reviews)*(review+time.Duration(relearn))
}

// meanRetention returns how many of the reviews of a hand are to be remembered.
func (d *Desk) meanRetention(h *hand) float64 {
	if !d.anyOwn || len(h.reviews) == 0 {
		return d.preset.Retention
	}
	sum := 0.0
	for _, i := range h.reviews {
		sum += d.retention(d.layout.deckOf(i))
	}
	return sum / float64(len(h.reviews))
}

// stepTime returns how long a card in its steps will take.
func (d *Desk) stepTime(i int32) time.Duration {
	return d.pace.step.mean(stepTime) * time.Duration(d.stepsLeft(i))
}

// stepsLeft returns how many answers a card in its steps needs when all are Good.
func (d *Desk) stepsLeft(i int32) int {
	m := &d.states[i].Memory
	steps, relearning := d.steps()
	if m.Phase == memory.Relearning {
		steps = relearning
	}
	return max(1, len(steps)-m.Step)
}

// steps returns the learning and relearning steps that are in use.
func (d *Desk) steps() (learning, relearning []time.Duration) {
	if d.preset.LongTermOnly {
		return nil, nil
	}
	return d.preset.LearningSteps, d.preset.RelearningSteps
}
