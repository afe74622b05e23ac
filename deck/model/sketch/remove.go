package sketch

import (
	"slices"
	"strings"

	"touchpoint/deck/model"
)

// Remove takes a part away with what hangs on it, and returns the ids of the latter. A
// thin line of a moderator, whose id is "moderator>relation", is what it does there.
func (s *Sketch) Remove(id string) (also []string, err error) {
	if moderator, relation, ok := strings.Cut(id, ">"); ok {
		return s.detach(moderator, relation)
	}
	before := idsOf(s.m)
	if !before[id] {
		return nil, errGone
	}
	order := orderOf(s.m)
	err = s.change(func(m *model.Model) error {
		c := cut{m: m, gone: map[string]bool{id: true}}
		c.all()
		return nil
	})
	if err != nil {
		return nil, err
	}
	after := idsOf(s.m)
	for _, other := range order {
		if other != id && !after[other] {
			also = append(also, other)
		}
	}
	return also, nil
}

// orderOf returns the ids of all that can be chosen, in reading order.
func orderOf(m *model.Model) []string {
	var list []string
	for _, e := range m.Elements() {
		list = append(list, e.ID)
	}
	for _, x := range m.Scenarios {
		list = append(list, x.ID)
	}
	for _, x := range m.Cases {
		list = append(list, x.ID)
	}
	for _, x := range m.Distractors {
		list = append(list, x.ID)
	}
	return list
}

// detach ends what a moderator does to a relation.
func (s *Sketch) detach(moderator, relation string) ([]string, error) {
	i := index(s.m.Moderators, moderator, func(x *model.Moderator) string { return x.ID })
	if i < 0 || !slices.ContainsFunc(s.m.Moderators[i].Acts, func(a model.Act) bool { return a.On == relation }) {
		return nil, errGone
	}
	var also []string
	err := s.change(func(m *model.Model) error {
		x := &m.Moderators[i]
		x.Acts = slices.DeleteFunc(x.Acts, func(a model.Act) bool { return a.On == relation })
		if len(x.Acts) == 0 {
			return refuse("A moderator acts on one arrow at least. Join it to another first, or remove the moderator.")
		}
		return nil
	})
	return also, err
}

// A cut takes things out of a model, and what cannot be without them, until nothing more
// hangs on what is gone.
type cut struct {
	m    *model.Model
	gone map[string]bool
	more bool // something went that others may hang on
}

func (c *cut) all() {
	for c.more = true; c.more; {
		c.more = false
		c.path()
		c.journey()
		c.contingency()
		c.classification()
		c.m.Cases = c.cases(c.m.Cases)
		c.m.Distractors = slices.DeleteFunc(c.m.Distractors, func(p model.Part) bool { return c.gone[p.ID] })
	}
	for i := range c.m.Order {
		c.m.Order[i] = slices.DeleteFunc(c.m.Order[i], c.missing)
	}
	c.m.Order = slices.DeleteFunc(c.m.Order, func(step []string) bool { return len(step) == 0 })
}

// missing reports whether a thing is gone, or the condition whose value it is.
func (c *cut) missing(id string) bool {
	condition, _, _ := strings.Cut(id, ":")
	return c.gone[id] || c.gone[condition]
}

// lose notes that a thing goes, and returns true.
func (c *cut) lose(id string) bool {
	if !c.gone[id] {
		c.gone[id], c.more = true, true
	}
	return true
}

// without takes out of a list what is gone itself or hangs on something that is.
func without[T any](c *cut, list []T, id func(*T) string, hangs func(*T) bool) []T {
	return slices.DeleteFunc(list, func(x T) bool {
		return c.gone[id(&x)] || hangs != nil && hangs(&x) && c.lose(id(&x))
	})
}

func (c *cut) path() {
	m := c.m
	m.Stages = without(c, m.Stages, func(x *model.Stage) string { return x.ID }, nil)
	m.Constructs = without(c, m.Constructs, func(x *model.Construct) string { return x.ID }, nil)
	for i := range m.Constructs {
		if c.gone[m.Constructs[i].Stage] {
			m.Constructs[i].Stage = ""
		}
	}
	m.Relations = without(c, m.Relations, func(x *model.Relation) string { return x.ID },
		func(x *model.Relation) bool { return c.gone[x.From] || c.gone[x.To] })
	for i := range m.Moderators {
		x := &m.Moderators[i]
		x.Acts = slices.DeleteFunc(x.Acts, func(a model.Act) bool { return c.gone[a.On] })
	}
	m.Moderators = without(c, m.Moderators, func(x *model.Moderator) string { return x.ID },
		func(x *model.Moderator) bool { return len(x.Acts) == 0 })
	m.Net = slices.DeleteFunc(m.Net, func(p model.Pair) bool { return c.gone[p.From] || c.gone[p.To] })
}

func (c *cut) journey() {
	m := c.m
	m.Lanes = without(c, m.Lanes, func(x *model.Lane) string { return x.ID }, nil)
	bare := len(m.Lanes) == 0 // the last of them went: what stood in it stands in its stage
	m.Touchpoints = without(c, m.Touchpoints, func(x *model.Touchpoint) string { return x.ID },
		func(x *model.Touchpoint) bool { return c.gone[x.Stage] || c.gone[x.Lane] && !bare })
	m.Around = without(c, m.Around, func(x *model.Around) string { return x.ID }, nil)
	m.Flows = without(c, m.Flows, func(x *model.Flow) string { return x.ID },
		func(x *model.Flow) bool { return c.gone[x.From] || c.gone[x.To] })
	m.Readings = without(c, m.Readings, func(x *model.Reading) string { return x.ID }, nil)
	for i := range m.Readings {
		x := &m.Readings[i]
		x.Stages = slices.DeleteFunc(x.Stages, func(t model.SetSize) bool { return c.gone[t.Stage] })
		x.Flows = slices.DeleteFunc(x.Flows, func(id string) bool { return c.gone[id] })
	}
	for i := range m.Scenarios {
		x := &m.Scenarios[i]
		x.Steps = slices.DeleteFunc(x.Steps, func(t model.ScenarioStep) bool { return c.gone[t.Stage] || c.gone[t.Lane] && !bare })
	}
	m.Scenarios = without(c, m.Scenarios, func(x *model.Scenario) string { return x.ID },
		func(x *model.Scenario) bool { return len(x.Steps) == 0 })
	if bare && m.Kind == model.JourneyKind {
		for i := range m.Touchpoints {
			m.Touchpoints[i].Lane = ""
		}
		for i := range m.Scenarios {
			for k := range m.Scenarios[i].Steps {
				m.Scenarios[i].Steps[k].Lane = ""
			}
		}
	}
}

func (c *cut) contingency() {
	m := c.m
	for i := range m.Conditions {
		x := &m.Conditions[i]
		x.Values = slices.DeleteFunc(x.Values, func(v model.Level) bool { return c.gone[model.ValueID(x.ID, v.ID)] })
	}
	m.Conditions = without(c, m.Conditions, func(x *model.Condition) string { return x.ID },
		func(x *model.Condition) bool { return len(x.Values) == 0 })
	m.Alternatives = without(c, m.Alternatives, func(x *model.Alternative) string { return x.ID }, nil)
	m.Rules = without(c, m.Rules, func(x *model.Rule) string { return x.ID }, func(x *model.Rule) bool {
		for condition, value := range x.When {
			if c.gone[condition] || c.gone[model.ValueID(condition, value)] {
				return true // with fewer conditions it would say something else
			}
		}
		return c.gone[x.Alternative]
	})
	m.Gaps = without(c, m.Gaps, func(x *model.Gap) string { return x.ID }, nil)
}

func (c *cut) classification() {
	m := c.m
	if m.Root != nil && c.gone[m.Root.ID] {
		m.Root = nil
	}
	for i := range m.Facets {
		f := &m.Facets[i]
		if c.gone[f.ID] {
			for _, x := range f.Categories {
				c.lose(x.ID)
			}
		}
		f.Categories = without(c, f.Categories, func(x *model.Category) string { return x.ID }, nil)
	}
	m.Facets = without(c, m.Facets, func(x *model.Facet) string { return x.ID },
		func(x *model.Facet) bool { return len(x.Categories) == 0 })
	m.Items = without(c, m.Items, func(x *model.Item) string { return x.ID },
		func(x *model.Item) bool { return !c.places(x.In, false) })
}

// places takes out of where something belongs what is gone, and reports whether anything
// is left. A place that holds for the last lane goes with the lanes.
func (c *cut) places(in map[string][]string, story bool) bool {
	for name, list := range in {
		list = slices.DeleteFunc(list, func(id string) bool { return c.gone[id] })
		if len(list) == 0 || !story && c.gone[name] {
			delete(in, name)
		} else {
			in[name] = list
		}
	}
	return len(in) > 0 && (!story || len(in["stage"]) > 0)
}

func (c *cut) cases(list []model.Case) []model.Case {
	return without(c, list, func(x *model.Case) string { return x.ID }, func(x *model.Case) bool {
		switch c.m.Kind {
		case model.ContingencyKind:
			for condition, value := range x.Given {
				if c.gone[condition] || c.gone[model.ValueID(condition, value)] {
					delete(x.Given, condition)
				}
			}
			return len(x.Given) == 0 || c.gone[x.Answer]
		case model.JourneyKind:
			return !c.places(x.In, true)
		case model.ClassificationKind:
			return !c.places(x.In, false)
		}
		return false
	})
}
