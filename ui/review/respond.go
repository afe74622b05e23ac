package review

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

// A responder is what the learner answers a kind of card with.
type responder interface {
	object() fyne.CanvasObject  // below the question; nil if there is nothing to do but think
	focus(fyne.Canvas)          // takes the keyboard, where text is typed
	key(name fyne.KeyName) bool // reports whether it had a use for the key
	cursor() fyne.CanvasObject  // what the keys are on, which must be seen; nil without
	char(r rune) bool
	ready() bool // something was answered, so that it can be checked
	response() study.Response
	giveUp() // takes back what was answered
	judge(study.Score)
	answer() []deck.Block // what is shown below, once it is answered
	hint() string         // how to answer by keyboard
}

func (v *Screen) newResponder() responder {
	t, check := v.turn, v.check
	q, pictures := t.Question, v.pictures(t.Card.Deck.ID)
	switch q.Kind {
	case deck.Modelled:
		return newTask(q, v.host, v.room(), pictures, check)
	case deck.Choice:
		return newChoice(q, deck.Blocks(t.Card.Note.Back), pictures)
	case deck.Typed:
		return newTyped(q, check)
	case deck.Order:
		return newOrder(q, deck.Blocks(t.Card.Note.Back))
	case deck.Cloze:
		return thought{} // the gap is filled in where it stands
	case deck.Occlude: // the picture is uncovered where it stands
		return thought{blocks: withoutCovers(q.Answer)}
	default:
		return thought{blocks: q.Answer}
	}
}

// thought answers in the learner's head.
type thought struct{ blocks []deck.Block }

func (thought) object() fyne.CanvasObject { return nil }
func (thought) focus(fyne.Canvas)         {}
func (thought) key(fyne.KeyName) bool     { return false }
func (thought) cursor() fyne.CanvasObject { return nil }
func (thought) char(rune) bool            { return false }
func (thought) ready() bool               { return false }
func (thought) response() study.Response  { return study.Response{} }
func (thought) giveUp()                   {}
func (thought) judge(study.Score)         {}
func (t thought) answer() []deck.Block    { return t.blocks }
func (thought) hint() string              { return "" }

// choice chooses among options.
type choice struct {
	question study.Question
	options  []*control.Option
	chosen   map[int]bool
	at       int // of the cursor, -1 until an arrow is pressed
	box      *fyne.Container
	back     []deck.Block // what the author says besides
}

func newChoice(q study.Question, back []deck.Block, pictures page.Pictures) *choice {
	c := &choice{question: q, chosen: map[int]bool{}, at: -1, back: back}
	var rows []fyne.CanvasObject
	for i, o := range q.Options {
		option := control.NewOption(i+1, o.Blocks, pictures, func() { c.toggle(i) })
		c.options = append(c.options, option)
		rows = append(rows, option)
	}
	c.box = page.Column(theme.Gap8, rows...)
	return c
}

func (c *choice) object() fyne.CanvasObject { return c.box }
func (c *choice) focus(fyne.Canvas)         {}
func (c *choice) ready() bool               { return len(c.chosen) > 0 }
func (c *choice) answer() []deck.Block      { return c.back }
func (c *choice) giveUp()                   { c.chosen = map[int]bool{} }

func (c *choice) hint() string {
	if c.question.Several {
		return "Choose all that are right: 1 to " + string(rune('0'+len(c.options)))
	}
	return "Choose with 1 to " + string(rune('0'+len(c.options)))
}

func (c *choice) toggle(i int) {
	if i < 0 || i >= len(c.options) {
		return
	}
	if c.chosen[i] {
		delete(c.chosen, i)
	} else {
		if !c.question.Several {
			clear(c.chosen)
		}
		c.chosen[i] = true
	}
	for j, o := range c.options {
		o.Choose(c.chosen[j])
	}
}

func (c *choice) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown:
		c.point(c.at + 1)
	case fyne.KeyUp:
		c.point(c.at - 1)
	case fyne.KeySpace:
		if c.at < 0 {
			return false
		}
		c.toggle(c.at)
	default:
		return false
	}
	return true
}

func (c *choice) point(i int) {
	c.at = min(max(i, 0), len(c.options)-1)
	for j, o := range c.options {
		o.Point(j == c.at)
	}
}

func (c *choice) cursor() fyne.CanvasObject {
	if c.at < 0 {
		return nil
	}
	return c.options[c.at]
}

func (c *choice) char(r rune) bool {
	if r < '1' || int(r-'1') >= len(c.options) {
		return false
	}
	c.toggle(int(r - '1'))
	return true
}

func (c *choice) response() study.Response {
	var r study.Response
	for i := range c.options {
		if c.chosen[i] {
			r.Chosen = append(r.Chosen, i)
		}
	}
	return r
}

func (c *choice) judge(study.Score) {
	for i, o := range c.options {
		switch right := c.question.Options[i].Correct; {
		case right && c.chosen[i]:
			o.Judge(control.Right)
		case right:
			o.Judge(control.Missed)
		case c.chosen[i]:
			o.Judge(control.Wrong)
		default:
			o.Judge(control.LeftOut)
		}
	}
}

// typed takes an answer in words.
type typed struct {
	entry  *field
	canvas fyne.Canvas // set when the keyboard is taken
	box    *fyne.Container
	diff   *page.Text
	back   []deck.Block
}

func newTyped(q study.Question, check func()) *typed {
	t := &typed{back: q.Answer}
	t.entry = newField(check)
	t.entry.SetPlaceHolder("Type the answer")
	t.diff = page.NewText(nil, page.Style{
		Size: theme.Lead, Color: theme.Ink, Added: theme.Good, Struck: theme.Again,
	}, nil)
	t.diff.Hide()
	t.box = page.Column(theme.Gap8, t.entry, t.diff)
	return t
}

func (t *typed) object() fyne.CanvasObject { return t.box }
func (t *typed) focus(c fyne.Canvas)       { t.canvas = c; c.Focus(t.entry) }
func (t *typed) key(fyne.KeyName) bool     { return false }
func (t *typed) cursor() fyne.CanvasObject { return nil }
func (t *typed) ready() bool               { return strings.TrimSpace(t.entry.Text) != "" }
func (t *typed) response() study.Response  { return study.Response{Text: t.entry.Text} }
func (t *typed) answer() []deck.Block      { return t.back }
func (t *typed) giveUp()                   { t.entry.SetText("") }
func (t *typed) hint() string              { return "" }

// char goes on typing after a click elsewhere took the keyboard away.
func (t *typed) char(r rune) bool {
	t.canvas.Focus(t.entry)
	t.entry.TypedRune(r)
	return true
}

// unwrite undoes or redoes typing.
func (t *typed) unwrite(again bool) bool { return t.entry.unwrite(again) }

// judge shows the difference, where there is one: what was missing stands strong,
// what was too much is struck out.
func (t *typed) judge(s study.Score) {
	if !t.ready() || (s.Correct && s.Typos == 0) {
		t.box.Hide()
		return
	}
	t.entry.Hide()
	var spans []deck.Span
	for _, p := range s.Diff {
		switch p.Kind {
		case study.Same:
			spans = append(spans, deck.Span{Text: p.Text})
		case study.Missing:
			spans = append(spans, deck.Span{Text: p.Text, Strong: true})
		case study.Extra:
			spans = append(spans, deck.Span{Text: p.Text, Strike: true})
		}
	}
	t.diff.Set([]deck.Block{{Kind: deck.Paragraph, Spans: spans}}, page.Style{
		Size: theme.Lead, Color: theme.Ink, Added: theme.Good, Struck: theme.Again,
	})
	t.diff.Show()
}

// field is a line to type in. Enter checks it; keys that a line of text has no use
// for go to the window.
type field struct {
	widget.Entry
	check func()
}

func newField(check func()) *field {
	f := &field{check: check}
	f.ExtendBaseWidget(f)
	return f
}

// unwrite undoes or redoes typing and reports whether there was any.
func (f *field) unwrite(again bool) bool { return control.Unwrite(&f.Entry, again) }

// TypedKey checks the answer on Enter and hands on what is no typing.
func (f *field) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.check()
	case fyne.KeyEscape, fyne.KeyF11, fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		control.HandOn(f, ev)
	default:
		f.Entry.TypedKey(ev)
	}
}

// TypedRune takes no space at the beginning: it belongs to the key that graded the
// card before.
func (f *field) TypedRune(r rune) {
	if r == ' ' && f.Text == "" {
		return
	}
	f.Entry.TypedRune(r)
}

// order brings items into order.
type order struct {
	sorter *control.Sorter
	back   []deck.Block
	gaveUp bool
}

func newOrder(q study.Question, back []deck.Block) *order {
	return &order{sorter: control.NewSorter(q.Items), back: back}
}

func (o *order) object() fyne.CanvasObject  { return o.sorter }
func (o *order) focus(fyne.Canvas)          {}
func (o *order) key(name fyne.KeyName) bool { return o.sorter.Key(name) }
func (o *order) cursor() fyne.CanvasObject  { return o.sorter.Current() }
func (o *order) char(rune) bool             { return false }
func (o *order) ready() bool                { return true }
func (o *order) answer() []deck.Block       { return o.back }
func (o *order) giveUp()                    { o.gaveUp = true }

func (o *order) response() study.Response {
	if o.gaveUp {
		return study.Response{}
	}
	return study.Response{Order: o.sorter.Order()}
}

func (o *order) hint() string {
	return "Drag the rows, or: arrows, Space to lift, arrows to carry, Space to put down"
}

func (o *order) judge(s study.Score) {
	place := map[int]int{}
	for at, item := range s.Solution {
		place[item] = at
	}
	o.sorter.Judge(func(item int) int { return place[item] })
}
