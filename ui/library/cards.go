package library

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// cards are the cards of a deck, or of all, that a search found.
type cards struct {
	screen *Screen
	field  *control.Field
	status *page.Text // how many were found
	more   *page.Text // what of the query was not understood, or what to do
	list   *control.List
	chosen *page.Text // how many are chosen
	bar    *fyne.Container
	lines  *fewLines // of the bar
	root   *fyne.Container

	deck  deck.ID // "" for all
	ready bool    // something was looked for
	found []deck.CardID
	alike []int // while cards that are alike are shown: by row, the number of its group
}

// mostQuery is how much can be typed.
const mostQuery = 1000

func newCards(s *Screen) *cards {
	c := &cards{screen: s}
	c.field = control.NewField("", "Words, tag:exam, is:due …", func(string) { c.typed() })
	c.field.Most = mostQuery
	c.status = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	c.more = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	c.more.Hide()
	c.chosen = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	c.list = control.NewList(c.line)
	c.list.Many, c.list.Tall = true, true
	c.list.OnChoose = func(int) { c.tellChosen() }
	c.list.OnMove = func(int) { c.tellChosen() }
	c.list.OnEnter = func(int) { s.look() }
	c.list.OnRune = s.cardRune
	c.list.OnKey = s.cardKey

	help := control.NewPlain("How to search", "", s.showLanguage)
	twice := control.NewPlain("Asked twice?", "D", s.findDuplicates)
	top := page.Inset(theme.Gap24, 0, page.Column(theme.Gap4,
		c.field,
		page.Lead(leastStatus, c.status, page.Row(theme.Gap8, -1, twice, help)),
		c.more))
	c.lines = &fewLines{most: mostLines}
	c.bar = newFewLines(c.lines, control.NewPlain("More …", "", s.askMore), s.cardButtons()...)
	foot := page.Inset(theme.Gap24, theme.Gap8, page.Column(theme.Gap4, c.chosen, c.bar))
	c.root = page.Pile(0, 1, top, page.Inset(theme.Gap16, theme.Gap4, c.list), foot)
	c.root.Layout = &tight{c.root.Layout, c.tighten}
	return c
}

// leastStatus is what the number of cards has beside the buttons.
const leastStatus = 90

// tighten leaves the list more room: first without the line above the buttons, then with
// one line of buttons.
func (c *cards) tighten(level int) {
	c.chosen.Hidden = level > 0
	c.lines.most = mostLines
	if level > 1 {
		c.lines.most = 1
	}
}

// scope shows the cards of a deck; all for "".
func (c *cards) scope(id deck.ID) {
	if c.deck != id || !c.ready {
		c.deck = id
		c.list.Point(0)
		c.list.Fill(0)
	}
	c.find()
}

// typed looks for what is typed, and shows what was found from the first card on.
func (c *cards) typed() {
	if c.screen.reading {
		return // and what is typed is looked for afterwards
	}
	c.find()
	c.list.Point(0)
	c.tellChosen()
}

// find looks for what is typed. What was chosen stays so, as far as it is found again.
func (c *cards) find() {
	if c.screen.reading {
		return // it would wait here for what is being read
	}
	r, err := c.screen.host.Desk().Search(c.screen.ctx, c.field.Text)
	if err != nil {
		c.screen.host.Problem(err)
		return
	}
	found := r.Cards
	if c.deck != "" {
		prefix := string(c.deck) + "/"
		found = slices.DeleteFunc(slices.Clone(found), func(id deck.CardID) bool { return !strings.HasPrefix(string(id), prefix) })
	}
	c.alike = nil
	c.fill(found)
	c.tell(r)
	c.screen.host.Trace("found %d", len(found))
}

// fill shows cards.
func (c *cards) fill(found []deck.CardID) {
	on, kept := c.here(), c.kept()
	c.found, c.ready = found, true
	c.list.Fill(len(found))
	if on == "" && len(kept) == 0 {
		c.tellChosen()
		return
	}
	for i, id := range found {
		if kept[id] {
			c.list.Choose(i, true)
		}
		if id == on {
			c.list.Point(i)
		}
	}
	c.tellChosen()
	c.list.Refresh()
}

// here is the card that the cursor is on, "" without.
func (c *cards) here() deck.CardID {
	if i := c.list.Cursor(); i >= 0 && i < len(c.found) {
		return c.found[i]
	}
	return ""
}

// kept are the cards that are chosen.
func (c *cards) kept() map[deck.CardID]bool {
	if c.list.Several() == 0 {
		return nil
	}
	kept := make(map[deck.CardID]bool)
	for _, i := range c.list.Chosen() {
		kept[c.found[i]] = true
	}
	return kept
}

// ids are the cards that something is to be done to.
func (c *cards) ids() []deck.CardID {
	rows := c.list.Chosen()
	ids := make([]deck.CardID, len(rows))
	for k, i := range rows {
		ids[k] = c.found[i]
	}
	return ids
}

// tell says how many cards were found, and what of the query was not understood.
func (c *cards) tell(r study.Result) {
	text := cardsOf(len(c.found))
	switch searched := strings.TrimSpace(c.field.Text) != ""; {
	case len(c.found) == 0 && searched && c.deck != "" && r.Total > 0:
		text = "No card of this deck, but " + cardsOf(r.Total) + " of others."
	case len(c.found) == 0 && searched:
		text = "No card has this."
	}
	c.list.Empty = ""
	if len(c.found) == 0 {
		c.list.Empty = "Esc clears the search."
		if strings.TrimSpace(c.field.Text) == "" {
			c.list.Empty = "This deck has no cards yet."
		}
	}
	c.say(text, r.Problem, theme.Hard)
}

// say writes a line above the list, and below it one more in a tone, "" for none.
func (c *cards) say(text, more string, tone fyne.ThemeColorName) {
	c.status.SetLine(text)
	c.more.Set(deck.Plain(more), page.Style{Size: theme.Caption, Color: tone})
	c.more.Hidden = more == ""
	c.root.Refresh()
}

// tellChosen says what the buttons below the list are about.
func (c *cards) tellChosen() {
	text := "For the marked card. Space chooses more, Ctrl+A all."
	switch n := c.list.Several(); {
	case len(c.found) == 0:
		text = ""
	case n > 0:
		text = fmt.Sprintf("For the %s that you chose. Esc lets go of them.", cardsOf(n))
		if n == 1 {
			text = "For the card that you chose. Esc lets go of it."
		}
	}
	c.chosen.SetLine(text)
	if hide := len(c.found) == 0; hide == c.bar.Visible() {
		c.bar.Hidden = hide
		c.root.Refresh()
	}
}

// line is what a row of the list says.
func (c *cards) line(i int) control.Line {
	r := c.screen.host.Desk().Row(c.found[i])
	l := control.Line{Text: r.Front, Note: r.Due, Quiet: r.Suspended}
	if r.Part != "" {
		l.Text += " · " + r.Part
	}
	if r.Due == "now" {
		l.Tone = theme.Accent
	}
	var below []string
	if c.alike != nil {
		below = append(below, fmt.Sprintf("group %d", c.alike[i]))
	}
	if c.deck == "" || c.alike != nil {
		below = append(below, r.DeckTitle)
	}
	if r.Topic != r.DeckTitle {
		below = append(below, r.Topic)
	}
	if r.Flag > 0 {
		below = append(below, fmt.Sprintf("flag %d", r.Flag))
	}
	if r.Leech {
		below = append(below, "often forgotten")
	}
	for _, tag := range r.Tags {
		below = append(below, "#"+tag)
	}
	if r.Remark != "" {
		below = append(below, "your note: "+strings.Join(strings.Fields(r.Remark), " "))
	}
	l.Below = strings.Join(below, " · ")
	return l
}

// escape goes back by one step: from the list to the field, from there to the decks.
func (c *cards) escape(focus fyne.Focusable) {
	canvas := c.screen.host.Canvas()
	switch {
	case focus != fyne.Focusable(c.field):
		canvas.Focus(c.field)
	case c.field.Text != "" || c.alike != nil:
		c.field.Put("")
		c.find()
	default:
		canvas.Focus(c.screen.shelf.list)
	}
}
