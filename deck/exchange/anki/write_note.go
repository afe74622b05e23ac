package anki

import (
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange/anki/apkg"
)

// A written note is a note of ours as it stands in a package.
type written struct {
	kind    noteType
	guid    string
	id      deck.NoteID
	title   string   // plain text
	section string   // title of its section
	visible []string // the fields that templates show
	source  Source
	fields  string // all of them as one text, once the note is finished
	tags    []string
	cards   []writtenCard
	lost    []string
	why     string // why it is not in the package; "" if it is

	tasks, done int // of a model: how many tasks it has, and how many of them are cards in the package
}

// A writtenCard is a card of one.
type writtenCard struct {
	ord int
	id  deck.CardID // "" if no card of ours says the same
}

// finish puts the fields together.
func (w *written) finish() {
	size := w.source.size()
	for _, f := range w.visible {
		size += len(f) + len(apkg.FieldSeparator)
	}
	var b strings.Builder
	b.Grow(size)
	for _, f := range w.visible {
		b.WriteString(f)
		b.WriteString(apkg.FieldSeparator)
	}
	w.source.write(&b, w.visible)
	w.fields, w.visible = b.String(), nil
}

// A noteWriter writes notes, one after the other.
type noteWriter struct {
	deck    *deck.Deck
	media   *mediaList
	models  map[string]drawnModel
	sources map[string]string // HTML by key
	files   map[string]string // media of the note that is being written; see Source.Files
}

// write writes a note whose own text is given.
func (w *noteWriter) write(n *deck.Note, text string) written {
	w.files = nil
	out := written{
		guid: string(deck.MakeCardID(w.deck.ID, n.ID, "")), id: n.ID, title: deck.PlainText(n.Front), section: n.Section,
		tags: slices.Clone(n.Tags),
	}
	front := w.line(n.Front) + w.blocks(n.Lead)
	switch n.Kind {
	case deck.Cloze:
		out.kind, out.visible = clozeType, []string{front, w.gaps(n.Back)}
	case deck.Occlude:
		out.kind, out.visible = occlusionType, []string{front, w.masked(n, &out), w.html(n.Back)}
	case deck.Typed:
		out.kind, out.visible = typedType, []string{front, typed(n), alsoRight(n) + w.blocks(n.Back)}
	case deck.Both:
		out.kind, out.visible = bothType, []string{front, w.html(n.Back)}
	case deck.Choice:
		options, answer := w.choice(n)
		out.visible = []string{front + options, answer + w.blocks(n.Back)}
		out.lost = append(out.lost, "the options to tap")
	case deck.Order:
		items, answer := w.order(n)
		out.visible = []string{front + items, answer + w.blocks(n.Back)}
		out.lost = append(out.lost, "the items to move")
	default:
		out.visible = []string{front, w.html(n.Back)}
	}
	out.visible = append(out.visible, w.html(n.Explanation), w.drawing(n.Model), w.cited(n.Cites))
	for i, facet := range n.Facets() {
		ord := i
		if n.Kind == deck.Cloze || n.Kind == deck.Occlude {
			number, _ := strconv.Atoi(facet)
			ord = number - 1
		}
		out.cards = append(out.cards, writtenCard{ord, deck.MakeCardID(w.deck.ID, n.ID, facet)})
	}
	if len(n.Lit) > 0 {
		out.lost = append(out.lost, "what stands out in the model")
	}
	if len(n.After) > 0 {
		out.lost = append(out.lost, "which notes come first")
	}
	out.source = Source{Text: text, Section: n.Section, Files: w.files}
	return out
}
