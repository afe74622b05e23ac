package library_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

// TestRenamesOfMovedNotes moves notes between decks: a former id of another deck counts
// unless a card has it now, or the other deck says itself where it went.
func TestRenamesOfMovedNotes(t *testing.T) {
	there := source("there", `---
id: there
title: There
---
## One {#one .both was="here/uno here/staying here/first here/two there/own"}
x

## Cloze {#gaps .cloze was="here/gaps"}
A {{2:gap}}.
`)
	here := source("here", `---
id: here
title: Here
---
## Staying {#staying}
x

## Two {#second was=two}
x
`)
	want := map[deck.CardID]deck.CardID{
		"here/uno":           "there/one",
		"here/uno#reverse":   "there/one#reverse",
		"here/first":         "there/one",
		"here/first#reverse": "there/one#reverse",
		"there/own":          "there/one",
		"there/own#reverse":  "there/one#reverse",
		"here/gaps#2":        "there/gaps#2",
		"here/two":           "here/second", // the deck itself says so, though it comes last
		// no card of the deck here had these, but nobody else claims them:
		"here/staying#reverse": "there/one#reverse",
		"here/two#reverse":     "there/one#reverse",
	}
	if diff := cmp.Diff(want, open(t, there, here).Renames()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
