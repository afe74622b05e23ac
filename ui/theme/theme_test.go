package theme_test

import (
	"image/color"
	"math"
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"touchpoint/deck/exchange/paper"
	"touchpoint/ui/theme"
)

// Text must stand out from what it stands on by 4.5 to 1 (WCAG 2.2, AA).
func TestEveryTextColourCanBeRead(t *testing.T) {
	for _, appearance := range []theme.Appearance{theme.Light, theme.Dark} {
		th := theme.New(appearance, 1)
		at := func(name fyne.ThemeColorName) color.Color { return th.Color(name, fynetheme.VariantLight) }
		for _, ink := range theme.Palette {
			for _, ground := range []fyne.ThemeColorName{theme.Ground, theme.Surface, theme.Wash} {
				if got := contrast(at(ink), at(ground)); got < 4.5 {
					t.Errorf("%s: contrast of %s on %s is %.2f, want at least 4.5", appearance, ink, ground, got)
				}
			}
		}
		if got := contrast(at(theme.OnAccent), at(theme.Accent)); got < 4.5 {
			t.Errorf("%s: contrast of text on the accent is %.2f, want at least 4.5", appearance, got)
		}
	}
}

// TestPaperHasTheColoursOfTheWindow compares every colour of a handout with the role of its
// name.
func TestPaperHasTheColoursOfTheWindow(t *testing.T) {
	for appearance, palette := range map[theme.Appearance]paper.Palette{theme.Light: paper.Light, theme.Dark: paper.Dark} {
		th := theme.New(appearance, 1)
		colours := reflect.ValueOf(palette)
		for i := range colours.NumField() {
			name := colours.Type().Field(i).Name
			got := colours.Field(i).Interface()
			want := color.NRGBAModel.Convert(th.Color(fyne.ThemeColorName("touchpoint"+name), fynetheme.VariantLight))
			if got != want {
				t.Errorf("%s: %s is %v on paper and %v in the window", appearance, name, got, want)
			}
		}
	}
}

// contrast is the WCAG contrast ratio of two opaque colours.
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n.R) + 0.7152*part(n.G) + 0.0722*part(n.B)
}

func TestAppearanceIsForcedOrFollowed(t *testing.T) {
	tests := map[string]struct {
		appearance theme.Appearance
		variant    fyne.ThemeVariant
		wantDark   bool
	}{
		"system, light desktop": {theme.System, fynetheme.VariantLight, false},
		"system, dark desktop":  {theme.System, fynetheme.VariantDark, true},
		"light on a dark one":   {theme.Light, fynetheme.VariantDark, false},
		"dark on a light one":   {theme.Dark, fynetheme.VariantLight, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			ground := theme.New(tt.appearance, 1).Color(theme.Ground, tt.variant)
			if got := luminance(ground) < 0.5; got != tt.wantDark {
				t.Errorf("dark = %v, want %v", got, tt.wantDark)
			}
		})
	}
}

func TestScaleChangesTypeAndNothingElse(t *testing.T) {
	one, two := theme.New(theme.Light, 1), theme.New(theme.Light, 2)
	if got, want := two.Size(theme.Body), 2*one.Size(theme.Body); got != want {
		t.Errorf("body at scale 2 = %v, want %v", got, want)
	}
	if got, want := two.Size(fynetheme.SizeNamePadding), one.Size(fynetheme.SizeNamePadding); got != want {
		t.Errorf("padding at scale 2 = %v, want %v", got, want)
	}
	if got, want := theme.New(theme.Light, 9).Size(theme.Body), theme.MaxScale*one.Size(theme.Body); got != want {
		t.Errorf("body at scale 9 = %v, want that at the largest scale, %v", got, want)
	}
}

// The text font must have arrows: the toolkit draws "→ " wrongly when it has to
// fall back to its symbol font (Fyne 2.8.1).
func TestEveryStyleUsesInter(t *testing.T) {
	th := theme.New(theme.Light, 1)
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		got := th.Font(style).Name()
		if len(got) < 5 || got[:5] != "Inter" {
			t.Errorf("font of %+v is %q, want Inter", style, got)
		}
	}
}
