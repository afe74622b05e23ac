package draft_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/model"
)

func save(t testing.TB, d *draft.Draft) {
	t.Helper()
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	if d.Dirty() {
		t.Error("the draft is dirty after it was saved")
	}
}

func TestSaveWritesOnlyWhatChanged(t *testing.T) {
	dir := small(t)
	old, err := os.Stat(filepath.Join(dir, "deck.md"))
	if err != nil {
		t.Fatal(err)
	}
	d, _ := open(t, dir)
	k := entry(t, d, "d").Key
	d.SetText(k, "## What is d? {#d}\nA d, said better.")
	if !d.Dirty() || !entry(t, d, "d").Changed || entry(t, d, "a").Changed {
		t.Errorf("dirty %v, d changed %v, a changed %v, want the first two", d.Dirty(), entry(t, d, "d").Changed, entry(t, d, "a").Changed)
	}
	save(t, d)
	if got, want := get(t, dir, "02-more.md"), strings.Replace(second, "A d.", "A d, said better.", 1); got != want {
		t.Errorf("the file holds\n%s\nwant\n%s", got, want)
	}
	now, _ := os.Stat(filepath.Join(dir, "deck.md"))
	if !os.SameFile(old, now) || !old.ModTime().Equal(now.ModTime()) {
		t.Error("a file was written that did not change")
	}
	if entry(t, d, "d").Changed {
		t.Error("what was saved is shown as changed")
	}
}

func TestSaveWritesMissingIDsAndNumbers(t *testing.T) {
	dir := write(t, map[string]string{"deck.md": "---\nid: x\ntitle: X\n---\n# One\n\n## Untouched\nText.\n\n## Same question {#same-question}\nText.\n"})
	d, _ := open(t, dir)
	k, err := d.AddNote(entry(t, d, "Untouched").Key, deck.Cloze)
	if err != nil {
		t.Fatal(err)
	}
	d.SetText(k, "## Same question {.cloze}\n\nA {{gap}} and a {{second::hint}}.")
	save(t, d)
	want := "---\nid: x\ntitle: X\n---\n# One\n\n## Untouched\nText.\n\n" +
		"## Same question {#same-question-2 .cloze}\n\nA {{1:gap}} and a {{2:second::hint}}.\n\n## Same question {#same-question}\nText.\n"
	if diff := cmp.Diff(want, get(t, dir, "deck.md")); diff != "" {
		t.Errorf("the file differs (-want +got):\n%s", diff)
	}
	if got := entry(t, d, "same-question-2").Key; got != k {
		t.Errorf("the note has the key %q, want %q", got, k)
	}
}

func TestSaveKeepsLineEndsAndByteOrderMark(t *testing.T) {
	mixed := "\ufeff---\r\nid: x\r\ntitle: X\r\n---\r\n# One\r\n\r\n## A {#a}\r\none\r\ntwo\nthree\r\n\r\n## B {#b}\r\nB.\r\n"
	dir := write(t, map[string]string{"deck.md": mixed})
	d, _ := open(t, dir)
	k := entry(t, d, "a").Key
	if got, want := d.Text(k), "## A {#a}\none\ntwo\nthree"; got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
	d.SetText(k, "## A {#a}\none\nmore\ntwo\nthree")
	save(t, d)
	if got, want := get(t, dir, "deck.md"), strings.Replace(mixed, "one\r\n", "one\r\nmore\r\n", 1); got != want {
		t.Errorf("the file holds\n%q\nwant\n%q", got, want)
	}
}

func TestNotUTF8IsShownAndNeverChanged(t *testing.T) {
	bad := "# Bad\n\n## What is e? {#e}\nA caf\xe9.\n"
	dir := write(t, map[string]string{"deck.md": first, "02-bad.md": bad})
	d, _ := open(t, dir)
	e := entry(t, d, "e")
	want := "02-bad.md is not UTF-8 text: byte 0xE9 at line 4, column 6. Save it as UTF-8 in another program to edit it here; nothing in it is changed."
	if !e.Locked || d.Locked(e.Key) != want {
		t.Errorf("locked %v: %q, want %q", e.Locked, d.Locked(e.Key), want)
	}
	if got, want := d.Text(e.Key), "## What is e? {#e}\nA caf\ufffd."; got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
	d.SetText(e.Key, "gone")
	for name, err := range map[string]error{
		"Remove": d.Remove(e.Key), "Move": d.Move(e.Key, 1), "SetForm": d.SetForm(e.Key, draft.Form{Front: "x"}),
		"MoveAfter": d.MoveAfter(entry(t, d, "a").Key, e.Key),
	} {
		if err == nil {
			t.Errorf("%s changed a file that is not UTF-8", name)
		}
	}
	if d.Dirty() || d.CanUndo() {
		t.Error("something was changed")
	}
	d.SetText(entry(t, d, "c").Key, "## What is c? {#c}\nBetter.")
	save(t, d)
	if get(t, dir, "02-bad.md") != bad {
		t.Error("the bytes of the file changed")
	}
}

func TestReadOnlyFileIsKept(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	d.SetText(entry(t, d, "d").Key, "## What is d? {#d}\nBetter.")
	d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\nBetter.")
	if err := os.Chmod(filepath.Join(dir, "02-more.md"), 0o444); err != nil {
		t.Fatal(err)
	}
	err := d.Save()
	want := "Nothing was saved, because the file is read-only. Your changes are still here: allow writing to it, or make a copy of the deck, and save again."
	if err == nil || err.Error() != want {
		t.Errorf("Save = %v, want %s", err, want)
	}
	if !d.Dirty() || get(t, dir, "deck.md") != first || get(t, dir, "02-more.md") != second {
		t.Error("a part was saved")
	}
	if names, _ := filepath.Glob(filepath.Join(dir, ".*.md.*")); len(names) > 0 {
		t.Errorf("files are left behind: %v", names)
	}
	if err := os.Chmod(filepath.Join(dir, "02-more.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	save(t, d)
}

func TestVanishedFilesAreWrittenAgain(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	if err := os.Remove(filepath.Join(dir, "02-more.md")); err != nil {
		t.Fatal(err)
	}
	out, err := d.LookOutside()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"02-more.md"}, out.Gone); diff != "" || !d.Dirty() {
		t.Errorf("dirty %v, gone differs (-want +got):\n%s", d.Dirty(), diff)
	}
	save(t, d)
	if get(t, dir, "02-more.md") != second {
		t.Error("the file is not as it was")
	}

	d.SetText(entry(t, d, "a").Key, "## What is a? {#a}\nBetter.")
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := d.Save(); err == nil || !strings.Contains(err.Error(), "Your text is still here") {
		t.Errorf("Save = %v, want to be told that nothing is lost", err)
	}
	if err := os.Rename(dir+"-away", dir); err != nil {
		t.Fatal(err)
	}
	save(t, d)
}

func TestOneFileIsADeckToo(t *testing.T) {
	dir := write(t, map[string]string{"notes.md": first, "other.md": second})
	d, err := draft.Open(dir, "notes.md", draft.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := len(d.Outline()); got != 6 {
		t.Errorf("%d entries, want those of one file: %v", got, titles(d))
	}
	if _, err := d.AddModel(model.PathKind, "M"); err == nil {
		t.Error("a deck of one file got a model")
	}
	if _, err := d.AddNote(entry(t, d, "c").Key, deck.Basic); err != nil {
		t.Fatal(err)
	}
	save(t, d)
	if !strings.HasSuffix(get(t, dir, "notes.md"), "A c.\n\n## New question {#new-question}\n\nThe answer.\n") || get(t, dir, "other.md") != second {
		t.Errorf("the file holds\n%s", get(t, dir, "notes.md"))
	}
}

func TestOpenSaysWhy(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct{ dir, file, want string }{
		{dir, "", "There is no deck in " + dir + ": a deck has a file deck.md."},
		{filepath.Join(dir, "x"), "", "The deck in " + filepath.Join(dir, "x") + " cannot be opened: it is not there."},
		{dir, "a.md", "a.md cannot be opened: it is not there."},
	} {
		if _, err := draft.Open(test.dir, test.file, draft.Options{}); err == nil || err.Error() != test.want {
			t.Errorf("Open(%q, %q) = %v, want %s", test.dir, test.file, err, test.want)
		}
	}
}

func TestModelsAreFiles(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	k, err := d.AddModel(model.PathKind, "My model")
	if err != nil {
		t.Fatal(err)
	}
	m, faults := d.Model(k)
	if m == nil || m.ID != "my-model" || m.Title != "My model" {
		t.Fatalf("Model = %v, %v", m, faults)
	}
	save(t, d)
	written := get(t, dir, "models/my-model.yaml")
	if written == "" || entry(t, d, "my-model").File != "models/my-model.yaml" {
		t.Error("the model has no file")
	}
	d.SetText(entry(t, d, "a").Key, "## What is a? {#a model=my-model}\nAn a. [@a]")
	m.ID = "renamed"
	if err := d.SetModel(k, m); err != nil {
		t.Fatal(err)
	}
	if got := d.Form(entry(t, d, "a").Key).Model; got != "renamed" {
		t.Errorf("the note draws the model %q, want the one renamed", got)
	}
	if err := d.Remove(k); err != nil {
		t.Fatal(err)
	}
	save(t, d)
	if _, err := os.Stat(filepath.Join(dir, "models", "my-model.yaml")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file of a removed model: %v", err)
	}
	for d.CanUndo() {
		d.Undo()
	}
	save(t, d)
	if get(t, dir, "deck.md") != first {
		t.Error("all undone, the text is not as it was")
	}
}

// TestErrorsAreSentences holds that what goes wrong can be shown as it is.
func TestErrorsAreSentences(t *testing.T) {
	dir := small(t)
	d, _ := open(t, dir)
	_, err := d.AddPicture("x.txt", []byte("x"))
	for _, err := range []error{d.Remove("no such key"), err, &draft.SaveError{Err: os.ErrPermission}, &draft.ConflictError{Conflicts: make([]draft.Conflict, 1)}} {
		var s interface{ Sentence() string }
		if !errors.As(err, &s) || !strings.HasSuffix(s.Sentence(), ".") {
			t.Errorf("%T %v is no sentence", err, err)
		}
	}
}
