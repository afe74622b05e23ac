// Package layout places boxes and the arrows between them in layers from left to right,
// after Sugiyama: arrows that close a cycle are turned round, every box gets a layer
// behind its predecessors, the boxes of a layer are put into an order with few crossings,
// and then moved to where lines are straight. It knows nothing of what the boxes stand for.
package layout

import (
	"cmp"
	"math"
	"slices"
)

// A Node is a box.
type Node struct {
	Width, Height float64
	Group         int // boxes of a lower group stand in earlier layers
}

// An Edge is an arrow between two boxes, by their indexes. Edges from a box to itself and
// several between the same two boxes are allowed; those with an index that is not there
// get no line.
type Edge struct{ From, To int }

// A Point is a place, from the top left.
type Point struct{ X, Y float64 }

// Options say how much room there is. What is 0 gets a usual value.
type Options struct {
	LayerGap float64 // between layers, 84
	NodeGap  float64 // between boxes of a layer, 40
	LineGap  float64 // between lines, and between a line and a box, 22
}

// A Result is where everything is. Lines go from the rim of one box to that of another,
// and through no third one.
type Result struct {
	Nodes         []Point // middles
	Layers        []int   // by node
	Lines         [][]Point
	Width, Height float64
}

// Layered lays out a graph. The same graph always gets the same layout.
func Layered(nodes []Node, edges []Edge, o Options) Result {
	o = o.usual()
	r := Result{Nodes: make([]Point, len(nodes)), Layers: make([]int, len(nodes)), Lines: make([][]Point, len(edges))}
	parts := components(nodes, edges)
	boxes := make([]part, len(parts))
	local := make([]int, len(nodes))
	for i, p := range parts {
		for k, v := range p.nodes {
			local[v] = k
		}
		boxes[i] = p.lay(nodes, edges, local, o)
	}
	pack(boxes, o)
	for _, b := range boxes {
		for k, v := range b.nodes {
			r.Nodes[v] = Point{b.at[k].X + b.x, b.at[k].Y + b.y}
			r.Layers[v] = b.layers[k]
		}
		for k, e := range b.edges {
			for i := range b.lines[k] {
				b.lines[k][i].X += b.x
				b.lines[k][i].Y += b.y
			}
			r.Lines[e] = b.lines[k]
		}
		r.Width, r.Height = max(r.Width, b.x+b.width), max(r.Height, b.y+b.height)
	}
	return r
}

func (o Options) usual() Options {
	set := func(v *float64, usual float64) {
		if *v <= 0 {
			*v = usual
		}
	}
	set(&o.LayerGap, 84)
	set(&o.NodeGap, 40)
	set(&o.LineGap, 22)
	return o
}

// A part is what hangs together, with its layout.
type part struct {
	nodes, edges        []int
	at                  []Point
	layers              []int
	lines               [][]Point
	x, y, width, height float64
}

// components are the parts of a graph that hang together, the first node's first. Boxes in
// groups stay together, since the groups are side by side.
func components(nodes []Node, edges []Edge) []part {
	root := make([]int, len(nodes))
	for i := range root {
		root[i] = i
	}
	find := func(v int) int {
		for root[v] != v {
			root[v] = root[root[v]]
			v = root[v]
		}
		return v
	}
	ok := func(e Edge) bool {
		return 0 <= e.From && e.From < len(nodes) && 0 <= e.To && e.To < len(nodes)
	}
	for _, e := range edges {
		if ok(e) {
			a, b := find(e.From), find(e.To)
			root[max(a, b)] = min(a, b)
		}
	}
	for i := range nodes {
		if nodes[i].Group != nodes[0].Group {
			for k := range root {
				root[k] = 0
			}
			break
		}
	}
	var parts []part
	of := make([]int, len(nodes))
	for v := range nodes {
		r := find(v)
		if r == v {
			of[v] = len(parts)
			parts = append(parts, part{})
		}
		p := &parts[of[r]]
		p.nodes = append(p.nodes, v)
	}
	for i, e := range edges {
		if ok(e) {
			p := &parts[of[find(e.From)]]
			p.edges = append(p.edges, i)
		}
	}
	return parts
}

// lay lays out one part from 0, 0.
func (p part) lay(nodes []Node, edges []Edge, local []int, o Options) part {
	g := newGraph(p, nodes, edges, local, o)
	g.assignLayers()
	g.split()
	g.order()
	g.place()
	p.at, p.lines = g.draw()
	p.layers = make([]int, len(p.nodes))
	first, last := Point{math.Inf(1), math.Inf(1)}, Point{math.Inf(-1), math.Inf(-1)}
	reach := func(x, y float64) {
		first = Point{min(first.X, x), min(first.Y, y)}
		last = Point{max(last.X, x), max(last.Y, y)}
	}
	for k, v := range p.nodes {
		p.layers[k] = g.layer[k]
		w, h := nodes[v].Width/2, nodes[v].Height/2
		reach(p.at[k].X-w, p.at[k].Y-h)
		reach(p.at[k].X+w, p.at[k].Y+h)
	}
	for _, l := range p.lines {
		for _, q := range l {
			reach(q.X, q.Y)
		}
	}
	for k := range p.at {
		p.at[k] = Point{p.at[k].X - first.X, p.at[k].Y - first.Y}
	}
	for _, l := range p.lines {
		for i := range l {
			l[i] = Point{l[i].X - first.X, l[i].Y - first.Y}
		}
	}
	p.width, p.height = last.X-first.X, last.Y-first.Y
	return p
}

// pack puts the parts into rows of about the same width, the highest first.
func pack(parts []part, o Options) {
	if len(parts) < 2 {
		return
	}
	order := make([]int, len(parts))
	area, widest := 0.0, 0.0
	for i, p := range parts {
		order[i] = i
		area += (p.width + o.NodeGap) * (p.height + o.NodeGap)
		widest = max(widest, p.width)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(parts[b].height, parts[a].height) })
	row := max(widest, math.Sqrt(area)*1.25)
	x, y, high := 0.0, 0.0, 0.0
	for _, i := range order {
		p := &parts[i]
		if x > 0 && x+p.width > row+1e-9 {
			x, y, high = 0, y+high+o.NodeGap, 0
		}
		p.x, p.y = x, y
		x += p.width + o.NodeGap
		high = max(high, p.height)
	}
}
