package exam

import (
	"context"
	"math"
	"slices"
)

// How many rounds of trade a plan takes.
const (
	firstRounds = 64 // at most, until the prices of all minutes are found
	trialRounds = 9  // from one share of the minutes to another
	mostTrials  = 4
	lastRounds  = 24 // for the share that is kept
	corrections = 4  // of that, at most

	// margin is by how much a plan aims beyond the target, since things turn out one way
	// or the other; by a part of a card at least, since cards are begun as a whole.
	margin  = 0.01
	atLeast = 0.4

	exact = margin / 3 // so near to it is as good as there

	longestDay = 16 * 60 // minutes; more is not to be had of anybody
)

// work counts what is done, tells it, and ends with the context.
type work struct {
	ctx         context.Context
	tell        func(done, total int)
	done, total int
}

// step counts one piece of work done.
func (w *work) step() error {
	w.done++
	if w.tell != nil && w.done < w.total {
		w.tell(w.done, w.total)
	}
	return w.ctx.Err()
}

func (w *work) end() error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.tell != nil {
		w.tell(w.total, w.total)
	}
	return nil
}

// open returns the number of days on which there is time.
func (m *market) open() int {
	days := 0
	for _, seconds := range m.own {
		if seconds > 0 {
			days++
		}
	}
	return days
}

// aim settles the market for the share of the minutes that leads to the target, or for all
// of them if that does not. It returns that share, 0 if nothing need be done, and says what
// it found out.
func (m *market) aim(c *Config, p *Plan, w *work) (float64, error) {
	for day := range m.price {
		m.price[day] = 0.2 / 60
	}
	if err := m.settle(1, firstRounds, hottest, w); err != nil {
		return 0, err
	}
	p.Possible = max(m.forecast(c).Recall, p.Nothing.Recall)
	if !(c.Target < 1) {
		return 1, nil
	}
	goal := min(c.Target+max(margin, atLeast/float64(len(c.Cards))), (1+c.Target)/2)
	if p.Nothing.Recall >= goal {
		return 0, w.end()
	}
	if p.Possible >= c.Target {
		share, err := m.hit(c, min(goal, p.Possible), trial{0, p.Nothing.Recall}, trial{1, p.Possible}, w)
		p.Reaches, p.Needed = true, m.trial(c).share*m.meanMinutes()
		return share, err
	}
	price, heat := slices.Clone(m.price), m.heat
	if err := m.need(c, p, w); err != nil {
		return 0, err
	}
	copy(m.price, price)
	return 1, m.settle(1, 0, heat, w) // as it was
}

// hit settles the market for the share that leads to the goal, which it returns.
func (m *market) hit(c *Config, goal float64, low, high trial, w *work) (float64, error) {
	if high.recall <= goal {
		return high.share, nil // as it is settled already
	}
	share, err := m.seek(c, goal, low, high, w)
	if err == nil {
		err = m.settle(share, lastRounds, 3*lukewarm, w)
	}
	for range corrections {
		if err != nil {
			return share, err
		}
		now := m.trial(c)
		if math.Abs(now.recall-goal) < exact {
			return share, nil
		}
		if now = m.enough(c, goal, now); math.Abs(now.recall-goal) < exact {
			return min(now.share, 1), nil
		}
		if now.recall > goal {
			high = now
		} else {
			low = now
		}
		share = between(goal, low, high)
		err = m.settle(share, trialRounds, m.heat, w)
	}
	if err != nil {
		return share, err
	}
	return min(m.enough(c, goal, m.trial(c)).share, 1), nil
}

// enough lets as many of the new cards begin as lead to the goal, as far as there are so
// many and time for them, and returns what the market then leads to. They are all alike, so
// a little more or less time begins many or none of them, and no price says how many; but
// each of them adds the same.
func (m *market) enough(c *Config, goal float64, now trial) trial {
	begin := 0.0
	for _, share := range m.beginAt {
		begin += share
	}
	if !(begin > 0) {
		return now
	}
	all := slices.Clone(m.beginAt)
	clear(m.beginAt)
	m.follow()
	none := m.trial(c)
	if won := now.recall - none.recall; won > 0 {
		f := min((goal-none.recall)/won, 1/begin)
		if takes := now.share - none.share; takes > 0 {
			f = min(f, max((1-none.share)/takes, 1))
		}
		for day, share := range all {
			m.beginAt[day] = max(f, 0) * share
		}
	} else {
		copy(m.beginAt, all)
	}
	m.follow()
	return m.trial(c)
}

// A trial is what a share of the minutes leads to: the share that was really asked for, for
// prices that are off are the right ones for other minutes.
type trial struct{ share, recall float64 }

// need looks for the minutes, more than there are, that lead to the target.
func (m *market) need(c *Config, p *Plan, w *work) error {
	most := longestDay / (m.longest() / 60)
	low := trial{1, p.Possible}
	for share := 1.0; share < most; {
		share = min(3*share, most)
		high, err := m.try(c, share, w)
		if err == nil && share == most && high.recall < c.Target {
			// The last word on it is as thorough as that on the minutes that there are.
			err = m.settle(share, firstRounds, hottest, w)
			high = m.trial(c)
		}
		if err != nil {
			return err
		}
		if high.recall >= c.Target {
			goal := min(c.Target+margin/2, (c.Target+high.recall)/2)
			share, err := m.seek(c, goal, low, high, w)
			p.Needed = share * m.meanMinutes()
			return err
		}
		if high.share > low.share {
			low = high
		}
	}
	return nil
}

// seek returns the share between two others that leads to a recall.
func (m *market) seek(c *Config, goal float64, low, high trial, w *work) (float64, error) {
	for range mostTrials - 2 {
		if high.share-low.share < 0.02*high.share || high.recall-goal < 0.003 {
			break
		}
		t, err := m.try(c, between(goal, low, high), w)
		if err != nil {
			return 0, err
		}
		switch {
		case t.share <= low.share || t.share >= high.share:
			return between(goal, low, high), nil // as exact as it gets
		case t.recall >= goal:
			high = t
		default:
			low = t
		}
	}
	return between(goal, low, high), nil
}

// between returns the share that probably leads to a recall: what is forgotten falls about
// as the exponential function does.
func between(goal float64, low, high trial) float64 {
	lost := func(recall float64) float64 { return math.Log(max(1-recall, 1e-6)) }
	line := (lost(goal) - lost(low.recall)) / min(lost(high.recall)-lost(low.recall), -1e-9)
	return low.share + (high.share-low.share)*max(line, 0.05)
}

// try settles the market for a share of the minutes.
func (m *market) try(c *Config, share float64, w *work) (trial, error) {
	if err := m.settle(share, trialRounds, 2*lukewarm, w); err != nil {
		return trial{}, err
	}
	return m.trial(c), nil
}

// trial returns what the market as it is leads to.
func (m *market) trial(c *Config) trial {
	asked := m.spent
	for _, seconds := range m.load {
		asked += seconds
	}
	return trial{asked / (60 * m.meanMinutes() * float64(m.open())), m.forecast(c).Recall}
}

// meanMinutes returns the minutes of a day that has any, in the mean.
func (m *market) meanMinutes() float64 {
	sum := m.spent
	for _, seconds := range m.own {
		sum += seconds
	}
	return sum / 60 / float64(max(m.open(), 1))
}

// longest returns the most seconds of any day, with what today has had already.
func (m *market) longest() float64 {
	longest := m.own[0] + m.spent
	for _, seconds := range m.own {
		longest = math.Max(longest, seconds)
	}
	return longest
}
