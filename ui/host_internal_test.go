package ui

import (
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

func TestNoticeSaysWhetherTheRestCanBeStudied(t *testing.T) {
	r := library.Report{Source: "mine", Deck: "mine", Used: true, Faults: []deck.Fault{{Severity: deck.Error, Message: "something is wrong."}}}
	tests := map[bool]string{true: "everything else in it can be studied", false: "nothing in it can be studied yet"}
	for some, want := range tests {
		if text := noticeOf(r, some); !strings.Contains(text, want) {
			t.Errorf("with notes %v the notice is %q, want it to say that %s", some, text, want)
		}
	}
}
