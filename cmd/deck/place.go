package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"touchpoint/deck"
)

// A place is a deck on disk: a folder, one file of a folder, or a file of its own.
type place struct {
	dir   string // the deck's folder, or the folder of its only file
	file  string // the file that was asked for, "" for the whole folder
	alone bool   // the file is a deck of its own
	fsys  fs.FS  // the folder; nothing outside it can be reached through it
	root  *os.Root
}

// locate finds the deck that a path means. A file beside a deck.md is part of that
// deck: its ids, sources and prerequisites are known only to the whole.
func locate(path string) (*place, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, cannotRead(path, err)
	}
	p := &place{dir: path}
	if !info.IsDir() {
		switch name := filepath.Base(path); {
		case deck.IsText(name):
		case strings.EqualFold(filepath.Ext(name), ".md"):
			return nil, fmt.Errorf("%s is no deck: a README and hidden files are not read as one; give the deck's folder or its .md file", path)
		default:
			return nil, fmt.Errorf("%s is neither a folder nor an .md file; give the deck's folder or its .md file", path)
		}
		p.dir, p.file = filepath.Split(path)
		p.dir = filepath.Clean(p.dir)
		_, err := os.Stat(filepath.Join(p.dir, "deck.md"))
		p.alone = err != nil
	}
	if p.root, err = os.OpenRoot(p.dir); err != nil {
		return nil, cannotRead(p.dir, err)
	}
	p.fsys = p.root.FS()
	return p, nil
}

func (p *place) close() { p.root.Close() }

// read parses the deck and returns it with all its faults, those of [deck.Check] among
// them. When one file of a folder was asked for, the faults are those of that file.
func (p *place) read() (*deck.Deck, []deck.Fault, error) {
	d, faults, err := p.parse()
	if err != nil {
		return nil, nil, err
	}
	faults = append(faults, deck.Check(d, p.fsys)...)
	deck.SortFaults(d, faults)
	var shown []deck.Fault
	for _, f := range faults {
		if p.holds(f.Pos.File) {
			f.Pos.File = filepath.Join(p.dir, filepath.FromSlash(f.Pos.File))
			shown = append(shown, f)
		}
	}
	return d, shown, nil
}

func (p *place) parse() (*deck.Deck, []deck.Fault, error) {
	if !p.alone {
		d, faults, err := deck.Parse(p.fsys)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", p.dir, err)
		}
		return d, faults, nil
	}
	src, err := fs.ReadFile(p.fsys, p.file)
	if err != nil {
		return nil, nil, cannotRead(filepath.Join(p.dir, p.file), err)
	}
	d, faults := deck.ParseFile(p.file, src)
	return d, faults, nil
}

// holds reports whether a file of the deck was asked for.
func (p *place) holds(file string) bool { return p.file == "" || p.file == file }

// cannotRead says in a sentence why a path cannot be read.
func cannotRead(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s does not exist", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s cannot be read: you have no permission to", path)
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return fmt.Errorf("%s cannot be read: %w", path, err)
}
