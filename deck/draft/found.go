package draft

import (
	"sort"
	"strings"

	"touchpoint/deck"
)

// A finding is what a check found in one piece. Places are those of its text.
type finding struct {
	cards, errors, warnings int
	faults                  []deck.Fault
}

// Took brings in what a [Snapshot.Check] of this draft found, so that the outline and
// previews tell of other notes too. Pieces that were changed since the snapshot are left
// as they are, and so is everything if a later snapshot's came in before.
func (d *Draft) Took(checked *deck.Deck, _ []deck.Fault) {
	if checked == nil {
		return
	}
	found := d.checks.take(checked)
	if found == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.found = found
	d.checked, d.context, d.contextOf = checked, checked, nil
	d.outline = nil
}

// findings sorts what a check found by piece.
func findings(s Snapshot, checked *deck.Deck, faults []deck.Fault) map[*piece]finding {
	n := 0
	files := make(map[string]*lineIndex, len(s.files))
	for _, f := range s.files {
		n += len(f.now)
		files[f.name] = indexLines(f)
	}
	found := make(map[*piece]finding, n)
	for _, f := range files {
		for _, p := range f.pieces {
			found[p] = finding{}
		}
	}
	for i := range checked.Notes {
		note := &checked.Notes[i]
		if p, _ := files[note.Pos.File].at(note.Pos.Line); p != nil {
			at := found[p]
			at.cards += len(note.Facets())
			found[p] = at
		}
	}
	for _, m := range checked.Models {
		if p, _ := files[m.File].at(1); p != nil {
			at := found[p]
			at.cards = len(m.Tasks())
			found[p] = at
		}
	}
	for _, f := range faults {
		p, line := files[f.Pos.File].at(f.Pos.Line)
		if p == nil {
			continue
		}
		at := found[p]
		if f.Severity == deck.Error {
			at.errors++
		} else {
			at.warnings++
		}
		at.faults = append(at.faults, within(f, p, line))
		found[p] = at
	}
	return found
}

// A lineIndex finds the piece of a file in which a line stands.
type lineIndex struct {
	pieces []*piece
	first  []int // the line on which each begins, from one
}

func indexLines(f snapshotFile) *lineIndex {
	x := &lineIndex{pieces: f.now, first: make([]int, len(f.now))}
	line := 1
	for i, p := range f.now {
		x.first[i] = line
		line += strings.Count(p.raw, "\n") + strings.Count(p.tail, "\n")
	}
	return x
}

// at returns the piece in which a line stands, and on which line it begins. What is said
// of the whole file is the first piece's.
func (x *lineIndex) at(line int) (*piece, int) {
	if x == nil || len(x.pieces) == 0 {
		return nil, 0
	}
	i := sort.SearchInts(x.first, line+1) - 1 // the last of those that begin there: others are empty
	i = max(0, i)
	return x.pieces[i], x.first[i]
}

// within returns a fault of a file as one of a piece that begins on a line. Edits that
// reach out of the piece are left out.
func within(f deck.Fault, p *piece, first int) deck.Fault {
	f.Pos = deck.Pos{Line: max(1, f.Pos.Line-first+1), Column: f.Pos.Column}
	if len(f.Edits) == 0 {
		return f
	}
	edits := make([]deck.Edit, len(f.Edits))
	for i, e := range f.Edits {
		e.From = deck.Pos{Line: e.From.Line - first + 1, Column: e.From.Column}
		e.To = deck.Pos{Line: e.To.Line - first + 1, Column: e.To.Column}
		edits[i] = e
	}
	if _, err := mended(p.text, edits); err != nil {
		edits = nil
	}
	f.Edits = edits
	return f
}
