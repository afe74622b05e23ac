package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // pictures on pages
	_ "image/png"
	"math"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"touchpoint/deck/model"
)

// Paint draws a page as a picture of a width in pixels, for a screen: the same marks in
// the same fonts as [WritePDF] writes. The ground is white.
func Paint(p *Page, pixels int) *image.RGBA {
	const most = 8000 // pixels a side, whatever is asked for
	scale := float64(min(max(pixels, 1), most)) / max(p.Width, 1)
	if scale*p.Height > most {
		scale = most / p.Height
	}
	w, h := int(math.Round(p.Width*scale)), int(math.Round(p.Height*scale))
	t := painter{
		onto:  image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1))),
		scale: scale, shapes: vector.NewRasterizer(max(w, 1), max(h, 1)),
	}
	draw.Draw(t.onto, t.onto.Bounds(), image.White, image.Point{}, draw.Src)
	for i := range p.Marks {
		t.mark(&p.Marks[i])
	}
	return t.onto
}

// A painter draws marks onto a picture.
type painter struct {
	onto   *image.RGBA
	scale  float64
	shapes *vector.Rasterizer // reused, and as large as what it is used for
	glyphs sfnt.Buffer
}

func (t *painter) mark(m *Mark) {
	switch m.Kind {
	case Text:
		t.text(m)
	case Picture:
		t.picture(m)
	case Line:
		t.stroke(m, m.Points, false)
	case Box, Ellipse, Area:
		outline := m.outline()
		if m.Fill.A > 0 {
			t.fill(m.Fill, outline)
		}
		t.stroke(m, outline, true)
	}
}

// outline is the edge of a shape, its curves as short straight pieces.
func (m *Mark) outline() []model.Point {
	r := m.Rect
	switch {
	case m.Kind == Area:
		return m.Points
	case m.Kind == Ellipse:
		return arc(nil, r.X+r.Width/2, r.Y+r.Height/2, r.Width/2, r.Height/2, 0, 4)
	}
	radius := min(m.Radius, r.Width/2, r.Height/2)
	if radius <= 0 {
		return []model.Point{{X: r.X, Y: r.Y}, {X: r.X + r.Width, Y: r.Y}, {X: r.X + r.Width, Y: r.Y + r.Height}, {X: r.X, Y: r.Y + r.Height}}
	}
	left, right, top, bottom := r.X+radius, r.X+r.Width-radius, r.Y+radius, r.Y+r.Height-radius
	var edge []model.Point
	edge = arc(edge, right, bottom, radius, radius, 0, 1)
	edge = arc(edge, left, bottom, radius, radius, 1, 2)
	edge = arc(edge, left, top, radius, radius, 2, 3)
	return arc(edge, right, top, radius, radius, 3, 4)
}

// arc adds the points of an arc from one quarter turn to another.
func arc(edge []model.Point, x, y, rx, ry float64, from, to int) []model.Point {
	const steps = 8 // of a quarter
	for i := from * steps; i <= to*steps; i++ {
		sin, cos := math.Sincos(float64(i) * math.Pi / 2 / steps)
		edge = append(edge, model.Point{X: x + rx*cos, Y: y + ry*sin})
	}
	return edge
}

// fill fills what is within some edges.
func (t *painter) fill(c color.NRGBA, edges ...[]model.Point) {
	area := t.around(edges)
	if area.Empty() {
		return
	}
	t.shapes.Reset(area.Dx(), area.Dy())
	for _, edge := range edges {
		for i, p := range edge {
			x, y := float32(p.X*t.scale)-float32(area.Min.X), float32(p.Y*t.scale)-float32(area.Min.Y)
			if i == 0 {
				t.shapes.MoveTo(x, y)
			} else {
				t.shapes.LineTo(x, y)
			}
		}
		t.shapes.ClosePath()
	}
	t.shapes.Draw(t.onto, area, image.NewUniform(c), image.Point{})
}

// around is what of the picture some edges can touch.
func (t *painter) around(edges [][]model.Point) image.Rectangle {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, edge := range edges {
		for _, p := range edge {
			left, right = min(left, p.X), max(right, p.X)
			top, bottom = min(top, p.Y), max(bottom, p.Y)
		}
	}
	if left > right {
		return image.Rectangle{}
	}
	most := float64(max(t.onto.Rect.Dx(), t.onto.Rect.Dy()))
	in := func(v float64) int { return int(min(max(v*t.scale, -most), 2*most)) }
	return image.Rect(in(left)-1, in(top)-1, in(right)+2, in(bottom)+2).Intersect(t.onto.Rect)
}

// stroke draws a line along an edge, dashed if the mark is.
func (t *painter) stroke(m *Mark, edge []model.Point, closed bool) {
	if m.Stroke.A == 0 || m.Width <= 0 || len(edge) < 2 {
		return
	}
	if closed {
		edge = append(edge[:len(edge):len(edge)], edge[0])
	}
	half := max(m.Width, 0.6/t.scale) / 2 // a hairline is still seen
	for _, piece := range dashed(edge, m.Dash) {
		t.fill(m.Stroke, ribbon(piece, half)...)
	}
}

// ribbon are areas that together are a line of a width: a band for each straight piece,
// and a disc where two meet. All turn the same way, so that what is in several is filled.
func ribbon(line []model.Point, half float64) [][]model.Point {
	var areas [][]model.Point
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length == 0 {
			continue
		}
		dx, dy := (b.Y-a.Y)/length*half, -(b.X-a.X)/length*half
		areas = append(areas, []model.Point{
			{X: a.X + dx, Y: a.Y + dy}, {X: b.X + dx, Y: b.Y + dy}, {X: b.X - dx, Y: b.Y - dy}, {X: a.X - dx, Y: a.Y - dy},
		})
		if i+1 < len(line) {
			areas = append(areas, arc(nil, b.X, b.Y, half, half, 0, 4))
		}
	}
	return areas
}

// dashed cuts a line into its dashes.
func dashed(line []model.Point, pattern []float64) [][]model.Point {
	total := 0.0
	for _, d := range pattern {
		total += max(d, 0)
	}
	const most = 5000 // dashes of one line
	if total <= 0 {
		return [][]model.Point{line}
	}
	var out [][]model.Point
	k, left, on := 0, pattern[0], true
	piece := []model.Point{line[0]}
	for i := 1; i < len(line) && len(out) < most; {
		a, b := piece[len(piece)-1], line[i]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length <= left {
			left -= length
			piece = append(piece, b)
			i++
			continue
		}
		at := model.Point{X: a.X + (b.X-a.X)*left/length, Y: a.Y + (b.Y-a.Y)*left/length}
		if piece = append(piece, at); on {
			out = append(out, piece)
		}
		piece, on = []model.Point{at}, !on
		k = (k + 1) % len(pattern)
		if left = max(pattern[k], 0); left == 0 && len(pattern) == 1 {
			break
		}
	}
	if on {
		out = append(out, piece)
	}
	return out
}

// text draws a line of text, each piece in the font that has it.
func (t *painter) text(m *Mark) {
	if m.Fill.A == 0 || len(m.Points) == 0 || m.Size <= 0 {
		return
	}
	list := runs(m.Text, m.Face)
	x, y := m.Points[0].X, m.Points[0].Y
	switch width := Measure(m.Text, m.Size, m.Face); m.Align {
	case Start:
	case Middle:
		x -= width / 2
	case End:
		x -= width
	}
	for _, r := range list {
		face, size := typefaces[r.face](), m.Size*r.scale
		for _, c := range r.text {
			t.glyph(m.Fill, face.font, c, x, y-r.rise*m.Size, size)
			if r.thick(m.Face) {
				t.glyph(m.Fill, face.font, c, x+size*thickness, y-r.rise*m.Size, size)
			}
			x += face.width(c) * size
		}
	}
}

// glyph draws one character with its origin at a point.
func (t *painter) glyph(c color.NRGBA, font *sfnt.Font, r rune, x, y, size float64) {
	index, err := font.GlyphIndex(&t.glyphs, r)
	if err != nil {
		return
	}
	em := size * t.scale
	segments, err := font.LoadGlyph(&t.glyphs, index, fixed.Int26_6(math.Round(em*64)), nil)
	if err != nil || len(segments) == 0 {
		return
	}
	left, base := x*t.scale, y*t.scale
	area := image.Rect(int(left-em), int(base-1.5*em)-1, int(left+2*em)+2, int(base+em)+2).Intersect(t.onto.Rect)
	if area.Empty() {
		return
	}
	t.shapes.Reset(area.Dx(), area.Dy())
	at := func(p fixed.Point26_6) (float32, float32) {
		return float32(left+float64(p.X)/64) - float32(area.Min.X), float32(base+float64(p.Y)/64) - float32(area.Min.Y)
	}
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			t.shapes.ClosePath()
			t.shapes.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			t.shapes.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			t.shapes.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			t.shapes.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	t.shapes.ClosePath()
	t.shapes.Draw(t.onto, area, image.NewUniform(c), image.Point{})
}

// picture draws a picture file, unless it cannot be read.
func (t *painter) picture(m *Mark) {
	img, _, err := image.Decode(bytes.NewReader(m.Picture))
	if err != nil {
		return
	}
	r := m.Rect
	area := image.Rect(int(math.Round(r.X*t.scale)), int(math.Round(r.Y*t.scale)),
		int(math.Round((r.X+r.Width)*t.scale)), int(math.Round((r.Y+r.Height)*t.scale)))
	xdraw.ApproxBiLinear.Scale(t.onto, area, img, img.Bounds(), draw.Over, nil)
}
