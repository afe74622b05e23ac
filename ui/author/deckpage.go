package author

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// deckPage is what is said of the deck as a whole, and the sources that its notes cite.
type deckPage struct {
	s       *Screen
	fields  []*lineField
	sources []deck.Source
	list    *control.List
	none    *page.Text
	count   *page.Text
	root    *fyne.Container
}

// headFields are the lines of the form.
var headFields = []struct {
	label, hint string
	of          func(*deck.Head) *string // nil for the authors
}{
	{"Title", "What students see", func(h *deck.Head) *string { return &h.Title }},
	{"Authors", "Names, with commas between them", nil},
	{"Version", "1.0.0", func(h *deck.Head) *string { return &h.Version }},
	{"Language", "en", func(h *deck.Head) *string { return &h.Language }},
	{"Licence", "CC BY 4.0", func(h *deck.Head) *string { return &h.Licence }},
}

func newDeckPage(s *Screen) *deckPage {
	p := &deckPage{s: s}
	var rows []fyne.CanvasObject
	for _, f := range headFields {
		field := newLineField("", f.hint, func(text string) { p.write(f.of, text) })
		p.fields = append(p.fields, field)
		rows = append(rows, labelledBy(f.label, "Language", field.Field))
	}
	p.list = control.NewList(func(i int) control.Line {
		return control.Line{Text: p.sources[i].Text, Note: p.sources[i].Key}
	})
	p.list.OnEnter = func(i int) { s.editSource(p.sources[i], nil) }
	p.list.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name != fyne.KeyDelete || p.list.Cursor() < 0 {
			return false
		}
		s.removeSource(p.sources[p.list.Cursor()].Key)
		return true
	}
	p.none = page.NewLine("No sources yet. A source is what a note cites, such as a book or an article.", page.Style{Size: theme.Body, Color: theme.Muted})
	p.count = page.NewLine("Sources", page.Style{Size: theme.Body, Color: theme.Ink, Bold: true})
	add := control.NewPlain("+ Source", "", func() { s.editSource(deck.Source{}, nil) })
	form := &fyne.Container{Layout: page.Centred(theme.Gap8).Layout, Objects: rows}
	head := &fyne.Container{Layout: page.Centred(theme.Gap8).Layout, Objects: []fyne.CanvasObject{page.Row(theme.Gap8, 0, p.count, add), p.none}}
	p.root = page.Pile(theme.Gap16, 2, form, head, &fyne.Container{Layout: centred{}, Objects: []fyne.CanvasObject{p.list}})
	return p
}

// show fills the page.
func (p *deckPage) show() {
	h, sources := p.s.d.Head()
	for i, f := range headFields {
		text := strings.Join(h.Authors, ", ")
		if f.of != nil {
			text = *f.of(&h)
		}
		if p.fields[i].Text != text {
			p.fields[i].Put(text)
		}
		p.fields[i].was = text
	}
	p.sources = sources
	p.none.Hidden = len(sources) > 0
	p.count.SetLine(fmt.Sprintf("Sources (%d)", len(sources)))
	p.list.Fill(len(sources))
	p.root.Refresh()
}

// write writes one line of the form; of is nil for the authors.
func (p *deckPage) write(of func(*deck.Head) *string, text string) {
	h := p.s.about()
	if of != nil {
		*of(&h) = text
	} else {
		h.Authors = nil
		for name := range strings.SplitSeq(text, ",") {
			if name = strings.TrimSpace(name); name != "" {
				h.Authors = append(h.Authors, name)
			}
		}
	}
	if err := p.s.d.SetHead(h); err != nil {
		p.s.host.Problem(err)
		return
	}
	p.s.rewritten(p.s.key)
}

// least is how high the page is at least: with a few of the sources.
func (p *deckPage) least(width float32) float32 {
	return leastGrown*theme.Size(theme.Body)*page.LineHeight - page.Rest(theme.Gap16, 2, p.root.Objects, fyne.NewSize(width, 0))
}

func (p *deckPage) focus() { p.s.host.Canvas().Focus(p.fields[0].Field) }

// centred gives one object a column of readable width in the middle.
type centred struct{}

func (centred) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, theme.TextColumn*max(1, theme.Size(theme.Body)/15))
	objects[0].Move(fyne.NewPos((size.Width-w)/2, 0))
	objects[0].Resize(fyne.NewSize(w, size.Height))
}

// editSource shows a source to be written or changed. What is kept is told to then, which
// may be nil.
func (s *Screen) editSource(o deck.Source, then func(deck.Source)) {
	_, sources := s.d.Head()
	isNew := !slices.ContainsFunc(sources, func(old deck.Source) bool { return old.Key == o.Key })
	key := control.NewField(o.Key, "smith2020", nil)
	text := control.NewField(o.Text, "Smith, A. (2020). Title. Journal.", nil)
	doi := control.NewField(o.DOI, "10.1000/182", nil)
	url := control.NewField(o.URL, "https://", nil)
	var rows []fyne.CanvasObject
	for _, f := range []struct {
		label string
		field *control.Field
	}{{"Name", key}, {"Text", text}, {"DOI", doi}, {"Address", url}} {
		rows = append(rows, labelledBy(f.label, "Address", f.field))
	}
	rows = append(rows, caption("Notes cite it by its name, as in [@smith2020]. DOI and address may stay empty."))
	keep := func() {
		n := deck.Source{Key: strings.TrimSpace(key.Text), Text: strings.TrimSpace(text.Text), DOI: strings.TrimSpace(doi.Text), URL: strings.TrimSpace(url.Text)}
		if err := s.d.SetSource(n); err != nil {
			s.host.Problem(err)
			return
		}
		s.rewritten(s.key)
		if then != nil {
			then(n)
		}
	}
	buttons := []dialogs.Button{{Label: "Cancel"}}
	if !isNew {
		key.Disable() // notes cite it by this name
		buttons = append(buttons, dialogs.Button{Label: "Remove", Do: func() { s.removeSource(o.Key) }})
	}
	buttons = append(buttons, dialogs.Button{Label: "Keep", Primary: true, Do: keep})
	var shut func()
	for _, f := range []*control.Field{key, text, doi, url} {
		f.Enter = func() {
			shut()
			keep()
		}
	}
	first := fyne.Focusable(text)
	if isNew && (o.Key == "" || o.Text != "") {
		first = key
	}
	shut = dialogs.Show(s.host.Canvas(), dialogs.Panel{Title: "A source", Content: page.Column(theme.Gap8, rows...), Buttons: buttons, First: first})
}

// sourceOf is the new source that an author means who was asked for one: by its name, or by
// all of it.
func sourceOf(typed string) deck.Source {
	if strings.ContainsAny(typed, " ,.") {
		return deck.Source{Key: keyFor(typed), Text: typed}
	}
	return deck.Source{Key: keyFor(typed)}
}

func (s *Screen) removeSource(key string) {
	if err := s.d.RemoveSource(key); err != nil {
		s.host.Problem(err)
		return
	}
	s.rewritten(s.key)
	s.host.Toast("The source “"+key+"” is removed.", "Undo", "Ctrl+Z", func() { s.Undo() })
}

// keyFor makes a name for a source from what its author typed for it.
func keyFor(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
