package chart

import (
	"bytes"
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"touchpoint/ui/theme"
)

// grey is a swatch of a tone without its hue, on a ground.
func grey(t Tone, ground uint8) []float64 {
	const side = 40
	m := mark{kind: boxMark, to: fyne.NewPos(side, side), ink: t.fill()}
	img := paint([]mark{m}, side, side, 1, theme.Color)
	list := make([]float64, 0, side*side)
	for i := 0; i < len(img.Pix); i += 4 {
		p := img.Pix[i:]
		bright := 0.299*float64(p[0]) + 0.587*float64(p[1]) + 0.114*float64(p[2])
		list = append(list, bright+float64(ground)*(1-float64(p[3])/255))
	}
	return list
}

// TestTonesAreToldApartWithoutHue compares tones that stand side by side as somebody sees
// them who sees no colours.
func TestTonesAreToldApartWithoutHue(t *testing.T) {
	for name, look := range map[string]struct {
		appearance theme.Appearance
		ground     uint8
	}{"light": {theme.Light, 255}, "dark": {theme.Dark, 33}} {
		a := test.NewTempApp(t)
		a.Settings().SetTheme(theme.New(look.appearance, 1))
		for _, set := range [][]Tone{{Main, Second, Quiet, Third}, {Again, Hard, Good, Easy}} {
			for i, x := range set {
				for _, y := range set[:i] {
					one, other := grey(x, look.ground), grey(y, look.ground)
					var apart float64
					for k := range one {
						apart += math.Abs(one[k]-other[k]) / float64(len(one))
					}
					if apart < 15 {
						t.Errorf("%s: tones %d and %d differ by %.0f of 255", name, x, y, apart)
					}
				}
			}
		}
	}
}

func TestShadesOfACalendarRise(t *testing.T) {
	for i := range levels {
		if a, b := shade(i, Main), shade(i+1, Main); i > 0 && b.share-a.share < 0.2 {
			t.Errorf("levels %d and %d cover %v and %v", i, i+1, a.share, b.share)
		}
	}
	bounds := Calendar{Values: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 1000}}.bounds()
	if got := level(9, bounds); got < 1 || level(0, bounds) != 0 || level(1000, bounds) != levels || level(math.NaN(), bounds) != 0 {
		t.Errorf("levels of 9, 0, 1000 and nothing: %d %d %d %d", got, level(0, bounds), level(1000, bounds), level(math.NaN(), bounds))
	}
}

func TestPaintIsTheSameInEveryRun(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	r := roomOf(560, 1)
	for name, d := range samples() {
		if d.blank() {
			continue
		}
		marks := d.lay(r).marks
		one, other := paint(marks, 560, 300, 1, theme.Color), paint(marks, 560, 300, 1, theme.Color)
		if !bytes.Equal(one.Pix, other.Pix) {
			t.Errorf("%s is painted in two ways", name)
		}
		if d.about().Title != "" && bytes.Count(one.Pix, []byte{0}) == len(one.Pix) {
			t.Errorf("%s paints nothing", name)
		}
	}
}

func TestNothingIsPaintedOutside(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	far := []mark{
		{kind: boxMark, at: fyne.NewPos(-50, -50), to: fyne.NewPos(500, 10), ink: muted},
		{kind: lineMark, points: []fyne.Position{{X: -1000, Y: 5}, {X: 1000, Y: 8}}, width: 2, ink: muted, dash: []float32{3, 2}},
		{kind: discMark, points: []fyne.Position{{X: 300, Y: 300}}, radius: 4, ink: muted, outlined: true},
		{kind: areaMark, ink: muted},
	}
	if got := paint(far, 20, 20, 1.5, theme.Color).Bounds(); got != image.Rect(0, 0, 20, 20) {
		t.Errorf("the picture is %v", got)
	}
}

// TestStraightLinesAreSharp looks at the pixels of an upright line at half a pixel.
func TestStraightLinesAreSharp(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.New(theme.Light, 1))
	for _, scale := range []float32{1, 1.5, 2} {
		for _, points := range [][]fyne.Position{{{X: 7.3, Y: 0}, {X: 7.3, Y: 20}}, {{X: 0, Y: 7.3}, {X: 20, Y: 7.3}}} {
			side := int(20 * scale)
			img := paint([]mark{{kind: lineMark, points: points, width: 1, ink: muted}}, side, side, scale, theme.Color)
			inked := 0
			for i := 3; i < len(img.Pix); i += 4 {
				if alpha := img.Pix[i]; alpha == 255 {
					inked++
				} else if alpha != 0 {
					t.Fatalf("at scale %v a line through %v is blurred: %d", scale, points, alpha)
				}
			}
			if inked%side != 0 || inked == 0 {
				t.Errorf("at scale %v a line through %v has %d pixels", scale, points, inked)
			}
		}
	}
}
