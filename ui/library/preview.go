package library

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/exchange/port"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/paperview"
	"touchpoint/ui/theme"
)

// preview is the page on which it is seen what will be printed.
type preview struct {
	screen *Screen
	view   *paperview.View
	title  *page.Text
	of     string // what is printed
	first  *control.Button
	root   *fyne.Container
}

// look lays the handout out and shows its pages.
func (x *exporting) look() {
	s := x.screen
	order := x.order
	s.busy("Laying out the pages", func(ctx context.Context, _ port.Tell) func() {
		pages, err := s.trade.Pages(ctx, order.Deck, order.Handout)
		return func() {
			if err != nil {
				s.failed(err, "Stopped.")
				return
			}
			s.host.Trace("pages %d", len(pages))
			s.open(newPreview(x, pages))
		}
	})
}

func newPreview(x *exporting, pages []paper.Page) *preview {
	s := x.screen
	v := &preview{screen: s, view: paperview.New(pages, s.host.Away), of: x.holding.Title}
	v.title = page.NewLine("", page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})
	v.view.OnTurn = v.turned
	v.turned(v.view.At())
	v.first = control.NewPrimary("Print to PDF", "", func() { x.export(false) })
	back := control.NewButton("Back", s.back)
	back.Key = "Esc"
	earlier := control.NewButton("Page before", func() { v.view.Turn(-1) })
	later := control.NewButton("Next page", func() { v.view.Turn(1) })
	v.root = page.Pile(0, 1,
		page.Inset(theme.Gap24, theme.Gap8, v.title),
		v.view,
		page.Inset(theme.Gap24, theme.Gap8, page.Flow(theme.Gap8, v.first, earlier, later, back)))
	return v
}

func (v *preview) object() fyne.CanvasObject { return v.root }
func (v *preview) begin()                    { v.screen.host.Canvas().Focus(v.first) }
func (v *preview) key(name fyne.KeyName)     { v.view.Key(name) }
func (v *preview) rune(rune)                 {}

func (v *preview) turned(at, of int) {
	v.title.SetLine(fmt.Sprintf("“%s” on paper · %d / %d", v.of, at, of))
}
