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
	grains [dotted + 1]*image.Alpha // tiles of the patterns, made as they are needed
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
	radius := min(m.radius, (to.X-from.X)/2, (to.Y-from.Y)/2)
	points := roundBox(from, to, radius)
	if m.alone && (m.ink.pattern != solid || m.ink.share < 1) {
		p.block(from, to, points, radius, solid, p.cleared)
	}
	p.block(from, to, points, radius, m.ink.pattern, p.inked(m.ink))
	if m.ink.pattern != solid {
		p.edge(points, m.ink)
	}
	if m.outlined {
		out := 1.5 / p.scale
		if p.scale < 1.5 {
			out = 1
		}
		p.edge(roundBox(from.AddXY(-out/2, -out/2), to.AddXY(out/2, out/2), m.radius+out), ink{role: outline, share: 1})
	}
}

// block fills a rectangle with round corners. Only the rows of its corners need a path.
func (p *painter) block(from, to fyne.Position, points []fyne.Position, radius float32, pt pattern, put func(i int, cover uint32)) {
	whole := image.Rect(p.pixel(from.X), p.pixel(from.Y), p.pixel(to.X), p.pixel(to.Y))
	corner := int(math.Ceil(float64(radius * p.scale)))
	plain := whole
	plain.Min.Y, plain.Max.Y = whole.Min.Y+corner, whole.Max.Y-corner
	if plain.Min.Y >= plain.Max.Y {
		p.fill(points, pt, put)
		return
	}
	if area := plain.Intersect(p.img.Rect); !area.Empty() {
		p.mask.Rect, p.mask.Stride = area, 0
		p.spread(pt, put)
	}
	for _, rows := range [][2]int{{whole.Min.Y, plain.Min.Y}, {plain.Max.Y, whole.Max.Y}} {
		if p.within(image.Rect(whole.Min.X, rows[0], whole.Max.X, rows[1])) {
			p.polygon(points)
			p.end(pt, put)
		}
	}
}

func (p *painter) pixel(v float32) int { return int(math.Round(float64(v * p.scale))) }

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
	points, width := m.points, m.width
	if len(points) == 2 && (points[0].X == points[1].X || points[0].Y == points[1].Y) {
		width = max(float32(math.Round(float64(m.width*p.scale))), 1) / p.scale
		points = []fyne.Position{p.sharp(points[0], width, points[0].X == points[1].X), p.sharp(points[1], width, points[0].X == points[1].X)}
	}
	if m.alone {
		p.stroke(points, width+2*halo, p.cleared)
	}
	if m.ink.share == 0 {
		return
	}
	if len(m.dash) == 0 {
		p.stroke(points, width, p.inked(m.ink))
		return
	}
	for _, piece := range dashes(points, m.dash) {
		p.stroke(piece, width, p.inked(m.ink))
	}
}

// sharp moves a point of an upright or level line of some width so that the edges of the
// line are those of pixels.
func (p *painter) sharp(at fyne.Position, width float32, upright bool) fyne.Position {
	set := func(v float32) float32 { return p.snapped(v-width/2) + width/2 }
	if upright {
		return fyne.NewPos(set(at.X), at.Y)
	}
	return fyne.NewPos(at.X, set(at.Y))
}

// strokeRun is how many parts of a line are painted at a time: a long line crosses a
// large part of the picture, its parts touch little of it.
const strokeRun = 6

// stroke draws a line through points with round corners.
func (p *painter) stroke(points []fyne.Position, width float32, put func(i int, cover uint32)) {
	half := max(width, 1/p.scale) / 2
	for first := 0; first+1 < len(points); first += strokeRun {
		run := points[first:min(first+strokeRun+1, len(points))]
		from, to := bounds(run)
		if !p.begin(from.AddXY(-half, -half), to.AddXY(half, half)) {
			continue
		}
		for i := 1; i < len(run); i++ {
			p.segment(run[i-1], run[i], half)
			if half*p.scale > 0.7 && first+i > 1 {
				p.polygon(circle(run[i-1], half))
			}
		}
		p.end(solid, put)
	}
}

// segment adds a straight part of a line to the path.
func (p *painter) segment(a, b fyne.Position, half float32) {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := float32(math.Hypot(float64(dx), float64(dy)))
	if length == 0 {
		return
	}
	nx, ny := -dy/length*half, dx/length*half
	p.polygon([]fyne.Position{a.AddXY(nx, ny), b.AddXY(nx, ny), b.AddXY(-nx, -ny), a.AddXY(-nx, -ny)})
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
	return p.within(image.Rectangle{low, high})
}

// within starts a path of which only what lies in some pixels is wanted.
func (p *painter) within(area image.Rectangle) bool {
	if area = area.Intersect(p.img.Rect); area.Empty() {
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
	p.path.Draw(p.mask, p.mask.Rect, image.Opaque, image.Point{})
	p.spread(pt, put)
}

// spread puts an ink on what the mask covers: everything, if the mask has no rows.
func (p *painter) spread(pt pattern, put func(i int, cover uint32)) {
	area, grain, size := p.mask.Rect, p.grain(pt), 1
	if grain != nil {
		size = grain.Stride
	}
	for y := area.Min.Y; y < area.Max.Y; y++ {
		row := p.mask.Pix[(y-area.Min.Y)*p.mask.Stride:]
		i := p.img.PixOffset(area.Min.X, y)
		for x := area.Min.X; x < area.Max.X; x, i = x+1, i+4 {
			cover := uint32(math.MaxUint8)
			if p.mask.Stride > 0 {
				cover = uint32(row[x-area.Min.X])
			}
			if cover == 0 {
				continue
			}
			if grain != nil {
				cover = cover * uint32(grain.Pix[y%size*size+x%size]) / math.MaxUint8
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

// grain returns a tile that says how much of the ink a pattern has at each pixel, nil if
// it has all of it everywhere.
func (p *painter) grain(pt pattern) *image.Alpha {
	if pt == solid {
		return nil
	}
	if p.grains[pt] != nil {
		return p.grains[pt]
	}
	size := max(int(math.Round(grainSize*float64(p.scale))), 3)
	tile := image.NewAlpha(image.Rect(0, 0, size, size))
	half, middle := grainThick*float64(p.scale)/2, float64(size)/2
	stripe := func(v int) float64 {
		return half + 0.5 - math.Abs(float64((v+size)%size)-middle)/math.Sqrt2
	}
	for i := range tile.Pix {
		x, y := i%size, i/size
		var v float64
		switch pt {
		case hatched:
			v = stripe(x + y)
		case crossed:
			v = max(stripe(x+y), stripe(x-y))
		case dotted:
			v = half*1.25 + 0.5 - math.Hypot(float64(x)+0.5-middle, float64(y)+0.5-middle)
		case solid:
		}
		tile.Pix[i] = uint8(255 * (paleShare + (1-paleShare)*min(max(v, 0), 1)))
	}
	p.grains[pt] = tile
	return tile
}
