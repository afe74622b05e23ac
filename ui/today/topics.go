package today

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// deck is a deck's part of the screen: its title and a row for each topic.
func (s *Screen) deck(d *study.DeckOverview) fyne.CanvasObject {
	col := page.Column(0, newHead(d.Title))
	for _, t := range d.Topics {
		scope := study.Scope{Deck: d.ID, Topic: t.Title}
		if t.Alone == 0 {
			scope.Extra = extra
		}
		line := newTopic(t, func() { s.host.Study(scope) })
		s.stops[stop{string(d.ID), t.Title}] = line
		col.Objects = append(col.Objects, line)
	}
	return col
}

func waiting(t study.TopicOverview) string {
	n := t.New + t.Learning + t.Due
	if n == 0 {
		return "–"
	}
	return fmt.Sprint(n)
}

func recall(t study.TopicOverview) string {
	if t.Seen == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", t.Recall*100)
}

func share(t study.TopicOverview) float64 {
	if t.Total == 0 {
		return 0
	}
	return float64(t.Seen) / float64(t.Total)
}

// row is a line of the table: a name, a bar for how much of it has been started, how
// many of its cards wait, and how well it is remembered.
type row struct {
	widget.BaseWidget
	name, started, wait, recall string
	head                        bool
	focus, hover                bool
	meter                       *control.Meter
}

const (
	barThick   = 6
	barWidth   = 160
	valueWidth = 64
)

// newHead returns the line that says what the columns are.
func newHead(title string) *row {
	r := &row{name: title, started: "started", wait: "wait", recall: "recall", head: true, meter: control.NewMeter(barThick)}
	r.ExtendBaseWidget(r)
	return r
}

// topic is the line of a topic. Pressing it studies the topic.
type topic struct {
	control.Press
	line row
}

func newTopic(t study.TopicOverview, tap func()) *topic {
	o := &topic{line: row{name: t.Title, wait: waiting(t), recall: recall(t), meter: control.NewMeter(barThick)}}
	o.line.meter.Set(share(t))
	o.line.ExtendBaseWidget(&o.line)
	o.OnTap = tap
	o.Extend(o)
	return o
}

// HeightFor is the line's.
func (t *topic) HeightFor(width float32) float32 { return t.line.HeightFor(width) }

// Refresh shows on the line where the pointer and the keyboard are.
func (t *topic) Refresh() {
	t.line.focus, t.line.hover = t.Focused(), t.Hovered()
	t.line.Refresh()
}

func (t *topic) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(&t.line) }

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	o := &rowRenderer{
		row: r, box: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
		name: page.NewLine(r.name, page.Style{}), started: canvas.NewText(r.started, nil),
		wait: canvas.NewText(r.wait, nil), recall: canvas.NewText(r.recall, nil),
	}
	o.update()
	return o
}

type rowRenderer struct {
	row                   *row
	box, line             *canvas.Rectangle
	name                  *page.Text
	started, wait, recall *canvas.Text
}

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.box, r.line, r.name, r.started, r.wait, r.recall}
	if !r.row.head {
		list = append(list, r.row.meter)
	}
	return list
}

func (r *rowRenderer) Destroy() {}

// nameWidth is what the other columns leave.
func (r *rowRenderer) nameWidth(width float32) float32 {
	return max(width-r.bar(width)-2*r.value()-3*theme.Gap16, 80)
}

// bar gives way before the name does.
func (r *rowRenderer) bar(width float32) float32 {
	return min(barWidth, width/5)
}

func (r *rowRenderer) value() float32 {
	return valueWidth * max(1, theme.Size(theme.Body)/15*0.8)
}

func (r *row) HeightFor(width float32) float32 {
	probe := rowRenderer{row: r}
	size, style := theme.Body, page.Style{Size: theme.Body, Bold: r.head}
	if r.head {
		size = theme.Title
		style.Size = theme.Title
	}
	text := page.NewLine(r.name, style)
	return max(text.HeightFor(probe.nameWidth(width)), theme.Size(size)*1.45) + 2*theme.Gap8
}

func (r *rowRenderer) MinSize() fyne.Size {
	w := r.row.Size().Width
	if w == 0 {
		w = 400
	}
	return fyne.NewSize(200, r.row.HeightFor(w))
}

func (r *rowRenderer) Layout(size fyne.Size) {
	// The box reaches beyond the row, so that the words stay in line with the page.
	r.box.Move(fyne.NewPos(-theme.Gap8, 1))
	r.box.Resize(fyne.NewSize(size.Width+2*theme.Gap8, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, theme.Stroke))
	name, bar, value := r.nameWidth(size.Width), r.bar(size.Width), r.value()
	x := float32(0)
	h := r.name.HeightFor(name)
	r.name.Move(fyne.NewPos(x, (size.Height-h)/2))
	r.name.Resize(fyne.NewSize(name, h))
	x += name + theme.Gap16
	r.row.meter.Move(fyne.NewPos(x, (size.Height-barThick)/2))
	r.row.meter.Resize(fyne.NewSize(bar, barThick))
	place := func(t *canvas.Text, right float32) {
		m := t.MinSize()
		t.Move(fyne.NewPos(right-m.Width, (size.Height-m.Height)/2))
		t.Resize(m)
	}
	m := r.started.MinSize()
	r.started.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
	r.started.Resize(m)
	x += bar + theme.Gap16 + value
	place(r.wait, x)
	place(r.recall, x+theme.Gap16+value)
}

func (r *rowRenderer) Refresh() {
	r.update()
	r.row.meter.Refresh()
	r.name.Refresh()
	r.Layout(r.row.Size())
	canvas.Refresh(r.box)
}

func (r *rowRenderer) update() {
	row := r.row
	style := page.Style{Size: theme.Body, Color: theme.Ink}
	value := theme.Body
	tone := theme.Color(theme.Ink)
	if row.head {
		style = page.Style{Size: theme.Title, Color: theme.Ink, Bold: true}
		value, tone = theme.Caption, theme.Color(theme.Muted)
	}
	r.name.SetStyle(style)
	for _, t := range []*canvas.Text{r.started, r.wait, r.recall} {
		t.TextSize, t.Color = theme.Size(value), tone
		if t.Text == "–" {
			t.Color = theme.Color(theme.Muted)
		}
	}
	r.box.CornerRadius = theme.RadiusControl
	r.box.FillColor, r.box.StrokeWidth = nil, 0
	if row.hover || row.focus {
		r.box.FillColor = theme.Color(theme.Wash)
	}
	if row.focus {
		r.box.StrokeColor, r.box.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	}
	r.line.FillColor, r.line.Hidden = theme.Color(theme.Hairline), row.head
}
