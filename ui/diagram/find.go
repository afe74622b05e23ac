package diagram

import (
	"math"
	"slices"

	"touchpoint/deck/model"
)

// allowed reports whether an element can be tapped.
func (d *Diagram) allowed(id string) bool {
	if id == "" || d.overlay[id].Hidden {
		return false
	}
	_, listed := d.targets[id]
	return listed || d.targets == nil
}

// at finds the topmost element at a point of the drawing that can be tapped: a node,
// else the nearest edge within the slack, else a band. Fields lie under what stands
// in them, and under edges.
func (d *Diagram) at(p model.Point, slack float64) string {
	return d.find(p, slack, d.allowed)
}

func (d *Diagram) find(p model.Point, slack float64, allowed func(string) bool) string {
	drawing, field := d.drawing, ""
	if drawing == nil {
		return ""
	}
	for i := len(drawing.Nodes) - 1; i >= 0; i-- {
		n := &drawing.Nodes[i]
		switch {
		case !inside(p, n.Rect) || !allowed(n.ID):
		case n.Shape != model.Cell:
			return n.ID
		case field == "":
			field = n.ID
		}
	}
	if id := d.nearestEdge(p, slack, allowed); id != "" {
		return id
	}
	if field != "" {
		return field
	}
	for i := len(drawing.Bands) - 1; i >= 0; i-- {
		if b := &drawing.Bands[i]; inside(p, b.Rect) && allowed(b.ID) {
			return b.ID
		}
	}
	return ""
}

func (d *Diagram) nearestEdge(p model.Point, slack float64, allowed func(string) bool) string {
	best, nearest := "", slack
	for i := range d.drawing.Edges {
		e := &d.drawing.Edges[i]
		id, off := e.ID, math.Inf(1)
		if e.Tether {
			id = e.From // the line belongs to what it ties
		}
		if d.overlay[e.ID].Hidden || !allowed(id) {
			continue
		}
		for j := 1; j < len(e.Points); j++ {
			off = min(off, float64(away(pos(p), pos(e.Points[j-1]), pos(e.Points[j]))))
		}
		if e.Tether {
			off++ // what it is tied to is meant where both are
		}
		if e.Sign != "" {
			off = min(off, max(0, math.Hypot(p.X-e.Disc.X, p.Y-e.Disc.Y)-model.DiscSize/2))
		}
		if inside(p, e.LabelAt) {
			off = 0
		}
		if off <= nearest && (off < nearest || best == "") {
			best, nearest = id, off
		}
	}
	return best
}

func inside(p model.Point, r model.Rect) bool {
	return p.X >= r.X && p.X <= r.X+r.Width && p.Y >= r.Y && p.Y <= r.Y+r.Height
}

// reachable is what the arrow keys can reach, as a drawing of its own, in reading order
// or that of the targets. Bands are there with their captions.
func (d *Diagram) reachable() *model.Drawing {
	list := &model.Drawing{}
	if d.drawing == nil {
		return list
	}
	seen := map[string]bool{}
	add := func(id string, r model.Rect) {
		if !seen[id] && d.allowed(id) {
			seen[id] = true
			list.Nodes = append(list.Nodes, model.Node{ID: id, Rect: r})
		}
	}
	for i := range d.drawing.Nodes {
		add(d.drawing.Nodes[i].ID, d.drawing.Nodes[i].Rect)
	}
	for i := range d.drawing.Edges {
		if e := &d.drawing.Edges[i]; !e.Tether {
			at := handle(e)
			add(e.ID, model.Rect{X: float64(at.X), Y: float64(at.Y)})
		}
	}
	for i := range d.drawing.Bands {
		b := &d.drawing.Bands[i]
		add(b.ID, model.Rect{X: b.Rect.X, Y: b.Rect.Y, Width: 20, Height: 16})
	}
	if d.targets != nil {
		slices.SortStableFunc(list.Nodes, func(a, b model.Node) int { return d.targets[a.ID] - d.targets[b.ID] })
	}
	return list
}

// placeOf is the rectangle of an element: a node's, a band's, or that round an edge's handle.
func placeOf(drawing *model.Drawing, id string) (model.Rect, bool) {
	if drawing == nil || id == "" {
		return model.Rect{}, false
	}
	for i := range drawing.Nodes {
		if n := &drawing.Nodes[i]; n.ID == id {
			return n.Rect, true
		}
	}
	for i := range drawing.Edges {
		if e := &drawing.Edges[i]; e.ID == id {
			at := handle(e)
			r := model.Rect{X: float64(at.X), Y: float64(at.Y)}
			return grown(r, model.DiscSize/2+2), true
		}
	}
	for i := range drawing.Bands {
		if b := &drawing.Bands[i]; b.ID == id {
			return b.Rect, true
		}
	}
	return model.Rect{}, false
}
