package modelling

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// form shows the fields of the chosen part, and the tables that belong to it.
type form struct {
	e      *Editor
	page   *page.Page
	kind   *page.Text
	title  *page.Text
	faults *fyne.Container
	body   *fyne.Container
	id     string   // whose fields are shown
	shape  string   // which fields these are; while it is the same they are filled anew
	inputs []*input // in order
	more   bool     // rare fields are shown too
	wanted bool     // it is shown in a narrow window though nothing is chosen
}

func newForm(e *Editor) *form {
	f := &form{e: e, shape: "\x00"}
	f.kind = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	f.title = page.NewLine("", page.Style{Size: theme.Title, Color: theme.Ink, Bold: true})
	f.faults = page.Column(theme.Gap8)
	f.body = page.Column(theme.Gap16)
	f.page = page.NewPage(page.Inset(theme.Gap8, theme.Gap4, page.Column(theme.Gap16, page.Column(theme.Gap4, f.kind, f.title), f.faults, f.body)))
	return f
}

// rare are the fields that few authors need.
func rare(name string) bool {
	switch name {
	case "accept", "id", "was", "column", "row", "metric", "value", "topic", "order", "net":
		return true
	}
	return false
}

// forget has the form made anew when it is shown next.
func (f *form) forget() { f.shape = "\x00" }

// show shows the fields of what is chosen now.
func (f *form) show() {
	id := f.e.s.Selected()
	if id != f.id {
		f.flush()
	}
	f.id = id
	kind := f.e.s.KindOf(id)
	fields := f.e.s.Form(id)
	var tables []sketch.Table
	if id != "" {
		tables = f.e.s.Tables(id)
	}
	f.kind.SetLine(kindName(kind, f.e.s.Kind()))
	f.title.SetLine(f.e.s.Title(id))
	f.title.Hidden = id == "" || kind == sketch.IsCase
	f.tell()
	if shape := shapeOf(fields, tables, f.more, id == ""); shape != f.shape {
		f.build(fields, tables)
		f.shape = shape
	} else {
		f.put(fields, tables)
	}
	f.page.Relayout()
}

// kindName says what is chosen.
func kindName(kind model.ElementKind, of model.Kind) string {
	if kind == "" {
		return map[model.Kind]string{
			model.PathKind: "The model: boxes and arrows", model.JourneyKind: "The model: a journey",
			model.ContingencyKind: "The model: what depends on what", model.ClassificationKind: "The model: a classification",
		}[of]
	}
	return capital(sketch.WordIn(of, kind))
}

// shapeOf is the same for forms with the same fields.
func shapeOf(fields []sketch.Field, tables []sketch.Table, more, whole bool) string {
	var b strings.Builder
	b.WriteString(strconv.FormatBool(more) + strconv.FormatBool(whole))
	add := func(list []sketch.Field) {
		for _, f := range list {
			b.WriteString("|" + f.Name + "," + string(f.Kind) + "," + strconv.Itoa(len(f.Options)) + strconv.FormatBool(broad(f)))
		}
	}
	add(fields)
	for _, t := range tables {
		b.WriteString("#" + t.Title)
		for range t.Rows {
			add(t.Columns)
		}
	}
	return b.String()
}

// tell lists what is wrong with what is chosen; for the model how much there is in all.
func (f *form) tell() {
	f.faults.Objects = nil
	others := 0
	for _, fault := range f.e.s.Faults() {
		if f.e.s.Owner(fault) != f.id {
			others++
			continue
		}
		sign, tone := "! ", theme.Hard
		if fault.Severity == model.Error {
			sign, tone = "✗ ", theme.Again
		}
		says, do := f.e.s.Say(fault)
		f.faults.Objects = append(f.faults.Objects, page.Column(0,
			page.NewLine(sign+says, page.Style{Size: theme.Body, Color: tone}),
			page.NewLine(do, page.Style{Size: theme.Caption, Color: theme.Muted})))
	}
	if f.id == "" && others > 0 {
		text := "There is something to mend in one part."
		if others > 1 {
			text = "There is something to mend in " + strconv.Itoa(others) + " places."
		}
		f.faults.Objects = append(f.faults.Objects, control.NewButton(text, f.next))
	}
	f.faults.Hidden = len(f.faults.Objects) == 0
}

// next goes to the first part with a fault.
func (f *form) next() {
	for _, fault := range f.e.s.Faults() {
		if id := f.e.s.Owner(fault); id != "" {
			f.e.open("")
			f.e.choose(id)
			return
		}
	}
}

// build makes the fields anew, and gives the one the keyboard that had it.
func (f *form) build(fields []sketch.Field, tables []sketch.Table) {
	focused := ""
	now := f.e.host.Canvas().Focused()
	for _, in := range f.inputs {
		if now != nil && slices.Contains(in.targets(), now) {
			focused = in.name()
		}
	}
	f.inputs, f.body.Objects = nil, nil
	rareOnes := false
	for _, x := range fields {
		if rare(x.Name) {
			rareOnes = true
			continue
		}
		f.add(f.body, x, "", "")
	}
	for _, t := range tables {
		f.table(t)
	}
	if rareOnes {
		label := "More fields"
		if f.more {
			label = "Fewer fields"
		}
		f.body.Objects = append(f.body.Objects, page.Flow(0, control.NewPlain(label, "", func() {
			f.flush()
			f.more = !f.more
			f.show()
		})))
	}
	if f.more {
		for _, x := range fields {
			if rare(x.Name) {
				f.add(f.body, x, "", "")
			}
		}
	}
	for _, in := range f.inputs {
		if t := in.targets(); focused == in.name() && len(t) > 0 {
			f.e.host.Canvas().Focus(t[0])
		}
	}
}

// add adds a field to a column.
func (f *form) add(to *fyne.Container, x sketch.Field, table, row string) {
	in := newInput(f, x)
	in.table, in.row = table, row
	f.inputs = append(f.inputs, in)
	label := page.NewLine(x.Label, page.Style{Size: theme.Caption, Color: theme.Muted})
	to.Objects = append(to.Objects, page.Column(theme.Gap4, label, in.object))
}

// table shows the rows of a table below one another.
func (f *form) table(t sketch.Table) {
	col := page.Column(theme.Gap8, page.Hairline(), page.NewLine(t.Title, page.Style{Size: theme.Body, Color: theme.Ink, Bold: true}))
	if len(t.Rows) == 0 && t.Empty != "" {
		col.Objects = append(col.Objects, page.NewLine(t.Empty, page.Style{Size: theme.Caption, Color: theme.Muted}))
	}
	for i, r := range t.Rows {
		fields := page.Column(theme.Gap8)
		for k, c := range t.Columns {
			c.Value = r.Cells[k]
			f.add(fields, c, t.Name, r.ID)
		}
		fields.Objects = append(fields.Objects, f.rowTools(t, i))
		col.Objects = append(col.Objects, page.Layers(page.NewGround(), page.Inset(theme.Gap8, theme.Gap8, fields)))
	}
	add := control.NewButton("+ Add", func() {
		f.flush()
		_, err := f.e.s.AddRow(f.named(t.Name))
		f.e.try("add", err)
	})
	col.Objects = append(col.Objects, page.Flow(0, add))
	f.body.Objects = append(f.body.Objects, col)
}

// named is the present name of a table of the part, whose id may have changed.
func (f *form) named(table string) string {
	of, _, _ := strings.Cut(table, ":")
	return of + ":" + f.id
}

// rowTools move and remove a row.
func (f *form) rowTools(t sketch.Table, i int) fyne.CanvasObject {
	row := func() (string, string) {
		now, _ := f.e.s.Table(f.named(t.Name))
		if i >= len(now.Rows) {
			return now.Name, ""
		}
		return now.Name, now.Rows[i].ID
	}
	list := page.Flow(theme.Gap8)
	if len(t.Rows) > 1 {
		list.Objects = append(list.Objects,
			control.NewPlain("Up", "", func() { table, id := row(); f.e.try("order", f.e.s.MoveRow(table, id, -1)) }),
			control.NewPlain("Down", "", func() { table, id := row(); f.e.try("order", f.e.s.MoveRow(table, id, 1)) }))
	}
	list.Objects = append(list.Objects, control.NewPlain("Remove", "", func() {
		table, id := row()
		_, err := f.e.s.RemoveRow(table, id)
		f.e.try("remove", err)
	}))
	return list
}

// put fills the fields anew, in the order in which they were made.
func (f *form) put(fields []sketch.Field, tables []sketch.Table) {
	at := 0
	next := func(x sketch.Field, table, row string) {
		if at < len(f.inputs) {
			in := f.inputs[at]
			in.table, in.row = table, row
			in.put(x)
			at++
		}
	}
	for _, x := range fields {
		if !rare(x.Name) {
			next(x, "", "")
		}
	}
	for _, t := range tables {
		for _, r := range t.Rows {
			for k, c := range t.Columns {
				c.Value = r.Cells[k]
				next(c, t.Name, r.ID)
			}
		}
	}
	if f.more {
		for _, x := range fields {
			if rare(x.Name) {
				next(x, "", "")
			}
		}
	}
}

// set changes what a field holds. It reports whether it could be.
func (f *form) set(in *input, value string) bool {
	e := f.e
	var err error
	if in.table != "" {
		err = e.s.SetCell(in.table, in.row, in.field.Name, value)
	} else {
		err = e.s.Set(f.id, in.field.Name, value)
	}
	if err != nil {
		e.say(err.Error())
		return false
	}
	if e.table == "" && e.s.Selected() != "" {
		defer e.diagram.SetCursor(e.s.Selected())
	}
	e.changed(in.field.Name)
	return true
}

// flush writes what has been typed and not been taken in yet.
func (f *form) flush() {
	for _, in := range f.inputs {
		in.commit()
	}
}

// focus gives the first field the keyboard.
func (f *form) focus() { f.focusOn("") }

// focusOn gives the field with a name the keyboard, the first if there is none.
func (f *form) focusOn(name string) {
	if !f.wanted {
		f.wanted = true
		f.e.Redraw()
	}
	var found *input
	for _, in := range f.inputs {
		if in.table == "" && in.field.Name == name {
			found = in
		}
	}
	if found == nil && len(f.inputs) > 0 {
		found = f.inputs[0]
	}
	if found == nil || len(found.targets()) == 0 {
		return
	}
	f.e.host.Canvas().Focus(found.targets()[0])
	if t, ok := found.targets()[0].(*control.Field); ok {
		t.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}
