package model

import (
	"math"
	"slices"
)

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
		if r.effort.over() {
			break
		}
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
	r.effort.spend(len(r.nodes))
	for k := range r.nodes {
		n := &r.nodes[k]
		if r.solid[k] && box.meets(n.Rect) && l.through(n.Rect.grown(r.around)) && !slices.Contains(known, k) {
			list = append(list, k)
		}
	}
	return list
}

// A corner is a place at which a way may turn.
type corner struct {
	at    Point
	goal  float64 // how far it is to the end
	reach float64 // how far it was from the start
	back  int     // the corner before
	done  bool
}

// shortest is the shortest way along the corners of the obstacles.
func (r *router) shortest(obstacles []int, from, to Point) line {
	places, walls := r.corners(obstacles, from, to)
	for {
		at := -1
		r.effort.spend(len(places))
		for i := range places {
			p := &places[i]
			if !p.done && !math.IsInf(p.reach, 1) && (at < 0 || p.reach+p.goal < places[at].reach+places[at].goal) {
				at = i
			}
		}
		if at < 0 || r.effort.over() {
			return nil
		}
		if at == 1 {
			break
		}
		here := &places[at]
		here.done = true
		for i := range places {
			// Each corner costs a little, so that a way with fewer is preferred.
			p := &places[i]
			if p.done {
				continue
			}
			if far := here.reach + here.at.to(p.at) + 8; far < p.reach && r.free(walls, here.at, p.at) {
				p.reach, p.back = far, at
			}
		}
	}
	var l line
	for at := 1; at >= 0; at = places[at].back {
		l = append(l, places[at].at)
	}
	slices.Reverse(l)
	return l
}

// corners are the start and the end of a way, and the corners of the obstacles; walls is
// what the way must not run through.
func (r *router) corners(obstacles []int, from, to Point) (places []corner, walls []Rect) {
	places, walls = r.places[:0], r.walls[:0]
	add := func(x, y float64) {
		p := Point{x, y}
		places = append(places, corner{at: p, goal: p.to(to), reach: math.Inf(1), back: -1})
	}
	add(from.X, from.Y)
	add(to.X, to.Y)
	places[0].reach = 0
	for _, k := range obstacles {
		c := r.nodes[k].Rect.grown(r.clear)
		add(c.X, c.Y)
		add(c.right(), c.Y)
		add(c.X, c.bottom())
		add(c.right(), c.bottom())
		walls = append(walls, r.nodes[k].Rect.grown(r.clear-1))
	}
	r.places, r.walls = places, walls
	return places, walls
}

// free reports whether nothing stands between two places.
func (r *router) free(walls []Rect, a, b Point) bool {
	for i := range walls {
		if walls[i].cutBy(a, b) {
			r.effort.spend(i + 1)
			return false
		}
	}
	r.effort.spend(len(walls))
	return true
}
