package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// manyRules is a contingency in which it takes long to see whether its first rule counts:
// hundreds of others, which never say the same, hold in some of very many settings.
func manyRules(conditions, rules int) *Model {
	m := &Model{ID: "m", Title: "M", Kind: ContingencyKind, Alternatives: []Alternative{{Part{ID: "a"}}, {Part{ID: "b"}}}}
	for i := range conditions {
		m.Conditions = append(m.Conditions, Condition{Part: Part{ID: fmt.Sprint("c", i)}, Values: []Level{{ID: "x"}, {ID: "y"}}})
	}
	for i := range rules {
		when := map[string]string{"c0": "x"}
		for k := 1; k < conditions && i >= rules/2; k++ {
			when[fmt.Sprint("c", k)] = []string{"x", "y"}[i>>(k%8)&1]
		}
		u := Rule{Part: Part{ID: fmt.Sprint("r", i)}, When: when, Says: Favours, Alternative: "a"}
		if i >= rules/2 {
			u.Alternative = "b"
		}
		m.Rules = append(m.Rules, u)
	}
	return m
}

// TestManyRules wants a check to give up rather than to take long.
func TestManyRules(t *testing.T) {
	for _, m := range []*Model{manyRules(13, 400), manyRules(24, 400), distinctRules(13, 400), distinctRules(24, 400)} {
		start := time.Now()
		Check(m)
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("the check of %d rules under %d conditions takes %s", len(m.Rules), len(m.Conditions), took)
		}
	}
}

// distinctRules is a contingency in which half of the rules have a condition each, and the
// others hold in one setting each.
func distinctRules(conditions, rules int) *Model {
	m := manyRules(conditions, 0)
	for i := range rules {
		u := Rule{Part: Part{ID: fmt.Sprint("r", i)}, When: map[string]string{}, Says: Favours, Alternative: "a"}
		if i < rules/2 {
			for k := range 3 {
				u.When[fmt.Sprint("c", (i/3+i*k)%conditions)] = "x"
			}
		} else {
			u.Alternative = "b"
			for k := range conditions {
				u.When[fmt.Sprint("c", k)] = []string{"x", "y"}[(i*7)>>(k%9)&1]
			}
		}
		m.Rules = append(m.Rules, u)
	}
	return m
}

// TestManyAnswers wants the same of cases, for each of which all rules are weighed.
func TestManyAnswers(t *testing.T) {
	m := distinctRules(13, 400)
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
	start := time.Now()
	faults := Check(m)
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("the check of %d cases takes %s", len(m.Cases), took)
	}
	if !slices.ContainsFunc(faults, func(f Fault) bool { return f.Rule == "case-answer" }) {
		t.Error("no case is judged")
	}
}

// TestNeverCounts wants a rule to be found that is overruled everywhere, and none that
// counts in one setting.
func TestNeverCounts(t *testing.T) {
	m := manyRules(3, 0)
	add := func(says string, when ...string) {
		u := Rule{Part: Part{ID: "r" + strings.Join(when, "")}, When: map[string]string{}, Says: Favours, Alternative: says}
		for _, w := range when {
			u.When[w[:2]] = w[2:]
		}
		m.Rules = append(m.Rules, u)
	}
	add("a", "c0x")
	for _, other := range []string{"xx", "xy", "yx"} {
		add("b", "c0x", "c1"+other[:1], "c2"+other[1:])
	}
	if faults := Check(m); len(faults) > 0 {
		t.Errorf("faults of rules that all count: %v", faults)
	}
	add("b", "c0x", "c1y", "c2y")
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
		start := time.Now()
		faults := Check(m)
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("the check of %d elements in one place takes %s", n, took)
		}
		if len(faults) == 0 {
			t.Error("nothing is drawn over anything")
		}
	}
}
