package deck_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

// TestMaskNumbersWithoutColons: numbers that count the masks without a colon behind them are
// told of. A number beneath a mask, such as a year, is none.
func TestMaskNumbersWithoutColons(t *testing.T) {
	const note = "## Where? {#a .occlude}\n![m](media/m.png)\n"
	for masks, want := range map[string]int{
		"- 1 10 20 30 40\n- 2 50 20 30 40\n":           2,
		"- 1 10 20 30 40\n- 1 50 20 30 40\n":           2, // two of one card
		"- 1: 10 20 30 40\n- 2 50 20 30 40\n":          1,
		"- 10 20 30 40 1848\n- 50 20 30 40 1871\n":     0,
		"- 12.5 20 30 40 7\n- 1.5 70 30 20 8\n":        0,
		"- 1: 10 20 30 40 5\n- 2: 50 20 30 40 third\n": 0,
	} {
		_, faults := deck.ParseFile("a.md", []byte(head+note+masks))
		got := 0
		for _, f := range faults {
			if f.Rule != "mask" || f.Severity != deck.Warning {
				t.Errorf("%s: %s", masks, f.Brief())
			}
			got++
		}
		if got != want {
			t.Errorf("%s: %d warnings, want %d", masks, got, want)
		}
	}
}

func TestOccludeCards(t *testing.T) {
	const note = "Lead\n\n![a map](media/map.png)\n- 2: 1 2 3 4 left\n- 50 2 3 4\n- 2: 1 50 3 4 below\n\nBack\n"
	d := mustParse(t, head+"## Where? {#one .occlude}\n"+note+"## Which? {#all .occlude hide=all}\n"+note)
	left := deck.Mask{Number: 2, X: 1, Y: 2, Width: 3, Height: 4, Label: "left"}
	right := deck.Mask{Number: 1, X: 50, Y: 2, Width: 3, Height: 4}
	below := deck.Mask{Number: 2, X: 1, Y: 50, Width: 3, Height: 4, Label: "below"}
	picture := func(covers ...deck.Cover) deck.Block {
		return deck.Block{Kind: deck.Picture, Path: "media/map.png", Alt: "a map", Covers: covers}
	}
	asked := func(m deck.Mask, open bool) deck.Cover { return deck.Cover{Mask: m, Asked: true, Open: open} }
	other := func(m deck.Mask, open bool) deck.Cover { return deck.Cover{Mask: m, Open: open} }
	want := map[deck.CardID]struct{ front, back []deck.Block }{
		"d/one#1": {
			[]deck.Block{para(plain("Where?")), para(plain("Lead")), picture(other(left, true), asked(right, false), other(below, true))},
			[]deck.Block{picture(other(left, true), asked(right, true), other(below, true)), para(plain("Back"))},
		},
		"d/one#2": {
			[]deck.Block{para(plain("Where?")), para(plain("Lead")), picture(asked(left, false), other(right, true), asked(below, false))},
			[]deck.Block{picture(asked(left, true), other(right, true), asked(below, true)), para(plain("left, below")), para(plain("Back"))},
		},
		"d/all#1": {
			[]deck.Block{para(plain("Which?")), para(plain("Lead")), picture(other(left, false), asked(right, false), other(below, false))},
			[]deck.Block{picture(other(left, false), asked(right, true), other(below, false)), para(plain("Back"))},
		},
		"d/all#2": {
			[]deck.Block{para(plain("Which?")), para(plain("Lead")), picture(asked(left, false), other(right, false), asked(below, false))},
			[]deck.Block{picture(asked(left, true), other(right, false), asked(below, true)), para(plain("left, below")), para(plain("Back"))},
		},
	}
	cards := d.Cards()
	if len(cards) != len(want) {
		t.Fatalf("%d cards, want %d", len(cards), len(want))
	}
	for _, c := range cards {
		if diff := cmp.Diff(want[c.ID].front, c.Front()); diff != "" {
			t.Errorf("front of %s (-want +got):\n%s", c.ID, diff)
		}
		if diff := cmp.Diff(want[c.ID].back, c.Back()); diff != "" {
			t.Errorf("back of %s (-want +got):\n%s", c.ID, diff)
		}
	}
}

// TestReadNoteOfADeck reads notes that speak of other parts of their deck.
func TestReadNoteOfADeck(t *testing.T) {
	d, _ := deck.ParseFile("a.md", []byte("---\nid: d\ntitle: D\nsources: {key2019: K}\n---\n## A {#trust}\nx\n\n## Other\ny\n"))
	tests := map[string]struct {
		text string
		want []string
	}{
		"nothing wrong":          {"## B {#b after=trust was=\"old other/x\"}\nx [@key2019]\n", nil},
		"itself":                 {"## A {#trust}\nchanged\n", nil},
		"itself, renamed":        {"## A {#confidence was=trust}\nx\n", nil},
		"a former id in use":     {"## Other {#other was=trust}\nx\n", []string{":1:22: error: trust is named as a former id, but it is the id of a note; take it out of was=, or give that note another id [was-clash]"}},
		"a source misspelt":      {"## B {#b}\r\nx [@key2018]\r\n", []string{`:2:4: error: the deck has no source "key2018"; add it to the sources in the front matter of a.md; did you mean key2019? [unknown-source]`}},
		"a note misspelt":        {"## B {#b after=trus}\nx\n", []string{":1:16: error: there is no note with the id trus to learn before this one; write the id of a note of this deck, or take it out of after=; did you mean trust? [unresolved-prerequisite]"}},
		"no id":                  {"## Other\ny\n", []string{":1:4: warning: the note has no id, and its progress would be lost when the heading changes; run deck fmt -w, or write {#other} at the end of the heading [missing-id]"}},
		"no id, and one is like": {"## Trust\ny\n", []string{":1:4: warning: the note has no id, and its progress would be lost when the heading changes; run deck fmt -w, or write {#trust-2} at the end of the heading [missing-id]"}},
		"no heading":             {"# Section\n", []string{":1:1: error: the text does not begin with a heading, so it is no note; begin it with ## and the question [no-heading]"}},
		"nothing":                {"", []string{":1:1: error: the text does not begin with a heading, so it is no note; begin it with ## and the question [no-heading]"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, faults := deck.ReadNote(test.text, d)
			if diff := cmp.Diff(test.want, brief(faults)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if _, faults := deck.ReadNote("## B {#b after=any was=trust model=m}\nx [@any]\n", nil); len(faults) > 0 {
		t.Errorf("faults without a deck are %q, want none", brief(faults))
	}
}
