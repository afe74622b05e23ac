package model

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTasksOfAnyModel asks everything of random models.
func TestTasksOfAnyModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genModel(t)
		tasks := m.Tasks()
		if err := taskWellFormed(m, tasks); err != nil {
			t.Fatal(err)
		}
		seed := rapid.Uint64().Draw(t, "seed")
		for _, task := range tasks {
			a := task.Ask(seed)
			if s := a.Score(Answer{}); s.Share != 0 || s.Correct {
				t.Fatalf("%s: an empty answer scores %v", task.ID, s.Share)
			}
			ans, ok := taskRight(a)
			if !ok {
				continue
			}
			if s := a.Score(ans); !s.Correct {
				t.Fatalf("%s: the right answer %+v scores %v", task.ID, ans, s.Share)
			}
			if s := a.Score(ans); s.Right == "" {
				t.Fatalf("%s: the right answer is not said", task.ID)
			}
			for _, o := range a.Options {
				if s := a.Score(Answer{Chosen: o.ID}); s.Correct != slices.Contains(a.key.right, o.ID) {
					t.Fatalf("%s: %s scores %v", task.ID, o.ID, s.Share)
				}
			}
		}
	})
}

// TestTasksOfBrokenModels asks everything of models from which parts are missing, so
// that others name what is not there.
func TestTasksOfBrokenModels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genModel(t)
		taskBreak(t, m)
		tasks := m.Tasks()
		if err := taskWellFormed(m, tasks); err != nil {
			t.Fatal(err)
		}
		_ = m.Describe()
		for _, task := range tasks {
			a := task.Ask(1)
			if ans, ok := taskRight(a); ok {
				if s := a.Score(ans); !s.Correct {
					t.Fatalf("%s: the right answer %+v scores %v", task.ID, ans, s.Share)
				}
			}
		}
	})
}

// taskBreak takes some elements out of every list of a model.
func taskBreak(t *rapid.T, m *Model) {
	out := rapid.SliceOfN(rapid.Bool(), 12, 12).Draw(t, "out")
	k := 0
	gone := func() bool { k++; return out[k%len(out)] }
	m.Stages = slices.DeleteFunc(m.Stages, func(Stage) bool { return gone() })
	m.Constructs = slices.DeleteFunc(m.Constructs, func(Construct) bool { return gone() })
	m.Relations = slices.DeleteFunc(m.Relations, func(Relation) bool { return gone() })
	m.Lanes = slices.DeleteFunc(m.Lanes, func(Lane) bool { return gone() })
	m.Touchpoints = slices.DeleteFunc(m.Touchpoints, func(Touchpoint) bool { return gone() })
	m.Flows = slices.DeleteFunc(m.Flows, func(Flow) bool { return gone() })
	m.Alternatives = slices.DeleteFunc(m.Alternatives, func(Alternative) bool { return gone() })
	m.Conditions = slices.DeleteFunc(m.Conditions, func(Condition) bool { return gone() })
	m.Rules = slices.DeleteFunc(m.Rules, func(Rule) bool { return gone() })
	m.Facets = slices.DeleteFunc(m.Facets, func(Facet) bool { return gone() })
	for i := range m.Facets {
		m.Facets[i].Categories = slices.DeleteFunc(m.Facets[i].Categories, func(Category) bool { return gone() })
	}
	m.Items = slices.DeleteFunc(m.Items, func(Item) bool { return gone() })
}
