// Package settings is the screen of the learner's choices: how the program looks, how
// much it asks for in a day and what that costs, how cards come back, what the program has
// learned about the learner, and where the progress is kept.
//
// [Choices] is what is chosen, as it is kept in the journal's settings. The screen
// changes a copy and hands it to the window, which keeps it and acts on it. What takes
// long (the cost of a wish, a simulated year, learning from all answers) is worked out
// away from the window's goroutine; what comes too late is dropped.
package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Choose(Choices)
	Problem(err error)
	Toast(text, action, key string, do func())
	BackUp()        // makes a backup now, and says when it is done
	Folder() string // where the progress is kept
	Trace(format string, args ...any)

	// Away does work that takes a while away from the window's goroutine, and on it what
	// the work returns. The window waits for it at its end.
	Away(work func() (then func()))
	Schedule(do func()) // does something on the window's goroutine, soon

	// Renewed takes over what the program has learned: the desk takes up the weights that
	// the journal holds now, and the learner is told.
	Renewed(r fitting.Report)
}

// A Shelf knows the cards that were put away.
type Shelf interface {
	Suspended() []deck.Card
	Unsuspend(ctx context.Context, id deck.CardID) error
}

// A Desk is what the sections about memory need of [study.Desk]. It is asked on the
// window's goroutine only; what it returns is worked on elsewhere.
type Desk interface {
	Workload(log []memory.Answer) workload.Config
	Reschedule() study.Moves
	Move(ctx context.Context, m study.Moves) (study.Act, error)
	Undo(ctx context.Context) (study.Act, error)
	Redo(ctx context.Context) (study.Act, error)
}

// Parts are what the screen shows besides the choices. Sections whose part is nil are
// left out.
type Parts struct {
	Shelf  Shelf
	Desk   Desk
	Fitter Fitter
	// Log returns all answers that count, in the order of time. It is called away from the
	// window's goroutine.
	Log func(ctx context.Context) ([]memory.Answer, error)
}

// Screen is the Settings screen.
type Screen struct {
	ctx     context.Context
	host    Host
	parts   Parts
	choices Choices
	ahead   outlook
	learned learned
	history control.History
	body    *fyne.Container
	page    *page.Page

	grades       *control.Segments
	fresh, more  *control.Stepper
	slider       *control.Slider
	learn        *control.Button
	value        *page.Text // the retention under the knob
	cost, knee   *page.Text
	outcome      *page.Text
	curve, weeks *chart.View
	ease         [7]func() // each brings the words on a weekday up to date
	habit, low   page.Slot // warnings
	days, use    page.Slot
	told, moving page.Slot
}

// New returns the screen with the present choices.
func New(ctx context.Context, c Choices, p Parts, h Host) *Screen {
	s := &Screen{ctx: ctx, host: h, parts: p, choices: c}
	s.ahead.tried = c.NewPerDay
	s.body = page.Centred(theme.Gap16)
	s.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, s.body))
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Shown fills the screen, and begins to work out what takes a while.
func (s *Screen) Shown() {
	s.fill()
	s.page.Top()
	s.host.Canvas().Unfocus()
	s.host.Trace("screen settings")
	s.readLog()
	s.readLearned()
}

// Refresh looks whether the program has learned something meanwhile.
func (s *Screen) Refresh() { s.readLearned() }

// Left ends what nobody waits for any more. Learning goes on.
func (s *Screen) Left() {
	if s.ahead.stop != nil {
		s.ahead.stop()
	}
}

// Undo takes back typing in a field, or what was done here last, and reports whether there
// was anything.
func (s *Screen) Undo() bool { return s.unwrite(false) || s.busy() || s.history.Undo() }

// Redo does again what was taken back last, and reports whether there was anything.
func (s *Screen) Redo() bool { return s.unwrite(true) || s.busy() || s.history.Redo() }

// Did adds something that was done here or beside the screen, to be taken back here.
func (s *Screen) Did(back, again func() bool) { s.history.Did(back, again) }

func (s *Screen) unwrite(again bool) bool {
	f, ok := s.host.Canvas().Focused().(*control.Field)
	return ok && f.Unwrite(again)
}

// turning returns what has the desk take something back or do it again, shows that, and
// reports whether it could.
func (s *Screen) turning(do func(context.Context) (study.Act, error), show func()) func() bool {
	return func() bool {
		_, err := do(s.ctx)
		if err != nil {
			s.host.Problem(err)
		}
		control.Hold(s.host.Canvas(), s.body, show)
		s.lookAhead()
		return err == nil
	}
}

// Key scrolls.
func (s *Screen) Key(name fyne.KeyName) { s.page.Key(name) }

// Rune has nothing to do.
func (s *Screen) Rune(rune) {}

func (s *Screen) change(f func(*Choices)) {
	f(&s.choices)
	s.choices = s.choices.Sound()
	s.host.Choose(s.choices)
}

func (s *Screen) fill() {
	s.body.Objects = []fyne.CanvasObject{
		page.NewLine("Settings", page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
	}
	for _, o := range []*page.Slot{&s.habit, &s.low, &s.days, &s.use, &s.told, &s.moving} {
		*o = page.NewSlot(theme.Gap8)
	}
	s.look()
	s.day()
	s.remember()
	s.pace()
	s.week()
	s.learning()
	s.away()
	s.data()
	s.page.Relayout()
}

func (s *Screen) look() {
	s.head("Look")
	looks := []theme.Appearance{theme.System, theme.Light, theme.Dark}
	at := 0
	for i, a := range looks {
		if a == s.choices.Appearance {
			at = i
		}
	}
	s.row("Appearance", "As the desktop says, or always the same.",
		control.NewSegments([]string{"System", "Light", "Dark"}, at, func(i int) {
			s.change(func(c *Choices) { c.Appearance = looks[i] })
		}).Container)
	s.row("Size of text", "Also Ctrl and plus, Ctrl and minus.",
		control.NewStepper(s.choices.TextPercent, theme.MinScale*100, theme.MaxScale*100, 10, percent, func(v int) {
			s.change(func(c *Choices) { c.TextPercent = v })
		}).Container)
}

// away lists the cards that were put away, each with a way back.
func (s *Screen) away() {
	cards := s.parts.Shelf.Suspended()
	s.head("Cards put away")
	if len(cards) == 0 {
		s.add(page.NewLine(
			"None. During study, @ puts a card away until you take it up again here.",
			page.Style{Size: theme.Body, Color: theme.Muted}))
		return
	}
	for _, c := range cards[:min(len(cards), mostAway)] {
		s.row(deck.PlainText(c.Note.Front), c.Note.Section, control.NewButton("Take up again", func() {
			err := s.parts.Shelf.Unsuspend(s.ctx, c.ID)
			if err != nil {
				s.host.Problem(err)
			} else if s.parts.Desk != nil {
				s.history.Did(s.turning(s.parts.Desk.Undo, s.fill), s.turning(s.parts.Desk.Redo, s.fill))
			}
			control.Hold(s.host.Canvas(), s.body, s.fill)
		}))
	}
	if more := len(cards) - mostAway; more > 0 {
		s.add(page.NewLine(
			"And "+deck.Number(more)+" more. In the Library, is:suspended finds all of them.",
			page.Style{Size: theme.Body, Color: theme.Muted}))
	}
}

// mostAway is how many cards that were put away are listed.
const mostAway = 20

func (s *Screen) data() {
	s.head("Your progress")
	s.row("Kept on this computer", s.host.Folder(), control.NewButton("Back up now", s.host.BackUp))
}
