package sketch

import (
	"slices"
	"strconv"

	"touchpoint/deck/model"
)

// innerRows are the tables that belong to a part.
func (s *Sketch) innerRows(m *model.Model, of, id string) *rows {
	switch of {
	case "levels", "acts":
		i := index(m.Moderators, id, func(x *model.Moderator) string { return x.ID })
		if i < 0 {
			return nil
		}
		if of == "acts" {
			return actRows(m, &m.Moderators[i])
		}
		return moderatorLevels(m, &m.Moderators[i])
	case "values":
		i := index(m.Conditions, id, func(x *model.Condition) string { return x.ID })
		if i < 0 {
			return nil
		}
		c := &m.Conditions[i]
		r := levelRows(m, c.ID, &c.Values)
		r.Title, r.Empty = "Values", "The answers that the condition can have."
		return r
	case "sets":
		i := index(m.Readings, id, func(x *model.Reading) string { return x.ID })
		if i < 0 {
			return nil
		}
		return setRows(m, &m.Readings[i])
	case "steps":
		i := index(m.Scenarios, id, func(x *model.Scenario) string { return x.ID })
		if i < 0 {
			return nil
		}
		return stepRows(m, &m.Scenarios[i])
	}
	return nil
}

// levelRows are levels or values, known by their ids.
func levelRows(m *model.Model, within string, levels *[]model.Level) *rows {
	r := numbered(levels, func(l *model.Level) []attr {
		k := index(*levels, l.ID, func(x *model.Level) string { return x.ID })
		list := levelAttrs(m, within, *levels, k)
		return list[:2] // its form has the rest
	}, func() (model.Level, error) {
		return model.Level{ID: newLevelID(*levels, "new value"), Label: "New value"}, nil
	}, 1, "A condition has one value at least. Remove the condition instead.")
	for i := range *levels {
		r.ids[i] = (*levels)[i].ID
	}
	add := r.add
	r.add = func() (string, error) {
		_, err := add()
		return (*levels)[len(*levels)-1].ID, err
	}
	return r
}

func moderatorLevels(m *model.Model, x *model.Moderator) *rows {
	r := levelRows(m, x.ID, &x.Levels)
	r.Title, r.Empty = "Levels", "Such as low and high. Without levels the moderator always acts."
	r.cut = func(i int) error {
		gone := x.Levels[i].ID
		x.Levels = slices.Delete(x.Levels, i, i+1)
		acts := slices.DeleteFunc(slices.Clone(x.Acts), func(a model.Act) bool { return a.Level == gone })
		if len(acts) == 0 {
			return refuse("Everything that the moderator does is at this level. Change that first.")
		}
		x.Acts = acts
		return nil
	}
	return r
}

// actRows are what a moderator does to relations.
func actRows(m *model.Model, x *model.Moderator) *rows {
	var relations []Option
	for _, e := range m.Elements() {
		if e.Kind == model.IsRelation {
			relations = append(relations, Option{e.ID, e.Title})
		}
	}
	levels := []Option{{"", "always"}}
	for _, l := range x.Levels {
		levels = append(levels, Option{l.ID, l.Label})
	}
	r := numbered(&x.Acts, func(a *model.Act) []attr {
		alone := func(t attr) attr { // an act on its own is no longer one of a list
			set := t.set
			t.set = func(v string) error { a.Together = false; return set(v) }
			return t
		}
		list := []attr{
			alone(must(choiceOf("on", "Arrow", "", &a.On, relations...))),
			alone(must(choiceOf("change", "What it does", "", &a.Change, changes...))),
			alone(textOf(Text, "text", "In a sentence", "", &a.Text)),
		}
		if len(x.Levels) > 0 {
			list = slices.Insert(list, 1, alone(choiceOf("level", "At level", "", &a.Level, levels...)))
		}
		for _, c := range claimAttrs(&a.Standing, &a.Sources) {
			list = append(list, alone(c))
		}
		return list
	}, func() (model.Act, error) {
		return model.Act{On: relations[0].Value, Change: model.UnknownChange, Standing: model.Inference}, nil
	}, 1, "A moderator acts on one arrow at least. Remove the moderator instead.")
	r.Title = "What it does"
	move := r.move
	r.move = func(from, to int) {
		for i := range x.Acts {
			x.Acts[i].Together = x.Acts[i].Together && i != from
		}
		move(from, to)
		gatherLists(x)
	}
	return r
}

// gatherLists brings the acts of one list together, as they stand in a file.
func gatherLists(x *model.Moderator) {
	var out []model.Act
	done := map[string]bool{}
	for i, a := range x.Acts {
		if !a.Together {
			out = append(out, a)
			continue
		}
		if done[a.Level] {
			continue
		}
		done[a.Level] = true
		for _, b := range x.Acts[i:] {
			if b.Together && b.Level == a.Level {
				out = append(out, b)
			}
		}
	}
	x.Acts = out
}

// setRows are the stages of a reading, in its own order.
func setRows(m *model.Model, x *model.Reading) *rows {
	r := numbered(&x.Stages, func(t *model.SetSize) []attr {
		size := ""
		if t.Size > 0 {
			size = strconv.Itoa(t.Size)
		}
		return []attr{
			must(choiceOf("stage", "Stage", "", &t.Stage, stagesOf(m, "")...)),
			{Field{Name: "size", Label: "Considered", Kind: Number, Value: size, Help: "How many alternatives are left; an illustrative number."}, func(v string) error {
				n, err := strconv.Atoi(v)
				if v != "" && (err != nil || n < 0 || n > 1000) {
					return refuse("It must be a whole number from 0 to 1000.")
				}
				t.Size = n
				return nil
			}},
			textOf(Text, "text", "What happens", "", &t.Text),
		}
	}, func() (model.SetSize, error) {
		if len(m.Stages) == 0 {
			return model.SetSize{}, refuse("Add a stage first.")
		}
		for _, s := range m.Stages {
			if !slices.ContainsFunc(x.Stages, func(t model.SetSize) bool { return t.Stage == s.ID }) {
				return model.SetSize{Stage: s.ID}, nil
			}
		}
		return model.SetSize{Stage: m.Stages[0].ID}, nil
	}, 0, "")
	r.Title, r.Empty = "Stages in this reading", "What happens in each stage, seen this way."
	return r
}

// stepRows are the steps of a scenario.
func stepRows(m *model.Model, x *model.Scenario) *rows {
	r := numbered(&x.Steps, func(t *model.ScenarioStep) []attr {
		list := []attr{must(choiceOf("stage", "Stage", "", &t.Stage, stagesOf(m, "")...))}
		if len(m.Lanes) > 0 {
			list = append(list, must(choiceOf("lane", "Row", "", &t.Lane, lanesOf(m, "")...)))
		}
		return append(list, must(textOf(Text, "text", "What happens", "", &t.Text)))
	}, func() (model.ScenarioStep, error) { return newStep(m), nil },
		1, "A scenario has one step at least. Remove the scenario instead.")
	r.Title = "Steps"
	return r
}
