package model_test

import (
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"touchpoint/deck/brisk"
	"touchpoint/deck/model"
)

var updateDrawings = flag.Bool("drawings", false, "write the golden drawings anew")

// part is an element with a name.
func part(id, label string) model.Part { return model.Part{ID: id, Label: label} }

// placed is an element with a place.
func placed(id, label string, column, row float64) model.Part {
	return model.Part{ID: id, Label: label, At: &model.At{Column: column, Row: row}}
}

// smallPath is a path with two stages, a moderator, and a word on an arrow.
func smallPath() *model.Model {
	return &model.Model{
		ID: "small-path", Kind: model.PathKind,
		Stages: []model.Stage{{Part: part("before", "Before")}, {Part: part("after", "After the visit")}},
		Constructs: []model.Construct{
			{Part: placed("trust", "Trust", 0, 0), Role: model.Antecedent, Stage: "before"},
			{Part: placed("joy", "Joy of use", 0, 1), Role: model.Antecedent, Stage: "before"},
			{Part: placed("stay", "Customer engagement", 1, 0.5), Role: model.Focal, Stage: "after"},
			{Part: placed("sales", "Sales", 2, 0.5), Role: model.Outcome, Stage: "after"},
		},
		Relations: []model.Relation{
			{Part: part("trust-stay", ""), From: "trust", To: "stay", Sign: model.Positive},
			{Part: part("joy-stay", "at first"), From: "joy", To: "stay", Sign: model.Negative},
			{Part: part("stay-sales", ""), From: "stay", To: "sales", Sign: model.Positive},
			{Part: part("sales-stay", ""), From: "sales", To: "stay", Sign: model.Unknown},
			{Part: part("trust-trust", ""), From: "trust", To: "trust", Sign: model.None},
		},
		Moderators: []model.Moderator{{
			Part: placed("age", "Age", 1, -0.5), Acts: []model.Act{{On: "trust-stay"}, {On: "stay-sales"}},
		}},
	}
}

func smallJourney() *model.Model {
	return &model.Model{
		ID: "small-journey", Kind: model.JourneyKind,
		Stages: []model.Stage{{Part: part("pre", "Before")}, {Part: part("buy", "Purchase")}, {Part: part("post", "After")}},
		Lanes:  []model.Lane{{Part: part("own", "Brand-owned")}, {Part: part("social", "Social")}},
		Touchpoints: []model.Touchpoint{
			{Part: part("ad", "Advertisement"), Stage: "pre", Lane: "own"},
			{Part: part("site", "Website"), Stage: "pre", Lane: "own"},
			{Part: part("friend", "A friend's advice"), Stage: "buy", Lane: "social"},
		},
		Around: []model.Around{{Part: part("past", "Past experience"), Side: model.Left}},
		Flows: []model.Flow{
			{Part: part("first", ""), From: "pre", To: "buy", Form: model.Sequence},
			{Part: part("second", ""), From: "buy", To: "post", Form: model.Sequence},
			{Part: part("again", "Next journey"), From: "post", To: "pre", Form: model.Loop},
			{Part: part("brought", ""), From: "past", To: "pre", Form: model.Carry},
		},
	}
}

func smallContingency() *model.Model {
	value := func(id, label string) model.Level { return model.Level{ID: id, Label: label} }
	return &model.Model{
		ID: "small-contingency", Kind: model.ContingencyKind,
		Alternatives: []model.Alternative{{Part: part("task", "Tasks")}, {Part: part("feel", "Experiences")}},
		Conditions: []model.Condition{
			{Part: part("how", "Intensity"), Values: []model.Level{value("spot", "Spot"), value("long", "Continuous")}},
			{Part: part("who", "Initiation"), Values: []model.Level{value("firm", "Firm"), value("customer", "Customer")}},
		},
		Rules: []model.Rule{
			{Part: part("mostly", ""), Says: model.Favours, Alternative: "task"},
			{Part: part("spot", ""), When: map[string]string{"how": "spot"}, Says: model.Favours, Alternative: "feel"},
			{Part: part("both", ""), When: map[string]string{"how": "spot", "who": "firm"}, Says: model.Favours, Alternative: "feel"},
			{Part: part("same", ""), When: map[string]string{"who": "customer"}, Says: model.NoPreference},
		},
	}
}

func smallClassification() *model.Model {
	in := func(category string) map[string][]string { return map[string][]string{"kind": {category}} }
	return &model.Model{
		ID: "small-classification", Kind: model.ClassificationKind,
		Root: &model.Root{Part: part("ce", "Customer engagement")},
		Facets: []model.Facet{
			{Part: part("kind", "Dimension"), Categories: []model.Category{
				{Part: part("mind", "Cognitive")}, {Part: part("heart", "Emotional")},
			}},
			{Part: part("sign", "Valence"), Categories: []model.Category{
				{Part: part("good", "Positive")}, {Part: part("bad", "Negative")},
			}},
		},
		Items: []model.Item{
			{Part: part("attention", "Attention"), In: in("mind")},
			{Part: part("pride", "Pride"), In: in("heart")},
			{Part: part("fun", "Enjoyment"), In: in("heart")},
			{Part: part("loyalty", "Loyalty")},
		},
		Relations: []model.Relation{{Part: part("heart-good", ""), From: "heart", To: "good", Sign: model.Positive}},
	}
}

func TestDrawGolden(t *testing.T) {
	for _, m := range []*model.Model{smallPath(), smallJourney(), smallContingency(), smallClassification()} {
		for _, automatic := range []bool{false, true} {
			if automatic && m.Kind != model.PathKind {
				continue
			}
			name := m.ID
			if automatic {
				name += "-automatic"
			}
			t.Run(name, func(t *testing.T) {
				d := model.Draw(m, model.DrawOptions{Automatic: automatic})
				if list := model.Overlaps(d); len(list) > 0 {
					t.Errorf("overlaps: %q", list)
				}
				got, file := dump(d), filepath.Join("testdata", "drawings", name+".txt")
				if *updateDrawings {
					if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("drawn otherwise than %s:\n%s", file, got)
				}
			})
		}
	}
}

// dump is a drawing as text, in whole points. Of an edge only a few points are shown.
func dump(d *model.Drawing) string {
	var b strings.Builder
	rect := func(r model.Rect) string { return fmt.Sprintf("%.0f,%.0f %.0fx%.0f", r.X, r.Y, r.Width, r.Height) }
	at := func(p model.Point) string { return fmt.Sprintf("%.0f,%.0f", p.X, p.Y) }
	fmt.Fprintf(&b, "%.0fx%.0f, %d crossings\n", d.Width, d.Height, model.Crossings(d))
	for _, x := range d.Bands {
		fmt.Fprintf(&b, "band %s %s %q\n", x.ID, rect(x.Rect), x.Caption)
	}
	for _, n := range d.Nodes {
		fmt.Fprintf(&b, "%s %s %s %q\n", n.Shape, n.ID, rect(n.Rect), strings.Join(n.Lines, " / "))
	}
	for _, e := range d.Edges {
		mid := e.Points[len(e.Points)/2]
		fmt.Fprintf(&b, "edge %s %s→%s %s", e.ID, e.From, e.To, at(e.Points[0]))
		if len(e.Points) > 2 {
			fmt.Fprintf(&b, " .. %s ..", at(mid))
		}
		fmt.Fprintf(&b, " %s", at(e.Points[len(e.Points)-1]))
		if e.Sign != "" {
			fmt.Fprintf(&b, " %s at %s", e.Sign, at(e.Disc))
		}
		if e.Label != "" {
			fmt.Fprintf(&b, " %q at %s", e.Label, rect(e.LabelAt))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// The models of the embedded deck are read from its folder.
const embedded = "../../assets/decks/customer-engagement/models"

func embeddedModels(t testing.TB) []*model.Model {
	t.Helper()
	files, err := filepath.Glob(path.Join(embedded, "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no models in %s: %v", embedded, err)
	}
	var list []*model.Model
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		m, faults := model.Parse(src)
		if m == nil {
			t.Fatalf("%s: %v", f, faults)
		}
		list = append(list, m)
	}
	return list
}

func TestEmbeddedModelsOverlapNowhere(t *testing.T) {
	for _, m := range embeddedModels(t) {
		for _, automatic := range []bool{false, true} {
			d := model.Draw(m, model.DrawOptions{Automatic: automatic})
			for _, s := range model.Overlaps(d) {
				t.Errorf("%s, automatic %v: %s", m.ID, automatic, s)
			}
		}
	}
}

// The drawing of every element of the embedded models is found by its id.
func TestEmbeddedModelsAreDrawnWhole(t *testing.T) {
	for _, m := range embeddedModels(t) {
		d := model.Draw(m, model.DrawOptions{})
		drawn := map[string]bool{}
		for _, b := range d.Bands {
			drawn[b.ID] = true
		}
		for _, n := range d.Nodes {
			drawn[n.ID] = true
		}
		for _, e := range d.Edges {
			drawn[e.ID] = true
		}
		for _, e := range m.Elements() {
			if e.Kind != model.IsGap && e.Kind != model.IsReading && !drawn[e.ID] {
				t.Errorf("%s: %s %s is not drawn", m.ID, e.Kind, e.ID)
			}
		}
	}
}

func TestDrawSameTwice(t *testing.T) {
	for _, m := range append(embeddedModels(t), hostile(60, 120)) {
		if a, b := model.Draw(m, model.DrawOptions{}), model.Draw(m, model.DrawOptions{}); !reflect.DeepEqual(a, b) {
			t.Errorf("%s is drawn otherwise the second time", m.ID)
		}
	}
}

// While a model is built, boxes that are there stay where they are.
func TestDrawKeepsItsSize(t *testing.T) {
	whole := smallPath()
	whole.Moderators = nil
	o := model.DrawOptions{Columns: 4, Rows: 4}
	full := model.Draw(whole, o)
	for n := range len(whole.Constructs) {
		some := *whole
		some.Constructs, some.Relations = whole.Constructs[:n], nil
		d := model.Draw(&some, o)
		if d.Width != full.Width || d.Height != full.Height || d.Grid != full.Grid {
			t.Errorf("with %d boxes %gx%g %v, with all %gx%g %v", n, d.Width, d.Height, d.Grid, full.Width, full.Height, full.Grid)
		}
		for _, node := range d.Nodes {
			if there, _ := full.Node(node.ID); there.Rect != node.Rect {
				t.Errorf("%s moves from %v to %v", node.ID, node.Rect, there.Rect)
			}
		}
	}
}

// hostile is a path with cycles, relations to themselves and to nothing, doubled ids, and
// labels that are empty, very long, Chinese or right to left.
func hostile(constructs, relations int) *model.Model {
	labels := []string{
		"", "Trust", strings.Repeat("very long ", 1000), strings.Repeat("x", 10_000), "客户参与度是指顾客自愿投入资源",
		"מעורבות לקוחות", "مشاركة العملاء", "\x00\n\t", "Word-of-mouth/recommendation", "e\u0301\u0301\u0301",
	}
	m := &model.Model{ID: "hostile", Kind: model.PathKind}
	for i := range constructs {
		m.Constructs = append(m.Constructs, model.Construct{Part: part(fmt.Sprint("c", i), labels[i%len(labels)])})
	}
	seed := uint32(1)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for i := range relations {
		m.Relations = append(m.Relations, model.Relation{
			Part: part(fmt.Sprint("r", i), labels[next(len(labels))]), Sign: model.Positive,
			From: fmt.Sprint("c", next(constructs)), To: fmt.Sprint("c", next(constructs+1)),
		})
	}
	for i := range 9 {
		m.Moderators = append(m.Moderators, model.Moderator{
			Part: part(fmt.Sprint("m", i), labels[i]), Acts: []model.Act{{On: fmt.Sprint("r", i)}, {On: "nothing"}},
		})
	}
	return m
}

func TestDrawHostile(t *testing.T) {
	large := hostile(500, 900)
	scattered := hostile(500, 900)
	for i := range scattered.Constructs {
		scattered.Constructs[i].At = &model.At{Column: float64(i % 25), Row: float64(i / 25)}
	}
	heap := hostile(40, 80)
	for i := range heap.Constructs {
		heap.Constructs[i].At = &model.At{Column: float64(i%3) / 4, Row: 1e6}
	}
	for name, m := range map[string]*model.Model{
		"large": large, "scattered": scattered, "heap": heap, "nothing": nil, "empty": {}, "unknown kind": {Kind: "other"},
		"empty journey": {Kind: model.JourneyKind}, "empty contingency": {Kind: model.ContingencyKind},
		"empty classification": {Kind: model.ClassificationKind},
		"lanes without stages": {Kind: model.JourneyKind, Lanes: []model.Lane{{}, {}}, Flows: []model.Flow{{}}},
		"rules about nothing":  {Kind: model.ContingencyKind, Rules: []model.Rule{{}, {When: map[string]string{"a": "b"}}}},
	} {
		for _, automatic := range []bool{false, true} {
			var d *model.Drawing
			brisk.Within(t, 3*time.Second, name, func() { d = model.Draw(m, model.DrawOptions{Automatic: automatic}) })
			if d.Width < 1 || d.Height < 1 {
				t.Errorf("%s is %gx%g", name, d.Width, d.Height)
			}
			for _, e := range d.Edges {
				if len(e.Points) < 2 {
					t.Errorf("%s: edge %s has %d points", name, e.ID, len(e.Points))
				}
			}
		}
	}
}

// sixty is as large a model as is drawn well.
func sixty() *model.Model {
	m := hostile(60, 0)
	m.Moderators = nil
	seed := uint32(7)
	for i := range 120 {
		seed = seed*1664525 + 1013904223
		from := int(seed>>8) % 60
		m.Relations = append(m.Relations, model.Relation{
			Part: part(fmt.Sprint("r", i), ""), Sign: model.Positive,
			From: fmt.Sprint("c", from), To: fmt.Sprint("c", min(from+1+int(seed>>16)%9, 59)),
		})
	}
	return m
}

// BenchmarkDraw60 lays out and draws: 10 ms are the limit.
func BenchmarkDraw60(b *testing.B) {
	m := sixty()
	b.ReportAllocs()
	for b.Loop() {
		model.Draw(m, model.DrawOptions{Automatic: true})
	}
}

// BenchmarkDraw60Placed leads the arrows of a model whose author has placed everything.
func BenchmarkDraw60Placed(b *testing.B) {
	m := sixty()
	for i := range m.Constructs {
		m.Constructs[i].At = &model.At{Column: float64(i / 6), Row: float64(i % 6)}
	}
	b.ReportAllocs()
	for b.Loop() {
		model.Draw(m, model.DrawOptions{})
	}
}

func BenchmarkDrawEmbedded(b *testing.B) {
	list := embeddedModels(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, m := range list {
			model.Draw(m, model.DrawOptions{})
		}
	}
}
