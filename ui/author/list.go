package author

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
)

// A line is what a row of a list shows.
type line struct {
	text    string
	bold    bool
	muted   bool
	caption bool // a heading of rows, which cannot be chosen
	indent  float32
	dot     bool                // it has been changed
	note    string              // at the right
	tone    fyne.ThemeColorName // of the note
}

// list is a list of any length, of which only the rows that are seen are drawn. The
// arrows choose a row; it has the keyboard as a whole.
type list struct {
	widget.BaseWidget
	count  int
	line   func(i int) line
	choose func(i int)               // another row was chosen
	enter  func(i int)               // Enter, or a tap on the chosen row
	keys   func(*fyne.KeyEvent) bool // asked before the list
	cuts   func(fyne.Shortcut) bool  // shortcuts
	drop   func(from, to int)        // a row was dragged to another's place; nil: rows stay
	atOnce bool                      // a tap enters a row, not only the chosen one

	chosen  int // -1 for none
	hover   int // -1 for none
	focused bool
	dragged int     // the row that is dragged, -1 for none
	dragY   float32 // where the pointer has it
	scroll  *container.Scroll
	rows    *rows
	cut     map[cutKey]string // texts that were too long
}

type cutKey struct {
	text  string
	width int
	bold  bool
}

var (
	_ fyne.Focusable    = (*list)(nil)
	_ fyne.Shortcutable = (*list)(nil)
)

func newList(row func(i int) line) *list {
	l := &list{line: row, chosen: -1, hover: -1, dragged: -1, cut: make(map[cutKey]string)}
	l.rows = &rows{list: l}
	l.rows.ExtendBaseWidget(l.rows)
	l.scroll = container.NewVScroll(l.rows)
	l.scroll.OnScrolled = func(fyne.Position) { l.rows.Refresh() }
	l.ExtendBaseWidget(l)
	return l
}

// rowHeight is the height of every row.
func rowHeight() float32 { return theme.Size(theme.Body) * 1.9 }

// set shows so many rows, with one of them chosen, and tells nobody.
func (l *list) set(count, chosen int) {
	grew := l.count != count
	l.count, l.chosen = count, min(chosen, count-1)
	if grew {
		l.scroll.Refresh()
	}
	l.Refresh()
}

// pick chooses a row, shows it and tells.
func (l *list) pick(i int) {
	if i < 0 || i >= l.count || l.line(i).caption {
		return
	}
	l.chosen = i
	l.reveal(i)
	l.rows.Refresh()
	if l.choose != nil {
		l.choose(i)
	}
}

// reveal scrolls to a row.
func (l *list) reveal(i int) {
	if i < 0 {
		return
	}
	h, view := rowHeight(), l.scroll.Size().Height
	if view < h {
		return // not laid out yet
	}
	top, y := float32(i)*h, l.scroll.Offset.Y
	switch {
	case top < y:
		y = top
	case top+h > y+view:
		y = top + h - view
	default:
		return
	}
	l.scroll.ScrollToOffset(fyne.NewPos(0, max(y, 0)))
	l.rows.Refresh()
}

// step goes on by so many rows, over captions.
func (l *list) step(by int) {
	dir := 1
	if by < 0 {
		dir = -1
	}
	to := min(max(l.chosen+by, 0), l.count-1)
	for to >= 0 && to < l.count && l.line(to).caption {
		to += dir
	}
	if to != l.chosen {
		l.pick(to)
	}
}

// TypedKey moves among the rows, or hands the key on.
func (l *list) TypedKey(ev *fyne.KeyEvent) {
	if l.keys != nil && l.keys(ev) {
		return
	}
	if !l.key(ev.Name) {
		control.HandOn(l, ev)
	}
}

func (l *list) key(name fyne.KeyName) bool {
	page := max(int(l.scroll.Size().Height/rowHeight())-1, 1)
	switch name {
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyPageUp:
		l.step(-page)
	case fyne.KeyPageDown:
		l.step(page)
	case fyne.KeyHome:
		l.step(-l.count)
	case fyne.KeyEnd:
		l.step(l.count)
	case fyne.KeyReturn, fyne.KeyEnter:
		if l.enter == nil || l.chosen < 0 {
			return false
		}
		l.enter(l.chosen)
	default:
		return false
	}
	return true
}

// TypedRune hands characters on.
func (l *list) TypedRune(r rune) { control.HandOnRune(l, r) }

// TypedShortcut hands shortcuts on.
func (l *list) TypedShortcut(s fyne.Shortcut) {
	if l.cuts != nil {
		l.cuts(s)
	}
}

// FocusGained shows that the list has the keyboard.
func (l *list) FocusGained() { l.focused = true; l.rows.Refresh() }

// FocusLost ends what FocusGained began.
func (l *list) FocusLost() { l.focused = false; l.rows.Refresh() }

// Refresh draws the rows anew.
func (l *list) Refresh() { l.rows.Refresh() }

// Resize gives the list its room, in which the chosen row stays to be seen.
func (l *list) Resize(size fyne.Size) {
	if size == l.Size() {
		return
	}
	l.BaseWidget.Resize(size)
	l.scroll.Resize(size)
	l.reveal(l.chosen)
	l.rows.Refresh()
}

// MinSize is small: a list scrolls.
func (l *list) MinSize() fyne.Size { return fyne.NewSize(80, 3*rowHeight()) }

// CreateRenderer implements [fyne.Widget].
func (l *list) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

// shorten cuts a text to a width.
func (l *list) shorten(text string, width float32, style fyne.TextStyle) string {
	key := cutKey{text, int(width), style.Bold}
	if s, ok := l.cut[key]; ok {
		return s
	}
	if len(l.cut) > mostCut {
		clear(l.cut)
	}
	fits := func(s string) bool { return fyne.MeasureText(s, theme.Size(theme.Body), style).Width <= width }
	s := text
	if !fits(s) {
		r := []rune(text)
		low, high := 0, len(r)
		for low < high {
			middle := (low + high + 1) / 2
			if fits(string(r[:middle]) + "…") {
				low = middle
			} else {
				high = middle - 1
			}
		}
		s = string(r[:low]) + "…"
	}
	l.cut[key] = s
	return s
}

// mostCut is how many shortened texts are remembered.
const mostCut = 2000

// rows is what scrolls in a list.
type rows struct {
	widget.BaseWidget
	list *list
}

var (
	_ fyne.Tappable     = (*rows)(nil)
	_ fyne.Draggable    = (*rows)(nil)
	_ desktop.Hoverable = (*rows)(nil)
)

func (r *rows) at(y float32) int {
	i := int(y / rowHeight())
	if y < 0 || i >= r.list.count {
		return -1
	}
	return i
}

// Tapped chooses a row; a tap on the chosen one enters it.
func (r *rows) Tapped(ev *fyne.PointEvent) {
	l := r.list
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		if _, field := c.Focused().(*control.Field); !field {
			c.Focus(l) // a field above keeps the keyboard that filters the list
		}
	}
	i := r.at(ev.Position.Y)
	enters := l.enter != nil && i >= 0 && (l.atOnce || i == l.chosen)
	if i != l.chosen {
		l.pick(i)
	}
	if enters {
		l.enter(i)
	}
}

// Dragged carries a row.
func (r *rows) Dragged(ev *fyne.DragEvent) {
	l := r.list
	if l.drop == nil {
		return
	}
	if l.dragged < 0 {
		l.dragged = r.at(ev.Position.Y - ev.Dragged.DY)
		if l.dragged >= 0 && l.line(l.dragged).caption {
			l.dragged = -1
		}
	}
	l.dragY = ev.Position.Y
	r.Refresh()
}

// DragEnd puts it down.
func (r *rows) DragEnd() {
	l := r.list
	from, to := l.dragged, l.gap()
	l.dragged = -1
	r.Refresh()
	if l.drop != nil && from >= 0 && to >= 0 {
		l.drop(from, to)
	}
}

// gap is the row before which the dragged one would be put, or the number of rows.
func (l *list) gap() int {
	return min(max(int(l.dragY/rowHeight()+0.5), 0), l.count)
}

// MouseIn implements [desktop.Hoverable].
func (r *rows) MouseIn(ev *desktop.MouseEvent) { r.MouseMoved(ev) }

// MouseMoved shows which row would be chosen.
func (r *rows) MouseMoved(ev *desktop.MouseEvent) {
	if i := r.at(ev.Position.Y); i != r.list.hover {
		r.list.hover = i
		r.Refresh()
	}
}

// MouseOut ends what MouseIn began.
func (r *rows) MouseOut() { r.list.hover = -1; r.Refresh() }

// MinSize is the height of all rows.
func (r *rows) MinSize() fyne.Size { return fyne.NewSize(0, float32(r.list.count)*rowHeight()) }

// CreateRenderer implements [fyne.Widget].
func (r *rows) CreateRenderer() fyne.WidgetRenderer {
	d := &rowsRenderer{rows: r}
	d.draw()
	return d
}

// A drawnRow is the objects of one row that is seen.
type drawnRow struct {
	box        *canvas.Rectangle
	dot        *canvas.Circle
	text, note *canvas.Text
}

type rowsRenderer struct {
	rows    *rows
	pool    []drawnRow
	mark    *canvas.Rectangle // where a dragged row would be put
	objects []fyne.CanvasObject
}

func (r *rowsRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *rowsRenderer) Destroy()                     {}
func (r *rowsRenderer) MinSize() fyne.Size           { return r.rows.MinSize() }
func (r *rowsRenderer) Layout(fyne.Size)             { r.draw() }

func (r *rowsRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.rows)
}

func (r *rowsRenderer) draw() {
	l := r.rows.list
	h := rowHeight()
	first := max(int(l.scroll.Offset.Y/h), 0)
	last := min(int((l.scroll.Offset.Y+l.scroll.Size().Height)/h)+1, l.count)
	r.objects = r.objects[:0:0]
	for i := first; i < last; i++ {
		if i-first >= len(r.pool) {
			r.pool = append(r.pool, drawnRow{canvas.NewRectangle(nil), canvas.NewCircle(nil), canvas.NewText("", nil), canvas.NewText("", nil)})
		}
		r.row(r.pool[i-first], i, float32(i)*h, h)
	}
	if l.dragged >= 0 {
		if r.mark == nil {
			r.mark = canvas.NewRectangle(nil)
		}
		r.mark.FillColor = theme.Color(theme.Accent)
		r.mark.Move(fyne.NewPos(theme.Gap8, float32(l.gap())*h-1))
		r.mark.Resize(fyne.NewSize(max(r.rows.Size().Width-2*theme.Gap8, 0), 2))
		r.objects = append(r.objects, r.mark)
	}
}

// row draws one row.
func (r *rowsRenderer) row(d drawnRow, i int, y, h float32) {
	l := r.rows.list
	n := l.line(i)
	width := r.rows.Size().Width
	d.box.FillColor, d.box.StrokeWidth, d.box.CornerRadius = nil, 0, theme.RadiusControl
	if i == l.chosen || i == l.hover && !n.caption {
		d.box.FillColor = theme.Color(theme.Wash)
	}
	if i == l.chosen && l.focused {
		d.box.StrokeColor, d.box.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	}
	d.box.Move(fyne.NewPos(theme.Gap4, y+1))
	d.box.Resize(fyne.NewSize(max(width-2*theme.Gap4, 0), h-2))

	d.note.Text, d.note.TextSize = n.note, theme.Size(theme.Caption)
	d.note.Color = theme.Color(theme.Muted)
	if n.tone != "" {
		d.note.Color = theme.Color(n.tone)
	}
	ns := d.note.MinSize()
	d.note.Move(fyne.NewPos(width-ns.Width-theme.Gap16, y+(h-ns.Height)/2))
	d.note.Resize(ns)

	x := theme.Gap16 + n.indent
	room := width - x - theme.Gap16
	if n.note != "" {
		room -= ns.Width + theme.Gap8
	}
	d.text.TextStyle.Bold = n.bold
	d.text.TextSize = theme.Size(theme.Body)
	if n.caption {
		d.text.TextSize = theme.Size(theme.Caption)
	}
	d.text.Text = l.shorten(n.text, max(room, 0), d.text.TextStyle)
	d.text.Color = theme.Color(theme.Ink)
	if n.muted || n.caption {
		d.text.Color = theme.Color(theme.Muted)
	}
	ts := d.text.MinSize()
	d.text.Move(fyne.NewPos(x, y+(h-ts.Height)/2))
	d.text.Resize(ts)

	d.dot.FillColor, d.dot.Hidden = theme.Color(theme.Accent), !n.dot
	d.dot.Resize(fyne.NewSize(dotSize, dotSize))
	d.dot.Move(fyne.NewPos(x-theme.Gap8-2, y+(h-dotSize)/2))
	r.objects = append(r.objects, d.box, d.dot, d.text, d.note)
}

// dotSize is the mark of what has been changed.
const dotSize = 6
