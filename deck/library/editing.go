package library

import (
	"bytes"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/safefile"
)

// An editing is a copy of a deck whose text is changed before the copy takes the deck's
// place.
type editing struct {
	was   found
	build move
	base  []move // keep the version of the program that is copied
	dir   string // where the copy is
	deck  *deck.Deck
	files map[string][]byte // text as it is by now, by path
	fresh map[string][]byte // pictures that come with notes, by path
}

// moves are what brings the copy into place.
func (e *editing) moves(st *state, h *Home) []move {
	if e.was.rel == "" {
		return append(e.base, e.build)
	}
	return []move{{From: e.was.rel, To: h.free(st.before(e.was.rel))}, e.build}
}

// text returns what a file of the deck says by now.
func (e *editing) text(file string) ([]byte, error) {
	if text, ok := e.files[file]; ok {
		return text, nil
	}
	return fs.ReadFile(folder(e.dir), file)
}

func (e *editing) set(file, text string) { e.files[file] = []byte(text) }

// media returns a picture of the deck, also one that is about to come into it.
func (e *editing) media(name string) ([]byte, bool) {
	if data, ok := e.fresh[name]; ok {
		return data, true
	}
	data, err := readLimited(folder(e.dir), name, MaxMedia)
	return data, err == nil
}

// finish writes what changed.
func (e *editing) finish() error {
	root, err := os.OpenRoot(e.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, name := range slices.Sorted(maps.Keys(e.fresh)) {
		if err := root.MkdirAll(filepath.FromSlash(path.Dir(name)), 0o755); err != nil {
			return err
		}
		if err := root.WriteFile(filepath.FromSlash(name), e.fresh[name], 0o644); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e.files)) {
		old, err := fs.ReadFile(folder(e.dir), name)
		if err == nil && bytes.Equal(old, e.files[name]) {
			continue
		}
		if err := safefile.Write(filepath.Join(e.dir, filepath.FromSlash(name)), e.files[name]); err != nil {
			return err
		}
	}
	return nil
}

// A place is where a note begins.
type place struct {
	file string
	line int
}

// pieces yields the pieces of a file with the lines in which they begin.
func pieces(src []byte) iter.Seq2[deck.Piece, int] {
	return func(yield func(deck.Piece, int) bool) {
		line, at := 1, 0
		for _, p := range deck.Pieces(src) {
			line += bytes.Count(src[at:p.From], []byte("\n"))
			at = p.From
			if !yield(p, line) {
				return
			}
		}
	}
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(line, "\r")
}
