package sketch

import (
	"slices"

	"touchpoint/deck/model"
)

// Connect draws what can be between two parts and returns its id: a relation between two
// boxes, a flow between two stages, what a moderator does to a relation, a rule from a
// value to an alternative. What is there already is returned as it is.
func (s *Sketch) Connect(from, to string) (id string, err error) {
	from, to, what := s.between(from, to)
	if what == nothing {
		return "", refuse(s.whyNot(from, to))
	}
	if id := s.existing(from, to, what); id != "" {
		s.Select(id)
		return id, nil
	}
	err = s.change(func(m *model.Model) error {
		id = join(m, from, to, what)
		return nil
	})
	if err != nil {
		return "", err
	}
	if what == anAct {
		s.Select(from)
		return id, nil
	}
	s.fresh[id] = true
	s.Select(id)
	return id, nil
}

// Connectable says in a few words what Connect would make of two parts, "" for nothing.
func (s *Sketch) Connectable(from, to string) string {
	from, to, what := s.between(from, to)
	there := what != nothing && s.existing(from, to, what) != ""
	a, b := s.Title(from), s.Title(to)
	switch {
	case there:
		return "The arrow between them is there already."
	case what == aRelation || what == aFlow:
		return "An arrow from " + a + " to " + b
	case what == anAct:
		return a + " acts on " + b
	case what == aRule:
		return "A rule: " + a + " speaks for " + b
	}
	return ""
}

// A link is what joins two parts.
type link int

const (
	nothing link = iota
	aRelation
	aFlow
	anAct
	aRule
)

// between says what can join two parts, which change places where only one way round means
// anything.
func (s *Sketch) between(from, to string) (string, string, link) {
	a, b := s.KindOf(from), s.KindOf(to)
	box := func(k model.ElementKind) bool {
		return k == model.IsRoot || k == model.IsFacet || k == model.IsCategory || k == model.IsItem
	}
	station := func(k model.ElementKind) bool { return k == model.IsStage || k == model.IsAround }
	switch {
	case from == to:
	case s.m.Kind == model.PathKind && a == model.IsConstruct && b == model.IsConstruct,
		s.m.Kind == model.ClassificationKind && box(a) && box(b):
		return from, to, aRelation
	case s.m.Kind == model.JourneyKind && station(a) && station(b):
		return from, to, aFlow
	case a == model.IsModerator && b == model.IsRelation:
		return from, to, anAct
	case a == model.IsRelation && b == model.IsModerator:
		return to, from, anAct
	case a == model.IsValue && b == model.IsAlternative:
		return from, to, aRule
	case a == model.IsAlternative && b == model.IsValue:
		return to, from, aRule
	}
	return from, to, nothing
}

// whyNot says why two parts cannot be joined, and what can.
func (s *Sketch) whyNot(from, to string) string {
	switch {
	case s.KindOf(from) == "" || s.KindOf(to) == "":
		return "That part is not there any more."
	case from == to:
		return "An arrow joins two different parts."
	}
	switch s.m.Kind {
	case model.PathKind:
		return "An arrow leads from a box to a box, or from a moderator to an arrow."
	case model.JourneyKind:
		return "An arrow joins stages and boxes around the grid."
	case model.ContingencyKind:
		return "An arrow leads from a value of a condition to an alternative."
	}
	return "An arrow joins two different parts."
}

// existing returns what joins two parts already, "" for nothing.
func (s *Sketch) existing(from, to string, what link) string {
	m := s.m
	switch what {
	case aRelation:
		for _, r := range m.Relations {
			if r.From == from && r.To == to {
				return r.ID
			}
		}
	case aFlow:
		for _, f := range m.Flows {
			if f.From == from && f.To == to {
				return f.ID
			}
		}
	case anAct:
		for _, x := range m.Moderators {
			if x.ID == from && slices.ContainsFunc(x.Acts, func(a model.Act) bool { return a.On == to }) {
				return from + ">" + to
			}
		}
	case aRule:
		for _, r := range m.Rules {
			if condition, value := splitValue(m, from); len(r.When) == 1 && r.When[condition] == value && r.Alternative == to {
				return r.ID
			}
		}
	}
	return ""
}

// splitValue returns the condition and the value that an element stands for.
func splitValue(m *model.Model, id string) (condition, value string) {
	for _, c := range m.Conditions {
		for _, v := range c.Values {
			if model.ValueID(c.ID, v.ID) == id {
				return c.ID, v.ID
			}
		}
	}
	return "", ""
}

// join makes what joins two parts and returns its id.
func join(m *model.Model, from, to string, what link) string {
	p := model.Part{Standing: model.Inference}
	switch what {
	case aRelation:
		p.ID = newID(m, from+"-"+to, "arrow")
		m.Relations = append(m.Relations, model.Relation{Part: p, From: from, To: to, Sign: model.Unknown})
	case aFlow:
		p.ID = newID(m, from+"-"+to, "arrow")
		m.Flows = append(m.Flows, model.Flow{Part: p, From: from, To: to, Form: formOf(m, from, to)})
	case anAct:
		i := index(m.Moderators, from, func(x *model.Moderator) string { return x.ID })
		x := &m.Moderators[i]
		x.Acts = append(x.Acts, model.Act{On: to, Change: model.UnknownChange, Standing: model.Inference})
		return from + ">" + to
	case aRule:
		condition, value := splitValue(m, from)
		r := model.Rule{Part: p, When: map[string]string{condition: value}, Says: model.Favours, Alternative: to}
		r.ID = newID(m, ruleName(&r), "rule")
		m.Rules = append(m.Rules, r)
		return r.ID
	}
	return p.ID
}

// formOf is the form that a flow between two stages or boxes must have.
func formOf(m *model.Model, from, to string) model.Form {
	idOf := func(x *model.Stage) string { return x.ID }
	a, b := index(m.Stages, from, idOf), index(m.Stages, to, idOf)
	switch {
	case a < 0 || b < 0:
		return model.Carry
	case b == a+1:
		return model.Sequence
	case b < a:
		return model.Loop
	}
	return model.Bypass
}

// Turn turns an arrow round. Its id stays.
func (s *Sketch) Turn(id string) error {
	return s.change(func(m *model.Model) error {
		for i := range m.Relations {
			if r := &m.Relations[i]; r.ID == id {
				r.From, r.To = r.To, r.From
				return nil
			}
		}
		for i := range m.Flows {
			if f := &m.Flows[i]; f.ID == id {
				f.From, f.To = f.To, f.From
				f.Form = formOf(m, f.From, f.To)
				return nil
			}
		}
		return refuse("Choose an arrow first, one that can lead the other way.")
	})
}

// Cycle gives an arrow the next sign, a rule the next verdict, a flow the next form and a
// box the next role: what there is a key for.
func (s *Sketch) Cycle(id string) error {
	field := map[model.ElementKind]string{
		model.IsRelation: "sign", model.IsRule: "says", model.IsFlow: "form", model.IsConstruct: "role", model.IsAround: "side",
	}[s.KindOf(id)]
	for _, f := range s.Form(id) {
		if f.Name != field || len(f.Options) == 0 {
			continue
		}
		at := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == f.Value })
		return s.Set(id, field, f.Options[(at+1)%len(f.Options)].Value)
	}
	return refuse("Choose an arrow first: then its sign changes.")
}
