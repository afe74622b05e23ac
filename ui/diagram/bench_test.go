package diagram

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
)

// crowded is a drawing of 60 constructs and 120 relations, more than any lecture shows.
func crowded() *model.Drawing {
	m := &model.Model{ID: "crowded", Kind: model.PathKind}
	id := func(i int) string { return fmt.Sprintf("c%02d", i) }
	roles := []model.Role{model.Antecedent, model.Focal, model.Mediator, model.Outcome}
	for i := range 60 {
		m.Constructs = append(m.Constructs, model.Construct{
			Part: model.Part{ID: id(i), Label: fmt.Sprintf("Construct number %d", i), At: &model.At{Column: float64(i / 8), Row: float64(i % 8)}},
			Role: roles[i%4],
		})
	}
	signs := []model.Sign{model.Positive, model.Positive, model.Negative, model.None, model.Positive, model.Unknown}
	for i := range 120 {
		from, to := i%52, i%52+8
		if i >= 52 {
			to = i%52 + 7 + i/52
		}
		m.Relations = append(m.Relations, model.Relation{
			Part: model.Part{ID: fmt.Sprintf("r%d", i)}, From: id(from), To: id(to % 60), Sign: signs[i%len(signs)],
		})
	}
	return model.Draw(m, model.DrawOptions{})
}

// frames runs a step as often as the benchmark says, and reports the time that 99 of
// 100 frames take at most.
func frames(b *testing.B, step func(i int)) {
	took := make([]time.Duration, 0, b.N)
	b.ResetTimer()
	for i := range b.N {
		start := time.Now()
		step(i)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[(len(took)-1)*99/100].Microseconds())/1000, "p99-ms")
}

// BenchmarkPan60 moves the view by a few points, as a hand does for every frame.
func BenchmarkPan60(b *testing.B) {
	d, _ := begin(b, fyne.NewSize(1000, 700))
	d.Set(crowded(), nil)
	d.Zoom(1 / d.Scale())
	frames(b, func(i int) {
		if i/80%2 == 0 {
			d.Pan(9, 5)
		} else {
			d.Pan(-9, -5)
		}
	})
	b.ReportMetric(float64(len(d.layer.Objects)), "objects")
}

// BenchmarkZoom60 changes the scale through its whole range.
func BenchmarkZoom60(b *testing.B) {
	d, _ := begin(b, fyne.NewSize(1000, 700))
	d.Set(crowded(), nil)
	frames(b, func(i int) {
		if i/20%2 == 0 {
			d.Zoom(zoomStep)
		} else {
			d.Zoom(1 / zoomStep)
		}
	})
}

// BenchmarkOpen60 makes a diagram of a drawing that is there.
func BenchmarkOpen60(b *testing.B) {
	_, w := begin(b, fyne.NewSize(1000, 700))
	drawing := crowded()
	frames(b, func(int) {
		d := New()
		d.Set(drawing, nil)
		w.SetContent(d)
	})
}

// BenchmarkOverlay60 turns an overlay over everything on and off.
func BenchmarkOverlay60(b *testing.B) {
	d, _ := begin(b, fyne.NewSize(1000, 700))
	drawing := crowded()
	d.Set(drawing, nil)
	dim := model.Overlay{}
	for _, n := range drawing.Nodes {
		dim[n.ID] = model.Face{Recall: &model.Recall{Chance: 0.7, Seen: 1}}
	}
	for _, e := range drawing.Edges {
		dim[e.ID] = model.Face{Dim: true}
	}
	frames(b, func(i int) {
		if i%2 == 0 {
			d.SetOverlay(dim)
		} else {
			d.SetOverlay(nil)
		}
	})
}

// BenchmarkPaint60 paints a frame in software, which a window leaves to the graphics card.
func BenchmarkPaint60(b *testing.B) {
	d, w := begin(b, fyne.NewSize(1000, 700))
	d.Set(crowded(), nil)
	frames(b, func(int) { w.Canvas().Capture() })
}
