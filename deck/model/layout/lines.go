package layout

import (
	"cmp"
	"slices"
)

// draw gives the nodes their places and draws the lines between them.
func (g *graph) draw() ([]Point, [][]Point) {
	columns := g.columns()
	at := make([]Point, len(g.nodes))
	for v := range g.nodes {
		at[v] = Point{(columns[g.layer[v]].left + columns[g.layer[v]].right) / 2, g.y[v]}
	}
	starts, ends := g.ports()
	lines := make([][]Point, len(g.ends))
	loops := make([]int, len(g.nodes))
	for i, chain := range g.chains {
		if chain == nil {
			v := g.ends[i].From
			lines[i] = g.loop(at[v], g.nodes[v], loops[v])
			loops[v]++
			continue
		}
		a, b := chain[0], chain[len(chain)-1]
		l := make([]Point, 0, 2*len(chain))
		l = bent(l, Point{at[a].X + g.nodes[a].Width/2, starts[i]})
		l = bent(l, Point{columns[g.layer[a]].right, starts[i]})
		for _, v := range chain[1 : len(chain)-1] {
			c := columns[g.layer[v]]
			l = bent(l, Point{c.left, g.y[v]})
			l = bent(l, Point{c.right, g.y[v]})
		}
		l = bent(l, Point{columns[g.layer[b]].left, ends[i]})
		l = bent(l, Point{at[b].X - g.nodes[b].Width/2, ends[i]})
		if g.turned[i] {
			slices.Reverse(l)
		}
		lines[i] = l
	}
	return at, lines
}

// bent adds a point, in the place of the last one if the line goes straight on there.
func bent(l []Point, p Point) []Point {
	n := len(l)
	if n > 0 && l[n-1] == p {
		return l
	}
	if n > 1 && l[n-1].Y == p.Y && l[n-2].Y == p.Y {
		l[n-1] = p
		return l
	}
	return append(l, p)
}

type column struct{ left, right float64 }

// columns are where the layers are. Between two there is more room the more lines run
// there, so that each can be told from the others.
func (g *graph) columns() []column {
	list := make([]column, len(g.layers))
	lines := make([]int, len(g.layers)+1)
	for _, s := range g.segments {
		lines[g.layer[s.b]]++
	}
	x := 0.0
	for l, layer := range g.layers {
		if l > 0 {
			x += g.o.LayerGap + min(2.5*float64(max(lines[l]-8, 0)), 0.8*g.o.LayerGap)
		}
		width := 0.0
		for _, v := range layer {
			if g.real(v) {
				width = max(width, g.nodes[v].Width)
			}
		}
		list[l] = column{x, x + width}
		x += width
	}
	return list
}

// A port is where an edge meets the side of a node.
type port struct {
	node, edge int
	to         float64 // where it comes from or leads to
}

// ports spreads the ends of edges along the sides of the nodes, so that they do not cross
// there: where each starts and where it ends.
func (g *graph) ports() (starts, ends []float64) {
	starts, ends = make([]float64, len(g.ends)), make([]float64, len(g.ends))
	var right, left []port
	for i, chain := range g.chains {
		if n := len(chain); n > 0 {
			right = append(right, port{chain[0], i, g.y[chain[1]]})
			left = append(left, port{chain[n-1], i, g.y[chain[n-2]]})
		}
	}
	g.spread(right, starts)
	g.spread(left, ends)
	return starts, ends
}

func (g *graph) spread(ports []port, at []float64) {
	slices.SortStableFunc(ports, func(a, b port) int {
		return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.to, b.to), cmp.Compare(a.edge, b.edge))
	})
	for from := 0; from < len(ports); {
		v, to := ports[from].node, from
		for to < len(ports) && ports[to].node == v {
			to++
		}
		n := float64(to - from - 1)
		step := 0.0
		if n > 0 {
			height := g.nodes[v].Height
			step = min(g.o.LineGap, max(height-2*min(12, height/5), 0)/n)
		}
		for i, p := range ports[from:to] {
			at[p.edge] = g.y[v] + (float64(i)-n/2)*step
		}
		from = to
	}
}

// loop leads from a node back to it, round its top right corner. The k-th one is wider
// than the one before, and none is so wide that it meets what is near.
func (g *graph) loop(at Point, n Node, k int) []Point {
	reach := 0.6 * min(g.o.NodeGap, g.o.LayerGap, 40) * (1 - 0.5/float64(k+1))
	in := min(22, n.Width/4) * (1 - 0.5/float64(k+2))
	down := min(14, n.Height/4) * (1 - 0.5/float64(k+2))
	right, top := at.X+n.Width/2, at.Y-n.Height/2
	return []Point{
		{right - in, top},
		{right - in, top - reach},
		{right + reach, top - reach},
		{right + reach, top + down},
		{right, top + down},
	}
}
