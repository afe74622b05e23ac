package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"touchpoint/deck"
)

// maxFile is the largest file that is opened in an installed deck at all, in bytes.
// A deck of a hundred thousand notes is well below it; a film that someone dropped
// into the folder is not.
const maxFile = 64 << 20

var (
	errNotFile = errors.New("not a file")
	errOutside = errors.New("it is a link to a place outside the deck")
)

// Installed returns the sources under dir, in name order: every folder that holds
// a .md file, and every .md file. A README, which is about decks and none itself, and
// names that begin with a dot are left out. When
// dir itself cannot be read, the one source returned leads to a report that says so;
// a folder that does not exist yet holds nothing.
func Installed(dir string) []Source {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return []Source{{Name: filepath.Base(dir), FS: folder(dir)}}
	}
	var sources []Source
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") {
			continue
		}
		full := filepath.Join(dir, name)
		// A learner may link to a folder elsewhere, so links are followed here.
		info, err := os.Stat(full)
		switch {
		case err != nil:
			continue
		case info.IsDir():
			if holdsDeck(full) {
				sources = append(sources, Source{Name: name, FS: folder(full)})
			}
		case deck.IsText(name):
			sources = append(sources, Source{Name: name, FS: folder(dir), File: name})
		}
	}
	return sources
}

// holdsDeck reports whether the folder has a .md file. A folder that cannot be
// looked into counts, so that the learner is told of it.
func holdsDeck(dir string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return true
	}
	for _, e := range entries {
		if !e.IsDir() && deck.IsText(e.Name()) {
			return true
		}
	}
	return false
}

// A folder is a directory of the machine as a file system that cannot be left:
// unlike os.DirFS it does not follow links out of the directory. It opens only
// directories and regular files of a sane size, because a deck comes from anywhere.
type folder string

// Open opens a file or directory below the folder.
func (f folder) Open(name string) (fs.File, error) {
	info, err := f.Stat(name)
	if err != nil {
		return nil, err
	}
	switch {
	case info.IsDir():
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "open", Path: name, Err: errNotFile}
	case info.Size() > maxFile:
		return nil, &fs.PathError{Op: "open", Path: name, Err: ErrTooLarge}
	}
	opened, err := os.OpenInRoot(string(f), filepath.FromSlash(name))
	if err != nil {
		return nil, outside(err)
	}
	return opened, nil
}

// outside says in words that a link leads out of a folder, of which the system's error
// only has the text.
func outside(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && p.Err.Error() == "path escapes from parent" {
		return &fs.PathError{Op: p.Op, Path: p.Path, Err: errOutside}
	}
	return err
}

// Stat describes a file without opening it.
func (f folder) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Stat(filepath.FromSlash(name))
	if err != nil {
		return nil, outside(err)
	}
	return info, nil
}
