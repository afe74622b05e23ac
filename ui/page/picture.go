package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	"touchpoint/deck/picture"
	"touchpoint/ui/theme"
)

// Pictures finds the bytes of a deck's pictures. It resolves them itself, because
// the toolkit would look for a missing file again at every layout.
type Pictures func(path string) ([]byte, error)

// fit returns how large a picture is in a column: its own size, or the column's
// width where it is wider. What cannot be read takes one line, and is no picture.
func (p Pictures) fit(path string, column float32) (size fyne.Size, ok bool) {
	size, _, ok = p.size(path)
	if !ok {
		return fyne.NewSize(column, theme.Size(theme.Body)*LineHeight), false
	}
	if size.Width > column {
		size = fyne.NewSize(column, size.Height*column/size.Width)
	}
	return size, true
}

// object returns what is drawn for a picture of a size in pixels of the screen: itself, or
// its description where it cannot be read.
func (p Pictures) object(path, alt string, width, height int) fyne.CanvasObject {
	_, data, ok := p.size(path)
	switch {
	case !ok:
		return described(alt)
	case picture.IsSVG(data): // which the toolkit draws itself
		img := canvas.NewImageFromResource(fyne.NewStaticResource(path, data))
		img.FillMode = canvas.ImageFillContain
		return img
	case Awaited(data):
		return Empty()
	}
	pixels, ok := Scaled(data, width, height)
	if !ok {
		return described(alt)
	}
	img := canvas.NewImageFromImage(pixels)
	img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleFastest
	return img
}

// described stands in the place of a picture that cannot be read.
func described(alt string) fyne.CanvasObject {
	text := canvas.NewText("Picture: "+alt, theme.Color(theme.Muted))
	text.TextSize = theme.Size(theme.Body)
	return container.NewWithoutLayout(text)
}

// size returns the bytes of a picture and its own size, and reports whether it can be shown.
func (p Pictures) size(path string) (size fyne.Size, data []byte, ok bool) {
	if p == nil {
		return size, nil, false
	}
	data, err := p(path)
	if err != nil {
		return size, nil, false
	}
	size, ok = SizeOf(data)
	return size, data, ok
}

// SizeOf returns the size that a picture has of its own, and reports whether it can be shown.
func SizeOf(data []byte) (fyne.Size, bool) {
	h, err := picture.Read(data)
	switch {
	case err != nil:
		return fyne.Size{}, false
	case h.Format == picture.SVG:
		return fyne.NewSize(svgWidth, svgWidth*2/3), true
	}
	return fyne.NewSize(float32(h.Width), float32(h.Height)), true
}

// svgWidth is how wide a drawing without pixels of its own is shown.
const svgWidth = 600

// pictureBlock sets a picture and what covers it.
func (s *setter) pictureBlock(b *deck.Block, x, width float32) {
	size, ok := s.picture(b.Path, width)
	most := float32(pictureHeight)
	if s.style.Picture > 0 {
		most = s.style.Picture
	}
	if size.Height > most {
		size = fyne.NewSize(size.Width*most/size.Height, most)
	}
	s.marks = append(s.marks, mark{kind: pictureMark, x: x, y: s.y, w: size.Width, h: size.Height, path: b.Path, text: b.Alt})
	if ok {
		for _, c := range b.Covers {
			if !c.Asked { // what is asked lies above the others
				s.cover(c, x, size)
			}
		}
		for _, c := range b.Covers {
			if c.Asked {
				s.cover(c, x, size)
			}
		}
	}
	s.y += size.Height
}

// cover sets what is drawn over a picture whose upper left corner is at x and the present
// height: a box that hides what is beneath, with a question mark if that is asked, or the
// outline of what it hid.
func (s *setter) cover(c deck.Cover, x float32, size fyne.Size) {
	at := func(share float64, whole float32) float32 { return float32(min(max(share, 0), 100)) / 100 * whole }
	left, top := at(c.X, size.Width), at(c.Y, size.Height)
	w, h := at(c.X+c.Width, size.Width)-left, at(c.Y+c.Height, size.Height)-top
	left, top = left+x, top+s.y
	switch {
	case c.Asked && c.Open:
		s.marks = append(s.marks, mark{kind: boxMark, x: left, y: top, w: w, h: h, stroke: theme.Accent, thick: thickLine, radius: coverRadius})
	case c.Open:
		s.marks = append(s.marks, mark{kind: boxMark, x: left, y: top, w: w, h: h, stroke: theme.Muted, radius: coverRadius})
	case c.Asked:
		s.marks = append(s.marks, mark{kind: boxMark, x: left, y: top, w: w, h: h, color: theme.Wash, radius: coverRadius})
		s.dashed(left, top, w, h, thickLine)
		s.questionMark(left, top, w, h)
	default:
		s.marks = append(s.marks, mark{kind: boxMark, x: left, y: top, w: w, h: h, color: theme.Hairline, stroke: theme.Muted, radius: coverRadius})
	}
}

const (
	coverRadius = 3
	thickLine   = 2
	leastSign   = 8 // a question mark that is smaller cannot be read
)

// questionMark sets the sign in the middle of a box, as large as there is room for it.
func (s *setter) questionMark(x, y, w, h float32) {
	f := face{min(h*0.7, w, s.size*1.3), fyne.TextStyle{Bold: true}}
	if f.size < leastSign {
		return
	}
	tw, th, _ := s.measure("?", f)
	s.text("?", f, theme.Accent, x+(w-tw)/2, y+(h-th)/2, tw, th)
}
