package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"

	"touchpoint/deck"
	"touchpoint/deck/safefile"
)

// fmtCommand writes missing ids and gap numbers into a deck, and touches nothing else.
type fmtCommand struct {
	Write bool   `short:"w" xor:"mode" help:"Write the result back instead of printing it."`
	Diff  bool   `short:"d" xor:"mode" help:"Print the lines that would change."`
	Path  string `arg:"" predictor:"deck" help:"Deck folder, or .md file."`
}

// Help is what the help of the command and the manual page say beyond its flags.
func (c *fmtCommand) Help() string {
	return `A note without an id gets one made from its heading, and gaps get their numbers, so that both stay when the text changes. Every other character stays as it is. Without -w or -d the file is printed as it would be.`
}

// Run formats a file or a folder.
func (c *fmtCommand) Run(s *session) error {
	p, err := locate(c.Path)
	if err != nil {
		return err
	}
	defer p.close()
	if p.packed {
		return fmt.Errorf("%s is packed and cannot be changed; unpack it with deck unpack, and format that", c.Path)
	}
	if p.file == "" && !c.Write && !c.Diff {
		return fmt.Errorf("%s is a folder; add -w to format its files, or -d to see what would change", c.Path)
	}
	files, err := p.format()
	if err != nil {
		return err
	}
	for _, f := range files {
		path := p.shown(f.Name)
		switch {
		case c.Diff:
			err = writeDiff(s.out, path, f)
		case !c.Write:
			_, err = s.out.Write(f.New)
		case f.Changed():
			err = safefile.Replace(path, f.New)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// format returns the files that were asked for, formatted as parts of their deck.
func (p *place) format() ([]deck.Formatted, error) {
	if p.alone {
		src, err := fs.ReadFile(p.fsys, p.file)
		if err != nil {
			return nil, cannotRead(p.shown(p.file), err)
		}
		formatted, err := deck.Format(p.file, src)
		if err != nil {
			return nil, err
		}
		return []deck.Formatted{{Name: p.file, Old: src, New: formatted}}, nil
	}
	all, err := deck.FormatFolder(p.fsys)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.dir, err)
	}
	var files []deck.Formatted
	for _, f := range all {
		if p.holds(f.Name) {
			files = append(files, f)
		}
	}
	return files, nil
}

// writeDiff writes the lines that differ as a unified diff without context. Formatting
// never adds or removes a line, so they can be compared one by one.
func writeDiff(w io.Writer, path string, f deck.Formatted) error {
	if !f.Changed() {
		return nil
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "--- %s\n+++ %s\n", path, path)
	before, after := bytes.Split(f.Old, []byte("\n")), bytes.Split(f.New, []byte("\n"))
	for i := range before {
		if !bytes.Equal(before[i], after[i]) {
			fmt.Fprintf(out, "@@ -%d +%d @@\n-%s\n+%s\n", i+1, i+1, before[i], after[i])
		}
	}
	return out.Flush()
}
