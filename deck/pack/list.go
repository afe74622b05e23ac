package pack

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"touchpoint/deck"
)

// List returns the files of the deck at the root of fsys that belong to it, in the order
// of their names and without hashes: all but hidden ones and packed decks. It refuses
// what cannot be packed or installed: links, names that not every system knows, and too
// many or too large files. It reads none of them.
func List(fsys fs.FS) ([]File, error) {
	l := lister{names: newNames()}
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return unreadable(name, err)
		}
		return l.visit(name, e)
	})
	if err != nil {
		return nil, err
	}
	if !l.text {
		return nil, fail(fs.ErrNotExist, "This folder holds no deck: there is no file in it whose name ends in .md.")
	}
	slices.SortFunc(l.files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return l.files, nil
}

// A lister lists the files of a folder.
type lister struct {
	names *names
	files []File
	total int64
	text  bool // there is a file of notes
}

func (l *lister) visit(name string, e fs.DirEntry) error {
	switch {
	case name == ".":
		return nil
	case hidden(name) && e.IsDir():
		return fs.SkipDir
	case hidden(name), !e.IsDir() && archive(name), name == manifestName:
		return nil
	case e.IsDir():
		if strings.Count(name, "/") >= maxDepth-1 {
			return fail(nil, "“%s” lies too deep in the folder; a deck has at most %d folders within each other.", Show(name), maxDepth-1)
		}
		return nil
	case e.Type()&fs.ModeSymlink != 0:
		return about(name, fail(nil, "“%s” is a link to another place; put the file itself there, and try again.", Show(name)))
	case !e.Type().IsRegular():
		return about(name, fail(nil, "“%s” is not a file that can be read; take it out, and try again.", Show(name)))
	}
	info, err := e.Info()
	if err != nil {
		return unreadable(name, err)
	}
	return l.take(name, info.Size())
}

// take takes in a file that belongs to the deck.
func (l *lister) take(name string, size int64) error {
	if err := cmp.Or(checkName(name), l.names.add(name)); err != nil {
		return about(name, err)
	}
	l.files = append(l.files, File{Path: name, Size: size})
	l.total += size
	l.text = l.text || path.Dir(name) == "." && deck.IsText(name)
	switch {
	case size > limitOf(name):
		return about(name, tooLarge(name, size))
	case len(l.files) > MaxFiles:
		return fail(nil, "There are more than %d files, and a deck has at most that many; make sure that it is the folder of a deck.", MaxFiles)
	case l.total > MaxTotal:
		return fail(nil, "The files are larger than %s together, which is the most that a deck may have.", Megabytes(MaxTotal))
	}
	return nil
}

// unreadable says that a file could not be read.
func unreadable(name string, err error) error {
	var own *Error
	if errors.As(err, &own) {
		return err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist) && name == ".":
		return fail(err, "The deck is not there any more.")
	case errors.Is(err, fs.ErrNotExist):
		return fail(err, "“%s” is not there any more; the deck was changed meanwhile, so try again.", Show(name))
	case errors.Is(err, fs.ErrPermission) && name == ".":
		return fail(err, "The deck may not be read; allow it, and try again.")
	case errors.Is(err, fs.ErrPermission):
		return fail(err, "“%s” may not be read; allow it, and try again.", Show(name))
	}
	var onPath *fs.PathError
	if errors.As(err, &onPath) {
		err = onPath.Err
	}
	return fail(err, "“%s” could not be read (%v).", Show(name), err)
}

// A single is a deck of one file as the folder of a deck.
type single struct {
	fs.FS
	file string
}

// Folder is the folder of a deck, also for one that is a single file in fsys: then it
// holds that file alone, as its deck.md.
func Folder(fsys fs.FS, o Options) fs.FS {
	if o.File == "" {
		return fsys
	}
	return single{fsys, o.File}
}

// headFile is the file of a deck's folder that is read first.
const headFile = "deck.md"

// Open opens the file under the name that it has in a folder.
func (s single) Open(name string) (fs.File, error) {
	switch name {
	case headFile:
		f, err := s.FS.Open(s.file)
		if err != nil {
			return nil, err
		}
		return head{f}, nil
	case ".":
		f, err := s.Open(headFile)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return nil, err
		}
		return &folderFile{name: ".", entries: []fs.DirEntry{fs.FileInfoToDirEntry(info)}}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// A head is the file of a single under the name that it has in a folder.
type head struct{ fs.File }

func (h head) Stat() (fs.FileInfo, error) {
	info, err := h.File.Stat()
	if err != nil {
		return nil, err
	}
	return fileInfo{name: headFile, size: info.Size(), modified: info.ModTime()}, nil
}
