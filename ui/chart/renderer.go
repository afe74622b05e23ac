package chart

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/ui/theme"
)

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &viewRenderer{view: v, band: canvas.NewRectangle(nil), mark: canvas.NewRectangle(nil), rule: canvas.NewLine(nil), ring: canvas.NewRectangle(nil)}
	r.ink = canvas.NewRaster(r.paint)
	v.renderer = r
	r.Layout(v.Size())
	return r
}

// viewRenderer puts a scene on the canvas: one picture with all marks, a text for each
// of its words, and above them what shows where the reading mark is. Moving the mark
// touches nothing else.
type viewRenderer struct {
	view    *View
	drawn   *scene
	ink     *canvas.Raster
	band    *canvas.Rectangle // behind the mark that is read
	mark    *canvas.Rectangle // a ring round it
	rule    *canvas.Line      // or a line at it
	dots    []*canvas.Circle  // and where lines are met
	ring    *canvas.Rectangle // shows that the view has the keyboard
	texts   []*canvas.Text
	objects []fyne.CanvasObject
	plot    float32 // the top of the plot
}

func (r *viewRenderer) MinSize() fyne.Size           { return r.view.MinSize() }
func (r *viewRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *viewRenderer) Destroy()                     {}

// Refresh draws everything anew: the data, the theme or the size of type is another.
func (r *viewRenderer) Refresh() {
	r.view.title.Refresh()
	r.drawn = nil
	r.Layout(r.view.Size())
	r.view.saying.Refresh()
	canvas.Refresh(r.view)
}

func (r *viewRenderer) Layout(size fyne.Size) {
	v := r.view
	d := v.division(max(size.Width, leastWidth))
	r.plot = d.plot
	v.title.Hidden = v.data.about().Title == ""
	v.title.Resize(fyne.NewSize(size.Width, max(d.plot-theme.Gap8, 0)))
	v.saying.Move(fyne.NewPos(0, d.saying))
	v.saying.Resize(fyne.NewSize(size.Width, max(d.whole-d.saying, 0)))
	r.ink.Move(fyne.NewPos(0, d.plot))
	r.ink.Resize(fyne.NewSize(max(size.Width, leastWidth), v.high))
	r.ring.Move(fyne.NewPos(-theme.Gap8, -theme.Gap8))
	r.ring.Resize(size.AddWidthHeight(2*theme.Gap8, 2*theme.Gap8))
	if r.drawn != v.laidOut() {
		r.draw()
	}
	r.point()
}

// draw puts the words of a scene where they belong, with the texts that are there.
func (r *viewRenderer) draw() {
	v := r.view
	r.drawn = v.laidOut()
	for len(r.texts) < len(r.drawn.words) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	for i, w := range r.drawn.words {
		t := r.texts[i]
		t.Text, t.TextSize, t.Color = w.text, w.size, theme.Color(w.role)
		theme.SetStyle(t, fyne.TextStyle{Bold: w.bold})
		m := t.MinSize()
		t.Move(fyne.NewPos(w.x, r.plot+w.y-m.Height/2))
		t.Resize(m)
	}
	r.gather()
	canvas.Refresh(r.ink)
}

// gather lists what is drawn, from the back to the front.
func (r *viewRenderer) gather() {
	r.objects = append(r.objects[:0:0], r.ring, r.view.title, r.band, r.ink, r.rule)
	for _, t := range r.texts[:len(r.drawn.words)] {
		r.objects = append(r.objects, t)
	}
	for _, d := range r.dots {
		r.objects = append(r.objects, d)
	}
	r.objects = append(r.objects, r.mark, r.view.saying)
}

// paint draws the marks at the resolution of the screen.
func (r *viewRenderer) paint(w, h int) image.Image {
	size := r.ink.Size()
	if w <= 0 || h <= 0 || size.Width <= 0 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 0), max(h, 0)))
	}
	return paint(r.view.laidOut().marks, w, h, float32(w)/size.Width, theme.Color)
}

// point shows where the reading mark and the keyboard are.
func (r *viewRenderer) point() {
	v := r.view
	r.ring.CornerRadius, r.ring.StrokeWidth = theme.RadiusControl, theme.FocusStroke
	r.ring.StrokeColor, r.ring.Hidden = theme.Color(theme.Accent), !v.focus
	r.band.Hidden, r.mark.Hidden, r.rule.Hidden = true, true, true
	var st stop
	if i := v.shown(); i >= 0 && i < v.Stops() {
		st = v.laidOut().stops[i]
		r.show(st)
	}
	for len(r.dots) < len(st.dots) {
		r.dots = append(r.dots, canvas.NewCircle(nil))
		r.gather()
	}
	for i, d := range r.dots {
		d.Hidden = i >= len(st.dots)
		if !d.Hidden {
			const radius = 5
			d.FillColor, d.StrokeColor, d.StrokeWidth = theme.Color(theme.Surface), theme.Color(theme.Ink), theme.FocusStroke
			d.Move(st.dots[i].AddXY(-radius, r.plot-radius))
			d.Resize(fyne.NewSquareSize(2 * radius))
			canvas.Refresh(d)
		}
	}
	for _, o := range []fyne.CanvasObject{r.ring, r.band, r.mark, r.rule} {
		canvas.Refresh(o)
	}
}

// show shows a stop as a line across the plot, a ring, or a band behind it.
func (r *viewRenderer) show(st stop) {
	size := fyne.NewSize(st.to.X-st.at.X, st.to.Y-st.at.Y)
	at := st.at.AddXY(0, r.plot)
	switch {
	case st.rule > 0:
		r.rule.Hidden = false
		r.rule.StrokeColor, r.rule.StrokeWidth = theme.Color(theme.Muted), theme.Stroke
		r.rule.Position1, r.rule.Position2 = fyne.NewPos(st.rule, at.Y), fyne.NewPos(st.rule, at.Y+size.Height)
	case st.ring:
		const out = 3
		r.mark.Hidden = false
		r.mark.StrokeColor, r.mark.StrokeWidth = theme.Color(theme.Ink), theme.FocusStroke
		r.mark.Move(at.AddXY(-out, -out))
		r.mark.Resize(size.AddWidthHeight(2*out, 2*out))
		r.mark.CornerRadius = 4
		if st.round {
			r.mark.CornerRadius = size.Width/2 + out
		}
	default:
		const least = 6 // a column may be thinner than can be seen
		if size.Width < least {
			at.X -= (least - size.Width) / 2
			size.Width = least
		}
		r.band.Hidden = false
		r.band.FillColor, r.band.CornerRadius = theme.Fade(theme.Color(theme.Ink), 0.1), 4
		r.band.Move(at)
		r.band.Resize(size)
	}
}
