package exchange_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"touchpoint/deck/exchange"
)

// below returns the paths of all that is in a folder.
func below(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		list = append(list, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list[1:]
}

// TestWriteOutFillsEmptyFolders holds that a folder which is there and empty stays that
// folder: it may be where the shell stands, or a link.
func TestWriteOutFillsEmptyFolders(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "real")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(folder, link); err != nil {
		t.Fatal(err)
	}
	t.Chdir(folder)
	if _, err := exchange.WriteOut(t.Context(), ".", bundle(nil, biology())); err != nil {
		t.Fatal(err)
	}
	want := []string{"README.md", "deck.md", "imported.tsv", "media", "media/cell.png"}
	if got := below(t, folder); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if info, err := os.Stat(folder); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info, err)
	}
	for _, name := range want {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := exchange.WriteOut(t.Context(), link, bundle(nil, biology())); err != nil {
		t.Fatal(err)
	}
	if got := below(t, folder); !slices.Equal(got, want) {
		t.Errorf("by the link: %q", got)
	}
	if info, _ := os.Lstat(link); info.Mode()&fs.ModeSymlink == 0 {
		t.Error("the link is none any more")
	}
}

// TestWriteOutLeavesNothing holds that what cannot be written, or is stopped, leaves
// nothing behind, be the folder new or there and empty.
func TestWriteOutLeavesNothing(t *testing.T) {
	for _, empty := range []bool{false, true} {
		dir := t.TempDir()
		to := filepath.Join(dir, "new", "decks")
		var want []string
		if empty {
			if err := os.MkdirAll(filepath.Join(to, "two"), 0o755); err != nil {
				t.Fatal(err)
			}
			want = []string{"new", "new/decks", "new/decks/two"}
		}
		ctx, cancel := context.WithCancel(t.Context())
		two := biology()
		two.ID, two.Title = "two", "Two"
		var looked atomic.Int32
		two.Media[0].Open = func() (io.ReadCloser, error) {
			if looked.Add(1) == 3 { // both were looked at before they are written
				cancel()
			}
			return io.NopCloser(strings.NewReader("PNG")), nil
		}
		two.Media[0].Size = 3
		more := two.Media[0]
		more.Path = "media/zzz.png"
		two.Media = append(two.Media, more)
		_, err := exchange.WriteOut(ctx, to, bundle(nil, biology(), two))
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		if got := below(t, dir); !slices.Equal(got, want) {
			t.Errorf("left %q, want %q", got, want)
		}
	}
}

// TestWriteOutFindsDecks holds that decks are known by their ids, wherever they lie in the
// folder that is named.
func TestWriteOutFindsDecks(t *testing.T) {
	dir := t.TempDir()
	two := func() *exchange.Parcel {
		return &exchange.Parcel{ID: "two", Title: "Two", Notes: []exchange.Note{note("anki-q", "Q?", "A.", 100)}}
	}
	write := func(dir string, parcels ...*exchange.Parcel) (exchange.Report, error) {
		return exchange.WriteOut(t.Context(), dir, bundle(nil, parcels...))
	}
	if _, err := write(dir, biology(), two()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, "biology"), filepath.Join(dir, "life")); err != nil {
		t.Fatal(err)
	}
	before := below(t, dir)
	unread := biology()
	for i := range unread.Notes {
		unread.Notes[i].Text = "" // as a reader leaves it that was told what is here
	}
	for _, parcels := range [][]*exchange.Parcel{{unread, two()}, {unread}} {
		if r, err := write(dir, parcels...); err != nil || r.Skipped+r.Added > 0 {
			t.Errorf("%v, %+v", err, r)
		}
	}
	if got := below(t, dir); !slices.Equal(got, before) {
		t.Errorf("got %q, want %q", got, before)
	}
	if _, err := write(filepath.Join(dir, "life"), biology(), two()); err == nil {
		t.Error("a deck was written into another")
	}
}

// TestWriteOutNamesHistory holds that answers go to the deck that is in the folder, whatever
// its id is by now.
func TestWriteOutNamesHistory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deck")
	if _, err := exchange.WriteOut(t.Context(), dir, bundle(nil, biology())); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "deck.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "id: biology", "id: life", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	b := bundle(history(), biology())
	if _, err := exchange.WriteOut(t.Context(), dir, b); err != nil {
		t.Fatal(err)
	}
	for _, e := range b.History {
		if !strings.HasPrefix(string(e.Card), "life/") {
			t.Errorf("an answer goes to %s", e.Card)
		}
	}
	if len(b.History) != len(history()) {
		t.Errorf("%d answers", len(b.History))
	}
}

// TestWriteOutSaysWhyNothingCame holds that a file of which no note can be taken in says why.
func TestWriteOutSaysWhyNothingCame(t *testing.T) {
	b := &exchange.Bundle{Name: "words.csv"}
	b.Report.Add(exchange.Item{Title: "Hund", Outcome: exchange.Skipped, Why: "it has no answer"})
	_, err := exchange.WriteOut(t.Context(), t.TempDir(), b)
	if err == nil || !strings.Contains(err.Error(), "it has no answer") {
		t.Errorf("got %v", err)
	}
}
