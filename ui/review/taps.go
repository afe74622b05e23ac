package review

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/study"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// taps answers by tapping the drawing, one target for each step.
type taps struct {
	ask     *model.Ask
	host    Host
	diagram *diagram.Diagram
	tapped  []string
	line    *page.Text
	judged  bool
}

func newTaps(ask *model.Ask, d *diagram.Diagram, h Host) *taps {
	t := &taps{ask: ask, host: h, diagram: d, line: page.NewText(nil, page.Style{Size: theme.Body, Color: theme.Ink}, nil)}
	if d != nil {
		d.OnTap, d.Forward = t.tap, true
	}
	t.show()
	return t
}

func (t *taps) object() fyne.CanvasObject { return t.line }
func (t *taps) focus(fyne.Canvas)         {}
func (t *taps) cursor() fyne.CanvasObject { return nil }
func (t *taps) char(r rune) bool          { return t.diagram != nil && t.diagram.Rune(r) }
func (t *taps) ready() bool               { return len(t.tapped) > 0 && len(t.tapped) == len(t.ask.Steps) }
func (t *taps) answer() []deck.Block      { return nil }
func (t *taps) giveUp()                   { t.tapped = nil }

func (t *taps) response() study.Response {
	return study.Response{Task: model.Answer{Tapped: t.tapped}}
}

func (t *taps) hint() string {
	if len(t.ask.Steps) > 1 {
		return "Arrows and Space, or tap; Backspace goes a step back"
	}
	return "Arrows and Space, or tap"
}

// tap answers the present step.
func (t *taps) tap(id string) {
	if t.judged || id == "" {
		return
	}
	at := min(len(t.tapped), len(t.ask.Steps)-1) // when all are answered, the last once more
	if at < 0 || !slices.Contains(t.ask.Steps[at].Targets, id) {
		return
	}
	t.tapped = append(t.tapped[:at], id)
	t.show()
}

func (t *taps) key(name fyne.KeyName) bool {
	if t.diagram == nil {
		return false
	}
	switch name {
	case fyne.KeyBackspace, fyne.KeyDelete:
		if len(t.tapped) > 0 {
			t.tapped = t.tapped[:len(t.tapped)-1]
			t.show()
		}
		return true
	case fyne.KeySpace:
		if t.diagram.Cursor() == "" {
			return false
		}
		t.tap(t.diagram.Cursor())
		return true
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.ready() || t.diagram.Cursor() == "" {
			return false
		}
		t.tap(t.diagram.Cursor())
		return true
	}
	used := t.diagram.Key(name)
	if diagram.IsArrow(name) {
		t.host.Trace("cursor %s", t.diagram.Cursor())
	}
	return used
}

// show draws what was tapped so far and asks for the next step.
func (t *taps) show() {
	overlay := model.Overlay{}
	for id, face := range t.ask.Overlay {
		overlay[id] = face
	}
	for i, id := range t.tapped {
		face := overlay[id]
		face.Lit = true
		if len(t.ask.Steps) > 1 {
			face.Tag = tag(face.Tag, i+1)
		}
		overlay[id] = face
	}
	at := min(len(t.tapped), len(t.ask.Steps)-1)
	if t.diagram != nil && at >= 0 {
		t.diagram.SetOverlay(overlay)
		t.diagram.SetTargets(t.ask.Steps[at].Targets)
	}
	t.line.Set(t.words(), page.Style{Size: theme.Body, Color: theme.Ink})
}

// tag adds a step's number to those that an element bears already.
func tag(before string, step int) string {
	if before == "" {
		return fmt.Sprint(step)
	}
	return fmt.Sprintf("%s, %d", before, step)
}

// words are the steps up to the one that is asked, which stands strong.
func (t *taps) words() []deck.Block {
	if len(t.ask.Steps) == 1 && (t.ask.Steps[0].Text == t.ask.Prompt || strings.TrimSpace(t.ask.Steps[0].Text) == "") {
		return nil
	}
	list := deck.Block{Kind: deck.List, Ordered: true, Start: 1}
	for i, s := range t.ask.Steps {
		if i > len(t.tapped) {
			break
		}
		list.Items = append(list.Items, []deck.Block{{
			Kind: deck.Paragraph, Spans: []deck.Span{{Text: s.Text, Strong: i == len(t.tapped)}},
		}})
	}
	if len(t.ask.Steps) == 1 {
		return list.Items[0]
	}
	return []deck.Block{list}
}

func (t *taps) judge(s study.Score) {
	t.judged = true
	if len(t.ask.Steps) < 2 {
		t.line.Set(nil, page.Style{Size: theme.Body, Color: theme.Ink})
		return
	}
	list := deck.Block{Kind: deck.List, Ordered: true, Start: 1}
	for i, step := range t.ask.Steps {
		mark := "✗ "
		if i < len(s.Task.Steps) && s.Task.Steps[i] {
			mark = "✓ "
		}
		list.Items = append(list.Items, []deck.Block{{Kind: deck.Paragraph, Spans: []deck.Span{{Text: mark + step.Text}}}})
	}
	t.line.Set([]deck.Block{list}, page.Style{Size: theme.Body, Color: theme.Ink})
}

// names answers by typing several names, one after another.
type names struct {
	ask    *model.Ask
	entry  *field
	list   *page.Text
	given  []string
	box    *fyne.Container
	canvas fyne.Canvas
	style  page.Style
}

func newNames(ask *model.Ask, check func()) *names {
	n := &names{ask: ask, style: page.Style{Size: theme.Lead, Color: theme.Ink, Struck: theme.Again}}
	n.entry = newField(func() {
		if !n.add() {
			check()
		}
	})
	n.entry.SetPlaceHolder(fmt.Sprintf("Type one of the %d and press Enter", ask.Count))
	n.list = page.NewText(nil, n.style, nil)
	n.box = page.Column(theme.Gap8, n.entry, n.list)
	return n
}

// add takes over what was typed, and reports whether there was anything.
func (n *names) add() bool {
	text := strings.TrimSpace(n.entry.Text)
	if text == "" {
		return false
	}
	again := slices.ContainsFunc(n.given, func(g string) bool { return strings.EqualFold(g, text) })
	if !again && len(n.given) < 2*n.ask.Count {
		n.given = append(n.given, text)
	}
	n.entry.SetText("")
	n.entry.SetPlaceHolder(fmt.Sprintf("%d of %d given; type the next", len(n.given), n.ask.Count))
	n.show(nil)
	return true
}

// show lists what was given; right says of each whether it is right, nil before that is
// known.
func (n *names) show(right []bool) {
	list := deck.Block{Kind: deck.List, Ordered: true, Start: 1}
	for i, text := range n.given {
		span := deck.Span{Text: text}
		if right != nil {
			span.Text = "✗ " + text
			span.Strike = true
			if i < len(right) && right[i] {
				span = deck.Span{Text: "✓ " + text}
			}
		}
		list.Items = append(list.Items, []deck.Block{{Kind: deck.Paragraph, Spans: []deck.Span{span}}})
	}
	n.list.Set([]deck.Block{list}, n.style)
}

func (n *names) object() fyne.CanvasObject { return n.box }
func (n *names) focus(c fyne.Canvas)       { n.canvas = c; c.Focus(n.entry) }
func (n *names) key(name fyne.KeyName) bool {
	if name != fyne.KeyUp || len(n.given) == 0 {
		return false
	}
	last := len(n.given) - 1 // the one before comes back to be mended
	n.entry.SetText(n.given[last])
	n.entry.CursorColumn = len([]rune(n.given[last]))
	n.entry.Refresh()
	n.given = n.given[:last]
	n.show(nil)
	return true
}
func (n *names) cursor() fyne.CanvasObject { return nil }
func (n *names) ready() bool               { return len(n.given) > 0 || strings.TrimSpace(n.entry.Text) != "" }
func (n *names) answer() []deck.Block      { return nil }
func (n *names) giveUp()                   { n.given = nil; n.entry.SetText("") }
func (n *names) hint() string {
	return "Enter takes each name, ↑ brings the last back; Enter once more checks"
}

func (n *names) char(r rune) bool {
	n.canvas.Focus(n.entry)
	n.entry.TypedRune(r)
	return true
}

func (n *names) response() study.Response {
	n.add()
	return study.Response{Task: model.Answer{Names: n.given}}
}

func (n *names) judge(s study.Score) {
	n.entry.Hide()
	right := s.Task.Steps
	if right == nil {
		right = []bool{}
	}
	n.show(right)
}

// unwrite undoes or redoes typing.
func (n *names) unwrite(again bool) bool { return n.entry.unwrite(again) }
