package exchange

import (
	"strings"

	"touchpoint/deck"
)

// unmet warns of sources and models that the notes which arrive name and the deck does not
// have. A table, for one, holds the notes of a deck and nothing else of it.
func (m *merger) unmet() {
	if m.parcel.Front != "" {
		return // our own export brings what its notes name
	}
	_, _, sources, _ := deck.ReadHead(m.head)
	have := make(map[string]bool)
	for _, s := range sources {
		have[s.Key] = true
	}
	var cited, about []string
	miss := func(list *[]string, name, id string) {
		if !have[name] {
			have[name] = true // it is told once
			*list = append(*list, id)
		}
	}
	for i := range m.arriving {
		text := m.arriving[i].text
		if !strings.Contains(text, "[@") && !strings.Contains(text, `model="`) {
			continue
		}
		n, _ := deck.ReadNote(text, nil)
		for _, key := range n.Cites {
			miss(&cited, key, key)
		}
		if n.Model != "" && m.there == nil && len(m.parcel.Models) == 0 {
			miss(&about, "model "+n.Model, n.Model) // no key has a space
		}
	}
	switch n := len(cited); {
	case n == 1:
		m.warn("The notes cite a source that the deck does not have, “%s”; add it to the sources at the top of deck.md.", cited[0])
	case n > 1:
		m.warn("The notes cite %s sources that the deck does not have, such as “%s”; add them at the top of deck.md.", deck.Number(n), cited[0])
	}
	switch n := len(about); {
	case n == 1:
		m.warn("The notes are about a model that the deck does not have, “%s”; put it into the folder models.", about[0])
	case n > 1:
		m.warn("The notes are about %s models that the deck does not have, such as “%s”; put them into the folder models.", deck.Number(n), about[0])
	}
}
