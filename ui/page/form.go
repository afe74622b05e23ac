package page

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/theme"
)

// Section begins a section of a page: its title below a line.
func Section(title string) fyne.CanvasObject {
	return Column(theme.Gap16, Hairline(), NewLine(title, Style{Size: theme.Title, Color: theme.Ink, Bold: true}))
}

// Entry is a choice on a page: its name, a sentence about it, and beside them what it is
// made with.
func Entry(name, about string, o fyne.CanvasObject) fyne.CanvasObject {
	const leastText = 180 // what the words have beside it
	return Lead(leastText, Column(0, Body(name), Caption(about)), o)
}

// Body is words of the usual size.
func Body(text string) *Text { return NewLine(text, Style{Size: theme.Body, Color: theme.Ink}) }

// Caption is small words about something.
func Caption(text string) *Text { return NewLine(text, Style{Size: theme.Caption, Color: theme.Muted}) }
