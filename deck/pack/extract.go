package pack

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"

	"touchpoint/deck/safefile"
)

// Extract writes the deck into a new folder, which must not be there yet. Either all of
// it is there afterwards, or nothing.
func Extract(p *Pack, dir string) error { return Copy(dir, p, Options{}) }

// Copy writes the deck at the root of fsys, as [List] lists it, into a new folder, which
// must not be there yet. Either all of it is there afterwards, or nothing.
func Copy(dir string, fsys fs.FS, o Options) (err error) {
	fsys = Folder(fsys, o)
	name := filepath.Base(dir)
	files, err := List(fsys)
	if err != nil {
		return err
	}
	if _, err := os.Lstat(dir); err == nil {
		return fail(fs.ErrExist, "“%s” is there already; choose another name, or move it away.", name)
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), "."+name+".*")
	if err != nil {
		return Unwritable(name, err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(temp)
		}
	}()
	if err := put(temp, fsys, files); err != nil {
		return Unwritable(name, err)
	}
	if err := os.Chmod(temp, 0o755); err != nil { // made for the owner alone
		return Unwritable(name, err)
	}
	if err := os.Rename(temp, dir); err != nil {
		return Unwritable(name, err)
	}
	safefile.SyncFolder(filepath.Dir(dir))
	return nil
}

// put writes files into a folder, several at a time, since most of the time goes by while
// the disk makes sure of one.
func put(dir string, fsys fs.FS, files []File) error {
	root, err := os.OpenRoot(dir) // nothing is written outside, whatever the names are
	if err != nil {
		return err
	}
	defer root.Close()
	folders := map[string]bool{".": true}
	for _, file := range files {
		if within := path.Dir(file.Path); !folders[within] {
			folders[within] = true
			if err := root.MkdirAll(filepath.FromSlash(within), 0o755); err != nil {
				return err
			}
		}
	}
	const writers = 8
	var next atomic.Int64
	failures := make([]error, writers)
	var writing sync.WaitGroup
	for w := range writers {
		writing.Go(func() {
			for failures[w] == nil {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				failures[w] = putFile(root, fsys, files[i])
			}
			next.Store(int64(len(files))) // one failure is enough
		})
	}
	writing.Wait()
	for folder := range folders {
		safefile.SyncFolder(filepath.Join(dir, filepath.FromSlash(folder)))
	}
	return errors.Join(failures...)
}

func putFile(root *os.Root, fsys fs.FS, file File) (err error) {
	out, err := root.OpenFile(filepath.FromSlash(file.Path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if err := copyFile(onlyWriter{out}, fsys, file); err != nil {
		return err
	}
	return out.Sync()
}

// An onlyWriter hides that a file could read for itself, from what it must not.
type onlyWriter struct{ io.Writer }

// Unwritable says in an [*Error] that something of a name could not be written, and why:
// there is no room, no permission, no folder. One that err is already stays.
func Unwritable(name string, err error) error {
	var own *Error
	switch {
	case errors.As(err, &own):
		return own
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return fail(err, "There is no room left on the disk for “%s”; nothing was changed, so free some space and try again.", Show(name))
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fail(err, "“%s” may not be written there; nothing was changed, so allow it or choose another place.", Show(name))
	case errors.Is(err, fs.ErrNotExist):
		return fail(err, "The folder for “%s” is not there; nothing was changed, so choose another place.", Show(name))
	}
	var onPath *fs.PathError
	var onLink *os.LinkError
	switch {
	case errors.As(err, &onPath):
		err = onPath.Err
	case errors.As(err, &onLink):
		err = onLink.Err
	}
	return fail(err, "“%s” could not be written (%v); nothing was changed, so try again or choose another place.", Show(name), err)
}
