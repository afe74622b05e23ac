package exchange

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"touchpoint/deck/library"
	"touchpoint/deck/pack"
	"touchpoint/deck/safefile"
)

// make makes the folder of a new deck, whole or not at all. One that is there and empty is
// filled rather than replaced: it may be where the shell stands, a link or a disk, and what
// may be done with it was somebody's choice.
func (w *writing) make(ctx context.Context, d writtenDeck) error {
	files := library.Until(ctx, d.Files)
	if _, err := os.Stat(d.dir); err == nil {
		return w.fill(d.dir, files)
	}
	if err := w.makeFolder(filepath.Dir(d.dir)); err != nil {
		return err
	}
	if err := pack.Copy(d.dir, files, pack.Options{}); err != nil {
		return err
	}
	w.undo = append(w.undo, func() { _ = os.RemoveAll(d.dir) })
	return nil
}

// makeFolder makes a folder with those that it lies in.
func (w *writing) makeFolder(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := w.makeFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	w.undo = append(w.undo, func() { _ = os.Remove(dir) })
	return nil
}

// fill puts a deck into an empty folder: it is written whole within it, and then takes its
// names, the file that makes it a deck last.
func (w *writing) fill(dir string, files fs.FS) error {
	within := filepath.Join(dir, ".incoming")
	if err := pack.Copy(within, files, pack.Options{}); err != nil {
		return err
	}
	w.undo = append(w.undo, func() { _ = os.RemoveAll(within) })
	entries, err := os.ReadDir(within)
	if err != nil {
		return err
	}
	slices.SortStableFunc(entries, func(a, b fs.DirEntry) int {
		return order(a.Name() == headFile) - order(b.Name() == headFile)
	})
	for _, e := range entries {
		to := filepath.Join(dir, e.Name())
		if err := os.Rename(filepath.Join(within, e.Name()), to); err != nil {
			return err
		}
		w.undo = append(w.undo, func() { _ = os.RemoveAll(to) })
	}
	safefile.SyncFolder(dir)
	return os.Remove(within)
}

// order puts what is so behind what is not.
func order(last bool) int {
	if last {
		return 1
	}
	return 0
}
