package model

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// taskAsk puts a task that must be there.
func taskAsk(t *testing.T, m *Model, id string, seed uint64) Ask {
	t.Helper()
	task, ok := m.Task(id)
	if !ok {
		t.Fatalf("%s has no task %s", m.ID, id)
	}
	return task.Ask(seed)
}

func TestAskOverlays(t *testing.T) {
	for _, tt := range []struct {
		m    *Model
		id   string
		want Overlay
	}{
		{fixturePath(), "name:smell", Overlay{"smell": {Asked: true}}},
		{fixturePath(), "name:visit", Overlay{"visit": {Asked: true}, "creation": {Label: "… creation"}}},
		{fixturePath(), "sign:smell-visit", Overlay{"smell-visit": {Asked: true}, "smell": {Lit: true}, "visit": {Lit: true}}},
		{fixturePath(), "moderator:weather", Overlay{
			"weather": {Lit: true}, "weather>smell-visit": {Hidden: true}, "weather>price-visit": {Hidden: true},
		}},
		{fixturePath(), "effect:town:visit-sales", Overlay{"town": {Lit: true}, "visit-sales": {Lit: true}}},
		{fixturePath(), "net:smell:sales", Overlay{"smell": {Lit: true}, "sales": {Lit: true}}},
		{fixtureJourney(), "order", nil},
		{fixtureJourney(), "place:c1", Overlay{"map": {Hidden: true}, "train": {Hidden: true}}},
		{fixtureJourney(), "place:map", Overlay{"map": {Hidden: true}, "train": {Hidden: true}}},
		{fixtureJourney(), "walk:ada", Overlay{"map": {Hidden: true}, "train": {Hidden: true}}},
		{fixtureJourney(), "loop:again", Overlay{"again": {Asked: true}}},
		{fixtureContingency(), "decide:k2", Overlay{ // not which conditions the story meets
			"average": {Hidden: true}, "storm": {Hidden: true},
			"busy": {Hidden: true}, "idle": {Hidden: true}, "both": {Hidden: true},
		}},
		{fixtureContingency(), "condition:wind:gale", Overlay{"wind:gale": {Lit: true}, "storm": {Hidden: true}}},
		{fixtureClassification(), "sort:f2", Overlay{
			"cherry": {Hidden: true}, "apple": {Hidden: true}, "plum": {Hidden: true}, "banana": {Hidden: true}, "melon": {Hidden: true},
		}},
		{fixtureClassification(), "odd:red", nil},
		{fixtureClassification(), "recall:colour", nil},
		{fixturePath(), "rebuild", nil},
	} {
		a := taskAsk(t, tt.m, tt.id, 1)
		if diff := cmp.Diff(tt.want, a.Overlay); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.id, diff)
		}
		if (a.Drawing == nil) != (tt.want == nil) {
			t.Errorf("%s: a drawing is there: %v", tt.id, a.Drawing != nil)
		}
	}
}

func TestAskWays(t *testing.T) {
	want := map[TaskKind]Way{
		NameTask: Type, SignTask: Choose, ModeratorTask: Tap, EffectTask: Choose, NetTask: Choose, AlteredTask: Tap,
		OrderTask: Sort, PlaceTask: Tap, WalkTask: Tap, LoopTask: Choose, DecideTask: Choose, ConditionTask: Choose, GapTask: Choose,
		SortTask: Tap, OddTask: Choose, RecallTask: List, RebuildTask: Build,
	}
	seen := map[TaskKind]bool{}
	for _, m := range fixtures() {
		for _, task := range m.Tasks() {
			seen[task.Kind] = true
			if a := task.Ask(1); a.Way != want[task.Kind] || a.Prompt == "" {
				t.Errorf("%s is answered by %q, want %q", task.ID, a.Way, want[task.Kind])
			}
		}
	}
	for _, kind := range TaskKinds {
		if !seen[kind] {
			t.Errorf("no fixture asks for %s", kind)
		}
	}
}

func TestAskNotesWhatIsFictitious(t *testing.T) {
	for _, tt := range []struct {
		m    *Model
		id   string
		want string
	}{
		{fixtureJourney(), "place:c1", fictitious},
		{fixtureJourney(), "place:c2", ""},
		{fixtureJourney(), "walk:ada", fictitious},
		{fixtureContingency(), "decide:k1", fictitious},
		{fixtureContingency(), "decide:k2", ""},
		{fixtureClassification(), "sort:f1", fictitious},
		{fixtureClassification(), "sort:cherry", ""},
	} {
		if got := taskAsk(t, tt.m, tt.id, 1).Note; got != tt.want {
			t.Errorf("%s: the note is %q, want %q", tt.id, got, tt.want)
		}
	}
}

func TestAskDependsOnTheSeedAlone(t *testing.T) {
	hidden := cmp.AllowUnexported(Ask{}, key{})
	for _, m := range fixtures() {
		for _, task := range m.Tasks() {
			again, _ := m.Task(task.ID)
			if diff := cmp.Diff(task.Ask(5), again.Ask(5), hidden); diff != "" {
				t.Errorf("%s asked twice (-first +second):\n%s", task.ID, diff)
			}
		}
	}
	for _, id := range []string{"loop:again"} {
		m, seen := fixtureJourney(), map[string]bool{}
		for seed := range uint64(40) {
			a := taskAsk(t, m, id, seed)
			seen[a.Options[0].ID] = true
		}
		if len(seen) < 3 {
			t.Errorf("%s: the first option is always one of %v", id, seen)
		}
	}
	m, seen := fixturePath(), map[string]bool{}
	for seed := range uint64(80) {
		for id, face := range taskAsk(t, m, "altered", seed).Overlay {
			seen[id] = seen[id] || face.Sign != ""
		}
	}
	for _, r := range m.Relations {
		if !seen[r.ID] {
			t.Errorf("%s is never altered", r.ID)
		}
	}
}

func TestAlteredSigns(t *testing.T) {
	m := fixturePath()
	want := map[Sign]Sign{Positive: Negative, Negative: Positive, None: Positive, Unknown: Positive}
	for seed := range uint64(40) {
		o := taskAsk(t, m, "altered", seed).Overlay
		altered := 0
		for id, face := range o {
			if face.Sign == "" {
				continue
			}
			altered++
			if was := m.relation(id).Sign; face.Sign != want[was] {
				t.Errorf("%s is drawn as %s instead of %s", id, face.Sign, was)
			}
		}
		if altered != 1 {
			t.Errorf("seed %d: %d arrows are altered", seed, altered)
		}
		for _, r := range m.Relations {
			if !o[r.ID].Plain {
				t.Errorf("seed %d: the line of %s tells its sign", seed, r.ID)
			}
		}
	}
}

// A sign that no arrow has in truth would be seen at once.
func TestAlteredSignsOccurElsewhere(t *testing.T) {
	m := fixturePath()
	for i := range m.Relations {
		if m.Relations[i].Sign == Negative {
			m.Relations[i].Sign = Positive
		}
	}
	for seed := range uint64(40) {
		for id, face := range taskAsk(t, m, "altered", seed).Overlay {
			if face.Sign == Negative {
				t.Errorf("%s is the only negative arrow", id)
			}
		}
	}
}

// Where all arrows have one sign, the altered one is found by looking.
func TestNothingIsAlteredAmongSignsThatAreAllTheSame(t *testing.T) {
	m := fixturePath()
	for i := range m.Relations {
		m.Relations[i].Sign = Positive
	}
	if _, ok := m.Task("altered"); ok {
		t.Error("an arrow is altered among arrows of one sign")
	}
	m.Relations[0].Sign = Negative
	if _, ok := m.Task("altered"); !ok {
		t.Error("no arrow is altered among arrows of two signs")
	}
}

func TestOrderIsNeverInOrderAlready(t *testing.T) {
	m := fixtureJourney()
	for seed := range uint64(60) {
		a := taskAsk(t, m, "order", seed)
		if slices.Equal(a.Items, []string{"Plan", "Go", "Tell"}) {
			t.Fatalf("seed %d leaves nothing to do", seed)
		}
	}
}

// TestNamesAreNotGivenAway looks for the name that is asked in all that is shown.
func TestNamesAreNotGivenAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := fixturePath()
		names := []string{"Smell", "Customer value", "Wert", "顾客"}
		for i := range m.Constructs {
			p := &m.Constructs[i].Part
			if rapid.Bool().Draw(t, "renamed") {
				p.Label = rapid.SampledFrom(names).Draw(t, "label")
			}
			other := rapid.SampledFrom(m.Constructs).Draw(t, "other").Label
			p.Meaning = rapid.SampledFrom([]string{"", "What " + other + " is", other, strings.ToUpper(other) + "s, and so on"}).Draw(t, "meaning")
		}
		m.Stages[0].Label = m.Constructs[0].Label + " formation"
		m.Relations[0].Label = "more " + m.Constructs[1].Label
		for _, task := range m.Tasks() {
			if task.Kind != NameTask {
				continue
			}
			a := task.Ask(rapid.Uint64().Draw(t, "seed"))
			c := m.construct(task.Elements[0])
			if got := conceal(a.Prompt+" "+a.Note, c.Label); got != a.Prompt+" "+a.Note {
				t.Fatalf("%s: the question %q names it", task.ID, a.Prompt)
			}
			for _, text := range taskVisible(a) {
				if conceal(text, c.Label) != text {
					t.Fatalf("%s: the drawing says %q", task.ID, text)
				}
			}
		}
	})
}

// taskVisible returns all texts that a drawing shows with its overlay.
func taskVisible(a Ask) []string {
	var list []string
	add := func(id, text string) {
		f := a.Overlay[id]
		switch {
		case f.Hidden || f.Asked:
		case f.Label != "":
			list = append(list, f.Label)
		default:
			list = append(list, text)
		}
	}
	for _, n := range a.Drawing.Nodes {
		add(n.ID, strings.Join(n.Lines, " "))
	}
	for _, b := range a.Drawing.Bands {
		add(b.ID, b.Caption)
	}
	for _, e := range a.Drawing.Edges {
		add(e.ID, e.Label)
	}
	return list
}

func TestTargetsAreAllThatCouldBeRight(t *testing.T) {
	for _, m := range fixtures() {
		for _, task := range m.Tasks() {
			one, other := task.Ask(1), task.Ask(2)
			for i, step := range one.Steps {
				if len(step.Targets) < 2 || !slices.Equal(step.Targets, other.Steps[i].Targets) {
					t.Errorf("%s: the targets %v depend on the seed, or are too few", task.ID, step.Targets)
				}
				for _, id := range one.key.steps[i] {
					if !slices.Contains(step.Targets, id) {
						t.Errorf("%s: %s cannot be tapped", task.ID, id)
					}
				}
			}
		}
	}
}

func TestConceal(t *testing.T) {
	for _, tt := range []struct{ text, name, want string }{
		{"Trust is trusted by trusts.", "trust", "… is trusted by …."},
		{"Mistrust", "trust", "Mistrust"},
		{"Word of mouth and WORD OF MOUTH", "word of mouth", "… and …"},
		{"co-creation", "creation", "co-…"},
		{"我们的顾客参与", "顾客", "我们的…参与"},
		{"", "x", ""},
		{"text", "", "text"},
		{"text", " ", "text"},
		{"İstanbul ve i", "i", "İstanbul ve …"},
	} {
		if got := conceal(tt.text, tt.name); got != tt.want {
			t.Errorf("conceal(%q, %q) = %q, want %q", tt.text, tt.name, got, tt.want)
		}
	}
}

func TestSentence(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " a ": "a.", "a.": "a.", "He said “yes.”": "He said “yes.”", "Is it “it”": "Is it “it”.", "好。": "好。", "Why?": "Why?",
	} {
		if got := sentence(text); got != want {
			t.Errorf("sentence(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAskOfNothing(t *testing.T) {
	for _, kind := range append(slices.Clone(TaskKinds), "", "other") {
		for _, m := range append(fixtures(), nil, &Model{}) {
			for _, task := range []Task{{Model: m, Kind: kind}, {Model: m, Kind: kind, ID: "gone", Elements: []string{"gone"}}} {
				a := task.Ask(1)
				if s := a.Score(Answer{Chosen: "+", Tapped: []string{"x"}, Text: "x", Names: []string{"x"}, Order: []int{0}}); s.Correct && kind != OrderTask {
					t.Errorf("%s of nothing is answered rightly", kind)
				}
			}
		}
	}
}
