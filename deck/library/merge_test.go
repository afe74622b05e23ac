package library_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/library"
)

// files is a deck that was put together in memory, by the names and texts of its files.
func files(pairs ...string) fstest.MapFS {
	all := make(fstest.MapFS)
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1]), Mode: 0o644}
	}
	return all
}

// called is the text of another deck than alpha.
func called(id, text string) string { return strings.Replace(text, "id: alpha", "id: "+id, 1) }

func (h *house) planFiles(all fs.FS) *library.Plan {
	h.Helper()
	p, err := h.PlanFiles(h.Context(), "biology.apkg", all)
	if err != nil {
		h.Fatal(err)
	}
	return p
}

// bring imports decks as one step.
func (h *house) bring(act string, all ...fs.FS) library.Step {
	h.Helper()
	var plans []*library.Plan
	for _, one := range all {
		plans = append(plans, h.planFiles(one))
	}
	s, err := h.CarryAll(h.Context(), plans, library.Together{Kind: library.StepImport, Text: "biology.apkg was brought in.", Act: act})
	if err != nil {
		h.Fatal(err)
	}
	return s
}

func (h *house) text(id deck.ID, name string) string {
	h.Helper()
	all, ok := h.Files(id)
	if !ok {
		h.Fatalf("there is no deck %s", id)
	}
	data, err := fs.ReadFile(all, name)
	if err != nil {
		h.Fatal(err)
	}
	return string(data)
}

// TestImportIsOneStep brings in a new deck and more of one that is there, as one step that
// is undone as one after a restart.
func TestImportIsOneStep(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	step := h.bring("act-1", files("deck.md", version("1.0", "a", "b"), "media/b.png", "picture"), files("deck.md", called("beta", version("1", "x"))))
	want := library.Step{ID: 2, Kind: library.StepImport, Decks: []deck.ID{"alpha", "beta"}, At: step.At, Text: "biology.apkg was brought in.", Act: "act-1"}
	if diff := cmp.Diff(want, step); diff != "" {
		t.Errorf("step (-want +got):\n%s", diff)
	}
	h.want("imported", "alpha 1.0 installed 2 changed", "beta 1 installed 1", "program 1.0.0 embedded 2")
	if h.text("alpha", "media/b.png") != "picture" {
		t.Error("the picture did not come along")
	}
	h.again()
	last, ok := h.LastStep()
	if diff := cmp.Diff(want, last); diff != "" || !ok {
		t.Errorf("last step (-want +got):\n%s", diff)
	}
	broken := errors.New("the journal is busy")
	if err := h.UndoWith(last, func() error { return broken }); !errors.Is(err, broken) {
		t.Errorf("UndoWith = %v, want %v", err, broken)
	}
	h.want("undone in vain", "alpha 1.0 installed 2 changed", "beta 1 installed 1", "program 1.0.0 embedded 2")
	also := 0
	if err := h.UndoWith(last, func() error { also++; return nil }); err != nil || also != 1 {
		t.Errorf("UndoWith = %v, the journal was taken back %d times", err, also)
	}
	h.want("undone", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	told(t, h.UndoWith(last, func() error { also++; return nil }), "Something else")
	if also != 1 {
		t.Error("the journal was taken back though the step could not be")
	}
}

// TestImportInto holds where a deck is from, and whether it counts as changed, once
// something was merged into it.
func TestImportInto(t *testing.T) {
	merged := version("1.0", "a", "b")
	for name, tt := range map[string]struct {
		before func(*house)
		files  fstest.MapFS
		want   []string
	}{
		"nothing": {
			func(*house) {}, files("deck.md", merged),
			[]string{"alpha 1.0 installed 2", "program 1.0.0 embedded 2"},
		},
		"a deck of an author": {
			func(h *house) { h.carry(h.put("one", "deck.md", version("1.0", "a"))) }, files("deck.md", merged),
			[]string{"alpha 1.0 installed 2 changed", "program 1.0.0 embedded 2"},
		},
		"a deck that the learner changed": {
			func(h *house) {
				h.carry(h.put("one", "deck.md", version("1.0", "a")))
				writeFile(h.T, filepath.Join(h.data, "alpha", "deck.md"), version("1.0", "b"))
			},
			files("deck.md", merged),
			[]string{"alpha 1.0 installed 2 changed", "program 1.0.0 embedded 2"},
		},
		"what was imported before": {
			func(h *house) { h.bring("", files("deck.md", version("1.0", "a"))) }, files("deck.md", merged),
			[]string{"alpha 1.0 installed 2", "program 1.0.0 embedded 2"},
		},
		"what was imported before and changed": {
			func(h *house) {
				h.bring("", files("deck.md", version("1.0", "a")))
				writeFile(h.T, filepath.Join(h.data, "alpha", "deck.md"), version("1.0", "b"))
			},
			files("deck.md", merged),
			[]string{"alpha 1.0 installed 2 changed", "program 1.0.0 embedded 2"},
		},
		"a deck of one file": {
			func(h *house) { writeFile(h.T, filepath.Join(h.data, "own.md"), version("1.0", "a")) }, files("deck.md", merged),
			[]string{"alpha 1.0 installed 2", "program 1.0.0 embedded 2"},
		},
		"an archived deck": {
			func(h *house) {
				h.carry(h.put("one", "deck.md", version("1.0", "a")))
				if _, err := h.Archive("alpha"); err != nil {
					h.Fatal(err)
				}
			},
			files("deck.md", merged),
			[]string{"alpha 1.0 installed 2 changed", "program 1.0.0 embedded 2"},
		},
		"a deck of the program": {
			func(*house) {}, files("deck.md", program+"\n## Three {#three}\nx\n"),
			[]string{"program 1.0.0 copied 3 changed"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			tt.before(h)
			before := h.look()
			p := h.planFiles(tt.files)
			if strings.Contains(p.Warning, "set aside") {
				t.Errorf("the warning is %q, though nothing of the learner's is lost", p.Warning)
			}
			step := h.bring("act", tt.files)
			h.want("imported", tt.want...)
			if err := h.Undo(step); err != nil {
				t.Fatal(err)
			}
			h.want("undone", before...)
		})
	}
}

// TestImportOfNothingNew holds that a step is there to be undone when only the journal
// has something new.
func TestImportOfNothingNew(t *testing.T) {
	h := newHouse(t)
	all := files("deck.md", version("1.0", "a"))
	h.bring("first", all)
	p := h.planFiles(all)
	if p.Kind != library.Same {
		t.Fatalf("the plan is %s", p.Kind)
	}
	_, err := h.CarryAll(t.Context(), []*library.Plan{p}, library.Together{Kind: library.StepImport})
	told(t, err, "exactly as it is")
	_, err = h.CarryAll(t.Context(), nil, library.Together{})
	told(t, err, "no deck")
	step, err := h.CarryAll(t.Context(), []*library.Plan{p}, library.Together{Kind: library.StepImport, Act: "second"})
	if err != nil || step.Act != "second" || step.Text == "" || !slices.Equal(step.Decks, []deck.ID{"alpha"}) {
		t.Fatalf("CarryAll = %+v, %v", step, err)
	}
	h.again()
	if last, _ := h.LastStep(); last.Act != "second" {
		t.Errorf("the last step is %+v", last)
	}
	if err := h.Undo(step); err != nil {
		t.Fatal(err)
	}
	h.want("undone", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	if last, _ := h.LastStep(); last.Act != "first" {
		t.Errorf("the last step is %+v", last)
	}
}

// TestAllOrNone holds that a deck that cannot be taken in keeps all of them out.
func TestAllOrNone(t *testing.T) {
	alpha, beta := files("deck.md", version("1.0", "a")), files("deck.md", called("beta", version("1.0", "a")))
	both := library.Together{Kind: library.StepImport, Act: "act"}
	nothing := func(h *house) {
		h.Helper()
		h.want("refused", "program 1.0.0 embedded 2")
		if left, _ := os.ReadDir(filepath.Join(h.data, ".building")); len(left) > 0 {
			h.Errorf("%v is left", left)
		}
		if last, done := h.LastStep(); done {
			h.Errorf("there is a step %+v", last)
		}
	}
	t.Run("the same deck twice", func(t *testing.T) {
		h := newHouse(t)
		_, err := h.CarryAll(t.Context(), []*library.Plan{h.planFiles(alpha), h.planFiles(alpha)}, both)
		told(t, err, "alpha")
		nothing(h)
	})
	t.Run("a file is gone", func(t *testing.T) {
		h := newHouse(t)
		going := files("deck.md", called("beta", version("1.0", "a")), "media/x.png", "x")
		plans := []*library.Plan{h.planFiles(alpha), h.planFiles(broke{going, "media/x.png"})}
		_, err := h.CarryAll(t.Context(), plans, both)
		told(t, err)
		nothing(h)
	})
	t.Run("ended", func(t *testing.T) {
		h := newHouse(t)
		plans := []*library.Plan{h.planFiles(alpha), h.planFiles(beta)}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := h.CarryAll(ctx, plans, both); !errors.Is(err, context.Canceled) {
			t.Errorf("CarryAll = %v, want it ended", err)
		}
		nothing(h)
	})
	t.Run("it came meanwhile", func(t *testing.T) {
		h := newHouse(t)
		plans := []*library.Plan{h.planFiles(alpha), h.planFiles(beta)}
		writeFile(t, filepath.Join(h.data, "beta", "deck.md"), called("beta", version("1.0", "mine")))
		_, err := h.CarryAll(t.Context(), plans, both)
		told(t, err, "changed meanwhile")
		h.want("refused", "beta 1.0 installed 1", "program 1.0.0 embedded 2")
	})
	t.Run("a stranger's", func(t *testing.T) {
		h := newHouse(t)
		h.carry(h.put("one", "deck.md", version("1.0", "a", "b", "c")))
		p := h.planFiles(files("deck.md", alien("5", "x", "y", "z")))
		if p.Kind != library.Foreign || p.Instead != nil {
			t.Fatalf("the plan is %s, %v in its stead", p.Kind, p.Instead)
		}
		_, err := h.CarryAll(t.Context(), []*library.Plan{h.planFiles(beta), p}, both)
		told(t, err, "alpha")
		h.want("refused", "alpha 1.0 installed 3", "program 1.0.0 embedded 2")
	})
}

// broke is files of which one can be listed and not opened.
type broke struct {
	fstest.MapFS
	name string
}

func (b broke) Open(name string) (fs.File, error) {
	if name == b.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("the archive is cut short")}
	}
	return b.MapFS.Open(name)
}

// TestPlacesOfOneStep holds that two decks of one step do not want the same place.
func TestPlacesOfOneStep(t *testing.T) {
	h := newHouse(t)
	writeFile(t, filepath.Join(h.data, "beta", "notes.txt"), "no deck, but the place is taken")
	h.bring("", files("deck.md", called("beta", version("1", "a"))), files("deck.md", called("beta-2", version("1", "a"))))
	h.want("both", "beta 1 installed 1", "beta-2 1 installed 1", "program 1.0.0 embedded 2")
}

func TestPlanFilesRefuses(t *testing.T) {
	h := newHouse(t)
	for name, all := range map[string]fstest.MapFS{
		"no text": files("media/x.png", "x"),
		"no id":   files("deck.md", "## A {#a}\nb\n"),
		"a name":  files("deck.md", version("1", "a"), "media/con.png", "x"),
	} {
		_, err := h.PlanFiles(t.Context(), "biology.apkg", all)
		t.Logf("%s: %v", name, err)
		told(t, err, "Nothing was changed")
	}
}

func TestFiles(t *testing.T) {
	h := newHouse(t)
	writeFile(t, filepath.Join(h.data, "own.md"), version("1.0", "a"))
	h.carry(h.put("two", "deck.md", called("beta", version("2", "b")), "media/x.png", "x"))
	if _, err := h.Archive("beta"); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[deck.ID][]string{"alpha": {"deck.md"}, "beta": {"deck.md", "media", "media/x.png"}, "program": nil} {
		all, ok := h.Files(id)
		if !ok {
			t.Errorf("there is no %s", id)
			continue
		}
		d, faults, err := deck.Parse(all)
		here, there := h.Deck(id)
		if err != nil || len(faults) > 0 || d.ID != id || !there || here.ID != id {
			t.Errorf("%s: %v, %v, and as a deck %v, %v", id, faults, err, here, there)
		}
		if want != nil {
			if err := fstest.TestFS(all, want...); err != nil {
				t.Errorf("%s: %v", id, err)
			}
		}
	}
	if _, ok := h.Files("nobody"); ok {
		t.Error("there is a deck nobody")
	}
	if _, ok := h.Deck("nobody"); ok {
		t.Error("there is a deck nobody")
	}
}
