// Package sketch is a model while its author works on it: plain state for a canvas.
//
// A [Sketch] holds a copy of a model. Its picture ([Sketch.Drawing]) is for showing, and
// everything that an author does to it is a method: [Sketch.Add], [Sketch.Connect],
// [Sketch.Move], [Sketch.Put], [Sketch.Remove], the fields of a form ([Sketch.Form],
// [Sketch.Set]) and the cells of a table ([Sketch.Table], [Sketch.SetCell]). Whatever was
// done, the model can be written with [model.Format] and read again as it is: a part is
// never without what it must have. An id is made from the first label that the author
// writes and stays when the label changes, since progress hangs on it.
//
// There is no undo here. The draft of a deck keeps the history, as text: after each change
// it takes [Sketch.Model], and after an undo it gives the model back with [Sketch.Replace].
//
// The package is pure.
package sketch

import (
	"bytes"
	"slices"

	"touchpoint/deck/model"
)

// A Sketch is a model that is being made or changed.
type Sketch struct {
	m        *model.Model
	text     []byte // of the model as it is, to go back to when something cannot be done
	faults   []model.Fault
	selected string
	fresh    map[string]bool // parts whose label the author has not written yet
	drawing  *model.Drawing  // nil after a change
}

// New begins with a copy of a model.
func New(m *model.Model) *Sketch {
	s := &Sketch{fresh: make(map[string]bool)}
	s.Replace(m)
	return s
}

// Model returns a copy of the model as it is now.
func (s *Sketch) Model() *model.Model {
	m, _ := model.Parse(s.text)
	m.File = s.m.File
	return m
}

// Replace takes another state of the model, after an undo or after its text was edited.
// The selection stays if what is selected is still there.
func (s *Sketch) Replace(m *model.Model) {
	if m == nil {
		m = Blank("model", "Model", model.PathKind)
	}
	if !s.take(m) {
		s.take(Blank("model", m.Title, m.Kind))
	}
	s.forget()
}

// take makes a model the state, as it is read again, and reports whether all of it was.
func (s *Sketch) take(m *model.Model) bool {
	text := model.Format(m)
	again, faults := model.Parse(text)
	if again == nil || !bytes.Equal(model.Format(again), text) {
		return false
	}
	again.File = m.File
	s.m, s.text, s.drawing = again, text, nil
	s.faults = slices.Concat(faults, model.Check(again))
	return true
}

// change does something to the model, or nothing if that cannot be done or written.
func (s *Sketch) change(do func(m *model.Model) error) error {
	file := s.m.File
	err := do(s.m)
	if err == nil && !s.take(s.m) {
		err = refuse("The model would have too much in it, or a part would lack what it needs. Nothing was changed.")
	}
	if err != nil {
		s.m, _ = model.Parse(s.text)
		s.m.File = file
		return err
	}
	s.forget()
	return nil
}

// forget lets go of what is not there any more.
func (s *Sketch) forget() {
	ids := idsOf(s.m)
	if s.selected != "" && !ids[s.selected] {
		s.selected = ""
	}
	taken := takenIDs(s.m)
	for id := range s.fresh {
		if !taken[id] {
			delete(s.fresh, id)
		}
	}
}

// Drawing returns the picture. It is made anew only after a change.
func (s *Sketch) Drawing() *model.Drawing {
	if s.drawing == nil {
		s.drawing = model.Draw(s.m, model.DrawOptions{})
	}
	return s.drawing
}

// Overlay says which parts look other than usual: the chosen one stands out, and what has
// a fault says so.
func (s *Sketch) Overlay() model.Overlay {
	o := model.Overlay{}
	for _, f := range s.faults {
		id := s.Owner(f)
		if id == "" || f.Severity != model.Error {
			continue
		}
		face := o[id]
		face.Tag = "to mend"
		o[id] = face
	}
	if s.selected != "" {
		face := o[s.selected]
		face.Lit = true
		o[s.selected] = face
	}
	return o
}

// Select chooses a part, and reports whether there is such a one; "" chooses the model.
func (s *Sketch) Select(id string) bool {
	if id != "" && !idsOf(s.m)[id] {
		return false
	}
	s.selected = id
	return true
}

// Selected returns the id of the chosen part, "" when it is the model itself.
func (s *Sketch) Selected() string { return s.selected }

// Kind returns the kind of the model.
func (s *Sketch) Kind() model.Kind { return s.m.Kind }

// KindOf returns what a part is, "" for what there is not.
func (s *Sketch) KindOf(id string) model.ElementKind {
	for _, e := range s.m.Elements() {
		if e.ID == id {
			return e.Kind
		}
	}
	for i := range s.m.Cases {
		if s.m.Cases[i].ID == id {
			return IsCase
		}
	}
	for i := range s.m.Scenarios {
		if s.m.Scenarios[i].ID == id {
			return IsScenario
		}
	}
	for i := range s.m.Distractors {
		if s.m.Distractors[i].ID == id {
			return IsDistractor
		}
	}
	return ""
}

// Title returns what a part is called.
func (s *Sketch) Title(id string) string {
	if id == "" {
		return s.m.Title
	}
	for _, e := range s.m.Elements() {
		if e.ID == id && e.Title != "" {
			return e.Title
		}
	}
	for _, x := range s.m.Scenarios {
		if x.ID == id {
			return x.Label
		}
	}
	for _, x := range s.m.Distractors {
		if x.ID == id {
			return x.Label
		}
	}
	for _, r := range s.m.Rules {
		if r.ID == id {
			return s.ruleTitle(&r)
		}
	}
	return id
}

// Kinds of part that are no elements of the picture.
const (
	IsCase       model.ElementKind = "case"
	IsScenario   model.ElementKind = "scenario"
	IsDistractor model.ElementKind = "distractor"
)

// Faults returns what is wrong with the model as it is. Places are those in the text that
// [model.Format] makes of it; [Sketch.Owner] says whose a fault is.
func (s *Sketch) Faults() []model.Fault { return s.faults }

// Owner returns the id of the part that a fault is about, "" for the model itself.
func (s *Sketch) Owner(f model.Fault) string {
	best, line := "", 0
	see := func(id string, p model.Pos) {
		if p.Line <= f.Pos.Line && p.Line > line {
			best, line = id, p.Line
		}
	}
	for _, e := range s.m.Elements() {
		if e.Kind != model.IsValue {
			see(e.ID, e.Pos)
		}
	}
	for _, x := range s.m.Cases {
		see(x.ID, x.Pos)
	}
	for _, x := range s.m.Scenarios {
		see(x.ID, x.Pos)
	}
	for _, x := range s.m.Distractors {
		see(x.ID, x.Pos)
	}
	return best
}

// idsOf returns the ids of all that can be chosen.
func idsOf(m *model.Model) map[string]bool {
	ids := make(map[string]bool)
	for _, e := range m.Elements() {
		ids[e.ID] = true
	}
	for _, x := range m.Cases {
		ids[x.ID] = true
	}
	for _, x := range m.Scenarios {
		ids[x.ID] = true
	}
	for _, x := range m.Distractors {
		ids[x.ID] = true
	}
	return ids
}

// A refusal says why something cannot be done.
type refusal struct{ text string }

// Error returns a sentence for the author.
func (r refusal) Error() string { return r.text }

// Sentence is what people are told.
func (r refusal) Sentence() string { return r.text }

func refuse(text string) error { return refusal{text} }

var errGone = refuse("That part is not there any more.")
