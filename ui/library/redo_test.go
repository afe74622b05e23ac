package library_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What is done to decks is done again with the window's own key, as what is done to cards.
func TestRedoOfDecks(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "a")
	v.screen.Undo()
	v.happened("archived birds", "undone archive birds")
	v.shows("Taken back last: “Birds” was archived.", "1 card · 0.9")
	if !v.screen.Redo() {
		t.Error("nothing to do again")
	}
	v.happened("redone archive birds")
	v.shows("Archived (1)")
	if v.screen.Redo() {
		t.Error("there is still something to do again")
	}
	v.screen.Undo()
	v.screen.Shown() // another day
	v.button("Do it again")
	v.happened("redone archive birds")
	v.hides("Do it again")
	v.screen.Undo()
	v.shows("1 card · 0.9")
}

// What was done to cards since comes first: doing decks again is then asked for by its
// button.
func TestRedoAfterCards(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "a")
	v.screen.Undo()
	v.press("c")
	v.enter("owl")
	v.press("Down", "s")
	if v.screen.Redo() {
		t.Error("a key does decks again after cards were changed")
	}
	v.screen.Undo()
	v.screen.Redo()
	v.happened("undone suspend 1", "found 1", "redone suspend 1", "found 1")
}

// On other ground it is refused, in a sentence, and nothing changes.
func TestRedoOnOtherGround(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "a")
	v.screen.Undo()
	write(t, filepath.Join(v.dir, "decks", "deck0", "deck.md"), birds+"\nmore\n")
	v.screen.Redo()
	if len(v.Problems) != 1 || v.Problems[0].Error() != "The deck birds was changed since this was taken back, so it cannot be done again. Nothing was changed." {
		t.Errorf("problems %v", v.Problems)
	}
	if _, err := os.Stat(filepath.Join(v.dir, "decks", "deck0", "deck.md")); err != nil {
		t.Error(err)
	}
	v.Problems = nil
}

// One thing after the other is taken back, of decks and of cards.
func TestUndoOfSeveral(t *testing.T) {
	v := visit(t, 900, 600, birds, strings.NewReplacer("birds", "finches", "Birds", "Finches").Replace(birds))
	v.press("/")
	v.enter("apple")
	v.press("Down", "s")
	v.happened("suspended 1", "found 2")
	v.press("Escape", "Escape", "Escape")
	v.press("Down", "a")
	v.happened("archived birds")
	v.press("Down", "a")
	v.happened("archived finches")
	for _, want := range []string{"undone archive finches", "undone archive birds"} {
		if !v.screen.Undo() {
			t.Fatalf("nothing to take back; want %q", want)
		}
		v.happened(want)
	}
	if !v.screen.Undo() || !slices.Contains(v.Lines, "undone suspend 1") {
		t.Errorf("the act on cards is not taken back: %q", v.Lines)
	}
	if v.screen.Undo() {
		t.Error("there is still something to take back")
	}
}

// What cannot be taken back just now can be later.
func TestUndoTriedAgain(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "a")
	v.happened("archived birds")
	place := filepath.Join(v.dir, "decks", "deck0")
	write(t, filepath.Join(place, "deck.md"), "in the way")
	v.screen.Undo()
	if len(v.Problems) != 1 {
		t.Fatalf("problems %v", v.Problems)
	}
	v.Problems = nil
	if err := os.RemoveAll(place); err != nil {
		t.Fatal(err)
	}
	v.screen.Undo()
	v.happened("undone archive birds")
}
