package safefile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
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
	target, mode, err := place(path)
	if err != nil {
		return nil, fmt.Errorf("%s was not written: %w", path, err)
	}
	staged, err := stage(target, mode, text(contents))
	if err != nil {
		return nil, fmt.Errorf("%s was not written: %w", path, err)
	}
	return staged, nil
}

// stage has what write writes on disk when it returns, beside the file that it is for.
func stage(target string, mode fs.FileMode, write func(io.Writer) error) (_ *Staged, err error) {
	temp, err := os.CreateTemp(filepath.Dir(target), "."+filepath.Base(target)+".*")
	if err != nil {
		return nil, err
	}
	s := &Staged{target, temp.Name()}
	defer func() {
		_ = temp.Close()
		if err != nil {
			s.Drop()
		}
	}()
	out := bufio.NewWriterSize(temp, 1<<18)
	if err := write(out); err != nil {
		return nil, err
	}
	if err := errors.Join(out.Flush(), temp.Chmod(mode), temp.Sync()); err != nil {
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
