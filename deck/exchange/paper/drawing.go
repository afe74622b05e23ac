package paper

import (
	"image/color"
	"strconv"

	"touchpoint/deck/model"
)

// A layer says what lies above what.
type layer uint8

const (
	bandLayer layer = iota
	cellLayer
	tetherLayer
	lineLayer
	nodeLayer
	signLayer
	layers
)

// The measures of a figure, in points of the drawing.
const (
	headLength  = 11.0
	headWidth   = 10.0
	edgeWidth   = 2.0
	cardRadius  = 10.0
	chipRadius  = 6.0
	lineHeight  = 1.3  // distance of two lines, in sizes of the text
	capHalf     = 0.36 // from the middle of a line to its baseline, in sizes of the text
	numberSize  = 9.0
	blankCorner = 4.0 // from a number to the corner of its box
)

// A figure is a drawing being made into marks.
type figure struct {
	d       *model.Drawing
	o       FigureOptions
	c       *Palette
	scale   float64
	by      [layers][]Mark
	marks   []Mark
	spots   []Spot
	numbers map[string]int // of the elements that have words
}

// largest is how much larger than usual a figure is made to fill its room.
const largest = 1.35

func newFigure(d *model.Drawing, o FigureOptions) *figure {
	f := &figure{d: d, o: o, c: &Light, scale: 1, numbers: map[string]int{}}
	if o.Dark {
		f.c = &Dark
	}
	if o.Width > 0 || o.Height > 0 {
		f.scale = largest
	}
	if o.Width > 0 {
		f.scale = min(f.scale, o.Width/max(d.Width, 1))
	}
	if o.Height > 0 {
		f.scale = min(f.scale, o.Height/max(d.Height, 1))
	}
	return f
}

func (f *figure) draw() {
	for i := range f.d.Bands {
		f.band(&f.d.Bands[i])
	}
	for i := range f.d.Nodes {
		f.node(&f.d.Nodes[i])
	}
	for i := range f.d.Edges {
		f.edge(&f.d.Edges[i])
	}
	for _, marks := range f.by {
		for _, m := range marks {
			f.marks = append(f.marks, scaled(m, f.scale))
		}
	}
	for i := range f.spots {
		f.spots[i].Rect = scaledRect(f.spots[i].Rect, f.scale)
	}
}

// scaled is a mark as large as the page wants it.
func scaled(m Mark, by float64) Mark {
	if by == 1 {
		return m
	}
	m.Rect = scaledRect(m.Rect, by)
	points := make([]model.Point, len(m.Points))
	for i, p := range m.Points {
		points[i] = model.Point{X: p.X * by, Y: p.Y * by}
	}
	dash := make([]float64, len(m.Dash))
	for i, d := range m.Dash {
		dash[i] = d * by
	}
	m.Points, m.Dash = points, dash
	m.Width, m.Radius, m.Size = m.Width*by, m.Radius*by, m.Size*by
	return m
}

func scaledRect(r model.Rect, by float64) model.Rect {
	return model.Rect{X: r.X * by, Y: r.Y * by, Width: r.Width * by, Height: r.Height * by}
}

// spot notes where the words of an element stand, and returns their number.
func (f *figure) spot(id, label string, r model.Rect) int {
	if f.numbers[id] == 0 {
		f.numbers[id] = len(f.numbers) + 1
	}
	f.spots = append(f.spots, Spot{ID: id, Label: label, Number: f.numbers[id], Rect: r})
	return f.numbers[id]
}

// worded reports whether the words of an element are written.
func (f *figure) worded(id string) bool { return f.o.Version != Blank && !f.o.Hide[id] }

// number writes the number of a spot beside it.
func (f *figure) number(l layer, number int, x, y float64, in color.NRGBA) {
	if f.o.Version == Blank || f.o.Version == Key {
		f.write(l, strconv.Itoa(number), x, y, numberSize, in, Bold, Start)
	}
}

func (f *figure) add(l layer, m Mark) { f.by[l] = append(f.by[l], m) }

func (f *figure) box(l layer, r model.Rect, radius float64, fill, stroke color.NRGBA, width float64, dash ...float64) {
	f.add(l, Mark{Kind: Box, Rect: r, Radius: radius, Fill: fill, Stroke: stroke, Width: width, Dash: dash})
}

func (f *figure) disc(l layer, at model.Point, diameter float64, fill, stroke color.NRGBA, width float64) {
	f.add(l, Mark{Kind: Ellipse, Rect: round(at, diameter), Fill: fill, Stroke: stroke, Width: width})
}

func (f *figure) line(l layer, in color.NRGBA, width float64, dash []float64, points ...model.Point) {
	f.add(l, Mark{Kind: Line, Points: points, Stroke: in, Width: width, Dash: dash})
}

// write writes a line of text whose middle is at a height.
func (f *figure) write(l layer, text string, x, y, size float64, in color.NRGBA, face Face, a Align) {
	f.add(l, Mark{
		Kind: Text, Text: text, Points: []model.Point{{X: x, Y: y + capHalf*size}},
		Size: size, Fill: in, Face: face, Align: a,
	})
}

// round is the square of a size about a point.
func round(at model.Point, size float64) model.Rect {
	return model.Rect{X: at.X - size/2, Y: at.Y - size/2, Width: size, Height: size}
}

// grown is a rectangle with so much more on every side.
func grown(r model.Rect, by float64) model.Rect {
	return model.Rect{X: r.X - by, Y: r.Y - by, Width: r.Width + 2*by, Height: r.Height + 2*by}
}

// centre is the middle of a rectangle.
func centre(r model.Rect) model.Point {
	return model.Point{X: r.X + r.Width/2, Y: r.Y + r.Height/2}
}
