package diagram

import (
	"math"
	"time"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// The bounds of the scale, beside that at which the whole drawing fits.
const (
	minScale = 0.4
	maxScale = 3
)

// largestFit is how far a small drawing grows to fill a big view.
const largestFit = 1.25

// kept in view when the drawing is moved away, in points of the screen.
const keptInView = 60

// onDrawing is the point of the drawing under a point of the widget.
func (d *Diagram) onDrawing(p fyne.Position) fyne.Position {
	return fyne.NewPos((p.X-d.origin.X)/d.scale, (p.Y-d.origin.Y)/d.scale)
}

func (d *Diagram) point(p fyne.Position) model.Point {
	q := d.onDrawing(p)
	return model.Point{X: float64(q.X), Y: float64(q.Y)}
}

// Scale returns how many points of the screen a point of the drawing takes.
func (d *Diagram) Scale() float32 { return d.scale }

// Fit shows the whole drawing in the middle of the view.
func (d *Diagram) Fit() {
	d.fitted = true
	before := d.scale
	d.fit()
	d.moved(before)
}

// fitScale is the scale at which the whole drawing is seen.
func (d *Diagram) fitScale() float32 {
	size := d.Size()
	margin := theme.Gap8
	if d.Static {
		margin = theme.Gap4
	}
	w, h := size.Width-2*margin, size.Height-2*margin
	if d.drawing == nil || d.drawing.Width <= 0 || d.drawing.Height <= 0 || w <= 0 || h <= 0 {
		return unit()
	}
	return min(w/float32(d.drawing.Width), h/float32(d.drawing.Height), largestFit*unit())
}

func (d *Diagram) fit() {
	d.scale = d.fitScale()
	if d.drawing == nil {
		return
	}
	size := d.Size()
	d.origin = fyne.NewPos(
		(size.Width-float32(d.drawing.Width)*d.scale)/2,
		(size.Height-float32(d.drawing.Height)*d.scale)/2)
}

// Zoom changes the scale by a factor round the middle of the view.
func (d *Diagram) Zoom(factor float32) {
	size := d.Size()
	d.zoom(factor, fyne.NewPos(size.Width/2, size.Height/2))
}

// zoom changes the scale and leaves what is at a point of the widget where it is.
func (d *Diagram) zoom(factor float32, at fyne.Position) {
	before := d.scale
	d.zoomAt(factor, at)
	d.moved(before)
}

func (d *Diagram) zoomAt(factor float32, at fyne.Position) {
	least, most := min(minScale*unit(), d.fitScale()), maxScale*unit()
	fixed := d.onDrawing(at)
	d.scale = min(max(d.scale*factor, least), most)
	d.origin = fyne.NewPos(at.X-fixed.X*d.scale, at.Y-fixed.Y*d.scale)
	d.fitted = false
	d.hold()
}

// Pan moves the drawing.
func (d *Diagram) Pan(dx, dy float32) {
	d.origin = d.origin.AddXY(dx, dy)
	d.fitted = false
	d.hold()
	d.moved(d.scale)
}

// hold keeps a part of the drawing in view.
func (d *Diagram) hold() {
	if d.drawing == nil {
		return
	}
	size := d.Size()
	in := func(at, drawn, room float32) float32 {
		least := min(keptInView, drawn, room)
		return min(max(at, least-drawn), room-least)
	}
	d.origin = fyne.NewPos(
		in(d.origin.X, float32(d.drawing.Width)*d.scale, size.Width),
		in(d.origin.Y, float32(d.drawing.Height)*d.scale, size.Height))
}

// moved shows the view after it was moved. Moving alone moves one container; only
// another scale touches what is in it.
func (d *Diagram) moved(before float32) {
	d.layer.Move(d.origin)
	size := d.Size()
	from, to := d.onDrawing(fyne.Position{}), d.onDrawing(fyne.NewPos(size.Width, size.Height))
	switch {
	case before != d.scale:
		d.mark()
		d.grasp()
		d.show()
	case from.X < d.seen[0].X || from.Y < d.seen[0].Y || to.X > d.seen[1].X || to.Y > d.seen[1].Y:
		d.show()
	default:
		d.frame()
	}
}

// textsAFrame is how many texts get a picture at another size in one frame: what a frame
// has time for where there is no graphics card.
const textsAFrame = 10

// sharpenTime is how long the texts of a drawing take at most until all have their size.
const sharpenTime = 150 * time.Millisecond

// sharpen gives some of the texts that are late their size, those in view first, and
// reports whether others are left.
func (d *Diagram) sharpen(most int) (left bool) {
	size := d.Size()
	from, to := d.onDrawing(fyne.Position{}), d.onDrawing(fyne.NewPos(size.Width, size.Height))
	for _, inView := range []bool{true, false} {
		for _, i := range d.near {
			if !i.late || i.within(from, to) != inView {
				continue
			}
			if most = i.sharpen(d.scale, most); i.late {
				return true
			}
		}
	}
	return false
}

// sharpenOn goes on with the texts that are late, some in every frame.
func (d *Diagram) sharpenOn() {
	if d.sharpening != nil {
		d.sharpening.Stop()
	}
	d.served = true
	d.sharpening = fyne.NewAnimation(sharpenTime, func(done float32) {
		most := textsAFrame
		switch {
		case done == 1:
			most = math.MaxInt
		case d.served:
			d.served = false
			return
		}
		if !d.present(most) {
			d.sharpening.Stop()
		}
	})
	d.sharpening.Start()
}

// resized follows a change of the widget's size.
func (d *Diagram) resized() {
	before := d.scale
	if d.fitted {
		d.fit()
	} else {
		d.hold()
	}
	d.moved(before)
}

// Place returns where an element is on the widget. An edge is where its sign is.
func (d *Diagram) Place(id string) (fyne.Position, fyne.Size, bool) {
	r, ok := placeOf(d.drawing, id)
	if !ok {
		return fyne.Position{}, fyne.Size{}, false
	}
	size := extent(r)
	return d.origin.Add(scaled(position(r), d.scale)), fyne.NewSize(size.Width*d.scale, size.Height*d.scale), true
}

// Reveal moves the drawing as little as it takes to see an element.
func (d *Diagram) Reveal(id string) {
	at, size, ok := d.Place(id)
	room := d.Size()
	if !ok || room.Width <= 0 {
		return
	}
	by := func(at, size, room float32) float32 {
		const margin = theme.Gap24
		switch {
		case at < 0 || size+2*margin > room:
			return margin - at
		case at+size > room:
			return room - margin - at - size
		}
		return 0
	}
	dx, dy := by(at.X, size.Width, room.Width), by(at.Y, size.Height, room.Height)
	if at.X >= 0 && at.X+size.Width <= room.Width {
		dx = 0
	}
	if at.Y >= 0 && at.Y+size.Height <= room.Height {
		dy = 0
	}
	if dx != 0 || dy != 0 {
		d.Pan(dx, dy)
	}
}
