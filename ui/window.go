package ui

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui/author"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/insight"
	shelves "touchpoint/ui/library"
	"touchpoint/ui/models"
	"touchpoint/ui/plan"
	"touchpoint/ui/review"
	"touchpoint/ui/settings"
	look "touchpoint/ui/theme"
	"touchpoint/ui/today"
)

// Parts are what the window shows: the decks, the learner's progress, and the desk
// that joins them.
type Parts struct {
	Home    *library.Home    // the decks on this machine, to be added to and changed
	Library *library.Library // what was read of them
	Trade   shelves.Trade    // how decks come from other programs, and go out to them
	Journal Journal
	Fitter  *fitting.Keeper // keeps the memory model fitted to the learner
	Desk    *study.Desk
	Choices settings.Choices
	Folder  string // where the progress is kept
	// Sit opens a desk on the same progress with decks that were read anew.
	Sit func(context.Context, *library.Library) (*study.Desk, error)
}

// A Journal is what the window itself needs of [progress.Journal].
type Journal interface {
	settings.Store
	insight.Journal
	Weights() memory.Weights
	Backup(ctx context.Context) (string, error)
	BackupIfDue(ctx context.Context, now time.Time) (string, error)
	Close() error
}

// A Config is what a window is built from.
type Config struct {
	App  fyne.App
	Open func(ctx context.Context) (*Parts, error)
	// Restore puts the newest good backup in the place of a damaged journal.
	Restore  func(ctx context.Context) error
	Now      func() time.Time
	Zone     *time.Location
	Schedule Scheduler
	Trace    func(line string) // for tests; nil to say nothing
	FitAfter time.Duration     // how long after the start the program looks whether the memory model is to be fitted; 0: see firstFit
}

// A place is where the navigation leads.
type place int

const (
	todayPlace place = iota
	modelsPlace
	libraryPlace
	insightPlace
	authorPlace
	settingsPlace
	studyPlace
	modelPlace
	planPlace
)

// screen is what every screen does for the window.
type screen interface {
	Object() fyne.CanvasObject
	Shown()           // comes up
	Refresh()         // time has passed, or another window did something
	Key(fyne.KeyName) // that nothing with the focus wanted
	Rune(rune)        // likewise
}

var (
	_ screen = (*today.Screen)(nil)
	_ screen = (*review.Screen)(nil)
	_ screen = (*settings.Screen)(nil)
	_ screen = (*models.Gallery)(nil)
	_ screen = (*models.Screen)(nil)
	_ screen = (*insight.Screen)(nil)
	_ screen = (*plan.Screen)(nil)
)

// Window is Touchpoint's window.
type Window struct {
	fyne.Window
	config   Config
	ctx      context.Context
	stop     context.CancelFunc
	work     sync.WaitGroup // of the goroutines that the window started
	parts    *Parts         // nil until the progress is open
	settings *keeping       // the journal’s, kept beside the window
	choices  settings.Choices
	session  *study.Session // the one on the review screen, nil without
	model    *models.Screen // the one that was opened last, nil without
	keep     *models.Keep   // what stays from one visit of the models to the next
	detour   *detour        // from a card to its model, nil without
	library  *shelves.Screen
	insight  *insight.Screen // nil until it is looked at
	ahead    ahead           // what the learner prepares for
	writing  *writing        // the deck that is open for writing, nil without
	at       place
	screen   screen
	nav      *navigation
	stage    *fyne.Container // where the screen stands
	toast    *control.Toast
	said     int // counts toasts, so that an old one's end does not hide a newer one
	probe    *probe
}

// A detour is what the learner comes back to after looking at a card's model.
type detour struct {
	screen  *review.Screen
	session *study.Session
}

const (
	usualWidth  = 1120
	usualHeight = 780
	leastWidth  = 640
	leastHeight = 480
	toastTime   = 6 * time.Second
	minute      = time.Minute
	firstBackup = 5 * time.Second // after the start, whose first seconds are the learner's
)

// New builds the window. ShowAndRun shows it.
func New(c Config) *Window {
	w := &Window{config: c, choices: settings.Default(), keep: models.NewKeep()}
	w.ctx, w.stop = context.WithCancel(context.Background())
	w.dress() // before anything is measured: the toolkit remembers the fonts it has used
	w.Window = c.App.NewWindow("Touchpoint")
	w.probe = newProbe(w.Trace)
	w.toast = control.NewToast()
	w.stage = container.NewStack()
	w.nav = newNavigation(w)
	w.SetContent(container.New(&frame{}, w.nav, w.stage, w.toast, w.probe.object))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(usualWidth, usualHeight))
	w.SetMainMenu(w.menu())
	w.Canvas().AddShortcut(ctrl(fyne.KeyEnter), w.mend)
	w.Canvas().SetOnTypedKey(w.key)
	w.Canvas().SetOnTypedRune(w.rune)
	w.SetOnClosed(w.close)
	w.SetOnDropped(w.drop)
	w.open()
	return w
}

// open opens the learner's progress and shows Today, or says why it cannot.
func (w *Window) open() {
	parts, err := w.config.Open(w.ctx)
	if err != nil {
		w.trouble(err)
		return
	}
	w.parts, w.choices = parts, parts.Choices
	w.settings = &keeping{store: parts.Journal, start: w.work.Go, failed: w.unkept}
	w.dress()
	w.nav.Show()
	w.goTo(todayPlace)
	w.readAhead()
	w.background()
	w.readAnswers()
	w.fitAtTimes()
	w.offerUnsaved()
}

// unkept tells of a setting that could not be kept, in the log also once the window is gone.
func (w *Window) unkept(err error) {
	slog.Warn("keep a setting", "err", err)
	w.OnUI(func() { w.Problem(err) })
}

// dress gives the program the learner's look.
func (w *Window) dress() {
	w.config.App.Settings().SetTheme(look.New(w.choices.Appearance, float32(w.choices.TextPercent)/100))
	if w.Window != nil {
		// The menu bar is as high as its text, but the toolkit gives what is below it
		// new room only when it gets a new menu (Fyne 2.8.1).
		w.SetMainMenu(w.menu())
	}
}

// background starts what goes on beside the screens: the daily backup, and a look
// at the clock once a minute.
func (w *Window) background() {
	journal, now := w.parts.Journal, w.config.Now()
	w.work.Go(func() {
		select {
		case <-w.ctx.Done():
			return
		case <-time.After(firstBackup):
		}
		if _, err := journal.BackupIfDue(w.ctx, now); err != nil && !errors.Is(err, context.Canceled) {
			slog.Warn("daily backup", "err", err)
			w.config.Schedule(func() { w.Problem(err) })
		}
	})
	w.work.Go(func() {
		tick := time.NewTicker(minute)
		defer tick.Stop()
		for {
			select {
			case <-w.ctx.Done():
				return
			case <-tick.C:
				w.config.Schedule(w.refresh)
			}
		}
	})
}

// refresh lets the screen look at the clock. While a panel is open it waits for the
// next time, because a screen that changes takes the keyboard.
func (w *Window) refresh() {
	if w.screen == nil || w.ctx.Err() != nil {
		return
	}
	w.replanIfNeeded()
	if !dialogs.Open(w.Canvas()) {
		w.screen.Refresh()
	}
}

// close ends the window's work before the program ends.
func (w *Window) close() {
	w.putDown()
	w.keepFresh()
	w.stop()
	w.work.Wait()
	if w.parts != nil {
		if err := w.parts.Journal.Close(); err != nil {
			slog.Warn("close the progress", "err", err)
		}
	}
}

// goTo shows a screen.
func (w *Window) goTo(p place) {
	switch p {
	case todayPlace:
		w.show(p, today.New(w.ctx, w.parts.Desk, w))
	case modelsPlace:
		w.detour = nil
		w.show(p, models.NewGallery(w.ctx, w.parts.Desk, w.keep, w))
	case modelPlace:
		w.show(p, w.model)
	case libraryPlace:
		if w.library == nil {
			w.library = shelves.New(w.ctx, w.parts.Home, w.parts.Trade, w)
		}
		w.show(p, w.library)
	case insightPlace:
		w.probe.await("screen insight")
		w.show(p, w.figures())
	case planPlace:
		w.show(p, plan.New(w.ctx, w.parts.Desk, w))
	case authorPlace:
		if w.writing != nil {
			w.show(p, w.writing.screen)
			return
		}
		w.show(p, author.NewStart(w))
	case settingsPlace:
		parts := settings.Parts{Shelf: w.parts.Desk, Desk: w.parts.Desk, Log: w.Log}
		if w.parts.Fitter != nil {
			parts.Fitter = w.parts.Fitter
		}
		w.show(p, settings.New(w.ctx, w.choices, parts, w))
	case studyPlace:
		w.show(p, review.New(w.ctx, w.session, w, w.pictures, review.Options{TwoGrades: w.choices.TwoGrades}))
	}
}

func (w *Window) show(p place, s screen) {
	if before, ok := w.screen.(interface{ Left() }); ok && w.screen != s {
		before.Left()
	}
	w.at, w.screen = p, s
	w.toast.Hide() // what it offers belongs to the screen before
	w.nav.mark(p)
	w.stage.Objects = []fyne.CanvasObject{s.Object()}
	w.stage.Refresh()
	if w.parts != nil {
		w.replanIfNeeded() // what a session did may have left time for more
	}
	s.Shown()
}

// Study begins a session and shows it.
func (w *Window) Study(scope study.Scope) {
	session, err := w.parts.Desk.Start(w.ctx, scope)
	if err != nil {
		w.Problem(err)
		return
	}
	w.session = session
	w.goTo(studyPlace)
}

// undo takes back what was done on the screen last, or else the last answer, also from Today.
func (w *Window) undo() {
	switch s := w.screen.(type) {
	case *author.Screen:
		s.Undo()
		return
	case *shelves.Screen:
		s.Undo()
		return
	}
	if s, ok := w.screen.(interface{ Undo() bool }); ok && s.Undo() {
		return
	}
	w.inSession((*study.Session).CanUndo, (*review.Screen).UndoKey)
}

// redo does it again.
func (w *Window) redo() {
	switch s := w.screen.(type) {
	case *author.Screen:
		s.Redo()
		return
	case *shelves.Screen:
		s.Redo()
		return
	}
	if s, ok := w.screen.(interface{ Redo() bool }); ok && s.Redo() {
		return
	}
	w.inSession((*study.Session).CanRedo, (*review.Screen).RedoKey)
}

// inSession does something on the review screen, also from Today: what was answered
// earlier in the day, even before the program was started, can be taken back there.
func (w *Window) inSession(can func(*study.Session) bool, do func(*review.Screen)) {
	if s, ok := w.screen.(*review.Screen); ok {
		do(s)
		return
	}
	switch w.at {
	case todayPlace:
	case planPlace, settingsPlace:
		w.Toast("There is nothing to take back or to do again here.", "", "", nil)
		return
	default:
		return
	}
	session := w.session
	if session == nil {
		var err error
		if session, err = w.parts.Desk.Start(w.ctx, study.Scope{}); err != nil {
			w.Problem(err)
			return
		}
	}
	if !can(session) {
		w.Toast("There is nothing to take back or to do again today.", "", "", nil)
		return
	}
	w.session = session
	w.goTo(studyPlace)
	do(w.screen.(*review.Screen))
}

// resizeText changes the size of text by so many per cent; 0 makes it the usual.
func (w *Window) resizeText(by int) {
	c := w.choices
	c.TextPercent += by
	if by == 0 {
		c.TextPercent = settings.Default().TextPercent
	}
	w.Choose(c)
	if w.at == settingsPlace {
		w.goTo(settingsPlace)
	}
	w.Toast(fmt.Sprintf("Text at %d %%", w.choices.TextPercent), "", "", nil)
}

func (w *Window) fullScreen() { w.SetFullScreen(!w.FullScreen()) }
