package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck"
	"touchpoint/deck/memory"
)

// An author writes a deck in a folder, with a text editor and the author's command line.
type author struct {
	*testing.T
	command string // the program
	dir     string // the deck's folder
}

// newAuthor returns somebody who has just written the deck about tea, slips and all.
func newAuthor(t *testing.T) *author {
	t.Helper()
	a := &author{T: t, command: desktop.Build(t, t.TempDir(), "touchpoint/cmd/deck"), dir: filepath.Join(t.TempDir(), "tea")}
	if err := os.CopyFS(a.dir, os.DirFS("testdata/tea")); err != nil {
		t.Fatal(err)
	}
	return a
}

// run runs the command line, wants an exit code, and returns what it printed.
func (a *author) run(code int, args ...string) string {
	a.Helper()
	cmd := exec.CommandContext(a.Context(), a.command, args...)
	out, err := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != code {
		a.Fatalf("deck %s: exit code %d (%v), want %d\n%s", strings.Join(args, " "), got, err, code, out)
	}
	return string(out)
}

// rewrite changes words in a file of the deck.
func (a *author) rewrite(name, old, now string) {
	a.Helper()
	rewrite(a.T, filepath.Join(a.dir, name), old, now)
}

func rewrite(t *testing.T, path, old, now string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		t.Fatalf("%s does not say %q:\n%s", path, old, text)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, now, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// install installs a deck through the Library screen, which is left with it chosen.
func (l *learner) install(path, planned, done string) {
	l.tb.Helper()
	l.w.Key("ctrl+l")
	l.w.WaitLine("screen library")
	l.w.Key("i")
	l.w.Type(path)
	l.w.Key("Return")
	l.w.WaitLine("planned " + planned)
	l.w.Key("Tab", "Return") // the first button would leave things as they are
	l.w.WaitLine(done)
}

// edit opens a piece of the deck that is written, found by its title, with the cursor in
// its text.
func (l *learner) edit(title, id string) {
	l.tb.Helper()
	l.w.Key("ctrl+f", "ctrl+a")
	l.w.Type(title)
	l.w.Key("Return")
	l.w.WaitLine("editing " + id)
}

// TestADeckFromItsFirstWordToItsUpdate goes the way of somebody who writes a deck of ten
// notes and a model in a text editor, mends it, packs it, installs and studies it, changes
// five notes and the model in the window, and brings a new version in as a file.
func TestADeckFromItsFirstWordToItsUpdate(t *testing.T) {
	a := newAuthor(t)
	packed := filepath.Join(t.TempDir(), "tea.deck")

	// Write, check, fix, pack.
	found := a.run(1, "check", a.dir)
	for _, slip := range []string{"choise", "harbor2019", "no option is marked", "tannin", "missing-id"} {
		if !strings.Contains(found, slip) {
			t.Errorf("deck check says nothing of %q:\n%s", slip, found)
		}
	}
	a.run(1, "check", "--fix", a.dir)
	a.rewrite("deck.md", "- [ ] Those of an oolong", "- [x] Those of an oolong")
	a.rewrite("models/brewing.yaml", "to: tannin,", "to: tannins,")
	a.run(0, "check", "--strict", a.dir)
	a.run(0, "pack", a.dir, "-o", packed)

	// Install and study.
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	l.open(monday)
	l.w.Resize(1280, 800)
	l.install(packed, "install tea", "installed tea")
	l.read()
	l.w.Key("s")
	l.seen(l.w.WaitLine("show tea/"))
	studied := make(map[deck.CardID]bool)
	for range 12 {
		studied[l.card] = true
		l.answer(memory.Good)
	}
	l.w.Key("Escape")
	l.w.WaitLine("screen ")

	// Change five notes and the model in the window.
	l.w.Key("ctrl+e")
	l.w.WaitLine("screen author")
	l.w.Key("Tab", "Tab", "Tab", "Return") // the second deck by title
	l.w.WaitLine("screen author tea")
	for _, note := range [][2]string{
		{"Oolong", "oolong"}, {"no tea", "none"}, {"Order the steps", "steps"}, {"longer steeping", "steep"}, {"green tea green", "green"},
	} {
		l.edit(note[0], note[1])
		l.w.Key("Next", "End")
		l.w.Type(" indeed")
	}
	l.w.Shot("author-note")
	l.edit("cup of tea", "brewing")
	l.w.Key("Down", "F2", "ctrl+a") // from the steeping time to the heat
	l.w.Type("Hot water")
	l.w.Key("Return")
	l.w.Shot("author-model")
	l.w.Key("ctrl+s")
	l.w.WaitLine("saved 2 files")
	l.w.WaitLine("reloaded 2")
	l.w.Close()
	l.kept(studied)

	own := filepath.Join(l.data, "decks", "tea")
	if n := strings.Count(a.run(0, "diff", "--json", packed, own), `"reworded"`); n != 6 {
		t.Errorf("%d notes and models are worded differently, want 6:\n%s", n, a.run(0, "diff", packed, own))
	}

	if said := a.run(0, "show", own, "brewing"); !strings.Contains(said, "Hot water") || strings.Contains(said, "Heat of the water") {
		t.Errorf("the model does not have the name that it was given:\n%s", said)
	}

	// A new version, with a note less and a note more, comes in as a file.
	a.dir = filepath.Join(t.TempDir(), "tea")
	if err := os.CopyFS(a.dir, os.DirFS(own)); err != nil {
		t.Fatal(err)
	}
	a.rewrite("deck.md", "version: 1.0.0", "version: 1.1.0")
	a.rewrite("deck.md", "## Which of these is no tea? {#none .choice}\n- [ ] Assam\n- [x] Rooibos\n- [ ] Sencha indeed\n",
		"## What is white tea made of? {#white}\nMostly of buds.\n")
	a.run(0, "check", "--strict", a.dir)
	a.run(0, "pack", a.dir, "-o", packed)
	l.open(monday.Add(time.Hour))
	l.install(packed, "update tea", "updated tea")
	l.w.Shot("library-updated")
	l.w.Close()
	l.kept(studied)
	if _, ok := l.decks.Card("tea/none"); ok {
		t.Error("the note that went away is still asked")
	}
	if _, ok := l.decks.Card("tea/white"); !ok {
		t.Error("the new note is not there")
	}
	if !studied["tea/none"] {
		t.Error("the note that went away was never studied, so nothing is proved by it")
	}
}

// kept checks that every card that was studied still has its progress, though it may be in
// no deck any more.
func (l *learner) kept(studied map[deck.CardID]bool) {
	l.tb.Helper()
	l.read()
	j := l.journal(monday)
	defer j.Close()
	states, err := j.States(l.tb.Context())
	if err != nil {
		l.tb.Fatal(err)
	}
	for id := range studied {
		if states[id].Memory.Reps == 0 {
			l.tb.Errorf("%s was studied, and its progress is gone", id)
		}
	}
}

// TestACrashLosesNothingThatWasWritten kills the program while a deck is written in it.
func TestACrashLosesNothingThatWasWritten(t *testing.T) {
	a := newAuthor(t)
	l := newLearner(t, desktop.Start(t, 1400, 1000), "")
	if err := os.CopyFS(filepath.Join(l.data, "decks", "tea"), os.DirFS(a.dir)); err != nil {
		t.Fatal(err)
	}
	l.open(monday)
	l.w.Key("ctrl+e")
	l.w.WaitLine("screen author")
	l.w.Key("Tab", "Tab", "Tab", "Return") // the second deck by title
	l.w.WaitLine("screen author tea")
	l.edit("Oolong", "oolong")
	l.w.Key("Next", "End")
	l.w.Type(" as few people know")
	saysSo := func() bool {
		files, _ := filepath.Glob(filepath.Join(l.data, "unsaved", "*"))
		for _, f := range files {
			if strings.HasPrefix(filepath.Base(f), ".") {
				continue // still on its way to its name
			}
			if text, _ := os.ReadFile(f); strings.Contains(string(text), "as few people know") {
				return true
			}
		}
		return false
	}
	for late := time.Now().Add(20 * time.Second); !saysSo(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(late) {
			t.Fatal("what was written is not kept safe")
		}
	}
	l.w.Kill()

	l.open(monday.Add(time.Hour))
	if !l.w.Printed("unsaved 1") { // before the first frame
		t.Error("what was not saved is not offered")
	}
	l.w.Shot("author-unsaved")
	l.w.Key("Return")
	l.w.WaitLine("recovered")
	l.w.Key("ctrl+s")
	l.w.WaitLine("saved 1 files")
	l.w.Close()
	if text, _ := os.ReadFile(filepath.Join(l.data, "decks", "tea", "deck.md")); !strings.Contains(string(text), "oxidised as few people know") {
		t.Errorf("the deck does not say what was written:\n%s", text)
	}
}
