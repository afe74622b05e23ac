package models

import (
	"fmt"
	"testing"

	"touchpoint/deck/model"
	"touchpoint/ui/uitest"
)

// Hundreds of models are opened as fast as a few: a picture is painted when the painter
// asks for it, that is when it comes into view.
func TestPicturesArePaintedWhenTheyComeIntoView(t *testing.T) {
	h := uitest.NewHost(t, 900, 600)
	desk := uitest.DeskWith(t, h.Now, "", uitest.PathModel, uitest.JourneyModel, uitest.ContingencyModel)
	k := NewKeep()
	g := NewGallery(t.Context(), desk, k, h)
	h.Show(g.Object())
	g.Shown()
	if len(k.pictures) != 0 {
		t.Errorf("%d pictures are painted before one is asked for", len(k.pictures))
	}
	first := g.cards[1].thumb.Generator(300, 160)
	if len(k.pictures) != 1 || first.Bounds().Dx() != 300 || first.Bounds().Dy() != 160 {
		t.Errorf("asked for one of 300 by 160, %d are painted, the first is %v", len(k.pictures), first.Bounds())
	}
	if again := g.cards[1].thumb.Generator(300, 160); again != first {
		t.Error("the same picture is painted twice")
	}
	g.Shown()
	if again := g.cards[1].thumb.Generator(300, 160); again != first {
		t.Error("the picture is painted again at the next visit")
	}
}

// While a window is pulled its pictures are not painted in every frame.
func TestPicturesDoForManySizes(t *testing.T) {
	uitest.NewHost(t, 900, 600)
	k := NewKeep()
	m := &model.Model{ID: "m", Kind: model.PathKind, Constructs: []model.Construct{{Part: model.Part{ID: "a", Label: "A"}}}}
	painted, last := 0, any(nil)
	for width := 200; width <= 500; width += 5 {
		p := k.picture(m, width, width/2)
		if p.Bounds().Dx() < width || p.Bounds().Dx() > 3*width/2 {
			t.Errorf("a picture of %d pixels for a room of %d", p.Bounds().Dx(), width)
		}
		if any(p) != last {
			painted, last = painted+1, p
		}
	}
	if painted > 6 {
		t.Errorf("painted %d times from 200 to 500 pixels", painted)
	}
	for i := range 40 { // of 450,000 pixels each
		k.picture(&model.Model{ID: fmt.Sprint(i), Kind: model.PathKind}, 900, 500)
		if k.pixels > mostPixels {
			t.Fatalf("%d pixels are kept, more than %d", k.pixels, mostPixels)
		}
	}
}
