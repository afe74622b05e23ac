package page

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// A Slot is a place in a column for what comes and goes. An empty one takes no room, and
// leaves no gap.
type Slot struct{ *fyne.Container }

// NewSlot returns an empty slot for objects with a gap between them.
func NewSlot(gap float32) Slot {
	s := Slot{Column(gap)}
	s.Put()
	return s
}

// Put fills the slot, with nothing to empty it. The page around it is to be laid out anew.
func (s Slot) Put(objects ...fyne.CanvasObject) {
	s.Objects = objects
	s.Hidden = len(objects) == 0
	s.Refresh()
}

// Wide gives an object at least so much room, at the usual size of text.
func Wide(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	room := canvas.NewRectangle(color.Transparent)
	room.SetMinSize(fyne.NewSize(width*textScale(), 0))
	return Layers(room, o)
}
