package exchange_test

import (
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

func TestDeckID(t *testing.T) {
	for title, want := range map[string]deck.ID{
		"Cell biology":     "cell-biology",
		"Größe & Gewicht!": "grosse-gewicht",
		"deck":             "deck",
		"Default: x":       "default-x",
	} {
		if got := exchange.DeckID(title); got != want {
			t.Errorf("%q: got %s, want %s", title, got, want)
		}
	}
	one, other := exchange.DeckID("日本語"), exchange.DeckID("中文")
	if one == other || len(one) != len("deck-")+10 {
		t.Errorf("two titles without letters a to z got %s and %s", one, other)
	}
}

func TestHashIDStaysAsItIs(t *testing.T) {
	if got := exchange.AnkiID("Rj&Z5m[>Zp"); got != "anki-xjmoocx6f5" {
		t.Errorf("got %s, which would lose everybody's progress", got)
	}
}
