package sketch

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"touchpoint/deck/model"
)

// What a text of a model may be. More than that nobody would read on a picture, and the
// file has its limits too.
const (
	maxLine = 300  // runes
	maxText = 4000 // runes
	maxID   = 40   // bytes of an id that is made from a label
)

// clean makes a text such as is read again as it was written: no blanks around it, no
// control characters, and line breaks only where they may be.
func clean(s string, lines bool) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || r == '\ufeff' || r == '\u2028' || r == '\u2029':
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(s)
	most := maxLine
	if lines {
		most = maxText
	}
	if r := []rune(s); len(r) > most {
		s = strings.TrimSpace(string(r[:most]))
	}
	return s
}

// slug makes an id from a label, "" if no letter of it can be in one.
func slug(label string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(label)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’':
		default:
			gap = true
		}
		if b.Len() >= maxID {
			break
		}
	}
	return b.String()
}

// reserved are ids that mean something else.
var reserved = map[string]bool{"none": true, "unknown": true, "average": true, "stage": true, "lane": true}

// newID makes an id that nothing in a model has, had or could be mistaken for.
func newID(m *model.Model, label, otherwise string) string {
	taken := takenIDs(m)
	return unique(slug(label), otherwise, func(id string) bool { return taken[id] || reserved[id] })
}

// unique makes an id of a slug that is not taken.
func unique(base, otherwise string, taken func(id string) bool) string {
	if base == "" {
		base = otherwise
	}
	id := base
	for n := 2; taken(id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	return id
}

// takenIDs are the ids that things have, and those that they had before.
func takenIDs(m *model.Model) map[string]bool {
	taken := idsOf(m)
	was := func(list []string) {
		for _, id := range list {
			taken[id] = true
		}
	}
	for _, e := range m.Elements() {
		was(e.Was)
	}
	for _, x := range m.Cases {
		was(x.Was)
	}
	for _, x := range m.Scenarios {
		was(x.Was)
	}
	for _, x := range m.Distractors {
		was(x.Was)
	}
	for _, x := range m.Moderators {
		for _, l := range x.Levels {
			taken[model.ValueID(x.ID, l.ID)] = true
		}
	}
	return taken
}

// newLevelID makes an id that none of some levels has.
func newLevelID(levels []model.Level, label string) string {
	return unique(slug(label), "level", func(id string) bool {
		for _, l := range levels {
			if l.ID == id {
				return true
			}
			for _, was := range l.Was {
				if was == id {
					return true
				}
			}
		}
		return false
	})
}

// rename gives a thing another id, everywhere in the model.
func rename(m *model.Model, old, now string) {
	to := func(id *string) {
		if *id == old {
			*id = now
		}
	}
	visitIDs(m, to)
	visit(m, to)
	keys := func(in map[string][]string) {
		if v, ok := in[old]; ok && m.Kind == model.ClassificationKind {
			delete(in, old)
			in[now] = v
		}
		for _, list := range in {
			for i := range list {
				to(&list[i])
			}
		}
	}
	values := func(when map[string]string) {
		if v, ok := when[old]; ok {
			delete(when, old)
			when[now] = v
		}
	}
	for i := range m.Items {
		keys(m.Items[i].In)
	}
	for i := range m.Cases {
		keys(m.Cases[i].In)
		values(m.Cases[i].Given)
	}
	for i := range m.Rules {
		values(m.Rules[i].When)
	}
	for i := range m.Order { // values of a condition
		for k := range m.Order[i] {
			if rest, ok := strings.CutPrefix(m.Order[i][k], old+":"); ok {
				m.Order[i][k] = model.ValueID(now, rest)
			}
		}
	}
}

// renameLevel gives a value of a condition, or a level of a moderator, another id.
func renameLevel(m *model.Model, within, old, now string) {
	for i := range m.Moderators {
		for k := range m.Moderators[i].Acts {
			if a := &m.Moderators[i].Acts[k]; m.Moderators[i].ID == within && a.Level == old {
				a.Level = now
			}
		}
	}
	for i := range m.Rules {
		if m.Rules[i].When[within] == old {
			m.Rules[i].When[within] = now
		}
	}
	for i := range m.Cases {
		if m.Cases[i].Given[within] == old {
			m.Cases[i].Given[within] = now
		}
	}
	for i := range m.Order {
		for k := range m.Order[i] {
			if m.Order[i][k] == model.ValueID(within, old) {
				m.Order[i][k] = model.ValueID(within, now)
			}
		}
	}
}

// visitIDs goes to the id of everything that has one in the model's own lists.
func visitIDs(m *model.Model, to func(id *string)) {
	for _, p := range partsOf(m) {
		to(&p.ID)
	}
	for i := range m.Cases {
		to(&m.Cases[i].ID)
	}
}

// visit goes to every place where one thing names another by a text of its own.
func visit(m *model.Model, to func(id *string)) {
	for i := range m.Constructs {
		to(&m.Constructs[i].Stage)
	}
	for i := range m.Relations {
		to(&m.Relations[i].From)
		to(&m.Relations[i].To)
	}
	for i := range m.Moderators {
		for k := range m.Moderators[i].Acts {
			to(&m.Moderators[i].Acts[k].On)
		}
	}
	for i := range m.Net {
		to(&m.Net[i].From)
		to(&m.Net[i].To)
	}
	for i := range m.Touchpoints {
		to(&m.Touchpoints[i].Stage)
		to(&m.Touchpoints[i].Lane)
	}
	for i := range m.Flows {
		to(&m.Flows[i].From)
		to(&m.Flows[i].To)
	}
	for i := range m.Readings {
		for k := range m.Readings[i].Stages {
			to(&m.Readings[i].Stages[k].Stage)
		}
		for k := range m.Readings[i].Flows {
			to(&m.Readings[i].Flows[k])
		}
	}
	for i := range m.Scenarios {
		for k := range m.Scenarios[i].Steps {
			to(&m.Scenarios[i].Steps[k].Stage)
			to(&m.Scenarios[i].Steps[k].Lane)
		}
	}
	for i := range m.Rules {
		to(&m.Rules[i].Alternative)
	}
	for i := range m.Cases {
		to(&m.Cases[i].Answer)
	}
	for i := range m.Order {
		for k := range m.Order[i] {
			to(&m.Order[i][k])
		}
	}
}

// partsOf returns the parts of a model, to be changed.
func partsOf(m *model.Model) []*model.Part {
	var list []*model.Part
	if m.Root != nil {
		list = append(list, &m.Root.Part)
	}
	gather(&list, m.Stages, func(x *model.Stage) *model.Part { return &x.Part })
	gather(&list, m.Lanes, func(x *model.Lane) *model.Part { return &x.Part })
	gather(&list, m.Around, func(x *model.Around) *model.Part { return &x.Part })
	gather(&list, m.Constructs, func(x *model.Construct) *model.Part { return &x.Part })
	gather(&list, m.Touchpoints, func(x *model.Touchpoint) *model.Part { return &x.Part })
	gather(&list, m.Conditions, func(x *model.Condition) *model.Part { return &x.Part })
	gather(&list, m.Alternatives, func(x *model.Alternative) *model.Part { return &x.Part })
	gather(&list, m.Facets, func(x *model.Facet) *model.Part { return &x.Part })
	for i := range m.Facets {
		gather(&list, m.Facets[i].Categories, func(x *model.Category) *model.Part { return &x.Part })
	}
	gather(&list, m.Items, func(x *model.Item) *model.Part { return &x.Part })
	gather(&list, m.Relations, func(x *model.Relation) *model.Part { return &x.Part })
	gather(&list, m.Flows, func(x *model.Flow) *model.Part { return &x.Part })
	gather(&list, m.Moderators, func(x *model.Moderator) *model.Part { return &x.Part })
	gather(&list, m.Rules, func(x *model.Rule) *model.Part { return &x.Part })
	gather(&list, m.Gaps, func(x *model.Gap) *model.Part { return &x.Part })
	gather(&list, m.Readings, func(x *model.Reading) *model.Part { return &x.Part })
	gather(&list, m.Scenarios, func(x *model.Scenario) *model.Part { return &x.Part })
	gather(&list, m.Distractors, func(x *model.Part) *model.Part { return x })
	return list
}

func gather[T any](list *[]*model.Part, of []T, part func(*T) *model.Part) {
	for i := range of {
		*list = append(*list, part(&of[i]))
	}
}

// partOf returns the part with an id, nil for none.
func partOf(m *model.Model, id string) *model.Part {
	for _, p := range partsOf(m) {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// index finds an element of a list by its id, -1 for none.
func index[T any](list []T, id string, idOf func(*T) string) int {
	for i := range list {
		if idOf(&list[i]) == id {
			return i
		}
	}
	return -1
}
