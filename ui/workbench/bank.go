package workbench

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck/model"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// bank lists the parts.
type bank struct {
	bench *Bench
	page  *page.Page
	list  *fyne.Container
	parts []model.BankPart
	rows  []*row
	at    int // what the keyboard is on
}

func newBank(b *Bench) *bank {
	k := &bank{bench: b}
	k.list = page.Column(theme.Gap8)
	k.page = page.NewPage(page.Inset(theme.Gap4, theme.Gap4, k.list))
	k.load()
	return k
}

// load lists what there is to build with.
func (k *bank) load() {
	k.parts = k.bench.build.Bank()
	k.rows, k.list.Objects, k.at = nil, nil, 0
	for i := range k.parts {
		r := newRow(k, i)
		k.rows = append(k.rows, r)
		k.list.Objects = append(k.list.Objects, r)
	}
	k.page.Relayout()
}

// fill shows which parts are placed already.
func (k *bank) fill() {
	k.parts = k.bench.build.Bank()
	for i, r := range k.rows {
		if i < len(k.parts) {
			r.Refresh()
		}
	}
}

func (k *bank) current() (model.BankPart, bool) {
	if k.at < 0 || k.at >= len(k.parts) {
		return model.BankPart{}, false
	}
	return k.parts[k.at], true
}

// point moves the keyboard by so many parts.
func (k *bank) point(by int) {
	k.at = min(max(k.at+by, 0), len(k.parts)-1)
	k.fill()
	if k.at >= 0 && k.at < len(k.rows) {
		k.page.Seek(k.rows[k.at])
	}
}

// onward moves to the next part that is not placed yet.
func (k *bank) onward() {
	for i := range k.parts {
		if j := (k.at + i) % len(k.parts); !k.parts[j].Placed {
			k.point(j - k.at)
			return
		}
	}
}

// row is a part in the bank. It can be tapped, or dragged onto the canvas.
type row struct {
	control.Press
	bank *bank
	at   int
	text *page.Text
	drop fyne.Position // where the pointer is while it is dragged, on the window
	held bool
	size fyne.ThemeSizeName
}

var _ fyne.Draggable = (*row)(nil)

func newRow(k *bank, at int) *row {
	r := &row{bank: k, at: at}
	words, size := k.parts[at].Label, theme.Body
	if k.parts[at].Text != "" { // a story is read before it is placed
		words, size = k.parts[at].Text, theme.Caption
	}
	r.size = size
	r.text = page.NewLine(words, page.Style{Size: size, Color: theme.Ink})
	r.OnTap = func() {
		k.at = at
		k.bench.onBoard = false
		k.bench.take(k.parts[at])
	}
	r.Extend(r)
	return r
}

// Dragged carries the part with the pointer.
func (r *row) Dragged(ev *fyne.DragEvent) {
	r.drop, r.held = ev.AbsolutePosition, true
	r.Refresh()
}

// DragEnd puts the part where the pointer is.
func (r *row) DragEnd() {
	r.held = false
	r.Refresh()
	b := r.bank.bench
	where := r.drop.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(b.diagram))
	if where.X < 0 || where.Y < 0 || where.X > b.diagram.Size().Width || where.Y > b.diagram.Size().Height {
		return
	}
	r.bank.at = r.at
	b.drop(r.bank.parts[r.at].ID, b.diagram.Point(where))
}

// HeightFor follows from the words.
func (r *row) HeightFor(width float32) float32 {
	return r.text.HeightFor(width-2*theme.Gap16) + 2*theme.Gap8
}

// CreateRenderer implements [fyne.Widget].
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	o := &rowRenderer{row: r, box: canvas.NewRectangle(nil), state: canvas.NewText("✓", nil)}
	o.update()
	return o
}

type rowRenderer struct {
	row   *row
	box   *canvas.Rectangle
	state *canvas.Text
}

func (o *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{o.box, o.row.text, o.state}
}
func (o *rowRenderer) Destroy() {}
func (o *rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, o.row.HeightFor(max(o.row.Size().Width, bankWidth-2*theme.Gap4)))
}

func (o *rowRenderer) Layout(size fyne.Size) {
	o.box.Resize(size)
	o.row.text.Move(fyne.NewPos(theme.Gap16, theme.Gap8))
	o.row.text.Resize(fyne.NewSize(size.Width-2*theme.Gap16, size.Height-2*theme.Gap8))
	m := o.state.MinSize()
	o.state.Move(fyne.NewPos(size.Width-m.Width-theme.Gap4, (size.Height-m.Height)/2))
	o.state.Resize(m)
}

func (o *rowRenderer) Refresh() {
	o.update()
	o.row.text.Refresh()
	o.Layout(o.row.Size())
	canvas.Refresh(o.row)
}

func (o *rowRenderer) update() {
	k := o.row.bank
	part := k.parts[o.row.at]
	tone := theme.Ink
	o.state.Hidden = !part.Placed
	o.state.TextSize, o.state.Color = theme.Size(theme.Caption), theme.Color(theme.Muted)
	o.box.CornerRadius, o.box.StrokeWidth = theme.RadiusControl, theme.Stroke
	if part.Moderator {
		o.box.CornerRadius = theme.Gap16
	}
	o.box.FillColor, o.box.StrokeColor = theme.Color(theme.Surface), theme.Color(theme.Hairline)
	if part.Placed {
		tone, o.box.FillColor = theme.Muted, theme.Color(theme.Ground)
	}
	if o.row.Hovered() || o.row.held || k.bench.carried == part.ID {
		o.box.FillColor = theme.Color(theme.Wash)
	}
	if o.row.Focused() || k.at == o.row.at && !k.bench.onBoard {
		o.box.StrokeWidth, o.box.StrokeColor = theme.FocusStroke, theme.Color(theme.Accent)
	}
	o.row.text.SetStyle(page.Style{Size: o.row.size, Color: tone})
}

var _ fyne.Widget = (*row)(nil)
