package model

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// townActs are acts of the town in the bakery: those named with a star together.
func townActs(level string, change Change, on ...string) []Act {
	var acts []Act
	for _, id := range on {
		id, together := strings.CutSuffix(id, "*")
		acts = append(acts, Act{
			On: id, Together: together, Level: level, Change: change, Text: "So.",
			Standing: Finding, Sources: []string{"src-act-" + id},
		})
	}
	return acts
}

// townTasks returns the ids of what is asked about the acts of the town, in alphabetical order.
func townTasks(acts []Act) (*Model, []string) {
	m := fixturePath()
	m.Moderators = m.Moderators[1:]
	m.Moderators[0].Levels, m.Moderators[0].Acts = []Level{{ID: "day"}, {ID: "night"}}, acts
	var ids []string
	for _, task := range m.Tasks() {
		if task.Kind == EffectTask {
			ids = append(ids, task.ID)
		}
	}
	slices.Sort(ids)
	return m, ids
}

func TestEffectIDs(t *testing.T) {
	for _, tt := range []struct {
		name string
		acts []Act
		want []string
	}{
		{"one", townActs("", Weakens, "smell-visit"), []string{"effect:town:smell-visit"}},
		{"two that say the same", townActs("", Weakens, "smell-visit", "visit-sales"), []string{"effect:town:smell-visit", "effect:town:visit-sales"}},
		{"a list", townActs("", Weakens, "smell-visit*", "visit-sales*"), []string{"effect:town"}},
		{"a longer list", townActs("", Weakens, "visit-talk*", "smell-visit*", "visit-sales*"), []string{"effect:town"}},
		{"a list of one", townActs("", Weakens, "visit-talk*"), []string{"effect:town"}},
		{"a list at a level", townActs("day", Weakens, "smell-visit*", "visit-sales*"), []string{"effect:town::day"}},
		{"one beside a list", townActs("", Weakens, "smell-visit*", "visit-talk", "visit-sales*"), []string{"effect:town", "effect:town:visit-talk"}},
		{"one that is in the list", townActs("", Weakens, "smell-visit", "smell-visit*", "visit-sales*"), []string{"effect:town"}},
		{"twice the same", townActs("", Weakens, "smell-visit", "smell-visit"), []string{"effect:town:smell-visit"}},
		{
			"lists at two levels", append(townActs("day", Weakens, "smell-visit*", "visit-sales*"), townActs("night", Weakens, "smell-visit*")...),
			[]string{"effect:town::day", "effect:town::night"},
		},
		{
			"lists that disagree", append(townActs("", Weakens, "smell-visit*", "visit-sales*"), townActs("", Reverses, "price-visit*")...),
			[]string{"effect:town:price-visit", "effect:town:smell-visit", "effect:town:visit-sales"},
		},
	} {
		for range 2 {
			m, got := townTasks(tt.acts)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.name, diff)
			}
			if err := taskWellFormed(m, m.Tasks()); err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
			slices.Reverse(tt.acts) // which makes no difference
		}
	}
}

func TestEffectOnAList(t *testing.T) {
	m, _ := townTasks(townActs("", Strengthens, "smell-visit*", "visit-sales*"))
	task, _ := m.Task("effect:town")
	if want := "What does “Town” do to these arrows: Smell → Visit, Visit → Sales?"; task.Prompt != want {
		t.Errorf("it asks %q", task.Prompt)
	}
	if diff := cmp.Diff([]string{"town", "smell-visit", "visit-sales"}, task.Elements); diff != "" {
		t.Error(diff)
	}
	s := task.Ask(1).Score(Answer{Chosen: "weakens"})
	lit := Face{Lit: true, Tag: "stronger"}
	if diff := cmp.Diff(Overlay{"town": {Lit: true}, "smell-visit": lit, "visit-sales": lit}, s.Overlay); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"src-act-smell-visit", "src-act-visit-sales"}, s.Sources); diff != "" {
		t.Error(diff)
	}
}

// TestEffectsKeepWhatWasKnownOfTheSameQuestion and of no other.
func TestEffectsKeepWhatWasKnownOfTheSameQuestion(t *testing.T) {
	for _, tt := range []struct {
		id   string
		acts []Act
		want []string
	}{
		{"effect:town", townActs("", Weakens, "visit-talk*", "visit-sales*"), []string{"effect:city"}},
		{"effect:town", townActs("", Weakens, "visit-talk*"), []string{"effect:city", "effect:town:visit-talk", "effect:city:visit-talk"}},
		{"effect:town::day", townActs("day", Weakens, "visit-talk*", "visit-sales*"), []string{"effect:city::day", "effect:town::noon", "effect:city::noon"}},
		{"effect:town:visit-talk", townActs("", Weakens, "visit-talk"), []string{"effect:city:visit-talk"}},
		{"effect:town:visit-talk:day", townActs("day", Weakens, "visit-talk"), []string{
			"effect:city:visit-talk:day", "effect:town:visit-talk:noon", "effect:city:visit-talk:noon",
		}},
	} {
		m, _ := townTasks(tt.acts)
		m.Moderators[0].Levels[0].Was = []string{"noon"}
		task, _ := m.Task(tt.id)
		slices.Sort(tt.want)
		slices.Sort(task.Was)
		if diff := cmp.Diff(tt.want, task.Was); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.id, diff)
		}
	}
}

// TestRenamingAConstruct keeps all that was known of its relations.
func TestRenamingAConstruct(t *testing.T) {
	old := fixturePath()
	m := fixturePath()
	rename := map[string]string{"smell": "scent", "visit": "call", "sales": "turnover"}
	swap := func(id string) string {
		if now, ok := rename[id]; ok {
			return now
		}
		return id
	}
	ids := map[string]string{}
	for i := range m.Constructs {
		p := &m.Constructs[i].Part
		if now := swap(p.ID); now != p.ID {
			p.Was, p.ID = append(p.Was, p.ID), now
		}
	}
	for i := range m.Relations {
		r := &m.Relations[i]
		was := r.ID
		r.From, r.To = swap(r.From), swap(r.To)
		r.ID, r.Was = relationID(r.From, r.To), nil
		ids[was] = r.ID
	}
	for i := range m.Moderators {
		for k := range m.Moderators[i].Acts {
			m.Moderators[i].Acts[k].On = ids[m.Moderators[i].Acts[k].On]
		}
	}
	for i := range m.Net {
		m.Net[i] = Pair{swap(m.Net[i].From), swap(m.Net[i].To)}
	}
	owner := map[string]string{}
	for _, task := range m.Tasks() {
		for _, id := range append([]string{task.ID}, task.Was...) {
			if owner[id] != "" {
				t.Errorf("%s is claimed by %s and %s", id, owner[id], task.ID)
			}
			owner[id] = task.ID
		}
	}
	for _, task := range old.Tasks() {
		if owner[task.ID] == "" {
			t.Errorf("what was known of %s is lost", task.ID)
		}
	}
	if owner["sign:smell-visit"] != "sign:scent-call" || owner["effect:town:visit-sales"] != "effect:town:call-turnover" {
		t.Errorf("progress went to %v", owner)
	}
	// An id that the author gave is its own.
	m.Relations[0].ID = "own"
	if task, _ := m.Task("sign:own"); len(task.Was) != 0 {
		t.Errorf("a relation with an id of its own was %v", task.Was)
	}
}

func TestFormerNamesAreFew(t *testing.T) {
	var many []string
	for i := range 300 {
		many = append(many, strings.Repeat("x", i+1))
	}
	if n := len(formerIDs(NameTask, Part{ID: "a", Was: many})); n != mostFormerTasks {
		t.Errorf("%d former ids", n)
	}
	former := formerIDs(EffectTask, Part{ID: "a", Was: many}, Part{ID: "b", Was: many}, Part{ID: "c", Was: many})
	if len(former) != mostFormerTasks || former[0] != "effect:a:b:x" {
		t.Errorf("%d former ids, the first %s", len(former), former[0])
	}
}

// TestConditionsOfSeveralRules are asked once.
func TestConditionsOfSeveralRules(t *testing.T) {
	gale := func(id string, says Verdict, alternative string) Rule {
		return Rule{
			Part: taskPart(id, "", "Reason of "+id+".", Finding), When: map[string]string{"wind": "gale"}, Says: says, Alternative: alternative,
		}
	}
	favours, other := gale("one", Favours, "coat"), gale("two", Favours, "brolly")
	unknown, same := gale("three", UnknownVerdict, "brolly"), gale("four", NoPreference, "")
	for _, tt := range []struct {
		rules []Rule
		want  string
	}{
		{[]Rule{favours}, "coat"},
		{[]Rule{favours, unknown}, "coat"},
		{[]Rule{favours, same}, "coat"},
		{[]Rule{favours, other}, "unknown"},
		{[]Rule{unknown, same}, "unknown"},
		{[]Rule{same}, "none"},
	} {
		for range 2 {
			m := fixtureContingency()
			m.Rules = slices.Clone(tt.rules)
			var ids []string
			for _, task := range m.Tasks() {
				if task.Kind == ConditionTask {
					ids = append(ids, task.ID)
				}
			}
			if diff := cmp.Diff([]string{"condition:wind:gale"}, ids); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			s := taskAsk(t, m, ids[0], 1).Score(Answer{Chosen: tt.want})
			if !s.Correct || len(s.Sources) < len(tt.rules) {
				t.Errorf("%s is not right: %+v", tt.want, s)
			}
			for _, r := range tt.rules {
				if !strings.Contains(s.Explanation, r.Meaning) {
					t.Errorf("%q does not give the reason of %s", s.Explanation, r.ID)
				}
			}
			slices.Reverse(tt.rules)
		}
	}
}

func TestConditionsKeepFormerIDs(t *testing.T) {
	m := fixtureContingency()
	m.Conditions[0].Was, m.Conditions[1].Values[1].Was = []string{"air"}, []string{"busy"}
	task, _ := m.Task("condition:hands:full:wind:gale")
	slices.Sort(task.Was)
	want := []string{"condition:air:gale:hands:busy", "condition:air:gale:hands:full", "condition:hands:busy:wind:gale"}
	if diff := cmp.Diff(want, task.Was); diff != "" {
		t.Error(diff)
	}
}

// taskMixed returns the model with its lists in another order.
func taskMixed(t *rapid.T, m *Model) *Model {
	c := *m
	c.Stages = shuffled(t, c.Stages)
	c.Constructs = shuffled(t, c.Constructs)
	c.Relations = shuffled(t, c.Relations)
	c.Net = shuffled(t, c.Net)
	c.Moderators = shuffled(t, c.Moderators)
	for i := range c.Moderators {
		c.Moderators[i].Levels, c.Moderators[i].Acts = shuffled(t, c.Moderators[i].Levels), shuffled(t, c.Moderators[i].Acts)
	}
	c.Lanes = shuffled(t, c.Lanes)
	c.Touchpoints = shuffled(t, c.Touchpoints)
	c.Around = shuffled(t, c.Around)
	c.Flows = shuffled(t, c.Flows)
	c.Readings = shuffled(t, c.Readings)
	c.Scenarios = shuffled(t, c.Scenarios)
	c.Cases = shuffled(t, c.Cases)
	c.Alternatives = shuffled(t, c.Alternatives)
	c.Conditions = shuffled(t, c.Conditions)
	for i := range c.Conditions {
		c.Conditions[i].Values = shuffled(t, c.Conditions[i].Values)
	}
	c.Rules = shuffled(t, c.Rules)
	c.Gaps = shuffled(t, c.Gaps)
	if len(c.Facets) > 0 { // the first is drawn, and built from memory
		c.Facets = append(slices.Clone(c.Facets[:1]), shuffled(t, c.Facets[1:])...)
	}
	for i := range c.Facets {
		c.Facets[i].Categories = shuffled(t, c.Facets[i].Categories)
	}
	c.Items = shuffled(t, c.Items)
	c.Order = shuffled(t, c.Order)
	return &c
}

// shuffled returns a list of its own, in any order.
func shuffled[T any](t *rapid.T, list []T) []T {
	if len(list) < 2 {
		return slices.Clone(list)
	}
	return rapid.Permutation(list).Draw(t, "order")
}

// taskReworded gives everything another wording. What said different things still does,
// but for acts, which may come to say the same.
func taskReworded(t *rapid.T, m *Model) {
	reword := func(texts ...*string) {
		for _, text := range texts {
			if *text != "" {
				*text = "new " + *text
			}
		}
	}
	reword(&m.Title, &m.Question, &m.About)
	for _, p := range m.parts() {
		reword(&p.Label, &p.Meaning)
		p.Accept = nil
	}
	for i := range m.Cases {
		reword(&m.Cases[i].Text, &m.Cases[i].Why)
	}
	for i := range m.Scenarios {
		for k := range m.Scenarios[i].Steps {
			reword(&m.Scenarios[i].Steps[k].Text)
		}
	}
	for i := range m.Moderators {
		x := &m.Moderators[i]
		for k := range x.Levels {
			reword(&x.Levels[k].Label, &x.Levels[k].Meaning)
		}
		for k := range x.Acts {
			x.Acts[k].Text = rapid.SampledFrom([]string{"", "So.", "Or so."}).Draw(t, "text")
		}
	}
}

// parts returns pointers to the parts of a model.
func (m *Model) parts() []*Part {
	var list []*Part
	for i := range m.Constructs {
		list = append(list, &m.Constructs[i].Part)
	}
	for i := range m.Relations {
		list = append(list, &m.Relations[i].Part)
	}
	for i := range m.Moderators {
		list = append(list, &m.Moderators[i].Part)
	}
	for i := range m.Stages {
		list = append(list, &m.Stages[i].Part)
	}
	for i := range m.Touchpoints {
		list = append(list, &m.Touchpoints[i].Part)
	}
	for i := range m.Flows {
		list = append(list, &m.Flows[i].Part)
	}
	for i := range m.Rules {
		list = append(list, &m.Rules[i].Part)
	}
	for i := range m.Gaps {
		list = append(list, &m.Gaps[i].Part)
	}
	for i := range m.Facets {
		list = append(list, &m.Facets[i].Part)
		for k := range m.Facets[i].Categories {
			list = append(list, &m.Facets[i].Categories[k].Part)
		}
	}
	for i := range m.Items {
		list = append(list, &m.Items[i].Part)
	}
	return list
}

// TestTaskIDsOutliveReorderingAndRewording in random models too: they depend on nothing
// but the ids of elements.
func TestTaskIDsOutliveReorderingAndRewording(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.OneOf(rapid.Custom(genModel), rapid.SampledFrom(fixtures())).Draw(t, "model")
		ids := func(m *Model) map[string][]string {
			tasks := m.Tasks()
			if err := taskWellFormed(m, tasks); err != nil {
				t.Fatal(err)
			}
			was := map[string][]string{}
			for _, task := range tasks {
				was[task.ID] = slices.Sorted(slices.Values(task.Was))
			}
			return was
		}
		want := ids(m)
		mixed := taskMixed(t, m)
		if diff := cmp.Diff(want, ids(mixed)); diff != "" {
			t.Fatalf("reordering changed the ids (-before +after):\n%s", diff)
		}
		taskReworded(t, mixed)
		if diff := cmp.Diff(want, ids(mixed)); diff != "" {
			t.Fatalf("rewording changed the ids (-before +after):\n%s", diff)
		}
	})
}

// TestAddingAndTakingAwayAnAct leaves all other cards as they are.
func TestAddingAndTakingAwayAnAct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genModelOf(t, PathKind)
		if len(m.Moderators) == 0 {
			return
		}
		asked := func() map[string][]string { // elements by id
			list := map[string][]string{}
			for _, task := range m.Tasks() {
				if task.Kind == EffectTask {
					list[task.ID] = task.Elements
				}
			}
			return list
		}
		before := asked()
		i := rapid.IntRange(0, len(m.Moderators)-1).Draw(t, "moderator")
		x := &m.Moderators[i]
		k := rapid.IntRange(0, len(x.Acts)-1).Draw(t, "act")
		gone := x.Acts[k]
		x.Acts = slices.Delete(slices.Clone(x.Acts), k, k+1)
		after := asked()
		own := []string{effectID(x, Pair{gone.On, gone.Level}), effectID(x, Pair{"", gone.Level})}
		for _, id := range append(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after))...) {
			if !slices.Contains(own, id) && !slices.Equal(before[id], after[id]) {
				t.Fatalf("without %+v, %s asks about %v instead of %v", gone, id, after[id], before[id])
			}
		}
	})
}
