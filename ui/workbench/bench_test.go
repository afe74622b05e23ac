package workbench_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/ui/uitest"
	"touchpoint/ui/workbench"
)

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

// What was attached to the wrong arrow is let go of by choosing that arrow once more.
func TestModeratorIsDetached(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	b.join()
	b.press("Escape")
	for i, want := range []int{1, 0, 1} {
		b.pick("Weather")
		b.reach("smell-visit")
		b.press("Return")
		if got := len(b.bench.Build().Draft().Moderators[0].Acts); got != want {
			t.Errorf("after choosing the arrow %d times it acts on %d arrows, want %d", i+1, got, want)
		}
	}
	b.bench.Undo()
	if got := len(b.bench.Build().Draft().Moderators[0].Acts); got != 0 {
		t.Errorf("after undo it acts on %d arrows", got)
	}
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

// Dragging draws arrows when it is asked to, and always where nothing can be moved.
func TestArrowsByDragging(t *testing.T) {
	b := lay(t, uitest.PathModel, model.RebuildOptions{})
	for i, label := range []string{"Smell", "Visit", "Queue"} {
		b.carry(label, slot(b, model.At{Column: float64(2 * i), Row: 1}))
	}
	b.press("g")
	stood := b.spot("smell")
	drag(b, stood, b.spot("visit"))
	if now := b.spot("smell"); now != stood {
		t.Errorf("a part that an arrow was dragged from stands at %v, and stood at %v", now, stood)
	}
	if e := b.edge(); e.From != "smell" || e.To != "visit" {
		t.Errorf("dragged an arrow from %s to %s", e.From, e.To)
	}
	b.press("Escape", "g")
	drag(b, b.spot("queue"), slot(b, model.At{Column: 3, Row: 0}))
	if n := len(b.bench.Build().Draft().Relations); n != 1 {
		t.Errorf("%d arrows after moving a part, want 1", n)
	}

	rain := lay(t, uitest.ContingencyModel, model.RebuildOptions{})
	drag(rain, rain.spot("wind:gale"), rain.spot("coat"))
	if e := rain.edge(); e.From != "wind:gale" || e.To != "coat" {
		t.Errorf("dragged an arrow from %s to %s", e.From, e.To)
	}
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

// The models of the embedded deck can be built to the end from wherever keys lead.
func TestNoDeadEndInTheEmbeddedModels(t *testing.T) {
	folder, err := assets.Deck("customer-engagement")
	if err != nil {
		t.Fatal(err)
	}
	d, _, err := deck.Parse(folder)
	if err != nil {
		t.Fatal(err)
	}
	h := uitest.NewHost(t, 1280, 800)
	for _, m := range d.Models {
		b := &table{t, h, workbench.New(model.NewRebuild(m, model.RebuildOptions{Distractors: true}), h)}
		h.Show(b.bench.Object())
		b.wander(60)
		b.bench.Judge(b.bench.Build().Check())
		b.bench.Resume()
		for range 300 {
			if b.bench.Hint(); b.bench.Build().Check().Perfect {
				break
			}
		}
		b.share(1)
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
			b.wander(150)
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
