package main_test

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/ui/settings"
)

// TestScreens goes through every screen by keys, in light and in dark, in a small
// window and in a comfortable one, and takes a picture of each for people to look
// at. What it asserts is that each comes up when its key is pressed, and that the
// keys of a card rest while a panel is open above it.
func TestScreens(t *testing.T) {
	screen := desktop.Start(t, 2000, 1200)
	for _, look := range []struct {
		theme         string
		width, height int
		text          int // per cent
	}{
		{"light", 900, 600, 100},
		{"light", 1280, 800, 100},
		{"dark", 900, 600, 100},
		{"dark", 1280, 800, 100},
		{"light", 1920, 1080, 100},
		{"light", 900, 600, 150},
	} {
		name := fmt.Sprintf("%s-%dx%d", look.theme, look.width, look.height)
		if look.text != 100 {
			name += fmt.Sprintf("-text-%d", look.text)
		}
		t.Run(name, func(t *testing.T) {
			d := screen.For(t)
			d.Setenv("FYNE_THEME", look.theme)
			l := newLearner(t, d, "testdata/decks")
			l.choose(func(c *settings.Choices) { c.TextPercent = look.text })
			l.open(monday)
			l.w.Resize(look.width, look.height)
			l.visit(func(screen string) { l.w.Shot(path.Join("screens", name, screen)) })
			l.w.Close()
			l.checkJournal(monday)
		})
	}
}

// visit goes from screen to screen. The deck of testdata comes before the embedded
// one; its cards are of every kind.
func (l *learner) visit(shot func(screen string)) {
	l.tb.Helper()
	shot("today")
	l.panel("question", "keys", shot)

	l.study()
	for n := 1; l.card != "kinds/cherry"; n++ {
		kind := fmt.Sprintf("%d-%s", n, l.kind())
		shot(kind + "-question")
		l.respond()
		shot(kind + "-answer")
		if n == 1 {
			l.panel("i", "info ", shot)
			l.panel("e", "note ", shot)
		}
		l.grade("4")
	}
	shot("picture-question")
	l.respond()
	l.w.Key("Next")
	shot("picture-answer")
	l.grade("4")

	l.undo(len(l.did))
	shot("undone")
	l.answer(memory.Easy)
	for l.card != "" {
		l.answer(memory.Easy)
	}
	shot("summary")

	l.w.Key("ctrl+comma")
	l.w.WaitLine("screen settings")
	shot("settings")
	l.gallery(shot)
	l.shelves(shot)
	l.writing(shot)
	l.w.Key("ctrl+t")
	l.w.WaitLine("screen today")
	shot("today-done")
}

// gallery opens every model of the embedded deck, and turns to the page where it is built.
func (l *learner) gallery(shot func(screen string)) {
	l.tb.Helper()
	d, _ := l.decks.Deck(embedded)
	for i, m := range d.Models {
		l.openModel(m.ID)
		shot(fmt.Sprintf("model-%02d-%s", i+1, m.ID))
		l.w.Key("b")
		l.w.WaitLine("build " + m.ID)
		shot(fmt.Sprintf("model-%02d-%s-build", i+1, m.ID))
	}
	l.w.Key("ctrl+m")
	l.w.WaitLine("screen models")
	shot("models")
}

// shelves looks through the library.
func (l *learner) shelves(shot func(screen string)) {
	l.tb.Helper()
	l.w.Key("ctrl+l")
	l.w.WaitLine("screen library")
	shot("library")
	l.w.Key("Down")
	shot("library-deck")
	l.w.Key("ctrl+p")
	l.w.WaitLine("export ")
	l.w.Key("End")
	shot("library-export")
	l.w.Key("l")
	l.w.WaitLine("pages ")
	shot("library-paper")
	l.w.Key("Escape", "Escape", "ctrl+i")
	file, err := filepath.Abs("../../deck/exchange/anki/apkg/testdata/samples/sample_with_history.apkg")
	if err != nil {
		l.tb.Fatal(err)
	}
	l.w.Type(file)
	l.w.Key("Return")
	l.w.WaitLine("offered ")
	shot("library-import")
	l.w.Key("Escape")
	l.w.Key("ctrl+f")
	l.w.Type("trust")
	shot("library-search")
	l.w.Key("Down", "Return")
	l.w.WaitLine("look ")
	shot("library-card")
	l.w.Key("Escape", "Escape", "Escape")
}

// writing opens the embedded deck for writing, at a note and at a model of each kind, and
// leaves it as it is.
func (l *learner) writing(shot func(screen string)) {
	l.tb.Helper()
	l.w.Key("ctrl+e")
	l.w.WaitLine("screen author")
	shot("author")
	l.w.Key("Tab", "Tab", "Return") // the first deck by title
	l.w.WaitLine("screen author " + string(embedded))
	shot("author-note")
	l.w.Key("F4")
	shot("author-form")
	l.w.Key("F4")
	d, _ := l.decks.Deck(embedded)
	seen := make(map[model.Kind]bool)
	for _, m := range d.Models {
		if !seen[m.Kind] {
			seen[m.Kind] = true
			l.edit(m.Title, m.ID)
			shot("author-model-" + string(m.Kind))
		}
	}
	l.w.Key("ctrl+t")
	l.w.WaitLine("screen today")
}

// panel opens a panel by its key, presses keys that must do nothing to the card
// beneath, and closes it. That they did nothing is seen in the journal.
func (l *learner) panel(key, line string, shot func(screen string)) {
	l.tb.Helper()
	l.w.Key(key)
	l.w.WaitLine(line)
	shot("panel-" + strings.TrimSpace(line))
	l.w.Key("1", "ctrl+z", "at", "minus", "ctrl+3", "Escape")
}
