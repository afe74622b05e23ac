package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

// TestLead reads notes whose question goes on beneath the heading.
func TestLead(t *testing.T) {
	tests := map[string]struct {
		note              string
		lead, back, quote string
		answers           []string
		faults            []string
	}{
		"a picture in the question": {
			note: "## What is this? {#a}\n![a map](https://x.org/m.png)\n\n***\nA map.\n\nOf *Aarhus*.\n> Why\n",
			lead: "![a map](https://x.org/m.png)", back: "A map.\n\nOf *Aarhus*.", quote: "Why",
			faults: []string{"a.md:6:1: error: pictures are not loaded from the net: https://x.org/m.png; make a folder with this file as deck.md and the picture beside it [broken-media]"},
		},
		"other marks and a second line": {
			note: "## A? {#a .both}\nx\n\n- - -\ny\n***\nz\n",
			lead: "x", back: "y\n***\nz",
		},
		"a line right under the question": {
			note: "## A? {#a}\nx\n***\ny\n",
			lead: "x", back: "y",
		},
		"a line with nothing above it": {
			note: "## A? {#a}\n***\ny\n",
			back: "***\ny",
		},
		"only a quote above it": {
			note: "## A? {#a}\n> q\n\n***\ny\n",
			back: "***\ny", quote: "q",
		},
		"a line in a list or in code": {
			note: "## A? {#a}\n- x\n  ***\n  y\n\n```\n***\n```\n",
			back: "- x\n  ***\n  y\n\n```\n***\n```",
		},
		"typed": {
			note: "## A? {#a .typed}\nThe *first*.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n***\none\n= uno\n\nMore.\n",
			lead: "The *first*.\n\n| a | b |\n|---|---|\n| 1 | 2 |", back: "More.", answers: []string{"one", "uno"},
		},
		"citations on both sides": {
			note: "## A? {#a}\nx [@s]\n***\ny [@s]\n",
			lead: "x", back: "y",
			faults: []string{`a.md:6:4: error: the deck has no source "s"; add it to the sources in the front matter of a.md [unknown-source]`},
		},
		"no answer": {
			note:   "## A? {#a}\nx\n\n***\n",
			lead:   "x",
			faults: []string{"a.md:5:1: error: there is no answer beneath the line that ends the question; write it in the lines below, not as a quote [empty-side]"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, faults := deck.ParseFile("a.md", []byte(head+test.note))
			faults = append(faults, deck.Check(d, nil)...)
			deck.SortFaults(d, faults)
			if diff := cmp.Diff(test.faults, brief(faults)); diff != "" {
				t.Errorf("faults differ (-want +got):\n%s", diff)
			}
			n, _ := deck.ReadNote(test.note, nil)
			got := []any{n.Lead, n.Back, n.Explanation, n.Answers}
			if diff := cmp.Diff([]any{test.lead, test.back, test.quote, test.answers}, got); diff != "" {
				t.Errorf("lead, back, explanation and answers differ (-want +got):\n%s", diff)
			}
		})
	}
}

// The lead is asked with the heading, in whatever direction the card goes.
func TestLeadOnCards(t *testing.T) {
	for kind, want := range map[string][]string{
		"basic": {"Q L -> B"},
		"both":  {"Q L -> B", "B -> Q L"},
		"typed": {"Q L -> B"},
	} {
		d, faults := deck.ParseFile("a.md", []byte(head+"## Q {#a ."+kind+"}\nL\n\n***\nB\n"))
		if len(faults) > 0 {
			t.Fatal(faults)
		}
		var got []string
		for _, c := range d.Cards() {
			got = append(got, said(c.Front())+" -> "+said(c.Back()))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: cards differ (-want +got):\n%s", kind, diff)
		}
	}
}

// said is what blocks say in one line.
func said(blocks []deck.Block) string {
	var words []string
	for _, b := range blocks {
		for _, s := range b.Spans {
			words = append(words, s.Text)
		}
	}
	return strings.Join(words, " ")
}

// Questions that differ in their lead only are not alike.
func TestLeadTellsQuestionsApart(t *testing.T) {
	d, _ := deck.ParseFile("a.md", []byte(head+"## What does this word mean? {#a}\nhus\n***\nhouse\n\n## What does this word mean? {#b}\nbil\n***\ncar\n"))
	if faults := deck.Check(d, nil); len(faults) > 0 {
		t.Errorf("faults %v", brief(faults))
	}
}
