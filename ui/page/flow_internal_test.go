package page

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestFlowGoesOnInTheNextLine(t *testing.T) {
	block := func(w float32) fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(w, 20))
		return r
	}
	for name, tt := range map[string]struct {
		flow func(float32, ...fyne.CanvasObject) *fyne.Container
		want []fyne.Position
	}{
		"from the left":  {Flow, []fyne.Position{{X: 0, Y: 0}, {X: 50, Y: 0}, {X: 0, Y: 30}}},
		"from the right": {FlowRight, []fyne.Position{{X: 10, Y: 0}, {X: 60, Y: 0}, {X: 60, Y: 30}}},
	} {
		t.Run(name, func(t *testing.T) {
			list := []fyne.CanvasObject{block(40), block(40), block(40)}
			hidden := block(500)
			hidden.Hide()
			c := tt.flow(10, append(list, hidden)...)
			c.Resize(fyne.NewSize(100, 50))
			for i, o := range list {
				if o.Position() != tt.want[i] {
					t.Errorf("block %d stands at %v, want %v", i, o.Position(), tt.want[i])
				}
			}
			if got := Height(c, 100); got != 50 {
				t.Errorf("two lines are %v high, want 50", got)
			}
			if got := Height(c, 1000); got != 20 {
				t.Errorf("one line is %v high, want 20", got)
			}
		})
	}
}
