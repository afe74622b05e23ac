package plan

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// leave is the part of the page on holidays.
type leave struct {
	from, to *dateField
	moves    study.Moves
	about    *page.Text
	chart    *chart.View
	keep     *control.Button
	set      bool // the days were chosen by the learner
	days     study.Holiday
}

// What a holiday is at first: a week, a week from now.
const (
	holidayFrom = 7
	holidayDays = 7
)

// holidays is the section on days without study.
func (s *Screen) holidays() {
	s.head("Days off")
	v := &s.leave
	if !v.set {
		v.days = study.Holiday{From: s.today() + holidayFrom, To: s.today() + holidayFrom + holidayDays - 1}
		s.settled.days, s.settled.chosen = v.days, false
	}
	changed := func() { v.set = true; s.showLeave() }
	v.from = newDateField(v.days.From, s.today, func() {
		if v.days.From = v.from.day; v.days.To < v.days.From {
			v.days.To = v.days.From
			v.to.put(v.days.To)
		}
		changed()
	}, s.said)
	v.to = newDateField(v.days.To, s.today, func() {
		v.days.To = v.to.day
		changed()
	}, s.said)
	v.about = page.Body("")
	v.chart = chart.New(chart.Columns{})
	v.keep = control.NewButton("Keep these days free", s.keepFree)
	s.add(page.Caption("Cards that would come on these days come a little before or after them, as far as you will still remember them. " +
		"A plan for an exam asks for nothing then."))
	s.add(page.Entry("From", "The first day off.", v.from.Container))
	s.add(page.Entry("To", "The last one.", v.to.Container))
	s.add(page.Column(theme.Gap16, v.about, v.chart, page.Row(0, -1, v.keep)))
	for _, h := range s.host.Holidays() {
		if h.To >= s.today() {
			s.add(page.Entry(s.holidayWords(h), away(h.From, s.today()), control.NewButton("Study on these days", func() { s.giveUp(h) })))
		}
	}
	s.showLeave()
}

func (s *Screen) holidayWords(h study.Holiday) string {
	if h.From == h.To {
		return shortDate(h.From, s.today()) + " is free"
	}
	return shortDate(h.From, s.today()) + " to " + shortDate(h.To, s.today()) + " are free"
}

// showLeave shows what a holiday would move.
func (s *Screen) showLeave() {
	v := &s.leave
	wrong := s.wrongLeave()
	v.keep.Hidden, v.chart.Hidden = wrong != "", wrong != ""
	if wrong != "" {
		v.about.SetLine(wrong)
		s.page.Relayout()
		return
	}
	v.moves = s.desk.MakeHoliday(v.days)
	v.chart.Hidden = v.moves.Cards == 0
	text := "No card has to move: none comes on these days so far."
	if m := v.moves; m.Cards > 0 {
		text = fmt.Sprintf("%s would move: %d before, %d after. ", deck.CardCount(m.Cards), m.Earlier, m.Later)
		on := 0
		for _, d := range m.Days {
			if v.days.Has(d.Day) {
				on += d.After
			}
		}
		switch on {
		case 0:
			text += "The days are free then."
			if v.days.Has(s.today()) && m.Today > 0 {
				text += " What waits today comes after them, too."
			}
		default:
			text += fmt.Sprintf("%s cannot wait that long and stay on these days.", deck.CardCount(on))
		}
	}
	v.about.SetLine(text)
	v.chart.Set(around(v.moves, v.days, s.today()))
	s.page.Relayout()
}

// around draws the days about a holiday. Today, on which all counts that has piled up, is
// left out unless something moves there.
func around(m study.Moves, h study.Holiday, today memory.Day) chart.Columns {
	m.Days = slices.DeleteFunc(slices.Clone(m.Days), func(d study.DayLoad) bool {
		return d.Day < h.From-daysAround || d.Day > h.To+daysAround || d.Day == today && d.Before == d.After
	})
	c := movesData(m, today)
	for i := range c.Columns {
		if h.Has(m.Days[i].Day) {
			c.Columns[i].Note = "day off"
		}
	}
	return c
}

// daysAround are shown before a holiday and after it.
const daysAround = 14

// wrongLeave says what is wrong with the days that are typed, "" for nothing.
func (s *Screen) wrongLeave() string {
	v := &s.leave
	switch {
	case v.from.wrong != nil || v.to.wrong != nil:
		return "Type the first and the last day off."
	case v.days.To < s.today():
		return "These days are over. Choose days to come."
	case v.days.To < v.days.From:
		return "The last day off is before the first one. Choose a later one."
	}
	if err := v.days.Validate(); err != nil {
		return control.Sentence(err)
	}
	return ""
}

// keepFree moves what falls into the holiday, and keeps later answers out of it.
func (s *Screen) keepFree() {
	before, h := s.host.Holidays(), s.leave.days
	after := merged(append(slices.Clone(before), h), s.today())
	cards, ok := s.move(s.leave.moves)
	if !ok {
		return
	}
	s.leave.set = false
	s.host.SetHolidays(after)
	s.Anew()
	turn := func(do func(context.Context) (study.Act, error), list []study.Holiday) func() bool {
		return func() bool {
			ok := s.unmove(cards, do)
			if ok {
				s.host.SetHolidays(list)
			}
			s.Anew()
			return ok
		}
	}
	s.history.Did(turn(s.desk.Undo, before), turn(s.desk.Redo, after))
	words := s.holidayWords(h)
	if cards > 0 {
		words += "; " + deck.CardCount(cards) + " moved"
	}
	s.host.Toast(words, "Undo", "Ctrl+Z", s.takeBack)
}

// giveUp takes a holiday away. The cards stay where they are: they come soon enough.
func (s *Screen) giveUp(h study.Holiday) {
	before := s.host.Holidays()
	turn := func(list []study.Holiday) func() bool {
		return func() bool {
			s.host.SetHolidays(list)
			s.Anew()
			return true
		}
	}
	after := turn(slices.DeleteFunc(slices.Clone(before), func(o study.Holiday) bool { return o == h }))
	after()
	s.history.Did(turn(before), after)
	s.host.Toast("You study on these days again; cards that were moved stay where they are", "Undo", "Ctrl+Z", s.takeBack)
}

// merged returns holidays in order, as one where they overlap or follow each other, as far
// as that is no longer than a holiday may be. Those that are over are left out.
func merged(list []study.Holiday, today memory.Day) []study.Holiday {
	slices.SortFunc(list, func(a, b study.Holiday) int { return cmp.Compare(a.From, b.From) })
	var out []study.Holiday
	for _, h := range list {
		if h.To < today {
			continue
		}
		if n := len(out); n > 0 && h.From <= out[n-1].To+1 {
			both := study.Holiday{From: out[n-1].From, To: max(out[n-1].To, h.To)}
			if both.Validate() == nil {
				out[n-1] = both
				continue
			}
		}
		out = append(out, h)
	}
	return out
}
