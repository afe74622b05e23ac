package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/ui/control"
	"touchpoint/ui/library"
)

// samples are packages that Anki wrote.
const samples = "../../deck/exchange/anki/apkg/testdata/samples"

func TestImportFromAnkiAndUndo(t *testing.T) {
	v := visit(t, 900, 600)
	before := v.words()
	v.press("i")
	v.enter(filepath.Join(mustAbs(t, samples), "sample_with_history.apkg"))
	v.press("Return")
	v.shows("Import this?", "Anki package", "It has 130 notes, 200 cards, 1,017 answers and 5 pictures and sounds in 2 decks.", "Take along")
	v.press("Return") // Cancel has the keyboard
	if now := v.words(); now != before {
		t.Errorf("Cancel left %s, want %s", now, before)
	}
	v.screen.Dropped([]string{filepath.Join(mustAbs(t, samples), "sample_with_history.apkg")})
	v.button("Import")
	v.shows("See the report")
	v.button("See the report")
	v.shows("What was imported", "New (")
	v.press("Escape")
	entries := v.entries()
	if entries == 0 {
		t.Error("no answer came along")
	}
	if !v.screen.Undo() {
		t.Error("nothing to undo")
	}
	if now := v.words(); now != before {
		t.Errorf("undo left %s, want %s", now, before)
	}
	if left := v.entries(); left != 0 {
		t.Errorf("%d cards have a state", left)
	}
	v.screen.Redo()
	if now := v.entries(); now != entries {
		t.Errorf("done again, %d cards have a state, want %d", now, entries)
	}
}

// Whoever begins anew takes the cards without the answers.
func TestImportWithoutAnswers(t *testing.T) {
	v := visit(t, 900, 600)
	v.screen.Dropped([]string{filepath.Join(mustAbs(t, samples), "sample_with_history.apkg")})
	v.button("Begin anew")
	v.hides("answers come")
	if b, ok := v.Canvas().Focused().(*control.Button); !ok || b.Label != "Begin anew" {
		t.Errorf("the keyboard is on %T", v.Canvas().Focused())
	}
	v.button("Import")
	if n := v.entries(); n != 0 {
		t.Errorf("%d cards have a state", n)
	}
	v.screen.Dropped([]string{filepath.Join(mustAbs(t, samples), "sample_with_history.apkg")})
	v.button("Begin anew")
	v.shows("There is nothing new in it", "Take along")
}

// An import that was made before the program was started again can be taken back.
func TestUndoOfAnImportAfterARestart(t *testing.T) {
	v := visit(t, 900, 600)
	v.screen.Dropped([]string{filepath.Join(mustAbs(t, samples), "sample_with_history.apkg")})
	v.button("Import")
	v.screen = library.New(t.Context(), v.home, v.trade, v)
	v.Show(v.screen.Object())
	v.screen.Shown()
	v.press("Down")
	v.hides("See the report")
	v.button("Undo")
	if n := v.entries(); n != 0 {
		t.Errorf("%d cards have a state", n)
	}
	v.hides("Geography")
}

func TestFileThatIsNoPackage(t *testing.T) {
	v := visit(t, 900, 600)
	file := filepath.Join(t.TempDir(), "broken.apkg")
	if err := os.WriteFile(file, []byte("no package"), 0o644); err != nil {
		t.Fatal(err)
	}
	v.screen.Dropped([]string{file})
	if len(v.Problems) != 1 {
		t.Fatalf("problems %v, want one", v.Problems)
	}
	told, ok := v.Problems[0].(interface{ Sentence() string })
	if !ok || !strings.Contains(told.Sentence(), "no Anki package") {
		t.Errorf("said %v", v.Problems[0])
	}
}

// Reading and importing can be stopped, and leave nothing then.
func TestStoppedOnTheWay(t *testing.T) {
	v := visit(t, 900, 600)
	before := v.words()
	v.slow = true
	v.screen.Dropped([]string{filepath.Join(mustAbs(t, samples), "sample_with_history.apkg")})
	v.work()
	v.shows("Reading sample_with_history.apkg", "Cancel")
	v.press("Escape")
	v.work()
	v.happened("stopped")
	v.screen.Dropped([]string{filepath.Join(mustAbs(t, samples), "sample_with_history.apkg")})
	v.work()
	v.work()
	v.button("Import")
	v.shows("Importing sample_with_history.apkg")
	v.button("Cancel")
	v.work()
	v.happened("offered 130 200", "stopped")
	v.slow = false
	v.screen.Shown()
	if now := v.words(); now != before {
		t.Errorf("left %s, want %s", now, before)
	}
	if n := v.entries(); n != 0 {
		t.Errorf("%d cards have a state", n)
	}
}

// entries is how many cards have a state in the journal.
func (v *visitor) entries() int {
	states, err := v.journal.States(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	n := 0
	for _, s := range states {
		if s.Introduced != 0 {
			n++
		}
	}
	return n
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
