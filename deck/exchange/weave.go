package exchange

import (
	"strings"

	"touchpoint/deck"
)

// weave writes what arrives into the text of the deck that is here.
func (m *merger) weave() error {
	if err := m.models(); err != nil {
		return err
	}
	if len(m.arriving) > 0 {
		for _, a := range m.arriving {
			if a.updates {
				m.texts.replace(a.at, a.text)
			}
		}
		titles := make(sectionTitles)
		for i := range m.arriving {
			a := &m.arriving[i]
			a.section = titles.of(a.section)
			if _, own := m.texts.sections[a.section]; !own && a.section == m.Title {
				a.section = "" // so are notes before the first section said to be in
			}
		}
		for _, g := range grouped(m.arriving) {
			m.texts.add(g.section, g.texts)
		}
	}
	if err := m.front(); err != nil || m.texts == nil {
		return err
	}
	total := 0
	built := make(map[deck.NoteID]bool)
	for _, f := range m.texts.files {
		total += f.size
		if len(f.changed) == 0 && len(f.inserts) == 0 {
			continue
		}
		src := f.build()
		m.out.put(f.name, src)
		for _, p := range deck.Pieces(src) {
			built[p.ID] = true
		}
		for _, p := range f.pieces {
			if p.Level == 2 && !built[p.ID] {
				return m.swallowed()
			}
		}
	}
	for i := range m.arriving {
		if !built[m.arriving[i].id] {
			return m.swallowed()
		}
	}
	if total > 128<<20 {
		return Refuse(nil, "“%s” would have more text than a deck may have, 128 MB. Nothing was changed; make several decks of it.", m.Title)
	}
	return nil
}

// swallowed says that a note would be read as part of what stands before it.
func (m *merger) swallowed() error {
	return Refuse(nil, "“%s” has code in its text that nothing closes, and would swallow notes that come behind it. Nothing was changed; close the code with a line of the same marks, and try again.", m.Title)
}

// front brings the front matter of our own export in: whole, if it stands here as it came,
// or else the sources that notes which arrive cite.
func (m *merger) front() error {
	if m.parcel.Front == "" {
		return nil
	}
	head, err := deck.WithID(m.parcel.Front, m.ID)
	if err != nil || plain(head) == plain(m.head) {
		return nil
	}
	was, known := m.record.lines[frontKey]
	now := m.head
	switch {
	case known && was.hash == hashOf(head):
	case known && was.hash == hashOf(m.head):
		now = plain(head) + "\n"
		m.record.set(frontKey, brought{hash: hashOf(head)})
	}
	if now == m.head {
		now = m.withSources(head)
	}
	if now == m.head {
		return nil
	}
	if m.texts == nil {
		var err error
		if m.texts, err = readTexts(m.there); err != nil {
			return err
		}
	}
	m.texts.replace(spot{}, plain(now))
	return nil
}

// withSources returns the front matter that is here with the sources of another that notes
// which arrive cite and it does not have.
func (m *merger) withSources(other string) string {
	now := m.head
	_, _, ours, _ := deck.ReadHead(m.head)
	_, _, theirs, _ := deck.ReadHead(other)
	have := make(map[string]bool)
	for _, s := range ours {
		have[s.Key] = true
	}
	for _, s := range theirs {
		if have[s.Key] || !m.cited(s.Key) {
			continue
		}
		if with, err := deck.WithSource(now, s); err == nil {
			now = with
		}
	}
	return now
}

// cited reports whether a note that arrives cites a source.
func (m *merger) cited(key string) bool {
	for i := range m.arriving {
		if strings.Contains(m.arriving[i].text, "@"+key) {
			return true
		}
	}
	return false
}
