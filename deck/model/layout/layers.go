package layout

import "slices"

// A graph is one part in the making. Its vertices are the nodes of the part, and then one
// for each layer that an edge passes, so that every segment leads to the next layer.
type graph struct {
	nodes    []Node
	ends     []Edge // by edge of the part, in vertices
	turned   []bool // the edge runs against the layers
	o        Options
	topo     []int // nodes, each behind its predecessors
	layer    []int // by vertex
	chains   [][]int
	segments []segment
	up, down adjacency
	layers   [][]int // vertices of each layer, in order
	pos      []int   // by vertex, in its layer
	y        []float64
}

// A segment leads from a vertex to one in the next layer.
type segment struct{ a, b int }

// An adjacency holds the neighbours of each vertex in one slice.
type adjacency struct{ start, to []int }

func (a adjacency) of(v int) []int { return a.to[a.start[v]:a.start[v+1]] }

func newGraph(p part, nodes []Node, edges []Edge, local []int, o Options) *graph {
	g := &graph{o: o, nodes: make([]Node, len(p.nodes)), ends: make([]Edge, len(p.edges)), turned: make([]bool, len(p.edges))}
	for k, v := range p.nodes {
		g.nodes[k] = nodes[v]
	}
	for k, e := range p.edges {
		g.ends[k] = Edge{local[edges[e].From], local[edges[e].To]}
	}
	return g
}

// size is the height of a vertex.
func (g *graph) size(v int) float64 {
	if v < len(g.nodes) {
		return g.nodes[v].Height
	}
	return 0
}

// real reports whether a vertex is a node.
func (g *graph) real(v int) bool { return v < len(g.nodes) }

// assignLayers turns edges that close a cycle or lead to an earlier group, and puts every
// node behind its predecessors.
func (g *graph) assignLayers() {
	n := len(g.nodes)
	out := make([][]int, n)
	for i, e := range g.ends {
		switch {
		case e.From == e.To:
		case g.nodes[e.From].Group > g.nodes[e.To].Group:
			g.turned[i] = true
		default:
			out[e.From] = append(out[e.From], i)
		}
	}
	g.breakCycles(out)
	var in, next [][]int
	in, next = make([][]int, n), make([][]int, n)
	for i, e := range g.ends {
		if e.From == e.To {
			continue
		}
		if g.turned[i] {
			e = Edge{e.To, e.From}
		}
		in[e.To], next[e.From] = append(in[e.To], e.From), append(next[e.From], e.To)
	}
	g.longestPaths(in, next)
}

// breakCycles turns the edges that lead back to a node on the way of a depth-first walk.
// The walk begins at nodes that nothing leads to, so that it follows the arrows.
func (g *graph) breakCycles(out [][]int) {
	n := len(g.nodes)
	incoming := make([]int, n)
	for _, list := range out {
		for _, e := range list {
			incoming[g.ends[e].To]++
		}
	}
	state := make([]uint8, n) // 1 on the way, 2 done
	at := make([]int, n)
	var stack []int
	walk := func(v int) {
		stack = append(stack[:0], v)
		state[v] = 1
		for len(stack) > 0 {
			v := stack[len(stack)-1]
			if at[v] == len(out[v]) {
				state[v] = 2
				stack = stack[:len(stack)-1]
				continue
			}
			e := out[v][at[v]]
			at[v]++
			switch w := g.ends[e].To; state[w] {
			case 0:
				state[w] = 1
				stack = append(stack, w)
			case 1:
				g.turned[e] = true
			}
		}
	}
	for v := range n {
		if incoming[v] == 0 && state[v] == 0 {
			walk(v)
		}
	}
	for v := range n {
		if state[v] == 0 {
			walk(v)
		}
	}
}

// longestPaths gives each node the first layer behind its predecessors and its group's
// start, and then moves it to where its edges are short.
func (g *graph) longestPaths(in, next [][]int) {
	n := len(g.nodes)
	g.layer = make([]int, n)
	wait := make([]int, n)
	g.topo = make([]int, 0, n)
	for v := range n {
		if wait[v] = len(in[v]); wait[v] == 0 {
			g.topo = append(g.topo, v)
		}
	}
	for i := 0; i < len(g.topo); i++ {
		for _, w := range next[g.topo[i]] {
			if wait[w]--; wait[w] == 0 {
				g.topo = append(g.topo, w)
			}
		}
	}
	groups := make([]int, n)
	for v := range n {
		groups[v] = g.nodes[v].Group
	}
	slices.Sort(groups)
	groups = slices.Compact(groups)
	first, last := make([]int, n), make([]int, n)
	base := 0
	for _, group := range groups {
		end := base
		for _, v := range g.topo {
			if g.nodes[v].Group != group {
				continue
			}
			at := base
			for _, u := range in[v] {
				at = max(at, g.layer[u]+1)
			}
			g.layer[v] = at
			end = max(end, at)
		}
		for v := range n {
			if g.nodes[v].Group == group {
				first[v], last[v] = base, end
			}
		}
		base = end + 1
	}
	g.tighten(in, next, first, last)
}

// tighten moves nodes with more edges to the right than to the left as far right as they
// go, and the others left.
func (g *graph) tighten(in, next [][]int, first, last []int) {
	for range 4 {
		moved := false
		for i := range g.topo {
			v := g.topo[len(g.topo)-1-i]
			low, high := first[v], last[v]
			for _, u := range in[v] {
				low = max(low, g.layer[u]+1)
			}
			for _, w := range next[v] {
				high = min(high, g.layer[w]-1)
			}
			at := g.layer[v]
			switch {
			case len(next[v]) > len(in[v]):
				at = high
			case len(next[v]) < len(in[v]):
				at = low
			}
			if at != g.layer[v] {
				g.layer[v], moved = at, true
			}
		}
		if !moved {
			break
		}
	}
	// Layers may have become empty.
	used := slices.Clone(g.layer)
	slices.Sort(used)
	used = slices.Compact(used)
	for v := range g.layer {
		g.layer[v], _ = slices.BinarySearch(used, g.layer[v])
	}
}

// split cuts each edge where it passes a layer.
func (g *graph) split() {
	g.chains = make([][]int, len(g.ends))
	for i, e := range g.ends {
		if e.From == e.To {
			continue
		}
		a, b := e.From, e.To
		if g.turned[i] {
			a, b = b, a
		}
		chain := make([]int, 1, g.layer[b]-g.layer[a]+1)
		chain[0] = a
		for l := g.layer[a] + 1; l < g.layer[b]; l++ {
			chain = append(chain, len(g.layer))
			g.layer = append(g.layer, l)
		}
		chain = append(chain, b)
		for k := 1; k < len(chain); k++ {
			g.segments = append(g.segments, segment{chain[k-1], chain[k]})
		}
		g.chains[i] = chain
	}
	n := len(g.layer)
	g.down = adjacent(n, g.segments, func(s segment) (int, int) { return s.a, s.b })
	g.up = adjacent(n, g.segments, func(s segment) (int, int) { return s.b, s.a })
}

func adjacent(n int, segments []segment, ends func(segment) (int, int)) adjacency {
	a := adjacency{start: make([]int, n+1), to: make([]int, len(segments))}
	for _, s := range segments {
		from, _ := ends(s)
		a.start[from+1]++
	}
	for v := range n {
		a.start[v+1] += a.start[v]
	}
	at := slices.Clone(a.start[:n])
	for _, s := range segments {
		from, to := ends(s)
		a.to[at[from]] = to
		at[from]++
	}
	return a
}
