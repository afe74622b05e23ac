package ui_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck/exchange/port"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/fitting"
	"touchpoint/ui"
	"touchpoint/ui/control"
	"touchpoint/ui/settings"
	"touchpoint/ui/uitest"
)

const deckText = `---
id: d
title: A deck
language: en
version: 1.0.0
---
# Topic

## What is first? {#a}
One.

## What is second? {#b}
Two.
`

// words is a deck without models.
var words = fstest.MapFS{"deck.md": {Data: []byte(deckText)}}

// program is a window on a journal in a folder of its own.
type program struct {
	*testing.T
	*ui.Window
	folder string
	files  fs.FS // the deck
	mutex  sync.Mutex
	queue  []func() // what goroutines handed to the user interface
	woken  chan struct{}
	lines  []string
	fail   error // what opening the progress fails with

	fitAfter time.Duration // 0: not while a test runs
}

func start(t *testing.T, folder string) *program {
	t.Helper()
	return startOn(t, folder, words)
}

// startOn opens a window with another deck.
func startOn(t *testing.T, folder string, files fs.FS) *program {
	t.Helper()
	p := &program{T: t, folder: folder, files: files, woken: make(chan struct{}, 1)}
	p.open()
	return p
}

func (p *program) open() {
	p.Window = ui.New(ui.Config{
		App: test.NewTempApp(p.T),
		Open: func(ctx context.Context) (*ui.Parts, error) {
			if p.fail != nil {
				return nil, p.fail
			}
			return parts(ctx, p.folder, p.files)
		},
		Restore: func(ctx context.Context) error {
			_, err := progress.RestoreNewest(ctx, p.folder, now())
			return err
		},
		Now:  now,
		Zone: time.UTC,
		Schedule: func(f func()) {
			p.mutex.Lock()
			defer p.mutex.Unlock()
			p.queue = append(p.queue, f)
			select {
			case p.woken <- struct{}{}:
			default:
			}
		},
		Trace:    func(line string) { p.lines = append(p.lines, line) },
		FitAfter: p.fitAfter,
	})
	p.Show()
	p.Cleanup(p.end)
}

// end closes the window, once.
func (p *program) end() {
	if w := p.Window; w != nil {
		p.Window = nil
		w.Close()
	}
}

func now() time.Time { return uitest.Start }

func parts(ctx context.Context, folder string, files fs.FS) (*ui.Parts, error) {
	journal, err := progress.Open(ctx, folder, progress.Options{Now: now})
	if err != nil {
		return nil, err
	}
	choices, err := settings.Load(ctx, journal)
	if err != nil {
		return nil, err
	}
	home := library.NewHome(filepath.Join(folder, "decks"), library.Source{Name: "d", FS: files, Embedded: true})
	lib, err := home.Open()
	if err != nil {
		return nil, err
	}
	sit := func(ctx context.Context, decks *library.Library) (*study.Desk, error) {
		preset := choices.Preset()
		preset.Weights = journal.Weights()
		return study.Open(ctx, study.Config{
			Library: decks, Journal: journal, Now: now, Calendar: choices.Calendar(time.UTC), Preset: preset, Decks: choices.Decks, Seed: 1,
		})
	}
	desk, err := sit(ctx, lib)
	if err != nil {
		return nil, err
	}
	calendar := func() memory.Calendar { return choices.Calendar(time.UTC) }
	return &ui.Parts{
		Home: home, Library: lib, Journal: journal, Desk: desk, Choices: choices, Folder: folder, Sit: sit,
		Trade:  &port.Port{Home: home, Journal: journal, Now: now, Calendar: calendar},
		Fitter: fitting.New(journal, now, calendar),
	}, nil
}

// key presses a key as the toolkit would: to what has the focus, else to the window.
func (p *program) key(name fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: name}
	if f := p.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
		return
	}
	p.Canvas().OnTypedKey()(ev)
}

func (p *program) char(r rune) {
	if f := p.Canvas().Focused(); f != nil {
		f.TypedRune(r)
		return
	}
	p.Canvas().OnTypedRune()(r)
}

// choose presses a menu item.
func (p *program) choose(label string) {
	p.Helper()
	for _, menu := range p.MainMenu().Items {
		for _, item := range menu.Items {
			if item.Label == label {
				item.Action()
				return
			}
		}
	}
	p.Fatalf("there is no menu item %q", label)
}

func (p *program) did(want ...string) {
	p.Helper()
	got := slices.DeleteFunc(slices.Clone(p.lines), func(l string) bool {
		return l == "ready" || strings.HasPrefix(l, "drawn")
	})
	if !slices.Equal(got, want) {
		p.Errorf("did:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func (p *program) words() string { return uitest.Words(p.Content()) }

func TestStudyFromTodayAndBack(t *testing.T) {
	p := start(t, t.TempDir())
	p.key(fyne.KeyReturn) // the focused button of Today
	p.key(fyne.KeySpace)
	p.char(' ')
	p.char('3')
	p.key(fyne.KeyEscape)
	p.did("screen today", "show d/a", "reveal d/a", "answer d/a Good", "show d/b", "screen today")
}

func TestAnswersAreThereAfterARestart(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)
	p.char('4')
	p.end()
	q := start(t, folder)
	if words := q.words(); !strings.Contains(words, "1 card waits") {
		t.Errorf("after one of two cards was answered, Today says:\n%s", words)
	}
}

func TestUndoWorksFromToday(t *testing.T) {
	p := start(t, t.TempDir())
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)
	p.char('4')
	p.key(fyne.KeyEscape)
	p.choose("Undo")
	if words := p.words(); !strings.Contains(words, "What is first?") {
		t.Errorf("the card is not on the desk again:\n%s", words)
	}
}

func TestUndoReachesBackOverARestart(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.choose("Undo") // nothing yet: says so
	p.did("screen today")
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)
	p.char('4')
	p.end()
	q := start(t, folder)
	q.choose("Undo")
	if words := q.words(); !strings.Contains(words, "What is first?") {
		t.Errorf("the card is not on the desk again:\n%s", words)
	}
}

func TestKeysRestWhileAPanelIsOpen(t *testing.T) {
	p := start(t, t.TempDir())
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)
	p.char('?')
	p.char('3')
	p.choose("Undo")
	p.choose("Settings")
	p.key(fyne.KeyEscape)
	p.did("screen today", "show d/a", "reveal d/a", "keys")
	if p.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close the page of keys")
	}
}

func TestUndoInAPanelTakesTypingBack(t *testing.T) {
	p := start(t, t.TempDir())
	p.key(fyne.KeyReturn)
	p.char('n')
	area, ok := p.Canvas().Focused().(*control.Area)
	if !ok {
		t.Fatalf("the keyboard is on %T, want the text", p.Canvas().Focused())
	}
	test.Type(area, "mine")
	p.choose("Undo")
	if area.Text == "mine" {
		t.Error("typing is not taken back")
	}
	p.choose("Redo")
	if area.Text != "mine" {
		t.Errorf("got %q, want what was typed again", area.Text)
	}
}

func TestEveryShortcutOfAMenuIsOnThePageOfKeys(t *testing.T) {
	p := start(t, t.TempDir())
	p.char('?')
	words := uitest.Words(p.Canvas().Overlays().Top())
	for _, menu := range p.MainMenu().Items {
		for _, item := range menu.Items {
			if item.Shortcut == nil {
				continue
			}
			name := map[string]string{
				"Today": "Ctrl+T", "Models": "Ctrl+M", "Library": "Ctrl+L", "Insight": "Ctrl+G", "Plan": "Ctrl+D", "Author": "Ctrl+E", "Find": "Ctrl+F",
				"Import": "Ctrl+I", "Export or print": "Ctrl+P", "Save": "Ctrl+S", "New note": "Ctrl+N", "New topic": "Ctrl+Shift+N", "Cite a source": "Ctrl+K",
				"Move up": "Alt+Up", "Move down": "Alt+Down", "Mend the first fault": "Ctrl+Return", "Settings": "Ctrl+,", "Undo": "Ctrl+Z", "Redo": "Ctrl+Shift+Z",
				"Larger text": "Ctrl+plus", "Smaller text": "plus, minus", "Usual text": "minus, 0",
			}[item.Label]
			if name == "" || !strings.Contains(words, name) {
				t.Errorf("the shortcut of %q is not on the page of keys", item.Label)
			}
		}
	}
}

func TestTextSizeIsKept(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.choose("Larger text")
	p.choose("Larger text")
	p.end()
	q, err := parts(t.Context(), folder, words)
	if err != nil {
		t.Fatal(err)
	}
	defer q.Journal.Close()
	if got := q.Choices.TextPercent; got != 120 {
		t.Errorf("the text is kept at %d %%, want 120", got)
	}
}

func TestTroubleSaysWhyAndTriesAgain(t *testing.T) {
	p := &program{T: t, folder: t.TempDir(), files: words}
	p.fail = &progress.Error{Kind: progress.ErrReadOnly, Message: "Touchpoint is not allowed to write here."}
	p.open()
	words := p.words()
	for _, want := range []string{"Your progress cannot be opened", "not allowed to write here", "Try again", "Quit"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not on the screen:\n%s", want, words)
		}
	}
	if strings.Contains(words, "backup") {
		t.Error("a backup is offered although nothing is damaged")
	}
	p.choose("Settings") // must do nothing
	p.fail = nil
	p.key(fyne.KeyReturn)
	p.did("screen trouble", "screen today")
}

func TestDamagedProgressIsRestoredFromItsBackup(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)
	p.char('4')
	p.end()
	q, err := parts(t.Context(), folder, words)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.Journal.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := q.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, filepath.Join(folder, "progress.db"))

	r := start(t, folder)
	r.did("screen trouble")
	test.Tap(uitest.Button(t, r.Content(), "Go back to the newest backup"))
	if words := r.words(); !strings.Contains(words, "1 card waits") {
		t.Errorf("after the backup is restored, Today says:\n%s", words)
	}
}

// spoil overwrites the middle of a database, and leaves its head.
func spoil(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 200; i < len(data); i++ {
		data[i] = 0xA5
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestErrorsReachPeopleAsSentences(t *testing.T) {
	p := start(t, t.TempDir())
	p.Problem(errors.New("sql: database is closed"))
	words := strings.ReplaceAll(uitest.Words(p.Canvas().Overlays().Top()), "\n", " ")
	if strings.Contains(words, "sql") || !strings.Contains(words, "Your answers so far are safe") {
		t.Errorf("an unexpected error is told as: %s", words)
	}
}

// Another window on the same progress has answered the card that is on this one's desk.
func TestCardAnsweredElsewhereIsNotAnsweredTwice(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)

	other, err := parts(t.Context(), folder, words)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Journal.Close()
	session, err := other.Desk.Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Answer(t.Context(), 4, time.Second); err != nil {
		t.Fatal(err)
	}

	p.char('1')
	panel := p.Canvas().Overlays().Top()
	if panel == nil {
		t.Fatal("nothing is said about the other window")
	}
	p.key(fyne.KeyEscape)
	if words := p.words(); !strings.Contains(words, "What is second?") {
		t.Errorf("the screen did not go on to the next card:\n%s", words)
	}
}

// What comes from elsewhere is asked for from every screen.
func TestImportFromTheMenu(t *testing.T) {
	p := start(t, t.TempDir())
	p.choose("Import")
	if words := uitest.Words(p.Canvas().Overlays().Top()); !strings.Contains(words, "Add a deck") {
		t.Errorf("shows %q", words)
	}
	p.key(fyne.KeyEscape)
	p.choose("Paste a table")
	if words := uitest.Words(p.Canvas().Overlays().Top()); !strings.Contains(words, "Paste a table") {
		t.Errorf("shows %q", words)
	}
}

// Ctrl+F searches all cards from wherever one is, but for a deck that is being written.
func TestFindFromEverywhere(t *testing.T) {
	p := start(t, t.TempDir())
	for _, from := range []string{"Today", "Models", "Insight", "Plan", "Settings", "Author", "Library"} {
		p.choose(from)
		p.choose("Find")
		if _, ok := p.Canvas().Focused().(*control.Field); !ok || !strings.Contains(p.words(), "How to search") {
			t.Errorf("from %s the keyboard is on %T", from, p.Canvas().Focused())
		}
	}
}
