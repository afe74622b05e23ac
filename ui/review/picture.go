package review

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A frame gives a diagram the height that its drawing needs in a column, within bounds.
type frame struct {
	shape model.Drawing // width and height
	most  float32
}

const (
	pictureLow  = 200
	pictureHigh = 520
)

// framed returns a diagram in a frame with a hairline round it, no higher than most.
func framed(d *diagram.Diagram, drawing *model.Drawing, most float32) *fyne.Container {
	return &fyne.Container{
		Layout:  frame{shape: model.Drawing{Width: drawing.Width, Height: drawing.Height}, most: most},
		Objects: []fyne.CanvasObject{page.NewGround(), d},
	}
}

// HeightFor keeps the drawing's shape where there is room for it.
func (f frame) HeightFor(_ []fyne.CanvasObject, width float32) float32 {
	if f.shape.Width <= 0 {
		return pictureLow
	}
	h := width * float32(f.shape.Height/f.shape.Width)
	full := float32(f.shape.Height) * max(1, theme.Size(theme.Body)/15)
	return max(pictureLow, min(h, full, f.most))
}

func (f frame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, f.HeightFor(objects, objects[0].Size().Width))
}

func (f frame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// room is how high a picture may be in the window as it is, so that a question and its
// answer are seen with it.
func (v *Screen) room() float32 {
	scale := max(1, theme.Size(theme.Body)/15)
	return min(max(v.host.Canvas().Size().Height-bars*scale, pictureLow*scale), pictureHigh*scale)
}

// bars is the height of what stands above and below a drawing: the menu, how far the
// session is, a question of two lines, and the buttons.
const bars = 330

// beside sets a drawing beside a column, or where there is no room for that above it.
func beside(drawing, column fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: pair{}, Objects: []fyne.CanvasObject{drawing, column}}
}

// A pair sets its second object beside its first.
type pair struct{}

const (
	pairFrom  = 620 // of the width
	pairShare = 0.6 // of it for the first
)

// parts returns the widths of both, and whether they stand beside each other.
func (pair) parts(width float32) (first, second float32, across bool) {
	if width < pairFrom*max(1, theme.Size(theme.Body)/15) {
		return width, width, false
	}
	first = (width - theme.Gap24) * pairShare
	return first, width - theme.Gap24 - first, true
}

// HeightFor is that of the higher of the two, or of both.
func (p pair) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	w1, w2, across := p.parts(width)
	h1, h2 := page.Height(objects[0], w1), page.Height(objects[1], w2)
	if across {
		return max(h1, h2)
	}
	return h1 + theme.Gap16 + h2
}

func (p pair) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, p.HeightFor(objects, objects[0].Size().Width+objects[1].Size().Width))
}

func (p pair) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w1, w2, across := p.parts(size.Width)
	h1 := page.Height(objects[0], w1)
	at := fyne.NewPos(0, h1+theme.Gap16)
	if across {
		at = fyne.NewPos(w1+theme.Gap24, 0)
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(w1, h1))
	objects[1].Move(at)
	objects[1].Resize(fyne.NewSize(w2, page.Height(objects[1], w2)))
}

// ofModel draws the model that a note belongs to, with the note's elements lit.
func (v *Screen) ofModel() []fyne.CanvasObject {
	m, lit, ok := v.model()
	if !ok || v.turn.Question.Task != nil {
		return nil
	}
	overlay := model.Overlay{}
	for _, id := range lit {
		overlay[id] = model.Face{Lit: true}
	}
	drawing := model.Draw(m, model.DrawOptions{})
	d := diagram.New()
	d.Static = true
	d.Set(drawing, overlay)
	return []fyne.CanvasObject{
		framed(d, drawing, v.room()),
		page.NewLine(m.Title+" · M opens it", page.Style{Size: theme.Caption, Color: theme.Muted}),
	}
}

// model returns the model that the card on the desk belongs to, and its elements.
func (v *Screen) model() (*model.Model, []string, bool) {
	if !v.on || v.turn.Question.Model == "" {
		return nil, nil, false
	}
	m, ok := v.turn.Card.Deck.Model(v.turn.Question.Model)
	return m, v.turn.Question.Lit, ok
}

// Model opens the model that the card belongs to, once the answer is shown.
func (v *Screen) Model() {
	m, lit, ok := v.model()
	if !ok || !v.shown {
		return
	}
	first := ""
	if len(lit) > 0 {
		first = lit[0]
	}
	v.host.OpenModel(v.turn.Card.Deck.ID, m.ID, first)
}
