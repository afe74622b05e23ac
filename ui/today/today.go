// Package today is the first screen: what waits, how long it will take, one button
// to begin, and the topics with how well each is known.
package today

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/exam"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Desk is what the screen needs of [study.Desk].
type Desk interface {
	Overview(ctx context.Context) (study.Overview, error)
	Models(ctx context.Context) ([]study.ModelOverview, error)
	Exam() (exam.Exam, exam.Plan, bool)
	Backlog() study.Backlog
	SpreadBacklog(days int) study.Moves
	Move(ctx context.Context, m study.Moves) (study.Act, error)
	Undo(ctx context.Context) (study.Act, error)
	Redo(ctx context.Context) (study.Act, error)
}

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Now() time.Time
	Calendar() memory.Calendar
	Problem(err error)
	Study(study.Scope)
	OpenModel(d deck.ID, id, element string)
	OpenPlan() // the screen on what is ahead: exam, backlog, holidays
	Toast(text, action, key string, do func())
	Notices() []string // what the learner should know: a deck that could not be read
	Trace(format string, args ...any)
}

// Screen is the Today screen.
type Screen struct {
	ctx     context.Context
	desk    Desk
	host    Host
	body    *fyne.Container
	page    *page.Page
	main    *control.Button // what Enter presses
	seen    study.Overview
	next    ahead
	history control.History
	// What can have the keyboard, so that it stays there when the screen is filled anew.
	stops map[stop]fyne.Focusable
}

// A stop names what can have the keyboard: a button by its words, a topic by its deck
// and its title.
type stop struct{ deck, name string }

// extra is how many more cards are offered when the day's are done.
const extra = 10

// New returns the screen.
func New(ctx context.Context, d Desk, h Host) *Screen {
	s := &Screen{ctx: ctx, desk: d, host: h}
	s.body = page.Centred(theme.Gap24)
	s.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, s.body))
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Shown brings the screen up to date and gives the keyboard to its button.
func (s *Screen) Shown() {
	o, err := s.desk.Overview(s.ctx)
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.fill(o)
	s.page.Top()
	s.host.Canvas().Unfocus()
	if s.main != nil {
		s.host.Canvas().Focus(s.main)
	}
	s.host.Trace("screen today")
}

// Refresh brings the screen up to date; the keyboard stays where it is unless
// what it was on has gone.
func (s *Screen) Refresh() {
	o, err := s.desk.Overview(s.ctx)
	if err != nil {
		s.host.Problem(err)
		return
	}
	if same(s.seen, o) && s.next == s.lookAhead() {
		return
	}
	on, here := s.focused()
	s.fill(o)
	if !here {
		return
	}
	if next := s.stops[on]; next != nil {
		s.host.Canvas().Focus(next)
	} else if s.main != nil {
		s.host.Canvas().Focus(s.main)
	} else {
		s.host.Canvas().Unfocus()
	}
}

// focused returns the stop that has the keyboard, if one of the screen's has it.
func (s *Screen) focused() (on stop, here bool) {
	f := s.host.Canvas().Focused()
	for at, o := range s.stops {
		if f == o {
			return at, true
		}
	}
	return stop{}, false
}

func same(a, b study.Overview) bool {
	return a.Cards == b.Cards && a.New == b.New && a.Due == b.Due && a.Learning == b.Learning && a.Studied == b.Studied
}

// Key acts on a key that no control wanted.
func (s *Screen) Key(name fyne.KeyName) {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if s.main != nil {
			s.main.Tapped(nil)
		}
	case fyne.KeyDown:
		s.host.Canvas().FocusNext()
	case fyne.KeyUp:
		s.host.Canvas().FocusPrevious()
	default:
		s.page.Key(name)
	}
}

// Rune acts on a character that no control wanted.
func (s *Screen) Rune(r rune) {
	switch r {
	case 'p', 'P':
		s.host.OpenPlan()
	case 's', 'S':
		if s.next.backlog.Large {
			s.spread(s.next.backlog.Days)
		}
	}
}

func (s *Screen) fill(o study.Overview) {
	s.seen, s.next, s.stops = o, s.lookAhead(), map[stop]fyne.Focusable{}
	s.body.Objects = nil
	s.add(page.Column(theme.Gap4,
		page.NewLine(greeting(s.host.Now()), page.Style{Size: theme.Caption, Color: theme.Muted}),
		page.NewLine(headline(o), page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
		page.NewLine(subline(o, s.host.Now(), s.host.Calendar()), page.Style{Size: theme.Lead, Color: theme.Muted})))
	s.add(s.actions(o))
	if o.ModelsOnly {
		s.add(page.NewLine("Models alone, as you chose in Settings.", page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	for _, text := range s.notices(o) {
		s.add(page.Notice(text))
	}
	if s.next.followed {
		s.add(s.exam(s.next))
	}
	if s.next.backlog.Large {
		s.add(s.piledUp(s.next.backlog))
	}
	if o := s.weakest(); o != nil {
		s.add(o)
	}
	for i := range o.Decks {
		s.add(s.deck(&o.Decks[i]))
	}
	if !s.next.followed {
		plan := control.NewPlain("Plan for an exam", "P", s.host.OpenPlan)
		s.stops[stop{name: plan.Label}] = plan
		s.add(page.Row(0, -1, plan))
	}
	s.page.Relayout()
}

func (s *Screen) add(o fyne.CanvasObject) { s.body.Objects = append(s.body.Objects, o) }

func greeting(now time.Time) string {
	switch h := now.Hour(); {
	case h < 5:
		return "Good night"
	case h < 12:
		return "Good morning"
	case h < 18:
		return "Good afternoon"
	default:
		return "Good evening"
	}
}

func headline(o study.Overview) string {
	switch {
	case o.Cards == 1:
		return "1 card waits"
	case o.Cards > 1:
		return deck.Number(o.Cards) + " cards wait"
	case o.Studied > 0:
		return "Done for today"
	default:
		return "Nothing waits now"
	}
}

func subline(o study.Overview, now time.Time, c memory.Calendar) string {
	if o.Cards > 0 {
		text := "About " + study.Span(o.Time)
		if o.Time < 30*time.Second {
			text = "Less than a minute"
		}
		if o.New > 0 && o.New < o.Cards {
			text += fmt.Sprintf(", %s of them new", deck.Number(o.New))
		} else if o.New == o.Cards {
			text += ", all of them new"
		}
		return text + "."
	}
	if o.NextAt.IsZero() {
		return "When a deck has cards, they will wait for you here."
	}
	if o.NextCards == 1 {
		return fmt.Sprintf("The next card comes back %s.", study.When(o.NextAt, now, c))
	}
	return fmt.Sprintf("The next %s cards come back %s.", deck.Number(o.NextCards), study.When(o.NextAt, now, c))
}

// actions is the one thing to do next, with a smaller way to do it beside.
func (s *Screen) actions(o study.Overview) fyne.CanvasObject {
	row := page.Row(theme.Gap16, -1)
	s.main = nil
	switch {
	case o.Cards > 0:
		s.main = control.NewPrimary("Study", "Enter", func() { s.host.Study(study.Scope{}) })
		row.Objects = append(row.Objects, s.main)
		if o.Time > short*3/2 {
			brief := control.NewPlain("or 5 minutes only", "", func() { s.host.Study(study.Scope{Time: short}) })
			s.stops[stop{name: brief.Label}] = brief
			row.Objects = append(row.Objects, brief)
		}
	case unseen(o) > 0:
		n := min(extra, unseen(o))
		s.main = control.NewButton(fmt.Sprintf("Learn %s more", deck.CardCount(n)), func() {
			s.host.Study(study.Scope{Extra: n})
		})
		row.Objects = append(row.Objects, s.main)
	}
	if s.main != nil {
		s.stops[stop{name: s.main.Label}] = s.main
	}
	return row
}

const short = 5 * time.Minute

func unseen(o study.Overview) int {
	n := 0
	for _, d := range o.Decks {
		for _, t := range d.Topics {
			n += t.Total - t.Seen
		}
	}
	return n
}

func (s *Screen) notices(o study.Overview) []string {
	list := s.host.Notices()
	if !o.ClockBack.IsZero() {
		list = append(list, fmt.Sprintf("This computer's clock is earlier than your last answer, of %s. "+
			"Your progress is safe, but the cards that you know will not come back until the clock is right: please check the date.",
			o.ClockBack.Format("2 January 2006, 15:04")))
	}
	return list
}
