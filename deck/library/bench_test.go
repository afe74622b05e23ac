package library_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

// large writes a deck of 20,000 notes in 40 files.
func large(b *testing.B, dir string, edition int) {
	for f := range 40 {
		var text strings.Builder
		name := fmt.Sprintf("%02d-topic.md", f)
		if f == 0 {
			name = "deck.md"
			fmt.Fprintf(&text, "---\nid: large\ntitle: A large deck\nversion: 1.%d\n---\n", edition)
		}
		fmt.Fprintf(&text, "# Topic %d\n\n", f)
		for n := range 500 {
			said := 0
			if n%10 == 0 {
				said = edition
			}
			fmt.Fprintf(&text, "## What does study %d find in case %d? {#n%d}\n\nThat it *grows* by %d, though less each time, as sample %d shows.\n\n> Each contact adds less than number %d.\n\n", f*500+n, n, f*500+n, n+said, n, f)
		}
		writeFile(b, filepath.Join(dir, name), text.String())
	}
}

// BenchmarkUpdate20k is the whole of an update, the version before kept, by a program
// that has the decks open already or has just begun.
func BenchmarkUpdate20k(b *testing.B) {
	for _, just := range []bool{false, true} {
		b.Run(map[bool]string{true: "begun", false: "open"}[just], func(b *testing.B) {
			dir := b.TempDir()
			h := library.NewHome(filepath.Join(dir, "decks"))
			for e := range 2 {
				large(b, filepath.Join(dir, fmt.Sprint(e)), e)
			}
			for n := 0; b.Loop(); n++ {
				if just {
					h = library.NewHome(filepath.Join(dir, "decks"))
				}
				p, err := h.Plan(b.Context(), filepath.Join(dir, fmt.Sprint(n%2)))
				if err != nil {
					b.Fatal(err)
				}
				if _, err := h.Carry(b.Context(), p); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPlanFiles20k plans to take in such a deck from memory when it is not there, and
// when a tenth of its notes has changed; and carries the latter out.
func BenchmarkPlanFiles20k(b *testing.B) {
	dir := b.TempDir()
	var decks [2]fstest.MapFS
	for e := range decks {
		at := filepath.Join(dir, fmt.Sprint(e))
		large(b, at, e)
		decks[e] = make(fstest.MapFS)
		entries, err := os.ReadDir(at)
		if err != nil {
			b.Fatal(err)
		}
		for _, file := range entries {
			data, err := os.ReadFile(filepath.Join(at, file.Name()))
			if err != nil {
				b.Fatal(err)
			}
			decks[e][file.Name()] = &fstest.MapFile{Data: data}
		}
	}
	h := library.NewHome(filepath.Join(dir, "decks"))
	plan := func(b *testing.B, e int) *library.Plan {
		p, err := h.PlanFiles(b.Context(), "large.apkg", decks[e])
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	carry := func(b *testing.B, p *library.Plan) {
		if _, err := h.CarryAll(b.Context(), []*library.Plan{p}, library.Together{Kind: library.StepImport, Act: "act"}); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			plan(b, 0)
		}
	})
	carry(b, plan(b, 0))
	b.Run("update", func(b *testing.B) {
		for b.Loop() {
			plan(b, 1)
		}
	})
	b.Run("same", func(b *testing.B) {
		for b.Loop() {
			plan(b, 0)
		}
	})
	b.Run("carried", func(b *testing.B) {
		for n := 1; b.Loop(); n++ {
			carry(b, plan(b, n%2))
		}
	})
}

// BenchmarkOpen100k opens five such decks, and then again when nothing changed.
func BenchmarkOpen100k(b *testing.B) {
	dir := b.TempDir()
	for e := range 5 {
		at := filepath.Join(dir, fmt.Sprintf("d%d", e))
		large(b, at, e)
		writeFile(b, filepath.Join(at, "deck.md"), fmt.Sprintf("---\nid: large%d\ntitle: Large\n---\n", e))
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			if _, err := library.NewHome(dir).Open(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("again", func(b *testing.B) {
		h := library.NewHome(dir)
		for b.Loop() {
			if _, err := h.Open(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("holdings", func(b *testing.B) {
		h := library.NewHome(dir)
		for b.Loop() {
			if _, err := h.Holdings(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkMove moves 500 of 20,000 notes into another deck of that size.
func BenchmarkMove(b *testing.B) {
	dir := b.TempDir()
	h := library.NewHome(filepath.Join(dir, "decks"))
	large(b, filepath.Join(dir, "decks", "large"), 0)
	large(b, filepath.Join(dir, "decks", "other"), 1)
	writeFile(b, filepath.Join(dir, "decks", "other", "deck.md"), "---\nid: other\ntitle: Other\n---\n")
	var notes []library.NoteRef
	for n := range 500 {
		notes = append(notes, library.NoteRef{Deck: "large", Note: deck.NoteID(fmt.Sprintf("n%d", 1000+n*7))})
	}
	for b.Loop() {
		s, err := h.MoveNotes(b.Context(), notes, "other")
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := h.Undo(s); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// BenchmarkDuplicates20k looks for notes that ask the same.
func BenchmarkDuplicates20k(b *testing.B) {
	dir := b.TempDir()
	large(b, filepath.Join(dir, "large"), 0)
	l, err := library.NewHome(dir).Open()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		l.Duplicates()
	}
}
