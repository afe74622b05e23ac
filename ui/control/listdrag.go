package control

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"touchpoint/ui/theme"
)

var _ fyne.Draggable = (*listRows)(nil)

// A carry is a row of a list that follows the pointer, from the press of a button on.
type carry struct {
	row    int     // -1: none was pressed
	from   float32 // where it was pressed, from the top of all rows
	y      float32 // where the pointer is, from the top of what is seen
	lifted bool    // it was moved far enough to be more than a click with an unsteady hand
	gap    int     // above which row it would land; -1: nowhere
	glide  *fyne.Animation
}

const (
	liftFrom = theme.Gap8            // how far a row is dragged before it is carried
	edge     = 1.5                   // how near to an end of the list it scrolls, in rows
	speed    = 14                    // rows in a second, at the end itself
	cycle    = 10 * time.Second      // of the animation that scrolls
	frame    = 16 * time.Millisecond // the longest that a movement of the pointer scrolls by
)

// press begins what may become a carry.
func (l *List) press(y float32) {
	l.carry = carry{row: l.rows.at(y), from: y, gap: -1}
}

// Dragged carries the row that was pressed, if the list has rows that can be carried.
func (r *listRows) Dragged(ev *fyne.DragEvent) {
	l := r.list
	l.carry.y = ev.Position.Y - l.scroll.Offset.Y
	if !l.carry.lifted {
		far := ev.Position.Y - l.carry.from
		if l.OnLift == nil || l.carry.row < 0 || max(far, -far) < liftFrom || !l.OnLift(l.carry.row) {
			return
		}
		l.carry.lifted, l.hover = true, -1
		l.glideOn()
	}
	l.glide(frame)
}

// DragEnd puts the row where the line is. What was moved by so little that it was not
// lifted was a click.
func (r *listRows) DragEnd() {
	l := r.list
	c := l.carry
	l.letGo()
	switch {
	case c.lifted && c.gap >= 0:
		l.OnDrop(c.row, c.gap)
	case c.lifted:
		l.OnDrop(-1, -1)
	case c.row >= 0 && c.row == r.at(c.y+l.scroll.Offset.Y):
		r.Tapped(&fyne.PointEvent{Position: fyne.NewPos(0, c.from)})
	}
}

// Carried returns the row that is carried, -1 for none.
func (l *List) Carried() int {
	if !l.carry.lifted {
		return -1
	}
	return l.carry.row
}

// letGo ends a carry.
func (l *List) letGo() {
	if l.carry.glide != nil {
		l.carry.glide.Stop()
	}
	l.carry = carry{row: -1, gap: -1}
	l.rows.Refresh()
}

// cancelCarry puts the row back that is carried, and reports whether there was one.
func (l *List) cancelCarry() bool {
	if !l.carry.lifted {
		return false
	}
	l.letGo()
	l.OnDrop(-1, -1)
	return true
}

// glideOn scrolls as long as the pointer is held at an end of the list, also when it rests.
func (l *List) glideOn() {
	last := time.Now()
	l.carry.glide = &fyne.Animation{Duration: cycle, RepeatCount: fyne.AnimationRepeatForever, Tick: func(float32) {
		if l.carry.lifted {
			now := time.Now()
			l.glide(now.Sub(last))
			last = now
		}
	}}
	l.carry.glide.Start()
}

// glide scrolls by what a time is worth so near to an end of the list, and finds out where
// the row would land now.
func (l *List) glide(d time.Duration) {
	h, view := l.rowHeight(), l.scroll.Size().Height
	near := min(edge*h, view/3)
	by := float32(0)
	switch y := l.carry.y; {
	case y < near:
		by = -min((near-y)/near, 1)
	case y > view-near:
		by = min((y-view+near)/near, 1)
	}
	before := l.scroll.Offset.Y
	if by != 0 {
		most := max(float32(l.count)*h-view, 0)
		to := min(max(before+by*speed*h*float32(d.Seconds()), 0), most)
		if to != before {
			l.scroll.ScrollToOffset(fyne.NewPos(0, to))
		}
	}
	gap := int((l.carry.y+l.scroll.Offset.Y)/h + 0.5)
	gap = l.Land(l.carry.row, min(max(gap, 0), l.count))
	if gap != l.carry.gap || l.scroll.Offset.Y != before {
		l.carry.gap = gap
		l.rows.Refresh()
	}
}

// landing draws the line where the row that is carried would land.
func (r *listRenderer) landing(h float32) {
	l := r.rows.list
	if !l.carry.lifted || l.carry.gap < 0 {
		return
	}
	x := theme.Gap16 + float32(l.Row(l.carry.row).Depth)*theme.Gap16
	y := float32(l.carry.gap)*h - theme.FocusStroke/2
	y = min(max(y, l.scroll.Offset.Y), l.scroll.Offset.Y+l.scroll.Size().Height-theme.FocusStroke)
	line := canvas.NewRectangle(theme.Color(theme.Accent))
	line.CornerRadius = theme.FocusStroke / 2
	line.Move(fyne.NewPos(x, y))
	line.Resize(fyne.NewSize(max(r.rows.Size().Width-x-theme.Gap8, 0), theme.FocusStroke))
	r.objects = append(r.objects, line)
}

// Cursor shows a hand where a row is carried.
func (r *listRows) Cursor() desktop.Cursor {
	if r.list.carry.lifted {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
