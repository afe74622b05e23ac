package insight_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/assets"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/insight"
	"touchpoint/ui/uitest"
)

// visitor is a window with the screen in it, that notes what the screen asked of it.
type visitor struct {
	*uitest.Host
	screen  *insight.Screen
	desk    *study.Desk
	journal *progress.Journal
	slow    bool            // work away from the window is held back
	held    []func() func() // such work
	queries []string
	files   map[string][]byte
	plans   int
	undo    func()
}

func (v *visitor) Away(work func() func()) {
	if v.slow {
		v.held = append(v.held, work)
		return
	}
	work()()
}

func (v *visitor) Soon(f func()) func() {
	if v.slow {
		f()
	}
	return func() {}
}

func (v *visitor) OpenCards(query string) { v.queries = append(v.queries, query) }
func (v *visitor) OpenPlan()              { v.plans++ }

func (v *visitor) Export(name string, data []byte) { v.files[name] = data }

func (v *visitor) Toast(text, action, key string, do func()) {
	v.Host.Toast(text, action, key, do)
	v.undo = do
}

var calendar = memory.Calendar{Zone: uitest.Start.Location(), Rollover: 4}

// embedded are the decks that the program carries.
func embedded(tb testing.TB) *library.Library {
	tb.Helper()
	var sources []library.Source
	for _, name := range assets.Decks() {
		files, err := assets.Deck(name)
		if err != nil {
			tb.Fatal(err)
		}
		sources = append(sources, library.Source{Name: name, FS: files, Embedded: true})
	}
	decks, err := library.Open(sources...)
	if err != nil {
		tb.Fatal(err)
	}
	return decks
}

// open shows the screen of a learner with some decks, whose journal lies in a folder.
func open(tb testing.TB, width, height float32, decks *library.Library, folder string) *visitor {
	tb.Helper()
	v := &visitor{Host: uitest.NewHost(tb, width, height), files: make(map[string][]byte)}
	ctx := context.Background()
	var err error
	if v.journal, err = progress.Open(ctx, folder, progress.Options{Now: v.Now}); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := v.journal.Close(); err != nil {
			tb.Error(err)
		}
	})
	v.desk, err = study.Open(ctx, study.Config{
		Library: decks, Journal: v.journal, Now: v.Now, Calendar: calendar, Preset: study.DefaultPreset(), Seed: 1,
	})
	if err != nil {
		tb.Fatal(err)
	}
	v.screen = insight.New(ctx, insight.Sources{Desk: v.desk, Journal: v.journal}, v)
	v.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if dialogs.Open(v.Canvas()) {
			dialogs.Key(v.Canvas(), ev)
			return
		}
		v.screen.Key(ev.Name)
	})
	v.Canvas().SetOnTypedRune(v.screen.Rune)
	v.Show(v.screen.Object())
	v.screen.Shown()
	return v
}

// year opens the screen of a pupil who has studied for a year.
func year(tb testing.TB, width, height float32) *visitor {
	tb.Helper()
	decks, folder := embedded(tb), tb.TempDir()
	uitest.Year().Keep(tb, folder, decks)
	return open(tb, width, height, decks, folder)
}

// press types keys, by their names or as characters.
func (v *visitor) press(keys ...string) {
	for _, k := range keys {
		focus := v.Canvas().Focused()
		switch {
		case len([]rune(k)) > 1 && focus != nil:
			focus.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(k)})
		case len([]rune(k)) > 1:
			v.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyName(k)})
		case focus != nil:
			focus.TypedRune([]rune(k)[0])
		default:
			v.Canvas().OnTypedRune()([]rune(k)[0])
		}
	}
}

// words are all that is written on the screen, with plain spaces between.
func (v *visitor) words() string {
	return strings.Join(strings.Fields(uitest.Words(v.screen.Object())), " ")
}

// says fails the test if the screen does not say something.
func (v *visitor) says(tb testing.TB, texts ...string) {
	tb.Helper()
	words := v.words()
	for _, text := range texts {
		if !strings.Contains(words, text) {
			tb.Errorf("the screen does not say %q:\n%s", text, words)
		}
	}
}

// sound fails the test if the screen told of problems.
func (v *visitor) sound(tb testing.TB) {
	tb.Helper()
	if len(v.Problems) > 0 {
		tb.Error(fmt.Sprint(v.Problems))
	}
}
