package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// Ground is the surface of a card, to lie behind what stands on it.
type Ground struct {
	widget.BaseWidget
	edge fyne.ThemeColorName
}

// NewGround returns a surface with a hairline round it.
func NewGround() *Ground { return newGround(theme.Hairline) }

func newGround(edge fyne.ThemeColorName) *Ground {
	g := &Ground{edge: edge}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements [fyne.Widget].
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{ground: g, box: canvas.NewRectangle(nil)}
	r.box.CornerRadius, r.box.StrokeWidth = theme.RadiusCard, theme.Stroke
	r.Refresh()
	return r
}

type groundRenderer struct {
	ground *Ground
	box    *canvas.Rectangle
}

func (r *groundRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box} }
func (r *groundRenderer) Destroy()                     {}
func (r *groundRenderer) MinSize() (none fyne.Size)    { return none }
func (r *groundRenderer) Layout(size fyne.Size)        { r.box.Resize(size) }

// Refresh follows a change of the theme.
func (r *groundRenderer) Refresh() {
	r.box.FillColor, r.box.StrokeColor = theme.Color(theme.Surface), theme.Color(r.ground.edge)
	canvas.Refresh(r.box)
}

// Notice is a sentence or two that the reader should know, on a surface that stands out,
// with what can be done about it below.
func Notice(text string, do ...fyne.CanvasObject) fyne.CanvasObject {
	inside := []fyne.CanvasObject{NewLine(text, Style{Size: theme.Body, Color: theme.Ink})}
	if len(do) > 0 {
		inside = append(inside, Flow(theme.Gap8, do...))
	}
	return Layers(newGround(theme.Hard), Inset(theme.Gap16, theme.Gap16, Column(theme.Gap8, inside...)))
}

// Hairline is the thinnest of lines, as wide as its column.
func Hairline() fyne.CanvasObject {
	l := &hairline{}
	l.ExtendBaseWidget(l)
	return l
}

type hairline struct{ widget.BaseWidget }

// CreateRenderer implements [fyne.Widget].
func (l *hairline) CreateRenderer() fyne.WidgetRenderer {
	r := &hairlineRenderer{line: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type hairlineRenderer struct{ line *canvas.Rectangle }

func (r *hairlineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *hairlineRenderer) Destroy()                     {}
func (r *hairlineRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, theme.Stroke) }
func (r *hairlineRenderer) Layout(size fyne.Size)        { r.line.Resize(size) }

// Refresh follows a change of the theme.
func (r *hairlineRenderer) Refresh() {
	r.line.FillColor = theme.Color(theme.Hairline)
	canvas.Refresh(r.line)
}
