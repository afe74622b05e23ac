package author

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// form is what the heading of a note says besides its question, for those who would rather
// choose than write markup. It writes nothing before something is chosen.
type form struct {
	s    *Screen
	root *fyne.Container
	key  draft.Key
	form draft.Form
	id   *lineField
}

func newForm(s *Screen) *form {
	f := &form{s: s, root: page.Column(theme.Gap4)}
	return f
}

// show fills the form for a note.
func (f *form) show(k draft.Key) {
	f.key, f.form = k, f.s.d.Form(k)
	f.id = newLineField(f.form.ID, "Made from the question when you save", func(id string) {
		f.change(func(o *draft.Form) { o.ID = id })
	})
	var rows []fyne.CanvasObject
	if f.s.pane.view == boxesView { // the text, in which it is written otherwise, is not shown
		question := newLineField(f.form.Front, "What the picture shows", func(text string) {
			f.change(func(o *draft.Form) { o.Front = strings.Join(strings.Fields(text), " ") })
		})
		rows = append(rows, f.row("Question", question.Field))
	}
	rows = append(rows,
		f.row("Tags", f.chips(f.form.Tags, itself, "Add a tag", f.addTag, func(o *draft.Form) *[]string { return &o.Tags })),
		f.row("Learn first", f.chips(f.form.After, f.called, "Add a note", f.addAfter, func(o *draft.Form) *[]string { return &o.After })),
		f.row("Model", f.model()),
		f.row("Name", f.id.Field))
	control.Hold(f.s.host.Canvas(), f.root, func() {
		f.root.Objects = rows
		f.root.Refresh()
	})
}

// focus gives the keyboard to what stands first.
func (f *form) focus() {
	c := f.s.host.Canvas()
	control.FocusFirst(c, f.root)
	if line, ok := c.Focused().(*control.Field); ok { // a new question is to be overwritten
		line.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// row is a field with its label.
func (f *form) row(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return labelledBy(label, "Learn first", o)
}

// chips are the values of a list, each of which a press removes, and a button for more.
func (f *form) chips(values []string, name func(string) string, more string, add func(), of func(*draft.Form) *[]string) fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, v := range values {
		chip := control.NewPlain(name(v), "×", func() {
			f.change(func(o *draft.Form) {
				l := of(o)
				*l = slices.DeleteFunc(slices.Clone(*l), func(s string) bool { return s == v })
			})
		})
		chip.Tint = theme.Ink
		list = append(list, chip)
	}
	return page.Flow(theme.Gap8, append(list, control.NewPlain("+ "+more, "", add))...)
}

func itself(value string) string { return value }

// called is what the note or model of an id is called, cut to a line; the id where there is
// none.
func (f *form) called(id string) string {
	for _, e := range f.s.entries {
		if e.ID == id && (e.Kind == draft.Note || e.Kind == draft.Model) {
			body := theme.Size(theme.Body)
			most := longestChip * body
			if wide := f.root.Size().Width; wide > 0 { // once it was laid out
				most = min(most, wide-3*body)
			}
			return control.Shorten(titleOf(e), most, body, true)
		}
	}
	return id
}

// part is what a part of the model is called.
func (f *form) part(id string) string {
	for _, e := range f.s.entries {
		if e.Kind != draft.Model || e.ID != f.form.Model {
			continue
		}
		if m, _ := f.s.d.Model(e.Key); m != nil {
			for _, part := range m.Elements() {
				if part.ID == id && part.Label != "" {
					return part.Label
				}
			}
		}
	}
	return id
}

// longestChip is how wide a value is at most, in heights of a letter.
const longestChip = 16

// model is the model that is drawn beside the answer, with the parts that stand out.
func (f *form) model() fyne.CanvasObject {
	if f.form.Model == "" {
		return page.Flow(theme.Gap8, control.NewPlain("+ Add a model", "", f.addModel))
	}
	chip := control.NewPlain(f.called(f.form.Model), "×", func() {
		f.change(func(o *draft.Form) { o.Model, o.Lit = "", nil })
	})
	chip.Tint = theme.Ink
	parts := f.chips(f.form.Lit, f.part, "Let a part stand out", f.addPart, func(o *draft.Form) *[]string { return &o.Lit })
	return page.Flow(theme.Gap8, append([]fyne.CanvasObject{chip}, parts.(*fyne.Container).Objects...)...)
}

// change writes the form with something changed.
func (f *form) change(do func(*draft.Form)) {
	o := f.s.d.Form(f.key)
	do(&o)
	if err := f.s.d.SetForm(f.key, o); err != nil {
		f.s.host.Problem(err)
		return
	}
	f.s.rewritten(f.key)
}

func (f *form) addTag() {
	p := picker{title: "Add a tag", hint: "A word, such as exam", none: "No tags yet. Type the first.", free: "Add “%s”", picked: func(tag string) {
		f.change(func(o *draft.Form) { o.Tags = with(o.Tags, tag) })
	}}
	p.ask(f.s.host.Canvas(), f.s.tags())
}

func (f *form) addAfter() {
	p := picker{title: "What should be learned first?", hint: "Words of the question", none: "There is no other note yet.", picked: func(key string) {
		if err := f.s.d.LearnFirst(f.key, draft.Key(key)); err != nil {
			f.s.host.Problem(err)
			return
		}
		f.s.rewritten(f.key)
	}}
	var list []choice
	for _, e := range f.s.entries {
		if e.Kind == draft.Note && e.Key != f.key {
			list = append(list, choice{value: string(e.Key), label: titleOf(e), words: e.ID})
		}
	}
	p.ask(f.s.host.Canvas(), list)
}

func (f *form) addModel() {
	var list []choice
	for _, e := range f.s.entries {
		if e.Kind == draft.Model && e.ID != "" {
			list = append(list, choice{value: e.ID, label: titleOf(e), detail: modelKindName(e.ModelKind), words: e.ID})
		}
	}
	if len(list) == 0 {
		f.s.host.Toast("This deck has no model yet.", "New model", "", f.s.NewModel)
		return
	}
	picker{title: "Which model belongs to this note?", hint: "Words of its title", picked: func(id string) {
		f.change(func(o *draft.Form) { o.Model, o.Lit = id, nil })
	}}.ask(f.s.host.Canvas(), list)
}

func (f *form) addPart() {
	var list []choice
	for _, e := range f.s.entries {
		if e.Kind != draft.Model || e.ID != f.form.Model {
			continue
		}
		if m, _ := f.s.d.Model(e.Key); m != nil {
			for _, part := range m.Elements() {
				list = append(list, choice{value: part.ID, label: part.Label, detail: string(part.Kind), words: part.ID})
			}
		}
	}
	picker{title: "Which part should stand out?", hint: "Words of its label", picked: func(id string) {
		f.change(func(o *draft.Form) { o.Lit = with(o.Lit, id) })
	}}.ask(f.s.host.Canvas(), list)
}

// setKind asks for the kind of the note.
func (s *Screen) setKind() {
	e, ok := s.entry(s.key)
	if !ok || e.Kind != draft.Note {
		return
	}
	picker{title: "How is this note asked?", hint: "Type to narrow", first: string(e.NoteKind), lines: len(noteKinds), picked: func(kind string) {
		s.pane.form.key = s.key
		s.pane.form.change(func(o *draft.Form) { o.Kind = deck.Kind(kind) })
		s.open(s.key)
		s.focusMiddle()
	}}.ask(s.host.Canvas(), kindChoices())
}

// with returns a list with one more value, once.
func with(list []string, v string) []string {
	if slices.Contains(list, v) {
		return list
	}
	return append(slices.Clone(list), v)
}

// tags are the tags of the deck, as the last check found them.
func (s *Screen) tags() []choice {
	if s.checked == nil {
		return nil
	}
	count := make(map[string]int)
	for i := range s.checked.Notes {
		for _, t := range s.checked.Notes[i].Tags {
			count[t]++
		}
	}
	var list []choice
	for t, n := range count {
		list = append(list, choice{value: t, label: t, detail: counted(n, "note")})
	}
	slices.SortFunc(list, func(a, b choice) int { return strings.Compare(a.label, b.label) })
	return list
}

// lineField is a line that is taken when its author leaves it or presses Enter, not at
// every key: a name that progress hangs on is no name before it is whole.
type lineField struct {
	*control.Field
	was string // what was taken last
}

func newLineField(text, hint string, take func(string)) *lineField {
	f := &lineField{Field: control.NewField(text, hint, nil), was: text}
	done := func() {
		if f.Text != f.was {
			f.was = f.Text
			take(f.Text)
		}
	}
	f.Enter, f.Left = done, done
	return f
}
