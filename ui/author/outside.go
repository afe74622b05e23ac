package author

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// look looks whether another program changed the files, takes over what only they
// changed, and asks about what was changed here as well.
func (s *Screen) look() {
	if dialogs.Open(s.host.Canvas()) {
		return // a question is open; the next look comes soon
	}
	found, err := s.d.LookOutside()
	if err != nil {
		if s.unseen != err.Error() { // once is enough
			s.unseen = err.Error()
			s.host.Problem(err)
		}
		return
	}
	s.unseen = ""
	switch found.State {
	case draft.Unchanged:
		return
	case draft.Merged:
		s.host.Trace("merged")
		s.host.Toast(found.Sentence, "", "", nil)
	case draft.Conflicted:
		s.host.Trace("conflict")
	}
	s.media = nil
	s.rewritten(s.key)
	s.ask(found.Conflicts, nil)
}

// ask asks which of two texts is to stay, for one piece after the other, and then goes on.
func (s *Screen) ask(conflicts []draft.Conflict, then func()) {
	if len(conflicts) == 0 {
		if then != nil {
			then()
		}
		return
	}
	c := conflicts[0]
	decide := func(mine bool) func() {
		return func() {
			s.d.Resolve(c, mine)
			s.rewritten(c.Key)
			s.ask(conflicts[1:], then)
		}
	}
	muted := page.Style{Size: theme.Caption, Color: theme.Muted}
	title := c.Title
	if title == "" {
		title = c.File
	}
	dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Changed here and elsewhere",
		Content: page.Column(theme.Gap16,
			page.NewLine(fmt.Sprintf("“%s” was changed by another program while you changed it here. Which text is to stay? If you take the other, Undo brings yours back.", title),
				page.Style{Size: theme.Body, Color: theme.Ink}),
			page.Column(theme.Gap4, page.NewLine("Yours", muted), quoted(c.Mine)),
			page.Column(theme.Gap4, page.NewLine("The other", muted), quoted(c.Theirs))),
		Buttons: []dialogs.Button{
			{Label: "Keep mine", Primary: true, Do: decide(true)},
			{Label: "Take the other", Do: decide(false)},
		},
	})
}

// quoted shows a text as it stands, or its beginning.
func quoted(text string) fyne.CanvasObject {
	if text == "" {
		return page.NewLine("Removed.", page.Style{Size: theme.Body, Color: theme.Muted})
	}
	lines := strings.SplitAfter(text, "\n")
	if len(lines) > mostLines {
		lines = append(lines[:mostLines], "…")
	}
	return page.NewText([]deck.Block{{Kind: deck.Code, Spans: []deck.Span{{Text: strings.Join(lines, "")}}}}, page.Style{Size: theme.Body, Color: theme.Ink}, nil)
}

// mostLines is how much of a text is shown to choose by.
const mostLines = 20
