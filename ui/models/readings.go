package models

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck/model"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// newReadings shows the readings of a journey side by side: the drawing as each sees it,
// and how many alternatives are considered in each stage. The stages are gone through in
// both at once.
func newReadings(e *explore) tool {
	at := 0
	var stage *fyne.Container
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

// sideBySide draws the readings beside each other, with one of their stages lit.
func sideBySide(e *explore, views []model.ReadingView, at int) *fyne.Container {
	var columns []fyne.CanvasObject
	for _, v := range views {
		d := diagram.New()
		d.Static = true
		d.Set(e.x.Drawing(), v.Overlay)
		rows := page.Column(theme.Gap8)
		for i, s := range v.Sets {
			rows.Objects = append(rows.Objects, setRow(e.title(s.Stage), s.Size, i == at))
		}
		title := page.NewLine(v.Reading.Label, strong(theme.Lead))
		columns = append(columns, container.NewBorder(page.Inset(theme.Gap16, theme.Gap8, title), page.Inset(theme.Gap16, theme.Gap16, rows), nil, nil, d))
	}
	return container.NewGridWithColumns(max(len(columns), 1), columns...)
}

// setRow is a stage with as many marks as alternatives are considered in it.
func setRow(stage string, size int, lit bool) fyne.CanvasObject {
	tone, ink := theme.Hairline, theme.Muted
	if lit {
		tone, ink = theme.Accent, theme.Ink
	}
	marks := page.Row(theme.Gap4, -1)
	for range size {
		dot := canvas.NewRectangle(theme.Color(tone))
		dot.CornerRadius = theme.Gap4
		dot.SetMinSize(fyne.NewSize(theme.Gap8, theme.Gap8))
		marks.Objects = append(marks.Objects, dot)
	}
	return page.Column(theme.Gap4,
		page.NewLine(fmt.Sprintf("%s · %d considered", stage, size), page.Style{Size: theme.Caption, Color: ink, Bold: lit}), marks)
}
