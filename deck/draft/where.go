package draft

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"touchpoint/deck"
)

// A Lender is a deck that is not its author's, such as one of the program. Whoever only
// looks at it leaves it as it is: it becomes the author's with the first save.
type Lender struct {
	Deck deck.ID
	FS   fs.FS                          // its files
	Own  func() (dir string, err error) // makes the author's copy, or finds the one that there is by now
}

// OpenLent opens a deck that is not its author's. The first save makes a copy of it and
// writes into that.
func OpenLent(l Lender, o Options) (*Draft, error) {
	return openAt(where{lent: &l}, "", o)
}

// Dir is the folder of the deck, "" as long as it is not its author's.
func (d *Draft) Dir() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.where.dir
}

// makeOwn makes a deck that was lent its author's, if there is anything to save in it. What has
// been done to the copy meanwhile is found by the next look at the files.
func (d *Draft) makeOwn() error {
	d.owning.Lock()
	defer d.owning.Unlock()
	d.mu.Lock()
	lent, dirty := d.where.lent, d.dirty()
	d.mu.Unlock()
	if lent == nil || !dirty {
		return nil
	}
	dir, err := lent.Own()
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &SaveError{Err: err} // it says what is safe
	case err != nil:
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.where = where{dir: dir}
	d.version++ // the recovery file is to name the folder
	return nil
}

// where is where the files of a draft are: in a folder, or in a deck that was lent.
type where struct {
	dir  string
	lent *Lender
}

// open opens a file, which links do not lead out of the folder for.
func (w where) open(name string) (fs.File, error) {
	if w.lent != nil {
		return w.lent.FS.Open(name)
	}
	return os.OpenInRoot(w.dir, filepath.FromSlash(name))
}

// stat describes a file or folder.
func (w where) stat(name string) (fs.FileInfo, error) {
	if w.lent != nil {
		return fs.Stat(w.lent.FS, name)
	}
	root, err := os.OpenRoot(w.dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.Stat(filepath.FromSlash(name))
}

// list lists a folder.
func (w where) list(name string) ([]fs.DirEntry, error) {
	if w.lent != nil {
		return fs.ReadDir(w.lent.FS, name)
	}
	return os.ReadDir(filepath.Join(w.dir, filepath.FromSlash(name)))
}

// name is what the place is called.
func (w where) name() string {
	if w.lent != nil {
		return string(w.lent.Deck)
	}
	return w.dir
}

// path returns where a file of the folder is.
func (w where) path(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }
