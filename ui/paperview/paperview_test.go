package paperview_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
	"touchpoint/ui/paperview"
	"touchpoint/ui/uitest"
)

// sheets are pages of one colour each.
func sheets(colours ...color.NRGBA) []paper.Page {
	var pages []paper.Page
	for i, c := range colours {
		p := paper.Page{Width: paper.A4Width, Height: paper.A4Height}
		if i%2 == 1 {
			p.Width, p.Height = p.Height, p.Width
		}
		p.Marks = []paper.Mark{{Kind: paper.Box, Rect: model.Rect{Width: p.Width, Height: p.Height}, Fill: c}}
		pages = append(pages, p)
	}
	return pages
}

var (
	red  = color.NRGBA{R: 200, A: 255}
	blue = color.NRGBA{B: 200, A: 255}
)

// shown is the picture that is seen, nil for none.
func shown(o fyne.CanvasObject) *canvas.Image {
	var found *canvas.Image
	uitest.Each(o, func(o fyne.CanvasObject, _ fyne.Position) {
		if i, ok := o.(*canvas.Image); ok && i.Image != nil {
			found = i
		}
	})
	return found
}

func TestPagesAreTurnedAndFit(t *testing.T) {
	h := uitest.NewHost(t, 400, 300)
	turned := 0
	v := paperview.New(sheets(red, blue, red), func(work func() func()) { work()() })
	v.OnTurn = func(page, of int) { turned = 10*page + of }
	h.Show(v)
	for _, step := range []struct {
		key  fyne.KeyName
		page int
	}{
		{fyne.KeyPageDown, 2}, {fyne.KeyEnd, 3}, {fyne.KeyPageDown, 3}, {fyne.KeyPageUp, 2}, {fyne.KeyHome, 1}, {fyne.KeyLeft, 1}, {fyne.KeyRight, 2},
	} {
		if !v.Key(step.key) {
			t.Errorf("%s is not taken", step.key)
		}
		if page, of := v.At(); page != step.page || of != 3 {
			t.Errorf("after %s at %d of %d, want %d", step.key, page, of, step.page)
		}
		i := shown(v)
		if i == nil {
			t.Fatalf("page %d is not seen", step.page)
		}
		want := red
		if step.page == 2 {
			want = blue
		}
		size := i.Size()
		if got := color.NRGBAModel.Convert(i.Image.At(5, 5)); got != want {
			t.Errorf("page %d is %v, want %v", step.page, got, want)
		}
		if size.Width > 400 || size.Height > 300 || size.Height < 200 {
			t.Errorf("page %d is shown as %v", step.page, size)
		}
		if w := i.Image.Bounds().Dx(); w != int(size.Width*h.Canvas().Scale()+0.5) {
			t.Errorf("page %d was painted %d pixels wide for %v", step.page, w, size)
		}
	}
	if turned != 23 {
		t.Errorf("told %d, want page 2 of 3", turned)
	}
	if v.Key(fyne.KeyF5) {
		t.Error("F5 turns a page")
	}
}

// Whoever turns many pages waits for the last of them alone.
func TestOnlyWhatIsWantedIsPainted(t *testing.T) {
	h := uitest.NewHost(t, 400, 300)
	var work []func() func()
	v := paperview.New(sheets(red, blue, red, blue), func(w func() func()) { work = append(work, w) })
	h.Show(v)
	for range 3 {
		v.Turn(1)
	}
	painted := 0
	for ; len(work) > 0; painted++ {
		next := work[0]
		work = work[1:]
		next()()
	}
	if painted != 2 {
		t.Errorf("%d pages were painted, want the first and the last", painted)
	}
	if i := shown(v); i == nil || color.NRGBAModel.Convert(i.Image.At(5, 5)) != blue {
		t.Error("the last page is not seen")
	}
}

func TestTheWheelTurns(t *testing.T) {
	h := uitest.NewHost(t, 400, 300)
	v := paperview.New(sheets(red, blue, red), func(work func() func()) { work()() })
	h.Show(v)
	for i, step := range []struct {
		by   float32
		page int
	}{{-25, 2}, {-10, 2}, {-10, 2}, {-10, 3}, {-50, 3}, {25, 2}, {100, 1}} {
		test.Scroll(h.Canvas(), fyne.NewPos(200, 150), 0, step.by)
		if page, _ := v.At(); page != step.page {
			t.Errorf("%d: at page %d, want %d", i, page, step.page)
		}
	}
}

func TestNoPages(t *testing.T) {
	h := uitest.NewHost(t, 400, 300)
	v := paperview.New(nil, func(work func() func()) { work()() })
	h.Show(v)
	v.Key(fyne.KeyEnd)
	if page, of := v.At(); page != 0 || of != 0 {
		t.Errorf("at %d of %d", page, of)
	}
	test.Scroll(h.Canvas(), fyne.NewPos(10, 10), 0, -10)
}
