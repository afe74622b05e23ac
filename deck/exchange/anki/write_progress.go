package anki

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A progressWriter writes what the learner did with cards.
type progressWriter struct {
	o       WriteOptions
	today   memory.Day
	dayZero memory.Day // the study day from which Anki counts days
	growth  float64    // see ease
	decline float64
}

func newProgressWriter(d *deck.Deck, o WriteOptions) *progressWriter {
	w := memory.DefaultWeights()
	p := &progressWriter{o: o, today: o.Calendar.Day(o.Now)}
	const recall = 0.9
	p.growth, p.decline = math.Exp(w[8])*math.Expm1((1-recall)*w[10]), w[9]
	// Day 0 is near, lest the hours that clocks are put forward and back move a day.
	p.dayZero = p.today
	for id, s := range o.Progress {
		if s.Memory.Phase == memory.Review && s.Memory.DueDay > 0 && s.Memory.DueDay < p.dayZero && belongs(d, id) {
			p.dayZero = s.Memory.DueDay
		}
	}
	return p
}

// belongs reports whether a card is one of a deck.
func belongs(d *deck.Deck, id deck.CardID) bool {
	n := len(d.ID)
	return len(id) > n && string(id[:n]) == string(d.ID) && id[n] == '/'
}

// with reports whether there is any progress to write.
func (p *progressWriter) with() bool { return p.o.Progress != nil || p.o.History != nil }

// put writes where the learner stands with a card of ours. It comes as a new one.
func (p *progressWriter) put(c *apkg.Card, id deck.CardID) {
	s, met := p.o.Progress[id]
	if !met || id == "" {
		return
	}
	p.phase(c, s)
	c.Flags = s.Flag
	if s.Suspended {
		c.Queue = apkg.QueueSuspended
	}
	if !s.LastAt.IsZero() {
		c.Mod = min(s.LastAt.Unix(), p.o.Now.Unix())
	}
}

// phase writes when a card is due and how well it is remembered.
func (p *progressWriter) phase(c *apkg.Card, s progress.State) {
	m := s.Memory
	if m.Phase == memory.New {
		return
	}
	c.Reps, c.Lapses = int64(m.Reps), int64(m.Lapses)
	c.Factor = p.factor(m.State)
	c.Data = memoryData(m.State, s.LastAt)
	switch m.Phase {
	case memory.New:
	case memory.Learning:
		const steps = 2 // that most people have
		left := int64(max(1, steps-m.Step))
		c.Type, c.Queue, c.Due = apkg.TypeLearning, apkg.QueueLearning, m.DueAt.Unix()
		c.Left = left*1000 + left
	case memory.Review:
		c.Type, c.Queue, c.Due = apkg.TypeReview, apkg.QueueReview, int64(m.DueDay-p.dayZero)
		c.Interval = int64(max(1, m.DueDay.Since(m.Last)))
	case memory.Relearning:
		// The rules of old and new versions for a card that was just forgotten differ so
		// much that either loses it in the other: it comes as one to be asked today.
		c.Type, c.Queue, c.Due = apkg.TypeReview, apkg.QueueReview, int64(p.today-p.dayZero)
		c.Interval = int64(max(1, math.Round(m.State.Stability)))
	}
}

// factor returns the ease that Anki's older rules go by, in thousandths: by how much the
// interval grows with a Good answer that comes when recall has fallen to 90 %. FSRS has the
// formula for stability, and [Read] takes difficulty from ease by the same.
func (p *progressWriter) factor(s memory.State) int64 {
	const (
		least, most = 1300, 9990 // what Anki allows, and what it can show
		hardest     = 11
	)
	if s.Stability <= 0 {
		return 2500
	}
	ease := 1 + (hardest-s.Difficulty)*p.growth*math.Pow(s.Stability, -p.decline)
	return int64(min(max(math.Round(ease*1000), least), most))
}

// memoryData says to newer versions how well a card is remembered.
func memoryData(s memory.State, last time.Time) string {
	if s.Stability <= 0 {
		return ""
	}
	data := `{"s":` + strconv.FormatFloat(s.Stability, 'f', 4, 64) + `,"d":` + strconv.FormatFloat(s.Difficulty, 'f', 3, 64)
	if !last.IsZero() {
		data += `,"lrt":` + strconv.FormatInt(last.Unix(), 10)
	}
	return data + "}"
}

// reviews returns the answers to a card, and where it was made new again, in their order.
// That it was moved to another day shows in the interval from which the next answer came.
func (p *progressWriter) reviews(card int64, id deck.CardID, factor int64) []apkg.Review {
	history := p.o.History[id]
	if id == "" || len(history) == 0 {
		return nil
	}
	list := make([]apkg.Review, 0, len(history))
	phase, last, on := memory.New, int64(0), memory.Day(0)
	for i := range history {
		e := &history[i]
		r := apkg.Review{Card: card, LastInterval: last}
		switch e.Kind {
		case progress.Review:
			r.Ease, r.Took = int(e.Rating), e.Took.Milliseconds()
			r.Interval = intervalOf(e)
			switch phase {
			case memory.New, memory.Learning:
				r.Type = rowLearning
			case memory.Review:
				r.Type, r.Factor = rowReview, factor
			case memory.Relearning:
				r.Type, r.Factor = rowRelearning, factor
			}
			phase, last, on = e.After.Phase, r.Interval, e.Day
		case progress.Forget:
			r.Type = rowManual
			phase, last = memory.New, 0
		case progress.Estimate:
			phase, last, on = e.After.Phase, intervalOf(e), e.Day
			continue
		case progress.Reschedule:
			if phase == memory.Review {
				last = int64(max(1, e.After.DueDay.Since(on)))
			}
			continue
		default:
			continue
		}
		r.ID = e.At.UnixMilli()
		list = append(list, r)
	}
	return list
}

// rowReview is the type of a row for a card that was due in days; for the others see
// history.go.
const rowReview = 1

// intervalOf returns the interval that an answer led to: days, or below 0 seconds.
func intervalOf(e *progress.Entry) int64 {
	if e.After.Phase == memory.Review {
		return int64(max(1, e.After.DueDay.Since(e.Day)))
	}
	return -max(1, int64(math.Round(e.After.DueAt.Sub(e.At).Seconds())))
}

// apart gives every row of the history a moment of its own, which is its id, and returns
// them in order. Answers keep theirs where they can: they are known by it when they come
// back.
func apart(rows []apkg.Review) []apkg.Review {
	taken := make(map[int64]bool, len(rows))
	var later []int
	for i := range rows {
		if r := &rows[i]; r.Type != rowManual && !taken[r.ID] {
			taken[r.ID] = true
		} else {
			later = append(later, i)
		}
	}
	for _, i := range later {
		r := &rows[i]
		for taken[r.ID] {
			r.ID++
		}
		taken[r.ID] = true
	}
	slices.SortFunc(rows, func(a, b apkg.Review) int { return cmp.Compare(a.ID, b.ID) })
	return rows
}
