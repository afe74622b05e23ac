package control

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"touchpoint/ui/theme"
)

// sortRow is one item of a sorter.
type sortRow struct {
	slip
	sorter  *Sorter
	item    int
	verdict Verdict
	belongs int
	shift   float32 // how far it has been dragged from its place
	dragged bool
}

var (
	_ fyne.Draggable     = (*sortRow)(nil)
	_ desktop.Cursorable = (*sortRow)(nil)
)

func (r *sortRow) place() int {
	for i, row := range r.sorter.rows {
		if row == r {
			return i
		}
	}
	return -1
}

// Dragged carries the row with the pointer; it changes places with a neighbour
// when it is more than half across.
func (r *sortRow) Dragged(ev *fyne.DragEvent) {
	s := r.sorter
	if s.judged {
		return
	}
	r.dragged = true
	r.shift += ev.Dragged.DY
	i := r.place()
	s.cursor, s.lifted = i, true
	if i > 0 && r.shift < -s.rows[i-1].Size().Height/2 {
		r.shift += s.rows[i-1].Size().Height + theme.Gap8
		s.move(i, i-1)
		s.cursor = i - 1
	} else if i < len(s.rows)-1 && r.shift > s.rows[i+1].Size().Height/2 {
		r.shift -= s.rows[i+1].Size().Height + theme.Gap8
		s.move(i, i+1)
		s.cursor = i + 1
	}
	s.Refresh()
}

// DragEnd puts the row down.
func (r *sortRow) DragEnd() {
	r.dragged, r.shift = false, 0
	r.sorter.lifted, r.sorter.cursor = false, r.place()
	r.sorter.Refresh()
}

// Cursor says that the row can be dragged up and down.
func (r *sortRow) Cursor() desktop.Cursor {
	if r.sorter.judged {
		return desktop.DefaultCursor
	}
	return desktop.VResizeCursor
}

func (r *sortRow) looks() looks {
	s := r.sorter
	l := idle(strconv.Itoa(r.place() + 1))
	l.grip = !s.judged
	switch here := s.cursor == r.place(); {
	case r.verdict == Right:
		l.judged("✓ Right", theme.Good)
	case r.verdict == Wrong:
		l.judged("✗ belongs at "+strconv.Itoa(r.belongs+1), theme.Again)
	case here:
		l.edge, l.thick, l.tone = theme.Accent, theme.FocusStroke, theme.Accent
		if s.lifted {
			l.fill = theme.Wash
		}
	}
	return l
}
