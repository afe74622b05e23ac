package review

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
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
	v.host.Trace("remark %s", v.turn.Card.ID)
	card, begin := v.turn.Card.ID, ""
	if v.unkept.card == card {
		begin = v.unkept.text
	}
	dialogs.Write(v.host.Canvas(), dialogs.Writing{
		Title: "Your own note", About: "It is shown with the answer, and stays when the deck changes. An empty note takes it away.",
		Text: v.turn.Remark, Begin: begin, Hint: "What helps you to remember it", Keep: v.remark,
		Left: func(text string) {
			v.unkept.card, v.unkept.text = card, text
			v.host.Toast("What you wrote was not kept.", "Go on with it", "N", v.Remark)
		},
	})
}

// unkept is what was written about a card when the panel was left.
type unkept struct {
	card deck.CardID
	text string
}

func (v *Screen) remark(text string) {
	if err := v.session.Remark(v.ctx, text); err != nil {
		v.failed(err)
		return
	}
	if turn, ok := v.session.Turn(); ok {
		v.turn.Remark, v.turn.State = turn.Remark, turn.State
	}
	v.unkept = unkept{}
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
