package progress_test

import (
	"testing"
	"time"

	"touchpoint/deck/memory"
	"touchpoint/deck/progress"
)

// BenchmarkAppendAll moves cards of a deck to another day as one act, and takes that back:
// the window waits for it.
func BenchmarkAppendAll(b *testing.B) {
	const cards, moved = 20_000, 1_162
	dir := b.TempDir()
	if err := mustOpen(b, dir).Close(); err != nil {
		b.Fatal(err)
	}
	mustFill(b, dir, cards)
	j := mustOpen(b, dir)
	list := make([]progress.Addition, moved)
	last := make([]progress.EntryID, moved)
	for i := range list {
		card := cardName(i * 17)
		list[i].Entry.Card, last[i] = card, mustState(b, j, card).LastEntry
	}
	write := func(entry func(i int) progress.Entry) time.Duration {
		for i := range list {
			card := list[i].Entry.Card
			list[i] = progress.Addition{Base: last[i], Entry: entry(i)}
			list[i].Entry.Card, list[i].Entry.Day = card, today
		}
		begin := time.Now()
		states, err := j.AppendAll(b.Context(), list)
		took := time.Since(begin)
		if err != nil {
			b.Fatal(err)
		}
		for i := range states {
			last[i] = states[i].LastEntry
		}
		return took
	}
	var move, back time.Duration
	for b.Loop() {
		move += write(func(int) progress.Entry {
			return progress.Entry{Kind: progress.Reschedule, After: progress.Schedule{Phase: memory.Review, DueDay: today + 7}}
		})
		back += write(func(i int) progress.Entry { return progress.Entry{Kind: progress.Retract, Target: last[i]} })
	}
	b.ReportMetric(float64(move.Microseconds())/1000/float64(b.N), "move-ms")
	b.ReportMetric(float64(back.Microseconds())/1000/float64(b.N), "back-ms")
}
