package diagram

import (
	"encoding/json"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"touchpoint/deck/model"
	"touchpoint/ui/theme"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// faces are overlays in which every face occurs, by kind of model.
var faces = map[string]model.Overlay{
	"path": {
		"task": {Mark: model.Hit}, "exp": {Mark: model.Wrong, Right: "Experiential"},
		"initiatives": {Lit: true}, "cog": {Mark: model.Miss}, "emo": {Mark: model.Extra},
		"beh": {Dim: true}, "beh-outcomes": {Dim: true}, "outcomes": {Lit: true, Tag: "step 3"},
		"cog-outcomes": {Mark: model.Miss}, "emo-outcomes": {Mark: model.Extra},
		"task-ce": {Asked: true}, "exp-ce": {Mark: model.Wrong, Right: "positive"}, "ce-outcomes": {Lit: true, Tag: "stronger"},
	},
	"journey": {
		"pre": {Asked: true}, "pre/brand": {Lit: true}, "purchase/partner": {Asked: true},
		"purchase/customer": {Mark: model.Hit}, "post/brand": {Mark: model.Wrong, Right: "Prepurchase"},
	},
	"contingency": {"continuous-task": {Sign: model.Negative}, "lean-task": {Recall: &model.Recall{Chance: 0.61, Seen: 1}}},
	"classification": {
		"cog": {Recall: &model.Recall{Chance: 0.42, Seen: 3, Cards: 4}}, "emo": {Recall: &model.Recall{Chance: 0.74, Seen: 3, Cards: 4}},
		"beh": {Recall: &model.Recall{Chance: 0.96, Seen: 3, Cards: 4}}, "ce": {Recall: &model.Recall{Cards: 1}},
	},
}

// TestPictures compares pictures of four drawings with those that somebody has looked
// at. The drawings are kept too, so that another layout does not change the pictures.
func TestPictures(t *testing.T) {
	begin(t, fyne.NewSize(100, 100))
	for kind, overlay := range faces {
		drawing := keptDrawing(t, kind)
		for _, look := range []theme.Appearance{theme.Light, theme.Dark} {
			name := kind + "-" + string(look) + ".png"
			fyne.CurrentApp().Settings().SetTheme(theme.New(look, 1))
			got := Picture(drawing, overlay, 0.75)
			file := filepath.Join("testdata", name)
			if *update {
				write(t, file, got)
				continue
			}
			if off, shade := apartness(got, read(t, file)); off > 0.0004 || shade > 0.5 {
				seen := filepath.Join(t.ArtifactDir(), name)
				write(t, seen, got)
				t.Errorf("%s: %.2f %% of the picture look other than before, and all of it by %.1f shades: compare %s, and if that is right run the test with -update", name, off*100, shade, seen)
			}
		}
	}
}

func keptDrawing(t *testing.T, kind string) *model.Drawing {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", kind+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var drawing model.Drawing
	if err := json.Unmarshal(src, &drawing); err != nil {
		t.Fatal(err)
	}
	return &drawing
}

func read(t *testing.T, file string) image.Image {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func write(t *testing.T, file string, img image.Image) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// apartness is the share of pixels that differ so much that an eye could see it, and
// by how much a pixel differs on average. Other processors round letters and slanted
// lines a little differently.
func apartness(a, b image.Image) (off, shade float64) {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 1, 255
	}
	const visible = 40
	size := a.Bounds().Size()
	for y := range size.Y {
		for x := range size.X {
			p := color.NRGBAModel.Convert(a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y)).(color.NRGBA)
			q := color.NRGBAModel.Convert(b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y)).(color.NRGBA)
			most := 0
			for _, d := range []int{int(p.R) - int(q.R), int(p.G) - int(q.G), int(p.B) - int(q.B)} {
				most = max(most, d, -d)
			}
			shade += float64(most)
			if most > visible {
				off++
			}
		}
	}
	pixels := float64(size.X * size.Y)
	return off / pixels, shade / pixels
}
