package draft

import (
	"slices"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// An EntryKind says what an entry of the outline is.
type EntryKind uint8

// The kinds of entry.
const (
	Head    EntryKind = iota // the front matter, in the first file
	Section                  // a heading that begins a topic
	Note
	Model
	File // the beginning of a further file of text, with what stands before its first heading
)

// An Entry is a line of the outline.
type Entry struct {
	Key       Key
	Kind      EntryKind
	Title     string // as plain text; of a File its name
	ID        string // "" if none is written yet
	File      string
	NoteKind  deck.Kind
	ModelKind model.Kind
	Cards     int // of a note, as the last check found them
	Errors    int
	Warnings  int
	Changed   bool // it does not say what it does on disk
	Locked    bool // it cannot be edited, see [Draft.Locked]
}

// Outline returns the pieces of the deck: file after file, then the models. The list is
// not changed by later edits.
func (d *Draft) Outline() []Entry {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.outline == nil {
		d.outline = d.entries()
	}
	d.lent = true
	return d.outline
}

func (d *Draft) entries() []Entry {
	n := 0
	for _, f := range d.files {
		n += len(f.pieces)
	}
	list := make([]Entry, 0, n)
	for _, f := range d.files {
		if f.kind == mediaFile {
			continue
		}
		before := make(map[Key]*piece, len(f.base))
		unchanged := slices.Equal(f.base, f.pieces)
		if !unchanged {
			for _, p := range f.base {
				before[p.key] = p
			}
		}
		for i, p := range f.pieces {
			e := d.entry(f, i, p)
			e.Changed = !unchanged && !p.alike(before[p.key])
			list = append(list, e)
		}
	}
	return list
}

// entry returns the line of a piece without saying whether it has changed.
func (d *Draft) entry(f *file, i int, p *piece) Entry {
	e := Entry{Key: p.key, Title: p.title, ID: p.id, File: f.name, Locked: f.locked != ""}
	switch {
	case f.kind == modelFile:
		e.Kind, e.ModelKind = Model, p.modelKind
		if e.Title == "" {
			e.Title = base(f.name)
		}
	case p.level == 1:
		e.Kind = Section
	case p.level == 2:
		e.Kind, e.NoteKind = Note, p.kind
	case i > 0: // text that lost its heading
		e.Kind, e.NoteKind = Note, deck.Basic
	case f == d.head():
		e.Kind = Head
	default:
		e.Kind, e.Title = File, f.name
	}
	if found, ok := d.found[p]; ok {
		e.Cards, e.Errors, e.Warnings = found.cards, found.errors, found.warnings
	}
	return e
}

// own makes the outline one that may be changed.
func (d *Draft) own() {
	if d.lent {
		d.outline = slices.Clone(d.outline)
		d.lent = false
	}
}

// first returns the index in the outline at which the pieces of a file begin.
func (d *Draft) first(f *file) int {
	n := 0
	for _, other := range d.files {
		if other == f {
			break
		}
		if other.kind != mediaFile {
			n += len(other.pieces)
		}
	}
	return n
}

// retitle brings the outline up to date after the text of one piece has changed.
func (d *Draft) retitle(p *piece) {
	at, ok := d.find(p.key)
	if d.outline == nil || !ok || at.file.kind == mediaFile {
		return
	}
	i := d.first(at.file) + at.at
	old := d.outline[i]
	e := d.entryNow(at.file, at.at, p)
	if _, ok := d.found[p]; !ok {
		e.Cards, e.Errors, e.Warnings = old.Cards, old.Errors, old.Warnings // until the next check
	}
	if e != old {
		d.own()
		d.outline[i] = e
	}
}

// relist brings the outline up to date after n pieces of a file gave way to others.
func (d *Draft) relist(f *file, was []*piece, at, n int, now []*piece) {
	const few = 64 // above that the outline is as quickly made anew
	switch {
	case d.outline == nil || f.kind == mediaFile:
		return
	case was == nil || at == 0 || n+len(now) > few:
		d.outline = nil
		return
	}
	entries := make([]Entry, len(now))
	for i, p := range now {
		entries[i] = d.entryNow(f, at+i, p)
	}
	d.own()
	i := d.first(f) + at
	d.outline = slices.Replace(d.outline, i, i+n, entries...)
}

// entryNow returns the line of a piece.
func (d *Draft) entryNow(f *file, i int, p *piece) Entry {
	e := d.entry(f, i, p)
	b := slices.IndexFunc(f.base, func(q *piece) bool { return q.key == p.key })
	e.Changed = b < 0 || !p.alike(f.base[b])
	return e
}
