package anki

import (
	"archive/zip"
	"context"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/progress"
)

// BenchmarkBesideAnki times what a learner waits for with 20,000 notes, and the real Anki
// at the same beside it, if it is here (else what begins with x- is no number):
//
//	content-ms, x-content  a package becomes the files of a deck; by Anki's import
//	again-ms, x-again      the same package once more, of which nothing is new; likewise
//	export-ms, x-export    a deck becomes a package; by Anki's export
//	history-ms             an answer to each card goes into an empty journal
//	x-unpacked             memory at the height of the import, by the size of what was packed
func BenchmarkBesideAnki(b *testing.B) {
	const notes = 20_000
	c := wordsCollection(notes)
	file := writeCollection(b, c)
	c.Reviews = nil
	for i := range c.Cards {
		c.Cards[i] = apkg.Card{ID: c.Cards[i].ID, Note: c.Cards[i].Note, Deck: c.Cards[i].Deck, Due: int64(i), Mod: c.Cards[i].Mod}
	}
	bare := writeCollection(b, c) // as Anki's own figures are measured
	var anki struct{ Import, Again, Export float64 }
	if anki.Import, anki.Again, anki.Export = math.NaN(), math.NaN(), math.NaN(); ankiFolder() != "" {
		realAnki(b, &anki, "time", bare)
	}

	var content, again, export, history time.Duration
	var high float64
	n := 0
	for b.Loop() {
		n++
		o := Options{Calendar: calendar, Now: benchNow}
		began := time.Now()
		stop := peak()
		bundle := benchRead(b, bare, o)
		merged := benchMerge(b, bundle, nil)
		content += time.Since(began)
		high = max(high, stop())

		began = time.Now()
		known, err := exchange.KnownIn(merged.Files)
		if err != nil {
			b.Fatal(err)
		}
		o.Known = known
		if second := benchMerge(b, benchRead(b, bare, o), merged.Files); second.Changed {
			b.Fatal("a second import changed something")
		}
		again += time.Since(began)

		d, _, err := deck.Parse(merged.Files)
		if err != nil || len(d.Notes) != notes {
			b.Fatal(len(d.Notes), err)
		}
		began = time.Now()
		out := filepath.Join(b.TempDir(), "out.apkg")
		if _, err := Write(b.Context(), out, d, WriteOptions{Now: benchNow, Calendar: calendar, Media: merged.Files}); err != nil {
			b.Fatal(err)
		}
		export += time.Since(began)
		history += timeHistory(b, file, notes)
	}
	each := func(d time.Duration) float64 { return d.Seconds() * 1000 / float64(n) }
	b.ReportMetric(each(content), "content-ms")
	b.ReportMetric(each(again), "again-ms")
	b.ReportMetric(each(export), "export-ms")
	b.ReportMetric(each(history), "history-ms")
	b.ReportMetric(each(content)/1000/anki.Import, "x-content")
	b.ReportMetric(each(again)/1000/anki.Again, "x-again")
	b.ReportMetric(each(export)/1000/anki.Export, "x-export")
	b.ReportMetric(high/unpacked(b, bare), "x-unpacked")
	b.ReportMetric(0, "ns/op") // it is several things
}

// wordsCollection are notes as those that Anki's speed is usually measured with: a dozen
// words ask, twice as many answer, each has a tag, and they lie in ten decks. Each has a
// card that was learnt with one answer.
func wordsCollection(notes int) *apkg.Collection {
	words := strings.Fields("customer brand trust value loyal service journey owned social media review share like " +
		"effort time skill relationship firm channel stage intent emotion thought habit reward place")
	chance := rand.New(rand.NewPCG(1, 2))
	some := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = words[chance.IntN(len(words))]
		}
		return strings.Join(list, " ")
	}
	c := largeCollection(notes, 1)
	c.Decks = []apkg.Deck{{ID: 1, Name: "Default"}, {ID: 20, Name: "Bench"}}
	for i := range 10 {
		c.Decks = append(c.Decks, apkg.Deck{ID: int64(21 + i), Name: fmt.Sprintf("Bench::Deck %d", i)})
	}
	for i := range c.Notes {
		c.Notes[i].Fields = fmt.Sprintf("Q%d %s", i, some(12)) + apkg.FieldSeparator + some(25)
		c.Notes[i].Tags = fmt.Sprintf("tag%d", i%50)
		c.Cards[i].Deck = int64(21 + i%10)
		c.Reviews[i].Type, c.Reviews[i].LastInterval = 0, -60
	}
	return c
}

func benchRead(b *testing.B, file string, o Options) *exchange.Bundle {
	b.Helper()
	bundle, err := Read(b.Context(), file, o)
	if err != nil || len(bundle.Parcels) != 1 {
		b.Fatal(err)
	}
	return bundle
}

func benchMerge(b *testing.B, bundle *exchange.Bundle, there fs.FS) *exchange.Merged {
	b.Helper()
	m, err := exchange.Merge(bundle.Parcels[0], there)
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// timeHistory is how much longer it takes to read a package with its answers and to take
// these into an empty journal.
func timeHistory(b *testing.B, file string, answers int) time.Duration {
	b.Helper()
	plain := time.Now()
	benchRead(b, file, Options{Calendar: calendar, Now: benchNow})
	without := time.Since(plain)

	j, err := progress.Open(context.Background(), b.TempDir(), progress.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer j.Close()
	began := time.Now()
	bundle := benchRead(b, file, Options{Calendar: calendar, Now: benchNow, History: true})
	taken, err := j.TakeIn(context.Background(), bundle.History, nil)
	if err != nil || taken.Added < answers {
		b.Fatal(taken, err)
	}
	return time.Since(began) - without
}

// peak watches the memory in use, and returns how to stop and learn how much more there
// was at most.
func peak() (stop func() float64) {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	used := func() float64 {
		metrics.Read(sample)
		return float64(sample[0].Value.Uint64())
	}
	runtime.GC()
	before, most := used(), 0.0
	end, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for {
			most = max(most, used()-before)
			select {
			case <-end:
				return
			case <-tick.C:
			}
		}
	}()
	return func() float64 {
		close(end)
		<-done
		return most
	}
}

// unpacked is the size of what is in a package.
func unpacked(b *testing.B, file string) (size float64) {
	b.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		b.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		size += float64(f.UncompressedSize64)
	}
	return size
}
