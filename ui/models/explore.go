package models

import (
	"regexp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/ui/control"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// explore is the page on which a model is operated: its drawing, the tools that it has,
// and a panel to read.
type explore struct {
	screen  *Screen
	x       *model.Exploration
	diagram *diagram.Diagram
	tools   []tool
	at      int // of the tool in hand
	buttons []*control.Button
	toggles map[string]*control.Button
	stage   *fyne.Container // the drawing, or what a tool shows instead
	panel   *fyne.Container
	side    *page.Page
	root    *fyne.Container

	recall bool // every element is tinted by how well it is remembered
	text   bool // the model is told in words instead of drawn
	told   *page.Page
}

func newExplore(s *Screen) *explore {
	e := &explore{screen: s, x: model.Explore(s.m), diagram: diagram.New(), toggles: map[string]*control.Button{}}
	e.tools = toolsFor(e)
	e.diagram.OnTap, e.diagram.Forward = e.tap, true
	e.stage = container.NewStack()
	e.panel = page.Column(theme.Gap16)
	e.side = page.NewPage(page.Inset(theme.Gap16, theme.Gap4, e.panel))
	e.root = &fyne.Container{
		Layout:  &desk{},
		Objects: []fyne.CanvasObject{e.bar(), page.NewGround(), e.stage, e.side},
	}
	e.diagram.Set(e.x.Drawing(), e.x.Overlay())
	e.draw()
	return e
}

// bar holds the tools and what can be turned on beside them.
func (e *explore) bar() fyne.CanvasObject {
	row := page.Flow(theme.Gap4)
	if len(e.tools) > 1 {
		for i, t := range e.tools {
			b := control.NewButton(t.name, func() { e.hold(i) })
			b.Key = t.key
			e.buttons = append(e.buttons, b)
			row.Objects = append(row.Objects, b)
		}
	}
	for _, t := range []struct {
		name, key string
		do        func()
	}{
		{"Focus", "F", e.focus},
		{"Recall", "R", e.showRecall},
		{"Words", "X", e.words},
		{"Panel", "P", e.hidePanel},
		{"Fit", "0", e.fit},
	} {
		b := control.NewPlain(t.name, t.key, t.do)
		e.toggles[t.name] = b
		row.Objects = append(row.Objects, b)
	}
	return row
}

// hold takes a tool in hand.
func (e *explore) hold(i int) {
	if i != e.at {
		e.tools[e.at].end()
	}
	e.at, e.text = i, false
	e.tools[i].begin()
	e.screen.host.Canvas().Unfocus()
	e.screen.host.Trace("tool %s", e.tools[i].name)
	e.draw()
	e.side.Top()
}

// choose selects an element.
func (e *explore) choose(id string) {
	if !e.x.Select(id) {
		return
	}
	e.diagram.SetCursor(id)
	e.screen.host.Trace("select %s", id)
	e.draw()
	e.side.Top()
}

// tap acts on what was tapped, as the tool in hand says.
func (e *explore) tap(id string) {
	if id == "" {
		e.x.Clear()
		e.diagram.SetCursor("")
		e.draw()
		return
	}
	e.choose(id)
	if take := e.tools[e.at].take; take != nil {
		take(id)
	}
}

func (e *explore) focus() {
	e.x.SetNeighbours(!e.x.Neighbours())
	e.draw()
}

func (e *explore) showRecall() {
	e.recall = !e.recall
	e.screen.host.Trace("recall %v", e.recall)
	e.remember()
}

func (e *explore) words() {
	e.text = !e.text
	e.draw()
}

func (e *explore) fit() { e.diagram.Fit() }

// hidePanel gives the drawing all the room, or the panel its part again.
func (e *explore) hidePanel() {
	if e.side.Visible() {
		e.side.Hide()
	} else {
		e.side.Show()
	}
	e.root.Refresh()
	e.diagram.Fit()
	e.draw()
}

// remember brings up to date what the learner remembers.
func (e *explore) remember() {
	e.x.Mastery(nil)
	if e.recall {
		s := e.screen
		by, err := s.desk.Mastery(s.ctx, s.deck.ID, s.m.ID)
		if err != nil {
			s.host.Problem(err)
			return
		}
		e.x.Mastery(by)
	}
	e.draw()
}

// draw shows everything as it stands.
func (e *explore) draw() {
	e.diagram.SetOverlay(e.x.Overlay())
	for i, b := range e.buttons {
		b.Weight = control.Quiet
		if i == e.at {
			b.Weight = control.Primary
		}
		b.Refresh()
	}
	mark := func(name string, on bool) {
		b := e.toggles[name]
		b.Label = name
		if on {
			b.Label = "✓ " + name
		}
		b.Refresh()
	}
	mark("Focus", e.x.Neighbours())
	mark("Recall", e.recall)
	mark("Words", e.text)
	mark("Panel", e.side.Visible())
	shown := fyne.CanvasObject(e.diagram)
	switch {
	case e.text:
		if e.told == nil {
			e.told = describe(e.screen.deck, e.screen.m)
		}
		shown = e.told
	case e.tools[e.at].stage != nil:
		shown = e.tools[e.at].stage()
	}
	if len(e.stage.Objects) != 1 || e.stage.Objects[0] != shown {
		e.stage.Objects = []fyne.CanvasObject{shown}
		e.stage.Refresh()
	}
	e.read()
	e.root.Refresh()
}

// describe tells the whole model in words, with its sources as they are named in passing.
func describe(d *deck.Deck, m *model.Model) *page.Page {
	var lines []fyne.CanvasObject
	for _, line := range paragraphs(m.Describe()) {
		lines = append(lines, page.NewLine(named(d, line), page.Style{Size: theme.Body, Color: theme.Ink}))
	}
	return page.NewPage(page.Inset(theme.Gap24, theme.Gap24, page.Centred(theme.Gap8, lines...)))
}

// basisOf matches what a line of a description rests on: "[Finding; blut2023, course]".
var basisOf = regexp.MustCompile(`\[[^\[\]]*\]$`)

// named puts the names of sources in the place of their keys.
func named(d *deck.Deck, line string) string {
	return basisOf.ReplaceAllStringFunc(line, func(basis string) string {
		words := strings.FieldsFunc(basis, func(r rune) bool { return strings.ContainsRune("[];, ", r) })
		for _, key := range words {
			if s, ok := d.Source(key); ok {
				basis = strings.Replace(basis, key, s.Short(), 1)
			}
		}
		return basis
	})
}

// key acts on a key and reports whether it had a use for it.
func (e *explore) key(name fyne.KeyName) bool {
	if name == fyne.KeyEscape {
		return e.back()
	}
	if act := e.tools[e.at].press; act != nil && act(name) {
		return true
	}
	if name == fyne.KeyPageDown || name == fyne.KeyPageUp || name == fyne.KeyHome || name == fyne.KeyEnd {
		if !e.text {
			return e.side.Key(name)
		}
	}
	if e.text {
		return e.told.Key(name)
	}
	before := e.diagram.Cursor()
	used := e.diagram.Key(name)
	at := e.diagram.Cursor()
	if diagram.IsArrow(name) {
		e.screen.host.Trace("cursor %s", at)
	}
	if at != before && at != "" {
		e.choose(at)
	}
	return used
}

// back puts the tool down. What is chosen stays: it is no step to take back.
func (e *explore) back() bool {
	switch {
	case e.text:
		e.words()
	case e.at != 0:
		e.hold(0)
	default:
		return false
	}
	return true
}

// rune acts on a character and reports whether it had a use for it.
func (e *explore) rune(r rune) bool {
	if act := e.tools[e.at].char; act != nil && act(r) {
		return true
	}
	for i, t := range e.tools {
		if t.key == string(upper(r)) {
			e.hold(i)
			return true
		}
	}
	switch upper(r) {
	case 'F':
		e.focus()
	case 'R':
		e.showRecall()
	case 'X':
		e.words()
	case 'P':
		e.hidePanel()
	default:
		return e.diagram.Rune(r)
	}
	return true
}

func upper(r rune) rune {
	if 'a' <= r && r <= 'z' {
		return r - 'a' + 'A'
	}
	return r
}

// desk sets the tools above the drawing, and the panel beside it, or below in a narrow
// window.
type desk struct{}

const (
	panelWidth = 312
	panelLeast = 256
	panelLow   = 140 // where the panel stands below the drawing
	drawingLow = 300
	panelShare = 0.31 // of the room, where that is less than its width
	besideFrom = 780  // of the room without the navigation
)

func (d *desk) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 320) }

func (d *desk) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	bar, ground, stage, side := objects[0], objects[1], objects[2], objects[3]
	scale := max(1, theme.Size(theme.Body)/15)
	w := size.Width - 2*theme.Gap24
	h := page.Height(bar, w)
	bar.Move(fyne.NewPos(theme.Gap24, 0))
	bar.Resize(fyne.NewSize(w, h))
	top := h + theme.Gap8
	rest := size.Height - top - theme.Gap16
	place := func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	switch {
	case !side.Visible():
		place(ground, theme.Gap24, top, w, rest)
	case size.Width >= besideFrom*scale:
		panel := min(max(size.Width*panelShare, panelLeast*scale), panelWidth*scale)
		place(ground, theme.Gap24, top, w-panel-theme.Gap16, rest)
		place(side, theme.Gap24+w-panel, top, panel, rest)
	default:
		above := max(rest*0.58, min(drawingLow*scale, rest-panelLow*scale))
		place(ground, theme.Gap24, top, w, above)
		place(side, theme.Gap24, top+above+theme.Gap8, w, rest-above-theme.Gap8)
	}
	place(stage, ground.Position().X+1, ground.Position().Y+1, ground.Size().Width-2, ground.Size().Height-2)
}
