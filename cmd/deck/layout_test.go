package main

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"touchpoint/deck"
)

// TestLayoutProperty sets what a stranger may have written: nothing is lost, and nothing but
// the layout's own codes can act on the terminal.
func TestLayoutProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune("abcé北 \n\t\x1b\u202e*_`{}[]-123.>|#"))).Draw(t, "text")
		l := &layout{width: 24, ink: ink{on: rapid.Bool().Draw(t, "colours")}}
		blocks := deck.Blocks(text)
		l.blocks(blocks, "  ")
		got := uncoloured(l.lines.String())
		if i := strings.IndexFunc(strings.ReplaceAll(got, "\n", ""), hidden); i >= 0 {
			t.Fatalf("%q has a character that acts on a terminal", got)
		}
		if want := letters(blocksText(blocks)); letters(got) != want {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

// TestParagraphProperty keeps to the margins, but for words that are wider than a line.
func TestParagraphProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([ab北é]{1,12}[ \n]){0,30}`).Draw(t, "text")
		indent := strings.Repeat(" ", rapid.IntRange(0, 6).Draw(t, "indent"))
		l := &layout{width: rapid.IntRange(8, 40).Draw(t, "width")}
		l.paragraph([]deck.Span{{Text: text}}, indent+"- ", indent+"  ")
		for line := range strings.Lines(l.lines.String()) {
			line = strings.TrimSuffix(line, "\n")
			if alone := len(strings.Fields(strings.TrimLeft(line, " -"))) < 2; columns(line) > l.width && !alone {
				t.Fatalf("%q is wider than %d columns", line, l.width)
			}
		}
	})
}

func uncoloured(text string) string {
	for _, code := range []string{"0", "1", "2", "3", "9", "1;31", "1;33", "32", "36"} {
		text = strings.ReplaceAll(text, "\x1b["+code+"m", "")
	}
	return text
}

// letters are what must not be lost.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, text)
}

// TestHiddenGapProperty holds every front that is shown to not telling its answer.
func TestHiddenGapProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		n := rapid.IntRange(1, 5).Draw(t, "gaps")
		for i := range n {
			style := rapid.SampledFrom([]string{"", "**", "*", "`"}).Draw(t, "style")
			lead := rapid.SampledFrom([]string{" and ", "\n\n- ", " **bold** "}).Draw(t, "lead")
			b.WriteString("text" + lead + "{{" + style + "secret" + string(rune('a'+i)) + style + "}}")
		}
		d, faults := deck.ParseFile("a.md", []byte("---\nid: a\ntitle: A\n---\n## Q {#q .cloze}\n"+b.String()+"\n"))
		if len(d.Notes) == 0 {
			t.Fatalf("no note: %v", faults)
		}
		for _, c := range d.Cards() {
			shown := question(c)
			for i := range n {
				secret := "secret" + string(rune('a'+i))
				if asked := c.Gap() == i+1; strings.Contains(shown, secret) == asked {
					t.Fatalf("card %s shows %q", c.ID, shown)
				}
			}
		}
	})
}
