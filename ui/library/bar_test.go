package library_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
	"touchpoint/ui/uitest"
)

// A small window leaves room for the list: what has no room below it is behind More.
func TestFewLinesOfButtons(t *testing.T) {
	wide := visit(t, 1280, 800)
	wide.shows("Start anew")
	wide.hides("More …")

	small := visit(t, 520, 480)
	small.hides("Start anew")
	small.shows("Look", "More …")
	small.press("Right", "Down") // to the list of cards
	small.button("More …")
	small.shows("What is to be done?", "Start anew · X")
	small.press("Home", "Escape")
}

// What a file of the same name holds is not lost without a question.
func TestExportAsksBeforeItReplaces(t *testing.T) {
	v := visit(t, 900, 600)
	file := filepath.Join(v.dir, "fruit-1.0.0.deck")
	v.press("Down", "o", "Return", "Return")
	v.happened("exported fruit")
	v.Lines = nil
	v.press("o", "Return", "Return")
	v.shows("Replace this file?", "fruit-1.0.0.deck")
	v.press("Escape")
	v.happened()
	v.press("Return")
	v.button("Replace")
	v.happened("exported fruit")
	if _, err := os.Stat(file); err != nil {
		t.Error(err)
	}
}

// Whoever mistypes a path finds it again.
func TestPathThatIsNotThereIsKept(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("i")
	v.enter("brids")
	v.press("Return")
	if len(v.Problems) != 1 {
		t.Fatalf("problems %v, want one", v.Problems)
	}
	v.Problems = nil
	v.press("i")
	v.shows("brids")
}

func TestNothingToDo(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("Right", "Down", "x")
	if want := "This card has not been met yet: there is nothing to start anew."; !slices.Contains(v.Toasts, want) {
		t.Errorf("said %q", v.Toasts)
	}
}

func TestDecksInTheOrderOfTheirTitles(t *testing.T) {
	v := visit(t, 900, 600, strings.NewReplacer("id: birds", "id: aaa", "title: Birds", "title: zebras").Replace(birds), birds)
	words := v.words()
	if b, f, z := strings.Index(words, "Birds"), strings.Index(words, "Fruit"), strings.Index(words, "zebras"); b > f || f > z {
		t.Errorf("in another order: %s", words)
	}
}

// What has the keyboard is seen, also after the page was made anew around it.
func TestTheKeyboardIsSeen(t *testing.T) {
	const height = 300
	v := visit(t, 640, height, birds)
	v.press("Down", "Right", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Return")
	o := v.Canvas().Focused().(fyne.CanvasObject)
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
	if y < 0 || y+o.Size().Height > height {
		t.Errorf("%q is at %.0f of %d", uitest.Words(o), y, height)
	}
}

// Leaving the panel of a note by mistake loses nothing.
func TestANoteThatWasLeftGoesOn(t *testing.T) {
	v := visit(t, 900, 600)
	v.press("Right", "Down", "n")
	test.Type(v.Canvas().Focused(), "half a th")
	v.press("Escape")
	if !slices.Contains(v.Toasts, "What you wrote was not kept.") {
		t.Errorf("said %q", v.Toasts)
	}
	v.press("n")
	v.shows("half a th")
	v.button("Keep it")
	v.happened("remarked 1", "found 3")
}

// The keys of a deck are those of its row as well, whatever is shown beside it; and what
// is done to cards leaves the keyboard among them.
func TestWhereTheKeyboardIs(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Down", "c", "Down", "m", "Return")
	v.happened("found 0", "moved 1")
	v.press("Escape", "Escape", "Escape")
	v.press("s")
	if len(v.Scopes) != 1 || v.Scopes[0].Deck != "birds" {
		t.Errorf("sessions %+v, want one of birds", v.Scopes)
	}

	v = visit(t, 900, 600, birds)
	v.press("Up", "Right", "Down", "m", "Down", "Return")
	if _, among := v.Canvas().Focused().(*control.List); !among {
		t.Fatalf("the keyboard is on %T", v.Canvas().Focused())
	}
	v.press("f", "Return") // a key of the cards
	v.shows("All cards")
	v.happened("flagged 0")
}

// Whoever types sees what was found from its beginning, wherever the cursor was.
func TestTypingGoesToTheFirst(t *testing.T) {
	v := visit(t, 900, 600, birds)
	v.press("Right", "Down", "End", "Escape")
	v.enter("?")
	v.press("Down", "l")
	if first := v.Lines[len(v.Lines)-1]; first != "look birds/owl" && first != "look fruit/pippin" {
		t.Errorf("the cursor is on %q", first)
	}
}
