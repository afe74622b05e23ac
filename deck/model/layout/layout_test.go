package layout_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"touchpoint/deck/brisk"
	"touchpoint/deck/model/layout"
)

// A graph of up to so many nodes, with cycles, loops, edges that are there twice, and
// nodes without any.
func graphs(nodes, edges int) *rapid.Generator[graph] {
	return rapid.Custom(func(t *rapid.T) graph {
		n := rapid.IntRange(1, nodes).Draw(t, "nodes")
		var g graph
		groups := rapid.IntRange(1, 3).Draw(t, "groups")
		for range n {
			g.nodes = append(g.nodes, layout.Node{
				Width:  rapid.Float64Range(40, 180).Draw(t, "width"),
				Height: rapid.Float64Range(24, 110).Draw(t, "height"),
				Group:  rapid.IntRange(0, groups-1).Draw(t, "group"),
			})
		}
		for range rapid.IntRange(0, edges).Draw(t, "edges") {
			g.edges = append(g.edges, layout.Edge{
				From: rapid.IntRange(0, n-1).Draw(t, "from"),
				To:   rapid.IntRange(0, n-1).Draw(t, "to"),
			})
		}
		return g
	})
}

type graph struct {
	nodes []layout.Node
	edges []layout.Edge
}

// made is a graph that is the same for the same numbers.
func made(nodes, edges int) graph {
	var g graph
	for range nodes {
		g.nodes = append(g.nodes, layout.Node{Width: 140, Height: 62})
	}
	seed := uint32(7)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for range edges {
		a := next(nodes)
		g.edges = append(g.edges, layout.Edge{From: a, To: min(a+1+next(9), nodes-1)})
	}
	return g
}

func TestLayered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := graphs(24, 40).Draw(t, "graph")
		r := layout.Layered(g.nodes, g.edges, layout.Options{})
		for _, fault := range faults(g, r) {
			t.Error(fault)
		}
		if again := layout.Layered(g.nodes, g.edges, layout.Options{}); !reflect.DeepEqual(r, again) {
			t.Error("another layout the second time")
		}
	})
}

func TestLayeredLarge(t *testing.T) {
	for _, c := range []struct{ nodes, edges int }{{400, 0}, {400, 399}, {400, 900}} {
		g := made(c.nodes, c.edges)
		var r layout.Result
		brisk.Within(t, time.Second, fmt.Sprintf("%d nodes and %d edges", c.nodes, c.edges), func() {
			r = layout.Layered(g.nodes, g.edges, layout.Options{})
		})
		for _, fault := range faults(g, r) {
			t.Error(fault)
		}
	}
}

// A chain is on one line, and a fork is about its middle.
func TestLayeredStraight(t *testing.T) {
	box := layout.Node{Width: 100, Height: 50}
	r := layout.Layered([]layout.Node{box, box, box}, []layout.Edge{{0, 1}, {1, 2}}, layout.Options{LayerGap: 60})
	want := []layout.Point{{50, 25}, {210, 25}, {370, 25}}
	if !reflect.DeepEqual(r.Nodes, want) {
		t.Errorf("chain at %v, want %v", r.Nodes, want)
	}
	r = layout.Layered([]layout.Node{box, box, box, box}, []layout.Edge{{0, 1}, {0, 2}, {0, 3}}, layout.Options{})
	if r.Nodes[0].Y != r.Nodes[2].Y || r.Layers[1] != 1 || r.Layers[3] != 1 {
		t.Errorf("fork at %v", r.Nodes)
	}
}

// A cycle has one line that runs back.
func TestLayeredCycle(t *testing.T) {
	box := layout.Node{Width: 100, Height: 50}
	r := layout.Layered([]layout.Node{box, box, box}, []layout.Edge{{0, 1}, {1, 2}, {2, 0}}, layout.Options{})
	if !reflect.DeepEqual(r.Layers, []int{0, 1, 2}) {
		t.Errorf("layers %v", r.Layers)
	}
	back := r.Lines[2]
	if back[0].X <= back[len(back)-1].X {
		t.Errorf("the line from the last to the first runs %v", back)
	}
}

func TestLayeredNothing(t *testing.T) {
	r := layout.Layered(nil, []layout.Edge{{0, 1}, {-1, 5}}, layout.Options{})
	if len(r.Nodes) != 0 || r.Lines[0] != nil || r.Width != 0 {
		t.Errorf("of nothing came %+v", r)
	}
}

// faults says what is wrong with a layout.
func faults(g graph, r layout.Result) []string {
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	rects := make([]rect, len(g.nodes))
	for i, n := range g.nodes {
		p := r.Nodes[i]
		rects[i] = rect{p.X - n.Width/2, p.Y - n.Height/2, p.X + n.Width/2, p.Y + n.Height/2}
		if a := rects[i]; a.x0 < -0.01 || a.y0 < -0.01 || a.x1 > r.Width+0.01 || a.y1 > r.Height+0.01 || math.IsNaN(p.X+p.Y) {
			add("node %d is outside", i)
		}
	}
	for i, a := range rects {
		for k, b := range rects[:i] {
			if a.x0 < b.x1-0.01 && b.x0 < a.x1-0.01 && a.y0 < b.y1-0.01 && b.y0 < a.y1-0.01 {
				add("node %d is over node %d", i, k)
			}
			if g.nodes[i].Group < g.nodes[k].Group && r.Layers[i] >= r.Layers[k] {
				add("node %d of an earlier group is behind node %d", i, k)
			}
		}
	}
	for i, e := range g.edges {
		l := r.Lines[i]
		if len(l) < 2 {
			add("edge %d has no line", i)
			continue
		}
		if !rects[e.From].rim(l[0]) || !rects[e.To].rim(l[len(l)-1]) {
			add("edge %d does not run from rim to rim: %v", i, l)
		}
		for k, b := range rects {
			for s := 1; s < len(l); s++ {
				if (k != e.From && k != e.To || e.From != e.To) && b.cut(l[s-1], l[s]) {
					add("edge %d runs through node %d", i, k)
				}
			}
		}
	}
	return list
}

type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) rim(p layout.Point) bool {
	const d = 0.01
	in := p.X > r.x0-d && p.X < r.x1+d && p.Y > r.y0-d && p.Y < r.y1+d
	return in && (p.X < r.x0+d || p.X > r.x1-d || p.Y < r.y0+d || p.Y > r.y1-d)
}

// cut reports whether a line comes into a rectangle, seen in small steps.
func (r rect) cut(a, b layout.Point) bool {
	n := math.Ceil(math.Hypot(b.X-a.X, b.Y-a.Y)) * 2
	for i := 0.0; i <= n; i++ {
		t := i / max(n, 1)
		x, y := a.X+(b.X-a.X)*t, a.Y+(b.Y-a.Y)*t
		if x > r.x0+0.1 && x < r.x1-0.1 && y > r.y0+0.1 && y < r.y1-0.1 {
			return true
		}
	}
	return false
}

// BenchmarkLayout60 lays out as large a model as is drawn well: 10 ms are the limit.
func BenchmarkLayout60(b *testing.B) {
	g := made(60, 120)
	b.ReportAllocs()
	for b.Loop() {
		layout.Layered(g.nodes, g.edges, layout.Options{})
	}
}

func BenchmarkLayout400(b *testing.B) {
	g := made(400, 900)
	b.ReportAllocs()
	for b.Loop() {
		layout.Layered(g.nodes, g.edges, layout.Options{})
	}
}
