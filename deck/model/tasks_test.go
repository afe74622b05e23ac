package model

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// taskIDs returns the ids of tasks in their order.
func taskIDs(tasks []Task) []string {
	ids := make([]string, len(tasks))
	for i, t := range tasks {
		ids[i] = t.ID
	}
	return ids
}

func TestTasksOfEachKind(t *testing.T) {
	want := map[string][]string{
		"bakery": {
			"name:smell", "name:price", "name:visit", "name:talk", "name:sales",
			"sign:smell-visit", "sign:price-visit", "sign:visit-talk", "sign:talk-sales", "sign:visit-sales", "sign:price-sales",
			"moderator:weather", "moderator:town",
			"effect:weather:smell-visit:rain", "effect:weather:smell-visit:sun", "effect:weather:price-visit", "effect:town:visit-sales",
			"net:smell:sales", "net:price:sales", // nothing leads from sales to smell
			"altered", "rebuild",
		},
		"trip": {
			"order", "place:c1", "place:c2", "place:map", "place:train",
			"loop:again", "loop:spontaneous", "loop:memory", "walk:ada", "rebuild",
		},
		"umbrella": {
			"condition", "condition:wind:gale", "condition:hands:full", "condition:hands:free", "condition:hands:full:wind:gale",
			"decide:k1", "decide:k2", "decide:k3", "decide:k4", "gap:calm-best", "rebuild",
		},
		"fruit": {
			"recall:colour", "recall:size", "sort:f1", "sort:f2",
			"sort:cherry", "sort:apple", "sort:plum", "sort:banana", "sort:melon", "odd:red", "recall:red", "rebuild",
		},
	}
	for _, m := range fixtures() {
		if diff := cmp.Diff(want[m.ID], taskIDs(m.Tasks())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", m.ID, diff)
		}
	}
}

func TestTasksAfter(t *testing.T) {
	for _, tt := range []struct {
		m     *Model
		id    string
		after []string
	}{
		{fixturePath(), "name:smell", nil},
		{fixturePath(), "sign:smell-visit", []string{"name:smell", "name:visit"}},
		{fixturePath(), "moderator:weather", []string{"sign:smell-visit", "sign:price-visit"}},
		{fixturePath(), "effect:weather:price-visit", []string{"moderator:weather"}},
		{fixturePath(), "net:smell:sales", []string{"sign:smell-visit", "sign:visit-sales", "sign:visit-talk", "sign:talk-sales"}},
		{fixturePath(), "rebuild", []string{
			"effect:weather:smell-visit:rain", "effect:weather:smell-visit:sun", "effect:weather:price-visit", "effect:town:visit-sales",
			"net:smell:sales", "net:price:sales", "altered",
		}},
		{fixtureJourney(), "walk:ada", []string{"order"}},
		{fixtureContingency(), "decide:k1", []string{"condition:hands:full:wind:gale"}},
		{fixtureContingency(), "decide:k4", []string{"condition"}},
		{fixtureClassification(), "sort:f1", []string{"recall:colour", "recall:size"}},
	} {
		task, ok := tt.m.Task(tt.id)
		if !ok {
			t.Errorf("%s: no such task", tt.id)
		}
		if diff := cmp.Diff(tt.after, slices.Clip(task.After), cmp.Transformer("sorted", func(s []string) string {
			s = slices.Clone(s)
			slices.Sort(s)
			return strings.Join(s, " ")
		})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.id, diff)
		}
	}
}

func TestTasksKeepFormerIDs(t *testing.T) {
	m := fixturePath()
	for id, want := range map[string][]string{
		"name:smell":                      {"name:odour"},
		"sign:smell-visit":                {"sign:s-v", "sign:odour-visit"},
		"moderator:town":                  {"moderator:city"},
		"effect:town:visit-sales":         {"effect:city:visit-sales"},
		"effect:weather:smell-visit:rain": {"effect:weather:s-v:rain", "effect:weather:odour-visit:rain"},
		"net:smell:sales":                 {"net:odour:sales"},
		"name:price":                      nil,
	} {
		task, _ := m.Task(id)
		if diff := cmp.Diff(want, task.Was); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
	}
	if task, _ := fixtureJourney().Task("place:c1"); !slices.Equal(task.Was, []string{"place:c0"}) {
		t.Errorf("a case's former ids came to %v", task.Was)
	}
}

func TestTasksInTheAuthorsOrder(t *testing.T) {
	m := fixturePath()
	m.Order = [][]string{{"price"}, {"visit"}, {"smell", "weather"}, {"sales"}}
	want := []string{
		"name:price", "name:visit", "sign:price-visit", "name:smell", "sign:smell-visit",
		"moderator:weather", "effect:weather:smell-visit:rain", "effect:weather:smell-visit:sun", "effect:weather:price-visit",
		"name:sales", "sign:visit-sales", "sign:price-sales",
	}
	got := taskIDs(m.Tasks())
	if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got[len(got)-1] != "rebuild" || len(got) != len(fixturePath().Tasks()) {
		t.Errorf("got %v", got)
	}
}

func TestTrivialTasksAreNotAsked(t *testing.T) {
	for _, tt := range []struct {
		name   string
		m      *Model
		change func(m *Model)
		id     string
	}{
		{"the only arrow", fixturePath(), func(m *Model) { m.Relations = m.Relations[:1] }, "moderator:weather"},
		{"few arrows to alter", fixturePath(), func(m *Model) { m.Relations = m.Relations[:3] }, "altered"},
		{"a part without a name", fixturePath(), func(m *Model) { m.Constructs[0].Label = "" }, "name:smell"},
		{"an arrow without a sign", fixturePath(), func(m *Model) { m.Relations[0].Sign = "" }, "sign:smell-visit"},
		{"an arrow to nowhere", fixturePath(), func(m *Model) { m.Relations[0].To = "gone" }, "sign:smell-visit"},
		{"two stages", fixtureJourney(), func(m *Model) { m.Stages = m.Stages[:2] }, "order"},
		{"a loop without a meaning", fixtureJourney(), func(m *Model) { m.Flows[1].Meaning = "" }, "loop:again"},
		{"no other flow", fixtureJourney(), func(m *Model) { m.Flows = m.Flows[1:2] }, "loop:again"},
		{"a walk to nowhere", fixtureJourney(), func(m *Model) { m.Scenarios[0].Steps[0].Stage = "gone" }, "walk:ada"},
		{"a case without a place", fixtureJourney(), func(m *Model) { m.Cases[0].In = nil }, "place:c1"},
		{"a case in no known place", fixtureJourney(), func(m *Model) { m.Cases[0].In = map[string][]string{"stage": {"gone"}} }, "place:c1"},
		{"touchpoints beside many stories", fixtureJourney(), func(m *Model) {
			for _, id := range []string{"c3", "c4"} {
				m.Cases = append(m.Cases, Case{ID: id, In: m.Cases[0].In})
			}
		}, "place:map"},
		{"an answer that is none", fixtureContingency(), func(m *Model) { m.Cases[0].Answer = "gone" }, "decide:k1"},
		{"a gap alone", fixtureContingency(), func(m *Model) { m.Gaps, m.Rules = m.Gaps[:2], nil }, "gap:calm-best"},
		{"a facet with one category", fixtureClassification(), func(*Model) {}, "recall:taste"},
		{"a case without a category", fixtureClassification(), func(m *Model) { m.Cases[0].In = map[string][]string{"taste": {"sweet"}} }, "sort:f1"},
		{"few members", fixtureClassification(), func(m *Model) { m.Items = m.Items[1:] }, "odd:red"},
	} {
		before, after := tt.m.Tasks(), func() []Task { tt.change(tt.m); return tt.m.Tasks() }()
		if slices.Contains(taskIDs(after), tt.id) {
			t.Errorf("%s: %s is asked", tt.name, tt.id)
		}
		if len(before) == 0 {
			t.Errorf("%s: nothing was asked before either", tt.name)
		}
	}
}

// taskWellFormed reports what is wrong with a list of tasks.
func taskWellFormed(m *Model, tasks []Task) error {
	seen := map[string]bool{}
	for i, task := range tasks {
		switch {
		case seen[task.ID]:
			return fmt.Errorf("%s is there twice", task.ID)
		case task.Model != m:
			return fmt.Errorf("%s is about another model", task.ID)
		case task.Prompt == "":
			return fmt.Errorf("%s asks nothing", task.ID)
		case task.ID != string(task.Kind) && !strings.HasPrefix(task.ID, string(task.Kind)+":"):
			return fmt.Errorf("%s does not begin with its kind", task.ID)
		case slices.Contains(task.Was, task.ID):
			return fmt.Errorf("%s was itself", task.ID)
		case task.Kind == RebuildTask && i != len(tasks)-1:
			return fmt.Errorf("the rebuild is not last")
		}
		for _, id := range task.After {
			if !seen[id] {
				return fmt.Errorf("%s comes before %s", task.ID, id)
			}
		}
		seen[task.ID] = true
	}
	return nil
}

func TestTasksInAnyAuthorsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(fixtures()).Draw(t, "model")
		n := len(m.Tasks())
		var ids []string
		for _, e := range m.Elements() {
			ids = append(ids, e.ID)
		}
		ids = rapid.Permutation(append(ids, "gone")).Draw(t, "ids")
		for len(ids) > 0 {
			k := rapid.IntRange(1, len(ids)).Draw(t, "together")
			m.Order = append(m.Order, ids[:k])
			ids = ids[k:]
			if rapid.Bool().Draw(t, "enough") {
				break
			}
		}
		tasks := m.Tasks()
		if err := taskWellFormed(m, tasks); err != nil {
			t.Fatal(err)
		}
		if len(tasks) != n {
			t.Fatalf("%d tasks in this order, %d in another", len(tasks), n)
		}
	})
}

func TestTasksOfOddModels(t *testing.T) {
	for _, m := range []*Model{{}, {Kind: PathKind}, {Kind: JourneyKind}, {Kind: ContingencyKind}, {Kind: ClassificationKind}, {Kind: "other"}} {
		if got := m.Tasks(); len(got) != 0 {
			t.Errorf("an empty %s model asks %v", m.Kind, taskIDs(got))
		}
		if _, ok := m.Task("rebuild"); ok {
			t.Errorf("an empty %s model is rebuilt", m.Kind)
		}
		_ = m.Describe()
	}
	// Ids that occur twice must not make tasks that occur twice.
	m := fixtureClassification()
	m.Items = append(m.Items, m.Items...)
	m.Cases = append(m.Cases, m.Cases...)
	if err := taskWellFormed(m, m.Tasks()); err != nil {
		t.Error(err)
	}
}

func BenchmarkTasks(b *testing.B) {
	m := taskRandomWeb(60, 120, Positive, Negative, None, Unknown)
	for i := range m.Relations {
		m.Relations[i].Standing = Finding
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Tasks()
	}
}

// The first card of a classification may be the first that is seen of it.
func TestFacetPrompts(t *testing.T) {
	m := fixtureClassification()
	for id, want := range map[string]string{
		"recall:colour": "Kinds of fruit, “Colour”: Is it … or …? Name both.",
		"recall:size":   "Kinds of fruit, “Size”: How big is it? Name all 3.",
		"recall:red":    "Colour: name all 3 that belong to “Red”.",
		"odd:red":       "Colour: three of these belong to “Red”. Which does not?",
	} {
		if task, _ := m.Task(id); task.Prompt != want {
			t.Errorf("%s asks %q, want %q", id, task.Prompt, want)
		}
	}
}

func TestContingencyPrompts(t *testing.T) {
	m := fixtureContingency()
	for id, want := range map[string]string{
		"condition":                      "What does the model say on average, whatever the conditions?",
		"condition:hands:full:wind:gale": "What does the model say when Wind is “Gale” and Hands is “Full”?",
		"decide:k2":                      "Ed's hands are free. What does the model say about this?",
	} {
		if task, _ := m.Task(id); task.Prompt != want {
			t.Errorf("%s asks %q", id, task.Prompt)
		}
	}
	// What found no difference leaves standing what holds without it.
	s := taskAsk(t, m, "condition:hands:free", 1).Score(Answer{})
	if !strings.Contains(s.Explanation, "What holds without it stands: Umbrella is favoured on average.") {
		t.Errorf("explained by %q", s.Explanation)
	}
}
