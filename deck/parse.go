package deck

import (
	"cmp"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// What a deck may be. The largest decks that people share have some ten thousand notes
// and a few megabytes of text; what is far beyond is a mistake or an attack.
const (
	maxFile  = 32 << 20  // bytes of one file
	maxDeck  = 128 << 20 // bytes of all files
	maxFiles = 1000
	maxNotes = 200_000
)

// ParseFile reads a deck that is one Markdown file. What is broken is left out and told
// of in a fault; faults come in the order of the text. For a file without an id the
// deck's is made from the name.
func ParseFile(name string, src []byte) (*Deck, []Fault) {
	b := newBuilder()
	b.trace.alone = true
	b.fallbackID = path.Base(name)
	if ext := path.Ext(b.fallbackID); strings.EqualFold(ext, ".md") {
		b.fallbackID = strings.TrimSuffix(b.fallbackID, ext)
	}
	b.add(name, src)
	return b.build()
}

// A builder puts a deck together from its files.
type builder struct {
	deck       *Deck
	trace      *trace
	faults     []Fault
	fallbackID string

	inFolder bool           // the deck may have models, so a reference to one can be checked
	models   []modelFile    // by name
	reading  sync.WaitGroup // of the models

	chunks []located
	glued  []Fault // of lines that were meant to be headings
	size   int
}

// A located chunk is a chunk with the file it stands in and, once read, its note.
type located struct {
	source *source
	chunk  chunk
	note   *parsedNote
}

func newBuilder() *builder {
	return &builder{
		deck:  &Deck{},
		trace: &trace{files: map[string]*source{}, broken: map[NoteID]bool{}},
	}
}

func (b *builder) report(f ...Fault) { b.faults = append(b.faults, f...) }

// add takes in a file. The first one's front matter is the deck's.
func (b *builder) add(name string, src []byte) {
	first := len(b.deck.Files) == 0
	b.deck.Files = append(b.deck.Files, name)
	b.size += len(src)
	if len(src) > maxFile || b.size > maxDeck {
		b.trace.lost = b.trace.lost || first
		b.report(Fault{
			Pos: Pos{File: name}, Severity: Error, Rule: "too-large",
			Message: fmt.Sprintf("a deck has at most %d MiB of text, %d MiB in one file", maxDeck>>20, maxFile>>20),
			Fix:     "make several decks of it",
		})
		return
	}
	s := newSource(name, src)
	b.trace.files[name] = s
	if utf16(src) {
		b.trace.lost = b.trace.lost || first
		b.report(s.fault(0, Error, "encoding", "the file is UTF-16 text", "save it as UTF-8"))
		return
	}
	from, to, next, faults := frontMatter(s)
	b.report(faults...)
	if first {
		b.head(s, from, to)
	} else if from < to {
		b.report(s.fault(0, Warning, "front-matter", "front matter is read in "+b.deck.Files[0]+" only", "move it there"))
	}
	chunks, glued := split(s, next)
	for _, at := range glued {
		b.glued = append(b.glued, s.reportGlued(at))
	}
	b.encoding(s, 0, chunks[0].head)
	for _, c := range chunks {
		if c.level < 2 {
			b.encoding(s, c.head, c.end)
		}
		b.chunks = append(b.chunks, located{source: s, chunk: c})
	}
}

// encoding reports bytes between two offsets that were not UTF-8.
func (b *builder) encoding(s *source, from, to int) {
	if f, bad := s.encoding(from, to); bad {
		b.report(f)
	}
}

// head reads the deck's own data.
func (b *builder) head(s *source, from, to int) {
	seen, lost, faults := readFrontMatter(s, from, to, b.deck)
	b.trace.lost = lost
	b.report(faults...)
	if len(seen) == 0 && len(faults) > 0 {
		return // the front matter could not be read, and may well hold both
	}
	if !seen["id"] {
		f := s.fault(0, Error, "deck-id", "the deck has no id",
			"begin the file with front matter: a line ---, a line id: my-deck, a line title: My deck, and a line ---")
		id := cmp.Or(slug(cmp.Or(b.deck.Title, b.fallbackID)), "my-deck")
		f.Edits = s.addEntry("id", id, from, to)
		b.report(f)
	}
	if !seen["title"] {
		f := s.fault(0, Warning, "deck-title", "the deck has no title", "write title: in the front matter")
		if b.deck.ID != "" { // otherwise that is mended first
			f.Edits = s.addEntry("title", titleOf(b.deck.ID), from, to)
		}
		b.report(f)
	}
}

// identify gives the deck an id and a title if its author did not, so that what can be
// used of it has a name.
func (b *builder) identify() {
	d := b.deck
	if d.ID == "" {
		d.ID = ID(slug(cmp.Or(d.Title, b.fallbackID)))
	}
	if d.ID == "" {
		d.ID = "deck"
	}
	if d.Title == "" {
		d.Title = string(d.ID)
	}
}

// build reads all notes and joins them to a deck.
func (b *builder) build() (*Deck, []Fault) {
	b.identify()
	b.readNotes()
	b.assignIDs()
	b.assemble()
	b.reportGlued()
	b.takeModels()
	b.checkReferences()
	b.trace.empty = b.countNotes() == 0 &&
		!slices.ContainsFunc(b.faults, func(f Fault) bool { return f.Severity == Error })
	b.deck.trace = b.trace
	SortFaults(b.deck, b.faults)
	return b.deck, b.faults
}

// reportGlued tells of lines that were meant to be headings. One with the id of another
// note is not made into a heading, as of two with one id the second is left out.
func (b *builder) reportGlued() {
	others := b.faults // of those at one place they come behind
	b.faults = nil
	defer func() { b.report(others...) }()
	seen := make(map[NoteID]bool)
	for _, f := range b.glued {
		if len(f.Edits) > 0 && f.Severity == Error {
			id := gluedID(f.Line)
			if _, taken := b.trace.index[id]; taken || b.trace.broken[id] || seen[id] {
				f.Edits = nil
			}
			seen[id] = true
		}
		b.report(f)
	}
}

// readNotes reads the notes on every processor, in batches.
func (b *builder) readNotes() {
	if notes := b.countNotes(); notes > maxNotes {
		b.report(Fault{
			Pos: Pos{File: b.deck.Files[0]}, Severity: Error, Rule: "too-large",
			Message: fmt.Sprintf("the deck has %d notes, more than the %d that one may have", notes, maxNotes),
			Fix:     "make several decks of it",
		})
		b.chunks = nil
		return
	}
	const batch = 32
	var next atomic.Int64
	work := func() {
		for {
			from := int(next.Add(batch)) - batch
			if from >= len(b.chunks) {
				return
			}
			for i := from; i < min(from+batch, len(b.chunks)); i++ {
				if c := &b.chunks[i]; c.chunk.level == 2 {
					c.note = readNote(c.source, c.chunk)
				}
			}
		}
	}
	workers := min(runtime.GOMAXPROCS(0), 1+len(b.chunks)/batch)
	var wg sync.WaitGroup
	for range workers - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
}

func (b *builder) countNotes() int {
	n := 0
	for i := range b.chunks {
		if b.chunks[i].chunk.level == 2 {
			n++
		}
	}
	return n
}

// assemble puts the notes that can be used into the deck, section by section.
func (b *builder) assemble() {
	d := b.deck
	notes := b.countNotes()
	d.Notes = make([]Note, 0, notes)
	b.trace.origins = make([]origin, 0, notes)
	b.trace.index = make(map[NoteID]int, notes)
	sections := make(map[string]int)
	title := ""
	var last *source
	for i := range b.chunks {
		c := &b.chunks[i]
		if c.source != last {
			last, title = c.source, d.Title // notes before the first section belong to the deck
		}
		if c.chunk.level < 2 {
			if c.chunk.level == 1 {
				title = b.section(c)
			}
			b.strayText(c)
			continue
		}
		p := c.note
		b.report(p.faults...)
		if p.broken() {
			b.trace.broken[p.note.ID] = true
			continue
		}
		p.note.Section = title
		at, known := sections[title]
		if !known {
			at = len(d.Sections)
			sections[title] = at
			d.Sections = append(d.Sections, Section{Title: title})
		}
		d.Sections[at].Notes = append(d.Sections[at].Notes, len(d.Notes))
		b.trace.index[p.note.ID] = len(d.Notes)
		b.trace.origins = append(b.trace.origins, p.origin)
		d.Notes = append(d.Notes, p.note)
	}
}

// section returns the title that a heading of level one gives to the notes beneath it.
func (b *builder) section(c *located) string {
	h, faults := readHeading(c.source, c.chunk)
	b.report(faults...)
	if h.open >= 0 && len(faults) == 0 {
		f := c.source.fault(h.open, Warning, "attributes", "the heading of a section takes no attributes", "delete the braces")
		from := h.textEnd
		for from > c.chunk.head { // braces before these would be the attributes then
			rest, faults := readHeading(newSource("", []byte(c.source.text[c.chunk.head:from])), chunk{level: 1})
			if rest.open < 0 && len(faults) == 0 {
				f.Edits = []Edit{c.source.replace(from, h.close, "")}
				break
			}
			if rest.open < 0 || len(faults) > 0 {
				break
			}
			from = c.chunk.head + rest.textEnd
		}
		b.report(f)
	}
	title := PlainText(h.text)
	if title == "" && len(faults) == 0 {
		b.report(c.source.fault(c.chunk.head, Warning, "section", "the section has no title", "write it after the number sign"))
	}
	if title == "" {
		return b.deck.Title
	}
	return title
}

// strayText reports text that belongs to no note and would never be seen.
func (b *builder) strayText(c *located) {
	body := c.source.text[c.chunk.body:c.chunk.end]
	blank := len(body) - len(strings.TrimLeft(body, " \t\n"))
	if blank == len(body) {
		return
	}
	severity, message := Warning, "this text between a section and its first note is shown nowhere"
	if c.chunk.level == 0 {
		severity, message = Error, "this text stands before any heading and belongs to no note"
	}
	b.report(c.source.fault(c.chunk.body+blank, severity, "stray-text", message, "begin a note above it with ## and its question"))
}

// checkReferences checks what headings say about other notes and models: that is for
// the parser to know, since an id that comes back from the dead would mix up progress.
func (b *builder) checkReferences() {
	former := make(map[NoteID]NoteID)
	for i := range b.chunks {
		p := b.chunks[i].note
		if p == nil || p.broken() {
			continue
		}
		a := p.heading.attributes
		for _, w := range a.was {
			id := b.deck.ID.own(NoteID(w.text))
			if _, living := b.trace.index[id]; living || b.trace.broken[id] {
				b.report(p.origin.fault(w.at, Error, "was-clash",
					fmt.Sprintf("%s is named as a former id, but it is the id of a note", id),
					fmt.Sprintf("give that note another id, as taking %s out of was= moves the old progress to that note", id)))
			} else if other, claimed := former[id]; claimed {
				b.report(p.origin.fault(w.at, Error, "was-clash",
					fmt.Sprintf("%s is named as a former id by the note %s already", id, other), "keep it in one of the two"))
			} else {
				former[id] = p.note.ID
			}
		}
		b.checkModel(p)
	}
}
