package diagram

import (
	"math"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// A kind says what a mark is.
type kind uint8

const (
	lineMark    kind = iota // from at to to
	rectMark                // size, from at
	discMark                // of a diameter of size.Width, round at
	polygonMark             // points, filled
	textMark                // one line, round at
)

// rank says what lies above what within a layer: lines above areas, text above lines.
func (k kind) rank() int {
	switch k {
	case lineMark:
		return 1
	case textMark:
		return 2
	case rectMark, discMark, polygonMark:
	}
	return 0
}

// A layer says what lies above what.
type layer uint8

const (
	bandLayer layer = iota
	cellLayer
	haloLayer
	tetherLayer
	lineLayer
	nodeLayer
	signLayer
	topLayer
	layers
)

// An ink is a colour by role. What share leaves over lets what lies below shine through.
type ink struct {
	role  fyne.ThemeColorName
	share float32
}

func full(role fyne.ThemeColorName) ink                 { return ink{role, 1} }
func faint(role fyne.ThemeColorName, share float32) ink { return ink{role, share} }

// nothing draws nothing.
var nothing ink

// A mark is one thing to draw, in the points of the drawing. Text stands in the middle
// of its place unless it leads, that is begins there.
type mark struct {
	kind         kind
	layer        layer
	at, to       fyne.Position
	size         fyne.Size
	points       []fyne.Position
	fill, stroke ink
	width        float32 // of a line or an outline
	broad        bool    // a line whose width grows as all else does
	radius       float32
	text         string
	textSize     float32
	bold, leads  bool
	label        bool // part of a tag: not drawn where the tag could not be read
}

func pos(p model.Point) fyne.Position { return fyne.NewPos(float32(p.X), float32(p.Y)) }

func position(r model.Rect) fyne.Position { return fyne.NewPos(float32(r.X), float32(r.Y)) }

func extent(r model.Rect) fyne.Size { return fyne.NewSize(float32(r.Width), float32(r.Height)) }

func middle(r model.Rect) fyne.Position {
	return fyne.NewPos(float32(r.X+r.Width/2), float32(r.Y+r.Height/2))
}

// grown returns a rectangle with by more on every side.
func grown(r model.Rect, by float64) model.Rect {
	return model.Rect{X: r.X - by, Y: r.Y - by, Width: r.Width + 2*by, Height: r.Height + 2*by}
}

// A pen collects the marks of an element.
type pen struct {
	marks  []mark
	sparse float32 // how much longer than usual dashes are; 0 is 1
	grain  float32 // how coarse lines and signs may be: see [grainAt]; 0 is 1
}

func (p *pen) line(l layer, a, b fyne.Position, in ink, width float32) {
	p.marks = append(p.marks, mark{kind: lineMark, layer: l, at: a, to: b, stroke: in, width: width})
}

func (p *pen) rect(l layer, r model.Rect, radius float32, fill, stroke ink, width float32) {
	if fill == nothing && stroke == nothing {
		return
	}
	p.marks = append(p.marks, mark{
		kind: rectMark, layer: l, at: position(r), size: extent(r), radius: radius,
		fill: fill, stroke: stroke, width: width,
	})
}

func (p *pen) disc(l layer, at fyne.Position, diameter float32, fill, stroke ink, width float32) {
	p.marks = append(p.marks, mark{
		kind: discMark, layer: l, at: at, size: fyne.NewSquareSize(diameter),
		fill: fill, stroke: stroke, width: width,
	})
}

func (p *pen) polygon(l layer, fill ink, points ...fyne.Position) {
	p.marks = append(p.marks, mark{kind: polygonMark, layer: l, points: points, fill: fill})
}

func (p *pen) write(l layer, text string, at fyne.Position, size float32, in ink, bold, leads bool) {
	p.marks = append(p.marks, mark{
		kind: textMark, layer: l, at: at, text: text, textSize: size, fill: in, bold: bold, leads: leads,
	})
}

// A pattern is the lengths of a dash and of the gap behind it, then of the next; none
// is a solid line.
type pattern []float32

var (
	solid    pattern
	longDash = pattern{12, 7}
	dashes   = pattern{7, 4}
	dots     = pattern{2.5, 5.5}
	dashDot  = pattern{10, 4, 2.5, 4}
)

// stroke draws a line along points.
func (p *pen) stroke(l layer, points []fyne.Position, in ink, width float32, pat pattern) {
	if len(pat) == 0 {
		for i := 1; i < len(points); i++ {
			p.line(l, points[i-1], points[i], in, width)
		}
		return
	}
	long := max(p.sparse, 1)
	part, left := 0, pat[0]*long
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := distance(a, b)
		for done := float32(0); done < length; {
			step := min(left, length-done)
			if part%2 == 0 {
				p.line(l, between(a, b, done/length), between(a, b, (done+step)/length), in, width)
			}
			done += step
			if left -= step; left <= 0 {
				part = (part + 1) % len(pat)
				left = pat[part] * long
			}
		}
	}
}

// outline draws a dashed rectangle with round corners.
func (p *pen) outline(l layer, r model.Rect, radius float32, in ink, width float32) {
	x, y := float32(r.X), float32(r.Y)
	w, h := float32(r.Width), float32(r.Height)
	radius = min(radius, w/2, h/2)
	var round []fyne.Position
	corner := func(cx, cy float32, from float64) {
		for i := range 4 {
			a := from + float64(i)*math.Pi/6
			round = append(round, fyne.NewPos(cx+radius*float32(math.Cos(a)), cy+radius*float32(math.Sin(a))))
		}
	}
	corner(x+w-radius, y+radius, -math.Pi/2)
	corner(x+w-radius, y+h-radius, 0)
	corner(x+radius, y+h-radius, math.Pi/2)
	corner(x+radius, y+radius, math.Pi)
	p.stroke(l, append(round, round[0]), in, width, pattern{6, 4})
}

// ring draws a dashed circle.
func (p *pen) ring(l layer, at fyne.Position, diameter float32, in ink, width float32) {
	const pieces = 20
	on := func(i int) fyne.Position {
		a := 2 * math.Pi * float64(i) / pieces
		return at.AddXY(diameter/2*float32(math.Cos(a)), diameter/2*float32(math.Sin(a)))
	}
	for i := 0; i < pieces; i += 2 {
		p.line(l, on(i), on(i+1), in, width)
	}
}

// hatch fills a rectangle with slanted lines so far apart.
func (p *pen) hatch(l layer, r model.Rect, apart float32, in ink) {
	x, y := float32(r.X), float32(r.Y)
	w, h := float32(r.Width), float32(r.Height)
	for c := apart; c < w+h; c += apart {
		p.line(l, fyne.NewPos(x+max(0, c-h), y+min(c, h)), fyne.NewPos(x+min(c, w), y+max(0, c-w)), in, 1)
	}
}

// paragraph writes lines of text round the middle of a rectangle, or from its left.
func (p *pen) paragraph(l layer, lines []string, r model.Rect, size float32, in ink, bold, leads bool) {
	at := middle(r)
	if leads {
		at.X = float32(r.X) + theme.Gap8
	}
	at.Y -= float32(len(lines)-1) / 2 * lineHeight * size
	for _, line := range lines {
		p.write(l, line, at, size, in, bold, leads)
		at.Y += lineHeight * size
	}
}

// strike draws a line through each line of a paragraph.
func (p *pen) strike(l layer, lines []string, r model.Rect, size float32, in ink, leads bool) {
	at := middle(r)
	at.Y -= float32(len(lines)-1) / 2 * lineHeight * size
	for _, line := range lines {
		half := width(line, size)/2 + 3
		from := at.X - half
		if leads {
			from = float32(r.X) + theme.Gap8 - 3
		}
		p.line(l, fyne.NewPos(from, at.Y), fyne.NewPos(from+2*half, at.Y), in, 1.5)
		at.Y += lineHeight * size
	}
}

// lineHeight is the distance of two lines of text, in sizes of the text.
const lineHeight = 1.3

// An anchor says which point of a tag stands at its place.
type anchor uint8

const (
	centred anchor = iota
	trailing
)

const tagHeight = 16

// tag writes a word or two on a small round label.
func (p *pen) tag(at fyne.Position, a anchor, text string, in ink) {
	w := width(text, tagSize) + 12
	x := at.X - w/2
	if a == trailing {
		x = at.X - w
	}
	p.rect(topLayer, model.Rect{X: float64(x), Y: float64(at.Y - tagHeight/2), Width: float64(w), Height: tagHeight},
		tagHeight/2, full(theme.Surface), ink{in.role, in.share * 0.7}, 1)
	p.write(topLayer, text, fyne.NewPos(x+w/2, at.Y), tagSize, in, false, false)
	for i := range 2 {
		p.marks[len(p.marks)-1-i].label = true
	}
}

// tagSize is the size of text on a tag.
const tagSize = 11

// tick draws a disc with a tick in it.
func (p *pen) tick(at fyne.Position) {
	p.disc(topLayer, at, badgeSize, full(theme.Good), full(theme.Surface), 1)
	a, b, c := at.AddXY(-3.4, 0.3), at.AddXY(-1, 2.8), at.AddXY(3.6, -2.6)
	p.stroke(topLayer, []fyne.Position{a, b, c}, full(theme.Surface), 1.6, solid)
}

// cross draws a disc with a cross in it.
func (p *pen) cross(at fyne.Position) {
	p.disc(topLayer, at, badgeSize, full(theme.Again), full(theme.Surface), 1)
	p.line(topLayer, at.AddXY(-2.8, -2.8), at.AddXY(2.8, 2.8), full(theme.Surface), 1.6)
	p.line(topLayer, at.AddXY(-2.8, 2.8), at.AddXY(2.8, -2.8), full(theme.Surface), 1.6)
}

const badgeSize = 16

// width is that of a text in the drawing's points. It is measured at a size at which
// the letters' widths are hardly rounded.
func width(text string, size float32) float32 {
	return fyne.MeasureText(text, 32, fyne.TextStyle{}).Width * size / 32
}

func distance(a, b fyne.Position) float32 {
	return float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
}

// between is the point at a share of the way from a to b.
func between(a, b fyne.Position, share float32) fyne.Position {
	return fyne.NewPos(a.X+(b.X-a.X)*share, a.Y+(b.Y-a.Y)*share)
}
