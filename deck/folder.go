package deck

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// headFile is the file of a deck folder that holds the front matter and is read first.
const headFile = "deck.md"

var errNoDeck = errors.New("the folder holds no deck: there is no file whose name ends in .md")

// Parse reads a deck folder, the root of fsys: deck.md first, then the other .md files
// in the order of their names, and the models. A README.md and hidden files
// are not part of it. What is broken is left out and told of in a fault; faults come in
// the order of the files and their text. An error is returned only when there is nothing
// to read at all.
func Parse(fsys fs.FS) (*Deck, []Fault, error) {
	names, err := textFiles(fsys)
	if err != nil {
		return nil, nil, fmt.Errorf("the deck folder cannot be read: %w", err)
	}
	if len(names) == 0 {
		return nil, nil, errNoDeck
	}
	b := newBuilder()
	if names[0] != headFile {
		b.report(Fault{
			Pos: Pos{File: headFile}, Severity: Error, Rule: "deck-file",
			Message: "the deck has no deck.md", Fix: "write one with the deck's id, title and sources as front matter",
		})
	}
	if len(names) > maxFiles {
		b.report(Fault{
			Pos: Pos{File: names[maxFiles]}, Severity: Error, Rule: "too-large",
			Message: fmt.Sprintf("the deck has more than %d files", maxFiles), Fix: "put more notes into each",
		})
		names = names[:maxFiles]
	}
	b.readModels(fsys) // while the notes are read
	read := 0
	var failed error
	for _, name := range names {
		src, err := readFile(fsys, name)
		if err != nil {
			failed = err
			b.trace.lost = b.trace.lost || len(b.deck.Files) == 0
			b.deck.Files = append(b.deck.Files, name)
			b.report(Fault{
				Pos: Pos{File: name}, Severity: Error, Rule: "unreadable",
				Message: "the file cannot be read: " + reason(err), Fix: "see to its permissions, or restore it",
			})
			continue
		}
		b.add(name, src)
		read++
	}
	if read == 0 {
		return nil, nil, fmt.Errorf("the deck cannot be read: %w", failed)
	}
	d, faults := b.build()
	return d, faults, nil
}

// IsText reports whether a file of this name, which has no folder before it, holds text of
// a deck: its name ends in .md, in capital letters or not. A README is about the deck, and
// a hidden file is an editor's.
func IsText(name string) bool {
	return strings.EqualFold(path.Ext(name), ".md") && !strings.HasPrefix(name, ".") && !strings.EqualFold(name, "readme.md")
}

// textFiles returns the names of a folder's .md files in the order of reading.
func textFiles(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries { // by name
		if !e.IsDir() && IsText(e.Name()) {
			names = append(names, e.Name())
		}
	}
	if i := slices.Index(names, headFile); i > 0 {
		names = slices.Insert(slices.Delete(names, i, i+1), 0, headFile)
	}
	return names, nil
}

// readFile reads a file, of which no more than a byte beyond what one may have.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var b bytes.Buffer
	if info, err := f.Stat(); err == nil && info.Size() <= maxFile {
		b.Grow(int(info.Size()) + bytes.MinRead) // room to read the file without moving it
	}
	if _, err := b.ReadFrom(io.LimitReader(f, maxFile+1)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// reason returns why a file could not be read, without its path, which is told already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
