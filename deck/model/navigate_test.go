package model_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck/model"
)

func TestAt(t *testing.T) {
	d := model.Draw(smallPath(), model.DrawOptions{})
	trust, _ := d.Node("trust")
	edge, _ := d.Edge("trust-stay")
	tether, _ := d.Edge("age>stay-sales")
	band := d.Bands[0]
	for _, c := range []struct {
		name string
		x, y float64
		want string
	}{
		{"a box", trust.Rect.X + 5, trust.Rect.Y + 5, "trust"},
		{"a disc", edge.Disc.X + 8, edge.Disc.Y - 3, "trust-stay"},
		{"near a line", edge.Points[0].X + 14, edge.Points[0].Y + 14, "trust-stay"},
		{"a moderator's line", tether.Disc.X, tether.Disc.Y, "age"},
		{"a band", band.Rect.X + 3, band.Rect.Y + 3, "before"},
		{"nothing", 1, 1, ""},
	} {
		got, ok := d.At(c.x, c.y, 10)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%s: %q %v, want %q", c.name, got, ok, c.want)
		}
	}
	if id, _ := model.Draw(smallJourney(), model.DrawOptions{}).At(0, 0, 0); id != "" {
		t.Errorf("at the corner is %q", id)
	}
}

// In a cell the chip is on top, and beside it there is the cell.
func TestAtCell(t *testing.T) {
	d := model.Draw(smallJourney(), model.DrawOptions{})
	chip, _ := d.Node("ad")
	if id, _ := d.At(chip.Rect.X+3, chip.Rect.Y+3, 8); id != "ad" {
		t.Errorf("on the chip is %q", id)
	}
	if id, _ := d.At(chip.Rect.X-3, chip.Rect.Y, 2); id != model.CellID("pre", "own") {
		t.Errorf("beside the chip is %q", id)
	}
}

func TestNext(t *testing.T) {
	d := model.Draw(smallPath(), model.DrawOptions{})
	for _, c := range []struct {
		from   string
		dx, dy int
		want   string
	}{
		{"", 1, 0, "trust"},
		{"nobody", 0, -1, "trust"},
		{"joy", 1, 0, "joy-stay"},
		{"trust", 0, 1, "joy"},
		{"joy", 0, -1, "trust"},
		{"stay", 0, -1, "age"},
		{"sales", -1, 0, "stay-sales"},
		{"sales", 0, 0, "sales"},
	} {
		if got := d.Next(c.from, c.dx, c.dy); got != c.want {
			t.Errorf("from %q by %d,%d to %q, want %q", c.from, c.dx, c.dy, got, c.want)
		}
	}
	if got := (&model.Drawing{}).Next("x", 1, 0); got != "" {
		t.Errorf("in an empty drawing to %q", got)
	}
}

// Everything can be reached from everywhere by arrow keys, even what lies on one place.
func TestNextReachesEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &model.Drawing{}
		n := rapid.IntRange(1, 30).Draw(t, "nodes")
		for i := range n {
			d.Nodes = append(d.Nodes, model.Node{ID: fmt.Sprint(i), Rect: model.Rect{
				X: float64(rapid.IntRange(0, 9).Draw(t, "x")) * 30, Y: float64(rapid.IntRange(0, 9).Draw(t, "y")) * 30,
			}})
		}
		for from := range n {
			if got := len(reached(d, fmt.Sprint(from))); got != n {
				t.Fatalf("from %d only %d of %d are reached", from, got, n)
			}
		}
	})
}

func TestNextReachesEverythingEmbedded(t *testing.T) {
	for _, m := range embeddedModels(t) {
		d := model.Draw(m, model.DrawOptions{})
		want := map[string]bool{}
		for _, n := range d.Nodes {
			want[n.ID] = true
		}
		for _, e := range d.Edges {
			if !e.Tether {
				want[e.ID] = true
			}
		}
		for id := range want {
			if got := reached(d, id); len(got) != len(want) {
				t.Errorf("%s: from %s only %d of %d are reached", m.ID, id, len(got), len(want))
			}
		}
	}
}

func reached(d *model.Drawing, from string) map[string]bool {
	seen := map[string]bool{from: true}
	for list := []string{from}; len(list) > 0; list = list[1:] {
		for _, by := range [][2]int{{1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
			if next := d.Next(list[0], by[0], by[1]); !seen[next] {
				seen[next] = true
				list = append(list, next)
			}
		}
	}
	return seen
}

func TestSlot(t *testing.T) {
	d := model.Draw(smallPath(), model.DrawOptions{Columns: 4, Rows: 3})
	for column := range 4 {
		for row := range 3 {
			want := model.At{Column: float64(column), Row: float64(row)}
			x, y := d.Grid.X+want.Column*d.Grid.PitchX, d.Grid.Y+want.Row*d.Grid.PitchY
			if got := d.Slot(x+d.Grid.PitchX*0.4, y-d.Grid.PitchY*0.4); got != want {
				t.Errorf("slot %v, want %v", got, want)
			}
		}
	}
	if got := (&model.Drawing{}).Slot(100, 100); got != (model.At{}) {
		t.Errorf("without a grid slot %v", got)
	}
}
