package deck

import (
	"fmt"

	"touchpoint/deck/yamltext"
)

// assignIDs makes an id for each note that has none, and marks notes whose id another
// has already as broken. Given ids come first, so that a new note without one never
// takes the id, and with it the progress, of another.
func (b *builder) assignIDs() {
	first := make(map[NoteID]*parsedNote, b.countNotes())
	var again []*parsedNote // notes that need another id than they have
	for i := range b.chunks {
		p := b.chunks[i].note
		if p == nil || p.note.ID == "" {
			continue
		}
		if other, taken := first[p.note.ID]; taken {
			p.fault(p.heading.attributes.id.at, "duplicate-id",
				fmt.Sprintf("the id %s belongs to the note at %s already", p.note.ID, other.note.Pos), "give one of the two another id")
			again = append(again, p)
			continue
		}
		first[p.note.ID] = p
		if !yamltext.ValidID(string(p.note.ID)) {
			again = append(again, p)
		}
	}
	b.freeIDs(first, again)
	used := make(map[string]int) // how often an id was made of the same heading
	for i := range b.chunks {
		p := b.chunks[i].note
		if p == nil || !p.headed || p.heading.attributes.id.at != 0 {
			continue
		}
		base := derivedID(p.note.Front)
		id := NoteID(base)
		for n := max(2, used[base]+1); first[id] != nil; n++ {
			id = NoteID(fmt.Sprintf("%s-%d", base, n))
			used[base] = n
		}
		first[id] = p
		p.note.ID, p.note.Derived = id, true
		p.missingID()
	}
}

// freeIDs gives notes an id that no other has, as the edit of the fault which says that
// theirs will not do. Former ids are not free: progress would be taken for that of another.
func (b *builder) freeIDs(first map[NoteID]*parsedNote, again []*parsedNote) {
	if len(again) == 0 {
		return
	}
	offered := make(map[NoteID]bool)
	for i := range b.chunks {
		if p := b.chunks[i].note; p != nil {
			for _, was := range p.note.Was {
				offered[was] = true
			}
		}
	}
	taken := func(id NoteID) bool { return first[id] != nil || offered[id] }
	next := make(map[string]int) // where to go on looking
	for _, p := range again {
		base := slug(string(p.note.ID))
		if yamltext.ValidID(string(p.note.ID)) {
			base = string(p.note.ID)
		} else if base == "" {
			base = derivedID(p.note.Front)
		}
		id := free(base, next, taken)
		if offerID(p, id) {
			offered[id] = true
		}
	}
}

// offerID makes an id the edit of the fault of a note's id, and reports whether there is one.
func offerID(p *parsedNote, id NoteID) bool {
	at := p.heading.attributes.id
	place := p.pos(at.at)
	for i := range p.faults {
		if f := &p.faults[i]; f.Pos == place && (f.Rule == "duplicate-id" || f.Rule == "bad-id") {
			f.Edits = []Edit{p.replace(at.at, at.at+len(at.text), string(id))}
			return true
		}
	}
	return false
}

// free returns the first of base, base-2, base-3 and so on that is not taken. The map
// remembers how far it got with each base.
func free(base string, next map[string]int, taken func(NoteID) bool) NoteID {
	id := NoteID(base)
	for n := max(2, next[base]); taken(id); n++ {
		id = NoteID(fmt.Sprintf("%s-%d", base, n))
		next[base] = n
	}
	return id
}
