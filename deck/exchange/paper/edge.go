package paper

import (
	"image/color"
	"math"
	"strconv"

	"touchpoint/deck/model"
)

func digits(n int) string { return strconv.Itoa(n) }

// A style is how a line is drawn.
type style struct {
	ink   color.NRGBA
	width float64
	dash  []float64
	bar   bool // across the line: it was tested, and there is no effect
	head  bool
}

// The dashes of lines: lengths of a dash and of the gap behind it.
var (
	longDash = []float64{12, 7}
	dashes   = []float64{7, 4}
	dots     = []float64{2.5, 5.5}
	dashDot  = []float64{10, 4, 2.5, 4}
)

// styleOf says by form as well as by colour what an edge means; where its sign is left
// out, it says nothing of that.
func (f *figure) styleOf(e *model.Edge) style {
	s := style{ink: f.c.Muted, width: edgeWidth, head: !e.Tether}
	sign := e.Sign
	if !f.worded(e.ID) {
		sign = ""
	}
	switch {
	case e.Tether:
		s.ink, s.width = faint(f.c.Muted, 0.8), 1
	case e.Sign != "" && sign == "":
	case sign == model.Positive:
		s.ink = f.c.Good
	case sign == model.Negative:
		s.ink, s.dash = f.c.Again, longDash
	case sign == model.None:
		s.width, s.bar = 1.2, true
	case sign == model.Unknown:
		s.dash = dots
	case sign == model.Depends:
		s.ink, s.dash = f.c.Hard, dashDot
	case e.Form == model.Loop:
		s.ink = f.c.Accent
	case e.Form == model.Bypass:
		s.ink, s.dash = f.c.Easy, dashes
	case e.Form == model.Carry:
		s.dash = dashDot
	case e.Form == "":
		s.width = 1.2
	}
	return s
}

func (f *figure) edge(e *model.Edge) {
	if len(e.Points) < 2 {
		return
	}
	s := f.styleOf(e)
	level := lineLayer
	if e.Tether {
		level = tetherLayer
	}
	points := e.Points
	end := length(points)
	switch {
	case s.head:
		f.head(level, points, end, s.ink)
		points = upTo(points, end-headLength+2)
	case e.Form == "" && e.Tether:
		f.disc(level, points[len(points)-1], 5, s.ink, color.NRGBA{}, 0)
	}
	f.line(level, s.ink, s.width, s.dash, points...)
	if s.bar {
		at, dx, dy := along(e.Points, end-headLength-5)
		f.line(level, s.ink, 2, nil, model.Point{X: at.X + dy*7, Y: at.Y - dx*7}, model.Point{X: at.X - dy*7, Y: at.Y + dx*7})
	}
	f.caption(e)
	f.sign(e, s)
}

// head draws the arrowhead at the end of a line of a length. It looks back a little, so
// that a short last piece does not turn it.
func (f *figure) head(l layer, points []model.Point, end float64, in color.NRGBA) {
	tip := points[len(points)-1]
	from, dx, dy := along(points, end-headLength)
	if d := math.Hypot(tip.X-from.X, tip.Y-from.Y); d > 0 {
		dx, dy = (tip.X-from.X)/d, (tip.Y-from.Y)/d
	}
	back := model.Point{X: tip.X - dx*headLength, Y: tip.Y - dy*headLength}
	f.add(l, Mark{Kind: Area, Fill: in, Points: []model.Point{
		tip,
		{X: back.X - dy*headWidth/2, Y: back.Y + dx*headWidth/2},
		{X: back.X + dy*headWidth/2, Y: back.Y - dx*headWidth/2},
	}})
}

// caption writes the words on a line, or the room for them.
func (f *figure) caption(e *model.Edge) {
	if e.Label == "" || e.LabelAt == (model.Rect{}) {
		return
	}
	f.box(signLayer, grown(e.LabelAt, 1), 3, faint(f.c.Surface, 0.92), color.NRGBA{}, 0)
	number := f.spot(e.ID, e.Label, e.LabelAt)
	at := centre(e.LabelAt)
	if f.worded(e.ID) {
		f.write(signLayer, e.Label, at.X, at.Y, model.CaptionSize, f.c.Ink, Regular, Middle)
	} else {
		f.box(signLayer, e.LabelAt, 3, f.c.Surface, f.c.Muted, 0.7, 2, 2)
	}
	switch f.o.Version {
	case Blank:
		f.number(signLayer, number, e.LabelAt.X+3, at.Y, f.c.Muted)
	case Key:
		rim := model.Point{X: e.LabelAt.X - 6, Y: e.LabelAt.Y + 2}
		f.disc(signLayer, rim, numberSize+5, f.c.Surface, f.c.Muted, 0.8)
		f.badge(number, rim)
	case Full:
	}
}

// sign draws the disc with the sign in it, or without.
func (f *figure) sign(e *model.Edge, s style) {
	if e.Tether || e.Sign == "" {
		return
	}
	at := e.Disc
	if at == (model.Point{}) {
		at, _, _ = along(e.Points, length(e.Points)/2)
	}
	number := f.spot(e.ID, string(e.Sign), round(at, model.DiscSize))
	f.disc(signLayer, at, model.DiscSize, f.c.Surface, s.ink, 1.5)
	if f.worded(e.ID) {
		f.glyph(at, e.Sign, s.ink)
	}
	if f.o.Version == Blank || f.o.Version == Key {
		f.badge(number, beside(e, at))
	}
}

// beside is the place for a number next to a disc: off the line, above it or to its right.
func beside(e *model.Edge, at model.Point) model.Point {
	near, dx, dy := e.Points[0], 1.0, 0.0
	for i := 1; i < len(e.Points); i++ {
		a, b := e.Points[i-1], e.Points[i]
		q := model.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
		if step := math.Hypot(b.X-a.X, b.Y-a.Y); step > 0 && (i == 1 || math.Hypot(q.X-at.X, q.Y-at.Y) < math.Hypot(near.X-at.X, near.Y-at.Y)) {
			near, dx, dy = q, (b.X-a.X)/step, (b.Y-a.Y)/step
		}
	}
	across := model.Point{X: dy, Y: -dx}
	if across.Y > 0.1 || math.Abs(across.Y) <= 0.1 && across.X < 0 {
		across = model.Point{X: -across.X, Y: -across.Y}
	}
	const off = model.DiscSize/2 + numberSize*0.75
	return model.Point{X: at.X + across.X*off, Y: at.Y + across.Y*off}
}

// glyph draws a sign. Plus and minus are lines, which stay in the middle at any size.
func (f *figure) glyph(at model.Point, sign model.Sign, in color.NRGBA) {
	bar := func(dx0, dy0, dx1, dy1, width float64) {
		f.line(signLayer, in, width, nil, model.Point{X: at.X + dx0, Y: at.Y + dy0}, model.Point{X: at.X + dx1, Y: at.Y + dy1})
	}
	switch sign {
	case model.Positive:
		bar(-4.5, 0, 4.5, 0, 2)
		bar(0, -4.5, 0, 4.5, 2)
	case model.Negative:
		bar(-4.5, 0, 4.5, 0, 2)
	case model.Depends:
		bar(-4, -2, 4, -2, 1.6)
		bar(0, -6, 0, 2, 1.6)
		bar(-4, 5, 4, 5, 1.6)
	case model.None, model.Unknown:
		f.write(signLayer, string(sign), at.X, at.Y, 12, in, Bold, Middle)
	}
}

// length is that of a line through points.
func length(points []model.Point) float64 {
	sum := 0.0
	for i := 1; i < len(points); i++ {
		sum += math.Hypot(points[i].X-points[i-1].X, points[i].Y-points[i-1].Y)
	}
	return sum
}

// along is the point of a line at a distance from its beginning, and the direction in
// which the line goes there, of length 1.
func along(points []model.Point, distance float64) (at model.Point, dx, dy float64) {
	at, dx = points[0], 1
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		step := math.Hypot(b.X-a.X, b.Y-a.Y)
		if step == 0 {
			continue
		}
		dx, dy = (b.X-a.X)/step, (b.Y-a.Y)/step
		if distance <= step {
			distance = max(distance, 0)
			return model.Point{X: a.X + dx*distance, Y: a.Y + dy*distance}, dx, dy
		}
		distance -= step
		at = b
	}
	return at, dx, dy
}

// upTo is the first part of a line, of a length.
func upTo(points []model.Point, distance float64) []model.Point {
	end, _, _ := along(points, distance)
	var part []model.Point
	for i, p := range points {
		if i > 0 && length(points[:i+1]) >= distance {
			break
		}
		part = append(part, p)
	}
	return append(part, end)
}
