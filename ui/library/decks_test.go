package library_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"touchpoint/deck/study"
	"touchpoint/ui/dialogs"
)

func TestInstallUpdateAndUndo(t *testing.T) {
	v := visit(t, 900, 600)
	dir := folder(t, birds)
	v.press("i")
	v.enter(dir)
	v.press("Return")
	v.happened("planned install birds")
	v.shows("Install this deck?", "“Birds” is new: 1 card from 1 note.")
	v.press("Return") // Cancel has the keyboard
	v.happened("planned install birds")
	v.screen.Dropped([]string{dir})
	v.button("Install")
	v.happened("planned install birds", "installed birds")
	v.shows("Birds", "1 card from 1 note", "“Birds” was installed.")

	write(t, filepath.Join(dir, "deck.md"), strings.ReplaceAll(birds, "0.9", "1.0")+"\n## What does a kite eat? {#kite}\nAnything.\n")
	v.screen.Dropped([]string{dir})
	v.shows("Update this deck?", "“Birds” 1.0 takes the place of 0.9.", "1 card is new.", "New (1)", "What does a kite eat?")
	v.button("Update")
	v.happened("planned update birds", "updated birds")
	v.shows("2 cards")
	v.screen.Dropped([]string{dir})
	v.shows("You have this deck", "There is nothing to do.")
	v.press("Return")
	v.button("Undo")
	v.happened("undone update birds")
	v.shows("1 card · 0.9")

	v.button("Undo")
	v.happened("undone install birds")
	v.hides("Birds ")
}

func TestChooseInADialog(t *testing.T) {
	v := visit(t, 900, 600)
	v.chosen = folder(t, birds)
	v.button("Add a deck")
	v.button("Choose a folder")
	v.happened("planned install birds")
	v.press("Escape")
	v.chosen = filepath.Join(v.chosen, "deck.md")
	v.press("i")
	v.button("Choose a file")
	v.happened("planned install birds", "planned install birds")
	v.press("Escape")
	v.chosen = "" // nothing was chosen
	v.press("i")
	v.button("Choose a file")
	if dialogs.Open(v.Canvas()) {
		t.Error("a panel is open")
	}
	v.press("Down")
	v.chosen = t.TempDir()
	v.press("o")
	v.button("Choose a folder")
	v.happened("planned install birds", "planned install birds", "export fruit", "exported fruit")
	if _, err := os.Stat(filepath.Join(v.chosen, "fruit-1.0.0.deck")); err != nil {
		t.Error(err)
	}
}

// A path may be typed as people copy it from elsewhere.
func TestPathsAsTheyAreTyped(t *testing.T) {
	v := visit(t, 900, 600)
	write(t, filepath.Join(v.dir, "my decks", "deck.md"), birds)
	for _, typed := range []string{"my decks", "~/my decks", `"` + filepath.Join(v.dir, "my decks") + `"`, "file://" + filepath.Join(v.dir, "my decks"), " my decks/deck.md "} {
		v.press("i")
		v.enter(typed)
		v.press("Return")
		v.happened("planned install birds")
		v.press("Escape")
	}
}

func TestSeveralDropped(t *testing.T) {
	v := visit(t, 900, 600)
	other := strings.ReplaceAll(strings.ReplaceAll(birds, "birds", "more"), "Birds", "More")
	v.screen.Dropped([]string{folder(t, birds), folder(t, other), filepath.Join(t.TempDir(), "none")})
	v.button("Install")
	v.happened("planned install birds", "installed birds", "planned install more")
	v.press("Return") // Cancel
	if len(v.Problems) != 1 || !strings.Contains(v.Problems[0].Error(), "none is not there") {
		t.Errorf("problems %v, want that one is not there", v.Problems)
	}
	v.Problems = nil
	v.screen.Dropped([]string{folder(t, other), folder(t, birds)})
	v.press("Escape") // leaves the rest alone
	if dialogs.Open(v.Canvas()) {
		t.Error("Esc goes on with the next")
	}
	v.screen.Dropped([]string{folder(t, other)})
	v.shows("“More” is new")
}

func TestArchiveAndRestore(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "a")
	v.happened("archived birds")
	v.shows("Archived (1)")
	v.hides("What does a barn owl eat?")
	v.press("End", "Return", "End")
	v.shows("This deck is archived", "Bring it back")
	v.press("a")
	v.happened("restored birds")
	v.shows("1 card from 1 note.")
	if !v.screen.Undo() {
		t.Error("nothing to undo")
	}
	v.happened("undone restore birds")
	v.shows("Archived (1)")
}

func TestDeckOfItsOwn(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("Down")
	v.hides("New cards a day")
	v.button("Its own")
	v.happened("preset fruit true")
	v.shows("New cards a day", "Reviews a day", "In order")
	v.button("Shuffled")
	if p := v.desk.DeckPreset("fruit"); !p.Own || p.Order != study.Shuffled {
		t.Errorf("preset %+v", p)
	}
	v.button("As all decks")
	if p := v.desk.DeckPreset("fruit"); p.Own {
		t.Errorf("preset %+v", p)
	}
	v.hides("New cards a day")
}

func TestNewDeckAndExport(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("w")
	v.enter("Trees of the north")
	v.press("Return")
	v.happened("created trees-of-the-north")
	v.shows("Trees of the north", "written here")
	if !slices.Equal(v.edited, []string{"trees-of-the-north/"}) {
		t.Errorf("edited %q", v.edited)
	}
	v.press("o", "Return", "Return")
	v.happened("exported trees-of-the-north")
	file := filepath.Join(v.dir, "trees-of-the-north-0.1.0.deck")
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
	v.screen.Dropped([]string{file})
	v.shows("You have this deck")
}

func TestMoveToAnotherDeck(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("/")
	v.enter("apple")
	v.press("Down", "all", "m")
	v.shows("Move 2 notes to which deck?", "Birds")
	v.press("Return")
	v.happened("moved 2")
	v.shows("3 cards · 0.9", "1 card · 1.0.0 · your copy")
	if !v.screen.Undo() {
		t.Error("nothing to undo")
	}
	v.happened("undone move birds fruit")
	v.shows("1 card · 0.9", "3 cards · 1.0.0 · built in")
}

func TestDuplicates(t *testing.T) {
	v := visit(t, 900, 600, birds, strings.NewReplacer("id: birds", "id: more", "Birds", "More birds", "What does a barn owl eat", "What do barn owls eat").Replace(birds))
	v.press("d")
	v.happened("duplicates 1")
	v.shows("1 group of notes that ask nearly the same.", "group 1 · Birds", "group 1 · More birds")
	v.press("Down", "s")
	v.happened("duplicates 1", "suspended 1")
	v.press("Escape", "Escape")
	v.hides("group 1")
}

// What a note leaves behind when it is moved is said before.
func TestMoveLeavesBehind(t *testing.T) {
	v := visit(t, 900, 600, strings.Replace(birds, "{#owl}", "{#owl after=kite}", 1)+"\n## What is a kite? {#kite}\nA bird.\n")
	v.press("/")
	v.enter("barn")
	v.press("Down", "m", "Return")
	v.happened("left behind 1")
	v.shows("Move 1 note?", "1 note is learned after others that stay behind; that is left out.")
	v.press("Return") // Cancel has the keyboard
	v.happened("left behind 1")
	v.press("m", "Return")
	v.button("Move")
	v.happened("moved 1")
}

// A path that was refused is offered again, and what is typed takes its place.
func TestAnotherPathAfterARefusal(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("i")
	v.enter(filepath.Join(folder(t, birds), "deck.md", "none"))
	v.press("Return")
	if len(v.Problems) != 1 || !strings.Contains(v.Problems[0].Error(), "is not there. Nothing was changed") {
		t.Errorf("problems %v, want that it is not there", v.Problems)
	}
	v.Problems = nil
	v.press("i")
	v.enter(folder(t, birds))
	v.press("Return")
	v.happened("planned install birds")
}
