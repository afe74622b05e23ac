package plan

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

func (s *Screen) add(o fyne.CanvasObject) { s.body.Objects = append(s.body.Objects, o) }

// head begins a section.
func (s *Screen) head(title string) {
	s.add(page.Column(theme.Gap16, page.Hairline(), page.NewLine(title, page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})))
}

// row is something to say: its name, a sentence about it, and what it is said with.
func row(name, about string, o fyne.CanvasObject) fyne.CanvasObject {
	return page.Lead(leastText, page.Column(0, body(name), caption(about)), o)
}

func body(text string) *page.Text {
	return page.NewLine(text, page.Style{Size: theme.Body, Color: theme.Ink})
}

func caption(text string) *page.Text {
	return page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Muted})
}

// leastText is what the words about something have beside it.
const leastText = 180

func countWords(n int) string {
	if n == 1 {
		return "1 card"
	}
	return deck.Number(n) + " cards"
}
