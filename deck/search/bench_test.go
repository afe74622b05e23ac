package search_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/search"
)

// library returns cards of so many notes, with texts as long as those of real decks and
// words as frequent as in a language.
func library(notes int) []search.Card {
	r := rand.New(rand.NewPCG(1, 2))
	var words []string
	syllables := strings.Fields("tra lo men cus to mer en ga ge st ri bu al ty pre con er is ver sa tis fac tion fi de pur cha se " +
		"re fer ral at ta ch ment ser vice qual i ty per cep val ue ex pe rience jour ney touch po int brand im age aw are ness in vol")
	for range 8_000 {
		var b strings.Builder
		for range 1 + r.IntN(4) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		words = append(words, b.String())
	}
	zipf := rand.NewZipf(r, 1.1, 4, uint64(len(words)-1))
	sentence := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = words[zipf.Uint64()]
		}
		return strings.Join(list, " ")
	}
	var cards []search.Card
	for i := range notes {
		text := []string{"What is " + sentence(8) + "?", sentence(20 + r.IntN(20)), sentence(10)}
		for facet := range 1 + i%6/5 {
			cards = append(cards, search.Card{
				ID: deck.CardID(fmt.Sprintf("d%d/note-%d#%d", i%5, i, facet)), Deck: deck.ID(fmt.Sprintf("d%d", i%5)),
				DeckTitle: fmt.Sprintf("Deck %d", i%5), Section: fmt.Sprintf("Topic %d", i%97), Kind: "basic", Text: text,
				Tags: []string{fmt.Sprintf("exam::%d", i%7)},
			})
		}
	}
	return cards
}

func someFacts(n int) func(int) search.Facts {
	r := rand.New(rand.NewPCG(3, 4))
	list := make([]search.Facts, n)
	for i := range list {
		list[i] = search.Facts{Phase: memory.Phase(r.IntN(4)), Due: r.IntN(9) == 0, Stability: r.Float64() * 100, RatedAgo: r.IntN(30), Added: r.IntN(99)}
	}
	return func(i int) search.Facts { return list[i] }
}

// typing is what is asked for while somebody types: each key asks anew.
func typing() []string {
	var list []string
	for _, query := range []string{
		"customer", "trust -loyalty engagement", `"to men"`, "tag:exam::3 customer is:due", "deck:d1 or topic:97 con*er", "prop:s<10 rated:7",
		"-is:new zzz", "q", "re:con(st|tra)al", "w:st", "is:due or is:new or loal", "_rib*u",
	} {
		for i := range []rune(query) {
			list = append(list, query[:i+1])
		}
	}
	return list
}

// BenchmarkKeystroke types queries, and tells the median and the slowest in a hundred.
func BenchmarkKeystroke(b *testing.B) {
	for _, notes := range []int{20_000, 100_000} {
		b.Run(fmt.Sprint(notes), func(b *testing.B) {
			cards := library(notes)
			x, facts := search.NewIndex(cards), someFacts(len(cards))
			queries := typing()
			var took []time.Duration
			slowest, most := "", time.Duration(0)
			for b.Loop() {
				for _, query := range queries {
					start := time.Now()
					q, _ := search.Parse(query) // while one types there is often something missing
					x.Find(q, facts)
					d := time.Since(start)
					if took = append(took, d); d > most {
						slowest, most = query, d
					}
				}
			}
			slices.Sort(took)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "median-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			b.Logf("slowest %v: %s", most, slowest)
		})
	}
}

func BenchmarkNewIndex(b *testing.B) {
	for _, notes := range []int{20_000, 100_000} {
		b.Run(fmt.Sprint(notes), func(b *testing.B) {
			cards := library(notes)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var x *search.Index
			for b.Loop() {
				x = search.NewIndex(cards)
			}
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB")
			b.ReportMetric(float64(x.Len()), "cards")
			runtime.KeepAlive(x)
			runtime.KeepAlive(cards)
		})
	}
}
