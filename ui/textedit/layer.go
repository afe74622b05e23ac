package textedit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck"
	"touchpoint/ui/theme"
)

// CreateRenderer puts the layer of marks over the entry's words, in what scrolls, and the
// bubble over all.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	r := &editorRenderer{WidgetRenderer: e.Entry.CreateRenderer(), editor: e}
	for _, o := range r.WidgetRenderer.Objects() {
		if s, ok := o.(*container.Scroll); ok && s.Content != nil {
			e.scroll = s
			s.Content = &fyne.Container{Layout: over{}, Objects: []fyne.CanvasObject{s.Content, e.layer}}
		}
	}
	return r
}

// over lays the marks over the words, which decide the size.
type over struct{}

func (over) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (over) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

type editorRenderer struct {
	fyne.WidgetRenderer
	editor *Editor
}

func (r *editorRenderer) Objects() []fyne.CanvasObject {
	list := r.WidgetRenderer.Objects()
	return append(list[:len(list):len(list)], r.editor.bubble)
}

func (r *editorRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	// Before it is shown the entry breaks its rows at other places, and the cursor would
	// stay in its row and column.
	if e := r.editor; e.want >= 0 {
		e.GoTo(e.want)
	}
	r.follow()
}

func (r *editorRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.follow()
}

// follow sets the marks anew where the text or its rows have changed.
func (r *editorRenderer) follow() {
	e := r.editor
	if e.scroll != nil {
		least := e.scroll.Content.MinSize().Max(e.scroll.Size())
		if e.scroll.Content.Size() != least {
			e.scroll.Content.Resize(least)
		}
	}
	e.layer.follow()
}

// layer draws the lines under what is wrong.
type layer struct {
	widget.BaseWidget
	editor *Editor
	stale  bool      // the text or the marks have changed
	width  float32   // that the boxes were found for
	size   float32   // of type, likewise
	boxes  []markBox // of all marks
}

type markBox struct {
	box
	mark Mark
}

func newLayer(e *Editor) *layer {
	l := &layer{editor: e}
	l.ExtendBaseWidget(l)
	return l
}

// follow finds the boxes of the marks where something has changed.
func (l *layer) follow() {
	high := l.editor.rowHeight()
	if !l.stale && l.width == l.Size().Width && l.size == high {
		return
	}
	l.stale, l.width, l.size = false, l.Size().Width, high
	l.boxes = l.boxes[:0]
	for _, m := range l.editor.marks {
		for _, b := range l.editor.boxes(m.From, m.To) {
			l.boxes = append(l.boxes, markBox{b, m})
		}
	}
	l.Refresh()
}

// at returns the mark at a place.
func (l *layer) at(p fyne.Position) (Mark, box, bool) {
	for _, b := range l.boxes {
		if p.X >= b.at.X && p.X <= b.at.X+b.size.Width && p.Y >= b.at.Y && p.Y <= b.at.Y+b.size.Height+2 {
			return b.mark, b.box, true
		}
	}
	return Mark{}, box{}, false
}

// CreateRenderer implements [fyne.Widget].
func (l *layer) CreateRenderer() fyne.WidgetRenderer {
	r := &layerRenderer{layer: l}
	r.draw()
	return r
}

type layerRenderer struct {
	layer   *layer
	objects []fyne.CanvasObject
}

func (r *layerRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *layerRenderer) Destroy()                     {}
func (r *layerRenderer) MinSize() (none fyne.Size)    { return none }
func (r *layerRenderer) Layout(fyne.Size)             { r.layer.follow() }

func (r *layerRenderer) Refresh() {
	if r.layer.stale {
		r.layer.follow() // comes back here
		return
	}
	r.draw()
	canvas.Refresh(r.layer)
}

func (r *layerRenderer) draw() {
	r.objects = r.objects[:0:0]
	for _, b := range r.layer.boxes {
		y := b.at.Y + b.size.Height - 1
		if b.mark.Severity == deck.Error {
			r.wave(b.at.X, y, b.size.Width, theme.Color(theme.Again))
		} else {
			r.dashes(b.at.X, y, b.size.Width, theme.Color(theme.Hard))
		}
	}
}

// How the lines look.
const (
	waveStep  = 3 // half a wave's length
	waveHigh  = 2
	dashOn    = 4
	dashOff   = 3
	dashThick = 1.5
	mostSteps = 400 // lines of one mark, for what is absurdly long
)

// wave draws the wavy line of an error.
func (r *layerRenderer) wave(x, y, width float32, c color.Color) {
	for i := 0; i < mostSteps; i++ {
		from := float32(i) * waveStep
		if from >= width {
			return
		}
		to := min(from+waveStep, width)
		line := canvas.NewLine(c)
		line.StrokeWidth = 1.25
		low, high := y+waveHigh, y
		if i%2 == 1 {
			low, high = high, low
		}
		line.Position1 = fyne.NewPos(x+from, low)
		line.Position2 = fyne.NewPos(x+to, low+(high-low)*(to-from)/waveStep)
		r.objects = append(r.objects, line)
	}
}

// dashes draws the dashed line of a warning.
func (r *layerRenderer) dashes(x, y, width float32, c color.Color) {
	for i := 0; i < mostSteps; i++ {
		from := float32(i) * (dashOn + dashOff)
		if from >= width {
			return
		}
		dash := canvas.NewRectangle(c)
		dash.Move(fyne.NewPos(x+from, y+waveHigh/2))
		dash.Resize(fyne.NewSize(min(dashOn, width-from), dashThick))
		r.objects = append(r.objects, dash)
	}
}
