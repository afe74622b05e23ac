package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/pack"
)

// open finds a deck by the name under which it is embedded, or the path of a folder, a
// single file or a packed file. The closer is to be closed when its pictures are drawn.
func open(name string) (*deck.Deck, fs.FS, io.Closer, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		folder, missing := assets.Deck(name)
		if missing != nil {
			return nil, nil, nil, fmt.Errorf("%s is neither a deck on this disk nor one that is embedded", name)
		}
		return parsed(folder, nil)
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, nil, nil, err
		}
		return parsed(root.FS(), root)
	case strings.EqualFold(filepath.Ext(name), ".md"):
		return alone(name)
	}
	k, err := pack.Open(name)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	return parsed(k, k)
}

// parsed reads a deck and tells of what is wrong with it.
func parsed(folder fs.FS, c io.Closer) (*deck.Deck, fs.FS, io.Closer, error) {
	d, faults, err := deck.Parse(folder)
	if c == nil {
		c = io.NopCloser(nil)
	}
	if err != nil {
		c.Close()
		return nil, nil, nil, err
	}
	tell(faults)
	return d, folder, c, nil
}

// alone reads a deck of one file, which has no pictures.
func alone(name string) (*deck.Deck, fs.FS, io.Closer, error) {
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return nil, nil, nil, err
	}
	folder := root.FS()
	src, err := fs.ReadFile(folder, filepath.Base(name))
	if err != nil {
		root.Close()
		return nil, nil, nil, err
	}
	d, faults := deck.ParseFile(filepath.Base(name), src)
	tell(faults)
	return d, folder, root, nil
}

func tell(faults []deck.Fault) {
	for _, fault := range faults {
		fmt.Fprintln(os.Stderr, fault.Brief())
	}
}
