package exchange_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
)

func TestQuestion(t *testing.T) {
	for markdown, want := range map[string][2]string{
		"":                          {"Above", ""},
		"One line":                  {"One line", ""},
		"One\n\ntwo\n\nthree":       {"One", "two\n\nthree"},
		"One\\\ntwo":                {"One", "two"},
		"**One\\\ntwo**":            {"Above", "**One\\\ntwo**"},
		"![A](a.png)\n\nWhat is it": {"Above", "![A](a.png)\n\nWhat is it"},
		"- a\n- b":                  {"Above", "- a\n- b"},
		"1. a":                      {"Above", "1. a"},
		"1984":                      {"1984", ""},
		"---":                       {"Above", "---"},
		"**Bold** one":              {"**Bold** one", ""},
		strings.Repeat("long ", 99): {"Above", strings.Repeat("long ", 99)},
	} {
		heading, lead := exchange.Question(markdown, "Above")
		if diff := cmp.Diff(want, [2]string{heading, lead}); diff != "" {
			t.Errorf("%q: %s", markdown, diff)
		}
	}
}

// TestPieceIsTheNote holds what Piece writes against what the language reads in it.
func TestPieceIsTheNote(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"plain", "two words", "a *b*", "1. x", "&amp;", "#", "x #", "{y}", "æ", "日本", "a\\", "***", "- - -"})
		n := deck.Note{
			ID: "id-1", Kind: rapid.SampledFrom([]deck.Kind{deck.Basic, deck.Both}).Draw(t, "kind"), Front: text.Draw(t, "front"),
			Tags: rapid.SliceOfDistinct(rapid.SampledFrom([]string{"a", "b::c", "d-e", "ü", "f_g"}), func(s string) string { return s }).Draw(t, "tags"),
		}
		if rapid.Bool().Draw(t, "led") {
			n.Lead = text.Draw(t, "lead")
		}
		back, why := text.Draw(t, "back"), text.Draw(t, "why")
		written, _ := exchange.Piece(&n, back, why)
		got, _ := deck.ReadNote(written, nil)
		if got.Kind != n.Kind || got.ID != n.ID || !cmp.Equal(got.Tags, n.Tags, cmp.Transformer("", func(s []string) string { return strings.Join(s, " ") })) {
			t.Fatalf("%q was read as %+v", written, got)
		}
		if n.Front != "#" && deck.PlainText(got.Front) != deck.PlainText(strings.ReplaceAll(strings.ReplaceAll(n.Front, "{", `\{`), "#", `\#`)) {
			t.Fatalf("%q: the heading is %q", written, got.Front)
		}
		head, _, _ := strings.Cut(deck.WithHeading("body", &n), "\n")
		if first, _, _ := strings.Cut(written, "\n"); first != head {
			t.Fatalf("the heading is %q, want %q", first, head)
		}
	})
}
