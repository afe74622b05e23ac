package handout_test

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"touchpoint/deck"
	"touchpoint/deck/exchange/handout"
)

// many is a deck of so many notes, of every length.
func many(tb testing.TB, notes int) *deck.Deck {
	tb.Helper()
	var b strings.Builder
	b.WriteString("---\nid: many\ntitle: Many\nsources:\n  a: {text: A source, doi: 10.1000/a}\n---\n# One\n")
	for i := range notes {
		fmt.Fprintf(&b, "\n## What is the meaning of number %d among the others? {#n%d}\n", i, i)
		b.WriteString(strings.Repeat("An answer with some **bold** words, *slanted* ones and `code`, which goes on. ", 1+i%6))
		b.WriteString("[@a]\n\n> Why it matters: 因为参与是投入, and x² is not x₂.\n")
	}
	d, _, err := deck.Parse(fstest.MapFS{"deck.md": {Data: []byte(b.String())}})
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func BenchmarkPDF(b *testing.B) {
	d := many(b, 500)
	for _, layout := range []handout.Layout{handout.List, handout.Fold, handout.Cards} {
		b.Run(string(layout), func(b *testing.B) {
			for b.Loop() {
				if err := handout.PDF(b.Context(), io.Discard, d, nil, handout.Options{Layout: layout}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
