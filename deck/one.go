package deck

import (
	"fmt"
	"slices"

	"touchpoint/deck/yamltext"
)

// ReadNote reads the text of one note on its own, as an author's editor does at every key.
// Positions are those of the text: its first line is the note's heading, and no file is
// named. The faults are those that [Parse] and [Check] find in one note alone; pictures
// are not looked for.
//
// With a deck, which may be nil, they also tell of sources, models and other notes that it
// does not have. The deck may hold this note as it was before, perhaps with another id.
// So that an id belongs to another note as well is told only by checking the whole deck.
func ReadNote(text string, d *Deck) (Note, []Fault) {
	s := newSource("", []byte(text))
	chunks, _ := split(s, 0)
	i := slices.IndexFunc(chunks, func(c chunk) bool { return c.level == 2 })
	if i < 0 {
		return Note{Kind: Basic, Pos: s.pos(0)}, []Fault{s.fault(0, Error, "no-heading",
			"the text does not begin with a heading, so it is no note", "begin it with ## and the question")}
	}
	p := readNote(s, chunks[i])
	r := oneReader{deck: d, note: p}
	r.identify()
	if !p.broken() {
		r.check()
	}
	SortFaults(&Deck{}, p.faults)
	return p.note, p.faults
}

// OneNote returns the id of the note that a text is, and in words why it is none that can
// be used, "" if it is one. It does without all that [ReadNote] finds to be better, and so
// takes a fraction of the time.
func OneNote(text string) (id NoteID, problem string) {
	s := newSource("", []byte(text))
	chunks, _ := split(s, 0)
	i := slices.IndexFunc(chunks, func(c chunk) bool { return c.level > 0 })
	switch {
	case i < 0 || chunks[i].level != 2 || chunks[i].head > 0:
		return "", "it has no heading"
	case i+1 < len(chunks):
		return "", "a heading stands in its text"
	}
	p := readNote(s, chunks[i])
	for _, f := range p.faults {
		if f.Severity == Error {
			return p.note.ID, f.Message
		}
	}
	return p.note.ID, ""
}

// A oneReader reads one note of a deck.
type oneReader struct {
	deck *Deck // may be nil
	note *parsedNote
}

// identify makes an id if the note has none, as the deck's parser would.
func (r *oneReader) identify() {
	p := r.note
	switch {
	case p.heading.attributes.id.at != 0:
		if id := string(p.note.ID); !yamltext.ValidID(id) {
			offerID(p, free(orElse(slug(id), derivedID(p.note.Front)), map[string]int{}, r.taken))
		}
	case p.headed:
		p.note.ID, p.note.Derived = free(derivedID(p.note.Front), map[string]int{}, r.taken), true
		p.missingID()
	}
	if n, ok := r.known(); ok {
		p.note.Section = n.Section
	}
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

// taken reports whether another note or a model has an id. An id that was made from a
// heading may be this note's own.
func (r *oneReader) taken(id NoteID) bool {
	if r.deck == nil {
		return false
	}
	if n, ok := r.deck.Note(id); ok {
		return !n.Derived
	}
	_, ok := r.deck.Model(string(id))
	return ok
}

// known returns the note of the deck that has the note's id, most likely the note itself
// as it was before.
func (r *oneReader) known() (*Note, bool) {
	if r.deck == nil {
		return nil, false
	}
	return r.deck.Note(r.note.note.ID)
}

// check looks over a note that can be used.
func (r *oneReader) check() {
	p := r.note
	c := noteCheck{deck: r.deck, note: &p.note, origin: &p.origin, media: &mediaCheck{known: make(map[string]mediaProblem)}}
	if r.deck == nil {
		c.deck = &Deck{trace: &trace{lost: true}} // any source may be there
	} else {
		c.media.alone = r.deck.trace != nil && r.deck.trace.alone
		if len(p.note.Cites) > 0 {
			c.sources = newSourceKeys(r.deck)
		}
	}
	c.run()
	if r.deck != nil {
		r.references(&c)
	}
	p.faults = append(p.faults, c.faults...)
}

// references checks what the heading says of other notes and of a model.
func (r *oneReader) references(c *noteCheck) {
	d, p := r.deck, r.note
	for _, id := range p.note.After {
		if _, ok := d.Note(id); !ok && id != p.note.ID && !d.lacks(id) {
			c.unresolved(id, true)
		}
	}
	if _, ok := r.known(); ok { // else one of the deck's notes may be this one, renamed
		for _, w := range p.heading.attributes.was {
			id := d.ID.own(NoteID(w.text))
			if _, living := d.Note(id); living {
				p.fault(w.at, "was-clash", fmt.Sprintf("%s is named as a former id, but it is the id of a note", id),
					"take it out of was=, or give that note another id")
			}
		}
	}
	r.model()
}

// lacks reports whether a note of the deck could not be used, so that its id is known all
// the same.
func (d *Deck) lacks(id NoteID) bool { return d.trace != nil && d.trace.broken[id] }

// model checks what the heading says of a model.
func (r *oneReader) model() {
	d, p := r.deck, r.note
	if p.note.Model == "" || d.trace == nil || d.trace.alone {
		return
	}
	m, ok := d.Model(p.note.Model)
	f := d.trace.models[p.note.Model]
	switch {
	case !ok && f == nil:
		ids := make([]string, len(d.Models))
		for i, m := range d.Models {
			ids[i] = m.ID
		}
		p.faults = append(p.faults, p.unknownModel(ids))
	case ok && (f == nil || !f.failed):
		p.faults = append(p.faults, p.unknownElements(m.ID, elementIDs(m))...)
	}
}

// CardsOf returns the cards of one note of a deck, also of a note that is not in it. With
// nil for the deck their ids name the note alone.
func CardsOf(d *Deck, n *Note) []Card {
	if d == nil {
		d = &Deck{}
	}
	return d.appendNote(nil, n)
}
