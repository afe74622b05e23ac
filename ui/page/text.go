package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck"
	"touchpoint/ui/theme"
)

// Text draws rich text. Its height follows from its width.
type Text struct {
	widget.BaseWidget
	blocks   []deck.Block
	style    Style
	pictures Pictures
	silent   map[string]bool // sounds and films that could not be opened

	marks  []mark  // for setWidth
	height float32 //
	setFor width   // what the marks were set for
}

// width is a column's width together with what else decides the line breaks.
type width struct {
	pixels float32
	size   float32
}

var _ Tall = (*Text)(nil)

// NewText returns a text that shows blocks in a style. Pictures may be nil
// where there are none.
func NewText(blocks []deck.Block, style Style, pictures Pictures) *Text {
	t := &Text{blocks: blocks, style: style, pictures: pictures}
	t.ExtendBaseWidget(t)
	return t
}

// NewLine returns a text of plain words in a style.
func NewLine(text string, style Style) *Text {
	return NewText(deck.Plain(text), style, nil)
}

// Set shows other blocks in another style.
func (t *Text) Set(blocks []deck.Block, style Style) {
	t.blocks, t.style, t.setFor, t.silent = blocks, style, width{}, nil
	t.Refresh()
}

// SetStyle shows the same blocks in another style.
func (t *Text) SetStyle(style Style) {
	if style != t.style {
		t.Set(t.blocks, style)
	}
}

// SetLine shows other words in the same style.
func (t *Text) SetLine(text string) {
	t.Set(deck.Plain(text), t.style)
}

// HeightFor returns how high the text is in a column of the given width.
func (t *Text) HeightFor(pixels float32) float32 {
	t.set(pixels)
	return t.height
}

// MinSize is the text's height at its present width.
func (t *Text) MinSize() fyne.Size {
	w := t.Size().Width
	if w == 0 {
		return fyne.NewSize(0, theme.Size(t.style.Size)*LineHeight)
	}
	return fyne.NewSize(0, t.HeightFor(w))
}

func (t *Text) set(pixels float32) {
	now := width{pixels, theme.Size(t.style.Size)}
	if t.setFor == now {
		return
	}
	s := setter{measure: measureText, sizes: theme.Size, picture: t.pictures.fit, style: t.style, silent: t.silent}
	t.marks, t.height = s.typeset(t.blocks, pixels)
	t.setFor = now
}

// CreateRenderer implements [fyne.Widget].
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	return &textRenderer{text: t}
}

type textRenderer struct {
	text    *Text
	drawn   width
	objects []fyne.CanvasObject
}

func (r *textRenderer) MinSize() fyne.Size           { return r.text.MinSize() }
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *textRenderer) Destroy()                     {}

func (r *textRenderer) Layout(size fyne.Size) {
	r.text.set(size.Width)
	if r.drawn != r.text.setFor {
		r.draw()
	}
}

func (r *textRenderer) Refresh() {
	r.text.set(r.text.Size().Width)
	r.draw()
	canvas.Refresh(r.text)
}

func (r *textRenderer) draw() {
	r.drawn = r.text.setFor
	r.objects = r.objects[:0:0]
	for _, m := range r.text.marks {
		o := r.text.object(m)
		o.Move(fyne.NewPos(m.x, m.y))
		o.Resize(fyne.NewSize(m.w, m.h))
		r.objects = append(r.objects, o)
	}
}

func (t *Text) object(m mark) fyne.CanvasObject {
	switch m.kind {
	case textMark:
		text := canvas.NewText(m.text, theme.Color(m.color))
		text.TextSize = m.face.size
		theme.SetStyle(text, m.face.style)
		return text
	case pictureMark:
		scale := float32(1)
		if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
			scale = c.Scale()
		}
		return t.pictures.object(m.path, m.text, int(m.w*scale+0.5), int(m.h*scale+0.5))
	case playMark:
		return newPlayer(t, m.path)
	default:
		box := canvas.NewRectangle(nil)
		if m.color != "" {
			box.FillColor = theme.Color(m.color)
		}
		if m.stroke != "" {
			box.StrokeColor, box.StrokeWidth = theme.Color(m.stroke), max(theme.Stroke, m.thick)
		}
		box.CornerRadius = m.radius
		return box
	}
}

func measureText(text string, f face) (w, h, baseline float32) {
	size, base := theme.Measure(text, f.size, f.style)
	return size.Width, size.Height, base
}
