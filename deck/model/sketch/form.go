package sketch

import (
	"slices"
	"strconv"
	"strings"

	"touchpoint/deck/model"
)

// A FieldKind says how a field of a form is filled in.
type FieldKind string

// The kinds of field.
const (
	Line   FieldKind = "line"   // one line of text
	Text   FieldKind = "text"   // text of several lines
	Choice FieldKind = "choice" // one of the options
	Number FieldKind = "number" // with a point before its decimals; may be empty unless required
	Keys   FieldKind = "keys"   // keys of sources or ids of parts with spaces between them
)

// An Option is one of the values of a field.
type Option struct{ Value, Label string }

// A Field is a line of a form.
type Field struct {
	Name, Label, Help string
	Kind              FieldKind
	Value             string
	Options           []Option // of a Choice; for Keys what there is to choose from, if that is known
	Required          bool
}

// An attr is a field of something, and how its value is changed.
type attr struct {
	Field
	set func(value string) error
}

// Form returns the fields of a part, or of the model itself for "".
func (s *Sketch) Form(id string) []Field {
	var list []Field
	for _, a := range s.attrs(s.m, id) {
		list = append(list, a.Field)
	}
	return list
}

// Set changes a field of a part, or of the model itself for "". The first label that a new
// part gets makes its id: then [Sketch.Selected] follows if the part was chosen.
func (s *Sketch) Set(id, field, value string) error {
	return s.set(id, func(m *model.Model) []attr { return s.attrs(m, id) }, field, value)
}

// set changes one of some attributes of a thing.
func (s *Sketch) set(id string, attrs func(m *model.Model) []attr, field, value string) error {
	list := attrs(s.m)
	at := slices.IndexFunc(list, func(a attr) bool { return a.Name == field })
	if at < 0 {
		return errGone
	}
	value, err := list[at].fit(value)
	if err != nil {
		return err
	}
	if value == list[at].Value {
		return nil
	}
	now, chosen := id, s.selected == id
	err = s.change(func(m *model.Model) error {
		if err := attrs(m)[at].set(value); err != nil {
			return err
		}
		switch {
		case field == "id" && id != "":
			now = value
			if within, _, level := strings.Cut(id, ":"); level {
				now = model.ValueID(within, value)
			}
		case field == "label" && s.fresh[id]:
			now = s.christen(m, id, value)
		}
		return nil
	})
	if err == nil && now != id {
		if chosen {
			s.Select(now)
		}
	}
	if err == nil && field == "label" {
		delete(s.fresh, now)
	}
	return err
}

// christen gives a new part the id that its first label makes, and returns it. New arrows
// from and to it follow.
func (s *Sketch) christen(m *model.Model, id, label string) string {
	if slug(label) == "" {
		return id
	}
	if within, level, ok := strings.Cut(id, ":"); ok {
		return christenLevel(m, within, level, label)
	}
	p := partOf(m, id)
	if p == nil {
		return id
	}
	p.ID = "" // which it may keep
	now := newID(m, label, id)
	p.ID = id
	rename(m, id, now)
	again := func(arrow, from, to string) {
		if s.fresh[arrow] && (from == now || to == now) {
			rename(m, arrow, newID(m, from+"-"+to, arrow))
		}
	}
	for _, x := range m.Relations {
		again(x.ID, x.From, x.To)
	}
	for _, x := range m.Flows {
		again(x.ID, x.From, x.To)
	}
	return now
}

// christenLevel does the same for a value of a condition or a level of a moderator.
func christenLevel(m *model.Model, within, level, label string) string {
	lists := map[string]*[]model.Level{}
	for i := range m.Conditions {
		lists[m.Conditions[i].ID] = &m.Conditions[i].Values
	}
	for i := range m.Moderators {
		lists[m.Moderators[i].ID] = &m.Moderators[i].Levels
	}
	levels := lists[within]
	if levels == nil {
		return model.ValueID(within, level)
	}
	for i := range *levels {
		if l := &(*levels)[i]; l.ID == level {
			l.ID = ""
			now := newLevelID(*levels, label)
			l.ID = now
			renameLevel(m, within, level, now)
			return model.ValueID(within, now)
		}
	}
	return model.ValueID(within, level)
}

// fit makes a value one that the field can have, or says why it cannot.
func (f Field) fit(value string) (string, error) {
	switch f.Kind {
	case Text:
		value = clean(value, true)
	case Keys:
		value = strings.Join(keysOf(value), " ")
	default:
		value = clean(value, false)
	}
	switch {
	case value == "" && f.Required:
		return "", refuse(f.Label + " cannot be empty.")
	case value == "":
	case f.Kind == Number:
		if _, err := strconv.ParseFloat(value, 64); err != nil {
			return "", refuse(f.Label + " must be a number, such as 12 or 0.5.")
		}
	case f.Kind == Choice && !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == value }):
		return "", refuse("There is no such choice for " + f.Label + ".")
	}
	return value, nil
}

// keysOf splits keys at spaces and commas, each once.
func keysOf(value string) []string {
	var list []string
	for _, k := range strings.FieldsFunc(clean(value, false), func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		if !slices.Contains(list, k) {
			list = append(list, k)
		}
	}
	return list
}

// Makers of attributes.

func lineOf(name, label, help string, to *string) attr { return textOf(Line, name, label, help, to) }

func textOf(kind FieldKind, name, label, help string, to *string) attr {
	return attr{Field{Name: name, Label: label, Help: help, Kind: kind, Value: *to}, func(v string) error { *to = v; return nil }}
}

func choiceOf[S ~string](name, label, help string, to *S, options ...Option) attr {
	return attr{
		Field{Name: name, Label: label, Help: help, Kind: Choice, Value: string(*to), Options: options},
		func(v string) error { *to = S(v); return nil },
	}
}

func keysFor(name, label, help string, to *[]string, options ...Option) attr {
	return attr{
		Field{Name: name, Label: label, Help: help, Kind: Keys, Value: strings.Join(*to, " "), Options: options},
		func(v string) error {
			*to = keysOf(v)
			if len(*to) > mostNames {
				return refuse(label + " has more than " + strconv.Itoa(mostNames) + " entries.")
			}
			return nil
		},
	}
}

// mostNames is how many entries a list of keys may have in a file.
const mostNames = 20

// linesFor is a list of texts, each in a line of its own.
func linesFor(name, label, help string, to *[]string) attr {
	return attr{
		Field{Name: name, Label: label, Help: help, Kind: Text, Value: strings.Join(*to, "\n")},
		func(v string) error {
			*to = nil
			for line := range strings.SplitSeq(v, "\n") {
				if line = clean(line, false); line != "" {
					*to = append(*to, line)
				}
			}
			if len(*to) > mostNames {
				return refuse(label + " has more than " + strconv.Itoa(mostNames) + " entries.")
			}
			return nil
		},
	}
}

func yesOf(name, label, help string, to *bool) attr {
	v := "no"
	if *to {
		v = "yes"
	}
	return attr{
		Field{Name: name, Label: label, Help: help, Kind: Choice, Value: v, Options: []Option{{"yes", "Yes"}, {"no", "No"}}, Required: true},
		func(v string) error { *to = v == "yes"; return nil },
	}
}

// must makes an attribute one that cannot be empty.
func must(a attr) attr {
	a.Required = true
	return a
}

// The options of fields whose values are words of the language.
var (
	standings = []Option{
		{string(model.Finding), "Finding: a study found it"},
		{string(model.Concept), "Concept: it is so by definition"},
		{string(model.Inference), "Editor’s inference"},
		{string(model.NotShown), "Not shown: asked, no result known"},
	}
	roles = []Option{
		{string(model.Antecedent), "Antecedent: comes before"},
		{string(model.Focal), "Focal: what it is all about"},
		{string(model.Mediator), "Mediator: stands between"},
		{string(model.Outcome), "Outcome: comes of it"},
	}
	signs = []Option{
		{string(model.Positive), "+ more leads to more"},
		{string(model.Negative), "− more leads to less"},
		{string(model.None), "0 tested, no effect found"},
		{string(model.Unknown), "? not known"},
	}
	changes = []Option{
		{string(model.Strengthens), "strengthens"},
		{string(model.Weakens), "weakens"},
		{string(model.Reverses), "reverses"},
		{string(model.NoDifference), "makes no difference"},
		{string(model.UnknownChange), "not known how"},
	}
	sides = []Option{
		{string(model.Left), "Left"},
		{string(model.Right), "Right"},
		{string(model.Top), "Above"},
		{string(model.Bottom), "Below"},
	}
	forms = []Option{
		{string(model.Sequence), "Sequence: to the next stage"},
		{string(model.Loop), "Loop: back to an earlier one"},
		{string(model.Bypass), "Bypass: leaves stages out"},
		{string(model.Carry), "Carry: from or to a box around"},
	}
	verdicts = []Option{
		{string(model.Favours), "favours"},
		{string(model.NoPreference), "makes no difference"},
		{string(model.UnknownVerdict), "not known"},
	}
)

// labelAttr and those below are the fields that most parts have.
func labelAttr(p *model.Part) attr { return must(lineOf("label", "Name", "", &p.Label)) }

func claimAttrs(standing *model.Standing, sources *[]string) []attr {
	return []attr{
		must(choiceOf("standing", "How well is it supported?", "", standing, standings...)),
		keysFor("sources", "Sources", "Keys of the deck’s sources.", sources),
	}
}

func (s *Sketch) partAttrs(m *model.Model, p *model.Part, own ...attr) []attr {
	list := append([]attr{labelAttr(p), textOf(Text, "meaning", "What it means", "A sentence or two that are shown with it.", &p.Meaning)}, own...)
	list = append(list, claimAttrs(&p.Standing, &p.Sources)...)
	return append(list, s.rareAttrs(m, p)...)
}

// rareAttrs are those that few authors need.
func (s *Sketch) rareAttrs(m *model.Model, p *model.Part) []attr {
	return []attr{
		linesFor("accept", "Also accepted", "Other names, one in each line, that count when the name is asked.", &p.Accept),
		idAttr(m, &p.ID, &p.Was),
		keysFor("was", "Former ids", "Progress that hangs on them is kept.", &p.Was),
	}
}

// idAttr is the id of a thing. A new one leaves the old behind as a former id.
func idAttr(m *model.Model, id *string, was *[]string) attr {
	a := must(lineOf("id", "Id", "Progress hangs on it. If you change it, the old one is kept as a former id.", id))
	a.set = func(v string) error {
		if err := freeID(m, v, *was); err != nil {
			return err
		}
		old := *id
		*was = append(slices.DeleteFunc(slices.Clone(*was), func(w string) bool { return w == v || w == old }), old)
		rename(m, old, v)
		return nil
	}
	return a
}

// freeID reports why a thing cannot have an id; one of its own former ones it can.
func freeID(m *model.Model, id string, was []string) error {
	switch {
	case slug(id) == "" || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789._-") != "" || strings.ContainsAny(id[:1], "._-"):
		return refuse("An id has small letters a to z, digits and . _ - and begins with a letter or digit.")
	case reserved[id]:
		return refuse("The id " + id + " has a meaning of its own. Choose another.")
	case len(id) > 200:
		return refuse("That id is too long.")
	case takenIDs(m)[id] && !slices.Contains(was, id):
		return refuse("The id " + id + " is taken, or was once.")
	}
	return nil
}

// placeAttrs are where the author wants a part drawn.
func placeAttrs(at **model.At) []attr {
	number := func(name, label string, get func(*model.At) *float64) attr {
		value := ""
		if *at != nil {
			value = strconv.FormatFloat(*get(*at), 'f', -1, 64)
		}
		return attr{
			Field{Name: name, Label: label, Kind: Number, Value: value, Help: "Counted from 0. Empty: it is laid out for you."},
			func(v string) error {
				if v == "" {
					*at = nil
					return nil
				}
				x, _ := strconv.ParseFloat(v, 64)
				if !(x >= 0 && x <= maxPlace) {
					return refuse(label + " must be a number from 0 to " + strconv.Itoa(maxPlace) + ".")
				}
				if *at == nil {
					*at = &model.At{}
				}
				*get(*at) = x
				return nil
			},
		}
	}
	return []attr{
		number("column", "Column", func(a *model.At) *float64 { return &a.Column }),
		number("row", "Row", func(a *model.At) *float64 { return &a.Row }),
	}
}

// maxPlace is the last column and row of an author's grid.
const maxPlace = 100
