package diagram

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

// A Diagram shows a drawing. It takes taps and keys itself; what else the pointer
// does is taken by a field inside it, which a static diagram hides, so that a page
// scrolls on below it.
type Diagram struct {
	widget.BaseWidget

	OnTap     func(id string)                 // "" when the ground was tapped
	OnHover   func(id string)                 // "" when the pointer left
	OnDrag    func(id string, at model.Point) // while an element is dragged
	OnDrop    func(id string, at model.Point) // when it is let go
	OnConnect func(from, to string)           // when it was dragged from one node to another

	OnKey  func(fyne.KeyName) bool // asked before the diagram; reports whether it had a use for the key
	OnRune func(rune) bool         // likewise

	Draggable  func(id string) bool       // nil: nothing is, the ground pans
	Joins      func(from, to string) bool // where a line may end, arrows too; nil: at every other node
	Connecting bool                       // dragging from a node draws a line
	Static     bool                       // a picture that takes no input
	Steady     bool                       // a view that was moved stays when the drawing grows
	Forward    bool                       // keys go to the window, whose screen hands them to Key

	drawing *model.Drawing
	overlay model.Overlay
	items   []*item
	marker  item // round the cursor
	glow    item // round what the pointer is on
	hand    item // what is being dragged
	targets map[string]int
	least   fyne.Size

	sharpening *fyne.Animation // of texts that are late, nil before the first
	served     bool            // the present frame has had its share of texts

	scale  float32       // points of the screen per point of the drawing
	origin fyne.Position // of the drawing on the widget
	fitted bool          // until the view is moved
	seen   [2]fyne.Position
	shelf  shelf
	near   []*item // those that are there: in view, or not far from it

	cursor  string
	keyed   bool // the cursor was moved by a key, and shows
	tapping bool // the keyboard comes with a tap
	swallow bool // the next character belongs to a key that has been used
	hovered string
	drag    drag

	paints paints
	looks  looks
	base   canvas.Rectangle // below everything: what is refreshed to have a frame painted
	layer  *fyne.Container
	clip   *container.Clip
	pad    *pad
}

var (
	_ fyne.Focusable   = (*Diagram)(nil)
	_ fyne.Tappable    = (*Diagram)(nil)
	_ fyne.Disableable = (*Diagram)(nil)
)

// leastSize is that of a diagram to work with.
var leastSize = fyne.NewSize(240, 180)

// New returns an empty diagram.
func New() *Diagram {
	d := &Diagram{scale: 1, fitted: true, least: leastSize, paints: paints{}}
	d.looks = looksNow()
	d.base.FillColor = color.Transparent
	d.layer = container.New(still{})
	d.clip = container.NewClip(container.New(still{}, d.layer))
	d.pad = newPad(d)
	d.ExtendBaseWidget(d)
	return d
}

// NewThumbnail returns a fitted picture of a drawing that takes no input. Text that
// would be too small to read is a grey bar.
func NewThumbnail(drawing *model.Drawing, overlay model.Overlay, size fyne.Size) *Diagram {
	d := New()
	d.Static = true
	d.SetSize(size)
	d.Resize(size)
	d.Set(drawing, overlay)
	return d
}

// SetSize sets the least size of the diagram.
func (d *Diagram) SetSize(size fyne.Size) {
	d.least = size
}

// MinSize implements [fyne.CanvasObject].
func (d *Diagram) MinSize() fyne.Size { return d.least }

// Set shows a drawing. One of the same size as that before keeps its place.
func (d *Diagram) Set(drawing *model.Drawing, overlay model.Overlay) {
	if drawing == d.drawing {
		d.SetOverlay(overlay)
		return
	}
	before := d.drawing
	d.drawing, d.overlay = drawing, overlay
	d.items = itemsOf(drawing)
	if _, ok := placeOf(drawing, d.cursor); !ok {
		d.cursor = ""
	}
	d.hovered = ""
	d.drag = drag{}
	switch {
	case before != nil && drawing != nil && before.Width == drawing.Width && before.Height == drawing.Height:
	case before != nil && d.Steady && !d.fitted:
		d.hold()
		d.layer.Move(d.origin)
	default:
		d.fitted = true
		d.fit()
		d.layer.Move(d.origin)
	}
	d.rebuild()
}

// SetOverlay changes how elements look. Only those that look other than before are
// drawn anew.
func (d *Diagram) SetOverlay(overlay model.Overlay) {
	d.overlay = overlay
	changed := false
	for _, i := range d.items {
		if f := overlay[i.id]; i.id != "" && !same(i.face, f) {
			i.build(kept(f), d.paints, d.scale)
			changed = true
		}
	}
	if changed {
		d.mark()
		d.show()
	}
}

// SetTargets says what can be tapped and reached with the arrow keys, in the order of
// reading; nil is everything.
func (d *Diagram) SetTargets(ids []string) {
	d.targets = nil
	if ids != nil {
		d.targets = make(map[string]int, len(ids))
		for i, id := range ids {
			d.targets[id] = i
		}
	}
	if d.cursor != "" && !d.allowed(d.cursor) {
		d.cursor = ""
	}
	d.hovered = ""
	d.mark()
	d.show()
}

// SetCursor puts the keyboard's cursor on an element; "" takes it away.
func (d *Diagram) SetCursor(id string) {
	d.cursor, d.keyed = id, id != ""
	d.Reveal(id)
	d.mark()
	d.show()
}

// Cursor returns the element that the keyboard is on, "" for none.
func (d *Diagram) Cursor() string { return d.cursor }

// rebuild makes everything anew: for another drawing, or another theme.
func (d *Diagram) rebuild() {
	for _, i := range d.items {
		i.build(kept(d.overlay[i.id]), d.paints, d.scale)
	}
	d.mark()
	d.grasp()
	d.show()
}

// looks is what a drawing takes from the theme.
type looks struct {
	ground, ink, accent any
	text                float32
}

func looksNow() looks {
	return looks{
		theme.Color(below), theme.Color(theme.Ink), theme.Color(theme.Accent), theme.Size(theme.Body),
	}
}

// unit is the scale at which the drawing's text is as big as other text.
func unit() float32 { return theme.Size(theme.Body) / model.LabelSize }

// restyle follows a change of the theme. Bigger text makes a bigger drawing.
func (d *Diagram) restyle() {
	now := looksNow()
	if now == d.looks {
		return
	}
	grow := now.text / d.looks.text
	d.looks, d.paints = now, paints{}
	switch {
	case d.fitted:
		d.fit()
	case grow != 1:
		size := d.Size()
		d.zoomAt(grow, fyne.NewPos(size.Width/2, size.Height/2))
	}
	d.rebuild()
}

// show puts on the canvas what can be seen, and asks for a frame.
func (d *Diagram) show() {
	if d.present(textsAFrame) {
		d.sharpenOn()
	}
}

// present does so with at most so many texts at another size than before, and reports
// whether others are left.
func (d *Diagram) present(texts int) (late bool) {
	size := d.Size()
	// Half a view more on every side: short pans need nothing new.
	slack := fyne.NewSize(size.Width/2, size.Height/2)
	from, to := d.onDrawing(fyne.NewPos(-slack.Width, -slack.Height)), d.onDrawing(fyne.NewPos(size.Width+slack.Width, size.Height+slack.Height))
	d.seen = [2]fyne.Position{from, to}
	d.near = d.near[:0]
	for _, list := range [][]*item{d.items, {&d.glow, &d.marker, &d.hand}} {
		for _, i := range list {
			if i.within(from, to) {
				i.follow(d.paints, d.scale)
				d.near = append(d.near, i)
			}
		}
	}
	late = d.sharpen(texts)
	d.layer.Objects = d.shelf.collect(d.near, grainAt(d.scale))
	d.frame()
	return late
}

// frame has the canvas paint again. Refreshing one empty rectangle does that; refreshing
// the diagram would throw away the pictures of all its texts.
func (d *Diagram) frame() { canvas.Refresh(&d.base) }

// CreateRenderer implements [fyne.Widget].
func (d *Diagram) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{d, []fyne.CanvasObject{&d.base, d.clip, d.pad}}
}

type renderer struct {
	d       *Diagram
	objects []fyne.CanvasObject
}

func (r *renderer) MinSize() fyne.Size           { return r.d.least }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *renderer) Destroy()                     {}

func (r *renderer) Layout(size fyne.Size) {
	r.d.pad.Hidden = r.d.Static
	r.d.base.Resize(size)
	r.d.clip.Resize(size)
	r.d.pad.Resize(size)
	r.d.resized()
}

func (r *renderer) Refresh() {
	r.d.pad.Hidden = r.d.Static
	r.d.restyle()
	r.d.frame()
}

// still is a layout that leaves everything where it is, and costs nothing to ask.
type still struct{}

func (still) Layout([]fyne.CanvasObject, fyne.Size)        {}
func (still) MinSize([]fyne.CanvasObject) (none fyne.Size) { return none }
