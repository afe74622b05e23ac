package models

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/study"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// read fills the panel: what the tool in hand says, and below it what there is to read
// about the chosen element.
func (e *explore) read() {
	var list []fyne.CanvasObject
	if p := e.tools[e.at].panel; p != nil {
		list = append(p(), page.Hairline())
	}
	if e.recall {
		list = append(list, page.NewLine("The numbers say how well you would remember today what is asked about a part. Parts without one were not met yet.",
			page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	// Below a tool the whole model is not told again.
	if _, chosen := e.x.Selected(); chosen || e.tools[e.at].panel == nil {
		list = append(list, e.about()...)
	}
	e.panel.Objects = list
	e.side.Relayout()
}

// about is what there is to read about the chosen element, or about the whole model.
func (e *explore) about() []fyne.CanvasObject {
	p := e.x.Panel()
	list := []fyne.CanvasObject{page.Column(theme.Gap4,
		page.NewLine(p.Kind, page.Style{Size: theme.Caption, Color: theme.Muted}),
		page.NewLine(p.Title, strong(theme.Title)))}
	if p.Meaning != "" {
		list = append(list, page.NewLine(p.Meaning, body()))
	}
	if len(p.Evidence) > 0 {
		evidence := page.Column(theme.Gap4)
		for _, text := range p.Evidence {
			evidence.Objects = append(evidence.Objects, page.NewLine(text, body()))
		}
		list = append(list, evidence)
	}
	if p.Standing != "" || len(p.Sources) > 0 {
		list = append(list, e.basis(p.Standing, p.Sources))
	}
	selected := ""
	if s, ok := e.x.Selected(); ok {
		selected = s.ID
	}
	s := e.screen
	about, err := s.desk.About(s.ctx, s.deck.ID, s.m.ID, selected)
	if err != nil {
		s.host.Problem(err)
	}
	if len(about) > 0 {
		list = append(list, page.Hairline(), page.NewLine(cardsAbout(len(about)), strong(theme.Body)))
		list = append(list, cardLines(about)...)
	} else if selected == "" {
		list = append(list, page.NewLine("Tap a part, or go to it with the arrows.", page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	return list
}

func cardsAbout(n int) string {
	if n == 1 {
		return "1 card asks about it"
	}
	return fmt.Sprintf("%d cards ask about it", n)
}

// cardLines lists cards by their questions, each with how the learner stands with it. The
// cards of one note follow one another and have one line.
func cardLines(list []study.CardAbout) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].Card.Note == list[0].Card.Note {
			n++
		}
		lines = append(lines, page.Column(0,
			page.NewLine(deck.PlainText(list[0].Card.Note.Front), body()),
			page.NewLine(known(list[:n]), page.Style{Size: theme.Caption, Color: theme.Muted})))
		list = list[n:]
	}
	return lines
}

// known says how the learner stands with the cards of one question.
func known(list []study.CardAbout) string {
	seen, recall := 0, 0.0
	for _, c := range list {
		if c.Seen {
			seen++
			recall += c.Recall
		}
	}
	switch {
	case seen == 0:
		return "not met yet"
	case len(list) == 1:
		return fmt.Sprintf("%.0f %% recall · %s", recall*100, lower(list[0].Text))
	}
	return fmt.Sprintf("%.0f %% recall · %d of %d cards met", recall/float64(seen)*100, seen, len(list))
}

func lower(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// basis says how well a claim is supported, as a word with a symbol, and by whom.
func (e *explore) basis(standing model.Standing, keys []string) fyne.CanvasObject {
	col := page.Column(0)
	if standing != "" {
		col.Objects = append(col.Objects, page.NewLine(symbol(standing)+" "+standing.Word(), page.Style{Size: theme.Caption, Color: tone(standing), Bold: true}))
	}
	var names []string
	for _, key := range keys {
		if s, ok := e.screen.deck.Source(key); ok {
			names = append(names, s.Short())
		}
	}
	if len(names) > 0 {
		col.Objects = append(col.Objects, page.NewLine(strings.Join(names, " · "), page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	return col
}

// symbol tells standings apart without colour.
func symbol(s model.Standing) string {
	switch s {
	case model.Finding:
		return "●"
	case model.Concept:
		return "◆"
	case model.Inference:
		return "○"
	}
	return "?"
}

func tone(s model.Standing) fyne.ThemeColorName {
	switch s {
	case model.Finding:
		return theme.Good
	case model.Concept:
		return theme.Easy
	case model.Inference:
		return theme.Hard
	}
	return theme.Muted
}
