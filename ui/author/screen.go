package author

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
)

// A Host is what the screen needs of the window around it.
type Host interface {
	Canvas() fyne.Canvas
	Now() time.Time
	Toast(text, action, key string, do func()) // a line that floats for a while
	Problem(err error)                         // says what went wrong
	Trace(format string, args ...any)          // for tests: what happened, a line each
	Schedule(f func())                         // runs f on the goroutine of the user interface
	Saved(id deck.ID)                          // the deck was saved: it is to be read again
	Leave()                                    // goes back to where the deck was opened from
}

// Screen is the screen of one deck that is being written.
type Screen struct {
	ctx  context.Context
	stop context.CancelFunc
	work sync.WaitGroup // of the goroutines that the screen started
	host Host
	d    *draft.Draft
	id   deck.ID

	entries []draft.Entry
	index   map[draft.Key]int
	key     draft.Key // of the piece that is edited
	checks  checks
	saving  saving
	unseen  string            // why the files could not be looked at, when it was tried last
	checked *deck.Deck        // that the last check found, nil before the first
	title   string            // of the deck
	version string            // of the deck on disk
	dirty   bool              // there is something to save
	sure    bool              // the author has seen what the new version changes
	media   map[string][]byte // pictures of the piece that is edited, by path

	outline *outline
	pane    *pane
	preview *preview
	head    *header
	desk    *desk
	body    *fyne.Container
	root    *fyne.Container
	traced  traced
}

// New returns the screen of a draft, with the first of its pieces that asks something.
func New(ctx context.Context, d *draft.Draft, h Host) *Screen {
	s := &Screen{host: h, d: d, desk: &desk{}}
	s.ctx, s.stop = context.WithCancel(ctx)
	s.dirty = d.Dirty() // work may have been taken up again
	s.entries = d.Outline()
	s.indexEntries()
	if id, _, _, _ := deck.ReadHead(d.Text(s.headKey())); id != "" {
		s.id = id
	}
	s.title, s.version = s.about().Title, s.about().Version
	s.outline = newOutline(s)
	s.pane = newPane(s)
	s.preview = newPreview()
	s.preview.fix, s.preview.goTo = s.mend, s.goTo
	s.preview.drawn = func(f deck.Fault) (drawnFault, bool) {
		if s.pane.view != canvasView {
			return drawnFault{}, false
		}
		return s.pane.models.word(f)
	}
	s.preview.reader.cuts = s.Shortcut
	s.desk.strip, s.desk.tools, s.desk.turned = s.preview.below, s.pane.tools, s.turned
	s.head = newHeader(s)
	s.body = &fyne.Container{Layout: s.desk, Objects: []fyne.CanvasObject{
		s.outline.root, page.Hairline(), s.pane.root,
		page.Hairline(), s.preview.reader, s.preview.strip,
	}}
	s.root = page.Pile(0, 2, s.head.root, page.Hairline(), s.body)
	s.open(s.firstKey())
	s.later()
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Deck is the id of the deck.
func (s *Screen) Deck() deck.ID { return s.id }

// Dirty reports whether there is anything to save.
func (s *Screen) Dirty() bool { return s.d.Dirty() }

// Shown gives the outline the keyboard.
func (s *Screen) Shown() {
	s.host.Trace("screen author %s", s.id)
	s.outline.show()
	s.host.Canvas().Focus(s.outline.list)
	s.look()
}

// Refresh looks whether another program changed the files.
func (s *Screen) Refresh() { s.look() }

// Close ends the screen's work. What was not saved is kept safe, to be taken up again.
func (s *Screen) Close() {
	s.d.Settle(s.key)
	s.Finish()
	s.KeepSafe()
	s.stop()
	s.work.Wait()
}

// KeepSafe keeps what was not saved where a crash cannot reach it.
func (s *Screen) KeepSafe() {
	if err := s.d.KeepSafe(); err != nil && s.ctx.Err() == nil {
		s.host.Problem(err)
	}
}

// indexEntries finds entries by their keys.
func (s *Screen) indexEntries() {
	s.index = make(map[draft.Key]int, len(s.entries))
	for i := range s.entries {
		s.index[s.entries[i].Key] = i
	}
}

// entry returns the entry of a key.
func (s *Screen) entry(k draft.Key) (draft.Entry, bool) {
	i, ok := s.index[k]
	if !ok {
		return draft.Entry{}, false
	}
	return s.entries[i], true
}

// headKey is the key of the front matter.
func (s *Screen) headKey() draft.Key {
	for _, e := range s.entries {
		if e.Kind == draft.Head {
			return e.Key
		}
	}
	return ""
}

// about is what is said of the deck as a whole.
func (s *Screen) about() deck.Head {
	h, _ := s.d.Head()
	return h
}

// firstKey is the piece to begin with: the first note, or what there is.
func (s *Screen) firstKey() draft.Key {
	for _, e := range s.entries {
		if e.Kind == draft.Note {
			return e.Key
		}
	}
	if len(s.entries) > 0 {
		return s.entries[0].Key
	}
	return ""
}

// open shows a piece in the middle.
func (s *Screen) open(k draft.Key) {
	if s.key != k {
		s.d.Settle(s.key) // headings typed into the note before become notes
		s.media = nil
		s.key = k
		s.reread()
	}
	e, ok := s.entry(k)
	if !ok {
		if k = s.firstKey(); k == "" || k == s.key {
			return
		}
		s.open(k)
		return
	}
	v := s.reading(k)
	s.pane.show(e, v)
	s.see(e, v)
	s.outline.follow()
	name := e.ID
	if name == "" {
		name = string(k)
	}
	s.host.Trace("editing %s", name)
}

// arrange gives the parts of the screen their room for the view that is shown.
func (s *Screen) arrange() {
	shape, alone := s.desk.shape, s.desk.alone
	s.desk.shape, s.desk.alone = threeParts, s.pane.view == boxesView || s.pane.open
	if s.pane.view == canvasView || s.pane.view == deckView {
		s.desk.shape = stripBelow
		if len(s.preview.stripe.Objects) == 0 {
			s.desk.shape = noPreview
		}
	}
	if s.pane.view == cardsView {
		s.desk.shape = cardsOnly
	}
	if s.desk.shape != shape || s.desk.alone != alone || s.desk.shape == stripBelow {
		s.body.Refresh()
	}
}

// turned offers the cards of a picture where there is no room for them beside it any more,
// or shows the picture again where there is. It comes in the middle of a layout.
func (s *Screen) turned() {
	s.host.Schedule(func() {
		e, ok := s.entry(s.key)
		if !ok || s.ctx.Err() != nil || e.NoteKind != deck.Occlude {
			return
		}
		v := s.reading(s.key)
		s.pane.follow(e, v)
		s.see(e, v)
	})
}

// see shows what students will see of the piece.
func (s *Screen) see(e draft.Entry, v draft.Preview) {
	s.preview.show(e, v, s.picture, s.pane.view != textView)
	s.arrange()
	s.trace(e.Key, len(v.Cards))
	s.head.show()
}

// judge finds out whether there is anything to save. While the piece that is edited is not
// as it was, there is; only otherwise all files have to be looked at.
func (s *Screen) judge(e draft.Entry) {
	s.dirty = e.Changed || s.dirty && s.d.Dirty()
}

// reread takes the outline anew, after pieces came, went or moved.
func (s *Screen) reread() {
	s.entries = s.d.Outline()
	s.indexEntries()
	s.outline.filter()
	s.title = s.about().Title
}

// typed takes what the author typed.
func (s *Screen) typed(text string) {
	s.d.SetText(s.key, text)
	s.entries = s.d.Outline()
	if len(s.entries) != len(s.index) {
		s.reread()
	}
	e, _ := s.entry(s.key)
	s.judge(e)
	if e.Kind == draft.Head {
		s.title = s.about().Title
	}
	v := s.reading(s.key)
	s.pane.mark(v)
	if e.Kind == draft.Note && s.pane.kind.Label != kindName(e.NoteKind) {
		s.pane.tool(e)
	}
	s.see(e, v)
	s.outline.list.Refresh()
	s.sure = false
	s.later()
}

// rewritten shows a piece after it was changed otherwise than by typing.
func (s *Screen) rewritten(k draft.Key) {
	s.reread()
	s.dirty = s.d.Dirty()
	if _, ok := s.entry(k); !ok {
		k = s.firstKey()
	}
	if k != s.key {
		s.open(k)
	} else if e, ok := s.entry(k); ok {
		v := s.reading(k)
		s.pane.follow(e, v)
		s.see(e, v)
		s.outline.follow()
	}
	s.sure = false
	s.later()
}

// A traced is what was last told to a test, so that it is told once.
type traced struct {
	key    draft.Key
	cards  int
	faults int
}

func (s *Screen) trace(k draft.Key, cards int) {
	if s.traced.key != k || s.traced.cards != cards {
		s.traced.key, s.traced.cards = k, cards
		s.host.Trace("preview %d cards", cards)
	}
}

// Key acts on a key that nothing with the keyboard wanted.
func (s *Screen) Key(name fyne.KeyName) {
	switch name {
	case fyne.KeyF6:
		s.cycle()
	case fyne.KeyF4:
		s.Details()
	case fyne.KeyF8:
		s.NextFault()
	case fyne.KeyEscape:
		s.escape()
	default:
		if s.drawing() {
			s.pane.models.typed(name)
		}
	}
}

// Rune acts on a character that nothing with the keyboard wanted.
func (s *Screen) Rune(r rune) {
	if s.drawing() {
		s.pane.models.rune(r)
	}
}

// drawing reports whether keys are for the drawing of a model.
func (s *Screen) drawing() bool {
	return s.pane.view == canvasView && !s.outline.list.Focused()
}

// escape goes from the text back to the outline, and from there back to the decks.
func (s *Screen) escape() {
	if s.host.Canvas().Focused() == fyne.Focusable(s.outline.list) {
		s.GoBack()
		return
	}
	s.host.Canvas().Focus(s.outline.list)
}

// cycle gives the next part of the screen the keyboard: outline, text, preview.
func (s *Screen) cycle() {
	c := s.host.Canvas()
	now := c.Focused()
	switch {
	case now == fyne.Focusable(s.outline.list) || now == fyne.Focusable(s.outline.find):
		s.focusMiddle()
	case now == fyne.Focusable(s.preview.reader):
		c.Focus(s.outline.list)
	case s.preview.reader.Visible() && s.inMiddle(now):
		c.Focus(s.preview.reader)
	default:
		c.Focus(s.outline.list)
	}
}

// inMiddle reports whether the keyboard is neither with the outline nor with the preview.
func (s *Screen) inMiddle(now fyne.Focusable) bool {
	_, button := now.(*control.Button)
	return now != nil && (!button || s.pane.view != textView)
}

func (s *Screen) focusMiddle() { s.pane.focus() }
