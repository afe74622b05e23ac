package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/study"
	"touchpoint/ui/diagram"
	"touchpoint/ui/models"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

func TestGallery(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	desk := uitest.DeskWith(t, h.Now, "", uitest.PathModel, uitest.JourneyModel, uitest.ContingencyModel, uitest.ClassificationModel)
	g := models.NewGallery(t.Context(), desk, models.NewKeep(), h)
	h.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { g.Key(ev.Name) })
	h.Show(g.Object())
	g.Shown()
	for _, w := range []string{"What fills a bakery", "A trip", "Umbrella or coat", "Kinds of fruit", "none met yet"} {
		if words := uitest.Words(g.Object()); !strings.Contains(words, w) {
			t.Errorf("%q is not in the gallery: %s", w, words)
		}
	}
	list, err := desk.Models(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	key := func(name fyne.KeyName) { h.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	at := func(i int) string { return fmt.Sprintf("d/%s#", list[i].Model.ID) }
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{"", 0}, {fyne.KeyRight, 1}, {fyne.KeyRight, 2}, {fyne.KeyRight, 3}, {fyne.KeyRight, 3}, {fyne.KeyHome, 0}, {fyne.KeyDown, 2}, {fyne.KeyUp, 0}, {fyne.KeyLeft, 0}, {fyne.KeyEnd, 3}} {
		if step.key != "" {
			key(step.key)
		}
		key(fyne.KeyReturn)
		if got := h.Opened[len(h.Opened)-1]; step.want != 2 && got != at(step.want) { // where a row ends follows from the width
			t.Errorf("%s and Enter open %s, want %s", step.key, got, at(step.want))
		}
	}

	s, err := desk.Start(t.Context(), study.Scope{Deck: "d", Model: list[0].Model.ID})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Answer(t.Context(), memory.Again, 0); err != nil {
		t.Fatal(err)
	}
	g.Refresh()
	if words := uitest.Words(g.Object()); !strings.Contains(words, fmt.Sprintf("1 of %d met", list[0].Total)) || !strings.Contains(words, "1 wait") {
		t.Errorf("the answer is not in the gallery: %s", words)
	}
	for _, texts := range uitest.Outside(g.Object(), h.Canvas().Size()) {
		t.Error(texts)
	}
}

func TestEmptyGallerySaysSo(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	g := models.NewGallery(t.Context(), uitest.Desk(t, h.Now, "# T\n\n## Q? {#a}\nA.\n"), models.NewKeep(), h)
	h.Show(g.Object())
	g.Shown()
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyEnd, fyne.KeyPageDown} {
		g.Key(k)
	}
	if words := strings.ReplaceAll(uitest.Words(g.Object()), "\n", " "); !strings.Contains(words, "hold none") {
		t.Errorf("an empty gallery says %q", words)
	}
}

// Each kind of model has the tools that it has a use for, and no others.
func TestToolsOfEachKind(t *testing.T) {
	all := []string{"Look", "Trace", "Step", "Moderators", "Conditions", "Walk", "Compare", "What if"}
	h := uitest.NewHost(t, 1280, 800)
	desk := embedded(t, h)
	for id, want := range map[string][]string{
		"owned-social-media": {"Look", "Trace", "Step", "Moderators", "What if"},
		"decision-journey":   {"Look", "Step", "Walk", "Compare"},
		"journey":            {"Look", "Step", "Walk"},
		"initiatives":        {"Look", "Step", "Conditions"},
	} {
		v := show(t, h, desk, id, "")
		lines := strings.Split(uitest.Words(v.screen.Object()), "\n")
		for _, name := range all {
			if got := slices.Contains(lines, name); got != slices.Contains(want, name) {
				t.Errorf("%s has the tool %s: %v", id, name, got)
			}
		}
		for _, name := range append([]string{"Focus", "Recall", "Words", "Fit"}, want...) {
			v.tap(name)
		}
	}
	if len(h.Problems) > 0 {
		t.Error(h.Problems)
	}
}

// No two keys of one model do different things.
func TestToolsAreReachedByTheirKeys(t *testing.T) {
	for id, keys := range map[string]string{"owned-social-media": "TSCWL", "decision-journey": "SWVL", "initiatives": "SCL"} {
		v := open(t, id)
		seen := map[string]bool{}
		for _, k := range keys {
			v.press(string(k))
			for _, line := range v.host.Lines {
				if strings.HasPrefix(line, "tool ") {
					seen[line] = true
				}
			}
		}
		if len(seen) != len(keys) {
			t.Errorf("%s: %d keys lead to %v", id, len(keys), seen)
		}
	}
}

func TestTraceByKeys(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.press("t")
	v.shows("Where does the way begin?")
	v.reach("smell")
	v.press("Return")
	v.shows("From Smell. Where to?")
	v.reach("queue")
	v.press("Space")
	v.happened("trace smell queue - 1")
	v.shows("From Smell to Queue", "negative")
	v.press("Escape")
	v.happened("tool Look")
	v.hides("From Smell to Queue")
}

func TestStepsWithPrediction(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.press("s")
	v.shows("Step 1 of", "What comes next?")
	right, wrong := false, false
	for range 10 {
		before := len(v.host.Lines)
		v.press("1")
		for _, line := range v.host.Lines[before:] {
			if strings.HasSuffix(line, "true") {
				right = true
				v.shows("✓ Right.", "Next:")
			}
			if strings.HasSuffix(line, "false") {
				wrong = true
				v.shows("✗ Not that.", "Next:")
			}
		}
		v.press("Space")
	}
	if !right && !wrong {
		t.Error("no prediction was judged")
	}
	v.shows("That is the whole model.")
	v.press("BackSpace")
	v.hides("That is the whole model.")
	v.press("Escape")
	v.hides("Step 1 of", "What comes next?")
}

func TestModerators(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.press("c")
	v.shows("Set them here, or go to one on the drawing and press Enter.")
	v.reach("weather")
	v.hides("weaker (")
	v.press("Return")
	v.happened("switch weather rain")
	v.shows("Smell → Visit: weaker (Weather: Rain). In rain the smell carries less.")
	v.press("Return")
	v.happened("switch weather sun")
	v.shows("This model names no relation that changes.")
	v.press("Return")
	v.happened("switch weather ")
	v.tap("Rain")
	v.shows("Smell → Visit: weaker")
	v.tap("Off")
	v.hides("weaker (")
	v.tap("Rain")
	v.press("Escape")
	v.hides("weaker (Weather: Rain)")
}

func TestConditions(t *testing.T) {
	v := small(t, uitest.ContingencyModel)
	v.press("c")
	v.reach("wind:gale")
	v.press("Space")
	v.happened("switch wind gale")
	v.shows("Coat", "Umbrellas turn inside out.", "The other way round")
	if n := strings.Count(v.words(), "Favoured: Coat"); n > 1 {
		t.Errorf("the verdict is given %d times:\n%s", n, v.words())
	}
	v.tap("Full")
	v.happened("switch hands full")
	v.press("Return") // the value once more: off
	v.happened("switch wind ")
}

func TestWalkThroughAScenario(t *testing.T) {
	v := small(t, uitest.JourneyModel)
	v.press("w")
	v.shows("Ada goes to the sea", "Step 1 of 3", "Ada looks at a map.")
	v.press("Space")
	v.shows("Step 2 of 3", "She takes the train.")
	v.press("Return", "Return", "Return")
	v.shows("Step 3 of 3")
	v.press("BackSpace")
	v.shows("Step 2 of 3")
	v.press("1")
	v.shows("Step 1 of 3")
	v.press("Escape")
	v.hides("Step 1 of 3")
}

func TestReadingsSideBySide(t *testing.T) {
	v := open(t, "decision-journey")
	v.press("v")
	v.shows("Two ways to see it", "considered", "illustrative")
	v.press("Right", "Right", "Left")
	if v.last() != "reading stage 2" {
		t.Errorf("last was %q", v.last())
	}
	for range 20 {
		v.press("Right")
	}
	v.press("Escape")
	v.hides("Two ways to see it")
	v.diagram()
}

func TestWhatIf(t *testing.T) {
	v := open(t, "owned-social-media")
	v.press("w")
	v.shows("+10 %", "Social media engagement: about +1.3 %", "Sales: about +3.4 %", "this program’s assumption")
	d, _ := v.diagram()
	scale := d.Scale()
	v.press("-")
	v.shows("no change")
	v.press("-")
	v.shows("−")
	v.press("+", "+")
	v.shows("Sales: about +3.4 %")
	if d.Scale() != scale {
		t.Error("+ and − change the view as well")
	}
	for range 20 {
		v.press("+")
	}
	v.shows("+100 %")
	v.press("Escape", "+")
	if d.Scale() == scale {
		t.Error("+ does not change the view where there is nothing else to count")
	}
}

func TestRecallOverlayFollowsAnswers(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.press("r")
	v.shows("✓ Recall")
	s, err := v.desk.Start(t.Context(), study.Scope{Deck: "d", Model: "bakery"})
	if err != nil {
		t.Fatal(err)
	}
	turn, _ := s.Turn()
	if err := s.Answer(t.Context(), memory.Good, 0); err != nil {
		t.Fatal(err)
	}
	v.screen.Refresh()
	v.reach(turn.Card.Note.Lit[0])
	v.shows("100 % recall")
	v.press("r")
	v.hides("✓ Recall")
	if len(v.host.Problems) > 0 {
		t.Error(v.host.Problems)
	}
}

func TestWordsTellTheModel(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.press("x")
	v.shows("✓ Words", "It draws people in.", "In rain the smell carries less.")
	v.press("PageDown", "End", "Home", "Down", "f", "f")
	v.press("Escape")
	v.hides("✓ Words")
	v.diagram()
}

// Without the panel the drawing has its room, and it comes back.
func TestPanelIsHidden(t *testing.T) {
	v := small(t, uitest.PathModel)
	d, _ := v.diagram()
	narrow := d.Size().Width
	v.press("p")
	v.hides("Why do people come?")
	if wide := d.Size().Width; wide <= narrow+100 {
		t.Errorf("the drawing is %v wide without the panel, and %v with it", wide, narrow)
	}
	v.press("p")
	v.shows("Why do people come?")
}

func TestEscOrder(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.reach("visit")
	v.press("t", "x")
	steps := []struct{ gone, kept string }{
		{"✓ Words", "Where to?"}, {"Where to?", "Coming in."},
	}
	for _, s := range steps {
		v.press("Escape")
		v.hides(s.gone)
		v.shows(s.kept)
		if len(v.host.Opened) > 0 {
			t.Fatalf("Esc left while there was %s to step back from", s.gone)
		}
	}
	v.press("Escape")
	if want := []string{""}; !slices.Equal(v.host.Opened, want) {
		t.Errorf("opened %q, want all models", v.host.Opened)
	}
}

func TestElementIsChosenFromTheStart(t *testing.T) {
	h := uitest.NewHost(t, 1280, 800)
	v := show(t, h, uitest.DeskWith(t, h.Now, "", uitest.PathModel), "bakery", "smell-visit")
	v.shows("It draws people in.", "Finding", "Author (2020)")
}

func TestBuildPage(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.press("b")
	v.happened("build bakery")
	v.hides("Moon")
	v.press("d")
	v.shows("Moon", "Only the right parts")
	v.press("d")
	v.hides("Moon")
	v.press("h")
	v.shows("Placed: Smell.")
	v.press("c")
	v.shows("% right", "Try again", "missing")
	if !strings.HasPrefix(v.last(), "checked bakery 0.") {
		t.Errorf("last was %q", v.last())
	}
	v.press("h", "c", "d") // nothing of it while the verdict stands
	v.shows("Try again")
	if v.screen.Undo() {
		t.Error("a move was taken back under the verdict")
	}
	v.press("a")
	v.hides("Try again", "% right")
	if !v.screen.Undo() || v.screen.Undo() {
		t.Error("there is one move to undo, the hint")
	}
	for range 20 {
		v.press("h")
	}
	v.press("c")
	v.shows("✓ All of it is right")
	v.happened("checked bakery 1.00")
	v.press("Return")
	v.tap("Start anew")
	v.press("c")
	v.happened("checked bakery 0.00")
	v.press("a", "Escape")
	if want := []string{""}; !slices.Equal(v.host.Opened, want) {
		t.Errorf("opened %q, want all models", v.host.Opened)
	}
	v.press("e")
	v.happened("explore bakery")
	v.press("b") // the work is still there
	v.shows("Drag parts onto the canvas")
}

func TestQuizAsksTheHost(t *testing.T) {
	v := small(t, uitest.PathModel)
	v.press("q")
	v.tap("Quiz")
	want := study.Scope{Deck: deck.ID("d"), Model: "bakery", Extra: 10}
	if len(v.host.Scopes) != 2 || v.host.Scopes[0] != want || v.host.Scopes[1] != want {
		t.Errorf("asked for %+v, want %+v twice", v.host.Scopes, want)
	}
}

// At the least size and a common one, and with large text, all words are within the
// window, and none stands on another part of the screen.
func TestEverythingHasItsPlace(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		h := uitest.NewHost(t, 900, 600)
		fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, scale))
		desk := embedded(t, h)
		list, err := desk.Models(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range []fyne.Size{fyne.NewSize(836, 600), fyne.NewSize(900, 600), fyne.NewSize(1028, 800), fyne.NewSize(1280, 800)} {
			h.Window.Resize(size)
			for _, o := range list {
				v := show(t, h, desk, o.Model.ID, "")
				for _, keys := range [][]string{{"l"}, {"Right"}, {"s"}, {"c"}, {"w"}, {"v"}, {"b"}, {"h", "c"}} {
					v.press(keys...)
					v.inPlace(fmt.Sprintf("%s at %v, text %.1f, after %q", o.Model.ID, size, scale, keys), size)
				}
			}
		}
	}
}

// inPlace fails the test for words outside the window, and for those beside the drawing
// that stand on it.
func (v *view) inPlace(where string, size fyne.Size) {
	v.Helper()
	for _, texts := range uitest.Outside(v.screen.Object(), size) {
		v.Errorf("%s: %s", where, texts)
	}
	type box struct{ from, to fyne.Position }
	var drawings []box
	inside := map[*canvas.Text]bool{}
	uitest.Each(v.screen.Object(), func(o fyne.CanvasObject, at fyne.Position) {
		if d, ok := o.(*diagram.Diagram); ok {
			drawings = append(drawings, box{at, at.AddXY(d.Size().Width, d.Size().Height)})
			uitest.Place(d, func(t *canvas.Text, _ fyne.Position) { inside[t] = true })
			if d.Size().Width < 200 || d.Size().Height < 120 {
				v.Errorf("%s: the drawing has only %v", where, d.Size())
			}
		}
	})
	uitest.Place(v.screen.Object(), func(t *canvas.Text, at fyne.Position) {
		for _, b := range drawings {
			m := t.MinSize()
			on := at.X < b.to.X-1 && at.X+m.Width > b.from.X+1 && at.Y < b.to.Y-1 && at.Y+m.Height > b.from.Y+1
			if on && !inside[t] {
				v.Errorf("%s: %q at %v stands on the drawing", where, t.Text, at)
			}
		}
	})
}

func TestUnfinishedBuildingIsKeptFromVisitToVisit(t *testing.T) {
	h := uitest.NewHost(t, 1280, 800)
	desk := uitest.DeskWith(t, h.Now, "# T\n\n## Q? {#a}\nA.\n", uitest.PathModel)
	list, err := desk.Models(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	keep := models.NewKeep()
	visit := func() *models.Screen {
		s := models.New(t.Context(), list[0].Deck, list[0].Model, "", desk, keep, h)
		h.Show(s.Object())
		s.Shown()
		s.Rune('b')
		return s
	}
	s := visit()
	s.Key(fyne.KeyReturn) // places the first part of the bank
	before := uitest.Words(s.Object())
	if !strings.Contains(before, "✓") {
		t.Fatalf("nothing was placed:\n%s", before)
	}
	if after := uitest.Words(visit().Object()); !strings.Contains(after, "✓") {
		t.Errorf("what was placed is gone:\n%s", after)
	}
}
