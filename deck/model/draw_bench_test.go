package model_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"touchpoint/deck/model"
)

// moderated is the model of sixty constructs with so many moderators, each of which acts
// on so many relations, evenly spread.
func moderated(moderators, acts int) *model.Model {
	m := sixty()
	at := 0
	for i := range moderators {
		x := model.Moderator{Part: part(fmt.Sprint("m", i), fmt.Sprint("Moderator ", i))}
		for range acts {
			x.Acts = append(x.Acts, model.Act{On: fmt.Sprint("r", at%120)})
			at += 41 // of 120, so that each relation has its turn
		}
		m.Moderators = append(m.Moderators, x)
	}
	return m
}

// onGrid places the constructs densely, as the canvas of a rebuild does, and the
// moderators above them.
func onGrid(m *model.Model, columns int) *model.Model {
	for i := range m.Constructs {
		m.Constructs[i].At = &model.At{Column: float64(i % columns), Row: float64(1 + i/columns)}
	}
	for i := range m.Moderators {
		m.Moderators[i].At = &model.At{Column: float64(i % columns), Row: float64(-i / columns)}
	}
	return m
}

// However little effort there is for each, the arrows of a large model run round its boxes,
// and it is drawn the same each time.
func TestDrawLarge(t *testing.T) {
	for _, columns := range []int{5, 8, 12} {
		o := model.DrawOptions{Columns: float64(columns), Rows: float64(2 + 60/columns)}
		m := onGrid(moderated(10, 12), columns)
		d := model.Draw(m, o)
		for _, s := range model.Overlaps(d) {
			if strings.HasPrefix(s, "edge r") || strings.HasPrefix(s, "node") {
				t.Errorf("%d columns: %s", columns, s)
			}
		}
		for _, e := range d.Edges {
			if len(e.Points) < 2 {
				t.Errorf("%d columns: edge %s has %d points", columns, e.ID, len(e.Points))
			}
		}
		if !reflect.DeepEqual(d, model.Draw(m, o)) {
			t.Errorf("%d columns: drawn otherwise the second time", columns)
		}
	}
}

func benchmarkDraw(b *testing.B, m *model.Model, o model.DrawOptions) {
	b.ReportAllocs()
	for b.Loop() {
		model.Draw(m, o)
	}
}

// BenchmarkDraw60Moderated draws a large model with moderators: 10 ms are the limit with
// three acts each, 50 ms however many there are.
func BenchmarkDraw60Moderated(b *testing.B) {
	for _, c := range []struct{ moderators, acts int }{{10, 1}, {10, 3}, {10, 12}, {40, 3}, {1, 120}} {
		for _, automatic := range []bool{true, false} {
			name := "placed"
			m := moderated(c.moderators, c.acts)
			if automatic {
				name = "automatic"
			} else {
				onGrid(m, 10)
			}
			b.Run(fmt.Sprintf("%dx%d/%s", c.moderators, c.acts, name), func(b *testing.B) {
				benchmarkDraw(b, m, model.DrawOptions{Automatic: automatic})
			})
		}
	}
}

// BenchmarkDraw60Rebuild draws the canvas of a rebuild, as it is at each move: 20 ms are
// the limit.
func BenchmarkDraw60Rebuild(b *testing.B) {
	for _, columns := range []int{5, 8, 12} {
		for _, acts := range []int{0, 3, 12} {
			m := onGrid(moderated(10, acts), columns)
			b.Run(fmt.Sprintf("%dcolumns/%dacts", columns, acts), func(b *testing.B) {
				benchmarkDraw(b, m, model.DrawOptions{Columns: float64(columns), Rows: float64(2 + 60/columns)})
			})
		}
	}
}
