// Package settings is the screen of the learner's choices: how the program looks,
// how much it asks for in a day, and where the progress is kept.
//
// [Choices] is what is chosen, as it is kept in the journal's settings. The screen
// changes a copy and hands it to the window, which keeps it and acts on it.
package settings

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/memory/workload"
	"touchpoint/deck/study"
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
	BackUp()            // makes a backup now, and says when it is done
	Folder() string     // where the progress is kept
	Go(do func())       // runs work away from the window's goroutine, and waits for it when the window closes
	Schedule(do func()) // runs something on the window's goroutine, soon
	Trace(format string, args ...any)
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
}

// Parts are what the screen shows besides the choices. Sections whose part is nil are
// left out.
type Parts struct {
	Shelf Shelf
	Desk  Desk
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
	body    *fyne.Container
	page    *page.Page
}

// New returns the screen with the present choices.
func New(ctx context.Context, c Choices, p Parts, h Host) *Screen {
	s := &Screen{ctx: ctx, host: h, parts: p, choices: c}
	s.body = page.Centred(theme.Gap16)
	s.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, s.body))
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Shown fills the screen.
func (s *Screen) Shown() {
	s.fill()
	s.page.Top()
	s.host.Canvas().Unfocus()
	s.host.Trace("screen settings")
}

// Refresh has nothing to do: nothing here changes by itself.
func (s *Screen) Refresh() {}

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
	s.look()
	s.days()
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

func (s *Screen) days() {
	s.head("Study")
	grades := 0
	if s.choices.TwoGrades {
		grades = 1
	}
	s.row("Grades", "Four, or only Again and Good.",
		control.NewSegments([]string{"Four", "Two"}, grades, func(i int) {
			s.change(func(c *Choices) { c.TwoGrades = i == 1 })
		}).Container)
	asked := 0
	if s.choices.ModelsOnly {
		asked = 1
	}
	s.row("What is asked", "All cards, or the models alone; the other cards wait until you want them again.",
		control.NewSegments([]string{"All cards", "Models"}, asked, func(i int) {
			s.change(func(c *Choices) { c.ModelsOnly = i == 1 })
		}).Container)
	s.row("New cards a day", "How many cards you meet for the first time.",
		control.NewStepper(s.choices.NewPerDay, 0, mostPerDay, 5, plainNumber, func(v int) {
			s.change(func(c *Choices) { c.NewPerDay = v })
		}).Container)
	s.row("Reviews a day", "How many cards come back at most.",
		control.NewStepper(s.choices.ReviewsPerDay, 0, mostPerDay, 20, plainNumber, func(v int) {
			s.change(func(c *Choices) { c.ReviewsPerDay = v })
		}).Container)
	s.row("How well to remember", "Cards come back before you would remember fewer than this. More means more reviews.",
		control.NewStepper(s.choices.Remember, 70, 97, 1, percent, func(v int) {
			s.change(func(c *Choices) { c.Remember = v })
		}).Container)
	s.row("A day begins at", "Answers after midnight count for the day before until then.",
		control.NewStepper(s.choices.DayStarts, 0, 12, 1, hour, func(v int) {
			s.change(func(c *Choices) { c.DayStarts = v })
		}).Container)
}

// away lists the cards that were put away, each with a way back.
func (s *Screen) away() {
	cards := s.parts.Shelf.Suspended()
	s.head("Cards put away")
	if len(cards) == 0 {
		s.body.Objects = append(s.body.Objects, page.NewLine(
			"None. During study, @ puts a card away until you take it up again here.",
			page.Style{Size: theme.Body, Color: theme.Muted}))
		return
	}
	for _, c := range cards[:min(len(cards), mostAway)] {
		s.row(deck.PlainText(c.Note.Front), c.Note.Section, control.NewButton("Take up again", func() {
			if err := s.parts.Shelf.Unsuspend(s.ctx, c.ID); err != nil {
				s.host.Problem(err)
			}
			s.fill()
		}))
	}
	if more := len(cards) - mostAway; more > 0 {
		s.body.Objects = append(s.body.Objects, page.NewLine(
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

func (s *Screen) head(title string) {
	line := canvas.NewRectangle(theme.Color(theme.Hairline))
	line.SetMinSize(fyne.NewSize(0, theme.Stroke))
	s.body.Objects = append(s.body.Objects,
		page.Column(theme.Gap16, line, page.NewLine(title, page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})))
}

func (s *Screen) row(name, about string, o fyne.CanvasObject) {
	text := page.Column(0,
		page.NewLine(name, page.Style{Size: theme.Body, Color: theme.Ink}),
		page.NewLine(about, page.Style{Size: theme.Caption, Color: theme.Muted}))
	s.body.Objects = append(s.body.Objects, page.Lead(leastText, text, o))
}

// leastText is what the words about a choice have beside it.
const leastText = 180

func percent(v int) string     { return fmt.Sprintf("%d %%", v) }
func plainNumber(v int) string { return deck.Number(v) }
func hour(v int) string        { return fmt.Sprintf("%d:00", v) }
