package deck

import (
	"slices"
	"strconv"
	"strings"
)

// MakeCardID names a card: "deck/note" for the facet "", "deck/note#facet" for others.
func MakeCardID(d ID, n NoteID, facet string) CardID {
	if facet == "" {
		return CardID(string(d) + "/" + string(n))
	}
	return CardID(string(d) + "/" + string(n) + "#" + facet)
}

// FormerCardID names the card of a facet that was= of a note of deck d speaks of: was is
// the former id of the note, or the id of another deck, a slash, and the id that the note
// had there.
func FormerCardID(d ID, was NoteID, facet string) CardID {
	if other, note, moved := strings.Cut(string(was), "/"); moved {
		return MakeCardID(ID(other), NoteID(note), facet)
	}
	return MakeCardID(d, was, facet)
}

// own returns a former id without the id of its deck before it if that is d.
func (d ID) own(was NoteID) NoteID {
	if note, here := strings.CutPrefix(string(was), string(d)+"/"); here {
		return NoteID(note)
	}
	return was
}

// reverse is the facet of the card that asks a [Both] note from back to front.
const reverse = "reverse"

// Facets names the cards of a note, in the order in which they are introduced:
// "" for most kinds, "" and "reverse" for [Both], the numbers of its gaps for [Cloze] and
// of its masks for [Occlude].
func (n *Note) Facets() []string {
	switch n.Kind {
	case Both:
		return []string{"", reverse}
	case Cloze:
		var facets []string
		last := 0
		for _, g := range n.Gaps { // by number
			if g.Number != last {
				facets = append(facets, strconv.Itoa(g.Number))
				last = g.Number
			}
		}
		return facets
	case Occlude:
		return n.maskFacets()
	}
	return []string{""}
}

// Note returns the note with the given id.
func (d *Deck) Note(id NoteID) (*Note, bool) {
	if d.trace != nil { // of use only while it agrees with Notes, which anyone may change
		if i, ok := d.trace.index[id]; ok && i < len(d.Notes) && d.Notes[i].ID == id {
			return &d.Notes[i], true
		}
	}
	i := slices.IndexFunc(d.Notes, func(n Note) bool { return n.ID == id })
	if i < 0 {
		return nil, false
	}
	return &d.Notes[i], true
}

// Source returns the source with the given key.
func (d *Deck) Source(key string) (*Source, bool) {
	i := slices.IndexFunc(d.Sources, func(s Source) bool { return s.Key == key })
	if i < 0 {
		return nil, false
	}
	return &d.Sources[i], true
}

// Gap returns the number of the gap that the card asks for, 0 if it is not a cloze card.
func (c Card) Gap() int {
	if c.Note.Kind != Cloze {
		return 0
	}
	n, err := strconv.Atoi(c.Facet)
	if err != nil {
		return 0
	}
	return n
}

// maskFacets names the cards of an [Occlude] note by the numbers of its masks.
func (n *Note) maskFacets() []string {
	var numbers []int
	for _, m := range n.Masks {
		numbers = append(numbers, m.Number)
	}
	slices.Sort(numbers)
	var facets []string
	for _, number := range slices.Compact(numbers) {
		facets = append(facets, strconv.Itoa(number))
	}
	return facets
}

// Front returns the question. A card of a choice, order or typed note shows its
// options, items or entry field beneath it. A cloze card shows the note's heading and
// the whole text: whoever draws it hides the spans whose Gap is that of the card. An
// occlusion card shows its picture beneath the covers that hide it.
func (c Card) Front() []Block {
	n := c.Note
	switch {
	case n.Kind == Cloze:
		title := Block{Kind: Heading, Level: 2, Spans: inline(n.Front)}
		return append([]Block{title}, Blocks(n.Back)...)
	case n.Kind == Both && c.Facet == reverse:
		return Blocks(n.Back)
	case n.Kind == Occlude:
		return append(append(line(n.Front), Blocks(n.Lead)...), c.picture(false))
	}
	return append(line(n.Front), Blocks(n.Lead)...)
}

// Back returns the answer. Of a cloze card it is the whole text again, to be drawn in
// place of the front with nothing hidden; of a choice card the right options; of an
// order card the items in order; of a typed card the answer; of an occlusion card its
// picture with what was asked uncovered, and beneath it the labels of that.
func (c Card) Back() []Block {
	n := c.Note
	switch n.Kind {
	case Cloze:
		return c.Front()
	case Both:
		if c.Facet == reverse {
			return append(line(n.Front), Blocks(n.Lead)...)
		}
	case Occlude:
		return c.uncovered()
	case Choice:
		return append(rightOptions(n.Options), Blocks(n.Back)...)
	case Order:
		list := Block{Kind: List, Ordered: true, Start: 1}
		for _, item := range n.Items {
			list.Items = append(list.Items, Blocks(item))
		}
		return append([]Block{list}, Blocks(n.Back)...)
	case Typed:
		var answer []Block
		if len(n.Answers) > 0 {
			answer = []Block{{Kind: Paragraph, Spans: []Span{{Text: n.Answers[0]}}}}
		}
		return append(answer, Blocks(n.Back)...)
	}
	return Blocks(n.Back)
}

// rightOptions returns the right options: one as it is, several as a list.
func rightOptions(options []Option) []Block {
	var right [][]Block
	for _, o := range options {
		if o.Correct {
			right = append(right, Blocks(o.Text))
		}
	}
	if len(right) == 1 {
		return right[0]
	}
	return []Block{{Kind: List, Items: right}}
}

// picture returns the picture of an occlusion card with its covers, before or after what
// it asks for is uncovered.
func (c Card) picture(uncovered bool) Block {
	n := c.Note
	b := Block{Kind: Picture, Path: n.Picture, Alt: n.Alt}
	for _, m := range n.Masks {
		asked := strconv.Itoa(m.Number) == c.Facet
		b.Covers = append(b.Covers, Cover{Mask: m, Asked: asked, Open: asked && uncovered || !asked && !n.HideAll})
	}
	return b
}

// uncovered returns the answer of an occlusion card.
func (c Card) uncovered() []Block {
	out := []Block{c.picture(true)}
	var labels []string
	for _, m := range c.Note.Masks {
		if strconv.Itoa(m.Number) == c.Facet && m.Label != "" && !slices.Contains(labels, m.Label) {
			labels = append(labels, m.Label)
		}
	}
	if len(labels) > 0 {
		out = append(out, Plain(strings.Join(labels, ", "))...)
	}
	return append(out, Blocks(c.Note.Back)...)
}
