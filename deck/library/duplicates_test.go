package library_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

func TestDuplicates(t *testing.T) {
	one := source("a", "---\nid: a\ntitle: A\n---\n## What is trust? {#trust .both}\nx\n\n## What is loyalty? {#loyalty}\nx\n")
	two := source("b", "---\nid: b\ntitle: B\n---\n## Explain trust {#t}\ny\n\n## What is a funnel? {#funnel}\nx\n")
	if diff := cmp.Diff([][]deck.CardID{{"a/trust", "b/t"}}, open(t, one, two).Duplicates()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
