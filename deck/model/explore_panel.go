package model

import (
	"slices"
	"strconv"
	"strings"
)

// Panel tells about what is selected, or about the model as a whole.
func (x *Exploration) Panel() Panel {
	e, ok := x.Selected()
	if !ok {
		return x.panelOfModel()
	}
	p := Panel{
		Title: e.Title, Kind: e.Kind.word(), Meaning: e.Meaning,
		Standing: e.Standing, Sources: slices.Clone(e.Sources),
	}
	switch e.Kind {
	case IsConstruct:
		p.Evidence = x.aboutConstruct(e)
	case IsRelation:
		p.Evidence = append(x.aboutRelation(e), x.actsOn(e.ID)...)
	case IsModerator:
		p.Evidence = x.aboutModerator(e.ID)
	case IsStage, IsLane:
		p.Evidence = x.contents(e)
	case IsCell:
		p.Evidence = x.contents(e)
		if len(p.Evidence) == 0 {
			p.Evidence = []string{"No touchpoint of this model stands here."}
		}
	case IsTouchpoint, IsItem:
		p.Evidence = x.whereabouts(e)
	case IsAround, IsFlow, IsReading:
		p.Evidence = x.aboutFlow(e)
	case IsAlternative:
		p.Evidence = x.Reverse(e.ID)
	case IsCondition, IsValue, IsRule:
		p.Evidence = x.aboutRules(e)
	case IsGap:
		p.Evidence = x.aboutGap(e.ID)
	case IsRoot, IsFacet, IsCategory:
		p.Evidence = append(x.contents(e), x.aboutConstruct(e)...)
	}
	return p
}

func (x *Exploration) panelOfModel() Panel {
	p := Panel{
		Title: x.m.Title, Kind: "Model", Meaning: x.m.Question,
		Standing: x.m.Standing, Sources: slices.Clone(x.m.Sources),
	}
	if x.m.About != "" {
		p.Evidence = []string{x.m.About}
	}
	return p
}

// word is a kind of element as a heading.
func (k ElementKind) word() string {
	switch k {
	case IsAround:
		return "Beside the journey"
	case IsRoot:
		return "Whole"
	case IsGap:
		return "Statement"
	}
	return capital(string(k))
}

// aboutConstruct lists what leads to an element and what it leads to.
func (x *Exploration) aboutConstruct(e Element) []string {
	var list []string
	for _, r := range x.m.Relations {
		switch e.ID {
		case r.From:
			list = append(list, claim("Leads to "+x.title(r.To)+": "+r.Sign.Word(), "", r.Standing))
		case r.To:
			list = append(list, claim("Comes from "+x.title(r.From)+": "+r.Sign.Word(), "", r.Standing))
		}
	}
	return list
}

// aboutRelation tells the sign of a relation and its size, or that this is not known.
func (x *Exploration) aboutRelation(e Element) []string {
	for _, r := range x.m.Relations {
		if r.ID != e.ID {
			continue
		}
		if r.Sign == Unknown {
			return []string{"Whether it is positive or negative is not known to this deck."}
		}
		list := []string{claim(capital(r.Sign.Word()), "", r.Standing)}
		switch {
		case r.Effect != nil:
			list = append(list, r.Effect.reading())
		case r.Sign == Positive || r.Sign == Negative:
			list = append(list, "How strong is not known to this deck.")
		}
		return list
	}
	return nil
}

// reading says what a figure means.
func (f *Effect) reading() string {
	value := strings.Replace(strconv.FormatFloat(f.Value, 'f', -1, 64), "-", "−", 1)
	if f.Metric != elasticity {
		return capital(f.Metric) + " " + value + "."
	}
	more := "more"
	if f.Value < 0 {
		more = "less"
	}
	by := strings.TrimLeft(roughly(grown(1, f.Value)), "+−")
	return "Mean elasticity " + value + ": 1 % more goes with " + by + " % " + more + ", all else equal."
}

// actsOn lists what moderators do to a relation.
func (x *Exploration) actsOn(relation string) []string {
	var list []string
	for _, m := range x.m.Moderators {
		for _, a := range m.Acts {
			if a.On == relation {
				list = append(list, claim(m.Label+m.at(a.Level)+": "+a.Change.told(), a.Text, a.Standing))
			}
		}
	}
	return list
}

// at says at which level something holds: ", high", or nothing at all levels.
func (m *Moderator) at(level string) string {
	for _, l := range m.Levels {
		if l.ID == level {
			return ", " + l.Label
		}
	}
	return ""
}

// aboutModerator lists which relations a moderator acts on and how, level by level.
func (x *Exploration) aboutModerator(id string) []string {
	var list []string
	for _, m := range x.m.Moderators {
		if m.ID != id {
			continue
		}
		for _, level := range append([]Level{{}}, m.Levels...) {
			for _, a := range m.Acts {
				if a.Level != level.ID {
					continue
				}
				at := ""
				if level.ID != "" {
					at = level.Label + ": "
				}
				list = append(list, claim(at+x.title(a.On)+" is "+a.Change.predicate(), a.Text, a.Standing))
			}
		}
	}
	return list
}

// predicate ends a sentence that begins with a relation and "is".
func (c Change) predicate() string {
	switch c {
	case NoDifference:
		return "no different"
	case UnknownChange:
		return "changed, how is not known"
	}
	return c.result()
}

// contents lists what stands in an element or cell.
func (x *Exploration) contents(e Element) []string {
	var names []string
	if e.Kind == IsStage || e.Kind == IsLane || e.Kind == IsCell {
		for _, t := range x.m.Touchpoints {
			if t.Stage == e.ID || t.Lane == e.ID || CellID(t.Stage, t.Lane) == e.ID {
				names = append(names, t.Label)
			}
		}
	}
	for _, in := range x.elements {
		inside := in.Within == e.ID && (in.Kind == IsConstruct || in.Kind == IsCategory)
		if inside || e.Kind == IsRoot && in.Kind == IsFacet && x.m.divides(in.ID) {
			names = append(names, in.Title)
		}
	}
	for _, i := range x.m.Items {
		for _, in := range i.In {
			if slices.Contains(in, e.ID) {
				names = append(names, i.Label)
				break
			}
		}
	}
	if e.Kind == IsFacet {
		for _, f := range x.m.Facets {
			if f.ID == e.ID && f.Question != "" {
				names = append([]string{f.Question}, names...)
			}
		}
	}
	return names
}

// whereabouts says where a touchpoint or an item belongs.
func (x *Exploration) whereabouts(e Element) []string {
	var list []string
	for _, t := range x.m.Touchpoints {
		if t.ID == e.ID {
			list = append(list, "Stage: "+x.title(t.Stage)+".")
			if t.Lane != "" {
				list = append(list, "Row: "+x.title(t.Lane)+".")
			}
		}
	}
	for _, i := range x.m.Items {
		for _, f := range x.m.Facets {
			if in := i.In[f.ID]; i.ID == e.ID && len(in) > 0 {
				list = append(list, f.Label+": "+x.titles(in)+".")
			}
		}
	}
	return list
}

// aboutFlow tells where a flow leads, which flows a box has, and what a reading tells.
func (x *Exploration) aboutFlow(e Element) []string {
	var list []string
	for _, f := range x.m.Flows {
		if f.ID == e.ID || f.From == e.ID || f.To == e.ID {
			list = append(list, x.title(f.From)+" → "+x.title(f.To)+": "+f.Form.word()+".")
		}
	}
	for _, r := range x.m.Readings {
		if r.ID != e.ID {
			continue
		}
		sized := false
		for _, s := range r.Stages {
			line := x.title(s.Stage)
			if s.Size > 0 {
				sized = true
				line += ", " + counted(s.Size, "brand", "brands")
			}
			list = append(list, claim(line, s.Text, ""))
		}
		if sized {
			list = append(list, x.ReadingNote())
		}
	}
	return list
}

// word says what a flow does.
func (f Form) word() string {
	switch f {
	case Loop:
		return "leads back to an earlier stage"
	case Bypass:
		return "leaves stages out"
	case Carry:
		return "is carried over"
	}
	return "follows"
}

// aboutRules lists what follows from a condition, a value or a rule.
func (x *Exploration) aboutRules(e Element) []string {
	var list []string
	for _, r := range x.m.Rules {
		_, asked := r.When[e.ID]
		value := asked
		for c, v := range r.When {
			value = value || ValueID(c, v) == e.ID
		}
		switch {
		case r.ID == e.ID: // its reason is the panel's meaning
			list = append(list, claim(x.when(r)+" → "+x.says(r), "", r.Standing))
		case value:
			list = append(list, claim(x.ruleText(r), "", r.Standing))
		}
	}
	if len(list) == 0 {
		list = []string{"No rule of this model depends on it."}
	}
	return list
}

// aboutGap says whether a statement is shown.
func (x *Exploration) aboutGap(id string) []string {
	for _, g := range x.m.Gaps {
		if g.ID == id && g.Shown {
			return []string{"This is shown."}
		}
	}
	return []string{"This is not shown."}
}
