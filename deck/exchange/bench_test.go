package exchange_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/library"
	"touchpoint/deck/progress"
)

// large is a parcel of as many notes as large decks that people share have.
func large(notes int) *exchange.Parcel {
	p := &exchange.Parcel{ID: "large", Title: "Large"}
	for i := range notes {
		n := note(fmt.Sprintf("anki-%06d", i), fmt.Sprintf("What is meant by the word number %d?", i),
			fmt.Sprintf("It is the word that stands in place %d of the list, and **nothing** more than that; see the one before it.", i), 100)
		if i%10 == 0 {
			n.Text += "\n![A picture](media/cell.png)\n"
		}
		n.Section = fmt.Sprintf("Section %d", i/1000)
		p.Notes = append(p.Notes, n)
	}
	return p
}

func BenchmarkMergeNew(b *testing.B) {
	p := large(20_000)
	b.ReportAllocs()
	for b.Loop() {
		if m, err := exchange.Merge(p, nil); err != nil || len(m.Items) != 20_000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkMergeUnchanged(b *testing.B) {
	p := large(20_000)
	m, err := exchange.Merge(p, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if again, err := exchange.Merge(p, m.Files); err != nil || again.Changed {
			b.Fatal(err)
		}
	}
}

func BenchmarkMergeOneNewer(b *testing.B) {
	p := large(20_000)
	m, err := exchange.Merge(p, nil)
	if err != nil {
		b.Fatal(err)
	}
	p.Notes[777].Mod, p.Notes[777].Text = 200, "## Another {#"+string(p.Notes[777].ID)+"}\nAnswer"
	b.ReportAllocs()
	for b.Loop() {
		if again, err := exchange.Merge(p, m.Files); err != nil || !again.Changed {
			b.Fatal(err)
		}
	}
}

func BenchmarkImport(b *testing.B) {
	p := large(20_000)
	var history []progress.Entry
	for i := range p.Notes {
		history = append(history, answer(deck.MakeCardID("large", p.Notes[i].ID, ""), i))
	}
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		home := library.NewHome(filepath.Join(dir, "decks"))
		j, err := progress.Open(b.Context(), filepath.Join(dir, "progress"), progress.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		began := time.Now()
		plan, err := exchange.Consider(b.Context(), home, nil, bundle(history, p))
		if err != nil {
			b.Fatal(err)
		}
		considered := time.Now()
		if _, err := plan.Carry(b.Context(), j, nil); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(considered.Sub(began).Milliseconds()), "considering-ms")
		b.ReportMetric(float64(time.Since(considered).Milliseconds()), "carrying-ms")
		b.StopTimer()
		_ = j.Close()
		b.StartTimer()
	}
}

func BenchmarkKnownIn(b *testing.B) {
	m, err := exchange.Merge(large(20_000), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		known, err := exchange.KnownIn(m.Files)
		if err != nil {
			b.Fatal(err)
		}
		if _, _, ok := known(deck.NoteID("anki-000777")); !ok {
			b.Fatal("a note is not known")
		}
	}
}
