package sketch

import (
	"slices"
	"strings"

	"touchpoint/deck/model"
)

// storyAttrs are the fields of what is not in the picture: gaps, readings, scenarios,
// cases, and parts that do not belong to the model.
func (s *Sketch) storyAttrs(m *model.Model, id string) []attr {
	for i := range m.Gaps {
		if x := &m.Gaps[i]; x.ID == id {
			list := s.partAttrs(m, &x.Part, yesOf("shown", "Is it shown?", "Yes if the model says it.", &x.Shown))
			list[0].Label = "Statement"
			return list
		}
	}
	for i := range m.Readings {
		if x := &m.Readings[i]; x.ID == id {
			return s.partAttrs(m, &x.Part, partKeys("flows", "Arrows that it has", &x.Flows, flowsOf(m)))
		}
	}
	for i := range m.Scenarios {
		if x := &m.Scenarios[i]; x.ID == id {
			return s.unclaimed(m, &x.Part)
		}
	}
	for i := range m.Distractors {
		if x := &m.Distractors[i]; x.ID == id {
			return s.unclaimed(m, x)
		}
	}
	for i := range m.Cases {
		if x := &m.Cases[i]; x.ID == id {
			return s.caseAttrs(m, x)
		}
	}
	return nil
}

// unclaimed are the fields of a part that claims nothing, so that it need not be supported.
func (s *Sketch) unclaimed(m *model.Model, p *model.Part) []attr {
	list := s.partAttrs(m, p)
	for i := range list {
		if list[i].Name == "standing" {
			list[i].Required = false
			list[i].Options = append([]Option{{"", "Not said"}}, standings...)
		}
	}
	return list
}

func flowsOf(m *model.Model) []Option {
	var out []Option
	for _, e := range m.Elements() {
		if e.Kind == model.IsFlow {
			out = append(out, Option{e.ID, e.Title})
		}
	}
	return out
}

// partKeys is a list of ids of parts, which must be among the options.
func partKeys(name, label string, to *[]string, known []Option) attr {
	a := keysFor(name, label, "", to, known...)
	a.set = func(v string) error {
		ids := keysOf(v)
		for _, id := range ids {
			if !slices.ContainsFunc(known, func(o Option) bool { return o.Value == id }) {
				return refuse("There is nothing called " + id + " to choose.")
			}
		}
		*to = ids
		return nil
	}
	return a
}

// caseAttrs are the fields of a story to be judged, whose answer depends on the model.
func (s *Sketch) caseAttrs(m *model.Model, x *model.Case) []attr {
	list := []attr{must(textOf(Text, "text", "Story", "", &x.Text))}
	switch m.Kind {
	case model.JourneyKind:
		list = append(list, must(storyPlace("stage", "Stage", &x.In, stagesOf(m, ""))))
		if len(m.Lanes) > 0 {
			list = append(list, storyPlace("lane", "Row", &x.In, lanesOf(m, "")))
		}
	case model.ContingencyKind:
		given := whenAttrs(m, &x.Given, "not said")
		for i := range given {
			given[i].Name = "given:" + strings.TrimPrefix(given[i].Name, "when:")
			set := given[i].set
			given[i].set = func(v string) error {
				_ = set(v)
				if len(x.Given) == 0 {
					return refuse("A case says something about one condition at least.")
				}
				return nil
			}
		}
		answers := append(alternativesOf(m, ""), Option{"none", "None: no difference"}, Option{"unknown", "Not known"})
		// The answer comes first, as a narrow table leaves out the last columns.
		list = append(append(list, must(choiceOf("answer", "Answer", "", &x.Answer, answers...))), given...)
	case model.ClassificationKind:
		list = append(list, s.inAttrs(m, &x.In)...)
	}
	list = append(list,
		textOf(Text, "why", "Why", "Shown with the answer.", &x.Why),
		yesOf("fictitious", "Made up", "A story that really happened needs a source.", &x.Fictitious),
		choiceOf("standing", "How well is it supported?", "", &x.Standing, append([]Option{{"", "Not said"}}, standings...)...),
		keysFor("sources", "Sources", "Keys of the deck’s sources.", &x.Sources),
		idAttr(m, &x.ID, &x.Was),
		keysFor("was", "Former ids", "Progress that hangs on them is kept.", &x.Was),
	)
	return list
}

// storyPlace is where a story happens; several places are each accepted.
func storyPlace(name, label string, in *map[string][]string, known []Option) attr {
	var ids []string
	for _, o := range known {
		ids = append(ids, o.Value)
	}
	return attr{
		Field{Name: "in:" + name, Label: label, Kind: Keys, Value: strings.Join((*in)[name], " "), Options: known, Help: "Several are each accepted."},
		func(v string) error { return setIn(in, name, keysOf(v), ids) },
	}
}

// modelAttrs are the fields of the model itself.
func modelAttrs(m *model.Model) []attr {
	id := must(lineOf("id", "Id", "Progress hangs on it. If you change it, the old one is kept as a former id.", &m.ID))
	id.set = func(v string) error {
		if strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789._-") != "" || strings.ContainsAny(v[:1], "._-") || len(v) > 200 {
			return refuse("An id has small letters a to z, digits and . _ - and begins with a letter or digit.")
		}
		m.Was = append(slices.DeleteFunc(slices.Clone(m.Was), func(w string) bool { return w == v || w == m.ID }), m.ID)
		m.ID = v
		return nil
	}
	list := []attr{
		must(lineOf("title", "Title", "", &m.Title)),
		lineOf("question", "Question", "What the model answers.", &m.Question),
		textOf(Text, "about", "About", "What there is to know before any part of it is looked at.", &m.About),
		lineOf("topic", "Topic", "Title of the section of the deck that it belongs to.", &m.Topic),
		choiceOf("standing", "How well is it supported?", "", &m.Standing, append([]Option{{"", "Not said"}}, standings...)...),
		keysFor("sources", "Sources", "Keys of the deck’s sources.", &m.Sources),
		orderAttr(m),
	}
	if m.Kind == model.PathKind {
		list = append(list, netAttr(m))
	}
	return append(list, id, keysFor("was", "Former ids", "Progress that hangs on them is kept.", &m.Was))
}

// orderAttr is the author's way through the model, a step in each line.
func orderAttr(m *model.Model) attr {
	var lines []string
	for _, step := range m.Order {
		lines = append(lines, strings.Join(step, " "))
	}
	return attr{
		Field{
			Name: "order", Label: "Way through it", Kind: Text, Value: strings.Join(lines, "\n"),
			Help: "Ids of parts in the order in which they are shown, those of one step in one line. Empty: as they stand.",
		},
		func(v string) error {
			known := map[string]bool{}
			for _, e := range m.Elements() {
				known[e.ID] = true
			}
			var order [][]string
			for line := range strings.SplitSeq(v, "\n") {
				step := keysOf(line)
				for _, id := range step {
					if !known[id] {
						return refuse("There is no part with the id " + id + ".")
					}
				}
				if len(step) > 0 {
					order = append(order, step)
				}
			}
			m.Order = order
			return nil
		},
	}
}

// netAttr are the pairs whose net effect is asked, one in each line.
func netAttr(m *model.Model) attr {
	var lines []string
	for _, p := range m.Net {
		lines = append(lines, p.From+" "+p.To)
	}
	return attr{
		Field{
			Name: "net", Label: "Net effects to ask", Kind: Text, Value: strings.Join(lines, "\n"),
			Help: "In each line the ids of two boxes: what does the first do to the second, over all ways together?",
		},
		func(v string) error {
			var net []model.Pair
			for line := range strings.SplitSeq(v, "\n") {
				ids := strings.Fields(line)
				if len(ids) == 0 {
					continue
				}
				for _, id := range ids {
					if index(m.Constructs, id, func(x *model.Construct) string { return x.ID }) < 0 {
						return refuse("There is no box with the id " + id + ".")
					}
				}
				if len(ids) != 2 {
					return refuse("Write the ids of two boxes in each line.")
				}
				net = append(net, model.Pair{From: ids[0], To: ids[1]})
			}
			m.Net = net
			return nil
		},
	}
}
