package modelling

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck/model/sketch"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A picker asks for one of some options: the arrows go through them, and where there are
// many a line to type in narrows them down.
type picker struct {
	title  string
	chosen string
	picked func(value string)
}

// manyOptions is from how many options on they can be narrowed down.
const manyOptions = 9

// ask shows the picker over a canvas.
func (p picker) ask(c fyne.Canvas, options []sketch.Option) {
	var shut func()
	var rows []*pickRow
	column := page.Column(theme.Gap4)
	take := func(value string) {
		shut()
		p.picked(value)
	}
	shown := func(query string) {
		rows, column.Objects = nil, nil
		for _, o := range options {
			if query != "" && !strings.Contains(strings.ToLower(o.Label+" "+o.Value), strings.ToLower(query)) {
				continue
			}
			r := newPickRow(o.Label, o.Value == p.chosen, func() { take(o.Value) })
			rows = append(rows, r)
			column.Objects = append(column.Objects, r)
		}
		for i, r := range rows {
			r.OnKey = func(ev *fyne.KeyEvent) {
				switch {
				case ev.Name == fyne.KeyDown && i+1 < len(rows):
					c.Focus(rows[i+1])
				case ev.Name == fyne.KeyUp && i > 0:
					c.Focus(rows[i-1])
				case ev.Name == fyne.KeyDown || ev.Name == fyne.KeyUp:
				default:
					control.HandOn(r, ev)
				}
			}
		}
		if len(rows) == 0 {
			column.Objects = []fyne.CanvasObject{page.NewLine("Nothing matches.", page.Style{Size: theme.Body, Color: theme.Muted})}
		}
	}
	shown("")
	content, first := column, fyne.Focusable(nil)
	if len(options) >= manyOptions {
		field := control.NewField("", "Type to narrow", func(text string) {
			shown(text)
			column.Refresh()
		})
		field.Enter = func() {
			if len(rows) > 0 {
				rows[0].Tapped(nil)
			}
		}
		field.OnKey = func(ev *fyne.KeyEvent) bool {
			if ev.Name == fyne.KeyDown && len(rows) > 0 {
				c.Focus(rows[0])
				return true
			}
			return false
		}
		content, first = page.Column(theme.Gap8, field, column), field
	} else if len(rows) > 0 {
		first = rows[0]
		for i, o := range options {
			if o.Value == p.chosen {
				first = rows[i]
			}
		}
	}
	shut = dialogs.Show(c, dialogs.Panel{Title: p.title, Content: content, Buttons: []dialogs.Button{{Label: "Cancel"}}, First: first})
}

// pickRow is an option to choose.
type pickRow struct {
	control.Press
	text   *page.Text
	chosen bool
}

func newPickRow(label string, chosen bool, take func()) *pickRow {
	r := &pickRow{text: page.NewLine(label, page.Style{Size: theme.Body, Color: theme.Ink, Bold: chosen}), chosen: chosen}
	r.OnTap = take
	r.Extend(r)
	return r
}

// HeightFor follows from the words.
func (r *pickRow) HeightFor(width float32) float32 {
	return r.text.HeightFor(width-2*theme.Gap8) + 2*theme.Gap8
}

// CreateRenderer implements [fyne.Widget].
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	o := &pickRenderer{row: r, box: canvas.NewRectangle(nil)}
	o.update()
	return o
}

type pickRenderer struct {
	row *pickRow
	box *canvas.Rectangle
}

func (o *pickRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{o.box, o.row.text} }
func (o *pickRenderer) Destroy()                     {}
func (o *pickRenderer) MinSize() fyne.Size {
	return fyne.NewSize(120, o.row.HeightFor(max(o.row.Size().Width, 120)))
}

func (o *pickRenderer) Layout(size fyne.Size) {
	o.box.Resize(size)
	o.row.text.Move(fyne.NewPos(theme.Gap8, theme.Gap8))
	o.row.text.Resize(fyne.NewSize(size.Width-2*theme.Gap8, size.Height-2*theme.Gap8))
}

func (o *pickRenderer) Refresh() {
	o.update()
	canvas.Refresh(o.row)
}

func (o *pickRenderer) update() {
	o.box.CornerRadius, o.box.StrokeWidth = theme.RadiusControl, 0
	o.box.FillColor, o.box.StrokeColor = nil, nil
	if o.row.chosen || o.row.Hovered() {
		o.box.FillColor = theme.Color(theme.Wash)
	}
	if o.row.Focused() {
		o.box.StrokeWidth, o.box.StrokeColor = theme.FocusStroke, theme.Color(theme.Accent)
	}
}
