package modelling_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
	"touchpoint/ui/diagram"
	"touchpoint/ui/modelling"
	"touchpoint/ui/uitest"
)

// table is an editor in a window, with a history as the draft of a deck keeps one.
type table struct {
	*testing.T
	*uitest.Host
	e       *modelling.Editor
	history []*model.Model
	why     []string
}

// Changed keeps the model.
func (b *table) Changed(why string) {
	b.history = append(b.history, b.e.Sketch().Model())
	b.why = append(b.why, why)
}

// Undo gives the one before back.
func (b *table) Undo() bool {
	n := len(b.history)
	if n < 2 {
		return false
	}
	b.history = b.history[:n-1]
	b.e.Sketch().Replace(b.history[n-2])
	b.e.Redraw()
	return true
}

// lay opens an editor on a model in a window of a size.
func lay(t *testing.T, m *model.Model, width, height float32) *table {
	t.Helper()
	b := &table{T: t, Host: uitest.NewHost(t, width, height), history: []*model.Model{m}}
	b.e = modelling.New(sketch.New(m), []deck.Source{{Key: "s", Text: "Author, A. (2020). A title."}, {Key: "z", Text: "Zed, Z. (2021). Another."}}, b)
	b.Show(b.e.Object())
	b.Window.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { b.e.Key(ev.Name) })
	b.Window.Canvas().SetOnTypedRune(func(r rune) { b.e.Rune(r) })
	b.e.Focus()
	return b
}

// press presses keys as the window does: to what has the keyboard.
func (b *table) press(keys ...string) {
	b.Helper()
	for _, k := range keys {
		c := b.Window.Canvas()
		name := fyne.KeyName(strings.ToUpper(k[:1]) + k[1:])
		ev := &fyne.KeyEvent{Name: name}
		focused := c.Focused()
		if focused != nil {
			focused.TypedKey(ev)
		} else {
			c.OnTypedKey()(ev)
		}
		if len([]rune(k)) != 1 {
			continue
		}
		if focused = c.Focused(); focused != nil {
			focused.TypedRune([]rune(k)[0])
		} else {
			c.OnTypedRune()([]rune(k)[0])
		}
	}
}

// write types a text in place of what stands in the field that has the keyboard.
func (b *table) write(text string) {
	b.Helper()
	f := b.Window.Canvas().Focused()
	s, ok := f.(fyne.Shortcutable)
	if !ok {
		b.Fatalf("%T has the keyboard, and cannot be typed into", f)
	}
	s.TypedShortcut(&fyne.ShortcutSelectAll{})
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	for _, r := range text {
		f.TypedRune(r)
	}
}

func (b *table) model() *model.Model { return b.e.Sketch().Model() }

func (b *table) words() string { return uitest.Words(b.e.Object()) }

func (b *table) says(words string) {
	b.Helper()
	if got := strings.ReplaceAll(b.words(), "\n", " "); !strings.Contains(got, words) {
		b.Errorf("%q is not said:\n%s", words, got)
	}
}

// ids are those of the elements of the model.
func (b *table) ids() []string {
	var list []string
	for _, e := range b.model().Elements() {
		list = append(list, e.ID)
	}
	return list
}

func (b *table) canvas() *diagram.Diagram {
	b.Helper()
	var d *diagram.Diagram
	uitest.Each(b.e.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
		if x, ok := o.(*diagram.Diagram); ok {
			d = x
		}
	})
	if d == nil {
		b.Fatal("there is no canvas")
	}
	return d
}

// spot is where an element of the drawing stands in the window.
func (b *table) spot(id string) fyne.Position {
	b.Helper()
	d := b.canvas()
	at, size, ok := d.Place(id)
	if !ok {
		b.Fatalf("%s is not on the canvas", id)
	}
	return at.AddXY(size.Width/2, size.Height/2).Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(d))
}

// drag drags on the canvas from one place of the window to another.
func (b *table) drag(from, to fyne.Position) {
	b.Helper()
	d := b.canvas()
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(d)
	for _, o := range test.WidgetRenderer(d).Objects() {
		if pad, ok := o.(fyne.Draggable); ok {
			by := to.Subtract(from)
			pad.Dragged(&fyne.DragEvent{
				PointEvent: fyne.PointEvent{Position: to.Subtract(corner), AbsolutePosition: to}, Dragged: fyne.NewDelta(by.X, by.Y),
			})
			pad.DragEnd()
		}
	}
}

// tap taps an element of the canvas.
func (b *table) tap(id string) {
	b.Helper()
	test.TapCanvas(b.Window.Canvas(), b.spot(id))
}

// pick chooses in the panel that is open.
func (b *table) pick(label string) {
	b.Helper()
	top := b.Window.Canvas().Overlays().Top()
	if top == nil {
		b.Fatalf("nothing asks for %q", label)
	}
	var found fyne.Tappable
	uitest.Each(top, func(o fyne.CanvasObject, _ fyne.Position) {
		if t, ok := o.(fyne.Tappable); ok && uitest.Words(o) == label {
			found = t
		}
	})
	if found == nil {
		b.Fatalf("there is no %q to choose in\n%s", label, uitest.Words(top))
	}
	found.Tapped(&fyne.PointEvent{})
}

func TestPathByKeyboard(t *testing.T) {
	b := lay(t, sketch.Blank("m", "M", model.PathKind), 1280, 800)
	b.press("1")
	b.write("Customer loyalty")
	b.press("Return")
	if got := b.ids(); !slices.Contains(got, "customer-loyalty") {
		t.Fatalf("a new box has its id from its first name: %q", got)
	}
	if b.e.Sketch().Selected() != "customer-loyalty" {
		t.Error("the new box is not chosen any more")
	}
	b.press("c")
	b.says("From “Customer loyalty” to where?")
	b.canvas().SetCursor("effect")
	b.press("Return")
	r := b.model().Relations
	if len(r) != 2 || r[1].From != "customer-loyalty" || r[1].To != "effect" {
		t.Fatalf("the arrow is %+v", r)
	}
	b.press("-")
	if got := b.model().Relations[1].Sign; got != model.Negative {
		t.Errorf("the sign is %s", got)
	}
	b.press("s")
	if got := b.model().Relations[1].Sign; got != model.None {
		t.Errorf("the next sign is %s", got)
	}
	b.press("r")
	if got := b.model().Relations[1]; got.From != "effect" || got.ID != "customer-loyalty-effect" {
		t.Errorf("turned round it is %+v", got)
	}
	b.press("2")
	b.write("Trust")
	b.press("Return")
	if x := b.model().Moderators; len(x) != 1 || x[0].Acts[0].On != "customer-loyalty-effect" {
		t.Errorf("the moderator acts on %+v", x)
	}
	b.press("m", "Right", "Right", "Return")
	if at := b.model().Moderators[0].At; at == nil {
		t.Error("the moderator was not moved")
	}
	b.press("t")
	if at := b.model().Moderators[0].At; at != nil {
		t.Error("it is not tidied")
	}
	b.e.Sketch().Select("effect")
	b.e.Redraw()
	b.press("Delete")
	if got := len(b.model().Relations); got != 0 {
		t.Errorf("%d arrows lead to what is not there", got)
	}
	if len(b.Toasts) != 1 || !strings.Contains(b.Toasts[0], "3 parts") {
		t.Errorf("said: %q", b.Toasts)
	}
	b.Undo()
	if got := len(b.model().Relations); got != 2 {
		t.Errorf("%d arrows after undo", got)
	}
}

func TestPathByPointer(t *testing.T) {
	b := lay(t, uitest.Model(t, uitest.PathModel), 1280, 800)
	from := b.spot("smell")
	b.drag(from, b.spot("queue").AddXY(0, 160))
	if at := b.model().Constructs[0].At; at.Row <= 1 {
		t.Errorf("what was dragged stands at %+v", at)
	}
	if got := b.canvas().Cursor(); got != "smell" {
		t.Errorf("the keyboard is on %q, want what was dragged", got)
	}
	b.tap("queue")
	if b.e.Sketch().Selected() != "queue" {
		t.Error("a tap does not choose")
	}
	b.says("People who wait.")
	test.Tap(uitest.Button(t, b.e.Object(), "Connect"))
	b.drag(b.spot("smell"), b.spot("queue"))
	r := b.model().Relations
	if len(r) != 3 || r[2].From != "smell" || r[2].To != "queue" {
		t.Fatalf("the arrows are %+v", r)
	}
	b.drag(b.spot("weather"), b.spot("smell-queue"))
	if acts := b.model().Moderators[0].Acts; len(acts) != 2 || acts[1].On != "smell-queue" {
		t.Errorf("the moderator acts on %+v", acts)
	}
	b.press("Escape")
	b.tap("smell-queue")
	test.Tap(uitest.Button(t, b.e.Object(), "−"))
	if got := b.model().Relations[2].Sign; got != model.Negative {
		t.Errorf("the sign is %s", got)
	}
}

func TestJourney(t *testing.T) {
	b := lay(t, uitest.Model(t, uitest.JourneyModel), 1280, 800)
	b.drag(b.spot("map"), b.spot(model.CellID("tell", "other")))
	if got := b.model().Touchpoints[0]; got.Stage != "tell" || got.Lane != "other" {
		t.Errorf("what was dragged stands in %s, %s", got.Stage, got.Lane)
	}
	b.tap("map")
	b.press("m", "Left", "Up", "Escape")
	if got := b.model().Touchpoints[0]; got.Stage != "go" || got.Lane != "own" {
		t.Errorf("what was moved stands in %s, %s", got.Stage, got.Lane)
	}
	b.canvas().SetCursor(model.CellID("plan", "own"))
	b.press("1")
	if got := b.model().Touchpoints; len(got) != 3 || got[2].Stage != "plan" {
		t.Errorf("the new touchpoint is not in the cell of the cursor: %+v", got)
	}
	b.press("Escape")
	b.tap("tell")
	b.press("c")
	b.tap("plan")
	if f := b.model().Flows; len(f) != 1 || f[0].Form != model.Loop {
		t.Errorf("the way back is %+v", f)
	}
}

func TestRulesAsTable(t *testing.T) {
	b := lay(t, uitest.Model(t, uitest.ContingencyModel), 1280, 800)
	test.Tap(uitest.Button(t, b.e.Object(), "Rules 3"))
	b.says("not known")
	b.press("a")
	if n := len(b.model().Rules); n != 4 {
		t.Fatalf("%d rules after adding one", n)
	}
	b.e.Focus()
	b.press("End", "Right", "Return")
	b.pick("Full")
	if got := b.model().Rules[3].When["hands"]; got != "full" {
		t.Errorf("the cell is %q", got)
	}
	b.press("[", "Delete")
	if n := len(b.model().Rules); n != 3 {
		t.Errorf("%d rules after removing one", n)
	}
	b.press("Escape")
	b.drag(b.spot("hands:free"), b.spot("brolly")) // nothing is dragged so: it is a value
	b.press("c")
	b.drag(b.spot("hands:free"), b.spot("brolly"))
	last := b.model().Rules[3]
	if last.When["hands"] != "free" || last.Alternative != "brolly" || last.Says != model.Favours {
		t.Errorf("the rule that was drawn is %+v", last)
	}
}

// In a window of the usual size the table of rules says what each of them favours.
func TestRulesSayWhatTheyFavour(t *testing.T) {
	src, err := os.ReadFile("../../assets/decks/customer-engagement/models/initiatives.yaml")
	if err != nil {
		t.Fatal(err)
	}
	b := lay(t, uitest.Model(t, string(src)), 822, 590) // what 1280 by 800 leaves beside the outline
	b.e.Open("rules")
	b.says("Says Alternative")
	for _, word := range []string{"Task-based", "Experiential", "Continuous", "difference"} {
		whole := false
		uitest.Each(b.e.Object(), func(o fyne.CanvasObject, _ fyne.Position) {
			if t, ok := o.(*canvas.Text); ok && !whole {
				whole = slices.Contains(strings.Fields(t.Text), word)
			}
		})
		if !whole {
			t.Errorf("%q is broken", word)
		}
	}
}

func TestClassification(t *testing.T) {
	b := lay(t, uitest.Model(t, uitest.ClassificationModel), 1280, 800)
	b.drag(b.spot("banana"), b.spot("red"))
	if got := b.model().Items[5].In["colour"]; !slices.Equal(got, []string{"red"}) {
		t.Errorf("what was dragged is in %q", got)
	}
	b.tap("cherry")
	b.press("1")
	b.write("Plum")
	b.press("Return")
	if got := b.model().Items[6]; got.ID != "plum" || got.In["colour"][0] != "red" {
		t.Errorf("the new item is %+v", got)
	}
	test.Tap(uitest.Button(t, b.e.Object(), "Cases 1"))
	b.press("a")
	b.write("A long one, bent and sweet.")
	b.e.Focus()
	if got := b.model().Cases; len(got) != 2 || got[1].Text != "A long one, bent and sweet." {
		t.Errorf("the cases are %+v", got)
	}
}

func TestFormSources(t *testing.T) {
	b := lay(t, uitest.Model(t, uitest.PathModel), 1280, 800)
	b.tap("visit")
	test.Tap(uitest.Button(t, b.e.Object(), "+ Add"))
	b.pick("Zed (2021) · z")
	if got := b.model().Constructs[1].Sources; !slices.Equal(got, []string{"s", "z"}) {
		t.Errorf("the sources are %q", got)
	}
	test.Tap(uitest.Button(t, b.e.Object(), "Author (2020)"))
	if got := b.model().Constructs[1].Sources; !slices.Equal(got, []string{"z"}) {
		t.Errorf("the sources are %q", got)
	}
	test.Tap(uitest.Button(t, b.e.Object(), "Zed (2021)"))
	b.says("No source is named for this.")
}

// What is typed is taken in when the field is left, and what cannot be is not.
func TestTypingIsTakenIn(t *testing.T) {
	b := lay(t, uitest.Model(t, uitest.PathModel), 1280, 800)
	b.tap("visit")
	b.press("F2")
	b.write("Coming in")
	b.tap("queue")
	if got := b.model().Constructs[1].Label; got != "Coming in" {
		t.Errorf("the label is %q", got)
	}
	if b.e.Sketch().Selected() != "queue" {
		t.Errorf("%q is chosen", b.e.Sketch().Selected())
	}
	b.press("F2")
	b.write("Waiting")
	b.press("Escape") // leaves the field as the pointer and Tab do
	if got := b.model().Constructs[2].Label; got != "Waiting" {
		t.Errorf("after Esc the label is %q", got)
	}
	b.Undo()
	b.press("F2")
	b.write("")
	b.press("Return")
	b.says("Name cannot be empty.")
	b.press("Escape")
	if got := b.model().Constructs[2].Label; got != "Queue" {
		t.Errorf("the label is %q", got)
	}
}

// What is on the canvas is called there, at each key, what is being typed.
func TestLabelsOnTheCanvasFollowAtEachKey(t *testing.T) {
	for _, src := range []string{uitest.PathModel, uitest.JourneyModel, uitest.ContingencyModel, uitest.ClassificationModel} {
		m := uitest.Model(t, src)
		b := lay(t, m, 1280, 800)
		shown := func() string { return strings.ReplaceAll(uitest.Words(b.canvas()), "\n", " ") }
		before, tried := shown(), 0
		for _, x := range m.Elements() {
			if _, _, ok := b.canvas().Place(x.ID); !ok {
				continue
			}
			named := slices.ContainsFunc(b.e.Sketch().Form(x.ID), func(f sketch.Field) bool { return f.Name == "label" && f.Value != "" })
			if !named || !strings.Contains(before, strings.Fields(x.Label)[0]) {
				continue
			}
			tried++
			b.e.Show(x.ID)
			b.press("F2")
			changes := len(b.history)
			b.write("Zy")
			if got := shown(); !strings.Contains(got, "Zy") {
				t.Errorf("%s %s: “Zy” is typed, and the canvas says %q", m.Kind, x.ID, got)
			}
			if len(b.history) != changes {
				t.Errorf("%s %s: the model changed before the field was left", m.Kind, x.ID)
			}
			b.write("")
			if got := shown(); strings.Contains(got, "Zy") {
				t.Errorf("%s %s: nothing is typed any more, and the canvas says %q", m.Kind, x.ID, got)
			}
			b.press("Escape")
			if got := shown(); got != before {
				t.Errorf("%s %s: given up, the canvas says %q, not %q", m.Kind, x.ID, got, before)
			}
		}
		if tried < 3 {
			t.Errorf("%s: only %d labels were tried", m.Kind, tried)
		}
	}
}
