package author

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/deck/model/sketch"
	"touchpoint/ui/modelling"
)

// modelView is a model as a drawing that its author changes. Each change is written into
// the text of the model's file; what changes there otherwise comes back into the drawing.
type modelView struct {
	s      *Screen
	key    draft.Key
	sketch *sketch.Sketch
	editor *modelling.Editor
	own    bool // the change that is being shown was made on the drawing
}

func newModelView(s *Screen) *modelView { return &modelView{s: s} }

// show draws the model of a piece as its text says it.
func (m *modelView) show(k draft.Key) {
	if m.own && k == m.key {
		return
	}
	now, _ := m.s.d.Model(k)
	if now == nil {
		return
	}
	_, sources := m.s.d.Head()
	if m.editor == nil || k != m.key {
		m.key, m.sketch = k, sketch.New(now)
		m.editor = modelling.New(m.sketch, sources, drawing{m})
		return
	}
	m.sketch.Replace(now)
	m.editor.SetSources(sources)
	m.editor.Redraw()
}

func (m *modelView) object() fyne.CanvasObject { return m.editor.Object() }

// word says a fault of the model in the words of one who draws: of which part, what, and
// how it is shown.
func (m *modelView) word(f deck.Fault) (drawnFault, bool) {
	if m == nil || m.sketch == nil {
		return drawnFault{}, false
	}
	for _, o := range m.sketch.Faults() {
		if o.Rule != f.Rule || o.Message != f.Message {
			continue
		}
		says, do := m.sketch.Say(o)
		w := drawnFault{part: "The model", says: says + " " + do, show: func() { m.editor.Show("") }}
		if id := m.sketch.Owner(o); id != "" {
			w.part, w.show = m.sketch.Title(id), func() { m.editor.Show(id) }
		}
		return w, true
	}
	return drawnFault{}, false
}

// A drawnFault is a fault as one sees it who draws.
type drawnFault struct {
	part, says string
	show       func()
}

func (m *modelView) focus() { m.editor.Focus() }

func (m *modelView) typed(name fyne.KeyName) bool { return m.editor.Key(name) }

func (m *modelView) rune(r rune) bool { return m.editor.Rune(r) }

// drawing is what the drawing asks of the screen around it.
type drawing struct{ m *modelView }

// Canvas is the window's.
func (d drawing) Canvas() fyne.Canvas { return d.m.s.host.Canvas() }

// Toast shows a line for a while.
func (d drawing) Toast(text, action, key string, do func()) {
	d.m.s.host.Toast(text, action, key, do)
}

// Undo takes back the last change.
func (d drawing) Undo() bool { return d.m.s.Undo() }

// Changed writes the model into its file.
func (d drawing) Changed(string) {
	m := d.m
	if err := m.s.d.SetModel(m.key, m.sketch.Model()); err != nil {
		m.s.host.Problem(err)
		return
	}
	m.own = true
	m.s.rewritten(m.key)
	m.own = false
}
