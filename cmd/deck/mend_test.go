package main

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck"
)

func edit(line, from, to int, text string) deck.Edit {
	return deck.Edit{From: deck.Pos{Line: line, Column: from}, To: deck.Pos{Line: line, Column: to}, Text: text}
}

// TestCompatible mends as many faults at once as do not touch the same text; a fault is
// mended whole or not at all.
func TestCompatible(t *testing.T) {
	const text = "one two\nthree four\n"
	tests := []struct {
		name   string
		faults [][]deck.Edit
		mended int
		want   string
	}{
		{"none", nil, 0, text},
		{"out of order", [][]deck.Edit{{edit(2, 1, 6, "3")}, {edit(1, 1, 4, "1")}}, 2, "1 two\n3 four\n"},
		{"the same text", [][]deck.Edit{{edit(1, 1, 4, "1")}, {edit(1, 3, 5, "x")}, {edit(2, 1, 1, "- ")}}, 2, "1 two\n- three four\n"},
		{"two at one place", [][]deck.Edit{{edit(1, 8, 8, "!")}, {edit(1, 8, 8, "?")}}, 1, "one two!\nthree four\n"},
		{"half of it", [][]deck.Edit{{edit(1, 1, 4, "1")}, {edit(2, 1, 6, "3"), edit(1, 2, 3, "x")}}, 1, "1 two\nthree four\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var faults []deck.Fault
			for _, edits := range test.faults {
				faults = append(faults, deck.Fault{Edits: edits})
			}
			edits, mended := compatible(faults)
			got, err := deck.Mend([]byte(text), edits)
			if err != nil || string(got) != test.want || len(mended) != test.mended {
				t.Errorf("mends %d faults to %q, %v; want %d and %q", len(mended), got, err, test.mended, test.want)
			}
		})
	}
}

// TestCompatibleProperty compares with looking at all edits, and holds the result to order.
func TestCompatibleProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var faults []deck.Fault
		for range rapid.IntRange(0, 12).Draw(t, "faults") {
			line, from := rapid.IntRange(1, 3).Draw(t, "line"), rapid.IntRange(1, 9).Draw(t, "from")
			to := rapid.IntRange(from, 9).Draw(t, "to")
			faults = append(faults, deck.Fault{Edits: []deck.Edit{edit(line, from, to, "x")}})
		}
		edits, mended := compatible(faults)
		if len(edits) != len(mended) {
			t.Fatalf("%d edits for %d faults of one each", len(edits), len(mended))
		}
		var want []deck.Edit
		for _, f := range faults {
			e := f.Edits[0]
			if !slices.ContainsFunc(want, func(o deck.Edit) bool { return touch(e, o) }) {
				want = append(want, e)
			}
		}
		slices.SortFunc(want, func(a, b deck.Edit) int { return order(a.From, b.From) })
		if !slices.Equal(edits, want) {
			t.Fatalf("%v, want %v", edits, want)
		}
	})
}
