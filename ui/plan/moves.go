package plan

import (
	"context"
	"fmt"
	"math"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
)

// movesWords say what moves come to.
func movesWords(m study.Moves) string {
	if m.Cards == 0 {
		return "Nothing would move."
	}
	most := 0
	for _, d := range m.Days {
		most = max(most, d.After)
	}
	text := fmt.Sprintf("%s would move.", deck.CardCount(m.Cards))
	if m.Today != m.TodayNew {
		text += fmt.Sprintf(" Today %s instead of %d", deck.CardCount(m.TodayNew), m.Today)
		if most > m.TodayNew {
			text += fmt.Sprintf(", and at most %d on one day", most)
		}
		return text + "."
	}
	return text + fmt.Sprintf(" At most %d on one day.", most)
}

// movesData draws the days as they would be, with a line for how they are.
func movesData(m study.Moves, today memory.Day) chart.Columns {
	c := chart.Columns{
		About: chart.About{Title: "Cards that come back", Empty: "Nothing would move."},
		Of:    "Day", From: dateOf(today), Step: chart.Day, Now: 1,
		Series: []chart.Series{{Name: "After", Unit: chart.Count}},
		Beside: &chart.Series{Name: "As it is", Unit: chart.Count, Tone: chart.Second},
	}
	if m.Cards == 0 || len(m.Days) == 0 {
		return c
	}
	c.From = dateOf(m.Days[0].Day)
	if m.Days[0].Day != today {
		c.Now = 0
	}
	for _, d := range m.Days {
		c.Columns = append(c.Columns, chart.Column{Amount: []float64{float64(d.After)}, Line: float64(d.Before)})
		c.Most = math.Max(c.Most, float64(max(d.After, d.Before)))
	}
	return c
}

// move moves cards and returns how many did, and false when that failed.
func (s *Screen) move(m study.Moves) (cards int, ok bool) {
	act, err := s.desk.Move(s.ctx, m)
	if err != nil {
		s.host.Problem(err)
		return 0, false
	}
	s.host.Trace("moved %d", act.Cards)
	return act.Cards, true
}

// unmove takes the moves of some cards back, or does them again, and reports whether it could.
func (s *Screen) unmove(cards int, do func(context.Context) (study.Act, error)) bool {
	if cards == 0 {
		return true
	}
	if _, err := do(s.ctx); err != nil {
		s.host.Problem(err)
		return false
	}
	return true
}

// Anew shows everything as it is now; the page and the keyboard stay where they were.
func (s *Screen) Anew() {
	control.Hold(s.host.Canvas(), s.body, s.fill)
	s.replan()
}
