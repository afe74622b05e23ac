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
	pictureLow  = 160
	pictureHigh = 440
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

// room is how high a picture may be in the window as it is, so that what the task is
// answered with is seen below it; ask is nil for a picture beside an answer.
func (v *Screen) room(ask *model.Ask) float32 {
	scale := max(1, theme.Size(theme.Body)/15)
	h := v.host.Canvas().Size().Height * 0.5
	if ask != nil && ask.Way == model.Choose {
		h = v.host.Canvas().Size().Height - bars*scale - float32(len(ask.Options))*optionHeight*scale
	}
	return min(max(h, pictureLow), pictureHigh*scale)
}

const (
	bars         = 330 // the height of what stands above and below a drawing and its options
	optionHeight = 52
)

// beside draws the model that a note belongs to, with the note's elements lit.
func (v *Screen) beside() []fyne.CanvasObject {
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
		framed(d, drawing, v.room(nil)),
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
