package chart

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"golang.org/x/image/vector"
)

// A painter draws marks as pixels. All marks of a chart are one picture: a year of days
// costs a window no more than a single bar.
type painter struct {
	img    *image.RGBA
	scale  float32 // pixels a point
	colour func(fyne.ThemeColorName) color.Color
	path   *vector.Rasterizer
	mask   *image.Alpha
}

// paint draws marks on a picture of so many pixels.
func paint(marks []mark, w, h int, scale float32, colour func(fyne.ThemeColorName) color.Color) *image.RGBA {
	p := painter{
		img: image.NewRGBA(image.Rect(0, 0, w, h)), scale: scale, colour: colour,
		path: vector.NewRasterizer(1, 1), mask: image.NewAlpha(image.Rect(0, 0, w, h)),
	}
	for i := range marks {
		p.mark(&marks[i])
	}
	return p.img
}

func (p *painter) mark(m *mark) {
	switch m.kind {
	case boxMark:
		p.box(m)
	case lineMark:
		p.line(m)
	case areaMark:
		p.shape(m.ink, m.points)
	case discMark:
		p.shape(m.ink, circle(m.points[0], m.radius))
		if m.outlined {
			p.ring(m.points[0], m.radius, ink{role: m.ink.role, share: 1})
		}
	}
}

// snapped is a length as the closest number of whole pixels, in points.
func (p *painter) snapped(v float32) float32 {
	return float32(math.Round(float64(v*p.scale))) / p.scale
}

// box draws a rectangle with edges on whole pixels.
func (p *painter) box(m *mark) {
	from := fyne.NewPos(p.snapped(m.at.X), p.snapped(m.at.Y))
	to := fyne.NewPos(max(p.snapped(m.to.X), from.X+1/p.scale), max(p.snapped(m.to.Y), from.Y+1/p.scale))
	points := roundBox(from, to, min(m.radius, (to.X-from.X)/2, (to.Y-from.Y)/2))
	if m.alone {
		p.fill(points, solid, p.cleared)
	}
	p.shape(m.ink, points)
	if m.ink.pattern != solid {
		p.edge(points, ink{role: m.ink.role, share: m.ink.share})
	}
	if m.outlined {
		out := 1.5 / p.scale
		if p.scale < 1.5 {
			out = 1
		}
		p.edge(roundBox(from.AddXY(-out/2, -out/2), to.AddXY(out/2, out/2), m.radius+out), ink{role: outline, share: 1})
	}
}

// outline is the colour round what is pointed out.
const outline = "touchpointInk"

// edge draws a thin line round points.
func (p *painter) edge(points []fyne.Position, in ink) {
	p.stroke(append(points[:len(points):len(points)], points[0]), 1, p.inked(in))
}

func (p *painter) ring(at fyne.Position, radius float32, in ink) {
	p.edge(circle(at, radius), in)
}

// shape fills what lies within points.
func (p *painter) shape(in ink, points []fyne.Position) {
	p.fill(points, in.pattern, p.inked(in))
}

// inked returns what puts an ink over a pixel as far as it is covered.
func (p *painter) inked(in ink) func(i int, cover uint32) {
	c := color.NRGBAModel.Convert(p.colour(in.role)).(color.NRGBA)
	share := uint32(float32(c.A)*in.share + 0.5)
	r, g, b := uint32(c.R), uint32(c.G), uint32(c.B)
	return func(i int, cover uint32) {
		a := cover * share / 255
		pix, rest := p.img.Pix[i:i+4:i+4], 255-a
		pix[0] = uint8((r*a + uint32(pix[0])*rest) / 255)
		pix[1] = uint8((g*a + uint32(pix[1])*rest) / 255)
		pix[2] = uint8((b*a + uint32(pix[2])*rest) / 255)
		pix[3] = uint8((255*a + uint32(pix[3])*rest) / 255)
	}
}

// halo is how much a line that stands alone clears on either side.
const halo = 1

// cleared takes away what was drawn at a pixel.
func (p *painter) cleared(i int, cover uint32) {
	for k := range 4 {
		p.img.Pix[i+k] = uint8(uint32(p.img.Pix[i+k]) * (255 - cover) / 255)
	}
}

// line draws a line, whole or in dashes. A straight upright or level one is set on whole
// pixels, so that it is sharp.
func (p *painter) line(m *mark) {
	points := m.points
	if len(points) == 2 && (points[0].X == points[1].X || points[0].Y == points[1].Y) {
		width := max(float32(math.Round(float64(m.width*p.scale))), 1) / p.scale
		half := width / 2
		set := func(v float32) float32 { return p.snapped(v-half) + half }
		points = []fyne.Position{points[0], points[1]}
		for i := range points {
			if points[0].X == points[1].X {
				points[1-i].X = set(points[1-i].X)
			} else {
				points[1-i].Y = set(points[1-i].Y)
			}
		}
	}
	if m.alone {
		p.stroke(points, m.width+2*halo, p.cleared)
	}
	if m.ink.share == 0 {
		return
	}
	if len(m.dash) == 0 {
		p.stroke(points, m.width, p.inked(m.ink))
		return
	}
	for _, piece := range dashes(points, m.dash) {
		p.stroke(piece, m.width, p.inked(m.ink))
	}
}

// stroke draws a line through points with round corners.
func (p *painter) stroke(points []fyne.Position, width float32, put func(i int, cover uint32)) {
	half := max(width, 1/p.scale) / 2
	from, to := bounds(points)
	if !p.begin(from.AddXY(-half, -half), to.AddXY(half, half)) {
		return
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		dx, dy := b.X-a.X, b.Y-a.Y
		length := float32(math.Hypot(float64(dx), float64(dy)))
		if length == 0 {
			continue
		}
		nx, ny := -dy/length*half, dx/length*half
		p.polygon([]fyne.Position{a.AddXY(nx, ny), b.AddXY(nx, ny), b.AddXY(-nx, -ny), a.AddXY(-nx, -ny)})
		if i > 1 && half*p.scale > 0.7 {
			p.polygon(circle(a, half))
		}
	}
	p.end(solid, put)
}

// fill fills what lies within points.
func (p *painter) fill(points []fyne.Position, pt pattern, put func(i int, cover uint32)) {
	if from, to := bounds(points); p.begin(from, to) {
		p.polygon(points)
		p.end(pt, put)
	}
}

// begin starts a path within bounds, and reports whether any of it is on the picture.
func (p *painter) begin(from, to fyne.Position) bool {
	low := image.Pt(int(math.Floor(float64(from.X*p.scale))), int(math.Floor(float64(from.Y*p.scale))))
	high := image.Pt(int(math.Ceil(float64(to.X*p.scale)))+1, int(math.Ceil(float64(to.Y*p.scale)))+1)
	area := image.Rectangle{low, high}.Intersect(p.img.Rect)
	if area.Empty() {
		return false
	}
	p.path.Reset(area.Dx(), area.Dy())
	p.mask.Rect = area
	p.mask.Stride = area.Dx()
	p.mask.Pix = p.mask.Pix[:area.Dx()*area.Dy()]
	clear(p.mask.Pix)
	return true
}

func (p *painter) polygon(points []fyne.Position) {
	for i, q := range points {
		x, y := q.X*p.scale-float32(p.mask.Rect.Min.X), q.Y*p.scale-float32(p.mask.Rect.Min.Y)
		if i == 0 {
			p.path.MoveTo(x, y)
		} else {
			p.path.LineTo(x, y)
		}
	}
	p.path.ClosePath()
}

// end puts an ink on what the path covers.
func (p *painter) end(pt pattern, put func(i int, cover uint32)) {
	area := p.mask.Rect
	p.path.Draw(p.mask, area, image.Opaque, image.Point{})
	grain := p.grain(pt)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := p.mask.Pix[(y-area.Min.Y)*p.mask.Stride:]
		i := p.img.PixOffset(area.Min.X, y)
		for x := area.Min.X; x < area.Max.X; x, i = x+1, i+4 {
			cover := uint32(row[x-area.Min.X])
			if cover == 0 {
				continue
			}
			if grain != nil {
				cover = cover * grain(x, y) / 255
			}
			put(i, cover)
		}
	}
}

// How patterns are drawn, in points.
const (
	grainSize  = 5.0  // from one stripe or dot to the next
	grainThick = 1.6  // a stripe's
	paleShare  = 0.22 // of the ground between them
)

// grain returns how much of the ink a pattern has at a pixel, nil for all of it.
func (p *painter) grain(pt pattern) func(x, y int) uint32 {
	if pt == solid {
		return nil
	}
	period := math.Max(math.Round(grainSize*float64(p.scale)), 3)
	half := grainThick * float64(p.scale) / 2
	stripe := func(v int) float64 {
		d := math.Mod(float64(v), period)
		if d < 0 {
			d += period
		}
		return math.Min(math.Max(half+0.5-math.Abs(d-period/2)/math.Sqrt2, 0), 1)
	}
	dot := func(x, y int) float64 {
		dx := math.Mod(float64(x)+0.5, period) - period/2
		dy := math.Mod(float64(y)+0.5, period) - period/2
		return math.Min(math.Max(half*1.25+0.5-math.Hypot(dx, dy), 0), 1)
	}
	return func(x, y int) uint32 {
		var v float64
		switch pt {
		case hatched:
			v = stripe(x + y)
		case crossed:
			v = max(stripe(x+y), stripe(x-y))
		case dotted:
			v = dot(x, y)
		case solid:
		}
		return uint32(255 * (paleShare + (1-paleShare)*v))
	}
}
