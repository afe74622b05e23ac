package exam

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"touchpoint/deck/memory"
)

// A learner plays the days before an exam through, with chance: what is recalled and how
// long it takes is drawn, and so is the way through the steps.
type learner struct {
	sitting               // as the learner really is
	belief  *memory.Model // by which states are kept and intervals given
	config  *Config
	random  *rand.Rand
	cards   []pupilCard
	purse   float64 // seconds left on this day; below zero when the last card took longer
	spent   float64 // seconds on all days
}

// A pupilCard is one card of a learner.
type pupilCard struct {
	Card
	truth memory.State // the state that it really is in
}

// newLearner returns a learner whose memory is that of truth, with costs that are sound.
func newLearner(c *Config, truth *memory.Model, seed uint64) *learner {
	costs := sound(c.Costs)
	l := &learner{
		sitting: newSitting(truth, &costs, c.LearningSteps, c.RelearningSteps),
		belief:  c.Model,
		config:  c,
		random:  rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)),
		cards:   make([]pupilCard, len(c.Cards)),
	}
	for i, card := range c.Cards {
		l.cards[i] = pupilCard{Card: card, truth: card.State}
	}
	return l
}

// begin starts a day with the given seconds. What was not used before is lost; what was
// used too much is missing.
func (l *learner) begin(seconds float64) { l.purse = min(l.purse, 0) + seconds }

// draw returns a rating by the shares of all four.
func (l *learner) draw(shares []float64, first memory.Rating) memory.Rating {
	x := l.random.Float64()
	for i, share := range shares {
		x -= share
		if x < 0 {
			return first + memory.Rating(i)
		}
	}
	return memory.Easy
}

// ask asks a card on a day, and whatever steps follow.
func (l *learner) ask(i int, today memory.Day) {
	card := &l.cards[i]
	elapsed := today.Since(card.Last)
	var r memory.Rating
	var seconds float64
	path := &l.relapsed
	if card.New {
		r = l.draw(l.costs.First[:], memory.Again)
		path, seconds = &l.learning, l.costs.Learning[r-memory.Again]
		card.truth, card.State, card.New = l.model.First(r), l.belief.First(r), false
	} else {
		r = memory.Again
		if l.random.Float64() < l.model.Recall(card.truth, float64(elapsed)) {
			r = l.draw(l.costs.Passed[:], memory.Hard)
		}
		seconds = l.costs.Review[r-memory.Again]
		card.truth, card.State = l.model.Next(card.truth, r, elapsed), l.belief.Next(card.State, r, elapsed)
	}
	if path == &l.learning || r == memory.Again {
		seconds += l.climb(card, path, r)
	}
	card.Last = today
	interval := math.Round(l.belief.Interval(card.State.Stability, l.config.Retention))
	longest := float64(l.config.MaximumInterval)
	if longest < 1 {
		longest = memory.MaxStability
	}
	card.Due = today + memory.Day(min(max(interval, 1), longest))
	l.purse -= seconds
	l.spent += seconds
}

// climb goes through the steps, and returns what they take.
func (l *learner) climb(card *pupilCard, path *steps, r memory.Rating) float64 {
	seconds := 0.0
	passes, over := path.after(0, r)
	for range mostAnswers {
		if over {
			break
		}
		r = l.draw(path.rows[min(r, memory.Good)-memory.Again][:], memory.Again)
		seconds += path.seconds[r-memory.Again]
		card.truth, card.State = l.model.Next(card.truth, r, 0), l.belief.Next(card.State, r, 0)
		passes, over = path.after(passes, r)
	}
	return seconds
}

// studyOrdinary studies a day as one does without an exam: what is due, the best remembered
// first, and new cards with the time that is left.
func (l *learner) studyOrdinary(today memory.Day) {
	due := l.due(today)
	slices.SortStableFunc(due, func(a, b ranked) int { return cmp.Compare(b.recall, a.recall) })
	for _, d := range due {
		if l.purse <= 0 {
			return
		}
		l.ask(d.card, today)
	}
	for i := range l.cards {
		if l.purse <= 0 {
			return
		}
		if l.cards[i].New {
			l.ask(i, today)
		}
	}
}

// A ranked is a card that waits.
type ranked struct {
	card   int
	recall float64
}

func (l *learner) due(today memory.Day) []ranked {
	var due []ranked
	for i := range l.cards {
		if card := &l.cards[i]; !card.New && card.Due <= today && card.Last < today {
			due = append(due, ranked{i, l.belief.Recall(card.State, float64(today.Since(card.Last)))})
		}
	}
	return due
}

// recalls adds to sum how likely each card is to be recalled on a day.
func (l *learner) recalls(on memory.Day, sum []float64) {
	for i := range l.cards {
		if card := &l.cards[i]; !card.New {
			sum[i] += l.model.Recall(card.truth, float64(on.Since(card.Last)))
		}
	}
}

// ordinaryRuns is how often the ordinary days are played through for a forecast: the fewer
// cards there are, the more often, for chance to even out.
func (c *Config) ordinaryRuns() int {
	const enough, most = 16000, 160 // cards, times
	return min(max(enough/max(len(c.Cards), 1), 1), most)
}

// ordinary forecasts the day of the exam for a learner who goes on as usual, with a share
// of the minutes that there are.
func (c *Config) ordinary(m *market, share float64, runs int, w *work) (Forecast, error) {
	sum := make([]float64, len(c.Cards))
	spent := 0.0
	for run := range runs {
		l := newLearner(c, c.Model, uint64(run))
		for day := range m.days {
			if err := w.ctx.Err(); err != nil {
				return Forecast{}, err
			}
			if seconds := m.left(day, m.own[day], share); seconds > 0 {
				l.begin(seconds)
				l.studyOrdinary(c.Today + memory.Day(day))
			}
		}
		l.recalls(c.On, sum)
		spent += l.spent
		if err := w.step(); err != nil {
			return Forecast{}, err
		}
	}
	for i := range sum {
		sum[i] /= float64(runs)
	}
	f := c.sum(sum)
	f.Minutes = spent / 60 / float64(runs)
	return f, nil
}
