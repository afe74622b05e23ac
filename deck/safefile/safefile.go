// Package safefile writes files so that nothing is lost: what a path names is always
// the whole old contents or the whole new ones, also after a crash or on a full disk.
// [Write] and [Replace] take contents, [Create] what writes them, and [Stage] prepares
// several files that are to change together.
package safefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace gives a file new contents without a moment at which it holds less than
// the old or the new ones: they are written beside it, brought to disk, and take its
// name. Its permissions stay; a symbolic link keeps pointing to the file it leads to.
func Replace(path string, contents []byte) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s was not changed: %w", path, err)
		}
	}()
	target, mode, err := existing(path)
	if err != nil {
		return err
	}
	return put(target, mode, text(contents))
}

// existing returns what a path leads to and what may be done with it. A read-only file can
// be renamed over; whoever made it read-only does not want that, so it is an error.
func existing(path string) (target string, mode fs.FileMode, err error) {
	if target, err = filepath.EvalSymlinks(path); err != nil {
		return "", 0, err
	}
	info, err := os.Stat(target)
	if err != nil {
		return "", 0, err
	}
	old, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return "", 0, err
	}
	return target, info.Mode().Perm(), old.Close()
}

// place is existing for a path that need not be there.
func place(path string) (target string, mode fs.FileMode, err error) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return path, newFile, nil
	}
	return existing(path)
}

// newFile is what may be done with a new file: its owner writes it, others read it.
const newFile = 0o644

// Write does what [Replace] does, and makes the file if there is none.
func Write(path string, contents []byte) error { return Create(path, text(contents)) }

// Create does what [Write] does with contents that need not be in memory: write gets what
// they are written to. An error of write comes back as it is, and nothing was changed.
func Create(path string, write func(io.Writer) error) error {
	var own error
	target, mode, err := place(path)
	if err == nil {
		err = put(target, mode, func(w io.Writer) error {
			own = write(w)
			return own
		})
	}
	switch {
	case own != nil:
		return own
	case err != nil:
		return fmt.Errorf("%s was not written: %w", path, err)
	}
	return nil
}

// text returns what writes contents.
func text(contents []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(contents)
		return err
	}
}

func put(target string, mode fs.FileMode, write func(io.Writer) error) error {
	staged, err := stage(target, mode, write)
	if err != nil {
		return err
	}
	defer staged.Drop()
	return staged.Commit()
}

// SyncFolder brings the names in a folder to disk. Some systems cannot; there a rename
// is as durable as the system makes it.
func SyncFolder(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	defer d.Close()
	_ = d.Sync()
}
