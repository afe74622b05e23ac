package review_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/assets"
	"touchpoint/deck"
	"touchpoint/deck/memory"
	"touchpoint/deck/model"
	"touchpoint/deck/study"
	"touchpoint/ui/diagram"
	"touchpoint/ui/page"
	"touchpoint/ui/review"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

// asked is a screen with a certain task on it.
type asked struct {
	*desk
	task string
	turn study.Turn
}

// ask puts a task of a model on the screen: what comes before it has been answered.
func ask(t *testing.T, yaml, task string) *asked {
	t.Helper()
	m := uitest.Model(t, yaml)
	return askIn(t, uitest.NewHost(t, 900, 600), study.Scope{Deck: "d", Model: m.ID, Extra: 100}, m.ID+"#"+task, "", yaml)
}

// askIn puts a card of the deck d on the screen.
func askIn(t *testing.T, h *uitest.Host, scope study.Scope, card, notes string, models ...string) *asked {
	t.Helper()
	session, err := uitest.DeskWith(t, h.Now, notes, models...).Start(t.Context(), scope)
	if err != nil {
		t.Fatal(err)
	}
	want := deck.CardID("d/" + card)
	for {
		turn, ok := session.Turn()
		if !ok {
			t.Fatalf("%s is never asked", want)
		}
		if turn.Card.ID == want {
			s := review.New(t.Context(), session, h, func(deck.ID) page.Pictures { return nil }, review.Options{})
			h.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { s.Key(ev.Name) })
			h.Show(s.Object())
			s.Shown()
			return &asked{&desk{t, h, s}, card, turn}
		}
		if err := session.Answer(t.Context(), memory.Easy, 0); err != nil {
			t.Fatal(err)
		}
	}
}

// graded gives the grade that is proposed, and compares it.
func (a *asked) graded(want string) {
	a.Helper()
	a.press("Space")
	if got := a.host.Lines[len(a.host.Lines)-2]; got != "answer d/"+a.task+" "+want {
		a.Errorf("happened %q, want the grade %s", got, want)
	}
	if len(a.host.Problems) > 0 {
		a.Error(a.host.Problems)
	}
}

// enter types a line and presses Enter.
func (a *asked) enter(text string) {
	a.Helper()
	f := a.host.Canvas().Focused()
	if f == nil {
		a.Fatal("nothing has the keyboard")
	}
	test.Type(f, text)
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// option presses the digit of an option that is right, or of one that is not.
func (a *asked) option(right bool) {
	a.Helper()
	i := slices.IndexFunc(a.turn.Question.Options, func(o study.Option) bool { return o.Correct == right })
	a.press(string(rune('1' + i)))
}

func (a *asked) diagram() *diagram.Diagram {
	a.Helper()
	d := find(a.screen.Object())
	if d == nil {
		a.Fatal("there is no drawing")
	}
	return d
}

func find(o fyne.CanvasObject) *diagram.Diagram {
	var list []fyne.CanvasObject
	switch o := o.(type) {
	case *diagram.Diagram:
		return o
	case *fyne.Container:
		list = o.Objects
	case fyne.Widget:
		list = test.WidgetRenderer(o).Objects()
	}
	for _, c := range list {
		if d := find(c); d != nil {
			return d
		}
	}
	return nil
}

// tap goes with the arrows to a target of a step that is right, or that is not.
func (a *asked) tap(step int, right bool) {
	a.Helper()
	q := a.turn.Question.Task
	for _, target := range q.Steps[step].Targets {
		given := slices.Repeat([]string{""}, len(q.Steps))
		given[step] = target
		if q.Score(model.Answer{Tapped: given}).Steps[step] == right {
			a.reach(target, q.Steps[step].Targets)
			a.press("Space")
			return
		}
	}
	a.Fatalf("no target of step %d is as wanted", step)
}

// reach moves the cursor with the arrows.
func (a *asked) reach(id string, targets []string) {
	a.Helper()
	d := a.diagram()
	for range 3 * len(targets) {
		for _, k := range []string{"Right", "Down", "Left", "Up"} {
			for range len(targets) {
				if d.Cursor() == id {
					return
				}
				a.press(k)
			}
		}
	}
	if d.Cursor() != id {
		a.Fatalf("the arrows do not lead to %s", id)
	}
}

func TestTasksByKeys(t *testing.T) {
	choose := func(right bool) func(*asked) {
		return func(a *asked) { a.option(right); a.press("Return") }
	}
	name := func(text string) func(*asked) {
		return func(a *asked) { a.enter(text) }
	}
	taps := func(right ...bool) func(*asked) {
		return func(a *asked) {
			for i, r := range right {
				a.tap(i, r)
			}
			a.press("Return")
		}
	}
	names := func(list ...string) func(*asked) {
		return func(a *asked) {
			for _, n := range append(list, "") {
				a.enter(n)
			}
		}
	}
	order := func(items ...string) func(*asked) {
		return func(a *asked) { sortByKeys(a.desk, items); a.press("Return") }
	}
	for title, tt := range map[string]struct {
		yaml, task string
		do         func(*asked)
		says       string
		grade      string
	}{
		"choose right":      {uitest.PathModel, "sign:smell-visit", choose(true), "✓ Right", "Good"},
		"choose wrong":      {uitest.PathModel, "sign:smell-visit", choose(false), "✗ Not quite", "Again"},
		"choose net":        {uitest.PathModel, "net:smell:queue", choose(true), "✓ Right", "Good"},
		"choose a rule":     {uitest.ContingencyModel, "condition:wind:gale", choose(true), "✓ Right", "Good"},
		"type right":        {uitest.PathModel, "name:smell", name("smell"), "✓ Right", "Good"},
		"type with a slip":  {uitest.PathModel, "name:smell", name("smel"), "slip in the spelling", "Good"},
		"type wrong":        {uitest.PathModel, "name:smell", name("queue"), "✗ Not quite", "Again"},
		"tap right":         {uitest.PathModel, "moderator:weather", taps(true), "✓ Right", "Good"},
		"tap wrong":         {uitest.PathModel, "moderator:weather", taps(false), "✗ Not quite", "Again"},
		"steps right":       {uitest.JourneyModel, "walk:ada", taps(true, true, true), "✓ Right", "Good"},
		"one step wrong":    {uitest.JourneyModel, "walk:ada", taps(true, false, true), "✗ Partly right", "Again"},
		"all steps wrong":   {uitest.JourneyModel, "walk:ada", taps(false, false, false), "✗ Not quite", "Again"},
		"list right":        {uitest.ClassificationModel, "recall:red", names("currant", "Cherry", "strawberry", "raspberry", "pomegranate"), "✓ Right", "Good"},
		"list nearly":       {uitest.ClassificationModel, "recall:red", names("cherry", "strawberry", "raspberry", "currant"), "✗ Partly right", "Hard"},
		"list wrong":        {uitest.ClassificationModel, "recall:red", names("banana", "cherry"), "✗ Not quite", "Again"},
		"list of nothing":   {uitest.ClassificationModel, "recall:red", names(), "Pomegranate", "Again"},
		"sort right":        {uitest.JourneyModel, "order", order("Plan", "Go", "Tell"), "✓ Right", "Good"},
		"sort wrong":        {uitest.JourneyModel, "order", order("Tell", "Go", "Plan"), "✗ Not quite", "Again"},
		"sort into a facet": {uitest.ClassificationModel, "sort:f1", taps(true), "✓ Right", "Good"},
		"sort into a wrong": {uitest.ClassificationModel, "sort:f1", taps(false), "✗ Not quite", "Again"},
		"build right":       {uitest.JourneyModel, "rebuild", trip("plan/own", "go/other"), "✓ Right", "Good"},
		"build half":        {uitest.JourneyModel, "rebuild", trip("plan/own", "tell/own"), "✗ Not quite", "Again"},
		"build nearly":      {uitest.ClassificationModel, "rebuild", fruits(5), "✗ Partly right", "Hard"},
		"build all":         {uitest.ClassificationModel, "rebuild", fruits(6), "✓ Right", "Good"},
	} {
		t.Run(title, func(t *testing.T) {
			a := ask(t, tt.yaml, tt.task)
			a.hides("Again")
			tt.do(a)
			a.shows("Again", "Easy", tt.says)
			for _, texts := range uitest.Outside(a.screen.Object(), a.host.Canvas().Size()) {
				t.Error(texts)
			}
			a.graded(tt.grade)
		})
	}
}

// trip puts the map and the train into cells and checks.
func trip(cells ...string) func(*asked) {
	return func(a *asked) {
		a.put("Map", cells[0])
		a.put("Train", cells[1])
		a.press("c")
	}
}

// fruits puts so many fruits where they belong.
func fruits(n int) func(*asked) {
	return func(a *asked) {
		for _, item := range a.turn.Question.Task.Task.Model.Items[:n] {
			a.put(item.Label, item.In["colour"][0])
		}
		a.press("c")
	}
}

// put takes a part out of the bank and puts it down.
func (a *asked) put(label, cell string) {
	a.Helper()
	r := model.NewRebuild(a.turn.Question.Task.Task.Model, model.RebuildOptions{})
	at := slices.IndexFunc(r.Bank(), func(p model.BankPart) bool { return p.Label == label })
	for range r.Bank() {
		a.press("Up")
	}
	for range at {
		a.press("Down")
	}
	a.press("Return")
	a.reach(cell, r.Targets())
	a.press("Return")
}

func TestGivingUpATaskShowsTheAnswer(t *testing.T) {
	for task, want := range map[string]struct{ yaml, words string }{
		"sign:smell-visit":  {uitest.PathModel, "It draws people in."},
		"moderator:weather": {uitest.PathModel, "In rain the smell carries less"},
		"name:smell":        {uitest.PathModel, "Smell"},
		"rebuild":           {uitest.PathModel, "Smell"},
		"walk:ada":          {uitest.JourneyModel, "She takes the train."},
		"order":             {uitest.JourneyModel, "Plan"},
		"recall:red":        {uitest.ClassificationModel, "Pomegranate"},
	} {
		t.Run(task, func(t *testing.T) {
			a := ask(t, want.yaml, task)
			test.Tap(uitest.Button(t, a.screen.Object(), "I don’t know"))
			a.shows("Again")
			if got := strings.ReplaceAll(a.words(), "\n", " "); !strings.Contains(got, want.words) {
				t.Errorf("%q is not shown: %s", want.words, got)
			}
			a.hides("Not quite")
			a.graded("Again")
		})
	}
}

func TestBackspaceGoesAStepBack(t *testing.T) {
	a := ask(t, uitest.JourneyModel, "walk:ada")
	a.shows("Ada looks at a map.")
	a.hides("She takes the train.")
	a.tap(0, false)
	a.shows("She takes the train.")
	a.press("BackSpace")
	a.hides("She takes the train.")
	a.tap(0, true)
	a.tap(1, true)
	a.tap(2, false)
	a.tap(2, true) // another choice for the last
	a.press("Return")
	a.graded("Good")
}

// Enter answers step by step, and checks when all are answered.
func TestEnterTapsThenChecks(t *testing.T) {
	a := ask(t, uitest.PathModel, "moderator:weather")
	a.press("Right", "Return")
	a.hides("Again")
	a.press("Return")
	a.shows("Again")
}

func TestUndoWhileBuildingTakesTheMoveBack(t *testing.T) {
	a := ask(t, uitest.JourneyModel, "rebuild")
	a.put("Map", "plan/own")
	a.put("Train", "plan/own")
	a.screen.UndoKey()
	a.put("Train", "go/other")
	a.press("c")
	a.shows("✓ Right")
	a.graded("Good")
}

// Space and Enter work on the canvas; they do not end the task by accident.
func TestBuildingIsNotGivenUpByAccident(t *testing.T) {
	a := ask(t, uitest.PathModel, "rebuild")
	a.press("Right", "Space", "Return")
	a.hides("Again")
	a.press("Escape")
	if a.host.Left != 0 {
		t.Error("Esc left instead of going back to the parts")
	}
	a.press("Escape")
	if a.host.Left != 1 {
		t.Error("Esc did not leave when there was nothing to step back from")
	}
}

func TestModelOpensAfterTheAnswerOnly(t *testing.T) {
	a := ask(t, uitest.PathModel, "sign:smell-visit")
	a.press("m", "M")
	if len(a.host.Opened) != 0 {
		t.Fatalf("the model, which holds the answer, was opened: %q", a.host.Opened)
	}
	a.option(true)
	a.press("Return", "m")
	if want := []string{"d/bakery#smell-visit"}; !slices.Equal(a.host.Opened, want) {
		t.Errorf("opened %q, want %q", a.host.Opened, want)
	}
}

// The letter is typed where an answer is typed.
func TestMIsTyped(t *testing.T) {
	a := ask(t, uitest.PathModel, "name:smell")
	a.host.Canvas().Unfocus()
	a.press("m")
	if len(a.host.Opened) != 0 {
		t.Error("the model was opened")
	}
	a.enter("ore")
	a.shows("✗ Not quite")
}

func TestUpBringsTheLastNameBack(t *testing.T) {
	a := ask(t, uitest.ClassificationModel, "recall:red")
	for _, n := range []string{"cherry", "strawberry", "raspberry", "currant", "pomegran"} {
		a.enter(n)
	}
	a.host.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	a.enter("ate")
	a.enter("")
	a.graded("Good")
}

func TestNoteShowsItsModelBesideTheAnswer(t *testing.T) {
	notes := "# Topic\n\n## Does smell draw people in? {#a model=\"bakery#smell-visit\"}\nYes.\n"
	a := askIn(t, uitest.NewHost(t, 900, 600), study.Scope{}, "a", notes, uitest.PathModel)
	if find(a.screen.Object()) != nil {
		t.Error("the drawing is shown before the answer")
	}
	a.press("m", "Space")
	a.shows("Yes.", "What fills a bakery · M opens it")
	a.diagram()
	if lit := a.turn.Question.Lit; !slices.Equal(lit, []string{"smell-visit"}) {
		t.Errorf("lit is %q", lit)
	}
	a.press("m")
	if want := []string{"d/bakery#smell-visit"}; !slices.Equal(a.host.Opened, want) {
		t.Errorf("opened %q, want %q", a.host.Opened, want)
	}
	for _, texts := range uitest.Outside(a.screen.Object(), a.host.Canvas().Size()) {
		t.Error(texts)
	}
	a.graded("Good")
}

// Every task of the embedded deck can be read, before the answer and after it, in a small
// window with large text.
func TestEmbeddedTasksFit(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Light, 1.5))
	folder, err := assets.Deck("customer-engagement")
	if err != nil {
		t.Fatal(err)
	}
	desk := uitest.DeskOn(t, t.TempDir(), h.Now, folder)
	preset := study.DefaultPreset()
	preset.ModelsOnly = true
	if err := desk.SetPreset(preset); err != nil {
		t.Fatal(err)
	}
	session, err := desk.Start(t.Context(), study.Scope{Extra: 1000})
	if err != nil {
		t.Fatal(err)
	}
	s := review.New(t.Context(), session, h, func(deck.ID) page.Pictures { return nil }, review.Options{})
	h.Show(s.Object())
	s.Shown()
	ways := map[model.Way]int{}
	for {
		turn, ok := session.Turn()
		if !ok {
			break
		}
		way := turn.Question.Task.Way
		if ways[way]++; ways[way] > 12 { // of each way some
			if err := session.Answer(t.Context(), memory.Easy, 0); err != nil {
				t.Fatal(err)
			}
			s.Shown()
			continue
		}
		for _, when := range []string{"before", "after"} {
			for _, texts := range uitest.Outside(s.Object(), h.Canvas().Size()) {
				t.Errorf("%s, %s the answer: %s", turn.Card.ID, when, texts)
			}
			if when == "before" {
				test.Tap(uitest.Button(t, s.Object(), "I don’t know"))
			}
		}
		s.Rune('4')
	}
	if len(ways) != 6 {
		t.Errorf("only these ways are asked: %v", ways)
	}
}
