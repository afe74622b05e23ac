package models

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A leaf is one of a model's pages.
type leaf int

const (
	exploreLeaf leaf = iota
	buildLeaf
)

// Screen is the screen of one model.
type Screen struct {
	ctx  context.Context
	desk Desk
	host Host
	keep *Keep
	deck *deck.Deck
	m    *model.Model

	at      leaf
	explore *explore
	build   *build // nil until it is opened
	tabs    *control.Segments
	stage   *fyne.Container
	root    *fyne.Container
}

// quizExtra lets a quiz that a learner asked for go beyond the day's new cards.
const quizExtra = 10

// New returns the screen of a model, with an element of it chosen; "" for none.
func New(ctx context.Context, d *deck.Deck, m *model.Model, element string, desk Desk, k *Keep, h Host) *Screen {
	s := &Screen{ctx: ctx, desk: desk, keep: k, host: h, deck: d, m: m, stage: container.NewStack()}
	s.explore = newExplore(s)
	if element != "" {
		s.explore.choose(element)
	}
	s.tabs = control.NewSegments([]string{"Explore", "Build", "Quiz"}, 0, func(i int) {
		switch i {
		case 0:
			s.turnTo(exploreLeaf)
		case 1:
			s.turnTo(buildLeaf)
		default:
			s.quiz()
		}
	})
	back := control.NewPlain("‹ Models", "", h.OpenModels)
	title := page.NewLine(m.Title, page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})
	head := page.Inset(theme.Gap24, theme.Gap16, page.Row(theme.Gap16, 1, back, title, s.tabs.Container))
	s.root = page.Pile(0, 1, head, s.stage)
	return s
}

// Object returns what the window shows.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Deck and Model name what is shown.
func (s *Screen) Deck() deck.ID { return s.deck.ID }

// Model is the id of the model that is shown.
func (s *Screen) Model() string { return s.m.ID }

// Shown shows the page that is turned to, with what the learner knows by now.
func (s *Screen) Shown() {
	s.host.Canvas().Unfocus()
	s.turnTo(s.at)
	s.host.Trace("screen model %s", s.m.ID)
}

// Refresh brings what the learner knows up to date.
func (s *Screen) Refresh() {
	if s.at == exploreLeaf {
		s.explore.remember()
	}
}

// turnTo shows one of the pages.
func (s *Screen) turnTo(l leaf) {
	s.at = l
	s.tabs.Choose(int(l))
	s.host.Canvas().Unfocus()
	if l == buildLeaf {
		if s.build == nil {
			s.build = newBuild(s)
		}
		s.stage.Objects = []fyne.CanvasObject{s.build.root}
		s.host.Trace("build %s", s.m.ID)
	} else {
		s.stage.Objects = []fyne.CanvasObject{s.explore.root}
		s.explore.remember()
		s.host.Trace("explore %s", s.m.ID)
	}
	s.stage.Refresh()
}

// quiz asks the model's cards that wait, and some that are new.
func (s *Screen) quiz() {
	s.tabs.Choose(int(s.at))
	s.host.Study(study.Scope{Deck: s.deck.ID, Model: s.m.ID, Extra: quizExtra})
}

// Key acts on a key that no control wanted.
func (s *Screen) Key(name fyne.KeyName) {
	var used bool
	if s.at == buildLeaf {
		used = s.build.key(name)
	} else {
		used = s.explore.key(name)
	}
	if !used && name == fyne.KeyEscape {
		s.host.OpenModels()
	}
}

// Rune acts on a character that no control wanted.
func (s *Screen) Rune(r rune) {
	switch {
	case s.at == buildLeaf && s.build.rune(r), s.at == exploreLeaf && s.explore.rune(r):
		return
	}
	switch r {
	case 'e', 'E':
		s.turnTo(exploreLeaf)
	case 'b', 'B':
		s.turnTo(buildLeaf)
	case 'q', 'Q':
		s.quiz()
	}
}

// Undo takes back the last move of building. It reports whether there was one.
func (s *Screen) Undo() bool { return s.at == buildLeaf && s.build.undo() }
