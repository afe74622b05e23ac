// Package safefile writes files so that nothing is lost: what a path names is always
// the whole old contents or the whole new ones, also after a crash or on a full disk.
package safefile

import (
	"errors"
	"fmt"
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
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	// A read-only file can be renamed over; whoever made it read-only does not want that.
	old, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	old.Close()
	return put(target, contents, info.Mode().Perm())
}

// newFile is what may be done with a new file: its owner writes it, others read it.
const newFile = 0o644

// Write does what [Replace] does, and makes the file if there is none.
func Write(path string, contents []byte) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return Replace(path, contents)
	}
	if err := put(path, contents, newFile); err != nil {
		return fmt.Errorf("%s was not written: %w", path, err)
	}
	return nil
}

func put(target string, contents []byte, mode fs.FileMode) error {
	staged, err := stage(target, contents, mode)
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
