package sketch

import (
	"maps"
	"slices"
	"strings"

	"touchpoint/deck/model"
)

// Addable returns the kinds of part that a model of this kind is made of, as the buttons
// of a canvas show them: arrows come of [Sketch.Connect].
func (s *Sketch) Addable() []model.ElementKind {
	switch s.m.Kind {
	case model.PathKind:
		return []model.ElementKind{model.IsConstruct, model.IsModerator, model.IsStage}
	case model.JourneyKind:
		return []model.ElementKind{model.IsTouchpoint, model.IsStage, model.IsLane, model.IsAround, model.IsReading}
	case model.ContingencyKind:
		return []model.ElementKind{model.IsCondition, model.IsValue, model.IsAlternative, model.IsRule, model.IsGap}
	case model.ClassificationKind:
		list := []model.ElementKind{model.IsItem, model.IsCategory, model.IsFacet}
		if s.m.Root == nil {
			list = append(list, model.IsRoot)
		}
		return list
	}
	return nil
}

// Word names a kind of part as authors read it.
func Word(kind model.ElementKind) string {
	switch kind {
	case model.IsStage:
		return "stage"
	case model.IsConstruct:
		return "box"
	case model.IsRelation, model.IsFlow:
		return "arrow"
	case model.IsLane:
		return "row"
	case model.IsAround:
		return "box around"
	case model.IsGap:
		return "statement"
	case model.IsRoot:
		return "whole"
	case IsDistractor:
		return "wrong part"
	}
	return string(kind)
}

// WordIn names a kind of part as authors of a kind of model read it.
func WordIn(of model.Kind, kind model.ElementKind) string {
	if kind == model.IsStage && of == model.PathKind {
		return "group"
	}
	return Word(kind)
}

// Add puts a new part near a place of the grid and returns its id. What belongs to another
// part is added to the chosen one where that is possible.
func (s *Sketch) Add(kind model.ElementKind, at model.At) (id string, err error) {
	err = s.change(func(m *model.Model) error {
		if id, err = s.add(m, kind, at, ""); err == nil {
			settle(m, id)
		}
		return err
	})
	return s.added(id, err)
}

// AddIn puts a new part into a cell or bin of the picture and returns its id.
func (s *Sketch) AddIn(kind model.ElementKind, cell string) (id string, err error) {
	err = s.change(func(m *model.Model) error {
		id, err = s.add(m, kind, model.At{}, cell)
		return err
	})
	return s.added(id, err)
}

// added chooses what was added.
func (s *Sketch) added(id string, err error) (string, error) {
	if err != nil {
		return "", err
	}
	s.fresh[id] = true
	s.Select(id)
	return id, nil
}

// newPart is a part whose name is still to be written.
func newPart(m *model.Model, label string) model.Part {
	return model.Part{ID: newID(m, label, "part"), Label: label, Standing: model.Inference}
}

// add adds a part to a model.
func (s *Sketch) add(m *model.Model, kind model.ElementKind, at model.At, cell string) (string, error) {
	if !slices.Contains(s.Addable(), kind) {
		return "", refuse("A model of this kind has no such part.")
	}
	p := newPart(m, "New "+WordIn(m.Kind, kind))
	switch kind {
	case model.IsConstruct:
		role := model.Antecedent
		if len(m.Constructs) > 0 {
			role = model.Outcome
		}
		p.At = s.room(m, at)
		m.Constructs = append(m.Constructs, model.Construct{Part: p, Role: role})
	case model.IsModerator:
		on := s.chosenRelation(m)
		if on == "" {
			return "", refuse("Draw an arrow first: a moderator acts on one.")
		}
		m.Moderators = append(m.Moderators, model.Moderator{Part: p, Acts: []model.Act{{On: on, Change: model.UnknownChange, Standing: model.Inference}}})
	case model.IsStage:
		if m.Kind == model.PathKind {
			i := index(m.Constructs, s.selected, func(x *model.Construct) string { return x.ID })
			if i < 0 {
				return "", refuse("Choose a box first: a group is a field behind boxes.")
			}
			m.Constructs[i].Stage = p.ID
		}
		m.Stages = insert(m.Stages, model.Stage{Part: p}, after(m.Stages, s.selected, func(x *model.Stage) string { return x.ID }))
	case model.IsLane:
		first := len(m.Lanes) == 0
		m.Lanes = insert(m.Lanes, model.Lane{Part: p}, after(m.Lanes, s.selected, func(x *model.Lane) string { return x.ID }))
		if first {
			fillLanes(m, p.ID)
		}
	case model.IsTouchpoint:
		return s.addTouchpoint(m, p, cell)
	case model.IsAround:
		m.Around = append(m.Around, model.Around{Part: p, Side: freeSide(m)})
	case model.IsReading:
		m.Readings = append(m.Readings, model.Reading{Part: p})
	case model.IsItem:
		return s.addItem(m, p, cell)
	case model.IsRoot:
		m.Root = &model.Root{Part: p}
	case model.IsFacet, model.IsCategory:
		return s.addFacet(m, p, kind, cell)
	default:
		return s.addToContingency(m, p, kind, at)
	}
	return p.ID, nil
}

// insert puts an element into a list at a place.
func insert[T any](list []T, x T, at int) []T { return slices.Insert(list, at, x) }

// after is the place behind an element, the end if it is not there.
func after[T any](list []T, id string, idOf func(*T) string) int {
	if i := index(list, id, idOf); i >= 0 {
		return i + 1
	}
	return len(list)
}

// chosenRelation is the relation on which a new moderator acts: the chosen one, or the
// first that has none.
func (s *Sketch) chosenRelation(m *model.Model) string {
	moderated := map[string]bool{}
	for _, x := range m.Moderators {
		for _, a := range x.Acts {
			moderated[a.On] = true
		}
	}
	id := ""
	for _, r := range m.Relations {
		if r.ID == s.selected {
			return r.ID
		}
		if id == "" || moderated[id] && !moderated[r.ID] {
			id = r.ID
		}
	}
	return id
}

// fillLanes puts everything that stands in a grid into its first lane.
func fillLanes(m *model.Model, lane string) {
	for i := range m.Touchpoints {
		m.Touchpoints[i].Lane = lane
	}
	for i := range m.Scenarios {
		for k := range m.Scenarios[i].Steps {
			m.Scenarios[i].Steps[k].Lane = lane
		}
	}
}

// freeSide is a side of the grid on which there is nothing yet.
func freeSide(m *model.Model) model.Side {
	all := []model.Side{model.Left, model.Right, model.Top, model.Bottom}
	for _, side := range all {
		if !slices.ContainsFunc(m.Around, func(a model.Around) bool { return a.Side == side }) {
			return side
		}
	}
	return model.Bottom
}

func (s *Sketch) addTouchpoint(m *model.Model, p model.Part, cell string) (string, error) {
	if len(m.Stages) == 0 {
		return "", refuse("Add a stage first: a touchpoint stands in one.")
	}
	stage, lane, ok := splitCell(m, cell)
	if cell == "" {
		stage, lane = s.chosenCell(m)
	} else if !ok {
		return "", refuse("A touchpoint stands in a field of the grid.")
	}
	m.Touchpoints = append(m.Touchpoints, model.Touchpoint{Part: p, Stage: stage, Lane: lane})
	return p.ID, nil
}

// splitCell returns the stage and lane of a cell.
func splitCell(m *model.Model, cell string) (stage, lane string, ok bool) {
	for _, s := range m.Stages {
		if len(m.Lanes) == 0 && cell == model.CellID(s.ID, "") {
			return s.ID, "", true
		}
		for _, l := range m.Lanes {
			if cell == model.CellID(s.ID, l.ID) {
				return s.ID, l.ID, true
			}
		}
	}
	return "", "", false
}

// chosenCell is the field that the chosen part stands in, or the first.
func (s *Sketch) chosenCell(m *model.Model) (stage, lane string) {
	stage = m.Stages[0].ID
	if len(m.Lanes) > 0 {
		lane = m.Lanes[0].ID
	}
	for _, t := range m.Touchpoints {
		if t.ID == s.selected {
			return t.Stage, t.Lane
		}
	}
	for _, x := range m.Stages {
		if x.ID == s.selected {
			stage = x.ID
		}
	}
	for _, x := range m.Lanes {
		if x.ID == s.selected {
			lane = x.ID
		}
	}
	return stage, lane
}

func (s *Sketch) addItem(m *model.Model, p model.Part, cell string) (string, error) {
	if len(m.Facets) == 0 {
		return "", refuse("Add a facet with its categories first: an item belongs to one.")
	}
	facet, category := m.Facets[0].ID, m.Facets[0].Categories[0].ID
	for _, f := range m.Facets {
		for _, c := range f.Categories {
			if c.ID == cell || cell == "" && c.ID == s.selected {
				facet, category = f.ID, c.ID
			}
		}
	}
	if cell != "" && cell != category {
		return "", refuse("An item belongs to a category.")
	}
	for _, x := range m.Items {
		if x.ID == s.selected && cell == "" {
			m.Items = append(m.Items, model.Item{Part: p, In: copyPlaces(x.In)})
			return p.ID, nil
		}
	}
	m.Items = append(m.Items, model.Item{Part: p, In: map[string][]string{facet: {category}}})
	return p.ID, nil
}

func copyPlaces(in map[string][]string) map[string][]string {
	out := maps.Clone(in)
	for name := range out {
		out[name] = slices.Clone(out[name])
	}
	return out
}

// addFacet adds a facet with two categories, or a category to one.
func (s *Sketch) addFacet(m *model.Model, p model.Part, kind model.ElementKind, cell string) (string, error) {
	if kind == model.IsFacet {
		f := model.Facet{Part: p}
		m.Facets = append(m.Facets, f)
		for range 2 {
			c := newPart(m, "New category")
			last := &m.Facets[len(m.Facets)-1]
			last.Categories = append(last.Categories, model.Category{Part: c})
		}
		return p.ID, nil
	}
	if len(m.Facets) == 0 {
		return "", refuse("Add a facet first: it comes with two categories.")
	}
	into := len(m.Facets) - 1
	for i, f := range m.Facets {
		if f.ID == s.selected || f.ID == cell || slices.Contains(categoriesOf(&f), s.selected) {
			into = i
		}
	}
	f := &m.Facets[into]
	f.Categories = insert(f.Categories, model.Category{Part: p}, after(f.Categories, s.selected, func(x *model.Category) string { return x.ID }))
	return p.ID, nil
}

func (s *Sketch) addToContingency(m *model.Model, p model.Part, kind model.ElementKind, at model.At) (string, error) {
	switch kind {
	case model.IsAlternative:
		p.At = s.room(m, at)
		m.Alternatives = append(m.Alternatives, model.Alternative{Part: p})
	case model.IsCondition:
		p.At = s.room(m, at)
		m.Conditions = append(m.Conditions, model.Condition{Part: p, Values: []model.Level{{ID: "low", Label: "Low"}, {ID: "high", Label: "High"}}})
	case model.IsValue:
		return s.addValue(m)
	case model.IsGap:
		p.Label = "A statement about the model"
		m.Gaps = append(m.Gaps, model.Gap{Part: p})
	case model.IsRule:
		if len(m.Alternatives) == 0 {
			return "", refuse("Add an alternative first: a rule speaks of one.")
		}
		r := model.Rule{Part: model.Part{Standing: model.Inference}, Says: model.UnknownVerdict, When: freeWhen(m)}
		r.ID = newID(m, ruleName(&r), "rule")
		m.Rules = append(m.Rules, r)
		return r.ID, nil
	}
	return p.ID, nil
}

// ruleName is what the id of a rule is made from: its values and what it favours.
func ruleName(r *model.Rule) string {
	var words []string
	for _, c := range slices.Sorted(maps.Keys(r.When)) {
		words = append(words, r.When[c])
	}
	if r.Alternative != "" {
		words = append(words, r.Alternative)
	}
	if len(words) == 0 {
		return "in general"
	}
	return strings.Join(words, " ")
}

// freeWhen is a value of which no rule speaks on its own, nil if there is none: a rule
// that holds on average.
func freeWhen(m *model.Model) map[string]string {
	asked := map[string]bool{}
	for _, r := range m.Rules {
		if len(r.When) == 1 {
			for c, v := range r.When {
				asked[model.ValueID(c, v)] = true
			}
		}
	}
	for _, c := range m.Conditions {
		for _, v := range c.Values {
			if !asked[model.ValueID(c.ID, v.ID)] {
				return map[string]string{c.ID: v.ID}
			}
		}
	}
	return nil
}

func (s *Sketch) addValue(m *model.Model) (string, error) {
	if len(m.Conditions) == 0 {
		return "", refuse("Add a condition first: it comes with two values.")
	}
	into, at := len(m.Conditions)-1, -1
	for i, c := range m.Conditions {
		for k, v := range c.Values {
			if model.ValueID(c.ID, v.ID) == s.selected {
				into, at = i, k+1
			}
		}
		if c.ID == s.selected {
			into, at = i, len(c.Values)
		}
	}
	c := &m.Conditions[into]
	if at < 0 {
		at = len(c.Values)
	}
	v := model.Level{ID: newLevelID(c.Values, "new value"), Label: "New value"}
	c.Values = insert(c.Values, v, at)
	return model.ValueID(c.ID, v.ID), nil
}
