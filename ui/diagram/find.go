package diagram

import (
	"math"
	"slices"

	"touchpoint/deck/model"
)

// A target is something that can be tapped, with the place at which the arrow keys
// find it.
type target struct {
	id string
	at model.Point
}

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
	return find(d.drawing, p, slack, d.allowed)
}

func find(drawing *model.Drawing, p model.Point, slack float64, allowed func(string) bool) string {
	if drawing == nil {
		return ""
	}
	field := ""
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
	if id := nearestEdge(drawing, p, slack, allowed); id != "" {
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

func nearestEdge(drawing *model.Drawing, p model.Point, slack float64, allowed func(string) bool) string {
	best, nearest := "", slack
	for i := range drawing.Edges {
		e := &drawing.Edges[i]
		if !allowed(e.ID) {
			continue
		}
		off := math.Inf(1)
		for j := 1; j < len(e.Points); j++ {
			off = min(off, toPiece(p, e.Points[j-1], e.Points[j]))
		}
		if e.Sign != "" {
			off = min(off, max(0, math.Hypot(p.X-e.Disc.X, p.Y-e.Disc.Y)-model.DiscSize/2))
		}
		if inside(p, e.LabelAt) {
			off = 0
		}
		if off <= nearest && (off < nearest || best == "") {
			best, nearest = e.ID, off
		}
	}
	return best
}

// toPiece is the distance of a point from a piece of a line.
func toPiece(p, a, b model.Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	share := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		share = min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l, 0), 1)
	}
	return math.Hypot(p.X-a.X-share*dx, p.Y-a.Y-share*dy)
}

func inside(p model.Point, r model.Rect) bool {
	return p.X >= r.X && p.X <= r.X+r.Width && p.Y >= r.Y && p.Y <= r.Y+r.Height
}

// reachable lists what the arrow keys can reach, in reading order.
func (d *Diagram) reachable() []target {
	if d.drawing == nil {
		return nil
	}
	var list []target
	seen := map[string]bool{}
	add := func(id string, at model.Point) {
		if !seen[id] && d.allowed(id) {
			seen[id] = true
			list = append(list, target{id, at})
		}
	}
	for i := range d.drawing.Nodes {
		n := &d.drawing.Nodes[i]
		if n.Shape != model.Heading || d.targets != nil {
			add(n.ID, centre(n.Rect))
		}
	}
	for i := range d.drawing.Edges {
		e := &d.drawing.Edges[i]
		if !e.Tether || d.targets != nil {
			at := handle(e)
			add(e.ID, model.Point{X: float64(at.X), Y: float64(at.Y)})
		}
	}
	for i := range d.drawing.Bands {
		b := &d.drawing.Bands[i]
		add(b.ID, model.Point{X: b.Rect.X + 10, Y: b.Rect.Y + 8})
	}
	if d.targets != nil {
		slices.SortStableFunc(list, func(a, b target) int { return d.targets[a.id] - d.targets[b.id] })
	}
	return list
}

// next finds the nearest element in a direction; where there is none, the next or the
// last one in reading order, so that the keyboard gets everywhere.
func next(list []target, from string, dx, dy int) string {
	if len(list) == 0 {
		return ""
	}
	now := slices.IndexFunc(list, func(t target) bool { return t.id == from })
	if now < 0 {
		return list[0].id
	}
	best, least := -1, math.Inf(1)
	for i, t := range list {
		x, y := t.at.X-list[now].at.X, t.at.Y-list[now].at.Y
		along, across := x*float64(dx)+y*float64(dy), math.Abs(x*float64(dy))+math.Abs(y*float64(dx))
		if along < 1 || across > 3*along {
			continue
		}
		if cost := along + 2*across; cost < least {
			best, least = i, cost
		}
	}
	if best < 0 {
		best = (now + dx + dy + len(list)) % len(list)
	}
	return list[best].id
}

func centre(r model.Rect) model.Point {
	return model.Point{X: r.X + r.Width/2, Y: r.Y + r.Height/2}
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
