package model

import (
	"fmt"
	"maps"
	"slices"
)

// rules reports rules of a contingency that contradict one another, never count or
// disagree with its cases.
func (c *checker) rules() {
	rules := c.model.Rules
	for i := range rules {
		for j := range i {
			if maps.Equal(rules[i].When, rules[j].When) && contradict(&rules[i], &rules[j]) {
				c.error(rules[i].Pos, "contradiction", fmt.Sprintf("under the same conditions, %s says something else than %s", rules[i].ID, rules[j].ID),
					"keep one of the two, or write the condition that tells them apart")
			}
		}
		if by := c.overruled(&rules[i]); by {
			c.error(rules[i].Pos, "never-counts", fmt.Sprintf("the rule %s never counts, as wherever it holds one with more conditions says something else", rules[i].ID),
				"leave it out, or take a condition out of the others")
		}
	}
	c.answers()
}

// contradict reports whether two rules cannot both be right where they hold. That
// nothing is known about one alternative does not contradict what is about the other.
func contradict(a, b *Rule) bool {
	if a.Says == b.Says {
		return a.Says == Favours && a.Alternative != b.Alternative
	}
	if (a.Says == UnknownVerdict || b.Says == UnknownVerdict) && a.Alternative != b.Alternative {
		return a.Alternative == "" || b.Alternative == ""
	}
	return true
}

// overruled reports whether wherever a rule holds, with all conditions set, rules with
// more conditions hold too and say something else. Where they say the same, the rule is
// what they come to. What holds on average counts while no condition is set.
func (c *checker) overruled(u *Rule) bool {
	if len(u.When) == 0 {
		return false
	}
	var more []*Rule // those that may hold where u does
	open := make(map[string]bool)
	for i := range c.model.Rules {
		o := &c.model.Rules[i]
		if len(o.When) <= len(u.When) || o.Says == NoPreference || u.Says == NoPreference && !narrows(o, u) {
			continue
		}
		agrees := true
		for condition, value := range u.When {
			if v, asked := o.When[condition]; asked && v != value {
				agrees = false
			}
		}
		if !agrees {
			continue
		}
		more = append(more, o)
		for condition := range o.When {
			if u.When[condition] == "" {
				open[condition] = true
			}
		}
	}
	var free []Condition
	settings := 1
	for _, x := range c.model.Conditions {
		if open[x.ID] {
			free = append(free, x)
			settings *= max(1, len(x.Values))
			if settings > maxSettings {
				return false // too many to try
			}
		}
	}
	if len(more) == 0 {
		return false
	}
	set := maps.Clone(u.When)
	for n := range settings {
		for _, x := range free {
			set[x.ID] = x.Values[n%len(x.Values)].ID
			n /= len(x.Values)
		}
		if !overrule(more, set, u.answer()) {
			return false
		}
	}
	return true
}

// overrule reports whether some rules hold in a setting and those with most conditions
// all say something else.
func overrule(rules []*Rule, set map[string]string, answer string) bool {
	most, same := 0, false
	for _, o := range rules {
		if len(o.When) < most || !holds(o, set) {
			continue
		}
		same = o.answer() == answer || same && len(o.When) == most
		most = len(o.When)
	}
	return most > 0 && !same
}

// holds reports whether all conditions of a rule are met.
func holds(u *Rule, set map[string]string) bool {
	for condition, value := range u.When {
		if set[condition] != value {
			return false
		}
	}
	return true
}

// answers reports cases whose answer is not what the rules say, where they agree.
func (c *checker) answers() {
	for _, x := range c.model.Cases {
		rules := c.model.weigh(x.Given).opinions()
		if x.Answer == "" || len(rules) == 0 {
			continue
		}
		says := rules[0].answer()
		agree := !slices.ContainsFunc(rules, func(u *Rule) bool { return u.answer() != says })
		if agree && says != x.Answer {
			c.error(x.Pos, "case-answer", fmt.Sprintf("the answer to the case %s is %s, but the rules say %s", x.ID, x.Answer, says),
				"mend the answer, or what is given")
		}
	}
}
