package paper_test

import (
	"image"
	"image/color"
	"testing"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// dark counts the pixels of a part of a picture that are darker than grey.
func dark(img *image.RGBA, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if c := img.RGBAAt(x, y); int(c.R)+int(c.G)+int(c.B) < 3*128 {
				n++
			}
		}
	}
	return n
}

func TestPaintPutsMarksWhereTheyAre(t *testing.T) {
	ink := color.NRGBA{A: 255}
	page := &paper.Page{Width: 100, Height: 200, Marks: []paper.Mark{
		{Kind: paper.Box, Rect: model.Rect{X: 10, Y: 10, Width: 20, Height: 10}, Fill: ink},
		{Kind: paper.Ellipse, Rect: model.Rect{X: 40, Y: 10, Width: 20, Height: 20}, Fill: ink},
		{Kind: paper.Line, Points: []model.Point{{X: 0, Y: 50}, {X: 100, Y: 50}}, Stroke: ink, Width: 2},
		{Kind: paper.Line, Points: []model.Point{{X: 0, Y: 60}, {X: 100, Y: 60}}, Stroke: ink, Width: 2, Dash: []float64{5, 5}},
		{Kind: paper.Text, Points: []model.Point{{X: 50, Y: 100}}, Text: "mm mm", Size: 20, Fill: ink, Align: paper.Middle},
		{Kind: paper.Text, Points: []model.Point{{X: 50, Y: 150}}, Text: "顧客", Size: 20, Fill: ink, Align: paper.Middle},
	}}
	img := paper.Paint(page, 200)
	if got := img.Bounds(); got != image.Rect(0, 0, 200, 400) {
		t.Fatalf("the picture is %v", got)
	}
	for name, c := range map[string]struct {
		in         image.Rectangle
		from, upTo int
	}{
		"box":            {image.Rect(20, 20, 60, 40), 800, 800},
		"beside the box": {image.Rect(0, 0, 19, 90), 0, 0},
		"ellipse":        {image.Rect(80, 20, 120, 60), 1200, 1300},
		"line":           {image.Rect(0, 95, 200, 105), 780, 820},
		"dashed line":    {image.Rect(0, 115, 200, 125), 380, 430},
		"letters":        {image.Rect(40, 165, 160, 205), 300, 3000},
		"under letters":  {image.Rect(0, 206, 200, 250), 0, 0},
		"Chinese":        {image.Rect(55, 260, 145, 312), 300, 3000},
	} {
		if n := dark(img, c.in); n < c.from || n > c.upTo {
			t.Errorf("%s: %d dark pixels, want %d to %d", name, n, c.from, c.upTo)
		}
	}
}

func TestPaintBearsWhatIsOff(t *testing.T) {
	ink := color.NRGBA{R: 200, A: 255}
	far := 1e12
	page := &paper.Page{Width: 10, Height: 1e5, Marks: []paper.Mark{
		{Kind: paper.Box, Rect: model.Rect{X: -far, Y: -far, Width: 2 * far, Height: 2 * far}, Fill: ink, Stroke: ink, Width: 1, Dash: []float64{0.001}},
		{Kind: paper.Line, Stroke: ink, Width: 1},
		{Kind: paper.Area, Fill: ink},
		{Kind: paper.Picture, Rect: model.Rect{Width: 5, Height: 5}, Picture: []byte("no picture")},
		{Kind: paper.Text, Text: "x", Size: 10, Fill: ink},
		{Kind: paper.Text, Points: []model.Point{{X: far, Y: far}}, Text: "x", Size: 10, Fill: ink},
	}}
	if img := paper.Paint(page, 1<<30); img.Bounds().Dx() > 8000 || img.Bounds().Dy() > 8000 {
		t.Errorf("the picture is %v", img.Bounds())
	}
}

func TestPaintOfNothing(t *testing.T) {
	for _, page := range []paper.Page{{}, {Width: 0.001, Height: 1e6}, everyMark()} {
		if img := paper.Paint(&page, 100); img.Rect.Empty() || img.Rect.Dx() > 8000 || img.Rect.Dy() > 8000 {
			t.Errorf("a page of %v by %v became %v", page.Width, page.Height, img.Rect)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	page := &paper.Page{Width: paper.A4Width, Height: paper.A4Height}
	for i := range 60 {
		page.Marks = append(page.Marks, paper.Mark{
			Kind: paper.Text, Points: []model.Point{{X: 40, Y: 40 + 12*float64(i)}}, Size: 9, Fill: color.NRGBA{A: 255},
			Text: "What a customer chooses to invest in dealing with a brand, beyond what the transaction asks for",
		})
	}
	for b.Loop() {
		paper.Paint(page, 900)
	}
}
