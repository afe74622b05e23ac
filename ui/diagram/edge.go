package diagram

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

const (
	headLength = 11
	headWidth  = 10
	edgeWidth  = 2 // of every arrow: a width that says something would need a figure behind it
)

// A style is how a line is drawn.
type style struct {
	ink     ink
	width   float32
	pattern pattern
	bar     bool // across the line: it was tested, and there is no effect
	head    bool
}

// styleOf says by form as well as by colour what an edge means.
func styleOf(e *model.Edge, sign model.Sign, f model.Face) style {
	s := style{ink: full(theme.Muted), width: edgeWidth, head: !e.Tether}
	switch {
	case e.Tether:
		s.ink, s.width = faint(theme.Muted, 0.8), 1
	case f.Asked:
		s.ink = full(theme.Accent)
	case f.Plain: // the disc alone says which sign it is
	case sign == model.Positive:
		s.ink = full(theme.Good)
	case sign == model.Negative:
		s.ink, s.pattern = full(theme.Again), longDash
	case sign == model.None:
		s.width, s.bar = 1.2, true
	case sign == model.Unknown:
		s.pattern = dots
	case sign == model.Depends:
		s.ink, s.pattern = full(theme.Hard), dashDot
	case e.Form == model.Loop:
		s.ink = full(theme.Accent)
	case e.Form == model.Bypass:
		s.ink, s.pattern = full(theme.Easy), dashes
	case e.Form == model.Carry:
		s.pattern = dashDot
	case e.Form == "":
		s.width = 1.2
	}
	switch f.Mark {
	case model.Miss:
		s.pattern = dashes
	case model.Extra:
		s.ink = full(theme.Again)
	case model.Unmarked, model.Hit, model.Wrong:
	}
	return s
}

// mostDashes is how many dashes and dots the lines of a drawing may have together. Every
// one is an object that each frame paints.
const mostDashes = 600

// sparseness is how much longer than usual the dashes and gaps are in a drawing that would
// have so many, so that there are not too many of them: 1 for any drawing that a person can
// read at once.
func sparseness(d *model.Drawing) float32 { return max(dashesOf(d)/mostDashes, 1) }

// dashesOf is how many dashes and dots a drawing would have at their usual length.
func dashesOf(d *model.Drawing) (dashes float32) {
	for i := range d.Edges {
		e := &d.Edges[i]
		pat := styleOf(e, e.Sign, model.Face{}).pattern
		if len(pat) == 0 {
			continue
		}
		var period, length float32
		for _, part := range pat {
			period += part
		}
		points := polyline(e, 1)
		for j := 1; j < len(points); j++ {
			length += distance(points[j-1], points[j])
		}
		dashes += length / period * float32(len(pat)/2)
	}
	return dashes
}

// edgeMarks draws an edge with a pen.
func edgeMarks(e *model.Edge, f model.Face, p pen) []mark {
	points := polyline(e, p.grain)
	if len(points) < 2 {
		return nil
	}
	sign := e.Sign
	if f.Sign != "" {
		sign = f.Sign
	}
	s := styleOf(e, sign, f)
	level := lineLayer
	if e.Tether {
		level = tetherLayer
	}
	if f.Lit {
		p.stroke(haloLayer, points, faint(theme.Accent, 0.28), 9, solid)
	}
	line := points
	if s.head {
		line = shortened(points, headLength-2)
		p.head(level, points, s.ink)
	} else if n := len(points); e.Form == "" && e.Tether {
		p.disc(level, points[n-1], 5, s.ink, nothing, 0)
	}
	p.stroke(level, line, s.ink, s.width, s.pattern)
	if s.bar {
		p.bar(level, points, s.ink)
	}
	p.label(e, f)
	p.sign(e, sign, f, s)
	p.edgeVerdict(e, f)
	return p.marks
}

// head draws the arrowhead at the end of a line.
func (p *pen) head(l layer, points []fyne.Position, in ink) {
	tip := points[len(points)-1]
	dx, dy := heading(points)
	back := tip.AddXY(-dx*headLength, -dy*headLength)
	if p.grain >= dotted {
		p.line(l, back, tip, in, headWidth*0.7)
		p.marks[len(p.marks)-1].broad = true
		return
	}
	across := fyne.NewPos(-dy*headWidth/2, dx*headWidth/2)
	p.polygon(l, in, tip, back.Add(across), back.Subtract(across))
}

// bar draws the bar across a line without effect, before its head.
func (p *pen) bar(l layer, points []fyne.Position, in ink) {
	short := shortened(points, headLength+5)
	at := short[len(short)-1]
	dx, dy := heading(points)
	p.line(l, at.AddXY(dy*7, -dx*7), at.AddXY(-dy*7, dx*7), in, 2)
}

// label writes a word on the line.
func (p *pen) label(e *model.Edge, f model.Face) {
	text := e.Label
	if f.Label != "" {
		text = f.Label
	}
	if text == "" || e.Label == "" && e.LabelAt == (model.Rect{}) {
		return
	}
	in := full(theme.Ink)
	if f.Asked {
		text, in = "?", full(theme.Accent)
		p.rect(signLayer, grown(e.LabelAt, 2), theme.RadiusControl, full(theme.Wash), nothing, 0)
		p.outline(signLayer, grown(e.LabelAt, 2), theme.RadiusControl, in, 1.5)
		p.write(signLayer, text, middle(e.LabelAt), model.CaptionSize, in, true, false)
		return
	}
	p.rect(signLayer, grown(e.LabelAt, 1), 3, faint(below, 0.92), nothing, 0)
	p.write(signLayer, text, middle(e.LabelAt), model.CaptionSize, in, false, false)
	if f.Mark == model.Extra || f.Mark == model.Wrong && e.Sign == "" {
		p.strike(signLayer, []string{text}, e.LabelAt, model.CaptionSize, full(theme.Again), false)
	}
}

// sign draws the disc with the sign in it.
func (p *pen) sign(e *model.Edge, sign model.Sign, f model.Face, s style) {
	asked := f.Asked && (e.Sign != "" || e.Label == "")
	if e.Tether && !f.Asked || sign == "" && !asked {
		return
	}
	at := handle(e)
	if f.Asked {
		p.disc(signLayer, at, model.DiscSize+4, full(theme.Wash), nothing, 0)
		p.ring(signLayer, at, model.DiscSize+4, full(theme.Accent), 2)
		p.write(signLayer, "?", at, 14, full(theme.Accent), true, false)
		return
	}
	fill, edge := full(theme.Surface), float32(1.5)
	recalled := f.Recall != nil && f.Recall.Seen > 0
	if recalled {
		p.disc(signLayer, at, model.DiscSize, fill, nothing, 0)
		fill = faint(recallRole(f.Recall), 0.25)
	}
	switch {
	case p.grain < dotted:
		p.disc(signLayer, at, model.DiscSize, fill, s.ink, edge)
		p.glyph(at, sign, s.ink)
	case recalled:
		p.disc(signLayer, at, model.DiscSize, fill, s.ink, edge)
	default:
		p.dot(signLayer, at, model.DiscSize, s.ink)
	}
	if f.Mark == model.Wrong || f.Mark == model.Extra {
		p.line(signLayer, at.AddXY(-11, 11), at.AddXY(11, -11), full(theme.Again), 2)
	}
}

// dotted is the grain from which on signs and arrowheads are dots of two or three pixels. Dots
// are lines, and lines of one colour and width the graphics card paints one after the other
// without being told anything else, which costs more than painting them does.
const dotted = 4

// dot draws a square as wide as a disc.
func (p *pen) dot(l layer, at fyne.Position, diameter float32, in ink) {
	half := diameter * 0.5
	p.line(l, at.AddXY(-half, 0), at.AddXY(half, 0), in, 2*half)
	p.marks[len(p.marks)-1].broad = true
}

// glyph draws a sign. Plus and minus are lines, which stay in the middle at any size.
func (p *pen) glyph(at fyne.Position, sign model.Sign, in ink) {
	switch sign {
	case model.Positive:
		p.line(signLayer, at.AddXY(-4.5, 0), at.AddXY(4.5, 0), in, 2)
		p.line(signLayer, at.AddXY(0, -4.5), at.AddXY(0, 4.5), in, 2)
	case model.Negative:
		p.line(signLayer, at.AddXY(-4.5, 0), at.AddXY(4.5, 0), in, 2)
	case model.Depends:
		p.line(signLayer, at.AddXY(-4, -2), at.AddXY(4, -2), in, 1.6)
		p.line(signLayer, at.AddXY(0, -6), at.AddXY(0, 2), in, 1.6)
		p.line(signLayer, at.AddXY(-4, 5), at.AddXY(4, 5), in, 1.6)
	case model.None, model.Unknown:
		p.write(signLayer, string(sign), at, 12, in, true, false)
	}
}

// edgeVerdict draws beside an edge's handle what was right or wrong, and its tags.
func (p *pen) edgeVerdict(e *model.Edge, f model.Face) {
	at := handle(e)
	const half = model.DiscSize / 2
	switch f.Mark {
	case model.Hit:
		p.tick(at.AddXY(-half-1, -half-1))
	case model.Miss:
	case model.Extra, model.Wrong:
		p.cross(at.AddXY(-half-1, -half-1))
	case model.Unmarked:
	}
	if f.Right != "" {
		p.tag(at.AddXY(0, half+tagHeight/2+1), centred, f.Right, full(theme.Good))
	}
	if f.Tag != "" {
		p.tag(at.AddXY(0, -half-tagHeight/2-1), centred, f.Tag, full(theme.Accent))
	}
	if f.Recall != nil && f.Recall.Seen > 0 {
		p.tag(at.AddXY(0, half+tagHeight/2+1), centred, recallWord(f.Recall), full(theme.Ink))
	}
}

// handle is where an edge is taken hold of: its disc, its label, or the middle of the line.
func handle(e *model.Edge) fyne.Position {
	switch {
	case e.Disc != (model.Point{}):
		return pos(e.Disc)
	case e.LabelAt != (model.Rect{}):
		return middle(e.LabelAt)
	}
	return halfway(e.Points)
}

// halfway is the middle of a line.
func halfway(points []model.Point) fyne.Position {
	var length float32
	for i := 1; i < len(points); i++ {
		length += distance(pos(points[i-1]), pos(points[i]))
	}
	left := length / 2
	for i := 1; i < len(points); i++ {
		a, b := pos(points[i-1]), pos(points[i])
		step := distance(a, b)
		if step > 0 && left <= step {
			return between(a, b, left/step)
		}
		left -= step
	}
	if len(points) == 0 {
		return fyne.Position{}
	}
	return pos(points[len(points)-1])
}

// heading is the direction in which a line of points ends, of length 1. It looks back
// a little, so that a short last piece does not turn the head.
func heading(points []fyne.Position) (dx, dy float32) {
	tip := points[len(points)-1]
	short := shortened(points, headLength)
	from := short[len(short)-1]
	d := distance(from, tip)
	if d == 0 {
		return 1, 0
	}
	return (tip.X - from.X) / d, (tip.Y - from.Y) / d
}

// shortened is a line that ends so much earlier.
func shortened(points []fyne.Position, by float32) []fyne.Position {
	for n := len(points); n >= 2; n-- {
		a, b := points[n-2], points[n-1]
		length := distance(a, b)
		if length > by {
			return append(append([]fyne.Position{}, points[:n-1]...), between(b, a, by/length))
		}
		by -= length
	}
	return points[:1]
}

// unseen is how far a line may be beside where it belongs, in points of the screen.
const unseen = 0.3

// polyline is an edge's line with as few pieces as the eye needs at a grain.
func polyline(e *model.Edge, grain float32) []fyne.Position {
	points := make([]fyne.Position, len(e.Points))
	for i, q := range e.Points {
		points[i] = pos(q)
	}
	return simpler(points, unseen*max(grain, 1))
}

// simpler leaves out the points of a line that lie so near to it anyway (Douglas and Peucker).
func simpler(points []fyne.Position, near float32) []fyne.Position {
	if len(points) < 3 {
		return points
	}
	a, b := points[0], points[len(points)-1]
	far, most := 0, near
	for i, q := range points[1 : len(points)-1] {
		if off := away(q, a, b); off > most {
			far, most = i+1, off
		}
	}
	if far == 0 {
		return []fyne.Position{a, b}
	}
	left := simpler(points[:far+1], near)
	return append(left[:len(left)-1:len(left)-1], simpler(points[far:], near)...)
}

// away is the distance of a point from the piece of line between two others.
func away(q, a, b fyne.Position) float32 {
	share := float32(0)
	dx, dy := b.X-a.X, b.Y-a.Y
	if l := dx*dx + dy*dy; l > 0 {
		share = min(max(((q.X-a.X)*dx+(q.Y-a.Y)*dy)/l, 0), 1)
	}
	return distance(q, between(a, b, share))
}
