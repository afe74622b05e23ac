package diagram

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/model"
	"touchpoint/ui/control"
)

const (
	slack     = 8    // round a line, in points of the screen
	zoomStep  = 1.1  // of the keys, and of a click of the wheel
	wheelStep = 25   // what the toolkit reports for a click of the wheel
	wheelPan  = 2    // points that the drawing moves for one that the wheel does
	jitter    = 5    // a press that moves less is a tap
	ghostly   = 0.85 // of the opacity of what is dragged
)

// Tapped reports what was tapped.
func (d *Diagram) Tapped(ev *fyne.PointEvent) {
	if d.Static {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(d); c != nil {
		d.tapping = true // the pointer shows where one is: no ring
		c.Focus(d)
		d.tapping = false
	}
	d.tap(ev.Position)
}

func (d *Diagram) tap(at fyne.Position) {
	id := d.under(at)
	if id != "" {
		d.cursor = id
	}
	d.keyed = false
	d.mark()
	d.show()
	d.tapped(id)
}

func (d *Diagram) tapped(id string) {
	if d.OnTap != nil {
		d.OnTap(id)
	}
}

// under is the element at a point of the widget.
func (d *Diagram) under(at fyne.Position) string {
	return d.at(d.point(at), float64(slack/d.scale))
}

// Disabled keeps a picture out of the way of the Tab key.
func (d *Diagram) Disabled() bool { return d.Static }

// Enable implements [fyne.Disableable].
func (d *Diagram) Enable() { d.Static = false; d.Refresh() }

// Disable makes the diagram a picture.
func (d *Diagram) Disable() { d.Static = true; d.Refresh() }

// FocusGained shows the keyboard's cursor, on the first element to begin with.
func (d *Diagram) FocusGained() {
	if d.tapping || d.Static {
		return
	}
	if d.cursor == "" {
		d.cursor = d.reachable().Next("", 0, 0)
	}
	d.keyed = d.cursor != ""
	d.mark()
	d.show()
}

// FocusLost hides it.
func (d *Diagram) FocusLost() { d.keyed = false; d.mark(); d.show() }

// TypedKey uses a key, or hands it on to the window.
func (d *Diagram) TypedKey(ev *fyne.KeyEvent) {
	if d.OnKey != nil && d.OnKey(ev.Name) {
		return
	}
	if d.Forward || !d.Key(ev.Name) {
		control.HandOn(d, ev)
	}
}

// TypedRune uses a character, or hands it on to the window.
func (d *Diagram) TypedRune(r rune) {
	if d.OnRune != nil && d.OnRune(r) {
		return
	}
	if d.Forward || !d.Rune(r) {
		control.HandOnRune(d, r)
	}
}

// Key moves the cursor with the arrows, taps with Enter and Space, and changes the
// view with +, - and 0. It reports whether it had a use for the key.
func (d *Diagram) Key(name fyne.KeyName) bool {
	d.swallow = false
	switch name {
	case fyne.KeyLeft:
		return d.step(-1, 0)
	case fyne.KeyRight:
		return d.step(1, 0)
	case fyne.KeyUp:
		return d.step(0, -1)
	case fyne.KeyDown:
		return d.step(0, 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if d.cursor == "" || !d.allowed(d.cursor) {
			return false
		}
		d.swallow = name == fyne.KeySpace
		d.tapped(d.cursor)
		return true
	case fyne.KeyPlus, fyne.KeyEqual:
		d.swallow = d.view('+')
	case fyne.KeyMinus:
		d.swallow = d.view('-')
	case fyne.Key0:
		d.swallow = d.view('0')
	}
	return d.swallow
}

// Rune does for characters what Key does for keys: on some keyboards + and - are
// typed with several. A character that comes with a key that was used does nothing.
func (d *Diagram) Rune(r rune) bool {
	if d.swallow {
		d.swallow = false
		return true
	}
	return d.view(r)
}

// view changes the view.
func (d *Diagram) view(r rune) bool {
	switch r {
	case '+', '=':
		d.Zoom(zoomStep * zoomStep)
	case '-', '−':
		d.Zoom(1 / (zoomStep * zoomStep))
	case '0':
		d.Fit()
	default:
		return false
	}
	return true
}

// step moves the cursor.
func (d *Diagram) step(dx, dy int) bool {
	id := d.reachable().Next(d.cursor, dx, dy)
	if id == "" {
		return false
	}
	d.SetCursor(id)
	return true
}

// A pad takes what the pointer does beside tapping.
type pad struct {
	widget.BaseWidget
	d *Diagram
}

var (
	_ fyne.Draggable     = (*pad)(nil)
	_ fyne.Scrollable    = (*pad)(nil)
	_ desktop.Hoverable  = (*pad)(nil)
	_ desktop.Cursorable = (*pad)(nil)
)

func newPad(d *Diagram) *pad {
	p := &pad{d: d}
	p.ExtendBaseWidget(p)
	return p
}

func (p *pad) CreateRenderer() fyne.WidgetRenderer { return padRenderer{} }

type padRenderer struct{}

func (padRenderer) Layout(fyne.Size)             {}
func (padRenderer) MinSize() (none fyne.Size)    { return none }
func (padRenderer) Objects() []fyne.CanvasObject { return nil }
func (padRenderer) Refresh()                     {}
func (padRenderer) Destroy()                     {}

// MouseIn implements [desktop.Hoverable].
func (p *pad) MouseIn(ev *desktop.MouseEvent) { p.d.hover(p.d.under(ev.Position)) }

// MouseMoved implements [desktop.Hoverable].
func (p *pad) MouseMoved(ev *desktop.MouseEvent) { p.d.hover(p.d.under(ev.Position)) }

// MouseOut implements [desktop.Hoverable].
func (p *pad) MouseOut() { p.d.hover("") }

// hover shows what the pointer is on.
func (d *Diagram) hover(id string) {
	if id == d.hovered {
		return
	}
	d.hovered = id
	d.mark()
	d.show()
	if d.OnHover != nil {
		d.OnHover(id)
	}
}

// Cursor is a hand on what can be tapped, and a cross where a line can begin.
func (p *pad) Cursor() desktop.Cursor {
	switch {
	case p.d.hovered == "" || p.d.OnTap == nil && p.d.OnConnect == nil && p.d.OnDrop == nil:
		return desktop.DefaultCursor
	case p.d.Connecting:
		return desktop.CrosshairCursor
	}
	return desktop.PointerCursor
}

// Scrolled moves the drawing, or changes its scale if Ctrl is held. Shift moves it
// sideways.
func (p *pad) Scrolled(ev *fyne.ScrollEvent) {
	var held fyne.KeyModifier
	if driver, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = driver.CurrentKeyModifiers()
	}
	p.d.scroll(ev, held)
}

func (d *Diagram) scroll(ev *fyne.ScrollEvent, held fyne.KeyModifier) {
	dx, dy := ev.Scrolled.DX, ev.Scrolled.DY
	switch {
	case held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		d.zoom(float32(math.Pow(zoomStep, float64(dy/wheelStep))), ev.Position)
	case held&fyne.KeyModifierShift != 0 && dx == 0:
		d.Pan(dy*wheelPan, 0)
	default:
		d.Pan(dx*wheelPan, dy*wheelPan)
	}
}

// A drag is what is under way between a press and a release.
type drag struct {
	on    bool
	begun bool // it has left the place where it began
	id    string
	wire  bool // a line is drawn from id
	start fyne.Position
	now   fyne.Position
}

// Dragged implements [fyne.Draggable].
func (p *pad) Dragged(ev *fyne.DragEvent) { p.d.dragged(ev) }

// DragEnd implements [fyne.Draggable].
func (p *pad) DragEnd() { p.d.dragEnd() }

func (d *Diagram) dragged(ev *fyne.DragEvent) {
	by := ev.Dragged
	if !d.drag.on {
		d.drag = d.grab(ev.Position.SubtractXY(by.DX, by.DY))
	}
	d.drag.now = ev.Position
	if !d.drag.begun {
		if distance(d.drag.start, d.drag.now) < jitter {
			return
		}
		d.drag.begun = true
		by = fyne.NewDelta(d.drag.now.X-d.drag.start.X, d.drag.now.Y-d.drag.start.Y)
	}
	switch {
	case d.drag.wire:
		d.hovered = d.end()
		d.mark()
		d.grasp()
		d.show()
	case d.drag.id != "":
		d.grasp()
		d.show()
		if d.OnDrag != nil {
			d.OnDrag(d.drag.id, d.point(d.drag.now))
		}
	default:
		d.Pan(by.DX, by.DY)
	}
}

// grab begins a drag with what is under the pointer.
func (d *Diagram) grab(at fyne.Position) drag {
	g := drag{on: true, start: at, now: at}
	if d.Connecting {
		if id := d.nodeAt(at); id != "" {
			g.id, g.wire = id, true
			return g
		}
	}
	if d.Draggable != nil {
		carried := func(id string) bool { return id != "" && !d.overlay[id].Hidden && d.Draggable(id) }
		g.id = d.find(d.point(at), float64(slack/d.scale), carried)
	}
	return g
}

// nodeAt is the node at a point of the widget that a line can begin or end at.
func (d *Diagram) nodeAt(at fyne.Position) string {
	if d.drawing == nil {
		return ""
	}
	p := d.point(at)
	for i := len(d.drawing.Nodes) - 1; i >= 0; i-- {
		n := &d.drawing.Nodes[i]
		if n.Shape != model.Cell && (n.Shape != model.Heading || d.Joins != nil) && !d.overlay[n.ID].Hidden && inside(p, n.Rect) {
			return n.ID
		}
	}
	return ""
}

// end is the node that the line which is being drawn would end at, "" for none.
func (d *Diagram) end() string {
	id := d.nodeAt(d.drag.now)
	if d.Joins != nil {
		id = d.find(d.point(d.drag.now), float64(slack/d.scale), func(to string) bool { return d.Joins(d.drag.id, to) })
	}
	if id == d.drag.id {
		return ""
	}
	return id
}

func (d *Diagram) dragEnd() {
	g := d.drag
	to := ""
	if g.wire {
		to = d.end()
	}
	d.drag = drag{}
	if g.wire {
		d.hovered = ""
	}
	d.mark()
	d.grasp()
	d.show()
	switch {
	case !g.on:
	case !g.begun:
		d.tap(g.start)
	case g.wire:
		if to != "" && d.OnConnect != nil {
			d.OnConnect(g.id, to)
		}
	case g.id != "" && d.OnDrop != nil:
		d.OnDrop(g.id, d.point(g.now))
	}
}
