package review_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/page"
	"touchpoint/ui/review"
	"touchpoint/ui/uitest"
)

// While the answer is shown, another window grades the card: the next key must not
// grade the card that comes after it.
func TestCardAnsweredElsewhereLeavesTheScreen(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	folder := t.TempDir()
	session, err := uitest.DeskIn(t, folder, h.Now, twoBasics).Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	s := review.New(t.Context(), session, h, func(deck.ID) page.Pictures { return nil }, review.Options{})
	h.Show(s.Object())
	s.Shown()
	s.Key(fyne.KeySpace)

	other, err := uitest.DeskIn(t, folder, h.Now, twoBasics).Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Answer(t.Context(), 4, time.Second); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	s.Rune('1')
	if want := []string{"show d/a", "reveal d/a", "show d/b"}; !slices.Equal(h.Lines, want) {
		t.Errorf("happened %q, want %q", h.Lines, want)
	}
}

// At the turn of the study day the intervals change, but not what was typed so far.
func TestDayTurnsWhileTyping(t *testing.T) {
	d := open(t, review.Options{}, typedNote)
	test.Type(d.host.Canvas().Focused(), "behav")
	d.host.Clock = d.host.Clock.Add(24 * time.Hour)
	d.screen.Refresh()
	d.shows("behav")
	d.happened("show d/t")
}

func TestTopicThatMustWaitSaysWhy(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	notes := "# One\n\n## What is first? {#a}\nThis.\n\n# Two\n\n## What is next? {#b after=a}\nThat.\n"
	session, err := uitest.Desk(t, h.Now, notes).Start(t.Context(), study.Scope{Deck: "d", Topic: "Two", Extra: 10})
	if err != nil {
		t.Fatal(err)
	}
	s := review.New(t.Context(), session, h, func(deck.ID) page.Pictures { return nil }, review.Options{})
	h.Show(s.Object())
	s.Shown()
	words := strings.ReplaceAll(uitest.Words(s.Object()), "\n", " ")
	if !strings.Contains(words, "come after cards of other topics") {
		t.Errorf("the screen does not say why nothing is asked: %s", words)
	}
	if !strings.Contains(words, "On Today, 2 cards wait.") {
		t.Errorf("the screen does not say where cards wait: %s", words)
	}
}

func TestCursorScrollsIntoView(t *testing.T) {
	d := open(t, review.Options{}, "# T\n\n## Put in order {#a .order}\n1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g\n")
	d.host.Window.Resize(fyne.NewSize(700, 340))
	d.press("Down", "Down", "Down", "Down", "Down", "Down", "Down")
	if top := rowTop(t, d, "7"); top < 0 || top > 300 {
		t.Errorf("the last row, with the cursor, stands at %.0f in a window 340 high", top)
	}
}

// rowTop is where a row of the screen with a number stands in the window.
func rowTop(t *testing.T, d *desk, number string) float32 {
	t.Helper()
	at := float32(-1)
	uitest.Place(d.screen.Object(), func(text *canvas.Text, pos fyne.Position) {
		if text.Text == number {
			at = pos.Y
		}
	})
	return at
}

const typedAfterBasic = "# T\n\n## First? {#a}\nOne.\n\n## Second? {#b .typed}\ntwo\n"

// While an answer is typed, the keys that are no typing still work.
func TestKeysWhileTyping(t *testing.T) {
	d := open(t, review.Options{}, typedAfterBasic)
	d.host.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { d.screen.Key(ev.Name) })
	d.press("Space", "3")
	for _, r := range "ie@-" {
		d.host.Canvas().Focused().TypedRune(r)
	}
	d.shows("ie@-")
	d.host.Canvas().Unfocus() // by a click elsewhere
	d.press("i")
	d.shows("ie@-i")
	d.host.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.host.Left != 1 {
		t.Error("Esc does not leave")
	}
}

func TestUndoWhileTypingUndoesTypingFirst(t *testing.T) {
	d := open(t, review.Options{}, typedAfterBasic)
	d.press("Space", "3")
	d.host.Canvas().Focused().TypedRune('x')
	d.screen.UndoKey()
	d.shows("Second?", "Type the answer")
	d.screen.RedoKey()
	d.hides("Type the answer")
	d.screen.UndoKey()
	d.screen.UndoKey()
	d.shows("First?")
}

// Who does not know is not graded for the order that the items happened to have.
func TestGivingUpAnOrderProposesAgain(t *testing.T) {
	d := open(t, review.Options{}, orderNote)
	sortByKeys(d, []string{"alpha", "beta", "gamma"})
	test.Tap(uitest.Button(t, d.screen.Object(), "I don’t know"))
	d.press("Space")
	if got, want := d.host.Lines[2], "answer d/o Again"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
