package author_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/uitest"
)

// What is typed while the deck is on its way to disk stays, and a second save takes it
// along.
func TestTypingGoesOnWhileTheDeckIsSaved(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Really?")
	d.Save()
	d.write(" Yes.")
	e := d.editor(t)
	if !strings.Contains(e.Text, "Really? Yes.") {
		t.Fatalf("the text is %q", e.Text)
	}
	d.Save()
	d.h.wait(t, "both saves", func() bool { return d.shows("Saved") && !d.shows("Saving") })
	if got := d.file(t, "deck.md"); !strings.Contains(got, "## What is tea? Really? Yes. {#tea}\n") || d.Dirty() {
		t.Errorf("the file is:\n%s", got)
	}
	if d.h.Canvas().Focused() != fyne.Focusable(e) {
		t.Error("saving took the keyboard away")
	}
}

// What is on disk is told of also where more is to follow: that may fail, and what was told
// of is not taken for a copy that nobody changed.
func TestASaveThatAnotherFollowsIsToldOf(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Really?")
	d.Save()
	for typed := false; !d.h.traced("saved 1 files"); {
		next := <-d.h.queue
		if !typed && strings.Contains(d.file(t, "deck.md"), "Really?") { // which the screen does not know yet
			typed = true
			d.write(" Yes.")
			d.Save()
		}
		next()
	}
	if got := d.file(t, "deck.md"); strings.Contains(got, "Yes.") || len(d.h.saved) != 1 {
		t.Errorf("told %v, and the file is:\n%s", d.h.saved, got)
	}
}

// The id that saving writes into a heading does not move what is typed there behind it.
func TestTypingInAHeadingWhileItGetsItsID(t *testing.T) {
	d := tea(t)
	d.NewNote()
	d.press(fyne.KeyReturn)
	d.write("Hi")
	d.Save()
	e := d.editor(t)
	d.h.wait(t, "the id", func() bool { return strings.Contains(e.Text, "{#hi}") })
	d.write(" there")
	if !strings.HasPrefix(e.Text, "## Hi there {#hi}\n") {
		t.Errorf("the text is %q", e.Text)
	}
}

// A screen that is closed while it saves has saved, and says so first.
func TestClosingEndsASaveThatIsUnderWay(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Really?")
	d.Save()
	closing(d.Screen, d.h)
	if got := d.file(t, "deck.md"); !strings.Contains(got, "Really?") || len(d.h.saved) != 1 {
		t.Errorf("told %v, and the file is:\n%s", d.h.saved, got)
	}
}

// What another program changed meanwhile is asked about at once, and the answer is saved.
func TestSavingAsksAboutAConflictAndGoesOn(t *testing.T) {
	d := tea(t)
	d.press(fyne.KeyF6)
	d.write(" Mine.")
	other := strings.Replace(head+notes, "What is tea?", "What is tea, then?", 1)
	if err := os.WriteFile(filepath.Join(d.dir, "deck.md"), []byte(other), 0o644); err != nil {
		t.Fatal(err)
	}
	d.Save()
	d.h.wait(t, "the question", func() bool { return d.shows("Keep mine") })
	test.Tap(uitest.Button(t, d.h.Canvas().Overlays().Top(), "Keep mine"))
	d.h.wait(t, "the save", func() bool { return len(d.h.saved) > 0 })
	if got := d.file(t, "deck.md"); !strings.Contains(got, "## What is tea? Mine. {#tea}\n") || d.Dirty() {
		t.Errorf("the file is:\n%s", got)
	}
}
