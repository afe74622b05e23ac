package author

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/draft"
)

// modelView is a model as a drawing that its author changes.
type modelView struct {
	s *Screen
}

func newModelView(s *Screen) *modelView { return &modelView{s: s} }

func (m *modelView) show(k draft.Key)           {}
func (m *modelView) object() fyne.CanvasObject  { return room(0, 0) }
func (m *modelView) focus()                     {}
func (m *modelView) key(name fyne.KeyName) bool { return false }
func (m *modelView) rune(r rune) bool           { return false }
