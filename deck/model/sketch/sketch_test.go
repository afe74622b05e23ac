package sketch_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
)

var kinds = []model.Kind{model.PathKind, model.JourneyKind, model.ContingencyKind, model.ClassificationKind}

// embedded returns the files of the models of the embedded deck, in order.
func embedded(t *testing.T) [][]byte {
	t.Helper()
	paths, err := filepath.Glob("../../../assets/decks/*/models/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no models: %v", err)
	}
	var files [][]byte
	for _, path := range paths {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, src)
	}
	return files
}

// Wherever a part is added, it is drawn over no other.
func TestAddedPartsHaveRoom(t *testing.T) {
	for _, src := range embedded(t) {
		m, _ := model.Parse(src)
		var spots []model.At
		for _, e := range m.Elements() {
			if e.At != nil {
				spots = append(spots, *e.At, model.At{Column: e.At.Column + 1, Row: e.At.Row})
			}
		}
		for _, kind := range []model.ElementKind{model.IsConstruct, model.IsAlternative, model.IsCondition} {
			if !slices.Contains(sketch.New(m).Addable(), kind) {
				continue
			}
			for _, at := range append(spots, model.At{}) {
				s := sketch.New(m)
				id, err := s.Add(kind, at)
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range s.Faults() {
					if f.Rule == "same-place" && s.Owner(f) == id {
						t.Errorf("%s: %s at %v: %s", m.ID, kind, at, f.Message)
					}
				}
			}
		}
	}
}

// ids are what can be named in a sketch, and a little more.
func ids(s *sketch.Sketch) []string {
	list := []string{"", "no-such-part", "a>b"}
	m := s.Model()
	for _, e := range m.Elements() {
		list = append(list, e.ID)
	}
	for _, x := range m.Cases {
		list = append(list, x.ID)
	}
	for _, x := range m.Scenarios {
		list = append(list, x.ID)
	}
	for _, x := range m.Distractors {
		list = append(list, x.ID)
	}
	for _, n := range s.Drawing().Nodes {
		list = append(list, n.ID)
	}
	for _, e := range s.Drawing().Edges {
		list = append(list, e.ID)
	}
	return list
}

var words = []string{
	"", "yes", "no", "Trust", "Trust and more", "客户", "a: b", "- x", "\"quoted\"", "12", "-3.5", "1e9", "a\nb\n\nc", "trust loyalty",
	"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{", "#", "'", "\x00\t\u2028", strings.Repeat("long ", 2000), "none", "new-id", "NaN", "Inf", "x y z", "true", "null",
}

// wander does something at random to a sketch.
func wander(t *rapid.T, s *sketch.Sketch) {
	id := func(name string) string { return rapid.SampledFrom(ids(s)).Draw(t, name) }
	at := func() model.At {
		return model.At{Column: rapid.Float64Range(-3, 12).Draw(t, "column"), Row: rapid.Float64Range(-3, 12).Draw(t, "row")}
	}
	value := func(f sketch.Field) string {
		list := words
		for _, o := range f.Options {
			list = append(list[:len(list):len(list)], o.Value, o.Value)
		}
		return rapid.SampledFrom(list).Draw(t, "value")
	}
	switch rapid.IntRange(0, 12).Draw(t, "what") {
	case 0:
		s.Add(rapid.SampledFrom(s.Addable()).Draw(t, "kind"), at())
	case 1:
		s.AddIn(rapid.SampledFrom(s.Addable()).Draw(t, "kind"), id("cell"))
	case 2, 3:
		from, to := id("from"), id("to")
		can := s.Connectable(from, to)
		if got, err := s.Connect(from, to); (err == nil) != (can != "") {
			t.Fatalf("Connect(%s, %s) = %s, %v, and it was said to be %q", from, to, got, err, can)
		}
	case 4:
		s.Move(id("part"), at())
	case 5:
		s.Put(id("part"), id("cell"))
	case 6:
		if x := id("part"); x != "" && rapid.IntRange(0, 2).Draw(t, "really") == 0 {
			s.Remove(x)
		}
	case 7, 8:
		x := id("part")
		if form := s.Form(x); len(form) > 0 {
			f := rapid.SampledFrom(form).Draw(t, "field")
			s.Set(x, f.Name, value(f))
		}
	case 9:
		tables := slices.Concat(s.Tables(""), s.Tables(id("part")))
		if len(tables) == 0 {
			return
		}
		row(t, s, rapid.SampledFrom(tables).Draw(t, "table"), value)
	case 10:
		s.Nudge(id("part"), rapid.IntRange(-1, 1).Draw(t, "dx"), rapid.IntRange(-1, 1).Draw(t, "dy"))
	case 11:
		p := model.Point{X: rapid.Float64Range(-200, 1500).Draw(t, "x"), Y: rapid.Float64Range(-200, 1500).Draw(t, "y")}
		s.Drop(id("part"), p)
	case 12:
		switch rapid.IntRange(0, 4).Draw(t, "other") {
		case 0:
			s.Tidy()
		case 1:
			s.Turn(id("part"))
		case 2:
			s.Cycle(id("part"))
		case 3:
			s.Select(id("part"))
		case 4:
			s.Shift(id("part"), rapid.IntRange(-2, 2).Draw(t, "by"))
		}
	}
}

// row does something at random to a row of a table.
func row(t *rapid.T, s *sketch.Sketch, table sketch.Table, value func(sketch.Field) string) {
	if len(table.Rows) == 0 || rapid.IntRange(0, 3).Draw(t, "grow") == 0 {
		s.AddRow(table.Name)
		return
	}
	r := rapid.SampledFrom(table.Rows).Draw(t, "row")
	switch rapid.IntRange(0, 3).Draw(t, "in the table") {
	case 0:
		s.RemoveRow(table.Name, r.ID)
	case 1:
		s.MoveRow(table.Name, r.ID, rapid.IntRange(-2, 2).Draw(t, "by"))
	default:
		c := rapid.SampledFrom(table.Columns).Draw(t, "column")
		s.SetCell(table.Name, r.ID, c.Name, value(c))
	}
}

// TestWander does things at random to models of all kinds, and wants of every state that
// it can be written and read again, that ids are unique, and that the picture can be made.
func TestWander(t *testing.T) {
	files := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		var m *model.Model
		if n := rapid.IntRange(0, 3+len(files)).Draw(t, "model"); n < 4 {
			m = sketch.Blank("m", "M", kinds[n])
		} else {
			m, _ = model.Parse(files[n-4])
		}
		s := sketch.New(m)
		if got := model.Format(s.Model()); !bytes.Equal(got, model.Format(m)) {
			t.Fatalf("the sketch is another model:\n%s", got)
		}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			wander(t, s)
			look(t, s)
		}
	})
}

// look checks a state.
func look(t *rapid.T, s *sketch.Sketch) {
	m := s.Model()
	text := model.Format(m)
	again, faults := model.Parse(text)
	if again == nil || !bytes.Equal(model.Format(again), text) {
		t.Fatalf("it is not read as it was written:\n%s", text)
	}
	for _, f := range faults {
		if f.Severity == model.Error && f.Rule != "missing-source" && f.Rule != "missing-standing" {
			t.Fatalf("%s: %s\n%s", f.Rule, f.Message, text)
		}
	}
	seen := map[string]bool{}
	for _, e := range m.Elements() {
		if seen[e.ID] {
			t.Fatalf("two parts have the id %s\n%s", e.ID, text)
		}
		seen[e.ID] = true
		if len(s.Form(e.ID)) == 0 {
			t.Fatalf("%s %s has no form", e.Kind, e.ID)
		}
	}
	if x := s.Selected(); x != "" && s.KindOf(x) == "" {
		t.Fatalf("%s is chosen, and is not there", x)
	}
	s.Drawing()
	s.Overlay()
	s.Faults()
}

// TestLabelsLeaveIDs wants no id to change when something is called otherwise.
func TestLabelsLeaveIDs(t *testing.T) {
	for _, src := range embedded(t) {
		m, _ := model.Parse(src)
		s := sketch.New(m)
		for _, e := range m.Elements() {
			_ = s.Set(e.ID, "label", "Something else")
		}
		var before, after []string
		for _, e := range m.Elements() {
			before = append(before, e.ID)
		}
		for _, e := range s.Model().Elements() {
			after = append(after, e.ID)
		}
		if !slices.Equal(before, after) {
			t.Errorf("%s: %q became %q", m.ID, before, after)
		}
	}
}

// TestFormsAreComplete changes nothing by setting every field to what it is, and wants
// every field of a form to be taken.
func TestFormsAreComplete(t *testing.T) {
	for _, src := range embedded(t) {
		m, _ := model.Parse(src)
		s := sketch.New(m)
		for _, id := range ids(s) {
			for _, f := range s.Form(id) {
				if err := s.Set(id, f.Name, f.Value); err != nil {
					t.Errorf("%s, %s, %s: %v", m.ID, id, f.Name, err)
				}
			}
			for _, table := range s.Tables(id) {
				for _, r := range table.Rows {
					for i, c := range table.Columns {
						if err := s.SetCell(table.Name, r.ID, c.Name, r.Cells[i]); err != nil {
							t.Errorf("%s, %s, %s, %s: %v", m.ID, table.Name, r.ID, c.Name, err)
						}
					}
				}
			}
		}
		if !bytes.Equal(model.Format(s.Model()), model.Format(m)) {
			t.Errorf("%s was changed", m.ID)
		}
	}
}

// TestPatchedEdits does things at random to the embedded models and patches their files,
// and wants these to be read as the changed models, with the lines of what was not touched
// as they were.
func TestPatchedEdits(t *testing.T) {
	files := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		src := files[rapid.IntRange(0, len(files)-1).Draw(t, "file")]
		m, _ := model.Parse(src)
		s := sketch.New(m)
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			wander(t, s)
		}
		now := s.Model()
		got, err := model.Patch(src, now)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := model.Parse(got)
		if again == nil || !bytes.Equal(model.Format(again), model.Format(now)) {
			t.Fatalf("the file is read as another model:\n%s", got)
		}
		if bytes.Equal(model.Format(m), model.Format(now)) && !bytes.Equal(got, src) {
			t.Fatal("nothing was changed, and the file is another")
		}
		x, y := sketch.New(m), sketch.New(now)
		for id, text := range partTexts(m, src) {
			if samePart(x, y, id) && !strings.Contains(string(got), text) {
				t.Fatalf("%s was not touched, and is not written any more as\n%s\nbut in\n%s", id, text, got)
			}
		}
	})
}

// partTexts are the lines in which parts of a model are written that hold no others.
func partTexts(m *model.Model, src []byte) map[string]string {
	lines := strings.SplitAfter(string(src), "\n")
	texts := map[string]string{}
	for _, e := range m.Elements() {
		switch e.Kind {
		case model.IsRoot, model.IsCondition, model.IsValue, model.IsFacet:
			continue
		}
		from := e.Pos.Line - 1
		to := from + 1
		for to < len(lines) && len(lines[to])-len(strings.TrimLeft(lines[to], " ")) >= e.Pos.Column-1 && strings.TrimSpace(lines[to]) != "" {
			to++
		}
		texts[e.ID] = strings.Join(lines[from:to], "")
	}
	return texts
}

// samePart reports whether a part has the same fields and tables in two models.
func samePart(x, y *sketch.Sketch, id string) bool {
	if x.KindOf(id) != y.KindOf(id) {
		return false
	}
	return fmt.Sprint(values(x, id)) == fmt.Sprint(values(y, id))
}

// values are what stands in the fields and tables of a part.
func values(s *sketch.Sketch, id string) (list []string) {
	for _, f := range s.Form(id) {
		list = append(list, f.Name+"="+f.Value)
	}
	for _, t := range s.Tables(id) {
		list = append(list, fmt.Sprint(t.Rows))
	}
	return list
}
