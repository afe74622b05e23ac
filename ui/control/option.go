package control

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

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
	slip
	OnTap   func()
	digit   int
	chosen  bool
	cursor  bool
	hover   bool
	verdict Verdict
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
	o.look, o.widest = o.looks, "✗ Your choice"
	o.ExtendBaseWidget(o)
	return o
}

// Unjudged leaves out the room that is kept for how the option turned out.
func (o *Option) Unjudged() *Option {
	o.widest = ""
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

func (o *Option) looks() looks {
	l := idle(strconv.Itoa(o.digit))
	l.ring = o.cursor
	switch o.verdict {
	case Open:
		if o.chosen {
			l.fill, l.edge, l.thick, l.tone = theme.Wash, theme.Accent, theme.FocusStroke, theme.Accent
		} else if o.hover {
			l.fill = theme.Wash
		}
	case Right:
		l.judged("✓ Right", theme.Good)
	case Missed:
		l.judged("✓ Right one", theme.Good)
	case Wrong:
		l.judged("✗ Your choice", theme.Again)
	case LeftOut:
	}
	return l
}
