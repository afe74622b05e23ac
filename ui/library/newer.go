package library

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	decks "touchpoint/deck/library"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// renew looks at the program's newer version of a deck of which there is a copy: it comes
// into the copy, if that was changed, or else takes its place.
func (s *Screen) renew(d decks.Holding) {
	s.host.Away(func() func() {
		if s.home.CanMerge(d.ID) {
			return func() { s.merge(d, draft.KeepBoth, nil) }
		}
		return func() { s.replace(d) }
	})
}

// replace looks at the program's newer version of a deck as what takes the place of a copy.
func (s *Screen) replace(d decks.Holding) {
	s.host.Away(func() func() {
		p, err := s.home.PlanNewer(s.ctx, d.ID)
		return func() {
			if err != nil {
				s.host.Problem(err)
				return
			}
			s.host.Trace("planned newer %s", d.ID)
			s.propose(p)
		}
	})
}

// merge looks at what the program's newer version would bring into a copy, and asks whether
// it is to. Where both changed something, keep says what stays. Then is called once the
// panel is there, with what chooses that; it may be nil.
func (s *Screen) merge(d decks.Holding, keep draft.Keep, then func(choice fyne.CanvasObject)) {
	s.host.Away(func() func() {
		p, err := s.home.PlanMerge(s.ctx, d.ID, keep)
		return func() {
			if err != nil {
				s.host.Problem(err) // and the other way is still open
				s.replace(d)
				return
			}
			s.host.Trace("planned merge %s %d", d.ID, len(p.Clashes))
			choice := s.proposeMerge(d, p)
			if then != nil {
				then(choice)
			}
		}
	})
}

// keeps are what can become of what both changed, as people choose it.
var keeps = []string{"Keep both", "Yours", "The program's"}

// proposeMerge says what a merge would do, and asks whether to do it.
func (s *Screen) proposeMerge(d decks.Holding, p *decks.Plan) (choice fyne.CanvasObject) {
	var shut func()
	content := []fyne.CanvasObject{proposal(p)}
	if len(p.Clashes) > 0 {
		choice = control.NewSegments(keeps, int(p.Keep), func(i int) {
			shut()
			s.merge(d, draft.Keep(i), func(choice fyne.CanvasObject) {
				if f := focusableAt(choice, i); f != nil {
					s.host.Canvas().Focus(f)
				}
			})
		}).Container
		content = []fyne.CanvasObject{
			page.Lead(leastText, page.NewLine("Where you and the program changed the same", page.Style{Size: theme.Body, Color: theme.Ink}), choice),
			page.Hairline(), content[0],
		}
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{
		Title: "Update your copy?", Content: page.Column(theme.Gap8, content...),
		Buttons: []dialogs.Button{
			{Label: "Cancel"},
			{Label: "Give up your changes", Do: func() { s.replace(d) }},
			{Label: "Update", Primary: true, Do: func() { s.carry(p) }},
		},
	})
	return choice
}

// clashes lists what both sides changed, with what becomes of it.
func clashes(p *decks.Plan, g *groups) {
	var lines [][]deck.Block
	for _, c := range p.Clashes {
		became := "stays as you have it"
		switch {
		case c.Beside != "":
			became = "yours stays; the program's comes after it, as " + c.Beside
		case p.Keep == draft.KeepTheirs:
			became = "becomes as the program has it"
		}
		lines = append(lines, told(c.Title, became))
	}
	g.add("Changed by you and by the program", len(lines), lines)
}
