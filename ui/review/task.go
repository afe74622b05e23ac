package review

import (
	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/study"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
	"touchpoint/ui/workbench"
)

// task answers a task of a model: its drawing, and below or on it what the answer is
// given with.
type task struct {
	ask     *model.Ask
	inner   responder // what it is answered with
	diagram *diagram.Diagram
	drawing *model.Drawing
	score   *model.Score
	most    float32
}

func newTask(q study.Question, h Host, most float32, pictures page.Pictures, check func()) *task {
	t := &task{ask: q.Task, drawing: q.Task.Drawing, most: most}
	if t.drawing != nil && t.ask.Way != model.Build {
		t.diagram = diagram.New()
		t.diagram.Static = t.ask.Way != model.Tap
		t.diagram.Set(t.drawing, t.ask.Overlay)
	}
	switch t.ask.Way {
	case model.Choose:
		t.inner = newChoice(q, nil, pictures)
	case model.Type:
		t.inner = newTyped(q, check)
	case model.Sort:
		t.inner = newOrder(q, nil)
	case model.List:
		t.inner = newNames(t.ask, check)
	case model.Build:
		t.inner = newBuilding(t.ask, h, check)
	default:
		t.inner = newTaps(t.ask, t.diagram, h)
	}
	return t
}

// with returns the drawing, and beside it what the task is answered with and more below
// that. What a model is built on has all the width, below the rest.
func (t *task) with(more ...fyne.CanvasObject) fyne.CanvasObject {
	column := page.Column(theme.Gap16)
	if t.ask.Note != "" && t.score == nil {
		column.Objects = append(column.Objects, page.NewLine(t.ask.Note, page.Style{Size: theme.Body, Color: theme.Muted}))
	}
	input := t.inner.object()
	if t.ask.Way == model.Build {
		column.Objects = append(append(column.Objects, more...), input)
		return column
	}
	if input != nil {
		column.Objects = append(column.Objects, input)
	}
	column.Objects = append(column.Objects, more...)
	if t.diagram == nil {
		return column
	}
	return beside(framed(t.diagram, t.drawing, t.most), column)
}

func (t *task) object() fyne.CanvasObject  { return t.with() }
func (t *task) focus(c fyne.Canvas)        { t.inner.focus(c) }
func (t *task) key(name fyne.KeyName) bool { return t.inner.key(name) }
func (t *task) cursor() fyne.CanvasObject  { return t.inner.cursor() }
func (t *task) char(r rune) bool           { return t.inner.char(r) }
func (t *task) ready() bool                { return t.inner.ready() }
func (t *task) response() study.Response   { return t.inner.response() }
func (t *task) giveUp()                    { t.inner.giveUp() }
func (t *task) hint() string               { return t.inner.hint() }

// unwrite undoes or redoes a step of the answer.
func (t *task) unwrite(again bool) bool {
	w, ok := t.inner.(writer)
	return ok && w.unwrite(again)
}

// judge shows the model as it is, with what was right and wrong.
func (t *task) judge(s study.Score) {
	t.inner.judge(s)
	t.score = &s.Task
	if d := s.Task.Drawing; d != nil && t.ask.Way != model.Build {
		if t.diagram == nil {
			t.diagram = diagram.New()
		}
		t.drawing = d
		t.diagram.Static = true
		t.diagram.SetTargets(nil)
		t.diagram.SetCursor("")
		t.diagram.Set(d, s.Task.Overlay)
	}
}

// answer is the right answer, and why.
func (t *task) answer() []deck.Block {
	if t.score == nil {
		return nil
	}
	var blocks []deck.Block
	if t.score.Right != "" {
		blocks = append(blocks, deck.Block{Kind: deck.Paragraph, Spans: []deck.Span{{Text: t.score.Right, Strong: true}}})
	}
	if t.score.Explanation != "" {
		blocks = append(blocks, deck.Plain(t.score.Explanation)...)
	}
	return blocks
}

// building answers by building the model.
type building struct {
	bench  *workbench.Bench
	check  func()
	gaveUp bool
}

func newBuilding(ask *model.Ask, h Host, check func()) *building {
	return &building{
		bench: workbench.New(model.NewRebuild(ask.Task.Model, model.RebuildOptions{}), h), check: check,
	}
}

func (b *building) object() fyne.CanvasObject  { return b.bench.Object() }
func (b *building) focus(fyne.Canvas)          {}
func (b *building) key(name fyne.KeyName) bool { return b.bench.Key(name) }
func (b *building) cursor() fyne.CanvasObject  { return nil }
func (b *building) ready() bool                { return !b.bench.Build().Empty() }
func (b *building) answer() []deck.Block       { return nil }
func (b *building) giveUp()                    { b.gaveUp = true }
func (b *building) hint() string               { return "Build it from memory. C checks it" }
func (b *building) judge(s study.Score)        { b.bench.Show(s.Task.Drawing, s.Task.Overlay) }

func (b *building) response() study.Response {
	if b.gaveUp {
		return study.Response{}
	}
	return study.Response{Task: model.Answer{Built: b.bench.Build()}}
}

func (b *building) char(r rune) bool {
	if r == 'c' || r == 'C' {
		b.check()
		return true
	}
	return b.bench.Rune(r)
}

// unwrite takes the last move back.
func (b *building) unwrite(again bool) bool {
	if again || !b.bench.Build().CanUndo() {
		return false
	}
	b.bench.Undo()
	return true
}
