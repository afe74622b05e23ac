package safefile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// A Staged file has its new contents on disk already, beside the file that they are for.
// Several files are written together, all or none as far as a file system allows, by
// staging every one before the first takes its name.
type Staged struct {
	target, temp string
}

// Stage writes contents for a path, which is neither made nor changed yet. What
// [Replace] says of permissions and links holds here too.
func Stage(path string, contents []byte) (*Staged, error) {
	fail := func(err error) (*Staged, error) { return nil, fmt.Errorf("%s was not written: %w", path, err) }
	target, mode := path, fs.FileMode(newFile)
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		if target, err = filepath.EvalSymlinks(path); err != nil {
			return fail(err)
		}
		old, err := os.OpenFile(target, os.O_WRONLY, 0)
		if err != nil {
			return fail(err)
		}
		info, err := old.Stat()
		old.Close()
		if err != nil {
			return fail(err)
		}
		mode = info.Mode().Perm()
	}
	staged, err := stage(target, contents, mode)
	if err != nil {
		return fail(err)
	}
	return staged, nil
}

func stage(target string, contents []byte, mode fs.FileMode) (_ *Staged, err error) {
	temp, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*")
	if err != nil {
		return nil, err
	}
	s := &Staged{target, temp.Name()}
	defer func() {
		temp.Close()
		if err != nil {
			s.Drop()
		}
	}()
	if _, err := temp.Write(contents); err != nil {
		return nil, err
	}
	if err := temp.Chmod(mode); err != nil {
		return nil, err
	}
	if err := temp.Sync(); err != nil {
		return nil, err
	}
	return s, temp.Close()
}

// Commit gives the contents their name.
func (s *Staged) Commit() error {
	if err := os.Rename(s.temp, s.target); err != nil {
		return err
	}
	s.temp = ""
	SyncFolder(filepath.Dir(s.target))
	return nil
}

// Drop removes what was staged and not committed.
func (s *Staged) Drop() {
	if s.temp != "" {
		os.Remove(s.temp)
		s.temp = ""
	}
}
