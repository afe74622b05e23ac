package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	decks "touchpoint/deck/library"
	"touchpoint/ui/control"
	"touchpoint/ui/library"
)

func TestTheProgramBringsALaterVersion(t *testing.T) {
	v := visit(t, 900, 600, strings.Replace(fruit, "1.0.0", "0.9.0", 1)+"\n## Mine {#mine}\nx\n")
	v.press("Down")
	v.shows("Version 0.9.0", "The program brings version 1.0.0 of this deck.")
	v.press("u")
	v.happened("planned newer fruit")
	v.shows("Update this deck?", "version 1.0.0 · by Ann Author · part of the program", "Goes away (1)")
	v.button("Update")
	v.happened("planned newer fruit", "updated fruit")
	v.shows("Version 1.0.0 · by Ann Author · part of the program")
	v.hides("The program brings")
	v.button("Undo")
	v.shows("Version 0.9.0", "The program brings version 1.0.0 of this deck.")
	v.button("Update")
	v.shows("Update this deck?")
}

func TestInstallBeside(t *testing.T) {
	v := visit(t, 900, 600)
	other := "---\nid: fruit\ntitle: Citrus\nauthors: [Zoe]\n---\n# S\n\n## What is a lime? {#lime}\nx\n"
	v.screen.Dropped([]string{folder(t, other)})
	v.shows("Another deck has this id", "“Citrus” by Zoe", "“Fruit” by Ann Author", "under the id fruit-2")
	v.press("Return") // Cancel
	v.hides("Citrus")
	v.screen.Dropped([]string{folder(t, other)})
	v.button("Install beside it")
	v.happened("planned foreign fruit", "installed fruit-2")
	v.shows("Citrus", "“Citrus” was installed.")
}

// What the program's later version has new comes into a copy that was changed; where both
// changed the same the learner chooses, and all of it is one step.
func TestMergeALaterVersion(t *testing.T) {
	v := visit(t, 900, 600)
	dir, _, err := v.home.Own("fruit")
	if err != nil {
		t.Fatal(err)
	}
	mine := strings.NewReplacer("From **Central Asia**.", "From Kazakhstan.", "An apple grown from seed.", "Any apple.").Replace(fruit)
	write(t, filepath.Join(dir, "deck.md"), mine)
	later := strings.NewReplacer("1.0.0", "1.1.0", "An apple grown from seed.", "A seedling apple.").Replace(fruit) + "\n## Is a quince a pear? {#quince}\nNo.\n"
	v.home = decks.NewHome(filepath.Join(v.dir, "decks"), decks.Source{Name: "fruit", FS: os.DirFS(folder(t, later)), Embedded: true})
	v.sit()
	v.screen = library.New(t.Context(), v.home, v.trade, v)
	v.Show(v.screen.Object())
	v.screen.Shown()

	v.press("Down", "u")
	v.happened("planned merge fruit 1")
	v.shows("Update your copy?", "What the program's version 1.1.0 has new comes into your copy, and what you changed stays.",
		"2 cards are new.", "Changed by you and by the program (1)", "yours stays; the program's comes after it, as pippin-2", "Is a quince a pear?")
	v.button("The program's")
	v.shows("becomes as the program has it")
	v.button("Yours")
	if b, ok := v.Canvas().Focused().(*control.Button); !ok || b.Label != "Yours" {
		t.Errorf("the keyboard is on %T", v.Canvas().Focused())
	}
	v.button("Keep both")
	v.button("Update")
	v.happened("merged fruit")
	v.shows("Version 1.1.0", "5 cards from 5 notes")
	v.hides("The program brings")
	v.screen.Undo()
	v.shows("Version 1.0.0", "3 cards from 3 notes", "The program brings version 1.1.0 of this deck.")
	v.screen.Redo()
	v.shows("Version 1.1.0", "5 cards from 5 notes")
	v.screen.Undo()
	v.press("u")
	v.button("Give up your changes")
	v.shows("Update this deck?", "You have changed this deck yourself. Your version is set aside, and Undo brings it back.")
}
