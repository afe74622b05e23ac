package model

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// statePath is a path with two ways that disagree, a hole, a figure and moderators.
func statePath() *Model {
	construct := func(id, label, stage string) Construct {
		return Construct{Part: Part{ID: id, Label: label, Meaning: "What " + label + " is.", Standing: Concept, Sources: []string{"book"}}, Stage: stage}
	}
	relation := func(from, to string, s Sign) Relation {
		return Relation{Part: Part{ID: from + "-" + to, Standing: Finding, Sources: []string{"study"}}, From: from, To: to, Sign: s}
	}
	m := &Model{
		ID: "cafe", Title: "The café", Kind: PathKind, Question: "Why stay?", About: "Made up.", Standing: Finding, Sources: []string{"study"},
		Stages: []Stage{{Part{ID: "before", Label: "Before"}}, {Part{ID: "after", Label: "After"}}},
		Constructs: []Construct{
			construct("light", "Light", "before"), construct("noise", "Noise", "before"),
			construct("stay", "Staying", "after"), construct("sales", "Sales", "after"),
		},
		Relations: []Relation{
			relation("light", "stay", Positive), relation("light", "noise", Positive), relation("noise", "stay", Negative),
			relation("stay", "sales", Positive), relation("noise", "sales", Unknown),
		},
		Moderators: []Moderator{
			{
				Part:   Part{ID: "hour", Label: "Hour", Standing: Concept},
				Levels: []Level{{ID: "day", Label: "Day", Meaning: "While it is light."}, {ID: "night", Label: "Night"}},
				Acts: []Act{
					{On: "light-stay", Level: "night", Change: Strengthens, Text: "At night light counts more.", Standing: Finding},
					{On: "noise-stay", Level: "night", Change: Reverses, Standing: Inference},
				},
			},
			{Part: Part{ID: "music", Label: "Music"}, Acts: []Act{{On: "noise-stay", Change: UnknownChange, Standing: NotShown}}},
		},
		Distractors: []Part{{ID: "rent", Label: "Rent"}, {ID: "taxes", Label: "Taxes"}},
	}
	m.Relations[3].Effect = &Effect{Metric: "elasticity", Value: 0.353}
	m.Relations[0].Effect = &Effect{Metric: "elasticity", Value: 0.137}
	return m
}

// faces writes down what an overlay shows: "id dim lit hidden tag sign".
func faces(o Overlay) []string {
	var list []string
	for _, id := range slices.Sorted(maps.Keys(o)) {
		f, s := o[id], id
		for _, w := range []struct {
			on   bool
			text string
		}{{f.Hidden, "hidden"}, {f.Dim, "dim"}, {f.Lit, "lit"}, {f.Tag != "", f.Tag}, {f.Sign != "", "sign " + string(f.Sign)}} {
			if w.on {
				s += " " + w.text
			}
		}
		list = append(list, s)
	}
	return list
}

// named returns the ids of the faces for which a question is answered with yes.
func named(o Overlay, is func(Face) bool) []string {
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(o)) {
		if is(o[id]) {
			ids = append(ids, id)
		}
	}
	return ids
}

func lit(f Face) bool    { return f.Lit }
func dim(f Face) bool    { return f.Dim }
func hidden(f Face) bool { return f.Hidden }

func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestNeighbours(t *testing.T) {
	x := Explore(statePath())
	if _, ok := x.Selected(); ok || x.Select("nobody") {
		t.Error("something is selected that is not there")
	}
	if !x.Select("noise") {
		t.Fatal("a construct cannot be selected")
	}
	equal(t, "without focus", faces(x.Overlay()), []string{"noise lit"})
	x.SetNeighbours(true)
	if !x.Neighbours() {
		t.Error("the focus is off")
	}
	equal(t, "around noise", named(x.Overlay(), dim), []string{"after", "hour>light-stay", "light-stay", "stay-sales"})
	for id, kept := range map[string]string{
		"music":      "noise-stay", // a moderator keeps its relation
		"noise-stay": "music",      // and a relation its moderators
		"before":     "light",      // a stage keeps what stands in it
	} {
		x.Select(id)
		if o := x.Overlay(); o[kept].Dim || !o[id].Lit {
			t.Errorf("%s: %s stands back, or %s is not lit", id, kept, id)
		}
	}
	if x.Select("hour>noise-stay"); x.selected != "hour" {
		t.Errorf("a thin line selects %q", x.selected)
	}
	x.Clear()
	equal(t, "nothing selected", faces(x.Overlay()), nil)
}

func TestTrace(t *testing.T) {
	for _, c := range []struct {
		from, to string
		levels   map[string]string
		net      Sign
		words    []string
	}{
		{"light", "stay", nil, Depends, []string{
			"Light leads to Staying in 2 ways.", "Light → Staying: positive.", "Light → Noise → Staying: negative.",
			"Together: it depends, because the ways point in different directions.",
		}},
		{"light", "stay", map[string]string{"hour": "night"}, Positive, []string{
			"Light leads to Staying in 2 ways.", "Light → Staying: positive.", "Light → Noise → Staying: positive.", "Together: positive.",
		}},
		{"stay", "sales", nil, Positive, []string{"Staying leads to Sales in 1 way.", "Staying → Sales: positive."}},
		{"noise", "sales", nil, Unknown, []string{
			"Noise leads to Sales in 2 ways.", "Noise → Sales: not known.", "Noise → Staying → Sales: negative.", "Together: not known.",
		}},
		{"sales", "light", nil, "", []string{"No way leads from Sales to Light."}},
		{"sales", "sales", nil, "", []string{"Choose two different parts to see the ways between them."}},
		{"sales", "nobody", nil, "", []string{"No way leads from Sales to nobody."}},
	} {
		x := Explore(statePath())
		for id, level := range c.levels {
			x.Switch(id, level)
		}
		got := x.Trace(c.from, c.to)
		equal(t, c.from+" to "+c.to, got.Words, c.words)
		equal(t, "net", got.Net, c.net)
		again, ok := x.Traced()
		if !ok {
			t.Error("the trace is not kept")
		}
		equal(t, "kept", again, got)
		x.ClearTrace()
		if _, ok := x.Traced(); ok {
			t.Error("the trace is not cleared")
		}
	}
}

func TestTraceOverlay(t *testing.T) {
	x := Explore(statePath())
	x.Trace("light", "stay")
	o := x.Overlay()
	equal(t, "lit", named(o, lit), []string{"light", "light-noise", "light-stay", "noise", "noise-stay", "stay"})
	for _, id := range []string{"sales", "stay-sales", "noise-sales", "hour", "before"} {
		if !o[id].Dim {
			t.Errorf("%s does not stand back", id)
		}
	}
	x.Trace("sales", "light")
	equal(t, "no way", faces(x.Overlay()), []string{"light lit", "sales lit"})
}

func TestTooManyWays(t *testing.T) {
	m := &Model{Kind: PathKind}
	for i := range 16 {
		m.Constructs = append(m.Constructs, Construct{Part: Part{ID: fmt.Sprint("c", i), Label: fmt.Sprint("C", i)}})
		for k := range i {
			m.Relations = append(m.Relations, Relation{Part: Part{ID: fmt.Sprint("r", k, ".", i)}, From: fmt.Sprint("c", k), To: fmt.Sprint("c", i), Sign: Positive})
		}
	}
	got := Explore(m).Trace("c0", "c15")
	equal(t, "trace", got, Trace{From: "c0", To: "c15", TooMany: true, Words: []string{
		"There are too many ways from C0 to C15 to list. Choose two parts that are nearer to each other.",
	}})
	few := Explore(m).Trace("c0", "c5")
	if n := len(few.Words); n != listed+3 || few.Words[listed+1] != "And 8 other ways." {
		t.Errorf("16 ways are told as %q", few.Words)
	}
}

func TestSwitches(t *testing.T) {
	x := Explore(statePath())
	equal(t, "switches", x.Switches(), []Switch{
		{ID: "hour", Label: "Hour", Options: []Option{{"day", "Day"}, {"night", "Night"}}},
		{ID: "music", Label: "Music", Options: []Option{{"on", "On"}}},
	})
	x.Switch("hour", "noon")
	x.Switch("nobody", "day")
	equal(t, "unknown levels", x.Changes(), nil)
	x.Switch("hour", "day")
	equal(t, "the meaning of the level", x.Switches()[0].Meaning, "While it is light.")
	equal(t, "a level that changes nothing", x.Changes(), []string{"Hour: Day. This model names no relation that changes."})
	x.Switch("hour", "night")
	equal(t, "night", faces(x.Overlay()), []string{"hour lit Night", "light-stay stronger", "noise-stay turned round sign +"})
	x.Switch("music", "on")
	equal(t, "night and music", faces(x.Overlay()), []string{
		"hour lit Night", "light-stay stronger", "music lit On", "noise-stay turned round, not known how sign +",
	})
	equal(t, "changes", x.Changes(), []string{
		"Light → Staying: stronger (Hour: Night). At night light counts more. Finding.",
		"Noise → Staying: turned round (Hour: Night). Editor’s inference.",
		"Noise → Staying: how it changes is not known (Music). Not shown.",
	})
	x.Switch("hour", "")
	x.Switch("music", "")
	equal(t, "off", faces(x.Overlay()), nil)
}

func TestWhatIf(t *testing.T) {
	x := Explore(statePath())
	if !x.HasWhatIf() || x.WhatIfNote() == "" {
		t.Error("there is no what-if")
	}
	for percent, want := range map[float64][2]string{
		1: {"0.14", "0.35"}, 10: {"1.31", "3.42"}, 50: {"5.71", "15.39"}, 100: {"9.96", "27.72"}, 900: {"9.96", "27.72"},
	} {
		p := x.WhatIf(percent)
		got := [2]string{fmt.Sprintf("%.2f", p[0].Change), fmt.Sprintf("%.2f", p[1].Change)}
		equal(t, fmt.Sprint(percent, " %"), got, want)
	}
	for _, c := range []struct {
		percent float64
		text    string
	}{{10, "Sales: about +3.4 %"}, {1, "Sales: about +0.35 %"}, {-50, "Sales: about −21.7 %"}, {0, "Sales: no change"}} {
		equal(t, "text", x.WhatIf(c.percent)[1].Text, c.text)
	}
	if Explore(fixtureJourney()).HasWhatIf() {
		t.Error("a journey has a what-if")
	}
}

func TestSteps(t *testing.T) {
	m := statePath()
	m.Order = [][]string{{"light"}, {"light-stay", "nobody"}, {"noise", "stay"}, {"light"}, {"sales"}}
	x := Explore(m)
	equal(t, "steps", x.steps, [][]string{{"light"}, {"light-stay"}, {"noise", "stay"}, {"sales"}})
	if x.Step() != 0 || x.Next() || x.Previous() {
		t.Error("steps go on before they have begun")
	}
	x.Select("sales")
	x.StartSteps()
	if _, ok := x.Selected(); ok || x.Select("sales") {
		t.Error("what is hidden is selected")
	}
	o := x.Overlay()
	equal(t, "first", named(o, lit), []string{"light"})
	for _, id := range []string{"light-stay", "stay", "after", "hour", "hour>light-stay", "noise-stay"} {
		if !o[id].Hidden {
			t.Errorf("%s is shown in the first step", id)
		}
	}
	if o["before"].Hidden {
		t.Error("the stage of the first construct is hidden")
	}
	x.Next()
	if !x.Overlay()["light-stay"].Hidden {
		t.Error("a relation is shown before its ends")
	}
	x.Next()
	equal(t, "third", named(x.Overlay(), hidden), []string{"noise-sales", "sales", "stay-sales"})
	if !x.Next() || x.Next() || x.Step() != 4 {
		t.Error("the last step is not the last")
	}
	equal(t, "last", named(x.Overlay(), hidden), nil)
	if !x.Previous() || x.Step() != 3 {
		t.Error("there is no way back")
	}
	x.StopSteps()
	equal(t, "stopped", faces(x.Overlay()), nil)
}

func TestStepsWithoutOrder(t *testing.T) {
	for _, c := range []struct {
		m     *Model
		first []string
	}{
		{statePath(), []string{"light", "noise", "stay", "sales"}},
		{fixtureJourney(), []string{"plan", "go", "tell", "own", "other", "last"}},
		{fixtureContingency(), []string{"wind", "hands", "brolly", "coat"}},
		{fixtureClassification(), []string{"fruits", "red", "yellow", "small", "medium", "large", "sweet"}},
	} {
		x := Explore(c.m)
		var got []string
		for _, step := range x.steps {
			got = append(got, step...)
		}
		equal(t, c.m.ID, got, c.first)
		for x.StartSteps(); x.Next(); {
		}
		equal(t, c.m.ID+" at the end", named(x.Overlay(), hidden), nil)
	}
	left := statePath()
	left.Order = [][]string{{"stay"}}
	equal(t, "what the order leaves out", Explore(left).steps, [][]string{{"stay"}, {"light", "noise", "sales"}})
}

func TestPrediction(t *testing.T) {
	x := Explore(statePath())
	if _, ok := x.Prediction(); ok {
		t.Error("a prediction without steps")
	}
	x.StartSteps()
	p, ok := x.Prediction()
	again := Explore(statePath())
	again.StartSteps()
	q, _ := again.Prediction()
	equal(t, "the same twice", p, q)
	ids := []string{}
	for _, o := range p.Options {
		ids = append(ids, o.ID)
	}
	slices.Sort(ids)
	if !ok || !slices.Equal(ids, []string{"noise", "sales", "stay"}) {
		t.Errorf("options are %v", ids)
	}
	if right, text := x.Predict("noise"); !right || text != "Next: Noise. What Noise is." {
		t.Errorf("noise: %v %q", right, text)
	}
	if right, text := x.Predict("sales"); right || !strings.HasPrefix(text, "Next: Noise.") {
		t.Errorf("sales: %v %q", right, text)
	}
	x.Next()
	x.Next() // the last is left: parts that are not in the model make it a question
	p, _ = x.Prediction()
	ids = ids[:0]
	for _, o := range p.Options {
		ids = append(ids, o.ID)
	}
	slices.Sort(ids)
	equal(t, "the last", ids, []string{"rent", "sales", "taxes"})
	x.Next()
	if _, ok := x.Prediction(); ok {
		t.Error("a prediction after the last step")
	}
}

func TestLongPrediction(t *testing.T) {
	m := statePath()
	m.Order = [][]string{{"light"}, {"light-noise", "noise-stay", "light-stay"}, {"sales"}, {"stay"}}
	for label, want := range map[string]string{
		"Light": "Light → Noise, Noise → Staying, …",
		"Light that reaches every corner of the whole of a very large room in which people like to sit until late": "Light that reaches every corner of the whole of a very large room in which people like to sit until late → Noise, …",
	} {
		m.Constructs[0].Label = label
		x := Explore(m)
		x.StartSteps()
		if p, _ := x.Prediction(); !slices.Contains(p.Options, Option{"light-noise", want}) {
			t.Errorf("the options are %v, want %q", p.Options, want)
		}
	}
}

// A field and what it holds may have nearly the same name.
func TestNamesOfFieldsInSteps(t *testing.T) {
	equal(t, "path", Explore(statePath()).told([]string{"before", "light"}), []string{"the group “Before”", "Light"})
	equal(t, "contingency", Explore(fixtureContingency()).told([]string{"wind"}), []string{"the condition “Wind”"})
	equal(t, "classification", Explore(fixtureClassification()).told([]string{"colour", "red"}), []string{"the group “Colour”", "Red"})
	equal(t, "journey", Explore(fixtureJourney()).told([]string{"plan"}), []string{"Plan"})
}

func TestScenario(t *testing.T) {
	x := Explore(fixtureJourney())
	if x.StartScenario("nobody") || x.ScenarioNext() || x.ScenarioPrevious() {
		t.Error("a walk that is not there")
	}
	if _, _, ok := x.ScenarioStep(); ok {
		t.Error("a step of a walk that has not begun")
	}
	x.StartSteps()
	if !x.StartScenario("ada") || x.Step() != 0 {
		t.Error("the walk does not begin, or the steps do not end")
	}
	equal(t, "first", faces(x.Overlay()), []string{"plan/own lit 1"})
	if !x.ScenarioNext() {
		t.Fatal("no second step")
	}
	equal(t, "second", faces(x.Overlay()), []string{"go/other lit 2", "plan/own 1"})
	i, step, _ := x.ScenarioStep()
	if i != 1 || step.Text != "She takes the train." {
		t.Errorf("at %d: %q", i, step.Text)
	}
	x.ScenarioNext()
	if x.ScenarioNext() {
		t.Error("a step after the last")
	}
	x.ScenarioPrevious()
	equal(t, "back", faces(x.Overlay()), []string{"go/other lit 2", "plan/own 1"})
	x.ScenarioStop()
	equal(t, "stopped", faces(x.Overlay()), nil)
}

func TestReadings(t *testing.T) {
	x := Explore(fixtureJourney())
	views := x.Readings()
	if len(views) != 1 || views[0].Reading.ID != "narrow" {
		t.Fatalf("readings: %v", views)
	}
	equal(t, "narrow", faces(views[0].Overlay), []string{
		"again hidden", "go lit 1 brand", "memory hidden", "plan lit 8 brands", "spontaneous hidden", "tell dim",
	})
	equal(t, "sets", views[0].Sets, fixtureJourney().Readings[0].Stages)
	if x.ReadingNote() == "" || Explore(statePath()).ReadingNote() != "" {
		t.Error("the note on the numbers is missing, or stands without numbers")
	}
}

func TestMastery(t *testing.T) {
	x := Explore(statePath())
	by := map[string]Recall{"light": {Chance: 0.5, Seen: 1, Cards: 2}}
	x.Mastery(by)
	by["noise"] = Recall{}
	o := x.Overlay()
	if len(o) != 1 || o["light"].Recall == nil || *o["light"].Recall != by["light"] {
		t.Errorf("overlay: %v", o)
	}
	x.Mastery(nil)
	equal(t, "off", faces(x.Overlay()), nil)
}

// A step is called by its parts; arrows come along.
func TestNamesOfSteps(t *testing.T) {
	m := statePath()
	m.Order = [][]string{{"light"}, {"noise", "light-noise"}, {"light-stay", "stay"}, {"stay-sales"}}
	x := Explore(m)
	var got []Option
	for _, step := range x.steps {
		got = append(got, x.optionOf(step))
	}
	equal(t, "options", got, []Option{{"light", "Light"}, {"noise", "Noise"}, {"light-stay", "Staying"}, {"stay-sales", "Staying → Sales"}, {"sales", "Sales"}})
	x.StartSteps()
	if right, text := x.Predict("noise"); !right || text != "Next: Noise. What Noise is." {
		t.Errorf("%v, %q", right, text)
	}
}

// The first step shows something in its field.
func TestFirstStepHasANode(t *testing.T) {
	m := statePath()
	m.Order = [][]string{{"before"}, {"light-noise"}, {"light"}, {"noise"}, {"after"}, {"stay"}}
	x := Explore(m)
	equal(t, "path", x.steps, [][]string{{"before", "light-noise", "light"}, {"noise"}, {"after"}, {"stay"}, {"sales"}})
	x.StartSteps()
	equal(t, "lit", x.Overlay()["light"], Face{Lit: true})
	if o := x.Overlay(); !o["noise"].Hidden || !o["light-noise"].Hidden || o["before"].Hidden {
		t.Errorf("first: %v", o)
	}
	c := fixtureContingency()
	c.Order = [][]string{{"wind"}, {"coat"}}
	equal(t, "contingency", Explore(c).steps[0], []string{"wind"}) // its values come with it
	j := fixtureJourney()
	j.Order = [][]string{{"plan"}, {"go"}}
	equal(t, "journey", Explore(j).steps[0], []string{"plan"})
}

// The first step of the embedded models shows something too.
func TestFirstStepsOfDeck(t *testing.T) {
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
		x := Explore(m)
		x.StartSteps()
		o := x.Overlay()
		if !slices.ContainsFunc(x.Drawing().Nodes, func(n Node) bool { return !o[n.ID].Hidden }) {
			t.Errorf("%s begins with nothing to be seen: %v", name, x.steps[0])
		}
	}
}
