package author_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck/draft"
	"touchpoint/ui/control"
)

// drag drags a row of the outline to the gap above another.
func (d *desk) drag(t *testing.T, row, gap int) {
	t.Helper()
	list, ok := d.h.Canvas().Focused().(*control.List)
	if !ok {
		t.Fatalf("the keyboard is with %T, not with the outline", d.h.Canvas().Focused())
	}
	scroll := test.WidgetRenderer(list).Objects()[0].(fyne.Widget)
	rows := test.WidgetRenderer(scroll).Objects()[0]
	h := rows.MinSize().Height / float32(list.Count())
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = fyne.NewPos(50, (float32(row)+0.5)*h)
	rows.(desktop.Mouseable).MouseDown(down)
	ev := &fyne.DragEvent{}
	ev.Position = fyne.NewPos(50, float32(gap)*h)
	rows.(fyne.Draggable).Dragged(ev)
	rows.(fyne.Draggable).DragEnd()
}

// order is the outline in one line.
func (d *desk) order() string {
	var list []string
	for _, e := range d.d.Outline() {
		switch e.Kind {
		case draft.Section:
			list = append(list, "#"+e.Title)
		case draft.Note:
			list = append(list, e.ID)
		}
	}
	return strings.Join(list, " ")
}

func TestTheOutlineIsDragged(t *testing.T) {
	const began = "#Leaves tea teas #Water hot" // below the row that tells of the deck
	for name, tt := range map[string]struct {
		row, gap int
		want     string
	}{
		"a note to the end":                      {2, 6, "#Leaves teas #Water hot tea"},
		"a note to the beginning":                {5, 0, "hot #Leaves tea teas #Water"},
		"a note into the topic above":            {5, 4, "#Leaves tea teas hot #Water"},
		"a note to where it is":                  {3, 3, began},
		"a topic with its notes":                 {4, 1, "#Water hot #Leaves tea teas"},
		"a topic to the end of the next":         {1, 6, "#Water hot #Leaves tea teas"},
		"a topic into another stays at its edge": {4, 2, "#Water hot #Leaves tea teas"},
		"a topic into itself":                    {1, 3, began},
		"what tells of the deck":                 {0, 4, began},
	} {
		t.Run(name, func(t *testing.T) {
			d := tea(t)
			d.drag(t, tt.row, tt.gap)
			if got := d.order(); got != tt.want {
				t.Fatalf("got %s, want %s", got, tt.want)
			}
			if tt.want == began {
				if d.Dirty() {
					t.Error("nothing was moved, and there is something to save")
				}
				return
			}
			if d.Undo(); d.order() != began || d.Dirty() {
				t.Errorf("undone to %s", d.order())
			}
		})
	}
}
