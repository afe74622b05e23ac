package diagram

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// mark draws the ring round the cursor, and a thin one round what the pointer is on.
func (d *Diagram) mark() {
	ring := ""
	if d.keyed {
		ring = d.cursor
	}
	d.marker = item{marks: func(model.Face, float32) []mark { return d.ringMarks(ring, theme.FocusStroke) }}
	d.marker.build(model.Face{}, d.paints, d.scale)
	d.glow = item{marks: func(model.Face, float32) []mark { return d.ringMarks(d.hovered, 1.2) }}
	d.glow.build(model.Face{}, d.paints, d.scale)
}

// ringMarks draws a ring round an element.
func (d *Diagram) ringMarks(id string, width float32) []mark {
	var p pen
	r, ok := placeOf(d.drawing, id)
	if !ok {
		return nil
	}
	const gap = 4
	radius := theme.RadiusCard + float32(gap)
	for i := range d.drawing.Nodes {
		if n := &d.drawing.Nodes[i]; n.ID == id {
			radius = lookOf(n, model.Face{}).radius + gap
		}
	}
	for i := range d.drawing.Edges {
		if e := &d.drawing.Edges[i]; e.ID == id {
			radius = float32(r.Height) / 2
			p.stroke(haloLayer, polyline(e, 1), faint(theme.Accent, 0.18), 8, solid)
			if e.Sign == "" && e.LabelAt != (model.Rect{}) {
				r, radius = e.LabelAt, theme.RadiusControl
			}
			p.rect(topLayer, grown(r, 2), radius+2, nothing, full(theme.Accent), width)
			return p.marks
		}
	}
	p.rect(topLayer, grown(r, gap), radius, nothing, full(theme.Accent), width)
	return p.marks
}

// grasp draws what is being dragged at the pointer: the line that a connection will
// be, or a likeness of the element.
func (d *Diagram) grasp() {
	d.hand = item{marks: func(model.Face, float32) []mark { return d.handMarks() }}
	d.hand.build(model.Face{}, d.paints, d.scale)
}

func (d *Diagram) handMarks() []mark {
	g := d.drag
	if !g.begun || g.id == "" {
		return nil
	}
	r, ok := placeOf(d.drawing, g.id)
	if !ok {
		return nil
	}
	var p pen
	now := d.onDrawing(g.now)
	if g.wire {
		line := []fyne.Position{middle(r), now}
		if distance(line[0], line[1]) > headLength {
			p.stroke(topLayer, shortened(line, headLength-2), full(theme.Accent), edgeWidth, dashes)
			p.head(topLayer, line, full(theme.Accent))
		}
		return p.marks
	}
	r.X, r.Y = float64(now.X)-r.Width/2, float64(now.Y)-r.Height/2
	for i := range d.drawing.Nodes {
		if n := d.drawing.Nodes[i]; n.ID == g.id {
			n.Rect = r
			l := lookOf(&n, model.Face{})
			p.rect(topLayer, r, l.radius, ink{l.fill.role, ghostly}, full(theme.Accent), 2)
			p.paragraph(topLayer, n.Lines, r, float32(n.Size), l.text, l.bold, l.leads)
			return p.marks
		}
	}
	p.rect(topLayer, r, float32(r.Height)/2, faint(theme.Surface, ghostly), full(theme.Accent), 2)
	return p.marks
}
