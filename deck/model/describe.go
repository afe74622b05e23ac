package model

import (
	"fmt"
	"strconv"
	"strings"
)

// Word names the standing for a reader.
func (s Standing) Word() string {
	switch s {
	case Finding:
		return "Finding"
	case Concept:
		return "Concept"
	case Inference:
		return "Editor’s inference"
	case NotShown:
		return "Not shown"
	}
	return ""
}

// sentence says of a claim how well it is supported, be there sources or not; "" for no
// standing.
func (s Standing) sentence(cited bool) string {
	switch s {
	case Finding:
		return "Finding: a study found it."
	case Concept:
		return "Concept: it is so by definition."
	case Inference:
		if cited {
			return "Editor’s inference, resting on what is cited."
		}
		return "Editor’s inference, not a finding."
	case NotShown:
		return "Not shown: it was asked, and no result is known."
	}
	return ""
}

// Word says the sign in words; the empty sign is that of what is not connected.
func (s Sign) Word() string {
	switch s {
	case Positive:
		return "positive"
	case Negative:
		return "negative"
	case None:
		return "no effect found"
	case Unknown:
		return "not known"
	case Depends:
		return "depends"
	}
	return "not connected"
}

// Word says in words what the moderator does: "strengthens", "makes no difference".
func (c Change) Word() string {
	switch c {
	case Strengthens, Weakens, Reverses:
		return string(c)
	case NoDifference:
		return "makes no difference"
	}
	return "not known"
}

// Word names the kind of task as something to do.
func (k TaskKind) Word() string {
	switch k {
	case NameTask:
		return "Name the part"
	case SignTask:
		return "Predict the sign"
	case ModeratorTask:
		return "Place the moderator"
	case EffectTask:
		return "Say what a moderator does"
	case NetTask:
		return "Work out the net effect"
	case AlteredTask:
		return "Find the altered arrow"
	case RebuildTask:
		return "Rebuild the model"
	case OrderTask:
		return "Order the stages"
	case PlaceTask:
		return "Place it on the journey"
	case WalkTask:
		return "Walk a scenario"
	case LoopTask:
		return "Say what the arrow does"
	case DecideTask:
		return "Decide a case"
	case ConditionTask:
		return "Say what the model says"
	case GapTask:
		return "Find what is not shown"
	case SortTask:
		return "Sort it"
	case OddTask:
		return "Find the odd one out"
	case RecallTask:
		return "Name them all"
	}
	return string(k)
}

// Describe returns the whole model as plain text, for reading without the picture: every
// element and every claim, with how well it is supported and the keys of its sources.
// Cases are only counted, since they are for judging.
func (m *Model) Describe() string {
	d := description{m: m, named: m.titles()}
	d.line(m.Title)
	d.line(m.Question)
	d.line(m.About)
	d.line(strings.TrimSpace(support(m.Standing, m.Sources)))
	d.structure()
	switch m.Kind {
	case PathKind:
		d.path()
	case JourneyKind:
		d.journey()
	case ContingencyKind:
		d.contingency()
	case ClassificationKind:
		d.classification()
	}
	if n := len(m.Cases); n > 0 {
		d.heading("Cases")
		d.line(strconv.Itoa(n) + " to judge.")
	}
	return d.text.String()
}

// A description is a text that is being written.
type description struct {
	m     *Model
	named map[string]string
	text  strings.Builder
}

// line adds a line unless it is empty. Line breaks in it become spaces.
func (d *description) line(s string) {
	if s = strings.Join(strings.Fields(s), " "); s != "" {
		d.text.WriteString(s + "\n")
	}
}

func (d *description) heading(s string) { d.text.WriteString("\n" + s + "\n") }

// item adds a line of a list: what it is called, what is said of it, and its support.
func (d *description) item(depth int, name string, p Part, said ...string) {
	parts := make([]string, 0, len(said)+1)
	for _, s := range append(said, p.Meaning) {
		if s = sentence(strings.Join(strings.Fields(s), " ")); s != "" {
			parts = append(parts, capital(s))
		}
	}
	text := strings.Join(strings.Fields(name), " ")
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, " ")
	}
	d.text.WriteString(strings.Repeat("  ", depth) + "- " + text + support(p.Standing, p.Sources) + "\n")
}

// support says how well a claim is supported, and by what: " [Finding; santini2020]".
func support(standing Standing, sources []string) string {
	words := make([]string, 0, 2)
	if w := standing.Word(); w != "" {
		words = append(words, w)
	}
	if len(sources) > 0 {
		words = append(words, strings.Join(sources, ", "))
	}
	if len(words) == 0 {
		return ""
	}
	return " [" + strings.Join(words, "; ") + "]"
}

// name returns what an element is called, its id for want of a label.
func (d *description) name(id string) string {
	if n := d.named[id]; n != "" {
		return n
	}
	return id
}

// called returns what a part is called, its id for want of a label.
func called(p Part) string {
	if p.Label != "" {
		return p.Label
	}
	return p.ID
}

// structure describes what several kinds of model have: stages and lanes.
func (d *description) structure() {
	if len(d.m.Stages) > 0 {
		d.heading("Stages, in order")
	}
	for _, s := range d.m.Stages {
		d.item(0, called(s.Part), s.Part)
	}
	if len(d.m.Lanes) > 0 {
		d.heading("Rows")
	}
	for _, l := range d.m.Lanes {
		d.item(0, called(l.Part), l.Part)
	}
}

func (d *description) path() {
	if len(d.m.Constructs) > 0 {
		d.heading("Parts")
	}
	for _, c := range d.m.Constructs {
		name := called(c.Part)
		switch {
		case c.Role != "" && c.Stage != "":
			name += fmt.Sprintf(" (%s, in %s)", c.Role, d.name(c.Stage))
		case c.Role != "":
			name += fmt.Sprintf(" (%s)", c.Role)
		case c.Stage != "":
			name += fmt.Sprintf(" (in %s)", d.name(c.Stage))
		}
		d.item(0, name, c.Part)
	}
	d.relations()
	if len(d.m.Moderators) > 0 {
		d.heading("Moderators")
	}
	for i := range d.m.Moderators {
		d.moderator(&d.m.Moderators[i])
	}
}

func (d *description) relations() {
	if len(d.m.Relations) > 0 {
		d.heading("Arrows")
	}
	for i := range d.m.Relations {
		r := &d.m.Relations[i]
		name := d.name(r.From) + " → " + d.name(r.To)
		if r.Label != "" {
			name += " (" + r.Label + ")"
		}
		d.item(0, name, r.Part, r.Sign.Word(), r.figure())
	}
}

func (d *description) moderator(x *Moderator) {
	var levels []string
	for _, l := range x.Levels {
		word := levelLabel(x.Levels, l.ID)
		if l.Meaning != "" {
			word += " (" + strings.TrimSuffix(l.Meaning, ".") + ")"
		}
		levels = append(levels, word)
	}
	said := ""
	if len(levels) > 0 {
		said = "Levels: " + strings.Join(levels, ", ")
	}
	d.item(0, called(x.Part), x.Part, said)
	for _, a := range x.Acts {
		name := "on " + d.name(a.On)
		if a.Level != "" {
			name += ", " + levelLabel(x.Levels, a.Level)
		}
		d.item(1, name, Part{Meaning: a.Text, Standing: a.Standing, Sources: a.Sources}, a.Change.Word())
	}
}

func (d *description) journey() {
	if len(d.m.Touchpoints) > 0 {
		d.heading("Touchpoints")
	}
	for _, t := range d.m.Touchpoints {
		at := d.name(t.Stage)
		if t.Lane != "" {
			at += ", " + d.name(t.Lane)
		}
		d.item(0, called(t.Part)+" ("+at+")", t.Part)
	}
	if len(d.m.Around) > 0 {
		d.heading("Around it")
	}
	for _, a := range d.m.Around {
		d.item(0, fmt.Sprintf("%s (%s)", called(a.Part), a.Side), a.Part)
	}
	if len(d.m.Flows) > 0 {
		d.heading("Arrows")
	}
	for _, f := range d.m.Flows {
		name := d.name(f.From) + " → " + d.name(f.To)
		if f.Label != "" {
			name = f.Label + ", " + name
		}
		d.item(0, fmt.Sprintf("%s (%s)", name, f.Form), f.Part)
	}
	d.readings()
	d.scenarios()
}

func (d *description) readings() {
	if len(d.m.Readings) > 0 {
		d.heading("Readings")
	}
	for _, r := range d.m.Readings {
		d.item(0, called(r.Part), r.Part)
		for _, s := range r.Stages {
			size := ""
			if s.Size > 0 {
				size = fmt.Sprintf("Considered: %d, an illustrative number", s.Size)
			}
			d.item(1, d.name(s.Stage), Part{Meaning: s.Text}, size)
		}
		for _, id := range r.Flows {
			d.item(1, "arrow "+d.name(id), Part{})
		}
	}
}

func (d *description) scenarios() {
	if len(d.m.Scenarios) > 0 {
		d.heading("Scenarios, fictitious")
	}
	for _, s := range d.m.Scenarios {
		d.item(0, called(s.Part), s.Part)
		for _, step := range s.Steps {
			at := d.name(step.Stage)
			if step.Lane != "" {
				at += ", " + d.name(step.Lane)
			}
			d.item(1, at, Part{Meaning: step.Text})
		}
	}
}

func (d *description) contingency() {
	if len(d.m.Alternatives) > 0 {
		d.heading("Alternatives")
	}
	for _, a := range d.m.Alternatives {
		d.item(0, called(a.Part), a.Part)
	}
	if len(d.m.Conditions) > 0 {
		d.heading("Conditions")
	}
	for _, c := range d.m.Conditions {
		d.item(0, called(c.Part), c.Part)
		for _, v := range c.Values {
			d.item(1, levelLabel(c.Values, v.ID), Part{Meaning: v.Meaning})
		}
	}
	if len(d.m.Rules) > 0 {
		d.heading("Rules")
	}
	for i := range d.m.Rules {
		r := &d.m.Rules[i]
		d.item(0, d.m.statement(r), r.Part)
	}
	if len(d.m.Gaps) > 0 {
		d.heading("What is shown and what is not")
	}
	for _, g := range d.m.Gaps {
		shown := "not shown"
		if g.Shown {
			shown = "shown"
		}
		d.item(0, called(g.Part), g.Part, shown)
	}
}

func (d *description) classification() {
	if r := d.m.Root; r != nil {
		d.heading("The whole")
		d.item(0, called(r.Part), r.Part)
	}
	if len(d.m.Facets) > 0 {
		d.heading("Facets")
	}
	for _, f := range d.m.Facets {
		apart := ""
		if f.Apart && d.m.Root != nil {
			apart = "No part of the whole"
		}
		d.item(0, called(f.Part), f.Part, f.Question, apart)
		for _, c := range f.Categories {
			d.item(1, called(c.Part), c.Part)
		}
	}
	if len(d.m.Items) > 0 {
		d.heading("What belongs where")
	}
	for _, i := range d.m.Items {
		var in []string
		for _, f := range d.m.Facets {
			for _, id := range i.In[f.ID] {
				in = append(in, d.name(id))
			}
		}
		d.item(0, called(i.Part)+" ("+strings.Join(in, ", ")+")", i.Part)
	}
	d.relations()
}
