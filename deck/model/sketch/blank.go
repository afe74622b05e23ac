package sketch

import "touchpoint/deck/model"

// Blank returns the smallest model of a kind that is worth looking at, with placeholders
// to be renamed.
func Blank(id, title string, kind model.Kind) *model.Model {
	m := &model.Model{ID: slug(id), Title: clean(title, false), Kind: kind, Standing: model.Inference}
	if m.ID == "" {
		m.ID = "model"
	}
	if m.Title == "" {
		m.Title = "New model"
	}
	part := func(id, label string) model.Part {
		return model.Part{ID: id, Label: label, Standing: model.Inference}
	}
	switch kind {
	case model.JourneyKind:
		m.Stages = []model.Stage{{Part: part("before", "Before")}, {Part: part("during", "During")}, {Part: part("after", "After")}}
		m.Touchpoints = []model.Touchpoint{{Part: part("touchpoint", "A touchpoint"), Stage: "before"}}
		m.Flows = []model.Flow{{Part: model.Part{ID: "again", Label: "Again", Standing: model.Inference}, From: "after", To: "before", Form: model.Loop}}
	case model.ContingencyKind:
		m.Alternatives = []model.Alternative{{Part: part("one", "One way")}, {Part: part("other", "The other way")}}
		m.Conditions = []model.Condition{{
			Part:   part("condition", "A condition"),
			Values: []model.Level{{ID: "low", Label: "Low"}, {ID: "high", Label: "High"}},
		}}
		m.Rules = []model.Rule{
			{Part: model.Part{ID: "low-one", Standing: model.Inference}, When: map[string]string{"condition": "low"}, Says: model.Favours, Alternative: "one"},
			{Part: model.Part{ID: "high-other", Standing: model.Inference}, When: map[string]string{"condition": "high"}, Says: model.Favours, Alternative: "other"},
		}
	case model.ClassificationKind:
		m.Root = &model.Root{Part: part("whole", "The whole")}
		m.Facets = []model.Facet{{Part: part("facet", "A way to divide it"), Categories: []model.Category{{Part: part("first", "First kind")}, {Part: part("second", "Second kind")}}}}
		m.Items = []model.Item{{Part: part("example", "An example"), In: map[string][]string{"facet": {"first"}}}}
	default:
		m.Kind = model.PathKind
		m.Constructs = []model.Construct{{Part: part("cause", "Cause"), Role: model.Antecedent}, {Part: part("effect", "Effect"), Role: model.Outcome}}
		m.Relations = []model.Relation{{Part: model.Part{ID: "cause-effect", Standing: model.Inference}, From: "cause", To: "effect", Sign: model.Positive}}
	}
	return m
}

// ruleTitle names a rule by its conditions and what it says.
func (s *Sketch) ruleTitle(r *model.Rule) string {
	title := ""
	for _, c := range s.m.Conditions {
		for _, v := range c.Values {
			if r.When[c.ID] == v.ID {
				if title != "" {
					title += ", "
				}
				title += c.Label + ": " + v.Label
			}
		}
	}
	if title == "" {
		title = "On average"
	}
	for _, a := range s.m.Alternatives {
		if a.ID == r.Alternative {
			return title + " → " + a.Label
		}
	}
	return title
}
