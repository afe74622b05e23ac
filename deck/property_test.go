package deck_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"

	"touchpoint/deck"
)

// reporter is what tests, properties and fuzz targets have in common.
type reporter interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkInvariants checks what holds for every text, well-formed or not.
func checkInvariants(t reporter, src []byte) {
	t.Helper()
	d, faults := deck.ParseFile("a.md", src)
	faults = append(faults, deck.Check(d, fstest.MapFS{})...)
	checkFaults(t, src, faults)
	checkCards(t, d)
	checkFormat(t, src, d)
}

// checkFaults checks that every fault names a place that exists and says what to do.
func checkFaults(t reporter, src []byte, faults []deck.Fault) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n")
	for _, f := range faults {
		if f.Rule == "" || f.Message == "" || f.Fix == "" {
			t.Fatalf("the fault %+v does not say everything", f)
		}
		if strings.ContainsAny(f.Brief(), "\n\r\x1b") {
			t.Fatalf("%q is not one printable line", f.Brief())
		}
		if f.Pos.File != "a.md" || f.Pos.Line < 1 || f.Pos.Line > len(lines) {
			t.Fatalf("%q points outside the file of %d lines", f.Brief(), len(lines))
		}
		if most := utf8.RuneCountInString(lines[f.Pos.Line-1]) + 1; f.Pos.Column < 1 || f.Pos.Column > most {
			t.Fatalf("%q points outside its line of %d columns", f.Brief(), most)
		}
	}
}

// checkCards checks that every card has an id of its own and two sides, and that a cloze
// card has something to hide.
func checkCards(t reporter, d *deck.Deck) {
	t.Helper()
	seen := make(map[deck.CardID]bool)
	for _, c := range d.Cards() {
		if seen[c.ID] {
			t.Fatalf("two cards have the id %s", c.ID)
		}
		seen[c.ID] = true
		if n, ok := d.Note(c.Note.ID); !ok || n != c.Note {
			t.Fatalf("Note(%s) = %v, %t, want the note of the card", c.Note.ID, n, ok)
		}
		front, back := c.Front(), c.Back()
		if len(front) == 0 || len(back) == 0 {
			t.Fatalf("the card %s has an empty side: %+v and %+v", c.ID, front, back)
		}
		if c.Note.Kind == deck.Cloze && !hasGap(front, c.Gap()) {
			t.Fatalf("the card %s has nothing to hide in %+v", c.ID, front)
		}
		if c.Note.Kind == deck.Occlude {
			checkCovers(t, c)
		}
	}
}

// checkCovers checks that a card asks for what it hides and that its answer shows it.
func checkCovers(t reporter, c deck.Card) {
	t.Helper()
	covers := func(blocks []deck.Block) []deck.Cover {
		for _, b := range blocks {
			if len(b.Covers) > 0 {
				return b.Covers
			}
		}
		return nil
	}
	front, back := covers(c.Front()), covers(c.Back())
	if len(front) != len(c.Note.Masks) || len(back) != len(front) {
		t.Fatalf("the card %s has the covers %+v and %+v for %d masks", c.ID, front, back, len(c.Note.Masks))
	}
	asked := 0
	for i, f := range front {
		b := back[i]
		if f.Mask != b.Mask || f.Asked != b.Asked || f.Asked && (f.Open || !b.Open) || !f.Asked && f.Open == c.Note.HideAll {
			t.Fatalf("the card %s has the cover %+v and for the answer %+v", c.ID, f, b)
		}
		if f.Asked {
			asked++
		}
		if f.Width <= 0 || f.Height <= 0 || f.X < 0 || f.Y < 0 || f.X+f.Width > 100.1 || f.Y+f.Height > 100.1 {
			t.Fatalf("the card %s has the cover %+v, which cannot be drawn", c.ID, f)
		}
	}
	if asked == 0 {
		t.Fatalf("the card %s asks for none of %+v", c.ID, front)
	}
}

// hasGap reports whether any span of the blocks belongs to a gap.
func hasGap(blocks []deck.Block, gap int) bool {
	for _, b := range blocks {
		for _, s := range b.Spans {
			if s.Gap == gap {
				return true
			}
		}
		for _, row := range b.Rows {
			for _, cell := range row {
				if hasGap([]deck.Block{{Spans: cell.Spans}}, gap) {
					return true
				}
			}
		}
		for _, item := range b.Items {
			if hasGap(item, gap) {
				return true
			}
		}
		if hasGap(b.Blocks, gap) {
			return true
		}
	}
	return false
}

// checkFormat checks that formatting is a fixed point, writes every id, keeps all cards
// as they are and touches nothing but headings and gaps.
func checkFormat(t reporter, src []byte, d *deck.Deck) {
	t.Helper()
	once, err := deck.Format("a.md", src)
	if err != nil {
		if utf8.Valid(src) && !bytes.ContainsRune(src, 0) {
			t.Fatalf("Format: %v, want no error for text", err)
		}
		return
	}
	twice, err := deck.Format("a.md", once)
	if err != nil || !bytes.Equal(once, twice) {
		t.Fatalf("Format is no fixed point: %v\n%q\n%q", err, once, twice)
	}
	formatted, _ := deck.ParseFile("a.md", once)
	for i := range formatted.Notes {
		if formatted.Notes[i].Derived {
			t.Fatalf("the note %s has no id after formatting: %q", formatted.Notes[i].ID, once)
		}
	}
	if diff := cmp.Diff(shown(d), shown(formatted)); diff != "" {
		t.Fatalf("formatting changes cards (-before +after):\n%s\n%q\n%q", diff, src, once)
	}
	before, after := bytes.Split(src, []byte("\n")), bytes.Split(once, []byte("\n"))
	if len(before) != len(after) {
		t.Fatalf("formatting changes the number of lines from %d to %d", len(before), len(after))
	}
	for i := range before {
		heading := bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(before[i], []byte("\ufeff")), " "), []byte("##"))
		mask := bytes.Contains(src, []byte(".occlude")) && maskLine.Match(before[i])
		if !bytes.Equal(before[i], after[i]) && !heading && !mask && !bytes.Contains(before[i], []byte("{{")) {
			t.Fatalf("formatting changes the line %q to %q", before[i], after[i])
		}
	}
}

// maskLine matches a line of a list that holds a number.
var maskLine = regexp.MustCompile(`^ *([-+*]|[0-9]+[.)])\s.*[0-9]`)

// card is what a learner sees of a card.
type card struct {
	ID          deck.CardID
	Front, Back []deck.Block
	Note        deck.Note
}

// shown returns all cards of a deck without what formatting may change.
func shown(d *deck.Deck) []card {
	var cards []card
	for _, c := range d.Cards() {
		n := *c.Note
		n.Derived, n.Pos = false, deck.Pos{}
		if n.Kind == deck.Cloze {
			n.Back = ""
		}
		cards = append(cards, card{c.ID, c.Front(), c.Back(), n})
	}
	return cards
}

// snippets are pieces of decks, most of them with something that can go wrong.
var snippets = []string{
	"\n", "\n\n", "\r\n", "  ", "\t", "text", "é", "流失", "*", "**", "_", "`", "```\n", "~~~\n", "\\", "&amp;", "<b>", "<!--", "\ufeff", "\u200b",
	"# Section\n", "## Heading\n", "## Heading {#id}\n", "## Cloze {.cloze}\n", "## Cloze {#c .cloze}\n", "## Both {.both}\n", "## Choice {#ch .choice}\n",
	"## Typed {.typed}\n", "## Order {.order}\n", "## {#x}\n", "##\n", "### Sub\n", "## A ##\n", "## A {#a after=\"b id\" was=old tags=\"x y\" model=m}\n", "## A {after=id .both}\n",
	"## A {", "}", "{", "{#", "{.", "#", "##",
	"{{", "}}", "{{a}}", "{{a::h}}", "{{2:b}}", "{{ x }}", "{{:x}}", "{{1::x}}", "{{ 3:x}}", "{{a\nb}}", "{{`c`}}", "{{*d*}}", "{{[l](x)}}", "{{}}", "{{a{b}c}}", "::", ":",
	"- ", "- [ ] a\n", "- [x] b\n", "1. a\n", "2. b\n", "   ", "    ", "> ", "> quote\n", "= other\n", "| a | b |\n|---|---|\n| {{c}} | d |\n", "---\n", "===\n",
	"[@a]", "[@a; @b]", "[@", "[@a b]", "[", "](", ")", "![", "![alt](media/x.png)", "[l]: https://x.org\n", "<https://x.org>",
	"---\nid: x\ntitle: y\nsources:\n  a: A\n---\n", "id: z\n",
	"## Map {#map .occlude}\n![a](x.png)\n", "## Map {.occlude hide=all}\n\n![a](x.png)\n\n- 1 2 3 4\n", "- 2: 5 6 7 8 label\n", "- 10,5 20% 30, 40\n", "- 0 0 0 0\n", "- 100: 1 1 1 1\n", "- 1:\n",
	"$`", "`$", "$`x_1^{-2}`$", "$`\\frac{a", "}{b}`$", "```math\n", "***\n", "\n***\n", "* * *\n", "[s](media/a.wav)", "$",
}

func TestPropertyOfAnyText(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(snippets), 0, 40).Draw(t, "snippets"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		checkInvariants(t, []byte(text.Draw(t, "text")))
	})
}

// TestPropertyOfGoodDecks writes random well-formed notes and reads them back.
func TestPropertyOfGoodDecks(t *testing.T) {
	word := rapid.StringMatching(`[a-zæé流]{1,6}`)
	sentence := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 1, 5).Draw(t, "words"), " ")
	})
	id := rapid.StringMatching(`[a-z0-9][a-z0-9._-]{0,5}`)
	lineEnd := rapid.SampledFrom([]string{"\n", "\r\n"})
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(id, 1, 8, rapid.ID).Draw(t, "ids")
		var want []deck.Note
		text := "# Topic\n\n"
		for i, id := range ids {
			n := deck.Note{ID: deck.NoteID(id), Section: "Topic", Front: sentence.Draw(t, "front")}
			attributes := "#" + id
			if rapid.Bool().Draw(t, "derived") { // such an id is like none of the given ones
				n.Front = "Untitled note no " + strconv.Itoa(i)
				n.ID, n.Derived = deck.NoteID("untitled-note-no-"+strconv.Itoa(i)), true
				attributes = ""
			}
			var body string
			n.Kind = rapid.SampledFrom([]deck.Kind{deck.Basic, deck.Both, deck.Cloze, deck.Choice, deck.Typed, deck.Order, deck.Occlude}).Draw(t, "kind")
			n, body = drawBody(t, n, sentence)
			if n.Kind != deck.Basic || rapid.Bool().Draw(t, "kind given") {
				attributes += " ." + string(n.Kind)
			}
			if rapid.Bool().Draw(t, "explained") {
				n.Explanation = sentence.Draw(t, "explanation")
				body += "\n> " + n.Explanation + "\n"
			}
			if rapid.Bool().Draw(t, "cited") {
				n.Cites = []string{"key"}
				body += "\n[@key]\n"
			}
			text += "## " + n.Front
			if attributes != "" {
				text += " {" + strings.TrimSpace(attributes) + "}"
			}
			text += "\n" + body + "\n"
			want = append(want, n)
		}
		src := []byte("---\nid: d\ntitle: D\nsources: {key: A source}\n---\n" + strings.ReplaceAll(text, "\n", lineEnd.Draw(t, "line end")))
		d, faults := deck.ParseFile("a.md", src)
		for _, f := range faults {
			if f.Severity == deck.Error {
				t.Fatalf("ParseFile finds %v in\n%s", f, src)
			}
		}
		if diff := cmp.Diff(want, d.Notes, cmpopts.IgnoreFields(deck.Note{}, "Pos"), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("notes differ (-want +got):\n%s\n%s", diff, src)
		}
		checkInvariants(t, src)
	})
}

// drawBody returns the note with what its kind needs, and the text that says so.
func drawBody(t *rapid.T, n deck.Note, sentence *rapid.Generator[string]) (deck.Note, string) {
	switch n.Kind {
	case deck.Choice:
		body := ""
		for i := range rapid.IntRange(2, 5).Draw(t, "options") {
			o := deck.Option{Text: sentence.Draw(t, "option") + " " + strconv.Itoa(i), Correct: i == 0 || i > 1 && rapid.Bool().Draw(t, "right")}
			n.Options = append(n.Options, o)
			body += map[bool]string{true: "- [x] ", false: "- [ ] "}[o.Correct] + o.Text + "\n"
		}
		return n, body
	case deck.Occlude:
		n.Picture, n.Alt = "media/a b.png", sentence.Draw(t, "alt")
		body := "![" + n.Alt + "](<media/a b.png>)\n"
		for i := range rapid.IntRange(1, 4).Draw(t, "masks") {
			m := deck.Mask{Number: i + 1, X: rapid.Float64Range(0, 50).Draw(t, "x"), Y: 1.5, Width: 50, Height: rapid.Float64Range(0.01, 98).Draw(t, "height")}
			if rapid.Bool().Draw(t, "labelled") {
				m.Label = sentence.Draw(t, "label")
			}
			n.Masks = append(n.Masks, m)
			body += fmt.Sprintf("- %f %v, %v%% %f %s\n", m.X, m.Y, m.Width, m.Height, m.Label)
			parse := func(v float64) float64 {
				f, _ := strconv.ParseFloat(fmt.Sprintf("%f", v), 64)
				return f
			}
			n.Masks[i].X, n.Masks[i].Height = parse(m.X), parse(m.Height)
		}
		return n, body
	case deck.Order:
		body := ""
		for i := range rapid.IntRange(2, 5).Draw(t, "items") {
			n.Items = append(n.Items, sentence.Draw(t, "item")+" "+strconv.Itoa(i))
			body += strconv.Itoa(i+1) + ". " + n.Items[i] + "\n"
		}
		return n, body
	case deck.Typed:
		n.Answers = rapid.SliceOfN(sentence, 1, 3).Draw(t, "answers")
		return n, strings.Join(n.Answers, "\n= ") + "\n"
	case deck.Cloze:
		for i := range rapid.IntRange(1, 4).Draw(t, "gaps") {
			g := deck.Gap{Number: i + 1, Text: sentence.Draw(t, "gap")}
			n.Back += "{{" + g.Text
			if rapid.Bool().Draw(t, "hinted") {
				g.Hint = sentence.Draw(t, "hint")
				n.Back += "::" + g.Hint
			}
			n.Back += "}} "
			n.Gaps = append(n.Gaps, g)
		}
		n.Back = strings.TrimSpace(n.Back)
		return n, n.Back + "\n"
	}
	n.Back = sentence.Draw(t, "back")
	return n, n.Back + "\n"
}

// FuzzParseFile looks for a text that breaks what holds for all texts. Its seeds are the
// golden decks.
func FuzzParseFile(f *testing.F) {
	paths, err := filepath.Glob("testdata/decks/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(src).Files {
			if strings.HasSuffix(file.Name, ".md") {
				f.Add(file.Data)
			}
		}
	}
	f.Add([]byte("\ufeff## A\r\n{{x\r\ny}}\r\n"))
	f.Add([]byte("\xff\xfe#\x00"))
	f.Fuzz(func(t *testing.T, src []byte) { checkInvariants(t, src) })
}

// FuzzPieces looks for a text of which an editor would lose something, or that the edits of
// a fault would spoil.
func FuzzPieces(f *testing.F) {
	for _, s := range append(append([]string{}, slips...), snippets...) {
		f.Add([]byte(s))
		f.Add([]byte("---\nid: d\ntitle: D\n---\n## A {#aa}\n" + s + "\n## Z {#zz}\nx\n"))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		at := 0
		for _, p := range deck.Pieces(src) {
			if p.From != at || p.To < at {
				t.Fatalf("the piece %+v does not begin at %d", p, at)
			}
			at = p.To
			text := string(src[p.From:p.To])
			if p.Level == 0 {
				deck.ReadHead(text)
				continue
			}
			n, _ := deck.ReadNote(text, nil)
			deck.WithHeading(text, &n)
			deck.WithMasks(text, n.Masks)
		}
		if at != len(src) {
			t.Fatalf("the pieces end at %d of %d", at, len(src))
		}
		if utf8.Valid(src) {
			checkMends(t, src)
		}
	})
}
