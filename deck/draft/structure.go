package draft

import (
	"slices"
	"strings"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

var (
	errGone    = sentence("That part of the deck is not there any more.")
	errNoPlace = sentence("It cannot be moved there.")
)

// templates are what new notes begin as: each is a note that works, to be overwritten.
var templates = map[deck.Kind]string{
	deck.Basic:   "## New question\n\nThe answer.",
	deck.Both:    "## New term {.both}\n\nWhat it means.",
	deck.Cloze:   "## New text with gaps {.cloze}\n\nA word in double braces is a {{gap}}.",
	deck.Choice:  "## New choice {.choice}\n\n- [x] The right option\n- [ ] A wrong option",
	deck.Typed:   "## New question to type an answer to {.typed}\n\nanswer",
	deck.Order:   "## New order {.order}\n\n1. First\n2. Second\n3. Third",
	deck.Occlude: "## New picture {.occlude}\n\n![What the picture shows](media/picture.png)\n\n- 1: 10 10 20 10",
}

// ExampleMask is the box of a new note with a picture. It shows how one is written, and goes
// when the picture comes, since it covers nothing of that.
var ExampleMask = deck.Mask{Number: 1, X: 10, Y: 10, Width: 20, Height: 10}

// AddNote puts a new note of a kind after a piece, with words to be overwritten. After a
// model it goes to the end of the last file.
func (d *Draft) AddNote(after Key, kind deck.Kind) (Key, error) {
	text, ok := templates[kind]
	if !ok {
		return "", say("There is no kind of note called %q.", kind)
	}
	return d.add(after, text, 2)
}

// AddSection puts a new section after the one that a piece stands in.
func (d *Draft) AddSection(after Key, title string) (Key, error) {
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		title = "New section"
	}
	return d.add(after, "# "+title, 1)
}

func (d *Draft) add(after Key, text string, level int) (Key, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.begin()
	d.settle(e)
	f, at, err := d.slot(after, level)
	if err != nil {
		e.rollback()
		return "", err
	}
	key := d.newKey()
	e.insert(f, at, newPiece(key, text, level))
	e.commit(key)
	return key, nil
}

// slot returns where a new piece goes: after another, or for a section after all notes of
// the section that the other stands in.
func (d *Draft) slot(after Key, level int) (*file, int, error) {
	at, ok := d.find(after)
	if !ok {
		return nil, 0, errGone
	}
	f, i := at.file, at.at+1
	if f.kind != textFile {
		f = d.lastText()
		i = len(f.pieces)
	}
	if f.locked != "" {
		return nil, 0, sentence(f.locked)
	}
	if level == 1 {
		i = sectionEnd(f, i)
	}
	return f, i, nil
}

// lastText returns the last file of text.
func (d *Draft) lastText() *file {
	last := d.head()
	for _, f := range d.files {
		if f.kind == textFile && f.pieces != nil {
			last = f
		}
	}
	return last
}

// sectionEnd returns the index of the first section of a file from index i on.
func sectionEnd(f *file, i int) int {
	for i < len(f.pieces) && f.pieces[i].level != 1 {
		i++
	}
	return i
}

// insert puts pieces into a file and sees to it that an empty line parts them from what
// stands around them.
func (e *edit) insert(f *file, at int, pieces ...*piece) {
	pieces = slices.Clone(pieces)
	from, n := at, 0
	if at > 0 && len(f.pieces[at-1].bytes()) > 0 {
		if before := parted(f.pieces[at-1], f.lineEnd); before != f.pieces[at-1] {
			pieces = append([]*piece{before}, pieces...)
			from, n = at-1, 1
		}
	}
	for i, p := range pieces {
		if from < at && i == 0 {
			continue
		}
		pieces[i] = p.endingIn(f.lineEnd)
		if i < len(pieces)-1 || at < len(f.pieces) {
			pieces[i] = parted(pieces[i], f.lineEnd)
		} else if pieces[i].tail == "" && pieces[i].raw != "" {
			pieces[i] = pieces[i].withTail(f.lineEnd)
		}
	}
	e.splice(f, from, n, pieces...)
}

// parted returns the piece with an empty line at its end.
func parted(p *piece, lineEnd string) *piece {
	switch tail := p.tail; {
	case p.raw == "" && tail == "":
		return p
	case strings.Count(tail, "\n") >= 2 || p.raw == "" && strings.Contains(tail, "\n"):
		return p
	case strings.Contains(tail, "\n"):
		return p.withTail(tail + lineEnd)
	default:
		return p.withTail(tail + lineEnd + lineEnd)
	}
}

func (p *piece) withTail(tail string) *piece {
	q := *p
	q.tail = tail
	return &q
}

// endingIn returns the piece with lines that end as those of another file do.
func (p *piece) endingIn(lineEnd string) *piece {
	raw, tail := convert(p.raw, lineEnd), convert(p.tail, lineEnd)
	if raw == p.raw && tail == p.tail {
		return p
	}
	q := *p
	q.raw, q.tail = raw, tail
	return &q
}

func convert(text, lineEnd string) string {
	text = lineFeeds(text)
	if lineEnd == "\n" {
		return text
	}
	return strings.ReplaceAll(text, "\n", lineEnd)
}

// Remove takes a piece out. A section's heading goes without its notes, which then belong
// to the section above it. A model goes with its file, and so does a file that is empty.
func (d *Draft) Remove(k Key) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.begin()
	d.settle(e)
	err := d.remove(e, k)
	if err != nil {
		e.rollback()
		return err
	}
	e.commit(k)
	return nil
}

func (d *Draft) remove(e *edit, k Key) error {
	at, ok := d.find(k)
	switch {
	case !ok:
		return errGone
	case at.file.locked != "":
		return sentence(at.file.locked)
	case at.file.kind != textFile:
		e.remove(at.file)
	case at.at > 0:
		e.splice(at.file, at.at, 1)
	case at.file == d.head():
		return sentence("The beginning of the deck cannot be removed.")
	case len(at.file.pieces) > 1:
		return sentence("The file still has notes. Move or remove them first.")
	default:
		e.remove(at.file)
	}
	return nil
}

// AddModel adds a model of a kind, in a file of its own.
func (d *Draft) AddModel(kind model.Kind, title string) (Key, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.alone != "" {
		return "", sentence("A deck of one file has no models. Make a folder of it, with the text as deck.md.")
	}
	title = strings.Join(strings.Fields(title), " ")
	if title == "" {
		title = "New model"
	}
	id, name := d.freeModel(title)
	src, err := blankModel(id, title, kind)
	if err != nil {
		return "", said(err)
	}
	e := d.begin()
	d.settle(e)
	p := d.modelPiece(src)
	e.splice(d.file(name), 0, 0, p)
	e.commit(p.key)
	return p.key, nil
}

// MoveAfter moves a note after another piece, or a section with its notes after the
// section that the piece stands in. The piece may stand in another file.
func (d *Draft) MoveAfter(k, after Key) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.moveAfter(k, after)
}

func (d *Draft) moveAfter(k, after Key) error {
	if k == after {
		return nil
	}
	e := d.begin()
	d.settle(e)
	if err := d.relocate(e, k, after); err != nil {
		e.rollback()
		return err
	}
	e.commit(k)
	return nil
}

// Places returns the pieces right after which [Draft.MoveAfter] can put a piece, other than
// where it stands: for a note any piece of text, for a section the last of each section. A
// piece that cannot be moved has none.
func (d *Draft) Places(k Key) map[Key]bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	if !ok || at.file.kind != textFile || at.file.locked != "" || at.at == 0 {
		return nil
	}
	level, end := at.piece().level, at.at+1
	if level == 1 {
		end = sectionEnd(at.file, end)
	}
	places := make(map[Key]bool)
	for _, f := range d.files {
		if f.kind != textFile || f.locked != "" {
			continue
		}
		for i, p := range f.pieces {
			own := f == at.file && i >= at.at-1 && i < end
			if !own && (level != 1 || sectionEnd(f, i+1) == i+1) {
				places[p.key] = true
			}
		}
	}
	return places
}

func (d *Draft) relocate(e *edit, k, after Key) error {
	from, ok := d.find(k)
	to, ok2 := d.find(after)
	switch {
	case !ok || !ok2:
		return errGone
	case from.file.kind != textFile || to.file.kind != textFile || from.at == 0:
		return errNoPlace
	case from.file.locked != "":
		return sentence(from.file.locked)
	}
	n := 1
	if from.piece().level == 1 {
		n = sectionEnd(from.file, from.at+1) - from.at
	}
	if to.file == from.file && to.at >= from.at && to.at < from.at+n {
		return errNoPlace
	}
	block := from.file.pieces[from.at : from.at+n : from.at+n]
	e.splice(from.file, from.at, n)
	f, at, err := d.slot(after, block[0].level)
	if err != nil {
		return err
	}
	e.insert(f, at, block...)
	return nil
}

// Move moves a note or a section by so many places, up for a negative number. Notes move
// on into the next section, and from file to file.
func (d *Draft) Move(k Key, by int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.find(k)
	if !ok {
		return errGone
	}
	if at.file.kind != textFile || at.at == 0 {
		return sentence("Only notes and sections can be moved.")
	}
	if by == 0 {
		return nil
	}
	after, ok := d.target(at, by)
	if !ok {
		return errNoPlace
	}
	if after == k {
		return nil
	}
	return d.moveAfter(k, after)
}

// target returns the piece after which a piece stands when it is moved by so many places.
func (d *Draft) target(at place, by int) (Key, bool) {
	var list []*piece // in the order of the outline, without what moves along
	self := -1
	level := at.piece().level
	end := at.at + 1
	if level == 1 {
		end = sectionEnd(at.file, end)
	}
	for _, f := range d.files {
		if f.kind != textFile || f.locked != "" {
			continue
		}
		for i, p := range f.pieces {
			if f == at.file && i >= at.at && i < end {
				self = len(list)
				continue
			}
			if level != 1 || p.level != 2 { // sections move among sections
				list = append(list, p)
			}
		}
	}
	// Before the move the piece stands after list[self-1].
	to := max(1, min(self+by, len(list)))
	if to == self {
		return "", false
	}
	return list[to-1].key, true
}
