package deck_test

import (
	"testing"

	"touchpoint/deck"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 20_016: "20,016", 1_000_007: "1,000,007", -1200: "−1,200"} {
		if got := deck.Number(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
}

func TestEveryKindHasAName(t *testing.T) {
	seen := map[string]deck.Kind{}
	for _, k := range []deck.Kind{deck.Basic, deck.Both, deck.Cloze, deck.Choice, deck.Typed, deck.Order, deck.Occlude, deck.Modelled} {
		name := k.Name()
		if other, taken := seen[name]; taken {
			t.Errorf("%s and %s are both called %q", k, other, name)
		}
		seen[name] = k
	}
}
