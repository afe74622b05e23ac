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

// mend does what the faults of the decks say can be done without asking, and tells how
// many it mended. Mending one fault may bring another to light, so it looks again, but not
// for ever.
func mend(s *session, paths []string) error {
	const rounds = 8
	mended, files := 0, make(map[string]bool)
	for _, path := range paths {
		for range rounds {
			n, err := mendOnce(path, files)
			if err != nil {
				return err
			}
			if n == 0 {
				break
			}
			mended += n
		}
	}
	if mended > 0 {
		fmt.Fprintf(s.err, "%s mended in %s\n", count(mended, "fault"), count(len(files), "file"))
	}
	return nil
}

// mendOnce applies the edits of a deck's faults that do not get in one another's way, notes
// which files it wrote, and returns how many faults that mended.
func mendOnce(path string, files map[string]bool) (int, error) {
	p, err := locate(path)
	if err != nil {
		return 0, err
	}
	defer p.close()
	if p.packed {
		return 0, fmt.Errorf("%s is packed and cannot be changed; unpack it with deck unpack, and mend that", path)
	}
	_, faults, err := p.faults()
	if err != nil {
		return 0, err
	}
	mended := 0
	byFile := make(map[string][]deck.Fault)
	for _, f := range faults {
		if len(f.Edits) > 0 {
			byFile[f.Pos.File] = append(byFile[f.Pos.File], f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(byFile)) {
		n, err := p.mendFile(name, byFile[name])
		if err != nil {
			return mended, err
		}
		if n > 0 {
			mended += n
			files[p.shown(name)] = true
		}
	}
	return mended, nil
}

func (p *place) mendFile(name string, faults []deck.Fault) (int, error) {
	src, err := fs.ReadFile(p.fsys, name)
	if err != nil {
		return 0, cannotRead(p.shown(name), err)
	}
	if !utf8.Valid(src) {
		return 0, nil // its columns are not those of its bytes; that is a fault of its own
	}
	edits, mended := compatible(faults)
	changed, err := deck.Mend(src, edits)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", p.shown(name), err)
	}
	if bytes.Equal(changed, src) {
		return 0, nil
	}
	return mended, safefile.Replace(p.shown(name), changed)
}

// compatible returns the edits of faults in order, and how many faults they mend. Of faults
// whose edits touch the same text only the first is among them.
func compatible(faults []deck.Fault) (edits []deck.Edit, mended int) {
	for _, f := range faults {
		clash := slices.ContainsFunc(f.Edits, func(e deck.Edit) bool {
			return slices.ContainsFunc(edits, func(o deck.Edit) bool { return touch(e, o) })
		})
		if !clash {
			edits = append(edits, f.Edits...)
			mended++
		}
	}
	slices.SortFunc(edits, func(a, b deck.Edit) int { return order(a.From, b.From) })
	return edits, mended
}

// touch reports whether two edits change the same text; two that write at one place do.
func touch(a, b deck.Edit) bool { return order(a.From, b.To) <= 0 && order(b.From, a.To) <= 0 }

// order compares two places of one file.
func order(a, b deck.Pos) int {
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
