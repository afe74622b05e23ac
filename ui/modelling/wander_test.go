package modelling_test

import (
	"bytes"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/uitest"
)

// From every kind of model, keys lead nowhere that nothing leads on from, and whatever was
// done can be written.
func TestWander(t *testing.T) {
	keys := []string{
		"Right", "Return", "Escape", "Down", "1", "Escape", "c", "Left", "Return", "s", "r", "m", "Right", "Escape", "2", "Escape",
		"Up", "Delete", "x", "x", "c", "Down", "Return", "t", "3", "Escape", "+", "-", "Space", "Down", "c", "Escape", "4", "Escape", "F2", "Escape",
	}
	for name, yaml := range map[string]string{
		"path": uitest.PathModel, "journey": uitest.JourneyModel, "contingency": uitest.ContingencyModel, "classification": uitest.ClassificationModel,
	} {
		t.Run(name, func(t *testing.T) {
			b := lay(t, uitest.Model(t, yaml), 900, 600)
			for i := range 150 {
				b.press(keys[(i*7+i*i/11)%len(keys)])
				if top := b.Window.Canvas().Overlays().Top(); top != nil {
					b.press("Escape")
				}
			}
			m := b.model()
			if again, _ := model.Parse(model.Format(m)); again == nil || !bytes.Equal(model.Format(again), model.Format(m)) {
				t.Error("what came of it cannot be written")
			}
			b.press("Escape", "Escape", "Escape")
			b.says("A adds one")
		})
	}
}

// Nothing is written beyond the sides of a window of any usual size.
func TestNothingOutside(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(520, 420), fyne.NewSize(690, 480), fyne.NewSize(1280, 800)} {
		for _, yaml := range []string{uitest.PathModel, uitest.JourneyModel, uitest.ContingencyModel, uitest.ClassificationModel} {
			b := lay(t, uitest.Model(t, yaml), size.Width, size.Height)
			for _, e := range b.model().Elements() {
				b.e.Sketch().Select(e.ID)
				b.e.Redraw()
				for _, out := range uitest.Outside(b.e.Object(), size) {
					t.Errorf("%v, %s: %s", size, e.ID, out)
				}
			}
			for _, table := range b.e.Sketch().Tables("") {
				b.e.Open(table.Name)
				for _, out := range uitest.Outside(b.e.Object(), size) {
					t.Errorf("%v, %s: %s", size, table.Name, out)
				}
			}
		}
	}
}
