package deck_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

// TestFaultsOfTheHead wants one fault for one slip in the front matter, which names a
// line of the file and says what mends it.
func TestFaultsOfTheHead(t *testing.T) {
	const colon = `; put text that holds a colon or a number sign in "quotation marks" [front-matter]`
	tests := map[string]struct {
		head string // between the lines of hyphens
		want string
	}{
		"a name twice": {
			"id: d\ntitle: D\n\nid: e\nsources:\n  a: A",
			`a.md:5:1: error: "id" stands here again, after line 2; delete one of the two, or give it another name [front-matter]`,
		},
		"a source twice": {
			"id: d\ntitle: D\nsources:\n  a: A\n  b: B\n  a: C",
			`a.md:7:3: error: "a" stands here again, after line 5; delete one of the two, or give it another name [front-matter]`,
		},
		"a double quotation mark that is not closed": {
			"id: d\ntitle: \"D\nsources:\n  a: A",
			`a.md:3:8: error: this is not valid YAML: could not find end character of double-quoted text; end it with the same quotation mark [front-matter]`,
		},
		"a single quotation mark that is not closed": {
			"id: d\ntitle: 'D\nsources:\n  a: A",
			`a.md:3:8: error: this is not valid YAML: could not find end character of single-quoted text; end it with the same quotation mark [front-matter]`,
		},
		"a bracket that is not closed": {
			"id: d\ntitle: D\nsources: {a: A",
			`a.md:4:10: error: this is not valid YAML: could not find flow mapping end token '}'; close the bracket [front-matter]`,
		},
		"a tab": {
			"id: d\ntitle: D\nsources:\n\ta: A",
			"a.md:5:1: error: this is not valid YAML: found character ' ' that cannot start any token; indent with spaces and not with tabs [front-matter]",
		},
		"a colon in a text": {
			"id: d\ntitle: D: E",
			"a.md:3:8: error: this is not valid YAML: mapping value is not allowed in this context" + colon,
		},
		"sources as a list": {
			"id: d\ntitle: D\nsources:\n  - a\n  - b",
			`a.md:5:3: error: sources must be a mapping of names to values; write lines like title: Customer engagement [front-matter]`,
		},
		"no sources": {
			"id: d\ntitle: D",
			`a.md:6:4: error: the deck has no source "a"; add it to the sources in the front matter of a.md [unknown-source]`,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, faults := deck.ParseFile("a.md", []byte("---\n"+test.head+"\n---\n## A {#a}\nx [@a]\n"))
			faults = append(faults, deck.Check(d, nil)...)
			if diff := cmp.Diff([]string{test.want}, brief(faults)); diff != "" {
				t.Errorf("faults differ (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSourcesThatCannotBeRead wants no word about citations while the file with the
// sources cannot be read.
func TestSourcesThatCannotBeRead(t *testing.T) {
	files := fstest.MapFS{"deck.md": {Data: []byte("\xff\xfe-\x00")}, "a.md": {Data: []byte("## A {#a}\nx [@a]\n")}}
	for name, fsys := range map[string]fs.FS{"UTF-16": files, "no permission": brokenFS{files, "deck.md"}} {
		d, _, err := deck.Parse(fsys)
		if err != nil || len(d.Notes) != 1 {
			t.Fatalf("%s: Parse = %d notes, %v, want one", name, len(d.Notes), err)
		}
		if faults := deck.Check(d, fsys); len(faults) > 0 {
			t.Errorf("%s: faults = %q, want none", name, brief(faults))
		}
	}
}

// TestDeckWithoutNotes wants a word about a deck that has nothing to learn, once nothing
// else keeps it from having notes.
func TestDeckWithoutNotes(t *testing.T) {
	const want = "a.md:1:1: warning: the deck has no notes yet; write one: a line with ## and its question, and the answer beneath it [no-notes]"
	tests := map[string]struct {
		src  string
		want []string
	}{
		"a head only":   {head, []string{want}},
		"sections only": {head + "# One\n# Two\n", []string{want}},
		"a broken note": {head + "## A {#a}\n", []string{"a.md:5:1: error: there is no answer beneath the heading; write it in the lines below, not as a quote [empty-side]"}},
		"a heading without a space": {head + "##A {#a}\n", []string{
			"a.md:5:1: error: this is no heading, so the note belongs to the text above it; write a space after ## [heading-space]",
			"a.md:5:1: error: this text stands before any heading and belongs to no note; begin a note above it with ## and its question [stray-text]",
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, faults := deck.ParseFile("a.md", []byte(test.src))
			faults = append(faults, deck.Check(d, nil)...)
			if diff := cmp.Diff(test.want, brief(faults)); diff != "" {
				t.Errorf("faults differ (-want +got):\n%s", diff)
			}
		})
	}
}
