package model

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// taskRight returns the right answer of a question, and false for a rebuild.
func taskRight(a Ask) (Answer, bool) {
	var ans Answer
	switch a.Way {
	case Choose:
		ans.Chosen = a.key.right[0]
	case Tap:
		for _, right := range a.key.steps {
			ans.Tapped = append(ans.Tapped, right[0])
		}
	case Type:
		ans.Text = a.key.names[0][0]
	case List:
		for _, names := range a.key.names {
			ans.Names = append(ans.Names, names[0])
		}
	case Sort:
		ans.Order = slices.Clone(a.key.order)
	case Build:
		return ans, false
	}
	return ans, true
}

func TestScoreTable(t *testing.T) {
	path, journey, contingency, fruit := fixturePath(), fixtureJourney(), fixtureContingency(), fixtureClassification()
	for _, tt := range []struct {
		m     *Model
		id    string
		ans   Answer
		share float64
		right string
	}{
		{path, "name:smell", Answer{Text: "smell"}, 1, "Smell"},
		{path, "name:smell", Answer{Text: " The SMELLS "}, 1, "Smell"},
		{path, "name:smell", Answer{Text: "smelll"}, 1, "Smell"},
		{path, "name:smell", Answer{Text: "a scent"}, 1, "Smell"},
		{path, "name:smell", Answer{Text: "price"}, 0, "Smell"},
		{path, "name:smell", Answer{}, 0, "Smell"},
		{path, "name:talk", Answer{Text: "word-of-mouth"}, 1, "Word of mouth"},
		{path, "name:talk", Answer{Text: "mouth of word"}, 0, "Word of mouth"},
		{path, "sign:smell-visit", Answer{Chosen: "+"}, 1, "Positive"},
		{path, "sign:smell-visit", Answer{Chosen: "-"}, 0, "Positive"},
		{path, "sign:talk-sales", Answer{Chosen: "0"}, 1, "No effect found"},
		{path, "sign:price-sales", Answer{Chosen: "?"}, 1, "Not known"},
		{path, "sign:price-sales", Answer{Chosen: ""}, 0, "Not known"},
		{path, "moderator:weather", Answer{Tapped: []string{"smell-visit"}}, 1, "Smell → Visit, or Price → Visit"},
		{path, "moderator:weather", Answer{Tapped: []string{"price-visit"}}, 1, "Smell → Visit, or Price → Visit"},
		{path, "moderator:weather", Answer{Tapped: []string{"visit-sales"}}, 0, "Smell → Visit, or Price → Visit"},
		{path, "moderator:weather", Answer{Tapped: []string{"weather"}}, 0, "Smell → Visit, or Price → Visit"},
		{path, "effect:weather:smell-visit:rain", Answer{Chosen: "weakens"}, 1, "It makes it weaker"},
		{path, "effect:weather:smell-visit:sun", Answer{Chosen: "weakens"}, 0, "It makes it stronger"},
		{path, "effect:weather:price-visit", Answer{Chosen: "unknown"}, 1, "What it does is not known"},
		{path, "net:smell:sales", Answer{Chosen: "+"}, 1, "Positive"},
		{path, "net:price:sales", Answer{Chosen: "?"}, 1, "Not known"},
		{path, "net:price:sales", Answer{Chosen: "±"}, 0, "Not known"},
		{journey, "place:c1", Answer{Tapped: []string{"plan/other"}}, 1, "Plan, Others; or Plan, Own"},
		{journey, "place:c1", Answer{Tapped: []string{"plan/own"}}, 1, "Plan, Others; or Plan, Own"},
		{journey, "place:c1", Answer{Tapped: []string{"go/own"}}, 0, "Plan, Others; or Plan, Own"},
		{journey, "place:c2", Answer{Tapped: []string{"go/own"}}, 1, "Go, Own; or Go, Others"},
		{journey, "place:map", Answer{Tapped: []string{"go/other"}}, 0, "Plan, Own"},
		{journey, "place:map", Answer{Tapped: []string{"plan/other"}}, 0.5, "Plan, Own"},
		{journey, "walk:ada", Answer{Tapped: []string{"plan/own", "go/other", "tell/other"}}, 1, "1. Plan, Own\n2. Go, Others\n3. Tell, Own; or Tell, Others"},
		{journey, "walk:ada", Answer{Tapped: []string{"plan/own", "go/own"}}, 1.0 / 3, "1. Plan, Own\n2. Go, Others\n3. Tell, Own; or Tell, Others"},
		{journey, "loop:again", Answer{Chosen: "again"}, 1, "What is told makes one plan anew."},
		{journey, "loop:again", Answer{Chosen: "memory"}, 0, "What is told makes one plan anew."},
		{contingency, "decide:k1", Answer{Chosen: "coat"}, 1, "Coat"},
		{contingency, "decide:k1", Answer{Chosen: "unknown"}, 0, "Coat"},
		{contingency, "decide:k2", Answer{Chosen: "brolly"}, 1, "Umbrella"},
		{contingency, "decide:k3", Answer{Chosen: "unknown"}, 1, "Not known"},
		{contingency, "condition:wind:gale", Answer{Chosen: "coat"}, 1, "Coat"},
		{contingency, "condition:hands:full", Answer{Chosen: "coat"}, 0, "Not known"},
		{contingency, "condition:hands:free", Answer{Chosen: "none"}, 1, "That this makes no difference"},
		{contingency, "gap:calm-best", Answer{Chosen: "calm-best"}, 1, "Umbrellas win when it is calm"},
		{contingency, "gap:calm-best", Answer{Chosen: "avg"}, 0, "Umbrellas win when it is calm"},
		{fruit, "sort:f1", Answer{Tapped: []string{"red", "medium"}}, 1, "Colour: Red\nSize: Small or Medium"},
		{fruit, "sort:f1", Answer{Tapped: []string{"red", "large"}}, 0.5, "Colour: Red\nSize: Small or Medium"},
		{fruit, "sort:f1", Answer{Tapped: []string{"small", "red"}}, 0, "Colour: Red\nSize: Small or Medium"},
		{fruit, "recall:size", Answer{Names: []string{"Large", "small", "mediun"}}, 1, "Small, Medium, Large"},
		{fruit, "recall:size", Answer{Names: []string{"large", "small", ""}}, 2.0 / 3, "Small, Medium, Large"},
		{fruit, "recall:size", Answer{Names: []string{"large", "large", "small", "medium"}}, 1, "Small, Medium, Large"},
		{fruit, "recall:size", Answer{Names: []string{"large", "small", "medium", "huge"}}, 0.75, "Small, Medium, Large"},
		{fruit, "recall:size", Answer{Names: []string{"medium", "middle", "medium small", "large"}}, 0.4, "Small, Medium, Large"},
		{fruit, "recall:red", Answer{Names: []string{"plum", "apples", "cherries"}}, 1, "Cherry, Apple, Plum"},
	} {
		for seed := range uint64(3) {
			s := taskAsk(t, tt.m, tt.id, seed).Score(tt.ans)
			if math.Abs(s.Share-tt.share) > 1e-9 || s.Correct != (tt.share == 1) || s.Right != tt.right {
				t.Errorf("%s, seed %d, %+v: share %v correct %v right %q, want %v %q", tt.id, seed, tt.ans, s.Share, s.Correct, s.Right, tt.share, tt.right)
			}
		}
	}
}

func TestScoreOrder(t *testing.T) {
	a := taskAsk(t, fixtureJourney(), "order", 4)
	at := func(label string) int { return slices.Index(a.Items, label) }
	plan, gone, tell := at("Plan"), at("Go"), at("Tell")
	for _, tt := range []struct {
		order []int
		share float64
		steps []bool
	}{
		{[]int{plan, gone, tell}, 1, []bool{true, true, true}},
		{[]int{plan, tell, gone}, 1.0 / 3, []bool{true, false, false}},
		{[]int{plan}, 1.0 / 3, []bool{true, false, false}},
		{[]int{plan, plan, plan}, 1.0 / 3, []bool{true, false, false}},
		{[]int{-1, 99, tell}, 1.0 / 3, []bool{false, false, true}},
		{nil, 0, []bool{false, false, false}},
	} {
		s := a.Score(Answer{Order: tt.order})
		if s.Share != tt.share || s.Correct != (tt.share == 1) || !slices.Equal(s.Steps, tt.steps) {
			t.Errorf("%v: got %v %v, want %v %v", tt.order, s.Share, s.Steps, tt.share, tt.steps)
		}
		if !slices.Equal(s.Solution, []int{plan, gone, tell}) {
			t.Errorf("the solution is %v", s.Solution)
		}
	}
}

func TestScoreOverlays(t *testing.T) {
	there := fixtureJourney()
	there.Scenarios[0].Steps = append(there.Scenarios[0].Steps, ScenarioStep{"plan", "own", "She unfolds the next map."})
	for _, tt := range []struct {
		m    *Model
		id   string
		ans  Answer
		want Overlay
	}{
		{fixturePath(), "name:smell", Answer{Text: "scents"}, Overlay{"smell": {Mark: Hit}}},
		{fixturePath(), "name:smell", Answer{Text: " warm  bread "}, Overlay{"smell": {Lit: true, Tag: rightAnswer}}},
		{fixturePath(), "name:smell", Answer{Text: " "}, Overlay{"smell": {Lit: true, Tag: rightAnswer}}},
		{fixturePath(), "sign:smell-visit", Answer{Chosen: "+"}, Overlay{"smell-visit": {Mark: Hit}}},
		{fixturePath(), "sign:smell-visit", Answer{Chosen: "0"}, Overlay{"smell-visit": {Lit: true, Tag: rightAnswer}}},
		{fixturePath(), "sign:smell-visit", Answer{}, Overlay{"smell-visit": {Lit: true, Tag: rightAnswer}}},
		{fixturePath(), "moderator:weather", Answer{Tapped: []string{"visit-sales"}}, Overlay{
			"weather": {Lit: true}, "visit-sales": {Mark: Wrong}, "smell-visit": {Lit: true, Tag: rightAnswer},
		}},
		{fixturePath(), "effect:town:visit-sales", Answer{Chosen: "reverses"}, Overlay{
			"town": {Lit: true}, "visit-sales": {Lit: true, Tag: "turned round", Mark: Hit},
		}},
		{fixtureJourney(), "place:map", Answer{Tapped: []string{"go/own"}}, Overlay{
			"map": {Lit: true}, "go/own": {Mark: Wrong}, "plan/own": {Lit: true, Tag: rightAnswer},
		}},
		{fixtureJourney(), "walk:ada", Answer{Tapped: []string{"plan/own", "plan/own", "tell/own"}}, Overlay{
			"plan/own": {Mark: Hit, Tag: "1"}, "go/other": {Lit: true, Tag: "2"}, "tell/own": {Mark: Hit, Tag: "3"},
		}},
		{there, "walk:ada", Answer{Tapped: []string{"go/own", "plan/own"}}, Overlay{
			"plan/own": {Lit: true, Tag: "1, 4"}, "go/other": {Lit: true, Tag: "2"}, "tell/own": {Lit: true, Tag: "3"}, "go/own": {Mark: Wrong},
		}},
		{fixturePath(), "effect:town:visit-sales", Answer{Chosen: "weakens"}, Overlay{
			"town": {Lit: true}, "visit-sales": {Lit: true, Tag: "turned round"},
		}},
		{fixturePath(), "net:smell:sales", Answer{Chosen: "-"}, Overlay{
			"smell": {Lit: true}, "sales": {Lit: true, Tag: "positive"},
			"smell-visit": {Lit: true}, "visit-sales": {Lit: true}, "visit-talk": {Lit: true}, "talk-sales": {Lit: true},
		}},
		{fixtureClassification(), "sort:f1", Answer{Tapped: []string{"yellow", "small"}}, Overlay{
			"yellow": {Mark: Wrong}, "red": {Lit: true, Tag: rightAnswer}, "small": {Mark: Hit},
		}},
		{fixtureContingency(), "decide:k1", Answer{Chosen: "brolly"}, Overlay{
			"wind:gale": {Lit: true}, "hands:full": {Lit: true}, "brolly": {Mark: Wrong}, "coat": {Lit: true, Tag: rightAnswer},
		}},
		{fixtureContingency(), "condition:hands:free", Answer{Chosen: "none"}, Overlay{"hands:free": {Lit: true}, "idle": {Lit: true}}},
		{fixtureClassification(), "recall:size", Answer{Names: []string{"small", "big"}}, Overlay{
			"small": {Mark: Hit}, "medium": {Lit: true, Tag: "not named"}, "large": {Lit: true, Tag: "not named"},
		}},
	} {
		s := taskAsk(t, tt.m, tt.id, 1).Score(tt.ans)
		if diff := cmp.Diff(tt.want, s.Overlay); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.id, diff)
		}
		if s.Drawing == nil {
			t.Errorf("%s: nothing is drawn", tt.id)
		}
	}
}

func TestExplanations(t *testing.T) {
	for _, tt := range []struct {
		m       *Model
		id      string
		want    []string
		sources []string
	}{
		{fixturePath(), "sign:smell-visit", []string{"What smell does to visit.", "Elasticity: 0.25.", "Finding"}, []string{"src-smell-visit"}},
		{fixturePath(), "moderator:weather", []string{
			"Smell → Visit: weaker at “Rain” (Finding); stronger at “Sun” (Finding).",
			"Price → Visit: how it changes is not known (Not shown).",
		}, []string{"rainbook", "src-weather"}},
		{fixturePath(), "effect:weather:price-visit", []string{"not known", "no result is known"}, []string{"rainbook"}},
		{fixturePath(), "net:smell:sales", []string{
			"Smell → Visit → Sales: positive.", "Smell → Visit → Word of mouth → Sales: no effect found.", "Together: positive.", "by this program",
		}, []string{"src-smell-visit", "src-visit-sales", "src-visit-talk", "src-talk-sales"}},
		{fixtureJourney(), "place:c1", []string{"A friend is asked before.", "Editor’s inference"}, []string{"editor"}},
		{fixtureContingency(), "decide:k1", []string{"A coat leaves both hands.", "Hands are full in a gale.", "Editor’s inference"}, []string{"src-both", "editor"}},
		{fixtureContingency(), "condition:hands:full", []string{"It was asked.", "Not shown"}, []string{"src-busy"}},
	} {
		s := taskAsk(t, tt.m, tt.id, 1).Score(Answer{})
		for _, want := range tt.want {
			if !strings.Contains(s.Explanation, want) {
				t.Errorf("%s: the explanation %q does not say %q", tt.id, s.Explanation, want)
			}
		}
		if diff := cmp.Diff(tt.sources, s.Sources); diff != "" {
			t.Errorf("%s: sources (-want +got):\n%s", tt.id, diff)
		}
	}
}

// What is said of where a moderator acts is supported as its acts are, not as its definition
// is; and it stays short.
func TestExplanationsOfModerators(t *testing.T) {
	m := fixturePath()
	equal(t, "one arrow", taskAsk(t, m, "moderator:town", 1).Score(Answer{}).Explanation,
		"Where it is. Town reverses the arrow Visit → Sales (Editor’s inference).")
	x := &m.Moderators[1]
	x.Acts = nil
	for _, on := range []string{"smell-visit", "price-visit", "visit-talk", "visit-sales"} {
		x.Acts = append(x.Acts, Act{On: on, Change: NoDifference, Text: "A long story about " + on + ".", Standing: Finding})
	}
	equal(t, "several arrows", taskAsk(t, m, "moderator:town", 1).Score(Answer{}).Explanation,
		"Where it is. Smell → Visit: no difference (Finding). Price → Visit: no difference (Finding). Visit → Word of mouth: no difference (Finding). …")
}

// That a story belongs somewhere is so by definition only if a source says it of this story.
func TestExplanationsOfWhatBelongsWhere(t *testing.T) {
	for _, tt := range []struct {
		standing Standing
		sources  []string
		want     string
	}{
		{Concept, []string{"book"}, "By definition."},
		{Concept, nil, "The editor’s example."},
		{Inference, nil, "Editor’s inference, not a finding."},
		{"", nil, ""},
	} {
		j, c := fixtureJourney(), fixtureClassification()
		j.Cases[0].Standing, j.Cases[0].Sources = tt.standing, tt.sources
		c.Cases[0].Standing, c.Cases[0].Sources = tt.standing, tt.sources
		placed, sorted := taskAsk(t, j, "place:c1", 1).Score(Answer{}), taskAsk(t, c, "sort:f1", 1).Score(Answer{})
		equal(t, "placed", placed.Explanation, strings.TrimSpace("A friend is asked before. "+tt.want))
		equal(t, "sorted", sorted.Explanation, strings.TrimSpace("Round is not large. "+tt.want))
	}
}

func TestRightAnswersAndNoOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(fixtures()).Draw(t, "model")
		a := rapid.SampledFrom(m.Tasks()).Draw(t, "task").Ask(rapid.Uint64().Draw(t, "seed"))
		ans, ok := taskRight(a)
		if !ok {
			return
		}
		if s := a.Score(ans); !s.Correct || s.Share != 1 {
			t.Fatalf("%s: the right answer %+v scores %v", a.Task.ID, ans, s.Share)
		}
		switch a.Way {
		case Choose:
			for _, o := range a.Options {
				if s := a.Score(Answer{Chosen: o.ID}); !slices.Contains(a.key.right, o.ID) && (s.Correct || s.Share != 0) {
					t.Fatalf("%s: %s scores %v", a.Task.ID, o.ID, s.Share)
				}
			}
		case Tap:
			i := rapid.IntRange(0, len(ans.Tapped)-1).Draw(t, "step")
			ans.Tapped[i] = rapid.SampledFrom(a.Steps[i].Targets).Draw(t, "target")
			if s := a.Score(ans); slices.Contains(a.key.steps[i], ans.Tapped[i]) != s.Correct {
				t.Fatalf("%s: %v scores %v", a.Task.ID, ans.Tapped, s.Share)
			}
		case Sort:
			i, k := rapid.IntRange(0, len(ans.Order)-1).Draw(t, "one"), rapid.IntRange(0, len(ans.Order)-1).Draw(t, "other")
			ans.Order[i], ans.Order[k] = ans.Order[k], ans.Order[i]
			if s := a.Score(ans); (i == k) != s.Correct {
				t.Fatalf("%s: %v scores %v", a.Task.ID, ans.Order, s.Share)
			}
		case List:
			full := slices.Clone(ans.Names)
			i := rapid.IntRange(0, len(full)-1).Draw(t, "left out")
			for _, names := range [][]string{slices.Delete(slices.Clone(full), i, i+1), append(full, "something else")} {
				if s := a.Score(Answer{Names: names}); s.Correct || s.Share >= 1 || s.Share <= 0 && len(names) > 0 {
					t.Fatalf("%s: %v scores %v", a.Task.ID, names, s.Share)
				}
			}
			mixed := rapid.Permutation(ans.Names).Draw(t, "mixed")
			if s := a.Score(Answer{Names: mixed}); !s.Correct {
				t.Fatalf("%s: %v scores %v", a.Task.ID, mixed, s.Share)
			}
		case Type, Build:
		}
	})
}

func TestHostileAnswers(t *testing.T) {
	word := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{
		"+", "-", "", "/", "plan/", "/own", "red", "red,yellow", "smell-visit", "Small Medium Large", strings.Repeat("x", 5000), "\x00\xff",
	}))
	rapid.Check(t, func(t *rapid.T) {
		m := rapid.SampledFrom(fixtures()).Draw(t, "model")
		a := rapid.SampledFrom(m.Tasks()).Draw(t, "task").Ask(rapid.Uint64().Draw(t, "seed"))
		s := a.Score(Answer{
			Chosen: word.Draw(t, "chosen"), Text: word.Draw(t, "text"),
			Tapped: rapid.SliceOfN(word, 0, 6).Draw(t, "tapped"), Names: rapid.SliceOfN(word, 0, 200).Draw(t, "names"),
			Order: rapid.SliceOfN(rapid.Int(), 0, 6).Draw(t, "order"),
		})
		if math.IsNaN(s.Share) || s.Share < 0 || s.Share > 1 || s.Correct != (s.Share == 1) {
			t.Fatalf("%s: correct %v at share %v", a.Task.ID, s.Correct, s.Share)
		}
	})
}

func TestEmptyAnswersScoreNothing(t *testing.T) {
	for _, m := range fixtures() {
		for _, task := range m.Tasks() {
			for _, ans := range []Answer{{}, {Tapped: []string{""}, Names: []string{"", " "}, Text: " ", Order: []int{}}} {
				if s := task.Ask(1).Score(ans); s.Share != 0 || s.Correct {
					t.Errorf("%s: an empty answer scores %v", task.ID, s.Share)
				}
			}
		}
	}
	if s := (Ask{}).Score(Answer{Chosen: "x", Built: &Rebuild{}}); s.Correct || s.Share != 0 {
		t.Error("an answer to nothing is right")
	}
}

// TestListOfAlikeNames has names that may stand for either of two things.
func TestListOfAlikeNames(t *testing.T) {
	m := fixtureClassification()
	m.Facets[1].Categories[0].Accept = []string{"Medium"}
	a := taskAsk(t, m, "recall:size", 1)
	for _, names := range [][]string{{"medium", "medium", "large"}, {"medium", "small", "large"}, {"small", "medium", "large"}} {
		if s := a.Score(Answer{Names: names}); !s.Correct || slices.Contains(s.Steps, false) {
			t.Errorf("%v scores %v, %v", names, s.Share, s.Steps)
		}
	}
}

// TestNoSlipMakesAnotherPart asks for names that differ by a letter.
func TestNoSlipMakesAnotherPart(t *testing.T) {
	m := fixturePath()
	m.Constructs[0].Label, m.Constructs[1].Label = "Affective response", "Effective response"
	a := taskAsk(t, m, "name:smell", 1)
	if s := a.Score(Answer{Text: "effective response"}); s.Correct {
		t.Error("the name of another part passes for a slip")
	}
	if s := a.Score(Answer{Text: "afective response"}); !s.Correct {
		t.Error("a slip does not pass")
	}
}

func TestScoreRebuild(t *testing.T) {
	for _, m := range fixtures() {
		a := taskAsk(t, m, "rebuild", 1)
		b := NewRebuild(m, RebuildOptions{Seed: 1})
		s := a.Score(Answer{Built: b})
		if s.Correct || s.Share != b.Check().Share || s.Drawing == nil {
			t.Errorf("%s: an empty canvas scores %v", m.ID, s.Share)
		}
		for range 200 {
			if _, more := b.Hint(); !more {
				break
			}
		}
		if s := a.Score(Answer{Built: b}); !s.Correct || s.Share != 1 || !strings.HasPrefix(s.Right, "All ") {
			t.Errorf("%s: a whole rebuild scores %v", m.ID, s.Share)
		}
		other := NewRebuild(&Model{ID: "other", Kind: m.Kind}, RebuildOptions{})
		for _, wrong := range []*Rebuild{other, {}, nil} {
			if s := a.Score(Answer{Built: wrong}); s.Correct || s.Share != 0 {
				t.Errorf("%s: the rebuild of another model scores %v", m.ID, s.Share)
			}
		}
	}
}

func BenchmarkAskAndScore(b *testing.B) {
	m := taskRandomWeb(60, 120, Positive, Negative, None, Unknown)
	task, _ := m.Task("sign:r00001")
	b.ReportAllocs()
	for b.Loop() {
		task.Ask(1).Score(Answer{Chosen: "+"})
	}
}

// TestScoreRebuildInShort says the first of what is wrong; the drawing has all of it.
func TestScoreRebuildInShort(t *testing.T) {
	m := fixturePath()
	a := taskAsk(t, m, "rebuild", 1)
	b := NewRebuild(m, RebuildOptions{})
	for _, id := range []string{"smell", "visit"} {
		if err := b.Place(id, b.FreeSlot()); err != nil {
			t.Fatal(err)
		}
	}
	want := "2 of 16 right.\nMissing: Price.\nMissing: Word of mouth.\nMissing: Sales.\nMissing: Weather.\nand 10 more, drawn above."
	s := a.Score(Answer{Built: b})
	if s.Right != want || s.Explanation != "" || len(b.Check().Lines) != 15 {
		t.Errorf("got %q, %q", s.Right, s.Explanation)
	}
}

// TestAssignments is about things whose place is the editor's, though they are not.
func TestAssignments(t *testing.T) {
	const said = "What belongs where in “Colour” is the editor’s assignment."
	for _, id := range []string{"odd:red", "sort:banana"} {
		m := fixtureClassification()
		if s := taskAsk(t, m, id, 1).Score(Answer{}); strings.Contains(s.Explanation, "editor") {
			t.Errorf("%s is the editor's: %q", id, s.Explanation)
		}
		for _, p := range []*Part{&m.Facets[0].Part, &m.Facets[0].Categories[1].Part} {
			was := p.Standing
			p.Standing = Inference
			s := taskAsk(t, m, id, 1).Score(Answer{})
			if !strings.Contains(s.Explanation, said) || !slices.Contains(s.Sources, p.Sources[0]) {
				t.Errorf("%s with %s as an inference: %q, %v", id, p.ID, s.Explanation, s.Sources)
			}
			p.Standing = was
		}
	}
}

// TestHalfRight gives half only for a stage or lane that there is to find.
func TestHalfRight(t *testing.T) {
	m := fixtureJourney()
	m.Lanes = append(m.Lanes, Lane{taskPart("nobody", "Nobody", "", Concept)})
	for _, tt := range []struct {
		in    map[string][]string
		given string
		share float64
	}{
		{map[string][]string{"stage": {"plan"}, "lane": {"own"}}, "plan/other", 0.5},
		{map[string][]string{"stage": {"plan"}, "lane": {"own"}}, "go/own", 0.5},
		{map[string][]string{"stage": {"plan"}, "lane": {"own"}}, "go/other", 0},
		{map[string][]string{"stage": {"plan"}}, "plan/other", 1},
		{map[string][]string{"stage": {"plan"}}, "go/other", 0}, // there is no lane to find
		{map[string][]string{"stage": {"plan"}, "lane": {"own", "other", "nobody"}}, "go/other", 0},
		{map[string][]string{"stage": {"plan"}, "lane": {"own", "other"}}, "go/other", 0.5},
		{map[string][]string{"stage": {"plan"}, "lane": {"own", "other"}}, "go/nobody", 0},
		{map[string][]string{"lane": {"own"}}, "go/other", 0},
		{map[string][]string{"lane": {"own"}}, "go/own", 1},
		{map[string][]string{"stage": {"plan", "go", "tell"}, "lane": {"own"}}, "go/other", 0},
	} {
		m.Cases[0].In = tt.in
		if s := taskAsk(t, m, "place:c1", 1).Score(Answer{Tapped: []string{tt.given}}); s.Share != tt.share {
			t.Errorf("%v answered by %s: share %v, want %v", tt.in, tt.given, s.Share, tt.share)
		}
	}
}
