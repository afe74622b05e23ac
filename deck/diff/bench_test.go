package diff_test

import (
	"fmt"
	"strings"
	"testing"

	"touchpoint/deck/diff"
)

// notes20k is a deck of 20,000 notes; every so many say something else in each edition.
func notes20k(edition int) string {
	var b strings.Builder
	b.WriteString(front)
	for n := range 20_000 {
		if n%500 == 0 {
			fmt.Fprintf(&b, "# Topic %d\n\n", n/500)
		}
		said := 0
		if n%10 == 0 {
			said = edition
		}
		fmt.Fprintf(&b, "## What does study %d find in case %d? {#n%d}\n\nThat it *grows* by %d.\n\n", n, n%97, n, n+said)
	}
	return b.String()
}

func BenchmarkDecks20k(b *testing.B) {
	old, now := parse(b, "deck.md", notes20k(1)), parse(b, "deck.md", notes20k(2))
	b.ReportAllocs()
	for b.Loop() {
		if d := diff.Decks(old, now); d.Kept != 20_000 || len(d.Changes) != 2000 {
			b.Fatalf("%d kept, %d changes", d.Kept, len(d.Changes))
		}
	}
}
