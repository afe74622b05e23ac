package library

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/exchange/table"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// grid is the first rows of a table, below what its columns are. Where there are many
// columns it scrolls sideways.
type grid struct {
	mapping *mapping
	inner   *fyne.Container
	scroll  *container.Scroll
}

const (
	firstRows   = 5
	leastColumn = 132 // of text of the usual size
	mostCell    = 200 // runes of a cell that are looked at
)

func newGrid(m *mapping) *grid {
	g := &grid{mapping: m, inner: &fyne.Container{}}
	g.scroll = container.NewHScroll(g.inner)
	return g
}

// fill shows the columns as they are now.
func (g *grid) fill() {
	sheet := g.mapping.arrival.Sheet
	rows := sheet.Rows[:min(len(sheet.Rows), firstRows)]
	g.inner.Layout = columns(len(sheet.Roles))
	g.inner.Objects = nil
	for i, role := range sheet.Roles {
		b := control.NewButton(table.Roles[g.at(i)].Name, func() { g.ask(i) })
		b.Key = "▾"
		if role != table.Ignore {
			b.Weight = control.Chosen
		}
		b.OnKey = func(ev *fyne.KeyEvent) { g.key(b, i, ev) }
		g.inner.Add(b)
	}
	g.cells(sheet.Names, true)
	for _, row := range rows {
		g.cells(row, false)
	}
	g.inner.Refresh()
	g.scroll.Refresh()
}

// cells adds a row of cells, unless all are empty.
func (g *grid) cells(row []string, bold bool) {
	if bold && !slices.ContainsFunc(row, func(name string) bool { return name != "" }) {
		return
	}
	for i, text := range row {
		text = strings.Join(strings.Fields(text), " ")
		if runes := []rune(text); len(runes) > mostCell {
			text = string(runes[:mostCell])
		}
		c := &cell{whole: text, bold: bold, quiet: g.mapping.arrival.Sheet.Roles[i] == table.Ignore}
		c.ExtendBaseWidget(c)
		g.inner.Add(c)
	}
}

// key makes a column the next thing that it can be, or the one before.
func (g *grid) key(b *control.Button, column int, ev *fyne.KeyEvent) {
	at := g.at(column)
	switch ev.Name {
	case fyne.KeyDown:
		at++
	case fyne.KeyUp:
		at--
	default:
		control.HandOn(b, ev)
		return
	}
	g.mapping.give(column, table.Roles[(at+len(table.Roles))%len(table.Roles)].Role)
}

// at is what a column is, as an index of table.Roles.
func (g *grid) at(column int) int {
	for i := range table.Roles {
		if table.Roles[i].Role == g.mapping.arrival.Sheet.Roles[column] {
			return i
		}
	}
	return 0
}

// ask asks what a column is.
func (g *grid) ask(column int) {
	var names []string
	for _, r := range table.Roles {
		names = append(names, r.Name)
	}
	g.mapping.screen.pickFrom("What is this column?", names, g.at(column), func(i int) { g.mapping.give(column, table.Roles[i].Role) })
}

// columns lays out rows of so many objects each, all columns as wide.
type columns int

func (c columns) rows(objects []fyne.CanvasObject, visit func(row []fyne.CanvasObject, y, height float32)) (height float32) {
	for n := int(c); n > 0 && len(objects) >= n; objects = objects[n:] {
		var h float32
		for _, o := range objects[:n] {
			h = max(h, o.MinSize().Height)
		}
		if visit != nil {
			visit(objects[:n], height, h)
		}
		height += h + theme.Gap8
	}
	return height
}

func (c columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := leastColumn * scale()
	for _, o := range objects[:min(int(c), len(objects))] {
		width = max(width, o.MinSize().Width)
	}
	return fyne.NewSize(float32(c)*(width+theme.Gap8)+theme.Gap8, c.rows(objects, nil)+theme.Gap8)
}

func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const ring = theme.Gap4 // around a button that has the keyboard
	width := (size.Width - ring) / max(float32(c), 1)
	c.rows(objects, func(row []fyne.CanvasObject, y, height float32) {
		for i, o := range row {
			o.Move(fyne.NewPos(ring+float32(i)*width, ring+y))
			o.Resize(fyne.NewSize(width-theme.Gap8, height))
		}
	})
}

// cell is the text of a cell in one line, as much of it as there is room for.
type cell struct {
	widget.BaseWidget
	whole       string
	bold, quiet bool
}

func (c *cell) CreateRenderer() fyne.WidgetRenderer {
	r := &cellRenderer{cell: c, text: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type cellRenderer struct {
	cell *cell
	text *canvas.Text
}

func (r *cellRenderer) Destroy()                     {}
func (r *cellRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.text} }

func (r *cellRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, theme.Size(theme.Body)*page.LineHeight)
}

func (r *cellRenderer) Layout(size fyne.Size) {
	r.text.Text = control.Shorten(r.cell.whole, max(size.Width-theme.Gap8, 0), r.text.TextSize, r.cell.bold)
	theme.SetStyle(r.text, fyne.TextStyle{Bold: r.cell.bold})
	r.text.Move(fyne.NewPos(theme.Gap8, 0))
	r.text.Resize(fyne.NewSize(size.Width, size.Height))
}

func (r *cellRenderer) Refresh() {
	tone := theme.Ink
	if r.cell.quiet {
		tone = theme.Muted
	}
	r.text.Color, r.text.TextSize = theme.Color(tone), theme.Size(theme.Body)
	r.Layout(r.cell.Size())
	canvas.Refresh(r.text)
}
