package library_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"touchpoint/deck/library"
	"touchpoint/deck/pack"
)

func TestWhatIsNoDeck(t *testing.T) {
	h := newHouse(t)
	file := func(name, text string) string {
		path := filepath.Join(h.desk, name)
		writeFile(t, path, text)
		return path
	}
	link := h.put("link", "deck.md", version("1", "a"))
	if err := os.Symlink("/etc/passwd", filepath.Join(link, "x.png")); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		path  string
		words []string
	}{
		"not there":       {filepath.Join(h.desk, "none"), []string{"none", "not there"}},
		"an empty folder": {h.put("empty", "a.txt", "x"), []string{"no deck"}},
		"a README":        {file("README.md", "about"), []string{"README.md", "no deck"}},
		"a picture":       {file("x.png", "x"), []string{"x.png", "no deck"}},
		"no zip":          {file("x.deck", "x"), []string{"no packed deck"}},
		"no id":           {file("x.md", "## A {#a}\nb\n"), []string{"x.md", "no id"}},
		"no notes":        {h.put("bare", "deck.md", version("1")), []string{"no notes"}},
		"a large picture": {h.put("large", "deck.md", version("1", "a"), "media/a.png", strings.Repeat("x", 50<<20)), []string{"media/a.png", "50 MB", "20 MB"}},
		"a link":          {link, []string{"x.png", "link"}},
		"no UTF-8":        {file("bad.md", "\xff\xfe\x00"), []string{"bad.md"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.Plan(t.Context(), test.path)
			told(t, err, append(test.words, "Nothing was changed")...)
		})
	}
	h.want("at the end", "program 1.0.0 embedded 2")
}

func TestADeckWithErrors(t *testing.T) {
	h := newHouse(t)
	dir := h.put("one", "deck.md", version("1.0", "a", "b")+"## Broken {#broken .choice}\n- [ ] none is right\n\n## Also {#also .nokind}\nx\n")
	p := h.plan(dir)
	if !strings.Contains(p.Warning, "2 faults") || !strings.Contains(p.Warning, "line 16 of deck.md") || !strings.HasSuffix(p.Warning, ".") {
		t.Errorf("got the warning %q", p.Warning)
	}
	h.carry(dir)
	h.want("installed", "alpha 1.0 installed 2", "program 1.0.0 embedded 2")
	if list, _ := h.Holdings(); list[0].Errors != 2 {
		t.Errorf("got %+v", list[0])
	}
}

func TestWhatChangesMeanwhile(t *testing.T) {
	h := newHouse(t)
	dir := h.put("one", "deck.md", version("1.0", "a"))
	p := h.plan(dir)
	h.put("one", "deck.md", version("1.0", "a", "b"))
	_, err := h.Carry(t.Context(), p)
	told(t, err, "changed since")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	_, err = h.Carry(t.Context(), p)
	told(t, err, "is not there")

	one := h.plan(h.put("one", "deck.md", version("1.0", "a")))
	two := h.plan(h.put("two", "deck.md", version("1.1", "a")))
	if _, err := h.Carry(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	_, err = h.Carry(t.Context(), two) // it was to be new
	told(t, err, "changed meanwhile")
	two = h.plan(two.Path)
	if err := os.RemoveAll(filepath.Join(h.data, "alpha")); err != nil {
		t.Fatal(err)
	}
	_, err = h.Carry(t.Context(), two) // what it was to replace is gone
	told(t, err, "changed meanwhile")
	h.want("at the end", "program 1.0.0 embedded 2")
}

func TestUndoOfWhatVanished(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	step := h.carry(h.put("one", "deck.md", version("1.1", "a")))
	if err := os.RemoveAll(filepath.Join(h.data, "alpha")); err != nil {
		t.Fatal(err)
	}
	if err := h.Undo(step); err != nil {
		t.Errorf("what vanished stands in the way: %v", err)
	}
	h.want("undone", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
	step = h.carry(h.put("one", "deck.md", version("1.1", "a")))
	if err := os.RemoveAll(filepath.Join(h.data, ".before")); err != nil {
		t.Fatal(err)
	}
	told(t, h.Undo(step), "cannot be undone")
	h.want("not undone", "alpha 1.1 installed 1", "program 1.0.0 embedded 2")
}

func TestTheFolderOfDecksIsUnfit(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "file"), "x")
	writeFile(t, filepath.Join(dir, "deck.md"), version("1.0", "a"))
	h := library.NewHome(filepath.Join(dir, "file", "decks"))
	p, err := h.Plan(t.Context(), filepath.Join(dir, "deck.md"))
	if err == nil {
		_, err = h.Carry(t.Context(), p)
	}
	told(t, err, "cannot be used")
}

func TestADamagedRecordOfSteps(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a")))
	h.carry(h.put("one", "deck.md", version("1.1", "a")))
	writeFile(t, filepath.Join(h.data, ".decks.json"), "{")
	h.again()
	h.want("damaged", "alpha 1.1 installed 1", "program 1.0.0 embedded 2")
	if _, ok := h.LastStep(); ok {
		t.Error("there is something to undo")
	}
	step := h.carry(h.put("one", "deck.md", version("1.2", "a")))
	if err := h.Undo(step); err != nil {
		t.Fatal(err)
	}
	h.want("undone", "alpha 1.1 installed 1", "program 1.0.0 embedded 2")
}

func TestAFewVersionsAreKept(t *testing.T) {
	h := newHouse(t)
	for i := range 12 {
		h.carry(h.put("one", "deck.md", version(fmt.Sprintf("1.%d", i), "a", fmt.Sprintf("n%d", i))))
	}
	kept, err := os.ReadDir(filepath.Join(h.data, ".before"))
	if err != nil || len(kept) != 5 {
		t.Errorf("%d versions are kept, %v", len(kept), err)
	}
	steps := 0
	for last, ok := h.LastStep(); ok; last, ok = h.LastStep() {
		if err := h.Undo(last); err != nil {
			t.Fatal(err)
		}
		steps++
	}
	if steps != 5 {
		t.Errorf("%d steps were undone, want 5", steps)
	}
	h.want("undone", "alpha 1.6 installed 2", "program 1.0.0 embedded 2")
	kept, err = os.ReadDir(filepath.Join(h.data, ".before"))
	if err != nil || len(kept) != 5 {
		t.Errorf("%d versions that were taken back are kept, %v", len(kept), err)
	}
}

// TestACrashInTheMiddle puts the home into each state in which a crash can leave an
// update, and into those that somebody makes who clears away what is new.
func TestACrashInTheMiddle(t *testing.T) {
	const doing = `{"last": 2, "doing": {"id": 2, "kind": "update", "decks": ["alpha"], "at": "2026-01-01T00:00:00Z", "text": "“Alpha” was updated.",
		"moves": [{"from": "alpha", "to": ".before/000002-alpha"}, {"from": ".building/000002-alpha", "to": "alpha"}]}}`
	for _, test := range []struct {
		name              string
		at, before, built string // versions
		want              string
	}{
		{"nothing moved", "1.0", "", "1.1", "1.1"},
		{"the old is away", "", "1.0", "1.1", "1.1"},
		{"all moved", "1.1", "1.0", "", "1.1"},
		{"nothing moved, the new is gone", "1.0", "", "", "1.0"},
		{"the old is away, the new is gone", "", "1.0", "", "1.0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			for dir, v := range map[string]string{"alpha": test.at, ".before/000002-alpha": test.before, ".building/000002-alpha": test.built} {
				if v != "" {
					writeFile(t, filepath.Join(h.data, dir, "deck.md"), version(v, "a"))
				}
			}
			writeFile(t, filepath.Join(h.data, ".decks.json"), doing)
			h.want("after the crash", "alpha "+test.want+" installed 1", "program 1.0.0 embedded 2")
			last, ok := h.LastStep()
			if ok != (test.want == "1.1") {
				t.Errorf("the last step is %+v, %t", last, ok)
			}
			if ok {
				if err := h.Undo(last); err != nil {
					t.Fatal(err)
				}
				h.want("undone", "alpha 1.0 installed 1", "program 1.0.0 embedded 2")
			}
		})
	}
}

func TestErrorsOfTheSystemAreSentences(t *testing.T) {
	h := newHouse(t)
	for err, word := range map[error]string{
		syscall.ENOSPC: "no room", syscall.EDQUOT: "no room", syscall.EACCES: "not allowed", syscall.EROFS: "not allowed",
		syscall.EIO: "cannot be used", fs.ErrExist: "something else",
	} {
		told(t, h.Explain(&fs.PathError{Op: "write", Path: "/some/where", Err: err}), word)
		told(t, h.Explain(&os.LinkError{Op: "rename", Old: "/some/where", New: "/else", Err: err}), word)
	}
}

// The place where a deck is put together has a name that nobody gave it.
func TestNoRoomToPutADeckTogether(t *testing.T) {
	h := newHouse(t)
	err := h.Unbuilt(&pack.Error{
		Message: "There is no room left on the disk for “000002-letters”.",
		Err:     &fs.PathError{Op: "write", Path: "000002-letters", Err: syscall.ENOSPC},
	})
	told(t, err, "no room", "Your decks are as they were")
	if strings.Contains(err.Error(), "000002") {
		t.Errorf("got %q", err)
	}
	told(t, h.Unbuilt(&pack.Error{Message: "The picture is too large."}), "too large")
}

func TestPlanWarnsOfAnotherAuthor(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a", "b", "c")))
	p := h.plan(h.put("two", "deck.md", strings.Replace(version("1.1", "a", "b", "c"), "Ann", "Zoe", 1)))
	if !strings.Contains(p.Warning, "by Zoe") || !strings.Contains(p.Warning, "by Ann") {
		t.Errorf("got the warning %q", p.Warning)
	}
}

func TestPlanSaysWhatIsWrong(t *testing.T) {
	h := newHouse(t)
	for _, test := range []struct{ name, text, want string }{
		{"head", "---\nid: alpha\ntitle: [Alpha\n---\n## A {#a}\nb\n", "line 3 of deck.md"},
		{"bytes", "---\nid: alpha\ntitle: Alpha\n---\n## A {#a}\nb \x92\n", "0x92"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := h.Plan(t.Context(), h.put(test.name, "deck.md", test.text))
			told(t, err, test.want, "Nothing was changed")
		})
	}
	_, err := h.Plan(t.Context(), filepath.Join(h.data, "none"))
	told(t, err, filepath.Join(h.data, "none"), "Nothing was changed")
}

func TestPlanCountsLikePeople(t *testing.T) {
	h := newHouse(t)
	ids := make([]string, 1200)
	for i := range ids {
		ids[i] = fmt.Sprintf("n%d", i)
	}
	p := h.plan(h.put("big", "deck.md", version("1.0", ids...)))
	if want := "1,200 cards from 1,200 notes"; !strings.Contains(p.Sentences[0], want) {
		t.Errorf("got %q, want %q in it", p.Sentences[0], want)
	}
}
