package draft

import (
	"bytes"
	"slices"
	"strings"

	"touchpoint/deck"
)

// finish takes apart what was typed in, and writes missing ids and gap numbers.
func (d *Draft) finish() {
	e := d.begin()
	if len(d.undone) == 0 {
		e.step.key = d.typed
		d.settle(e)
	}
	d.keepIDs(e)
	d.identify(e)
	if len(e.step.changes) > 0 {
		e.join()
	}
}

// A placed piece is one that is not as it is on disk.
type placed struct {
	file *file
	at   int
}

// rewrittenNotes returns the notes that are not as they are on disk.
func (d *Draft) rewrittenNotes() []placed {
	var list []placed
	old := make(map[Key]*piece)
	for _, f := range d.files {
		if f.kind == textFile && f.changed() {
			for _, p := range f.base {
				old[p.key] = p
			}
		}
	}
	for _, f := range d.files {
		if f.kind != textFile || f.locked != "" || !f.changed() {
			continue
		}
		for i, p := range f.pieces {
			if p.level == 2 && !p.same(old[p.key]) {
				list = append(list, placed{f, i})
			}
		}
	}
	return list
}

// keepIDs sees to it that notes without an id keep the progress that learners have under
// the one that was made of their heading: when the heading changes, and when another note
// of the same heading comes, goes or moves, so that they would be counted otherwise.
func (d *Draft) keepIDs(e *edit) {
	old := make(map[Key]*piece)
	for _, f := range d.files {
		for _, p := range f.base {
			if f.kind == textFile && p.level == 2 && p.id == "" {
				old[p.key] = p
			}
		}
	}
	if len(old) == 0 {
		return
	}
	before := d.madeIDs(func(f snapshotFile) []*piece { return f.base })
	const rounds = 3 // as an id that is written may make another one free
	for range rounds {
		if !d.writeIDs(e, old, before) {
			return
		}
	}
}

// madeIDs returns the ids that are made of headings, of the pieces that a function takes
// of each file.
func (d *Draft) madeIDs(pieces func(snapshotFile) []*piece) map[Key]string {
	texts := d.formatted(pieces)
	made := make(map[Key]string)
	for _, f := range d.files {
		list := pieces(snapshotFile{now: f.pieces, base: f.base})
		for i, raw := range formattedPieces(f, list, texts[f.name]) {
			if p := list[i]; p.level == 2 && p.id == "" {
				q := piece{raw: raw, level: p.level}
				q.read()
				made[p.key] = q.id
			}
		}
	}
	return made
}

// writeIDs writes the ids that notes had into those that would have another one now, and
// reports whether there were any.
func (d *Draft) writeIDs(e *edit, old map[Key]*piece, before map[Key]string) bool {
	now := d.madeIDs(func(f snapshotFile) []*piece { return f.now })
	used := make(map[string]bool)
	for _, f := range d.files {
		for _, p := range f.pieces {
			used[p.id] = true
		}
	}
	wrote := false
	for _, f := range d.files {
		if f.kind != textFile || f.locked != "" {
			continue
		}
		pieces := make(map[int]*piece)
		for i, p := range f.pieces {
			id := before[p.key]
			if old[p.key] == nil || p.level != 2 || id == "" || used[id] || p.id == "" && now[p.key] == id {
				continue
			}
			note, faults := deck.ReadNote(p.text, nil)
			if headingFault(faults) != "" {
				continue
			}
			switch {
			case p.id == "":
				note.ID = deck.NoteID(id)
			case slices.Contains(note.Was, deck.NoteID(id)):
				continue
			default:
				note.Was = append(note.Was, deck.NoteID(id))
			}
			used[id], wrote = true, true
			pieces[i] = d.rewrite(place{f, i}, deck.WithHeading(p.text, &note))
		}
		e.exchange(f, pieces)
	}
	return wrote
}

// identify writes missing ids and gap numbers into the notes that changed. Only the whole
// deck tells which ids are free. Where it cannot be read, that is for its author to mend.
func (d *Draft) identify(e *edit) {
	lacking := slices.DeleteFunc(d.rewrittenNotes(), func(n placed) bool {
		p := n.file.pieces[n.at]
		out, err := deck.Format(n.file.name, []byte(p.raw))
		return err != nil || string(out) == p.raw
	})
	if len(lacking) == 0 {
		return
	}
	formatted := d.formatted(func(f snapshotFile) []*piece { return f.now })
	texts := make(map[*file][]string)
	now := make(map[*file]map[int]*piece)
	for _, n := range lacking {
		if texts[n.file] == nil {
			texts[n.file] = formattedPieces(n.file, n.file.pieces, formatted[n.file.name])
		}
		if n.at < len(texts[n.file]) {
			p := n.file.pieces[n.at]
			q := &piece{key: p.key, raw: texts[n.file][n.at], tail: p.tail, level: p.level}
			q.read()
			if now[n.file] == nil {
				now[n.file] = make(map[int]*piece)
			}
			now[n.file][n.at] = q
		}
	}
	for f, pieces := range now {
		e.exchange(f, pieces)
	}
}

// formatted returns the files of the deck as the formatter writes them, none if it cannot.
func (d *Draft) formatted(pieces func(snapshotFile) []*piece) map[string][]byte {
	t := d.snapshot().tree(pieces)
	if d.alone != "" {
		out, err := deck.Format(d.alone, t.files[d.alone])
		if err != nil {
			return nil
		}
		return map[string][]byte{d.alone: out}
	}
	files, err := deck.FormatFolder(t)
	if err != nil {
		return nil
	}
	out := make(map[string][]byte, len(files))
	for _, f := range files {
		out[f.Name] = f.New
	}
	return out
}

// formattedPieces returns the formatted texts of pieces of a file, without their tails:
// formatting leaves every line where it is. It returns none if it cannot tell.
func formattedPieces(f *file, pieces []*piece, text []byte) []string {
	text = bytes.TrimPrefix(text, []byte(byteOrderMark))
	if f.kind != textFile || len(text) == 0 || bytes.Count(text, []byte("\n")) != bytes.Count(f.bytesOf(pieces), []byte("\n")) {
		return nil
	}
	list := make([]string, len(pieces))
	from := 0
	for i, p := range pieces {
		to := from
		for range strings.Count(p.raw, "\n") + strings.Count(p.tail, "\n") {
			to += bytes.IndexByte(text[to:], '\n') + 1
		}
		if i == len(pieces)-1 {
			to = len(text)
		}
		raw, ok := strings.CutSuffix(string(text[from:to]), p.tail)
		if !ok {
			return nil
		}
		list[i] = raw
		from = to
	}
	return list
}

// headingFault returns what is wrong with the heading of a note such that it cannot be
// written anew without losing something, "" if nothing is.
func headingFault(faults []deck.Fault) string {
	for _, f := range faults {
		if f.Severity == deck.Error && f.Pos.Line == 1 && (f.Rule == "attributes" || f.Rule == "bad-id" || f.Rule == "too-large" || f.Rule == "no-heading") {
			return f.Message
		}
	}
	return ""
}
