package control_test

import (
	"strings"
	"testing"

	"touchpoint/ui/control"
)

func TestHistoryGoesBackAndForth(t *testing.T) {
	var h control.History
	var said []string
	can := true
	do := func(name string) {
		say := func(what string) func() bool {
			return func() bool { said = append(said, what+name); return can }
		}
		h.Did(say("-"), say("+"))
	}
	if h.Undo() || h.Redo() {
		t.Error("an empty history has something")
	}
	do("a")
	do("b")
	for _, step := range []func() bool{h.Undo, h.Undo, h.Redo, h.Redo, h.Undo} {
		if !step() {
			t.Error("there was nothing")
		}
	}
	if want := "-b -a +a +b -b"; strings.Join(said, " ") != want {
		t.Errorf("did %q, want %s", said, want)
	}
	do("c") // in the place of b
	if h.Redo() {
		t.Error("what is out of date was done again")
	}
	can = false
	if !h.Undo() || h.Undo() || h.Redo() {
		t.Error("what could not be taken back is not the end of it")
	}
}
