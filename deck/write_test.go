package deck_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck"
)

func TestWithHeading(t *testing.T) {
	set := func(change func(n *deck.Note)) func(n *deck.Note) { return change }
	tests := map[string]struct {
		text   string
		change func(n *deck.Note)
		want   string
	}{
		"nothing":       {"##  A *b*  { .both   #a }\r\nx\r\n", set(func(*deck.Note) {}), "##  A *b*  { .both   #a }\r\nx\r\n"},
		"basic stays":   {"## A {#a .basic}\nx", set(func(*deck.Note) {}), "## A {#a .basic}\nx"},
		"a kind":        {"## A {#a}\r\nx\r\n", set(func(n *deck.Note) { n.Kind = deck.Both }), "## A {#a .both}\r\nx\r\n"},
		"no kind":       {"## A {#a .both}\nx\n", set(func(n *deck.Note) { n.Kind = deck.Basic }), "## A {#a}\nx\n"},
		"an id":         {"## A", set(func(n *deck.Note) { n.ID = "b" }), "## A {#b}"},
		"everything":    {"## A {#a}\nx\n", set(everything), "## A {#a .occlude after=\"b c\" was=\"d other/e\" tags=\"é x::y\" model=\"m#e1,e2\" hide=all}\nx\n"},
		"the front":     {"## A {#a}\nx\n", set(func(n *deck.Note) { n.Front = "What is\n\n*B*?" }), "## What is *B*? {#a}\nx\n"},
		"braces":        {"## A {#a}\nx\n", set(func(n *deck.Note) { n.Front = "The set {#1, 2}" }), `## The set \{#1, 2\} {#a}` + "\nx\n"},
		"braces alone":  {"## A\nx\n", set(func(n *deck.Note) { n.ID, n.Front = "", "{x}" }), `## \{x\}` + "\nx\n"},
		"a sharp":       {"## A\nx\n", set(func(n *deck.Note) { n.ID, n.Front = "", "C #" }), `## C \#` + "\nx\n"},
		"words":         {"## A {#a}\nx\n", set(func(n *deck.Note) { n.Tags = []string{"two words", `"q"`, " "} }), `## A {#a tags="two-words q"}` + "\nx\n"},
		"no heading":    {"x\r\ny\r\n", set(func(n *deck.Note) { n.ID, n.Front, n.Kind = "a", "A", deck.Basic }), "## A {#a}\r\nx\r\ny\r\n"},
		"a broken one":  {"## A {#a .bo\nx\n", set(func(n *deck.Note) { n.ID, n.Front, n.Kind = "a", "A", deck.Both }), "## A {#a .both}\nx\n"},
		"an empty text": {"", set(func(n *deck.Note) { n.ID, n.Front, n.Kind = "a", "A", deck.Basic }), "## A {#a}\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			n, _ := deck.ReadNote(test.text, nil)
			if n.Derived {
				n.ID = ""
			}
			test.change(&n)
			if got := deck.WithHeading(test.text, &n); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// everything sets all that a heading can say.
func everything(n *deck.Note) {
	n.Kind, n.HideAll, n.Model = deck.Occlude, true, "m"
	n.After, n.Was = []deck.NoteID{"b", "c"}, []deck.NoteID{"d", "other/e"}
	n.Tags, n.Lit = []string{"é", "x::y"}, []string{"e1", "e2"}
}

// TestPropertyOfHeadings writes headings and reads them back.
func TestPropertyOfHeadings(t *testing.T) {
	id := rapid.StringMatching(`[a-z0-9][a-z0-9._-]{0,5}`)
	front := rapid.OneOf(rapid.SampledFrom([]string{"C #", "{#a}", "a `{` b", `\`, "{{x}}", "#", "## x", "a }", "{", `x\#`, "*a* [@k]"}),
		rapid.StringMatching(`[a-zé{}#.= "*\\-]{1,12}`))
	rapid.Check(t, func(t *rapid.T) {
		ids := func(name string) (list []deck.NoteID) {
			for _, s := range rapid.SliceOfN(id, 0, 2).Draw(t, name) {
				list = append(list, deck.NoteID(s))
			}
			return list
		}
		want := deck.Note{
			ID: deck.NoteID(id.Draw(t, "id")), Kind: rapid.SampledFrom([]deck.Kind{deck.Basic, deck.Both, deck.Cloze, deck.Occlude}).Draw(t, "kind"),
			Front: strings.TrimSpace(front.Draw(t, "front")), After: ids("after"), Was: ids("was"),
			Tags: rapid.SliceOfN(rapid.StringMatching(`[a-zé:]{1,4}`), 0, 2).Draw(t, "tags"), HideAll: rapid.Bool().Draw(t, "hide"),
		}
		if rapid.Bool().Draw(t, "model") {
			want.Model, want.Lit = id.Draw(t, "model id"), rapid.SliceOfN(id, 0, 2).Draw(t, "lit")
		}
		body := rapid.SampledFrom([]string{"", "\n", "\r\nx\r\n\r\n", "\nx", "\n{{x}}\n"}).Draw(t, "body")
		if want.Front == "" {
			return
		}
		text := deck.WithHeading("## old {#old .typed}"+body, &want)
		if !strings.HasSuffix(text, body) {
			t.Fatalf("the body %q is not that of %q", body, text)
		}
		got, _ := deck.ReadNote(text, nil)
		if plain, in := deck.PlainText(got.Front), deck.PlainText(want.Front); got.Front != want.Front && strings.ReplaceAll(plain, `\`, "") != strings.ReplaceAll(in, `\`, "") {
			t.Fatalf("the front %q came back as %q from %q", want.Front, got.Front, text)
		}
		if again := deck.WithHeading(text, &got); again != text {
			t.Fatalf("%q written again is %q", text, again)
		}
		pick := func(n deck.Note) []any {
			return []any{n.ID, n.Kind, len(n.After), len(n.Was), len(n.Tags), n.Model, len(n.Lit), n.HideAll}
		}
		if diff := cmp.Diff(pick(want), pick(got)); diff != "" {
			t.Fatalf("%q (-want +got):\n%s", text, diff)
		}
	})
}

func TestWithMasks(t *testing.T) {
	two := []deck.Mask{{Number: 1, X: 1, Y: 2.005, Width: 3.123456, Height: 4, Label: "a *b* "}, {X: 5, Y: 6, Width: 7, Height: 8}}
	const lines = "- 1: 1 2.01 3.12 4 a \\*b\\*\n- 5 6 7 8\n"
	same := []deck.Mask{{Number: 2, X: 1, Y: 2, Width: 3, Height: 4, Label: "x"}}
	tests := map[string]struct {
		text  string
		masks []deck.Mask
		want  string
	}{
		"another list":      {"## A {#a .occlude}\n![p](p.png)\n- 1: 1 1 1 1\n\nBack\n> Why\n", two, "## A {#a .occlude}\n![p](p.png)\n" + lines + "\nBack\n> Why\n"},
		"the same":          {"## A {.occlude}\n![p](p.png)\n* 2: 1,2,3%,4 x\n", same, "## A {.occlude}\n![p](p.png)\n* 2: 1,2,3%,4 x\n"},
		"none yet":          {"## A {.occlude}\r\nLead\r\n\r\n![p](p.png)\r\n\r\n\r\nBack\r\n", two, "## A {.occlude}\r\nLead\r\n\r\n![p](p.png)\r\n" + strings.ReplaceAll(lines, "\n", "\r\n") + "\r\n\r\nBack\r\n"},
		"at the end":        {"## A {.occlude}\n![p](p.png)", two, "## A {.occlude}\n![p](p.png)\n" + strings.TrimSuffix(lines, "\n")},
		"text directly":     {"## A {.occlude}\n![p](p.png)\n> Why\n", same, "## A {.occlude}\n![p](p.png)\n- 2: 1 2 3 4 x\n> Why\n"},
		"no picture":        {"## A {.occlude}\n\nBack\n", same, "## A {.occlude}\n- 2: 1 2 3 4 x\n\nBack\n"},
		"only a heading":    {"## A {.occlude}", same, "## A {.occlude}\n- 2: 1 2 3 4 x"},
		"no masks":          {"## A {.occlude}\n![p](p.png)\n- 1 1 1 1\n- 2 2 2 2\n\nBack\n", nil, "## A {.occlude}\n![p](p.png)\n\nBack\n"},
		"a broken list":     {"## A {.occlude}\n![p](p.png)\n- 1: what\n- 1 2 3 0\n", same, "## A {.occlude}\n![p](p.png)\n- 2: 1 2 3 4 x\n"},
		"another list only": {"## A {.occlude}\n![p](p.png)\n- what\n", same, "## A {.occlude}\n![p](p.png)\n* 2: 1 2 3 4 x\n- what\n"},
		"a list elsewhere":  {"## A {.occlude}\n![p](p.png)\n- 1 1 1 1\n\nBack\n\n1. one\n", same, "## A {.occlude}\n![p](p.png)\n- 2: 1 2 3 4 x\n\nBack\n\n1. one\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := deck.WithMasks(test.text, test.masks); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// TestPropertyOfMasks writes masks over a picture and reads them back.
func TestPropertyOfMasks(t *testing.T) {
	tenth := rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(0, 4999).Draw(t, "hundredths")) / 100 })
	label := rapid.OneOf(rapid.StringMatching(`[a-zé*_#.:0-9\[\]()<>&! -]{0,12}`), rapid.SampledFrom([]string{"", "1: 2", "50 %", "% x", ", x", "[@key]", "- x", "a\\b", "`c`", "![x](y)"}))
	rapid.Check(t, func(t *rapid.T) {
		var want []deck.Mask
		for range rapid.IntRange(0, 6).Draw(t, "masks") {
			m := deck.Mask{
				Number: rapid.IntRange(1, 99).Draw(t, "number"), X: tenth.Draw(t, "x"), Y: tenth.Draw(t, "y"),
				Width: 0.01 + tenth.Draw(t, "width"), Height: 0.01 + tenth.Draw(t, "height"),
				Label: strings.Join(strings.Fields(label.Draw(t, "label")), " "),
			}
			m.Width, m.Height = math.Round(m.Width*100)/100, math.Round(m.Height*100)/100
			want = append(want, m)
		}
		nl := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "line break")
		const head, picture, after = "## Map {#map .occlude}\nLead\n\n", "![a map](media/map.png)\n", "\nBack with\n\n- a list\n\n> Why\n"
		list := rapid.SampledFrom([]string{"", "- 3: 1 2 3 4 x\n- 5 6 7 8\n", "* nonsense\n"}).Draw(t, "list")
		text := strings.ReplaceAll(head+picture+list+after, "\n", nl)
		got := deck.WithMasks(text, want)
		rest := after
		if strings.HasPrefix(list, "*") {
			rest = list + rest
		}
		if len(want) == 0 {
			if got != strings.ReplaceAll(head+picture+rest, "\n", nl) {
				t.Fatalf("%q without masks is %q", text, got)
			}
			return
		}
		if !strings.HasPrefix(got, strings.ReplaceAll(head+picture, "\n", nl)) || !strings.HasSuffix(got, strings.ReplaceAll(rest, "\n", nl)) {
			t.Fatalf("%q changed around its masks: %q", text, got)
		}
		n, faults := deck.ReadNote(got, nil)
		if diff := cmp.Diff(want, n.Masks); diff != "" {
			t.Fatalf("%q (-want +got):\n%s\n%q", got, diff, brief(faults))
		}
		if again := deck.WithMasks(got, n.Masks); again != got {
			t.Fatalf("%q written again is %q", got, again)
		}
	})
}
