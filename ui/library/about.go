package library

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	decks "touchpoint/deck/library"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// about is the page of a deck.
type about struct {
	screen *Screen
	body   *fyne.Container
	page   *page.Page
	entry  entry
	first  fyne.Focusable // what Enter on the deck's row leads to; nil for none
}

func newAbout(s *Screen) *about {
	a := &about{screen: s, body: page.Column(theme.Gap16)}
	a.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap8, leftward(a.body)))
	return a
}

func (a *about) add(o ...fyne.CanvasObject) { a.body.Objects = append(a.body.Objects, o...) }

func (a *about) say(text string, size fyne.ThemeSizeName, tone fyne.ThemeColorName) {
	a.add(page.NewLine(text, page.Style{Size: size, Color: tone}))
}

// fill shows an entry of the list of decks.
func (a *about) fill(e entry) {
	same := e.kind == a.entry.kind && e.holding.ID == a.entry.holding.ID
	a.entry, a.first, a.body.Objects = e, nil, nil
	switch e.kind {
	case noDecks:
		a.empty()
	case archiveFold:
		a.archive()
	case oneDeck:
		a.deck(e.holding)
	}
	a.lastStep()
	a.page.Relayout()
	if !same {
		a.page.Top()
	}
}

// empty says what will be here, and how to fill it.
func (a *about) empty() {
	a.say("The decks that you study will be here. Add one from a file, also one of Anki or a table, or begin your own.", theme.Body, theme.Ink)
	install := control.NewPrimary("Add a deck", "I", a.screen.Import)
	a.first = install
	a.add(page.Flow(theme.Gap8, install, control.NewButton("New deck", a.screen.askNew)))
}

// archive says what becomes of decks that are put away.
func (a *about) archive() {
	a.say("An archived deck is not studied, but what you know of its cards is kept. Bring it back whenever you like.", theme.Body, theme.Ink)
	if n, err := a.screen.host.Desk().Archived(a.screen.ctx); err == nil && n > 0 {
		a.say(fmt.Sprintf("%s that you studied %s in no deck now. Their history is kept, and theirs again when they come back.",
			cardsOf(n), isAre(n)), theme.Body, theme.Muted)
	}
	fold := control.NewButton("Show them", a.screen.shelf.fold)
	if !a.screen.shelf.folded {
		fold.Label = "Fold them away"
	}
	a.first = fold
	a.add(page.Flow(theme.Gap8, fold))
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

func (a *about) deck(d decks.Holding) {
	a.say(facts(d), theme.Caption, theme.Muted)
	switch {
	case d.Problem != "":
		a.say(d.Problem, theme.Body, theme.Again)
		if d.Path != "" {
			a.say("It is at "+d.Path, theme.Caption, theme.Muted)
		}
		return
	case d.Archived:
		a.say("This deck is archived: it is not studied, and what you know of its cards is kept.", theme.Body, theme.Ink)
		back := control.NewPrimary("Bring it back", "A", func() { a.screen.restore(d) })
		a.first = back
		a.add(page.Flow(theme.Gap8, back))
		return
	}
	a.say(contents(d)+" "+a.waiting(d), theme.Body, theme.Ink)
	if d.Errors > 0 {
		a.say(fmt.Sprintf("%s in its text; what %s left out. Edit shows where.",
			plural(d.Errors, "fault", "faults"), concerns(d.Errors)), theme.Body, theme.Hard)
	}
	if d.Newer != "" {
		a.say(fmt.Sprintf("The program brings version %s of this deck. You go on with your own copy until you update it.", d.Newer), theme.Body, theme.Ink)
	}
	a.add(a.actions(d))
	a.limits(d)
}

func concerns(n int) string {
	if n == 1 {
		return "it concerns is"
	}
	return "they concern is"
}

// facts say which version of a deck it is, by whom, and where it came from.
func facts(d decks.Holding) string {
	var parts []string
	if d.Version != "" {
		parts = append(parts, "Version "+d.Version)
	}
	if len(d.Authors) > 0 {
		parts = append(parts, "by "+strings.Join(d.Authors, ", "))
	}
	switch {
	case d.Origin == decks.OriginEmbedded:
		parts = append(parts, "part of the program")
	case d.Origin == decks.OriginCopied:
		parts = append(parts, "your own copy of a deck of the program")
	case d.Origin == decks.OriginWritten:
		parts = append(parts, "written here")
	case !d.Installed.IsZero():
		parts = append(parts, "installed on "+d.Installed.Format("2 January 2006"))
	default:
		parts = append(parts, "installed")
	}
	if d.Changed && d.Origin == decks.OriginInstalled {
		parts = append(parts, "changed by you since")
	}
	return strings.Join(parts, " · ")
}

// contents says how much is in a deck.
func contents(d decks.Holding) string {
	text := cardsOf(d.Cards) + " from " + plural(d.Notes, "note", "notes")
	if d.Models > 0 {
		text += " and " + plural(d.Models, "model", "models")
	}
	return text + "."
}

// waiting says how many cards of a deck wait.
func (a *about) waiting(d decks.Holding) string {
	switch n := a.screen.shelf.waits[d.ID]; n {
	case 0:
		return "None waits today."
	case 1:
		return "1 waits today."
	default:
		return deck.Number(n) + " wait today."
	}
}

// actions are what can be done with a deck.
func (a *about) actions(d decks.Holding) fyne.CanvasObject {
	s := a.screen
	study := control.NewPrimary("Study", "S", func() { s.host.Study(scopeOf(d.ID)) })
	a.first = study
	row := []fyne.CanvasObject{study}
	button := func(label, key string, do func()) {
		b := control.NewButton(label, do)
		b.Key = key
		row = append(row, b)
	}
	if d.Newer != "" {
		button("Update", "U", func() { s.renew(d) })
	}
	button("Cards", "C", func() { s.turn(true); s.enter() })
	edit := "Edit"
	if d.Origin == decks.OriginEmbedded {
		edit = "Edit a copy"
	}
	button(edit, "E", func() { s.host.Edit(d.ID, "") })
	button("Export", "O", func() { s.askExport(d) })
	if d.Origin != decks.OriginEmbedded {
		button("Archive", "A", func() { s.archive(d) })
	}
	return page.Flow(theme.Gap8, row...)
}

func scopeOf(id deck.ID) study.Scope { return study.Scope{Deck: id} }

// rune acts on a character while a deck's page is shown, or its row has the keyboard.
func (a *about) rune(r rune, d decks.Holding) {
	s := a.screen
	if d.Problem != "" {
		return
	}
	switch r {
	case 'a', 'A':
		switch {
		case d.Archived:
			s.restore(d)
		case d.Origin != decks.OriginEmbedded:
			s.archive(d)
		}
	case 's', 'S':
		if !d.Archived {
			s.host.Study(scopeOf(d.ID))
		}
	case 'e', 'E':
		if !d.Archived {
			s.host.Edit(d.ID, "")
		}
	case 'o', 'O':
		if !d.Archived {
			s.askExport(d)
		}
	case 'u', 'U':
		if d.Newer != "" {
			s.renew(d)
		}
	}
}

// limits are how a deck is studied.
func (a *about) limits(d decks.Holding) {
	p := a.screen.host.Desk().DeckPreset(d.ID)
	a.add(page.Column(theme.Gap16, page.Hairline(),
		page.NewLine("How it is studied", page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})))
	own := 0
	if p.Own {
		own = 1
	}
	a.row("Its own way", "Limits of its own hold within those of all decks, in Settings.",
		control.NewSegments([]string{"As all decks", "Its own"}, own, func(i int) {
			q := p
			q.Own = i == 1
			a.choose(d.ID, q)
		}).Container)
	if !p.Own {
		return
	}
	const most, stepNew, stepReviews = 9999, 5, 20
	change := func(f func(*study.DeckPreset, int)) func(int) {
		return func(v int) {
			f(&p, v)
			a.keep(d.ID, p)
		}
	}
	a.row("New cards a day", "How many of its cards you meet for the first time.",
		control.NewStepper(p.NewPerDay, 0, most, stepNew, deck.Number, change(func(p *study.DeckPreset, v int) { p.NewPerDay = v })).Container)
	a.row("Reviews a day", "How many of its cards come back at most.",
		control.NewStepper(p.ReviewsPerDay, 0, most, stepReviews, deck.Number, change(func(p *study.DeckPreset, v int) { p.ReviewsPerDay = v })).Container)
	a.row("How well to remember", "Its cards come back before you would remember fewer than this.",
		control.NewStepper(p.Remember, leastRemember, mostRemember, 1, func(v int) string { return fmt.Sprintf("%d %%", v) },
			change(func(p *study.DeckPreset, v int) { p.Remember = v })).Container)
	order := 0
	if p.Order == study.Shuffled {
		order = 1
	}
	a.row("New cards come", "What a card builds on comes before it either way.",
		control.NewSegments([]string{"In order", "Shuffled"}, order, func(i int) {
			p.Order = []study.Order{study.InOrder, study.Shuffled}[i]
			a.keep(d.ID, p)
		}).Container)
}

// The bounds of how well to remember, as in Settings.
const (
	leastRemember = 70
	mostRemember  = 97
)

// keep keeps how a deck is studied.
func (a *about) keep(id deck.ID, p study.DeckPreset) {
	var own *study.DeckPreset
	if p.Own {
		p.Remember = min(max(p.Remember, leastRemember), mostRemember)
		own = &p
	}
	a.screen.host.SetDeckPreset(id, own)
	a.screen.host.Trace("preset %s %t", id, p.Own)
	a.screen.shelf.count()
}

// choose keeps whether a deck is studied in a way of its own, and shows what there is to
// choose then.
func (a *about) choose(id deck.ID, p study.DeckPreset) {
	a.keep(id, p)
	at := stopIn(a.body, a.screen.host.Canvas().Focused())
	a.fill(a.entry)
	if f := focusableAt(a.body, at); f != nil {
		a.screen.host.Canvas().Focus(f)
	}
}

func eachFocusable(o fyne.CanvasObject, visit func(fyne.Focusable)) {
	if scroll, ok := o.(*container.Scroll); ok {
		o = scroll.Content
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			eachFocusable(child, visit)
		}
		return
	}
	if f, ok := o.(fyne.Focusable); ok {
		visit(f)
	}
}

func (a *about) row(name, more string, o fyne.CanvasObject) { a.add(choice(name, more, o)) }

// lastStep offers to take back what was done to the decks last, also days ago, and to do
// again what was taken back.
func (a *about) lastStep() {
	s := a.screen
	if step, ok := s.home.LastUndone(); ok {
		a.recent("Taken back last: "+step.Text, control.NewButton("Do it again", func() { s.redoStep(step) }))
	}
	step, ok := s.home.LastStep()
	if !ok {
		return
	}
	acts := []fyne.CanvasObject{control.NewButton("Undo", func() { s.undoStep(step) })}
	if s.report != nil && s.reported == step.ID {
		acts = append(acts, control.NewButton("See the report", s.Report))
	}
	a.recent("Done last to your decks: "+step.Text+" "+step.At.Local().Format("2 January, 15:04"), acts...)
}

// recent says what was done, with what can be done about it.
func (a *about) recent(text string, acts ...fyne.CanvasObject) {
	a.add(page.Hairline(), page.Lead(leastText,
		page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Muted}),
		page.Row(theme.Gap8, -1, acts...)))
}
