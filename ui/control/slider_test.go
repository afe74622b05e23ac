package control_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
	"touchpoint/ui/uitest"
)

func TestSlider(t *testing.T) {
	h := uitest.NewHost(t, 320, 100)
	var told []int
	s := control.NewSlider("How well to remember", 90, 70, 97, func(v int) { told = append(told, v) })
	settled := 0
	s.Settled = func() { settled++ }
	h.Show(s)
	s.Resize(fyne.NewSize(290, 28)) // ten pixels a step, and the knob
	h.Canvas().Focus(s)
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyHome, fyne.KeyLeft, fyne.KeyEnd, fyne.KeyRight} {
		s.TypedKey(&fyne.KeyEvent{Name: key})
	}
	s.TypedRune('-')
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(10+100, 14)})
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(-50, 14)}})
	want := []int{91, 90, 89, 70, 97, 96, 80, 70}
	if len(told) != len(want) {
		t.Fatalf("told %v, want %v", told, want)
	}
	for i := range want {
		if told[i] != want[i] {
			t.Fatalf("told %v, want %v", told, want)
		}
	}
	if s.DragEnd(); settled != 8 {
		t.Errorf("settled %d times, want after each key and tap that changed it and at the end of the drag: 8", settled)
	}
	s.Put(85)
	if s.Value() != 85 || len(told) != len(want) {
		t.Errorf("Put chose %d and told %d times more, want 85 and none", s.Value(), len(told)-len(want))
	}
}

// Keys that a slider has no use for scroll the page and reach the window.
func TestSliderHandsKeysOn(t *testing.T) {
	h := uitest.NewHost(t, 320, 100)
	s := control.NewSlider("", 1, 0, 2, func(int) {})
	h.Show(s)
	var got []fyne.KeyName
	h.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { got = append(got, ev.Name) })
	h.Canvas().Focus(s)
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(got) != 2 {
		t.Errorf("the window was given %v, want Down and Escape", got)
	}
	rings := 0
	for _, o := range test.WidgetRenderer(s).Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.StrokeWidth > 0 && r.Visible() {
			rings++
		}
	}
	if rings != 1 {
		t.Errorf("%d rings show where the keyboard is, want 1", rings)
	}
}
