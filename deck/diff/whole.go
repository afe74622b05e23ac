package diff

import (
	"fmt"
	"slices"
	"strings"

	"touchpoint/deck"
)

// metadata lists what is different about the deck as a whole.
func (c *comparison) metadata() {
	var lines []string
	text := func(what, before, after string) {
		if before != after {
			lines = append(lines, changed(what, brief(before), brief(after))...)
		}
	}
	text("id", string(c.old.ID), string(c.now.ID))
	text("title", c.old.Title, c.now.Title)
	text("version", c.old.Version, c.now.Version)
	text("language", c.old.Language, c.now.Language)
	text("licence", c.old.Licence, c.now.Licence)
	text("authors", strings.Join(c.old.Authors, ", "), strings.Join(c.now.Authors, ", "))
	lines = append(lines, c.sources()...)
	if len(lines) > 0 {
		c.add(Change{Kind: Metadata, Title: c.now.Title, Keeps: c.old.ID == c.now.ID, Lines: lines}, nil)
	}
}

// sources says which sources come, go and are described differently.
func (c *comparison) sources() []string {
	var added, gone, changed []string
	for _, s := range c.now.Sources {
		before, there := c.old.Source(s.Key)
		switch {
		case !there:
			added = append(added, s.Key)
		case before.Text != s.Text || before.DOI != s.DOI || before.URL != s.URL:
			changed = append(changed, s.Key)
		}
	}
	for _, s := range c.old.Sources {
		if _, there := c.now.Source(s.Key); !there {
			gone = append(gone, s.Key)
		}
	}
	var lines []string
	for _, part := range []struct {
		keys []string
		text string
	}{{added, "New sources: %s"}, {changed, "Sources described differently: %s"}, {gone, "Sources gone: %s"}} {
		if len(part.keys) > 0 {
			lines = append(lines, fmt.Sprintf(part.text, brief(strings.Join(part.keys, ", "))))
		}
	}
	return lines
}

// sections lists sections that have another title now, and those whose notes come in
// another order.
func (c *comparison) sections() {
	c.findRenamed()
	for _, s := range c.old.Sections {
		if title, ok := c.renamed[s.Title]; ok {
			c.add(Change{
				Kind: Renamed, Title: title, Section: title, WasSection: s.Title, Was: s.Title, Keeps: true,
				Lines: []string{fmt.Sprintf("The section was called “%s”.", s.Title)},
			}, nil)
		}
	}
	before := make(map[deck.NoteID]int, len(c.old.Notes))
	for i := range c.old.Notes {
		if id := c.successor[c.old.Notes[i].ID]; id != "" {
			before[id] = i
		}
	}
	for _, s := range c.now.Sections {
		var places []int
		for _, i := range s.Notes {
			n := &c.now.Notes[i]
			at, known := before[n.ID]
			if known && c.stays(c.old.Notes[at].Section, n.Section) {
				places = append(places, at)
			}
		}
		if moved := len(places) - inOrder(places); moved > 0 {
			c.add(Change{
				Kind: Reordered, Title: s.Title, Section: s.Title, Keeps: true,
				Lines: []string{count(moved, "note stands in another place.", "notes stand in other places.")},
			}, nil)
		}
	}
}

// stays reports whether a section is the one that it was.
func (c *comparison) stays(old, now string) bool {
	return old == now || c.renamed[old] == now
}

// findRenamed finds the sections that are gone and whose notes, as far as they are still
// there, all stand in one that is new.
func (c *comparison) findRenamed() {
	titles := make(map[string]bool)
	for _, s := range c.old.Sections {
		titles[s.Title] = true
	}
	living := make(map[string]bool)
	for _, s := range c.now.Sections {
		living[s.Title] = true
	}
	taken := make(map[string]bool)
	for _, s := range c.old.Sections {
		if living[s.Title] {
			continue
		}
		if to, one := c.whereTo(s); one && !titles[to] && !taken[to] {
			c.renamed[s.Title] = to
			taken[to] = true
		}
	}
}

// whereTo is the one section in which the notes of an old one stand now.
func (c *comparison) whereTo(s deck.Section) (title string, one bool) {
	for _, i := range s.Notes {
		id := c.successor[c.old.Notes[i].ID]
		if id == "" {
			continue
		}
		n, _ := c.now.Note(id)
		if one && n.Section != title {
			return "", false
		}
		title, one = n.Section, true
	}
	return title, one
}

// inOrder is the length of the longest rising part of a list: what need not have moved.
func inOrder(list []int) int {
	var ends []int // the smallest end of a rising part of each length
	for _, at := range list {
		i, _ := slices.BinarySearch(ends, at)
		if i == len(ends) {
			ends = append(ends, at)
		} else {
			ends[i] = at
		}
	}
	return len(ends)
}
