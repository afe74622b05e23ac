package insight

import (
	"context"
	"reflect"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/insight"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Desk is what the screen needs of [study.Desk].
type Desk interface {
	Survey() insight.Survey
	Preset() study.Preset
	Do(ctx context.Context, ids []deck.CardID, b study.Bulk) (study.Act, error)
	Undo(ctx context.Context) (study.Act, error)
	Models(ctx context.Context) ([]study.ModelOverview, error)
	Mastery(ctx context.Context, id deck.ID, m string) (map[string]model.Recall, error)
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
	Soon(f func()) (not func()) // does f in a moment, unless not is called before

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

	scope  insight.Scope
	reader reader
	book   *insight.Book // nil until the history was read
	view   insight.View
	asked  int  // counts readings, so that an old one's end does not hide a newer one's
	shows  bool // a view is on the page
	begins bool // the keyboard is to go to the first control once a view is shown

	head  *header
	away  int        // cards put away on this visit, that can be taken back
	wait  *page.Text // says that the history is read, if that takes a while
	parts *sections  // nil until there is something to show
}

// New returns the screen. It may be kept from one visit to the next: it remembers what
// was looked at.
func New(ctx context.Context, src Sources, h Host) *Screen {
	s := &Screen{ctx: ctx, sources: src, host: h, scope: insight.Scope{Period: insight.Quarter}, reader: reader{journal: src.Journal}}
	s.body = page.Broad(theme.Gap40)
	s.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, s.body))
	s.head = newHeader(s)
	s.wait = page.NewLine("Reading your answers…", page.Style{Size: theme.Lead, Color: theme.Muted})
	s.wait.Hide()
	s.body.Objects = []fyne.CanvasObject{s.head.object, s.wait}
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.page }

// Shown reads the history and shows it. What was seen at the last visit stands there
// meanwhile.
func (s *Screen) Shown() {
	s.page.Top()
	s.host.Canvas().Unfocus()
	s.begins, s.away = true, 0
	not := func() {}
	if !s.shows {
		not = s.host.Soon(func() {
			s.wait.Show()
			s.page.Relayout()
		})
	}
	s.reading(not)
}

// Prepare reads the history ahead of the first visit, which then finds it read, or on the
// way. What goes wrong is left to the visit, which reads it again.
func (s *Screen) Prepare() {
	if s.asked > 0 {
		return
	}
	s.asked++
	c := s.config()
	s.host.Away(func() func() {
		_, _ = s.reader.read(s.ctx, c)
		return func() {}
	})
}

// Refresh asks whether there is more of the history, or another day.
func (s *Screen) Refresh() { s.read() }

// read reads the history away from the user interface, as far as it has changed, and shows
// what has.
func (s *Screen) read() { s.reading(func() {}) }

// reading is read; done is called when it is over.
func (s *Screen) reading(done func()) {
	c := s.config()
	s.asked++
	mine, scope := s.asked, s.scope
	s.host.Away(func() func() {
		var view insight.View
		book, err := s.reader.read(s.ctx, c)
		if err == nil {
			view = book.View(scope)
		}
		return func() {
			done()
			s.took(mine, book, view, err)
		}
	})
}

// config is what a book is made of, but for the answers.
func (s *Screen) config() insight.Config {
	preset := s.sources.Desk.Preset()
	return insight.Config{
		Survey:         s.sources.Desk.Survey(),
		Model:          memory.NewModel(preset.Weights, preset.LongTermOnly),
		Calendar:       s.host.Calendar(),
		Now:            s.host.Now(),
		LeechThreshold: preset.LeechThreshold,
	}
}

// took shows what was read, unless it was asked for again since.
func (s *Screen) took(mine int, book *insight.Book, view insight.View, err error) {
	switch {
	case mine != s.asked || s.ctx.Err() != nil:
		return
	case err != nil:
		s.host.Problem(err)
		return
	}
	s.book = book
	if scope := placeOf(places(book), s.scope).scope; scope.Deck != s.scope.Deck || scope.Topic != s.scope.Topic {
		scope.Period = s.scope.Period // what was looked at is no longer in the library
		s.look(scope)
		return
	}
	s.show(view)
}

// look shows another scope of what was read.
func (s *Screen) look(scope insight.Scope) {
	s.scope = scope
	s.head.show(scope, s.book)
	if s.book == nil {
		s.read()
		return
	}
	s.asked++
	mine, book := s.asked, s.book
	s.host.Away(func() func() {
		view := book.View(scope)
		return func() { s.took(mine, book, view, nil) }
	})
}

// show puts a view on the page.
func (s *Screen) show(v insight.View) {
	same := s.shows && reflect.DeepEqual(v, s.view)
	s.view, s.shows = v, true
	if !same {
		s.head.show(s.scope, s.book)
		s.fill()
	}
	if s.begins {
		s.begins = false
		s.focusFirst()
		s.host.Trace("screen insight")
	}
}

// fill shows the view: the sections, or while there is nothing to show what to do about it.
func (s *Screen) fill() {
	if s.book.Answers() == 0 && s.view.Seen == 0 {
		s.parts = nil
		s.body.Objects = []fyne.CanvasObject{s.head.object, s.empty()}
	} else {
		if s.parts == nil {
			s.parts = newSections(s)
		}
		s.parts.fill(&s.view)
		s.body.Objects = append([]fyne.CanvasObject{s.head.object}, s.parts.objects...)
	}
	s.page.Relayout()
}

// empty says what will be here, and offers what fills it.
func (s *Screen) empty() fyne.CanvasObject {
	s.head.start = control.NewPrimary("Study", "Enter", func() { s.host.Study(study.Scope{}) })
	return page.Column(theme.Gap16,
		page.NewLine("Once you have studied, you see here how much you did and when, how well you remember, what is coming, and what could do with another look.",
			page.Style{Size: theme.Lead, Color: theme.Muted}),
		page.Row(theme.Gap16, -1, s.head.start))
}

// focusFirst gives the keyboard to the first control, unless something has it.
func (s *Screen) focusFirst() {
	c := s.host.Canvas()
	if c.Focused() != nil || dialogs.Open(c) {
		return
	}
	if s.parts == nil && s.head.start != nil {
		c.Focus(s.head.start)
		return
	}
	c.Focus(s.head.what)
}

// Key acts on a key that no control wanted: the arrows go from one control to the next,
// the page keys scroll.
func (s *Screen) Key(name fyne.KeyName) {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.parts == nil && s.head.start != nil {
			s.head.start.Tapped(nil)
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
	case 'd', 'D':
		s.head.choose()
	case 'p', 'P':
		s.host.OpenPlan()
	case 'w', 'W':
		if s.parts != nil {
			s.parts.openWeakest()
		}
	default:
		if i := int(r - '1'); i >= 0 && i < len(insight.Periods()) {
			s.lookBack(insight.Periods()[i])
		}
	}
}

// lookBack shows another period.
func (s *Screen) lookBack(p insight.Period) {
	scope := s.scope
	scope.Period = p
	s.look(scope)
}
