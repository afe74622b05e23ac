package chart

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// A Point is a point of a line, in the units of its chart.
type Point struct{ X, Y float64 }

// A Curve is a forgetting curve: the share remembered (Y, 0 to 1) over days (X).
type Curve struct {
	Title  string
	Unit   string // of the days
	Points []Point
	Today  float64 // marked, if it lies on the curve
	Due    float64 // marked, if it is positive and lies on the curve
}

// marks is a curve laid out on a surface: plain geometry.
type marks struct {
	line   []fyne.Position
	rules  []rule  // horizontal, a share each
	labels []label //
	pins   []pin   // vertical: today, due
}

type rule struct{ y, x1, x2 float32 }

type label struct {
	text  string
	x, y  float32 // the middle of its edge
	align fyne.TextAlign
}

type pin struct {
	x, top, bottom float32
	text           string
	solid          bool
}

const (
	curveHeight = 200
	curveLeft   = 40
	curveTop    = 24
	curveBottom = 40
	floorShare  = 0.5 // the axis begins here while the curve stays above it
)

// layOut places a curve on a surface of the given size, whose captions are of the
// given size of type.
func (c Curve) layOut(size fyne.Size, caption float32) marks {
	var m marks
	if len(c.Points) < 2 || size.Width <= curveLeft || size.Height <= curveTop+curveBottom {
		return m
	}
	last := c.Points[len(c.Points)-1].X
	low := floorShare
	for _, p := range c.Points {
		if p.Y < low {
			low = 0
		}
	}
	left := curveLeft * max(1, caption/12)
	x := func(v float64) float32 { return left + float32(v/last)*(size.Width-left) }
	y := func(v float64) float32 {
		return curveTop + float32((1-v)/(1-low))*(size.Height-curveTop-curveBottom)
	}
	for _, p := range c.Points {
		m.line = append(m.line, fyne.NewPos(x(p.X), y(p.Y)))
	}
	for share := 1.0; share >= low-1e-9; share -= (1 - low) / 2 {
		m.rules = append(m.rules, rule{y(share), left, size.Width})
		m.labels = append(m.labels, label{fmt.Sprintf("%.0f %%", share*100), left - theme.Gap8, y(share), fyne.TextAlignTrailing})
	}
	bottom := size.Height - curveBottom
	for i := range 3 {
		v := last * float64(i) / 2
		align := []fyne.TextAlign{fyne.TextAlignLeading, fyne.TextAlignCenter, fyne.TextAlignTrailing}[i]
		m.labels = append(m.labels, label{number(v), x(v), bottom + caption, align})
	}
	m.labels = append(m.labels, label{c.Unit, size.Width, bottom + 2.3*caption, fyne.TextAlignTrailing})
	if c.Due > 0 && c.Due <= last {
		m.pins = append(m.pins, pin{x(c.Due), curveTop, bottom, "due", false})
	}
	if c.Today >= 0 && c.Today <= last {
		m.pins = append(m.pins, pin{x(c.Today), curveTop, bottom, "now", true})
	}
	return m
}

func number(v float64) string {
	if v < 10 && math.Abs(v-math.Round(v)) > 0.05 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// CurveView shows a [Curve].
type CurveView struct {
	widget.BaseWidget
	curve Curve
}

// NewCurve returns a view of a curve.
func NewCurve(c Curve) *CurveView {
	v := &CurveView{curve: c}
	v.ExtendBaseWidget(v)
	return v
}

// HeightFor returns the view's height, which does not depend on its width.
func (v *CurveView) HeightFor(float32) float32 { return v.MinSize().Height }

// MinSize leaves room for the captions.
func (v *CurveView) MinSize() fyne.Size {
	return fyne.NewSize(200, curveHeight+theme.Size(theme.Body)*1.6)
}

// CreateRenderer implements [fyne.Widget].
func (v *CurveView) CreateRenderer() fyne.WidgetRenderer { return &curveRenderer{view: v} }

type curveRenderer struct {
	view    *CurveView
	objects []fyne.CanvasObject
}

func (r *curveRenderer) MinSize() fyne.Size           { return r.view.MinSize() }
func (r *curveRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *curveRenderer) Destroy()                     {}
func (r *curveRenderer) Refresh()                     { r.Layout(r.view.Size()); canvas.Refresh(r.view) }

func (r *curveRenderer) Layout(size fyne.Size) {
	caption := theme.Size(theme.Caption)
	head := theme.Size(theme.Body) * 1.6
	m := r.view.curve.layOut(fyne.NewSize(size.Width, size.Height-head), caption)
	r.objects = nil
	at := func(x, y float32) fyne.Position { return fyne.NewPos(x, y+head) }
	r.text(label{r.view.curve.Title, 0, head/2 - head, fyne.TextAlignLeading}, theme.Ink, theme.Size(theme.Body), at)
	for _, rule := range m.rules {
		r.line(at(rule.x1, rule.y), at(rule.x2, rule.y), theme.Hairline, theme.Stroke)
	}
	for _, p := range m.pins {
		color := theme.Muted
		if p.solid {
			color = theme.Accent
		}
		r.line(at(p.x, p.top), at(p.x, p.bottom), color, theme.Stroke)
		r.text(label{p.text, p.x, p.top - caption*0.8, fyne.TextAlignCenter}, color, caption, at)
	}
	for i := 1; i < len(m.line); i++ {
		a, b := m.line[i-1], m.line[i]
		r.line(at(a.X, a.Y), at(b.X, b.Y), theme.Accent, theme.FocusStroke)
	}
	for _, l := range m.labels {
		r.text(l, theme.Muted, caption, at)
	}
}

func (r *curveRenderer) line(a, b fyne.Position, color fyne.ThemeColorName, width float32) {
	l := canvas.NewLine(theme.Color(color))
	l.StrokeWidth = width
	l.Position1, l.Position2 = a, b
	r.objects = append(r.objects, l)
}

func (r *curveRenderer) text(l label, color fyne.ThemeColorName, size float32, at func(x, y float32) fyne.Position) {
	t := canvas.NewText(l.text, theme.Color(color))
	t.TextSize = size
	m := t.MinSize()
	x := l.x
	switch l.align {
	case fyne.TextAlignCenter:
		x -= m.Width / 2
	case fyne.TextAlignTrailing:
		x -= m.Width
	case fyne.TextAlignLeading:
	}
	t.Move(at(max(min(x, r.view.Size().Width-m.Width), 0), l.y-m.Height/2))
	t.Resize(m)
	r.objects = append(r.objects, t)
}
