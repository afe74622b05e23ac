package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// Sorter shows items that the learner brings into order, by dragging a row or by
// keyboard: the arrows move the cursor, Space lifts a row so that the arrows
// carry it, and Space puts it down again.
type Sorter struct {
	widget.BaseWidget
	rows   []*sortRow // in the present order
	cursor int
	lifted bool
	judged bool
}

var _ page.Tall = (*Sorter)(nil)

// NewSorter returns a sorter with the items in the order in which they are given.
func NewSorter(items []string) *Sorter {
	s := &Sorter{cursor: -1}
	for i, item := range items {
		row := &sortRow{sorter: s, item: i}
		row.look, row.widest = row.looks, "✗ belongs at 7"
		row.text = page.NewLine(item, page.Style{Size: theme.Body, Color: theme.Ink})
		row.ExtendBaseWidget(row)
		s.rows = append(s.rows, row)
	}
	s.ExtendBaseWidget(s)
	return s
}

// Order returns the items, as indexes of what NewSorter was given, from top to bottom.
func (s *Sorter) Order() []int {
	order := make([]int, len(s.rows))
	for i, r := range s.rows {
		order[i] = r.item
	}
	return order
}

// Judge shows for every place whether the right item stands there; place gives
// for an item the place, from 0, where it belongs.
func (s *Sorter) Judge(place func(item int) int) {
	s.judged, s.lifted, s.cursor = true, false, -1
	for i, r := range s.rows {
		r.verdict, r.belongs = Wrong, place(r.item)
		if r.belongs == i {
			r.verdict = Right
		}
	}
	s.Refresh()
}

// Key moves the cursor or the lifted row and reports whether it had a use for
// the key.
func (s *Sorter) Key(name fyne.KeyName) bool {
	if s.judged || len(s.rows) == 0 {
		return false
	}
	switch name {
	case fyne.KeyUp:
		s.step(-1)
	case fyne.KeyDown:
		s.step(1)
	case fyne.KeySpace:
		if s.cursor < 0 {
			s.cursor = 0
		}
		s.lifted = !s.lifted
	case fyne.KeyEscape:
		if !s.lifted {
			return false
		}
		s.lifted = false
	default:
		return false
	}
	s.Refresh()
	return true
}

// Current returns the row that the cursor is on, or nil.
func (s *Sorter) Current() fyne.CanvasObject {
	if s.cursor < 0 {
		return nil
	}
	return s.rows[s.cursor]
}

func (s *Sorter) step(by int) {
	to := min(max(s.cursor+by, 0), len(s.rows)-1)
	if s.lifted {
		s.move(s.cursor, to)
	}
	s.cursor = to
}

func (s *Sorter) move(from, to int) {
	row := s.rows[from]
	s.rows = append(s.rows[:from], s.rows[from+1:]...)
	s.rows = append(s.rows[:to], append([]*sortRow{row}, s.rows[to:]...)...)
}

// HeightFor returns the sorter's height at a width.
func (s *Sorter) HeightFor(width float32) float32 {
	var y float32
	for i, r := range s.rows {
		if i > 0 {
			y += theme.Gap8
		}
		y += r.HeightFor(width)
	}
	return y
}

// MinSize is the sorter's height at its present width.
func (s *Sorter) MinSize() fyne.Size {
	return fyne.NewSize(0, s.HeightFor(max(s.Size().Width, 200)))
}

// CreateRenderer implements [fyne.Widget].
func (s *Sorter) CreateRenderer() fyne.WidgetRenderer { return &sorterRenderer{s} }

type sorterRenderer struct{ sorter *Sorter }

func (r *sorterRenderer) MinSize() fyne.Size { return r.sorter.MinSize() }
func (r *sorterRenderer) Destroy()           {}
func (r *sorterRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, len(r.sorter.rows))
	for _, row := range r.sorter.rows {
		if !row.dragged {
			list = append(list, row)
		}
	}
	for _, row := range r.sorter.rows {
		if row.dragged {
			list = append(list, row) // above the others
		}
	}
	return list
}

func (r *sorterRenderer) Layout(size fyne.Size) {
	var y float32
	for _, row := range r.sorter.rows {
		h := row.HeightFor(size.Width)
		row.Move(fyne.NewPos(0, y+row.shift))
		row.Resize(fyne.NewSize(size.Width, h))
		y += h + theme.Gap8
	}
}

func (r *sorterRenderer) Refresh() {
	r.Layout(r.sorter.Size())
	for _, row := range r.sorter.rows {
		row.Refresh()
	}
	canvas.Refresh(r.sorter)
}
