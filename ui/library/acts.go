package library

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	decks "touchpoint/deck/library"
	"touchpoint/deck/progress"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A cardAct is something that can be done to the chosen cards.
type cardAct struct {
	label string
	key   rune
	do    func(*Screen)
}

// cardActs are the buttons below the list of cards, and their keys there.
var cardActs = []cardAct{
	{"Look", 'l', (*Screen).look},
	{"Edit", 'e', (*Screen).editCard},
	{"Suspend", 's', func(s *Screen) { s.bulk(study.Bulk{Kind: progress.Suspend}) }},
	{"Back in study", 'b', func(s *Screen) { s.bulk(study.Bulk{Kind: progress.Unsuspend}) }},
	{"Flag", 'f', (*Screen).askFlag},
	{"Tag", 't', (*Screen).askTag},
	{"Take a tag off", 'u', (*Screen).askUntag},
	{"Your note", 'n', (*Screen).askRemark},
	{"Move", 'm', (*Screen).askMove},
	{"Start anew", 'x', func(s *Screen) { s.bulk(study.Bulk{Kind: progress.Forget}) }},
}

// cardButtons are the buttons of the acts.
func (s *Screen) cardButtons() []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, a := range cardActs {
		list = append(list, control.NewPlain(a.label, strings.ToUpper(string(a.key)), func() { a.do(s) }))
	}
	return list
}

// askMore offers what there is no room for.
func (s *Screen) askMore() {
	acts := cardActs[len(cardActs)-missing(s.cards.bar):]
	names := make([]string, len(acts))
	for i, a := range acts {
		names[i] = a.label + " · " + strings.ToUpper(string(a.key))
	}
	s.pick("What is to be done?", names, func(i int) { acts[i].do(s) })
}

// cardRune acts on a character typed in the list of cards.
func (s *Screen) cardRune(r rune) bool {
	if len(s.cards.found) == 0 {
		return false
	}
	if '0' <= r && r <= '0'+study.Flags {
		s.bulk(study.Bulk{Kind: progress.Flag, Flag: int(r - '0')})
		return true
	}
	for _, a := range cardActs {
		if a.key == r || a.key == r-'A'+'a' {
			a.do(s)
			return true
		}
	}
	return false
}

// cardKey acts on a key in the list of cards.
func (s *Screen) cardKey(ev *fyne.KeyEvent) bool {
	switch {
	case ev.Name == fyne.KeyDelete && len(s.cards.found) > 0:
		s.bulk(study.Bulk{Kind: progress.Suspend})
	case ev.Name == fyne.KeyUp && s.cards.list.Cursor() <= 0 && s.cards.list.Several() == 0:
		s.host.Canvas().Focus(s.cards.field)
	default:
		return false
	}
	return true
}

// verbs name acts in what a test is told.
var verbs = map[progress.Kind]string{
	progress.Suspend: "suspended", progress.Unsuspend: "unsuspended", progress.Flag: "flagged",
	progress.Tag: "tagged", progress.Untag: "untagged", progress.Remark: "remarked",
	progress.Forget: "forgotten", progress.Bury: "buried", progress.Unbury: "unburied",
}

// bulk does one thing to the chosen cards.
func (s *Screen) bulk(b study.Bulk) { s.do(s.cards.ids(), b) }

// do does one thing to cards.
func (s *Screen) do(ids []deck.CardID, b study.Bulk) {
	a, err := s.host.Desk().Do(s.ctx, ids, b)
	if err != nil {
		s.host.Problem(err)
		return
	}
	s.host.Trace("%s %d", verbs[b.Kind], a.Cards)
	if a.Cards == 0 {
		s.host.Toast(nothingTo(b.Kind, len(ids)), "", "", nil)
		return
	}
	s.done = append(s.done, undoable{cards: true})
	s.again()
	s.host.Toast(a.Title, "Undo", "Ctrl+Z", func() { s.Undo() })
}

// nothingTo says that cards are already as they were to be.
func nothingTo(kind progress.Kind, cards int) string {
	was := map[progress.Kind][2]string{
		progress.Suspend:   {"This card is suspended already.", "These cards are suspended already."},
		progress.Unsuspend: {"This card is in study already.", "These cards are in study already."},
		progress.Flag:      {"This card has this flag already.", "These cards have this flag already."},
		progress.Tag:       {"This card has this tag already.", "These cards have this tag already."},
		progress.Forget:    {"This card has not been met yet: there is nothing to start anew.", "These cards have not been met yet: there is nothing to start anew."},
	}
	say, ok := was[kind]
	switch {
	case !ok:
		return "Nothing was changed."
	case cards == 1:
		return say[0]
	}
	return say[1]
}

// again shows the cards as they are now; the keyboard stays where it is.
func (s *Screen) again() {
	s.shelf.count()
	switch {
	case s.cards.alike != nil:
		s.cards.list.Refresh()
	case s.showsCards():
		s.cards.find()
	}
}

// Undo takes back what was done last on this visit: typing, where text has the keyboard,
// then acts on cards and decks. It reports whether there was anything.
func (s *Screen) Undo() bool {
	if f, ok := s.host.Canvas().Focused().(*control.Field); ok && f.Unwrite(false) {
		return true
	}
	if len(s.done) == 0 || s.top() != nil {
		return false
	}
	last := s.done[len(s.done)-1]
	if !last.cards {
		s.undoStep(last.step)
		return true
	}
	a, err := s.host.Desk().Undo(s.ctx)
	if err != nil && !gone(err) {
		s.host.Problem(err) // and it can be tried again
		return true
	}
	s.done = s.done[:len(s.done)-1]
	if err != nil {
		s.host.Problem(err)
		return true
	}
	s.host.Trace("undone %s %d", a.Kind, a.Cards)
	s.again()
	s.host.Toast("Taken back: "+a.Title, "Do it again", "Ctrl+Shift+Z", func() { s.Redo() })
	return true
}

// gone reports whether an act could not be taken back because it is not there any more.
func gone(err error) bool {
	var p *study.Problem
	return errors.As(err, &p) && (p.Kind == study.Conflict || p.Kind == study.Settled)
}

// before is what was done on this visit before a step. What was done to cards since may be
// of cards that go with it.
func (s *Screen) before(step decks.Step) []undoable {
	i := slices.IndexFunc(s.done, func(u undoable) bool { return !u.cards && u.step.ID == step.ID })
	return s.done[:max(i, 0)]
}

// Redo does again what was taken back last: typing, where text has the keyboard, then an
// act on cards, then one on decks, also of another day. It reports whether there was any.
func (s *Screen) Redo() bool {
	if f, ok := s.host.Canvas().Focused().(*control.Field); ok && f.Unwrite(true) {
		return true
	}
	if s.top() != nil {
		return false
	}
	if !s.host.Desk().CanRedo() {
		step, ok := s.redoable()
		if ok {
			s.redoStep(step)
		}
		return ok
	}
	a, err := s.host.Desk().Redo(s.ctx)
	if err != nil {
		s.host.Problem(err)
		return true
	}
	s.done = append(s.done, undoable{cards: true})
	s.host.Trace("redone %s %d", a.Kind, a.Cards)
	s.again()
	s.host.Toast("Done again: "+a.Title, "Undo", "Ctrl+Z", func() { s.Undo() })
	return true
}

// redoable is what was taken back last of what was done to the decks, unless something was
// done to cards since.
func (s *Screen) redoable() (decks.Step, bool) {
	if n := len(s.done); n > 0 && s.done[n-1].cards {
		return decks.Step{}, false
	}
	return s.home.LastUndone()
}

// look shows the card that the cursor is on.
func (s *Screen) look() {
	c, ok := s.host.Shelves().Card(s.cards.here())
	if !ok {
		return
	}
	r := s.host.Desk().Row(c.ID)
	pictures := func(path string) ([]byte, error) { return s.host.Shelves().Media(c.Deck.ID, path) }
	about := []string{r.DeckTitle, r.Topic, comes(r.Due)}
	if r.Topic == r.DeckTitle {
		about = []string{r.DeckTitle, comes(r.Due)}
	}
	if r.Stability > 0 {
		about = append(about, fmt.Sprintf("remembered %.0f %%", r.Recall*100))
	}
	if r.Lapses > 0 {
		about = append(about, "forgotten "+plural(r.Lapses, "time", "times"))
	}
	content := []fyne.CanvasObject{
		page.NewText(c.Front(), page.Style{Size: theme.Lead, Color: theme.Ink, Bold: true, Asked: c.Gap()}, pictures),
		page.Hairline(),
		page.NewText(c.Back(), page.Style{Size: theme.Body, Color: theme.Ink, Lit: c.Gap()}, pictures),
	}
	if c.Note.Explanation != "" {
		content = append(content, page.NewText(deck.Blocks(c.Note.Explanation), page.Style{Size: theme.Body, Color: theme.Muted}, pictures))
	}
	if r.Remark != "" {
		content = append(content, page.NewLine("Your note: "+r.Remark, page.Style{Size: theme.Body, Color: theme.Accent}))
	}
	content = append(content, page.NewLine(strings.Join(about, " · "), page.Style{Size: theme.Caption, Color: theme.Muted}))
	s.host.Trace("look %s", c.ID)
	dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title:   "Card",
		Content: page.Column(theme.Gap16, content...),
		Buttons: []dialogs.Button{{Label: "Close", Primary: true}, {Label: "Edit", Do: s.editCard}},
	})
}

// comes says when a card is asked next.
func comes(due string) string {
	switch due {
	case "new":
		return "not met yet"
	case "now":
		return "waits now"
	case "suspended", "put away":
		return due
	}
	return "comes back " + due
}

// editCard opens the note or the model that the card at the cursor is of.
func (s *Screen) editCard() {
	c, ok := s.host.Shelves().Card(s.cards.here())
	if !ok {
		return
	}
	part := string(c.Note.ID)
	if c.Note.Kind == deck.Modelled {
		part = c.Note.Model
	}
	s.host.Edit(c.Deck.ID, part)
}

func (s *Screen) askFlag() {
	options := []string{"No flag"}
	for i := range study.Flags {
		options = append(options, fmt.Sprintf("Flag %d", i+1))
	}
	s.pick("Which flag?", options, func(i int) { s.bulk(study.Bulk{Kind: progress.Flag, Flag: i}) })
}

func (s *Screen) askTag() {
	s.ask(question{
		title: "Which tag?", hint: "A word, such as exam", button: "Tag",
		about: "Two colons make one tag part of another: exam::2026. Search for it with tag:exam.",
		take:  func(text string) { s.bulk(study.Bulk{Kind: progress.Tag, Text: text}) },
	})
}

func (s *Screen) askUntag() {
	var tags []string
	for _, id := range s.cards.ids() {
		for _, tag := range s.host.Desk().Tags(id) {
			if !slices.Contains(tags, tag) {
				tags = append(tags, tag)
			}
		}
	}
	if len(tags) == 0 {
		s.host.Toast("There is no tag of yours on it. Those of the author are part of the deck.", "", "", nil)
		return
	}
	slices.Sort(tags)
	s.pick("Which tag is to go?", tags, func(i int) { s.bulk(study.Bulk{Kind: progress.Untag, Text: tags[i]}) })
}

// askRemark asks for the learner's note on the chosen cards, with what they wrote already
// when they left the panel.
func (s *Screen) askRemark() {
	ids := s.cards.ids()
	title, before, begin := "Your note on "+cardsOf(len(ids)), "", ""
	if len(ids) == 1 {
		title, before = "Your note on this card", s.host.Desk().Row(ids[0]).Remark
	}
	if slices.Equal(ids, s.unkept.cards) {
		begin = s.unkept.text
	}
	dialogs.Write(s.host.Canvas(), dialogs.Writing{
		Title: title, About: "It is shown with the answer, and stays when the deck changes. An empty note takes it away.",
		Text: before, Begin: begin, Hint: "What helps you to remember it",
		Keep: func(text string) {
			s.unkept = unkept{}
			s.do(ids, study.Bulk{Kind: progress.Remark, Text: text})
		},
		Left: func(text string) {
			s.unkept = unkept{cards: ids, text: text}
			s.host.Toast("What you wrote was not kept.", "Go on with it", "N", s.askRemark)
		},
	})
}

// unkept is what was written about cards when the panel was left.
type unkept struct {
	cards []deck.CardID
	text  string
}

// askMove asks which deck the notes of the chosen cards are to go to.
func (s *Screen) askMove() {
	var notes []decks.NoteRef
	from := map[deck.ID]bool{}
	for _, id := range s.cards.ids() {
		c, ok := s.host.Shelves().Card(id)
		if !ok {
			continue
		}
		if c.Note.Kind == deck.Modelled {
			s.host.Toast("A card of a model goes where its model goes: it cannot be moved alone.", "", "", nil)
			return
		}
		from[c.Deck.ID] = true
		if ref := (decks.NoteRef{Deck: c.Deck.ID, Note: c.Note.ID}); !slices.Contains(notes[max(len(notes)-1, 0):], ref) {
			notes = append(notes, ref)
		}
	}
	var names []string
	var to []deck.ID
	for _, e := range s.shelf.entries {
		if e.studied() && !(len(from) == 1 && from[e.holding.ID]) {
			names, to = append(names, e.holding.Title), append(to, e.holding.ID)
		}
	}
	switch {
	case len(notes) == 0:
		return
	case len(to) == 0:
		s.host.Toast("There is no other deck to move it to. Begin one first.", "New deck", "", s.askNew)
		return
	}
	s.pick("Move "+plural(len(notes), "note", "notes")+" to which deck?", names, func(i int) { s.weighMove(notes, to[i]) })
}

// weighMove says what notes would leave behind, before they are moved.
func (s *Screen) weighMove(notes []decks.NoteRef, to deck.ID) {
	s.host.Away(func() func() {
		left := s.home.LeftBehind(notes, to)
		return func() {
			if len(left) == 0 {
				s.move(notes, to)
				return
			}
			var lines []fyne.CanvasObject
			for _, sentence := range left {
				lines = append(lines, page.NewLine(sentence, page.Style{Size: theme.Body, Color: theme.Ink}))
			}
			s.host.Trace("left behind %d", len(left))
			dialogs.Show(s.host.Canvas(), dialogs.Panel{
				Title: "Move " + plural(len(notes), "note", "notes") + "?", Content: page.Column(theme.Gap8, lines...),
				Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Move", Primary: true, Do: func() { s.move(notes, to) }}},
			})
		}
	})
}

func (s *Screen) move(notes []decks.NoteRef, to deck.ID) {
	s.host.Away(func() func() {
		step, err := s.home.MoveNotes(s.ctx, notes, to)
		return func() {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.happened(step, fmt.Sprintf("moved %d", len(notes)), step.Text)
		}
	})
}

// findDuplicates shows the cards that ask nearly the same as others.
func (s *Screen) findDuplicates() {
	if !s.showsCards() || s.shelf.chosen().kind != allCards {
		s.shelf.pick("")
		s.show()
	}
	shelves := s.host.Shelves()
	s.cards.say("Looking for cards that ask the same …", "", theme.Muted)
	s.host.Away(func() func() {
		groups := shelves.Duplicates()
		return func() { s.showDuplicates(groups) }
	})
}

func (s *Screen) showDuplicates(groups [][]deck.CardID) {
	s.host.Trace("duplicates %d", len(groups))
	if len(groups) == 0 {
		s.cards.find()
		s.cards.say("No two notes ask nearly the same.", "", theme.Muted)
		return
	}
	var ids []deck.CardID
	var alike []int
	for k, group := range groups {
		for _, id := range group {
			ids, alike = append(ids, id), append(alike, k+1)
		}
	}
	c := s.cards
	c.field.Put("")
	c.alike = alike
	c.fill(ids)
	c.list.Point(0)
	c.say(plural(len(groups), "group of notes that ask", "groups of notes that ask")+" nearly the same.",
		"Suspend or edit what is too much. Esc shows all cards again.", theme.Muted)
	s.host.Canvas().Focus(c.list)
}
