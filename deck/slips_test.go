package deck_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

// TestSlips reads slips of the pen that Markdown takes without a word, though what comes
// of them is not what the author meant.
func TestSlips(t *testing.T) {
	tests := map[string]struct {
		src  string // follows the head of four lines
		want []string
	}{
		"a note without a space": {
			"## A {#a}\nx\n##B {#b}\ny\n",
			[]string{"a.md:7:1: error: this is no heading, so the note belongs to the text above it; write a space after ## [heading-space]"},
		},
		"a section without a space": {
			"## A {#a}\nx\n#B\n\n## C {#c}\ny\n",
			[]string{`a.md:7:1: warning: this is no heading and shows as text; write a space after #, or \# if it is meant to show [heading-space]`},
		},
		"a heading without a space and an id": {
			"## A {#a}\nx\n  ##What is B?\ny\n",
			[]string{`a.md:7:3: warning: this is no heading and shows as text; write a space after ##, or \# if it is meant to show [heading-space]`},
		},
		"a note without a space after code that is never closed": {
			"## A {#a}\nx\n```\n##B {#b}\n## C {#c}\ny\n",
			[]string{
				"a.md:7:1: error: the code opened here is never closed; end it with a line of the same marks, or use more than three if it is to show the heading of a note [unclosed-code]",
				"a.md:8:1: error: this is no heading, so the note belongs to the text above it; write a space after ## [heading-space]",
			},
		},
		"number signs in code, escaped, deeper or alone": {
			"## A {#a}\n```\n##B {#b}\n#include\n```\n\n    ##B {#b}\n\n\\#1, a #hashtag\n\n###B {#b}\n\n`##B`\n",
			nil,
		},
		"a comment as a block": {
			"## A {#a}\n<!-- TODO -->\n\nx\n",
			[]string{"a.md:6:1: warning: a comment is not hidden and shows as it is written; delete it, or put it in `code` if it is meant to show [html]"},
		},
		"a comment in a line": {
			"## A {#a}\nx! <!-- TODO --> y\n",
			[]string{"a.md:6:4: warning: a comment is not hidden and shows as it is written; delete it, or put it in `code` if it is meant to show [html]"},
		},
		"a comment of several lines": {
			"## A {#a}\nx\n\n<!--\nTODO\n-->\n",
			[]string{"a.md:8:1: warning: a comment is not hidden and shows as it is written; delete it, or put it in `code` if it is meant to show [html]"},
		},
		"a comment in a heading": {
			"## A <!-- TODO --> {#a}\nx\n",
			[]string{"a.md:5:6: warning: a comment is not hidden and shows as it is written; delete it, or put it in `code` if it is meant to show [html]"},
		},
		"a tag with marks of emphasis": {
			"## A {#a}\n<span class=\"a_b_c\">x\n",
			[]string{"a.md:6:1: warning: HTML is not interpreted and shows as it is written; use Markdown, or put it in `code` if it is meant to show [html]"},
		},
		"what looks like HTML in code, escaped or compared": {
			"## A {#a}\n`<!-- x -->` \\<!-- x --> \\<b> a < b <https://x.org>\n\n    <!-- x -->\n\n```\n<!-- x -->\n```\n",
			nil,
		},
		"a picture with a space in its path": {
			"## A {#a}\nSee ![a map](media/a b.png) and ![a map](media/a (1).png).\n",
			[]string{
				"a.md:6:5: warning: this picture is not shown, because its path holds a space; put the path in angle brackets: ![a map](<media/a b.png>) [picture]",
				"a.md:6:33: warning: this picture is not shown, because its path holds a space; put the path in angle brackets: ![a map](<media/a (1).png>) [picture]",
			},
		},
		"a picture in a heading": {
			"## ![a map](a b.png) {#a}\nx\n",
			[]string{"a.md:5:4: warning: this picture is not shown, because its path holds a space; put the path in angle brackets: ![a map](<a b.png>) [picture]"},
		},
		"a picture that is not closed": {
			"## A {#a}\n![a map](media/a.png\n",
			[]string{"a.md:6:1: warning: this is no picture and shows as text; write ![what it shows](<path>), with both brackets closed [picture]"},
		},
		"what looks like a picture in code or escaped": {
			"## A {#a}\n`![a](b c.png)` !\\[a](b c.png) ![a] (b c)\n",
			nil,
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, faults := deck.ParseFile("a.md", []byte(head+test.src))
			faults = append(faults, deck.Check(d, nil)...)
			deck.SortFaults(d, faults)
			if diff := cmp.Diff(test.want, brief(faults)); diff != "" {
				t.Errorf("faults differ (-want +got):\n%s", diff)
			}
		})
	}
}
