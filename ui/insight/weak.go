package insight

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/deck/study/insight"
	"touchpoint/ui/chart"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

const (
	mostWeak    = 5  // topics that are listed
	mostLeeches = 5  // likewise cards
	extra       = 10 // new cards that are studied where none is due
	leastText   = 160
)

// fillWeak lists the topics that are remembered least.
func (p *sections) fillWeak(v *insight.View) {
	s := p.screen
	p.weak.Objects = []fyne.CanvasObject{subhead("Topics, the least remembered first")}
	if len(v.Weakest) == 0 {
		p.weak.Objects = append(p.weak.Objects, muted("Once you have met some cards, you see here which topics sit least well."))
		return
	}
	for _, t := range v.Weakest[:min(len(v.Weakest), mostWeak)] {
		meter := control.NewMeter(6)
		meter.Set(t.Recall)
		text := fmt.Sprintf("%s today · %s of %s met", chart.Share.Text(t.Recall), deck.Number(t.Seen), deck.CardCount(t.Cards))
		if t.Due > 0 {
			text += " · " + deck.Number(t.Due) + " due"
		}
		if v.Scope.Deck == "" && len(s.book.Decks()) > 1 {
			text += " · " + t.DeckTitle
		}
		about := page.Column(theme.Gap4,
			page.NewLine(t.Title, page.Style{Size: theme.Body, Color: theme.Ink}), meter, muted(text))
		p.weak.Objects = append(p.weak.Objects, row(page.Lead(leastText, about,
			p.button(labelOf(t), func() { s.open(t) }))))
	}
}

// openWeakest opens the topic that is remembered least.
func (p *sections) openWeakest() {
	if v := &p.screen.view; len(v.Weakest) > 0 {
		p.screen.open(v.Weakest[0])
	}
}

// labelOf says what open does with a topic.
func labelOf(t insight.Topic) string {
	if resting(t) {
		return "Look at these"
	}
	return "Study these"
}

// resting reports whether a topic has nothing to study now: nothing is due, and nothing new.
func resting(t insight.Topic) bool { return t.Due == 0 && t.Seen == t.Cards }

// open studies a topic, or shows its cards when none can be studied.
func (s *Screen) open(t insight.Topic) {
	if resting(t) {
		s.host.OpenCards("deck:" + literal(string(t.Deck)) + " topic:" + literal(t.Title))
		return
	}
	s.host.Study(scopeOf(t))
}

// literal is a text as a search finds it.
func literal(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		if strings.ContainsRune("\\*_:\"“”„", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// scopeOf is the session of a topic: what is due, or else a few new cards.
func scopeOf(t insight.Topic) study.Scope {
	scope := study.Scope{Deck: t.Deck, Topic: t.Title}
	if t.Due == 0 {
		scope.Extra = extra
	}
	return scope
}

// fillLeeches lists the cards that are forgotten again and again.
func (p *sections) fillLeeches(v *insight.View) {
	s := p.screen
	p.leeches.Objects = []fyne.CanvasObject{subhead("Cards that slip away again and again")}
	if len(v.Leeches) == 0 {
		p.leeches.Objects = append(p.leeches.Objects, muted("None now. A card that you forget many times shows up here: often it helps to write it anew, or to split it."))
		return
	}
	for _, l := range v.Leeches[:min(len(v.Leeches), mostLeeches)] {
		text := fmt.Sprintf("Forgotten %s times · %s today", deck.Number(l.Lapses), chart.Share.Text(l.Recall))
		if l.Topic != "" {
			text += " · " + l.Topic
		}
		p.leeches.Objects = append(p.leeches.Objects, row(page.Column(theme.Gap4,
			page.NewLine(l.Title, page.Style{Size: theme.Body, Color: theme.Ink}), muted(text),
			page.Flow(theme.Gap8,
				p.button("Look at it", func() { s.host.OpenCards("id:" + string(l.ID)) }),
				p.button("Edit", func() { s.host.Edit(l.Deck, partOf(l)) }),
				p.button("Put away", func() { s.putAway(l.ID) })))))
	}
	if more := len(v.Leeches) - mostLeeches; more > 0 {
		p.leeches.Objects = append(p.leeches.Objects, page.Row(theme.Gap16, -1,
			control.NewPlain("All "+deck.CardCount(len(v.Leeches)), "", func() { s.host.OpenCards("is:leech") })))
	}
}

// partOf is the note, or the model, that a card is of.
func partOf(l insight.Leech) string {
	part, _, _ := strings.Cut(strings.TrimPrefix(string(l.ID), string(l.Deck)+"/"), "#")
	return part
}

// putAway takes a card out of study.
func (s *Screen) putAway(id deck.CardID) {
	act, err := s.sources.Desk.Do(s.ctx, []deck.CardID{id}, study.Bulk{Kind: progress.Suspend})
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.away++
	s.host.Toast(act.Title+". Settings lists what was put away.", "Undo", "", s.Undo)
	s.read()
}

// Undo takes the last card back that was put away on this visit.
func (s *Screen) Undo() {
	if s.away == 0 {
		s.host.Toast("There is nothing to take back here.", "", "", nil)
		return
	}
	s.away--
	if _, err := s.sources.Desk.Undo(s.ctx); err != nil {
		s.host.Problem(err)
	}
	s.read()
}

func row(o fyne.CanvasObject) fyne.CanvasObject {
	return page.Column(0, page.Inset(0, theme.Gap8, o), page.Hairline())
}

func subhead(text string) fyne.CanvasObject {
	return page.Inset(0, theme.Gap4, page.NewLine(text, page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}))
}

func muted(text string) fyne.CanvasObject {
	return page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Muted})
}

func blocks(b deck.Block) []deck.Block { return []deck.Block{b} }

// paragraphs are texts one below another.
func paragraphs(texts []string) []deck.Block {
	var list []deck.Block
	for _, text := range texts {
		list = append(list, deck.Plain(text)...)
	}
	return list
}
