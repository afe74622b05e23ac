package main_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck/memory"
	"touchpoint/ui/settings"
)

// settled is how long a program has been ready when its memory is read: by then
// what start-up needed for a moment has been given back.
const settled = 2 * time.Second

// BenchmarkWindow starts Touchpoint and the plainest Fyne window by turns, and
// reports the medians: the time from exec to the first frame, and the resident
// memory some seconds later. One round is a start of each. The ratio is the median of
// the rounds' ratios, since a machine that is busy is so for both starts of a round.
func BenchmarkWindow(b *testing.B) {
	d := desktop.Start(b, 1400, 1000)
	plain := desktop.Build(b, b.TempDir(), "./testdata/bare")
	l := newLearner(b, d, "")

	var first, ready, plainReady, memory, plainMemory []float64
	start := func(run func() *desktop.Window, ready, memory *[]float64) {
		w := run()
		*ready = append(*ready, float64(w.Ready())/float64(time.Millisecond))
		if memory != nil {
			time.Sleep(settled)
			*memory = append(*memory, float64(w.Memory())/(1<<20))
		}
		w.Kill()
	}
	bare := func() *desktop.Window { return d.Run(plain) }
	usual := func() *desktop.Window { l.open(monday); return l.w }
	fresh := func() *desktop.Window { l := newLearner(b, d, ""); l.open(monday); return l.w }

	start(bare, &plainReady, nil) // the first start of each reads its program from the disk
	start(usual, &ready, nil)
	plainReady, ready = nil, nil
	for b.Loop() {
		start(bare, &plainReady, &plainMemory)
		start(usual, &ready, &memory)
		start(fresh, &first, nil)
	}
	var ratios []float64
	for i := range ready {
		ratios = append(ratios, ready[i]/plainReady[i])
	}
	b.ReportMetric(median(plainReady), "bare-ready-ms")
	b.ReportMetric(median(ready), "ready-ms")
	b.ReportMetric(median(ratios), "ready-ratio")
	b.ReportMetric(median(first), "first-ready-ms")
	b.ReportMetric(median(plainMemory), "bare-MB")
	b.ReportMetric(median(memory), "MB")
	b.ReportMetric(median(memory)-median(plainMemory), "extra-MB")
}

// BenchmarkNextCard studies cards that were never drawn before, as fast as keys can
// be pressed, and reports how long the next question took from its key to the end
// of the painting of its frame. One round is twelve cards.
func BenchmarkNextCard(b *testing.B) {
	l := newLearner(b, desktop.Start(b, 1400, 1000), "")
	l.choose(func(c *settings.Choices) { c.NewPerDay = 9999 })
	l.open(monday)
	l.study()
	var took []float64
	for b.Loop() {
		for range 12 {
			l.answer(memory.Good)
			took = append(took, l.drawn())
		}
	}
	b.ReportMetric(quantile(took, 0.5), "p50-ms")
	b.ReportMetric(quantile(took, 0.99), "p99-ms")
}

// drawn waits for the frame of the last key, and returns the milliseconds that it
// took the program.
func (l *learner) drawn() float64 {
	l.tb.Helper()
	micros, err := strconv.Atoi(strings.TrimPrefix(l.w.WaitLine("drawn "), "drawn "))
	if err != nil {
		l.tb.Fatal(err)
	}
	return float64(micros) / 1000
}

func median(list []float64) float64 { return quantile(list, 0.5) }

// quantile is the value that a share q of the list does not exceed.
func quantile(list []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}
