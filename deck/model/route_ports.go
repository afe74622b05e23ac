package model

import (
	"math"
	"slices"
)

// A side of a node, where an edge can begin or end.
type side uint8

const (
	atRight side = iota
	atLeft
	atBottom
	atTop
)

// out is the direction that leads away from a side.
func (s side) out() Point {
	return [...]Point{{1, 0}, {-1, 0}, {0, 1}, {0, -1}}[s]
}

func (s side) upright() bool { return s == atRight || s == atLeft }

// port is the place on a side of r, off its middle by some points.
func (s side) port(r Rect, off float64) Point {
	c := r.middle()
	switch s {
	case atRight:
		return Point{r.right(), c.Y + off}
	case atLeft:
		return Point{r.X, c.Y + off}
	case atBottom:
		return Point{c.X + off, r.bottom()}
	}
	return Point{c.X + off, r.Y}
}

// portOf is the place on a side of a node. The ends of a pill are round.
func portOf(n *Node, s side, off float64) Point {
	p := s.port(n.Rect, off)
	if n.Shape != Pill {
		return p
	}
	radius := n.Rect.Height / 2
	dip := func(by float64) float64 { return radius - math.Sqrt(max(radius*radius-by*by, 0)) }
	if s.upright() {
		return p.plus(s.out().times(-dip(off)))
	}
	if over := math.Abs(off) - (n.Rect.Width/2 - radius); over > 0 {
		p = p.plus(s.out().times(-dip(over)))
	}
	return p
}

// span is the length of a side of r.
func (s side) span(r Rect) float64 {
	if s.upright() {
		return r.Height
	}
	return r.Width
}

// An end is where one wire begins or ends.
type end struct {
	wire  int
	first bool // it begins there
	node  int
	side  side
	turn  float64 // in which direction it leaves, to sort by
}

// spread gives each wire its places on the rims, so that those on one side of a node
// are set apart, and in an order in which they do not cross.
func (r *router) spread() {
	ends := make([]end, 0, 2*len(r.wires))
	beside := make(map[course]int, len(r.wires))
	for i := range r.wires {
		beside[r.wires[i].course()]++
	}
	for i := range r.wires {
		w := &r.wires[i]
		if w.a == w.b {
			continue
		}
		from, to := w.sb.port(r.nodes[w.b].Rect, 0), w.sa.port(r.nodes[w.a].Rect, 0)
		if n := len(w.points); n > 2 && beside[w.course()] == 1 {
			from, to = w.points[1], w.points[n-2]
			if n > 8 { // a bend: look a bit further
				from, to = w.points[3], w.points[n-4]
			}
		}
		ends = append(ends, r.end(i, true, w.a, w.sa, from), r.end(i, false, w.b, w.sb, to))
	}
	slices.SortStableFunc(ends, func(a, b end) int {
		switch {
		case a.node != b.node:
			return a.node - b.node
		case a.side != b.side:
			return int(a.side) - int(b.side)
		case math.Abs(a.turn-b.turn) > 1e-6 && a.turn < b.turn:
			return -1
		case math.Abs(a.turn-b.turn) > 1e-6:
			return 1
		}
		return (a.wire - b.wire) * r.nesting(a)
	})
	for from := 0; from < len(ends); {
		to := from
		for to < len(ends) && ends[to].node == ends[from].node && ends[to].side == ends[from].side {
			to++
		}
		r.place(ends[from:to])
		from = to
	}
}

// A course is between which sides of which nodes a wire runs, in whatever direction.
type course struct {
	a, b   int
	sa, sb side
}

func (w *wire) course() course {
	if w.a > w.b {
		return course{w.b, w.a, w.sb, w.sa}
	}
	return course{w.a, w.b, w.sa, w.sb}
}

// nesting is the order in which wires between the same sides end there: clockwise at the
// one node and anticlockwise at the other, or they would cross.
func (r *router) nesting(e end) int {
	clockwise := 1
	if e.side == atLeft || e.side == atBottom {
		clockwise = -1
	}
	if w := &r.wires[e.wire]; e.node == max(w.a, w.b) {
		clockwise = -clockwise
	}
	return clockwise
}

func (r *router) end(wire int, first bool, node int, s side, to Point) end {
	d := to.minus(s.port(r.nodes[node].Rect, 0))
	var turn float64
	if s.upright() {
		turn = math.Atan2(d.Y, math.Abs(d.X)+1)
	} else {
		turn = math.Atan2(d.X, math.Abs(d.Y)+1)
	}
	return end{wire, first, node, s, turn}
}

// place spreads the ends on one side of a node.
func (r *router) place(ends []end) {
	n, s := &r.nodes[ends[0].node], ends[0].side
	span := s.span(n.Rect)
	room := max(span-2*min(12, span/5), 0)
	step := 0.0
	if len(ends) > 1 {
		step = min(22, room/float64(len(ends)-1))
	}
	for i, e := range ends {
		p := portOf(n, s, (float64(i)-float64(len(ends)-1)/2)*step)
		if w := &r.wires[e.wire]; e.first {
			w.p = p
		} else {
			w.q = p
		}
	}
}
