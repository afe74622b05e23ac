// Package sketch is a model while its author works on it: plain state for a canvas.
//
// A [Sketch] holds a copy of a model. Its picture ([Sketch.Drawing]) is for showing, and
// everything that an author does to it is a method: [Sketch.Add], [Sketch.Connect],
// [Sketch.Move], [Sketch.Put], [Sketch.Remove], the fields of a form ([Sketch.Form],
// [Sketch.Set]) and the cells of a table ([Sketch.Table], [Sketch.SetCell]). Whatever was
// done, the model can be written with [model.Format] and read again as it is: a part is
// never without what it must have. An id is made from the first label and stays when the
// label changes, since progress hangs on it.
//
// There is no undo here. The draft of a deck keeps the history, as text: after each change
// it takes [Sketch.Model], and after an undo it gives the model back with [Sketch.Replace].
//
// The package is pure.
package sketch

import (
	"bytes"
	"errors"
	"slices"

	"touchpoint/deck/model"
)

// A Sketch is a model that is being made or changed.
type Sketch struct {
	m        *model.Model
	selected string
	drawing  *model.Drawing // nil after a change
}

// New begins with a copy of a model.
func New(m *model.Model) *Sketch {
	s := &Sketch{}
	s.Replace(m)
	return s
}

// Model returns a copy of the model as it is now.
func (s *Sketch) Model() *model.Model { return clone(s.m) }

// Replace takes another state of the model, after an undo or after its text was edited.
// The selection stays if what is selected is still there.
func (s *Sketch) Replace(m *model.Model) {
	if m == nil {
		m = &model.Model{Kind: model.PathKind}
	}
	s.m, s.drawing = clone(m), nil
	if !s.has(s.selected) {
		s.selected = ""
	}
}

// Drawing returns the picture. It is made anew only after a change.
func (s *Sketch) Drawing() *model.Drawing {
	if s.drawing == nil {
		s.drawing = model.Draw(s.m, model.DrawOptions{})
	}
	return s.drawing
}

// Overlay says which parts look other than usual.
func (s *Sketch) Overlay() model.Overlay { return model.Overlay{} }

// Select chooses a part, and reports whether there is such a one; "" chooses the model.
func (s *Sketch) Select(id string) bool {
	if id != "" && !s.has(id) {
		return false
	}
	s.selected = id
	return true
}

// Selected returns the id of the chosen part, "" when it is the model itself.
func (s *Sketch) Selected() string { return s.selected }

// Addable returns the kinds of part that a model of this kind is made of, as the buttons
// of a canvas show them.
func (s *Sketch) Addable() []model.ElementKind { return nil }

// Add puts a new part near a place of the grid and returns its id.
func (s *Sketch) Add(kind model.ElementKind, at model.At) (id string, err error) {
	return "", errNot
}

// AddIn puts a new part into a cell or bin of the picture and returns its id.
func (s *Sketch) AddIn(kind model.ElementKind, cell string) (id string, err error) {
	return "", errNot
}

// Connect draws what can be between two parts and returns its id: a relation between two
// boxes, a flow between two stages, what a moderator does to a relation, a rule from a
// value to an alternative. What is there already is returned as it is.
func (s *Sketch) Connect(from, to string) (id string, err error) { return "", errNot }

// Connectable says in a few words what Connect would make of two parts, "" for nothing.
func (s *Sketch) Connectable(from, to string) string { return "" }

// Move puts a part to a place of the grid.
func (s *Sketch) Move(id string, at model.At) error { return errNot }

// Put puts a part into a cell or bin.
func (s *Sketch) Put(id, cell string) error { return errNot }

// Remove takes a part away with what hangs on it, and returns the ids of the latter.
func (s *Sketch) Remove(id string) (also []string, err error) { return nil, errNot }

// Tidy drops the author's places, so that the picture lays itself out.
func (s *Sketch) Tidy() {}

// Faults returns what is wrong with the model as it is.
func (s *Sketch) Faults() []model.Fault { return model.Check(s.m) }

// A FieldKind says how a field of a form is filled in.
type FieldKind string

// The kinds of field.
const (
	Line   FieldKind = "line"   // one line of text
	Text   FieldKind = "text"   // text of several lines
	Choice FieldKind = "choice" // one of the options
	Number FieldKind = "number" // with a point before its decimals; may be empty unless required
	Keys   FieldKind = "keys"   // keys of sources or ids of parts with spaces between them
)

// An Option is one of the values of a field.
type Option struct{ Value, Label string }

// A Field is a line of a form.
type Field struct {
	Name, Label, Help string
	Kind              FieldKind
	Value             string
	Options           []Option // of a Choice; for Keys what there is to choose from, if that is known
	Required          bool
}

// Form returns the fields of a part, or of the model itself for "".
func (s *Sketch) Form(id string) []Field { return nil }

// Set changes a field of a part, or of the model itself for "".
func (s *Sketch) Set(id, field, value string) error { return errNot }

// A Table is a list that is edited as rows and columns.
type Table struct {
	Name    string // for SetCell: "rules", "cases", or with the part that it belongs to, as in "levels:convenience"
	Title   string
	Columns []Field // without values
	Rows    []Row
}

// A Row is an entry of a table. Its id stays while others are added, removed and moved.
type Row struct {
	ID    string
	Cells []string // by column
}

// Rules returns the rules of a contingency, with a column for each condition.
func (s *Sketch) Rules() Table { return Table{Name: "rules"} }

// Cases returns the stories that are to be judged.
func (s *Sketch) Cases() Table { return Table{Name: "cases"} }

// Tables returns the tables that belong to a part, or to the model itself for "".
func (s *Sketch) Tables(id string) []Table { return nil }

// Table returns the table with a name.
func (s *Sketch) Table(name string) (Table, bool) { return Table{}, false }

// SetCell changes a cell.
func (s *Sketch) SetCell(table, row, column, value string) error { return errNot }

// AddRow adds a row at the end and returns its id.
func (s *Sketch) AddRow(table string) (row string, err error) { return "", errNot }

// RemoveRow takes a row away with what hangs on it, and returns the ids of the latter.
func (s *Sketch) RemoveRow(table, row string) (also []string, err error) { return nil, errNot }

// MoveRow moves a row by so many places, up for a negative number.
func (s *Sketch) MoveRow(table, row string, by int) error { return errNot }

// Blank returns the smallest model of a kind that is worth looking at, with placeholders.
func Blank(id, title string, kind model.Kind) *model.Model {
	return &model.Model{ID: id, Title: title, Kind: kind}
}

var errNot = errors.New("that is not possible here")

func (s *Sketch) has(id string) bool {
	return slices.ContainsFunc(s.m.Elements(), func(e model.Element) bool { return e.ID == id })
}

// clone copies a model in depth.
func clone(m *model.Model) *model.Model {
	c, _ := model.Parse(bytes.Clone(model.Format(m)))
	if c == nil {
		c = &model.Model{ID: m.ID, Title: m.Title, Kind: m.Kind}
	}
	return c
}
