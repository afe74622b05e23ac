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
