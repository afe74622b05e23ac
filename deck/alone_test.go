package deck_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

// TestPicturesOfOneFile wants that the check refuses what a library does not show: a deck
// that is one file has no folder of its own to keep pictures in.
func TestPicturesOfOneFile(t *testing.T) {
	const text = head + "## A {#a}\nx ![a map](map.png)\n## B {#b}\n![a map](https://example.org/map.png)\n"
	fsys := fstest.MapFS{"deck.md": {Data: []byte(text)}, "map.png": {Data: []byte("<svg/>")}}
	const remote = "deck.md:8:1: error: pictures are not loaded from the net: https://example.org/map.png; "
	const own = "put the picture into the deck's folder, for example under media/, and write its path from there [broken-media]"
	const folder = "make a folder with this file as deck.md and the picture beside it [broken-media]"

	alone, _ := deck.ParseFile("deck.md", []byte(text))
	want := []string{"deck.md:6:3: error: a deck of one file has no pictures of its own, so map.png is not shown; " + folder, remote + folder}
	if diff := cmp.Diff(want, brief(deck.Check(alone, fsys))); diff != "" {
		t.Errorf("faults of the file (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, brief(deck.Check(alone, nil))); diff != "" {
		t.Errorf("faults of the file without a folder (-want +got):\n%s", diff)
	}
	inFolder, _, err := deck.Parse(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{remote + own}, brief(deck.Check(inFolder, fsys))); diff != "" {
		t.Errorf("faults of the folder (-want +got):\n%s", diff)
	}
}

func TestIsText(t *testing.T) {
	tests := map[string]bool{
		"deck.md": true, "a.MD": true, "Readme-first.md": true,
		"README.md": false, "readme.MD": false, ".hidden.md": false, "a.txt": false, "md": false, "": false, ".md": false,
	}
	for name, want := range tests {
		if got := deck.IsText(name); got != want {
			t.Errorf("IsText(%q) = %t, want %t", name, got, want)
		}
	}
}

func TestTextFilesWithCapitals(t *testing.T) {
	d, faults, err := deck.Parse(fstest.MapFS{"deck.md": {Data: []byte(head)}, "MORE.MD": {Data: []byte("## A {#a}\nx\n")}})
	if err != nil || len(faults) > 0 || len(d.Notes) != 1 {
		t.Errorf("Parse = %d notes, faults %q, %v, want the note of MORE.MD", len(d.Notes), brief(faults), err)
	}
	if d, _ := deck.ParseFile("coffee.MD", []byte("## A {#a}\nx\n")); d.ID != "coffee" {
		t.Errorf("the id made of the name coffee.MD is %q, want %q", d.ID, "coffee")
	}
}
