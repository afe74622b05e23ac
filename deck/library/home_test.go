package library_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/pack"
)

// A house is a home with a folder beside it for what is to be installed.
type house struct {
	*testing.T
	*library.Home
	data, desk string
}

const program = "---\nid: program\ntitle: Part of the program\nversion: 1.0.0\nauthors: [Us]\n---\n# T\n\n## One {#one}\nx\n\n## Two {#two}\nx\n"

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, data: filepath.Join(t.TempDir(), "decks"), desk: t.TempDir()}
	h.again()
	return h
}

// again starts the program anew.
func (h *house) again() { h.Home = library.NewHome(h.data, source("program", program)) }

// put writes a deck's folder to the desk.
func (h *house) put(name string, pairs ...string) string {
	h.Helper()
	dir := filepath.Join(h.desk, name)
	if err := os.RemoveAll(dir); err != nil {
		h.Fatal(err)
	}
	for i := 0; i < len(pairs); i += 2 {
		writeFile(h.T, filepath.Join(dir, pairs[i]), pairs[i+1])
	}
	return dir
}

func writeFile(t testing.TB, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func (h *house) plan(path string) *library.Plan {
	h.Helper()
	p, err := h.Plan(context.Background(), path)
	if err != nil {
		h.Fatal(err)
	}
	return p
}

func (h *house) carry(path string) library.Step {
	h.Helper()
	s, err := h.Carry(context.Background(), h.plan(path))
	if err != nil {
		h.Fatal(err)
	}
	return s
}

// look returns what a person sees: a line for each deck.
func (h *house) look() []string {
	h.Helper()
	list, err := h.Holdings()
	if err != nil {
		h.Fatal(err)
	}
	var lines []string
	for _, x := range list {
		line := fmt.Sprintf("%s %s %s %d", x.ID, x.Version, x.Origin, x.Cards)
		if x.Archived {
			line += " archived"
		}
		if x.Changed {
			line += " changed"
		}
		if x.Problem != "" {
			line += " problem"
		}
		lines = append(lines, line)
	}
	return lines
}

func (h *house) want(when string, lines ...string) {
	h.Helper()
	if diff := cmp.Diff(lines, h.look()); diff != "" {
		h.Errorf("%s (-want +got):\n%s", when, diff)
	}
}

// told checks that an error is a sentence that can be shown.
func told(t testing.TB, err error, words ...string) {
	t.Helper()
	var own *library.HomeError
	if !errors.As(err, &own) {
		t.Errorf("got %v (%T), want a sentence", err, err)
		return
	}
	if !strings.HasSuffix(own.Message, ".") || strings.Contains(own.Message, "\n") {
		t.Errorf("%q is no sentence", own.Message)
	}
	for _, w := range words {
		if !strings.Contains(own.Message, w) {
			t.Errorf("%q does not say %q", own.Message, w)
		}
	}
}

func version(v string, notes ...string) string {
	text := fmt.Sprintf("---\nid: alpha\ntitle: Alpha\nversion: %s\nauthors: [Ann]\n---\n# T\n\n", v)
	for _, n := range notes {
		text += fmt.Sprintf("## What is %s? {#%s}\n%s is it.\n\n", n, n, n)
	}
	return text
}

func TestInstallUpdateUndo(t *testing.T) {
	h := newHouse(t)
	h.want("at first", "program 1.0.0 embedded 2")
	if _, err := os.Stat(h.data); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("something was written before the first act: %v", err)
	}
	p := h.plan(h.put("one", "deck.md", version("1.0", "a", "b"), "media/x.png", "picture"))
	if p.Kind != library.Install || p.Sentences[0] != "“Alpha” is new: 2 cards from 2 notes." || p.Warning != "" {
		t.Errorf("got %s %q %q", p.Kind, p.Sentences, p.Warning)
	}
	h.carry(filepath.Join(h.desk, "one"))
	h.want("installed", "alpha 1.0 installed 2", "program 1.0.0 embedded 2")

	two := h.put("two", "deck.md", version("1.1", "a", "c"))
	p = h.plan(two)
	want := []string{"“Alpha” 1.1 takes the place of 1.0.", "1 card is new.", "1 card goes away; its history is archived."}
	if diff := cmp.Diff(want, p.Sentences); diff != "" || p.Kind != library.Update || p.Old.Version != "1.0" {
		t.Errorf("%s of %s (-want +got):\n%s", p.Kind, p.Old.Version, diff)
	}
	step := h.carry(two)
	h.want("updated", "alpha 1.1 installed 2", "program 1.0.0 embedded 2")
	if step.Kind != library.StepUpdate || step.Text != "“Alpha” was updated." {
		t.Errorf("got %+v", step)
	}
	if _, err := os.Stat(filepath.Join(h.data, "alpha", "media")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a picture of the old version is in the new one: %v", err)
	}

	h.again()
	last, ok := h.LastStep()
	if !ok || last.ID != step.ID {
		t.Fatalf("after a new start the last step is %+v, %t", last, ok)
	}
	if err := h.Undo(last); err != nil {
		t.Fatal(err)
	}
	h.want("undone", "alpha 1.0 installed 2", "program 1.0.0 embedded 2")
	if data, err := os.ReadFile(filepath.Join(h.data, "alpha", "media", "x.png")); err != nil || string(data) != "picture" {
		t.Errorf("the old picture is %q, %v", data, err)
	}
	last, _ = h.LastStep()
	if err := h.Undo(last); err != nil {
		t.Fatal(err)
	}
	h.want("undone twice", "program 1.0.0 embedded 2")
	if _, ok := h.LastStep(); ok {
		t.Error("there is still something to undo")
	}
	told(t, h.Undo(last))
}

func TestUndoKeepsWhatWasChangedSince(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	step := h.carry(h.put("one", "deck.md", version("1.1", "a", "b")))
	writeFile(t, filepath.Join(h.data, "alpha", "deck.md"), version("1.1", "a", "b", "mine"))
	h.want("changed", "alpha 1.1 installed 3 changed", "program 1.0.0 embedded 2")
	if err := h.Undo(step); err != nil {
		t.Fatal(err)
	}
	h.want("undone", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	found := false
	_ = filepath.WalkDir(filepath.Join(h.data, ".before"), func(path string, e fs.DirEntry, err error) error {
		if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), "mine") {
			found = true
		}
		return nil
	})
	if !found {
		t.Error("what was changed is lost")
	}
}

// TestACopyOfTheDataFolderHasNotChanged touches the files as copying without times does.
func TestACopyOfTheDataFolderHasNotChanged(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a", "b"), "media/x.png", "picture"))
	later := time.Now().Add(time.Hour)
	for _, name := range []string{"deck.md", "media/x.png"} {
		if err := os.Chtimes(filepath.Join(h.data, "alpha", name), later, later); err != nil {
			t.Fatal(err)
		}
	}
	h.want("touched", "alpha 1.0 installed 2", "program 1.0.0 embedded 2")
	writeFile(t, filepath.Join(h.data, "alpha", "media", "x.png"), "PICTURE")
	h.want("changed", "alpha 1.0 installed 2 changed", "program 1.0.0 embedded 2")
}

func TestPlanWarnsOfOwnChanges(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	writeFile(t, filepath.Join(h.data, "alpha", "deck.md"), version("1.0", "a", "mine"))
	p := h.plan(h.put("one", "deck.md", version("1.1", "a")))
	if !strings.Contains(p.Warning, "changed this deck yourself") {
		t.Errorf("got the warning %q", p.Warning)
	}
}

func TestKinds(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.10", "a", "b", "c"), "media/x.png", "picture"))
	foreign := strings.NewReplacer("Ann", "Zoe", "Alpha", "Aleph").Replace(version("2.0", "x", "y", "z"))
	for _, test := range []struct {
		name  string
		kind  library.PlanKind
		files []string
	}{
		{"same", library.Same, []string{"deck.md", version("1.10", "a", "b", "c"), "media/x.png", "picture"}},
		{"other picture", library.Update, []string{"deck.md", version("1.10", "a", "b", "c"), "media/x.png", "Picture"}},
		{"older", library.Downgrade, []string{"deck.md", version("1.9", "a", "b", "c")}},
		{"newer", library.Update, []string{"deck.md", version("1.11", "a", "b", "c")}},
		{"no version", library.Update, []string{"deck.md", version(`""`, "a", "b", "c")}},
		{"all new by the same author", library.Update, []string{"deck.md", version("2.0", "x", "y", "z")}},
		{"foreign", library.Foreign, []string{"deck.md", foreign}},
		{"another author with the same notes", library.Update, []string{"deck.md", strings.Replace(version("2.0", "a", "b", "c"), "Ann", "Zoe", 1)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := h.plan(h.put("two", test.files...))
			if p.Kind != test.kind {
				t.Fatalf("got %s: %q", p.Kind, p.Sentences)
			}
			if test.kind == library.Foreign {
				for _, name := range []string{"Aleph", "Zoe", "Alpha", "Ann"} {
					if !strings.Contains(p.Sentences[0], name) {
						t.Errorf("%q does not name %s", p.Sentences[0], name)
					}
				}
			}
			if test.kind == library.Same || test.kind == library.Foreign {
				_, err := h.Carry(t.Context(), p)
				told(t, err)
				return
			}
			s, err := h.Carry(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			if err := h.Undo(s); err != nil {
				t.Fatal(err)
			}
		})
	}
	h.want("at the end", "alpha 1.10 installed 3", "program 1.0.0 embedded 2")
}

func TestFromEverySortOfFile(t *testing.T) {
	text := version("1.0", "a")
	folder := fstest.MapFS{"deck.md": {Data: []byte(text)}}
	for _, name := range []string{"folder", "x.md", "X.MD", "x.deck", "x.zip"} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			path := filepath.Join(h.desk, name)
			switch filepath.Ext(name) {
			case "":
				h.put(name, "deck.md", text)
			case ".md", ".MD":
				writeFile(t, path, text)
			default:
				if _, err := pack.Create(path, folder, pack.Options{}); err != nil {
					t.Fatal(err)
				}
			}
			h.carry(path)
			h.want("installed", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
			if data, err := os.ReadFile(filepath.Join(h.data, "alpha", "deck.md")); err != nil || string(data) != text {
				t.Errorf("got %q, %v", data, err)
			}
			if p := h.plan(path); p.Kind != library.Same {
				t.Errorf("again it is %s", p.Kind)
			}
		})
	}
}

func TestUpdateOfADeckOfOneFile(t *testing.T) {
	h := newHouse(t)
	writeFile(t, filepath.Join(h.data, "mine.md"), version("1.0", "a"))
	h.want("by hand", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	step := h.carry(h.put("one", "deck.md", version("1.1", "a", "b")))
	h.want("updated", "alpha 1.1 installed 2", "program 1.0.0 embedded 2")
	if err := h.Undo(step); err != nil {
		t.Fatal(err)
	}
	h.want("undone", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	if dir, file, err := h.Own("alpha"); dir != h.data || file != "mine.md" || err != nil {
		t.Errorf("it is edited at %s %s, %v", dir, file, err)
	}
}

func TestArchiveAndRestore(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	step, err := h.Archive("alpha")
	if err != nil {
		t.Fatal(err)
	}
	h.want("archived", "program 1.0.0 embedded 2", "alpha 1.0 installed 1 archived")
	if l, err := h.Open(); err != nil || len(l.Decks()) != 1 {
		t.Errorf("the library has %d decks, %v", len(l.Decks()), err)
	}
	_, err = h.Archive("alpha")
	told(t, err, "archived already")
	_, _, err = h.Own("alpha")
	told(t, err, "archived")
	h.again()
	if _, err := h.Restore("alpha"); err != nil {
		t.Fatal(err)
	}
	h.want("restored", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	told(t, h.Undo(step), "brought back")
	last, _ := h.LastStep()
	if err := h.Undo(last); err != nil {
		t.Fatal(err)
	}
	h.want("restoring undone", "program 1.0.0 embedded 2", "alpha 1.0 installed 1 archived")

	// An archived deck is updated into the library.
	p := h.plan(h.put("one", "deck.md", version("1.1", "a", "b")))
	if p.Kind != library.Update || !p.Old.Archived {
		t.Errorf("got %s, %+v", p.Kind, p.Old)
	}
	h.carry(filepath.Join(h.desk, "one"))
	h.want("updated", "alpha 1.1 installed 2", "program 1.0.0 embedded 2")
	last, _ = h.LastStep()
	if err := h.Undo(last); err != nil {
		t.Fatal(err)
	}
	h.want("undone", "program 1.0.0 embedded 2", "alpha 1.0 installed 1 archived")
	_, err = h.Archive("program")
	told(t, err, "part of the program")
	_, err = h.Archive("none")
	told(t, err, "none")
	_, err = h.Restore("program")
	told(t, err)
}

func TestALinkedDeck(t *testing.T) {
	h := newHouse(t)
	elsewhere := h.put("elsewhere", "deck.md", version("1.0", "a"))
	if err := os.MkdirAll(h.data, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(elsewhere, filepath.Join(h.data, "linked")); err != nil {
		t.Fatal(err)
	}
	h.want("linked", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	_, err := h.Carry(t.Context(), h.plan(h.put("one", "deck.md", version("1.1", "a"))))
	told(t, err, "link")
	_, err = h.MoveNotes(t.Context(), refs("program/one"), "alpha")
	told(t, err, "link")
	if step, err := h.Archive("alpha"); err != nil {
		t.Error(err)
	} else if err := h.Undo(step); err != nil {
		t.Error(err)
	}
	h.want("at the end", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
}

func TestNew(t *testing.T) {
	h := newHouse(t)
	dir, err := h.New("", `Märkte: "alte" & neue`)
	if err != nil {
		t.Fatal(err)
	}
	l, err := h.Open()
	if err != nil {
		t.Fatal(err)
	}
	d := l.Decks()[0]
	if d.Title != `Märkte: "alte" & neue` || filepath.Base(dir) != string(d.ID) || len(d.Notes) != 1 || len(l.Reports()[0].Faults) > 0 {
		t.Errorf("got %q as %s in %s with %d notes, %v", d.Title, d.ID, dir, len(d.Notes), l.Reports()[0].Faults)
	}
	if faults := deck.Check(d, os.DirFS(dir)); len(faults) > 0 {
		t.Errorf("the new deck has faults: %v", faults)
	}
	other, err := h.New("", `Märkte: "alte" & neue`)
	if err != nil || other != dir+"-2" {
		t.Errorf("the second is in %s, %v", other, err)
	}
	_, err = h.New("program", "x")
	told(t, err, "Part of the program")
	_, err = h.New("Not an id", "x")
	told(t, err, "Not an id")
	if list, _ := h.Holdings(); list[0].Origin != library.OriginWritten || list[0].Installed.IsZero() {
		t.Errorf("got %+v", list[0])
	}
}

func TestExport(t *testing.T) {
	h := newHouse(t)
	path := filepath.Join(h.desk, "p.deck")
	if err := h.Export("program", path); err != nil {
		t.Fatal(err)
	}
	if p := h.plan(path); p.Kind != library.Same || p.Deck.ID != "program" {
		t.Errorf("got %s of %s", p.Kind, p.Deck.ID)
	}
	told(t, h.Export("none", path))
	told(t, h.Export("program", filepath.Join(h.desk, "none", "p.deck")))
}

// What was given away, or came, under a version and was changed since is stale until the
// version is another.
func TestStale(t *testing.T) {
	h := newHouse(t)
	dir, err := h.New("mine", "Mine")
	if err != nil {
		t.Fatal(err)
	}
	stale := func(when string, want bool) {
		t.Helper()
		list, err := h.Holdings()
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range list {
			if x.ID == "mine" && x.Stale != want {
				t.Errorf("%s: stale %v, want %v", when, x.Stale, want)
			}
		}
	}
	more := func() {
		t.Helper()
		writeFile(t, filepath.Join(dir, "02.md"), "## More {#more}\nx\n")
	}
	more()
	stale("never given away", false)
	if err := h.Export("mine", filepath.Join(h.desk, "mine.deck")); err != nil {
		t.Fatal(err)
	}
	stale("given away", false)
	writeFile(t, filepath.Join(dir, "02.md"), "## More {#more}\nother words\n")
	stale("changed since", true)
	more()
	stale("changed back", false)
	text, err := os.ReadFile(filepath.Join(dir, "deck.md"))
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "deck.md"), strings.Replace(string(text), "version: 0.1.0", "version: 0.1.1", 1))
	stale("with another version", false)
}
