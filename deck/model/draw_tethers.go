package model

import "math"

// A strand is the line of a moderator on its way to be drawn.
type strand struct {
	pill, on, edge int // the node, the edge that it leads to, and its own
}

// tethers draws the thin lines from the moderators to the relations that they act on.
func (d *drawer) tethers() {
	relations := map[string]int{}
	for i, e := range d.d.Edges {
		if _, there := relations[e.ID]; !there {
			relations[e.ID] = i
		}
	}
	var list []strand
	for _, x := range d.m.Moderators {
		n, ok := d.index[x.ID]
		if !ok || d.d.Nodes[n].Shape != Pill {
			continue
		}
		seen := map[string]bool{}
		for _, a := range x.Acts {
			if on, ok := relations[a.On]; ok && !seen[a.On] {
				seen[a.On] = true
				list = append(list, strand{n, on, len(d.d.Edges)})
				d.d.Edges = append(d.d.Edges, Edge{ID: x.ID + ">" + a.On, From: x.ID, To: a.On, Tether: true})
			}
		}
	}
	rounds := 3
	if len(list) > manyWires {
		rounds = 1
	}
	for range rounds { // after the first knowing where the others are
		for _, t := range list {
			d.tether(t)
		}
	}
}

// tetherSteps are the places beside the disc of an edge that are tried, in points along it.
var tetherSteps = [...]float64{14, -14, 21, -21, 29, -29, 38, -38, 50, -50, 66, -66}

// tether draws a line from a pill to a place beside the disc of an edge.
func (d *drawer) tether(t strand) {
	e, pill := &d.d.Edges[t.on], &d.d.Nodes[t.pill]
	l := line(e.Points)
	total := l.length()
	middle, near := 0.0, math.Inf(1) // how far along the line the disc is
	for s := 0.0; s <= 1; s += 0.02 {
		if p, _ := l.at(total * s); p.to(e.Disc) < near {
			near, middle = p.to(e.Disc), total*s
		}
	}
	best := math.Inf(1)
	var points line
	for _, off := range tetherSteps {
		if at := middle + off; at < 8 || at > total-14 {
			continue
		}
		p, along := l.at(middle + off)
		start := pill.shore(p)
		cost := start.to(p) + math.Abs(off)*0.7
		// A line that runs along the arrow cannot be told from it.
		u := p.minus(start).unit()
		cost += 40 * square(u.X*along.X+u.Y*along.Y)
		if cost >= best {
			continue
		}
		if cost += d.tetherCost(t, start, p); cost < best {
			best, points = cost, line{start, p}
		}
	}
	if points == nil {
		points = line{pill.shore(e.Disc), e.Disc}
	}
	if best >= through {
		if l := d.tetherRound(t, points[1]); l != nil {
			points = l
		}
	}
	o := &d.d.Edges[t.edge]
	o.Points = points
	o.Disc, _ = points.at(points.length() / 2)
}

// tetherRound is a way round the nodes that stand before a place.
func (d *drawer) tetherRound(t strand, to Point) line {
	r := &router{nodes: d.d.Nodes, around: 3, clear: 5, solid: make([]bool, len(d.d.Nodes))}
	for i, n := range d.d.Nodes {
		r.solid[i] = n.Shape != Cell
	}
	pill := &d.d.Nodes[t.pill]
	var best line
	for _, s := range [...]side{atTop, atBottom, atLeft, atRight} {
		p := portOf(pill, s, 0)
		l := r.round(&wire{a: t.pill, b: t.pill}, p, p.plus(s.out().times(r.clear)), to, to)
		if l != nil && (best == nil || l.length() < best.length()) {
			best = l
		}
	}
	return best
}

// shore is the place on the rim of a pill that is nearest to a point.
func (n *Node) shore(p Point) Point {
	radius := min(n.Rect.Height, n.Rect.Width) / 2
	c := n.Rect.middle()
	reach := n.Rect.Width/2 - radius
	core := onSegment(p, Point{c.X - reach, c.Y}, Point{c.X + reach, c.Y})
	if core == p {
		return Point{p.X, n.Rect.Y}
	}
	return core.plus(p.minus(core).unit().times(radius))
}

// through is the cost of a moderator's line through a node.
const through = 5000

// tetherCost is what is bad about a way of a moderator's line.
func (d *drawer) tetherCost(t strand, p, q Point) float64 {
	cost := 0.0
	for k, o := range d.d.Nodes {
		if k != t.pill && o.Shape != Cell && o.Rect.grown(3).cutBy(p, q) {
			cost += through
		}
	}
	for _, b := range d.d.Bands {
		if b.Caption != "" && d.captionRect(b).cutBy(p, q) {
			cost += 120
		}
	}
	for k := range d.d.Edges {
		o := &d.d.Edges[k]
		if k == t.edge || len(o.Points) < 2 {
			continue
		}
		if o.Sign != "" && centred(o.Disc, DiscSize+2, DiscSize+2).cutBy(p, q) {
			cost += 200
		}
		if o.Label != "" && o.LabelAt.cutBy(p, q) {
			cost += 200
		}
		if k == t.on {
			continue
		}
		cost += 60 * float64(crossings(line{p, q}, o.Points))
		if o.Tether {
			cost += max(0, 8-o.Points[len(o.Points)-1].to(q)) * 20
		}
	}
	return cost
}
