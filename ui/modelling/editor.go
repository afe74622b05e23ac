package modelling

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
	"touchpoint/ui/control"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A Host is what the editor needs of the screen around it.
type Host interface {
	Canvas() fyne.Canvas
	Changed(why string) // the sketch has another model now; why is the kind of change in a word or two
	Toast(text, action, key string, do func())
	Undo() bool
}

// A mode is what the arrow keys and taps on the canvas do at present.
type mode uint8

const (
	choosing mode = iota
	joining       // a part is chosen; another is looked for
	moving        // the arrows move the chosen part
)

// Editor edits a model.
type Editor struct {
	s       *sketch.Sketch
	host    Host
	sources []deck.Source

	mode  mode
	from  string // where an arrow is being drawn from
	told  bool   // the model is told in words
	table string // the table that is shown, "" for the picture

	diagram *diagram.Diagram
	pages   *fyne.Container   // picture and tables
	tools   *fyne.Container   // what can be done
	kinds   []*control.Button // add a part of one kind
	some    *control.Button   // asks what to add, where there is no room for these
	stage   *fyne.Container
	words   *page.Page
	grid    *grid
	form    *form
	line    *page.Text
	desk    *desk
	root    *fyne.Container
}

// New returns an editor of a sketch in a deck with some sources.
func New(s *sketch.Sketch, sources []deck.Source, h Host) *Editor {
	e := &Editor{s: s, host: h, sources: sources, diagram: diagram.New(), desk: &desk{}}
	e.diagram.OnTap, e.diagram.Steady = e.tap, true
	e.diagram.OnKey, e.diagram.OnRune = e.canvasKey, e.canvasRune
	e.diagram.OnDrop = e.drop
	e.diagram.OnConnect = e.connect
	e.diagram.Draggable = e.movable
	e.diagram.Joins = func(from, to string) bool { return e.s.Connectable(from, to) != "" }
	e.pages = page.Flow(theme.Gap8)
	e.tools = page.Flow(theme.Gap4)
	e.stage = container.NewStack()
	e.grid = newGrid(e)
	e.form = newForm(e)
	e.line = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	e.desk.fold, e.desk.tools = e.fold, e.tools
	head := page.Column(theme.Gap8, e.pages, e.tools)
	e.root = &fyne.Container{
		Layout:  e.desk,
		Objects: []fyne.CanvasObject{head, page.NewGround(), e.stage, e.form.page, e.line},
	}
	e.Redraw()
	return e
}

// Object returns what the screen shows.
func (e *Editor) Object() fyne.CanvasObject { return e.root }

// Sketch returns what is edited.
func (e *Editor) Sketch() *sketch.Sketch { return e.s }

// SetSources says what the deck's sources are by now.
func (e *Editor) SetSources(sources []deck.Source) {
	e.sources = sources
	e.form.forget()
	e.form.show()
}

// Focus gives the canvas, or the table, the keyboard.
func (e *Editor) Focus() {
	if e.form.wanted {
		e.form.wanted = false
		e.Redraw()
	}
	switch {
	case e.table != "":
		e.host.Canvas().Focus(e.grid)
	case !e.told:
		if id := e.s.Selected(); id != "" && e.diagram.Cursor() != id {
			e.diagram.SetCursor(id)
		}
		e.host.Canvas().Focus(e.diagram)
	default:
		e.host.Canvas().Unfocus()
	}
}

// Key acts on a key that no control wanted, and reports whether it had a use for it.
func (e *Editor) Key(name fyne.KeyName) bool {
	if e.table != "" {
		return e.gridKey(name)
	}
	return e.canvasKey(name) || !e.told && e.diagram.Key(name) && e.follow()
}

// Rune acts on a character that no control wanted, and reports whether it had a use for it.
func (e *Editor) Rune(r rune) bool {
	if e.table != "" {
		return e.gridRune(r)
	}
	return e.canvasRune(r) || !e.told && e.diagram.Rune(r)
}

// Redraw shows the sketch as it is, after it was given another state.
func (e *Editor) Redraw() {
	if _, ok := e.s.Table(e.table); e.table != "" && !ok {
		e.table = ""
	}
	if e.from != "" && e.s.KindOf(e.from) == "" {
		e.rest()
	}
	e.fill()
	e.draw()
	e.form.show()
	e.desk.bare = !e.form.wanted
	e.advise()
	e.root.Refresh()
}

// draw shows the picture, the words or the table.
func (e *Editor) draw() {
	var o fyne.CanvasObject
	switch {
	case e.table != "":
		e.grid.load()
		o = e.grid.object
	case e.told:
		e.words = page.NewPage(page.Inset(theme.Gap16, theme.Gap16, e.wording()))
		o = e.words
	default:
		e.diagram.Connecting = e.mode == joining
		e.diagram.Set(e.s.Drawing(), e.overlay())
		o = e.diagram
	}
	if len(e.stage.Objects) != 1 || e.stage.Objects[0] != o {
		e.stage.Objects = []fyne.CanvasObject{o}
		e.stage.Refresh()
	}
}

// overlay is how the parts of the model look at present.
func (e *Editor) overlay() model.Overlay {
	overlay := e.s.Overlay()
	if e.from != "" {
		face := overlay[e.from]
		face.Lit, face.Tag = true, "from here"
		overlay[e.from] = face
	}
	return overlay
}

// spell shows a part under a label that is being typed, all others as they are.
func (e *Editor) spell(id, label string) {
	if e.table != "" || e.told {
		return
	}
	overlay := e.overlay()
	if id != "" {
		face := overlay[id]
		face.Label = cmp.Or(label, " ")
		overlay[id] = face
	}
	e.diagram.SetOverlay(overlay)
}

// changed shows what has become of the model, and tells.
func (e *Editor) changed(why string) {
	e.Redraw()
	e.host.Changed(why)
}

// try does something to the model, and says why if it cannot be done. It reports whether
// it was done.
func (e *Editor) try(why string, err error) bool {
	if err != nil {
		e.Redraw()
		e.say(err.Error())
		return false
	}
	e.changed(why)
	return true
}

// Show chooses a part of the model on the drawing, "" the model itself.
func (e *Editor) Show(id string) {
	e.open("")
	e.choose(id)
	e.Focus()
}

// choose chooses a part, "" for the model.
func (e *Editor) choose(id string) {
	if !e.s.Select(id) {
		e.s.Select("")
	}
	if e.diagram.Cursor() != id && e.table == "" {
		e.diagram.SetCursor(id)
	}
	e.Redraw()
	e.form.page.Top()
}

// say shows a line below the canvas.
func (e *Editor) say(text string) {
	e.line.SetLine(text)
	e.root.Refresh()
}

// rest ends what was begun.
func (e *Editor) rest() { e.mode, e.from = choosing, "" }

// fold offers what can be added in one button where there is little room.
func (e *Editor) fold(narrow bool) {
	for _, b := range e.kinds {
		b.Hidden = narrow
	}
	if e.some != nil {
		e.some.Hidden = !narrow
	}
}

// desk sets tools at the top, the canvas below them, the form at its right, and a line at
// the foot. Where there is little room the form is below the canvas, and only while
// something is filled in.
type desk struct {
	bare bool              // nothing is filled in at present
	fold func(narrow bool) // told before the tools are laid out

	tools *fyne.Container
}

const (
	formWidth = 320
	wideFrom  = 760
	formShare = 0.6 // of the height, where it is below
)

// The objects of a desk, in order.
const (
	deskHead = iota
	deskGround
	deskStage
	deskForm
	deskLine
)

func (*desk) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 300) }

func (d *desk) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scale := max(1, theme.Size(theme.Body)/15)
	narrow := size.Width < wideFrom*scale
	put := func(i int, x, y, w, h float32) {
		objects[i].Move(fyne.NewPos(x, y))
		objects[i].Resize(fyne.NewSize(max(w, 0), max(h, 0)))
	}
	d.fold(narrow)
	if row := d.tools.Objects[0].MinSize().Height; !narrow && page.Height(d.tools, size.Width) > row*1.5 {
		d.fold(true)
	}
	head := page.Height(objects[deskHead], size.Width)
	put(deskHead, 0, 0, size.Width, head)
	y := head + theme.Gap8
	room := size.Height - y
	w := size.Width
	if !narrow {
		w -= formWidth*scale + theme.Gap16
	}
	foot := max(page.Height(objects[deskLine], w), theme.Size(theme.Caption)*1.5)
	below := float32(0)
	switch hidden := narrow && d.bare; {
	case hidden != !objects[deskForm].Visible() && hidden:
		objects[deskForm].Hide()
	case hidden != !objects[deskForm].Visible():
		objects[deskForm].Show()
	}
	if narrow && !d.bare {
		below = (room-foot)*formShare + theme.Gap4
		put(deskForm, 0, size.Height-below+theme.Gap4, w, below-theme.Gap4)
	} else if !narrow {
		put(deskForm, w+theme.Gap16, y, formWidth*scale, room)
	}
	put(deskStage, 0, y, w, room-foot-theme.Gap4-below)
	put(deskLine, 0, size.Height-foot-below, w, foot)
	objects[deskGround].Move(objects[deskStage].Position())
	objects[deskGround].Resize(objects[deskStage].Size())
}
