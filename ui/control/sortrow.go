package control

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// sortRow is one item of a sorter.
type sortRow struct {
	widget.BaseWidget
	sorter  *Sorter
	item    int
	text    *page.Text
	verdict Verdict
	belongs int
	home    float32 // where it stands when it is not dragged
	shift   float32 // how far it has been dragged from there
	dragged bool
}

var (
	_ fyne.Draggable     = (*sortRow)(nil)
	_ desktop.Cursorable = (*sortRow)(nil)
)

func (r *sortRow) place() int {
	for i, row := range r.sorter.rows {
		if row == r {
			return i
		}
	}
	return -1
}

// Dragged carries the row with the pointer; it changes places with a neighbour
// when it is more than half across.
func (r *sortRow) Dragged(ev *fyne.DragEvent) {
	s := r.sorter
	if s.judged {
		return
	}
	r.dragged = true
	r.shift += ev.Dragged.DY
	i := r.place()
	s.cursor, s.lifted = i, true
	if i > 0 && r.shift < -s.rows[i-1].Size().Height/2 {
		r.shift += s.rows[i-1].Size().Height + theme.Gap8
		s.move(i, i-1)
		s.cursor = i - 1
	} else if i < len(s.rows)-1 && r.shift > s.rows[i+1].Size().Height/2 {
		r.shift -= s.rows[i+1].Size().Height + theme.Gap8
		s.move(i, i+1)
		s.cursor = i + 1
	}
	s.Refresh()
}

// DragEnd puts the row down.
func (r *sortRow) DragEnd() {
	r.dragged, r.shift = false, 0
	r.sorter.lifted, r.sorter.cursor = false, r.place()
	r.sorter.Refresh()
}

// Cursor says that the row can be dragged up and down.
func (r *sortRow) Cursor() desktop.Cursor {
	if r.sorter.judged {
		return desktop.DefaultCursor
	}
	return desktop.VResizeCursor
}

func (r *sortRow) side() (left, right float32) {
	word := fyne.MeasureText("✗ belongs at 7", theme.Size(theme.Caption), fyne.TextStyle{})
	return theme.Gap16 + theme.Size(theme.Body)*1.6, word.Width + 2*theme.Gap16
}

func (r *sortRow) HeightFor(width float32) float32 {
	left, right := r.side()
	return r.text.HeightFor(max(width-left-right, theme.Gap40)) + 2*theme.Gap8
}

func (r *sortRow) MinSize() fyne.Size {
	return fyne.NewSize(0, r.HeightFor(max(r.Size().Width, 200)))
}

func (r *sortRow) CreateRenderer() fyne.WidgetRenderer {
	o := &sortRowRenderer{
		row: r, box: canvas.NewRectangle(nil), number: canvas.NewText("", nil), word: canvas.NewText("", nil),
		grip: []*canvas.Rectangle{canvas.NewRectangle(nil), canvas.NewRectangle(nil), canvas.NewRectangle(nil)},
	}
	o.update()
	return o
}

type sortRowRenderer struct {
	row          *sortRow
	box          *canvas.Rectangle
	number, word *canvas.Text
	grip         []*canvas.Rectangle
}

func (r *sortRowRenderer) MinSize() fyne.Size { return r.row.MinSize() }
func (r *sortRowRenderer) Destroy()           {}
func (r *sortRowRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{r.box, r.number, r.row.text, r.word}
	for _, g := range r.grip {
		list = append(list, g)
	}
	return list
}

func (r *sortRowRenderer) Layout(size fyne.Size) {
	left, right := r.row.side()
	r.box.Resize(size)
	line := theme.Size(theme.Body) * 1.45
	n := r.number.MinSize()
	r.number.Move(fyne.NewPos(theme.Gap16, theme.Gap8+(line-n.Height)/2))
	r.number.Resize(n)
	r.row.text.Move(fyne.NewPos(left, theme.Gap8))
	r.row.text.Resize(fyne.NewSize(max(size.Width-left-right, theme.Gap40), size.Height-2*theme.Gap8))
	w := r.word.MinSize()
	r.word.Move(fyne.NewPos(size.Width-theme.Gap16-w.Width, theme.Gap8+(line-w.Height)/2))
	r.word.Resize(w)
	for i, g := range r.grip {
		g.Move(fyne.NewPos(size.Width-theme.Gap16-14, size.Height/2-5+float32(i)*4))
		g.Resize(fyne.NewSize(14, 1.5))
	}
}

func (r *sortRowRenderer) Refresh() {
	r.update()
	r.row.text.Refresh()
	r.Layout(r.row.Size())
	canvas.Refresh(r.row)
}

func (r *sortRowRenderer) update() {
	row, s := r.row, r.row.sorter
	fill, edge, width, tone, word := theme.Surface, theme.Hairline, theme.Stroke, theme.Muted, ""
	switch {
	case row.verdict == Right:
		edge, width, tone, word = theme.Good, theme.FocusStroke, theme.Good, "✓ Right"
	case row.verdict == Wrong:
		edge, width, tone, word = theme.Again, theme.FocusStroke, theme.Again, "✗ belongs at "+strconv.Itoa(row.belongs+1)
	case s.cursor == row.place() && s.lifted:
		fill, edge, width, tone = theme.Wash, theme.Accent, theme.FocusStroke, theme.Accent
	case s.cursor == row.place():
		edge, width, tone = theme.Accent, theme.FocusStroke, theme.Accent
	}
	r.box.FillColor, r.box.StrokeColor, r.box.StrokeWidth = theme.Color(fill), theme.Color(edge), width
	r.box.CornerRadius = theme.RadiusControl
	r.number.Text = strconv.Itoa(row.place() + 1)
	r.number.Color, r.number.TextSize, r.number.TextStyle.Bold = theme.Color(tone), theme.Size(theme.Body), true
	r.word.Text, r.word.Color, r.word.TextSize = word, theme.Color(tone), theme.Size(theme.Caption)
	for _, g := range r.grip {
		g.FillColor, g.Hidden, g.CornerRadius = theme.Color(tone), s.judged, 1
	}
}
