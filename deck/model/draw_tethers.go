package model

import (
	"cmp"
	"math"
	"slices"
)

// A strand is the line of a moderator on its way to be drawn.
type strand struct {
	pill, on, edge int            // the node, the edge that it leads to, and its own
	middle, length float64        // how far along the edge the disc is, and how long that is
	detours        map[Point]line // by where they lead to, those that have been looked for
}

// A tetherer leads the lines of moderators.
type tetherer struct {
	*drawer
	router *router // round the nodes
	boxes  []Rect  // around the points of each edge
	many   bool    // so many lines that not each can be led with all care
}

// manyStrands is from where on the lines of moderators get fewer ways to choose from.
const manyStrands = 24

// tethers draws the thin lines from the moderators to the relations that they act on.
func (d *drawer) tethers() {
	list := d.strands()
	if len(list) == 0 {
		return
	}
	t := &tetherer{drawer: d, router: newRouter(d.d.Nodes, 3, 5), many: len(list) > manyStrands}
	for i := range d.d.Edges {
		t.boxes = append(t.boxes, around(d.d.Edges[i].Points))
	}
	rounds := 3
	if t.many {
		rounds = 2
	}
	if len(list) > manyWires {
		rounds = 1
	}
	effort := &t.router.effort
	effort.left = d.effort
	for round := range rounds { // after the first knowing where the others are
		start := effort.left
		for i := range list {
			effort.turn(i, len(list), start, 0)
			if round == 0 || !effort.over() {
				t.tether(&list[i])
			}
		}
	}
}

// strands are the lines that are to be drawn, one for each relation that a moderator acts
// on. They have no points yet.
func (d *drawer) strands() []strand {
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
				t := strand{pill: n, on: on, edge: len(d.d.Edges), detours: map[Point]line{}}
				t.middle, t.length = d.d.Edges[on].discAlong()
				list = append(list, t)
				d.d.Edges = append(d.d.Edges, Edge{ID: x.ID + ">" + a.On, From: x.ID, To: a.On, Tether: true})
			}
		}
	}
	return list
}

// discAlong is how far along the line of an edge its disc is, and how long the line is.
func (e *Edge) discAlong() (middle, length float64) {
	l := line(e.Points)
	length = l.length()
	near := math.Inf(1)
	for s := 0.0; s <= 1; s += 0.02 {
		if p, _ := l.at(length * s); p.to(e.Disc) < near {
			near, middle = p.to(e.Disc), length*s
		}
	}
	return middle, length
}

// tetherSteps are the places beside the disc of an edge that are tried, in points along it.
var tetherSteps = [...]float64{14, -14, 21, -21, 29, -29, 38, -38, 50, -50, 66, -66}

// tether draws a line from a pill to a place beside the disc of an edge.
func (d *tetherer) tether(t *strand) {
	e, pill := &d.d.Edges[t.on], &d.d.Nodes[t.pill]
	l := line(e.Points)
	best := math.Inf(1)
	var points line
	for _, off := range tetherSteps {
		if at := t.middle + off; at < 8 || at > t.length-14 {
			continue
		}
		if points != nil && d.router.effort.over() {
			break
		}
		p, along := l.at(t.middle + off)
		start := pill.shore(p)
		cost := start.to(p) + math.Abs(off)*0.7
		// A line that runs along the arrow cannot be told from it.
		u := p.minus(start).unit()
		cost += 40 * square(u.X*along.X+u.Y*along.Y)
		if cost >= best {
			continue
		}
		if cost += d.cost(t, start, p, best-cost); cost < best {
			best, points = cost, line{start, p}
		}
	}
	if points == nil {
		points = line{pill.shore(e.Disc), e.Disc}
	}
	if best >= through {
		if l := d.detour(t, points[1]); l != nil {
			points = l
		}
	}
	o := &d.d.Edges[t.edge]
	o.Points, d.boxes[t.edge] = points, around(points)
	o.Disc, _ = points.at(points.length() / 2)
}

// detour is a way round the nodes that stand before a place, nil if there is none.
func (d *tetherer) detour(t *strand, to Point) line {
	if l, known := t.detours[to]; known {
		return l
	}
	r := d.router
	pill := &d.d.Nodes[t.pill]
	sides := []side{atTop, atBottom, atLeft, atRight}
	if d.many { // the two that look there have to do
		slices.SortStableFunc(sides, func(a, b side) int {
			return cmp.Compare(portOf(pill, a, 0).to(to), portOf(pill, b, 0).to(to))
		})
		sides = sides[:2]
	}
	var best line
	for _, s := range sides {
		p := portOf(pill, s, 0)
		if best != nil && p.to(to) > best.length() {
			continue
		}
		l := r.round(&wire{a: t.pill, b: t.pill}, p, p.plus(s.out().times(r.clear)), to, to)
		if l != nil && (best == nil || l.length() < best.length()) {
			best = l
		}
	}
	t.detours[to] = best
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

// cost is what is bad about a way of a moderator's line. It stops when that is more than
// limit.
func (d *tetherer) cost(t *strand, p, q Point, limit float64) float64 {
	cost := 0.0
	d.router.effort.spend(len(d.d.Nodes) + len(d.d.Edges))
	for k := range d.d.Nodes {
		if o := &d.d.Nodes[k]; k != t.pill && o.Shape != Cell && o.Rect.grown(3).cutBy(p, q) {
			cost += through
		}
	}
	for _, r := range d.captions() {
		if r.cutBy(p, q) {
			cost += 120
		}
	}
	box := around([]Point{p, q}).grown(1)
	for k := range d.d.Edges {
		o := &d.d.Edges[k]
		if k == t.edge || len(o.Points) < 2 {
			continue
		}
		if cost > limit {
			return cost
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
		if box.meets(d.boxes[k].grown(1)) {
			n, work := crossings(line{p, q}, o.Points, d.boxes[k])
			d.router.effort.spend(work)
			cost += 60 * float64(n)
		}
		if o.Tether {
			cost += max(0, 8-o.Points[len(o.Points)-1].to(q)) * 20
		}
	}
	return cost
}
