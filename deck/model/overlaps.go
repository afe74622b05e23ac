package model

import "fmt"

// Crossings counts the places in which the edges of a drawing cross. Where edges meet
// because they begin or end together does not count, nor do the lines of moderators.
func Crossings(d *Drawing) int {
	n := 0
	boxes := make([]Rect, len(d.Edges))
	for i, e := range d.Edges {
		boxes[i] = around(e.Points).grown(0.5)
	}
	for i := range d.Edges {
		for k := range i {
			a, b := &d.Edges[i], &d.Edges[k]
			if !a.Tether && !b.Tether && boxes[i].meets(boxes[k]) && !a.shares(b) {
				n += crossingsOf(a, b)
			}
		}
	}
	return n
}

// crossingsOf counts where two edges cross, but for where they begin or end together.
func crossingsOf(a, b *Edge) int {
	const near = 3.0
	ends := func(p Point) bool {
		at := func(e *Edge) bool {
			return e.Points[0].to(p) < near || e.Points[len(e.Points)-1].to(p) < near
		}
		return at(a) && at(b)
	}
	n := 0
	var last Point
	for i := 1; i < len(a.Points); i++ {
		for k := 1; k < len(b.Points); k++ {
			p, ok := crossing(a.Points[i-1], a.Points[i], b.Points[k-1], b.Points[k])
			// A crossing in a joint of two pieces is found twice.
			if ok && !ends(p) && (n == 0 || last.to(p) > 0.01) {
				n, last = n+1, p
			}
		}
	}
	return n
}

// Overlaps says what in a drawing lies on what it should not: a text or node on another,
// an edge on a node that it has nothing to do with, a disc on a node or on another disc.
func Overlaps(d *Drawing) []string {
	o := overlaps{d: d}
	o.nodes()
	o.texts()
	o.edges()
	o.bands()
	return o.list
}

type overlaps struct {
	d    *Drawing
	list []string
}

func (o *overlaps) add(format string, args ...any) {
	o.list = append(o.list, fmt.Sprintf(format, args...))
}

// touching is how much things may overlap before it is seen.
const touching = 0.5

// inside reports whether a stands in b on purpose: in a cell.
func inside(a, b Node) bool {
	return b.Shape == Cell && a.Shape != Cell && b.Rect.grown(touching).holds(a.Rect)
}

func (o *overlaps) nodes() {
	for i, a := range o.d.Nodes {
		for _, b := range o.d.Nodes[:i] {
			if a.Rect.grown(-touching).meets(b.Rect) && !inside(a, b) && !inside(b, a) {
				o.add("node %s over node %s", a.ID, b.ID)
			}
		}
	}
}

// texts compares the captions of bands and the words of edges with each other and with
// the nodes.
func (o *overlaps) texts() {
	type text struct {
		name string
		rect Rect
	}
	var list []text
	for _, b := range o.d.Bands {
		if b.Caption != "" {
			list = append(list, text{"caption " + b.ID, b.captionRect(TextWidth)})
		}
	}
	for _, e := range o.d.Edges {
		if e.Label != "" {
			list = append(list, text{"label " + e.ID, e.LabelAt})
		}
	}
	for i, t := range list {
		for _, u := range list[:i] {
			if t.rect.grown(-touching).meets(u.rect) {
				o.add("%s over %s", t.name, u.name)
			}
		}
		for _, n := range o.d.Nodes {
			if n.Shape != Cell && t.rect.grown(-touching).meets(n.Rect) {
				o.add("%s over node %s", t.name, n.ID)
			}
		}
		for _, e := range o.d.Edges {
			if e.Sign != "" && t.rect.away(e.Disc) < DiscSize/2-touching {
				o.add("%s over disc %s", t.name, e.ID)
			}
		}
	}
}

func (o *overlaps) edges() {
	for i, e := range o.d.Edges {
		box := around(e.Points).grown(1)
		for _, n := range o.d.Nodes {
			if n.ID != e.From && n.ID != e.To && n.Shape != Cell && box.meets(n.Rect) && line(e.Points).through(n.Rect.grown(-touching)) {
				o.add("edge %s through node %s", e.ID, n.ID)
			}
			if e.Sign != "" && n.Shape != Cell && n.Rect.away(e.Disc) < DiscSize/2-touching {
				o.add("disc %s on node %s", e.ID, n.ID)
			}
		}
		for _, f := range o.d.Edges[:i] {
			if e.Sign != "" && f.Sign != "" && e.Disc.to(f.Disc) < DiscSize-touching && !e.shares(&f) {
				o.add("disc %s on disc %s", e.ID, f.ID)
			}
		}
	}
}

func (o *overlaps) bands() {
	for i, a := range o.d.Bands {
		for _, b := range o.d.Bands[:i] {
			if a.Rect.grown(-touching).meets(b.Rect) {
				o.add("band %s over band %s", a.ID, b.ID)
			}
		}
	}
}
