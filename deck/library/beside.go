package library

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"touchpoint/deck"
)

// beside finds a place for a deck of which the id is taken by a deck that has nothing to do
// with it: that of the same deck when it was installed under another id before, or else
// beside the other. A plan that needs no such place stays as it is.
func (h *Home) beside(ctx context.Context, p *Plan) (*Plan, error) {
	if p.Kind != Foreign && p.Kind != Install {
		return p, nil
	}
	st, err := h.look()
	if err != nil {
		return nil, err
	}
	for _, s := range h.everything() {
		if s.Embedded || st.Decks[h.rel(s)].Original != p.Deck.ID {
			continue
		}
		d, _, err := h.cache.read(s)
		if err != nil || d == nil {
			continue
		}
		again, err := h.consider(ctx, p.Path, h.called(p.Path, d.ID))
		if err == nil && again.Kind != Foreign {
			return again, nil
		}
	}
	if p.Kind == Foreign {
		p.Instead, _ = h.consider(ctx, p.Path, h.called(p.Path, h.freeID(p.Deck.ID))) // nil if its text cannot be changed
		p.offer()
	}
	return p, nil
}

// offer says of a plan that cannot be carried out what can be done in its stead.
func (p *Plan) offer() {
	if p.Instead == nil || p.Instead.Kind != Install {
		p.Instead = nil
		p.Sentences = append(p.Sentences, "Ask its author to give it another id.")
		return
	}
	p.Instead.original = p.Deck.ID
	p.Sentences = append(p.Sentences, fmt.Sprintf("It can be installed beside it, under the id %s.", p.Instead.Deck.ID))
}

// freeID returns an id like another that no deck of this machine has.
func (h *Home) freeID(base deck.ID) deck.ID {
	for n := 2; ; n++ {
		id := deck.ID(fmt.Sprintf("%s-%d", base, n))
		if _, taken := h.find(id); !taken {
			return id
		}
	}
}

// rel is the place of a source in the home, slash-separated.
func (h *Home) rel(s Source) string {
	rel, err := filepath.Rel(h.dir, h.pathOf(s))
	if err != nil {
		return "" // both begin at the same place
	}
	return filepath.ToSlash(rel)
}

// called opens the deck at a path as if its author had given it another id.
func (h *Home) called(file string, id deck.ID) func() (incoming, error) {
	return func() (incoming, error) {
		in, err := openIncoming(file)
		if err != nil {
			return in, err
		}
		if in.FS, err = withID(in.Source, id); err != nil {
			in.close()
		}
		return in, err
	}
}

// withID returns the files of a deck with another id in its front matter.
func withID(s Source, id deck.ID) (fs.FS, error) {
	d, _, err := read(s)
	if err != nil {
		return nil, err
	}
	name := d.Files[0]
	src, err := fs.ReadFile(s.FS, name)
	if err != nil {
		return nil, err
	}
	head := deck.Bounds(src)[0]
	text, err := deck.WithID(string(src[:head.To]), id)
	if err != nil {
		return nil, err
	}
	return retold{s.FS, name, text + string(src[head.To:])}, nil
}

// A retold file system is another in which one file says something else.
type retold struct {
	fs.FS
	name, text string
}

// Open opens a file.
func (r retold) Open(name string) (fs.File, error) {
	if name == r.name {
		return &openFile{strings.NewReader(r.text), name}, nil
	}
	return r.FS.Open(name)
}

// Stat describes a file.
func (r retold) Stat(name string) (fs.FileInfo, error) {
	if name == r.name {
		return &openFile{strings.NewReader(r.text), name}, nil
	}
	return fs.Stat(r.FS, name)
}

// ReadDir lists a folder.
func (r retold) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(r.FS, name)
	if path.Dir(r.name) != name {
		return entries, err
	}
	entries = slices.Clone(entries)
	for i, e := range entries {
		if e.Name() == path.Base(r.name) {
			entries[i] = fs.FileInfoToDirEntry(&openFile{strings.NewReader(r.text), r.name})
		}
	}
	return entries, err
}
