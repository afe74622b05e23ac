package author

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// wideFrom is the width of the screen from which the preview stands beside the text.
const wideFrom = 900

// mostOutline is the share of a narrow window that the outline takes at most.
const mostOutline = 0.36

// A shape says which parts of the screen are shown.
type shape uint8

const (
	threeParts shape = iota // outline, text, preview
	noPreview               // what stands in the middle takes the room of the preview
	stripBelow              // likewise, with what is wrong in a strip below
	cardsOnly               // in a narrow window: the preview, below the row of tools
)

// desk lays out the outline, the middle and the preview, with lines between them. In a
// narrow window the preview stands below the middle.
type desk struct {
	shape shape
	alone bool              // in a narrow window the middle is shown without the preview
	strip fyne.CanvasObject // what decides the height of the strip
	tools fyne.CanvasObject // what is left of the middle above the preview alone

	narrow bool   // the preview cannot stand beside the middle
	turned func() // it can, or cannot any more
}

// The objects of a desk, in order.
const (
	deskOutline = iota
	deskLine1
	deskMiddle
	deskLine2
	deskPreview
	deskStrip
)

func (d *desk) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(520, 300) }

func (d *desk) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := max(1, theme.Size(theme.Body)/15)
	if narrow := size.Width < wideFrom*scale; narrow != d.narrow {
		d.narrow = narrow
		d.turned()
	}
	outline := min(280*scale, max(size.Width*0.23, 200*scale), size.Width*mostOutline)
	put := func(i int, x, y, w, h float32) {
		objects[i].Move(fyne.NewPos(x, y))
		objects[i].Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	}
	show := func(i int, on bool) {
		if objects[i].Visible() == on {
			return
		}
		if on {
			objects[i].Show()
		} else {
			objects[i].Hide()
		}
	}
	beside := (d.shape == threeParts || d.shape == cardsOnly) && !d.narrow
	below := d.narrow && (d.shape == cardsOnly || d.shape == threeParts && !d.alone)
	show(deskPreview, beside || below)
	show(deskLine2, beside || below)
	show(deskStrip, d.shape == stripBelow)

	put(deskOutline, 0, 0, outline, size.Height)
	put(deskLine1, outline, 0, theme.Stroke, size.Height)
	x, w, h := outline+theme.Stroke, size.Width-outline-theme.Stroke, size.Height
	switch {
	case beside:
		preview := min(max(w*0.42, 300*scale), 440*scale)
		put(deskLine2, size.Width-preview-theme.Stroke, 0, theme.Stroke, h)
		put(deskPreview, size.Width-preview, 0, preview, h)
		w -= preview + theme.Stroke
	case below:
		preview := h * 0.42
		if d.shape == cardsOnly {
			preview = max(h-page.Height(d.tools, w-2*theme.Gap16)-2*theme.Gap16-theme.Stroke, 0)
		}
		put(deskLine2, x, h-preview-theme.Stroke, w, theme.Stroke)
		put(deskPreview, x, h-preview, w, preview)
		h -= preview + theme.Stroke
	case d.shape == stripBelow:
		strip := min(page.Height(d.strip, w)+theme.Stroke, h*0.2)
		put(deskStrip, x, h-strip, w, strip)
		h -= strip
	}
	put(deskMiddle, x, 0, w, h)
}

// sparing is the layout of a pile whose last object stays away where the one that grows
// would have too little room.
type sparing struct {
	pile  fyne.Layout
	gap   float32
	grow  int
	least func(width float32) float32 // height of the one that grows
}

// leastGrown is how high the growing object is at least, in lines, before the last stays
// away.
const leastGrown = 4

func (s sparing) MinSize(objects []fyne.CanvasObject) fyne.Size { return s.pile.MinSize(objects) }

// HeightFor is the least height of the pile, without the last object.
func (s sparing) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := -page.Rest(s.gap, s.grow, objects[:len(objects)-1], fyne.NewSize(width, 0))
	if objects[s.grow].Visible() {
		h += s.least(width)
	}
	return h
}

func (s sparing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if page.Rest(s.gap, s.grow, objects, size) < leastGrown*theme.Size(theme.Body)*page.LineHeight {
		last := objects[len(objects)-1]
		last.Resize(fyne.NewSize(size.Width, 0))
		last.Move(fyne.NewPos(0, -2*size.Height)) // hidden it would be for good
		objects = objects[:len(objects)-1]
	}
	s.pile.Layout(objects, size)
}

// room is empty space of a size.
func room(w, h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

// words is a text as wide as its words, or as the widest that it may show.
func words(text, widest string, style page.Style) (*page.Text, fyne.CanvasObject) {
	t := page.NewLine(text, style)
	wide, _ := theme.Measure(widest, theme.Size(style.Size), fyne.TextStyle{Bold: style.Bold})
	return t, page.Layers(room(wide.Width+2, 0), t)
}

// labelled sets a field beside its label, or below it where the field would be too narrow.
type labelled struct{}

// labelledBy sets a field beside its label, which has room for the longest of its form.
func labelledBy(label, longest string, field fyne.CanvasObject) *fyne.Container {
	_, name := words(label, longest, page.Style{Size: theme.Body, Color: theme.Muted})
	return &fyne.Container{Layout: labelled{}, Objects: []fyne.CanvasObject{name, field}}
}

// leastField is how wide a field beside its label is at least, in heights of a letter.
const leastField = 15

func (labelled) below(objects []fyne.CanvasObject, width float32) bool {
	return width-objects[0].MinSize().Width-theme.Gap16 < leastField*theme.Size(theme.Body)
}

func (l labelled) HeightFor(objects []fyne.CanvasObject, width float32) float32 {
	label := objects[0].MinSize()
	if l.below(objects, width) {
		return label.Height + page.Height(objects[1], width)
	}
	return max(label.Height, page.Height(objects[1], width-label.Width-theme.Gap16))
}

func (l labelled) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, l.HeightFor(objects, objects[0].Size().Width))
}

func (l labelled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	label := objects[0].MinSize()
	objects[0].Resize(label)
	if l.below(objects, size.Width) {
		objects[0].Move(fyne.NewPos(0, 0))
		objects[1].Move(fyne.NewPos(0, label.Height))
		objects[1].Resize(fyne.NewSize(size.Width, size.Height-label.Height))
		return
	}
	width := size.Width - label.Width - theme.Gap16
	high := page.Height(objects[1], width)
	objects[0].Move(fyne.NewPos(0, (size.Height-label.Height)/2))
	objects[1].Move(fyne.NewPos(label.Width+theme.Gap16, (size.Height-high)/2))
	objects[1].Resize(fyne.NewSize(width, high))
}
