package model

import (
	"slices"
	"strings"
)

// alwaysOn is the level of a moderator that has none.
const alwaysOn = "on"

// Switches returns what can be set: a path's moderators, the conditions of a contingency.
func (x *Exploration) Switches() []Switch {
	var list []Switch
	for _, m := range x.m.Moderators {
		list = append(list, x.switchOf(m.Part, levelsOf(m)))
	}
	for _, c := range x.m.Conditions {
		list = append(list, x.switchOf(c.Part, c.Values))
	}
	return list
}

// levelsOf returns the levels that a moderator can be set to.
func levelsOf(m Moderator) []Level {
	if len(m.Levels) == 0 {
		return []Level{{ID: alwaysOn, Label: "On"}}
	}
	return m.Levels
}

func (x *Exploration) switchOf(p Part, levels []Level) Switch {
	s := Switch{ID: p.ID, Label: p.Label, Chosen: x.levels[p.ID], Meaning: p.Meaning}
	for _, l := range levels {
		s.Options = append(s.Options, Option{l.ID, l.Label})
		if l.ID == s.Chosen && l.Meaning != "" {
			s.Meaning = l.Meaning
		}
	}
	return s
}

// Switch sets a moderator or a condition to a level, "" to turn it off. What the model
// does not have is let be.
func (x *Exploration) Switch(id, level string) {
	for _, s := range x.Switches() {
		if s.ID != id {
			continue
		}
		if level == "" {
			delete(x.levels, id)
		} else if slices.ContainsFunc(s.Options, func(o Option) bool { return o.ID == level }) {
			x.levels[id] = level
		}
	}
}

// active returns what a moderator does at the level that it is set to.
func (x *Exploration) active(m Moderator) []Act {
	level := x.levels[m.ID]
	var acts []Act
	for _, a := range m.Acts {
		if _, known := x.index[a.On]; known && level != "" && (a.Level == "" || a.Level == level) {
			acts = append(acts, a)
		}
	}
	return acts
}

// overlaySwitches tags the relations that moderators change.
func (x *Exploration) overlaySwitches(o Overlay) {
	for _, m := range x.m.Moderators {
		if x.levels[m.ID] != "" {
			touch(o, m.ID, func(f *Face) { f.Lit, f.Tag = true, x.levelLabel(m.ID) })
		}
		for _, a := range x.active(m) {
			touch(o, a.On, func(f *Face) {
				tag := a.Change.result()
				if f.Tag == "" {
					f.Tag = tag
				} else if !slices.Contains(strings.Split(f.Tag, ", "), tag) {
					f.Tag += ", " + tag
				}
				e, _ := x.element(a.On)
				if s, _ := x.m.SignUnder(a.On, x.levels); s != e.Sign {
					f.Sign = s
				}
			})
		}
	}
}

// levelLabel is what the level is called that something is set to.
func (x *Exploration) levelLabel(id string) string {
	for _, s := range x.Switches() {
		for _, o := range s.Options {
			if s.ID == id && o.ID == s.Chosen {
				return o.Text
			}
		}
	}
	return ""
}

// result is what a change makes of an arrow, in a word or two.
func (c Change) result() string {
	switch c {
	case Strengthens:
		return "stronger"
	case Weakens:
		return "weaker"
	case Reverses:
		return "turned round"
	case NoDifference:
		return "no difference"
	}
	return "not known how"
}

// told is what a change makes of an arrow, within a sentence.
func (c Change) told() string {
	if c == UnknownChange {
		return "how it changes is not known"
	}
	return c.result()
}

// Changes says in sentences what the switches do.
func (x *Exploration) Changes() []string {
	var list []string
	for _, m := range x.m.Moderators {
		if x.levels[m.ID] == "" {
			continue
		}
		acts := x.active(m)
		for _, a := range acts {
			list = append(list, claim(x.title(a.On)+": "+a.Change.told()+" ("+x.setting(m)+")", a.Text, a.Standing))
		}
		if len(acts) == 0 {
			list = append(list, x.setting(m)+". This model names no relation that changes.")
		}
	}
	if j, ok := x.Verdict(); ok && len(x.conditions()) > 0 {
		list = append(list, j.Title+".")
		for _, r := range j.Reasons {
			if r.Counts {
				list = append(list, claim(r.Text, "", r.Standing))
			}
		}
	}
	return list
}

// setting says what a moderator is set to.
func (x *Exploration) setting(m Moderator) string {
	if len(m.Levels) == 0 {
		return m.Label
	}
	return m.Label + ": " + x.levelLabel(m.ID)
}

// claim makes sentences of a claim, what it means and its standing.
func claim(text, meaning string, standing Standing) string {
	s := strings.TrimSuffix(text, ".") + "."
	if meaning != "" {
		s += " " + meaning
	}
	if standing != "" {
		s += " " + standing.Word() + "."
	}
	return s
}

// conditions returns the conditions that are set.
func (x *Exploration) conditions() map[string]string {
	given := map[string]string{}
	for _, c := range x.m.Conditions {
		if v := x.levels[c.ID]; v != "" {
			given[c.ID] = v
		}
	}
	return given
}

// Verdict returns what is favoured under the conditions that are set; false for a model
// that has no rules.
func (x *Exploration) Verdict() (Judgement, bool) {
	if x.m.Kind != ContingencyKind || len(x.m.Rules) == 0 {
		return Judgement{}, false
	}
	return x.judge(x.conditions()), true
}

// judge weighs the rules that hold. Those that do not count are kept as reasons too.
func (x *Exploration) judge(given map[string]string) Judgement {
	w := x.m.weigh(given)
	j := Judgement{Favoured: w.favoured, Kind: w.kind, Conflict: w.conflict}
	for _, counts := range []bool{true, false} {
		for _, r := range w.held {
			if slices.Contains(w.counts, r) == counts {
				j.Reasons = append(j.Reasons, Reason{
					Rule: r.ID, Text: x.ruleText(*r), Standing: r.Standing, Sources: r.Sources, Counts: counts,
				})
			}
		}
	}
	switch {
	case j.Conflict:
		j.Title = "The rules that hold disagree"
	case j.Favoured != "":
		j.Title = "Favoured: " + x.title(j.Favoured)
	case j.Kind == NoPreference:
		j.Title = "No difference was found"
	case len(w.held) > 0:
		j.Title = "Not known"
	case len(given) == 0:
		j.Title = "Set a condition to see what it favours"
	default:
		j.Title = "No rule holds under these conditions"
	}
	return j
}

// ruleText says what a rule says, and why.
func (x *Exploration) ruleText(r Rule) string {
	return claim(x.when(r)+" → "+x.says(r), r.Meaning, "")
}

// ruleTitle names a rule that has no label.
func (x *Exploration) ruleTitle(id string) string {
	for _, r := range x.m.Rules {
		if r.ID == id {
			return x.when(r) + " → " + x.says(r)
		}
	}
	return ""
}

// when says under which conditions a rule holds, in the order of the conditions.
func (x *Exploration) when(r Rule) string {
	var parts []string
	for _, c := range x.m.Conditions {
		for _, v := range c.Values {
			if value, asked := r.When[c.ID]; asked && value == v.ID {
				parts = append(parts, c.Label+": "+v.Label)
			}
		}
	}
	if len(r.When) == 0 {
		return onAverage
	}
	return strings.Join(parts, ", ")
}

// says tells a rule's verdict.
func (x *Exploration) says(r Rule) string {
	of := ""
	for _, a := range x.m.Alternatives {
		if a.ID == r.Alternative {
			of = a.Label
		}
	}
	switch {
	case r.Says == Favours && of != "":
		return "favours " + of
	case r.Says == NoPreference:
		return "no difference was found"
	case of != "":
		return "not known for " + of
	}
	return "not known"
}

// Reverse says in sentences when an alternative is favoured.
func (x *Exploration) Reverse(alternative string) []string {
	e, ok := x.element(alternative)
	if !ok || e.Kind != IsAlternative {
		return nil
	}
	var list, open []string
	for _, r := range x.m.Rules {
		switch {
		case r.Says == Favours && r.Alternative == alternative:
			list = append(list, claim(x.ruleText(r), "", r.Standing))
		case r.Says != Favours && (r.Alternative == alternative || r.Alternative == ""):
			open = append(open, claim(x.ruleText(r), "", r.Standing))
		}
	}
	if len(list) == 0 {
		list = []string{"No rule of this model favours " + e.Title + "."}
	}
	return append(list, open...)
}

// overlayVerdict lights what is favoured and the rules that count.
func (x *Exploration) overlayVerdict(o Overlay) {
	given := x.conditions()
	j, ok := x.Verdict()
	if !ok || len(given) == 0 {
		return
	}
	keep := map[string]bool{}
	for _, a := range x.m.Alternatives {
		keep[a.ID] = j.Kind != Favours || a.ID == j.Favoured
	}
	for _, r := range j.Reasons {
		keep[r.Rule] = r.Counts
	}
	for _, r := range x.m.Rules {
		if keep[r.ID] && r.Says == Favours {
			keep[r.Alternative] = true
		}
	}
	for _, c := range x.m.Conditions {
		keep[c.ID] = true
		for _, v := range c.Values {
			keep[ValueID(c.ID, v.ID)] = given[c.ID] == "" || given[c.ID] == v.ID
		}
	}
	x.dimOthers(o, keep)
	for _, p := range x.drawn {
		e, known := x.element(p.id)
		if known && keep[p.id] && (e.Kind == IsRule || e.Kind == IsAlternative && j.Kind == Favours ||
			e.Kind == IsValue && p.id == ValueID(e.Within, given[e.Within])) {
			touch(o, p.id, func(f *Face) { f.Lit = true })
		}
	}
}
