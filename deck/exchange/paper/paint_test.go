package paper_test

import (
	"image"
	"image/color"
	"testing"

	"touchpoint/deck/exchange/paper"
	"touchpoint/deck/model"
)

// inked counts the pixels of a part of an image that are not white.
func inked(img *image.RGBA, area image.Rectangle) int {
	n := 0
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if img.RGBAAt(x, y) != (color.RGBA{255, 255, 255, 255}) {
				n++
			}
		}
	}
	return n
}

func TestPaintShowsEveryMark(t *testing.T) {
	page := everyMark()
	img := paper.Paint(&page, 400)
	if img.Rect != image.Rect(0, 0, 400, 200) {
		t.Fatalf("the image is %v", img.Rect)
	}
	for name, area := range map[string]image.Rectangle{
		"box":     image.Rect(0, 0, 66, 46),
		"ellipse": image.Rect(78, 0, 142, 46),
		"line":    image.Rect(0, 76, 124, 104),
		"area":    image.Rect(138, 0, 184, 44),
		"text":    image.Rect(150, 90, 260, 130),
		"picture": image.Rect(200, 140, 240, 180),
	} {
		if inked(img, area) < 20 {
			t.Errorf("nothing is seen of the %s", name)
		}
	}
	if got := inked(img, image.Rect(300, 0, 400, 200)); got != 0 {
		t.Errorf("%d pixels are inked where there is nothing", got)
	}
}

func TestPaintStrangePages(t *testing.T) {
	for name, page := range map[string]paper.Page{
		"nothing":    {},
		"a thin one": {Width: 0.001, Height: 1e6},
		"marks far outside": {Width: 10, Height: 10, Marks: []paper.Mark{
			{Kind: paper.Line, Points: []model.Point{{X: -1e9, Y: 5}, {X: 1e9, Y: 5}}, Stroke: paper.Light.Ink, Width: 1, Dash: []float64{1, 1}},
			{Kind: paper.Text, Text: "x", Size: 1e6, Points: []model.Point{{X: 1e9, Y: 1e9}}, Fill: paper.Light.Ink},
			{Kind: paper.Box, Rect: model.Rect{X: -1e9, Y: -1e9, Width: 2e9, Height: 2e9}, Fill: paper.Light.Ink},
			{Kind: paper.Picture, Rect: model.Rect{Width: 5, Height: 5}, Picture: []byte("none")},
		}},
	} {
		if img := paper.Paint(&page, 100); img.Rect.Empty() || img.Rect.Dx() > 8000 || img.Rect.Dy() > 8000 {
			t.Errorf("%s: %v", name, img.Rect)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	page, _ := paper.Figure(models(b)[0], paper.FigureOptions{})
	for b.Loop() {
		paper.Paint(&page, 800)
	}
}
