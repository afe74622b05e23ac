package today

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// ahead is what Today says of the days to come: the exam that is followed, if one is, and
// what has piled up.
type ahead struct {
	followed bool
	title    string
	on       memory.Day
	recall   float64 // expected on the day of the exam
	cards    int     // that the plan has for today
	minutes  float64 // that they take
	backlog  study.Backlog
}

func (s *Screen) lookAhead() ahead {
	a := ahead{backlog: s.desk.Backlog()}
	if e, p, ok := s.desk.Exam(); ok {
		a.followed, a.title, a.on, a.recall = true, e.Title, e.On, p.Followed.Recall
		if len(p.Days) > 0 {
			a.cards, a.minutes = p.Days[0].Reviews+p.Days[0].New, p.Days[0].Minutes
		}
	}
	return a
}

// exam is the card about the exam that is followed.
func (s *Screen) exam(a ahead) fyne.CanvasObject {
	title := a.title
	if title == "" {
		title = "Your exam"
	}
	today := s.host.Calendar().Day(s.host.Now())
	open := control.NewButton("The plan", s.host.OpenPlan)
	open.Key = "P"
	s.stops[stop{name: open.Label}] = open
	meter := control.NewMeter(barThick)
	meter.Set(a.recall)
	return card(page.Column(theme.Gap8,
		page.Lead(leastText, page.Column(theme.Gap4,
			page.NewLine(title+" "+daysLeft(a.on.Since(today)), page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
			page.NewLine(expected(a, s.seen.Cards == 0), page.Style{Size: theme.Caption, Color: theme.Muted})), open),
		meter))
}

func daysLeft(days int) string {
	if days == 1 {
		return "is tomorrow"
	}
	return fmt.Sprintf("is in %d days", days)
}

// expected says where the plan leads, and what it has for today, of which nothing may be left.
func expected(a ahead, done bool) string {
	if a.recall == 0 && a.cards == 0 { // its decks were archived
		return "None of its cards is in study now"
	}
	text := fmt.Sprintf("By the plan you will remember %.0f %% on the day", a.recall*100)
	switch {
	case a.cards == 0:
		return text + " · nothing for today"
	case done:
		return text + " · done for today"
	default:
		return text + fmt.Sprintf(" · %s for today, %s", deck.CardCount(a.cards), study.Span(time.Duration(a.minutes*float64(time.Minute))))
	}
}

// piledUp is the card about what has piled up, with a way to spread it over some days.
func (s *Screen) piledUp(b study.Backlog) fyne.CanvasObject {
	spread := control.NewButton("Spread them", func() { s.spread(b.Days) })
	spread.Key = "S"
	see := control.NewPlain("See how", "P", s.host.OpenPlan)
	s.stops[stop{name: spread.Label}], s.stops[stop{name: see.Label}] = spread, see
	m := s.desk.SpreadBacklog(b.Days)
	text := fmt.Sprintf("Spread over %d days, %s would be left for today; those most worth saving come first.", b.Days, deck.CardCount(m.TodayNew))
	return card(page.Lead(leastText, page.Column(theme.Gap4,
		page.NewLine(piled(b), page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
		page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Muted})),
		page.Row(theme.Gap8, -1, spread, see)))
}

func piled(b study.Backlog) string {
	text := deck.CardCount(b.Cards) + " from earlier days"
	if b.Usual >= 1 {
		text += fmt.Sprintf(", as many as on %.0f usual days", max(float64(b.Cards)/b.Usual, 2))
	}
	return text
}

// spread moves what has piled up, and offers to take that back.
func (s *Screen) spread(days int) {
	act, err := s.desk.Move(s.ctx, s.desk.SpreadBacklog(days))
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.Shown()
	s.host.Trace("spread %d", act.Cards)
	if act.Cards == 0 {
		s.host.Toast("Nothing had to move.", "", "", nil)
		return
	}
	turn := func(do func(context.Context) (study.Act, error), trace string) func() bool {
		return func() bool {
			if _, err := do(s.ctx); err != nil {
				s.host.Problem(err)
				return false
			}
			s.Shown()
			s.host.Trace("%s", trace)
			return true
		}
	}
	s.history.Did(turn(s.desk.Undo, "unspread"), turn(s.desk.Redo, "spread again"))
	s.host.Toast(fmt.Sprintf("%s spread over %d days", deck.CardCount(act.Cards), days), "Undo", "Ctrl+Z", func() { s.Undo() })
}

// Undo takes back what was done here last, and reports whether there was anything.
func (s *Screen) Undo() bool { return s.history.Undo() }

// Redo does again what was taken back last, and reports whether there was anything.
func (s *Screen) Redo() bool { return s.history.Redo() }

// Did adds something that was done beside the screen, to be taken back here.
func (s *Screen) Did(back, again func() bool) { s.history.Did(back, again) }

// card puts something on a surface.
func card(o fyne.CanvasObject) fyne.CanvasObject {
	return page.Layers(page.NewGround(), page.Inset(theme.Gap16, theme.Gap16, o))
}

// leastText is what the words of a card have beside its buttons.
const leastText = 260
