package diagram

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
)

// Point returns the place on the drawing that a place on the widget shows.
func (d *Diagram) Point(at fyne.Position) model.Point { return d.point(at) }
