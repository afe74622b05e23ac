package model_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck/model"
)

// paths are path models with stages, relations of every sort and moderators. If placed, each
// construct has a place of its own.
func paths(placed bool) *rapid.Generator[*model.Model] {
	return rapid.Custom(func(t *rapid.T) *model.Model {
		m := &model.Model{ID: "random", Kind: model.PathKind}
		for i := range rapid.IntRange(0, 3).Draw(t, "stages") {
			m.Stages = append(m.Stages, model.Stage{Part: part(fmt.Sprint("s", i), fmt.Sprint("Stage ", i))})
		}
		label := rapid.SampledFrom([]string{"", "Trust", "Customer engagement", "Positive word of mouth", "参与", "Repurchase intention after recovery"})
		places := rapid.Permutation(make20()).Draw(t, "places")
		n := rapid.IntRange(1, 14).Draw(t, "constructs")
		for i := range n {
			c := model.Construct{Part: part(fmt.Sprint("c", i), label.Draw(t, "label"))}
			if len(m.Stages) > 0 && rapid.Bool().Draw(t, "staged") {
				c.Stage = m.Stages[rapid.IntRange(0, len(m.Stages)-1).Draw(t, "stage")].ID
			}
			if placed {
				c.At = &model.At{Column: float64(places[i] % 4), Row: float64(places[i] / 4)}
			}
			m.Constructs = append(m.Constructs, c)
		}
		for i := range rapid.IntRange(0, 18).Draw(t, "relations") {
			m.Relations = append(m.Relations, model.Relation{
				Part: part(fmt.Sprint("r", i), ""), Sign: model.Positive,
				From: fmt.Sprint("c", rapid.IntRange(0, n-1).Draw(t, "from")),
				To:   fmt.Sprint("c", rapid.IntRange(0, n-1).Draw(t, "to")),
			})
		}
		for i := range rapid.IntRange(0, 3).Draw(t, "moderators") {
			m.Moderators = append(m.Moderators, model.Moderator{
				Part: part(fmt.Sprint("m", i), fmt.Sprint("Moderator ", i)), Acts: []model.Act{{On: fmt.Sprint("r", i)}},
			})
		}
		return m
	})
}

func make20() []int {
	list := make([]int, 20)
	for i := range list {
		list[i] = i
	}
	return list
}

// However a model is, its boxes and bands keep apart and its arrows run round boxes.
func TestDrawPathsProperty(t *testing.T) {
	for _, placed := range []bool{false, true} {
		rapid.Check(t, func(t *rapid.T) {
			m := paths(placed).Draw(t, "model")
			d := model.Draw(m, model.DrawOptions{})
			for _, s := range model.Overlaps(d) {
				if placed && strings.HasPrefix(s, "caption") {
					continue // stages may lie across each other as the author places them
				}
				if strings.Contains(s, " node ") && !strings.Contains(s, ">") && !strings.HasPrefix(s, "disc") || strings.HasPrefix(s, "band") {
					t.Errorf("placed %v: %s", placed, s)
				}
			}
			for _, e := range d.Edges {
				n, _ := d.Node(e.From)
				if first := e.Points[0]; !onRim(n.Rect, first) && n.Shape == model.Box {
					t.Errorf("edge %s begins at %v, off %v", e.ID, first, n.Rect)
				}
				if n, ok := d.Node(e.To); ok && !onRim(n.Rect, e.Points[len(e.Points)-1]) {
					t.Errorf("edge %s ends at %v, off %v", e.ID, e.Points[len(e.Points)-1], n.Rect)
				}
				for _, p := range e.Points {
					if p.X < 0 || p.Y < 0 || p.X > d.Width || p.Y > d.Height {
						t.Errorf("edge %s leaves the drawing", e.ID)
					}
				}
			}
		})
	}
}

func onRim(r model.Rect, p model.Point) bool {
	const d = 0.01
	left, right := p.X-r.X, r.X+r.Width-p.X
	top, bottom := p.Y-r.Y, r.Y+r.Height-p.Y
	return min(left, right, top, bottom) > -d && min(left, right, top, bottom) < d
}

// others are journeys, contingencies and classifications.
func others() *rapid.Generator[*model.Model] {
	return rapid.Custom(func(t *rapid.T) *model.Model {
		label := rapid.SampledFrom([]string{"", "Before", "Customer engagement", "What the customer has been through", "参与"})
		count := func(what string, most int) int { return rapid.IntRange(0, most).Draw(t, what) }
		some := func(prefix string, n int) string { return fmt.Sprint(prefix, rapid.IntRange(0, n).Draw(t, prefix)) }
		kind := rapid.SampledFrom([]model.Kind{model.JourneyKind, model.ContingencyKind, model.ClassificationKind}).Draw(t, "kind")
		m := &model.Model{ID: "random", Kind: kind}
		stages, lanes := count("stages", 5), count("lanes", 3)
		for i := range stages {
			m.Stages = append(m.Stages, model.Stage{Part: part(fmt.Sprint("s", i), label.Draw(t, "label"))})
		}
		for i := range lanes {
			m.Lanes = append(m.Lanes, model.Lane{Part: part(fmt.Sprint("l", i), label.Draw(t, "label"))})
		}
		for i := range count("touchpoints", 8) {
			m.Touchpoints = append(m.Touchpoints, model.Touchpoint{
				Part: part(fmt.Sprint("t", i), label.Draw(t, "label")), Stage: some("s", stages), Lane: some("l", lanes),
			})
		}
		for i := range count("around", 5) {
			side := rapid.SampledFrom([]model.Side{model.Left, model.Right, model.Top, model.Bottom}).Draw(t, "side")
			m.Around = append(m.Around, model.Around{Part: part(fmt.Sprint("a", i), label.Draw(t, "label")), Side: side})
		}
		for i := range count("flows", 6) {
			form := rapid.SampledFrom([]model.Form{model.Sequence, model.Loop, model.Bypass, model.Carry}).Draw(t, "form")
			m.Flows = append(m.Flows, model.Flow{Part: part(fmt.Sprint("f", i), ""), From: some("s", stages), To: some("s", stages), Form: form})
		}
		categories := count("categories", 4)
		for i := range count("conditions", 4) {
			c := model.Condition{Part: part(fmt.Sprint("c", i), label.Draw(t, "label"))}
			f := model.Facet{Part: part(fmt.Sprint("f", i), label.Draw(t, "label"))}
			for k := range categories {
				c.Values = append(c.Values, model.Level{ID: fmt.Sprint("v", k), Label: label.Draw(t, "label")})
				f.Categories = append(f.Categories, model.Category{Part: part(fmt.Sprint("k", i, k), label.Draw(t, "label"))})
			}
			m.Conditions, m.Facets = append(m.Conditions, c), append(m.Facets, f)
		}
		for i := range count("alternatives", 4) {
			m.Alternatives = append(m.Alternatives, model.Alternative{Part: part(fmt.Sprint("a", i), label.Draw(t, "label"))})
			m.Rules = append(m.Rules,
				model.Rule{Part: part(fmt.Sprint("r", i), ""), When: map[string]string{some("c", 3): some("v", 3)}, Alternative: some("a", 3)},
				model.Rule{Part: part(fmt.Sprint("general", i), "")})
		}
		for i := range count("items", 8) {
			in := map[string][]string{"f0": {some("k0", categories)}}
			m.Items = append(m.Items, model.Item{Part: part(fmt.Sprint("i", i), label.Draw(t, "label")), In: in})
		}
		if rapid.Bool().Draw(t, "root") {
			m.Root = &model.Root{Part: part("root", label.Draw(t, "label"))}
		}
		return m
	})
}

// In the other kinds too nothing lies on anything else, but for edges where many meet.
func TestDrawOthersProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := model.Draw(others().Draw(t, "model"), model.DrawOptions{})
		for _, s := range model.Overlaps(d) {
			if strings.HasPrefix(s, "node") || strings.HasPrefix(s, "band") || strings.HasPrefix(s, "caption") {
				t.Error(s)
			}
		}
		for _, e := range d.Edges {
			for _, p := range e.Points {
				if p.X < 0 || p.Y < 0 || p.X > d.Width || p.Y > d.Height {
					t.Errorf("edge %s leaves the drawing", e.ID)
				}
			}
		}
	})
}
