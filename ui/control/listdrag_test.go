package control_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/control"
	"touchpoint/ui/theme"
)

// A hand drags the rows of a list.
type hand struct {
	l    *control.List
	told []string
}

// newHand has a list of so many rows; the first cannot be dragged, and nothing lands above it.
func newHand(t *testing.T, rows int) *hand {
	h := &hand{l: control.NewList(numbered)}
	h.l.OnLift = func(row int) bool { return row > 0 }
	h.l.Land = func(_, gap int) int { return max(gap, 1) }
	h.l.OnDrop = func(row, gap int) { h.told = append(h.told, fmt.Sprint("drop ", row, " ", gap)) }
	h.l.OnMove = func(row int) { h.told = append(h.told, fmt.Sprint("move ", row)) }
	window(t, h.l)
	h.l.Fill(rows)
	return h
}

func (h *hand) height() float32 {
	return rowsOf(h.l).MinSize().Height / float32(h.l.Count())
}

// press presses the button in the middle of a row.
func (h *hand) press(row int) {
	at := fyne.PointEvent{Position: fyne.NewPos(40, (float32(row)+0.5)*h.height())}
	rowsOf(h.l).(desktop.Mouseable).MouseDown(&desktop.MouseEvent{PointEvent: at, Button: desktop.MouseButtonPrimary})
}

// to moves the pointer to a height in rows.
func (h *hand) to(rows float32) {
	ev := &fyne.DragEvent{}
	ev.Position = fyne.NewPos(40, rows*h.height())
	rowsOf(h.l).(fyne.Draggable).Dragged(ev)
}

func (h *hand) release() { rowsOf(h.l).(fyne.Draggable).DragEnd() }

// line is above which row the line is drawn, -1 for none.
func (h *hand) line() float32 {
	for _, o := range test.WidgetRenderer(rowsOf(h.l)).Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.Size().Height == theme.FocusStroke {
			return (r.Position().Y + theme.FocusStroke/2) / h.height()
		}
	}
	return -1
}

func TestARowIsDragged(t *testing.T) {
	h := newHand(t, 8)
	h.press(5)
	h.to(5.6)
	if h.l.Carried() >= 0 || h.line() >= 0 {
		t.Error("an unsteady hand carries a row")
	}
	h.to(2.2)
	if got := h.line(); h.l.Carried() != 5 || got != 2 {
		t.Errorf("row %d is carried, with the line above %v; want 5, 2", h.l.Carried(), got)
	}
	h.to(-3)
	if got := h.line(); got != 1 {
		t.Errorf("above the first row the line is at %v", got)
	}
	h.to(3.6)
	h.release()
	if want := []string{"drop 5 4"}; !slices.Equal(h.told, want) || h.line() >= 0 || h.l.Carried() >= 0 {
		t.Errorf("told %q, want %q", h.told, want)
	}
}

func TestWhatIsNotDragged(t *testing.T) {
	for name, tt := range map[string]struct {
		row   int
		moves []float32
		key   fyne.KeyName
		want  []string
	}{
		"a click with an unsteady hand": {3, []float32{3.6}, "", []string{"move 3"}},
		"a row that cannot be":          {0, []float32{0.9, 3}, "", nil},
		"what Escape puts back":         {3, []float32{6}, fyne.KeyEscape, []string{"drop -1 -1"}},
		"nothing below the last row":    {8, []float32{3}, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHand(t, 8)
			h.press(tt.row)
			for _, to := range tt.moves {
				h.to(to)
			}
			if tt.key != "" {
				h.l.TypedKey(&fyne.KeyEvent{Name: tt.key})
			}
			h.release()
			if !slices.Equal(h.told, tt.want) || h.l.Carried() >= 0 {
				t.Errorf("told %q, want %q", h.told, tt.want)
			}
		})
	}
}

// A row that is held at the end of a long list scrolls it.
func TestDraggingScrolls(t *testing.T) {
	h := newHand(t, 100)
	seen := h.l.Size().Height / h.height()
	h.press(2)
	at := seen - 0.2
	for n := 0; h.line() < 99.5; n++ {
		if n > 2000 {
			t.Fatalf("after a long time the line is above %v", h.line())
		}
		h.to(at - rowsOf(h.l).Position().Y/h.height()) // the list moves on beneath the pointer
	}
	h.release()
	if want := []string{"drop 2 100"}; !slices.Equal(h.told, want) {
		t.Errorf("told %q, want %q", h.told, want)
	}
	h.press(99)
	h.to(98)
	h.l.Fill(3)
	h.release()
	if got := h.told[1:]; !slices.Equal(got, []string{"drop -1 -1"}) {
		t.Errorf("when the rows went away: %q", got)
	}
}

// Rows that are not there any more are not asked for, also while one of them is dragged.
func TestRowsThatGoWhileOneIsDragged(t *testing.T) {
	rows := 8
	l := control.NewList(func(i int) control.Line {
		if i >= rows {
			t.Errorf("row %d of %d is drawn", i, rows)
		}
		return control.Line{Text: fmt.Sprint(i)}
	})
	h := &hand{l: l}
	l.OnLift = func(int) bool { return true }
	l.Land = func(_, gap int) int { return gap }
	l.OnDrop = func(int, int) { l.Refresh() }
	window(t, l)
	l.Fill(rows)
	h.press(6)
	h.to(2)
	if l.Carried() != 6 {
		t.Fatalf("row %d is dragged", l.Carried())
	}
	rows = 3
	l.Fill(rows)
	if l.Carried() != -1 {
		t.Error("a row that is gone is dragged")
	}
	h.release()

	rows = 8
	l.Fill(rows)
	h.press(6) // and not dragged yet
	rows = 3
	l.Fill(rows)
	h.to(2)
	if l.Carried() != -1 {
		t.Error("a row that is gone begins to be dragged")
	}
	h.release()
}
