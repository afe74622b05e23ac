package author

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/library"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A StartHost is what the [Start] needs of the window around it.
type StartHost interface {
	Canvas() fyne.Canvas
	Now() time.Time
	Problem(err error)
	Trace(format string, args ...any)
	Holdings() ([]library.Holding, error)
	Edit(id deck.ID, part string) // opens a deck for writing
	NewDeck(title string)         // begins one
	Unsaved() []draft.Recovery    // work that was not saved
	TakeUp(r draft.Recovery)      // goes on with it
	ThrowAway(r draft.Recovery)   // does without it
	OpenFolder(path string)       // opens a deck anywhere on this machine for writing
	ChooseFolder(then func(path string))
}

// Start is what the author's place shows while no deck is open: which one to write in.
type Start struct {
	host  StartHost
	body  *fyne.Container
	page  *page.Page
	first *control.Button
}

// NewStart returns the screen.
func NewStart(h StartHost) *Start {
	s := &Start{host: h, body: page.Centred(theme.Gap24)}
	s.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap40, s.body))
	return s
}

// Object returns what the window shows.
func (s *Start) Object() fyne.CanvasObject { return s.page }

// Shown lists the decks.
func (s *Start) Shown() {
	s.fill()
	s.page.Top()
	s.host.Canvas().Focus(s.first)
	s.host.Trace("screen author")
}

// Refresh has nothing to do: nothing here changes by itself.
func (s *Start) Refresh() {}

// Key scrolls.
func (s *Start) Key(name fyne.KeyName) { s.page.Key(name) }

// Rune begins a deck.
func (s *Start) Rune(r rune) {
	if r == 'n' || r == 'N' {
		s.begin()
	}
}

func (s *Start) fill() {
	s.first = control.NewPrimary("New deck", "N", s.begin)
	s.body.Objects = []fyne.CanvasObject{
		page.Column(theme.Gap8,
			page.NewLine("Write", page.Style{Size: theme.Greeting, Color: theme.Ink, Bold: true}),
			page.NewLine("A deck is a folder of plain text. What you write here and what you write in a text editor is the same deck.",
				page.Style{Size: theme.Body, Color: theme.Muted})),
		page.Row(theme.Gap8, -1, s.first, control.NewButton("Open a folder", s.open)),
	}
	s.unsaved()
	s.decks()
	s.page.Relayout()
}

// unsaved offers work that a crash, or closing the window, left behind.
func (s *Start) unsaved() {
	list := s.host.Unsaved()
	if len(list) == 0 {
		return
	}
	s.body.Objects = append(s.body.Objects, head("Not saved yet"))
	for _, r := range list {
		about := fmt.Sprintf("Changes in %s, last on %s.", strings.Join(r.Files, ", "), r.At.In(s.host.Now().Location()).Format("2 January at 15:04"))
		buttons := page.Row(theme.Gap8, -1,
			control.NewPrimary("Go on", "", func() { s.host.TakeUp(r) }),
			control.NewButton("Throw away", func() { s.throwAway(r) }))
		if r.Problem != "" {
			about = r.Problem
			buttons.Objects = buttons.Objects[1:]
		}
		s.body.Objects = append(s.body.Objects, row(r.Title, about, buttons))
	}
}

func (s *Start) throwAway(r draft.Recovery) {
	dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Throw these changes away?",
		Content: page.NewLine("The deck “"+r.Title+"” stays as it was saved last. The changes cannot be brought back.",
			page.Style{Size: theme.Body, Color: theme.Ink}),
		Buttons: []dialogs.Button{
			{Label: "Keep them", Primary: true},
			{Label: "Throw away", Do: func() {
				s.host.ThrowAway(r)
				s.fill()
			}},
		},
	})
}

func (s *Start) decks() {
	list, err := s.host.Holdings()
	if err != nil {
		s.host.Problem(err)
		return
	}
	slices.SortStableFunc(list, func(a, b library.Holding) int {
		return cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})
	s.body.Objects = append(s.body.Objects, head("Your decks"))
	for _, h := range list {
		if h.Archived || h.ID == "" {
			continue
		}
		write := control.NewButton("Write", func() { s.host.Edit(h.ID, "") })
		s.body.Objects = append(s.body.Objects, row(h.Title, aboutDeck(h), write))
	}
}

// aboutDeck says in a line what a deck holds and where it came from.
func aboutDeck(h library.Holding) string {
	parts := []string{counted(h.Notes, "note")}
	if h.Models > 0 {
		parts = append(parts, counted(h.Models, "model"))
	}
	if h.Version != "" {
		parts = append([]string{"Version " + h.Version}, parts...)
	}
	switch h.Origin {
	case library.OriginEmbedded:
		parts = append(parts, "part of the program; a copy becomes yours when you save a change")
	case library.OriginCopied:
		parts = append(parts, "your copy of the program’s")
	case library.OriginInstalled, library.OriginWritten:
	}
	if h.Errors > 0 {
		parts = append(parts, counted(h.Errors, "fault"))
	}
	return strings.Join(parts, " · ")
}

// begin asks what the new deck is called.
func (s *Start) begin() {
	title := control.NewField("", "Marketing, week 4", nil)
	title.Most = mostTitle
	var shut func()
	named := func() {
		if text := strings.TrimSpace(title.Text); text != "" {
			s.host.NewDeck(text)
		}
	}
	title.Enter = func() {
		shut()
		named()
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title:   "A new deck",
		Content: page.Column(theme.Gap8, page.NewLine("What is it about?", page.Style{Size: theme.Body, Color: theme.Ink}), title),
		First:   title,
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Begin", Primary: true, Do: named}},
	})
}

// mostTitle is the longest title of a deck that is asked for, in runes.
const mostTitle = 120

// open asks for a folder that is not among the installed decks.
func (s *Start) open() {
	path := control.NewField("", "Folder of the deck, or its .md file", nil)
	var shut func()
	look := func() {
		if text := strings.TrimSpace(path.Text); text != "" {
			s.host.OpenFolder(text)
		}
	}
	path.Enter = func() {
		shut()
		look()
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Write in a folder",
		Content: page.Column(theme.Gap8,
			page.NewLine("The deck stays where it is. To study it, install it from the Library.", page.Style{Size: theme.Body, Color: theme.Muted}),
			path,
			page.Row(theme.Gap8, -1, control.NewButton("Choose a folder", func() {
				shut()
				s.host.ChooseFolder(s.host.OpenFolder)
			}))),
		First:   path,
		Buttons: []dialogs.Button{{Label: "Cancel"}, {Label: "Open", Primary: true, Do: look}},
	})
}

func head(title string) fyne.CanvasObject {
	return page.Column(theme.Gap16, page.Hairline(), page.NewLine(title, page.Style{Size: theme.Title, Color: theme.Ink, Bold: true}))
}

// row sets a name and a line about it beside what can be done.
func row(name, about string, o fyne.CanvasObject) fyne.CanvasObject {
	text := page.Column(0,
		page.NewLine(name, page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}),
		page.NewLine(about, page.Style{Size: theme.Caption, Color: theme.Muted}))
	return page.Lead(leastText, text, o)
}

// leastText is what the name of a deck has beside its buttons.
const leastText = 180
