package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// list fills in the manifest of a plain zip, and the folders.
func (p *Pack) list() {
	names := slices.Sorted(maps.Keys(p.files))
	p.manifest.Files = nil
	p.folders = map[string][]fs.DirEntry{".": nil}
	for _, name := range names {
		f := p.files[name]
		p.manifest.Files = append(p.manifest.Files, f.File)
		p.enter(name, fileInfo{name: path.Base(name), size: f.Size, modified: epoch})
	}
	for _, entries := range p.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int {
			if a.Name() < b.Name() {
				return -1
			}
			return 1
		})
	}
}

// enter puts an entry into its folder, which is made if it is not there.
func (p *Pack) enter(name string, e fs.DirEntry) {
	dir := path.Dir(name)
	if _, there := p.folders[dir]; !there {
		p.enter(dir, fileInfo{name: path.Base(dir), mode: fs.ModeDir, modified: epoch})
	}
	p.folders[dir] = append(p.folders[dir], e)
	if e.IsDir() {
		p.folders[name] = nil
	}
}

// Open opens a file or folder of the deck. A file is unpacked into memory.
func (p *Pack) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if entries, ok := p.folders[name]; ok {
		return &folderFile{name: name, entries: entries}, nil
	}
	data, err := p.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &contents{bytes.NewReader(data), fileInfo{name: path.Base(name), size: int64(len(data)), modified: epoch}}, nil
}

// ReadFile returns what is in a file of the deck.
func (p *Pack) ReadFile(name string) ([]byte, error) {
	f, ok := p.files[name]
	if !ok {
		err := fs.ErrNotExist
		if !fs.ValidPath(name) {
			err = fs.ErrInvalid
		}
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	data, err := f.read()
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	// The file may have been changed on the disk since it was opened.
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		return nil, damaged(name)
	}
	return data, nil
}

// Stat describes a file or folder of the deck without unpacking it.
func (p *Pack) Stat(name string) (fs.FileInfo, error) {
	if _, ok := p.folders[name]; ok {
		return fileInfo{name: path.Base(name), mode: fs.ModeDir, modified: epoch}, nil
	}
	if f, ok := p.files[name]; ok {
		return fileInfo{name: path.Base(name), size: f.Size, modified: epoch}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}
