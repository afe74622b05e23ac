package diagram

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
)

// Point returns the place on the drawing that a place on the widget shows.
func (d *Diagram) Point(at fyne.Position) model.Point { return d.point(at) }

// IsArrow reports whether a key is one of the four that move the cursor.
func IsArrow(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown:
		return true
	}
	return false
}
