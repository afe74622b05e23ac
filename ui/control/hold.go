package control

import (
	"slices"

	"fyne.io/fyne/v2"
)

// Hold does something that puts other controls on a part of a window, and keeps the
// keyboard where it was: with the same control, with the button of the same words, or else
// with what stands in that place now. A keyboard that was elsewhere stays there.
func Hold(c fyne.Canvas, part fyne.CanvasObject, change func()) {
	held := c.Focused()
	before := stops(part, nil)
	at := slices.Index(before, held)
	change()
	after := stops(part, nil)
	switch {
	case at < 0 || len(after) == 0:
	case slices.Contains(after, held):
		c.Focus(held)
	default:
		c.Focus(after[placeOf(before, after, at)])
	}
}

// FocusFirst gives the keyboard to the first control of a part of a window, if it has any.
func FocusFirst(c fyne.Canvas, part fyne.CanvasObject) {
	if list := stops(part, nil); len(list) > 0 {
		c.Focus(list[0])
	}
}

// stops lists the controls of a part of a window that can have the keyboard, in the order
// of Tab.
func stops(o fyne.CanvasObject, list []fyne.Focusable) []fyne.Focusable {
	if o == nil || !o.Visible() {
		return list
	}
	if box, ok := o.(*fyne.Container); ok {
		for _, child := range box.Objects {
			list = stops(child, list)
		}
		return list
	}
	if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
		return list
	}
	if f, ok := o.(fyne.Focusable); ok {
		list = append(list, f)
	}
	return list
}

// placeOf finds the control that stands for the one at a place among those of before. Words
// that are on several buttons say nothing.
func placeOf(before, after []fyne.Focusable, at int) int {
	if label := labelOf(before[at]); label != "" {
		same := func(f fyne.Focusable) bool { return labelOf(f) == label }
		if k := slices.IndexFunc(after, same); k >= 0 && !slices.ContainsFunc(after[k+1:], same) {
			return k
		}
	}
	return min(at, len(after)-1)
}

func labelOf(f fyne.Focusable) string {
	if b, ok := f.(*Button); ok {
		return b.Label
	}
	return ""
}
