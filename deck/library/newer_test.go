package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/deck/draft"
	"touchpoint/deck/library"
)

// later is the program after an update of itself, in which a note has another text and one
// is new.
const later = "---\nid: program\ntitle: Part of the program\nversion: 1.1.0\nauthors: [Us]\n---\n# T\n\n## One {#one}\nnewer\n\n## Two {#two}\nx\n\n## Three {#three}\nx\n"

// updated starts a later version of the program.
func (h *house) updated(text string) { h.Home = library.NewHome(h.data, source("program", text)) }

// ownCopy writes in a copy of the program's deck.
func (h *house) ownCopy(old, now string) {
	h.Helper()
	dir, _, err := h.Own("program")
	if err != nil {
		h.Fatal(err)
	}
	file := filepath.Join(dir, "deck.md")
	data, err := os.ReadFile(file)
	if err != nil {
		h.Fatal(err)
	}
	writeFile(h.T, file, strings.Replace(string(data), old, now, 1))
}

func (h *house) planMerge(keep draft.Keep) *library.Plan {
	h.Helper()
	p, err := h.PlanMerge(h.Context(), "program", keep)
	if err != nil {
		h.Fatal(err)
	}
	return p
}

// TestMergeALaterVersion brings a later version of the program's deck into a copy that the
// learner changed: as one step, undone and done again, also after that for the version
// after.
func TestMergeALaterVersion(t *testing.T) {
	h := newHouse(t)
	h.ownCopy("## Two {#two}\nx", "## Two {#two}\nmine")
	if h.want("copied", "program 1.0.0 copied 2 changed"); !h.CanMerge("program") {
		t.Error("a changed copy cannot be merged with")
	}
	h.updated(later)
	p := h.planMerge(draft.KeepBoth)
	if got := strings.Join(p.Sentences, " "); p.Kind != library.Update || p.Warning != "" || len(p.Clashes) != 0 ||
		!strings.Contains(got, "What the program's version 1.1.0 has new comes into your copy, and what you changed stays.") || !strings.Contains(got, "1 card is new.") {
		t.Errorf("the plan is %s %q %q %v", p.Kind, p.Sentences, p.Warning, p.Clashes)
	}
	h.must(h.Carry(t.Context(), p))
	h.want("merged", "program 1.1.0 copied 3 changed")
	text := h.text("program", "deck.md")
	if !strings.Contains(text, "newer") || !strings.Contains(text, "mine") {
		t.Errorf("the deck is\n%s", text)
	}
	if list, _ := h.Holdings(); list[0].Newer != "" {
		t.Errorf("version %s is offered still", list[0].Newer)
	}
	h.undo()
	h.want("undone", "program 1.0.0 copied 2 changed")
	h.updated(later)
	h.redo()
	h.want("redone", "program 1.1.0 copied 3 changed")

	h.updated(strings.Replace(strings.Replace(later, "1.1.0", "1.2.0", 1), "newer", "newest", 1))
	h.must(h.Carry(t.Context(), h.planMerge(draft.KeepBoth)))
	if text := h.text("program", "deck.md"); !strings.Contains(text, "newest") || !strings.Contains(text, "mine") {
		t.Errorf("the deck is\n%s", text)
	}
	for _, want := range []string{"program 1.1.0 copied 3 changed", "program 1.0.0 copied 2 changed", "program 1.2.0 embedded 3"} {
		h.undo()
		h.want("undone", want)
	}
}

// TestMergeClashes holds what becomes of what both changed.
func TestMergeClashes(t *testing.T) {
	for keep, want := range map[draft.Keep][]string{
		draft.KeepBoth:   {"program 1.1.0 copied 4 changed", "\nmine\n", "{#one-2 tags=\"newer\"}\nnewer\n"},
		draft.KeepMine:   {"program 1.1.0 copied 3 changed", "\nmine\n"},
		draft.KeepTheirs: {"program 1.1.0 copied 3", "\nnewer\n"},
	} {
		h := newHouse(t)
		h.ownCopy("## One {#one}\nx", "## One {#one}\nmine")
		h.updated(later)
		p := h.planMerge(keep)
		if len(p.Clashes) != 1 || p.Clashes[0].ID != "one" || !strings.Contains(strings.Join(p.Sentences, " "), "both changed 1 thing") {
			t.Errorf("%v: clashes %+v, said %q", keep, p.Clashes, p.Sentences)
		}
		h.must(h.Carry(t.Context(), p))
		h.want("merged", want[0])
		for _, part := range want[1:] {
			if text := h.text("program", "deck.md"); !strings.Contains(text, part) {
				t.Errorf("%v: %q is not in\n%s", keep, part, text)
			}
		}
	}
}

// TestMergeKeepsFiles holds that pictures of both sides are there afterwards.
func TestMergeKeepsFiles(t *testing.T) {
	h := newHouse(t)
	h.ownCopy("## Two {#two}\nx", "## Two {#two}\n![a picture](media/mine.png)")
	writeFile(t, filepath.Join(h.data, "program", "media", "mine.png"), "mine")
	h.updated(later)
	h.must(h.Carry(t.Context(), h.planMerge(draft.KeepBoth)))
	if h.text("program", "media/mine.png") != "mine" {
		t.Error("the picture is another one")
	}
}

// TestMergeIsRefused holds that a copy of which nobody knows what it began as stays as it
// is, and so does one that was changed since it was looked at.
func TestMergeIsRefused(t *testing.T) {
	h := newHouse(t)
	writeFile(t, filepath.Join(h.data, "program", "deck.md"), program)
	h.updated(later)
	if h.CanMerge("program") {
		t.Error("a deck of unknown origin is to be merged with")
	}
	_, err := h.PlanMerge(t.Context(), "program", draft.KeepBoth)
	told(t, err, "not known any more")

	h = newHouse(t)
	h.ownCopy("## Two {#two}\nx", "## Two {#two}\nmine")
	h.updated(later)
	p := h.planMerge(draft.KeepBoth)
	writeFile(t, filepath.Join(h.data, "program", "deck.md"), program+"\nmore\n")
	_, err = h.Carry(t.Context(), p)
	told(t, err, "changed meanwhile")
	writeFile(t, filepath.Join(h.data, "program", "deck.md"), program)
	if h.CanMerge("program") {
		t.Error("an unchanged copy is to be merged with")
	}
}

// TestMergeKeepsOtherFiles holds that what is no text comes along, wherever it lies.
func TestMergeKeepsOtherFiles(t *testing.T) {
	h := newHouse(t)
	h.ownCopy("## Two {#two}\nx", "## Two {#two}\nmine ![A drawing](models/mine.png) ![Another](media/mine.png)")
	for _, name := range []string{"models/mine.png", "media/mine.png", "README.md"} {
		writeFile(t, filepath.Join(h.data, "program", filepath.FromSlash(name)), name)
	}
	h.updated(later)
	h.must(h.Carry(t.Context(), h.planMerge(draft.KeepBoth)))
	for _, name := range []string{"models/mine.png", "media/mine.png", "README.md"} {
		if got := h.text("program", name); got != name {
			t.Errorf("%s is %q", name, got)
		}
	}
}
