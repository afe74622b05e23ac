package model

import "math"

// A way is a detour, with the sides at which it begins and ends.
type way struct {
	points line
	sa, sb side
}

// maxObstacles bounds the search for a detour. Past it an edge runs straight.
const maxObstacles = 20

// manyDetours is from where on edges of a drawing are not led round nodes: nobody could
// follow them.
const manyDetours = 400

// detours are ways round whatever stands between the ends of a wire.
func (r *router) detours(i int) []way {
	if len(r.wires) > manyDetours {
		return nil
	}
	w := &r.wires[i]
	a, b := &r.nodes[w.a], &r.nodes[w.b]
	pairs := [][2]side{{w.sa, w.sb}}
	if !r.last && len(r.wires) <= manyWires/2 {
		for _, p := range [][2]side{
			{atRight, atLeft},
			{atLeft, atRight},
			{atTop, atTop},
			{atBottom, atBottom},
			{atRight, atTop},
			{atRight, atBottom},
			{atTop, atLeft},
			{atBottom, atLeft},
			{atRight, atRight},
			{atLeft, atLeft},
			{atBottom, atTop},
			{atTop, atBottom},
		} {
			if p != pairs[0] {
				pairs = append(pairs, p)
			}
		}
	}
	var ways []way
	for k, s := range pairs {
		p, q := w.p, w.q
		if k > 0 {
			p, q = portOf(a, s[0], 0), portOf(b, s[1], 0)
		}
		l := r.round(w, p, p.plus(s[0].out().times(r.clear)), q.plus(s[1].out().times(r.clear)), q)
		if l != nil {
			ways = append(ways, way{l, s[0], s[1]})
		}
	}
	return ways
}

// round is the shortest way from one place to another round the nodes in between,
// with its corners rounded. p and q are on the rims, from and to a bit outside.
func (r *router) round(w *wire, p, from, to, q Point) line {
	obstacles := []int{w.a, w.b}
	for {
		l := r.shortest(obstacles, from, to)
		if l == nil {
			return nil
		}
		more := r.hit(l, obstacles)
		if len(more) == 0 {
			l = append(line{p}, append(l, q)...)
			return l.rounded(16)
		}
		if obstacles = append(obstacles, more...); len(obstacles) > maxObstacles {
			return nil
		}
	}
}

// hit is the nodes that a line runs through, besides those known.
func (r *router) hit(l line, known []int) []int {
	var list []int
	box := around(l).grown(r.around)
nodes:
	for k, n := range r.nodes {
		if !r.solid[k] || !box.meets(n.Rect) || !l.through(n.Rect.grown(r.around)) {
			continue
		}
		for _, o := range known {
			if o == k {
				continue nodes
			}
		}
		list = append(list, k)
	}
	return list
}

// shortest is the shortest way along the corners of the obstacles.
func (r *router) shortest(obstacles []int, from, to Point) line {
	places := []Point{from, to}
	for _, k := range obstacles {
		c := r.nodes[k].Rect.grown(r.clear)
		places = append(places, Point{c.X, c.Y}, Point{c.right(), c.Y}, Point{c.X, c.bottom()}, Point{c.right(), c.bottom()})
	}
	free := func(a, b Point) bool {
		for _, k := range obstacles {
			if r.nodes[k].Rect.grown(r.clear-1).cutBy(a, b) {
				return false
			}
		}
		return true
	}
	reach := make([]float64, len(places))
	back := make([]int, len(places))
	done := make([]bool, len(places))
	for i := range reach {
		reach[i], back[i] = math.Inf(1), -1
	}
	reach[0] = 0
	for {
		at := -1
		for i := range places {
			if !done[i] && !math.IsInf(reach[i], 1) && (at < 0 || reach[i]+places[i].to(to) < reach[at]+places[at].to(to)) {
				at = i
			}
		}
		if at < 0 {
			return nil
		}
		if at == 1 {
			break
		}
		done[at] = true
		for i := range places {
			// Each corner costs a little, so that a way with fewer is preferred.
			if far := reach[at] + places[at].to(places[i]) + 8; !done[i] && far < reach[i] && free(places[at], places[i]) {
				reach[i], back[i] = far, at
			}
		}
	}
	var l line
	for at := 1; at >= 0; at = back[at] {
		l = append(line{places[at]}, l...)
	}
	return l
}
