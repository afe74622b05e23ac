package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"unicode/utf8"

	"touchpoint/deck"
	"touchpoint/deck/safefile"
)

// mend does what the faults of the decks say can be done without asking, and tells what it
// mended. Mending one fault may bring another to light, so it looks again, but not for ever.
func mend(s *session, paths []string) error {
	const rounds = 8
	var all []deck.Fault
	for _, path := range paths {
		for range rounds {
			mended, err := mendOnce(path)
			all = append(all, mended...)
			if err != nil {
				return err
			}
			if len(mended) == 0 {
				break
			}
		}
	}
	for _, f := range all {
		fmt.Fprintf(s.err, "%s: mended: %s [%s]\n", f.Pos, f.Message, f.Rule)
	}
	if len(all) > 0 {
		fmt.Fprintf(s.err, "%s mended\n", count(len(all), "fault"))
	}
	return nil
}

// mendOnce applies the edits of a deck's faults that do not get in one another's way, and
// returns the faults that this mended.
func mendOnce(path string) ([]deck.Fault, error) {
	p, err := locate(path)
	if err != nil {
		return nil, err
	}
	defer p.close()
	if p.packed {
		return nil, fmt.Errorf("%s is packed and cannot be changed; unpack it with deck unpack, and mend that", path)
	}
	_, faults, err := p.faults()
	if err != nil {
		return nil, err
	}
	byFile := make(map[string][]deck.Fault)
	for _, f := range faults {
		if len(f.Edits) > 0 {
			byFile[f.Pos.File] = append(byFile[f.Pos.File], f)
		}
	}
	var mended []deck.Fault
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		list, err := p.mendFile(name, byFile[name])
		for _, f := range list {
			f.Pos.File = p.shown(f.Pos.File)
			mended = append(mended, f)
		}
		if err != nil {
			return mended, err
		}
	}
	return mended, nil
}

// mendFile mends faults of one file.
func (p *place) mendFile(name string, faults []deck.Fault) ([]deck.Fault, error) {
	src, err := fs.ReadFile(p.fsys, name)
	if err != nil {
		return nil, cannotRead(p.shown(name), err)
	}
	if !utf8.Valid(src) {
		return nil, nil // its columns are not those of its bytes; that is a fault of its own
	}
	edits, mended := compatible(faults)
	changed, err := deck.Mend(src, edits)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.shown(name), err)
	}
	if bytes.Equal(changed, src) {
		return nil, nil
	}
	if err := safefile.Replace(p.shown(name), changed); err != nil {
		return nil, err
	}
	return mended, nil
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
