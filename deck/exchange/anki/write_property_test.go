package anki

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"touchpoint/deck"
	"touchpoint/deck/hypertext"
)

// ankiGap is what Anki takes for a gap: its number, its answer and its hint.
var ankiGap = regexp.MustCompile(`(?s)\{\{c(\d+)::(.*?)(?:::(.*?))?\}\}`)

// fragments are what texts of notes are put together of in these tests.
var fragments = []string{
	"word", "**bold**", "*x*", "`co}}de`", "`{{c1::no}}`", "$`\\frac{a}{b^{2}}`$", "$`{{x}}`$", "::", ":", "}", "{", `\{\{`, "[@s1]", "<b>", "&amp;", "å",
	"https://example.org", "[link](https://example.org)", "[sound:x.mp3]", `\(x\)`, "[$]y[/$]", "\\*", "~~gone~~", "1 < 2 && 3 > 2", "\"q\"", "e\u0301", "<!-- x -->", "---", "c1::",
}

// TestAnkiFindsEachGap: whatever stands in the text of a cloze note, Anki finds its gaps, no
// other ones, and their answers and hints as plain text.
func TestAnkiFindsEachGap(t *testing.T) {
	piece := rapid.SampledFrom(fragments)
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		b.WriteString("---\nid: gaps\ntitle: Gaps\nsources:\n  s1: {text: S}\n---\n## What is it? {#n .cloze}\nIt is ")
		for range rapid.IntRange(1, 4).Draw(t, "gaps") {
			b.WriteString(piece.Draw(t, "before") + " {{")
			if n := rapid.IntRange(0, 12).Draw(t, "number"); n > 0 {
				b.WriteString(strconv.Itoa(n) + ":")
			}
			b.WriteString(strings.Join(rapid.SliceOfN(piece, 1, 3).Draw(t, "answer"), " "))
			if rapid.Bool().Draw(t, "hinted") {
				b.WriteString("::" + piece.Draw(t, "hint"))
			}
			b.WriteString("}} " + piece.Draw(t, "after") + " ")
		}
		d, _, err := deck.Parse(fstest.MapFS{"deck.md": {Data: []byte(b.String() + "\n")}})
		if err != nil || len(d.Notes) != 1 {
			return // no note of the language
		}
		n := &d.Notes[0]
		w := packedNote(d)
		facets := make(map[string]bool)
		for _, m := range ankiGap.FindAllStringSubmatch(w.visible[1], -1) {
			facets[m[1]] = true
			number, _ := strconv.Atoi(m[1])
			if !slices.ContainsFunc(n.Gaps, func(g deck.Gap) bool { return g.Number == number && sameWords(g.Hint, hypertext.Strip(m[3])) }) {
				t.Errorf("Anki finds %q, the note has %+v", m[0], n.Gaps)
			}
		}
		for _, c := range w.cards {
			if !facets[strconv.Itoa(c.ord+1)] {
				t.Errorf("Anki finds no gap %d in %s", c.ord+1, w.visible[1])
			}
			delete(facets, strconv.Itoa(c.ord+1))
		}
		if len(facets) > 0 {
			t.Errorf("Anki finds gaps that there are not: %v in %s", facets, w.visible[1])
		}
		if rest := ankiGap.ReplaceAllString(w.visible[1], ""); strings.Contains(rest, "{{") {
			t.Errorf("Anki takes this for a field: %s", rest)
		}
	})
}

// packedNote writes the only note of a deck.
func packedNote(d *deck.Deck) written {
	p := newPacking(d, WriteOptions{Now: noon, Calendar: calendar})
	return p.noteWriter().write(&d.Notes[0], "")
}

func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// TestFieldsAreNoTemplates: Anki puts the text of fields into templates and looks for fields
// and gaps in the result, so no text may look like one; and it has no line breaks, which
// some programs make to be seen.
func TestFieldsAreNoTemplates(t *testing.T) {
	piece := rapid.SampledFrom(append([]string{"\n\n", "\n- ", "\n1. ", "\n> ", "\n```\n{{x}}\n\ny\n```\n", "\n***\n", "\n| a | b |\n|--|--|\n| 1 | {{c1::x}} |\n", "  \n"}, fragments...))
	rapid.Check(t, func(t *rapid.T) {
		heading := strings.ReplaceAll(strings.Join(rapid.SliceOfN(rapid.SampledFrom(fragments), 1, 4).Draw(t, "heading"), " "), "\n", " ")
		body := strings.Join(rapid.SliceOfN(piece, 1, 12).Draw(t, "body"), " ")
		kind := rapid.SampledFrom([]string{"", " .both", " .typed"}).Draw(t, "kind")
		d, _, err := deck.Parse(fstest.MapFS{"deck.md": {Data: []byte("---\nid: a\ntitle: A\nsources:\n  s1: {text: \"{{S}}\"}\n---\n## " + heading + " {#n" + kind + "}\n" + body + "\n")}})
		if err != nil || len(d.Notes) != 1 {
			return // no note of the language
		}
		for _, field := range packedNote(d).visible {
			if strings.Contains(field, "{{") || strings.ContainsAny(field, "\n\r\x1f") {
				t.Errorf("a field is %q", field)
			}
		}
	})
}
