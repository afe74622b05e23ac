package author

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/model"
	"touchpoint/ui/control"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/textedit"
	"touchpoint/ui/theme"
)

// mostCards is how many cards of one note are drawn: a text with more gaps is told of, and
// drawing them would take longer than a key press may.
const mostCards = 12

// preview is what students will see of a piece, and what is wrong with it.
type preview struct {
	body    *fyne.Container
	page    *page.Page
	reader  *reader
	stripes *page.Page
	stripe  *fyne.Container // what is wrong alone, for pieces without a preview
	below   *fyne.Container // the same with room round it
	strip   *fyne.Container // the same on a page
	fix     func(deck.Fault)
	goTo    func(deck.Pos)
	drawn   func(deck.Fault) (drawnFault, bool) // a fault of a model that is shown as a drawing
}

func newPreview() *preview {
	p := &preview{body: page.Column(theme.Gap16), stripe: page.Column(theme.Gap8)}
	p.page = page.NewPage(page.Inset(theme.Gap16, theme.Gap16, p.body))
	p.reader = newReader(p.page)
	p.below = page.Inset(theme.Gap16, theme.Gap8, p.stripe)
	p.stripes = page.NewPage(p.below)
	p.strip = page.Pile(0, 1, page.Hairline(), p.stripes)
	return p
}

// show draws a piece. Where there is a strip for it, what is wrong stands there too.
func (p *preview) show(e draft.Entry, v draft.Preview, pictures page.Pictures, strip bool) {
	var list []fyne.CanvasObject
	switch {
	case v.Note != nil:
		list = cardsOf(v, pictures)
	case v.Model != nil:
		list = modelOf(v.Model)
	default:
		list = append(list, caption(aboutPiece(e)))
	}
	faults := p.faults(v.Faults)
	if len(faults) > 0 {
		list = append(list, page.Hairline())
	}
	list = append(list, faults...)
	p.body.Objects = list
	if p.stripe.Objects = nil; strip {
		p.stripe.Objects = p.lines(v.Faults)
	}
	p.page.Relayout()
	p.stripes.Relayout()
}

func caption(text string) fyne.CanvasObject {
	return page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Muted})
}

// aboutPiece says what a piece is that asks nothing.
func aboutPiece(e draft.Entry) string {
	switch e.Kind {
	case draft.Section:
		return "A topic. The notes below it belong to it, until the next topic."
	case draft.File:
		return "The beginning of the file " + e.File + ". What stands here is not asked."
	case draft.Head:
		return "What is said of the deck as a whole."
	}
	return "Nothing to show yet."
}

// cardsOf draws the cards of a note.
func cardsOf(v draft.Preview, pictures page.Pictures) []fyne.CanvasObject {
	n := len(v.Cards)
	if n == 0 || v.Note.Front == "" && v.Note.Back == "" {
		return []fyne.CanvasObject{caption("No card yet. " + howTo(v.Note.Kind))}
	}
	head := "1 card"
	if n > 1 {
		head = strconv.Itoa(n) + " cards"
	}
	list := []fyne.CanvasObject{caption(head)}
	for i, c := range v.Cards[:min(n, mostCards)] {
		list = append(list, cardOf(c, i, n, pictures))
	}
	if n > mostCards {
		list = append(list, caption(fmt.Sprintf("and %d more", n-mostCards)))
	}
	return list
}

// cardOf draws a card: its question above a line, its answer below.
func cardOf(c deck.Card, i, of int, pictures page.Pictures) fyne.CanvasObject {
	question := page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}
	text := page.Style{Size: theme.Body, Color: theme.Ink}
	var list []fyne.CanvasObject
	if of > 1 {
		list = append(list, caption(fmt.Sprintf("Card %d of %d", i+1, of)))
	}
	front := c.Front()
	asked, answered := text, text
	if c.Note.Kind == deck.Cloze {
		question.Color, asked.Asked, answered.Lit = theme.Muted, c.Gap(), c.Gap()
	}
	if len(front) > 0 {
		list = append(list, page.NewText(front[:1], question, pictures))
	}
	if len(front) > 1 {
		list = append(list, page.NewText(front[1:], asked, pictures))
	}
	if offered := offered(c.Note); len(offered) > 0 {
		list = append(list, page.NewText(offered, text, pictures))
	}
	back := c.Back()
	if c.Note.Kind == deck.Cloze && len(back) > 0 {
		back = back[1:]
	}
	list = append(list, page.Hairline(), page.NewText(back, answered, pictures))
	if c.Note.Explanation != "" {
		list = append(list, page.NewText(deck.Blocks(c.Note.Explanation), page.Style{Size: theme.Body, Color: theme.Muted, Bar: true}, pictures))
	}
	if line := sourcesOf(c); line != "" {
		list = append(list, caption(line))
	}
	return page.Layers(page.NewGround(), page.Inset(theme.Gap16, theme.Gap16, page.Column(theme.Gap8, list...)))
}

// offered is what stands below a question to choose from.
func offered(n *deck.Note) []deck.Block {
	list := deck.Block{Kind: deck.List}
	switch n.Kind {
	case deck.Choice:
		for _, o := range n.Options {
			list.Items = append(list.Items, deck.Blocks(o.Text))
		}
	case deck.Order:
		for i := range n.Items { // not in the right order, and the same at every key
			list.Items = append(list.Items, deck.Blocks(n.Items[(i+1)%len(n.Items)]))
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []deck.Block{list}
}

// sourcesOf names the sources of a card.
func sourcesOf(c deck.Card) string {
	text := ""
	for _, key := range c.Note.Cites {
		name := key
		if c.Deck != nil {
			if s, ok := c.Deck.Source(key); ok {
				name = s.Short()
			}
		}
		if text != "" {
			text += " · "
		}
		text += name
	}
	if text == "" {
		return ""
	}
	return "Source: " + text
}

// modelOf draws a model as its text says it.
func modelOf(m *model.Model) []fyne.CanvasObject {
	drawing := model.Draw(m, model.DrawOptions{})
	d := diagram.New()
	d.Static = true
	d.Set(drawing, nil)
	return []fyne.CanvasObject{
		page.NewLine(m.Title, page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
		&fyne.Container{Layout: picture{drawing}, Objects: []fyne.CanvasObject{page.NewGround(), d}},
		caption(modelKindName(m.Kind) + ": " + m.Question),
	}
}

// picture gives a drawing the height that it needs.
type picture struct{ drawing *model.Drawing }

func (p picture) HeightFor(_ []fyne.CanvasObject, width float32) float32 {
	if p.drawing.Width <= 0 {
		return 160
	}
	return max(160, min(width*float32(p.drawing.Height/p.drawing.Width), 480))
}

func (p picture) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, p.HeightFor(nil, objects[0].Size().Width))
}

func (p picture) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// faults draws what is wrong: where, in a sentence, and a button that mends it.
func (p *preview) faults(faults []deck.Fault) []fyne.CanvasObject {
	return p.each(faults, func(f deck.Fault, where, fix fyne.CanvasObject) fyne.CanvasObject {
		return page.Column(0, page.Row(theme.Gap8, 1, where, room(0, 0), fix), page.Inset(theme.Gap4, 0, says(f)))
	})
}

// lines draws the same in a line each.
func (p *preview) lines(faults []deck.Fault) []fyne.CanvasObject {
	return p.each(faults, func(f deck.Fault, where, fix fyne.CanvasObject) fyne.CanvasObject {
		if w, ok := p.drawn(f); ok {
			part := control.NewPlain(signOf(f)+control.Shorten(w.part, 12*theme.Size(theme.Body), theme.Size(theme.Body), true), "", w.show)
			part.Tint = toneOfFault(f)
			return page.Row(theme.Gap8, 1, part, page.NewLine(w.says, page.Style{Size: theme.Body, Color: theme.Ink}), fix)
		}
		return page.Row(theme.Gap8, 1, where, says(f), fix)
	})
}

func signOf(f deck.Fault) string {
	if f.Severity == deck.Error {
		return "✗ "
	}
	return "! "
}

func says(f deck.Fault) fyne.CanvasObject {
	return page.NewLine(textedit.Says(f), page.Style{Size: theme.Body, Color: theme.Ink})
}

// each draws faults, each with a button that goes to it and one that mends it.
func (p *preview) each(faults []deck.Fault, draw func(f deck.Fault, where, fix fyne.CanvasObject) fyne.CanvasObject) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	key := fixKey // for the first that has a quick fix
	for i, f := range faults {
		if i == mostFaults {
			return append(list, caption(fmt.Sprintf("and %d more", len(faults)-i)))
		}
		word := signOf(f) + "Warning"
		if f.Severity == deck.Error {
			word = signOf(f) + "Error"
		}
		if f.Pos.Line > 0 {
			word += ", line " + strconv.Itoa(f.Pos.Line)
		}
		where := control.NewPlain(word, "", func() { p.goTo(f.Pos) })
		where.Tint = toneOfFault(f)
		fix := control.NewPlain("Fix it", key, func() { p.fix(f) })
		if fix.Hidden = len(f.Edits) == 0; !fix.Hidden {
			key = ""
		}
		list = append(list, draw(f, where, fix))
	}
	return list
}

const (
	mostFaults = 20
	fixKey     = "Ctrl+Enter"
)
