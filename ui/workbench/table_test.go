package workbench_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck/model"
	"touchpoint/ui/diagram"
	"touchpoint/ui/uitest"
	"touchpoint/ui/workbench"
)

// table is a bench in a window, and what is on it.
type table struct {
	*testing.T
	host  *uitest.Host
	bench *workbench.Bench
}

func lay(t *testing.T, yaml string, o model.RebuildOptions) *table {
	t.Helper()
	h := uitest.NewHost(t, 1280, 800)
	b := workbench.New(model.NewRebuild(uitest.Model(t, yaml), o), h)
	h.Show(b.Object())
	return &table{t, h, b}
}

// press presses keys as the window hands them on: a character comes after its key.
func (b *table) press(keys ...string) {
	b.Helper()
	for _, k := range keys {
		switch k {
		case "+":
			b.bench.Key(fyne.KeyEqual)
		case "-":
			b.bench.Key(fyne.KeyMinus)
		default:
			b.bench.Key(fyne.KeyName(strings.ToUpper(k[:1]) + k[1:]))
		}
		if len(k) == 1 {
			b.bench.Rune(rune(k[0]))
		}
	}
}

func (b *table) words() string { return uitest.Words(b.bench.Object()) }

func (b *table) says(words string) {
	b.Helper()
	if got := strings.ReplaceAll(b.words(), "\n", " "); !strings.Contains(got, words) {
		b.Errorf("%q is not said:\n%s", words, got)
	}
}

func (b *table) share(want float64) {
	b.Helper()
	if c := b.bench.Build().Check(); c.Share != want {
		b.Errorf("share is %v, want %v: %q", c.Share, want, c.Lines)
	}
}

func (b *table) part(label string) model.BankPart {
	b.Helper()
	for _, p := range b.bench.Build().Bank() {
		if p.Label == label {
			return p
		}
	}
	b.Fatalf("there is no part %q", label)
	return model.BankPart{}
}

// pick goes to a part of the bank with the arrows and presses Enter.
func (b *table) pick(label string) {
	b.Helper()
	bank := b.bench.Build().Bank()
	for range bank {
		b.press("Up")
	}
	for _, p := range bank {
		if p.Label == label {
			b.press("Return")
			return
		}
		b.press("Down")
	}
	b.Fatalf("%q is not in the bank", label)
}

// reach goes to an element of the canvas with the arrows, as one who looks for the way.
func (b *table) reach(id string) {
	b.Helper()
	d := b.canvas()
	var way func(seen map[string]bool) bool
	way = func(seen map[string]bool) bool {
		at := d.Cursor()
		if at == id {
			return true
		}
		if seen[at] {
			return false
		}
		seen[at] = true
		for _, k := range []struct{ there, back string }{{"Right", "Left"}, {"Down", "Up"}, {"Left", "Right"}, {"Up", "Down"}} {
			b.press(k.there)
			if next := d.Cursor(); next != at && way(seen) {
				return true
			}
			d.SetCursor(at)
		}
		return false
	}
	if !way(map[string]bool{}) {
		b.Fatalf("the arrows do not lead to %s from %s", id, d.Cursor())
	}
}

func (b *table) canvas() *diagram.Diagram {
	b.Helper()
	for _, o := range b.bench.Object().(*fyne.Container).Objects {
		if d, ok := o.(*diagram.Diagram); ok {
			return d
		}
	}
	b.Fatal("there is no canvas")
	return nil
}

// spot is where an element of the canvas stands in the window.
func (b *table) spot(id string) fyne.Position {
	b.Helper()
	drawing := b.bench.Build().Drawing()
	var at model.Point
	if n, ok := drawing.Node(id); ok {
		at = model.Point{X: n.Rect.X + n.Rect.Width/2, Y: n.Rect.Y + n.Rect.Height/2}
	} else if e, ok := drawing.Edge(id); ok {
		at = e.Disc
	} else {
		b.Fatalf("%s is not on the canvas", id)
	}
	return b.onWindow(at)
}

// onWindow looks for the place of the window at which a point of the drawing is seen.
func (b *table) onWindow(p model.Point) fyne.Position {
	d := b.canvas()
	origin, far := d.Point(fyne.NewPos(0, 0)), d.Point(fyne.NewPos(100, 100))
	return fyne.NewPos(
		float32((p.X-origin.X)*100/(far.X-origin.X)), float32((p.Y-origin.Y)*100/(far.Y-origin.Y)),
	).Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(d))
}

func (b *table) click(id string) {
	b.Helper()
	test.TapCanvas(b.host.Canvas(), b.spot(id))
}

// trails is what was traced.
func (b *table) trails() string { return strings.Join(b.host.Lines, "\n") }

// join places two parts and draws an arrow between them, which stays chosen.
func (b *table) join() {
	b.Helper()
	b.pick("Smell")
	b.pick("Visit")
	b.pick("Smell")
	b.reach("visit")
	b.press("Return")
}

func (b *table) edge() model.Edge {
	b.Helper()
	for _, e := range b.bench.Build().Drawing().Edges {
		if !e.Tether {
			return e
		}
	}
	b.Fatal("there is no arrow")
	return model.Edge{}
}

// slot is where a place of the grid is on the window.
func slot(b *table, at model.At) fyne.Position {
	g := b.bench.Build().Drawing().Grid
	return b.onWindow(model.Point{X: g.X + at.Column*g.PitchX, Y: g.Y + at.Row*g.PitchY})
}

// carry drags a part of the bank to a place of the window.
func (b *table) carry(label string, to fyne.Position) {
	b.Helper()
	var row fyne.Draggable
	eachWidget(b.bench.Object(), func(o fyne.CanvasObject) {
		if r, ok := o.(fyne.Draggable); ok && uitest.Words(o) != "" && strings.HasPrefix(uitest.Words(o), label) {
			row = r
		}
	})
	if row == nil {
		b.Fatalf("there is no row %q to drag", label)
	}
	row.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: to}})
	row.DragEnd()
}

// drag drags on the canvas.
func drag(b *table, from, to fyne.Position) {
	b.Helper()
	d := b.canvas()
	var pad fyne.Draggable
	for _, o := range test.WidgetRenderer(d).Objects() {
		if p, ok := o.(fyne.Draggable); ok {
			pad = p
		}
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(d)
	by := to.Subtract(from)
	pad.Dragged(&fyne.DragEvent{
		PointEvent: fyne.PointEvent{Position: to.Subtract(corner), AbsolutePosition: to}, Dragged: fyne.NewDelta(by.X, by.Y),
	})
	pad.DragEnd()
}

func eachWidget(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			eachWidget(c, visit)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			eachWidget(c, visit)
		}
	}
}

// wander presses keys as one who does not know where to go.
func (b *table) wander(n int) {
	b.Helper()
	keys := []string{"Right", "Return", "Down", "Space", "Return", "Left", "t", "Delete", "Up", "Return", "u", "Escape", "Down", "Return"}
	for i := range n {
		b.press(keys[(i*7+i*i/11)%len(keys)])
		if b.words() == "" {
			b.Fatal("nothing is written")
		}
	}
}
