package plan

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/page"
)

func (s *Screen) add(o fyne.CanvasObject) { s.body.Objects = append(s.body.Objects, o) }

// head begins a section.
func (s *Screen) head(title string) { s.add(page.Section(title)) }
