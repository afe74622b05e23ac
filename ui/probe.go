package ui

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2/canvas"
)

// probe tells a test when frames are painted: the first one ("ready"), and the first
// after each key ("drawn", with the microseconds since the key came in); of a screen that
// is filled only when something was read, the first in which it is. It is a
// picture of one pixel that stands last in the window, so that it is painted last.
// Without a test nothing changes it, and it costs nothing. The window learns from it too
// when the first frame is up.
type probe struct {
	object *canvas.Raster
	trace  func(string, ...any)
	begun  bool
	then   func()    // to be done once the first frame is up; nil for nothing
	since  time.Time // of the key that waits for its frame
	line   string    // that must be traced before the frame counts; "" for any
}

func newProbe(trace func(string, ...any)) *probe {
	p := &probe{trace: trace}
	p.object = canvas.NewRaster(p.paint)
	return p
}

// begin does something once the first frame is up.
func (p *probe) begin(do func()) {
	if p.begun {
		do()
		return
	}
	p.then = do
}

// key notes that a key came in.
func (p *probe) key() {
	if p.since.IsZero() {
		p.since = time.Now()
	}
	p.object.Refresh()
}

// await notes that a key came in whose frame is the one after a line was traced.
func (p *probe) await(line string) { p.since, p.line = time.Now(), line }

// heard is told each line that is traced.
func (p *probe) heard(line string) {
	if p.line != "" && p.line == line {
		p.line = ""
		p.object.Refresh()
	}
}

func (p *probe) paint(w, h int) image.Image {
	switch {
	case !p.begun:
		p.begun = true
		p.trace("ready")
		if p.then != nil {
			p.then()
		}
	case !p.since.IsZero() && p.line == "":
		p.trace("drawn %d", time.Since(p.since).Microseconds())
		p.since = time.Time{}
	}
	img := image.NewAlpha(image.Rect(0, 0, max(w, 1), max(h, 1)))
	img.Set(0, 0, color.Transparent)
	return img
}
