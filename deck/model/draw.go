package model

import (
	"math"
	"strings"
)

// How much room there is in a drawing, in points.
const (
	margin    = 16.0
	labelRoom = 132.0 // width of a label in a box
	// The same where there are many columns, so that text stays readable when it is fitted.
	narrowRoom = 104.0
	chipRoom   = 120.0 // width of a label in a chip or pill
	columnGap  = 84.0  // between boxes side by side, so that arrow and disc are seen
	narrowGap  = 64.0
	rowGap     = 48.0 // between boxes above each other
	boxPad     = 12.0 // beside a label
)

// Draw makes the picture of a model. The author's places count where they are given; the
// rest is laid out. It is the same whenever it is called, and cheap enough to be called
// for every change of a model.
func Draw(m *Model, o DrawOptions) *Drawing {
	d := &drawer{m: m, o: o, text: TextWidth, d: &Drawing{}, index: map[string]int{}, effort: drawEffort}
	if o.Measure != nil {
		d.text = o.Measure
	}
	if m != nil {
		switch m.Kind {
		case JourneyKind:
			d.journey()
		case ContingencyKind:
			d.contingency()
		case ClassificationKind:
			d.classification()
		default:
			d.path()
		}
	}
	d.finish()
	return d.d
}

// A drawer is a drawing in the making.
type drawer struct {
	m     *Model
	o     DrawOptions
	text  measure
	d     *Drawing
	index map[string]int // of nodes by id; the first counts
	wires []wire
	floor Rect // what the drawing spans at least

	effort int    // that may still be made
	texts  []Rect // captions of so many bands
	banded int
	room   room // about the edge whose word is placed
}

// A label is a text that has been broken into lines.
type label struct {
	lines []string
	size  float64
	width float64
}

// label breaks the name of an element; one without a name is called by its id.
func (d *drawer) label(p Part, size, width float64, lines int) label {
	text := p.Label
	if strings.TrimSpace(text) == "" {
		text = p.ID
	}
	return d.words(text, size, width, lines)
}

func (d *drawer) words(text string, size, width float64, lines int) label {
	l := label{lines: d.text.wrap(text, size, width, lines), size: size}
	l.width = d.text.widest(l.lines, size)
	return l
}

// lineHeight is the distance of two lines of a text.
func lineHeight(size float64) float64 { return math.Round(size * 1.3) }

func (l label) height() float64 { return float64(len(l.lines)) * lineHeight(l.size) }

// box is the size of a box around a label.
func (l label) box() (width, height float64) {
	return max(math.Ceil(l.width)+2*boxPad, 72), l.height() + 2*boxPad
}

// chip is the size of a chip or pill around a label.
func (l label) chip() (width, height float64) {
	return max(math.Ceil(l.width)+22, 44), l.height() + 11
}

// node adds a node and returns its index.
func (d *drawer) node(id string, shape Shape, r Rect, l label) int {
	i := len(d.d.Nodes)
	if _, there := d.index[id]; !there {
		d.index[id] = i
	}
	d.d.Nodes = append(d.d.Nodes, Node{ID: id, Shape: shape, Rect: r, Lines: l.lines, Size: l.size})
	return i
}

// wire adds an edge between two nodes that are there, to be routed later.
func (d *drawer) wire(e Edge) bool {
	a, okA := d.index[e.From]
	b, okB := d.index[e.To]
	if okA && okB {
		d.wires = append(d.wires, wire{edge: e, a: a, b: b})
	}
	return okA && okB
}

// caption shortens a text to a width.
func (d *drawer) caption(text string, width float64) string {
	if text == "" || width <= 0 {
		return ""
	}
	return d.text.wrap(text, CaptionSize, width, 1)[0]
}

// captionRect is where the caption of a band stands.
func (d *drawer) captionRect(b Band) Rect { return b.captionRect(d.text) }

// captions are where the captions of the bands stand.
func (d *drawer) captions() []Rect {
	if d.banded == len(d.d.Bands) {
		return d.texts
	}
	d.texts, d.banded = nil, len(d.d.Bands)
	for _, b := range d.d.Bands {
		if b.Caption != "" {
			d.texts = append(d.texts, d.captionRect(b))
		}
	}
	return d.texts
}

func (b Band) captionRect(text measure) Rect {
	if b.Caption == "" {
		return Rect{X: b.Rect.X, Y: b.Rect.Y}
	}
	return Rect{b.Rect.X + bandPad, b.Rect.Y + 7, text(b.Caption, b.Size), lineHeight(b.Size)}
}

// The room in a band around what stands in it.
const (
	bandPad = 12.0
	bandTop = 30.0 // with the caption
)

// finish moves everything so that it begins at the margin, and measures it.
func (d *drawer) finish() {
	w := d.d
	box, found := d.floor, d.floor.Width > 0
	add := func(r Rect) {
		if !found {
			box, found = r, true
		}
		box = box.with(r)
	}
	for _, n := range w.Nodes {
		add(n.Rect)
	}
	for _, b := range w.Bands {
		add(b.Rect)
	}
	for _, e := range w.Edges {
		add(around(e.Points))
		if e.Sign != "" {
			add(centred(e.Disc, DiscSize, DiscSize))
		}
		if e.Label != "" {
			add(e.LabelAt)
		}
	}
	if !found {
		w.Width, w.Height = 2*margin, 2*margin
		return
	}
	by := Point{margin - box.X, margin - box.Y}
	w.shift(by)
	w.Width, w.Height = math.Ceil(box.Width+2*margin), math.Ceil(box.Height+2*margin)
}

// shift moves everything.
func (d *Drawing) shift(by Point) {
	move := func(r *Rect) { r.X, r.Y = r.X+by.X, r.Y+by.Y }
	for i := range d.Nodes {
		move(&d.Nodes[i].Rect)
	}
	for i := range d.Bands {
		move(&d.Bands[i].Rect)
	}
	for i := range d.Edges {
		e := &d.Edges[i]
		for k := range e.Points {
			e.Points[k] = e.Points[k].plus(by)
		}
		e.Disc = e.Disc.plus(by)
		move(&e.LabelAt)
	}
	if d.Grid.PitchX > 0 {
		d.Grid.X, d.Grid.Y = d.Grid.X+by.X, d.Grid.Y+by.Y
	}
}

// Node returns the node with an id.
func (d *Drawing) Node(id string) (Node, bool) {
	for _, n := range d.Nodes {
		if n.ID == id {
			return n, true
		}
	}
	return Node{}, false
}

// Edge returns the edge with an id.
func (d *Drawing) Edge(id string) (Edge, bool) {
	for _, e := range d.Edges {
		if e.ID == id {
			return e, true
		}
	}
	return Edge{}, false
}
