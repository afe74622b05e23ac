package model

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestVerdict(t *testing.T) {
	type outcome struct {
		Favoured string
		Kind     Verdict
		Conflict bool
		Title    string
		Counts   []string // rules
		Other    []string // rules that hold but do not count
	}
	clash := Rule{Part: Part{ID: "clash"}, When: map[string]string{"hands": "free"}, Says: Favours, Alternative: "brolly"}
	for _, c := range []struct {
		name  string
		given map[string]string
		extra []Rule
		want  outcome
	}{
		{"nothing set", nil, nil, outcome{"brolly", Favours, false, "Favoured: Umbrella", []string{"average"}, nil}},
		{"gale", map[string]string{"wind": "gale"}, nil, outcome{"coat", Favours, false, "Favoured: Coat", []string{"storm"}, []string{"average"}}},
		{"calm", map[string]string{"wind": "calm"}, nil, outcome{"brolly", Favours, false, "Favoured: Umbrella", []string{"average"}, nil}},
		{"hands full", map[string]string{"hands": "full"}, nil, outcome{"", UnknownVerdict, false, "Not known", []string{"busy"}, []string{"average"}}},
		{"hands free", map[string]string{"hands": "free"}, nil, outcome{"brolly", Favours, false, "Favoured: Umbrella", []string{"average", "idle"}, nil}},
		{
			"a narrower rule knows nothing",
			map[string]string{"wind": "calm", "hands": "free"},
			[]Rule{{Part: Part{ID: "dark"}, When: map[string]string{"wind": "calm"}, Says: UnknownVerdict}},
			outcome{"", UnknownVerdict, false, "Not known", []string{"idle", "dark"}, []string{"average"}},
		},
		{
			"no difference gives way to what has its conditions and more",
			map[string]string{"wind": "gale", "hands": "free"},
			[]Rule{{Part: Part{ID: "free"}, When: map[string]string{"wind": "gale", "hands": "free"}, Says: Favours, Alternative: "brolly"}},
			outcome{"brolly", Favours, false, "Favoured: Umbrella", []string{"free"}, []string{"average", "storm", "idle"}},
		},
		{
			"no difference overrides nothing, however narrow",
			map[string]string{"wind": "gale", "hands": "full"},
			[]Rule{{Part: Part{ID: "same"}, When: map[string]string{"wind": "gale", "hands": "full"}, Says: NoPreference}},
			outcome{"coat", Favours, false, "Favoured: Coat", []string{"both", "same"}, []string{"average", "storm", "busy"}},
		},
		{
			"favours beats no opinion",
			map[string]string{"wind": "gale", "hands": "free"},
			nil,
			outcome{"coat", Favours, false, "Favoured: Coat", []string{"storm", "idle"}, []string{"average"}},
		},
		{
			"the narrowest counts",
			map[string]string{"wind": "gale", "hands": "full"},
			nil,
			outcome{"coat", Favours, false, "Favoured: Coat", []string{"both"}, []string{"average", "storm", "busy"}},
		},
		{
			"they disagree",
			map[string]string{"wind": "gale", "hands": "free"},
			[]Rule{clash},
			outcome{"", Favours, true, "The rules that hold disagree", []string{"storm", "idle", "clash"}, []string{"average"}},
		},
	} {
		m := fixtureContingency()
		m.Rules = append(m.Rules, c.extra...)
		x := Explore(m)
		for id, v := range c.given {
			x.Switch(id, v)
		}
		j, ok := x.Verdict()
		if !ok {
			t.Fatal("no verdict")
		}
		got := outcome{Favoured: j.Favoured, Kind: j.Kind, Conflict: j.Conflict, Title: j.Title}
		for _, r := range j.Reasons {
			if r.Counts {
				got.Counts = append(got.Counts, r.Rule)
			} else {
				got.Other = append(got.Other, r.Rule)
			}
		}
		equal(t, c.name, got, c.want)
	}
	if _, ok := Explore(statePath()).Verdict(); ok {
		t.Error("a path has a verdict")
	}
}

func TestVerdictWithoutRulesThatHold(t *testing.T) {
	m := fixtureContingency()
	m.Rules = m.Rules[1:2]
	x := Explore(m)
	j, _ := x.Verdict()
	equal(t, "nothing set", j.Title, "Set a condition to see what it favours")
	x.Switch("wind", "calm")
	j, _ = x.Verdict()
	equal(t, "no rule holds", j.Title, "No rule holds under these conditions")
	m = fixtureContingency()
	m.Rules = m.Rules[3:4]
	x = Explore(m)
	x.Switch("hands", "free")
	j, _ = x.Verdict()
	equal(t, "nothing else holds", j.Title, "No difference was found")
	equal(t, "kind", j.Kind, NoPreference)
}

func TestVerdictOverlay(t *testing.T) {
	x := Explore(fixtureContingency())
	equal(t, "nothing set", faces(x.Overlay()), nil)
	x.Switch("wind", "gale")
	o := x.Overlay()
	equal(t, "lit", named(o, lit), []string{"coat", "storm", "wind:gale"})
	for _, id := range []string{"brolly", "average", "both", "wind:calm"} {
		if !o[id].Dim {
			t.Errorf("%s does not stand back", id)
		}
	}
	if o["hands:free"].Dim || o["wind"].Dim {
		t.Error("a condition that is open stands back")
	}
	equal(t, "in words", x.Changes(), []string{"Favoured: Coat.", "Wind: Gale → favours Coat. It turns inside out. Finding."})
}

func TestReverse(t *testing.T) {
	x := Explore(fixtureContingency())
	equal(t, "coat", x.Reverse("coat"), []string{
		"Wind: Gale → favours Coat. It turns inside out. Finding.",
		"Wind: Gale, Hands: Full → favours Coat. Hands are full in a gale. Editor’s inference.",
		"Hands: Full → not known for Coat. It was asked. Not shown.",
		"Hands: Free → no difference was found. Both were alike. Finding.",
	})
	equal(t, "nobody", x.Reverse("nobody"), nil)
	m := fixtureContingency()
	m.Rules = m.Rules[1:2]
	equal(t, "never", Explore(m).Reverse("brolly"), []string{"No rule of this model favours Umbrella."})
}

// The stories of the embedded models are decided by their rules.
func TestVerdictOfCases(t *testing.T) {
	files, err := filepath.Glob("../../assets/decks/*/models/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no models", err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := Parse(src)
		if m == nil || m.Kind != ContingencyKind {
			continue
		}
		for _, c := range m.Cases {
			x := Explore(m)
			for _, id := range slices.Sorted(maps.Keys(c.Given)) {
				x.Switch(id, c.Given[id])
			}
			j, _ := x.Verdict()
			got := j.Favoured
			switch {
			case got == "" && j.Kind == NoPreference:
				got = "none"
			case got == "":
				got = "unknown"
			}
			if got != c.Answer {
				t.Errorf("%s, %s: the rules say %s (%s), the case %s", m.ID, c.ID, got, j.Title, c.Answer)
			}
		}
	}
}

func TestPanel(t *testing.T) {
	for _, c := range []struct {
		m    *Model
		id   string
		want Panel
	}{
		{statePath(), "", Panel{
			Title: "The café", Kind: "Model", Meaning: "Why stay?", Evidence: []string{"Made up."}, Standing: Finding, Sources: []string{"study"},
		}},
		{statePath(), "noise", Panel{
			Title: "Noise", Kind: "Construct", Meaning: "What Noise is.", Standing: Concept, Sources: []string{"book"},
			Evidence: []string{"Comes from Light: positive. Finding.", "Leads to Staying: negative. Finding.", "Leads to Sales: not known. Finding."},
		}},
		{statePath(), "light-stay", Panel{
			Title: "Light → Staying", Kind: "Relation", Standing: Finding, Sources: []string{"study"},
			Evidence: []string{
				"Positive. Finding.", "Mean elasticity 0.137: 1 % more goes with 0.14 % more, all else equal.",
				"Hour, Night: stronger. At night light counts more. Finding.",
			},
		}},
		{statePath(), "noise-stay", Panel{
			Title: "Noise → Staying", Kind: "Relation", Standing: Finding, Sources: []string{"study"},
			Evidence: []string{
				"Negative. Finding.", "How strong is not known to this deck.",
				"Hour, Night: turned round. Editor’s inference.", "Music: how it changes is not known. Not shown.",
			},
		}},
		{statePath(), "noise-sales", Panel{
			Title: "Noise → Sales", Kind: "Relation", Standing: Finding, Sources: []string{"study"},
			Evidence: []string{"Whether it is positive or negative is not known to this deck."},
		}},
		{statePath(), "hour", Panel{
			Title: "Hour", Kind: "Moderator", Standing: Concept,
			Evidence: []string{
				"Night: Light → Staying is stronger. At night light counts more. Finding.",
				"Night: Noise → Staying is turned round. Editor’s inference.",
			},
		}},
		{statePath(), "music", Panel{
			Title: "Music", Kind: "Moderator", Evidence: []string{"Noise → Staying is changed, how is not known. Not shown."},
		}},
		{statePath(), "before", Panel{Title: "Before", Kind: "Stage", Evidence: []string{"Light", "Noise"}}},
		{fixtureJourney(), "plan/own", Panel{Title: "Plan · Own", Kind: "Cell", Evidence: []string{"Map"}}},
		{fixtureJourney(), "tell/own", Panel{Title: "Tell · Own", Kind: "Cell", Evidence: []string{"No touchpoint of this model stands here."}}},
		{fixtureJourney(), "train", Panel{
			Title: "Train", Kind: "Touchpoint", Standing: Inference, Sources: []string{"src-train"},
			Evidence: []string{"Stage: Go.", "Row: Others."},
		}},
		{fixtureJourney(), "again", Panel{
			Title: "Wanderlust", Kind: "Flow", Meaning: "What is told makes one plan anew.", Standing: Finding, Sources: []string{"src-again"},
			Evidence: []string{"Tell → Plan: leads back to an earlier stage."},
		}},
		{fixtureJourney(), "last", Panel{
			Title: "Last trip", Kind: "Beside the journey", Standing: Concept, Sources: []string{"src-last"},
			Evidence: []string{"Last trip → Plan: is carried over."},
		}},
		{fixtureJourney(), "narrow", Panel{
			Title: "Narrowing", Kind: "Reading", Meaning: "Fewer and fewer.", Standing: Concept, Sources: []string{"src-narrow"},
			Evidence: []string{"Plan, 8 brands. Many places.", "Go, 1 brand.", "The numbers of brands are illustrative. No study gives them."},
		}},
		{fixtureContingency(), "hands:free", Panel{
			Title: "Free", Kind: "Value", Standing: Concept, Sources: []string{"src-hands"},
			Evidence: []string{"Hands: Free → no difference was found. Both were alike. Finding."},
		}},
		{fixtureContingency(), "wind:calm", Panel{
			Title: "Calm", Kind: "Value", Standing: Concept, Sources: []string{"src-wind"},
			Evidence: []string{"No rule of this model depends on it."},
		}},
		{fixtureContingency(), "storm", Panel{
			Title: "Wind: Gale → favours Coat", Kind: "Rule", Meaning: "It turns inside out.", Standing: Finding, Sources: []string{"src-storm"},
			Evidence: []string{"Wind: Gale → favours Coat. Finding."},
		}},
		{fixtureContingency(), "avg", Panel{
			Title: "On average umbrellas win", Kind: "Statement", Meaning: "It is the mean.", Standing: Finding, Sources: []string{"src-avg"},
			Evidence: []string{"This is shown."},
		}},
		{fixtureClassification(), "red", Panel{
			Title: "Red", Kind: "Category", Meaning: "Like blood.", Standing: Concept, Sources: []string{"src-red"},
			Evidence: []string{"Cherry", "Apple", "Plum", "Leads to Sweet: positive. Editor’s inference."},
		}},
		{fixtureClassification(), "size", Panel{
			Title: "Size", Kind: "Facet", Standing: Concept, Sources: []string{"src-size"},
			Evidence: []string{"How big is it?", "Small", "Medium", "Large"},
		}},
		{fixtureClassification(), "apple", Panel{
			Title: "Apple", Kind: "Item", Meaning: "A fruit.", Standing: Concept, Sources: []string{"src-apple"},
			Evidence: []string{"Colour: Red.", "Size: Medium."},
		}},
		{fixtureClassification(), "fruits", Panel{
			Title: "Fruits", Kind: "Whole", Meaning: "What grows on trees.", Standing: Concept, Sources: []string{"src-fruits"},
			Evidence: []string{"Colour", "Size", "Taste"},
		}},
	} {
		x := Explore(c.m)
		if c.id != "" && !x.Select(c.id) {
			t.Errorf("%s cannot be selected", c.id)
		}
		equal(t, c.m.ID+" "+c.id, x.Panel(), c.want)
	}
}

func TestNegativeElasticity(t *testing.T) {
	f := Effect{Metric: "elasticity", Value: -0.2}
	equal(t, "reading", f.reading(), "Mean elasticity −0.2: 1 % more goes with 0.20 % less, all else equal.")
	other := Effect{Metric: "correlation", Value: 0.5}
	equal(t, "another metric", other.reading(), "Correlation 0.5.")
}

// Every element of the embedded models can be told about, without a gap in the text.
func TestPanelsOfDeck(t *testing.T) {
	files, err := filepath.Glob("../../assets/decks/*/models/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := Parse(src)
		if m == nil {
			continue
		}
		x := Explore(m)
		for _, e := range m.Elements() {
			x.Select(e.ID)
			p := x.Panel()
			for _, s := range append([]string{p.Title, p.Kind}, p.Evidence...) {
				if strings.TrimSpace(s) == "" || strings.Contains(s, "  ") || strings.HasPrefix(s, ":") || strings.HasPrefix(s, " ") {
					t.Errorf("%s, %s: %q in %+v", m.ID, e.ID, s, p)
				}
			}
		}
	}
}

// No line leads from the root to what is no part of it, and nothing says that it is one.
func TestFacetsApartFromTheRoot(t *testing.T) {
	m := fixtureClassification()
	m.Facets[0].Apart, m.Facets[2].Apart = true, true
	var lines []string
	for _, e := range Draw(m, DrawOptions{}).Edges {
		if e.Tether {
			lines = append(lines, e.ID)
		}
	}
	equal(t, "lines", lines, []string{"fruits>size"})
	x := Explore(m)
	x.Select("fruits")
	equal(t, "the panel of the root", x.Panel().Evidence, []string{"Size"})
	x.SetNeighbours(true)
	for id, dim := range map[string]bool{"size": false, "small": false, "colour": true, "red": true, "taste": true} {
		if got := x.Overlay()[id].Dim; got != dim {
			t.Errorf("%s stands back: %v, want %v", id, got, dim)
		}
	}
	if text := m.Describe(); strings.Count(text, "No part of the whole.") != 2 {
		t.Errorf("not told in words:\n%s", text)
	}
}
