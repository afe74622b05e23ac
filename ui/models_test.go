package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/ui/uitest"
)

// From a card to its model, to a quiz of the model, and all the way back: the card is as
// it was left, and the session is the one that it belongs to.
func TestACardIsCameBackToFromItsModel(t *testing.T) {
	folder := uitest.ModelFolder(t, "# T\n\n## What draws people in? {#a model=\"bakery#smell\"}\nThe smell.\n\n## What else? {#b}\nThe window.\n", uitest.PathModel)
	p := startOn(t, t.TempDir(), folder)
	p.key(fyne.KeyReturn)
	p.key(fyne.KeySpace)
	p.char('m')
	p.char('q')
	p.key(fyne.KeyEscape) // from the quiz to the model
	p.key(fyne.KeyEscape) // to the card
	if words := uitest.Words(p.Canvas().Content()); !strings.Contains(words, "The smell.") || !strings.Contains(words, "Good") {
		t.Errorf("the answered card is not on the screen:\n%s", words)
	}
	p.char('3')
	p.key(fyne.KeyEscape)
	var lines []string
	for _, line := range p.lines {
		if !strings.HasPrefix(line, "drawn") && !strings.HasPrefix(line, "cursor") && line != "ready" {
			lines = append(lines, line)
		}
	}
	text := strings.Join(lines, "\n")
	want := []string{"show d/a", "reveal d/a", "screen model bakery", "show d/bakery#", "screen model bakery", "answer d/a Good", "screen today"}
	for _, line := range want {
		_, rest, found := strings.Cut(text, line)
		if !found {
			t.Fatalf("%q does not follow; all that happened:\n%s", line, strings.Join(lines, "\n"))
		}
		text = rest
	}
}
