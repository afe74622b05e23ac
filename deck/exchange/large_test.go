package exchange_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck/exchange"
)

func TestManyNotesAreSplitBySection(t *testing.T) {
	p := &exchange.Parcel{ID: "many", Title: "Many"}
	for i := range 3000 {
		p.Notes = append(p.Notes, in([]string{"B: Bee", "A", "A / C"}[i%3], note(fmt.Sprintf("n%d", i), fmt.Sprintf("Question %d", i), "Answer", 5)))
	}
	m := merge(t, p, nil)
	d := parse(t, m)
	if diff := cmp.Diff([]string{"deck.md", "001-b-bee.md", "002-a.md"}, d.Files); diff != "" {
		t.Error(diff)
	}
	var titles []string
	for _, s := range d.Sections {
		titles = append(titles, s.Title)
	}
	if diff := cmp.Diff([]string{"B: Bee", "A", "A / C"}, titles); diff != "" {
		t.Error(diff)
	}
	p.Notes = append(p.Notes, in("Z", note("z", "Z?", "Z", 5)), in("A", note("aa", "AA?", "AA", 5)), note("o", "O?", "O", 5))
	m = merge(t, p, snapshot(t, m))
	d = parse(t, m)
	if len(d.Notes) != 3003 || len(d.Files) != 4 || d.Files[3] != "003-z.md" {
		t.Errorf("%d notes in %v", len(d.Notes), d.Files)
	}
	if n, _ := d.Note("o"); n.Section != "Many" || n.Pos.File != "deck.md" {
		t.Errorf("a note of no section is in %q of %s", n.Section, n.Pos.File)
	}
}

func TestNotesWithoutAnIDOfTheirOwn(t *testing.T) {
	here := fstest.MapFS{"deck.md": {Data: []byte("---\nid: own\ntitle: Own\n---\n## What is it?\nOne  \nthing.\n\n## What is it?\nAnother.\n")}}
	p := &exchange.Parcel{ID: "own", Match: exchange.There, Notes: []exchange.Note{
		note("what-is-it", "What is it?", "One  \nthing.", 0), note("what-is-it-2", "What is it?", "Changed.", 0),
	}}
	m := merge(t, p, here)
	if got, want := outcomes(m), "what-is-it unchanged, what-is-it-2 updated"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if d := parse(t, m); len(d.Notes) != 2 {
		t.Errorf("%d notes", len(d.Notes))
	}
}

func TestAFileThatIsFullIsFollowedByAnother(t *testing.T) {
	long := strings.Repeat("word ", 5000)
	p := &exchange.Parcel{ID: "long", Title: "Long"}
	for i := range 1000 {
		p.Notes = append(p.Notes, in([]string{"A", "B"}[i/500], note(fmt.Sprintf("n%d", i), "Q", long, 1)))
	}
	m := merge(t, p, nil)
	if d := parse(t, m); len(d.Notes) != 1000 || len(d.Sections) != 2 || len(d.Files) != 2 {
		t.Errorf("%d notes in %d sections of %v", len(d.Notes), len(d.Sections), d.Files)
	}
	here := fstest.MapFS{"deck.md": {Data: []byte("---\nid: long\ntitle: Long\n---\n# A\n\n## X {#x}\n" + strings.Repeat("word ", 6000) + "\n")}}
	m = merge(t, p, here)
	d := parse(t, m)
	if len(d.Notes) != 1001 || len(d.Sections) != 2 || len(d.Files) != 2 || d.Files[1] != "001-more.md" {
		t.Errorf("%d notes in %d sections of %v", len(d.Notes), len(d.Sections), d.Files)
	}
	p.Notes = append(p.Notes, in("A", note("a", "Q", "A", 1)), in("C", note("c", "Q", "C", 1)))
	if d = parse(t, merge(t, p, m.Files)); len(d.Notes) != 1003 || len(d.Sections) != 3 {
		t.Errorf("%d notes in %d sections of %v", len(d.Notes), len(d.Sections), d.Files)
	}
}
