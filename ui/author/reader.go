package author

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// reader is a page that can have the keyboard, so that the arrows scroll it.
type reader struct {
	widget.BaseWidget
	page *page.Page
	cuts func(fyne.Shortcut) bool
	ring bool
}

var (
	_ fyne.Focusable    = (*reader)(nil)
	_ fyne.Shortcutable = (*reader)(nil)
)

func newReader(p *page.Page) *reader {
	r := &reader{page: p}
	r.ExtendBaseWidget(r)
	return r
}

// TypedKey scrolls, or hands the key on.
func (r *reader) TypedKey(ev *fyne.KeyEvent) {
	if !r.page.Key(ev.Name) {
		control.HandOn(r, ev)
	}
}

// TypedRune hands characters on.
func (r *reader) TypedRune(c rune) { control.HandOnRune(r, c) }

// TypedShortcut hands shortcuts on.
func (r *reader) TypedShortcut(s fyne.Shortcut) {
	if r.cuts != nil {
		r.cuts(s)
	}
}

// FocusGained shows that the page has the keyboard.
func (r *reader) FocusGained() { r.ring = true; r.Refresh() }

// FocusLost ends what FocusGained began.
func (r *reader) FocusLost() { r.ring = false; r.Refresh() }

// MinSize is small: a page scrolls.
func (r *reader) MinSize() (none fyne.Size) { return none }

// CreateRenderer implements [fyne.Widget].
func (r *reader) CreateRenderer() fyne.WidgetRenderer {
	d := &readerRenderer{reader: r, ring: canvas.NewRectangle(nil)}
	d.update()
	return d
}

type readerRenderer struct {
	reader *reader
	ring   *canvas.Rectangle
}

func (r *readerRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.reader.page, r.ring}
}
func (r *readerRenderer) Destroy()                  {}
func (r *readerRenderer) MinSize() (none fyne.Size) { return none }

func (r *readerRenderer) Layout(size fyne.Size) {
	r.reader.page.Resize(size)
	r.ring.Move(fyne.NewPos(2, 2))
	r.ring.Resize(size.SubtractWidthHeight(4, 4))
}

func (r *readerRenderer) Refresh() {
	r.update()
	canvas.Refresh(r.ring)
}

func (r *readerRenderer) update() {
	r.ring.FillColor, r.ring.StrokeColor = nil, theme.Color(theme.Accent)
	r.ring.StrokeWidth, r.ring.CornerRadius = theme.FocusStroke, theme.RadiusControl
	r.ring.Hidden = !r.reader.ring
}
