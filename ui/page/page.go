package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/theme"
)

// Page is a scrolling surface as wide as its room. It tells its content the width
// before the scroller asks for the height, so that nothing is laid out twice.
type Page struct {
	widget.BaseWidget
	scroll  *container.Scroll
	content *fyne.Container
	sheet   *sheet
}

// NewPage returns a page with content on it.
func NewPage(content fyne.CanvasObject) *Page {
	p := &Page{sheet: &sheet{}}
	p.content = &fyne.Container{Layout: p.sheet, Objects: []fyne.CanvasObject{content}}
	p.scroll = container.NewVScroll(p.content)
	p.ExtendBaseWidget(p)
	p.follow(content)
	return p
}

// A seeker is a control that tells when it gets the keyboard.
type seeker interface {
	fyne.CanvasObject
	WhenFocused(func())
}

// follow lets the page scroll to a control that gets the keyboard, and sideways what the
// control stands in, if that scrolls.
func (p *Page) follow(o fyne.CanvasObject) { p.followIn(o, nil) }

func (p *Page) followIn(o fyne.CanvasObject, across *container.Scroll) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			p.followIn(child, across)
		}
	case *container.Scroll:
		p.followIn(o.Content, o)
	case seeker:
		o.WhenFocused(func() {
			p.Seek(o)
			if across != nil {
				seekAcross(across, o)
			}
		})
	}
}

// seekAcross scrolls sideways so that an object is seen.
func seekAcross(s *container.Scroll, o fyne.CanvasObject) {
	at, _ := within(s.Content, o)
	left := at.X
	x := s.Offset.X
	x = max(min(x, left), left+o.Size().Width-s.Size().Width)
	s.ScrollToOffset(fyne.NewPos(x, s.Offset.Y))
}

// Seek scrolls so that an object of the content is seen.
func (p *Page) Seek(o fyne.CanvasObject) {
	at, ok := within(p.content, o)
	if !ok { // a part of a control
		where := fyne.CurrentApp().Driver().AbsolutePositionForObject
		at = where(o).Subtract(where(p.content))
	}
	p.Reveal(at.Y-theme.Gap8, at.Y+o.Size().Height+theme.Gap8)
}

// within is where an object stands in the containers of another. The toolkit knows it only
// of what was drawn before (Fyne 2.8.1).
func within(o, what fyne.CanvasObject) (at fyne.Position, ok bool) {
	if o == what {
		return at, true
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case *container.Scroll:
		children = []fyne.CanvasObject{o.Content}
	}
	for _, child := range children {
		if at, ok := within(child, what); ok {
			return at.Add(child.Position()), true
		}
	}
	return at, false
}

// Relayout lays the content out again, after its height has changed.
func (p *Page) Relayout() {
	p.follow(p.content)
	p.content.Refresh()
	p.scroll.Refresh()
}

// Top scrolls to the beginning.
func (p *Page) Top() { p.scroll.ScrollToTop() }

// Scroll moves the content by a distance, down if it is positive.
func (p *Page) Scroll(distance float32) {
	most := max(p.content.MinSize().Height-p.Size().Height, 0)
	y := min(max(p.scroll.Offset.Y+distance, 0), most)
	p.scroll.ScrollToOffset(fyne.NewPos(0, y))
}

// Key scrolls by the arrows, the page keys, Home and End, and reports whether the key
// was one of them.
func (p *Page) Key(name fyne.KeyName) bool {
	view := p.Size().Height - lineStep
	switch name {
	case fyne.KeyDown:
		p.Scroll(lineStep)
	case fyne.KeyUp:
		p.Scroll(-lineStep)
	case fyne.KeyPageDown:
		p.Scroll(view)
	case fyne.KeyPageUp:
		p.Scroll(-view)
	case fyne.KeyHome:
		p.scroll.ScrollToTop()
	case fyne.KeyEnd:
		p.scroll.ScrollToBottom()
	default:
		return false
	}
	return true
}

// lineStep is how far an arrow scrolls.
const lineStep = 60

// Reveal scrolls so that what lies between two heights of the content is seen,
// the upper end first.
func (p *Page) Reveal(top, bottom float32) {
	view := p.Size().Height
	switch y := p.scroll.Offset.Y; {
	case top < y:
		p.Scroll(top - y)
	case bottom > y+view:
		p.Scroll(min(bottom-view, top) - y)
	}
}

// Resize gives the page its room.
func (p *Page) Resize(size fyne.Size) {
	p.sheet.width = size.Width
	p.BaseWidget.Resize(size)
}

// MinSize is small: a page scrolls.
func (p *Page) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

// CreateRenderer implements [fyne.Widget].
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(p.scroll)
}

// sheet is the layout of what scrolls: one object, as wide as the page.
type sheet struct{ width float32 }

func (s *sheet) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, Height(objects[0], s.width))
}

func (s *sheet) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}
