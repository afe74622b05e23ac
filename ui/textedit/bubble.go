package textedit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// bubble says what is wrong with what is under the pointer.
type bubble struct {
	widget.BaseWidget
	text *page.Text
}

const bubbleWidth = 360

func newBubble() *bubble {
	b := &bubble{text: page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Ink})}
	b.ExtendBaseWidget(b)
	b.Hide()
	return b
}

// say shows a mark's sentence below a place of the editor, or above it where there is no
// room below.
func (b *bubble) say(m Mark, at fyne.Position, of, room fyne.Size) {
	word := "Warning: "
	if m.Severity == deck.Error {
		word = "Error: "
	}
	b.text.Set([]deck.Block{{Kind: deck.Paragraph, Spans: []deck.Span{{Text: word, Strong: true}, {Text: m.Says}}}},
		page.Style{Size: theme.Caption, Color: theme.Ink})
	w := min(bubbleWidth*max(1, theme.Size(theme.Body)/15), room.Width-2*theme.Gap8)
	h := b.text.HeightFor(w-2*theme.Gap8) + 2*theme.Gap8
	x := min(at.X, room.Width-w-theme.Gap8)
	y := at.Y + of.Height + theme.Gap4
	if y+h > room.Height {
		y = at.Y - h - theme.Gap4
	}
	b.Move(fyne.NewPos(max(x, theme.Gap8), y))
	b.Resize(fyne.NewSize(w, h))
	b.Show()
	b.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (b *bubble) CreateRenderer() fyne.WidgetRenderer {
	r := &bubbleRenderer{bubble: b, ground: canvas.NewRectangle(nil)}
	r.update()
	return r
}

type bubbleRenderer struct {
	bubble *bubble
	ground *canvas.Rectangle
}

func (r *bubbleRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bubble.text}
}
func (r *bubbleRenderer) Destroy()                  {}
func (r *bubbleRenderer) MinSize() (none fyne.Size) { return none }

func (r *bubbleRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.bubble.text.Move(fyne.NewPos(theme.Gap8, theme.Gap8))
	r.bubble.text.Resize(size.SubtractWidthHeight(2*theme.Gap8, 2*theme.Gap8))
}

func (r *bubbleRenderer) Refresh() {
	r.update()
	r.Layout(r.bubble.Size())
	canvas.Refresh(r.bubble)
}

func (r *bubbleRenderer) update() {
	r.ground.FillColor, r.ground.CornerRadius = theme.Color(theme.Surface), theme.RadiusControl
	r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(theme.Hairline), theme.Stroke
}
