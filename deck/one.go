package deck

import (
	"slices"
	"strings"
)

// ReadNote reads the text of one note on its own, as an author's editor does at every key.
// Positions are those of the text: its first line is the note's heading, and no file is
// named. The faults are those that [Parse] and [Check] find in one note alone. With a
// deck, which may be nil, they tell of sources, models and other notes that it does not
// have. Whether the note's id belongs to another is not told, as the deck may hold this
// note as it was before.
func ReadNote(text string, d *Deck) (Note, []Fault) {
	s := newSource("", []byte(text))
	chunks, _ := split(s, 0)
	i := slices.IndexFunc(chunks, func(c chunk) bool { return c.level == 2 })
	if i < 0 {
		return Note{Kind: Basic, Pos: s.pos(0)}, []Fault{s.fault(0, Error, "no-heading",
			"the text does not begin with a heading, so it is no note", "begin it with ## and the question")}
	}
	p := readNote(s, chunks[i])
	var faults []Fault
	faults = append(faults, p.faults...)
	if p.broken() {
		return p.note, faults
	}
	if d == nil {
		d = &Deck{}
	}
	c := noteCheck{deck: d, note: &p.note, origin: &p.origin, media: &mediaCheck{known: make(map[string]string)}}
	c.run()
	faults = append(faults, c.faults...)
	SortFaults(d, faults)
	return p.note, faults
}

// CardsOf returns the cards of one note of a deck, also of a note that is not in it. With
// nil for the deck their ids name the note alone.
func CardsOf(d *Deck, n *Note) []Card {
	if d == nil {
		d = &Deck{}
	}
	return d.appendNote(nil, n)
}

// lineBreak returns the line break that a text is written with.
func lineBreak(text string) string {
	if i := strings.IndexByte(text, '\n'); i > 0 && text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
