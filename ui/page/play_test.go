package page_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// shown lays a text out and returns the places in it that can be pressed and its words
// that are in the accent.
func shown(t *testing.T, text *page.Text) (places []fyne.Tappable, accented []string) {
	t.Helper()
	text.Resize(fyne.NewSize(400, page.Height(text, 400)))
	for _, o := range test.WidgetRenderer(text).Objects() {
		switch o := o.(type) {
		case fyne.Tappable:
			places = append(places, o)
		case *canvas.Text:
			if o.Color == theme.Color(theme.Accent) {
				accented = append(accented, o.Text)
			}
		}
	}
	return places, accented
}

// Sounds and films can be opened from a text, and nothing else of a deck can.
func TestPlay(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	t.Setenv("LocalAppData", t.TempDir())
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	var asked []string
	media := func(file string) ([]byte, error) {
		asked = append(asked, file)
		if file == "media/gone.mp3" {
			return nil, errors.New("gone")
		}
		return []byte("sound of " + file), nil
	}
	blocks := deck.Blocks("[Two words](media/a.wav) [gone](media/gone.mp3) [notes](media/notes.pdf) [run](media/run.exe)")
	text := page.NewText(blocks, page.Style{Size: theme.Body, Color: theme.Ink}, media)
	w := test.NewTempWindow(t, text)
	w.Resize(fyne.NewSize(400, 200))
	places, accented := shown(t, text)
	if len(places) != 2 || len(accented) != 3 { // the words of a link stand apart
		t.Fatalf("%d places can be pressed, and %q are in the accent", len(places), accented)
	}
	for range 2 {
		test.Tap(places[0])
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	kept, _ := filepath.Glob(filepath.Join(cache, "touchpoint", "played", "*.wav"))
	if len(kept) != 1 {
		t.Fatalf("files for the player: %v", kept)
	}
	if data, err := os.ReadFile(kept[0]); string(data) != "sound of media/a.wav" || err != nil {
		t.Errorf("the player gets %q, %v", data, err)
	}

	test.Tap(places[1])
	if places, accented = shown(t, text); len(places) != 1 || len(accented) != 2 {
		t.Errorf("after one was gone, %d places can be pressed, and %q are in the accent", len(places), accented)
	}
	if len(asked) != 3 {
		t.Errorf("files were asked for: %v", asked)
	}
}

// The keyboard reaches a sound, and goes back to the screen with any key but Space.
func TestPlayByKeyboard(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light, 1))
	plays := 0
	media := func(string) ([]byte, error) { plays++; return []byte("x"), nil }
	text := page.NewText(deck.Blocks("[tone](media/a.ogg)"), page.Style{Size: theme.Body, Color: theme.Ink}, media)
	w := test.NewTempWindow(t, text)
	w.Resize(fyne.NewSize(400, 200))
	var keys []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	places, _ := shown(t, text)
	place := places[0].(fyne.Focusable)
	w.Canvas().Focus(place)
	place.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	place.TypedRune(' ')
	if plays != 1 || w.Canvas().Focused() == nil {
		t.Errorf("Space opens the sound %d times, want 1", plays)
	}
	place.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if plays != 1 || w.Canvas().Focused() != nil || len(keys) != 1 {
		t.Errorf("another key goes to %v, the window got %v", w.Canvas().Focused(), keys)
	}
}
