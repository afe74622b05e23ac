package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"touchpoint/cmd/touchpoint/internal/desktop"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/ui/settings"
	"touchpoint/ui/uitest"
)

// settled is how long a program has been ready when its memory is read: by then
// what start-up needed for a moment has been given back.
const settled = 2 * time.Second

// cleared is how long after its end a program's window has gone from the screen and
// its memory from the machine, so that the next start does not pay for it.
const cleared = 500 * time.Millisecond

// BenchmarkReady starts the plainest Fyne window, and Touchpoint as usual and for the
// first time, by turns, and reports the medians of the time from exec to the first
// frame. One round is a start of each. The ratio is the median of the rounds' ratios,
// since a machine that is busy is so for all starts of a round.
func BenchmarkReady(b *testing.B) {
	p := newPrograms(b)
	var bare, usual, first, ratios []float64
	ready := func(run func() *desktop.Window) float64 {
		w := run()
		defer time.Sleep(cleared)
		defer w.Kill()
		return float64(w.Ready()) / float64(time.Millisecond)
	}
	ready(p.bare) // reads its program from the disk
	ready(p.usual)
	for b.Loop() {
		bare = append(bare, ready(p.bare))
		usual = append(usual, ready(p.usual))
		first = append(first, ready(p.first))
		ratios = append(ratios, usual[len(usual)-1]/bare[len(bare)-1])
	}
	b.ReportMetric(median(bare), "bare-ms")
	b.ReportMetric(median(usual), "ms")
	b.ReportMetric(median(first), "first-ms")
	b.ReportMetric(median(ratios), "x-bare")
}

// BenchmarkMemory reports the resident memory of the same windows when they have
// settled. One round is a start of each.
func BenchmarkMemory(b *testing.B) {
	p := newPrograms(b)
	var bare, usual []float64
	memory := func(run func() *desktop.Window) float64 {
		w := run()
		defer w.Kill()
		time.Sleep(settled)
		return float64(w.Memory()) / (1 << 20)
	}
	for b.Loop() {
		bare = append(bare, memory(p.bare))
		usual = append(usual, memory(p.usual))
	}
	b.ReportMetric(median(bare), "bare-MB")
	b.ReportMetric(median(usual), "MB")
	b.ReportMetric(median(usual)-median(bare), "extra-MB")
}

// programs start the programs that are compared.
type programs struct {
	bare, usual, first func() *desktop.Window
}

func newPrograms(b *testing.B) programs {
	b.Helper()
	d := desktop.Start(b, 1400, 1000)
	plain := desktop.Build(b, b.TempDir(), "./testdata/bare")
	again := newLearner(b, d, "")
	start := func(l *learner) *desktop.Window {
		l.open(monday)
		return l.w
	}
	return programs{
		bare:  func() *desktop.Window { return d.Run(plain) },
		usual: func() *desktop.Window { return start(again) },
		first: func() *desktop.Window { return start(newLearner(b, d, "")) },
	}
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

// BenchmarkInsight opens the figures of 200,000 answers to 10,000 cards: for the first time
// since the program started, and again after another screen. It reports how long they took
// from the key to the end of the painting of the frame in which they stand. One round is a
// start of the program.
func BenchmarkInsight(b *testing.B) {
	const cards = 10_000
	var text strings.Builder
	text.WriteString("---\nid: many\ntitle: Many\nlanguage: en\nversion: 1.0.0\n---\n")
	for i := range cards {
		if i%500 == 0 {
			fmt.Fprintf(&text, "# Topic %d\n\n", i/500)
		}
		fmt.Fprintf(&text, "## What is %d? {#n%d}\nA number.\n\n", i, i)
	}
	dir := filepath.Join(b.TempDir(), "decks")
	if err := os.MkdirAll(filepath.Join(dir, "many"), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "many", "deck.md"), []byte(text.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	l := newLearner(b, desktop.Start(b, 1400, 1000), dir)
	pupil := uitest.Year()
	pupil.Days, pupil.NewPerDay, pupil.Retention, pupil.Away = 600, 40, 0.95, [2]int{}
	pupil.From = uitest.Start.AddDate(0, 0, -600)
	pupil.Keep(b, l.data, l.decks)
	answers := l.answers()
	if answers < 200_000 {
		b.Fatalf("only %d answers", answers)
	}
	var first, again []float64
	for b.Loop() {
		l.open(uitest.Start)
		l.w.Resize(1280, 800)
		for n := range 4 {
			l.w.Key("ctrl+g")
			l.w.WaitLine("screen insight")
			if took := l.drawn(); n == 0 {
				first = append(first, took)
			} else {
				again = append(again, took)
			}
			l.w.Key("ctrl+t")
			l.w.WaitLine("screen today")
		}
		l.w.Kill()
	}
	b.ReportMetric(median(first), "first-ms")
	b.ReportMetric(median(again), "again-ms")
	b.ReportMetric(float64(answers), "answers")
}

// answers is how many answers the journal holds.
func (l *learner) answers() int {
	l.tb.Helper()
	j := l.journal(uitest.Start)
	defer j.Close()
	n, err := j.AnswerCount(l.tb.Context())
	if err != nil {
		l.tb.Fatal(err)
	}
	return n
}

// BenchmarkModel opens a model of 60 constructs and 120 relations and zooms in and out
// of it by keys. It reports how long the model took from its key to the end of the
// painting of its frame, and how long the frames took while zooming, each of which
// paints the whole drawing anew, as panning does. One round opens the model once and
// zooms by 24 steps.
func BenchmarkModel(b *testing.B) {
	l := newLearner(b, desktop.Start(b, 1400, 1000), crowded(b))
	l.open(monday)
	l.w.Resize(1280, 800)
	l.w.Key("ctrl+m")
	l.w.WaitLine("screen models")
	var opened, zoomed []float64
	for b.Loop() {
		l.w.Key("Home")
		l.drawn()
		l.w.Key("Return")
		l.w.WaitLine("screen model crowd")
		opened = append(opened, l.drawn())
		for i := range 24 {
			key := "plus"
			if i%12 >= 6 {
				key = "minus"
			}
			l.w.Key(key)
			zoomed = append(zoomed, l.drawn())
		}
		l.w.Key("Escape")
		l.drawn()
	}
	b.ReportMetric(median(opened), "open-ms")
	b.ReportMetric(quantile(zoomed, 0.5), "frame-p50-ms")
	b.ReportMetric(quantile(zoomed, 0.99), "frame-p99-ms")
}

// crowded writes a folder with a deck whose only model is larger than any lecture's, and
// returns it.
func crowded(b *testing.B) string {
	b.Helper()
	const constructs, relations = 60, 120
	m := &model.Model{
		ID: "crowd", Title: "Crowd", Kind: model.PathKind, Question: "What leads to what?",
		Standing: model.Concept, Sources: []string{"s"},
	}
	part := func(id, label string) model.Part {
		return model.Part{ID: id, Label: label, Meaning: "A part.", Standing: model.Concept, Sources: []string{"s"}}
	}
	roles := []model.Role{model.Antecedent, model.Focal, model.Outcome}
	signs := []model.Sign{model.Positive, model.Negative, model.None, model.Unknown}
	for i := range constructs {
		m.Constructs = append(m.Constructs, model.Construct{
			Part: part(fmt.Sprintf("c%d", i), fmt.Sprintf("Construct %d", i)), Role: roles[i*len(roles)/constructs],
		})
	}
	for i := range relations {
		from := i * 7 % constructs
		to := min(from+1+i%11, constructs-1)
		if from == to {
			from = i % (constructs - 1)
		}
		m.Relations = append(m.Relations, model.Relation{
			Part: part(fmt.Sprintf("r%d", i), ""), Sign: signs[i%len(signs)],
			From: fmt.Sprintf("c%d", from), To: fmt.Sprintf("c%d", to),
		})
	}
	dir := filepath.Join(b.TempDir(), "decks")
	for name, text := range map[string][]byte{
		"deck.md":           []byte("---\nid: crowd-deck\ntitle: A crowd\nlanguage: en\nversion: 1.0.0\nsources:\n  s: {text: \"A, B. (2020). C.\"}\n---\n# Crowd\n\n## Who is here? {#n}\nA crowd.\n"),
		"models/crowd.yaml": model.Format(m),
	} {
		path := filepath.Join(dir, "crowd", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
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
