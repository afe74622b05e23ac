package library_test

import (
	"strings"
	"testing"
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
