package library_test

import (
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

func TestOwn(t *testing.T) {
	h := newHouse(t)
	dir, file, err := h.Own("program")
	if err != nil || file != "" || dir != filepath.Join(h.data, "program") {
		t.Fatalf("got %s %s, %v", dir, file, err)
	}
	h.want("copied", "program 1.0.0 copied 2")
	again, _, err := h.Own("program")
	if err != nil || again != dir {
		t.Errorf("the second time got %s, %v", again, err)
	}
	if last, _ := h.LastStep(); last.ID != 1 || last.Kind != library.StepOwn {
		t.Errorf("the last step is %+v", last)
	}
	writeFile(t, filepath.Join(dir, "deck.md"), program+"\n## Three {#three}\nx\n")
	h.want("changed", "program 1.0.0 copied 3 changed")
}

// TestAnArchivedCopy puts the learner's copy of an embedded deck away: the program's own
// is in the library again.
func TestAnArchivedCopy(t *testing.T) {
	h := newHouse(t)
	dir, _, err := h.Own("program")
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "deck.md"), program+"\n## Three {#three}\nx\n")
	if _, err := h.Archive("program"); err != nil {
		t.Fatal(err)
	}
	h.want("archived", "program 1.0.0 embedded 2", "program 1.0.0 copied 3 archived changed")
	if _, _, err := h.Own("program"); err != nil {
		t.Fatal(err)
	}
	h.want("copied again", "program 1.0.0 copied 2", "program 1.0.0 copied 3 archived changed")
	_, err = h.Restore("program")
	told(t, err, "in the library")
	if _, err := h.Archive("program"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Restore("program"); err != nil {
		t.Fatal(err)
	}
	if list := h.look(); len(list) != 2 {
		t.Errorf("got %v", list)
	}
}

// TestArchivedFiles puts two decks away that are a file of the same name each.
func TestArchivedFiles(t *testing.T) {
	h := newHouse(t)
	for _, id := range []string{"one", "two"} {
		writeFile(t, filepath.Join(h.data, "notes.md"), strings.Replace(version("1.0", "a"), "id: alpha", "id: "+id, 1))
		if _, err := h.Archive(deck.ID(id)); err != nil {
			t.Fatal(err)
		}
	}
	h.want("archived", "program 1.0.0 embedded 2", "two 1.0 installed 1 archived", "one 1.0 installed 1 archived")
	for _, id := range []deck.ID{"one", "two"} {
		if _, err := h.Restore(id); err != nil {
			t.Fatal(err)
		}
	}
	h.want("brought back", "two 1.0 installed 1", "one 1.0 installed 1", "program 1.0.0 embedded 2")
}
