package modelling

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/model/sketch"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// grid shows a table of the model. It has the keyboard as a whole: the arrows move from
// cell to cell, and the form beside it shows the row that the cursor is in.
type grid struct {
	widget.BaseWidget
	e       *Editor
	object  *page.Page
	table   sketch.Table
	columns []int     // that are shown
	least   []float32 // how narrow each column may be, in sizes of the text
	at, col int       // the cell that the cursor is on
	focused bool
	empty   *page.Text
	heads   []*canvas.Text
	cells   [][]*page.Text
	lines   []*canvas.Rectangle // above the rows
	row     *canvas.Rectangle   // behind the cursor's row
	cell    *canvas.Rectangle   // round its cell
	tops    []float32
}

var (
	_ fyne.Focusable = (*grid)(nil)
	_ fyne.Tappable  = (*grid)(nil)
)

func newGrid(e *Editor) *grid {
	g := &grid{e: e, row: canvas.NewRectangle(nil), cell: canvas.NewRectangle(nil)}
	g.empty = page.NewLine("", page.Style{Size: theme.Body, Color: theme.Muted})
	g.ExtendBaseWidget(g)
	g.object = page.NewPage(page.Inset(theme.Gap8, theme.Gap8, g))
	return g
}

// load shows the table that the editor is turned to.
func (g *grid) load() {
	before := g.table.Name
	g.table, _ = g.e.s.Table(g.e.table)
	if before != g.table.Name {
		g.at, g.col = 0, 0
		g.object.Top()
	}
	for i, r := range g.table.Rows {
		if r.ID == g.e.s.Selected() {
			g.at = i
		}
	}
	g.at = max(min(g.at, len(g.table.Rows)-1), 0)
	g.empty.SetLine(g.table.Empty)
	g.heads, g.cells, g.lines = nil, nil, nil
	for _, c := range g.table.Columns {
		t := canvas.NewText(c.Label, theme.Color(theme.Muted))
		t.TextSize = theme.Size(theme.Caption)
		g.heads = append(g.heads, t)
	}
	for _, r := range g.table.Rows {
		var cells []*page.Text
		for k, v := range r.Cells {
			style := page.Style{Size: theme.Body, Color: theme.Ink}
			c := g.table.Columns[k]
			text := g.shown(c, v)
			if v == "" {
				style.Color = theme.Muted
			}
			cells = append(cells, page.NewLine(text, style))
		}
		g.cells = append(g.cells, cells)
		g.lines = append(g.lines, canvas.NewRectangle(theme.Color(theme.Hairline)))
	}
	g.least = g.narrowest()
	if len(g.table.Rows) > 0 && g.e.s.Selected() != g.table.Rows[g.at].ID {
		g.e.s.Select(g.table.Rows[g.at].ID)
	}
	g.Refresh()
	g.object.Relayout()
}

// shown is how a value stands in a cell.
func (g *grid) shown(c sketch.Field, v string) string {
	switch c.Kind {
	case sketch.Choice:
		return brief(labelOf(c, v))
	case sketch.Keys:
		var words []string
		for _, k := range strings.Fields(v) {
			words = append(words, clipped(labelOf(c, k)))
		}
		return strings.Join(words, ", ")
	}
	const most = 160
	if r := []rune(v); len(r) > most {
		v = strings.TrimSpace(string(r[:most])) + " …"
	}
	return strings.Join(strings.Fields(v), " ")
}

// How narrow a column may be before the last ones are left to the form: as its longest word
// wants, within bounds. The last is for columns of sentences, of a weight of 1.
const (
	leastColumn  = 64
	mostColumn   = 150
	leastWeighed = 104
)

// narrowest returns how narrow the columns may be so that no word is broken, in sizes of
// the text.
func (g *grid) narrowest() []float32 {
	size := theme.Size(theme.Body)
	scale := max(1, size/15)
	list := make([]float32, len(g.table.Columns))
	for i, c := range g.table.Columns {
		least := weight(c) * leastWeighed * scale
		if weight(c) == 1 {
			least = fyne.MeasureText(c.Label, theme.Size(theme.Caption), fyne.TextStyle{}).Width
			for _, r := range g.table.Rows {
				for word := range strings.FieldsSeq(g.shown(c, r.Cells[i])) {
					least = max(least, fyne.MeasureText(word, size, fyne.TextStyle{}).Width)
				}
			}
			least = min(max(least+theme.Gap16, leastColumn*scale), mostColumn*scale)
		}
		list[i] = least / size
	}
	return list
}

// weight is how much of the room a column wants.
func weight(c sketch.Field) float32 {
	switch {
	case c.Kind == sketch.Text:
		return 2.4
	case c.Name == "label":
		return 1.6
	case c.Kind == sketch.Keys:
		return 1.2
	}
	return 1
}

// widths parts the room, and says which columns there is room for. What they do not need
// they share.
func (g *grid) widths(width float32) (shown []int, at, w []float32) {
	size := theme.Size(theme.Body)
	left, all := width, float32(0)
	for i, c := range g.table.Columns {
		if g.least[i]*size > left && i > 1 {
			break
		}
		left -= g.least[i] * size
		all += weight(c)
		shown = append(shown, i)
	}
	var x float32
	for _, i := range shown {
		each := g.least[i]*size + left*weight(g.table.Columns[i])/all
		at, w = append(at, x), append(w, each-theme.Gap16)
		x += each
	}
	return shown, at, w
}

// HeightFor follows from the words.
func (g *grid) HeightFor(width float32) float32 {
	if len(g.table.Rows) == 0 {
		return g.empty.HeightFor(width-2*theme.Gap8) + 2*theme.Gap16
	}
	tops := g.layoutRows(width)
	return tops[len(tops)-1]
}

// layoutRows returns where the rows begin, and where the last ends.
func (g *grid) layoutRows(width float32) []float32 {
	shown, _, w := g.widths(width)
	y := theme.Size(theme.Caption)*1.5 + theme.Gap8
	tops := []float32{y}
	for _, cells := range g.cells {
		h := theme.Size(theme.Body) * page.LineHeight
		for k, i := range shown {
			h = max(h, cells[i].HeightFor(w[k]))
		}
		y += h + 2*theme.Gap8
		tops = append(tops, y)
	}
	return tops
}

// MinSize implements [fyne.CanvasObject].
func (g *grid) MinSize() fyne.Size { return fyne.NewSize(160, g.HeightFor(max(g.Size().Width, 160))) }

// CreateRenderer implements [fyne.Widget].
func (g *grid) CreateRenderer() fyne.WidgetRenderer { return &gridRenderer{g} }

type gridRenderer struct{ g *grid }

func (r *gridRenderer) MinSize() fyne.Size { return r.g.MinSize() }
func (r *gridRenderer) Destroy()           {}

func (r *gridRenderer) Objects() []fyne.CanvasObject {
	g := r.g
	if len(g.table.Rows) == 0 {
		return []fyne.CanvasObject{g.empty}
	}
	list := []fyne.CanvasObject{g.row, g.cell}
	shown, _, _ := g.widths(g.Size().Width)
	for _, i := range shown {
		list = append(list, g.heads[i])
	}
	for k := range g.cells {
		list = append(list, g.lines[k])
		for _, i := range shown {
			list = append(list, g.cells[k][i])
		}
	}
	return list
}

func (r *gridRenderer) Layout(size fyne.Size) {
	g := r.g
	if len(g.table.Rows) == 0 {
		g.empty.Move(fyne.NewPos(theme.Gap8, theme.Gap16))
		g.empty.Resize(fyne.NewSize(size.Width-2*theme.Gap8, size.Height-2*theme.Gap16))
		return
	}
	shown, at, w := g.widths(size.Width)
	g.columns = shown
	g.col = max(min(g.col, len(shown)-1), 0)
	g.tops = g.layoutRows(size.Width)
	for k, i := range shown {
		g.heads[i].Text = fitted(g.table.Columns[i].Label, w[k], g.heads[i].TextSize)
		g.heads[i].Move(fyne.NewPos(at[k]+theme.Gap8, 0))
		g.heads[i].Resize(g.heads[i].MinSize())
	}
	for n, cells := range g.cells {
		g.lines[n].Move(fyne.NewPos(0, g.tops[n]))
		g.lines[n].Resize(fyne.NewSize(size.Width, theme.Stroke))
		for k, i := range shown {
			cells[i].Move(fyne.NewPos(at[k]+theme.Gap8, g.tops[n]+theme.Gap8))
			cells[i].Resize(fyne.NewSize(w[k], g.tops[n+1]-g.tops[n]-2*theme.Gap8))
		}
	}
	g.row.Move(fyne.NewPos(0, g.tops[g.at]))
	g.row.Resize(fyne.NewSize(size.Width, g.tops[g.at+1]-g.tops[g.at]))
	g.cell.Move(fyne.NewPos(at[g.col], g.tops[g.at]+theme.Gap4/2))
	g.cell.Resize(fyne.NewSize(w[g.col]+theme.Gap16, g.tops[g.at+1]-g.tops[g.at]-theme.Gap4))
	r.update()
}

func (r *gridRenderer) update() {
	g := r.g
	g.row.FillColor = theme.Color(theme.Wash)
	g.cell.FillColor, g.cell.CornerRadius = nil, theme.RadiusControl
	g.cell.StrokeColor, g.cell.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	g.cell.Hidden = !g.focused
	for _, h := range g.heads {
		h.Color, h.TextSize = theme.Color(theme.Muted), theme.Size(theme.Caption)
	}
	for _, l := range g.lines {
		l.FillColor = theme.Color(theme.Hairline)
	}
}

func (r *gridRenderer) Refresh() {
	for _, cells := range r.g.cells {
		for _, c := range cells {
			c.Refresh()
		}
	}
	r.Layout(r.g.Size())
	canvas.Refresh(r.g)
}

// fitted shortens a text to a width.
func fitted(text string, width, size float32) string {
	r := []rune(text)
	for len(r) > 1 && fyne.MeasureText(string(r), size, fyne.TextStyle{}).Width > width {
		r = append(r[:len(r)-2:len(r)-2], '…')
	}
	return string(r)
}

// Tapped chooses a row and a cell.
func (g *grid) Tapped(ev *fyne.PointEvent) {
	g.e.host.Canvas().Focus(g)
	if len(g.table.Rows) == 0 {
		return
	}
	_, at, _ := g.widths(g.Size().Width)
	for k, x := range at {
		if ev.Position.X >= x {
			g.col = k
		}
	}
	for i := range g.table.Rows {
		if i+1 < len(g.tops) && ev.Position.Y >= g.tops[i] && ev.Position.Y < g.tops[i+1] {
			again := g.at == i
			g.to(i)
			if again {
				return
			}
		}
	}
	g.Refresh()
}

// to moves the cursor to a row.
func (g *grid) to(i int) {
	g.at = i
	g.e.form.flush()
	if i < len(g.table.Rows) {
		g.e.s.Select(g.table.Rows[i].ID)
	}
	g.e.Redraw()
	if i+1 < len(g.tops) {
		g.object.Reveal(g.tops[i], g.tops[i+1]+theme.Gap8)
	}
}

// FocusGained shows the cursor.
func (g *grid) FocusGained() { g.focused = true; g.Refresh() }

// FocusLost hides it.
func (g *grid) FocusLost() { g.focused = false; g.Refresh() }

// TypedKey moves the cursor, or edits.
func (g *grid) TypedKey(ev *fyne.KeyEvent) {
	if !g.e.gridKey(ev.Name) {
		control.HandOn(g, ev)
	}
}

// TypedRune takes the characters that do something.
func (g *grid) TypedRune(r rune) {
	if !g.e.gridRune(r) {
		control.HandOnRune(g, r)
	}
}

// gridTools offers what can be done with the rows.
func (e *Editor) gridTools() {
	t, _ := e.s.Table(e.table)
	add := control.NewButton("+ Add", e.addRow)
	add.Key = "A"
	if len(t.Rows) == 0 {
		add.Weight = control.Primary
	}
	e.tools.Objects = append(e.tools.Objects, add)
	if len(t.Rows) > 1 {
		e.tool("Up", "[", func() { e.moveRow(-1) })
		e.tool("Down", "]", func() { e.moveRow(1) })
	}
	if len(t.Rows) > 0 {
		e.tool("Remove", "Del", e.Remove)
		e.tool("Edit", "F2", e.form.focus)
	}
}

func (e *Editor) addRow() {
	e.form.flush()
	row, err := e.s.AddRow(e.table)
	if err == nil {
		e.s.Select(row)
	}
	if e.try("add", err) {
		e.form.page.Top()
		e.form.focus()
	}
}

func (e *Editor) moveRow(by int) { e.try("order", e.s.MoveRow(e.table, e.s.Selected(), by)) }

// gridKey acts on a key on a table.
func (e *Editor) gridKey(name fyne.KeyName) bool {
	g := e.grid
	rows := len(g.table.Rows)
	switch name {
	case fyne.KeyUp:
		if g.at > 0 {
			g.to(g.at - 1)
		}
	case fyne.KeyDown:
		if g.at+1 < rows {
			g.to(g.at + 1)
		}
	case fyne.KeyLeft:
		g.col = max(g.col-1, 0)
		g.Refresh()
	case fyne.KeyRight:
		g.col = min(g.col+1, max(len(g.columns)-1, 0))
		g.Refresh()
	case fyne.KeyHome:
		g.to(0)
	case fyne.KeyEnd:
		g.to(max(rows-1, 0))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		e.editCell()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if rows > 0 {
			e.Remove()
		}
	case fyne.KeyEscape:
		e.open("")
	default:
		return g.object.Key(name)
	}
	return true
}

// gridRune acts on a character on a table.
func (e *Editor) gridRune(r rune) bool {
	switch r {
	case 'a', 'A':
		e.addRow()
	case '[':
		e.moveRow(-1)
	case ']':
		e.moveRow(1)
	case 'x', 'X':
		e.tell()
	default:
		return false
	}
	return true
}

// editCell asks for another value of the cell that the cursor is on, or goes to its field
// in the form.
func (e *Editor) editCell() {
	g := e.grid
	if len(g.table.Rows) == 0 {
		e.addRow()
		return
	}
	if g.col >= len(g.columns) {
		return
	}
	c := g.table.Columns[g.columns[g.col]]
	row := g.table.Rows[g.at]
	if c.Kind != sketch.Choice {
		e.form.focusOn(c.Name)
		return
	}
	picker{title: c.Label, chosen: row.Cells[g.columns[g.col]], picked: func(v string) {
		if e.try(c.Name, e.s.SetCell(g.table.Name, row.ID, c.Name, v)) {
			e.Focus()
		}
	}}.ask(e.host.Canvas(), c.Options)
}
