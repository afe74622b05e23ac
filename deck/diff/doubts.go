package diff

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"touchpoint/deck"
)

// mostDoubts is how many ids of a sort are named.
const mostDoubts = 5

// doubts says what the author of the new version should look at before students get it: what
// is allowed and may be meant, but costs progress or gives it to the wrong question if not.
func (c *comparison) doubts() {
	c.dropped()
	c.reused()
}

// doubt adds sentences, and how many more there are beyond the first.
func (c *comparison) doubt(list []string) {
	if more := len(list) - mostDoubts; more > 0 {
		list = append(list[:mostDoubts], fmt.Sprintf("The same goes for %s.", count(more, "other", "others")))
	}
	c.diff.Doubts = append(c.diff.Doubts, list...)
}

// dropped finds notes and models that do not name a former id any more. Whoever has the
// version between keeps the progress; whoever comes from an earlier one loses it.
func (c *comparison) dropped() {
	named := make(map[deck.NoteID]bool)
	for i := range c.now.Notes {
		for _, was := range c.now.Notes[i].Was {
			named[was] = true
		}
	}
	var list []string
	say := func(id, was, keep string) {
		list = append(list, fmt.Sprintf("“%s” was “%s” once and does not say so any more: whoever has a version from before that loses the progress. Keep %s.", id, was, keep))
	}
	for i := range c.now.Notes {
		n := &c.now.Notes[i]
		old, known := c.old.Note(deck.NoteID(c.formerly[n.ID]))
		if !known || c.successor[old.ID] != n.ID {
			continue
		}
		for _, was := range old.Was {
			if _, living := c.now.Note(was); !living && was != n.ID && !named[was] {
				say(string(n.ID), string(was), fmt.Sprintf("was=%q", was))
			}
		}
	}
	for _, m := range c.now.Models {
		old, known := c.old.Model(c.oldModelOf[m.ID])
		if !known {
			continue
		}
		for _, was := range old.Was {
			if _, living := c.now.Model(was); !living && was != m.ID && !slices.Contains(m.Was, was) {
				say(m.ID, was, fmt.Sprintf("was: %s in its file", was))
			}
		}
	}
	c.doubt(list)
}

// reused finds ids that stand at another note than before. What the note was may be seen:
// its question stands under another id now; or its question and its answer have no word in
// common with what they were. In another language they have none anyway.
func (c *comparison) reused() {
	if c.old.Language != c.now.Language {
		return
	}
	asks := make(map[string]deck.NoteID, len(c.now.Notes))
	for i := range c.now.Notes {
		asks[c.now.Notes[i].Front] = c.now.Notes[i].ID
	}
	var list []string
	for i := range c.now.Notes {
		now := &c.now.Notes[i]
		old, there := c.old.Note(now.ID)
		if !there || old.Front == now.Front {
			continue
		}
		before, after := titleOf(old), titleOf(now)
		other, moved := asks[old.Front]
		if o, had := c.old.Note(other); moved && had && o.Front == old.Front {
			moved = false // two notes ask the same
		}
		switch {
		case moved:
			list = append(list, fmt.Sprintf("“%s” is the id of “%s” now. It was that of “%s”, which is “%s” now: each has the progress of the other question. Give the notes the ids that they had.", now.ID, after, before, other))
		case strange(old, now):
			list = append(list, fmt.Sprintf("“%s” asked “%s” and asks “%s” now. If that is another thing to know, give it an id of its own: as it is, it counts as learned where the other was.", now.ID, before, after))
		}
	}
	c.doubt(list)
}

// strange reports whether two notes have nothing in common that could make them versions of
// one: no word of some length, and enough of them to tell.
func strange(old, now *deck.Note) bool {
	const enough = 3 // words
	before, after := content(old), content(now)
	if len(before) < enough || len(after) < enough {
		return false
	}
	for w := range after {
		if before[w] {
			return false
		}
	}
	return true
}

// content are the words of a note that carry what it says: those of four letters or more,
// and the signs of scripts that put no spaces between words.
func content(n *deck.Note) map[string]bool {
	const shortest = 4
	list := make(map[string]bool)
	texts := append([]string{n.Front, n.Lead, n.Back, n.Picture}, n.Items...)
	texts = append(append(texts, n.Answers...), options(n)...)
	for _, w := range strings.FieldsFunc(strings.ToLower(strings.Join(texts, " ")), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		letters := 0
		for _, r := range w {
			if letters++; unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				list[string(r)] = true
			}
		}
		if letters >= shortest {
			list[w] = true
		}
	}
	return list
}
