package modelling_test

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/deck/model/sketch"
	"touchpoint/ui/modelling"
	"touchpoint/ui/uitest"
)

// quiet is a host that keeps nothing.
type quiet struct{ *uitest.Host }

func (quiet) Changed(string) {}
func (quiet) Undo() bool     { return false }

// BenchmarkChoose goes from part to part of an embedded model with an arrow key, and
// BenchmarkMove moves one: what a key costs before the picture is painted.
func BenchmarkChoose(b *testing.B) {
	e := open(b)
	for i := range b.N {
		e.Key([]fyne.KeyName{fyne.KeyRight, fyne.KeyDown, fyne.KeyLeft, fyne.KeyUp}[i/3%4])
	}
}

func BenchmarkMove(b *testing.B) {
	e := open(b)
	e.Sketch().Select("ce")
	e.Grab()
	for i := range b.N {
		e.Key([]fyne.KeyName{fyne.KeyRight, fyne.KeyLeft}[i%2])
	}
}

func open(b *testing.B) *modelling.Editor {
	b.Helper()
	src, err := os.ReadFile("../../assets/decks/customer-engagement/models/drivers.yaml")
	if err != nil {
		b.Fatal(err)
	}
	m, _ := model.Parse(src)
	h := uitest.NewHost(b, 1000, 700)
	e := modelling.New(sketch.New(m), nil, quiet{h})
	h.Show(e.Object())
	e.Focus()
	b.ResetTimer()
	return e
}
