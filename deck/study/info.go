package study

import (
	"context"
	"fmt"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// A CardInfo is all that is known of one card.
type CardInfo struct {
	Card       deck.Card
	State      progress.State
	Standing   string  // in words: "In review, due in 3 days"
	Recall     float64 // chance that it is remembered today; 0 for a new card
	Stability  float64 // days until recall falls to 90 %
	Difficulty float64 // 1 to 10
	Reps       int
	Lapses     int
	Introduced time.Time     // begin of the study day of its first answer, here or elsewhere; zero for a new card
	Last       time.Time     // of the last answer, here or elsewhere; zero for a new card
	Due        time.Time     // in steps the moment, in review the begin of the study day; zero for a new card
	Took       time.Duration // all its answers together, each counted up to a minute
	History    []Event       // what was done with it and not taken back, oldest first
	Curve      []Point       // chance of remembering it, from the last answer to well beyond the due day; empty for a new card
}

// An Event is one act in a card's history.
type Event struct {
	At     time.Time
	Kind   progress.Kind
	Rating memory.Rating // of a review
	Took   time.Duration // of a review
	Gave   Interval      // of a review: what it gave
	Text   string        // in words: "Good, next in 4 d"
}

// A Point is a point of a forgetting curve.
type Point struct {
	Days   float64 // since the last answer
	Recall float64
}

// Info returns all that is known of a card.
func (d *Desk) Info(ctx context.Context, id deck.CardID) (CardInfo, error) {
	if err := d.sync(ctx); err != nil {
		return CardInfo{}, err
	}
	i, ok := d.layout.number[id]
	if !ok {
		return CardInfo{}, unknownCard(nil)
	}
	entries, err := d.journal.Entries(ctx, id)
	if err != nil {
		return CardInfo{}, readProblem(err)
	}
	at := d.moment()
	d.turnDay(at.today)
	st := d.states[i]
	m := st.Memory
	info := CardInfo{
		Card:       d.layout.cards[i],
		State:      st,
		Standing:   d.standing(st, at),
		Recall:     float64(d.slots[i].recall),
		Stability:  m.State.Stability,
		Difficulty: m.State.Difficulty,
		Reps:       m.Reps,
		Lapses:     m.Lapses,
	}
	if m.Phase != memory.New {
		info.Introduced = d.calendar.Start(st.Introduced)
		info.Due = d.due(m)
		info.Curve = d.curve(m, at)
	}
	for _, e := range progress.Effective(entries) {
		info.History = append(info.History, eventOf(e))
		switch e.Kind {
		case progress.Review:
			info.Took += counted(e.Took)
			info.Last = e.At
		case progress.Estimate:
			info.Last = e.At
		case progress.Forget:
			info.Last = time.Time{}
		}
	}
	return info, nil
}

// Info returns all that is known of a card.
func (s *Session) Info(ctx context.Context, id deck.CardID) (CardInfo, error) {
	return s.desk.Info(ctx, id)
}

// due returns when a card that is not new falls due.
func (d *Desk) due(m memory.Card) time.Time {
	if m.Phase == memory.Review {
		return d.calendar.Start(m.DueDay)
	}
	return m.DueAt
}

// standing says in words where a card stands.
func (d *Desk) standing(st progress.State, at moment) string {
	switch {
	case st.Suspended:
		return "Suspended: it is not asked until you bring it back"
	case st.BuriedOn == at.today:
		return "Put away until tomorrow"
	case st.Memory.Phase == memory.New:
		return "New"
	}
	phase := map[memory.Phase]string{
		memory.Learning:   "Being learned",
		memory.Review:     "In review",
		memory.Relearning: "Being learned again",
	}[st.Memory.Phase]
	if due := d.due(st.Memory); due.After(at.now) {
		return phase + ", due " + When(due, at.now, d.calendar)
	}
	if late := at.today.Since(st.Memory.DueDay); st.Memory.Phase == memory.Review && late > 0 {
		return fmt.Sprintf("%s, due since %s", phase, plural(late, "day"))
	}
	return phase + ", due now"
}

// curvePoints is the number of points of a forgetting curve.
const curvePoints = 61

// curve returns the forgetting curve of a card from its last answer to twice the
// interval it was given, and at least to today and for two days.
func (d *Desk) curve(m memory.Card, at moment) []Point {
	end := 2.0
	if m.Phase == memory.Review {
		end = max(end, 2*float64(m.DueDay.Since(m.Last)))
	}
	end = max(end, 1.1*float64(at.today.Since(m.Last)))
	points := make([]Point, curvePoints)
	for i := range points {
		days := end * float64(i) / (curvePoints - 1)
		points[i] = Point{Days: days, Recall: d.scheduler.Model().Recall(m.State, days)}
	}
	return points
}

// eventOf says an entry in words.
func eventOf(e progress.Entry) Event {
	v := Event{At: e.At, Kind: e.Kind}
	switch e.Kind {
	case progress.Review:
		v.Rating, v.Took = e.Rating, e.Took
		after := memory.Card{Phase: e.After.Phase, DueDay: e.After.DueDay, DueAt: e.After.DueAt}
		v.Gave = intervalOf(e.Rating, after, e.At, e.Day)
		v.Text = fmt.Sprintf("%s, next in %s", e.Rating, v.Gave.Text())
	case progress.Estimate:
		v.Text = "Taken over from another program"
	case progress.Reschedule:
		v.Text = "Moved to " + dateOf(e.After.DueDay, e.Day)
	case progress.Suspend:
		v.Text = "Suspended"
	case progress.Unsuspend:
		v.Text = "Back in study"
	case progress.Bury:
		v.Text = "Put away until the next day"
	case progress.Unbury:
		v.Text = "Brought back"
	case progress.Forget:
		v.Text = "Made new again"
	case progress.Flag:
		v.Text = "Flag cleared"
		if e.Flag != 0 {
			v.Text = fmt.Sprintf("Flag %d", e.Flag)
		}
	case progress.Tag:
		v.Text = "Tag " + e.Text
	case progress.Untag:
		v.Text = "Tag " + e.Text + " taken off"
	case progress.Remark:
		v.Text = "Your note"
		if e.Text == "" {
			v.Text = "Your note removed"
		}
	}
	return v
}
