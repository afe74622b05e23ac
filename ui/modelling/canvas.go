package modelling

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
	"touchpoint/ui/diagram"
)

// tap acts on what was tapped on the canvas, or on which Enter was pressed.
func (e *Editor) tap(id string) {
	switch {
	case e.mode == joining && id != "" && e.from == "":
		e.begin(id)
	case e.mode == joining && id != "" && id != e.from:
		e.connect(e.from, id)
	case e.mode != choosing:
		e.rest()
		e.choose(e.known(id))
	default:
		if id != "" && id == e.s.Selected() {
			e.form.wanted = true // tapped again: its fields are wanted, wherever they are
		}
		e.choose(e.known(id))
	}
}

// known returns the part that an element of the drawing stands for, "" for the model: a
// cell of the grid stands for none.
func (e *Editor) known(id string) string {
	if e.s.KindOf(id) == "" {
		return ""
	}
	return id
}

// cell returns the cell or bin that the cursor is on, "" for none.
func (e *Editor) cell() string {
	id := e.diagram.Cursor()
	if n, ok := e.s.Drawing().Node(id); ok && n.Shape == model.Cell && e.table == "" {
		return id
	}
	return ""
}

// movable reports whether a part can be dragged.
func (e *Editor) movable(id string) bool {
	switch e.s.KindOf(id) {
	case model.IsConstruct, model.IsModerator, model.IsTouchpoint, model.IsAround, model.IsAlternative, model.IsCondition,
		model.IsItem, model.IsStage, model.IsLane, model.IsCategory, model.IsFacet:
		return e.s.Kind() != model.PathKind || e.s.KindOf(id) != model.IsStage
	case model.IsRule:
		_, pill := e.s.Drawing().Node(id)
		return pill
	}
	return false
}

// drop moves what was dragged.
func (e *Editor) drop(id string, at model.Point) {
	e.rest()
	e.s.Select(id)
	e.diagram.SetCursor(id) // the arrows go on from here
	e.try("move", e.s.Drop(id, at))
}

// connect draws an arrow.
func (e *Editor) connect(from, to string) {
	dragged := e.from != from // then others are likely to follow
	e.rest()
	if dragged {
		e.mode = joining
	}
	before := len(e.s.Drawing().Edges)
	_, err := e.s.Connect(from, to)
	if e.try("arrow", err) {
		e.diagram.SetCursor(e.s.Selected())
		e.form.page.Top()
		if len(e.s.Drawing().Edges) == before {
			e.say("That arrow was there already. It is chosen now.")
		}
	}
}

// begin draws an arrow from a part, as soon as it is said where to.
func (e *Editor) begin(id string) {
	if e.known(id) == "" {
		return
	}
	e.mode, e.from = joining, id
	e.s.Select(id)
	e.Redraw()
}

// follow chooses what the cursor has come to.
func (e *Editor) follow() bool {
	if id := e.diagram.Cursor(); e.mode == choosing && e.known(id) != e.s.Selected() {
		e.s.Select(e.known(id))
		e.Redraw()
		e.form.page.Top()
	} else {
		e.advise()
	}
	return true
}

// canvasKey acts on a key on the canvas.
func (e *Editor) canvasKey(name fyne.KeyName) bool {
	if e.told {
		return name == fyne.KeyEscape && e.back() || e.words != nil && e.words.Key(name)
	}
	if diagram.IsArrow(name) {
		if e.mode == moving {
			e.nudge(name)
			return true
		}
		return e.diagram.Key(name) && e.follow()
	}
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		switch {
		case e.mode == moving:
			e.rest()
			e.Redraw()
		case e.mode == joining:
			return e.diagram.Key(name)
		case name == fyne.KeySpace:
			return e.diagram.Key(name)
		default:
			e.form.focus()
		}
		return true
	case fyne.KeyEscape:
		return e.back()
	case fyne.KeyDelete, fyne.KeyBackspace:
		e.Remove()
		return true
	case fyne.KeyF2:
		e.form.focus()
		return true
	case fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.Key0:
		return e.signed() // its character counts, and the view stays
	}
	return false
}

// back ends what was begun, or lets go of what is chosen. It reports whether there was
// something to step back from.
func (e *Editor) back() bool {
	switch {
	case e.told:
		e.told = false
	case e.mode != choosing || e.from != "":
		e.rest()
	case e.s.Selected() != "":
		e.choose("")
		return true
	default:
		return false
	}
	e.Redraw()
	e.Focus()
	return true
}

// signed reports whether what is chosen has a sign.
func (e *Editor) signed() bool { return e.s.KindOf(e.s.Selected()) == model.IsRelation }

// canvasRune acts on a character on the canvas.
func (e *Editor) canvasRune(r rune) bool {
	if i := int(r - '1'); i >= 0 && i < len(e.addable()) && !e.told {
		e.add(e.addable()[i])
		return true
	}
	if sign, ok := map[rune]model.Sign{'+': model.Positive, '=': model.Positive, '-': model.Negative, '−': model.Negative, '0': model.None, 'u': model.Unknown, 'U': model.Unknown, '?': model.Unknown}[r]; ok && e.signed() {
		e.try("sign", e.s.Set(e.s.Selected(), "sign", string(sign)))
		return true
	}
	switch strings.ToLower(string(r)) {
	case "a":
		e.Add()
	case "c":
		e.Join()
	case "m":
		e.Grab()
	case "r":
		e.Turn()
	case "s":
		e.Cycle()
	case "t":
		e.Tidy()
	case "x":
		e.tell()
	default:
		return false
	}
	return true
}

// addable are the kinds of part that are added on the canvas. What is not in the picture is
// added in its table.
func (e *Editor) addable() []model.ElementKind {
	return slices.DeleteFunc(e.s.Addable(), func(k model.ElementKind) bool { return k == model.IsGap || k == model.IsReading })
}

// Add asks what to add if there are several kinds, and adds it.
func (e *Editor) Add() {
	var list []sketch.Option
	for _, k := range e.addable() {
		list = append(list, sketch.Option{Value: string(k), Label: capital(withArticle(sketch.WordIn(e.s.Kind(), k)))})
	}
	picker{title: "What do you want to add?", picked: func(kind string) { e.add(model.ElementKind(kind)) }}.ask(e.host.Canvas(), list)
}

// add adds a part, near the chosen one, and lets it be named.
func (e *Editor) add(kind model.ElementKind) {
	cell := e.cell()
	e.rest()
	var err error
	if cell != "" && (kind == model.IsTouchpoint || kind == model.IsItem) {
		_, err = e.s.AddIn(kind, cell)
	} else {
		_, err = e.s.Add(kind, e.near())
	}
	if e.try("add", err) {
		e.told = false
		if e.table == "" {
			e.diagram.SetCursor(e.s.Selected())
		}
		e.Redraw()
		e.form.page.Top()
		e.form.focus()
	}
}

// near is a place beside the chosen part.
func (e *Editor) near() model.At {
	if n, ok := e.s.Drawing().Node(e.s.Selected()); ok {
		at := e.s.Slot(model.Point{X: n.Rect.X + n.Rect.Width/2, Y: n.Rect.Y + n.Rect.Height/2})
		return model.At{Column: at.Column + 1, Row: at.Row}
	}
	return model.At{}
}

// Join begins an arrow from the chosen part, or ends that.
func (e *Editor) Join() {
	if e.mode == joining {
		e.rest()
		e.Redraw()
		return
	}
	e.mode, e.from, e.table, e.told = joining, "", "", false
	if id := e.s.Selected(); id != "" {
		e.begin(id)
	} else {
		e.Redraw()
	}
	e.Focus()
}

// Grab lets the arrows move the chosen part, or ends that.
func (e *Editor) Grab() {
	was := e.mode
	if was != moving && e.s.Selected() == "" {
		e.say("Choose a part first, then the arrows move it.")
		return
	}
	e.rest()
	if was != moving {
		e.mode = moving
	}
	e.Redraw()
	e.Focus()
}

// nudge moves the chosen part one step.
func (e *Editor) nudge(name fyne.KeyName) {
	by := map[fyne.KeyName][2]int{fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1}}[name]
	id := e.s.Selected()
	if e.try("move", e.s.Nudge(id, by[0], by[1])) {
		e.diagram.SetCursor(id)
	}
}

// Turn turns the chosen arrow round.
func (e *Editor) Turn() { e.try("turn", e.s.Turn(e.s.Selected())) }

// Cycle gives the chosen arrow the next sign.
func (e *Editor) Cycle() { e.try("sign", e.s.Cycle(e.s.Selected())) }

// Tidy lets the picture lay itself out.
func (e *Editor) Tidy() {
	e.rest()
	e.s.Tidy()
	e.diagram.Fit()
	e.changed("tidy")
	e.say("The picture lays itself out. Drag a part to give it a place of its own again.")
}

// Remove takes the chosen part away, with what hangs on it.
func (e *Editor) Remove() {
	id := e.s.Selected()
	if id == "" {
		e.say("Choose a part first. The model itself goes in the outline.")
		return
	}
	title := e.s.Title(id)
	next := e.neighbour(id)
	also, err := e.s.Remove(id)
	e.rest()
	if err == nil && next != "" && e.table == "" && e.s.Select(next) {
		e.diagram.SetCursor(next)
	}
	if e.try("remove", err) {
		e.host.Toast(removed(title, also), "Undo", "Ctrl+Z", func() { e.host.Undo() })
	}
}

// neighbour is what the cursor goes to when a part goes away.
func (e *Editor) neighbour(id string) string {
	d := e.s.Drawing()
	for _, by := range [][2]int{{-1, 0}, {0, -1}, {1, 0}, {0, 1}} {
		if n := e.known(d.Next(id, by[0], by[1])); n != "" && n != id {
			if _, box := d.Node(n); box {
				return n
			}
		}
	}
	return ""
}

// tell shows the model in words, or its picture again.
func (e *Editor) tell() {
	e.told, e.table = !e.told, ""
	e.rest()
	e.Redraw()
	if !e.told {
		e.Focus()
	}
}
