package deck

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Format returns the text of a deck of one file with what identifies its cards written
// in: an id for every note without one, and a number for every gap without one. Nothing
// else is touched, byte for byte, and what is formatted once stays as it is. A note that
// is broken is left alone where it is.
//
// A file of a deck folder must be formatted with [FormatFolder]: only the whole deck
// tells which ids are free.
func Format(name string, src []byte) ([]byte, error) {
	b := newBuilder()
	b.add(name, src)
	if err := b.formattable(name); err != nil {
		return nil, err
	}
	b.readNotes()
	b.assignIDs()
	return apply(src, b.edits(name)), nil
}

// A Formatted file is one file of a deck as [FormatFolder] would write it.
type Formatted struct {
	Name string
	Old  []byte
	New  []byte
}

// Changed reports whether there is anything to write.
func (f Formatted) Changed() bool { return !bytes.Equal(f.Old, f.New) }

// FormatFolder formats all files of a deck folder as [Format] does one. They come in the
// order of reading.
func FormatFolder(fsys fs.FS) ([]Formatted, error) {
	names, err := textFiles(fsys)
	if err != nil {
		return nil, fmt.Errorf("the deck folder cannot be read: %w", err)
	}
	if len(names) == 0 {
		return nil, errNoDeck
	}
	b := newBuilder()
	files := make([]Formatted, len(names))
	for i, name := range names {
		src, err := readFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read: %s; nothing was formatted", printable(name), reason(err))
		}
		b.add(name, src)
		if err := b.formattable(name); err != nil {
			return nil, err
		}
		files[i] = Formatted{Name: name, Old: src}
	}
	b.readNotes()
	b.assignIDs()
	for i, f := range files {
		files[i].New = apply(f.Old, b.edits(f.Name))
	}
	return files, nil
}

// formattable returns an error if a file that was added could not be taken as text.
func (b *builder) formattable(name string) error {
	s := b.trace.files[name]
	if s == nil {
		return fmt.Errorf("%s is too large for a file of a deck; nothing was formatted", printable(name))
	}
	if s.invalid {
		return fmt.Errorf("%s is not UTF-8 text; nothing was formatted, so save it as UTF-8 first", printable(name))
	}
	if b.countNotes() > maxNotes {
		return errors.New("the deck has too many notes; nothing was formatted")
	}
	return nil
}

// An edit replaces a stretch of a file. Places are given by line and byte, both from
// zero, which are the same with and without carriage returns.
type edit struct {
	line, from, to int
	text           string
}

// edits returns what is to be written into a file, in order.
func (b *builder) edits(name string) []edit {
	var edits []edit
	for i := range b.chunks {
		p := b.chunks[i].note
		if p == nil || p.name != name {
			continue
		}
		if p.note.Derived {
			edits = append(edits, p.idEdit())
		}
		if p.broken() {
			continue
		}
		for i, mark := range p.gaps {
			if mark.number == 0 {
				at := p.body + mark.open + len("{{")
				text := fmt.Sprintf("%d:", p.numbers[i])
				if strings.HasPrefix(mark.text, ":") {
					text += " " // "1::" would begin a hint
				}
				edits = append(edits, p.edit(at, at, text))
			}
		}
		for i, mark := range p.masks {
			if mark.Number == 0 {
				at := p.body + mark.at
				edits = append(edits, p.edit(at, at, fmt.Sprintf("%d: ", p.numbers[i])))
			}
		}
	}
	slices.SortStableFunc(edits, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.from, b.from))
	})
	return edits
}

// idEdit writes the note's id into its heading: into new braces, or into those that are
// there, which then get the usual order.
func (p *parsedNote) idEdit() edit {
	from, to, text := p.idText()
	return p.edit(from, to, text)
}

// idText returns what is to be written between two offsets for the note to have its id.
func (p *parsedNote) idText() (from, to int, text string) {
	h := p.heading
	if h.open < 0 {
		return h.textEnd, h.textEnd, " {#" + string(p.note.ID) + "}"
	}
	return h.open, h.close, h.attributes.with(string(p.note.ID))
}

// with returns the attributes in their usual order, with an id, which may be "".
func (a attributes) with(id string) string {
	var parts []string
	if id != "" {
		parts = append(parts, "#"+id)
	}
	if a.kind.text != "" {
		parts = append(parts, "."+a.kind.text)
	}
	for _, list := range []struct {
		name  string
		words []word
	}{{"after", a.after}, {"was", a.was}, {"tags", a.tags}} {
		if len(list.words) > 0 {
			parts = append(parts, list.name+`="`+strings.Join(texts(list.words), " ")+`"`)
		}
	}
	switch {
	case len(a.lit) > 0:
		parts = append(parts, `model="`+a.model.text+"#"+strings.Join(texts(a.lit), ",")+`"`)
	case a.model.text != "":
		parts = append(parts, "model="+a.model.text)
	}
	if a.hideAll {
		parts = append(parts, "hide=all")
	}
	return "{" + strings.Join(parts, " ") + "}"
}

// texts returns the texts of words.
func texts(words []word) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.text
	}
	return list
}

// edit returns the edit that replaces the bytes between two offsets of one line.
func (s *source) edit(from, to int, text string) edit {
	l := s.lineAt(from)
	return edit{line: l, from: from - s.lines[l], to: to - s.lines[l], text: text}
}

// apply makes edits, which must be in order, in a file as it is on disk.
func apply(src []byte, edits []edit) []byte {
	if len(edits) == 0 {
		return src
	}
	var out bytes.Buffer
	rest := src
	if bytes.HasPrefix(src, []byte(byteOrderMark)) {
		out.WriteString(byteOrderMark)
		rest = src[len(byteOrderMark):]
	}
	line := 0
	column := 0 // of rest in its line
	for _, e := range edits {
		for line < e.line {
			n := bytes.IndexByte(rest, '\n') + 1
			out.Write(rest[:n])
			rest = rest[n:]
			line++
			column = 0
		}
		out.Write(rest[:e.from-column])
		out.WriteString(e.text)
		rest = rest[e.to-column:]
		column = e.to
	}
	out.Write(rest)
	return out.Bytes()
}
