package review_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/page"
	"touchpoint/ui/review"
	"touchpoint/ui/uitest"
)

// desk is a screen on a deck of its own.
type desk struct {
	*testing.T
	host   *uitest.Host
	screen *review.Screen
}

func open(t *testing.T, options review.Options, notes string) *desk {
	t.Helper()
	h := uitest.NewHost(t, 900, 600)
	session, err := uitest.Desk(t, h.Now, notes).Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	s := review.New(t.Context(), session, h, func(deck.ID) page.Pictures { return nil }, options)
	h.Show(s.Object())
	s.Shown()
	return &desk{t, h, s}
}

// press presses keys: names of keys, or single characters.
func (d *desk) press(keys ...string) {
	d.Helper()
	for _, k := range keys {
		if len(k) == 1 {
			d.screen.Rune(rune(k[0]))
		} else {
			d.screen.Key(fyne.KeyName(k))
		}
	}
}

func (d *desk) words() string { return uitest.Words(d.screen.Object()) }

func (d *desk) shows(words ...string) {
	d.Helper()
	for _, w := range words {
		if !strings.Contains(d.words(), w) {
			d.Errorf("%q is not on the screen:\n%s", w, d.words())
		}
	}
}

func (d *desk) hides(words ...string) {
	d.Helper()
	for _, w := range words {
		if strings.Contains(d.words(), w) {
			d.Errorf("%q is on the screen:\n%s", w, d.words())
		}
	}
}

// happened compares what was traced.
func (d *desk) happened(want ...string) {
	d.Helper()
	if !slices.Equal(d.host.Lines, want) {
		d.Errorf("happened:\n  %s\nwant:\n  %s", strings.Join(d.host.Lines, "\n  "), strings.Join(want, "\n  "))
	}
}

const twoBasics = `# Topic

## What is first? {#a}
The answer to the first. [@s]

> Why it is so.

## What is second? {#b}
The answer to the second.
`

func TestQuestionThenAnswerThenNext(t *testing.T) {
	d := open(t, review.Options{}, twoBasics)
	d.shows("What is first?", "Topic · new", "Show answer", "0 of 2")
	d.hides("The answer to the first.", "Good")
	d.press("Space")
	d.shows("The answer to the first.", "Why it is so.", "Source: Author (2020)", "Again", "Hard", "Good", "Easy", "10 min")
	d.press("3")
	d.shows("What is second?")
	d.happened("show d/a", "reveal d/a", "answer d/a Good", "show d/b")
	if len(d.host.Problems) > 0 {
		t.Error(d.host.Problems)
	}
}

func TestGradesDoNothingBeforeTheAnswer(t *testing.T) {
	d := open(t, review.Options{}, twoBasics)
	d.press("1", "2", "3", "4")
	d.happened("show d/a")
}

func TestTwoGrades(t *testing.T) {
	d := open(t, review.Options{TwoGrades: true}, twoBasics)
	d.press("Space")
	d.shows("Again", "Good")
	d.hides("Hard", "Easy")
	d.press("2", "Space", "4")
	if got, want := d.host.Lines[2], "answer d/a Good"; got != want {
		t.Errorf("2 gave %q, want %q", got, want)
	}
	if got, want := d.host.Lines[5], "answer d/b Good"; got != want {
		t.Errorf("4 gave %q, want %q", got, want)
	}
}

func TestUndoPutsTheCardBackAndRedoTakesItAgain(t *testing.T) {
	d := open(t, review.Options{}, twoBasics)
	d.press("Space", "4")
	d.screen.Undo()
	d.shows("What is first?")
	d.screen.Redo()
	d.shows("What is second?")
	d.happened("show d/a", "reveal d/a", "answer d/a Easy", "show d/b", "undo d/a", "show d/a", "redo d/a", "show d/b")
	if len(d.host.Toasts) != 2 || !strings.Contains(d.host.Toasts[0], "What is first?") {
		t.Errorf("toasts = %q, want one for the undo that names the card and one for the redo", d.host.Toasts)
	}
}

func TestSessionEndsWithASummary(t *testing.T) {
	d := open(t, review.Options{}, twoBasics)
	d.press("Space", "4", "Space", "4")
	d.shows("That was all for now", "2 answers", "Easy 2", "Back to Today", "come")
	d.press("Return")
	if d.host.Left != 1 {
		t.Errorf("Enter left %d times, want once", d.host.Left)
	}
}

const choiceNote = `# Topic

## Which two are right? {#c .choice}
- [x] one
- [x] two
- [ ] three

> Because.
`

func TestChoiceIsCheckedAndProposesAGrade(t *testing.T) {
	for name, tt := range map[string]struct {
		choose func(options []string) []string // the digits to press
		want   string
	}{
		"all right":   {func(o []string) []string { return []string{digit(o, "one"), digit(o, "two")} }, "answer d/c Good"},
		"a wrong one": {func(o []string) []string { return []string{digit(o, "one"), digit(o, "three")} }, "answer d/c Again"},
		"chosen and taken back": {func(o []string) []string {
			return []string{digit(o, "three"), digit(o, "one"), digit(o, "three"), digit(o, "two")}
		}, "answer d/c Good"},
	} {
		t.Run(name, func(t *testing.T) {
			d := open(t, review.Options{}, choiceNote)
			d.press(tt.choose(optionOrder(d))...)
			d.press("Return", "Space")
			if got := d.host.Lines[2]; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// optionOrder returns the options as they stand on the screen.
func optionOrder(d *desk) []string {
	var list []string
	for _, line := range strings.Split(d.words(), "\n") {
		if slices.Contains([]string{"one", "two", "three"}, line) {
			list = append(list, line)
		}
	}
	return list
}

func digit(options []string, text string) string {
	return string(rune('1' + slices.Index(options, text)))
}

func TestSpaceWithoutAChoiceShowsTheSolution(t *testing.T) {
	d := open(t, review.Options{}, choiceNote)
	d.press("Space")
	d.shows("✓ Right one", "Because.")
	d.hides("Not quite")
	d.press("Space")
	if got, want := d.host.Lines[2], "answer d/c Again"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

const typedNote = `# Topic

## Name it {#t .typed}
behavioural
= behavioral
`

func TestTypedAnswerIsComparedReadably(t *testing.T) {
	d := open(t, review.Options{}, typedNote)
	entry := d.host.Canvas().Focused()
	if entry == nil {
		t.Fatal("the field to type in does not have the keyboard")
	}
	test.Type(entry, " behavoural")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.shows("✓ Right, with a slip in the spelling", "behavioural")
	if d.host.Canvas().Focused() != nil {
		t.Error("the field keeps the keyboard after the check: the grading keys would be typed into it")
	}
	d.press("Space")
	if got, want := d.host.Lines[2], "answer d/t Good"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The key event of a space grades a card, and its character comes after it.
func TestSpaceThatGradedIsNotTyped(t *testing.T) {
	d := open(t, review.Options{}, typedNote)
	d.host.Canvas().Focused().TypedRune(' ')
	d.shows("Type the answer") // only while the field is empty
	d.host.Canvas().Focused().TypedRune('x')
	d.hides("Type the answer")
}

const orderNote = `# Topic

## Put in order {#o .order}
1. alpha
2. beta
3. gamma
`

func TestOrderByKeyboard(t *testing.T) {
	d := open(t, review.Options{}, orderNote)
	sortByKeys(d, []string{"alpha", "beta", "gamma"})
	d.press("Return")
	d.shows("✓ Right")
	d.press("Space")
	if got, want := d.host.Lines[2], "answer d/o Good"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// sortByKeys brings the items into order as a learner would, with the arrows.
func sortByKeys(d *desk, want []string) {
	d.press("Down") // the cursor on the first
	at := 0
	for place, item := range want {
		var now []string
		for _, line := range strings.Split(d.words(), "\n") {
			if slices.Contains(want, line) {
				now = append(now, line)
			}
		}
		from := slices.Index(now, item)
		for ; at < from; at++ {
			d.press("Down")
		}
		for ; at > from; at-- {
			d.press("Up")
		}
		d.press("Space")
		for ; at > place; at-- {
			d.press("Up")
		}
		d.press("Space")
	}
}

func TestClozeHidesItsGapOnly(t *testing.T) {
	d := open(t, review.Options{}, "# Topic\n\n## Gaps {#g .cloze}\nFirst {{1:one}} then {{2:two::a number}} then three.\n")
	d.hides("one")
	d.shows("?", "two")
	d.press("Space")
	d.shows("one")
}

func TestPuttingAwayGoesOnToTheNext(t *testing.T) {
	for name, tt := range map[string]struct {
		key  string
		want string
	}{"until tomorrow": {"-", "bury d/a"}, "for good": {"@", "suspend d/a"}} {
		t.Run(name, func(t *testing.T) {
			d := open(t, review.Options{}, twoBasics)
			d.press(tt.key)
			d.happened("show d/a", tt.want, "show d/b")
			d.screen.Undo()
			d.shows("What is first?")
		})
	}
}

func TestFlagStaysOnTheCard(t *testing.T) {
	d := open(t, review.Options{}, twoBasics)
	d.screen.Flag(3)
	d.shows("flag 3", "What is first?")
	d.screen.Flag(3)
	d.hides("flag 3")
}

func TestPanelsOpenAndShowTheCard(t *testing.T) {
	d := open(t, review.Options{}, twoBasics)
	d.press("Space", "1")
	d.screen.Undo()
	d.press("i")
	panel := d.host.Canvas().Overlays().Top()
	if panel == nil || !strings.Contains(uitest.Words(panel), "About this card") {
		t.Fatal("I does not show the card's panel")
	}
	closePanel(t, d, panel)
	d.press("e")
	panel = d.host.Canvas().Overlays().Top()
	if panel == nil || !strings.Contains(uitest.Words(panel), "The answer to the first.") {
		t.Fatal("E does not show the note")
	}
	closePanel(t, d, panel)
}

func closePanel(t *testing.T, d *desk, panel fyne.CanvasObject) {
	t.Helper()
	d.host.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.host.Canvas().Overlays().Top() == panel {
		t.Fatal("Esc does not close the panel")
	}
}

// Nothing is cut off, from a small window with large text to a large one.
func TestNothingIsCutOff(t *testing.T) {
	long := "# A topic with a rather long title\n\n## " + strings.Repeat("Why does a question go on and on ", 6) + "? {#l}\n" +
		strings.Repeat("An answer that needs incomprehensibilities and several lines. ", 12) + "\n\n> " + strings.Repeat("An explanation. ", 40) + "\n"
	d := open(t, review.Options{}, long)
	for _, size := range []fyne.Size{fyne.NewSize(640, 480), fyne.NewSize(900, 600), fyne.NewSize(1920, 1080)} {
		d.host.Window.Resize(size)
		for _, texts := range uitest.Outside(d.screen.Object(), size) {
			t.Errorf("at %v before the answer: %s", size, texts)
		}
	}
	d.press("Space")
	for _, size := range []fyne.Size{fyne.NewSize(640, 480), fyne.NewSize(900, 600), fyne.NewSize(1920, 1080)} {
		d.host.Window.Resize(size)
		for _, texts := range uitest.Outside(d.screen.Object(), size) {
			t.Errorf("at %v after the answer: %s", size, texts)
		}
	}
}

func TestTookIsMeasuredFromTheQuestion(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	desk := uitest.Desk(t, h.Now, twoBasics)
	session, err := desk.Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	s := review.New(t.Context(), session, h, func(deck.ID) page.Pictures { return nil }, review.Options{})
	h.Show(s.Object())
	s.Shown()
	h.Clock = h.Clock.Add(7 * time.Second)
	s.Key(fyne.KeySpace)
	h.Clock = h.Clock.Add(5 * time.Second)
	s.Rune('3')
	info, err := session.Info(t.Context(), "d/a")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := info.Took, 12*time.Second; got != want {
		t.Errorf("took %v, want %v", got, want)
	}
}
