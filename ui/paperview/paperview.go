// Package paperview shows the pages that are going to be printed.
//
// A [View] shows one page at a time, as large as its room allows, white whatever the look
// of the program: that is how it comes out of the printer. Pages are painted away from the
// goroutine of the user interface, one at a time, in the pixels of the screen.
package paperview

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/exchange/paper"
	"touchpoint/ui/theme"
)

// View shows pages of paper.
type View struct {
	widget.BaseWidget
	OnTurn func(page, of int) // another page is shown, counted from 1; may be nil

	pages []paper.Page
	at    int
	away  func(work func() (then func()))
	wheel float32 // how far it was turned since the last page
	done  picture
	want  picture // what is being painted, the zero value for nothing
}

// A picture is a page that was painted.
type picture struct {
	page, pixels int // the latter its width
	image        image.Image
}

var _ desktop.Cursorable = (*View)(nil)

// New returns a view of pages. Away does work away from the goroutine of the user
// interface, and on it what the work returns.
func New(pages []paper.Page, away func(work func() (then func()))) *View {
	v := &View{pages: pages, away: away}
	v.ExtendBaseWidget(v)
	return v
}

// At is the page that is shown, counted from 1, and how many there are.
func (v *View) At() (page, of int) { return min(v.at+1, len(v.pages)), len(v.pages) }

// Turn goes so many pages forth, or back.
func (v *View) Turn(by int) { v.turnTo(v.at + by) }

func (v *View) turnTo(page int) {
	page = max(min(page, len(v.pages)-1), 0)
	if page == v.at {
		return
	}
	v.at = page
	v.Refresh()
	if v.OnTurn != nil {
		v.OnTurn(v.At())
	}
}

// Key turns the pages by the arrows, the page keys, Home and End, and reports whether the
// key was one of them.
func (v *View) Key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeyDown:
		v.Turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyUp:
		v.Turn(-1)
	case fyne.KeyHome:
		v.turnTo(0)
	case fyne.KeyEnd:
		v.turnTo(len(v.pages) - 1)
	default:
		return false
	}
	return true
}

// click is how far the wheel of a mouse turns at a time.
const click = 25

// Scrolled turns a page for every click of the wheel, and as much of a movement over a
// touchpad.
func (v *View) Scrolled(ev *fyne.ScrollEvent) {
	if v.wheel*ev.Scrolled.DY < 0 {
		v.wheel = 0 // the other way
	}
	for v.wheel += ev.Scrolled.DY; v.wheel <= -click; v.wheel += click {
		v.Turn(1)
	}
	for ; v.wheel >= click; v.wheel -= click {
		v.Turn(-1)
	}
}

// Cursor is the usual one.
func (v *View) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// MinSize is small: the page is as large as there is room.
func (v *View) MinSize() fyne.Size { return fyne.NewSize(leastSide, leastSide) }

const leastSide = 120

// fit is where the page lies in the room.
func (v *View) fit(room fyne.Size) (at fyne.Position, size fyne.Size) {
	if len(v.pages) == 0 {
		return at, size
	}
	p := &v.pages[v.at]
	w, h := float32(p.Width), float32(p.Height)
	by := min((room.Width-2*theme.Gap16)/w, (room.Height-2*theme.Gap16)/h)
	size = fyne.NewSize(max(w*by, 1), max(h*by, 1))
	return fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2), size
}

// paint has the page painted in a width, unless it is or is being painted so. While one is
// being painted others wait: only what is wanted by then is painted next.
func (v *View) paint(width float32) {
	if len(v.pages) == 0 {
		return
	}
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		scale = c.Scale()
	}
	want := picture{page: v.at, pixels: int(width*scale + 0.5)}
	if v.done.page == want.page && v.done.pixels == want.pixels && v.done.image != nil || v.want.pixels != 0 {
		return
	}
	v.want = want
	p := &v.pages[want.page]
	v.away(func() func() {
		painted := paper.Paint(p, want.pixels)
		return func() {
			v.want = picture{}
			v.done = picture{want.page, want.pixels, painted}
			v.Refresh()
		}
	})
}

// CreateRenderer implements [fyne.Widget].
func (v *View) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{view: v, sheet: canvas.NewRectangle(image.White.C), image: canvas.NewImageFromImage(nil)}
	r.image.ScaleMode = canvas.ImageScaleSmooth
	r.sheet.StrokeWidth = theme.Stroke
	r.Refresh()
	return r
}

type renderer struct {
	view  *View
	sheet *canvas.Rectangle
	image *canvas.Image
	shown image.Image
}

func (r *renderer) Destroy()                     {}
func (r *renderer) MinSize() fyne.Size           { return r.view.MinSize() }
func (r *renderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.sheet, r.image} }

func (r *renderer) Layout(room fyne.Size) {
	at, size := r.view.fit(room)
	r.sheet.Move(at)
	r.sheet.Resize(size)
	r.image.Move(at)
	r.image.Resize(size)
	if room.Width > 0 && room.Height > 0 {
		r.view.paint(size.Width)
	}
	r.show()
}

// show shows what was painted, if it is of the page that is to be seen.
func (r *renderer) show() {
	done := r.view.done
	r.image.Hidden = done.image == nil || done.page != r.view.at
	if done.image != nil && done.image != r.shown {
		r.shown, r.image.Image = done.image, done.image
		r.image.Refresh()
	}
}

func (r *renderer) Refresh() {
	r.sheet.StrokeColor = theme.Color(theme.Hairline)
	r.Layout(r.view.Size())
	canvas.Refresh(r.view)
}
