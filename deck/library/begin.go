package library

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"touchpoint/deck"
)

// compose writes the text of a new deck, and finds an id for it if none is wanted.
func (h *Home) compose(id deck.ID, title string) ([]byte, deck.ID, error) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		title = "New deck"
	}
	wanted := id
	if id == "" {
		d, _ := deck.ParseFile("", firstText("", title))
		id = d.ID
	}
	for n, base := 2, id; ; n++ {
		f, taken := h.find(id)
		if !taken {
			break
		}
		if wanted != "" {
			return nil, "", refuse(nil, "The id %s belongs to your deck “%s”. Choose another one.", id, f.deck.Title)
		}
		id = deck.ID(fmt.Sprintf("%s-%d", base, n))
	}
	text := firstText(id, title)
	if d, faults := deck.ParseFile("deck.md", text); d.ID != id || errorsAmong(faults) > 0 {
		return nil, "", refuse(nil, "“%s” cannot be the id of a deck. An id has the letters a to z, digits and . _ - and begins with a letter or digit.", id)
	}
	return text, id, nil
}

// firstText is the text of a deck that is about to be written.
func firstText(id deck.ID, title string) []byte {
	quoted, _ := json.Marshal(title) // a string of JSON is one of YAML
	head := ""
	if id != "" {
		head = fmt.Sprintf("id: %s\n", id)
	}
	return fmt.Appendf(nil, `---
%stitle: %s
language: en
version: 0.1.0
---
# First section

## What is a note? {#first}
The heading asks, and what stands beneath it answers.

> A line like this one is shown after the answer, to explain it.
`, head, quoted)
}

// A oneFile is a file system of one file, deck.md.
type oneFile []byte

// Open opens the file.
func (f oneFile) Open(name string) (fs.File, error) {
	if name != "deck.md" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &openFile{strings.NewReader(string(f)), name}, nil
}

// An openFile is a file that is in memory.
type openFile struct {
	*strings.Reader
	name string
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *openFile) Close() error               { return nil }
func (f *openFile) Name() string               { return path.Base(f.name) }
func (f *openFile) Mode() fs.FileMode          { return 0o444 }
func (f *openFile) ModTime() time.Time         { return time.Time{} }
func (f *openFile) IsDir() bool                { return false }
func (f *openFile) Sys() any                   { return nil }
