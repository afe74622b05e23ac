package library

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"touchpoint/deck"
)

// put writes the notes that were taken out into another deck.
func (t *transfer) put(to *editing) error {
	claimed := claims(to.deck)
	away := t.away(to.deck.ID)
	for i := range t.moved {
		m := &t.moved[i]
		id := arrivalID(m, to.deck.ID, claimed, away)
		claimed[id] = true
		t.renamed[m.NoteRef] = id
	}
	var sections []arrival
	for i := range t.moved {
		m := &t.moved[i]
		text, err := t.rewrite(m, to, claimed)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(sections, func(s arrival) bool { return s.title == m.note.Section })
		if at < 0 {
			at = len(sections)
			sections = append(sections, arrival{title: m.note.Section, heading: m.heading})
		}
		sections[at].notes = append(sections[at].notes, text)
	}
	for _, s := range sections {
		if err := to.insert(s); err != nil {
			return t.home.explain(err)
		}
	}
	return nil
}

// An arrival is notes that come into one section.
type arrival struct {
	title   string
	heading string // the line that began it where they stood, "" if there was none
	notes   []string
}

// claims returns the ids that the notes and models of a deck have or had.
func claims(d *deck.Deck) map[deck.NoteID]bool {
	claimed := make(map[deck.NoteID]bool)
	for i := range d.Notes {
		claimed[d.Notes[i].ID] = true
		for _, was := range d.Notes[i].Was {
			claimed[was] = true
		}
	}
	for _, m := range d.Models {
		claimed[deck.NoteID(m.ID)] = true
		for _, was := range m.Was {
			claimed[deck.NoteID(was)] = true
		}
	}
	return claimed
}

// away returns the ids of a deck that notes of other decks had there, with the one that
// had each. Another note must not get such an id, or it would get the progress as well.
func (t *transfer) away(to deck.ID) map[deck.NoteID]NoteRef {
	had := make(map[deck.NoteID]NoteRef)
	for _, s := range t.home.everything() {
		d, _, err := t.home.cache.read(s)
		if err != nil || d == nil {
			continue
		}
		for i := range d.Notes {
			for _, was := range d.Notes[i].Was {
				if id, there := strings.CutPrefix(string(was), string(to)+"/"); there {
					had[deck.NoteID(id)] = NoteRef{d.ID, d.Notes[i].ID}
				}
			}
		}
	}
	return had
}

// arrivalID chooses the id of a note in its new deck: the one that it had there before, or
// the one that it has, or one like it.
func arrivalID(m *movedNote, to deck.ID, claimed map[deck.NoteID]bool, away map[deck.NoteID]NoteRef) deck.NoteID {
	free := func(id deck.NoteID) bool {
		whose, gone := away[id]
		return !claimed[id] && (!gone || whose == m.NoteRef)
	}
	for _, was := range m.note.Was {
		if id, here := strings.CutPrefix(string(was), string(to)+"/"); here && free(deck.NoteID(id)) {
			return deck.NoteID(id)
		}
	}
	id := m.note.ID
	for n := 2; !free(id); n++ {
		id = deck.NoteID(fmt.Sprintf("%s-%d", m.note.ID, n))
	}
	return id
}

// rewrite returns the text of a note as it will stand in its new deck.
func (t *transfer) rewrite(m *movedNote, to *editing, claimed map[deck.NoteID]bool) (string, error) {
	n := m.note
	n.ID, n.Derived = t.renamed[m.NoteRef], false
	n.Was = formerIDs(m, to.deck.ID, n.ID, claimed)
	n.After = nil
	for _, before := range m.note.After {
		if id, along := t.renamed[NoteRef{m.Deck, before}]; along {
			n.After = append(n.After, id)
		}
	}
	if _, there := to.deck.Model(n.Model); !there {
		n.Model, n.Lit = "", nil
	}
	text := deck.WithHeading(m.text, &n)
	from := t.decks[m.Deck]
	text, err := t.sources(text, &n, from, to)
	if err != nil {
		return "", err
	}
	return pictures(text, &n, from, to)
}

// formerIDs are the ids by which the note was known, as its new deck sees them.
func formerIDs(m *movedNote, to deck.ID, id deck.NoteID, claimed map[deck.NoteID]bool) []deck.NoteID {
	list := []deck.NoteID{deck.NoteID(string(m.Deck) + "/" + string(m.Note))}
	for _, was := range m.note.Was {
		if !strings.Contains(string(was), "/") {
			was = deck.NoteID(string(m.Deck) + "/" + string(was))
		}
		if here, own := strings.CutPrefix(string(was), string(to)+"/"); own {
			was = deck.NoteID(here)
		}
		if was != id && !slices.Contains(list, was) && !claimed[was] {
			list = append(list, was)
		}
	}
	return list
}

// sources sees to it that what a note cites is among the sources of its new deck.
func (t *transfer) sources(text string, n *deck.Note, from, to *editing) (string, error) {
	for _, key := range n.Cites {
		s, known := from.deck.Source(key)
		if !known {
			continue
		}
		name, there := sourceIn(to.deck, *s)
		if !there {
			added := *s
			added.Key = name
			if err := to.addSource(added); err != nil {
				return "", refuse(err, "The sources of “%s” are written in a way that cannot be added to. Nothing was moved.", to.deck.Title)
			}
			to.deck.Sources = append(to.deck.Sources, added)
		}
		if name != key {
			text = citeInstead(text, key, name)
		}
	}
	return text, nil
}

// sourceIn returns the key of a source in a deck, and whether it has it.
func sourceIn(d *deck.Deck, s deck.Source) (key string, there bool) {
	same := func(x deck.Source) bool { return x.Text == s.Text && x.DOI == s.DOI && x.URL == s.URL }
	if x, taken := d.Source(s.Key); !taken || same(*x) {
		return s.Key, taken
	}
	for _, x := range d.Sources {
		if same(x) || x.DOI != "" && x.DOI == s.DOI {
			return x.Key, true
		}
	}
	for n := 2; ; n++ {
		key := fmt.Sprintf("%s-%d", s.Key, n)
		if _, taken := d.Source(key); !taken {
			return key, false
		}
	}
}

// addSource writes a source into the front matter.
func (e *editing) addSource(s deck.Source) error {
	file := e.deck.Files[0]
	src, err := e.text(file)
	if err != nil {
		return err
	}
	head := deck.Bounds(src)[0]
	text, err := deck.WithSource(string(src[:head.To]), s)
	if err != nil {
		return err
	}
	e.set(file, text+string(src[head.To:]))
	return nil
}

// citeInstead cites another key.
func citeInstead(text, key, instead string) string {
	var b strings.Builder
	for {
		i := strings.Index(text, "@"+key)
		if i < 0 {
			break
		}
		end := i + 1 + len(key)
		b.WriteString(text[:i])
		if end < len(text) && strings.IndexByte("];, \t\r\n", text[end]) >= 0 {
			b.WriteString("@" + instead)
		} else {
			b.WriteString(text[i:end]) // a longer key
		}
		text = text[end:]
	}
	return b.String() + text
}

// pictures brings the pictures of a note along, and the files that it links to. One whose
// name is taken by another gets another name.
func pictures(text string, n *deck.Note, from, to *editing) (string, error) {
	for _, name := range n.Media() {
		clean, ok := cleanPath(name)
		if !ok {
			continue
		}
		data, there := from.media(clean)
		if !there {
			continue // it is missing already
		}
		as := clean
		for k := 2; ; k++ {
			other, taken := to.media(as)
			if taken && bytes.Equal(other, data) {
				break
			}
			if !taken {
				to.fresh[as] = data
				break
			}
			ext := path.Ext(clean)
			as = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(clean, ext), k, ext)
		}
		if as == clean {
			continue
		}
		changed := strings.NewReplacer("("+name, "("+as, "(<"+name, "(<"+as).Replace(text)
		if changed == text {
			return "", refuse(nil, "“%s” has another file called %s. Nothing was moved; call one of them otherwise.", to.deck.Title, clean)
		}
		text = changed
	}
	return text, nil
}

// insert writes notes at the end of the section that has the title of theirs, or of the
// deck, in a new section.
func (e *editing) insert(s arrival) error {
	file, at, there, err := e.sectionEnd(s.title)
	if err != nil {
		return err
	}
	src, err := e.text(file)
	if err != nil {
		return err
	}
	before, after := string(src[:at]), string(src[at:])
	var b strings.Builder
	if !there {
		b.WriteString(cmp.Or(s.heading, "# "+escape(s.title)) + "\n\n")
	}
	for i, note := range s.notes {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(strings.TrimRight(strings.ReplaceAll(note, "\r\n", "\n"), "\n") + "\n")
	}
	if after != "" {
		b.WriteString("\n")
	}
	text := b.String()
	if strings.Contains(before, "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	e.set(file, parted(before)+text+after)
	return nil
}

// parted returns a text that ends with an empty line.
func parted(text string) string {
	line := "\n"
	if strings.Contains(text, "\r\n") {
		line = "\r\n"
	}
	switch {
	case text == "" || strings.HasSuffix(text, line+line):
		return text
	case strings.HasSuffix(text, line):
		return text + line
	}
	return text + line + line
}

// sectionEnd finds where a section ends: its file, and the offset there. If the deck has
// no such section, it is the end of the last file.
func (e *editing) sectionEnd(title string) (file string, at int, there bool, err error) {
	var src []byte
	for _, name := range e.deck.Files {
		if src, err = e.text(name); err != nil {
			return "", 0, false, err
		}
		now := e.deck.Title // notes before the first section belong to the deck
		for p := range pieces(src) {
			if p.Level == 1 {
				now = p.Title
			}
			if p.Level > 0 && now == title {
				file, at, there = name, p.To, true
			}
		}
	}
	if !there {
		file, at = e.deck.Files[len(e.deck.Files)-1], len(src)
	}
	return file, at, there, nil
}

// escape makes plain text Markdown.
func escape(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("\\`*_[]<>#{}!&|~$", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
