package anki

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/exchange"
	"touchpoint/deck/exchange/anki/apkg"
	"touchpoint/deck/hypertext"
)

// Limits on what is made of a note.
const (
	maxTitle    = 300     // bytes of the title of a section as a heading
	maxTags     = 800     // bytes of the tags of a note
	maxNote     = 1 << 20 // bytes of a note's text
	maxReported = 120     // characters of a title in the report
)

// A noteIn is a note as the package has it, with what is known of its place.
type noteIn struct {
	guid  string
	id    deck.NoteID
	mod   int64
	fold  *fold
	ords  ordSet   // of its cards
	place place    // of its first card
	tags  []string // those that are not the learner's own
	texts string   // its fields, parted by fieldEnd; "" if they were not read
	known bool     // it has not changed since it was brought here
	stays bool     // it is in a deck here, where it stays

	dropped bool // another note has its id

	fields []string // texts taken apart
}

// A place is where the notes of one of Anki's decks stand here.
type place struct {
	parcel  int    // index of the parcel
	section string // title of the section, plain text; "" before the first
	title   string // what heads a text that has no question, as Markdown
}

// A noteOut is what became of a note.
type noteOut struct {
	notes   []exchange.Note
	skipped []exchange.Item
	media   []int // indexes of the files that the notes show
	source  *Source
	kind    deck.Kind // of the last of the notes; "" if they were not read
	own     deck.ID   // the deck that a note of ours comes from
	ownTags []string  // the tags that its text has
}

// A converter puts notes together. Each goroutine has its own.
type converter struct {
	files   *files
	options hypertext.Options
	gapped  hypertext.Options

	cache [2][]cached // of the note at hand, by field: as it is, and with gaps
	lost  []string
	size  int // of what was put together
	out   *noteOut

	number int  // of the note at hand
	gone   bool // it shows files that did not come
	note   *noteIn
	holds  func(n *noteIn, path string) bool // whether the note's deck here has a file; nil: no
	used   []int                             // by file, the number of the last note that shows it
}

type cached struct {
	done bool
	text string
}

func newConverter(f *files) *converter {
	c := &converter{files: f, used: make([]int, len(f.media))}
	c.options = hypertext.Options{Picture: c.picture, Sound: c.sound, Maths: true, Unquote: true}
	c.gapped = c.options
	c.gapped.Gaps = true
	return c
}

// begin makes ready for another note.
func (c *converter) begin(n *noteIn, out *noteOut) {
	c.out, c.note = out, n
	c.number++
	c.lost, c.size, c.gone = nil, 0, false
	n.fields = strings.Split(n.texts, apkg.FieldSeparator)
	for len(n.fields) < len(n.fold.kind.Fields) {
		n.fields = append(n.fields, "")
	}
	for i := range c.cache {
		c.cache[i] = slices.Grow(c.cache[i][:0], len(n.fields))[:len(n.fields)]
		clear(c.cache[i])
	}
}

// convert makes the notes of a note.
func (c *converter) convert(n *noteIn, out *noteOut) {
	if n.known {
		for _, suffix := range n.suffixes() {
			out.notes = append(out.notes, exchange.Note{ID: n.id + deck.NoteID(suffix), GUID: n.guid, Section: n.place.section, Mod: n.mod})
		}
		return
	}
	c.begin(n, out)
	if n.fold.own && c.ownNote(n) {
		return
	}
	f := n.fold
	switch {
	case n.ords.empty():
		c.skip(n, "It has no cards.")
	case f.form == gaps:
		c.cloze(n)
	case f.form == occlusion:
		c.occlusion(n)
	case f.form == layers:
		c.layered(n)
	case f.form == mirrored:
		c.mirrored(n)
	default:
		for i := range f.designs {
			if n.ords.has(i) {
				c.card(n, i)
			}
		}
		if len(out.notes)+len(out.skipped) == 0 {
			c.skip(n, "The design of its card is not in the file.")
		}
	}
}

// suffixes returns what goes behind the id in each of the notes that come of a note.
func (n *noteIn) suffixes() []string {
	if n.fold.form != several {
		return []string{""}
	}
	var list []string
	for ord := range n.fold.designs {
		if n.ords.has(ord) {
			list = append(list, suffixOf(ord))
		}
	}
	return list
}

// card makes the note of one card.
func (c *converter) card(n *noteIn, ord int) {
	d := &n.fold.designs[ord]
	c.lost = nil
	c.loseOf(n, d)
	question, answer := c.asked(n, d.question), c.asked(n, d.answer)
	heading, lead := n.heading(question)
	kind := d.kindOf()
	if kind == deck.Typed {
		typed := c.typed(n, d.typed)
		if typed == "" {
			kind = deck.Basic
		}
		answer = join(typed, answer)
	}
	suffix := ""
	if n.fold.form == several {
		suffix = suffixOf(ord)
	}
	switch {
	case question == "":
		c.skip(n, "Its question is empty.")
	case answer == "":
		c.skip(n, "It has no answer.")
	default:
		c.write(n, suffix, deck.Note{Kind: kind, Front: heading, Lead: lead}, answer, join(c.explained(n), c.unshown(n)))
	}
}

// mirrored makes a note that is asked in both directions, or in one if it has one card.
func (c *converter) mirrored(n *noteIn) {
	f := n.fold
	for i := range f.designs {
		c.loseOf(n, &f.designs[i])
	}
	front, back := c.asked(n, f.first), c.asked(n, f.second)
	kind := deck.Both
	switch {
	case !n.ords.has(1):
		kind = deck.Basic
	case !n.ords.has(0):
		kind = deck.Basic
		front, back = back, front
	}
	heading, lead := n.heading(front)
	switch {
	case front == "":
		c.skip(n, "Its question is empty.")
	case back == "":
		c.skip(n, "It has no answer.")
	default:
		extra := join(c.shown(n, f.extra), c.explained(n), c.unshown(n))
		c.write(n, "", deck.Note{Kind: kind, Front: heading, Lead: lead}, back, extra)
	}
}

// cloze makes the note of a text with gaps.
func (c *converter) cloze(n *noteIn) {
	f := n.fold
	if len(f.designs) == 0 || len(f.text) == 0 {
		c.skip(n, "The design of its cards shows no text with gaps.")
		return
	}
	d := &f.designs[0]
	c.loseOf(n, d)
	gapsThere := slices.ContainsFunc(fieldsOf(f.text), func(i int) bool { return hasGap(n.fields[i]) })
	text := c.shown(n, f.text)
	extra := join(c.shown(n, d.answer), c.explained(n), c.unshown(n))
	if !gapsThere || !strings.Contains(text, "{{") {
		heading, lead := n.heading(join(c.shown(n, f.above), text))
		if extra == "" || text == "" {
			why := "It has no gaps."
			if gapsThere {
				why = "Its gaps have numbers above " + itoa(maxGap) + "."
			}
			c.skip(n, why)
			return
		}
		c.lose("gaps: there are none in it")
		c.write(n, "", deck.Note{Kind: deck.Basic, Front: heading, Lead: lead}, extra, "")
		return
	}
	heading, lead := n.heading(c.shown(n, f.above))
	c.write(n, "", deck.Note{Kind: deck.Cloze, Front: heading, Lead: lead}, text, extra)
}

// write adds a note with what stands beneath its heading: the answer, and what explains it.
func (c *converter) write(n *noteIn, suffix string, note deck.Note, body, extra string) {
	if c.size > maxNote {
		c.skip(n, "It is too long.")
		return
	}
	note.ID = n.id + deck.NoteID(suffix)
	note.Tags = c.tags(n.tags)
	text, broken := exchange.Piece(&note, body, extra)
	if broken {
		c.lose("lines across the page")
	}
	mod := n.mod
	if c.gone {
		mod-- // so that it is the older one when the same note comes with its files
	}
	c.out.kind = note.Kind
	c.out.notes = append(c.out.notes, exchange.Note{
		ID: note.ID, GUID: n.guid, Section: n.place.section, Title: n.title(), Text: text, Mod: mod, Lost: c.lost,
	})
}

// tags returns those tags of a note that a heading can hold.
func (c *converter) tags(tags []string) []string {
	size := 0
	for i, tag := range tags {
		if strings.ContainsAny(tag, "\"{}=\\`,") {
			c.lose("some characters of tags")
		}
		if size += len(tag) + 1; size > maxTags {
			c.lose("tags, of which there are too many")
			return tags[:i]
		}
	}
	return tags
}

// skip says why a note is left out.
func (c *converter) skip(n *noteIn, why string) {
	c.out.skipped = append(c.out.skipped, exchange.Item{Note: n.id, GUID: n.guid, Title: n.title(), Outcome: exchange.Skipped, Why: why})
}

// titled returns HTML as a title in the report: plain text in a line, cut short.
func titled(text string) string {
	if strings.ContainsAny(text, "<&\n") {
		text = strings.Join(strings.Fields(hypertext.Strip(text)), " ")
	}
	if len(text) > maxReported {
		if runes := []rune(text); len(runes) > maxReported {
			return string(runes[:maxReported-1]) + "…"
		}
	}
	return strings.TrimSpace(text)
}

// loseOf says what of a design there is no place for.
func (c *converter) loseOf(n *noteIn, d *design) {
	c.lose(d.lost...)
	if c.shown(n, d.hints) != "" {
		c.lose("hints that open on a click, which stand with the answer now")
	}
}

func (c *converter) lose(what ...string) {
	if len(what) > 0 {
		c.lost = union(c.lost, what)
	}
}
