package main

import (
	"bytes"
	"encoding/json"
	"testing"
)

const embeddedDeck = "../../assets/decks/customer-engagement"

// TestEmbeddedDeck holds the deck that comes with the program to what its authors
// promise: nothing to complain of, and enough to study.
func TestEmbeddedDeck(t *testing.T) {
	var out, errs bytes.Buffer
	if code := run([]string{"check", embeddedDeck}, &out, &errs); code != exitOK || out.Len()+errs.Len() > 0 {
		t.Errorf("deck check exits with %d and says\n%s%swant 0 and nothing", code, &out, &errs)
	}
	if code := run([]string{"fmt", "-d", embeddedDeck}, &out, &errs); code != exitOK || out.Len()+errs.Len() > 0 {
		t.Errorf("deck fmt -d exits with %d and says\n%s%swant 0 and nothing", code, &out, &errs)
	}
	out.Reset()
	if code := run([]string{"stats", "--json", embeddedDeck}, &out, &errs); code != exitOK {
		t.Fatalf("deck stats exits with %d: %s", code, &errs)
	}
	var got stats
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Notes < 120 || got.Cards < 170 {
		t.Errorf("%d notes with %d cards, want at least 120 with 170", got.Notes, got.Cards)
	}
	for _, k := range kinds {
		if got.Kinds[k] == 0 {
			t.Errorf("no note of the kind %s, want some of each", k)
		}
	}
}
