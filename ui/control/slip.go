package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// slip is what an [Option] and a row of a [Sorter] look like: a box with a number, a
// text of any length, and at the right a word on how it turned out, or a grip.
type slip struct {
	widget.BaseWidget
	text   *page.Text
	widest string       // the widest word that look may give
	look   func() looks // how it looks now
}

// looks is how a slip looks.
type looks struct {
	number, word string
	tone         fyne.ThemeColorName // of the number, the word and the grip
	fill, edge   fyne.ThemeColorName // of the box
	thick        float32             // of the edge
	ring         bool                // the keyboard's cursor is on it
	grip         bool                // it can be dragged
}

// idle is how a slip looks when nothing is special about it.
func idle(number string) looks {
	return looks{number: number, tone: theme.Muted, fill: theme.Surface, edge: theme.Hairline, thick: theme.Stroke}
}

// judged changes the looks to say how a slip turned out.
func (l *looks) judged(word string, tone fyne.ThemeColorName) {
	l.word, l.tone, l.edge, l.thick = word, tone, tone, theme.FocusStroke
}

// side is the room at both sides of the text: for the number and for the word.
func (s *slip) side() (left, right float32) {
	word := fyne.MeasureText(s.widest, theme.Size(theme.Caption), fyne.TextStyle{})
	return theme.Gap16 + theme.Size(theme.Body)*1.6, word.Width + 2*theme.Gap16
}

// HeightFor returns the slip's height at a width.
func (s *slip) HeightFor(width float32) float32 {
	left, right := s.side()
	return s.text.HeightFor(max(width-left-right, theme.Gap40)) + 2*theme.Gap8
}

// MinSize is the slip's height at its present width.
func (s *slip) MinSize() fyne.Size {
	return fyne.NewSize(0, s.HeightFor(max(s.Size().Width, leastSlip)))
}

const leastSlip = 200

// CreateRenderer implements [fyne.Widget].
func (s *slip) CreateRenderer() fyne.WidgetRenderer {
	r := &slipRenderer{
		slip:   s,
		box:    canvas.NewRectangle(nil),
		ring:   canvas.NewRectangle(nil),
		number: canvas.NewText("", nil),
		word:   canvas.NewText("", nil),
	}
	for i := range r.grip {
		r.grip[i] = canvas.NewRectangle(nil)
	}
	r.update()
	return r
}

type slipRenderer struct {
	slip         *slip
	box, ring    *canvas.Rectangle
	number, word *canvas.Text
	grip         [3]*canvas.Rectangle
}

func (r *slipRenderer) MinSize() fyne.Size { return r.slip.MinSize() }
func (r *slipRenderer) Destroy()           {}
func (r *slipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.ring, r.number, r.slip.text, r.word, r.grip[0], r.grip[1], r.grip[2]}
}

func (r *slipRenderer) Layout(size fyne.Size) {
	left, right := r.slip.side()
	r.box.Resize(size)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(fyne.NewSize(size.Width+6, size.Height+6))
	line := theme.Size(theme.Body) * page.LineHeight
	onFirstLine := func(t *canvas.Text, x func(width float32) float32) {
		m := t.MinSize()
		t.Move(fyne.NewPos(x(m.Width), theme.Gap8+(line-m.Height)/2))
		t.Resize(m)
	}
	onFirstLine(r.number, func(float32) float32 { return theme.Gap16 })
	onFirstLine(r.word, func(w float32) float32 { return size.Width - theme.Gap16 - w })
	r.slip.text.Move(fyne.NewPos(left, theme.Gap8))
	r.slip.text.Resize(fyne.NewSize(max(size.Width-left-right, theme.Gap40), size.Height-2*theme.Gap8))
	for i, g := range r.grip {
		g.Move(fyne.NewPos(size.Width-theme.Gap16-gripWidth, size.Height/2-5+float32(i)*4))
		g.Resize(fyne.NewSize(gripWidth, 1.5))
	}
}

const gripWidth = 14

func (r *slipRenderer) Refresh() {
	r.update()
	r.slip.text.Refresh()
	r.Layout(r.slip.Size())
	canvas.Refresh(r.box)
}

func (r *slipRenderer) update() {
	l := r.slip.look()
	tone := theme.Color(l.tone)
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = theme.Color(l.fill), theme.Color(l.edge), l.thick
	r.box.CornerRadius, r.ring.CornerRadius = theme.RadiusControl, theme.RadiusControl+3
	r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	r.ring.Hidden = !l.ring
	r.number.Text, r.number.Color, r.number.TextSize = l.number, tone, theme.Size(theme.Body)
	theme.SetStyle(r.number, fyne.TextStyle{Bold: true})
	r.word.Text, r.word.Color, r.word.TextSize = l.word, tone, theme.Size(theme.Caption)
	for _, g := range r.grip {
		g.FillColor, g.Hidden, g.CornerRadius = tone, !l.grip, 1
	}
}
