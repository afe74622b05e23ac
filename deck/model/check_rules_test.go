package model

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"touchpoint/deck/brisk"
)

// manyConditions is a contingency with conditions of two values.
func manyConditions(n int) *Model {
	m := &Model{ID: "m", Title: "M", Kind: ContingencyKind, Alternatives: []Alternative{{Part{ID: "a"}}, {Part{ID: "b"}}}}
	for i := range n {
		m.Conditions = append(m.Conditions, Condition{Part: Part{ID: fmt.Sprint("c", i)}, Values: []Level{{ID: "x"}, {ID: "y"}}})
	}
	return m
}

// rule adds a rule; bit i of which says which value the condition at i has.
func (m *Model) rule(says string, which int, conditions ...int) {
	u := Rule{Part: Part{ID: fmt.Sprint("r", len(m.Rules))}, When: make(map[string]string), Says: Favours, Alternative: says}
	for i, c := range conditions {
		u.When[fmt.Sprint("c", c)] = []string{"x", "y"}[which>>i&1]
	}
	m.Rules = append(m.Rules, u)
}

// manyRules is a contingency in which it takes long to see whether a rule counts: all of
// the first ones are overruled by one of the last in each of very many settings.
func manyRules(conditions, rules int, alike bool) *Model {
	m := manyConditions(conditions)
	for i := range rules {
		if alike {
			m.rule("a", 0, 0)
		} else {
			m.rule("a", i>>5, 0, 5+i%8, 5+(i+1+i/8%4)%8)
		}
	}
	for i := range rules - 16 {
		m.rule("b", i, i%conditions, (i+1)%conditions, (i+2)%conditions, (i+3)%conditions, (i+4)%conditions)
	}
	for i := range 16 {
		m.rule("b", i, 1, 2, 3, 4)
	}
	return m
}

// TestManyRules wants a check to give up rather than to take long.
func TestManyRules(t *testing.T) {
	for _, m := range []*Model{manyRules(13, 200, true), manyRules(24, 200, true), manyRules(13, 200, false), manyRules(24, 200, false)} {
		brisk.Within(t, 3*time.Second, fmt.Sprintf("the check of %d rules under %d conditions", len(m.Rules), len(m.Conditions)), func() { Check(m) })
	}
}

// TestManyAnswers wants the same of cases, for each of which all rules are weighed.
func TestManyAnswers(t *testing.T) {
	m := manyRules(13, 200, false)
	given := make(map[string]string)
	for _, x := range m.Conditions {
		given[x.ID] = "x"
	}
	for i := range m.Rules {
		if i%2 == 0 {
			m.Rules[i].Says = NoPreference
		}
		m.Cases = append(m.Cases, Case{ID: fmt.Sprint("k", i), Given: given, Answer: "b"})
	}
	var faults []Fault
	brisk.Within(t, 3*time.Second, fmt.Sprintf("the check of %d cases", len(m.Cases)), func() { faults = Check(m) })
	if !slices.ContainsFunc(faults, func(f Fault) bool { return f.Rule == "case-answer" }) {
		t.Error("no case is judged")
	}
}

// TestNeverCounts wants a rule to be found that is overruled everywhere, and none that
// counts in one setting.
func TestNeverCounts(t *testing.T) {
	m := manyConditions(3)
	m.rule("a", 0, 0)
	for which := range 3 {
		m.rule("b", which<<1, 0, 1, 2)
	}
	if faults := Check(m); len(faults) > 0 {
		t.Errorf("faults of rules that all count: %v", faults)
	}
	m.rule("b", 3<<1, 0, 1, 2)
	if faults := Check(m); len(faults) != 1 || faults[0].Rule != "never-counts" {
		t.Errorf("faults = %v, want one that r0 never counts", faults)
	}
}

// TestHeap wants the check of a model whose elements all stand in one place to be quick.
func TestHeap(t *testing.T) {
	for _, n := range []int{maxDrawn / 2, 400} {
		m := &Model{ID: "m", Title: "M", Kind: PathKind}
		for i := range n {
			at := &At{Column: float64(i%3) / 4, Row: float64(i%5) / 4}
			m.Constructs = append(m.Constructs, Construct{Part: Part{ID: fmt.Sprint("c", i), At: at}, Role: Focal})
			m.Moderators = append(m.Moderators, Moderator{Part: Part{ID: fmt.Sprint("m", i), At: at}, Acts: []Act{{On: fmt.Sprint("r", i), Change: Weakens}}})
		}
		for i := range 400 {
			m.Relations = append(m.Relations, Relation{Part: Part{ID: fmt.Sprint("r", i)}, From: fmt.Sprint("c", i%n), To: fmt.Sprint("c", i*7%n), Sign: Positive})
		}
		var faults []Fault
		brisk.Within(t, 3*time.Second, fmt.Sprintf("the check of %d elements in one place", n), func() { faults = Check(m) })
		if len(faults) == 0 {
			t.Error("nothing is drawn over anything")
		}
	}
}
