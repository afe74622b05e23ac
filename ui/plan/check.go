package plan

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A mark says whether something counts.
type mark uint8

const (
	unmarked mark = iota
	partly        // some of it counts
	marked
)

// check is a line with a box that is ticked, or not: a deck or a topic that counts. Space,
// Enter and the pointer change it.
type check struct {
	control.Press
	name, note string
	inner      bool // stands below another one
	mark       mark
}

const (
	boxSize   = 18 // of the tick's box, at the usual size of text, as noteWidth is
	noteWidth = 90
)

// grown is a distance that grows with the text.
func grown(d float32) float32 { return d * max(1, theme.Size(theme.Body)/15) }

func newCheck(name, note string, inner bool, tap func()) *check {
	c := &check{name: name, note: note, inner: inner}
	c.OnTap = tap
	c.Extend(c)
	return c
}

// set ticks the box, or not.
func (c *check) set(m mark) {
	if m != c.mark {
		c.mark = m
		c.Refresh()
	}
}

func (c *check) style() page.Style {
	return page.Style{Size: theme.Body, Color: theme.Ink, Bold: !c.inner}
}

// left is where the words begin.
func (c *check) left() float32 {
	x := grown(boxSize) + theme.Gap8
	if c.inner {
		x += theme.Gap24
	}
	return x
}

func (c *check) textWidth(width float32) float32 {
	return max(width-c.left()-grown(noteWidth)-theme.Gap8, 60)
}

// HeightFor makes room for a name of several lines.
func (c *check) HeightFor(width float32) float32 {
	text := page.NewLine(c.name, c.style())
	return max(text.HeightFor(c.textWidth(width)), grown(boxSize)) + 2*theme.Gap4
}

// CreateRenderer implements [fyne.Widget].
func (c *check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkRenderer{
		check: c, ring: canvas.NewRectangle(nil), box: canvas.NewRectangle(nil),
		name: page.NewLine(c.name, c.style()), note: canvas.NewText(c.note, nil),
	}
	for i := range r.tick {
		r.tick[i] = canvas.NewLine(nil)
	}
	r.update()
	return r
}

type checkRenderer struct {
	check     *check
	ring, box *canvas.Rectangle
	tick      [2]*canvas.Line
	name      *page.Text
	note      *canvas.Text
}

func (r *checkRenderer) Destroy() {}
func (r *checkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.box, r.tick[0], r.tick[1], r.name, r.note}
}

func (r *checkRenderer) MinSize() fyne.Size {
	w := r.check.Size().Width
	if w == 0 {
		w = 400
	}
	return fyne.NewSize(200, r.check.HeightFor(w))
}

func (r *checkRenderer) Layout(size fyne.Size) {
	box := grown(boxSize)
	x, y := r.check.left()-box-theme.Gap8, (size.Height-box)/2
	r.ring.Move(fyne.NewPos(x-theme.Gap8, 0))
	r.ring.Resize(fyne.NewSize(size.Width-x+2*theme.Gap8, size.Height))
	r.box.Move(fyne.NewPos(x, y))
	r.box.Resize(fyne.NewSize(box, box))
	at := func(dx, dy float32) fyne.Position { return fyne.NewPos(x+dx*box, y+dy*box) }
	r.tick[0].Position1, r.tick[0].Position2 = at(0.22, 0.52), at(0.42, 0.72)
	r.tick[1].Position1, r.tick[1].Position2 = at(0.42, 0.72), at(0.78, 0.28)
	if r.check.mark == partly {
		r.tick[0].Position1, r.tick[0].Position2 = at(0.25, 0.5), at(0.75, 0.5)
	}
	w := r.check.textWidth(size.Width)
	h := r.name.HeightFor(w)
	r.name.Move(fyne.NewPos(r.check.left(), (size.Height-h)/2))
	r.name.Resize(fyne.NewSize(w, h))
	m := r.note.MinSize()
	r.note.Move(fyne.NewPos(size.Width-m.Width, (size.Height-m.Height)/2))
	r.note.Resize(m)
}

func (r *checkRenderer) Refresh() {
	r.update()
	r.name.Refresh()
	r.Layout(r.check.Size())
	canvas.Refresh(r.check)
}

func (r *checkRenderer) update() {
	c := r.check
	r.name.SetStyle(c.style())
	r.note.Text, r.note.TextSize, r.note.Color = c.note, theme.Size(theme.Caption), theme.Color(theme.Muted)
	r.box.CornerRadius, r.box.StrokeWidth, r.box.StrokeColor = 4, 1.5, theme.Color(theme.Muted)
	r.box.FillColor = theme.Color(theme.Surface)
	if c.mark != unmarked {
		r.box.FillColor, r.box.StrokeColor = theme.Color(theme.Accent), theme.Color(theme.Accent)
	}
	for i, l := range r.tick {
		l.StrokeWidth, l.StrokeColor = 2, theme.Color(theme.OnAccent)
		l.Hidden = c.mark == unmarked || c.mark == partly && i == 1
	}
	r.ring.CornerRadius, r.ring.StrokeWidth = theme.RadiusControl, 0
	r.ring.FillColor = theme.Color(theme.Wash)
	r.ring.Hidden = !c.Hovered() && !c.Focused()
	if c.Focused() {
		r.ring.StrokeWidth, r.ring.StrokeColor = theme.FocusStroke, theme.Color(theme.Accent)
	}
}

var _ fyne.Widget = (*check)(nil)
