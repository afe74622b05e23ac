package model

import (
	"fmt"
	"maps"
	"slices"
)

// Check looks for what concerns several elements of a model, and for figures that nobody
// is named for. [Parse] has found the rest.
func Check(m *Model) []Fault {
	c := &checker{model: m, stages: make(map[string]int)}
	for i, s := range m.Stages {
		c.stages[s.ID] = i
	}
	c.empty()
	c.formerIDs()
	c.figures()
	c.relations()
	c.moderators()
	c.unreachable()
	c.net()
	c.flows()
	c.rules()
	c.places()
	sortFaults(c.faults)
	return c.faults
}

// Follows reports whether a fault that [Check] found may come from what [Parse] left out
// of the model, so that it is worth telling only of a model of which nothing was.
func (f Fault) Follows() bool {
	switch f.Rule {
	case "empty-model", "unreachable", "no-way", "flow-form", "never-counts", "case-answer", "unused-level":
		return true
	}
	return false
}

// A checker checks one model.
type checker struct {
	model  *Model
	stages map[string]int // index by id
	faults []Fault
}

func (c *checker) error(p Pos, rule, message, fix string) {
	c.faults = append(c.faults, Fault{Pos: p, Severity: Error, Rule: rule, Message: message, Fix: fix})
}

func (c *checker) warn(p Pos, rule, message, fix string) {
	c.faults = append(c.faults, Fault{Pos: p, Severity: Warning, Rule: rule, Message: message, Fix: fix})
}

// empty reports a model that has nothing of what its kind is made of.
func (c *checker) empty() {
	m := c.model
	var lacks string
	switch m.Kind {
	case PathKind:
		lacks = without(map[string]int{"constructs": len(m.Constructs), "relations": len(m.Relations)})
	case JourneyKind:
		lacks = without(map[string]int{"stages": len(m.Stages)})
	case ContingencyKind:
		lacks = without(map[string]int{"alternatives": len(m.Alternatives), "rules": len(m.Rules)})
	case ClassificationKind:
		lacks = without(map[string]int{"facets": len(m.Facets)})
	}
	if lacks != "" {
		c.error(m.Pos, "empty-model", fmt.Sprintf("a %s model without %s shows nothing", m.Kind, lacks), "write some")
	}
}

// without returns the first name, in order of the alphabet, of which there is none.
func without(counts map[string]int) string {
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if counts[name] == 0 {
			return name
		}
	}
	return ""
}

// formerIDs reports former ids that are in use, or are claimed twice: progress would go
// to the wrong card.
func (c *checker) formerIDs() {
	var all []formerly
	for _, e := range c.model.Elements() {
		if e.Kind != IsValue {
			all = append(all, formerly{e.ID, e.Was, e.Pos})
		}
	}
	for _, x := range c.model.Cases {
		all = append(all, formerly{x.ID, x.Was, x.Pos})
	}
	for _, x := range c.model.Scenarios {
		all = append(all, formerly{x.ID, x.Was, x.Pos})
	}
	c.former(all)
	levels := func(p Part, list []Level) {
		all = all[:0]
		for _, l := range list { // they are named within what they are levels of
			all = append(all, formerly{l.ID, l.Was, p.Pos})
		}
		c.former(all)
	}
	for _, x := range c.model.Moderators {
		levels(x.Part, x.Levels)
	}
	for _, x := range c.model.Conditions {
		levels(x.Part, x.Values)
	}
}

// A formerly is something with its former ids.
type formerly struct {
	id  string
	was []string
	pos Pos
}

// former reports former ids of some things whose ids must differ.
func (c *checker) former(all []formerly) {
	owner := make(map[string]string)
	for _, e := range all {
		owner[e.id] = ""
	}
	for _, e := range all {
		for _, was := range e.was {
			other, taken := owner[was]
			switch {
			case taken && other == "":
				c.error(e.pos, "was-clash", was+" is named as a former id, but something has it now", "take it out of was:, or give the other another id")
			case taken:
				c.error(e.pos, "was-clash", fmt.Sprintf("%s is named as a former id by %s already", was, other), "keep it in one of the two")
			default:
				owner[was] = e.id
			}
		}
	}
}

// unreachable warns of what nothing leads to or from.
func (c *checker) unreachable() {
	m := c.model
	touched := make(map[string]bool)
	for _, x := range m.Relations {
		touched[x.From], touched[x.To] = true, true
	}
	for _, x := range m.Constructs {
		if !touched[x.ID] {
			c.warn(x.Pos, "unreachable", "no relation begins or ends at "+x.ID, "write the relation, or leave the construct out")
		}
	}
	used := make(map[string]bool)
	for _, u := range m.Rules {
		for condition := range u.When {
			used[condition] = true
		}
	}
	for _, x := range m.Conditions {
		if !used[x.ID] {
			c.warn(x.Pos, "unreachable", "no rule asks for the condition "+x.ID, "write the rule, or leave the condition out")
		}
	}
}

// net warns of pairs between which no way leads, and reports those that stand there twice.
func (c *checker) net() {
	next := make(map[string][]string)
	for _, x := range c.model.Relations {
		next[x.From] = append(next[x.From], x.To)
	}
	asked := make(map[Pair]bool)
	for _, p := range c.model.Net {
		if asked[p] {
			c.error(c.model.Pos, "same-pair", fmt.Sprintf("the net effect of %s on %s is asked twice", p.From, p.To), "take one of the two pairs out of net:")
			continue
		}
		asked[p] = true
		seen := map[string]bool{p.From: true}
		for todo := []string{p.From}; len(todo) > 0; todo = todo[1:] {
			for _, to := range next[todo[0]] {
				if !seen[to] {
					seen[to] = true
					todo = append(todo, to)
				}
			}
		}
		if !seen[p.To] || p.From == p.To {
			c.warn(c.model.Pos, "no-way", fmt.Sprintf("no way leads from %s to %s, so its net effect cannot be asked", p.From, p.To), "take the pair out of net:")
		}
	}
}

// flows reports flows whose form does not go with the stages that they join.
func (c *checker) flows() {
	for _, f := range c.model.Flows {
		from, fromStage := c.stages[f.From]
		to, toStage := c.stages[f.To]
		next := len(c.stages) > 0 && to == (from+1)%len(c.stages)
		between := fromStage && toStage
		switch {
		case f.From == f.To:
			c.flow(f, "it leads from %s to itself", f.From)
		case f.Form == Sequence && between && to != from+1:
			c.flow(f, "a sequence leads to the next stage, and %s does not follow %s", f.To, f.From)
		case f.Form == Loop && !between:
			c.flow(f, "a loop joins two stages, and %s to %s does not", f.From, f.To)
		case f.Form == Loop && to > from:
			c.flow(f, "a loop leads back, and %s stands after %s", f.To, f.From)
		case f.Form == Bypass && !between:
			c.flow(f, "a bypass joins two stages, and %s to %s does not", f.From, f.To)
		case f.Form == Bypass && next:
			c.flow(f, "a bypass leaves stages out, and %s follows %s at once", f.To, f.From)
		case f.Form == Carry && between:
			c.flow(f, "what is carried over comes from or goes to a box around the grid, and %s and %s are stages", f.From, f.To)
		}
	}
}

func (c *checker) flow(f Flow, message string, ids ...any) {
	c.error(f.Pos, "flow-form", fmt.Sprintf("the form of the flow %s does not fit: "+message, append([]any{f.ID}, ids...)...),
		"write another form: sequence, loop, bypass or carry")
}
