package control_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
)

func window(t *testing.T, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(600, 400))
	return w
}

func TestButtonPressesOnSpaceAndEnterAndHandsOnTheRest(t *testing.T) {
	pressed := 0
	b := control.NewButton("Go", func() { pressed++ })
	w := window(t, b)
	var handedOn []string
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { handedOn = append(handedOn, string(ev.Name)) })
	w.Canvas().SetOnTypedRune(func(r rune) { handedOn = append(handedOn, string(r)) })
	w.Canvas().Focus(b)
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape} {
		b.TypedKey(&fyne.KeyEvent{Name: key})
	}
	b.TypedRune(' ')
	b.TypedRune('3')
	if pressed != 3 {
		t.Errorf("pressed %d times, want 3", pressed)
	}
	if want := []string{"Escape", "3"}; !slices.Equal(handedOn, want) {
		t.Errorf("handed on %q, want %q", handedOn, want)
	}
}

func TestSorterByKeyboard(t *testing.T) {
	const space, up, down = fyne.KeySpace, fyne.KeyUp, fyne.KeyDown
	tests := map[string]struct {
		keys []fyne.KeyName
		want []int
	}{
		"nothing":                       {nil, []int{0, 1, 2}},
		"moving the cursor":             {[]fyne.KeyName{down, down, up}, []int{0, 1, 2}},
		"first to the end":              {[]fyne.KeyName{space, down, down, space}, []int{1, 2, 0}},
		"last to the beginning":         {[]fyne.KeyName{down, down, down, space, up, up, space}, []int{2, 0, 1}},
		"beyond the ends":               {[]fyne.KeyName{space, up, up, down}, []int{1, 0, 2}},
		"down again after putting down": {[]fyne.KeyName{space, down, space, down}, []int{1, 0, 2}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := control.NewSorter([]string{"a", "b", "c"})
			window(t, s)
			for _, key := range tt.keys {
				if !s.Key(key) {
					t.Errorf("%s was not taken", key)
				}
			}
			if got := s.Order(); !slices.Equal(got, tt.want) {
				t.Errorf("order = %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSorterByDragging(t *testing.T) {
	s := control.NewSorter([]string{"a", "b", "c"})
	w := window(t, s)
	s.Resize(fyne.NewSize(500, s.HeightFor(500)))
	row := s.HeightFor(500) / 3
	test.Drag(w.Canvas(), fyne.NewPos(100, row/2+4), 0, row+2)
	if got, want := s.Order(), []int{1, 0, 2}; !slices.Equal(got, want) {
		t.Errorf("after dragging the first row down by one: %v, want %v", got, want)
	}
}

func TestJudgedSorterTakesNoKeys(t *testing.T) {
	s := control.NewSorter([]string{"a", "b"})
	window(t, s)
	s.Judge(func(item int) int { return item })
	if s.Key(fyne.KeyDown) {
		t.Error("a judged sorter took a key")
	}
}

func TestStepperStaysInItsRange(t *testing.T) {
	var got []int
	s := control.NewStepper(90, 80, 100, 15, func(v int) string { return fmt.Sprint(v) }, func(v int) { got = append(got, v) })
	window(t, s.Container)
	less, more := s.Objects[0].(*control.Button), s.Objects[2].(*control.Button)
	for _, b := range []*control.Button{more, more, less, less, less} {
		test.Tap(b)
	}
	if want := []int{100, 85, 80}; !slices.Equal(got, want) {
		t.Errorf("values = %v, want %v", got, want)
	}
}

func TestSegmentsTellWhichWasChosen(t *testing.T) {
	chosen := -1
	s := control.NewSegments([]string{"a", "b", "c"}, 0, func(i int) { chosen = i })
	window(t, s.Container)
	test.Tap(s.Objects[2].(*control.Button))
	if chosen != 2 {
		t.Errorf("chosen = %d, want 2", chosen)
	}
}

func TestOptionGrowsWithItsText(t *testing.T) {
	window(t, control.NewMeter(4))
	short := control.NewOption(1, nil, nil, nil)
	if a, b := short.HeightFor(300), short.HeightFor(600); a != b {
		t.Errorf("an option without text is %v high at 300 and %v at 600, want the same", a, b)
	}
}
