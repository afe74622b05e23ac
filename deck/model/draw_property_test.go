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
