package masking

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// bench lays the picture out over its tools, or what stands in its place in the middle of
// the room.
type bench struct{}

func (bench) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, 240) }

func (bench) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	picture, empty, tools := objects[0], objects[1], objects[2]
	low := float32(0)
	room := size
	if tools.Visible() {
		low = page.Height(tools, size.Width)
		room.Height = max(size.Height-low-theme.Gap16, 0)
	}
	picture.Move(fyne.NewPos(0, 0))
	picture.Resize(room)
	high := page.Height(empty, size.Width)
	empty.Move(fyne.NewPos(0, max((room.Height-high)/2, 0)))
	empty.Resize(fyne.NewSize(size.Width, high))
	tools.Move(fyne.NewPos(0, room.Height+theme.Gap16))
	tools.Resize(fyne.NewSize(size.Width, low))
}

// middle centres one object in its room.
type middle struct{}

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	least := objects[0].MinSize()
	objects[0].Move(fyne.NewPos((size.Width-least.Width)/2, 0))
	objects[0].Resize(least)
}

// gap is empty room between tools.
func gap(width float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, 0))
	return r
}

// words is a label that is as wide as its words, or as the widest that it may show.
func words(text, widest string, style page.Style) (*page.Text, fyne.CanvasObject) {
	t := page.NewLine(text, style)
	wide, _ := theme.Measure(widest, theme.Size(style.Size), fyne.TextStyle{Bold: style.Bold})
	return t, page.Layers(gap(wide.Width+2), t)
}

// reserved gives one object the height of another, whether it is shown or not: the picture
// must not move while a box is being drawn on it.
func reserved(o, like fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: reserve{like}, Objects: []fyne.CanvasObject{o}}
}

type reserve struct{ like fyne.CanvasObject }

func (r reserve) HeightFor(_ []fyne.CanvasObject, width float32) float32 {
	return page.Height(r.like, width)
}

func (r reserve) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, page.Height(r.like, objects[0].Size().Width))
}

func (r reserve) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
