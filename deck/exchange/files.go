package exchange

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// files is a file system that is put together in memory: what is new over what is there.
type files struct {
	base    fs.FS // nil: there is nothing beneath
	over    map[string]content
	folders map[string]bool // that new files lie in
}

// A content is what is in a new file.
type content struct {
	data []byte
	size int64
	open func() (io.ReadCloser, error) // nil: data is all of it
}

func newFiles(base fs.FS) *files {
	return &files{base: base, over: make(map[string]content), folders: map[string]bool{".": true}}
}

// put takes in a file, in place of one that is beneath.
func (f *files) put(name string, data []byte) {
	f.add(name, content{data: data, size: int64(len(data))})
}

func (f *files) add(name string, c content) {
	f.over[name] = c
	for dir := path.Dir(name); !f.folders[dir]; dir = path.Dir(dir) {
		f.folders[dir] = true
	}
}

// Open opens a file or folder.
func (f *files) Open(name string) (fs.File, error) {
	fail := func(err error) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return fail(fs.ErrInvalid)
	}
	if c, ok := f.over[name]; ok {
		if c.open == nil {
			return &opened{ReadCloser: io.NopCloser(bytes.NewReader(c.data)), info: c.info(name)}, nil
		}
		r, err := c.open()
		if err != nil {
			return fail(err)
		}
		return &opened{ReadCloser: r, info: c.info(name)}, nil
	}
	if f.isFolder(name) {
		entries, err := f.ReadDir(name)
		return &openedFolder{info: folderInfo(name), entries: entries}, err
	}
	if f.base == nil {
		return fail(fs.ErrNotExist)
	}
	return f.base.Open(name)
}

// isFolder reports whether there is a folder of a name.
func (f *files) isFolder(name string) bool {
	if f.folders[name] || f.base == nil {
		return f.folders[name]
	}
	info, err := fs.Stat(f.base, name)
	return err == nil && info.IsDir()
}

// ReadFile returns what is in a file.
func (f *files) ReadFile(name string) ([]byte, error) {
	if c, ok := f.over[name]; ok && c.open == nil {
		return slices.Clone(c.data), nil
	}
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// Stat describes a file or folder without opening it.
func (f *files) Stat(name string) (fs.FileInfo, error) {
	if c, ok := f.over[name]; ok {
		return c.info(name), nil
	}
	if f.base != nil {
		if info, err := fs.Stat(f.base, name); err == nil {
			return info, nil
		}
	}
	if f.folders[name] {
		return folderInfo(name), nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// ReadDir lists a folder: what is beneath, and what is new.
func (f *files) ReadDir(name string) ([]fs.DirEntry, error) {
	within := make(map[string]fs.DirEntry)
	found := f.folders[name]
	if f.base != nil {
		entries, err := fs.ReadDir(f.base, name)
		found = found || err == nil
		for _, e := range entries {
			within[e.Name()] = e
		}
	}
	prefix := name + "/"
	if name == "." {
		prefix = ""
	}
	for file, c := range f.over {
		rest, inside := strings.CutPrefix(file, prefix)
		if !inside {
			continue
		}
		if folder, _, deeper := strings.Cut(rest, "/"); deeper {
			within[folder] = folderInfo(folder)
		} else {
			within[rest] = c.info(rest)
		}
	}
	if !found {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	list := slices.Collect(maps.Values(within))
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// An about describes a file or, with a mode that says so, a folder.
type about struct {
	name string
	size int64
	mode fs.FileMode
}

func (c content) info(name string) about {
	return about{name: path.Base(name), size: c.size, mode: 0o444}
}

func folderInfo(name string) about { return about{name: path.Base(name), mode: fs.ModeDir | 0o555} }

func (a about) Name() string               { return a.name }
func (a about) Size() int64                { return a.size }
func (a about) Mode() fs.FileMode          { return a.mode }
func (a about) Type() fs.FileMode          { return a.mode.Type() }
func (a about) ModTime() time.Time         { return time.Time{} }
func (a about) IsDir() bool                { return a.mode.IsDir() }
func (a about) Sys() any                   { return nil }
func (a about) Info() (fs.FileInfo, error) { return a, nil }

// An opened file.
type opened struct {
	io.ReadCloser
	info about
}

func (o *opened) Stat() (fs.FileInfo, error) { return o.info, nil }

// An openedFolder hands out its entries.
type openedFolder struct {
	info    about
	entries []fs.DirEntry
}

func (o *openedFolder) Stat() (fs.FileInfo, error) { return o.info, nil }
func (o *openedFolder) Close() error               { return nil }

func (o *openedFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: o.info.name, Err: errors.New("it is a folder")}
}

// ReadDir returns the next n entries, or all that are left.
func (o *openedFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(o.entries)
	} else if len(o.entries) == 0 {
		return nil, io.EOF
	}
	next := o.entries[:min(n, len(o.entries))]
	o.entries = o.entries[len(next):]
	return next, nil
}
