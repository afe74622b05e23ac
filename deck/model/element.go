package model

// An ElementKind says what an element is.
type ElementKind string

// The kinds of element.
const (
	IsStage       ElementKind = "stage"
	IsConstruct   ElementKind = "construct"
	IsRelation    ElementKind = "relation"
	IsModerator   ElementKind = "moderator"
	IsLane        ElementKind = "lane"
	IsTouchpoint  ElementKind = "touchpoint"
	IsAround      ElementKind = "around"
	IsFlow        ElementKind = "flow"
	IsReading     ElementKind = "reading"
	IsAlternative ElementKind = "alternative"
	IsCondition   ElementKind = "condition"
	IsValue       ElementKind = "value"
	IsRule        ElementKind = "rule"
	IsGap         ElementKind = "gap"
	IsRoot        ElementKind = "root"
	IsFacet       ElementKind = "facet"
	IsCategory    ElementKind = "category"
	IsItem        ElementKind = "item"
)

// An Element is one thing of a model that can be looked at, whatever kind of model it
// is. Elements have ids that are unique within their model.
type Element struct {
	Part
	Kind   ElementKind
	Within string // id of the element that it stands in: stage, lane, facet, condition; "" without
	From   string // relation, flow
	To     string
	Sign   Sign
	Title  string // its label, or for what has none a name such as "Trust → Engagement"
}

// Elements returns everything that can be looked at, in reading order.
func (m *Model) Elements() []Element {
	var list []Element
	add := func(kind ElementKind, within string, p Part) *Element {
		list = append(list, Element{Part: p, Kind: kind, Within: within, Title: p.Label})
		return &list[len(list)-1]
	}
	if m.Root != nil {
		add(IsRoot, "", m.Root.Part)
	}
	for _, s := range m.Stages {
		add(IsStage, "", s.Part)
	}
	for _, l := range m.Lanes {
		add(IsLane, "", l.Part)
	}
	for _, a := range m.Around {
		add(IsAround, "", a.Part)
	}
	for _, c := range m.Constructs {
		add(IsConstruct, c.Stage, c.Part)
	}
	for _, t := range m.Touchpoints {
		add(IsTouchpoint, t.Stage, t.Part)
	}
	for _, c := range m.Conditions {
		add(IsCondition, "", c.Part)
		for _, v := range c.Values {
			add(IsValue, c.ID, Part{
				ID: ValueID(c.ID, v.ID), Label: v.Label, Meaning: v.Meaning,
				Standing: c.Standing, Sources: c.Sources, Pos: c.Pos,
			})
		}
	}
	for _, a := range m.Alternatives {
		add(IsAlternative, "", a.Part)
	}
	for _, f := range m.Facets {
		add(IsFacet, "", f.Part)
		for _, c := range f.Categories {
			add(IsCategory, f.ID, c.Part)
		}
	}
	for _, i := range m.Items {
		within := ""
		if len(m.Facets) > 0 {
			if in := i.In[m.Facets[0].ID]; len(in) > 0 {
				within = in[0]
			}
		}
		add(IsItem, within, i.Part)
	}
	named := make(map[string]string, len(list))
	for _, e := range list {
		named[e.ID] = e.Label
	}
	for _, r := range m.Relations {
		e := add(IsRelation, "", r.Part)
		e.From, e.To, e.Sign = r.From, r.To, r.Sign
		e.Title = named[r.From] + " → " + named[r.To]
	}
	for _, f := range m.Flows {
		e := add(IsFlow, "", f.Part)
		e.From, e.To = f.From, f.To
		if e.Title == "" {
			e.Title = named[f.From] + " → " + named[f.To]
		}
	}
	for _, x := range m.Moderators {
		add(IsModerator, "", x.Part)
	}
	for _, r := range m.Rules {
		e := add(IsRule, "", r.Part)
		e.Sign = r.sign()
	}
	for _, g := range m.Gaps {
		add(IsGap, "", g.Part)
	}
	for _, r := range m.Readings {
		add(IsReading, "", r.Part)
	}
	return list
}

// Element returns the element with an id.
func (m *Model) Element(id string) (Element, bool) {
	for _, e := range m.Elements() {
		if e.ID == id {
			return e, true
		}
	}
	return Element{}, false
}

// ValueID names a value of a condition as an element.
func ValueID(condition, value string) string { return condition + ":" + value }

// CellID names the cell of a journey's grid in which a stage and a lane meet; lane is
// "" for a journey without lanes.
func CellID(stage, lane string) string { return stage + "/" + lane }

// sign is how a rule is drawn.
func (r *Rule) sign() Sign {
	switch r.Says {
	case Favours:
		return Positive
	case NoPreference:
		return None
	}
	return Unknown
}
