package control

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// listRows is what scrolls in a [List].
type listRows struct {
	widget.BaseWidget
	list *List
}

var (
	_ fyne.Tappable     = (*listRows)(nil)
	_ desktop.Mouseable = (*listRows)(nil)
	_ desktop.Hoverable = (*listRows)(nil)
)

// A click is where and when the pointer was pressed last. A widget that took double taps
// of the toolkit's would get single ones late.
type click struct {
	row int
	at  time.Time
}

// doubleClick is how soon the second click of two comes.
const doubleClick = 400 * time.Millisecond

func (r *listRows) at(y float32) int {
	i := int(y / r.list.rowHeight())
	if y < 0 || i >= r.list.count {
		return -1
	}
	return i
}

// MouseDown notices what is held during a click.
func (r *listRows) MouseDown(ev *desktop.MouseEvent) {
	r.list.held = ev.Modifier
	if ev.Button == desktop.MouseButtonPrimary {
		r.list.press(ev.Position.Y)
	}
}

// MouseUp implements [desktop.Mouseable].
func (r *listRows) MouseUp(*desktop.MouseEvent) {}

// Tapped puts the cursor on a row. With Ctrl it chooses the row too, with Shift all rows
// from where the cursor was.
func (r *listRows) Tapped(ev *fyne.PointEvent) {
	l := r.list
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	held := l.held
	l.held = 0
	i := r.at(ev.Position.Y)
	if i < 0 {
		return
	}
	before := l.last
	l.last = click{i, time.Now()}
	switch {
	case l.Many && held&fyne.KeyModifierShift != 0:
		l.move(i, true)
	case l.Many && held&fyne.KeyModifierShortcutDefault != 0:
		l.move(i, false)
		l.toggle()
	default:
		if l.number > 0 {
			l.ChooseAll(false)
		}
		l.move(i, false)
		if before.row == i && l.last.at.Sub(before.at) < doubleClick {
			l.last = click{}
			l.enter()
		}
	}
}

// MouseIn implements [desktop.Hoverable].
func (r *listRows) MouseIn(ev *desktop.MouseEvent) { r.MouseMoved(ev) }

// MouseMoved shows which row is meant.
func (r *listRows) MouseMoved(ev *desktop.MouseEvent) {
	if i := r.at(ev.Position.Y); i != r.list.hover {
		r.list.hover = i
		r.Refresh()
	}
}

// MouseOut ends what MouseIn began.
func (r *listRows) MouseOut() { r.list.hover = -1; r.Refresh() }

// MinSize is the height of all rows.
func (r *listRows) MinSize() fyne.Size {
	return fyne.NewSize(0, float32(r.list.count)*r.list.rowHeight())
}

// CreateRenderer implements [fyne.Widget].
func (r *listRows) CreateRenderer() fyne.WidgetRenderer {
	d := &listRenderer{rows: r, cut: map[cutText]string{}, empty: canvas.NewText("", nil)}
	d.draw()
	return d
}

// A listRow is the objects of one row that is seen.
type listRow struct {
	box, tick               *canvas.Rectangle
	mark, text, below, note *canvas.Text
}

func newListRow() listRow {
	text := func() *canvas.Text { return canvas.NewText("", nil) }
	return listRow{canvas.NewRectangle(nil), canvas.NewRectangle(nil), text(), text(), text(), text()}
}

type listRenderer struct {
	rows    *listRows
	pool    []listRow
	empty   *canvas.Text
	cut     map[cutText]string // texts that were too long for their row
	objects []fyne.CanvasObject
}

// A cutText is a text that was shortened.
type cutText struct {
	text        string
	width, size int
	bold        bool
}

// mostCut is how many shortened texts are remembered.
const mostCut = 2000

func (r *listRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *listRenderer) Destroy()                     {}
func (r *listRenderer) MinSize() fyne.Size           { return r.rows.MinSize() }
func (r *listRenderer) Layout(fyne.Size)             { r.draw() }

func (r *listRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.rows)
}

func (r *listRenderer) draw() {
	l := r.rows.list
	h := l.rowHeight()
	first := max(int(l.scroll.Offset.Y/h), 0)
	last := min(int((l.scroll.Offset.Y+l.scroll.Size().Height)/h)+1, l.count)
	r.objects = r.objects[:0:0]
	for i := first; i < last; i++ {
		if i-first >= len(r.pool) {
			r.pool = append(r.pool, newListRow())
		}
		r.row(r.pool[i-first], i, float32(i)*h, h)
	}
	r.landing(h)
	if l.count == 0 && l.Empty != "" {
		r.empty.Text, r.empty.TextSize, r.empty.Color = l.Empty, theme.Size(theme.Body), theme.Color(theme.Muted)
		r.empty.Text = r.shorten(l.Empty, max(r.rows.Size().Width-2*theme.Gap16, 0), theme.Size(theme.Body), false)
		r.empty.Move(fyne.NewPos(theme.Gap16, theme.Gap16))
		r.empty.Resize(r.empty.MinSize())
		r.objects = append(r.objects, r.empty)
	}
}

// row draws one row.
func (r *listRenderer) row(d listRow, i int, y, h float32) {
	l := r.rows.list
	n := l.Row(i)
	width := r.rows.Size().Width
	r.ground(d, i, y, h)

	tone := theme.Ink
	if n.Quiet {
		tone = theme.Muted
	}
	set(d.note, n.Note, theme.Caption, theme.Muted, false)
	if n.Tone != "" {
		d.note.Color = theme.Color(n.Tone)
	}
	noted := d.note.MinSize()
	x := theme.Gap16 + float32(n.Depth)*theme.Gap16
	set(d.mark, n.Mark, theme.Body, theme.Accent, true)
	marked := d.mark.MinSize()
	if n.Mark != "" {
		marked.Width += theme.Gap8
	}
	room := width - x - theme.Gap16
	beside := room - marked.Width
	set(d.text, n.Text, theme.Body, tone, n.Bold)
	if n.Yields && n.Note != "" && d.text.MinSize().Width > beside-noted.Width-theme.Gap16 {
		d.note.Text = n.Spare
		noted = d.note.MinSize()
	}
	if d.note.Text != "" {
		beside -= noted.Width + theme.Gap16
	}
	d.text.Text = r.shorten(n.Text, max(beside, 0), d.text.TextSize, n.Bold)
	set(d.below, "", theme.Caption, theme.Muted, false)
	d.below.Text = r.shorten(n.Below, max(room, 0), d.below.TextSize, false)

	t, b := d.text.MinSize(), d.below.MinSize()
	top := y + (h-t.Height)/2
	if l.Tall {
		top = y + (h-t.Height-b.Height)/2
	}
	place(d.mark, x, top, marked)
	place(d.text, x+marked.Width, top, t)
	place(d.below, x, top+t.Height, b)
	place(d.note, width-noted.Width-theme.Gap16, top+(t.Height-noted.Height)/2, noted)
	r.objects = append(r.objects, d.box, d.tick, d.mark, d.text, d.note)
	if l.Tall {
		r.objects = append(r.objects, d.below)
	}
}

// ground draws what says of a row that it is chosen, or that the cursor is on it.
func (r *listRenderer) ground(d listRow, i int, y, h float32) {
	l := r.rows.list
	chosen := l.chosen[i]
	d.box.FillColor, d.box.StrokeWidth, d.box.CornerRadius = nil, 0, theme.RadiusControl
	if chosen || i == l.cursor || i == l.hover {
		d.box.FillColor = theme.Color(theme.Wash)
	}
	if i == l.cursor && l.focus {
		d.box.StrokeColor, d.box.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	}
	d.box.Move(fyne.NewPos(theme.Gap4, y+1))
	d.box.Resize(fyne.NewSize(max(r.rows.Size().Width-2*theme.Gap4, 0), h-2))
	d.tick.Hidden, d.tick.FillColor, d.tick.CornerRadius = !chosen, theme.Color(theme.Accent), 2
	d.tick.Move(fyne.NewPos(theme.Gap4, y+theme.Gap4))
	d.tick.Resize(fyne.NewSize(theme.Gap4, h-2*theme.Gap4))
}

func set(t *canvas.Text, text string, size fyne.ThemeSizeName, tone fyne.ThemeColorName, bold bool) {
	t.Text, t.TextSize, t.Color = text, theme.Size(size), theme.Color(tone)
	theme.SetStyle(t, fyne.TextStyle{Bold: bold})
}

func place(t *canvas.Text, x, y float32, size fyne.Size) {
	t.Move(fyne.NewPos(x, y))
	t.Resize(size)
}

// shorten cuts a text to a width.
func (r *listRenderer) shorten(text string, width, size float32, bold bool) string {
	if text == "" {
		return ""
	}
	key := cutText{text, int(width), int(size * 10), bold}
	if s, ok := r.cut[key]; ok {
		return s
	}
	if len(r.cut) > mostCut {
		clear(r.cut)
	}
	s := Shorten(text, width, size, bold)
	r.cut[key] = s
	return s
}

// Shorten cuts a text to a width, with an ellipsis where it was cut.
func Shorten(text string, width, size float32, bold bool) string {
	style := fyne.TextStyle{Bold: bold}
	fits := func(s string) bool {
		room, _ := theme.Measure(s, size, style)
		return room.Width <= width
	}
	if fits(text) {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		middle := (low + high + 1) / 2
		if fits(string(runes[:middle]) + "…") {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return string(runes[:low]) + "…"
}
