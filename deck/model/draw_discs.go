package model

import (
	"math"
	"slices"
)

// discSteps are the places of an edge that are tried for its disc, the middle first.
var discSteps = [...]float64{
	0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78, 0.18, 0.82,
}

// discs puts the disc of each edge onto a free place of it, and its label beside.
func (d *drawer) discs() {
	w := d.d
	boxes := make([]Rect, len(w.Edges))
	for i := range w.Edges {
		boxes[i] = around(w.Edges[i].Points)
	}
	placed := make([]bool, len(w.Edges))
	var near nearby
	for range 2 { // the second time knowing where the others are
		for i := range w.Edges {
			e := &w.Edges[i]
			if k := d.first(i); k < i {
				e.Disc, placed[i] = w.Edges[k].Disc, true
				continue
			}
			l := line(e.Points)
			total := l.length()
			best := math.Inf(1)
			var disc Point
			near.find(w, boxes, i)
			for _, t := range discSteps {
				p, _ := l.at(total * t)
				cost := math.Abs(t-0.5) * 60
				if cost >= best {
					break
				}
				if cost += d.discCost(i, p, boxes, placed, &near, best-cost); cost < best {
					disc, best = p, cost
				}
			}
			e.Disc, placed[i] = disc, true
		}
	}
	for i := range w.Edges {
		if w.Edges[i].Label != "" {
			d.edgeLabel(i, boxes)
		}
	}
}

// A nearby is the nodes and the other edges that may be in the way of an edge's disc.
type nearby struct{ nodes, edges []int }

func (n *nearby) find(w *Drawing, boxes []Rect, i int) {
	n.nodes, n.edges = n.nodes[:0], n.edges[:0]
	box := boxes[i].grown(DiscSize + 5)
	for k := range w.Nodes {
		if o := &w.Nodes[k]; o.Shape != Cell && box.meets(o.Rect) {
			n.nodes = append(n.nodes, k)
		}
	}
	for k := range w.Edges {
		if k != i && box.meets(boxes[k].grown(1)) && (boxes[k] != boxes[i] || !w.Edges[k].shares(&w.Edges[i])) {
			n.edges = append(n.edges, k)
		}
	}
}

// first is the first of the edges that are drawn on the same line as one.
func (d *drawer) first(i int) int {
	for k := range i {
		if d.d.Edges[k].shares(&d.d.Edges[i]) {
			return k
		}
	}
	return i
}

// shares reports whether two edges are drawn as one, as those of two rules that say the
// same of one value are.
func (e *Edge) shares(o *Edge) bool {
	return e.From == o.From && e.To == o.To && e.Sign == o.Sign && slices.Equal(e.Points, o.Points)
}

// discCost is what is bad about a place for the disc of an edge.
func (d *drawer) discCost(i int, p Point, boxes []Rect, placed []bool, near *nearby, limit float64) float64 {
	const half = DiscSize / 2
	e := &d.d.Edges[i]
	if e.Sign == "" {
		return 0
	}
	cost := 0.0
	for _, k := range near.nodes {
		n := &d.d.Nodes[k]
		if !n.Rect.grown(half + 4).has(p) {
			continue
		}
		if gap := n.Rect.away(p); gap < half {
			cost += 1000
		} else if gap < half+4 {
			cost += 40
		}
	}
	for _, r := range d.captions() {
		if r.away(p) < half+2 {
			cost += 60
		}
	}
	for _, k := range near.edges {
		if cost > limit {
			break
		}
		o := &d.d.Edges[k]
		if placed[k] && o.Sign != "" && math.Abs(o.Disc.X-p.X) < DiscSize+4 {
			if gap := o.Disc.to(p); gap < DiscSize+4 {
				cost += 300 - gap
			}
		}
		if !boxes[k].grown(half + 3).has(p) {
			continue
		}
		if gap := line(o.Points).within(p, half+3); gap < half+3 {
			cost += 14 + (half+3-gap)*3
		}
	}
	return cost
}

// labelSides are how far from its line, by its own size, the word of an edge is tried.
var labelSides = [...]float64{1, -1, 1.6, -1.6}

// edgeLabel puts the word of an edge beside its line.
func (d *drawer) edgeLabel(i int, boxes []Rect) {
	e := &d.d.Edges[i]
	text := d.caption(e.Label, 160)
	e.Label = text
	width, height := d.text(text, CaptionSize), lineHeight(CaptionSize)
	l := line(e.Points)
	total := l.length()
	best := math.Inf(1)
	d.room.find(d, i, boxes, (width+height)*1.3+7) // as far as the farthest place reaches
	for _, t := range discSteps {
		p, along := l.at(total * t)
		off := math.Abs(along.left().X)*width/2 + math.Abs(along.left().Y)*height/2 + 4
		for _, by := range labelSides {
			r := centred(p.plus(along.left().times(off*by)), width, height)
			cost := math.Abs(t-0.5)*40 + math.Abs(by)*6
			if cost >= best {
				continue
			}
			if cost += d.room.cost(r, best-cost); cost < best {
				best, e.LabelAt = cost, r
			}
		}
	}
}

// A room is what may be in the way of the word of an edge, gathered once for all the
// places that are tried for it.
type room struct {
	taken []taken
	lines []boxedLine
}

// A taken place costs something to be written over.
type taken struct {
	at   Rect
	cost float64
}

type boxedLine struct {
	box    Rect
	points line
}

// find gathers what is within a distance from the line of an edge.
func (o *room) find(d *drawer, i int, boxes []Rect, within float64) {
	o.taken, o.lines = o.taken[:0], o.lines[:0]
	box := boxes[i].grown(within)
	add := func(at Rect, cost float64) {
		if box.meets(at) {
			o.taken = append(o.taken, taken{at, cost})
		}
	}
	for k := range d.d.Nodes {
		if n := &d.d.Nodes[k]; n.Shape != Cell {
			add(n.Rect.grown(2), 500)
		}
	}
	for _, c := range d.captions() {
		add(c, 500)
	}
	for k := range d.d.Edges {
		e := &d.d.Edges[k]
		if e.Sign != "" {
			add(centred(e.Disc, DiscSize, DiscSize).grown(1), 300)
		}
		if k < i && e.Label != "" {
			add(e.LabelAt.grown(2), 500)
		}
		if k < len(boxes) && box.meets(boxes[k].grown(1)) {
			o.lines = append(o.lines, boxedLine{boxes[k].grown(1), e.Points})
		}
	}
}

// cost is what is bad about a place for a word. It only grows, so that it is not counted
// on once it has reached the limit.
func (o *room) cost(r Rect, limit float64) float64 {
	cost := 0.0
	for k := range o.taken {
		if t := &o.taken[k]; t.at.meets(r) {
			if cost += t.cost; cost >= limit {
				return cost
			}
		}
	}
	for k := range o.lines {
		if l := &o.lines[k]; l.box.meets(r) && l.points.through(r) {
			if cost += 80; cost >= limit {
				return cost
			}
		}
	}
	return cost
}
