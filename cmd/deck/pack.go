package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"touchpoint/deck"
	"touchpoint/deck/diff"
	"touchpoint/deck/pack"
)

// packCommand puts a deck into one file.
type packCommand struct {
	Output string `short:"o" name:"output" placeholder:"FILE" help:"File to write; the deck's id with .deck at the end if you leave it out."`
	Path   string `arg:"" predictor:"deck" help:"Deck folder, or .md file."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *packCommand) Help() string {
	return fmt.Sprintf(`A .deck file is a zip file with the deck's text, models and pictures, and a manifest.json with its id, version, the ids of its notes and the hash of every file. The same deck always gives the same bytes. Students install it by dropping it on the window, or from the library.

A deck with an error is not packed; deck check says what to mend. A picture may have %d MB at most. Where the file takes the place of an earlier version you are advised as by deck diff, for instance when the number of the version was not raised.`, pack.MaxPicture>>20)
}

// Run checks the deck and writes the file.
func (c *packCommand) Run(s *session) error {
	p, err := locate(c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	if p.packed {
		return fmt.Errorf("%s is packed already", c.Path)
	}
	if p.file != "" && !p.alone {
		return fmt.Errorf("%s is part of the deck in %s; pack that", c.Path, p.dir)
	}
	d, faults, err := p.read()
	if err != nil {
		return err
	}
	if err := refuse(s, faults); err != nil {
		return err
	}
	target := cmp.Or(c.Output, string(d.ID)+".deck")
	if info, err := os.Stat(target); err == nil && info.IsDir() {
		target = filepath.Join(target, string(d.ID)+".deck")
	}
	hints := adviceOver(target, d)
	m, err := pack.Create(target, p.fsys, pack.Options{File: p.file})
	if err != nil {
		return packError(target, err)
	}
	writeAdvice(s, hints)
	_, err = fmt.Fprintf(s.out, "%s: %s, %s, %s\n", target, count(len(m.Notes), "note"), count(len(m.Models), "model"), count(len(m.Files), "file"))
	return err
}

// adviceOver says what to think of when a packed deck takes the place of an earlier version.
func adviceOver(target string, updated *deck.Deck) []string {
	old, err := pack.Open(target)
	if err != nil {
		return nil // there is none
	}
	defer old.Close()
	before, _, err := deck.Parse(old)
	if err != nil {
		return nil
	}
	return advice(before, updated, diff.Decks(before, updated))
}

// refuse tells of the errors of a deck that thus cannot be packed.
func refuse(s *session, faults []deck.Fault) error {
	errs := 0
	for _, f := range faults {
		if f.Severity == deck.Error {
			writeFault(s.err, ink{}, f, false)
			errs++
		}
	}
	if errs == 0 {
		return nil
	}
	fmt.Fprintf(s.err, "%s; nothing was packed\n", count(errs, "error"))
	return errFaulty
}

// packError says what became of a packed file.
func packError(path string, err error) error {
	var own *pack.Error
	if errors.As(err, &own) {
		return fmt.Errorf("%s: %w", path, own)
	}
	return cannotWrite(path, err)
}

// locatePacked opens a packed deck.
func locatePacked(path string) (*place, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, cannotRead(path, err)
	}
	f.Close()
	k, err := pack.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return &place{dir: path, packed: true, fsys: k, open: k}, nil
}

// unpackCommand takes a deck out of its file.
type unpackCommand struct {
	File string `arg:"" predictor:"packed" help:"The .deck file."`
	Dir  string `arg:"" optional:"" name:"folder" predictor:"folder" help:"Folder to make; the deck's id if you leave it out."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *unpackCommand) Help() string {
	return `The folder must not be there yet. Either all of the deck is in it afterwards, or it was not made. What is no deck, does not agree with its hashes, or tries to write elsewhere is refused. A plain zip file of a deck's folder is taken too.`
}

// Run makes the folder.
func (c *unpackCommand) Run(s *session) error {
	p, err := locatePacked(c.File)
	if err != nil {
		return err
	}
	defer p.close()
	k := p.open.(*pack.Pack)
	m, _ := k.Manifest()
	target := cmp.Or(c.Dir, string(m.ID))
	if target == "" {
		return fmt.Errorf("%s does not say which deck it is; name the folder to make", c.File)
	}
	if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already; name another folder, or take it away", target)
	}
	if err := pack.Extract(k, target); err != nil {
		return packError(target, err)
	}
	_, err = fmt.Fprintf(s.out, "%s: %s\n", target, count(len(m.Files), "file"))
	return err
}
