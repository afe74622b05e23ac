package control_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

func numbered(i int) control.Line {
	return control.Line{Text: fmt.Sprintf("Row %d", i), Below: "of many, with a second line that is too long to be shown in full in a window of this width, however it is drawn", Note: "due"}
}

// press gives a list keys; "+" before one holds Shift.
func press(l *control.List, keys ...string) {
	for _, key := range keys {
		name, shift := strings.CutPrefix(key, "+")
		if shift {
			l.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		}
		l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(name)})
		if shift {
			l.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		}
	}
}

func TestListByKeyboard(t *testing.T) {
	for name, tt := range map[string]struct {
		keys   []string
		cursor int
		chosen []int
	}{
		"the first":             {nil, 0, []int{0}},
		"down":                  {[]string{"Down", "Down", "Up"}, 1, []int{1}},
		"beyond the ends":       {[]string{"Up", "End", "Down"}, 9, []int{9}},
		"space":                 {[]string{"Space", "Down", "Down", "Space"}, 2, []int{0, 2}},
		"space again":           {[]string{"Space", "Down", "Space", "Space"}, 1, []int{0}},
		"shift":                 {[]string{"Down", "+Down", "+Down"}, 3, []int{1, 2, 3}},
		"shift and back":        {[]string{"Down", "Down", "+Down", "+Up", "+Up"}, 1, []int{1, 2}},
		"shift to the end":      {[]string{"Down", "+End"}, 9, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		"escape gives all free": {[]string{"+Down", "+Down", "Escape"}, 2, []int{2}},
	} {
		t.Run(name, func(t *testing.T) {
			l := control.NewList(numbered)
			l.Many = true
			window(t, l)
			l.Fill(10)
			press(l, tt.keys...)
			if l.Cursor() != tt.cursor || !slices.Equal(l.Chosen(), tt.chosen) {
				t.Errorf("cursor %d, chosen %v, want %d, %v", l.Cursor(), l.Chosen(), tt.cursor, tt.chosen)
			}
		})
	}
}

func TestListTells(t *testing.T) {
	l := control.NewList(numbered)
	l.Many = true
	w := window(t, l)
	l.Fill(10)
	var told []string
	l.OnMove = func(i int) { told = append(told, fmt.Sprint("move ", i)) }
	l.OnEnter = func(i int) { told = append(told, fmt.Sprint("enter ", i)) }
	l.OnChoose = func(n int) { told = append(told, fmt.Sprint("choose ", n)) }
	l.OnRune = func(r rune) bool { told = append(told, string(r)); return r == 's' }
	w.Canvas().SetOnTypedRune(func(r rune) { told = append(told, "on "+string(r)) })
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { told = append(told, "on "+string(ev.Name)) })
	w.Canvas().Focus(l)
	press(l, "Down", "Down", "Up", "Return")
	l.TypedShortcut(&fyne.ShortcutSelectAll{})
	press(l, "Escape", "Escape", "F2")
	l.TypedRune('s')
	l.TypedRune('x')
	want := []string{"move 1", "move 2", "move 1", "enter 1", "choose 10", "choose 0", "on Escape", "on F2", "s", "x", "on x"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	l.Fill(0)
	press(l, "Down", "Return", "Space")
	if len(told) != len(want) || l.Cursor() != -1 || l.Chosen() != nil {
		t.Errorf("an empty list told %q, with the cursor on %d", told[len(want):], l.Cursor())
	}
}

func TestListByPointer(t *testing.T) {
	l := control.NewList(numbered)
	l.Many, l.Tall = true, true
	w := window(t, l)
	l.Fill(100)
	entered := 0
	l.OnEnter = func(int) { entered++ }
	rows := rowsOf(l)
	h := rows.MinSize().Height / 100
	click := func(row int, held fyne.KeyModifier) {
		at := fyne.PointEvent{Position: fyne.NewPos(40, (float32(row)+0.5)*h)}
		rows.(desktop.Mouseable).MouseDown(&desktop.MouseEvent{PointEvent: at, Modifier: held})
		rows.(fyne.Tappable).Tapped(&at)
	}
	click(2, 0)
	click(4, fyne.KeyModifierShift)
	if got := l.Chosen(); !slices.Equal(got, []int{2, 3, 4}) {
		t.Errorf("with Shift: %v", got)
	}
	click(7, fyne.KeyModifierShortcutDefault)
	click(3, fyne.KeyModifierShortcutDefault)
	if got := l.Chosen(); !slices.Equal(got, []int{2, 4, 7}) {
		t.Errorf("with Ctrl: %v", got)
	}
	click(5, 0)
	if got := l.Chosen(); !slices.Equal(got, []int{5}) || entered != 0 {
		t.Errorf("a plain click: %v, entered %d times", got, entered)
	}
	click(5, 0)
	if entered != 1 {
		t.Errorf("a second click entered %d times, want once", entered)
	}
	if w.Canvas().Focused() != fyne.Focusable(l) {
		t.Error("a click does not give the list the keyboard")
	}
}

func rowsOf(l *control.List) fyne.Widget {
	scroll := test.WidgetRenderer(l).Objects()[0].(fyne.Widget)
	return test.WidgetRenderer(scroll).Objects()[0].(fyne.Widget)
}

// Of a long list only what is seen is drawn, wherever it is scrolled to.
func TestListDrawsWhatIsSeen(t *testing.T) {
	const rows = 100_000
	l := control.NewList(numbered)
	l.Tall = true
	window(t, l)
	l.Fill(rows)
	texts := func() (list []string) {
		for _, o := range test.WidgetRenderer(rowsOf(l)).Objects() {
			if text, ok := o.(*canvas.Text); ok && strings.HasPrefix(text.Text, "Row") {
				list = append(list, text.Text)
			}
		}
		return list
	}
	for _, tt := range []struct {
		key   string
		first string
	}{{"Home", "Row 0"}, {"End", ""}, {string(fyne.KeyPageUp), ""}, {"Home", "Row 0"}} {
		press(l, tt.key)
		list := texts()
		if len(list) < 5 || len(list) > 20 {
			t.Fatalf("%s: %d rows are drawn in a window of 400", tt.key, len(list))
		}
		if at := fmt.Sprintf("Row %d", l.Cursor()); !slices.Contains(list, at) {
			t.Errorf("%s: %s is not among %v", tt.key, at, list)
		}
		if tt.first != "" && list[0] != tt.first {
			t.Errorf("%s: begins with %s", tt.key, list[0])
		}
	}
	for _, o := range test.WidgetRenderer(rowsOf(l)).Objects() {
		if text, ok := o.(*canvas.Text); ok && text.Position().X+text.MinSize().Width > l.Size().Width {
			t.Errorf("%q reaches beyond the list", text.Text)
		}
	}
}

func TestListKeepsWhatItCan(t *testing.T) {
	l := control.NewList(numbered)
	l.Many = true
	window(t, l)
	l.Fill(1000)
	press(l, "End", "Space")
	l.Fill(10)
	if l.Cursor() != 9 || l.Several() != 0 {
		t.Errorf("cursor %d, %d chosen; want 9, none", l.Cursor(), l.Several())
	}
	l.Point(4)
	l.Choose(3, true)
	l.Choose(3, true)
	l.Choose(12, true)
	if got := l.Chosen(); !slices.Equal(got, []int{3}) || l.Count() != 10 {
		t.Errorf("chosen %v of %d", got, l.Count())
	}
}

// BenchmarkList moves through a list of a hundred thousand rows by pages, each of them
// new to it.
func BenchmarkList(b *testing.B) {
	a := test.NewTempApp(b)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	l := control.NewList(numbered)
	l.Tall = true
	w := test.NewTempWindow(b, l)
	w.Resize(fyne.NewSize(700, 800))
	l.Fill(100_000)
	for b.Loop() {
		if l.Cursor() == l.Count()-1 {
			press(l, "Home")
		}
		press(l, string(fyne.KeyPageDown))
	}
}

func TestField(t *testing.T) {
	var changed []string
	f := control.NewField("a", "type", func(text string) { changed = append(changed, text) })
	w := window(t, f)
	var on []string
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { on = append(on, string(ev.Name)) })
	w.Canvas().Focus(f)
	f.Most = 3
	test.Type(f, "bcde")
	if len([]rune(f.Text)) != 3 {
		t.Errorf("text %q, want three letters", f.Text)
	}
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape, fyne.KeyDown, fyne.KeyLeft} {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if want := []string{"Return", "Escape", "Down"}; !slices.Equal(on, want) {
		t.Errorf("handed on %q, want %q", on, want)
	}
	entered := 0
	f.Enter = func() { entered++ }
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	told := len(changed)
	f.Put("other")
	if entered != 1 || len(changed) != told || f.Text != "other" {
		t.Errorf("entered %d times, told %q, text %q", entered, changed[told:], f.Text)
	}
}

func TestFieldUndoesTyping(t *testing.T) {
	f := control.NewField("", "", nil)
	window(t, f)
	test.Type(f, "ab")
	if !f.Unwrite(false) || f.Text != "" || !f.Unwrite(true) || f.Text != "ab" || f.Unwrite(true) {
		t.Errorf("typing cannot be undone and done again: %q", f.Text)
	}
}

// A note that yields leaves its room to a text that needs it.
func TestNotesYieldToTheText(t *testing.T) {
	l := control.NewList(func(i int) control.Line {
		return []control.Line{
			{Text: "Short", Note: "edited", Spare: "•", Yields: true},
			{Text: "Customer journeys in retail", Note: "edited", Spare: "•", Yields: true},
			{Text: "Customer journeys in retail", Note: "Journey", Yields: true},
			{Text: "Customer journeys in retail", Note: "✗ 1"},
		}[i]
	})
	w := window(t, l)
	w.Resize(fyne.NewSize(260, 300))
	l.Fill(4)
	words := uitest.Words(l)
	for word, times := range map[string]int{"edited": 1, "•": 1, "Journey": 0, "✗ 1": 1, "Customer journeys in retail": 2} {
		if n := strings.Count(words, word); n != times {
			t.Errorf("%q stands there %d times, want %d, in:\n%s", word, n, times, words)
		}
	}
}
