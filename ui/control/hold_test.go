package control_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/ui/control"
	"touchpoint/ui/page"
	"touchpoint/ui/uitest"
)

func TestTheKeyboardIsHeld(t *testing.T) {
	h := uitest.NewHost(t, 400, 300)
	column := page.Column(0)
	fill := func(labels ...string) {
		column.Objects = nil
		for _, l := range labels {
			column.Objects = append(column.Objects, page.Row(0, -1, control.NewButton(l, nil)))
		}
		column.Refresh()
	}
	focus := func(i int) {
		h.Canvas().Focus(column.Objects[i].(*fyne.Container).Objects[0].(fyne.Focusable))
	}
	focused := func() string {
		if b, ok := h.Canvas().Focused().(*control.Button); ok {
			return b.Label
		}
		return ""
	}
	fill("One", "Two", "+", "+")
	h.Show(column)
	for _, step := range []struct {
		at   int
		then []string
		want string
	}{
		{1, []string{"Zero", "One", "Two"}, "Two"}, // by its words
		{1, []string{"Zero", "Ten"}, "Ten"},        // in its place
		{1, []string{"+"}, "+"},                    // the last there is
		{0, []string{"-", "+", "+"}, "-"},          // of several, the place says which
	} {
		focus(step.at)
		control.Hold(h.Canvas(), column, func() { fill(step.then...) })
		if got := focused(); got != step.want {
			t.Errorf("the keyboard is at %q among %q, want %q", got, step.then, step.want)
		}
	}
	h.Canvas().Unfocus()
	control.Hold(h.Canvas(), column, func() { fill("One") })
	if got := focused(); got != "" {
		t.Errorf("%q has taken the keyboard", got)
	}
}
