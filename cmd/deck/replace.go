package main

import (
	"fmt"
	"os"
	"path/filepath"
)

// replaceFile gives a file new contents without a moment at which it holds less than
// the old or the new ones: they are written beside it, brought to disk, and take its
// name. Its permissions stay; a symbolic link keeps pointing to the file it leads to.
func replaceFile(path string, contents []byte) (err error) {
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

	temp, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name()) // fails when all went well, as the name is gone
	defer temp.Close()
	if _, err := temp.Write(contents); err != nil {
		return err
	}
	if err := temp.Chmod(info.Mode().Perm()); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	if err := os.Rename(temp.Name(), target); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// syncFolder brings a rename to disk. Some systems cannot sync a folder; there the
// rename is as durable as the system makes it.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer d.Close()
	_ = d.Sync()
	return nil
}
