package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A deck that was given away and changed since is offered a higher version; a look at the
// page is enough, since it is chosen already.
func TestAHigherVersionIsOfferedWithADeckThatWasGivenAway(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("w")
	v.enter("Trees of the north")
	v.press("Return")
	v.happened("created trees-of-the-north")
	v.press("o")
	v.shows("Leave it at 0.1.0", "Raise it to 0.1.1", "how students see")
	v.press("Return", "Return")
	v.happened("exported trees-of-the-north")
	exists(t, filepath.Join(v.dir, "trees-of-the-north-0.1.0.deck"))

	write(t, filepath.Join(v.dir, "decks", "trees-of-the-north", "02.md"), "## Which tree is white? {#white}\n\nThe birch.\n")
	v.screen.Shown()
	v.press("o")
	v.shows("Others may have version 0.1.0")
	v.press("Return", "Return")
	v.happened("version 0.1.1", "exported trees-of-the-north")
	exists(t, filepath.Join(v.dir, "trees-of-the-north-0.1.1.deck"))
	text, err := os.ReadFile(filepath.Join(v.dir, "decks", "trees-of-the-north", "deck.md"))
	if err != nil || !strings.Contains(string(text), "version: 0.1.1") {
		t.Errorf("the deck says\n%s, %v", text, err)
	}
	v.screen.Shown()
	v.press("o")
	v.shows("Leave it at 0.1.1", "how students see")
}

// The version of a deck of the program, or of somebody else, is not the learner's to say.
func TestNoOtherVersionOfWhatIsNotOnesOwn(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "o")
	v.shows("Export “Birds”")
	v.hides("Raise it")
	v.press("Escape", "Down", "o")
	v.shows("Export “Fruit”")
	v.hides("Raise it")
}

func exists(t *testing.T, file string) {
	t.Helper()
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}
