package pack

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"time"
)

// A fileInfo describes a file, or with a mode that says so a folder.
type fileInfo struct {
	name     string
	size     int64
	mode     fs.FileMode
	modified time.Time
}

func (i fileInfo) Name() string               { return i.name }
func (i fileInfo) Size() int64                { return i.size }
func (i fileInfo) ModTime() time.Time         { return i.modified }
func (i fileInfo) IsDir() bool                { return i.mode.IsDir() }
func (i fileInfo) Sys() any                   { return nil }
func (i fileInfo) Type() fs.FileMode          { return i.mode.Type() }
func (i fileInfo) Info() (fs.FileInfo, error) { return i, nil }
func (i fileInfo) String() string             { return fs.FormatDirEntry(i) }

// Mode returns what anyone may do with it: read.
func (i fileInfo) Mode() fs.FileMode {
	if i.mode.IsDir() {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// A contents is an open file whose bytes are in memory.
type contents struct {
	*bytes.Reader
	info fileInfo
}

func (f *contents) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *contents) Close() error               { return nil }

// A folderFile is an open folder.
type folderFile struct {
	name    string
	entries []fs.DirEntry
	read    int
}

func (f *folderFile) Stat() (fs.FileInfo, error) {
	return fileInfo{name: path.Base(f.name), mode: fs.ModeDir, modified: epoch}, nil
}
func (f *folderFile) Close() error { return nil }

func (f *folderFile) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: errFolder}
}

// ReadDir returns the next n entries, or all that are left.
func (f *folderFile) ReadDir(n int) ([]fs.DirEntry, error) {
	left := f.entries[f.read:]
	if n > 0 && len(left) == 0 {
		return nil, io.EOF
	}
	if n > 0 && n < len(left) {
		left = left[:n]
	}
	f.read += len(left)
	return append([]fs.DirEntry(nil), left...), nil
}
