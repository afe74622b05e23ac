package review

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// finish shows what the session came to, and when to come back.
func (v *Screen) finish() {
	s := v.session.Summary()
	title := "That was all for now"
	if s.Answered == 0 {
		title = "Nothing waits here now"
	}
	list := []fyne.CanvasObject{
		page.NewLine(title, page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
		page.NewLine(comeBack(s, v), page.Style{Size: theme.Lead, Color: theme.Ink}),
	}
	if s.Answered == 0 && v.session.Scope().Topic != "" {
		list = append(list, page.NewLine("The cards of this topic are not due yet, or they come after cards of other topics. "+
			"Study everything from Today, and they will follow.", page.Style{Size: theme.Body, Color: theme.Muted}))
	}
	if s.Answered > 0 {
		list = append(list, page.Hairline(), page.NewText(came(s), page.Style{Size: theme.Body, Color: theme.Ink}, nil))
	}
	v.body.Objects = list
	bar := page.Row(theme.Gap8, 0, page.NewLine("", page.Style{Size: theme.Body, Color: theme.Ink}))
	if v.session.CanUndo() {
		bar.Objects = append(bar.Objects, control.NewPlain("Undo the last answer", "Ctrl+Z", v.Undo))
	}
	done := control.NewPrimary("Back to Today", "Enter", v.host.Leave)
	bar.Objects = append(bar.Objects, done)
	v.setFoot(tall(askHeight, bar))
	v.page.Relayout()
	v.page.Top()
	v.host.Canvas().Unfocus()
	v.host.Trace("finished")
}

func comeBack(s study.Summary, v *Screen) string {
	if s.NextAt.IsZero() {
		return "No card is waiting to come back."
	}
	if !s.NextAt.After(v.host.Now()) {
		return "On Today, " + waits(s.NextCards) + "."
	}
	return fmt.Sprintf("%s %s.", comesBack(s.NextCards), study.When(s.NextAt, v.host.Now(), v.host.Calendar()))
}

func waits(n int) string {
	if n == 1 {
		return "1 card waits"
	}
	return fmt.Sprintf("%d cards wait", n)
}

func comesBack(n int) string {
	if n == 1 {
		return "The next card comes back"
	}
	return fmt.Sprintf("The next %d cards come back", n)
}

// came lists what the session came to.
func came(s study.Summary) []deck.Block {
	items := []string{fmt.Sprintf("%s in %s", count(s.Answered, "answer"), study.Span(s.Took))}
	if s.New > 0 {
		items = append(items, count(s.New, "new card"))
	}
	if s.Reviewed > 0 {
		items = append(items, fmt.Sprintf("%d of %s remembered", s.Remembered, count(s.Reviewed, "card")))
	}
	var grades []string
	for _, g := range []struct {
		n    int
		word string
	}{{s.Again, "Again"}, {s.Hard, "Hard"}, {s.Good, "Good"}, {s.Easy, "Easy"}} {
		if g.n > 0 {
			grades = append(grades, fmt.Sprintf("%s %d", g.word, g.n))
		}
	}
	items = append(items, strings.Join(grades, " · "))
	list := deck.Block{Kind: deck.List}
	for _, item := range items {
		list.Items = append(list.Items, deck.Plain(item))
	}
	return []deck.Block{list}
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
