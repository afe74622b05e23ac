package settings

import (
	"fmt"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/page"
)

// head begins a section.
func (s *Screen) head(title string) { s.add(page.Section(title)) }

func (s *Screen) add(o fyne.CanvasObject) { s.body.Objects = append(s.body.Objects, o) }

// row is a choice: its name, a sentence about it, and what it is made with.
func (s *Screen) row(name, about string, o fyne.CanvasObject) { s.add(page.Entry(name, about, o)) }

func percent(v int) string     { return fmt.Sprintf("%d %%", v) }
func plainNumber(v int) string { return deck.Number(v) }
func hour(v int) string        { return fmt.Sprintf("%d:00", v) }
