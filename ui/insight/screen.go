package insight

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/insight"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Desk is what the screen needs of [study.Desk].
type Desk interface {
	Survey() []insight.Card
	Preset() study.Preset
	Do(ctx context.Context, ids []deck.CardID, b study.Bulk) (study.Act, error)
	Undo(ctx context.Context) (study.Act, error)
}

// A Journal is what the screen needs of [progress.Journal]. It is asked away from the
// goroutine of the user interface.
type Journal interface {
	Log(ctx context.Context) (progress.Log, error)
}

// Sources are what the screen reads.
type Sources struct {
	Desk    Desk
	Journal Journal
}

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Now() time.Time
	Calendar() memory.Calendar
	Trace(format string, args ...any)
	Problem(err error)
	Toast(text, action, key string, do func())

	// Away does work that takes a while away from the goroutine of the user interface,
	// and on it what the work returns. The window waits for it at its end.
	Away(work func() (then func()))

	Study(study.Scope)                       // begins a session
	OpenModel(d deck.ID, id, element string) // shows a model of a deck
	OpenCards(query string)                  // shows the cards that a search finds
	Edit(d deck.ID, part string)             // opens a note or model of a deck for writing
	OpenPlan()                               // shows the exam plan
	Export(name string, data []byte)         // asks where to, and writes a file that is called name at first
}

// Screen is the Insight screen.
type Screen struct {
	ctx     context.Context
	sources Sources
	host    Host
	body    *fyne.Container
	page    *page.Page
}

// New returns the screen. It may be kept from one visit to the next: it remembers what
// was looked at.
func New(ctx context.Context, src Sources, h Host) *Screen {
	s := &Screen{ctx: ctx, sources: src, host: h}
	s.body = page.Broad(theme.Gap24)
	s.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, s.body))
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Shown reads the history and shows it.
func (s *Screen) Shown() { s.host.Trace("screen insight") }

// Refresh reads the history again if there is more of it.
func (s *Screen) Refresh() {}

// Key acts on a key that no control wanted.
func (s *Screen) Key(name fyne.KeyName) { s.page.Key(name) }

// Rune acts on a character that no control wanted.
func (s *Screen) Rune(rune) {}
