package exchange

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"

	"touchpoint/deck"
)

// texts is the text of a deck, piece by piece.
type texts struct {
	files    []*textFile // in the order of reading
	notes    map[deck.NoteID]spot
	sections map[string]spot // by title, the place behind the last piece of it; "" for what stands before the first
	order    []string        // titles, in order of appearance
}

// A spot is a piece of a file.
type spot struct{ file, piece int }

// A textFile is a file of a deck with what is to change in it.
type textFile struct {
	name    string
	src     []byte
	pieces  []deck.Piece
	changed map[int]string   // by piece, its new text in plain form
	inserts map[int][]string // by the piece that they come before, texts in plain form
	size    int              // in bytes, by then
}

// splitSize is the size of a file, in bytes, from which on another one is begun. The
// language allows twice as much.
const splitSize = 16 << 20

// readTexts reads the text of a deck.
func readTexts(there fs.FS) (*texts, error) {
	entries, err := fs.ReadDir(there, ".")
	if err != nil {
		return nil, unreadableDeck(err)
	}
	t := &texts{notes: make(map[deck.NoteID]spot), sections: make(map[string]spot)}
	for _, e := range entries {
		if e.IsDir() || !deck.IsText(e.Name()) {
			continue
		}
		const most = 32 << 20 // as the language has it
		src, err := readUpTo(there, e.Name(), most)
		if err != nil {
			return nil, unreadableDeck(err)
		}
		t.files = append(t.files, newTextFile(e.Name(), src))
	}
	if i := slices.IndexFunc(t.files, func(f *textFile) bool { return f.name == headFile }); i > 0 {
		head := t.files[i]
		t.files = slices.Insert(slices.Delete(t.files, i, i+1), 0, head)
	}
	if len(t.files) == 0 {
		return nil, unreadableDeck(fs.ErrNotExist)
	}
	nameless := false
	for i, f := range t.files {
		t.index(i, f)
		nameless = nameless || slices.ContainsFunc(f.pieces, func(p deck.Piece) bool { return p.Level == 2 && p.ID == "" })
	}
	if nameless {
		t.derive(there)
	}
	return t, nil
}

// derive finds the notes of which the id is made of the heading, as it is not written.
func (t *texts) derive(there fs.FS) {
	d, _, err := deck.Parse(there)
	if err != nil {
		return // no note of it can be told by such an id
	}
	type place struct {
		file string
		line int
	}
	at := make(map[place]spot)
	for i, f := range t.files {
		line, done := 1, 0
		for k, p := range f.pieces {
			line += bytes.Count(f.src[done:p.From], []byte("\n"))
			done = p.From
			at[place{f.name, line}] = spot{i, k}
		}
	}
	for i := range d.Notes {
		n := &d.Notes[i]
		if s, found := at[place{n.Pos.File, n.Pos.Line}]; found && n.Derived {
			t.notes[n.ID] = s
		}
	}
}

func newTextFile(name string, src []byte) *textFile {
	return &textFile{
		name: name, src: src, pieces: deck.Pieces(src), size: len(src),
		changed: make(map[int]string), inserts: make(map[int][]string),
	}
}

func unreadableDeck(err error) error {
	return Refuse(err, "The deck that is here could not be read (%v). Nothing was changed; make sure that it may be read, and try again.", cause(err))
}

// index notes where the notes and sections of a file are.
func (t *texts) index(file int, f *textFile) {
	title := ""
	for i, p := range f.pieces {
		switch p.Level {
		case 1:
			title = p.Title
		case 2:
			if _, twice := t.notes[p.ID]; !twice && p.ID != "" {
				t.notes[p.ID] = spot{file, i}
			}
		}
		if p.Level == 0 && file > 0 || title == "" && file > 0 {
			continue // new notes of the deck itself belong into its first file
		}
		if _, known := t.sections[title]; !known && title != "" {
			t.order = append(t.order, title)
		}
		t.sections[title] = spot{file, i + 1}
	}
}

// find returns where a note is. Of a deck that was not read none is known.
func (t *texts) find(id deck.NoteID) (spot, bool) {
	if t == nil {
		return spot{}, false
	}
	at, ok := t.notes[id]
	return at, ok
}

// text returns the text of a piece.
func (t *texts) text(at spot) string {
	f := t.files[at.file]
	p := f.pieces[at.piece]
	return string(f.src[p.From:p.To])
}

// replace writes a text in place of a piece.
func (t *texts) replace(at spot, text string) {
	f := t.files[at.file]
	f.changed[at.piece] = text
	f.size += len(text) - (f.pieces[at.piece].To - f.pieces[at.piece].From)
}

// add writes notes of a section: behind those that are in it, or else behind the section
// that the new one belongs to by its title, or else at the end.
func (t *texts) add(section string, notes []string) {
	at, known := t.sections[section]
	if !known {
		at = t.behind(section)
	}
	for headed := known; ; headed = section == "" {
		f := t.files[at.file]
		n := 0
		for n < len(notes) && f.size < splitSize {
			f.size += len(notes[n]) + len("\n\n")
			n++
		}
		if n > 0 && !headed {
			f.inserts[at.piece] = append(f.inserts[at.piece], "# "+markdownLine(section))
		}
		f.inserts[at.piece] = append(f.inserts[at.piece], notes[:n]...)
		if notes = notes[n:]; len(notes) == 0 {
			break
		}
		t.files = append(t.files, newTextFile(nextName(t.names(), "more"), nil))
		at = spot{len(t.files) - 1, 1}
	}
	if !known {
		t.order = append(t.order, section)
		t.sections[section] = at
	}
}

// behind returns the place for a section that is not there yet.
func (t *texts) behind(section string) spot {
	for parent := section; ; {
		i := strings.LastIndex(parent, SectionBreak)
		if i < 0 {
			break
		}
		parent = parent[:i]
		for _, title := range slices.Backward(t.order) {
			if title == parent || strings.HasPrefix(title, parent+SectionBreak) {
				return t.sections[title]
			}
		}
	}
	last := len(t.files) - 1
	top, _, _ := strings.Cut(section, SectionBreak)
	if last > 0 && len(t.files[0].pieces) == 1 { // a file for every section at the top
		t.files = append(t.files, newTextFile(nextName(t.names(), top), nil))
		return spot{last + 1, 1}
	}
	return spot{last, len(t.files[last].pieces)}
}

func (t *texts) names() []string {
	names := make([]string, len(t.files))
	for i, f := range t.files {
		names[i] = f.name
	}
	return names
}

// build returns the file with all that changed in it.
func (f *textFile) build() []byte {
	nl := "\n"
	if i := bytes.IndexByte(f.src, '\n'); i > 0 && f.src[i-1] == '\r' {
		nl = "\r\n"
	}
	native := func(text string) string { return strings.ReplaceAll(text, "\n", nl) }
	var b bytes.Buffer
	b.Grow(f.size + f.size/16)
	for i := 0; i <= len(f.pieces); i++ {
		for _, text := range f.inserts[i] {
			part(&b, nl)
			b.WriteString(native(text) + nl)
		}
		if i == len(f.pieces) {
			break
		}
		p := f.pieces[i]
		old := f.src[p.From:p.To]
		if len(f.inserts[i]) > 0 && len(old) > 0 {
			part(&b, nl)
		}
		if text, changed := f.changed[i]; changed {
			b.WriteString(native(text))
			old = old[len(bytes.TrimRight(old, " \t\r\n")):]
		}
		b.Write(old)
	}
	return b.Bytes()
}

// part ends what was written with an empty line.
func part(b *bytes.Buffer, nl string) {
	text := b.Bytes()
	switch {
	case len(text) == 0 || string(text) == "\ufeff":
	case !bytes.HasSuffix(text, []byte("\n")):
		b.WriteString(nl + nl)
	case !bytes.HasSuffix(text, []byte("\n"+nl)):
		b.WriteString(nl)
	}
}
