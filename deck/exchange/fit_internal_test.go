package exchange

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck"
)

// What is held to be simple is a note that can be used, whatever stands in it.
func TestSimpleNotesCanBeUsed(t *testing.T) {
	piece := rapid.SampledFrom([]string{
		"word", "a", "1", " ", "\n", "\n\n", "\\", "\\\n", "&", "&amp;", "-", "--", "---", "***", "* * *", "=", "==", "1. ", "- ", "+ ", "#", "##", "> ",
		"    ", "(", ")", "!", ".", ":", "*", "**", "_", "~~", "\r", "é", "日本", "\u00a0", "\u2028", "{#x}", "tags", `"`,
	})
	harmless := rapid.SampledFrom([]string{"word", "a", "1", " ", "\n", "(", ".", ":", "**", "_", "é", "日本"})
	head := rapid.SampledFrom([]string{" {#x}", ` {#x tags="a b::c"}`, ` {#x tags=""}`, ` {#x tags="a" }`, ` {#x .both}`, ` {#xy}`, ""})
	rapid.Check(t, func(t *rapid.T) {
		piece := piece
		if rapid.Bool().Draw(t, "harmless") { // or hardly a note would be simple
			piece = harmless
		}
		text := "## " + strings.Join(rapid.SliceOfN(piece, 0, 4).Draw(t, "front"), "") + head.Draw(t, "attributes") + "\n" +
			strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "body"), "")
		if !simple(text, "x") {
			return
		}
		if id, problem := deck.OneNote(text); id != "x" || problem != "" {
			t.Fatalf("%q is note %q: %s", text, id, problem)
		}
	})
	if !simple("## What is it? {#x}\nA *word*.", "x") {
		t.Error("nothing is simple")
	}
}
