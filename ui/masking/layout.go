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

// leastBoard is how high a picture is at least, in heights of a letter.
const leastBoard = 9

// HeightFor is the least height of the bench.
func (bench) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	empty, tools := objects[1], objects[2]
	if !tools.Visible() {
		return page.Height(empty, width)
	}
	return leastBoard*theme.Size(theme.Body) + theme.Gap16 + page.Height(tools, width)
}

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

// line sets objects beside one another, and goes on in the next line where there is no more
// room. The one at grow takes what its line has left.
type line struct{ grow int }

// leastGrown is how wide the growing object is at least, in heights of a letter.
const leastGrown = 8

// wide is how wide an object is at least.
func (l line) wide(i int, o fyne.CanvasObject, width float32) float32 {
	w := o.MinSize().Width
	if i == l.grow {
		w = max(w, leastGrown*theme.Size(theme.Body))
	}
	return min(w, max(width, 0))
}

func (l line) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.each(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastGrown*theme.Size(theme.Body), objects[l.grow].MinSize().Height)
}

func (l line) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.each(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) {
		o.Move(at)
		o.Resize(s)
	})
}

// each tells put where every object goes, and returns the height of all lines.
func (l line) each(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var y float32
	for from := 0; from < len(objects); {
		to, used, high := from, float32(-theme.Gap8), float32(0)
		for to < len(objects) {
			w := l.wide(to, objects[to], width)
			if to > from && used+theme.Gap8+w > width {
				break
			}
			used += theme.Gap8 + w
			high = max(high, objects[to].MinSize().Height)
			to++
		}
		var x float32
		for i, o := range objects[from:to] {
			i += from
			w, h := l.wide(i, o, width), o.MinSize().Height
			if i == l.grow {
				w += max(width-used, 0)
			}
			put(o, fyne.NewPos(x, y+(high-h)/2), fyne.NewSize(w, h))
			x += w + theme.Gap8
		}
		if y += high; to < len(objects) {
			y += theme.Gap8
		}
		from = to
	}
	return y
}
