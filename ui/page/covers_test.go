package page_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"touchpoint/deck"
	"touchpoint/ui/page"
	"touchpoint/ui/theme"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

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

// TestCovers compares the sides of cards that ask for parts of a picture with pictures that
// somebody has looked at.
func TestCovers(t *testing.T) {
	const notes = `## All {#all .occlude hide=all}
![Three stages](stages.png)
- 1: 7.5 33.3 22.5 33.4 Before
- 2: 38.75 33.3 22.5 33.4
- 2: 42.5 73.3 15 4.5
- 3: 70 33.3 22.5 33.4
## One {#one .occlude}
![Three stages](stages.png)
- 1: 7.5 33.3 22.5 33.4 Before
- 2: 38.75 33.3 22.5 33.4
- 3: 70 33.3 22.5 33.4
`
	d, _ := deck.ParseFile("a.md", []byte(notes))
	test.NewTempApp(t)
	data := threeStages(t)
	pictures := func(string) ([]byte, error) { return data, nil }
	for _, look := range []theme.Appearance{theme.Light, theme.Dark} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(look, 1))
		var sides []fyne.CanvasObject
		for i, c := range d.Cards() {
			if i%3 != 1 { // the second card of each note
				continue
			}
			style := page.Style{Size: theme.Body, Color: theme.Ink, Picture: 220}
			sides = append(sides, page.NewText(c.Front()[1:], style, pictures), page.NewText(c.Back(), style, pictures))
		}
		column := page.Inset(theme.Gap16, theme.Gap16, page.Column(theme.Gap16, sides...))
		compare(t, "covers-"+string(look)+".png", column)
	}
}

// compare compares what a column looks like with the picture of a name in testdata.
func compare(t *testing.T, name string, column fyne.CanvasObject) {
	t.Helper()
	size := fyne.NewSize(440, page.Height(column, 440))
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(container.NewStack(canvas.NewRectangle(theme.Color(theme.Surface)), column))
	c.Resize(size)
	got := c.Capture()
	file := filepath.Join("testdata", name)
	if *update {
		keep(t, file, got)
	} else if off := apart(got, kept(t, file)); off > 0.004 {
		seen := filepath.Join(t.ArtifactDir(), name)
		keep(t, seen, got)
		t.Errorf("%s: %.1f %% of the picture look other than before: compare %s, and if that is right run the test with -update", name, off*100, seen)
	}
}

// TestCoversOfNoPicture wants the words for a picture that cannot be read, and nothing over
// them.
func TestCoversOfNoPicture(t *testing.T) {
	test.NewTempApp(t)
	d, _ := deck.ParseFile("a.md", []byte("## A {#a .occlude}\n![A map](gone.png)\n- 1 2 3 4\n"))
	text := page.NewText(d.Cards()[0].Front(), page.Style{Size: theme.Body, Color: theme.Ink}, nil)
	text.Resize(fyne.NewSize(400, text.HeightFor(400)))
	var words []string
	for _, o := range test.WidgetRenderer(text).Objects() {
		switch o := o.(type) {
		case *canvas.Rectangle:
			t.Error("a box is drawn over what is no picture")
		case *fyne.Container:
			words = append(words, o.Objects[0].(*canvas.Text).Text)
		}
	}
	if len(words) != 1 || words[0] != "Picture: A map" {
		t.Errorf("the words are %q, want the picture's description", words)
	}
}

func kept(t *testing.T, file string) image.Image {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func keep(t *testing.T, file string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// apart is the share of pixels that differ so much that an eye could see it. Other
// processors round letters a little differently.
func apart(a, b image.Image) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 1
	}
	const visible = 40 << 8
	off := 0
	size := a.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			r1, g1, b1, _ := a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y).RGBA()
			r2, g2, b2, _ := b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y).RGBA()
			if max(distance(r1, r2), distance(g1, g2), distance(b1, b2)) > visible {
				off++
			}
		}
	}
	return float64(off) / float64(size.X*size.Y)
}

func distance(a, b uint32) int { return max(int(a)-int(b), int(b)-int(a)) }
