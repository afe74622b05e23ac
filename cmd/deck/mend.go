package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/safefile"
)

// mend does what the faults of the decks say can be done without asking, and tells what it
// mended. Mending one fault may bring another to light, so it looks again, but not for ever.
// The text as it was is kept, since a correction may not be what its author meant.
func mend(s *session, paths []string) error {
	const rounds = 8
	for _, path := range paths {
		m := mending{kept: make(map[string]bool)}
		var failed error
		for range rounds {
			before := len(m.mended)
			if failed = m.once(path); failed != nil || len(m.mended) == before {
				break
			}
		}
		for _, f := range m.mended {
			fmt.Fprintf(s.err, "%s: mended: %s [%s]\n", f.Pos, f.Message, f.Rule)
		}
		if len(m.mended) > 0 {
			fmt.Fprintf(s.err, "%s mended; the text as it was is in %s\n", count(len(m.mended), "fault"), filepath.Join(m.dir, m.keep))
		}
		if failed != nil {
			return failed
		}
	}
	return nil
}

// A mending is what is done to one deck.
type mending struct {
	dir    string
	mended []deck.Fault
	keep   string          // folder for the text as it was, within the deck's; "" until it is needed
	kept   map[string]bool // the files that are there
}

// keepFolder is hidden, so that it belongs neither to the deck nor to what is packed.
const keepFolder = ".deck-before"

// once applies the edits of a deck's faults that do not get in one another's way.
func (m *mending) once(path string) error {
	p, err := locate(path)
	if err != nil {
		return err
	}
	defer p.close()
	if p.packed {
		return fmt.Errorf("%s is packed and cannot be changed; unpack it with deck unpack, and mend that", path)
	}
	m.dir = p.dir
	_, faults, err := p.faults()
	if err != nil {
		return err
	}
	byFile := make(map[string][]deck.Fault)
	for _, f := range faults {
		if len(f.Edits) > 0 {
			byFile[f.Pos.File] = append(byFile[f.Pos.File], f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		if err := m.file(p, name, byFile[name]); err != nil {
			return err
		}
	}
	return nil
}

// file mends faults of one file.
func (m *mending) file(p *place, name string, faults []deck.Fault) error {
	src, err := fs.ReadFile(p.fsys, name)
	if err != nil {
		return cannotRead(p.shown(name), err)
	}
	if !utf8.Valid(src) {
		return nil // its columns are not those of its bytes; that is a fault of its own
	}
	edits, mended := compatible(faults)
	changed, err := deck.Mend(src, edits)
	if err != nil {
		return fmt.Errorf("%s: %w", p.shown(name), err)
	}
	if bytes.Equal(changed, src) {
		return nil
	}
	if err := m.keepText(p.dir, name, src); err != nil {
		return err
	}
	if err := safefile.Replace(p.shown(name), changed); err != nil {
		return err
	}
	for _, f := range mended {
		f.Pos.File = p.shown(f.Pos.File)
		m.mended = append(m.mended, f)
	}
	return nil
}

// keepText keeps a file as it was before the first change, in a folder inside the deck's,
// wherever links lead.
func (m *mending) keepText(dir, name string, src []byte) error {
	if m.kept[name] {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return cannotRead(dir, err)
	}
	defer root.Close()
	folder := m.keep
	if folder == "" {
		folder = freeFolder(root)
	}
	target := filepath.Join(folder, filepath.FromSlash(name))
	err = root.MkdirAll(filepath.Dir(target), 0o755)
	if err == nil {
		err = root.WriteFile(target, src, 0o644)
	}
	if err != nil {
		return cannotWrite(filepath.Join(dir, target), err)
	}
	m.keep, m.kept[name] = folder, true
	return nil
}

// freeFolder returns a folder that is not there yet, so that what was kept when the deck was
// mended before stays.
func freeFolder(root *os.Root) string {
	folder := keepFolder
	for n := 2; ; n++ {
		if _, err := root.Lstat(folder); err != nil { // what else is wrong, writing to it tells
			return folder
		}
		folder = keepFolder + "-" + strconv.Itoa(n)
	}
}

// compatible returns the edits of faults in order, and the faults that they mend. Of faults
// whose edits touch the same text only the first is among them.
func compatible(faults []deck.Fault) (edits []deck.Edit, mended []deck.Fault) {
	at := func(e deck.Edit) int { // of all edits, only the neighbours of this place can touch e
		i, _ := slices.BinarySearchFunc(edits, e, func(a, b deck.Edit) int { return order(a.From, b.From) })
		return i
	}
	for _, f := range faults {
		clash := slices.ContainsFunc(f.Edits, func(e deck.Edit) bool {
			i := at(e)
			return i > 0 && touch(edits[i-1], e) || i < len(edits) && touch(edits[i], e)
		})
		if clash {
			continue
		}
		for _, e := range f.Edits {
			edits = slices.Insert(edits, at(e), e)
		}
		mended = append(mended, f)
	}
	return edits, mended
}

// touch reports whether two edits change the same text; two that write at one place do.
func touch(a, b deck.Edit) bool { return order(a.From, b.To) <= 0 && order(b.From, a.To) <= 0 }

// order compares two places of one file.
func order(a, b deck.Pos) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
