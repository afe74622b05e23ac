package deck_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"touchpoint/deck"
)

var update = flag.Bool("update", false, "write what the code does as what the golden files want")

// TestDecks parses and checks the decks of testdata/decks. Each archive holds the files
// of a deck and, last, what is wanted: its contents and its faults, one a line.
func TestDecks(t *testing.T) {
	paths, err := filepath.Glob("testdata/decks/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			want := archive.Files[last]
			if want.Name != "want" {
				t.Fatalf("the last file is %q, want %q", want.Name, "want")
			}
			fsys := fstest.MapFS{}
			for _, f := range archive.Files[:last] {
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := describe(t, fsys)
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("deck and faults differ (-want +got):\n%s", diff)
			}
		})
	}
}

// describe returns what is in a deck and what is wrong with it, a line for each fact.
func describe(t *testing.T, fsys fs.FS) string {
	t.Helper()
	d, faults, err := deck.Parse(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	describeDeck(&b, d)
	faults = append(faults, deck.Check(d, fsys)...)
	deck.SortFaults(d, faults)
	for _, f := range faults {
		fmt.Fprintln(&b, f.Brief())
	}
	return b.String()
}

func describeDeck(b *bytes.Buffer, d *deck.Deck) {
	fmt.Fprintf(b, "deck %s %q", d.ID, d.Title)
	describeText(b, " language=", d.Language)
	describeText(b, " version=", d.Version)
	describeText(b, " licence=", d.Licence)
	if len(d.Authors) > 0 {
		fmt.Fprintf(b, " authors=%q", d.Authors)
	}
	fmt.Fprintln(b)
	for _, s := range d.Sources {
		fmt.Fprintf(b, "source %s at %s", s.Key, s.Pos)
		describeText(b, " text=", s.Text)
		describeText(b, " doi=", s.DOI)
		describeText(b, " url=", s.URL)
		fmt.Fprintln(b)
	}
	for _, m := range d.Models {
		fmt.Fprintf(b, "model %s %q kind=%s in %s\n", m.ID, m.Title, m.Kind, m.File)
	}
	for _, s := range d.Sections {
		fmt.Fprintf(b, "section %q\n", s.Title)
		for _, i := range s.Notes {
			describeNote(b, &d.Notes[i])
		}
	}
}

func describeNote(b *bytes.Buffer, n *deck.Note) {
	fmt.Fprintf(b, "  note %s %s at %s", n.ID, n.Kind, n.Pos)
	if n.Derived {
		fmt.Fprint(b, " derived")
	}
	fmt.Fprintln(b)
	if len(n.Tags)+len(n.After)+len(n.Was) > 0 || n.Model != "" {
		fmt.Fprintf(b, "    tags=%s after=%s was=%s model=%q\n", n.Tags, n.After, n.Was, n.Model)
	}
	describeText(b, "    front: ", n.Front)
	describeText(b, "\n    lead: ", n.Lead)
	for _, o := range n.Options {
		fmt.Fprintf(b, "\n    option: %q %t", o.Text, o.Correct)
	}
	for _, a := range n.Answers {
		fmt.Fprintf(b, "\n    answer: %q", a)
	}
	for _, item := range n.Items {
		fmt.Fprintf(b, "\n    item: %q", item)
	}
	for _, g := range n.Gaps {
		fmt.Fprintf(b, "\n    gap %d: %q", g.Number, g.Text)
		describeText(b, " hint=", g.Hint)
	}
	if n.Picture != "" {
		fmt.Fprintf(b, "\n    picture: %s %q hide all=%t", n.Picture, n.Alt, n.HideAll)
	}
	for _, m := range n.Masks {
		fmt.Fprintf(b, "\n    mask %d: %v %v %v %v", m.Number, m.X, m.Y, m.Width, m.Height)
		describeText(b, " ", m.Label)
	}
	describeText(b, "\n    back: ", n.Back)
	describeText(b, "\n    explanation: ", n.Explanation)
	if len(n.Cites) > 0 {
		fmt.Fprintf(b, "\n    cites: %s", n.Cites)
	}
	fmt.Fprintln(b)
}

func describeText(b *bytes.Buffer, name, text string) {
	if text != "" {
		fmt.Fprintf(b, "%s%q", name, text)
	}
}
