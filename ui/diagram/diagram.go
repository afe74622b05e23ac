package diagram

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/model"
)

// A Diagram shows a drawing.
type Diagram struct {
	widget.BaseWidget

	OnTap     func(id string)                 // "" when the ground was tapped
	OnHover   func(id string)                 // "" when the pointer left
	OnDrag    func(id string, at model.Point) // while an element is dragged
	OnDrop    func(id string, at model.Point) // when it is let go
	OnConnect func(from, to string)           // when it is dragged from one node to another

	Draggable  func(id string) bool // nil: nothing is, the ground pans
	Connecting bool
	Static     bool // a picture that takes no input

	drawing *model.Drawing
	cursor  string
}

// New returns an empty diagram.
func New() *Diagram {
	d := &Diagram{}
	d.ExtendBaseWidget(d)
	return d
}

// NewThumbnail returns a fitted picture of a drawing that takes no input.
func NewThumbnail(drawing *model.Drawing, overlay model.Overlay, size fyne.Size) *Diagram {
	d := New()
	d.Static = true
	d.SetSize(size)
	d.Set(drawing, overlay)
	return d
}

// Picture draws without a window.
func Picture(*model.Drawing, model.Overlay, float32) image.Image { return nil }

// Set shows a drawing.
func (d *Diagram) Set(drawing *model.Drawing, _ model.Overlay) { d.drawing = drawing }

// SetOverlay changes how elements look.
func (d *Diagram) SetOverlay(model.Overlay) {}

// SetSize sets the least size of the diagram.
func (d *Diagram) SetSize(fyne.Size) {}

// SetCursor puts the keyboard's cursor on an element.
func (d *Diagram) SetCursor(id string) { d.cursor = id }

// Cursor returns the element that the keyboard is on.
func (d *Diagram) Cursor() string { return d.cursor }

// SetTargets says what can be tapped and reached; nil is everything.
func (d *Diagram) SetTargets([]string) {}

// Fit shows the whole drawing.
func (d *Diagram) Fit() {}

// Zoom changes the scale round the middle of the view.
func (d *Diagram) Zoom(float32) {}

// Pan moves the drawing.
func (d *Diagram) Pan(_, _ float32) {}

// Scale returns how many points of the screen a point of the drawing takes.
func (d *Diagram) Scale() float32 { return 1 }

// Key reports whether the diagram had a use for a key.
func (d *Diagram) Key(fyne.KeyName) bool { return false }

// Rune reports whether the diagram had a use for a character.
func (d *Diagram) Rune(rune) bool { return false }

// Place returns where an element is on the widget.
func (d *Diagram) Place(string) (fyne.Position, fyne.Size, bool) {
	return fyne.Position{}, fyne.Size{}, false
}

// Reveal pans so that an element is seen.
func (d *Diagram) Reveal(string) {}

// FocusGained implements [fyne.Focusable].
func (d *Diagram) FocusGained() {}

// FocusLost implements [fyne.Focusable].
func (d *Diagram) FocusLost() {}

// TypedKey implements [fyne.Focusable].
func (d *Diagram) TypedKey(ev *fyne.KeyEvent) { d.Key(ev.Name) }

// TypedRune implements [fyne.Focusable].
func (d *Diagram) TypedRune(r rune) { d.Rune(r) }

// CreateRenderer implements [fyne.Widget].
func (d *Diagram) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
