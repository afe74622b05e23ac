package library_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

// undo takes the last step back.
func (h *house) undo() {
	h.Helper()
	last, ok := h.LastStep()
	if !ok {
		h.Fatal("there is nothing to undo")
	}
	if err := h.Undo(last); err != nil {
		h.Fatal(err)
	}
}

// redo does the last step again that was taken back.
func (h *house) redo() library.Step {
	h.Helper()
	last, ok := h.LastUndone()
	if !ok {
		h.Fatal("there is nothing to do again")
	}
	s, err := h.Redo(last)
	if err != nil {
		h.Fatal(err)
	}
	return s
}

// TestRedo does every kind of act, takes all of them back and does them again, twice, the
// program started anew in between.
func TestRedo(t *testing.T) {
	h := newHouse(t)
	acts := []func(){
		func() { h.carry(h.put("one", "deck.md", version("1.0", "a", "b"), "media/x.png", "picture")) },
		func() { h.carry(h.put("one", "deck.md", version("1.1", "a", "c"))) },
		func() { h.carry(h.put("one", "deck.md", version("0.9", "a"))) },
		func() { h.must(h.Archive("alpha")) },
		func() { h.must(h.Restore("alpha")) },
		func() { must2(h, h.Own, deck.ID("program")) },
		func() {
			if _, err := h.New("", "Mine"); err != nil {
				t.Fatal(err)
			}
		},
		func() { h.must(h.MoveNotes(t.Context(), []library.NoteRef{{Deck: "alpha", Note: "a"}}, "mine")) },
		func() { h.bring("act", files("deck.md", called("beta", version("1", "x")))) },
	}
	looks, trees, steps := [][]string{h.look()}, [][]byte{nil}, []library.Step{{}}
	for _, do := range acts {
		do()
		last, _ := h.LastStep()
		looks, trees, steps = append(looks, h.look()), append(trees, h.visible()), append(steps, last)
		if _, ok := h.LastUndone(); ok {
			t.Fatalf("after %s there is something to do again", last.Text)
		}
	}
	for range 2 {
		for i := len(acts); i > 0; i-- {
			h.undo()
			h.want("undone "+steps[i].Text, looks[i-1]...)
			h.again()
		}
		for i := 1; i <= len(acts); i++ {
			if s := h.redo(); s.ID != steps[i].ID || s.Text != steps[i].Text || s.Act != steps[i].Act || !slices.Equal(s.Decks, steps[i].Decks) {
				t.Errorf("redone %+v, want %+v", s, steps[i])
			}
			h.want("redone "+steps[i].Text, looks[i]...)
			if string(h.visible()) != string(trees[i]) {
				t.Errorf("the files differ after %s", steps[i].Text)
			}
			h.again()
		}
		if _, ok := h.LastUndone(); ok {
			t.Error("there is still something to do again")
		}
	}
}

func (h *house) must(_ library.Step, err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func must2[A, B, C any](h *house, f func(A) (B, C, error), a A) {
	h.Helper()
	if _, _, err := f(a); err != nil {
		h.Fatal(err)
	}
}

// visible is all that is in the library and the archive.
func (h *house) visible() []byte {
	var all []byte
	entries, _ := os.ReadDir(h.data)
	for _, e := range entries {
		if within, _ := os.ReadDir(filepath.Join(h.data, e.Name())); e.Name()[0] != '.' || e.Name() == ".archive" && len(within) > 0 {
			all = append(all, e.Name()...)
			all = append(all, tree(filepath.Join(h.data, e.Name()))...)
		}
	}
	return all
}

// TestRedoIsRefused holds that what was taken back is not done again on other ground, that
// it says so in a sentence, and that nothing changes then.
func TestRedoIsRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*house)
		words  string
	}{
		"the deck was written in": {func(h *house) {
			writeFile(h.T, filepath.Join(h.data, "alpha", "deck.md"), version("1.0", "a", "mine"))
		}, "alpha was changed since"},
		"another deck has the id by now": {func(h *house) {
			if err := os.Rename(filepath.Join(h.data, "alpha"), filepath.Join(h.data, "elsewhere")); err != nil {
				h.Fatal(err)
			}
		}, "alpha was changed since"},
		"something else was done": {func(h *house) {
			h.carry(h.put("two", "deck.md", called("beta", version("1", "x"))))
		}, "Something else"},
		"the version is gone": {func(h *house) {
			if err := os.RemoveAll(filepath.Join(h.data, ".before")); err != nil {
				h.Fatal(err)
			}
		}, "not on this machine any more"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.carry(h.put("one", "deck.md", version("1.0", "a")))
			h.carry(h.put("one", "deck.md", version("1.1", "a", "b")))
			h.undo()
			undone, _ := h.LastUndone()
			tt.change(h)
			before := h.visible()
			_, err := h.RedoWith(undone, func() error { t.Error("the journal was asked"); return nil })
			told(t, err, tt.words)
			if string(h.visible()) != string(before) {
				t.Error("something was changed")
			}
		})
	}
}

// TestRedoWith brings back what goes with a step, and stays undone when that fails.
func TestRedoWith(t *testing.T) {
	h := newHouse(t)
	h.bring("act", files("deck.md", version("1.0", "a")))
	h.undo()
	h.again()
	undone, _ := h.LastUndone()
	broken := errors.New("the journal is busy")
	if _, err := h.RedoWith(undone, func() error { return broken }); !errors.Is(err, broken) {
		t.Errorf("RedoWith = %v, want %v", err, broken)
	}
	h.want("in vain", "program 1.0.0 embedded 2")
	asked := 0
	if s, err := h.RedoWith(undone, func() error { asked++; return nil }); err != nil || asked != 1 || s.Act != "act" {
		t.Errorf("RedoWith = %+v, %v, asked %d times", s, err, asked)
	}
	h.want("redone", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
}

// TestRedoAfterACopyOfTheDataFolder touches the files as copying without times does.
func TestRedoAfterACopyOfTheDataFolder(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	h.carry(h.put("one", "deck.md", version("1.1", "a", "b")))
	h.undo()
	writeFile(t, filepath.Join(h.data, "alpha", "deck.md"), version("1.0", "a"))
	h.again()
	h.redo()
	h.want("redone", "alpha 1.1 installed 2", "program 1.0.0 embedded 2")
}

// TestRevoke holds that a step of which nothing came is not offered to be done again.
func TestRevoke(t *testing.T) {
	h := newHouse(t)
	must2(h, h.Own, deck.ID("program"))
	last, _ := h.LastStep()
	if err := h.Revoke(last); err != nil {
		t.Fatal(err)
	}
	h.want("revoked", "program 1.0.0 embedded 2")
	if s, ok := h.LastUndone(); ok {
		t.Errorf("%+v can be done again", s)
	}
}

// TestManyUndone holds that what is offered to be done again is there, however much was
// taken back.
func TestManyUndone(t *testing.T) {
	h := newHouse(t)
	for n := range 12 {
		h.carry(h.put("one", "deck.md", version("1."+string(rune('a'+n)), "a", string(rune('b'+n)))))
	}
	undone := 0
	for {
		last, ok := h.LastStep()
		if !ok {
			break
		}
		if err := h.Undo(last); err != nil {
			t.Fatal(err)
		}
		undone++
	}
	redone := 0
	for {
		last, ok := h.LastUndone()
		if !ok {
			break
		}
		if _, err := h.Redo(last); err != nil {
			t.Fatal(err)
		}
		redone++
	}
	if redone != undone || undone == 0 {
		t.Errorf("%d were taken back and %d done again", undone, redone)
	}
	h.want("at the end", "alpha 1.l installed 2", "program 1.0.0 embedded 2")
}
