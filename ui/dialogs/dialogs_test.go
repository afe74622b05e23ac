package dialogs_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/ui/control"
	"touchpoint/ui/dialogs"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

func panel(buttons ...dialogs.Button) dialogs.Panel {
	return dialogs.Panel{
		Title:   "Title",
		Content: page.NewLine("Text", page.Style{Size: theme.Body, Color: theme.Ink}),
		Buttons: buttons,
	}
}

func press(h *uitest.Host, key fyne.KeyName) {
	h.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
}

func TestSafeButtonHasTheFocusAndEnterPressesIt(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	done := ""
	dialogs.Show(h.Canvas(), panel(
		dialogs.Button{Label: "Keep", Do: func() { done = "kept" }},
		dialogs.Button{Label: "Delete", Primary: true, Do: func() { done = "deleted" }}))
	if !dialogs.Open(h.Canvas()) {
		t.Fatal("the panel is not open")
	}
	press(h, fyne.KeyReturn)
	if done != "kept" {
		t.Errorf("Enter %s, want kept", done)
	}
	if dialogs.Open(h.Canvas()) {
		t.Error("the panel stays open")
	}
}

func TestEscClosesWithoutDoingAnything(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	done := false
	dialogs.Show(h.Canvas(), panel(dialogs.Button{Label: "Go", Do: func() { done = true }}))
	press(h, fyne.KeyEscape)
	if done || dialogs.Open(h.Canvas()) {
		t.Errorf("after Esc: done %v, open %v; want neither", done, dialogs.Open(h.Canvas()))
	}
}

func TestFocusGoesBackToWhereItWas(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	button := control.NewButton("Before", nil)
	h.Show(button)
	h.Canvas().Focus(button)
	dialogs.Show(h.Canvas(), panel())
	if h.Canvas().Focused() == fyne.Focusable(button) {
		t.Fatal("the panel did not take the focus")
	}
	press(h, fyne.KeyEscape)
	if h.Canvas().Focused() != fyne.Focusable(button) {
		t.Error("the focus did not go back")
	}
}

// The keys of the window must not act beneath a panel.
func TestKeysDoNotReachTheWindow(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	reached := false
	h.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { reached = true })
	h.Canvas().SetOnTypedRune(func(rune) { reached = true })
	dialogs.Show(h.Canvas(), panel())
	press(h, fyne.KeyF11)
	h.Canvas().Focused().TypedRune('3')
	if reached {
		t.Error("a key reached the window beneath the panel")
	}
}

// A click beside the buttons takes the keyboard from them.
func TestPanelTakesTheKeyboardBack(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	dialogs.Show(h.Canvas(), panel())
	h.Canvas().Unfocus()
	dialogs.Key(h.Canvas(), &fyne.KeyEvent{Name: fyne.KeyDown})
	if h.Canvas().Focused() == nil {
		t.Error("the panel has not taken the keyboard back")
	}
	h.Canvas().Unfocus()
	dialogs.Key(h.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape})
	if dialogs.Open(h.Canvas()) {
		t.Error("Esc does not close the panel")
	}
}

// A picture of the window can be taken while a panel is open.
func TestPanelCanBePictured(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	dialogs.Show(h.Canvas(), panel())
	h.Canvas().Capture()
}
