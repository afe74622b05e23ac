package review

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Remark lets the learner write a note of their own on the card. No change of the deck
// touches it.
func (v *Screen) Remark() {
	if !v.on {
		return
	}
	text := control.NewArea(v.turn.Remark, "What helps you to remember it", remarkLines)
	content := page.Column(theme.Gap16,
		page.NewLine("It is shown with the answer, and stays when the deck changes. Empty it to take it away.",
			page.Style{Size: theme.Body, Color: theme.Muted}),
		text)
	v.host.Trace("remark %s", v.turn.Card.ID)
	dialogs.Show(v.host.Canvas(), dialogs.Panel{
		Title: "Your own note", Content: content, First: text,
		Buttons: []dialogs.Button{
			{Label: "Keep it", Primary: true, Do: func() { v.remark(text.Text) }},
			{Label: "Cancel"},
		},
	})
}

// remarkLines is how many lines there is room for at first.
const remarkLines = 5

func (v *Screen) remark(text string) {
	if err := v.session.Remark(v.ctx, text); err != nil {
		v.failed(err)
		return
	}
	if turn, ok := v.session.Turn(); ok {
		v.turn.Remark, v.turn.State = turn.Remark, turn.State
	}
	v.host.Trace("remarked %s", v.turn.Card.ID)
	v.host.Toast("Your note is kept with the card.", "Undo", "Ctrl+Z", v.UndoKey)
	if v.shown {
		v.fillAnswer()
	}
}

// newRemark shows the learner's own note.
func newRemark(text string) fyne.CanvasObject {
	return page.Column(theme.Gap4,
		page.NewLine("Your note", page.Style{Size: theme.Caption, Color: theme.Muted, Bold: true}),
		page.NewText(deck.Blocks(text), page.Style{Size: theme.Body, Color: theme.Ink, Bar: true}, nil))
}
