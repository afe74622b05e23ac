package control

import (
	"fyne.io/fyne/v2"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Segments offers one of a few: buttons side by side, the chosen one in the accent.
type Segments struct {
	*fyne.Container
	buttons []*Button
	chosen  int
}

// NewSegments returns segments with the given labels; choose is told the index
// when the learner takes another one.
func NewSegments(labels []string, chosen int, choose func(int)) *Segments {
	s := &Segments{chosen: chosen}
	var objects []fyne.CanvasObject
	for i, label := range labels {
		b := NewButton(label, func() {
			s.Choose(i)
			choose(i)
		})
		s.buttons = append(s.buttons, b)
		objects = append(objects, b)
	}
	s.Container = page.Row(theme.Gap4, -1, objects...)
	s.Choose(chosen)
	return s
}

// Choose marks one of the segments without telling anyone.
func (s *Segments) Choose(i int) {
	s.chosen = i
	for j, b := range s.buttons {
		b.Weight = Quiet
		if j == i {
			b.Weight = Chosen
		}
		b.Refresh()
	}
}
