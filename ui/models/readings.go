package models

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/model"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// newReadings shows the readings of a journey side by side, and how many alternatives are
// considered in each of their stages. The stages are gone through in both at once.
func newReadings(e *explore) tool {
	at := 0
	var stage fyne.CanvasObject
	views := e.x.Readings()
	longest := 0
	for _, v := range views {
		longest = max(longest, len(v.Sets))
	}
	to := func(i int) {
		at = min(max(i, 0), longest-1)
		stage = sideBySide(e, views, at)
		e.screen.host.Trace("reading stage %d", at+1)
		e.draw()
	}
	return tool{
		name: "Compare", key: "V",
		begin: func() { at, stage = 0, sideBySide(e, views, 0) },
		end:   func() {},
		press: func(name fyne.KeyName) bool {
			switch name {
			case fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
				to(at + 1)
			case fyne.KeyLeft, fyne.KeyUp, fyne.KeyBackspace:
				to(at - 1)
			default:
				return false
			}
			return true
		},
		panel: func() []fyne.CanvasObject {
			list := said("Two ways to see it", "→ and ← go through the stages in both.")
			for _, v := range views {
				list = append(list, page.NewLine(v.Reading.Label, strong(theme.Body)), page.NewLine(v.Reading.Meaning, body()))
				if at < len(v.Sets) {
					list = append(list, page.NewLine(e.title(v.Sets[at].Stage)+": "+v.Sets[at].Text, body()))
				}
				list = append(list, e.basis(v.Reading.Standing, v.Reading.Sources))
			}
			return append(list, page.NewLine(e.x.ReadingNote(), page.Style{Size: theme.Caption, Color: theme.Muted}))
		},
		stage: func() fyne.CanvasObject { return stage },
	}
}

// sideBySide draws the readings beside each other: for each stage a bar as wide as the
// set of alternatives that is considered in it, below them the flows that the reading has.
func sideBySide(e *explore, views []model.ReadingView, at int) fyne.CanvasObject {
	most := 1
	for _, v := range views {
		for _, s := range v.Sets {
			most = max(most, s.Size)
		}
	}
	var columns []fyne.CanvasObject
	for _, v := range views {
		column := page.Column(theme.Gap8, page.NewLine(v.Reading.Label, strong(theme.Lead)),
			page.NewLine("How many are considered, illustrative", page.Style{Size: theme.Caption, Color: theme.Muted}))
		for i, s := range v.Sets {
			column.Objects = append(column.Objects, newBar(e.title(s.Stage), s.Size, most, i == at))
		}
		for _, id := range v.Reading.Flows {
			if text := e.flow(id); text != "" {
				column.Objects = append(column.Objects, page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Muted}))
			}
		}
		columns = append(columns, page.Inset(theme.Gap24, theme.Gap24, column))
	}
	return page.NewPage(container.New(sides{}, columns...))
}

// flow tells a flow that does more than lead from one stage to the next.
func (e *explore) flow(id string) string {
	for _, f := range e.screen.m.Flows {
		if f.ID != id || f.Form == model.Sequence {
			continue
		}
		name := f.Label
		if name == "" {
			name = e.title(f.ID)
		}
		return fmt.Sprintf("↩ %s: from %s to %s", name, e.title(f.From), e.title(f.To))
	}
	return ""
}

// sides sets columns of one width beside each other, as high as the highest.
type sides struct{}

func (sides) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range objects {
		h = max(h, page.Height(o, width/float32(len(objects))))
	}
	return h
}

func (s sides) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, s.HeightFor(objects, objects[0].Size().Width*float32(len(objects))))
}

func (sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := size.Width / float32(len(objects))
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*w, 0))
		o.Resize(fyne.NewSize(w, page.Height(o, w)))
	}
}

// bar is a stage's set of alternatives, a box as wide as its share of the largest set, with
// their number in it.
type bar struct {
	widget.BaseWidget
	size, most int
	lit        bool
}

const barHeight = 30

// newBar is a stage: its name, and below it its bar.
func newBar(stage string, size, most int, lit bool) fyne.CanvasObject {
	b := &bar{size: size, most: most, lit: lit}
	b.ExtendBaseWidget(b)
	name := theme.Muted
	if lit {
		name = theme.Ink
	}
	return page.Column(theme.Gap4,
		page.NewLine(stage, page.Style{Size: theme.Caption, Color: name, Bold: lit, Centre: true}), b)
}

// CreateRenderer implements [fyne.Widget].
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	r := &barRenderer{bar: b, box: canvas.NewRectangle(nil), count: canvas.NewText(fmt.Sprint(b.size), nil)}
	r.update()
	return r
}

type barRenderer struct {
	bar   *bar
	box   *canvas.Rectangle
	count *canvas.Text
}

func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box, r.count} }
func (r *barRenderer) Destroy()                     {}

func (r *barRenderer) MinSize() fyne.Size {
	return fyne.NewSize(barHeight, barHeight*max(1, theme.Size(theme.Body)/15))
}

func (r *barRenderer) Layout(size fyne.Size) {
	w := max(size.Width*float32(r.bar.size)/float32(r.bar.most), size.Height)
	r.box.Move(fyne.NewPos((size.Width-w)/2, 0))
	r.box.Resize(fyne.NewSize(w, size.Height))
	m := r.count.MinSize()
	r.count.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
	r.count.Resize(m)
}

func (r *barRenderer) Refresh() {
	r.update()
	r.Layout(r.bar.Size())
	canvas.Refresh(r.bar)
}

func (r *barRenderer) update() {
	fill, ink := theme.Wash, theme.Ink
	if r.bar.lit {
		fill, ink = theme.Accent, theme.OnAccent
	}
	r.box.FillColor, r.box.CornerRadius = theme.Color(fill), theme.RadiusControl
	r.count.Color, r.count.TextSize = theme.Color(ink), theme.Size(theme.Body)
	theme.SetStyle(r.count, fyne.TextStyle{Bold: true})
}
