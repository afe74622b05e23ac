package deck_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

// para returns a paragraph of spans.
func para(spans ...deck.Span) deck.Block { return deck.Block{Kind: deck.Paragraph, Spans: spans} }

// plain returns a span of unadorned text.
func plain(text string) deck.Span { return deck.Span{Text: text} }

func TestBlocks(t *testing.T) {
	tests := map[string]struct {
		in   string
		want []deck.Block
	}{
		"nothing":        {"", nil},
		"white space":    {" \n\t\n", nil},
		"two paragraphs": {"one\n\ntwo", []deck.Block{para(plain("one")), para(plain("two"))}},
		"emphasis": {"a *b* **c** ***d*** ~~e~~ `f`", []deck.Block{para(
			plain("a "), deck.Span{Text: "b", Emph: true}, plain(" "), deck.Span{Text: "c", Strong: true}, plain(" "),
			deck.Span{Text: "d", Strong: true, Emph: true}, plain(" "), deck.Span{Text: "e", Strike: true}, plain(" "),
			deck.Span{Text: "f", Code: true})}},
		"line breaks":                  {"soft\nbreak, hard  \nbreak, hard\\\nbreak", []deck.Block{para(plain("soft break, hard\nbreak, hard\nbreak"))}},
		"carriage returns":             {"one\r\ntwo", []deck.Block{para(plain("one two"))}},
		"escapes":                      {`\*a\* \\ &amp; &#65; &nothing; 1 & 2 \a`, []deck.Block{para(plain(`*a* \ & A &nothing; 1 & 2 \a`))}},
		"an escaped reference":         {`\&amp;`, []deck.Block{para(plain("&amp;"))}},
		"HTML is text":                 {"<b>x</b> <!-- y -->\n\n<div>\n*z*\n</div>", []deck.Block{para(plain("<b>x</b> <!-- y -->")), para(plain("<div> "), deck.Span{Text: "z", Emph: true}, plain(" </div>"))}},
		"underlining is not a heading": {"a\n---\nb\n===", []deck.Block{para(plain("a")), {Kind: deck.Rule}, para(plain("b ==="))}},
		"links": {"[a *b*](https://x.org \"t\") <https://y.org> <me@x.org> [c](javascript:x) [d](file:///etc) [e]\n\n[e]: HTTPS://z.org", []deck.Block{para(
			deck.Span{Text: "a ", Link: "https://x.org"}, deck.Span{Text: "b", Emph: true, Link: "https://x.org"}, plain(" "),
			deck.Span{Text: "https://y.org", Link: "https://y.org"}, plain(" "),
			deck.Span{Text: "me@x.org", Link: "mailto:me@x.org"}, plain(" c d "),
			deck.Span{Text: "e", Link: "HTTPS://z.org"})}},
		"headings": {"### A *b* {#x .y}\n# C #", []deck.Block{
			{Kind: deck.Heading, Level: 3, Spans: []deck.Span{plain("A "), {Text: "b", Emph: true}}},
			{Kind: deck.Heading, Level: 1, Spans: []deck.Span{plain("C")}},
		}},
		"code": {"```go\na\n  b\n```\n\n    c\n    d", []deck.Block{
			{Kind: deck.Code, Spans: []deck.Span{{Text: "a\n  b", Code: true}}},
			{Kind: deck.Code, Spans: []deck.Span{{Text: "c\nd", Code: true}}},
		}},
		"quotes": {"> a\n> > b\n\n> c", []deck.Block{
			{Kind: deck.Quote, Blocks: []deck.Block{para(plain("a")), {Kind: deck.Quote, Blocks: []deck.Block{para(plain("b"))}}}},
			{Kind: deck.Quote, Blocks: []deck.Block{para(plain("c"))}},
		}},
		"lists": {"3. a\n   - b\n   - c\n4. d\n\n   e", []deck.Block{
			{Kind: deck.List, Ordered: true, Start: 3, Items: [][]deck.Block{
				{para(plain("a")), {Kind: deck.List, Items: [][]deck.Block{{para(plain("b"))}, {para(plain("c"))}}}},
				{para(plain("d")), para(plain("e"))},
			}},
		}},
		"task list": {"- [ ] a\n- [x] b", []deck.Block{
			{Kind: deck.List, Items: [][]deck.Block{{para(plain("☐ a"))}, {para(plain("☑ b"))}}},
		}},
		"table": {"| a | *b* |\n|---|:-:|\n| `c\\|d` |  |", []deck.Block{
			{Kind: deck.Table, Rows: [][]deck.Cell{
				{{Spans: []deck.Span{plain("a")}}, {Spans: []deck.Span{{Text: "b", Emph: true}}}},
				{{Spans: []deck.Span{{Text: "c|d", Code: true}}}, {}},
			}},
		}},
		"pictures stand alone": {"Look: ![a *map*](media/my%20map.png \"t\") here", []deck.Block{
			para(plain("Look:")), {Kind: deck.Picture, Path: "media/my map.png", Alt: "a map"}, para(plain("here")),
		}},
		"pictures in cells are words": {"| ![x](y.png) |\n|---|", []deck.Block{{Kind: deck.Table, Rows: [][]deck.Cell{{{Spans: []deck.Span{plain("x")}}}}}}},
		"citations": {"Claim [@a], more [@b; @c.2]. `[@d]`", []deck.Block{para(
			plain("Claim"), deck.Span{Cite: "a"}, plain(", more"), deck.Span{Cite: "b"}, deck.Span{Cite: "c.2"},
			plain(". "), deck.Span{Text: "[@d]", Code: true})}},
		"what is no citation": {`[@a b] \[@c] [@d](https://x.org) [@e`, []deck.Block{para(
			plain("[@a b] [@c] "), deck.Span{Text: "@d", Link: "https://x.org"}, plain(" [@e"))}},
		"gaps": {"{{a}} {{b::why *not*}} {{1:c}}", []deck.Block{para(
			deck.Span{Text: "a", Gap: 2}, plain(" "), deck.Span{Text: "b", Gap: 3, Hint: "why *not*"}, plain(" "), deck.Span{Text: "c", Gap: 1})}},
		"gaps with markup": {"**x {{ a *b* [c](https://x.org) }} y**", []deck.Block{para(
			deck.Span{Text: "x ", Strong: true}, deck.Span{Text: "a ", Strong: true, Gap: 1}, deck.Span{Text: "b", Strong: true, Emph: true, Gap: 1},
			deck.Span{Text: " ", Strong: true, Gap: 1}, deck.Span{Text: "c", Strong: true, Gap: 1, Link: "https://x.org"}, deck.Span{Text: " y", Strong: true})}},
		"gaps side by side":      {"{{1:a}}{{1:b}}", []deck.Block{para(deck.Span{Text: "a", Gap: 1}, deck.Span{Text: "b", Gap: 1})}},
		"gap over two lines":     {"> {{a\n> b::h}} c", []deck.Block{{Kind: deck.Quote, Blocks: []deck.Block{para(deck.Span{Text: "a b", Gap: 1, Hint: "h"}, plain(" c"))}}}},
		"gaps across a table":    {"| {{a}} | {{b}} |\n|---|---|", []deck.Block{{Kind: deck.Table, Rows: [][]deck.Cell{{{Spans: []deck.Span{{Text: "a", Gap: 1}}}, {Spans: []deck.Span{{Text: "b", Gap: 2}}}}}}}},
		"what is no gap":         {"`{{a}}` \\{\\{b}} {{c {{}} {d}", []deck.Block{para(deck.Span{Text: "{{a}}", Code: true}, plain(" {{b}} {{c {{}} {d}"))}},
		"braces inside a gap":    {"{{f({x}) \\}}}", []deck.Block{para(deck.Span{Text: "f({x}) }", Gap: 1})}},
		"a gap that is a time":   {"{{9:30}} {{1:9:30}}", []deck.Block{para(deck.Span{Text: "30", Gap: 9}, plain(" "), deck.Span{Text: "9:30", Gap: 1})}},
		"a gap with emoji":       {"{{🙂 x}} é", []deck.Block{para(deck.Span{Text: "🙂 x", Gap: 1}, plain(" é"))}},
		"a gap in a tabbed list": {"-\t{{a}}\n\n\t{{b}}", []deck.Block{{Kind: deck.List, Items: [][]deck.Block{{para(deck.Span{Text: "a", Gap: 1}), para(deck.Span{Text: "b", Gap: 2})}}}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, deck.Blocks(test.in)); diff != "" {
				t.Errorf("Blocks(%q) differs (-want +got):\n%s", test.in, diff)
			}
		})
	}
}

func TestBlocksShowsWhatItDoesNotRead(t *testing.T) {
	for name, text := range map[string]string{
		"too long":          strings.Repeat("word ", 20_000),
		"nested too deeply": strings.Repeat("> ", 100) + "x",
		"too many brackets": strings.Repeat("[", 10_000),
		"too many stars":    strings.Repeat("*a ", 5_000),
	} {
		got := deck.Blocks(text)
		if len(got) != 1 || got[0].Kind != deck.Code || got[0].Spans[0].Text != text {
			t.Errorf("Blocks of a text that is %s = %d blocks, want the text as code", name, len(got))
		}
	}
}

func TestPlainText(t *testing.T) {
	tests := map[string]string{
		"":                                "",
		" plain ":                         "plain",
		"What is *churn*? [@a]":           "What is churn?",
		"1. not a list":                   "1. not a list",
		"a {{1:gap::hint}} [l](http://x)": "a gap l",
		"one\ntwo\n\n- a\n- b\n  - c":     "one two\na\nb\nc",
		"> q\n\n| a | b |\n|---|---|\n| c | d |\n\n![a map](x.png)\n\n***\n\n    code": "q\na b\nc d\na map\ncode",
	}
	for in, want := range tests {
		if got := deck.PlainText(in); got != want {
			t.Errorf("PlainText(%q) = %q, want %q", in, got, want)
		}
	}
}
