package draft_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"touchpoint/deck/draft"
)

func look(t testing.TB, d *draft.Draft, want draft.OutsideState) draft.Outside {
	t.Helper()
	out, err := d.LookOutside()
	if err != nil {
		t.Fatal(err)
	}
	if out.State != want || (out.Sentence == "") != (want == draft.Unchanged) {
		t.Errorf("LookOutside = %v: %q, want state %v", out.State, out.Sentence, want)
	}
	return out
}

func TestOutsideEditsAreMerged(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	look(t, d, draft.Unchanged)
	a, b := entry(t, d, "a").Key, entry(t, d, "b").Key
	d.SetText(a, "## What is a? {#a}\nMine. [@a]")
	theirs := strings.Replace(first, "A b.", "Theirs.", 1)
	theirs = strings.Replace(theirs, "# Two\n", "## New {#new}\nNew.\n\n# Two\n", 1)
	put(t, dir, "deck.md", theirs)
	put(t, dir, "03-new.md", "# Four\n\n## E {#e}\nE.\n")

	look(t, d, draft.Merged)
	if got := d.Text(b); got != "## What is b? {#b after=a}\nTheirs." {
		t.Errorf("b is %q, want what the other program wrote", got)
	}
	want := []string{"", "One", "What is a?", "What is b?", "New", "Two", "What is c?", "02-more.md", "Three", "What is d?", "03-new.md", "Four", "E"}
	if diff := cmp.Diff(want, titles(d)); diff != "" {
		t.Errorf("the outline differs (-want +got):\n%s", diff)
	}
	if !entry(t, d, "a").Changed || entry(t, d, "b").Changed {
		t.Error("want a shown as changed, and not b")
	}
	look(t, d, draft.Unchanged)
	save(t, d)
	if got, want := get(t, dir, "deck.md"), strings.Replace(theirs, "An a.", "Mine.", 1); got != want {
		t.Errorf("the file holds\n%s\nwant\n%s", got, want)
	}
	d.Undo()
	if got := d.Text(b); got != "## What is b? {#b after=a}\nA b." {
		t.Errorf("undone, b is %q", got)
	}
}

func TestOutsideConflictsAreAskedAbout(t *testing.T) {
	for _, test := range []struct {
		mine bool
		want string
	}{{true, "Mine."}, {false, "Theirs."}} {
		dir := small(t)
		d, _ := open(t, dir)
		k := entry(t, d, "c").Key
		d.SetText(k, "## What is c? {#c}\nMine.")
		put(t, dir, "deck.md", strings.Replace(first, "A c.", "Theirs.", 1))
		err := d.Save()
		const sentence = "“What is c?” in deck.md was changed by another program too. Nothing was saved; choose which text to keep, then save again."
		if err == nil || err.Error() != sentence {
			t.Errorf("Save = %v, want %s", err, sentence)
		}
		out := look(t, d, draft.Conflicted)
		want := []draft.Conflict{{
			Key: k, File: "deck.md", Title: "What is c?",
			Mine: "## What is c? {#c}\nMine.", Theirs: "## What is c? {#c}\nTheirs.",
		}}
		if diff := cmp.Diff(want, out.Conflicts); diff != "" {
			t.Fatalf("conflicts differ (-want +got):\n%s", diff)
		}
		d.Resolve(out.Conflicts[0], test.mine)
		save(t, d)
		if got, want := get(t, dir, "deck.md"), strings.Replace(first, "A c.", test.want, 1); got != want {
			t.Errorf("the file holds\n%s\nwant\n%s", got, want)
		}
		d.Undo()
		other := map[bool]string{true: "Theirs.", false: "Mine."}[test.mine]
		if got := d.Text(k); got != "## What is c? {#c}\n"+other {
			t.Errorf("undone, the note says %q, want the other text", got)
		}
	}
}

func TestRemovedHereAndChangedThere(t *testing.T) {
	for _, mine := range []bool{true, false} {
		dir := small(t)
		d, _ := open(t, dir)
		if err := d.Remove(entry(t, d, "b").Key); err != nil {
			t.Fatal(err)
		}
		put(t, dir, "deck.md", strings.Replace(first, "A b.", "Theirs.", 1))
		out := look(t, d, draft.Conflicted)
		d.Resolve(out.Conflicts[0], mine)
		save(t, d)
		want := []string{"", "One", "What is a?", "What is b?", "Two", "What is c?", "02-more.md", "Three", "What is d?"}
		if mine {
			want = slices.Delete(want, 3, 4)
		}
		if diff := cmp.Diff(want, titles(d)); diff != "" {
			t.Errorf("mine %v: the outline differs (-want +got):\n%s", mine, diff)
		}
	}
}

func TestChangedHereAndRemovedThere(t *testing.T) {
	for _, mine := range []bool{true, false} {
		dir := small(t)
		d, _ := open(t, dir)
		d.SetText(entry(t, d, "b").Key, "## What is b? {#b}\nMine.")
		put(t, dir, "deck.md", strings.Replace(first, "## What is b? {#b after=a}\nA b.\n\n", "", 1))
		out := look(t, d, draft.Conflicted)
		d.Resolve(out.Conflicts[0], mine)
		save(t, d)
		if got := slices.Contains(titles(d), "What is b?"); got != mine {
			t.Errorf("mine %v: the note is there: %v", mine, got)
		}
	}
}

func TestFileRenamedOutside(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k := entry(t, d, "d").Key
	if err := os.Rename(filepath.Join(dir, "02-more.md"), filepath.Join(dir, "03-more.md")); err != nil {
		t.Fatal(err)
	}
	look(t, d, draft.Merged)
	if e := entry(t, d, "d"); e.Key != k || e.File != "03-more.md" {
		t.Errorf("the note is %+v, want key %s in the new file", e, k)
	}
	if d.Dirty() {
		t.Error("the draft is dirty, though it is as on disk")
	}
}

func TestMovedHereAndChangedThere(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	if err := d.MoveAfter(entry(t, d, "b").Key, entry(t, d, "d").Key); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "deck.md", strings.Replace(first, "A b.", "Theirs.", 1))
	look(t, d, draft.Merged)
	e := entry(t, d, "b")
	if got := d.Text(e.Key); e.File != "02-more.md" || got != "## What is b? {#b after=a}\nTheirs." {
		t.Errorf("%s has %q, want their text in the file it was moved to", e.File, got)
	}
}

// TestSameTimeAndSize holds that a change is noticed that bears the same time and size.
func TestSameTimeAndSize(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	path := filepath.Join(dir, "deck.md")
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, "deck.md", strings.Replace(first, "An a.", "No a.", 1))
	if err := os.Chtimes(path, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	look(t, d, draft.Merged)
}

// TestPropertyOfMerging edits a deck here and elsewhere. Nothing that either wrote may be
// lost: it is in the draft, or told of in a conflict.
func TestPropertyOfMerging(t *testing.T) {
	top := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		dir, other := filepath.Join(top, fmt.Sprint(n)), filepath.Join(top, fmt.Sprint(n, "-other"))
		files := drawDeck(t)
		for name, text := range files {
			for _, dir := range []string{dir, other} {
				path := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		clock := newClock()
		mine, err := draft.Open(dir, "", draft.Options{Now: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := draft.Open(other, "", draft.Options{Now: clock.Now})
		if err != nil {
			t.Fatal(err)
		}
		for range rapid.IntRange(0, 8).Draw(t, "edits here") {
			drawEdit(t, mine, clock)
		}
		for range rapid.IntRange(0, 8).Draw(t, "edits there") {
			drawEdit(t, theirs, clock)
		}
		before, after := texts(mine), texts(theirs)
		for name, text := range after {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		out, err := mine.LookOutside()
		if err != nil {
			t.Fatal(err)
		}
		checkKeys(t, mine)
		var told []string
		for _, c := range out.Conflicts {
			told = append(told, c.Mine, c.Theirs)
		}
		got := lines(texts(mine), told)
		old := lines(files, nil)
		for _, side := range []map[string]string{before, after} {
			for line := range lines(side, nil) {
				if !old[line] && !got[line] {
					t.Fatalf("the line %q is lost\nhere %q\nthere %q\nmerged %q", line, before, after, texts(mine))
				}
			}
		}
		if again, err := mine.LookOutside(); err != nil || len(again.Taken) > 0 {
			t.Fatalf("looked again: %+v, %v", again, err)
		}
		for mine.CanUndo() {
			mine.Undo()
		}
		for name, text := range files {
			if texts(mine)[name] != text {
				t.Fatalf("all undone, %s holds %q, want %q", name, texts(mine)[name], text)
			}
		}
	})
}

// lines returns the lines that are not empty.
func lines(files map[string]string, more []string) map[string]bool {
	set := make(map[string]bool)
	for _, text := range files {
		more = append(more, text)
	}
	for _, text := range more {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line != "" {
				set[line] = true
			}
		}
	}
	return set
}

func TestMendedOutside(t *testing.T) {
	dir := write(t, map[string]string{"deck.md": first, "02-bad.md": "## What is e? {#e}\nA caf\xe9.\n"})
	d, _ := open(t, dir)
	k := entry(t, d, "e").Key
	put(t, dir, "02-bad.md", "## What is e? {#e}\nA café.\n")
	look(t, d, draft.Merged)
	if e := entry(t, d, "e"); e.Locked || e.Key != k || d.Text(k) != "## What is e? {#e}\nA café." {
		t.Errorf("mended by another program, the entry is %+v with %q", e, d.Text(k))
	}
	put(t, dir, "02-bad.md", "## What is e? {#e}\nA caf\xe9!\n")
	look(t, d, draft.Merged)
	if !entry(t, d, "e").Locked {
		t.Error("spoilt by another program, the file can be edited")
	}
}

func TestTooLargeFileIsListedAndLeft(t *testing.T) {
	dir := small(t)
	path := filepath.Join(dir, "03-large.md")
	put(t, dir, "03-large.md", "# Large\n")
	if err := os.Truncate(path, 33<<20); err != nil {
		t.Fatal(err)
	}
	d, _ := open(t, dir)
	e := entry(t, d, "03-large.md")
	const want = "03-large.md cannot be read: it has 33 MB, and 32 MB is the most. Nothing in it is changed."
	if got := d.Locked(e.Key); got != want {
		t.Errorf("Locked = %q, want %q", got, want)
	}
	d.SetText(e.Key, "gone")
	d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\nMine.")
	look(t, d, draft.Unchanged)
	save(t, d)
	if info, err := os.Stat(path); err != nil || info.Size() != 33<<20 {
		t.Errorf("the file is %v, %v", info, err)
	}
}

// TestConflictOvertaken looks at a piece that another program changes twice, and then makes
// what it is here: each look tells of the last only.
func TestConflictOvertaken(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k := entry(t, d, "d").Key
	d.SetText(k, "## What is d? {#d}\nMine.")
	for _, theirs := range []string{"Theirs.", "Theirs again."} {
		put(t, dir, "02-more.md", strings.Replace(second, "A d.", theirs, 1))
		out := look(t, d, draft.Conflicted)
		if len(out.Conflicts) != 1 || !strings.Contains(out.Conflicts[0].Theirs, theirs) {
			t.Errorf("the conflicts are %+v, want one with %q", out.Conflicts, theirs)
		}
	}
	put(t, dir, "02-more.md", strings.Replace(second, "A d.", "Mine.", 1))
	if out := look(t, d, draft.Unchanged); len(out.Conflicts) != 0 {
		t.Errorf("both the same, the conflicts are %+v", out.Conflicts)
	}
	save(t, d)
}

// TestTouched asks whether there is anything to look at, before and after each look.
func TestTouched(t *testing.T) {
	for name, do := range map[string]func(t *testing.T, dir string){
		"another text": func(t *testing.T, dir string) {
			put(t, dir, "deck.md", get(t, dir, "deck.md")+"\n## New {#new}\nA note.\n")
		},
		"a new file":     func(t *testing.T, dir string) { put(t, dir, "90-more.md", "# More\n\n## New {#new}\nA note.\n") },
		"a file is gone": func(t *testing.T, dir string) { _ = os.Remove(filepath.Join(dir, "deck.md")) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := small(t)
			list, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range list { // written long ago
				old := time.Now().Add(-time.Hour)
				if err := os.Chtimes(filepath.Join(dir, e.Name()), old, old); err != nil {
					t.Fatal(err)
				}
			}
			d, _ := open(t, dir)
			if d.Touched() {
				t.Error("touched before anybody did anything")
			}
			do(t, dir)
			if !d.Touched() {
				t.Error("not touched")
			}
		})
	}
}
