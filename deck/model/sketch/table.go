package sketch

import (
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck/model"
)

// A Table is a list that is edited as rows and columns.
type Table struct {
	Name    string // for SetCell: "rules", "cases", or with the part that it belongs to, as in "levels:convenience"
	Title   string
	Empty   string  // what it is for, said while it has no rows
	Columns []Field // without values
	Rows    []Row
}

// A Row is an entry of a table. Its id is that of the part which it stands for, or else
// counts the rows.
type Row struct {
	ID    string
	Cells []string // by column
}

// Rules returns the rules of a contingency, with a column for each condition.
func (s *Sketch) Rules() Table { t, _ := s.Table("rules"); return t }

// Cases returns the stories that are to be judged.
func (s *Sketch) Cases() Table { t, _ := s.Table("cases"); return t }

// A rows is a table with the attributes of its cells.
type rows struct {
	Table
	ids   []string
	cells [][]attr // of all rows; without any, columns are those of a row that could be
	add   func() (string, error)
	cut   func(i int) error // nil: rows are parts, and go with what hangs on them
	move  func(from, to int)
}

// show makes the table that others see.
func (r *rows) show() Table {
	t := r.Table
	for i, cells := range r.cells {
		row := Row{ID: r.ids[i]}
		for _, c := range cells {
			row.Cells = append(row.Cells, c.Value)
			if i == 0 {
				f := c.Field
				f.Value = ""
				t.Columns = append(t.Columns, f)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Tables returns the tables that belong to a part, or to the model itself for "".
func (s *Sketch) Tables(id string) []Table {
	var names []string
	switch {
	case id != "":
		for _, of := range []string{"levels", "acts", "values", "sets", "steps"} {
			names = append(names, of+":"+id)
		}
	case s.m.Kind == model.PathKind:
		names = []string{"distractors"}
	case s.m.Kind == model.JourneyKind:
		names = []string{"cases", "readings", "scenarios", "distractors"}
	case s.m.Kind == model.ContingencyKind:
		names = []string{"rules", "cases", "gaps", "distractors"}
	default:
		names = []string{"cases", "distractors"}
	}
	var list []Table
	for _, name := range names {
		if t, ok := s.Table(name); ok {
			list = append(list, t)
		}
	}
	return list
}

// Table returns the table with a name.
func (s *Sketch) Table(name string) (Table, bool) {
	r := s.rows(s.m, name)
	if r == nil {
		return Table{Name: name}, false
	}
	return r.show(), true
}

// SetCell changes a cell.
func (s *Sketch) SetCell(table, row, column, value string) error {
	r := s.rows(s.m, table)
	if r == nil {
		return errGone
	}
	i := slices.Index(r.ids, row)
	if i < 0 {
		return errGone
	}
	id := row
	of, within, _ := strings.Cut(table, ":")
	switch {
	case of == "values" || of == "levels":
		id = model.ValueID(within, row)
	case r.cut != nil:
		id = "" // no part of its own
	}
	return s.set(id, func(m *model.Model) []attr { return s.rows(m, table).cells[i] }, column, value)
}

// AddRow adds a row at the end and returns its id.
func (s *Sketch) AddRow(table string) (row string, err error) {
	err = s.change(func(m *model.Model) error {
		r := s.rows(m, table)
		if r == nil {
			return errGone
		}
		row, err = r.add()
		return err
	})
	if err != nil {
		return "", err
	}
	switch of, within, _ := strings.Cut(table, ":"); {
	case of == "values" || of == "levels":
		s.fresh[model.ValueID(within, row)] = true
	case partOf(s.m, row) != nil:
		s.fresh[row] = true
	}
	return row, nil
}

// RemoveRow takes a row away with what hangs on it, and returns the ids of the latter.
func (s *Sketch) RemoveRow(table, row string) (also []string, err error) {
	r := s.rows(s.m, table)
	if r == nil {
		return nil, errGone
	}
	i := slices.Index(r.ids, row)
	switch within, ok := strings.CutPrefix(table, "values:"); {
	case i < 0:
		return nil, errGone
	case ok:
		return s.Remove(model.ValueID(within, row))
	case r.cut == nil:
		return s.Remove(row)
	}
	return nil, s.change(func(m *model.Model) error { return s.rows(m, table).cut(i) })
}

// MoveRow moves a row by so many places, up for a negative number.
func (s *Sketch) MoveRow(table, row string, by int) error {
	r := s.rows(s.m, table)
	if r == nil {
		return errGone
	}
	i := slices.Index(r.ids, row)
	to := min(max(i+by, 0), len(r.ids)-1)
	switch {
	case i < 0:
		return errGone
	case to == i:
		return refuse("It cannot go further that way.")
	}
	return s.change(func(m *model.Model) error { s.rows(m, table).move(i, to); return nil })
}

// rows returns a table of a model, nil for none.
func (s *Sketch) rows(m *model.Model, name string) *rows {
	of, id, _ := strings.Cut(name, ":")
	var r *rows
	switch {
	case of == "rules" && m.Kind == model.ContingencyKind:
		r = partRows(m.Rules, func(x *model.Rule) (string, []attr) { return x.ID, s.ruleAttrs(m, x) })
		r.Title, r.Empty = "Rules", "What is favoured under which conditions? A rule without conditions holds on average."
		r.add = func() (string, error) { return s.addToContingency(m, model.Part{}, model.IsRule, model.At{}) }
	case of == "cases" && m.Kind != model.PathKind:
		r = partRows(m.Cases, func(x *model.Case) (string, []attr) { return x.ID, s.caseRow(m, x) })
		r.Title, r.Empty = "Cases", "Short stories that learners judge with the model. Each becomes a question."
		r.add = func() (string, error) { return addCase(m) }
	case of == "gaps" && m.Kind == model.ContingencyKind:
		r = partRows(m.Gaps, func(x *model.Gap) (string, []attr) { return x.ID, s.brief(m, x.ID) })
		r.Title, r.Empty = "Statements", "Some that the model shows and some that it does not, to be told apart."
		r.add = func() (string, error) { return s.addToContingency(m, newPart(m, "Statement"), model.IsGap, model.At{}) }
	case of == "readings" && m.Kind == model.JourneyKind:
		r = partRows(m.Readings, func(x *model.Reading) (string, []attr) { return x.ID, s.brief(m, x.ID) })
		r.Title, r.Empty = "Readings", "Ways to see the journey, such as a funnel or a circle, shown side by side."
		r.add = func() (string, error) { return s.add(m, model.IsReading, model.At{}, "") }
	case of == "scenarios" && m.Kind == model.JourneyKind:
		r = partRows(m.Scenarios, func(x *model.Scenario) (string, []attr) { return x.ID, s.brief(m, x.ID)[:2] })
		r.Title, r.Empty = "Scenarios", "Walks through the journey, step by step. They are made up."
		r.add = func() (string, error) { return addScenario(m) }
	case of == "distractors":
		r = partRows(m.Distractors, func(x *model.Part) (string, []attr) { return x.ID, s.brief(m, x.ID)[:2] })
		r.Title, r.Empty = "Wrong parts", "Parts that do not belong to the model. They make building it from memory harder."
		r.add = func() (string, error) {
			p := newPart(m, "Wrong part")
			p.Standing = "" // it claims nothing
			m.Distractors = append(m.Distractors, p)
			return p.ID, nil
		}
	default:
		r = s.innerRows(m, of, id)
	}
	if r != nil {
		r.Name = name
	}
	return r
}

// partRows is a table whose rows are parts.
func partRows[T any](list []T, of func(*T) (string, []attr)) *rows {
	r := &rows{move: shelfOf(list, func(*T) string { return "" }).move}
	for i := range list {
		id, cells := of(&list[i])
		r.ids, r.cells = append(r.ids, id), append(r.cells, cells)
	}
	return r
}

// brief are the fields of a part that a table shows; its form has the rest.
func (s *Sketch) brief(m *model.Model, id string) []attr {
	return slices.DeleteFunc(s.storyAttrs(m, id), func(a attr) bool {
		switch a.Name {
		case "accept", "id", "was":
			return true
		}
		return false
	})
}

func (s *Sketch) caseRow(m *model.Model, x *model.Case) []attr {
	return slices.DeleteFunc(s.caseAttrs(m, x), func(a attr) bool {
		switch a.Name {
		case "standing", "sources", "id", "was":
			return true
		}
		return false
	})
}

// addCase adds a story of which author and learner can make something.
func addCase(m *model.Model) (string, error) {
	x := model.Case{ID: newID(m, "case", "case"), Text: "What happens?", Fictitious: true}
	switch m.Kind {
	case model.JourneyKind:
		if len(m.Stages) == 0 {
			return "", refuse("Add a stage first: a case happens in one.")
		}
		x.In = map[string][]string{"stage": {m.Stages[0].ID}}
		if len(m.Lanes) > 0 {
			x.In["lane"] = []string{m.Lanes[0].ID}
		}
	case model.ContingencyKind:
		if len(m.Conditions) == 0 || len(m.Alternatives) == 0 {
			return "", refuse("Add a condition and an alternative first: a case is about them.")
		}
		c := m.Conditions[0]
		x.Given = map[string]string{c.ID: c.Values[0].ID}
		x.Answer = answerTo(m, x.Given)
	case model.ClassificationKind:
		if len(m.Facets) == 0 {
			return "", refuse("Add a facet first: a case belongs to one of its categories.")
		}
		f := m.Facets[0]
		x.In = map[string][]string{f.ID: {f.Categories[0].ID}}
	}
	m.Cases = append(m.Cases, x)
	return x.ID, nil
}

// answerTo is what the rules say, as far as one of them speaks of exactly that.
func answerTo(m *model.Model, given map[string]string) string {
	for _, r := range m.Rules {
		if len(r.When) != 1 || r.Says != model.Favours {
			continue
		}
		for c, v := range r.When {
			if given[c] == v {
				return r.Alternative
			}
		}
	}
	return "unknown"
}

func addScenario(m *model.Model) (string, error) {
	if len(m.Stages) == 0 {
		return "", refuse("Add a stage first: a scenario leads through them.")
	}
	x := model.Scenario{Part: newPart(m, "New scenario")}
	x.Steps = []model.ScenarioStep{newStep(m)}
	m.Scenarios = append(m.Scenarios, x)
	return x.ID, nil
}

func newStep(m *model.Model) model.ScenarioStep {
	t := model.ScenarioStep{Stage: m.Stages[0].ID, Text: "What happens here?"}
	if len(m.Lanes) > 0 {
		t.Lane = m.Lanes[0].ID
	}
	return t
}

// numbered is a table whose rows are no parts.
func numbered[T any](list *[]T, of func(*T) []attr, add func() (T, error), least int, few string) *rows {
	r := &rows{move: shelfOf(*list, func(*T) string { return "" }).move}
	for i := range *list {
		r.ids, r.cells = append(r.ids, strconv.Itoa(i)), append(r.cells, of(&(*list)[i]))
	}
	r.add = func() (string, error) {
		x, err := add()
		if err != nil {
			return "", err
		}
		*list = append(*list, x)
		return strconv.Itoa(len(*list) - 1), nil
	}
	r.cut = func(i int) error {
		if len(*list) <= least {
			return refuse(few)
		}
		*list = slices.Delete(*list, i, i+1)
		return nil
	}
	return r
}
