// Touchpoint is the desktop program: it reads its flags, joins the parts and opens
// the window.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"touchpoint/assets"
	"touchpoint/deck/exchange/port"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui"
	"touchpoint/ui/settings"
)

const (
	appID   = "org.touchpoint.Touchpoint"
	version = "0.1.0"
)

func main() {
	var m Main
	flag.StringVar(&m.Data, "data", filepath.Join(xdg.DataHome, "touchpoint"), "`folder` that the progress and installed decks are kept in")
	now := flag.String("now", "", "pretend that the program starts at this `time` (RFC 3339), for tests")
	flag.Uint64Var(&m.Seed, "seed", 0, "`number` that decides how cards are shuffled, for tests; 0 takes the time")
	flag.BoolVar(&m.Trace, "trace", false, "print what happens, a line each, for tests")
	flag.BoolVar(&m.Checks, "checks", false, "let the toolkit check that one thread draws, for tests; it takes time")
	showVersion := flag.Bool("version", false, "print the version and end")
	flag.Parse()
	if *showVersion {
		fmt.Println("touchpoint", version)
		return
	}
	if err := m.setClock(*now); err != nil {
		fmt.Fprintln(os.Stderr, "touchpoint:", err)
		os.Exit(2)
	}
	m.Run()
}

// Main is the program, with its flags.
type Main struct {
	Data   string
	Seed   uint64
	Trace  bool
	Checks bool
	now    func() time.Time
}

// setClock lets the clock run on from a pretended time, or be the real one.
func (m *Main) setClock(pretend string) error {
	m.now = time.Now
	if pretend != "" {
		start, err := time.Parse(time.RFC3339, pretend)
		if err != nil {
			return fmt.Errorf("-now wants a time such as 2026-01-02T09:00:00Z: %w", err)
		}
		begun := time.Now()
		m.now = func() time.Time { return start.Add(time.Since(begun)) }
	}
	if m.Seed == 0 {
		m.Seed = uint64(m.now().UnixNano())
	}
	return nil
}

// Run opens the window and returns when it is closed.
func (m *Main) Run() {
	resume := postponeCollector()
	open := m.openAhead()
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: "Touchpoint", Version: version,
		// Everything that draws is on one thread. Asking for the thread at every change of
		// every line takes half the time of zooming into a model.
		Migrations: map[string]bool{"fyneDo": !m.Checks},
	})
	a := app.NewWithID(appID)
	a.Lifecycle().SetOnStarted(resume)
	// The small icon: the display is handed every pixel of it before the window shows.
	a.SetIcon(fyne.NewStaticResource("touchpoint-128.png", assets.Icon("touchpoint-128.png")))
	trace := func(line string) {
		if m.Trace || line == "ready" {
			fmt.Println(line)
		}
	}
	ui.New(ui.Config{
		App:      a,
		Open:     open,
		Restore:  m.restore,
		Now:      m.now,
		Zone:     time.Local,
		Schedule: ui.OnUI,
		Trace:    trace,
	}).ShowAndRun()
}

// openAhead begins to open at once, while the window waits for the display, and
// returns what waits for the end of that. Called again, it opens anew: the learner
// wants another try.
func (m *Main) openAhead() func(context.Context) (*ui.Parts, error) {
	ahead := sync.OnceValues(func() (*ui.Parts, error) { return m.open(context.Background()) })
	go func() { _, _ = ahead() }() // kept for the first try
	tries := 0
	return func(ctx context.Context) (*ui.Parts, error) {
		if tries++; tries == 1 {
			return ahead()
		}
		return m.open(ctx)
	}
}

// open opens the learner's progress, reads the decks and joins them.
func (m *Main) open(ctx context.Context) (*ui.Parts, error) {
	journal, err := progress.Open(ctx, m.Data, progress.Options{Now: m.now, Logger: slog.Default()})
	if err != nil {
		return nil, err
	}
	parts, err := m.join(ctx, journal)
	if err != nil {
		return nil, errors.Join(err, journal.Close())
	}
	return parts, nil
}

func (m *Main) join(ctx context.Context, journal *progress.Journal) (*ui.Parts, error) {
	choices, err := settings.Load(ctx, journal)
	if err != nil {
		return nil, err
	}
	home, err := m.home()
	if err != nil {
		return nil, err
	}
	decks, err := home.Open()
	if err != nil {
		return nil, err
	}
	sit := func(ctx context.Context, decks *library.Library) (*study.Desk, error) {
		choices, err := settings.Load(ctx, journal)
		if err != nil {
			return nil, err
		}
		preset := choices.Preset()
		preset.Weights = journal.Weights()
		return study.Open(ctx, study.Config{
			Library:  decks,
			Journal:  journal,
			Now:      m.now,
			Calendar: choices.Calendar(time.Local),
			Preset:   preset,
			Decks:    choices.Decks,
			Seed:     m.Seed,
		})
	}
	desk, err := sit(ctx, decks)
	if err != nil {
		return nil, err
	}
	calendar := func() memory.Calendar {
		now, err := settings.Load(context.Background(), journal) // it may have been chosen otherwise since
		if err != nil {
			now = choices
		}
		return now.Calendar(time.Local)
	}
	return &ui.Parts{
		Home: home, Library: decks, Journal: journal, Desk: desk, Choices: choices, Folder: m.Data, Sit: sit,
		Trade:  &port.Port{Home: home, Journal: journal, Now: m.now, Calendar: calendar},
		Fitter: fitting.New(journal, m.now, calendar),
	}, nil
}

// home is where the learner's own decks are, with the embedded ones. A deck of the
// learner's with the id of an embedded one stands in its place.
func (m *Main) home() (*library.Home, error) {
	var embedded []library.Source
	for _, name := range assets.Decks() {
		fsys, err := assets.Deck(name)
		if err != nil {
			return nil, err
		}
		embedded = append(embedded, library.Source{Name: name, FS: fsys, Embedded: true})
	}
	home := library.NewHome(filepath.Join(m.Data, "decks"), embedded...)
	home.SetClock(m.now)
	return home, nil
}

// restore puts the newest good backup in the place of a damaged journal.
func (m *Main) restore(ctx context.Context) error {
	_, err := progress.RestoreNewest(ctx, m.Data, m.now())
	return err
}
