package exchange

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"touchpoint/deck"
)

// A Merged deck is a parcel put together with what was here.
type Merged struct {
	ID       deck.ID
	Title    string
	New      bool     // nothing was here
	Changed  bool     // Files are not what was here
	Files    fs.FS    // the deck whole, as it is to be
	Items    []Item   // one for each note of the parcel, in its order
	Warnings []string // sentences on what concerns more than a note

	written []string // paths of Files that are new or say something else, in order
}

// Merge puts a parcel together with the deck there, or makes a new deck of it if there is
// nil. It reads what is there and writes nothing: Files of the result is a file system in
// memory over it. Notes are known by their ids; what each becomes is said in Items.
//
// The error is an [*Error]: what is there could not be read, or the deck would be larger
// than decks may be.
func Merge(p *Parcel, there fs.FS) (*Merged, error) {
	return merge(context.Background(), p, there)
}

// merge is [Merge] for as long as the context goes on.
func merge(ctx context.Context, p *Parcel, there fs.FS) (*Merged, error) {
	m, err := newMerger(p, there)
	if err != nil {
		return nil, err
	}
	if err := m.decideAll(); err != nil {
		return nil, err
	}
	if there == nil {
		err = m.compose()
	} else {
		err = m.weave()
	}
	if err != nil {
		return nil, err
	}
	if len(m.out.over) > 0 {
		m.takeMedia(ctx)
		m.unmet()
		m.out.put(RecordName, m.record.text())
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.Files, m.Changed = m.out, len(m.out.over) > 0
	m.written = slices.Sorted(maps.Keys(m.out.over))
	return &m.Merged, nil
}

// A merger puts a parcel together with a deck.
type merger struct {
	Merged
	parcel *Parcel
	there  fs.FS // nil: a new deck
	head   string
	out    *files
	record *record

	texts    *texts               // of the deck there; read when one of its notes may change
	ids      map[deck.NoteID]bool // of the parcel's notes
	media    *mediaNames
	arriving []arrival
}

// An arrival is a note that is new, or takes the place of an older text.
type arrival struct {
	id      deck.NoteID
	section string
	text    string // in plain form
	at      spot   // of the older text
	updates bool
}

func newMerger(p *Parcel, there fs.FS) (*merger, error) {
	m := &merger{
		Merged: Merged{ID: p.ID, Title: short(p.Title), New: there == nil},
		parcel: p, there: there, out: newFiles(there),
	}
	var err error
	if m.record, err = readRecord(there); err != nil {
		return nil, err
	}
	if there == nil && !plainID(deck.NoteID(p.ID)) {
		return nil, Refuse(nil, "“%s” cannot be the id of a deck. Nothing was changed; an id has the letters a to z, digits and . _ - and begins with a letter or digit.", short(string(p.ID)))
	}
	if there == nil {
		return m, nil
	}
	var h deck.Head
	if m.head, m.ID, h, err = headOf(there); err != nil || m.ID == "" {
		return nil, Refuse(err, "The deck “%s” that is here could not be read%s. Nothing was changed; mend it, and try again.", p.Title, because(err))
	}
	m.Title = h.Title
	return m, nil
}

// because says an error in brackets, if there is one.
func because(err error) string {
	if err == nil {
		return ""
	}
	return fmt.Sprintf(" (%v)", cause(err))
}

// decideAll finds out what becomes of each note.
func (m *merger) decideAll() error {
	notes := m.parcel.Notes
	const mostNotes = 200_000 // as the language has it
	if len(notes) > mostNotes {
		return Refuse(nil, "“%s” has %s notes, and a deck has %s at most. Nothing was changed; make several decks of it where it comes from.",
			m.parcel.Title, deck.Number(len(notes)), deck.Number(mostNotes))
	}
	wanted := make([]bool, len(notes))
	more := false
	for i := range notes {
		n := &notes[i]
		was, known := m.record.lines[string(n.ID)]
		wanted[i] = n.Text != "" && (!known || n.Mod == 0 || n.Mod > was.mod)
		more = more || wanted[i]
	}
	texts := fitAll(notes, wanted)
	var media []Media
	if more || m.there == nil { // else no note can show them that does not already
		media = m.parcel.Media
	}
	m.media = newMediaNames(media, m.there)
	if more && m.there != nil {
		var err error
		if m.texts, err = readTexts(m.there); err != nil {
			return err
		}
	}
	m.Items = make([]Item, len(notes))
	m.ids = make(map[deck.NoteID]bool, len(notes))
	if m.parcel.Match == Both {
		for i := range notes {
			m.ids[notes[i].ID] = true
		}
	}
	seen := make(map[deck.NoteID]bool, len(notes))
	for i := range notes {
		n := &notes[i]
		item := &m.Items[i]
		*item = Item{Note: n.ID, Deck: m.ID, GUID: n.GUID, Title: n.Title, Lost: n.Lost}
		switch _, known := m.record.lines[string(n.ID)]; {
		case seen[n.ID]:
			item.Outcome, item.Why = Skipped, "another note in the file has the same id"
		case wanted[i]:
			m.decide(n, texts[i], item)
		case known:
			item.Outcome = Unchanged
		default:
			item.Outcome, item.Why = Skipped, "it has no text"
		}
		seen[n.ID] = true
	}
	return nil
}

// decide finds out what becomes of a note that may be newer than what is here.
func (m *merger) decide(n *Note, f fitted, item *Item) {
	if f.text == "" {
		item.Outcome, item.Why = Skipped, f.why
		return
	}
	text := m.media.rename(f.text)
	if len(f.lost) > 0 {
		item.Lost = append(slices.Clip(item.Lost), f.lost...)
	}
	key, hash := string(n.ID), hashOf(text)
	was, known := m.record.lines[key]
	if known && was.hash == hash {
		m.record.lines[key] = brought{n.Mod, hash} // if there is anything to write, this goes with it
		item.Outcome = Unchanged
		return
	}
	at, here := m.texts.find(n.ID)
	if !here {
		if known {
			item.Outcome, item.Why = Kept, "it was deleted here, or moved to another deck"
			return
		}
		m.arrive(n, arrival{id: n.ID, section: n.Section, text: text}, hash)
		item.Outcome = Added
		return
	}
	ours := plain(m.texts.text(at))
	switch item.Outcome, item.Why = m.compare(n, ours, text, was); {
	case item.Outcome == Updated:
		m.arrive(n, arrival{id: n.ID, text: text, at: at, updates: true}, hash)
	case item.Outcome == Unchanged && known:
		m.record.lines[key] = brought{n.Mod, hash}
	case item.Outcome == Kept && m.parcel.Match == Both:
		m.beside(n, text, item)
	}
}

// compare finds out what becomes of a note when there is one of its id. The zero brought
// says that no import brought ours.
func (m *merger) compare(n *Note, ours, text string, was brought) (o Outcome, why string) {
	base := plain(n.Base)
	switch match := m.parcel.Match; {
	case ours == text:
		return Unchanged, ""
	case match == Both && saySame(ours, text):
		return Unchanged, ""
	case match == Here || match == Both:
		return Kept, "there is one here already"
	case was.hash != "" && was.hash == hashOf(ours), base != "" && base == ours:
		return Updated, ""
	case was.hash != "":
		return Kept, "it was changed here too"
	case base != "" && base == text, base != "" && saySame(base, text):
		return Unchanged, "" // only ours was changed since it left
	case base != "":
		return Kept, "it was changed here too"
	case saySame(ours, text):
		return Unchanged, ""
	case match == There:
		return Updated, ""
	}
	return Kept, "there is one of its id here, and nothing says which is newer"
}

// saySame reports whether two texts are the same note, written in two ways.
func saySame(a, b string) bool {
	one, _ := deck.ReadNote(a, nil)
	other, _ := deck.ReadNote(b, nil)
	for _, n := range []*deck.Note{&one, &other} {
		n.ID, n.Derived, n.Pos = "", false, deck.Pos{}
		slices.Sort(n.Cites) // of which the order is that of the text
	}
	return reflect.DeepEqual(one, other)
}

// beside gives a note another id, so that it can stand beside the one that is here.
func (m *merger) beside(n *Note, text string, item *Item) {
	note, _ := deck.ReadNote(text, nil)
	for i := 2; ; i++ {
		note.ID = deck.NoteID(fmt.Sprintf("%s-%d", n.ID, i))
		other := plain(deck.WithHeading(text, &note))
		at, taken := m.texts.find(note.ID)
		if taken && plain(m.texts.text(at)) == other {
			item.Note, item.Outcome, item.Why = note.ID, Unchanged, ""
			return
		}
		_, known := m.record.lines[string(note.ID)]
		if taken || known || m.ids[note.ID] {
			continue
		}
		m.arrive(n, arrival{id: note.ID, section: n.Section, text: other}, hashOf(other))
		item.Note, item.Outcome, item.Why = note.ID, Added, "there is another of its id here, so it has a new one"
		return
	}
}

// arrive takes in a note that is new, or takes the place of an older text.
func (m *merger) arrive(n *Note, a arrival, hash string) {
	m.arriving = append(m.arriving, a)
	m.record.set(string(a.id), brought{n.Mod, hash})
}

// warn takes in a sentence.
func (m *merger) warn(format string, args ...any) {
	m.Warnings = append(m.Warnings, fmt.Sprintf(format, args...))
}

// takeMedia takes in the files that notes show.
func (m *merger) takeMedia(ctx context.Context) {
	for _, f := range m.media.readable(ctx, m.media.arriving(m.arriving)) {
		m.out.add(f.Path, content{size: f.Size, open: f.Open})
	}
	m.Warnings = append(m.Warnings, m.media.warnings()...)
	switch lacking := m.lacking(); len(lacking) {
	case 0:
	case 1:
		m.warn("The notes show the file “%s”, which did not come with them; put it into the deck's folder.", short(lacking[0]))
	default:
		m.warn("The notes show %s files that did not come with them, such as “%s”; put them into the deck's folder.",
			deck.Number(len(lacking)), short(lacking[0]))
	}
}

// lacking returns the files that the notes which arrive show and the deck does not have.
func (m *merger) lacking() []string {
	missing := make(map[string]bool)
	for i := range m.arriving {
		text := m.arriving[i].text
		for from, to := range targets(text) {
			name, err := url.PathUnescape(text[from:to])
			if err != nil || !fs.ValidPath(name) || strings.Contains(name, ":") {
				continue // an address
			}
			if _, err := fs.Stat(m.out, name); err != nil {
				missing[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(missing))
}

// models takes in the concept models of the parcel. One that stands here as it came is
// replaced by a newer one.
func (m *merger) models() error {
	for _, name := range slices.Sorted(maps.Keys(m.parcel.Models)) {
		if base, ok := strings.CutPrefix(name, "models/"); !ok || !strings.HasSuffix(base, ".yaml") || !plainID(deck.NoteID(strings.ToLower(base))) {
			m.warn("The model “%s” was left out, since no file of a deck can be called so.", oneLine(name))
			continue
		}
		text := m.parcel.Models[name]
		ours, err := m.ours(name)
		was := m.record.lines[name]
		switch {
		case err != nil:
			return Refuse(err, "“%s” of the deck that is here could not be read (%v). Nothing was changed; make sure that it may be read, and try again.", name, cause(err))
		case ours != nil && plain(string(ours)) == plain(string(text)), was.hash == hashOf(string(text)):
			continue // it is as it comes, or as it came before
		case ours == nil || was.hash == hashOf(string(ours)):
			m.out.put(name, text)
			m.record.set(name, brought{hash: hashOf(string(text))})
		default:
			m.warn("The model “%s” was changed here, so it stays as it is.", name)
		}
	}
	return nil
}

// ours is what a file says that is here, nil if there is none.
func (m *merger) ours(name string) ([]byte, error) {
	if m.there == nil {
		return nil, nil
	}
	const most = 32 << 20
	data, err := readUpTo(m.there, name, most)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
