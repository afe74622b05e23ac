package progress_test

import (
	"sync"
	"testing"
	"time"

	"touchpoint/deck/memory"
)

// BenchmarkAdopt adopts weights for 20,000 cards with 200,000 answers, while cards are
// answered all the time. The longest that an answer took is max-wait-ms; without anything
// else going on it is alone-ms.
func BenchmarkAdopt(b *testing.B) {
	const cards, answers = 20_000, 200_000
	dir := b.TempDir()
	if err := mustOpen(b, dir).Close(); err != nil {
		b.Fatal(err)
	}
	mustFillLog(b, dir, cards, answers, false)
	j := mustOpen(b, dir)
	if err := j.Refold(b.Context()); err != nil {
		b.Fatal(err)
	}
	n := 0
	longest := func(stop <-chan struct{}, least int) (longest time.Duration) {
		for ; ; n++ {
			card := cardName(n * 7919 % cards)
			last := mustState(b, j, card).LastEntry
			begin := time.Now()
			if _, err := j.Append(b.Context(), last, answer(card, memory.Good, today)); err != nil {
				b.Error(err)
			}
			longest = max(longest, time.Since(begin))
			select {
			case <-stop:
				if least--; least < 0 {
					return longest
				}
			case <-time.After(3 * time.Millisecond):
			}
		}
	}
	over := make(chan struct{})
	close(over)
	alone := longest(over, 200)
	var wait time.Duration
	weights := []memory.Weights{memory.DefaultWeights(), memory.DefaultWeights()}
	weights[0][8] += 0.1
	weights[0][4] += 0.1
	for i := 0; b.Loop(); i++ {
		stop := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() { wait = max(wait, longest(stop, 0)) })
		if changed, err := j.Adopt(b.Context(), weights[i%2], nil); changed != cards || err != nil {
			b.Fatalf("Adopt = %d, %v", changed, err)
		}
		close(stop)
		wg.Wait()
	}
	b.ReportMetric(float64(wait.Microseconds())/1000, "max-wait-ms")
	b.ReportMetric(float64(alone.Microseconds())/1000, "alone-ms")
}
