package model

import "slices"

// touching returns the elements and cells that touch an element, with the element itself.
// The moderators of a relation touch whatever the relation touches.
func (m *Model) touching(id string) map[string]bool {
	t := &touched{m: m, id: id, keep: map[string]bool{id: true}}
	t.path()
	t.journey()
	t.contingency()
	t.classification()
	return t.keep
}

// A touched gathers what touches an element.
type touched struct {
	m    *Model
	id   string
	keep map[string]bool
}

// group keeps all of some ids if the element is one of them.
func (t *touched) group(ids ...string) {
	if slices.Contains(ids, t.id) {
		t.all(ids...)
	}
}

func (t *touched) all(ids ...string) {
	for _, id := range ids {
		if id != "" {
			t.keep[id] = true
		}
	}
}

func (t *touched) path() {
	for _, c := range t.m.Constructs {
		t.group(c.ID, c.Stage)
	}
	for _, r := range t.m.Relations {
		t.group(r.ID, r.From, r.To)
		for _, x := range t.m.Moderators {
			acts := slices.ContainsFunc(x.Acts, func(a Act) bool { return a.On == r.ID })
			switch {
			case !acts:
			case t.id == x.ID:
				t.all(r.ID, r.From, r.To)
			case t.id == r.ID || t.id == r.From || t.id == r.To:
				t.all(x.ID)
			}
		}
	}
}

func (t *touched) journey() {
	m := t.m
	if m.Kind != JourneyKind {
		return
	}
	lanes := []string{""}
	if len(m.Lanes) > 0 {
		lanes = lanes[:0]
		for _, l := range m.Lanes {
			lanes = append(lanes, l.ID)
		}
	}
	for _, s := range m.Stages {
		for _, l := range lanes {
			cell := CellID(s.ID, l)
			switch t.id {
			case cell:
				t.all(s.ID, l)
			case s.ID, l:
				t.all(cell)
			}
		}
	}
	for _, p := range m.Touchpoints {
		cell := CellID(p.Stage, p.Lane)
		switch t.id {
		case p.ID:
			t.all(cell, p.Stage, p.Lane)
		case cell, p.Stage, p.Lane:
			t.all(p.ID)
		}
	}
	for _, f := range m.Flows {
		t.group(f.ID, f.From, f.To)
	}
	for _, r := range m.Readings {
		if r.ID != t.id {
			continue
		}
		t.all(r.Flows...)
		for _, s := range r.Stages {
			t.all(s.Stage)
		}
	}
}

func (t *touched) contingency() {
	for _, c := range t.m.Conditions {
		for _, v := range c.Values {
			switch t.id {
			case c.ID:
				t.all(ValueID(c.ID, v.ID))
			case ValueID(c.ID, v.ID):
				t.all(c.ID)
			}
		}
	}
	for _, r := range t.m.Rules {
		ids := []string{r.ID}
		about := t.m.about(r)
		touches := r.ID == t.id || slices.Contains(about, t.id)
		for c, v := range r.When {
			ids = append(ids, c, ValueID(c, v))
			touches = touches || t.id == c || t.id == ValueID(c, v)
		}
		if touches {
			t.all(ids...)
			t.all(about...)
		}
	}
}

// about returns the alternatives that a rule speaks of: all when it names none.
func (m *Model) about(r Rule) []string {
	if r.Alternative != "" {
		return []string{r.Alternative}
	}
	ids := make([]string, len(m.Alternatives))
	for i, a := range m.Alternatives {
		ids[i] = a.ID
	}
	return ids
}

func (t *touched) classification() {
	for _, f := range t.m.Facets {
		divides := t.m.Root != nil && !f.Apart
		if divides {
			t.group(t.m.Root.ID, f.ID)
		}
		for _, c := range f.Categories {
			t.group(f.ID, c.ID)
			if divides && t.m.Root.ID == t.id {
				t.all(c.ID)
			}
		}
	}
	for _, i := range t.m.Items {
		for f, in := range i.In {
			switch {
			case t.id == i.ID:
				t.all(f)
				t.all(in...)
			case slices.Contains(in, t.id):
				t.all(i.ID)
			}
		}
	}
}

// divides reports whether a facet divides the whole.
func (m *Model) divides(facet string) bool {
	return slices.ContainsFunc(m.Facets, func(f Facet) bool { return f.ID == facet && !f.Apart })
}
