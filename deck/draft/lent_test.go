package draft_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"touchpoint/deck/draft"
)

// A shelf has a deck that is lent.
type shelf struct {
	t        *testing.T
	program  string // where it is lent from
	own      string // where its author's copy is
	recovery string
	made     int   // how often a copy was asked for
	refuses  error // to make one
}

func newShelf(t *testing.T) *shelf {
	dir := t.TempDir()
	return &shelf{t: t, program: small(t), own: filepath.Join(dir, "own"), recovery: filepath.Join(dir, "unsaved")}
}

func (s *shelf) open() *draft.Draft {
	s.t.Helper()
	d, err := draft.OpenLent(draft.Lender{Deck: "small", FS: os.DirFS(s.program), Own: func() (string, error) {
		s.made++
		if s.refuses != nil {
			return "", s.refuses
		}
		if _, err := os.Stat(s.own); err == nil {
			return s.own, nil
		}
		return s.own, os.CopyFS(s.own, os.DirFS(s.program))
	}}, draft.Options{Recovery: s.recovery, Now: newClock().Now})
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// edit changes a note.
func (s *shelf) edit(d *draft.Draft) draft.Key {
	k := entry(s.t, d, "a").Key
	d.SetText(k, strings.Replace(d.Text(k), "## ", "## Really ", 1))
	return k
}

func TestALentDeckIsCopiedWhenItIsSaved(t *testing.T) {
	s := newShelf(t)
	d := s.open()
	s.edit(d)
	if err := d.KeepSafe(); err != nil {
		t.Fatal(err)
	}
	if out, err := d.LookOutside(); err != nil || out.State != draft.Unchanged || d.Touched() {
		t.Errorf("another program is said to have changed it: %+v, %v", out, err)
	}
	d.Undo()
	if err := d.Save(); err != nil || s.made > 0 || d.Dir() != "" {
		t.Fatalf("%d copies for a deck with nothing to save, in %q, %v", s.made, d.Dir(), err)
	}
	k := s.edit(d)
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	if s.made != 1 || d.Dir() != s.own || d.Dirty() || len(draft.Unsaved(s.recovery)) > 0 {
		t.Errorf("%d copies, in %q, dirty %v, unsaved %v", s.made, d.Dir(), d.Dirty(), draft.Unsaved(s.recovery))
	}
	if got := get(t, s.own, "deck.md"); !strings.Contains(got, "## Really ") {
		t.Errorf("the copy is\n%s", got)
	}
	if got := get(t, s.program, "deck.md"); strings.Contains(got, "Really") {
		t.Errorf("what was lent is\n%s", got)
	}
	d.Undo() // also what was saved
	if strings.Contains(d.Text(k), "Really") {
		t.Error("what was saved cannot be undone")
	}
	if err := d.Save(); err != nil || s.made != 1 || get(t, s.own, "deck.md") != get(t, s.program, "deck.md") {
		t.Errorf("saved again: %v, %d copies,\n%s", err, s.made, get(t, s.own, "deck.md"))
	}
	put(t, s.own, "deck.md", get(t, s.own, "deck.md")+"\n## More {#more}\nx\n")
	if out, err := d.LookOutside(); err != nil || out.State != draft.Merged {
		t.Errorf("what another program wrote into the copy: %+v, %v", out, err)
	}
}

func TestALentDeckThatCannotBeCopied(t *testing.T) {
	s := newShelf(t)
	d := s.open()
	k := s.edit(d)
	s.refuses = errors.New("the disk is full")
	if err := d.Save(); !errors.Is(err, s.refuses) {
		t.Errorf("got %v", err)
	}
	if !d.Dirty() || !strings.Contains(d.Text(k), "Really") {
		t.Error("the work is lost")
	}
	s.refuses = fmt.Errorf("the copy: %w", syscall.ENOSPC)
	const full = "Nothing was saved, because the disk is full. Your changes are still here: make room on the disk and save again."
	if err := d.Save(); err == nil || err.Error() != full {
		t.Errorf("on a full disk: %v", err)
	}
	s.refuses = nil
	if err := d.Save(); err != nil || d.Dirty() {
		t.Errorf("once there is room: %v", err)
	}
}

// What was not saved is recovered in what was lent, and in the copy if there is one by then.
func TestRecoveringInALentDeck(t *testing.T) {
	s := newShelf(t)
	d := s.open()
	s.edit(d)
	if err := d.KeepSafe(); err != nil {
		t.Fatal(err)
	}
	list := draft.Unsaved(s.recovery)
	if len(list) != 1 || list[0].Lent != "small" || list[0].Dir != "" || list[0].Problem != "" {
		t.Fatalf("unsaved %+v", list)
	}
	d = s.open()
	if err := d.Recover(list[0]); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(d.Text(entry(t, d, "a").Key), "Really") {
		t.Error("the work is not back")
	}

	if err := os.CopyFS(s.own, os.DirFS(s.program)); err != nil {
		t.Fatal(err)
	}
	put(t, s.own, "deck.md", get(t, s.own, "deck.md")+"\n## More {#more}\nx\n")
	copied, _ := open(t, s.own)
	if err := copied.Recover(list[0]); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(copied.Text(entry(t, copied, "a").Key), "Really") || len(copied.Conflicts()) > 0 {
		t.Error("the work is not back in the copy")
	}
	entry(t, copied, "more")
}

// A copy that came about meanwhile is merged with before anything is written.
func TestALentDeckThatWasCopiedMeanwhile(t *testing.T) {
	s := newShelf(t)
	d := s.open()
	s.edit(d)
	if err := os.CopyFS(s.own, os.DirFS(s.program)); err != nil {
		t.Fatal(err)
	}
	put(t, s.own, "deck.md", get(t, s.own, "deck.md")+"\n## More {#more}\nx\n")
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	if got := get(t, s.own, "deck.md"); !strings.Contains(got, "Really") || !strings.Contains(got, "#more") {
		t.Errorf("the copy is\n%s", got)
	}
}
