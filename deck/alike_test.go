package deck_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
)

func TestAlike(t *testing.T) {
	d, _ := deck.ParseFile("d.md", []byte(`---
id: d
title: D
---
## What is customer engagement? {#a}
x

## What is trust? {#b}
x

## Define customer engagement {#c}
x

## What is customer engagemant? {#d}
x

## What is loyalty? {#e}
x

## Title {#f .cloze}
Trust grows with {{contact}}.

## Another title {#g .cloze}
Trust grows with {{1:contact}}.

## What is Trust? {#h}
x
`))
	var notes []*deck.Note
	for i := range d.Notes {
		notes = append(notes, &d.Notes[i])
	}
	if diff := cmp.Diff([][]int{{0, 2, 3}, {1, 7}, {5, 6}}, deck.Alike(notes)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := deck.Alike(nil); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}
