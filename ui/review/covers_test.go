package review_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/deck"
	"touchpoint/deck/study"
	"touchpoint/ui/page"
	"touchpoint/ui/review"
	"touchpoint/ui/theme"
	"touchpoint/ui/uitest"
)

const stages = `## Which stage is hidden? {#map .occlude hide=all}
![Three stages side by side](media/stages.png)
- 1: 7.5 33.3 22.5 33.4 Before the purchase
- 2: 38.75 33.3 22.5 33.4 The purchase itself
- 3: 70 33.3 22.5 33.4 After it

The stages follow each other.

> A journey is a circle. [@s]
`

// threeStages is a picture of three boxes with a line beneath each.
func threeStages(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 800, 450))
	fill := func(r image.Rectangle, c color.Color) {
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(img.Bounds(), color.RGBA{0xEE, 0xE6, 0xD8, 0xFF})
	for i, c := range []color.RGBA{{0x7A, 0x9E, 0x7E, 0xFF}, {0xC5, 0x8B, 0x5C, 0xFF}, {0x6C, 0x7F, 0xB0, 0xFF}} {
		fill(image.Rect(60+250*i, 150, 240+250*i, 300), c)
		fill(image.Rect(90+250*i, 330, 210+250*i, 350), color.RGBA{0x30, 0x30, 0x30, 0xFF})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openPicture is a screen on a deck of which every picture is that of three stages.
func openPicture(t *testing.T, look theme.Appearance, notes string, width, height float32) *desk {
	t.Helper()
	h := uitest.NewHost(t, width, height)
	fyne.CurrentApp().Settings().SetTheme(theme.New(look, 1))
	session, err := uitest.Desk(t, h.Now, notes).Start(t.Context(), study.Scope{})
	if err != nil {
		t.Fatal(err)
	}
	data := threeStages(t)
	s := review.New(t.Context(), session, h, func(deck.ID) page.Pictures {
		return func(string) ([]byte, error) { return data, nil }
	}, review.Options{})
	h.Show(s.Object())
	s.Shown()
	return &desk{t, h, s}
}

func TestOcclusion(t *testing.T) {
	d := openPicture(t, theme.Light, stages, 900, 600)
	d.shows("Which stage is hidden?", "?")
	d.hides("Before the purchase", "The stages follow each other.")
	d.press("Space")
	d.shows("Before the purchase", "The stages follow each other.", "A journey is a circle.", "Source: Author (2020)")
	d.hides("The purchase itself", "After it")
	d.screen.Note()
	panel := uitest.Words(d.host.Canvas().Overlays().Top())
	for _, label := range []string{"1: Before the purchase", "2: The purchase itself", "3: After it"} {
		if !strings.Contains(panel, label) {
			t.Errorf("%q is not among what the note says:\n%s", label, panel)
		}
	}
	d.happened("show d/map#1", "reveal d/map#1", "note d/map#1")
}
