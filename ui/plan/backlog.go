package plan

import (
	"context"
	"fmt"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// spread is the part of the page on what has piled up.
type spread struct {
	days  int
	moves study.Moves
	about *page.Text
	chart *chart.View
}

// mostSpread is over how many days a backlog is spread at most.
const mostSpread = 60

// backlog is the section on what has piled up.
func (s *Screen) backlog() {
	s.head("What has piled up")
	b := s.desk.Backlog()
	if b.Cards == 0 {
		s.add(page.NewLine("Nothing. After a break, what has waited can be spread over some days here.", page.Style{Size: theme.Body, Color: theme.Muted}))
		return
	}
	v := &s.spread
	v.days = min(max(b.Days, 1), mostSpread)
	v.about = page.Body("")
	v.chart = chart.New(chart.Columns{})
	text := "A usual day has fewer than one."
	if b.Usual >= 1 {
		text = fmt.Sprintf("A usual day has about %.0f. Those most worth saving come first; nothing is lost by waiting a few days.", b.Usual)
	}
	s.add(page.Entry(deck.CardCount(b.Cards)+" from earlier days", text,
		control.NewStepper(v.days, 1, mostSpread, 1, overDays, func(n int) {
			v.days = n
			s.showSpread()
		}).Container))
	s.add(page.Column(theme.Gap16, v.about, v.chart,
		page.Row(0, -1, control.NewButton("Spread them", s.doSpread))))
	s.showSpread()
}

func overDays(n int) string {
	if n == 1 {
		return "all today"
	}
	return fmt.Sprintf("over %d days", n)
}

// showSpread shows what the days would be like.
func (s *Screen) showSpread() {
	v := &s.spread
	v.moves = s.desk.SpreadBacklog(v.days)
	v.about.SetLine(movesWords(v.moves))
	v.chart.Set(movesData(v.moves, s.today()))
	s.page.Relayout()
}

func (s *Screen) doSpread() {
	days := s.spread.days
	cards, ok := s.move(s.spread.moves)
	if !ok {
		return
	}
	s.Anew()
	if cards == 0 {
		s.host.Toast("Nothing had to move.", "", "", nil)
		return
	}
	turn := func(do func(context.Context) (study.Act, error)) func() bool {
		return func() bool {
			ok := s.unmove(cards, do)
			s.Anew()
			return ok
		}
	}
	s.history.Did(turn(s.desk.Undo), turn(s.desk.Redo))
	s.host.Toast(fmt.Sprintf("%s spread over %d days", deck.CardCount(cards), days), "Undo", "Ctrl+Z", s.takeBack)
}
