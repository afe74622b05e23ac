package control

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Verdict says how an option turned out.
type Verdict uint8

// The verdicts.
const (
	Open    Verdict = iota // not judged yet
	Right                  // right, and chosen
	Missed                 // right, and not chosen
	Wrong                  // wrong, and chosen
	LeftOut                // wrong, and not chosen
)

// Option is one answer to choose: its digit, its text, and after the check a
// symbol and a word for how it turned out.
type Option struct {
	widget.BaseWidget
	OnTap   func()
	digit   int
	chosen  bool
	cursor  bool
	hover   bool
	verdict Verdict
	text    *page.Text
}

var (
	_ page.Tall         = (*Option)(nil)
	_ fyne.Tappable     = (*Option)(nil)
	_ desktop.Hoverable = (*Option)(nil)
)

// NewOption returns an option that the given digit key chooses.
func NewOption(digit int, blocks []deck.Block, pictures page.Pictures, tap func()) *Option {
	o := &Option{digit: digit, OnTap: tap}
	o.text = page.NewText(blocks, page.Style{Size: theme.Body, Color: theme.Ink}, pictures)
	o.ExtendBaseWidget(o)
	return o
}

// Choose marks the option as chosen or not.
func (o *Option) Choose(chosen bool) { o.chosen = chosen; o.Refresh() }

// Point puts the keyboard's cursor on the option or takes it away.
func (o *Option) Point(cursor bool) { o.cursor = cursor; o.Refresh() }

// Judge shows how the option turned out.
func (o *Option) Judge(v Verdict) {
	o.verdict, o.cursor, o.hover = v, false, false
	o.Refresh()
}

// Tapped chooses the option.
func (o *Option) Tapped(*fyne.PointEvent) {
	if o.verdict == Open && o.OnTap != nil {
		o.OnTap()
	}
}

// MouseIn shows that the option can be chosen.
func (o *Option) MouseIn(*desktop.MouseEvent) { o.hover = o.verdict == Open; o.Refresh() }

// MouseMoved implements [desktop.Hoverable].
func (o *Option) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends what MouseIn began.
func (o *Option) MouseOut() { o.hover = false; o.Refresh() }

// side is the room at both sides of the text: for the digit and for the word.
func (o *Option) side() (left, right float32) {
	word := fyne.MeasureText("✗ Your choice", theme.Size(theme.Caption), fyne.TextStyle{})
	return theme.Gap16 + theme.Size(theme.Body)*1.6, word.Width + 2*theme.Gap16
}

// HeightFor returns the option's height at a width.
func (o *Option) HeightFor(width float32) float32 {
	left, right := o.side()
	return o.text.HeightFor(max(width-left-right, theme.Gap40)) + 2*theme.Gap8
}

// MinSize is the option's height at its present width.
func (o *Option) MinSize() fyne.Size {
	return fyne.NewSize(0, o.HeightFor(max(o.Size().Width, 200)))
}

// CreateRenderer implements [fyne.Widget].
func (o *Option) CreateRenderer() fyne.WidgetRenderer {
	r := &optionRenderer{
		option: o,
		box:    canvas.NewRectangle(nil),
		ring:   canvas.NewRectangle(nil),
		digit:  canvas.NewText(strconv.Itoa(o.digit), nil),
		word:   canvas.NewText("", nil),
	}
	r.update()
	return r
}

type optionRenderer struct {
	option      *Option
	box, ring   *canvas.Rectangle
	digit, word *canvas.Text
}

func (r *optionRenderer) MinSize() fyne.Size { return r.option.MinSize() }
func (r *optionRenderer) Destroy()           {}
func (r *optionRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.ring, r.digit, r.option.text, r.word}
}

func (r *optionRenderer) Layout(size fyne.Size) {
	left, right := r.option.side()
	r.box.Resize(size)
	r.ring.Move(fyne.NewPos(-3, -3))
	r.ring.Resize(fyne.NewSize(size.Width+6, size.Height+6))
	line := theme.Size(theme.Body) * 1.45
	d := r.digit.MinSize()
	r.digit.Move(fyne.NewPos(theme.Gap16, theme.Gap8+(line-d.Height)/2))
	r.digit.Resize(d)
	r.option.text.Move(fyne.NewPos(left, theme.Gap8))
	r.option.text.Resize(fyne.NewSize(max(size.Width-left-right, theme.Gap40), size.Height-2*theme.Gap8))
	w := r.word.MinSize()
	r.word.Move(fyne.NewPos(size.Width-theme.Gap16-w.Width, theme.Gap8+(line-w.Height)/2))
	r.word.Resize(w)
}

func (r *optionRenderer) Refresh() {
	r.update()
	r.option.text.Refresh()
	r.Layout(r.option.Size())
	canvas.Refresh(r.option)
}

func (r *optionRenderer) update() {
	o := r.option
	fill, edge, width, word := theme.Surface, theme.Hairline, theme.Stroke, ""
	tone := theme.Muted
	switch o.verdict {
	case Open:
		if o.chosen {
			fill, edge, width, tone = theme.Wash, theme.Accent, theme.FocusStroke, theme.Accent
		} else if o.hover {
			fill = theme.Wash
		}
	case Right:
		edge, width, word, tone = theme.Good, theme.FocusStroke, "✓ Right", theme.Good
	case Missed:
		edge, width, word, tone = theme.Good, theme.FocusStroke, "✓ Right one", theme.Good
	case Wrong:
		edge, width, word, tone = theme.Again, theme.FocusStroke, "✗ Your choice", theme.Again
	case LeftOut:
	}
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = theme.Color(fill), theme.Color(edge), width
	r.box.CornerRadius = theme.RadiusControl
	r.ring.FillColor, r.ring.CornerRadius = nil, theme.RadiusControl+3
	r.ring.StrokeColor, r.ring.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	r.ring.Hidden = !o.cursor
	r.digit.Color, r.digit.TextSize, r.digit.TextStyle.Bold = theme.Color(tone), theme.Size(theme.Body), true
	r.word.Text, r.word.Color, r.word.TextSize = word, theme.Color(tone), theme.Size(theme.Caption)
}
