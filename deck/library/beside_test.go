package library_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchpoint/deck/library"
	"touchpoint/deck/pack"
)

// alien returns another author's deck with the id of version's.
func alien(v string, notes ...string) string {
	return strings.NewReplacer("Ann", "Zoe", "title: Alpha", "title: Aleph # hers").Replace(version(v, notes...))
}

// TestInstallBeside takes in a deck of which the id is taken, and then its next version.
func TestInstallBeside(t *testing.T) {
	zipped := func(h *house, dir string) string {
		file := filepath.Join(h.desk, "aleph.deck")
		if _, err := pack.Create(file, os.DirFS(dir), pack.Options{}); err != nil {
			t.Fatal(err)
		}
		return file
	}
	for name, form := range map[string]func(*house, string) string{
		"folder":   func(_ *house, dir string) string { return dir },
		"file":     func(_ *house, dir string) string { return filepath.Join(dir, "deck.md") },
		".deck":    zipped,
		"windows":  nil,
		"archived": nil,
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.carry(h.put("one", "deck.md", version("1.0", "a", "b", "c")))
			text := alien("5", "x", "y", "z")
			if name == "windows" {
				text = "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n")
			}
			if form == nil {
				form = func(_ *house, dir string) string { return dir }
			}
			p := h.plan(form(h, h.put("two", "deck.md", text)))
			if p.Kind != library.Foreign || p.Instead == nil || p.Instead.Kind != library.Install || p.Instead.Deck.ID != "alpha-2" {
				t.Fatalf("got %s %q, instead %+v", p.Kind, p.Sentences, p.Instead)
			}
			if said := strings.Join(p.Sentences, " "); !strings.Contains(said, "under the id alpha-2") {
				t.Errorf("%q does not say under which id", said)
			}
			step, err := h.Carry(t.Context(), p.Instead)
			if err != nil {
				t.Fatal(err)
			}
			h.want("beside", "alpha 1.0 installed 3", "alpha-2 5 installed 3", "program 1.0.0 embedded 2")
			written, err := os.ReadFile(filepath.Join(h.data, "alpha-2", "deck.md"))
			if want := strings.Replace(text, "id: alpha", "id: alpha-2", 1); err != nil || string(written) != want {
				t.Errorf("got %q, %v, want %q", written, err, want)
			}
			if err := h.Undo(step); err != nil {
				t.Fatal(err)
			}
			h.want("undone", "alpha 1.0 installed 3", "program 1.0.0 embedded 2")

			if _, err := h.Carry(t.Context(), p.Instead); err != nil {
				t.Fatal(err)
			}
			if same := h.plan(form(h, h.put("two", "deck.md", text))); same.Kind != library.Same {
				t.Errorf("the same once more is %s: %q", same.Kind, same.Sentences)
			}
			h.again()
			if name == "archived" {
				if _, err := h.Archive("alpha-2"); err != nil {
					t.Fatal(err)
				}
			}
			next := h.plan(form(h, h.put("two", "deck.md", alien("6", "x", "y", "z", "zz"))))
			if next.Kind != library.Update || next.Deck.ID != "alpha-2" || next.Diff.Kept != 3 {
				t.Fatalf("the next version is %s of %s: %q", next.Kind, next.Deck.ID, next.Sentences)
			}
			if _, err := h.Carry(t.Context(), next); err != nil {
				t.Fatal(err)
			}
			h.want("updated", "alpha 1.0 installed 3", "alpha-2 6 installed 4", "program 1.0.0 embedded 2")
			if p := h.plan(form(h, h.put("two", "deck.md", alien("7", "x", "y", "z")))); p.Kind != library.Update || p.Deck.ID != "alpha-2" {
				t.Errorf("after an update the next version is %s of %s", p.Kind, p.Deck.ID)
			}
			if p := h.plan(h.put("one", "deck.md", version("1.1", "a", "b", "c"))); p.Kind != library.Update || p.Deck.ID != "alpha" {
				t.Errorf("the deck that was there first gets %s of %s", p.Kind, p.Deck.ID)
			}
		})
	}
}

func TestNoPlaceBeside(t *testing.T) {
	h := newHouse(t)
	h.carry(h.put("one", "deck.md", version("1.0", "a", "b", "c")))
	p := h.plan(h.put("two", "deck.md", "---\n{id: alpha, title: Aleph}\n---\n# S\n\n## X {#x}\nx\n"))
	if p.Kind != library.Foreign || p.Instead != nil || !strings.Contains(strings.Join(p.Sentences, " "), "Ask its author") {
		t.Errorf("got %s %q, instead %+v", p.Kind, p.Sentences, p.Instead)
	}
}

// TestTheProgramBringsALaterVersion of a deck of which the learner has a copy.
func TestTheProgramBringsALaterVersion(t *testing.T) {
	h := newHouse(t)
	dir, _, err := h.Own("program")
	if err != nil {
		t.Fatal(err)
	}
	mine := strings.Replace(program, "version: 1.0.0", "version: 9.0.0", 1) + "\n## Mine {#mine}\nx\n"
	writeFile(t, filepath.Join(dir, "deck.md"), mine)
	newer := func() string {
		list, err := h.Holdings()
		if err != nil {
			t.Fatal(err)
		}
		return list[0].Newer
	}
	if got := newer(); got != "" {
		t.Errorf("at first the version %s is said to be newer", got)
	}
	later := func() {
		h.Home = library.NewHome(h.data, source("program", strings.Replace(program, "1.0.0", "1.1.0", 1)+"\n## Three {#three}\nx\n"))
	}
	later()
	if got := newer(); got != "1.1.0" {
		t.Errorf("the newer version is %q, want 1.1.0", got)
	}
	p, err := h.PlanNewer(t.Context(), "program")
	if err != nil {
		t.Fatal(err)
	}
	if said := strings.Join(p.Sentences, " ") + p.Warning; !strings.Contains(said, "later versions will come by themselves") || !strings.Contains(said, "set aside") || len(p.Diff.Changes) == 0 {
		t.Errorf("it says %q", said)
	}
	step, err := h.Carry(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	h.want("updated", "program 1.1.0 embedded 3")
	if err := h.Undo(step); err != nil {
		t.Fatal(err)
	}
	h.want("undone", "program 9.0.0 copied 3 changed")
	if text, err := os.ReadFile(filepath.Join(dir, "deck.md")); err != nil || string(text) != mine {
		t.Errorf("the copy is %q, %v", text, err)
	}
	writeFile(t, filepath.Join(dir, "deck.md"), mine+"\n")
	_, err = h.Carry(t.Context(), p)
	told(t, err, "changed meanwhile")
	_, err = h.PlanNewer(t.Context(), "nothing")
	told(t, err)
}
