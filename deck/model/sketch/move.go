package sketch

import (
	"math"
	"slices"

	"touchpoint/deck/model"
)

// gridded reports whether a part of a model is placed on the author's grid.
func gridded(m *model.Model, id string) bool { return placed(m, id) != nil }

// placed returns the part with an id that has a place on the author's grid, nil for none.
func placed(m *model.Model, id string) *model.Part {
	for _, p := range placedParts(m) {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// placedParts are the parts that have a place on the grid, moderators last.
func placedParts(m *model.Model) []*model.Part {
	var list []*model.Part
	switch m.Kind {
	case model.PathKind:
		gather(&list, m.Constructs, func(x *model.Construct) *model.Part { return &x.Part })
		gather(&list, m.Moderators, func(x *model.Moderator) *model.Part { return &x.Part })
	case model.ContingencyKind:
		gather(&list, m.Conditions, func(x *model.Condition) *model.Part { return &x.Part })
		gather(&list, m.Alternatives, func(x *model.Alternative) *model.Part { return &x.Part })
		for i := range m.Rules {
			if len(m.Rules[i].When) == 0 {
				list = append(list, &m.Rules[i].Part)
			}
		}
	}
	return list
}

// authored reports whether the picture follows the author's places.
func (s *Sketch) authored() bool { return s.Drawing().Grid.PitchX > 0 }

// grid is that of the picture, or one that fits what is laid out automatically.
func (s *Sketch) grid() model.Grid {
	d := s.Drawing()
	if d.Grid.PitchX > 0 {
		return d.Grid
	}
	g := model.Grid{X: math.Inf(1), Y: math.Inf(1)}
	for _, p := range placedParts(s.m) {
		r, ok := rectOf(d, p.ID)
		if !ok {
			continue
		}
		g.X, g.Y = min(g.X, r.X+r.Width/2), min(g.Y, r.Y+r.Height/2)
		g.PitchX, g.PitchY = max(g.PitchX, r.Width+84), max(g.PitchY, r.Height+48)
	}
	if g.PitchX == 0 {
		return model.Grid{X: 80, Y: 60, PitchX: 200, PitchY: 100}
	}
	return g
}

// rectOf returns where a part is drawn.
func rectOf(d *model.Drawing, id string) (model.Rect, bool) {
	if n, ok := d.Node(id); ok {
		return n.Rect, true
	}
	for _, b := range d.Bands {
		if b.ID == id {
			return b.Rect, true
		}
	}
	return model.Rect{}, false
}

// Slot returns the place of the grid, whole or half, that is nearest to a point of the
// picture. It may be left of and above the first, for [Sketch.Move] to make room there.
func (s *Sketch) Slot(p model.Point) model.At {
	g := s.grid()
	half := func(x float64) float64 { return math.Round(x*2)/2 + 0 }
	return model.At{Column: half((p.X - g.X) / g.PitchX), Row: half((p.Y - g.Y) / g.PitchY)}
}

// freeze gives every part the place where it is drawn, so that one of them can be moved
// and the others stay.
func (s *Sketch) freeze(m *model.Model) {
	var all []*model.Part
	for _, p := range placedParts(m) {
		if m.Kind != model.PathKind || index(m.Moderators, p.ID, func(x *model.Moderator) string { return x.ID }) < 0 {
			all = append(all, p) // moderators stand at their arrows
		}
	}
	lacks := func(p *model.Part) bool { return p.At == nil }
	if !slices.ContainsFunc(all, lacks) {
		return
	}
	d := s.Drawing()
	for _, p := range all {
		if r, ok := rectOf(d, p.ID); ok && p.At == nil {
			at := s.Slot(model.Point{X: r.X + r.Width/2, Y: r.Y + r.Height/2})
			at = nearestFree(m, p.ID, model.At{Column: max(at.Column, 0), Row: max(at.Row, 0)})
			p.At = &at
		}
	}
}

// room is the place that a new part gets: near a wanted one, nil while the picture lays
// itself out.
func (s *Sketch) room(m *model.Model, at model.At) *model.At {
	if !s.authored() {
		return nil
	}
	at = nearestFree(m, "", model.At{Column: max(at.Column, 0), Row: max(at.Row, 0)})
	return &at
}

// settle moves a new part to the nearest place where it is drawn over no other: some take
// more room than a step, and columns are as wide as the widest in them.
func settle(m *model.Model, id string) {
	parts := placedParts(m)
	i := slices.IndexFunc(parts, func(p *model.Part) bool { return p.ID == id && p.At != nil })
	d := model.Draw(m, model.DrawOptions{})
	if own, ok := rectOf(d, id); i >= 0 && ok && d.Grid.PitchX > 0 {
		var others []model.Rect
		for k, p := range parts {
			if r, ok := rectOf(d, p.ID); ok && k != i {
				others = append(others, r)
			}
		}
		*parts[i].At = clearPlace(d.Grid, *parts[i].At, own, others)
	}
}

// mostSettled is how far a new part goes from where it was wanted, in steps of the grid.
const mostSettled = 6

// clearPlace is the place nearest to one at which a rectangle that is drawn there meets no other.
func clearPlace(g model.Grid, at model.At, own model.Rect, others []model.Rect) model.At {
	best, far := at, math.Inf(1)
	for dx := -float64(mostSettled); dx <= mostSettled; dx += 0.5 {
		for dy := -float64(mostSettled); dy <= mostSettled; dy += 0.5 {
			to := model.At{Column: at.Column + dx, Row: at.Row + dy}
			r := own
			r.X, r.Y = r.X+dx*g.PitchX, r.Y+dy*g.PitchY
			away := math.Hypot(dx*g.PitchX, dy*g.PitchY)
			if away < far && to.Column >= 0 && to.Row >= 0 && to.Column <= maxPlace && to.Row <= maxPlace &&
				!slices.ContainsFunc(others, func(o model.Rect) bool { return near(r, o) }) {
				best, far = to, away
			}
		}
	}
	return best
}

// near reports whether two rectangles meet, or almost do.
func near(a, b model.Rect) bool {
	const gap = 4
	return a.X < b.X+b.Width+gap && b.X < a.X+a.Width+gap && a.Y < b.Y+b.Height+gap && b.Y < a.Y+a.Height+gap
}

// free reports whether a part can stand at a place: half a step from every other.
func free(m *model.Model, id string, at model.At) bool {
	for _, p := range placedParts(m) {
		if p.ID != id && p.At != nil && math.Abs(p.At.Column-at.Column) <= 0.5 && math.Abs(p.At.Row-at.Row) <= 0.5 {
			return false
		}
	}
	return true
}

// nearestFree returns the free place that is nearest to a wanted one.
func nearestFree(m *model.Model, id string, at model.At) model.At {
	for ring := 0.0; ring <= maxPlace; ring += 0.5 {
		best, far := at, math.Inf(1)
		for column := at.Column - ring; column <= at.Column+ring; column += 0.5 {
			for row := at.Row - ring; row <= at.Row+ring; row += 0.5 {
				away := math.Hypot(column-at.Column, row-at.Row)
				if to := (model.At{Column: column, Row: row}); column >= 0 && row >= 0 && column <= maxPlace && row <= maxPlace && away < far && free(m, id, to) {
					best, far = to, away
				}
			}
		}
		if !math.IsInf(far, 1) {
			return best
		}
	}
	return at
}

// Move puts a part to a place of the grid, or to the nearest free one. Left of and above
// the first column and row it makes room: the others move on.
func (s *Sketch) Move(id string, at model.At) error {
	if !gridded(s.m, id) {
		return refuse("That part has no place of its own on this picture.")
	}
	if math.IsNaN(at.Column+at.Row) || math.Abs(at.Column) > maxPlace || math.Abs(at.Row) > maxPlace {
		return refuse("That place is outside the picture.")
	}
	return s.change(func(m *model.Model) error {
		s.freeze(m)
		by := model.At{Column: math.Ceil(max(0, -at.Column)), Row: math.Ceil(max(0, -at.Row))}
		for _, p := range placedParts(m) {
			if p.At != nil {
				p.At.Column, p.At.Row = p.At.Column+by.Column, p.At.Row+by.Row
			}
		}
		to := nearestFree(m, id, model.At{Column: at.Column + by.Column, Row: at.Row + by.Row})
		placed(m, id).At = &to
		trim(m, by)
		return nil
	})
}

// trim takes room away again that nothing needs after it was made.
func trim(m *model.Model, by model.At) {
	least := model.At{Column: by.Column, Row: by.Row}
	for _, p := range placedParts(m) {
		if p.At != nil {
			least.Column, least.Row = min(least.Column, p.At.Column), min(least.Row, p.At.Row)
		}
	}
	for _, p := range placedParts(m) {
		if p.At != nil {
			p.At.Column, p.At.Row = p.At.Column-least.Column, p.At.Row-least.Row
		}
	}
}

// Tidy drops the author's places, so that the picture lays itself out.
func (s *Sketch) Tidy() {
	_ = s.change(func(m *model.Model) error {
		for _, p := range partsOf(m) {
			p.At = nil
		}
		return nil
	})
}

// Put puts a part into a cell or bin: a touchpoint into a field of the grid, an item into
// a category.
func (s *Sketch) Put(id, cell string) error {
	return s.change(func(m *model.Model) error {
		for i := range m.Touchpoints {
			if t := &m.Touchpoints[i]; t.ID == id {
				stage, lane, ok := splitCell(m, cell)
				if !ok {
					return refuse("A touchpoint stands in a field of the grid.")
				}
				t.Stage, t.Lane = stage, lane
				return nil
			}
		}
		for i := range m.Items {
			if x := &m.Items[i]; x.ID == id {
				return putItem(m, x, cell)
			}
		}
		return refuse("That part cannot be put into a field.")
	})
}

// putItem makes a category the one in which an item is drawn.
func putItem(m *model.Model, x *model.Item, cell string) error {
	for _, f := range m.Facets {
		if slices.Contains(categoriesOf(&f), cell) {
			rest := slices.DeleteFunc(slices.Clone(x.In[f.ID]), func(id string) bool { return id == cell })
			if len(rest) > 0 {
				rest = rest[1:] // the one that it was drawn in
			}
			x.In[f.ID] = append([]string{cell}, rest...)
			return nil
		}
	}
	return refuse("An item belongs to a category.")
}

// Drop does what an author means who lets go of a part at a point of the picture: it moves
// on the grid, into a cell, to another side, or before another stage.
func (s *Sketch) Drop(id string, p model.Point) error {
	switch s.KindOf(id) {
	case model.IsTouchpoint, model.IsItem:
		for _, n := range s.Drawing().Nodes {
			if (n.Shape == model.Cell || n.Shape == model.Box && s.m.Kind == model.ClassificationKind) && holds(n.Rect, p) {
				return s.Put(id, n.ID)
			}
		}
		return refuse("Let go of it in one of the fields.")
	case model.IsAround:
		return s.Set(id, "side", string(s.sideAt(p)))
	case model.IsStage, model.IsLane, model.IsCategory, model.IsFacet:
		return s.order(id, p)
	}
	return s.Move(id, s.Slot(p))
}

func holds(r model.Rect, p model.Point) bool {
	return p.X >= r.X && p.X <= r.X+r.Width && p.Y >= r.Y && p.Y <= r.Y+r.Height
}

// sideAt is the side of a journey's grid that a point is at.
func (s *Sketch) sideAt(p model.Point) model.Side {
	left, top, right, bottom := math.Inf(1), math.Inf(1), 0.0, 0.0
	for _, n := range s.Drawing().Nodes {
		if n.Shape == model.Cell {
			left, top = min(left, n.Rect.X), min(top, n.Rect.Y)
			right, bottom = max(right, n.Rect.X+n.Rect.Width), max(bottom, n.Rect.Y+n.Rect.Height)
		}
	}
	best, side := math.Inf(-1), model.Right
	for _, c := range []struct {
		side model.Side
		far  float64
	}{{model.Left, left - p.X}, {model.Right, p.X - right}, {model.Top, top - p.Y}, {model.Bottom, p.Y - bottom}} {
		if c.far > best {
			best, side = c.far, c.side
		}
	}
	return side
}

// order moves an element within its list, to where its neighbours are drawn around a point.
func (s *Sketch) order(id string, p model.Point) error {
	mine, ids := s.siblings(id)
	before := 0
	for _, other := range ids {
		r, ok := rectOf(s.Drawing(), other)
		if other == id || !ok {
			continue
		}
		at, mid := p.X, r.X+r.Width/2
		if k := s.KindOf(id); k == model.IsLane || k == model.IsFacet {
			at, mid = p.Y, r.Y+r.Height/2
		}
		if mid < at {
			before++
		}
	}
	return s.Shift(id, before-mine)
}
