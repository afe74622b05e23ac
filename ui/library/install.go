package library

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/diff"
	"touchpoint/deck/exchange/port"
	decks "touchpoint/deck/library"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Import asks where the deck is that is to be installed or imported.
func (s *Screen) Import() {
	s.ask(question{
		title: "Add a deck", hint: "Folder, .deck or .md file, Anki package, or table", button: "Look at it",
		about: "A deck of this program, an Anki package (.apkg, .colpkg), or a table (.csv, .tsv, .txt). Nothing is added before you have seen what will change. You can also drop it on the window.",
		text:  s.tried,
		take: func(path string) {
			s.tried = path
			s.Dropped([]string{Expand(path, s.host.Start())})
		},
		more: []way{
			{"Choose a folder", func() { s.host.ChooseFolder(s.chose) }},
			{"Choose a file", func() { s.host.ChooseFile(s.chose) }},
			{"Paste a table", s.Paste},
		},
	})
}

func (s *Screen) chose(path string) {
	if path != "" {
		s.Dropped([]string{path})
	}
}

// Dropped looks at decks in folders or files, one after the other, and asks about each
// whether it is to be installed.
func (s *Screen) Dropped(paths []string) {
	busy := s.planning || dialogs.Open(s.host.Canvas())
	if !busy {
		s.queue = nil // Esc has left what there was before
	}
	s.queue = append(s.queue, paths...)
	if !busy {
		s.plan()
	}
}

// plan looks at the next path that was dropped.
func (s *Screen) plan() {
	if len(s.queue) == 0 {
		return
	}
	path := s.queue[0]
	s.queue, s.planning = s.queue[1:], true
	s.host.Toast("Looking at "+filepath.Base(path)+" …", "", "", nil)
	s.host.Away(func() func() {
		if port.Foreign(path) {
			return func() {
				s.host.Toast("", "", "", nil)
				s.take(path)
			}
		}
		p, err := s.home.Plan(s.ctx, path)
		return func() {
			s.planning = false
			s.host.Toast("", "", "", nil) // it is no longer looked at
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.tried = ""
			s.host.Trace("planned %s %s", p.Kind, p.Deck.ID)
			s.propose(p)
		}
	})
}

// propose says what a plan would do, and asks whether to do it.
func (s *Screen) propose(p *decks.Plan) {
	title, button := "Install this deck?", "Install"
	switch p.Kind {
	case decks.Update:
		title, button = "Update this deck?", "Update"
	case decks.Downgrade:
		title, button = "Go back to an older version?", "Go back"
	case decks.Same:
		title, button = "You have this deck", ""
	case decks.Foreign:
		title, button = "Another deck has this id", ""
	case decks.Install:
	}
	do := p
	if p.Instead != nil {
		do, button = p.Instead, "Install beside it"
	}
	buttons := []dialogs.Button{{Label: "Close", Primary: true, Do: s.plan}}
	if button != "" {
		buttons = []dialogs.Button{
			{Label: "Cancel", Do: s.plan},
			{Label: button, Primary: true, Do: func() { s.carry(do) }},
		}
	}
	dialogs.Show(s.host.Canvas(), dialogs.Panel{Title: title, Content: proposal(p), Buttons: buttons})
}

// mostChanges is how many changes are listed.
const mostChanges = 100

// proposal says in words what a plan would do.
func proposal(p *decks.Plan) fyne.CanvasObject {
	var list []fyne.CanvasObject
	say := func(text string, size fyne.ThemeSizeName, tone fyne.ThemeColorName, bold bool) {
		list = append(list, page.NewLine(text, page.Style{Size: size, Color: tone, Bold: bold}))
	}
	var by []string
	if p.Deck.Version != "" {
		by = append(by, "version "+p.Deck.Version)
	}
	if len(p.Deck.Authors) > 0 {
		by = append(by, "by "+strings.Join(p.Deck.Authors, ", "))
	}
	if p.Path == "" {
		by = append(by, "part of the program")
	} else {
		by = append(by, p.Path)
	}
	say(p.Deck.Title, theme.Lead, theme.Ink, true)
	say(strings.Join(by, " · "), theme.Caption, theme.Muted, false)
	for _, sentence := range p.Sentences {
		say(sentence, theme.Body, theme.Ink, false)
	}
	if p.Warning != "" {
		say(p.Warning, theme.Body, theme.Hard, false)
	}
	if p.Kind == decks.Update || p.Kind == decks.Downgrade {
		if blocks := changes(p); len(blocks) > 0 {
			list = append(list, page.Hairline(), page.NewText(blocks, page.Style{Size: theme.Body, Color: theme.Ink}, nil))
		}
	}
	return page.Column(theme.Gap8, list...)
}

// sorts are the kinds of change in the order in which they are listed.
var sorts = []struct {
	kind diff.Kind
	name string
}{
	{diff.Removed, "Goes away"},
	{diff.Added, "New"},
	{diff.Reworded, "Worded differently"},
	{diff.Rekinded, "Asked in another way"},
	{diff.Renamed, "Renamed"},
	{diff.Moved, "In another section"},
	{diff.Reordered, "In another order"},
	{diff.Metadata, "Details"},
}

// changes lists what is different, sort by sort, and first what both sides changed.
func changes(p *decks.Plan) []deck.Block {
	var g groups
	clashes(p, &g)
	d := p.Diff
	for _, sort := range sorts {
		var lines [][]deck.Block
		n := 0
		for i := range d.Changes {
			c := &d.Changes[i]
			if c.Kind != sort.kind {
				continue
			}
			if n++; n <= mostChanges {
				lines = append(lines, item(c))
			}
		}
		g.add(sort.name, n, lines)
	}
	return g.blocks
}

// item says one change: its title, then the wording of before and of now.
func item(c *diff.Change) []deck.Block {
	title := c.Title
	if c.Kind == diff.Moved && c.Section != "" {
		title += " → " + c.Section
	}
	return told(title, c.Lines...)
}

// carry does what was proposed.
func (s *Screen) carry(p *decks.Plan) {
	s.host.Away(func() func() {
		step, err := s.home.Carry(s.ctx, p)
		return func() {
			if err != nil {
				s.host.Problem(err)
				return
			}
			verb := "installed"
			switch {
			case len(p.Clashes) > 0:
				verb = "merged"
			case p.Kind != decks.Install:
				verb = "updated"
			}
			s.shelf.wanted = p.Deck.ID
			s.happened(step, fmt.Sprintf("%s %s", verb, p.Deck.ID), step.Text)
		}
	})
}

// happened follows a step: the decks are read again, then it is said and can be undone.
func (s *Screen) happened(step decks.Step, traced, said string) {
	s.done = append(s.done, undoable{step: step})
	at := s.list()
	s.reload(func() {
		s.host.Trace("%s", traced)
		s.host.Toast(said, "Undo", "Ctrl+Z", func() { s.Undo() })
		s.focus(at)
		s.plan()
	})
}

// undoStep takes back what was done to the decks last.
func (s *Screen) undoStep(step decks.Step) {
	at := s.list()
	s.busy("Taking it back", func(ctx context.Context, _ port.Tell) func() {
		err := s.trade.Undo(ctx, step)
		return func() {
			if err != nil {
				s.failed(err, nothingChanged)
				return
			}
			s.done = s.before(step)
			s.wants(step)
			if s.reported == step.ID {
				s.report = nil
			}
			s.reload(func() {
				s.host.Trace("undone %s %s", step.Kind, join(step.Decks))
				s.host.Toast("Taken back: "+step.Text, "Do it again", "Ctrl+Shift+Z", func() { s.Redo() })
				s.focus(at)
			})
		}
	})
}

// redoStep does again what was taken back last of what was done to the decks.
func (s *Screen) redoStep(step decks.Step) {
	s.busy("Doing it again", func(ctx context.Context, _ port.Tell) func() {
		step, err := s.trade.Redo(ctx, step)
		return func() {
			if err != nil {
				s.failed(err, nothingChanged)
				return
			}
			s.wants(step)
			s.happened(step, fmt.Sprintf("redone %s %s", step.Kind, join(step.Decks)), "Done again: "+step.Text)
		}
	})
}

// wants sees to it that a deck of a step is chosen afterwards, if it is there.
func (s *Screen) wants(step decks.Step) {
	if len(step.Decks) > 0 {
		s.shelf.wanted = step.Decks[0]
	}
}

func join(ids []deck.ID) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = string(id)
	}
	return strings.Join(list, " ")
}

func (s *Screen) archive(d decks.Holding) {
	s.act("archived", d.ID, func() (decks.Step, error) { return s.home.Archive(d.ID) })
}

func (s *Screen) restore(d decks.Holding) {
	s.shelf.wanted = d.ID
	s.act("restored", d.ID, func() (decks.Step, error) { return s.home.Restore(d.ID) })
}

func (s *Screen) act(verb string, id deck.ID, do func() (decks.Step, error)) {
	s.host.Away(func() func() {
		step, err := do()
		return func() {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.happened(step, verb+" "+string(id), step.Text)
		}
	})
}

// askNew asks what a new deck is to be called.
func (s *Screen) askNew() {
	s.ask(question{
		title: "New deck", hint: "Its title", button: "Begin",
		about: "It begins with one note, to show how it is done. You can change the title later.",
		take:  s.begin,
	})
}

func (s *Screen) begin(title string) {
	s.host.Away(func() func() {
		_, err := s.home.New("", title)
		return func() {
			if err != nil {
				s.host.Problem(err)
				return
			}
			step, _ := s.home.LastStep()
			s.done = append(s.done, undoable{step: step})
			s.reload(func() {
				for _, id := range step.Decks {
					s.shelf.pick(id)
					s.show()
					s.host.Trace("created %s", id)
					s.host.Edit(id, "")
				}
			})
		}
	})
}
