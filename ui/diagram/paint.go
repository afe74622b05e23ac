package diagram

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/theme"
)

// dimmed is the share of its colour that what stands back keeps.
const dimmed = 0.35

// below is what a diagram lies on; it draws no ground of its own.
const below = theme.Surface

// readable is the size below which text is a grey bar.
const readable = 5

// A paints turns inks into colours of the present theme.
type paints map[ink]color.Color

func (c paints) of(in ink, dim bool) color.Color {
	if in.share == 0 {
		return color.Transparent
	}
	key := in
	if dim {
		key.share += 2 // told apart from what stands out; shares are at most 1
	}
	if found, ok := c[key]; ok {
		return found
	}
	col := theme.Color(in.role)
	if dim {
		// Mixed with what is below, not transparent: the pieces of a line overlap.
		col = mixed(col, theme.Color(below), dimmed)
	}
	col = theme.Fade(col, in.share)
	c[key] = col
	return col
}

// mixed is a share of one opaque colour and the rest of another.
func mixed(a, b color.Color, share float32) color.Color {
	x, y := color.NRGBAModel.Convert(a).(color.NRGBA), color.NRGBAModel.Convert(b).(color.NRGBA)
	mix := func(v, w uint8) uint8 { return uint8(float32(v)*share + float32(w)*(1-share) + 0.5) }
	return color.NRGBA{R: mix(x.R, y.R), G: mix(x.G, y.G), B: mix(x.B, y.B), A: 0xFF}
}

// A thing is a mark on the canvas.
type thing struct {
	mark   mark
	object fyne.CanvasObject
	bar    *canvas.Line // instead of a text that is too small to read
	tiny   bool         // a text that is a bar
	gone   bool
	late   bool // a text that is drawn at a size that it had before, or as a bar
}

// shown is what is drawn at the present scale, nil for nothing.
func (t *thing) shown() fyne.CanvasObject {
	switch {
	case t.gone:
		return nil
	case t.tiny:
		return t.bar
	}
	return t.object
}

// newThing makes the canvas object of a mark; place gives it its place.
func newThing(m mark, c paints, dim bool) *thing {
	t := &thing{mark: m}
	fill, stroke := c.of(m.fill, dim), c.of(m.stroke, dim)
	switch m.kind {
	case lineMark:
		t.object = canvas.NewLine(stroke)
	case rectMark:
		r := canvas.NewRectangle(fill)
		r.StrokeColor = stroke
		t.object = r
	case discMark:
		o := canvas.NewCircle(fill)
		o.StrokeColor = stroke
		t.object = o
	case polygonMark:
		t.object = canvas.NewArbitraryPolygon(make([]fyne.Position, len(m.points)), fill)
	case textMark:
		o := canvas.NewText(m.text, fill)
		theme.SetStyle(o, fyne.TextStyle{Bold: m.bold})
		t.object = o
		t.bar = canvas.NewLine(theme.Fade(fill, 0.35))
	}
	return t
}

// place puts the thing where it belongs at a scale. Lines grow less than the rest:
// they are to be seen in a small picture, and not to be bars in a big one.
//
// With lazy, a text keeps the size that it has, or stays a bar: a picture of it at another
// size takes longer than everything else.
func (t *thing) place(scale float32, lazy bool) {
	m := &t.mark
	if t.gone = m.label && snapped(tagSize*scale) < readable; t.gone {
		t.late = false
		return
	}
	stroke := m.width * min(max(scale, 0.5), 2)
	if m.broad {
		stroke = m.width * scale
	}
	switch o := t.object.(type) {
	case *canvas.Line:
		o.Position1, o.Position2 = scaled(m.at, scale), scaled(m.to, scale)
		o.StrokeWidth = stroke
	case *canvas.Rectangle:
		o.CornerRadius, o.StrokeWidth = m.radius*scale, stroke
		o.Move(scaled(m.at, scale))
		o.Resize(fyne.NewSize(m.size.Width*scale, m.size.Height*scale))
	case *canvas.Circle:
		d := m.size.Width * scale
		o.StrokeWidth = stroke
		o.Move(scaled(m.at, scale).AddXY(-d/2, -d/2))
		o.Resize(fyne.NewSquareSize(d))
	case *canvas.ArbitraryPolygon:
		from, to := bounds(m.points)
		for i, q := range m.points {
			o.Points[i] = scaled(q.Subtract(from), scale)
		}
		o.Move(scaled(from, scale))
		o.Resize(fyne.NewSize((to.X-from.X)*scale, (to.Y-from.Y)*scale))
	case *canvas.Text:
		t.placeText(o, scale, lazy)
	}
}

func (t *thing) placeText(o *canvas.Text, scale float32, lazy bool) {
	m, at := &t.mark, scaled(t.mark.at, scale)
	size := snapped(m.textSize * scale)
	unseen := t.tiny || o.TextSize == 0 // by now: there is no text of another size to go on with
	t.late = lazy && size >= readable && o.TextSize != size
	if t.tiny = size < readable || t.late && unseen; t.tiny {
		w, h := width(m.text, m.textSize)*scale, max(m.textSize*scale*0.4, 1)
		x := at.X - w/2
		if m.leads {
			x = at.X
		}
		t.bar.Position1, t.bar.Position2 = fyne.NewPos(x, at.Y), fyne.NewPos(x+w, at.Y)
		t.bar.StrokeWidth = h
		return
	}
	if !t.late {
		o.TextSize = size
	}
	room := o.MinSize()
	x := at.X - room.Width/2
	if m.leads {
		x = at.X
	}
	o.Move(fyne.NewPos(x, at.Y-room.Height/2))
	o.Resize(room)
}

// snapped is the size at which a text of a size is drawn: whole and half pixels when
// small, whole ones above. The toolkit keeps a picture of each text at each size.
func snapped(size float32) float32 {
	step := float32(2)
	if size >= 16 {
		step = 1
	}
	return float32(math.Floor(float64(size*step)+0.25)) / step
}

func scaled(p fyne.Position, scale float32) fyne.Position {
	return fyne.NewPos(p.X*scale, p.Y*scale)
}

// bounds is the least rectangle round points.
func bounds(points []fyne.Position) (from, to fyne.Position) {
	if len(points) == 0 {
		return
	}
	from, to = points[0], points[0]
	for _, q := range points[1:] {
		from = fyne.NewPos(min(from.X, q.X), min(from.Y, q.Y))
		to = fyne.NewPos(max(to.X, q.X), max(to.Y, q.Y))
	}
	return from, to
}

// bounds is the place of a mark in the drawing.
func (m *mark) bounds() (from, to fyne.Position) {
	switch m.kind {
	case lineMark:
		return bounds([]fyne.Position{m.at, m.to})
	case rectMark:
		return m.at, m.at.Add(m.size)
	case discMark:
		half := m.size.Width / 2
		return m.at.AddXY(-half, -half), m.at.AddXY(half, half)
	case polygonMark:
		return bounds(m.points)
	case textMark:
		w := width(m.text, m.textSize)
		if m.leads {
			return m.at.AddXY(0, -m.textSize), m.at.AddXY(w, m.textSize)
		}
		return m.at.AddXY(-w/2, -m.textSize), m.at.AddXY(w/2, m.textSize)
	}
	return m.at, m.at
}
