package sketch

import (
	"math"
	"slices"

	"touchpoint/deck/model"
)

// A shelf is one of the lists of a model, of which the order can be changed.
type shelf struct {
	ids  []string
	move func(from, to int)
}

func shelfOf[T any](list []T, id func(*T) string) shelf {
	s := shelf{move: func(from, to int) {
		x := list[from]
		copy(list[from:], list[from+1:])
		copy(list[to+1:], list[to:len(list)-1])
		list[to] = x
	}}
	for i := range list {
		s.ids = append(s.ids, id(&list[i]))
	}
	return s
}

// shelves are all lists of a model.
func shelves(m *model.Model) []shelf {
	list := []shelf{
		shelfOf(m.Stages, func(x *model.Stage) string { return x.ID }),
		shelfOf(m.Lanes, func(x *model.Lane) string { return x.ID }),
		shelfOf(m.Around, func(x *model.Around) string { return x.ID }),
		shelfOf(m.Constructs, func(x *model.Construct) string { return x.ID }),
		shelfOf(m.Relations, func(x *model.Relation) string { return x.ID }),
		shelfOf(m.Moderators, func(x *model.Moderator) string { return x.ID }),
		shelfOf(m.Touchpoints, func(x *model.Touchpoint) string { return x.ID }),
		shelfOf(m.Flows, func(x *model.Flow) string { return x.ID }),
		shelfOf(m.Readings, func(x *model.Reading) string { return x.ID }),
		shelfOf(m.Scenarios, func(x *model.Scenario) string { return x.ID }),
		shelfOf(m.Alternatives, func(x *model.Alternative) string { return x.ID }),
		shelfOf(m.Conditions, func(x *model.Condition) string { return x.ID }),
		shelfOf(m.Rules, func(x *model.Rule) string { return x.ID }),
		shelfOf(m.Gaps, func(x *model.Gap) string { return x.ID }),
		shelfOf(m.Facets, func(x *model.Facet) string { return x.ID }),
		shelfOf(m.Items, func(x *model.Item) string { return x.ID }),
		shelfOf(m.Cases, func(x *model.Case) string { return x.ID }),
		shelfOf(m.Distractors, func(x *model.Part) string { return x.ID }),
	}
	for i := range m.Facets {
		list = append(list, shelfOf(m.Facets[i].Categories, func(x *model.Category) string { return x.ID }))
	}
	for i := range m.Conditions {
		c := &m.Conditions[i]
		list = append(list, shelfOf(c.Values, func(x *model.Level) string { return model.ValueID(c.ID, x.ID) }))
	}
	return list
}

// siblings returns the list that a part stands in, and where.
func (s *Sketch) siblings(id string) (at int, ids []string) {
	for _, x := range shelves(s.m) {
		if i := slices.Index(x.ids, id); i >= 0 {
			return i, x.ids
		}
	}
	return -1, nil
}

// Shift moves a part by so many places within its list: a stage of a journey to the right,
// a case down.
func (s *Sketch) Shift(id string, by int) error {
	if by == 0 {
		return nil
	}
	return s.change(func(m *model.Model) error {
		for _, x := range shelves(m) {
			i := slices.Index(x.ids, id)
			if i < 0 {
				continue
			}
			to := min(max(i+by, 0), len(x.ids)-1)
			if to == i {
				return refuse("It cannot go further that way.")
			}
			x.move(i, to)
			if index(m.Stages, id, func(x *model.Stage) string { return x.ID }) >= 0 {
				mend(m)
			}
			return nil
		}
		return errGone
	})
}

// mend gives the flows of a journey forms that go with the order of its stages.
func mend(m *model.Model) {
	idOf := func(x *model.Stage) string { return x.ID }
	for i := range m.Flows {
		f := &m.Flows[i]
		a, b := index(m.Stages, f.From, idOf), index(m.Stages, f.To, idOf)
		if a < 0 || b < 0 {
			continue
		}
		wrong := map[model.Form]bool{
			model.Sequence: b != a+1, model.Loop: b > a, model.Bypass: b == (a+1)%len(m.Stages), model.Carry: true,
		}
		if wrong[f.Form] {
			f.Form = formOf(m, f.From, f.To)
		}
	}
}

// Nudge moves a part one step with the arrow keys: half a step on the grid, to the next
// cell, or one place on in its list.
func (s *Sketch) Nudge(id string, dx, dy int) error {
	if dx == 0 && dy == 0 {
		return nil
	}
	if gridded(s.m, id) {
		return s.nudge(id, dx, dy)
	}
	switch kind := s.KindOf(id); kind {
	case model.IsTouchpoint, model.IsItem:
		return s.step(id, dx, dy)
	case model.IsAround:
		side := map[[2]int]model.Side{{-1, 0}: model.Left, {1, 0}: model.Right, {0, -1}: model.Top, {0, 1}: model.Bottom}[[2]int{dx, dy}]
		return s.Set(id, "side", string(side))
	case "", model.IsRoot:
		return refuse("That part has no place of its own on this picture.")
	}
	return s.Shift(id, dx+dy)
}

// nudge moves a part to the next free place of the grid in a direction.
func (s *Sketch) nudge(id string, dx, dy int) error {
	r, ok := rectOf(s.Drawing(), id)
	if !ok {
		return errGone
	}
	at := s.Slot(model.Point{X: r.X + r.Width/2, Y: r.Y + r.Height/2})
	if p := placed(s.m, id); p.At != nil {
		at = *p.At
	}
	probe := s.Model()
	s.freeze(probe)
	for {
		at.Column, at.Row = at.Column+float64(dx)/2, at.Row+float64(dy)/2
		if math.Abs(at.Column) > maxPlace || math.Abs(at.Row) > maxPlace {
			return refuse("It cannot go further that way.")
		}
		if free(probe, id, at) {
			return s.Move(id, at)
		}
	}
}

// step moves a chip to the cell beside its own, or past its neighbours where there is none.
func (s *Sketch) step(id string, dx, dy int) error {
	m := s.m
	for _, t := range m.Touchpoints {
		if t.ID != id {
			continue
		}
		a, stages := s.siblings(t.Stage)
		b, lanes := s.siblings(t.Lane)
		if dy != 0 && len(lanes) < 2 {
			return s.past(id, dy)
		}
		a, b = a+dx, b+dy
		if a < 0 || a >= len(stages) || dy != 0 && (b < 0 || b >= len(lanes)) {
			return refuse("It cannot go further that way.")
		}
		lane := t.Lane
		if dy != 0 {
			lane = lanes[b]
		}
		return s.Put(id, model.CellID(stages[a], lane))
	}
	if dy != 0 || len(m.Facets) == 0 {
		return s.past(id, dy)
	}
	for _, x := range m.Items {
		in := x.In[m.Facets[0].ID]
		if x.ID != id {
			continue
		}
		bins := categoriesOf(&m.Facets[0])
		at := dx
		if len(in) > 0 {
			at += slices.Index(bins, in[0])
		}
		if at < 0 || at >= len(bins) {
			return refuse("It cannot go further that way.")
		}
		return s.Put(id, bins[at])
	}
	return errGone
}

// past moves a chip past the next in the same cell.
func (s *Sketch) past(id string, by int) error {
	at, ids := s.siblings(id)
	cell := s.cellOf(id)
	for k := at + by; by != 0 && k >= 0 && k < len(ids); k += by {
		if s.cellOf(ids[k]) == cell {
			return s.Shift(id, k-at)
		}
	}
	return refuse("It cannot go further that way.")
}

// cellOf returns the cell or bin that a chip is drawn in.
func (s *Sketch) cellOf(id string) string {
	for _, t := range s.m.Touchpoints {
		if t.ID == id {
			return model.CellID(t.Stage, t.Lane)
		}
	}
	for _, x := range s.m.Items {
		if x.ID == id && len(s.m.Facets) > 0 && len(x.In[s.m.Facets[0].ID]) > 0 {
			return x.In[s.m.Facets[0].ID][0]
		}
	}
	return ""
}
