package model_test

import (
	"testing"

	"touchpoint/deck/model"
)

// dotCrossings is in how many places the arrows of each embedded model cross when Graphviz
// draws it: dot 2.43.0 with rankdir=LR, boxes of the same size, its curves flattened and
// counted by Crossings. Arrows that share a line count once.
var dotCrossings = map[string]int{
	"capability":         0,
	"decision-journey":   0,
	"dimensions":         0,
	"drivers":            1,
	"framework":          0,
	"initiatives":        3,
	"journey":            0,
	"online-recovery":    3,
	"owned-social-media": 0,
	"pays":               0,
	"recovery":           0,
	"value":              0,
}

func TestCrossingsNoMoreThanDot(t *testing.T) {
	for _, m := range embeddedModels(t) {
		dot, ok := dotCrossings[m.ID]
		if !ok {
			t.Errorf("no count for %s", m.ID)
			continue
		}
		for _, automatic := range []bool{false, true} {
			if n := model.Crossings(model.Draw(m, model.DrawOptions{Automatic: automatic})); n > dot {
				t.Errorf("%s, automatic %v: %d crossings, dot has %d", m.ID, automatic, n, dot)
			}
		}
	}
}

func TestCrossings(t *testing.T) {
	edge := func(id string, points ...model.Point) model.Edge { return model.Edge{ID: id, Points: points} }
	across := edge("across", model.Point{X: 0, Y: 0}, model.Point{X: 100, Y: 100})
	for _, c := range []struct {
		name  string
		other model.Edge
		want  int
	}{
		{"crosses", edge("a", model.Point{X: 0, Y: 100}, model.Point{X: 100, Y: 0}), 1},
		{"crosses in a joint", edge("a", model.Point{X: 0, Y: 100}, model.Point{X: 50, Y: 50}, model.Point{X: 100, Y: 0}), 1},
		{"crosses twice", edge("a", model.Point{X: 0, Y: 20}, model.Point{X: 60, Y: 20}, model.Point{X: 60, Y: 80}, model.Point{X: 0, Y: 80}, model.Point{X: 0, Y: 85}, model.Point{X: 100, Y: 85}), 3},
		{"begins with it", edge("a", model.Point{X: 0, Y: 0}, model.Point{X: 100, Y: 20}), 0},
		{"passes by", edge("a", model.Point{X: 0, Y: 50}, model.Point{X: 20, Y: 90}), 0},
		{"is a moderator's", model.Edge{Tether: true, Points: []model.Point{{X: 0, Y: 100}, {X: 100, Y: 0}}}, 0},
	} {
		if got := model.Crossings(&model.Drawing{Edges: []model.Edge{across, c.other}}); got != c.want {
			t.Errorf("%s: %d crossings, want %d", c.name, got, c.want)
		}
	}
}

func TestOverlaps(t *testing.T) {
	box := func(id string, x, y float64) model.Node {
		return model.Node{ID: id, Shape: model.Box, Rect: model.Rect{X: x, Y: y, Width: 100, Height: 50}}
	}
	line := func(id, from, to string, points ...model.Point) model.Edge {
		return model.Edge{ID: id, From: from, To: to, Points: points, Sign: model.Positive, Disc: points[0]}
	}
	a, b, c := box("a", 0, 0), box("b", 200, 0), box("c", 400, 0)
	free := line("e", "a", "c", model.Point{X: 150, Y: 80}, model.Point{X: 400, Y: 80})
	for _, test := range []struct {
		name string
		d    model.Drawing
		want int
	}{
		{"nothing", model.Drawing{Nodes: []model.Node{a, b, c}, Edges: []model.Edge{free}}, 0},
		{"nodes", model.Drawing{Nodes: []model.Node{a, box("b", 90, 20)}}, 1},
		{"in a cell", model.Drawing{Nodes: []model.Node{{ID: "cell", Shape: model.Cell, Rect: model.Rect{Width: 200, Height: 200}}, a}}, 0},
		{"half in a cell", model.Drawing{Nodes: []model.Node{{ID: "cell", Shape: model.Cell, Rect: model.Rect{Width: 50, Height: 200}}, a}}, 1},
		{"edge through a node", model.Drawing{Nodes: []model.Node{a, b, c}, Edges: []model.Edge{
			line("e", "a", "c", model.Point{X: 150, Y: 25}, model.Point{X: 400, Y: 25}),
		}}, 1},
		{"disc on a node", model.Drawing{Nodes: []model.Node{a}, Edges: []model.Edge{
			line("e", "a", "c", model.Point{X: 104, Y: 25}, model.Point{X: 400, Y: 25}),
		}}, 1},
		{"disc on disc", model.Drawing{Edges: []model.Edge{free, line("f", "b", "c", model.Point{X: 160, Y: 85}, model.Point{X: 160, Y: 300})}}, 1},
		{"one line for two", model.Drawing{Edges: []model.Edge{free, {ID: "f", From: "a", To: "c", Points: free.Points, Sign: free.Sign, Disc: free.Disc}}}, 0},
		{"bands", model.Drawing{Bands: []model.Band{{ID: "x", Rect: a.Rect}, {ID: "y", Rect: a.Rect}}}, 1},
		{"captions", model.Drawing{
			Bands: []model.Band{{ID: "x", Rect: model.Rect{Width: 300, Height: 100}, Caption: "Long caption", Size: 12}},
			Nodes: []model.Node{box("a", 20, 10)},
		}, 1},
		{"word on a node", model.Drawing{Nodes: []model.Node{a}, Edges: []model.Edge{
			{ID: "e", From: "a", To: "b", Label: "word", LabelAt: model.Rect{X: 90, Y: 10, Width: 30, Height: 16}},
		}}, 1},
	} {
		if list := model.Overlaps(&test.d); len(list) != test.want {
			t.Errorf("%s: %q, want %d", test.name, list, test.want)
		}
	}
}
