package progress_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// foreignID is the ID of an entry that was made elsewhere.
func foreignID(card, n int) progress.EntryID {
	return progress.EntryID(fmt.Sprintf("%08x-%04x-7%03x-8000-%012x", 0x01900000+card*7919%65536, n, n%4096, card))
}

// foreign are answers to cards, some to each, as another program kept them.
func foreign(cards, each int) []progress.Entry {
	entries := make([]progress.Entry, 0, cards*each)
	for n := range each {
		for c := range cards {
			on := today - memory.Day(100-10*n)
			e := answer(deck.CardID(fmt.Sprintf("biology/anki-%010x", c*7919)), memory.Good, on)
			e.ID, e.At = foreignID(c, n), e.At.Add(time.Duration(c)*time.Millisecond)
			entries = append(entries, e)
		}
	}
	return entries
}

// BenchmarkTakeIn brings answers into an empty journal, then brings them in once more,
// which changes nothing, and takes them back.
func BenchmarkTakeIn(b *testing.B) {
	for _, each := range []int{1, 5} {
		entries := foreign(20_000, each)
		b.Run(fmt.Sprint(len(entries)), func(b *testing.B) {
			dir := b.TempDir()
			var first, again, back time.Duration
			for i := 0; b.Loop(); i++ {
				j := mustOpen(b, filepath.Join(dir, fmt.Sprint(i)))
				begin := time.Now()
				in, err := j.TakeIn(b.Context(), entries, nil)
				first += time.Since(begin)
				if err != nil || in.Added != len(entries) {
					b.Fatalf("TakeIn = %+v, %v", in, err)
				}
				begin = time.Now()
				if in, err := j.TakeIn(b.Context(), entries, nil); err != nil || in.Known != len(entries) {
					b.Fatalf("TakeIn again = %+v, %v", in, err)
				}
				again += time.Since(begin)
				begin = time.Now()
				if n, err := j.TakeBack(b.Context(), in.Act); err != nil || n != len(entries) {
					b.Fatalf("TakeBack = %d, %v", n, err)
				}
				back += time.Since(begin)
			}
			b.ReportMetric(float64(first.Milliseconds())/float64(b.N), "first-ms")
			b.ReportMetric(float64(again.Milliseconds())/float64(b.N), "again-ms")
			b.ReportMetric(float64(back.Milliseconds())/float64(b.N), "back-ms")
		})
	}
}

// BenchmarkHistory reads the history of a deck for export.
func BenchmarkHistory(b *testing.B) {
	for _, each := range []int{1, 5} {
		entries := foreign(20_000, each)
		b.Run(fmt.Sprint(len(entries)), func(b *testing.B) {
			j := mustOpen(b, b.TempDir())
			mustTakeIn(b, j, entries...)
			for b.Loop() {
				history, err := j.History(b.Context(), "biology")
				if err != nil || len(history) != 20_000 {
					b.Fatalf("History: %d, %v", len(history), err)
				}
			}
		})
	}
}
