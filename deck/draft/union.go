package draft

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"touchpoint/deck"
	"touchpoint/deck/model"
)

// A Keep says what becomes of what two sides changed.
type Keep uint8

// What can become of it.
const (
	KeepBoth   Keep = iota // the first side's, with the other's beside it under another id
	KeepMine               // the first side's alone
	KeepTheirs             // the other side's alone, in its place and with its progress
)

// A Clash is something that two sides changed, each in its own way.
type Clash struct {
	Title  string
	ID     string // of the note or model, "" if it is neither
	Beside string // the id by which the other side's stands beside it, "" if it does not
	Gone   bool   // one side took it away
}

// A Union is a deck with what two sides made of it.
type Union struct {
	Files   map[string][]byte // all that are text: notes and models
	Taken   int               // how many pieces are as the other side has them
	Clashes []Clash
}

// errLocked is the reason why decks are not united whose files are no text.
var errLocked = errors.New("a file of the deck is no text")

// Unite brings together what two sides made of a deck, piece by piece: what only one side
// changed is as that side has it. Pictures and other files that are no text are not looked
// at. The version is that of the other side.
func Unite(base, mine, theirs fs.FS, keep Keep) (Union, error) {
	u := union{d: &Draft{checks: &checks{}}, keep: keep, out: Union{Files: make(map[string][]byte)}}
	if err := u.read(base, mine, theirs); err != nil {
		return Union{}, err
	}
	head := u.d.head()
	u.recognise()
	u.settleHead(head)
	u.settleModels()
	m := merge{d: u.d, parts: u.parts, theirsWin: keep == KeepTheirs}
	m.run()
	u.out.Taken = len(m.taken)
	u.part()
	e := u.d.begin()
	other := sync.OnceValue(func() *deck.Deck { // a large deck is not to be read for every clash
		d, _, _ := deck.Parse(theirs) // nil where it cannot be read
		return d
	})
	for _, c := range m.conflicts {
		u.out.Clashes = append(u.out.Clashes, u.clash(e, c, other))
	}
	for _, f := range u.d.files {
		if f.pieces != nil {
			u.out.Files[f.name] = f.bytesOf(f.pieces)
		}
	}
	return u.out, nil
}

// A union is a deck while two sides are brought together.
type union struct {
	d     *Draft
	keep  Keep
	parts []*mergePart
	own   []*mergePart // the first side as another version of what both began as
	out   Union
}

// read takes the three versions apart.
func (u *union) read(base, mine, theirs fs.FS) error {
	sides := [3]fs.FS{base, theirs, mine} // the last one says how the lines of a file end
	var names []string
	for _, side := range sides {
		list, err := textsIn(side)
		if err != nil {
			return err
		}
		names = append(names, list...)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		f := u.d.file(name)
		var pieces [3][]*piece
		for i, side := range sides {
			src, err := fs.ReadFile(side, name)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return err
			}
			pieces[i] = u.d.load(f, src)
			if f.locked != "" {
				return errLocked
			}
		}
		u.parts = append(u.parts, &mergePart{file: f, base: pieces[0], theirs: pieces[1], gone: pieces[1] == nil})
		u.own = append(u.own, &mergePart{file: f, base: pieces[0], theirs: pieces[2], gone: pieces[2] == nil})
	}
	if len(u.parts) == 0 {
		return errLocked
	}
	return nil
}

// textsIn lists the files of a deck that are text.
func textsIn(side fs.FS) (names []string, err error) {
	entries, err := fs.ReadDir(side, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() && IsUnited(e.Name()) {
			names = append(names, e.Name())
		}
	}
	models, err := fs.ReadDir(side, modelFolder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, e := range models {
		if name := path.Join(modelFolder, e.Name()); !e.IsDir() && IsUnited(name) {
			names = append(names, name)
		}
	}
	return names, nil
}

// IsUnited reports whether a file of a deck, given by its path, is one that [Unite] looks at.
func IsUnited(name string) bool {
	switch path.Dir(name) {
	case ".":
		return deck.IsText(name)
	case modelFolder:
		return isModel(path.Base(name))
	}
	return false
}

// recognise gives what is one thing on several sides one key. What both sides added under
// one id is one thing too.
func (u *union) recognise() {
	(&merge{d: u.d, parts: u.own}).recognise()
	added := make(map[string]Key)
	had := make(map[Key]bool)
	for _, part := range u.own {
		for _, p := range part.base {
			had[p.key] = true
		}
	}
	for _, part := range u.own {
		for _, p := range part.theirs {
			if p.id != "" && !had[p.key] {
				added[p.id] = p.key
			}
		}
		part.file.pieces, part.file.base = part.theirs, part.base
	}
	(&merge{d: u.d, parts: u.parts}).recognise()
	for _, part := range u.parts {
		for _, p := range part.theirs {
			if k, both := added[p.id]; both && p.id != "" && !had[p.key] {
				p.key = k
			}
		}
	}
	u.d.homes = nil
}

// versions are the three versions of a piece, by its key.
func (u *union) versions(k Key) (base, mine, theirs *piece) {
	pick := func(list []*piece) *piece {
		if i := slices.IndexFunc(list, func(p *piece) bool { return p.key == k }); i >= 0 {
			return list[i]
		}
		return nil
	}
	for i, part := range u.parts {
		for _, found := range []struct {
			into **piece
			list []*piece
		}{{&base, part.base}, {&mine, u.own[i].theirs}, {&theirs, part.theirs}} {
			if p := pick(found.list); p != nil {
				*found.into = p
			}
		}
	}
	return base, mine, theirs
}

// agree lets both sides say the same of a piece.
func (u *union) agree(mine, theirs *piece, text string) {
	raw := text
	if mine.tail != "" {
		raw = strings.TrimRight(text, "\r\n")
	}
	mine.raw, mine.text = raw, seen(raw)
	theirs.raw, theirs.text, theirs.tail = mine.raw, mine.text, mine.tail
}

// settleHead unites what is said of the deck as a whole, field by field, and its sources.
func (u *union) settleHead(head *file) {
	if len(head.pieces) == 0 {
		return
	}
	b, m, t := u.versions(head.pieces[0].key)
	if b == nil || m == nil || t == nil || sameText(m, t) {
		return
	}
	_, hb, sb, _ := deck.ReadHead(b.text)
	_, hm, sm, _ := deck.ReadHead(m.text)
	_, ht, st, _ := deck.ReadHead(t.text)
	h := hm
	for _, field := range []struct{ into, was, theirs *string }{
		{&h.Title, &hb.Title, &ht.Title},
		{&h.Language, &hb.Language, &ht.Language},
		{&h.Licence, &hb.Licence, &ht.Licence},
	} {
		if *field.into == *field.was {
			*field.into = *field.theirs
		}
	}
	if slices.Equal(hm.Authors, hb.Authors) {
		h.Authors = ht.Authors
	}
	h.Version = ht.Version
	text, err := deck.WithHead(m.text, h)
	for _, s := range st {
		if err != nil {
			return
		}
		mine, here := sourceOf(sm, s.Key)
		was, before := sourceOf(sb, s.Key)
		if !here || before && mine == was {
			s.Pos = deck.Pos{}
			text, err = deck.WithSource(text, s)
		}
	}
	if err != nil {
		return
	}
	front, below := cutFront(text)
	_, was := cutFront(b.text)
	_, other := cutFront(t.text)
	if below = u.settleBelow(was, below, other); below != "" && !strings.HasSuffix(front, "\n") {
		front += "\n"
	}
	if len(t.tail) > len(m.tail) {
		m.tail = t.tail
	}
	u.agree(m, t, convert(front+below, head.lineEnd))
}

// settleBelow unites what is said beneath the front matter. What both sides wrote in one
// place stands beneath one another, as nobody is asked about it.
func (u *union) settleBelow(base, mine, theirs string) string {
	text, ok := unitedLines(base, mine, theirs)
	switch {
	case ok:
		return text
	case u.keep == KeepTheirs:
		return theirs
	case u.keep == KeepMine:
		return mine
	}
	return strings.TrimRight(mine, "\r\n") + "\n\n" + strings.TrimLeft(theirs, "\r\n")
}

// cutFront parts the front matter from what stands beneath it.
func cutFront(head string) (front, below string) {
	at, fences := 0, 0
	for line := range strings.Lines(head) {
		if at += len(line); strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")) == "---" {
			if fences++; fences == 2 {
				return head[:at], head[at:]
			}
		}
		if fences == 0 {
			break
		}
	}
	return "", head
}

// sourceOf finds a source by its key, without where it stands.
func sourceOf(list []deck.Source, key string) (deck.Source, bool) {
	for _, s := range list {
		if s.Key == key {
			s.Pos = deck.Pos{}
			return s, true
		}
	}
	return deck.Source{}, false
}

// settleModels unites the models that both sides changed in different lines.
func (u *union) settleModels() {
	for i, part := range u.parts {
		mine := u.own[i].theirs
		if part.file.kind != modelFile || len(part.base) != 1 || len(mine) != 1 || len(part.theirs) != 1 {
			continue
		}
		b, m, t := part.base[0], mine[0], part.theirs[0]
		if sameText(b, m) || sameText(b, t) || sameText(m, t) {
			continue
		}
		text, ok := unitedLines(b.text, m.text, t.text)
		if ok && faultsOf(text) <= max(faultsOf(m.text), faultsOf(t.text)) {
			u.agree(m, t, convert(text, part.file.lineEnd))
		}
	}
}

// part gives a piece that was the last of its file on one side, and is not any more, the
// empty line after it that it has on the other.
func (u *union) part() {
	tails := make(map[Key]string)
	for _, parts := range [][]*mergePart{u.own, u.parts} {
		for _, part := range parts {
			for _, p := range part.theirs {
				if len(p.tail) > len(tails[p.key]) {
					tails[p.key] = p.tail
				}
			}
		}
	}
	for _, f := range u.d.files {
		for i, p := range f.pieces {
			if tail := tails[p.key]; i < len(f.pieces)-1 && strings.Count(p.tail, "\n") < 2 && len(tail) > len(p.tail) {
				f.pieces[i] = p.withTail(tail)
			}
		}
	}
}

// faultsOf counts what is wrong with a model.
func faultsOf(text string) int {
	_, faults := model.Parse([]byte(text))
	return len(faults)
}

// clash says what became of a piece that both sides changed, and puts the other side's
// beside it.
func (u *union) clash(e *edit, c conflict, theirs func() *deck.Deck) Clash {
	out := Clash{Title: c.title}
	at, here := u.d.find(c.key)
	if !here || c.theirs == nil {
		out.Gone = true
		return out
	}
	p := at.piece()
	out.ID = p.id
	switch {
	case u.keep != KeepBoth:
	case at.file.kind == modelFile:
		out.Beside = u.modelBeside(e, c.theirs)
	case p.level == 2:
		out.Beside = u.noteBeside(e, at, c.theirs, theirs)
	}
	return out
}

// Newer is the tag of a note that stands beside the one that the learner changed.
const Newer = "newer"

// noteBeside puts the other side's note after the first side's, under another id.
func (u *union) noteBeside(e *edit, at place, p *piece, theirs func() *deck.Deck) string {
	n, ok := noteOf(p, theirs)
	if !ok {
		return ""
	}
	n.ID, n.Derived, n.Was = deck.NoteID(u.free(string(n.ID))), false, nil
	n.Tags = append(slices.Clone(n.Tags), Newer)
	beside := newPiece(u.d.newKey(), deck.WithHeading(p.text, &n), 2)
	e.insert(at.file, at.at+1, beside)
	return string(n.ID)
}

// noteOf reads the note of a piece.
func noteOf(p *piece, side func() *deck.Deck) (deck.Note, bool) {
	if d := side(); d != nil && p.id != "" {
		if n, there := d.Note(deck.NoteID(p.id)); there {
			return *n, true
		}
	}
	d, _ := deck.ParseFile("note.md", []byte(p.text))
	if d == nil || len(d.Notes) != 1 {
		return deck.Note{}, false
	}
	return d.Notes[0], true
}

// idLine is the line of a model's file with its id.
var idLine = regexp.MustCompile(`(?m)^id:.*$`)

// modelBeside puts the other side's model beside the first side's, in a file of its own.
func (u *union) modelBeside(e *edit, p *piece) string {
	if p.id == "" || !idLine.MatchString(p.text) {
		return ""
	}
	id := u.free(p.id)
	at := idLine.FindStringIndex(p.text)
	name := path.Join(modelFolder, id+".yaml")
	for n := 2; u.d.known(name) != nil; n++ {
		name = path.Join(modelFolder, fmt.Sprintf("%s-%d.yaml", id, n))
	}
	e.splice(u.d.file(name), 0, 0, u.d.modelPiece(p.text[:at[0]]+"id: "+id+p.text[at[1]:]))
	return id
}

// free returns an id like another that nothing of the deck has, or had.
func (u *union) free(id string) string {
	taken := func(id string) bool {
		for _, f := range u.d.files {
			for _, list := range [][]*piece{f.pieces, f.base} {
				for _, p := range list {
					if p.id == id || strings.Contains(p.text, "was=") && strings.Contains(p.text, id) {
						return true
					}
				}
			}
		}
		return false
	}
	for n := 2; ; n++ {
		if other := fmt.Sprintf("%s-%d", id, n); !taken(other) {
			return other
		}
	}
}
