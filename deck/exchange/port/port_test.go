package port_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"touchpoint/deck/exchange/handout"
	"touchpoint/deck/exchange/port"
	"touchpoint/deck/exchange/table"
	"touchpoint/deck/library"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

var start = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

const fruit = "---\nid: fruit\ntitle: Fruit\nlanguage: en\nversion: 1.0.0\n---\n# Apples\n\n" +
	"## What is a Pippin? {#pippin tags=\"exam\"}\nAn apple grown from seed.\n\n" +
	"# Pears\n\n## Which pear is long? {#long .choice}\n- [x] Conference\n- [ ] Comice\n"

// sample is a package that Anki wrote, with answers.
const sample = "../anki/apkg/testdata/samples/sample_with_history.apkg"

// open opens a port before the embedded deck and an empty journal.
func open(t *testing.T) *port.Port {
	t.Helper()
	now := func() time.Time { return start }
	journal, err := progress.Open(t.Context(), t.TempDir(), progress.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := journal.Close(); err != nil {
			t.Error(err)
		}
	})
	home := library.NewHome(filepath.Join(t.TempDir(), "decks"),
		library.Source{Name: "fruit", FS: fstest.MapFS{"deck.md": {Data: []byte(fruit)}}, Embedded: true})
	home.SetClock(now)
	return &port.Port{
		Home: home, Journal: journal, Now: now,
		Calendar: func() memory.Calendar { return memory.Calendar{Zone: time.UTC, Rollover: 4} },
	}
}

// file writes a file of a name.
func file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// decks is how many decks there are, and how many cards were answered.
func decks(t *testing.T, p *port.Port) (decks, cards int) {
	t.Helper()
	holdings, err := p.Home.Holdings()
	if err != nil {
		t.Fatal(err)
	}
	states, err := p.Journal.States(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		if s.Introduced != 0 {
			cards++
		}
	}
	return len(holdings), cards
}

func TestForeign(t *testing.T) {
	data, err := os.ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		"a.csv": true, "a.TSV": true, "a.txt": true, "a.apkg": true, "a.colpkg": true, "a.deck": false, "a.md": false, "a.zip": true, "a": true,
	} {
		if got := port.Foreign(file(t, name, string(data))); got != want {
			t.Errorf("%s with a package in it: %t, want %t", name, got, want)
		}
	}
	for _, path := range []string{t.TempDir(), file(t, "b.zip", "no zip"), filepath.Join(t.TempDir(), "none")} {
		if port.Foreign(path) {
			t.Errorf("%s is foreign", path)
		}
	}
}

func TestPackageInAndOutAgain(t *testing.T) {
	p := open(t)
	a, err := p.Look(t.Context(), sample, nil)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := p.Plan(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	done, err := p.Carry(t.Context(), plan, nil)
	if err != nil {
		t.Fatal(err)
	}
	if decks, cards := decks(t, p); decks != 3 || cards == 0 {
		t.Errorf("%d decks, %d cards answered", decks, cards)
	}
	if err := p.Undo(t.Context(), done.Step); err != nil {
		t.Fatal(err)
	}
	if decks, cards := decks(t, p); decks != 1 || cards != 0 {
		t.Errorf("undo left %d decks, %d cards answered", decks, cards)
	}
}

func TestPackageWithoutAnswers(t *testing.T) {
	p := open(t)
	a, err := p.Look(t.Context(), sample, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, bare := range []bool{true, false, true} { // it can be chosen to and fro
		a.Bare = bare
		plan, err := p.Plan(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		if along := len(plan.Bundle.History) > 0; along == bare {
			t.Errorf("bare %t: %d entries", bare, len(plan.Bundle.History))
		}
	}
	plan, err := p.Plan(t.Context(), a)
	if err == nil {
		_, err = p.Carry(t.Context(), plan, nil)
	}
	if _, cards := decks(t, p); err != nil || cards != 0 {
		t.Errorf("%d cards answered, %v", cards, err)
	}
}

func TestTableIsReadAgain(t *testing.T) {
	p := open(t)
	a, err := p.Look(t.Context(), file(t, "trees.csv", "oak;a tree, with acorns\npine;a tree, with needles\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.Target.Title != "trees" || len(a.Sheet.Rows) != 2 {
		t.Errorf("%d rows to %q", len(a.Sheet.Rows), a.Target.Title)
	}
	a.Target.Title = "Trees of the north"
	for sign, want := range map[rune]string{';': "a tree, with acorns", ',': "with acorns"} {
		b, err := p.Again(a, table.Options{Delimiter: sign})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(b.Sheet.Rows[0][1]); got != want || b.Target.Title != a.Target.Title || b.Path != a.Path {
			t.Errorf("parted by %q: %q, to %q", sign, got, b.Target.Title)
		}
	}
	c, ok := p.Example(a)
	if !ok || c.Note.Front != "oak" || len(a.Sheet.Rows) != 2 {
		t.Errorf("the example is %+v, %t", c, ok)
	}
	for i := range a.Sheet.Roles {
		a.Sheet.Roles[i] = table.Ignore
	}
	if _, ok := p.Example(a); ok {
		t.Error("a table without questions has an example")
	}
	if _, err := p.Plan(t.Context(), a); err == nil {
		t.Error("a table without questions has a plan")
	}
}

func TestEveryFormatIsWritten(t *testing.T) {
	p := open(t)
	dir := t.TempDir()
	for _, format := range []port.Format{port.Own, port.Package, port.Sheet, port.Page, port.Handout} {
		for _, progress := range []bool{false, true} {
			path := filepath.Join(dir, "fruit"+format.Ending())
			_, err := p.Write(t.Context(), port.Order{Deck: "fruit", Format: format, Progress: progress}, path, nil)
			if err != nil {
				t.Fatalf("%s: %v", format, err)
			}
			if info, err := os.Stat(path); err != nil || info.Size() == 0 {
				t.Errorf("%s: %v, %v", format, info, err)
			}
		}
	}
	for _, name := range []string{"fruit.apkg", "fruit.csv"} { // what went out is here already
		a, err := p.Look(t.Context(), filepath.Join(dir, name), nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Sheet != nil && a.Target.ID != "fruit" {
			t.Errorf("%s: would go to %+v", name, a.Target)
		}
		plan, err := p.Plan(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		if !plan.Nothing {
			t.Errorf("%s: %q", name, plan.Sentences)
		}
	}
}

func TestPages(t *testing.T) {
	p := open(t)
	all, err := p.Pages(t.Context(), "fruit", handout.Options{Layout: handout.Cards})
	if err != nil || len(all) != 2 {
		t.Errorf("%d pages, %v", len(all), err)
	}
	if _, err := p.Pages(t.Context(), "fruit", handout.Options{Sections: []string{"Plums"}}); err == nil {
		t.Error("a section that is not there has pages")
	}
}

// What goes wrong is told in a sentence.
func TestTrouble(t *testing.T) {
	p := open(t)
	ctx := t.Context()
	look := func(path string) error {
		_, err := p.Look(ctx, path, nil)
		return err
	}
	write := func(o port.Order, path string) error {
		_, err := p.Write(ctx, o, path, nil)
		return err
	}
	_, none := p.Pages(ctx, "none", handout.Options{})
	for name, err := range map[string]error{
		"no package":       look(file(t, "a.apkg", "no package")),
		"missing package":  look(filepath.Join(t.TempDir(), "none.apkg")),
		"missing table":    look(filepath.Join(t.TempDir(), "none.csv")),
		"folder":           look(folder(t, "a.csv")),
		"empty table":      look(file(t, "a.csv", "")),
		"no deck":          none,
		"no deck to write": write(port.Order{Deck: "none", Format: port.Sheet}, filepath.Join(t.TempDir(), "a.csv")),
		"no folder":        write(port.Order{Deck: "fruit", Format: port.Sheet}, filepath.Join(t.TempDir(), "none", "a.csv")),
	} {
		var told interface{ Sentence() string }
		if !errors.As(err, &told) || told.Sentence() == "" {
			t.Errorf("%s: %v has no sentence", name, err)
		}
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := p.Look(stopped, sample, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// folder makes a folder of a name.
func folder(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.Mkdir(path, 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}
