package layout

import (
	"math"
	"slices"
)

// place moves the vertices to where lines are straight, after Brandes and Köpf: four
// layouts, each as far to one corner as possible, of which the mean of the middle two
// counts. In each, vertices stand apart as they must, so they do in the mean.
func (g *graph) place() {
	n := len(g.layer)
	g.y = make([]float64, n)
	if n == 0 {
		return
	}
	a := &aligner{graph: g, root: make([]int, n), align: make([]int, n)}
	a.conflicts()
	var all [4][]float64
	for k := range all {
		a.upward, a.mirrored = k >= 2, k%2 == 1
		a.alignVertices()
		all[k] = a.compact()
	}
	g.balance(all)
}

// balance lines the four layouts up with the narrowest and takes the mean of the middle.
func (g *graph) balance(all [4][]float64) {
	var low, high [4]float64
	narrow := 0
	for k, ys := range all {
		low[k], high[k] = math.Inf(1), math.Inf(-1)
		for v, y := range ys {
			low[k], high[k] = min(low[k], y-g.size(v)/2), max(high[k], y+g.size(v)/2)
		}
		if high[k]-low[k] < high[narrow]-low[narrow] {
			narrow = k
		}
	}
	for k, ys := range all {
		by := low[narrow] - low[k]
		if k%2 == 1 {
			by = high[narrow] - high[k]
		}
		for v := range ys {
			ys[v] += by
		}
	}
	for v := range g.y {
		four := [4]float64{all[0][v], all[1][v], all[2][v], all[3][v]}
		slices.Sort(four[:])
		g.y[v] = (four[1] + four[2]) / 2
	}
}

// An aligner makes one of the four layouts.
type aligner struct {
	*graph
	upward, mirrored bool
	root, align      []int
	crossed          map[segment]bool // segments that cross a line that must stay straight
	x                []float64
	done             []bool
}

// conflicts finds the segments that cross a long edge's inner segment, which goes first.
func (a *aligner) conflicts() {
	a.crossed = map[segment]bool{}
	inner := func(v int) int { // the other end of an inner segment that ends at v
		if !a.real(v) {
			if u := a.up.of(v)[0]; !a.real(u) {
				return u
			}
		}
		return -1
	}
	for l := 1; l < len(a.layers); l++ {
		low, done := 0, 0
		layer := a.layers[l]
		for i, v := range layer {
			high := len(a.layers[l-1])
			u := inner(v)
			if u >= 0 {
				high = a.pos[u]
			} else if i+1 < len(layer) {
				continue
			}
			for ; done <= i; done++ {
				w := layer[done]
				for _, t := range a.up.of(w) {
					if (a.pos[t] < low || a.pos[t] > high) && (a.real(w) || a.real(t)) {
						a.crossed[segment{t, w}] = true
					}
				}
			}
			low = high
		}
	}
}

// alignVertices joins vertices with the middle one of their neighbours into blocks, which
// are on one line.
func (a *aligner) alignVertices() {
	for v := range a.root {
		a.root[v], a.align[v] = v, v
	}
	near := a.up
	if a.upward {
		near = a.down
	}
	var list []int
	for i := range a.layers {
		l := i
		if a.upward {
			l = len(a.layers) - 1 - i
		}
		layer := a.layers[l]
		last := -1 // how far the layer before is used up
		for k := range layer {
			v := layer[a.turn(k, len(layer))]
			list = append(list[:0], near.of(v)...)
			if len(list) == 0 {
				continue
			}
			slices.SortFunc(list, func(p, q int) int { return a.rank(p) - a.rank(q) })
			n := len(list)
			for _, m := range [2]int{(n - 1) / 2, n / 2} {
				u := list[m]
				s := segment{u, v}
				if a.upward {
					s = segment{v, u}
				}
				if a.align[v] == v && !a.crossed[s] && last < a.rank(u) {
					a.align[u], a.root[v] = v, a.root[u]
					a.align[v] = a.root[v]
					last = a.rank(u)
				}
			}
		}
	}
}

// turn is the k-th place of a layer, counted from the other end when mirrored.
func (a *aligner) turn(k, n int) int {
	if a.mirrored {
		return n - 1 - k
	}
	return k
}

func (a *aligner) rank(v int) int {
	return a.turn(a.pos[v], len(a.layers[a.layer[v]]))
}

// apart is how far two neighbours of a layer must be from each other.
func (a *aligner) apart(v, w int) float64 {
	gap := a.o.LineGap
	if a.real(v) && a.real(w) {
		gap = a.o.NodeGap
	}
	return (a.size(v)+a.size(w))/2 + gap
}

// before is the neighbour of a vertex on one side, or -1.
func (a *aligner) beside(v, by int) int {
	layer := a.layers[a.layer[v]]
	if k := a.rank(v) + by; 0 <= k && k < len(layer) {
		return layer[a.turn(k, len(layer))]
	}
	return -1
}

// compact moves the blocks together and gives every vertex its place.
func (a *aligner) compact() []float64 {
	n := len(a.root)
	a.x, a.done = make([]float64, n), make([]bool, n)
	for v := range n {
		if a.root[v] == v {
			a.push(v)
		}
	}
	// A block that nothing holds moves towards what it is connected with on the far side.
	clear(a.done)
	for v := range n {
		if a.root[v] == v {
			a.pull(v)
		}
	}
	ys := make([]float64, n)
	for v := range n {
		ys[v] = a.x[a.root[v]]
		if a.mirrored {
			ys[v] = -ys[v]
		}
	}
	return ys
}

// push puts a block as near to the beginning as those before it allow.
func (a *aligner) push(block int) {
	if a.done[block] {
		return
	}
	a.done[block] = true
	at := 0.0
	for v := block; ; {
		if w := a.beside(v, -1); w >= 0 {
			a.push(a.root[w])
			at = max(at, a.x[a.root[w]]+a.apart(w, v))
		}
		if v = a.align[v]; v == block {
			break
		}
	}
	a.x[block] = at
}

// pull moves a block towards those behind it.
func (a *aligner) pull(block int) {
	if a.done[block] {
		return
	}
	a.done[block] = true
	room := math.Inf(1)
	for v := block; ; {
		if w := a.beside(v, 1); w >= 0 {
			a.pull(a.root[w])
			room = min(room, a.x[a.root[w]]-a.apart(v, w))
		}
		if v = a.align[v]; v == block {
			break
		}
	}
	if !math.IsInf(room, 1) {
		a.x[block] = max(a.x[block], room)
	}
}
