package masking

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck"
	"touchpoint/deck/picture"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

const (
	handleSize  = 8  // of what is drawn
	handleReach = 7  // from the middle of a handle, where the pointer has it
	handleRoom  = 8  // round the picture
	disc        = 24 // of a mask's number
	maskFill    = 0.30
	maskChosen  = 0.45
)

// MinSize leaves the picture room to be drawn on.
func (b *board) MinSize() fyne.Size { return fyne.NewSize(200, 160) }

// CreateRenderer implements [fyne.Widget].
func (b *board) CreateRenderer() fyne.WidgetRenderer {
	r := &boardRenderer{board: b, ground: canvas.NewRectangle(nil)}
	r.draw()
	return r
}

type boardRenderer struct {
	board   *board
	ground  *canvas.Rectangle
	image   fyne.CanvasObject
	of      fyne.Resource // what the image shows,
	at      fyne.Size     // and how large
	objects []fyne.CanvasObject
}

func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *boardRenderer) Destroy()                     {}
func (r *boardRenderer) MinSize() fyne.Size           { return r.board.MinSize() }
func (r *boardRenderer) Layout(fyne.Size)             { r.draw() }

func (r *boardRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.board)
}

func (r *boardRenderer) draw() {
	b := r.board
	r.ground.Resize(b.Size())
	r.ground.FillColor, r.ground.CornerRadius = theme.Color(theme.Surface), theme.RadiusCard
	r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(theme.Hairline), theme.Stroke
	if b.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = theme.Color(theme.Accent), theme.FocusStroke
	}
	r.objects = append(r.objects[:0:0], r.ground)
	if b.picture == nil {
		return
	}
	f := b.frame()
	r.load(f.size)
	r.image.Move(f.at)
	r.image.Resize(f.size)
	r.objects = append(r.objects, r.image)
	for i, m := range b.masks {
		r.mask(f, m, i == b.selected)
	}
	if b.selected >= 0 {
		r.handles(f, b.masks[b.selected])
	}
}

// load makes the image, scaled once for the size that it is shown at: while a mask is
// dragged the board is drawn again at every move.
func (r *boardRenderer) load(size fyne.Size) {
	if r.of == r.board.picture && r.at == size {
		return
	}
	if page.Awaited(r.board.picture.Content()) {
		r.of, r.image = nil, page.Empty()
		return
	}
	r.of, r.at = r.board.picture, size
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.board); c != nil {
		scale = c.Scale()
	}
	if picture.IsSVG(r.of.Content()) { // which the toolkit draws itself
		img := canvas.NewImageFromResource(r.of)
		img.FillMode = canvas.ImageFillStretch
		r.image = img
		return
	}
	pixels, ok := page.Scaled(r.of.Content(), int(size.Width*scale+0.5), int(size.Height*scale+0.5))
	if !ok { // it is damaged
		r.image = page.Empty()
		return
	}
	img := canvas.NewImageFromImage(pixels)
	img.ScaleMode, img.FillMode = canvas.ImageScaleFastest, canvas.ImageFillStretch
	r.image = img
}

// mask draws a mask that one can see through, its number, and its label where there is room.
func (r *boardRenderer) mask(f frame, m deck.Mask, chosen bool) {
	at, size := f.box(m)
	accent := theme.Color(theme.Accent)
	fill := float32(maskFill)
	if chosen {
		fill = maskChosen
	}
	box := canvas.NewRectangle(theme.Fade(accent, fill))
	box.StrokeColor, box.StrokeWidth, box.CornerRadius = accent, theme.Stroke, theme.Gap4
	if chosen {
		box.StrokeWidth = theme.FocusStroke
	}
	box.Move(at)
	box.Resize(size)

	high := min(disc*max(1, theme.Size(theme.Caption)/12), max(size.Height, 12))
	round := canvas.NewCircle(accent)
	round.Resize(fyne.NewSize(high, high))
	round.Move(at.AddXY((size.Width-high)/2, (size.Height-high)/2))
	number := canvas.NewText(strconv.Itoa(m.Number), theme.Color(theme.OnAccent))
	number.TextSize = min(theme.Size(theme.Caption), high*0.7)
	theme.SetStyle(number, fyne.TextStyle{Bold: true})
	ms := number.MinSize()
	number.Resize(ms)
	number.Move(at.AddXY((size.Width-ms.Width)/2, (size.Height-ms.Height)/2))
	r.objects = append(r.objects, box, round, number)

	label := canvas.NewText(m.Label, theme.Color(theme.Ink))
	label.TextSize = theme.Size(theme.Caption)
	ls := label.MinSize()
	if m.Label == "" || ls.Width > size.Width-2*theme.Gap8 || (size.Height-high)/2 < ls.Height {
		return
	}
	plate := canvas.NewRectangle(theme.Color(theme.Surface))
	plate.CornerRadius = theme.Gap4
	plate.Resize(ls.AddWidthHeight(theme.Gap8, 0))
	plate.Move(at.AddXY((size.Width-ls.Width)/2-theme.Gap4, (size.Height+high)/2))
	label.Resize(ls)
	label.Move(at.AddXY((size.Width-ls.Width)/2, (size.Height+high)/2))
	r.objects = append(r.objects, plate, label)
}

// handles draws where the selected mask is sized.
func (r *boardRenderer) handles(f frame, m deck.Mask) {
	at, size := f.box(m)
	for _, h := range handles {
		o := canvas.NewRectangle(theme.Color(theme.Surface))
		o.StrokeColor, o.StrokeWidth = theme.Color(theme.Accent), 1.5
		o.CornerRadius = 2
		o.Resize(fyne.NewSize(handleSize, handleSize))
		o.Move(at.AddXY(h.x*size.Width-handleSize/2, h.y*size.Height-handleSize/2))
		r.objects = append(r.objects, o)
	}
}
