package review_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
	"touchpoint/ui/review"
	"touchpoint/ui/uitest"
)

func TestARemarkIsShownWithTheAnswerAndCanBeTakenBack(t *testing.T) {
	d := open(t, review.Options{}, "# T\n\n## What is first? {#a}\nOne.\n")
	d.press("n")
	area, ok := d.host.Canvas().Focused().(*control.Area)
	if !ok {
		t.Fatalf("the keyboard is on %T, want the text", d.host.Canvas().Focused())
	}
	test.Type(area, "one, as in *once*")
	test.Tap(uitest.Button(t, d.host.Canvas().Overlays().Top(), "Keep it"))
	d.hides("as in")
	d.press("Space")
	d.shows("one, as in")
	d.press("n")
	again := d.host.Canvas().Focused().(*control.Area)
	if again.Text != "one, as in *once*" {
		t.Errorf("got %q to change, want what was written", again.Text)
	}
	test.Tap(uitest.Button(t, d.host.Canvas().Overlays().Top(), "Cancel"))
	d.screen.Undo()
	d.press("Space")
	d.hides("as in")
}

func TestTheNoteLeadsToItsText(t *testing.T) {
	d := open(t, review.Options{}, "# T\n\n## What is first? {#a}\nOne.\n")
	d.press("e")
	test.Tap(uitest.Button(t, d.host.Canvas().Overlays().Top(), "Edit"))
	if len(d.host.Edited) != 1 || d.host.Edited[0] != "d/a" {
		t.Errorf("got %v to write in, want the note d/a", d.host.Edited)
	}
}

// Leaving the panel by mistake loses nothing.
func TestARemarkThatWasLeftGoesOn(t *testing.T) {
	d := open(t, review.Options{}, "# T\n\n## What is first? {#a}\nOne.\n")
	d.press("n")
	area := d.host.Canvas().Focused().(*control.Area)
	test.Type(area, "half a th")
	test.Tap(uitest.Button(t, d.host.Canvas().Overlays().Top(), "Cancel"))
	if len(d.host.Toasts) == 0 || d.host.Toasts[len(d.host.Toasts)-1] != "What you wrote was not kept." {
		t.Fatalf("said %q", d.host.Toasts)
	}
	d.press("n")
	if area = d.host.Canvas().Focused().(*control.Area); area.Text != "half a th" {
		t.Errorf("goes on with %q", area.Text)
	}
	test.Tap(uitest.Button(t, d.host.Canvas().Overlays().Top(), "Keep it"))
	d.press("Space")
	d.shows("half a th")
}
