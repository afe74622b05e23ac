package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/library"
	"touchpoint/deck/pack"
)

// A place is a deck on disk: a folder, one file of a folder, a text file of its own, or a
// packed file.
type place struct {
	dir    string // the deck's folder, the folder of its only file, or the packed file
	file   string // the file that was asked for, "" for the whole deck
	alone  bool   // the file is a deck of its own
	packed bool
	fsys   fs.FS     // the deck's files; nothing outside can be reached through it
	open   io.Closer // the packed file, nil for a folder
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
		name := filepath.Base(path)
		switch ext := strings.ToLower(filepath.Ext(name)); {
		case deck.IsText(name):
		case ext == ".deck" || ext == ".zip":
			return locatePacked(path)
		case ext == ".md":
			return nil, fmt.Errorf("%s is no deck: a README and hidden files are not read as one; give the deck's folder or its .md file", path)
		default:
			return nil, fmt.Errorf("%s is neither a folder nor an .md file nor a .deck file; give one of these", path)
		}
		p.dir, p.file = filepath.Split(path)
		p.dir = filepath.Clean(p.dir)
		_, err := os.Stat(filepath.Join(p.dir, "deck.md"))
		p.alone = err != nil
	}
	if _, err := os.ReadDir(p.dir); err != nil {
		return nil, cannotRead(p.dir, err)
	}
	p.fsys = library.Folder(p.dir)
	return p, nil
}

func (p *place) close() {
	if p.open != nil {
		p.open.Close()
	}
}

// read parses the deck and returns it with all its faults, as a person names its files.
// When one file of a folder was asked for, the faults are those of that file.
func (p *place) read() (*deck.Deck, []deck.Fault, error) {
	d, faults, err := p.faults()
	for i := range faults {
		faults[i].Pos.File = p.shown(faults[i].Pos.File)
	}
	return d, faults, err
}

// faults parses the deck and returns it with all faults of what was asked for, those of
// [deck.Check] among them.
func (p *place) faults() (*deck.Deck, []deck.Fault, error) {
	d, faults, err := p.parse()
	if err != nil {
		return nil, nil, err
	}
	faults = append(faults, deck.Check(d, p.fsys)...)
	deck.SortFaults(d, faults)
	shown := p.unpackable()
	for _, f := range faults {
		if p.holds(f.Pos.File) {
			shown = append(shown, f)
		}
	}
	return d, shown, nil
}

// unpackable returns what keeps a folder from being packed or installed, such as a picture
// that is too large.
func (p *place) unpackable() []deck.Fault {
	if p.packed || p.file != "" {
		return nil
	}
	_, err := pack.List(p.fsys)
	var own *pack.Error
	if !errors.As(err, &own) {
		return nil
	}
	return []deck.Fault{{
		Pos: deck.Pos{File: cmp.Or(own.File, ".")}, Severity: deck.Error, Rule: "unpackable",
		Message: strings.TrimSuffix(own.Message, "."),
	}}
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
		return nil, nil, cannotRead(p.shown(p.file), err)
	}
	d, faults := deck.ParseFile(p.file, src)
	return d, faults, nil
}

// holds reports whether a file of the deck was asked for.
func (p *place) holds(file string) bool { return p.file == "" || p.file == file }

// load reads the deck at a path as it is, without checking it. When some of it is broken
// and left out, it says so, since an author may miss it.
func load(s *session, path string) (*place, *deck.Deck, error) {
	p, err := locate(path)
	if err != nil {
		return nil, nil, err
	}
	d, faults, err := p.parse()
	if err != nil {
		p.close()
		return nil, nil, err
	}
	errs := 0
	for _, f := range faults {
		if f.Severity == deck.Error {
			errs++
		}
	}
	if errs > 0 {
		fmt.Fprintf(s.err, "%s has %s, and what is broken is left out here; deck check says where\n", path, count(errs, "error"))
	}
	return p, d, nil
}

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

// shown names a file of the deck as a person would. It may be opened by that name.
func (p *place) shown(file string) string { return filepath.Join(p.dir, filepath.FromSlash(file)) }
