package library

import (
	"slices"

	"fyne.io/fyne/v2"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A leaf is a page that lies over the decks until it is done with.
type leaf interface {
	object() fyne.CanvasObject
	begin()                // gives the keyboard to the control that it begins with
	key(name fyne.KeyName) // acts on a key that no control wanted; not Esc
	rune(r rune)           // likewise on a character
}

// open lays a leaf over what is shown.
func (s *Screen) open(l leaf) {
	s.leaves = append(s.leaves, l)
	s.lay()
}

// back takes the topmost leaf away.
func (s *Screen) back() {
	s.leaves = s.leaves[:max(len(s.leaves)-1, 0)]
	s.lay()
}

// clear takes all leaves away.
func (s *Screen) clear() {
	if len(s.leaves) > 0 {
		s.leaves = nil
		s.lay()
	}
}

// top is the leaf that is seen, nil if none is.
func (s *Screen) top() leaf {
	if len(s.leaves) == 0 {
		return nil
	}
	return s.leaves[len(s.leaves)-1]
}

// lay shows the topmost leaf, or the decks.
func (s *Screen) lay() {
	l := s.top()
	if l == nil {
		s.root.Objects = []fyne.CanvasObject{s.base}
		s.root.Refresh()
		s.focus(s.shelf.list)
		return
	}
	s.root.Objects = []fyne.CanvasObject{l.object()}
	s.root.Refresh()
	if s.here() {
		l.begin()
	}
}

// sheet is the page that a leaf is, between its title and the buttons that are always seen.
type sheet struct {
	screen *Screen
	page   *page.Page
	body   *fyne.Container
	foot   *fyne.Container
	root   *fyne.Container
}

func newSheet(s *Screen, title string) *sheet {
	h := &sheet{screen: s, body: page.Column(theme.Gap16), foot: page.Flow(theme.Gap8)}
	h.page = page.NewPage(page.Inset(theme.Gap24, theme.Gap8, leftward(h.body)))
	h.root = page.Pile(0, 1,
		page.Inset(theme.Gap24, theme.Gap16, page.NewLine(title, page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})),
		h.page, page.Hairline(), page.Inset(theme.Gap24, theme.Gap8, h.foot))
	return h
}

func (h *sheet) object() fyne.CanvasObject { return h.root }
func (h *sheet) key(name fyne.KeyName)     { h.page.Key(name) }
func (h *sheet) rune(rune)                 {}

// fill shows what is built anew; the keyboard stays on the control in the same place.
func (h *sheet) fill(build func()) {
	canvas := h.screen.host.Canvas()
	at := stopIn(h.body, canvas.Focused())
	build()
	h.page.Relayout()
	if f := focusableAt(h.body, at); f != nil {
		canvas.Focus(f)
	}
}

// end shows buttons at the foot, the last of which leaves.
func (h *sheet) end(buttons ...fyne.CanvasObject) {
	cancel := control.NewButton("Cancel", h.screen.back)
	cancel.Key = "Esc"
	h.foot.Objects = slices.Concat(buttons, []fyne.CanvasObject{cancel})
	h.root.Refresh()
}

// stopIn is the place of a control among those of an object, -1 without.
func stopIn(o fyne.CanvasObject, what fyne.Focusable) int {
	at, found := -1, -1
	eachFocusable(o, func(f fyne.Focusable) {
		if at++; f == what {
			found = at
		}
	})
	return found
}

// focusableAt is the control at a place, nil without.
func focusableAt(o fyne.CanvasObject, stop int) (found fyne.Focusable) {
	at := -1
	eachFocusable(o, func(f fyne.Focusable) {
		if at++; at == stop {
			found = f
		}
	})
	return found
}

// choice is a row with words at the left and something to choose at the right.
func choice(name, more string, o fyne.CanvasObject) fyne.CanvasObject {
	text := page.Column(0, page.NewLine(name, page.Style{Size: theme.Body, Color: theme.Ink}))
	if more != "" {
		text.Add(page.NewLine(more, page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	return page.Lead(leastText, text, o)
}

// leastText is what the words about a choice have beside it.
const leastText = 180
