package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// rules reports rules of a contingency with the same conditions, such as never count, and
// cases that disagree with them.
func (c *checker) rules() {
	rules := c.model.Rules
	first := make(map[string]*Rule)
	var distinct []*Rule
	for i := range rules {
		key := conditionsKey(rules[i].When)
		other, taken := first[key]
		if !taken {
			first[key] = &rules[i]
			distinct = append(distinct, &rules[i])
			continue
		}
		if contradict(&rules[i], other) {
			c.error(rules[i].Pos, "contradiction", fmt.Sprintf("under the same conditions, %s says something else than %s", rules[i].ID, other.ID),
				"keep one of the two, or write the condition that tells them apart")
		} else {
			c.error(rules[i].Pos, "same-conditions", fmt.Sprintf("%s has the same conditions as %s, so that a question about them has two answers", rules[i].ID, other.ID),
				"keep one of the two, and say in its meaning what the other says")
		}
	}
	c.overruled(distinct)
	c.answers()
}

// conditionsKey is the same for the same conditions with the same values.
func conditionsKey(when map[string]string) string {
	var b strings.Builder
	for _, condition := range slices.Sorted(maps.Keys(when)) {
		b.WriteString(ValueID(condition, when[condition]) + " ")
	}
	return b.String()
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

// overruled reports rules such that wherever one holds, with all conditions set, rules
// with more conditions hold too and say something else. Where they say the same, the rule
// is what they come to. What holds on average counts while no condition is set. Settings
// multiply, so that it gives up after some steps.
func (c *checker) overruled(rules []*Rule) {
	o := newSettings(c.model.Conditions, rules)
	for i := range o.rules {
		if o.never(i) {
			c.error(rules[i].Pos, "never-counts", fmt.Sprintf("the rule %s never counts, as wherever it holds one with more conditions says something else", rules[i].ID),
				"leave it out, or take a condition out of the others")
		}
	}
}

// settings are the ways in which conditions can be set, tried with some rules.
type settings struct {
	rules  []indexedRule
	values []int // how many each condition has
	steps  int   // that may still be taken
}

// An indexedRule is a rule whose conditions and values are numbers, to be quick.
type indexedRule struct {
	*Rule
	when []setValue
}

// A setValue is a value of a condition.
type setValue struct{ condition, value int }

func newSettings(conditions []Condition, rules []*Rule) *settings {
	s := &settings{steps: maxSteps, values: make([]int, len(conditions))}
	for i := range conditions {
		s.values[i] = len(conditions[i].Values)
	}
	for _, u := range rules {
		x := indexedRule{Rule: u}
		for i := range conditions {
			if value, asked := u.When[conditions[i].ID]; asked {
				k := slices.IndexFunc(conditions[i].Values, func(l Level) bool { return l.ID == value })
				x.when = append(x.when, setValue{i, k})
			}
		}
		s.rules = append(s.rules, x)
	}
	return s
}

// never reports whether a rule never counts.
func (s *settings) never(i int) bool {
	u := &s.rules[i]
	if len(u.when) == 0 {
		return false
	}
	set := make([]int, len(s.values)) // -1 where no rule asks
	for k := range set {
		set[k] = -1
	}
	for _, v := range u.when {
		set[v.condition] = v.value
	}
	var more []*indexedRule // those that may hold where u does
	var open []int          // conditions that they ask for besides
	for k := range s.rules {
		o := &s.rules[k]
		s.steps--
		if len(o.when) <= len(u.when) || o.Says == NoPreference || u.Says == NoPreference && !narrows(o.Rule, u.Rule) {
			continue
		}
		if slices.ContainsFunc(u.when, func(v setValue) bool {
			return slices.ContainsFunc(o.when, func(w setValue) bool { return v.condition == w.condition && v.value != w.value })
		}) {
			continue
		}
		more = append(more, o)
		for _, v := range o.when {
			if set[v.condition] < 0 && !slices.Contains(open, v.condition) {
				open = append(open, v.condition)
			}
		}
	}
	if len(more) == 0 {
		return false
	}
	slices.SortStableFunc(more, func(a, b *indexedRule) int { return len(b.when) - len(a.when) })
	for _, k := range open {
		set[k] = 0
	}
	answer := u.answer()
	for {
		if !s.overrule(more, set, answer) {
			return false
		}
		k := 0
		for ; k < len(open); k++ { // the next setting
			if set[open[k]]++; set[open[k]] < s.values[open[k]] {
				break
			}
			set[open[k]] = 0
		}
		if k == len(open) {
			return true
		}
	}
}

// overrule reports whether some rules, of which those with most conditions come first,
// hold in a setting and those with most conditions all say something else. It does not
// know, and says no, when there have been too many steps.
func (s *settings) overrule(rules []*indexedRule, set []int, answer string) bool {
	most := 0
	for _, o := range rules {
		if len(o.when) < most {
			break
		}
		if s.steps--; s.steps < 0 {
			return false
		}
		if slices.ContainsFunc(o.when, func(v setValue) bool { return set[v.condition] != v.value }) {
			continue
		}
		if o.answer() == answer {
			return false
		}
		most = len(o.when)
	}
	return most > 0
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

// answers reports cases whose answer is not what the rules say, where they agree. It too
// gives up after some steps, which models that anyone could learn are far from.
func (c *checker) answers() {
	each := len(c.model.Rules) * len(c.model.Rules) / 4 // rules are compared with one another
	for i, x := range c.model.Cases {
		if i*each > maxSteps {
			return
		}
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
