package model

import (
	"math"
	"slices"
)

// At returns the element or cell at a place: a node, else an edge within slack of it, else
// a band. Of nodes the topmost is meant, of edges the nearest.
func (d *Drawing) At(x, y, slack float64) (id string, ok bool) {
	p := Point{x, y}
	cell := ""
	for i := len(d.Nodes) - 1; i >= 0; i-- {
		n := &d.Nodes[i]
		if n.Rect.has(p) {
			if n.Shape != Cell {
				return n.ID, true
			}
			cell = n.ID
			break
		}
	}
	best := slack
	for i := range d.Edges {
		e := &d.Edges[i]
		away := line(e.Points).away(p)
		if e.Tether {
			away++ // the arrow itself is meant where both are
		}
		if e.Sign != "" {
			away = min(away, e.Disc.to(p)-DiscSize/2)
		}
		if e.Label != "" {
			away = min(away, e.LabelAt.away(p))
		}
		if away <= best {
			id, ok, best = e.ID, true, away
			if e.Tether {
				id = e.From
			}
		}
	}
	switch {
	case ok:
		return id, true
	case cell != "":
		return cell, true
	}
	for i := len(d.Bands) - 1; i >= 0; i-- {
		if b := &d.Bands[i]; b.ID != "" && b.Rect.has(p) {
			return b.ID, true
		}
	}
	return "", false
}

// A stop is a place that the arrow keys reach.
type stop struct {
	id string
	at Point
}

// stops are the places that the arrow keys reach, one for each id, in reading order: nodes
// and the discs of edges.
func (d *Drawing) stops() []stop {
	list := make([]stop, 0, len(d.Nodes)+len(d.Edges))
	seen := make(map[string]bool, cap(list))
	add := func(id string, at Point) {
		if id != "" && !seen[id] {
			seen[id] = true
			list = append(list, stop{id, at})
		}
	}
	for _, n := range d.Nodes {
		add(n.ID, n.Rect.middle())
	}
	for _, e := range d.Edges {
		if !e.Tether {
			add(e.ID, e.Disc)
		}
	}
	return list
}

// Next is what an arrow key leads to from an element: dx and dy are -1, 0 or 1. It is the
// nearest node or edge in that direction. Everything can be reached from everywhere.
// From what is not in the drawing it leads to the first.
func (d *Drawing) Next(from string, dx, dy int) string {
	list := d.stops()
	if len(list) == 0 {
		return ""
	}
	at := slices.IndexFunc(list, func(s stop) bool { return s.id == from })
	switch {
	case at < 0:
		return list[0].id
	case dx == 0 && dy == 0:
		return from
	}
	if next := nearest(list, at, Point{float64(dx), float64(dy)}); next >= 0 {
		return list[next].id
	}
	return list[at].id
}

// nearest is the stop next to one in a direction, or -1. Those in the quarter that the
// direction is the middle of come first, the others only when there is none. Distance is
// counted along and across together: a step in the quarter in which something lies then
// always leads closer to it, and that is why everything can be reached.
func nearest(list []stop, at int, towards Point) int {
	best, found, straight := math.Inf(1), -1, false
	from := list[at].apart(at)
	for i, s := range list {
		v := s.apart(i).minus(from)
		along := v.X*towards.X + v.Y*towards.Y
		across := math.Abs(v.X*towards.Y - v.Y*towards.X)
		in := across <= along
		if i == at || along <= 0.5 && !in || straight && !in {
			continue
		}
		if cost := along + across; cost < best || in && !straight {
			best, found, straight = cost, i, in
		}
	}
	return found
}

// apart moves a stop by a hair, so that no two are in one place or exactly aslant.
func (s stop) apart(i int) Point {
	return Point{s.at.X + float64(i)*0.000131, s.at.Y + float64(i)*0.000177}
}

// Slot is the author's place that is nearest to a point of a drawing with a grid.
func (d *Drawing) Slot(x, y float64) At {
	if d.Grid.PitchX <= 0 || d.Grid.PitchY <= 0 {
		return At{}
	}
	return At{
		Column: math.Round((x - d.Grid.X) / d.Grid.PitchX),
		Row:    math.Round((y - d.Grid.Y) / d.Grid.PitchY),
	}
}
