package library

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/exchange"
	decks "touchpoint/deck/library"
	"touchpoint/deck/search"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Home is what the screen needs of [decks.Home]: the decks of this machine, and what
// can be done with them.
type Home interface {
	Holdings() ([]decks.Holding, error)
	Plan(ctx context.Context, path string) (*decks.Plan, error)
	PlanNewer(ctx context.Context, id deck.ID) (*decks.Plan, error)
	CanMerge(id deck.ID) bool
	PlanMerge(ctx context.Context, id deck.ID, keep draft.Keep) (*decks.Plan, error)
	Carry(ctx context.Context, p *decks.Plan) (decks.Step, error)
	New(id deck.ID, title string) (dir string, err error)
	Archive(id deck.ID) (decks.Step, error)
	Restore(id deck.ID) (decks.Step, error)
	LeftBehind(notes []decks.NoteRef, to deck.ID) []string
	MoveNotes(ctx context.Context, notes []decks.NoteRef, to deck.ID) (decks.Step, error)
	LastStep() (decks.Step, bool)
	LastUndone() (decks.Step, bool)
}

// A Desk is what the screen needs of [study.Desk].
type Desk interface {
	Index() *search.Index
	Search(ctx context.Context, query string) (study.Result, error)
	Row(id deck.CardID) study.Row
	Do(ctx context.Context, ids []deck.CardID, b study.Bulk) (study.Act, error)
	Undo(ctx context.Context) (study.Act, error)
	Redo(ctx context.Context) (study.Act, error)
	CanRedo() bool
	Tags(id deck.CardID) []string
	Overview(ctx context.Context) (study.Overview, error)
	DeckPreset(id deck.ID) study.DeckPreset
	Archived(ctx context.Context) (cards int, err error)
}

// Shelves are what the screen needs of [decks.Library].
type Shelves interface {
	Card(id deck.CardID) (deck.Card, bool)
	Deck(id deck.ID) (*deck.Deck, bool)
	Media(id deck.ID, name string) ([]byte, error)
	Duplicates() [][]deck.CardID
}

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Toast(text, action, key string, do func())
	Problem(err error)
	Trace(format string, args ...any)

	Desk() Desk       // the present one: another after each Reload
	Shelves() Shelves // likewise

	// Away does work that takes a while away from the goroutine of the user interface,
	// and on it what the work returns.
	Away(work func() (then func()))
	OnUI(f func())                            // from any goroutine: does f on that of the user interface
	Soon(f func()) (not func())               // does f in a moment, unless not is called before
	Reload(then func())                       // reads the decks again, then calls then
	Edit(id deck.ID, part string)             // opens a deck for writing, at a note or model of it, "" for none
	Study(study.Scope)                        // begins a session
	SetDeckPreset(deck.ID, *study.DeckPreset) // how one deck is studied; nil: as all are
	ChooseFile(then func(path string))
	ChooseFolder(then func(path string))
	Start() string // the folder in which a learner keeps files
}

// Screen is the Library screen.
type Screen struct {
	ctx   context.Context
	home  Home
	trade Trade
	host  Host
	shelf *shelf
	about *about
	cards *cards

	tabs    *control.Segments
	head    *fyne.Container // the title and the tabs of the chosen deck
	title   *page.Text
	stage   *fyne.Container
	base    *fyne.Container // the decks and what is shown of them
	root    *fyne.Container // with that, or the leaf that lies over it
	leaves  []leaf
	onCards bool
	reading bool       // the decks are being read
	done    []undoable // what was done here, the last one last

	queue    []string         // paths that were dropped and not looked at yet
	planning bool             // one of them is being looked at
	unkept   unkept           // of a note
	tried    string           // the path that was typed last, until a deck was found there
	report   *exchange.Report // of the last import, nil before one
	reported int              // the step that it is of
}

// An undoable is something that was done on this visit.
type undoable struct {
	cards bool       // to cards; otherwise to decks
	step  decks.Step // of the latter
}

// New returns the screen.
func New(ctx context.Context, home Home, trade Trade, h Host) *Screen {
	s := &Screen{ctx: ctx, home: home, trade: trade, host: h, stage: container.NewStack()}
	s.shelf = newShelf(s)
	s.about = newAbout(s)
	s.cards = newCards(s)
	s.title = page.NewLine("", page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})
	s.tabs = control.NewSegments([]string{"Deck", "Cards"}, 0, func(i int) { s.turn(i == 1); s.enter() })
	s.head = page.Inset(theme.Gap24, theme.Gap16, page.Lead(leastTitle, s.title, s.tabs.Container))
	right := page.Pile(0, 1, s.head, s.stage)
	s.base = container.New(&halves{}, s.shelf.root, page.Hairline(), right)
	s.root = container.NewStack(s.base)
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Shown brings the screen up to date and gives the keyboard to the list of decks.
func (s *Screen) Shown() {
	s.done = nil
	s.host.Canvas().Unfocus()
	s.load(func() {
		if l := s.top(); l == nil {
			if !s.searching() {
				s.focus(s.shelf.list)
			}
		} else if s.here() {
			l.begin()
		}
		s.host.Trace("screen library")
	})
}

// focus gives the keyboard to a control, unless a panel has it, or another screen by the
// time that something is done.
func (s *Screen) focus(o fyne.Focusable) {
	if s.here() && s.top() == nil {
		s.host.Canvas().Focus(o)
	}
}

// here reports whether the screen is shown, and no panel over it.
func (s *Screen) here() bool {
	c := s.host.Canvas()
	return !dialogs.Open(c) && holds(c.Content(), s.root)
}

// list is the one of the two lists that the keyboard is to go back to.
func (s *Screen) list() *control.List {
	if s.host.Canvas().Focused() == fyne.Focusable(s.cards.list) {
		return s.cards.list
	}
	return s.shelf.list
}

// holds reports whether an object is another, or a container with it somewhere inside.
func holds(o, what fyne.CanvasObject) bool {
	if o == what {
		return true
	}
	c, ok := o.(*fyne.Container)
	return ok && slices.ContainsFunc(c.Objects, func(child fyne.CanvasObject) bool { return holds(child, what) })
}

// Refresh follows the clock: what waits, and when cards come back.
func (s *Screen) Refresh() {
	s.shelf.count()
	s.cards.list.Refresh()
}

// load asks for the decks, shows them, and calls then.
func (s *Screen) load(then func()) {
	desk := s.host.Desk()
	s.reading = true
	s.host.Away(func() func() {
		list, err := s.home.Holdings()
		desk.Index() // of many cards it takes a while too
		return func() {
			s.reading = false
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.shelf.fill(list)
			s.show()
			if then != nil {
				then()
			}
		}
	})
}

// reload reads the decks again after something was done to them, and calls then.
func (s *Screen) reload(then func()) {
	s.host.Reload(func() { s.load(then) })
}

// show shows the deck that is chosen at the left.
func (s *Screen) show() {
	e := s.shelf.chosen()
	cards := s.onCards
	switch {
	case e.kind == allCards:
		s.title.SetLine("All cards")
		cards = true
	case e.kind == noDecks || e.kind == archiveFold:
		s.title.SetLine(e.title())
		cards = false
	default:
		s.title.SetLine(e.title())
		cards = cards && e.studied()
	}
	s.tabs.Container.Hidden = e.kind != oneDeck || !e.studied()
	s.tabs.Choose(0)
	if cards {
		s.tabs.Choose(1)
		s.cards.scope(e.holding.ID)
		s.stage.Objects = []fyne.CanvasObject{s.cards.root}
	} else {
		s.about.fill(e)
		s.stage.Objects = []fyne.CanvasObject{s.about.page}
	}
	s.head.Refresh()
	s.stage.Refresh()
	s.root.Refresh()
}

// turn shows the cards of the deck, or its page.
func (s *Screen) turn(cards bool) {
	s.onCards = cards
	s.show()
}

// enter gives the keyboard to what is shown beside the decks.
func (s *Screen) enter() {
	if s.showsCards() {
		s.host.Canvas().Focus(s.cards.field)
	} else if first := s.about.first; first != nil {
		s.host.Canvas().Focus(first)
	}
}

func (s *Screen) showsCards() bool {
	return len(s.stage.Objects) > 0 && s.stage.Objects[0] == fyne.CanvasObject(s.cards.root)
}

// Key acts on a key that no control wanted.
func (s *Screen) Key(name fyne.KeyName) {
	focus := s.host.Canvas().Focused()
	l := s.top()
	switch {
	case l != nil && name == fyne.KeyEscape:
		s.back()
	case l != nil:
		l.key(name)
	case focus == nil: // a click beside everything took it away
		s.host.Canvas().Focus(s.shelf.list)
		if name != fyne.KeyEscape {
			s.shelf.list.TypedKey(&fyne.KeyEvent{Name: name})
		}
	case name == fyne.KeyEscape && s.showsCards() && focus != fyne.Focusable(s.shelf.list):
		s.cards.escape(focus)
	case name == fyne.KeyEscape:
		s.host.Canvas().Focus(s.shelf.list)
	case focus == fyne.Focusable(s.cards.field) && s.cards.list.Count() > 0:
		s.host.Canvas().Focus(s.cards.list)
		if name != fyne.KeyDown && name != fyne.KeyReturn && name != fyne.KeyEnter {
			s.cards.list.TypedKey(&fyne.KeyEvent{Name: name})
		}
	case name == fyne.KeyRight && focus == fyne.Focusable(s.shelf.list):
		s.enter()
	case name == fyne.KeyLeft && focus != fyne.Focusable(s.shelf.list):
		s.host.Canvas().Focus(s.shelf.list)
	case !s.showsCards():
		s.about.page.Key(name)
	}
}

// Rune acts on a character that no control wanted.
func (s *Screen) Rune(r rune) {
	if l := s.top(); l != nil {
		l.rune(r)
		return
	}
	e := s.shelf.chosen()
	switch r {
	case '/':
		if e.kind == oneDeck && !s.showsCards() {
			s.turn(true)
		}
		if s.showsCards() {
			s.host.Canvas().Focus(s.cards.field)
		}
	case 'i', 'I':
		s.Import()
	case 'p', 'P':
		s.Paste()
	case 'r', 'R':
		s.Report()
	case 'w', 'W':
		s.askNew()
	case 'd', 'D':
		s.findDuplicates()
	case 'c', 'C':
		s.turn(true)
		s.enter()
	default:
		if e.kind == oneDeck && (!s.showsCards() || s.host.Canvas().Focused() == fyne.Focusable(s.shelf.list)) {
			s.about.rune(r, e.holding)
		}
	}
}

// Find searches the cards that are shown, or else those of all decks: the window's Ctrl+F.
// What is typed takes the place of what was searched for before.
func (s *Screen) Find() {
	s.clear()
	if !s.showsCards() {
		s.all()
	}
	s.host.Canvas().Focus(s.cards.field)
	s.cards.field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// FindAll is Find for all decks, from another screen.
func (s *Screen) FindAll() {
	s.all()
	s.Find()
}

// Search shows the cards of all decks that a query finds.
func (s *Screen) Search(query string) {
	s.clear()
	s.all()
	s.host.Canvas().Focus(s.cards.field)
	s.cards.field.SetText(query)
}

// all shows the cards of all decks. While those are still being read it is the line that is
// typed in, and what was typed is looked for afterwards.
func (s *Screen) all() {
	s.shelf.pick("")
	s.show()
}

// searching reports whether the keyboard is in the line in which something is searched for.
func (s *Screen) searching() bool {
	return s.showsCards() && s.host.Canvas().Focused() == fyne.Focusable(s.cards.field)
}

// leastTitle is what the title of a deck has beside the tabs.
const leastTitle = 160

// tight is the layout of a pile in which the list in the middle is to keep some height:
// where it would not, the others are made lower.
type tight struct {
	pile  fyne.Layout     // whose object 1 grows
	lower func(level int) // makes the others lower, from 0, as they are, to tightest
}

func (t *tight) MinSize(objects []fyne.CanvasObject) fyne.Size { return t.pile.MinSize(objects) }

const (
	tightest  = 2
	leastRest = 150 // what is to be left before others are made lower
)

func (t *tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for level := range tightest + 1 {
		t.lower(level)
		if page.Rest(0, 1, objects, size) >= leastRest*scale() {
			break
		}
	}
	t.pile.Layout(objects, size)
}

// halves sets the decks beside what is shown of them, with a line between.
type halves struct{}

func (halves) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(520, 320) }

func (halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const least, most, share, mostShare = 200, 300, 0.3, 0.36
	left := min(max(size.Width*share, least*scale()), most*scale(), size.Width*mostShare)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(theme.Stroke, size.Height))
	objects[2].Move(fyne.NewPos(left+theme.Stroke, 0))
	objects[2].Resize(fyne.NewSize(size.Width-left-theme.Stroke, size.Height))
}

// slim keeps what is in it to a readable width, at the left.
type slim struct{}

func leftward(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: slim{}, Objects: []fyne.CanvasObject{o}}
}

func (slim) width(room float32) float32 {
	return min(room, theme.TextColumn*scale())
}

// HeightFor makes the container [page.Tall].
func (l slim) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return page.Height(objects[0], l.width(width))
}

func (l slim) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (l slim) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(l.width(size.Width), size.Height))
}

// scale is how large the text is, by the usual size.
func scale() float32 { return max(1, theme.Size(theme.Body)/15) }
