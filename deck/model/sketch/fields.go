package sketch

import (
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck/model"
)

// attrs are the fields of a thing, or of the model itself for "".
func (s *Sketch) attrs(m *model.Model, id string) []attr {
	if id == "" {
		return modelAttrs(m)
	}
	for _, of := range []func(*model.Model, string) []attr{s.boxAttrs, s.arrowAttrs, s.gridAttrs, s.storyAttrs} {
		if list := of(m, id); list != nil {
			return list
		}
	}
	return nil
}

// options are parts to choose from, named by their labels.
func options[T any](none string, list []T, part func(*T) *model.Part) []Option {
	var out []Option
	if none != "" {
		out = append(out, Option{"", none})
	}
	for i := range list {
		p := part(&list[i])
		out = append(out, Option{p.ID, p.Label})
	}
	return out
}

func stagesOf(m *model.Model, none string) []Option {
	return options(none, m.Stages, func(x *model.Stage) *model.Part { return &x.Part })
}

func lanesOf(m *model.Model, none string) []Option {
	return options(none, m.Lanes, func(x *model.Lane) *model.Part { return &x.Part })
}

func alternativesOf(m *model.Model, none string) []Option {
	return options(none, m.Alternatives, func(x *model.Alternative) *model.Part { return &x.Part })
}

// endsOf are what an arrow may join.
func endsOf(m *model.Model) []Option {
	var out []Option
	for _, e := range m.Elements() {
		switch e.Kind {
		case model.IsConstruct, model.IsRoot, model.IsFacet, model.IsCategory, model.IsItem, model.IsAround:
			out = append(out, Option{e.ID, e.Title})
		case model.IsStage:
			if m.Kind == model.JourneyKind {
				out = append(out, Option{e.ID, e.Title})
			}
		}
	}
	return out
}

// boxAttrs are the fields of what is drawn as a box, pill or chip.
func (s *Sketch) boxAttrs(m *model.Model, id string) []attr {
	if m.Root != nil && m.Root.ID == id {
		return s.partAttrs(m, &m.Root.Part)
	}
	for i := range m.Constructs {
		if x := &m.Constructs[i]; x.ID == id {
			own := []attr{must(choiceOf("role", "Role", "", &x.Role, roles...))}
			if len(m.Stages) > 0 {
				own = append(own, choiceOf("stage", "Group", "", &x.Stage, stagesOf(m, "None")...))
			}
			return append(s.partAttrs(m, &x.Part, own...), placeAttrs(&x.At)...)
		}
	}
	for i := range m.Moderators {
		if x := &m.Moderators[i]; x.ID == id {
			return append(s.partAttrs(m, &x.Part), placeAttrs(&x.At)...)
		}
	}
	for i := range m.Touchpoints {
		if x := &m.Touchpoints[i]; x.ID == id {
			own := []attr{must(choiceOf("stage", "Stage", "", &x.Stage, stagesOf(m, "")...))}
			if len(m.Lanes) > 0 {
				own = append(own, must(choiceOf("lane", "Row", "", &x.Lane, lanesOf(m, "")...)))
			}
			return s.partAttrs(m, &x.Part, own...)
		}
	}
	for i := range m.Around {
		if x := &m.Around[i]; x.ID == id {
			return s.partAttrs(m, &x.Part, must(choiceOf("side", "Side", "", &x.Side, sides...)))
		}
	}
	for i := range m.Alternatives {
		if x := &m.Alternatives[i]; x.ID == id {
			return append(s.partAttrs(m, &x.Part), placeAttrs(&x.At)...)
		}
	}
	for i := range m.Items {
		if x := &m.Items[i]; x.ID == id {
			return s.partAttrs(m, &x.Part, s.inAttrs(m, &x.In)...)
		}
	}
	return nil
}

// inAttrs say to which categories something belongs, facet by facet.
func (s *Sketch) inAttrs(m *model.Model, in *map[string][]string) []attr {
	var list []attr
	for i := range m.Facets {
		f := &m.Facets[i]
		id := f.ID
		list = append(list, attr{
			Field{
				Name: "in:" + id, Label: f.Label, Kind: Keys, Value: strings.Join((*in)[id], " "),
				Help:    "Ids of its categories; the first is where it is drawn.",
				Options: options("", f.Categories, func(x *model.Category) *model.Part { return &x.Part }),
			},
			func(v string) error { return setIn(in, id, keysOf(v), categoriesOf(f)) },
		})
	}
	return list
}

func categoriesOf(f *model.Facet) []string {
	var ids []string
	for _, c := range f.Categories {
		ids = append(ids, c.ID)
	}
	return ids
}

// setIn says where something belongs. It belongs somewhere.
func setIn(in *map[string][]string, name string, ids, known []string) error {
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return refuse("There is nothing called " + id + ". Choose from " + strings.Join(known, ", ") + ".")
		}
	}
	if *in == nil {
		*in = map[string][]string{}
	}
	(*in)[name] = ids
	if len(ids) == 0 {
		delete(*in, name)
	}
	if len(*in) == 0 {
		return refuse("It must belong somewhere. Choose another place first.")
	}
	return nil
}

// arrowAttrs are the fields of what is drawn as an arrow.
func (s *Sketch) arrowAttrs(m *model.Model, id string) []attr {
	for i := range m.Relations {
		if x := &m.Relations[i]; x.ID == id {
			return s.relationAttrs(m, x)
		}
	}
	for i := range m.Flows {
		if x := &m.Flows[i]; x.ID == id {
			list := s.partAttrs(
				m, &x.Part, must(choiceOf("form", "Form", "", &x.Form, forms...)),
				must(choiceOf("from", "From", "", &x.From, endsOf(m)...)),
				must(choiceOf("to", "To", "", &x.To, endsOf(m)...)),
			)
			list[0].Required, list[0].Help = false, "A word or two; may be empty."
			return list
		}
	}
	for i := range m.Rules {
		if x := &m.Rules[i]; x.ID == id {
			list := append(s.ruleAttrs(m, x), s.rareAttrs(m, &x.Part)...)
			if len(x.When) == 0 {
				list = append(list, placeAttrs(&x.At)...)
			}
			return list
		}
	}
	return nil
}

func (s *Sketch) relationAttrs(m *model.Model, x *model.Relation) []attr {
	metric, value := "", ""
	if x.Effect != nil {
		metric, value = x.Effect.Metric, strconv.FormatFloat(x.Effect.Value, 'f', -1, 64)
	}
	effect := func(metric string, v float64) error {
		if !(v >= -1000 && v <= 1000) {
			return refuse("A figure lies between −1000 and 1000.")
		}
		x.Effect = &model.Effect{Metric: metric, Value: v}
		return nil
	}
	now := func() (string, float64) {
		if x.Effect == nil {
			return "effect", 0
		}
		return x.Effect.Metric, x.Effect.Value
	}
	list := []attr{
		must(choiceOf("sign", "Sign", "", &x.Sign, signs...)),
		textOf(Text, "meaning", "What it says", "A sentence or two that are shown with it.", &x.Meaning),
		must(choiceOf("from", "From", "", &x.From, endsOf(m)...)),
		must(choiceOf("to", "To", "", &x.To, endsOf(m)...)),
	}
	list = append(list, claimAttrs(&x.Standing, &x.Sources)...)
	list = append(list,
		attr{Field{Name: "value", Label: "Figure", Kind: Number, Value: value, Help: "Only if a source reports it. Empty: none."}, func(v string) error {
			if v == "" {
				x.Effect = nil
				return nil
			}
			metric, _ := now()
			f, _ := strconv.ParseFloat(v, 64)
			return effect(metric, f)
		}},
		attr{Field{Name: "metric", Label: "What the figure is", Kind: Line, Value: metric, Help: "Such as elasticity."}, func(v string) error {
			if v == "" {
				x.Effect = nil
				return nil
			}
			_, f := now()
			return effect(v, f)
		}},
		lineOf("label", "Word on the arrow", "May be empty.", &x.Label),
	)
	return append(list, s.rareAttrs(m, &x.Part)...)
}

// ruleAttrs are the fields of a rule: its conditions, and what it says.
func (s *Sketch) ruleAttrs(m *model.Model, x *model.Rule) []attr {
	list := whenAttrs(m, &x.When, "any")
	list = append(
		list,
		must(choiceOf("says", "Says", "", &x.Says, verdicts...)),
		choiceOf("alternative", "Alternative", "", &x.Alternative, alternativesOf(m, "none in particular")...),
		textOf(Text, "meaning", "Why", "The reason, in a sentence or two.", &x.Meaning),
	)
	for i := range list {
		if list[i].Name == "says" || list[i].Name == "alternative" {
			set := list[i].set
			list[i].set = func(v string) error {
				_ = set(v)
				if x.Says == model.Favours && x.Alternative == "" {
					if list[i].Name == "alternative" || len(m.Alternatives) == 0 {
						return refuse("A rule that favours says what. Choose an alternative.")
					}
					x.Alternative = m.Alternatives[0].ID
				}
				return nil
			}
		}
	}
	return append(list, claimAttrs(&x.Standing, &x.Sources)...)
}

// whenAttrs are conditions, each with one of its values or none.
func whenAttrs(m *model.Model, when *map[string]string, none string) []attr {
	var list []attr
	for i := range m.Conditions {
		c := &m.Conditions[i]
		id := c.ID
		o := []Option{{"", none}}
		for _, v := range c.Values {
			o = append(o, Option{v.ID, v.Label})
		}
		list = append(list, attr{
			Field{Name: "when:" + id, Label: c.Label, Kind: Choice, Value: (*when)[id], Options: o},
			func(v string) error {
				if *when == nil {
					*when = map[string]string{}
				}
				(*when)[id] = v
				if v == "" {
					delete(*when, id)
				}
				return nil
			},
		})
	}
	return list
}

// gridAttrs are the fields of what other parts stand in.
func (s *Sketch) gridAttrs(m *model.Model, id string) []attr {
	for i := range m.Stages {
		if x := &m.Stages[i]; x.ID == id {
			return s.partAttrs(m, &x.Part)
		}
	}
	for i := range m.Lanes {
		if x := &m.Lanes[i]; x.ID == id {
			return s.partAttrs(m, &x.Part)
		}
	}
	for i := range m.Conditions {
		x := &m.Conditions[i]
		if x.ID == id {
			return append(s.partAttrs(m, &x.Part), placeAttrs(&x.At)...)
		}
		for k := range x.Values {
			if model.ValueID(x.ID, x.Values[k].ID) == id {
				return levelAttrs(m, x.ID, x.Values, k)
			}
		}
	}
	for i := range m.Facets {
		x := &m.Facets[i]
		if x.ID == id {
			return s.partAttrs(
				m, &x.Part, lineOf("question", "Question", "What it asks of a thing.", &x.Question),
				yesOf("apart", "Stands apart", "Yes if what it sorts is no part of the whole.", &x.Apart),
			)
		}
		for k := range x.Categories {
			if c := &x.Categories[k]; c.ID == id {
				return s.partAttrs(m, &c.Part)
			}
		}
	}
	return nil
}

// levelAttrs are the fields of a value of a condition or a level of a moderator.
func levelAttrs(m *model.Model, within string, levels []model.Level, k int) []attr {
	l := &levels[k]
	id := must(lineOf("id", "Id", "Progress hangs on it.", &l.ID))
	id.set = func(v string) error {
		if slug(v) != v && strings.Trim(v, "abcdefghijklmnopqrstuvwxyz0123456789._-") != "" || strings.ContainsAny(v[:1], "._-") || len(v) > 200 {
			return refuse("An id has small letters a to z, digits and . _ - and begins with a letter or digit.")
		}
		for i, other := range levels {
			if i != k && (other.ID == v || slices.Contains(other.Was, v)) {
				return refuse("The id " + v + " is taken, or was once.")
			}
		}
		if other := model.ValueID(within, v); idsOf(m)[other] {
			return refuse("The id " + v + " is taken.")
		}
		old := l.ID
		l.Was = append(slices.DeleteFunc(slices.Clone(l.Was), func(w string) bool { return w == v || w == old }), old)
		l.ID = v
		renameLevel(m, within, old, v)
		return nil
	}
	return []attr{
		must(lineOf("label", "Name", "", &l.Label)),
		textOf(Text, "meaning", "What it means", "", &l.Meaning),
		id,
		keysFor("was", "Former ids", "", &l.Was),
	}
}
