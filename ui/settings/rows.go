package settings

import (
	"fmt"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// head begins a section.
func (s *Screen) head(title string) {
	s.add(page.Column(theme.Gap16, page.Hairline(), page.NewLine(title, page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})))
}

func (s *Screen) add(o fyne.CanvasObject) { s.body.Objects = append(s.body.Objects, o) }

// row is a choice: its name, a sentence about it, and what it is made with.
func (s *Screen) row(name, about string, o fyne.CanvasObject) { s.add(row(name, about, o)) }

func row(name, about string, o fyne.CanvasObject) fyne.CanvasObject {
	return page.Lead(leastText, page.Column(0, body(name), caption(about)), o)
}

func body(text string) *page.Text {
	return page.NewLine(text, page.Style{Size: theme.Body, Color: theme.Ink})
}

func caption(text string) *page.Text {
	return page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Muted})
}

// leastText is what the words about a choice have beside it.
const leastText = 180

func percent(v int) string     { return fmt.Sprintf("%d %%", v) }
func plainNumber(v int) string { return deck.Number(v) }
func hour(v int) string        { return fmt.Sprintf("%d:00", v) }
