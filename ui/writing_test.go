package ui_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/uitest"
)

// until does what goroutines hand to the user interface until a line that begins so was
// traced, and forgets the lines up to it.
func (p *program) until(begin string) {
	p.Helper()
	late := time.After(20 * time.Second)
	for {
		p.mutex.Lock()
		queue := p.queue
		p.queue = nil
		p.mutex.Unlock()
		for _, f := range queue {
			f()
		}
		if i := slices.IndexFunc(p.lines, func(l string) bool { return strings.HasPrefix(l, begin) }); i >= 0 {
			p.lines = p.lines[i+1:]
			return
		}
		if len(queue) > 0 {
			continue
		}
		select {
		case <-p.woken:
		case <-late:
			p.Fatalf("%q never happened; what did:\n  %s", begin, strings.Join(p.lines, "\n  "))
		}
	}
}

func TestWritingInADeckOfTheProgramMakesACopyAndKeepsProgress(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)
	p.key(fyne.KeySpace) // Good
	p.choose("Author")
	p.until("screen author")
	test.Tap(uitest.Button(t, p.Content(), "Write"))
	p.until("editing a")
	p.until("screen author d")
	p.choose("New topic")
	p.choose("Save")
	p.until("saved 1")
	p.until("reloaded 1")
	if _, err := os.Stat(filepath.Join(folder, "decks", "d", "deck.md")); err != nil {
		t.Fatal("the deck was not copied:", err)
	}
	p.end()
	p.open()
	words := p.words()
	if !strings.Contains(words, "1 of them new") || strings.Contains(words, "copy") {
		t.Errorf("after the copy, Today says\n%s", words)
	}
}

func TestWhoOnlyLooksGoesOnWithTheDeckOfTheProgram(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.choose("Author")
	test.Tap(uitest.Button(t, p.Content(), "Write"))
	p.until("screen author d")
	if _, err := os.Stat(filepath.Join(folder, "decks", "d")); err == nil {
		t.Error("looking makes a copy")
	}
	p.key(fyne.KeyEscape)
	p.until("screen author")
	if _, err := os.Stat(filepath.Join(folder, "decks", "d")); err == nil {
		t.Error("a copy is left, though nothing was written in it")
	}
}

func TestWhatWasNotSavedIsOfferedAtTheNextStart(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.choose("Author")
	test.Tap(uitest.Button(t, p.Content(), "Write"))
	p.until("editing a")
	p.until("screen author d")
	p.choose("New note")
	p.key(fyne.KeyReturn) // the first kind
	p.until("editing")
	p.end() // as when the window is closed
	if _, err := os.Stat(filepath.Join(folder, "decks", "d")); err == nil {
		t.Error("the deck was copied before anything was saved in it")
	}

	p.lines = nil
	p.open()
	p.until("unsaved 1")
	top := p.Canvas().Overlays().Top()
	test.Tap(uitest.Button(t, top, "Go on writing"))
	p.until("recovered")
	if !strings.Contains(p.words(), "New") {
		t.Errorf("the new note is not there:\n%s", p.words())
	}
	p.choose("Save")
	p.until("saved 1")
	p.end()

	p.lines = nil
	p.open()
	if slices.Contains(p.lines, "unsaved 1") {
		t.Error("what was saved is offered again")
	}
}

func TestADeckCanBeWrittenInThoughWhatWasNotSavedIsSpoilt(t *testing.T) {
	folder := t.TempDir()
	p := start(t, folder)
	p.choose("Author")
	test.Tap(uitest.Button(t, p.Content(), "Write"))
	p.until("screen author d")
	p.choose("New note")
	p.key(fyne.KeyReturn)
	p.until("editing")
	p.end()
	files, err := filepath.Glob(filepath.Join(folder, "unsaved", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal("nothing was kept safe:", err)
	}

	p.open()
	offered := uitest.Button(t, p.Canvas().Overlays().Top(), "Go on writing")
	if err := os.WriteFile(files[0], []byte("{"), 0o600); err != nil { // meanwhile
		t.Fatal(err)
	}
	p.lines = nil
	test.Tap(offered)
	p.until("screen author d")
}

// What is written is saved before it is given away, and the deck on the page is the one that
// was written.
func TestTheDeckThatIsWrittenIsExported(t *testing.T) {
	p := start(t, t.TempDir())
	p.choose("Author")
	test.Tap(uitest.Button(t, p.Content(), "Write"))
	p.until("screen author d")
	p.choose("New topic")
	p.choose("Export or print")
	p.until("saved 1")
	p.until("export d")
	if words := p.words(); !strings.Contains(words, "Export “") || !strings.Contains(words, "Touchpoint deck") {
		t.Errorf("the page is\n%s", words)
	}
}
