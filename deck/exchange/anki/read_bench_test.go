package anki

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/memory"
)

// benchNow is when the packages of benchmarks are read.
var benchNow = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// largeCollection returns a collection of so many notes with a card each, and of so many
// answers to each card.
func largeCollection(notes, answers int) *apkg.Collection {
	const first, crt = 1_600_000_000_000, 1_600_056_000
	c := &apkg.Collection{
		Created: crt, Scheduler: 2, Rollover: 4,
		Types: []apkg.NoteType{{ID: 10, Name: "Basic", Fields: []string{"Front", "Back"}, Templates: []apkg.Template{
			{Name: "Card 1", Front: "{{Front}}", Back: "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}"},
		}}},
		Decks: []apkg.Deck{{ID: 1, Name: "Default"}, {ID: 20, Name: "Large"}, {ID: 21, Name: "Large::Part"}},
	}
	for i := range notes {
		id := int64(first + i)
		c.Notes = append(c.Notes, apkg.Note{
			ID: id, GUID: fmt.Sprintf("g%08x", i), Type: 10, Mod: crt, Tags: "chapter::1 term",
			Fields: fmt.Sprintf("What is said of number %d in the <b>second</b> part of the book?", i) + apkg.FieldSeparator +
				strings.Repeat(fmt.Sprintf("That it is %d, which is not much &amp; not little.<br>", i), 3),
		})
		c.Cards = append(c.Cards, apkg.Card{
			ID: id, Note: id, Deck: 20 + int64(i%2), Type: 2, Queue: 2, Due: 2300, Interval: 20, Factor: 2500, Reps: int64(answers), Mod: crt,
		})
		for a := range answers {
			c.Reviews = append(c.Reviews, apkg.Review{
				ID: first + int64(a)*86_400_000*3 + int64(i)*100, Card: id, Ease: 3, Interval: 3, LastInterval: 1, Factor: 2500, Took: 4000, Type: 1,
			})
		}
	}
	return c
}

// writeCollection writes a collection into a file for a test.
func writeCollection(t testing.TB, c *apkg.Collection) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "test.apkg")
	if err := apkg.Write(t.Context(), file, c, apkg.WriteOptions{Now: benchNow}); err != nil {
		t.Fatal(err)
	}
	return file
}

func BenchmarkRead(b *testing.B) {
	known := func(deck.NoteID) (deck.ID, int64, bool) { return "large", 1_700_000_000, true }
	for _, bench := range []struct {
		name    string
		answers int
		known   exchange.Known
	}{
		{"notes", 0, nil},
		{"unchanged", 0, known},
		{"history", 5, nil},
	} {
		b.Run(bench.name, func(b *testing.B) {
			file := writeCollection(b, largeCollection(20_000, bench.answers))
			for b.Loop() {
				bundle, err := Read(b.Context(), file, Options{Calendar: memory.Calendar{Rollover: 4}, Now: benchNow, Known: bench.known, History: true})
				if err != nil {
					b.Fatal(err)
				}
				if n := len(bundle.Parcels[0].Notes); n != 20_000 {
					b.Fatalf("%d notes", n)
				}
			}
		})
	}
}

// BenchmarkNothingNew reads a package of which every note is here, and puts it together
// with what is here.
func BenchmarkNothingNew(b *testing.B) {
	file := writeCollection(b, largeCollection(20_000, 0))
	first, err := Read(b.Context(), file, Options{Now: benchNow})
	if err != nil {
		b.Fatal(err)
	}
	here, _ := merged(b, first, nil)
	for b.Loop() {
		known, err := exchange.KnownIn(here["large"])
		if err != nil {
			b.Fatal(err)
		}
		bundle, err := Read(b.Context(), file, Options{Now: benchNow, Known: known})
		if err != nil {
			b.Fatal(err)
		}
		if _, report := merged(b, bundle, here); report.Unchanged != 20_000 {
			b.Fatalf("%+v", report.Warnings)
		}
	}
}
