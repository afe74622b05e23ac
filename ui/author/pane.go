package author

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/deck"
	"touchpoint/deck/draft"
	"touchpoint/ui/control"
	"touchpoint/ui/masking"
	"touchpoint/ui/page"
	"touchpoint/ui/textedit"
	"touchpoint/ui/theme"
)

// A view is a way to edit a piece.
type view uint8

const (
	textView   view = iota // its text
	boxesView              // a picture with boxes
	canvasView             // a model as a drawing
	deckView               // what is said of the deck, as a form
	cardsView              // in a narrow window, the cards of a picture with boxes
)

// pane is the middle of the screen: what is edited.
type pane struct {
	s      *Screen
	view   view
	asText map[draft.EntryKind]bool // the author wants the text of such a piece, not its picture or form
	cards  bool                     // where a picture leaves no room for its cards, the author wants those

	kind    *control.Button
	details *control.Button
	cite    *control.Button
	views   *control.Segments // nil where there is one way only
	tools   *fyne.Container
	form    *form
	open    bool // the form is
	editor  *textedit.Editor
	masks   *masking.Editor
	models  *modelView // nil until a model is drawn
	about   *deckPage  // nil until it is shown
	stage   *fyne.Container
	foot    *page.Text
	advice  string // that stands there
	pile    *fyne.Container
	root    *page.Page // scrolls where the window is too low for all of it
}

func newPane(s *Screen) *pane {
	p := &pane{s: s, asText: make(map[draft.EntryKind]bool), form: newForm(s), editor: textedit.New(), stage: container.NewStack()}
	p.editor.Normalise = func(pasted string) string {
		text, err := draft.Normalise(pasted)
		if err != nil {
			s.host.Problem(err)
		}
		return text
	}
	p.editor.OnText = s.typed
	p.editor.OnUndo, p.editor.OnRedo = func() { s.Undo() }, func() { s.Redo() }
	p.editor.OnShortcut = s.Shortcut
	p.editor.OnPaste = s.pastePicture
	p.editor.OnMark = func(m textedit.Mark, in bool) { p.advise(m, in) }
	p.masks = masking.New(s.host.Canvas)
	p.masks.OnMasks = s.masked
	p.masks.OnHideAll = func(all bool) {
		p.form.key = s.key
		p.form.change(func(o *draft.Form) { o.HideAll = all })
	}
	p.masks.OnPicture, p.masks.OnPaste = s.ChoosePicture, s.pastePicture
	p.kind = control.NewButton("", s.setKind)
	p.details = control.NewPlain("Details", "F4", s.Details)
	p.cite = control.NewPlain("Cite", "Ctrl+K", s.Cite)
	p.tools = page.Flow(theme.Gap8)
	p.foot = page.NewLine("", page.Style{Size: theme.Caption, Color: theme.Muted})
	p.foot.Hide()
	p.pile = page.Pile(theme.Gap8, 2, p.tools, p.form.root, p.stage, p.foot)
	p.pile.Layout = sparing{pile: p.pile.Layout, gap: theme.Gap8, grow: 2, least: p.least}
	p.root = page.NewPage(page.Inset(theme.Gap16, theme.Gap16, p.pile))
	return p
}

// least is how high what is edited is at least.
func (p *pane) least(width float32) float32 {
	line := theme.Size(theme.Body) * page.LineHeight
	switch p.view {
	case boxesView:
		return page.Height(p.masks.Object(), width)
	case deckView:
		return p.about.least(width)
	case canvasView:
		const leastTools = 10 // lines that a drawing's tools take with large text
		return (leastTools + leastGrown) * line
	case textView, cardsView:
	}
	return leastGrown * line
}

// show shows a piece, from its beginning.
func (p *pane) show(e draft.Entry, v draft.Preview) {
	p.view = p.viewOf(e)
	p.tool(e)
	p.fold(e)
	p.editor.Load(p.s.d.Text(e.Key))
	if e.Locked {
		p.editor.Disable()
	} else {
		p.editor.Enable()
	}
	p.put(e, v)
	p.mark(v)
	p.advise(textedit.Mark{}, false)
	p.root.Top()
}

// follow shows what has become of the piece, changed elsewhere than in its text.
func (p *pane) follow(e draft.Entry, v draft.Preview) {
	if p.viewOf(e) != p.view {
		p.show(e, v)
		return
	}
	p.tool(e)
	p.fold(e)
	if p.s.saving.running {
		p.editor.Update(p.s.d.Text(e.Key))
	} else {
		p.editor.SetContent(p.s.d.Text(e.Key))
	}
	p.put(e, v)
	p.mark(v)
}

// mark underlines what is wrong.
func (p *pane) mark(v draft.Preview) {
	p.editor.SetMarks(textedit.Marks(p.editor.Text, v.Faults))
}

// viewOf returns how a piece is edited.
func (p *pane) viewOf(e draft.Entry) view {
	switch {
	case p.asText[e.Kind]:
		return textView
	case e.Kind == draft.Head:
		return deckView
	case e.Kind == draft.Model && !e.Locked:
		if m, _ := p.s.d.Model(e.Key); m != nil {
			return canvasView
		}
	case e.Kind == draft.Note && e.NoteKind == deck.Occlude && !e.Locked:
		if p.cards && p.s.desk.narrow {
			return cardsView
		}
		return boxesView
	}
	return textView
}

// put shows the piece in its view.
func (p *pane) put(e draft.Entry, v draft.Preview) {
	var o fyne.CanvasObject
	switch p.view {
	case boxesView:
		p.showMasks(v)
		o = p.masks.Object()
	case canvasView:
		if p.models == nil {
			p.models = newModelView(p.s)
		}
		p.models.show(e.Key)
		o = p.models.object()
	case deckView:
		if p.about == nil {
			p.about = newDeckPage(p.s)
		}
		p.about.show()
		o = p.about.root
	default:
		o = p.editor
	}
	if len(p.stage.Objects) != 1 || p.stage.Objects[0] != o {
		p.stage.Objects = []fyne.CanvasObject{o}
	}
	p.stage.Hidden = p.view == cardsView
	p.stage.Refresh()
	p.root.Relayout()
}

// showMasks shows the picture of a note with its boxes.
func (p *pane) showMasks(v draft.Preview) {
	if v.Note == nil {
		return
	}
	data, err := p.s.picture(v.Note.Picture)
	if err != nil {
		data = nil
	}
	p.masks.Show(v.Note.Picture, data, v.Note.Masks, v.Note.HideAll)
}

// tool fills the row above.
func (p *pane) tool(e draft.Entry) {
	var list []fyne.CanvasObject
	p.views = nil
	switch e.Kind {
	case draft.Note:
		p.kind.Label = kindName(e.NoteKind)
		p.kind.Refresh()
		list = append(list, p.kind)
		if p.view != cardsView {
			list = append(list, p.details)
		}
		if p.view == textView {
			list = append(list, p.cite)
		}
		if e.NoteKind == deck.Occlude {
			list = append(list, p.switchTo("Boxes", e))
		}
	case draft.Model:
		list = append(list, p.switchTo("Drawing", e))
	case draft.Head:
		list = append(list, p.switchTo("Form", e))
	}
	p.tools.Objects = list
	p.tools.Hidden = len(list) == 0
	p.tools.Refresh()
}

// switchTo offers the other view of a piece and its text.
func (p *pane) switchTo(other string, e draft.Entry) fyne.CanvasObject {
	ways, at := []string{other, "Text"}, 0
	switch p.view {
	case textView:
		at = 1
	case cardsView:
		at = 2
	case boxesView, canvasView, deckView:
	}
	if e.Kind == draft.Note && p.s.desk.narrow {
		ways = append(ways, "Cards")
	}
	p.views = control.NewSegments(ways, at, func(i int) {
		p.asText[e.Kind], p.cards = i == 1, i == 2
		p.s.open(e.Key)
		p.s.focusMiddle()
	})
	return p.views.Container
}

// fold shows the form of a note if it is open.
func (p *pane) fold(e draft.Entry) {
	shown := p.open && e.Kind == draft.Note && p.view != cardsView
	p.form.root.Hidden = !shown
	if shown {
		p.form.show(e.Key)
	}
}

// advise says below the text what is wrong where the cursor is, or how such a piece is
// written.
func (p *pane) advise(m textedit.Mark, in bool) {
	style := page.Style{Size: theme.Caption, Color: theme.Muted}
	text := ""
	e, _ := p.s.entry(p.s.key)
	switch {
	case p.view != textView:
	case in:
		style.Color = theme.Hard
		text = "! " + m.Says
		if m.Severity == deck.Error {
			style.Color = theme.Again
			text = "✗ " + m.Says
		}
	case e.Kind == draft.Note:
		text = howTo(e.NoteKind)
	}
	if text == p.advice {
		return
	}
	p.advice, p.foot.Hidden = text, text == ""
	p.foot.Set(deck.Plain(text), style)
	p.root.Relayout()
}

// focus gives what is edited the keyboard.
func (p *pane) focus() {
	c := p.s.host.Canvas()
	if p.view != cardsView {
		p.root.Seek(p.stage)
	}
	switch p.view {
	case cardsView:
		c.Focus(p.s.preview.reader)
	case boxesView:
		p.masks.Focus()
	case canvasView:
		p.models.focus()
	case deckView:
		p.about.focus()
	default:
		c.Focus(p.editor)
	}
}
