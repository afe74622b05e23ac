package model

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// embeddedModels reads the models of the embedded deck.
func embeddedModels(t *testing.T) map[string]*Model {
	t.Helper()
	files, err := filepath.Glob("../../assets/decks/*/models/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no models: %v", err)
	}
	models := map[string]*Model{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := Parse(src)
		if m == nil {
			t.Fatalf("%s cannot be used", file)
		}
		models[m.ID] = m
	}
	return models
}

// TestEmbeddedClaimsOfTheCourseDeck wants that a finding for which the course deck alone
// stands says so.
func TestEmbeddedClaimsOfTheCourseDeck(t *testing.T) {
	for _, m := range embeddedModels(t) {
		look := func(id, text string, standing Standing, sources []string) {
			if standing == Finding && slices.Equal(sources, []string{"course"}) && !strings.HasPrefix(text, "The course deck says") {
				t.Errorf("%s, %s: %q does not say whose it is", m.ID, id, text)
			}
		}
		for _, e := range m.Elements() {
			look(e.ID, e.Meaning, e.Standing, e.Sources)
		}
		for _, x := range m.Moderators {
			for _, a := range x.Acts {
				look(x.ID+" on "+a.On, a.Text, a.Standing, a.Sources)
			}
		}
	}
}

// TestEmbeddedConclusions wants that what the text calls the editor's stands as such, and
// that a case is no better supported than the rule that decides it.
func TestEmbeddedConclusions(t *testing.T) {
	for _, m := range embeddedModels(t) {
		for _, e := range m.Elements() {
			if strings.Contains(e.Meaning, "the editor's conclusion") && e.Standing != Inference {
				t.Errorf("%s, %s is the editor's conclusion and stands as a %s", m.ID, e.ID, e.Standing)
			}
		}
		for _, x := range m.Moderators {
			for _, a := range x.Acts {
				if strings.Contains(a.Text, "the editor's conclusion") && a.Standing != Inference {
					t.Errorf("%s, %s on %s is the editor's conclusion and stands as a %s", m.ID, x.ID, a.On, a.Standing)
				}
			}
		}
		for _, c := range m.Cases {
			if m.Kind != ContingencyKind || c.Standing != Finding {
				continue
			}
			rules := m.weigh(c.Given).opinions()
			if !slices.ContainsFunc(rules, func(r *Rule) bool { return r.Standing == Finding && r.answer() == c.Answer }) {
				t.Errorf("%s, %s is a finding, and no rule that decides it is one", m.ID, c.ID)
			}
		}
	}
}

// TestEmbeddedEffects wants that lists are asked once each, and single acts are known by their relation.
func TestEmbeddedEffects(t *testing.T) {
	want := map[string][]string{
		"framework": {
			"effect:initiation", "effect:initiation:ce-outcomes", "effect:intensity:ce-outcomes", "effect:intensity:exp-ce:spot",
			"effect:intensity:task-ce:continuous", "effect:richness:ce-outcomes", "effect:richness:exp-ce:rich",
			"effect:richness:task-ce:lean", "effect:richness:task-ce:rich", "effect:setting:ce-outcomes",
		},
		"online-recovery": {"effect:focus"},
	}
	models := embeddedModels(t)
	for id, ids := range want {
		var got []string
		for _, task := range models[id].Tasks() {
			if task.Kind == EffectTask {
				got = append(got, task.ID)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, ids) {
			t.Errorf("%s: got %v, want %v", id, got, ids)
		}
	}
}
