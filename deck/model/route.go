package model

import (
	"math"
	"slices"
)

// A wire is an edge on its way to be drawn.
type wire struct {
	edge   Edge
	a, b   int // nodes
	sa, sb side
	p, q   Point
	points line
	box    Rect   // around the points
	twins  []Edge // that are drawn on it
}

// A router leads edges round nodes.
type router struct {
	nodes   []Node
	solid   []bool // by node: nothing runs through it
	soft    []Rect // captions, which are better left free
	wires   []wire
	last    bool    // in the last rounds
	best    float64 // the cost of the best way that was found for a wire
	blind   bool    // in this round wires do not look at each other
	effort  effort
	places  []corner // for the search of a detour
	walls   []Rect
	changed bool    // in this round a wire took other sides
	stacked bool    // the drawing is one of rows below each other
	around  float64 // how near an edge may come to a foreign node
	clear   float64 // how far a detour keeps from the corners that it rounds
}

// newRouter is one whose edges keep so far from the nodes, and detours from their corners.
func newRouter(nodes []Node, edges, detours float64) *router {
	r := &router{nodes: nodes, around: edges, clear: detours, solid: make([]bool, len(nodes))}
	for i, n := range nodes {
		r.solid[i] = n.Shape != Cell
	}
	return r
}

// route draws the wires of a drawing.
func (d *drawer) route() {
	r := newRouter(d.d.Nodes, 7, 13)
	r.wires, r.stacked, r.effort.left = d.wires, d.m.Kind == ClassificationKind, min(routeEffort, d.effort)
	r.soft = d.captions()
	r.run()
	d.effort -= min(routeEffort, d.effort) - r.effort.left
	for i := range r.wires {
		w := &r.wires[i]
		for _, e := range append(w.twins, w.edge) {
			e.Points = slices.Clone(w.points)
			d.d.Edges = append(d.d.Edges, e)
		}
	}
	d.wires = d.wires[:0]
}

// manyWires is from where on a drawing is no longer tuned edge against edge.
const manyWires = 160

func (r *router) run() {
	for i := range r.wires {
		w := &r.wires[i]
		w.sa, w.sb = r.facing(r.nodes[w.a].Rect, r.nodes[w.b].Rect)
	}
	r.spread()
	rounds := r.rounds()
	best, bestCost := []wire(nil), math.Inf(1)
	for round := 0; round < rounds; round++ {
		// In the end the sides stay as they are.
		r.last, r.changed = round > 0 && round+2 >= rounds || rounds == 1, false
		used := r.leadAll(round, rounds)
		// After a change of sides the ends are still to be set apart. The last round needs
		// no comparison if it is the first that counts.
		if !r.changed && (best != nil || round+1 < rounds) {
			if cost := r.total(); cost < bestCost {
				best, bestCost = append(best[:0], r.wires...), cost
			}
		}
		if round == 0 && rounds > 2 { // in the next ones each wire is compared with all others
			rounds = min(rounds, max(2, 1+r.effort.left/(2*used+1)))
		}
		if round+1 < rounds {
			r.spread()
		}
	}
	copy(r.wires, best)
}

// rounds is how often every wire is led, if there is no reason to stop before.
func (r *router) rounds() int {
	switch n := len(r.wires); {
	case n > manyWires:
		return 1
	case n > 80:
		return 2
	case n > 40:
		return 3
	}
	return 7
}

// blindWires is from where on the first round only leads wires round the nodes, since in a
// drawing with so many that alone may be all that can be done.
const blindWires = 24

// leadAll finds a way for each wire and returns how much work it was.
func (r *router) leadAll(round, rounds int) (used int) {
	start := r.effort.left
	most := start / (rounds - round)
	if round == 0 {
		most = start / 2
		r.blind = len(r.wires) > blindWires
	}
	for i := range r.wires {
		r.effort.turn(i, len(r.wires), most, start-most)
		r.lead(i)
	}
	r.blind = false
	return start - r.effort.left
}

// total is what is bad about the whole.
func (r *router) total() float64 {
	sum := 0.0
	for i := range r.wires {
		w := &r.wires[i]
		sum += w.points.length() + aslant(w.points, w.sa, w.sb) + 2*r.cost(i, w.points, math.Inf(1))
		if len(w.points) > 2 {
			sum += 16
		}
	}
	return sum
}

// facing is the sides of two boxes that look at each other. Reading goes from left to
// right, so the sides do before top and bottom do, but in what is stacked.
func (r *router) facing(a, b Rect) (side, side) {
	const near = 20
	switch {
	case r.stacked && b.Y-a.bottom() >= near:
		return atBottom, atTop
	case r.stacked && a.Y-b.bottom() >= near:
		return atTop, atBottom
	case b.X-a.right() >= near:
		return atRight, atLeft
	case a.X-b.right() >= near:
		return atLeft, atRight
	case b.middle().Y >= a.middle().Y:
		return atBottom, atTop
	}
	return atTop, atBottom
}

// bows are how far an edge is bent when the straight way is taken.
var bows = [...]float64{0, 24, -24, 44, -44, 72, -72, 104, -104, 140, -140, 190, -190}

// lead finds the best way for one wire, given the others.
func (r *router) lead(i int) {
	w := &r.wires[i]
	if w.a == w.b {
		w.points = r.loop(w)
		w.box = around(w.points)
		return
	}
	best := way{nil, w.sa, w.sb}
	r.best = math.Inf(1)
	try := func(l way, cost float64) {
		if cost < r.best && (best.points == nil || !r.effort.over()) {
			if cost += r.cost(i, l.points, r.best-cost); cost < r.best {
				best, r.best = l, cost
			}
		}
	}
	r.bent(w, try)
	if !r.last {
		r.turned(w, try)
	}
	if r.best >= blocked {
		for _, l := range r.detours(i) {
			try(l, l.points.length()*1.1+40)
		}
	}
	if r.best >= blocked && w.points != nil && r.effort.over() {
		return // the search was cut short; what was found before is no worse
	}
	r.changed = r.changed || best.sa != w.sa || best.sb != w.sb
	w.points, w.sa, w.sb, w.box = best.points, best.sa, best.sb, around(best.points)
}

// bent tries the straight way between the places on the rims, and bends of it.
func (r *router) bent(w *wire, try func(way, float64)) {
	p, q := w.p, w.q
	across := q.minus(p).unit().left()
	mid, far := between(p, q, 0.5), p.to(q)
	for _, bow := range bows {
		l := line{p, q}
		cost := 0.0
		if bow != 0 {
			cost = 12 + math.Abs(bow)*0.7
			if math.Abs(bow) > far*0.75 || far+cost >= r.best {
				continue
			}
			l = bend(p, mid.plus(across.times(bow*2)), q, 12)
		}
		try(way{l, w.sa, w.sb}, cost+l.length()+aslant(l, w.sa, w.sb))
	}
}

// turned tries the straight way between other sides that look at each other.
func (r *router) turned(w *wire, try func(way, float64)) {
	a, b := &r.nodes[w.a], &r.nodes[w.b]
	var as, bs [2]side
	n := 0
	look := func(gap float64, from, to side) {
		if gap >= 12 {
			as[n], bs[n] = from, to
			n++
		}
	}
	look(b.Rect.X-a.Rect.right(), atRight, atLeft)
	look(a.Rect.X-b.Rect.right(), atLeft, atRight)
	look(b.Rect.Y-a.Rect.bottom(), atBottom, atTop)
	look(a.Rect.Y-b.Rect.bottom(), atTop, atBottom)
	for x, sa := range as[:n] {
		for y, sb := range bs[:n] {
			upright := sa.upright() && sb.upright()
			if sa == w.sa && sb == w.sb || r.stacked && (sa.upright() || sb.upright()) || (a.Shape == Pill || b.Shape == Pill) && !upright {
				continue // pills stand above each other
			}
			l := line{portOf(a, sa, 0), portOf(b, sb, 0)}
			cost := 14.0 // it is to be worth it
			if x != y {
				cost += 34
			}
			try(way{l, sa, sb}, cost+l.length()+aslant(l, sa, sb))
		}
	}
}

// aslant is what it costs that a line leaves or meets a side at a small angle.
func aslant(l line, sa, sb side) float64 {
	n := len(l)
	if n < 2 {
		return 0
	}
	from, to := l[1].minus(l[0]).unit(), l[n-2].minus(l[n-1]).unit()
	angle := func(u, out Point) float64 { return 1 - (u.X*out.X + u.Y*out.Y) }
	return 110 * (cube(angle(from, sa.out())) + cube(angle(to, sb.out())))
}

func square(x float64) float64 { return x * x }

// blocked is the cost of a way through a node.
const blocked = 1e5

// cost is what is bad about a way. It stops when that is more than limit.
func (r *router) cost(i int, l line, limit float64) float64 {
	w := &r.wires[i]
	cost := 0.0
	box := around(l).grown(r.around + 1)
	r.effort.spend(len(r.nodes))
	for k := range r.nodes {
		n := &r.nodes[k]
		if k == w.a || k == w.b {
			if l.through(n.body()) {
				cost += blocked
			}
			continue
		}
		if !r.solid[k] || !box.meets(n.Rect) {
			continue
		}
		switch {
		case l.through(n.Rect):
			cost += blocked
		case l.through(n.Rect.grown(r.around)):
			cost += 60
		}
		if cost > limit {
			return cost
		}
	}
	for _, s := range r.soft {
		if box.meets(s) && l.through(s) {
			cost += 30
		}
	}
	if len(r.wires) > manyWires || r.blind {
		return cost
	}
	total := l.length()
	r.effort.spend(len(r.wires))
	for k := range r.wires {
		o := &r.wires[k]
		if k == i || len(o.points) < 2 || !box.meets(o.box.grown(1)) {
			continue
		}
		n, work := crossings(l, o.points, o.box)
		r.effort.spend(work)
		cost += 70*float64(n) + r.closeness(l, total, o)
		if cost > limit {
			return cost
		}
	}
	return cost
}

// body is the inside of a node; the ends of a pill are round.
func (n *Node) body() Rect {
	r := n.Rect.grown(-1)
	if n.Shape == Pill {
		by := min(r.Height/2, r.Width/2-1)
		r.X, r.Width = r.X+by, r.Width-2*by
	}
	return r
}

// crossings is how often a line crosses another with a box around it, and how much work
// it was to find out.
func crossings(l, o line, box Rect) (n, work int) {
	box = box.grown(1)
	work = len(l) + 20
	for i := 1; i < len(l); i++ {
		a, b := l[i-1], l[i]
		left, right, top, bottom := min(a.X, b.X), max(a.X, b.X), min(a.Y, b.Y), max(a.Y, b.Y)
		if left > box.right() || right < box.X || top > box.bottom() || bottom < box.Y {
			continue
		}
		work += len(o)
		for k := 1; k < len(o); k++ {
			c, d := o[k-1], o[k]
			if c.X < left && d.X < left || c.X > right && d.X > right || c.Y < top && d.Y < top || c.Y > bottom && d.Y > bottom {
				continue
			}
			if _, ok := crossing(a, b, c, d); ok {
				n++
			}
		}
	}
	return n, work
}

// closeness is what it costs that one line runs along the other.
func (r *router) closeness(l line, total float64, o *wire) float64 {
	const near = 12
	cost := 0.0
	box := o.box.grown(near)
	for t := 0.2; t < 0.85; t += 0.2 {
		p, _ := l.at(total * t)
		if box.has(p) {
			r.effort.spend(len(o.points))
			cost += max(near-o.points.within(p, near), 0) * 3
		}
	}
	return cost
}

// loop leads a wire from a node back to it, round the top right corner. Further ones
// of the same node are wider.
func (r *router) loop(w *wire) line {
	rect := r.nodes[w.a].Rect
	size := 0.0
	for i := range r.wires {
		o := &r.wires[i]
		if o == w {
			break
		}
		if o.a == w.a && o.b == w.a {
			size += 10
		}
	}
	from := Point{rect.right() - min(26, rect.Width/3) - min(size, 20), rect.Y}
	to := Point{rect.right(), rect.Y + min(16, rect.Height/3) + min(size/2, 8)}
	reach := 30 + min(size, 60)
	l := make(line, 0, 17)
	a, b := Point{from.X, from.Y - reach}, Point{to.X + reach, to.Y}
	for i := 0; i <= 16; i++ { // a cubic curve
		t := float64(i) / 16
		u := 1 - t
		l = append(l, from.times(u*u*u).plus(a.times(3*u*u*t)).plus(b.times(3*u*t*t)).plus(to.times(t*t*t)))
	}
	return l
}

func cube(x float64) float64 { return x * x * x }
