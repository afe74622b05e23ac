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

// cleared is how long after its end a program's window has gone from the screen and
// its memory from the machine.
const cleared = 500 * time.Millisecond

// BenchmarkWindow starts Touchpoint and the plainest Fyne window by turns, and
// reports the medians: the time from exec to the first frame, and the resident
// memory some seconds later. One round is a start of each. The ratio is the median of
// the rounds' ratios, since a machine that is busy is so for both starts of a round.
func BenchmarkWindow(b *testing.B) {
	d := desktop.Start(b, 1400, 1000)
	plain := desktop.Build(b, b.TempDir(), "./testdata/bare")
	l := newLearner(b, d, "")

	bare := starts{run: func() *desktop.Window { return d.Run(plain) }}
	usual := starts{run: func() *desktop.Window { l.open(monday); return l.w }}
	first := starts{run: func() *desktop.Window { l := newLearner(b, d, ""); l.open(monday); return l.w }}

	bare.once(b) // the first of each reads its program from the disk
	usual.once(b)
	bare.ready, usual.ready = nil, nil
	for b.Loop() {
		bare.once(b)
		usual.once(b)
		first.once(b)
	}
	var ratios []float64
	for i := range usual.ready {
		ratios = append(ratios, usual.ready[i]/bare.ready[i])
	}
	b.ReportMetric(median(bare.ready), "bare-ready-ms")
	b.ReportMetric(median(usual.ready), "ready-ms")
	b.ReportMetric(median(ratios), "ready-ratio")
	b.ReportMetric(median(first.ready), "first-ready-ms")
	b.ReportMetric(median(bare.memory), "bare-MB")
	b.ReportMetric(median(usual.memory), "MB")
	b.ReportMetric(median(usual.memory)-median(bare.memory), "extra-MB")
}

// starts are the starts of one program, and what was measured at each.
type starts struct {
	run           func() *desktop.Window
	ready, memory []float64 // milliseconds, and mebibytes
}

// once starts the program, and kills it when it has settled, so that every start
// comes upon a machine that was at rest.
func (s *starts) once(b *testing.B) {
	b.Helper()
	w := s.run()
	time.Sleep(settled)
	s.ready = append(s.ready, float64(w.Ready())/float64(time.Millisecond))
	s.memory = append(s.memory, float64(w.Memory())/(1<<20))
	w.Kill()
	time.Sleep(cleared)
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
