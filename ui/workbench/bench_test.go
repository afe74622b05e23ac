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

func TestPathByKeyboard(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.says("Drag parts onto the canvas, or Enter.")
	for _, label := range []string{"Smell", "Visit", "Queue"} {
		b.pick(label)
		if !b.part(label).Placed {
			t.Fatalf("Enter does not place %s", label)
		}
	}
	connect := func(from, to, sign string) {
		t.Helper()
		b.pick(from)
		b.says("Where does the arrow lead?")
		b.reach(b.part(to).ID)
		b.press("Return")
		b.says("set its sign")
		scale := b.canvas().Scale()
		b.press(sign)
		if b.canvas().Scale() != scale {
			t.Errorf("%s changes the view while an arrow is chosen", sign)
		}
		b.press("Escape")
	}
	connect("Smell", "Visit", "+")
	connect("Queue", "Visit", "-")
	c := b.bench.Build().Check()
	if c.Reversed != 1 || c.Share == 1 {
		t.Errorf("the arrow the wrong way round is not seen: %+v", c.Lines)
	}
	b.press("Right") // to the canvas
	b.says("Esc goes back to the parts.")
	b.reach("visit-queue")
	b.press("Space", "t", "Escape")
	b.pick("Weather")
	b.says("Which arrow does it act on?")
	b.reach("smell-visit")
	b.press("Return")
	b.share(1)
	if !b.bench.Build().Check().Perfect {
		t.Error("all is right, and it is not perfect")
	}
}

func TestJourneyByKeyboard(t *testing.T) {
	b := lay(t, uitest.JourneyModel, model.RebuildOptions{})
	for label, cell := range map[string]string{"Map": model.CellID("plan", "own"), "Train": model.CellID("go", "other")} {
		b.pick(label)
		b.says("Choose where it belongs with the arrows")
		b.reach(cell)
		b.press("Space")
	}
	b.share(1)
	if !strings.Contains(b.trails(), "cursor go/other") {
		t.Errorf("the cursor's way is not traced: %s", b.trails())
	}
}

func TestClassificationByKeyboard(t *testing.T) {
	b := lay(t, uitest.ClassificationModel, model.RebuildOptions{})
	for _, item := range uitest.Model(t, uitest.ClassificationModel).Items {
		b.pick(item.Label)
		b.reach(item.In["colour"][0])
		b.press("Return")
	}
	b.share(1)
	b.press("Right")
	b.reach("banana")
	b.press("Return")
	b.reach("red")
	b.press("Return")
	if c := b.bench.Build().Check(); c.Misplaced != 1 {
		t.Errorf("what was lifted from its bin and put into another is not misplaced: %q", c.Lines)
	}
}

// Nothing has to be placed: the keyboard is on the canvas from the beginning, and there
// is no bank in the way.
func TestContingencyByKeyboard(t *testing.T) {
	b := lay(t, uitest.ContingencyModel, model.RebuildOptions{})
	b.says("Enter on a condition and then on what it speaks for")
	rule := func(value, alternative, sign string) {
		t.Helper()
		b.reach(value)
		b.press("Return")
		b.reach(alternative)
		b.press("Return", sign, "Escape")
	}
	rule(model.AveragePill, "brolly", "+")
	rule("wind:gale", "coat", "+")
	rule("hands:full", "coat", "u")
	b.share(1)
	if b.bench.Key(fyne.KeyEscape) {
		t.Error("Esc finds something to step back from where nothing is begun")
	}
}

func TestBareCanvasTakesEnterWithoutACursor(t *testing.T) {
	b := lay(t, uitest.ContingencyModel, model.RebuildOptions{})
	if !b.bench.Key(fyne.KeyReturn) || !b.bench.Key(fyne.KeySpace) {
		t.Error("Enter before anything is chosen would check the empty canvas")
	}
}

func TestSignKeys(t *testing.T) {
	for key, sign := range map[string]model.Sign{"+": model.Positive, "-": model.Negative, "0": model.None, "U": model.Unknown} {
		t.Run(key, func(t *testing.T) {
			b := lay(t, uitest.PathModel, model.RebuildOptions{})
			b.join()
			b.press(key)
			if e := b.edge(); e.Sign != sign {
				t.Errorf("the sign is %q, want %q", e.Sign, sign)
			}
		})
	}
}

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

func TestEscStepsBack(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.join()
	for _, want := range []bool{true, false} { // off the arrow and to the bank; then nothing is left
		if got := b.bench.Key(fyne.KeyEscape); got != want {
			t.Errorf("Esc was used: %v, want %v", got, want)
		}
	}
	b.press("Right")
	if !b.bench.Key(fyne.KeyEscape) {
		t.Error("Esc does not lead from the canvas to the bank")
	}
	b.says("Drag parts onto the canvas")
}

func TestDeleteTakesAwayWhatIsChosen(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.join()
	b.press("Delete")
	if n := len(b.bench.Build().Draft().Relations); n != 0 {
		t.Errorf("%d arrows are left, want none", n)
	}
	b.press("Escape")
	b.pick("Queue")
	b.click("smell")
	b.press("Delete") // what was tapped, not what the bank's cursor is on
	if b.part("Smell").Placed || !b.part("Queue").Placed {
		t.Error("Delete took away another part than the one that was tapped")
	}
	b.pick("Weather")
	if !b.part("Weather").Placed {
		t.Fatal("the moderator is not placed")
	}
	b.press("Delete")
	if b.part("Weather").Placed {
		t.Error("Delete does not take away the part of the bank that the keyboard is on")
	}
}

// A moderator that looks for its arrow is taken away by Delete, and the arrow stays.
func TestDeleteWhileCarrying(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.join()
	b.press("Escape")
	b.pick("Weather")
	b.press("Delete")
	if b.part("Weather").Placed || len(b.bench.Build().Draft().Relations) != 1 {
		t.Error("Delete did not take away the moderator alone")
	}
}

func TestModeratorNeedsAnArrow(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.pick("Weather")
	b.pick("Weather")
	b.says("Join two parts first.")
}

func TestUndoAndHint(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{Distractors: true})
	b.pick("Moon")
	b.share(0)
	b.bench.Undo()
	if b.part("Moon").Placed {
		t.Error("what was undone is still placed")
	}
	b.pick("Moon")
	for range 20 {
		b.bench.Hint()
		if b.bench.Build().Check().Perfect {
			break
		}
	}
	b.share(1)
	b.says("Removed: Moon is not in the model.")
	b.bench.Hint()
	b.says("There is nothing to add.")
	b.bench.Undo()
	if !b.part("Moon").Placed {
		t.Error("a hint cannot be undone")
	}
}

func TestNothingMovesAfterTheVerdict(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.join()
	before := b.bench.Build().Check()
	b.bench.Judge(before)
	if strings.Contains(b.words(), "Turn") || strings.Contains(b.words(), "set its sign") {
		t.Errorf("what cannot be done is offered: %s", b.words())
	}
	b.press("Delete", "+", "t", "Return", "Right", "Return", "Delete", "Down", "Space")
	b.bench.Hint()
	b.bench.Undo()
	b.click("visit")
	drag(b, b.spot("smell"), b.spot("smell").AddXY(120, 60))
	after := b.bench.Build().Check()
	if before.Share != after.Share || b.edge().Sign != "" || b.part("Queue").Placed {
		t.Errorf("something moved: %q, then %q", before.Lines, after.Lines)
	}
	b.bench.Resume()
	b.says("Drag parts onto the canvas")
	b.pick("Queue")
	if !b.part("Queue").Placed {
		t.Error("nothing can be placed after Resume")
	}
}

func TestClearGivesTheBankBack(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.join()
	b.bench.Judge(b.bench.Build().Check())
	b.bench.Clear()
	b.says("Smell")
	b.pick("Queue")
	if !b.part("Queue").Placed || b.part("Smell").Placed {
		t.Error("the canvas is not empty and ready")
	}
}

func TestPathByPointer(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	for i, label := range []string{"Smell", "Visit", "Queue"} {
		b.carry(label, slot(b, model.At{Column: float64(2 * i), Row: 1}))
		if !b.part(label).Placed {
			t.Fatalf("%s was dropped on the canvas and is not placed", label)
		}
	}
	b.click("smell")
	b.says("Where does the arrow lead?")
	b.click("visit")
	test.Tap(uitest.Button(t, b.bench.Object(), "+"))
	b.click("visit")
	b.click("queue")
	b.click("queue") // begins another
	b.click("queue") // and ends it
	b.click("visit-queue")
	test.Tap(uitest.Button(t, b.bench.Object(), "−"))
	b.carry("Weather", slot(b, model.At{Column: 1, Row: 0}))
	b.click("weather")
	b.click("smell-visit")
	b.share(1)

	from := b.spot("queue")
	to := slot(b, model.At{Column: 3, Row: 0})
	drag(b, from, to)
	if now := b.spot("queue"); now.X >= from.X || now.Y >= from.Y {
		t.Errorf("what was dragged on the canvas stands at %v, and stood at %v", now, from)
	}
	b.share(1)
	drag(b, b.spot("queue"), b.spot("visit"))
	b.says("That place is taken.")
}

func TestJourneyByPointer(t *testing.T) {
	b := lay(t, uitest.JourneyModel, model.RebuildOptions{})
	b.carry("Map", b.spot(model.CellID("plan", "own")))
	b.carry("Train", b.spot(model.CellID("plan", "own")))
	drag(b, b.spot("train"), b.spot(model.CellID("go", "other")))
	b.share(1)
	b.carry("Map", fyne.NewPos(2, 2)) // beside the canvas: it stays
	b.share(1)
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

// From every state that keys lead to, keys lead on: Esc to the bank, and from there to
// a canvas on which everything is right.
func TestNoDeadEnd(t *testing.T) {
	for name, yaml := range map[string]string{
		"path": uitest.PathModel, "journey": uitest.JourneyModel,
		"contingency": uitest.ContingencyModel, "classification": uitest.ClassificationModel,
	} {
		t.Run(name, func(t *testing.T) {
			b := lay(t, yaml, model.RebuildOptions{Distractors: true})
			keys := []string{"Right", "Return", "Down", "Space", "Return", "Left", "t", "Delete", "Up", "Return", "u", "Escape", "Down", "Return"}
			for i := range 150 {
				b.press(keys[(i*7+i*i/11)%len(keys)])
				if b.words() == "" {
					t.Fatal("nothing is written")
				}
			}
			for range 3 {
				b.press("Escape")
			}
			if b.bench.Key(fyne.KeyEscape) {
				t.Error("Esc never ends")
			}
			for range 60 {
				b.bench.Hint()
			}
			b.share(1)
		})
	}
}
