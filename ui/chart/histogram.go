package chart

import (
	"fmt"

	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Histogram shows how often values fall between edges.
type Histogram struct {
	About
	Of     string    // what is measured: "Stability"
	Unit   Unit      // of the edges
	Edges  []float64 // one more than there are counts, rising; the columns are equally wide
	Counts []float64
	Things string  // what is counted: "cards"
	Mark   float64 // a value that is marked, such as the median, if it lies within the edges
	Named  string  // what the mark is: "half of them"; "" for no mark
}

// Table implements [Data].
func (h Histogram) Table() (head []string, rows [][]string) { return h.table().said() }

func (h Histogram) series() Series { return Series{Name: h.Things, Unit: Count} }

func (h Histogram) blank() bool { return h.columns().blank() }

// bins is how many columns there are.
func (h Histogram) bins() int { return max(min(len(h.Counts), len(h.Edges)-1), 0) }

func (h Histogram) table() table {
	t := table{head: []heading{{name: h.Of + ", from", unit: h.Unit}, {name: "To", unit: h.Unit}, {name: headed(h.Things)}}}
	for i := range h.bins() {
		t.rows = append(t.rows, []cell{figure(h.Edges[i]), figure(h.Edges[i+1]), figure(h.Counts[i])})
	}
	return t
}

// columns are the same counts as columns, with their words.
func (h Histogram) columns() Columns {
	c := Columns{About: h.About, Of: h.Of, Series: []Series{h.series()}}
	var whole float64
	for i := range h.bins() {
		whole += max(sane(h.Counts[i]), 0)
	}
	for i := range h.bins() {
		col := Column{Name: h.Unit.span(h.Edges[i], h.Edges[i+1]), Amount: []float64{h.Counts[i]}}
		if whole > 0 {
			col.Note = Share.Text(col.amount(0)/whole) + " of all"
		}
		c.Columns = append(c.Columns, col)
	}
	return c
}

func (h Histogram) height(r room) float32 { return h.columns().height(r) + h.above(r) }

// above is the room for the words of the mark.
func (h Histogram) above(r room) float32 {
	if h.Named == "" {
		return 0
	}
	return r.line()
}

func (h Histogram) lay(r room) scene {
	var s scene
	c := h.columns()
	left, _ := c.scales()
	f := framed(r, h.above(r), left, scale{})
	s.axes(r, f)
	n := h.bins()
	slot := (f.right - f.left) / float32(max(n, 1))
	for i := range n {
		c.column(&s, f, i, f.left+slot*(float32(i)+0.5), max(slot-1, 1))
	}
	x := func(i float64) float32 { return f.left + slot*float32(i) }
	edges := make([]tag, n+1)
	for i := range edges {
		edges[i] = tag{float64(i), h.Unit.brief(h.Edges[i])}
	}
	s.below(r, f, strided(r, edges, evenly, 0, x), x)
	if at, ok := h.place(); ok && h.Named != "" {
		s.pin(r, f, x(at), fmt.Sprintf("%s: %s", h.Named, h.Unit.Text(h.Mark)), 0.5, true)
	}
	s.stops, s.across = c.stops(f, slot), 1
	return s
}

// place is where among the columns the mark stands.
func (h Histogram) place() (float64, bool) {
	for i := range h.bins() {
		from, to := h.Edges[i], h.Edges[i+1]
		if known(from) && known(to) && h.Mark >= from && h.Mark <= to && to > from {
			return float64(i) + (h.Mark-from)/(to-from), true
		}
	}
	return 0, false
}

// pin draws a line across the plot and words above it.
func (s *scene) pin(r room, f frame, x float32, text string, align float32, strong bool) {
	m := mark{kind: lineMark, points: []fyne.Position{{X: x, Y: f.top - 2}, {X: x, Y: f.bottom}}, width: theme.Stroke, ink: muted, dash: []float32{4, 3}}
	if strong {
		m.ink.role, m.dash, m.alone = theme.Ink, nil, true
	}
	s.marks = append(s.marks, m)
	s.say(r, text, x, f.top-r.line()/2-2, align, m.ink.role)
}
