package dialogs

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Writing is some lines that the learner is asked for.
type Writing struct {
	Title string
	About string // what becomes of them
	Text  string // as it is now
	Hint  string // stands there while there is none
	Begin string // what is in the field to begin with, if it is not the text

	Keep func(text string)
	Left func(text string) // the panel was closed, and something else was written than there was
}

const writingLines = 5

// Write shows a panel with some lines to write in, which have the keyboard.
func Write(c fyne.Canvas, w Writing) {
	begin := w.Begin
	if begin == "" {
		begin = w.Text
	}
	area := control.NewArea(begin, w.Hint, writingLines)
	leave := func() {
		if area.Text != w.Text && area.Text != "" {
			w.Left(area.Text)
		}
	}
	Show(c, Panel{
		Title: w.Title, First: area,
		Content: page.Column(theme.Gap8, area,
			page.NewLine(w.About, page.Style{Size: theme.Caption, Color: theme.Muted})),
		Buttons: []Button{
			{Label: "Cancel", Do: leave},
			{Label: "Keep it", Primary: true, Do: func() { w.Keep(area.Text) }},
		},
		Escaped: leave,
	})
}
