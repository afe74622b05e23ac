package model

import (
	"math"
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
	for range 2 { // the second time knowing where the others are
		for i := range w.Edges {
			e := &w.Edges[i]
			l := line(e.Points)
			total := l.length()
			best := math.Inf(1)
			var disc Point
			for _, t := range discSteps {
				p, _ := l.at(total * t)
				cost := math.Abs(t-0.5)*60 + min(t, 1-t)*0
				if cost >= best {
					break
				}
				if cost += d.discCost(i, p, boxes, placed, best-cost); cost < best {
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

// discCost is what is bad about a place for the disc of an edge.
func (d *drawer) discCost(i int, p Point, boxes []Rect, placed []bool, limit float64) float64 {
	const half = DiscSize / 2
	e := &d.d.Edges[i]
	if e.Sign == "" {
		return 0
	}
	cost := 0.0
	for _, n := range d.d.Nodes {
		if n.Shape == Cell {
			continue
		}
		if gap := n.Rect.away(p); gap < half {
			cost += 1000
		} else if gap < half+4 {
			cost += 40
		}
	}
	for _, b := range d.d.Bands {
		if b.Caption != "" && d.captionRect(b).away(p) < half+2 {
			cost += 60
		}
	}
	for k := range d.d.Edges {
		if cost > limit {
			break
		}
		o := &d.d.Edges[k]
		if k == i {
			continue
		}
		if gap := o.Disc.to(p); placed[k] && o.Sign != "" && gap < DiscSize+4 {
			cost += 300 - gap
		}
		if boxes[k].away(p) > half+3 {
			continue
		}
		if gap := line(o.Points).away(p); gap < half+3 {
			cost += 14 + (half+3-gap)*3
		}
	}
	return cost
}

// edgeLabel puts the word of an edge beside its line.
func (d *drawer) edgeLabel(i int, boxes []Rect) {
	e := &d.d.Edges[i]
	text := d.caption(e.Label, 160)
	e.Label = text
	width, height := d.text(text, CaptionSize), lineHeight(CaptionSize)
	l := line(e.Points)
	total := l.length()
	best := math.Inf(1)
	for _, t := range discSteps {
		p, along := l.at(total * t)
		off := math.Abs(along.left().X)*width/2 + math.Abs(along.left().Y)*height/2 + 4
		for _, by := range [...]float64{1, -1, 1.6, -1.6} {
			r := centred(p.plus(along.left().times(off*by)), width, height)
			cost := math.Abs(t-0.5)*40 + math.Abs(by)*6
			if cost >= best {
				continue
			}
			if cost += d.labelCost(i, r, boxes); cost < best {
				best, e.LabelAt = cost, r
			}
		}
	}
}

// labelCost is what is bad about a place for the word of an edge.
func (d *drawer) labelCost(i int, r Rect, boxes []Rect) float64 {
	cost := 0.0
	for _, n := range d.d.Nodes {
		if n.Shape != Cell && n.Rect.grown(2).meets(r) {
			cost += 500
		}
	}
	for _, b := range d.d.Bands {
		if b.Caption != "" && d.captionRect(b).meets(r) {
			cost += 500
		}
	}
	for k := range d.d.Edges {
		o := &d.d.Edges[k]
		if o.Sign != "" && centred(o.Disc, DiscSize, DiscSize).grown(1).meets(r) {
			cost += 300
		}
		if k < i && o.Label != "" && o.LabelAt.grown(2).meets(r) {
			cost += 500
		}
		if k < len(boxes) && boxes[k].grown(1).meets(r) && line(o.Points).through(r) {
			cost += 80
		}
	}
	return cost
}

// tethers draws the thin lines from the moderators to the relations that they act on.
func (d *drawer) tethers() {
	relations := map[string]int{}
	for i, e := range d.d.Edges {
		if _, there := relations[e.ID]; !there {
			relations[e.ID] = i
		}
	}
	for _, x := range d.m.Moderators {
		n, ok := d.index[x.ID]
		if !ok || d.d.Nodes[n].Shape != Pill {
			continue
		}
		seen := map[string]bool{}
		for _, a := range x.Acts {
			if on, ok := relations[a.On]; ok && !seen[a.On] {
				seen[a.On] = true
				d.tether(x.ID, n, on)
			}
		}
	}
}

// tether draws a line from a pill to a place beside the disc of an edge.
func (d *drawer) tether(id string, n, on int) {
	e := &d.d.Edges[on]
	l := line(e.Points)
	total := l.length()
	middle := 0.0 // how far along the line the disc is
	best := math.Inf(1)
	for t := 0.0; t <= 1; t += 0.02 {
		if p, _ := l.at(total * t); p.to(e.Disc) < best {
			best, middle = p.to(e.Disc), total*t
		}
	}
	best = math.Inf(1)
	var points line
	rect := d.d.Nodes[n].Rect
	for _, off := range [...]float64{14, -14, 20, -20, 27, -27, 36, -36, 48, -48} {
		at := middle + off
		if at < 8 || at > total-14 {
			continue
		}
		p, _ := l.at(at)
		for _, start := range [...]Point{rect.rim(p), atTop.port(rect, 0), atBottom.port(rect, 0), atLeft.port(rect, 0), atRight.port(rect, 0)} {
			cost := start.to(p) + math.Abs(off)*1.5
			if cost >= best {
				continue
			}
			if cost += d.tetherCost(n, on, start, p); cost < best {
				best, points = cost, line{start, p}
			}
		}
	}
	if points == nil {
		points = line{rect.rim(e.Disc), e.Disc}
	}
	d.d.Edges = append(d.d.Edges, Edge{
		ID: id + ">" + e.ID, From: id, To: e.ID, Points: points, Tether: true,
		Disc: between(points[0], points[len(points)-1], 0.5),
	})
}

// tetherCost is what is bad about a way of a tether.
func (d *drawer) tetherCost(n, on int, p, q Point) float64 {
	cost := 0.0
	for k, o := range d.d.Nodes {
		switch {
		case k == n:
			if o.Rect.grown(-1).cutBy(p, q) {
				cost += blocked
			}
		case o.Shape != Cell && o.Rect.grown(3).cutBy(p, q):
			cost += 5000
		}
	}
	for _, b := range d.d.Bands {
		if b.Caption != "" && d.captionRect(b).cutBy(p, q) {
			cost += 200
		}
	}
	for k := range d.d.Edges {
		o := &d.d.Edges[k]
		if o.Sign != "" && centred(o.Disc, DiscSize+2, DiscSize+2).cutBy(p, q) {
			cost += 300
		}
		if o.Label != "" && o.LabelAt.cutBy(p, q) {
			cost += 200
		}
		if k != on {
			cost += 60 * float64(crossings(line{p, q}, o.Points))
			if o.Tether {
				cost += max(0, 8-o.Points[len(o.Points)-1].to(q)) * 20
			}
		}
	}
	return cost
}
