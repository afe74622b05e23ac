package modelling

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck/model/sketch"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// input is a field of the form on the screen.
type input struct {
	form   *form
	field  sketch.Field
	table  string // that it is a cell of, "" for a field of the part
	row    string
	object fyne.CanvasObject

	entry   *widget.Entry // what is typed into, nil for none
	write   func(string)  // puts a text there without telling
	buttons *fyne.Container
	focus   []fyne.Focusable
	busy    bool // it is being taken in
}

func (in *input) name() string { return in.table + "/" + in.row + "/" + in.field.Name }

// targets are the controls that can have the keyboard.
func (in *input) targets() []fyne.Focusable { return in.focus }

// newInput returns the control for a field.
func newInput(f *form, x sketch.Field) *input {
	in := &input{form: f, field: x}
	switch {
	case x.Kind == sketch.Text || broad(x):
		a := control.NewArea(x.Value, x.Help, linesFor(x))
		a.OnKey, a.Left, a.OnChanged = in.key, in.commit, in.spell
		in.object, in.entry, in.focus = a, &a.Entry, []fyne.Focusable{a}
		in.write = a.SetText
	case x.Kind == sketch.Choice && inLine(x.Options):
		in.buttons = page.Flow(theme.Gap4)
		in.object = in.buttons
		in.segments()
	case x.Kind == sketch.Choice:
		b := control.NewButton("", in.choose)
		in.object, in.focus = page.Flow(0, b), []fyne.Focusable{b}
		in.showChoice(b)
	case x.Kind == sketch.Keys && (x.Name == "sources" || len(x.Options) > 0):
		in.buttons = page.Flow(theme.Gap4)
		in.object = in.buttons
		in.chips()
	default:
		t := control.NewField(x.Value, x.Help, in.spell)
		t.Enter = func() {
			if in.take() {
				f.e.Focus()
			}
		}
		t.OnKey, t.Left = in.key, in.commit
		in.object, in.entry, in.focus = t, &t.Entry, []fyne.Focusable{t}
		in.write = t.Put
	}
	return in
}

// broad reports whether a line is too long to be seen in one.
func broad(x sketch.Field) bool { return x.Kind == sketch.Line && len([]rune(x.Value)) > lineLetters }

// lineLetters are about as many as a line of the form has.
const lineLetters = 36

// linesFor is how many lines a text gets.
func linesFor(x sketch.Field) int {
	const least, most = 2, 7
	lines := 0
	for line := range strings.SplitSeq(x.Value, "\n") {
		lines += 1 + len([]rune(line))/lineLetters
	}
	return min(max(lines, least), most)
}

// key lets Esc lead back to the canvas, with what was typed: undo takes it back. What the
// model refuses is put back instead. Enter ends what is one line, however long.
func (in *input) key(ev *fyne.KeyEvent) bool {
	if in.field.Kind == sketch.Line && (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) {
		if in.take() {
			in.form.e.Focus()
		}
		return true
	}
	if ev.Name != fyne.KeyEscape {
		return false
	}
	in.commit()
	in.form.e.Focus()
	return true
}

// restore puts back what the field holds.
func (in *input) restore() {
	in.write(in.field.Value)
	in.spell(in.field.Value)
}

// spell shows on the canvas what is being typed into a label. The model has it when the
// field is left: only then boxes grow with their words.
func (in *input) spell(text string) {
	if in.field.Name != "label" || in.busy {
		return
	}
	id := in.form.id
	if in.table != "" {
		id = in.row
	}
	if text == in.field.Value {
		id = ""
	}
	in.form.e.spell(id, text)
}

// commit takes in what has been typed, if that is anything else. What cannot be taken in
// goes back to what it was.
func (in *input) commit() {
	if !in.take() {
		in.restore()
	}
}

// take takes in what has been typed and reports whether it could be.
func (in *input) take() bool {
	if in.entry == nil || in.busy || in.entry.Text == in.field.Value {
		return true
	}
	in.busy = true
	defer func() { in.busy = false }()
	return in.form.set(in, in.entry.Text)
}

// put shows the field as it is now. What is being typed stays.
func (in *input) put(x sketch.Field) {
	typed := in.entry != nil && in.entry.Text != in.field.Value && !in.busy
	in.field = x
	switch {
	case in.entry != nil:
		if !typed && in.entry.Text != x.Value {
			in.write(x.Value)
		}
	case x.Kind == sketch.Keys:
		in.chips()
	case in.buttons != nil:
		in.segments()
	default:
		if b, ok := in.focus[0].(*control.Button); ok {
			in.showChoice(b)
			in.object.Refresh()
		}
	}
}

// inLine reports whether options are so few and short that they stand side by side.
func inLine(options []sketch.Option) bool {
	letters := 0
	for _, o := range options {
		letters += len([]rune(brief(o.Label))) + 2
	}
	return len(options) > 1 && len(options) <= 4 && letters <= 28
}

// brief is what an option is called on a button.
func brief(label string) string {
	if sign, _, ok := strings.Cut(label, " "); ok && slices.Contains([]string{"+", "−", "0", "?"}, sign) {
		return sign
	}
	short, _, _ := strings.Cut(label, ":")
	return clipped(short)
}

// clipped is a name that fits on a button.
func clipped(name string) string {
	const most = 30
	if r := []rune(name); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return name
}

// labelOf is what a value of a field is called.
func labelOf(x sketch.Field, value string) string {
	for _, o := range x.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

// segments shows options side by side.
func (in *input) segments() {
	if len(in.buttons.Objects) != len(in.field.Options) {
		in.buttons.Objects, in.focus = nil, nil
		for i := range in.field.Options {
			b := control.NewButton("", func() { in.form.set(in, in.field.Options[i].Value) })
			in.buttons.Objects = append(in.buttons.Objects, b)
			in.focus = append(in.focus, b)
		}
	}
	for i, o := range in.field.Options {
		b := in.buttons.Objects[i].(*control.Button)
		b.Label, b.Weight = brief(o.Label), control.Quiet
		if o.Value == in.field.Value {
			b.Weight = control.Primary
		}
		b.Refresh()
	}
	in.buttons.Refresh()
}

// showChoice shows the chosen option on its button.
func (in *input) showChoice(b *control.Button) {
	b.Label = brief(labelOf(in.field, in.field.Value))
	if b.Label == "" {
		b.Label = "Choose"
	}
	b.Key = "▾"
	b.Refresh()
}

// choose asks for one of the options.
func (in *input) choose() {
	picker{title: in.field.Label, chosen: in.field.Value, picked: func(v string) { in.form.set(in, v) }}.ask(in.form.e.host.Canvas(), in.field.Options)
}

// chips shows keys, each of which can be taken away, and a button to add one.
func (in *input) chips() {
	in.buttons.Objects, in.focus = nil, nil
	keys := strings.Fields(in.field.Value)
	for i, k := range keys {
		b := control.NewButton(in.keyLabel(k), func() {
			in.form.set(in, strings.Join(slices.Delete(slices.Clone(keys), i, i+1), " "))
		})
		b.Key = "×"
		in.buttons.Objects = append(in.buttons.Objects, b)
		in.focus = append(in.focus, b)
	}
	label := "+ Add"
	if in.field.Name == "sources" && len(keys) == 0 {
		label = "+ Name a source"
	}
	add := control.NewPlain(label, "", func() { in.addKey(keys) })
	in.buttons.Objects = append(in.buttons.Objects, add)
	in.focus = append(in.focus, add)
	in.buttons.Refresh()
}

// keyLabel is what a source or part is called.
func (in *input) keyLabel(key string) string {
	if in.field.Name != "sources" {
		return clipped(labelOf(in.field, key))
	}
	for _, s := range in.form.e.sources {
		if s.Key == key {
			return clipped(s.Short())
		}
	}
	return key
}

// addKey asks for one more.
func (in *input) addKey(keys []string) {
	var list []sketch.Option
	if in.field.Name == "sources" {
		for _, s := range in.form.e.sources {
			list = append(list, sketch.Option{Value: s.Key, Label: s.Short() + " · " + s.Key})
		}
	} else {
		list = slices.Clone(in.field.Options)
	}
	list = slices.DeleteFunc(list, func(o sketch.Option) bool { return slices.Contains(keys, o.Value) })
	if len(list) == 0 {
		text := "All of them are named already."
		if in.field.Name == "sources" && len(in.form.e.sources) == 0 {
			text = "The deck has no sources yet. Add some on the deck’s page, the first entry of the outline."
		}
		in.form.e.say(text)
		return
	}
	picker{title: in.field.Label, picked: func(v string) {
		in.form.set(in, strings.Join(append(slices.Clone(keys), v), " "))
	}}.ask(in.form.e.host.Canvas(), list)
}
