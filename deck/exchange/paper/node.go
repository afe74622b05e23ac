package paper

import (
	"image/color"
	"strings"

	"touchpoint/deck/model"
)

// band draws a band with its caption, or the line to write that on.
func (f *figure) band(b *model.Band) {
	f.box(bandLayer, b.Rect, cardRadius, faint(f.c.Muted, 0.07), color.NRGBA{}, 0)
	if b.Caption == "" {
		return
	}
	size := b.Size
	if size == 0 {
		size = model.CaptionSize
	}
	x, y := b.Rect.X+10, b.Rect.Y+6+size*0.6
	place := model.Rect{X: x - 2, Y: y - size*0.7, Width: min(Measure(b.Caption, size, Regular)+4, b.Rect.Width-16), Height: size * 1.4}
	number := f.spot(b.ID, b.Caption, place)
	if f.o.Version == Blank || f.o.Version == Key {
		f.number(bandLayer, number, x, y, f.c.Muted)
		x += 14
	}
	if f.worded(b.ID) {
		f.write(bandLayer, b.Caption, x, y, size, f.c.Muted, Regular, Start)
	} else if f.o.Version == Blank {
		end := min(x+110, b.Rect.X+b.Rect.Width-10)
		f.line(bandLayer, faint(f.c.Muted, 0.6), 0.7, nil, model.Point{X: x, Y: y + size*0.6}, model.Point{X: end, Y: y + size*0.6})
	}
}

// A look is how a node is drawn.
type look struct {
	fill, edge, text color.NRGBA
	width, radius    float64
	dash             []float64
	face             Face
	leads            bool // its text begins at the left
	layer            layer
}

func (f *figure) look(n *model.Node) look {
	l := look{
		fill: f.c.Surface, edge: faint(f.c.Muted, 0.65), width: 1.2,
		radius: cardRadius, text: f.c.Ink, layer: nodeLayer,
	}
	switch n.Shape {
	case model.Pill:
		l.radius = n.Rect.Height / 2
	case model.Chip:
		l.radius, l.leads, l.width = chipRadius, true, 1
	case model.Cell:
		l.fill, l.edge, l.width, l.layer = faint(f.c.Surface, 0.6), f.c.Hairline, 1, cellLayer
		l.radius = chipRadius
	case model.Heading:
		l.face, l.fill, l.edge, l.radius = Bold, color.NRGBA{}, color.NRGBA{}, chipRadius
		if f.o.Version == Blank && named(n) {
			l.edge, l.width, l.dash = f.c.Muted, 0.7, []float64{2, 2}
		}
	case model.Box:
		if n.Role == model.Focal {
			l.fill, l.edge, l.text, l.face = f.c.Accent, f.c.Accent, f.c.OnAccent, Bold
			if f.o.Version == Blank { // there must be room to write
				l.fill, l.text, l.width = f.c.Surface, f.c.Accent, 3
			}
		}
	}
	return l
}

// named reports whether a node has words.
func named(n *model.Node) bool { return strings.TrimSpace(strings.Join(n.Lines, "")) != "" }

func (f *figure) node(n *model.Node) {
	l := f.look(n)
	if l.fill.A > 0 || l.edge.A > 0 {
		f.box(l.layer, n.Rect, l.radius, l.fill, l.edge, l.width, l.dash...)
	}
	inside := n.Rect
	if n.Shape == model.Box {
		switch n.Role {
		case model.Mediator:
			bar := model.Rect{X: n.Rect.X + 5, Y: n.Rect.Y + 6, Width: 4, Height: n.Rect.Height - 12}
			f.box(l.layer, bar, 2, f.c.Accent, color.NRGBA{}, 0)
			inside.X, inside.Width = inside.X+4, inside.Width-4
		case model.Outcome:
			f.box(l.layer, grown(n.Rect, -4), cardRadius-4, color.NRGBA{}, faint(l.edge, 0.8), 1)
		case model.Antecedent, model.Focal:
		}
	}
	if named(n) {
		f.words(n, l, inside)
	}
}

// words writes what a node says, or its number where that is to be written.
func (f *figure) words(n *model.Node, l look, inside model.Rect) {
	size := n.Size
	if size == 0 {
		size = model.LabelSize
	}
	if n.Shape == model.Cell {
		inside.Height = lineHeight*size*float64(len(n.Lines)) + 10 // its name stands above the chips
	}
	number := f.spot(n.ID, strings.Join(n.Lines, " "), inside)
	corner := model.Point{X: inside.X + blankCorner, Y: inside.Y + blankCorner + numberSize/2}
	switch {
	case n.Shape != model.Box:
	case n.Role == model.Outcome: // inside its second edge
		corner.X, corner.Y = corner.X+3, corner.Y+3
	case n.Role == model.Mediator: // right of its bar
		corner.X += 5
	}
	switch {
	case f.o.Version == Key:
		// On the rim, where it covers no words.
		at := model.Point{X: n.Rect.X + 2, Y: n.Rect.Y}
		if n.Shape == model.Heading {
			at.X, at.Y = at.X-7, at.Y-5
		}
		f.disc(signLayer, at, numberSize+5, f.c.Surface, f.c.Muted, 0.8)
		f.badge(number, at)
	case f.o.Version == Blank && (n.Shape == model.Chip || n.Shape == model.Pill):
		corner = model.Point{X: inside.X + 7, Y: inside.Y + inside.Height/2}
		f.number(l.layer, number, corner.X, corner.Y, f.c.Muted)
	case f.o.Version == Blank:
		f.number(l.layer, number, corner.X, corner.Y, f.c.Muted)
	}
	if !f.worded(n.ID) {
		return
	}
	x, align := inside.X+inside.Width/2, Middle
	if l.leads {
		x, align = inside.X+8, Start
	}
	y := inside.Y + inside.Height/2 - float64(len(n.Lines)-1)/2*lineHeight*size
	for _, line := range n.Lines {
		f.write(l.layer, line, x, y, size, l.text, l.face, align)
		y += lineHeight * size
	}
}

// badge writes a number in the middle of a disc.
func (f *figure) badge(number int, at model.Point) {
	size := numberSize
	if number > 99 {
		size -= 2
	}
	f.write(signLayer, digits(number), at.X, at.Y, size, f.c.Muted, Bold, Middle)
}
