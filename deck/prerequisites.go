package deck

import (
	"fmt"
	"strings"

	"touchpoint/deck/yamltext"
)

// prerequisites reports notes to be learned after others that do not exist, or after
// each other in a circle: such notes would never be introduced.
func prerequisites(d *Deck, checks []noteCheck) {
	index := make(map[NoteID]int, len(d.Notes))
	for i := len(d.Notes) - 1; i >= 0; i-- {
		index[d.Notes[i].ID] = i
	}
	guesses := 20 // looking for an id that is much like another takes time
	after := make([][]int, len(d.Notes))
	for i := range d.Notes {
		for _, id := range d.Notes[i].After {
			if j, ok := index[id]; ok {
				after[i] = append(after[i], j)
			} else if d.trace == nil || !d.trace.broken[id] { // a broken note is told of already
				checks[i].unresolved(id, guesses > 0)
				guesses--
			}
		}
	}
	for _, circle := range circles(after) {
		names := make([]string, 0, len(circle)+1)
		for _, i := range circle {
			names = append(names, string(d.Notes[i].ID))
		}
		const most = 12 // names of a circle that are worth reading
		if len(names) > most {
			names = append(names[:most-1], "…")
		}
		names = append(names, string(d.Notes[circle[0]].ID))
		first, next := circle[0], d.Notes[circle[1%len(circle)]].ID
		checks[first].fault(checks[first].attribute(next), Error, "circular-prerequisite",
			"these notes wait for each other in a circle: "+strings.Join(names, " after "), "take one of them out of after=")
	}
}

// unresolved reports a note to learn before this one that the deck does not have.
func (c *noteCheck) unresolved(id NoteID, guess bool) {
	var ids []string
	if guess {
		ids = make([]string, 0, len(c.deck.Notes))
		for i := range c.deck.Notes {
			if other := c.deck.Notes[i].ID; other != c.note.ID {
				ids = append(ids, string(other))
			}
		}
	}
	at := c.attribute(id)
	f := c.fault(at, Error, "unresolved-prerequisite",
		fmt.Sprintf("there is no note with the id %s to learn before this one", id),
		"write the id of a note of this deck, or take it out of after="+yamltext.Guess(string(id), ids))
	if at >= 0 {
		f.Edits = c.origin.meant(at, string(id), ids)
	}
}

// attribute returns the offset of an id in the note's after= attribute, -1 if that is
// not known.
func (c *noteCheck) attribute(id NoteID) int {
	if c.origin == nil {
		return -1
	}
	h, _ := readHeading(c.origin.source, c.origin.chunk)
	for _, w := range h.attributes.after {
		if w.text == string(id) {
			return w.at
		}
	}
	return -1
}

// circles returns circles of a graph, given by its edges: at least one for each group of
// nodes that reach one another. Each begins with its first node in the graph's order.
func circles(edges [][]int) [][]int {
	const (
		unseen = iota
		onPath
		done
	)
	state := make([]uint8, len(edges))
	var found [][]int
	var path, next []int // the nodes on the way, and the edge to follow from each
	for start := range edges {
		if state[start] != unseen {
			continue
		}
		path, next = append(path[:0], start), append(next[:0], 0)
		state[start] = onPath
		for len(path) > 0 {
			top := len(path) - 1
			n := path[top]
			if next[top] == len(edges[n]) {
				state[n] = done
				path, next = path[:top], next[:top]
				continue
			}
			m := edges[n][next[top]]
			next[top]++
			switch state[m] {
			case unseen:
				state[m] = onPath
				path, next = append(path, m), append(next, 0)
			case onPath:
				found = append(found, circle(path, m))
			}
		}
	}
	return found
}

// circle returns the end of a path from node m on, turned so that its smallest node
// comes first.
func circle(path []int, m int) []int {
	from := len(path) - 1
	for path[from] != m {
		from--
	}
	loop := path[from:]
	least := 0
	for i := range loop {
		if loop[i] < loop[least] {
			least = i
		}
	}
	return append(append([]int{}, loop[least:]...), loop[:least]...)
}
