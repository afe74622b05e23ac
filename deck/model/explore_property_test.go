package model

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// stateIDs are ids to try: those of a model, and some of nothing.
func stateIDs(m *Model) []string {
	ids := []string{"", "nobody", "a/b", ">", ":", "nobody>nothing", AveragePill}
	for _, e := range m.Elements() {
		ids = append(ids, e.ID)
	}
	for _, n := range Draw(m, DrawOptions{}).Nodes {
		ids = append(ids, n.ID)
	}
	for _, e := range Draw(m, DrawOptions{}).Edges {
		ids = append(ids, e.ID)
	}
	return ids
}

// wander does something with an exploration.
func wander(t *rapid.T, x *Exploration, ids []string) {
	id := rapid.SampledFrom(ids)
	a := id.Draw(t, "a")
	switch rapid.IntRange(0, 11).Draw(t, "do") {
	case 0, 1:
		x.Select(a)
	case 2:
		x.SetNeighbours(rapid.Bool().Draw(t, "on"))
	case 3:
		x.Trace(a, id.Draw(t, "b"))
	case 4, 5:
		for _, s := range x.Switches() {
			x.Switch(s.ID, rapid.SampledFrom(append(s.Options, Option{}, Option{ID: "nothing"})).Draw(t, "level").ID)
		}
	case 6:
		x.StartSteps()
	case 7:
		x.Next()
	case 8:
		x.Previous()
	case 9:
		x.StopSteps()
	case 10:
		for _, s := range x.Scenarios() {
			x.StartScenario(s.ID)
		}
	case 11:
		x.ScenarioNext()
		x.Clear()
	}
}

// Whatever is done, what is shown fits together.
func TestExplorationHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := stateModel(t)
		ids := stateIDs(m)
		x := Explore(m)
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			wander(t, x, ids)
			checkExploration(t, x, ids)
		}
	})
}

func checkExploration(t *rapid.T, x *Exploration, ids []string) {
	o := x.Overlay()
	for id, f := range o {
		switch {
		case !slices.Contains(ids, id):
			t.Fatalf("the overlay knows %q, which is nothing", id)
		case f == Face{}, f.Lit && f.Dim, f.Hidden && (f.Lit || f.Dim || f.Tag != ""):
			t.Fatalf("%s looks like %+v", id, f)
		}
	}
	if e, ok := x.Selected(); ok && (!o[e.ID].Lit || x.Panel().Title == "") {
		t.Fatalf("%s is selected and looks like %+v, %+v", e.ID, o[e.ID], x.Panel())
	}
	modes := 0
	for _, on := range []bool{x.Step() > 0, x.traced != nil, x.scenario >= 0} {
		if on {
			modes++
		}
	}
	if modes > 1 {
		t.Fatal("two things are told at once")
	}
	if p, ok := x.Prediction(); ok {
		right := 0
		for i, option := range p.Options {
			if yes, text := x.Predict(option.ID); yes {
				right++
			} else if text == "" {
				t.Fatal("a prediction is judged without a word")
			}
			if slices.ContainsFunc(p.Options[:i], func(q Option) bool { return q.ID == option.ID }) {
				t.Fatalf("twice the same option: %v", p.Options)
			}
		}
		if right != 1 || len(p.Options) < 2 || len(p.Options) > guesses+1 {
			t.Fatalf("%d options are right: %v", right, p.Options)
		}
	}
	for _, s := range x.Switches() {
		if s.Chosen != "" && !slices.ContainsFunc(s.Options, func(o Option) bool { return o.ID == s.Chosen }) {
			t.Fatalf("set to what is not there: %+v", s)
		}
	}
	if j, ok := x.Verdict(); ok {
		counts := slices.ContainsFunc(j.Reasons, func(r Reason) bool { return r.Counts })
		if counts != (len(j.Reasons) > 0) || (j.Favoured != "") != (j.Kind == Favours && !j.Conflict) || j.Title == "" {
			t.Fatalf("verdict: %+v", j)
		}
	}
}

// Steps show more and more, and at the end everything.
func TestStepsShowMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := Explore(stateModel(t))
		x.StartSteps()
		before := named(x.Overlay(), hidden)
		for i := 1; i < x.Steps(); i++ {
			if !x.Next() {
				t.Fatal("the steps end early")
			}
			now := named(x.Overlay(), hidden)
			for _, id := range now {
				if !slices.Contains(before, id) {
					t.Fatalf("step %d hides %s", i+1, id)
				}
			}
			before = now
		}
		if len(before) > 0 {
			t.Fatalf("never shown: %v", before)
		}
	})
}

// stateBroken draws a model whose references lead anywhere.
func stateBroken(t *rapid.T) *Model {
	m := stateModel(t)
	id := rapid.SampledFrom([]string{"", "nobody", "c0", "m0", "s0", "a0", "f0", "c0-c1", "c0:v0"})
	for range rapid.IntRange(1, 6).Draw(t, "breaks") {
		a, b, c := id.Draw(t, "a"), id.Draw(t, "b"), id.Draw(t, "c")
		m.Constructs = append(m.Constructs, Construct{Part: Part{ID: a}, Stage: b})
		m.Relations = append(m.Relations, Relation{Part: Part{ID: a}, From: b, To: c, Sign: Depends, Effect: &Effect{Metric: a}})
		m.Moderators = append(m.Moderators, Moderator{Part: Part{ID: b}, Acts: []Act{{On: a, Level: c}}})
		m.Touchpoints = append(m.Touchpoints, Touchpoint{Part: Part{ID: c}, Stage: a, Lane: b})
		m.Flows = append(m.Flows, Flow{Part: Part{ID: b}, From: a, To: c})
		m.Readings = append(m.Readings, Reading{Part: Part{ID: c}, Flows: []string{a}, Stages: []SetSize{{a, -1, ""}, {b, 3, ""}}})
		m.Scenarios = append(m.Scenarios, Scenario{Part: Part{ID: a}}, Scenario{Part: Part{ID: b}, Steps: []ScenarioStep{{a, c, ""}}})
		m.Rules = append(m.Rules, Rule{Part: Part{ID: a}, When: map[string]string{b: c}, Says: Verdict(c), Alternative: b})
		m.Items = append(m.Items, Item{Part: Part{ID: b}, In: map[string][]string{a: {b, c}, c: nil}})
		m.Conditions = append(m.Conditions, Condition{Part: Part{ID: c}})
		m.Facets = append(m.Facets, Facet{Part: Part{ID: a}})
		m.Order = append(m.Order, []string{a, b, c}, nil)
		m.Distractors = append(m.Distractors, Part{ID: a}, Part{ID: c})
		m.Cases = append(m.Cases, Case{ID: b, In: map[string][]string{"stage": {a}, c: {b}}})
	}
	m.Kind = rapid.SampledFrom([]Kind{m.Kind, PathKind, JourneyKind, ContingencyKind, ClassificationKind, "", "other"}).Draw(t, "kind")
	return m
}

// A broken model is shown as far as it goes.
func TestBrokenModels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := stateBroken(t)
		ids := stateIDs(m)
		x := Explore(m)
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			wander(t, x, ids)
			x.Overlay()
			x.Panel()
			x.Changes()
			x.Prediction()
			x.Readings()
			x.WhatIf(50)
			x.Reverse(rapid.SampledFrom(ids).Draw(t, "alternative"))
		}
		b := NewRebuild(m, RebuildOptions{Distractors: true})
		for range rapid.IntRange(0, 8).Draw(t, "moves") {
			fumble(t, b)
			b.Check()
		}
		for i := 0; ; i++ {
			if _, ok := b.Hint(); !ok {
				break
			}
			if i > 200 {
				t.Fatal("the hints do not end")
			}
		}
		if b.Parts() > 0 && !b.Check().Perfect {
			t.Fatalf("the hints end at %+v", b.Check())
		}
	})
}

func TestNoModel(t *testing.T) {
	x := Explore(nil)
	x.StartSteps()
	x.Overlay()
	x.Panel()
	b := NewRebuild(nil, RebuildOptions{})
	b.Hint()
	if c := b.Check(); c.Perfect || c.Share != 0 {
		t.Errorf("%+v", c)
	}
}

// That some conditions make no difference changes no verdict, unless it is all there is.
func TestNoDifferenceShiftsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &Model{Kind: ContingencyKind}
		stateGen{t}.contingency(m)
		given := map[string]string{}
		for _, c := range m.Conditions {
			if rapid.Bool().Draw(t, "given") {
				given[c.ID] = rapid.SampledFrom(c.Values).Draw(t, "value").ID
			}
		}
		before := m.weigh(given)
		when := maps.Clone(given)
		for _, c := range m.Conditions {
			if rapid.Bool().Draw(t, "open") {
				delete(when, c.ID)
			}
		}
		m.Rules = append(m.Rules, Rule{Part: Part{ID: "same"}, When: when, Says: NoPreference})
		after := m.weigh(given)
		if len(before.held) == 0 {
			before.kind = NoPreference
		}
		if after.favoured != before.favoured || after.kind != before.kind || after.conflict != before.conflict {
			t.Fatalf("%+v becomes %+v", before, after)
		}
	})
}
