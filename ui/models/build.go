package models

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
	"touchpoint/ui/workbench"
)

// build is the page on which a model is built from memory, as often as one likes. It is
// practice: nothing is scheduled by it.
type build struct {
	screen  *Screen
	bench   *workbench.Bench
	work    *work
	checked bool
	result  *fyne.Container
	bar     *fyne.Container
	root    *fyne.Container
}

func newBuild(s *Screen) *build {
	b := &build{screen: s, work: s.keep.work(s.m), result: page.Column(theme.Gap4), bar: page.FlowRight(theme.Gap8)}
	b.root = container.NewStack()
	b.resume()
	return b
}

// begin empties the canvas, which can be undone.
func (b *build) begin() {
	b.checked = false
	b.result.Objects = nil
	b.bench.Clear()
	b.fill()
	b.root.Refresh()
}

// resume goes on with the work where it stands.
func (b *build) resume() {
	b.checked = false
	b.bench = workbench.New(b.work.build, b.screen.host)
	b.result.Objects = nil
	b.fill()
	b.root.Objects = []fyne.CanvasObject{page.Pile(0, 0,
		container.New(&margin{}, b.bench.Object()),
		page.Inset(theme.Gap24, theme.Gap16, page.Column(theme.Gap8, b.result, b.bar)))}
	b.root.Refresh()
}

// fill shows what can be done now.
func (b *build) fill() {
	if b.checked {
		b.bar.Objects = []fyne.CanvasObject{
			control.NewButton("Start anew", b.begin), control.NewPrimary("Try again", "A", b.again),
		}
	} else {
		b.bar.Objects = nil
		if b.distractable() {
			label := "Add parts that do not belong"
			if b.work.harder {
				label = "Only the right parts"
			}
			b.bar.Objects = append(b.bar.Objects, control.NewPlain(label, "D", b.distract))
		}
		hint, check := control.NewButton("Hint", b.hint), control.NewPrimary("Check", "C", b.check)
		hint.Key = "H"
		b.bar.Objects = append(b.bar.Objects, control.NewButton("Start anew", b.begin), hint, check)
	}
	b.bar.Refresh()
}

// distractable reports whether the bank can have parts that do not belong.
func (b *build) distractable() bool {
	return len(b.screen.m.Distractors) > 0 && len(b.bench.Build().Bank()) > 0
}

// distract adds parts that do not belong to the bank, or takes them away again.
func (b *build) distract() {
	b.work.harder = !b.work.harder
	b.bench.Distract(b.work.harder)
	b.fill()
}

func (b *build) hint() {
	if !b.checked {
		b.bench.Hint()
	}
}

// check compares the work with the model and draws what was right.
func (b *build) check() {
	if b.checked {
		return
	}
	c := b.bench.Build().Check()
	b.checked = true
	b.bench.Judge(c)
	title, tone := fmt.Sprintf("%.0f %% right", c.Share*100), theme.Ink
	if c.Perfect {
		title, tone = "✓ All of it is right", theme.Good
	}
	b.result.Objects = []fyne.CanvasObject{page.NewLine(title, page.Style{Size: theme.Lead, Color: tone, Bold: true})}
	for i, text := range c.Lines {
		if i == b.lines() {
			b.result.Objects = append(b.result.Objects, page.NewLine(fmt.Sprintf("and %d more, drawn above", len(c.Lines)-i), page.Style{Size: theme.Caption, Color: theme.Muted}))
			break
		}
		b.result.Objects = append(b.result.Objects, page.NewLine(text, page.Style{Size: theme.Caption, Color: theme.Ink}))
	}
	b.screen.host.Trace("checked %s %.2f", b.screen.m.ID, c.Share)
	b.fill()
	b.root.Refresh()
}

// lines is how many lines of a result stand under the canvas: in a low window one.
func (b *build) lines() int {
	if b.screen.host.Canvas().Size().Height < lowWindow*max(1, theme.Size(theme.Body)/15) {
		return 1
	}
	return mostLines
}

const (
	mostLines = 3
	lowWindow = 640
)

// again goes on with the work as it was checked.
func (b *build) again() {
	if !b.checked {
		return
	}
	b.checked = false
	b.result.Objects = nil
	b.bench.Resume()
	b.fill()
	b.root.Refresh()
}

func (b *build) undo() bool {
	if b.checked || !b.bench.Build().CanUndo() {
		return false
	}
	b.bench.Undo()
	return true
}

func (b *build) key(name fyne.KeyName) bool {
	if b.checked && (name == fyne.KeyReturn || name == fyne.KeyEnter) {
		b.again()
		return true
	}
	return b.bench.Key(name)
}

func (b *build) rune(r rune) bool {
	if b.bench.Rune(r) {
		return true
	}
	switch upper(r) {
	case 'C':
		b.check()
	case 'H':
		b.hint()
	case 'A':
		b.again()
	case 'D':
		if b.distractable() && !b.checked {
			b.distract()
		}
	default:
		return false
	}
	return true
}

// margin keeps the bench off the edges of the window.
type margin struct{}

func (margin) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Add(fyne.NewSize(2*theme.Gap24, 0))
}

func (margin) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(theme.Gap24, 0))
	objects[0].Resize(fyne.NewSize(size.Width-2*theme.Gap24, size.Height))
}
