package chart

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

// rough measures without fonts: most letters are narrower.
func rough(text string, size float32, _ bool) float32 {
	return float32(utf8.RuneCountInString(text)) * size * 0.56
}

func roomOf(width, text float32) room {
	return room{width: width, caption: plainCaption * text, measure: rough}
}

// faults says what of a scene cannot be seen: marks, words or stops beyond the room, and
// words that run into each other.
func faults(r room, d Data, s scene) (list []string) {
	high := d.height(r)
	for i, m := range s.marks {
		from, to := bounds(m.points)
		if m.kind == boxMark {
			from, to = m.at, m.to
		}
		if m.kind == discMark {
			from, to = from.AddXY(-m.radius, -m.radius), to.AddXY(m.radius, m.radius)
		}
		if !finite(from.X, from.Y, to.X, to.Y, m.radius, m.width) || from.X < -3 || from.Y < -3 || to.X > r.width+3 || to.Y > high+3 {
			list = append(list, fmt.Sprintf("mark %d from %v to %v, of %v x %v", i, from, to, r.width, high))
		}
	}
	for i, w := range s.words {
		wide := rough(w.text, w.size, w.bold)
		if !finite(w.x, w.y) || w.x < -0.5 || w.x+wide > r.width+0.5 || w.y-w.size*0.5 < -1 || w.y+w.size*0.5 > high+1 {
			list = append(list, fmt.Sprintf("%q at %.0f,%.0f, %.0f wide, of %v x %v", w.text, w.x, w.y, wide, r.width, high))
		}
		for _, o := range s.words[:i] {
			if w.x < o.x+rough(o.text, o.size, o.bold) && o.x < w.x+wide && abs(w.y-o.y) < 0.4*(w.size+o.size) {
				list = append(list, fmt.Sprintf("%q and %q stand on each other", w.text, o.text))
			}
		}
	}
	for i, st := range s.stops {
		if !finite(st.at.X, st.at.Y, st.to.X, st.to.Y) || st.words == "" {
			list = append(list, fmt.Sprintf("stop %d is %v", i, st))
		}
	}
	return list
}

func abs(v float32) float32 { return max(v, -v) }

func finite(values ...float32) bool {
	for _, v := range values {
		if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
			return false
		}
	}
	return true
}

func TestEverythingStandsInItsRoom(t *testing.T) {
	for name, d := range samples() {
		if d.blank() {
			continue
		}
		for _, width := range []float32{320, 420, 560, 720, 900, 1080} {
			for _, text := range []float32{0.8, 1, 1.3, 1.6, 2} {
				if text > 1.6 && width < 500 {
					continue // letters larger than the window was made for
				}
				r := roomOf(width, text)
				for _, fault := range faults(r, d, d.lay(r)) {
					t.Errorf("%s, %v wide, text %v: %s", name, width, text, fault)
				}
			}
		}
	}
}

// figures are any number that a mistake elsewhere may bring.
func figures() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(0, 50), rapid.Float64Range(0, 1), rapid.Float64(),
		rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e300, -1}))
}

// anyData draws a chart with any figures in it.
func anyData(t *rapid.T) Data {
	list := func(name string, most int) []float64 { return rapid.SliceOfN(figures(), 0, most).Draw(t, name) }
	unit := Unit(rapid.IntRange(int(Count), int(Number)).Draw(t, "unit"))
	series := []Series{{Name: "One", Unit: unit}, {Name: "Other", Unit: unit, Tone: Tone(rapid.Byte().Draw(t, "tone"))}}
	a, b := list("a", 40), list("b", 40)
	at := func(list []float64, i int) float64 {
		if i < len(list) {
			return list[i]
		}
		return math.NaN()
	}
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		c := Columns{Series: series, Step: Step(rapid.IntRange(0, 2).Draw(t, "step")), Now: rapid.IntRange(0, 50).Draw(t, "now")}
		if rapid.Bool().Draw(t, "dated") {
			c.From = start
		}
		if rapid.Bool().Draw(t, "beside") {
			c.Beside = &Series{Name: "Line", Unit: Share}
		}
		for i := range a {
			c.Columns = append(c.Columns, Column{Label: "x", Amount: a[i:], Line: at(b, i), Low: at(b, i+1), High: at(b, i+2)})
		}
		return c
	case 1:
		return Histogram{Unit: unit, Edges: a, Counts: b, Mark: at(a, 1), Named: "half", Things: "cards"}
	case 2:
		h := Hours{Series: series[0], Beside: &series[1]}
		copy(h.Amount[:], a)
		copy(h.Line[:], b)
		return h
	case 3:
		l := Lines{Y: Axis{Unit: unit, Zero: rapid.Bool().Draw(t, "zero"), Low: at(a, 3), High: at(a, 4)}, Pins: []Pin{{at(a, 0), "one", true}, {at(b, 0), "two", false}}}
		if rapid.Bool().Draw(t, "dated") {
			l.X.From = start
		}
		for _, values := range [][]float64{a, b} {
			line := Line{Low: b, High: a, Steps: rapid.Bool().Draw(t, "steps")}
			for i, v := range values {
				line.Points = append(line.Points, Point{float64(i) + at(a, 0), v})
			}
			l.Lines = append(l.Lines, line)
		}
		return l
	case 4:
		return Calendar{Series: series[0], From: start, Values: a, Now: len(a)}
	case 5:
		c := Calibration{Of: "answers"}
		for i, v := range a {
			c.Groups = append(c.Groups, Group{v, at(b, i), int(sane(at(b, i+1)))})
		}
		return c
	case 6:
		c := Bars{Series: series, Most: at(a, 0), Target: at(b, 0), Aim: "aim"}
		for i := range a {
			c.Bars = append(c.Bars, Bar{Name: "name", Amount: b, Low: at(a, i), High: at(b, i)})
		}
		return c
	}
	return Tiles{Tiles: []Tile{{Value: "1", Name: "a", Trend: a}, {Value: "2", Name: "b", Trend: b}}}
}

// TestNoFigureBreaksAChart lays out whatever comes: nothing may panic, and nothing that is
// not a number may reach the canvas.
func TestNoFigureBreaksAChart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyData(t)
		r := roomOf(rapid.SampledFrom([]float32{leastWidth, 560, 900}).Draw(t, "width"), rapid.SampledFrom([]float32{0.8, 1, 2}).Draw(t, "text"))
		CSV(d.table().plain())
		Text(d.table().said())
		if d.blank() {
			return
		}
		s := d.lay(r)
		if high := d.height(r); !finite(high) || high <= 0 {
			t.Fatalf("%T is %v high", d, high)
		}
		for i, m := range s.marks {
			from, to := bounds(m.points)
			if !finite(from.X, from.Y, to.X, to.Y, m.at.X, m.at.Y, m.to.X, m.to.Y, m.radius, m.width) {
				t.Fatalf("mark %d of %T: %+v", i, d, m)
			}
			if abs(from.X)+abs(to.X)+abs(m.at.X)+abs(m.to.X) > 20*r.width {
				t.Fatalf("mark %d of %T is far off: %+v", i, d, m)
			}
		}
		for _, st := range s.stops {
			if !finite(st.at.X, st.at.Y, st.to.X, st.to.Y, st.rule) {
				t.Fatalf("stop of %T: %+v", d, st)
			}
		}
		for _, p := range []fyne.Position{{}, {X: 100, Y: 100}, {X: 1e6, Y: -1e6}} {
			if i := s.near(p); i >= len(s.stops) {
				t.Fatalf("at %v stop %d of %d", p, i, len(s.stops))
			}
		}
	})
}

func TestStopsAreFoundWhereTheyStand(t *testing.T) {
	r := roomOf(560, 1)
	for name, d := range samples() {
		if d.blank() {
			continue
		}
		s := d.lay(r)
		for i, st := range s.stops {
			middle := fyne.NewPos((st.at.X+st.to.X)/2, (st.at.Y+st.to.Y)/2)
			if got := s.near(middle); got != i {
				t.Errorf("%s: stop %d is found as %d", name, i, got)
			}
		}
	}
}

// TestLayoutIsTheSameInEveryRun compares two layouts of the same data.
func TestLayoutIsTheSameInEveryRun(t *testing.T) {
	r := roomOf(560, 1)
	for name, d := range samples() {
		if d.blank() {
			continue
		}
		if a, b := fmt.Sprint(d.lay(r)), fmt.Sprint(d.lay(r)); a != b {
			t.Errorf("%s is laid out in two ways", name)
		}
	}
}

func TestTodayIsNamedWhereverItIs(t *testing.T) {
	for _, width := range []float32{240, 400, 900} {
		for now := 1; now <= 60; now++ {
			c := Columns{Of: "Day", From: start, Now: now, Series: []Series{{Name: "Due"}}}
			for i := range 60 {
				c.Columns = append(c.Columns, Column{Amount: []float64{float64(i)}})
			}
			r := roomOf(width, 1)
			s := c.lay(r)
			if !slices.Contains(said(s), "today") {
				t.Errorf("day %d of 60, %v wide: no today among %q", now, width, said(s))
			}
			for _, fault := range faults(r, c, s) {
				t.Errorf("day %d of 60, %v wide: %s", now, width, fault)
			}
		}
	}
}
